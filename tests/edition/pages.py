"""What the built edition holds, read back from its files by nothing but an HTML parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree, html

from teipress.output import SEARCH
from tests.xpath import elements, strings

GENERATED = "ancestor-or-self::*[@data-teipress = 'generated']"


@dataclass(frozen=True)
class Page:
    """A page of a built edition: its path from the root, and its tree."""

    path: str
    tree: etree._Element

    @property
    def root(self) -> str:
        """Say how the page leads to the root of the edition."""
        return "../" * self.path.count("/")

    @property
    def ids(self) -> list[str]:
        """List the ids of the page, in order."""
        return strings(self.tree, "//@id")

    @property
    def links(self) -> list[str]:
        """List every address that the page names, as written."""
        return strings(self.tree, "//@href | //@src | //@srcset | //@action | //@data | //@poster | //@cite")

    def within(self, xpath: str) -> str:
        """Give the reading text inside an element: what the tool generated is left out."""
        (element,) = elements(self.tree, xpath)
        return "".join(strings(element, f".//text()[not({GENERATED})]"))

    def resolved(self, link: str) -> tuple[str, str]:
        """Give the file (from the root of the edition) and the fragment that a link leads to."""
        address, fragment = urldefrag(urljoin(f"http://edition/{self.path}", link))
        return unquote(urlsplit(address).path).lstrip("/"), unquote(fragment)


def read_pages(folder: Path) -> dict[str, Page]:
    """Read every page of a built edition, but for the guidelines, which stand alone."""
    pages = (path for path in files(folder) if path.endswith(".html") and not path.startswith("schemas/"))
    return {path: Page(path, _parse(folder / path)) for path in pages}


def files(folder: Path) -> Iterator[str]:
    """List the files of a folder, from it, but not those of the search index: they are other ones each time."""
    found = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
    return (path for path in found if not path.startswith(SEARCH))


def contents(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder."""
    return {path: (folder / path).read_bytes() for path in files(folder)}


def folded(text: str) -> str:
    """Fold white space."""
    return re.sub(r"\s+", " ", text).strip()


def solid(text: str) -> str:
    """Take white space out."""
    return re.sub(r"\s+", "", text)


def _parse(path: Path) -> etree._Element:
    return html.document_fromstring(path.read_bytes().decode("utf-8"))
