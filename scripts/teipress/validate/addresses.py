"""Turn what is written in a document into absolute addresses, and those into files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import url2pathname

from teipress.corpus import Document, Element

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def base_of(document: Document, element: Element) -> str:
    """Give what an element's addresses are relative to: xml:base where there is one, else the file (TEI P5, SA)."""
    try:
        return urljoin(document.uri, element.base or "")
    except ValueError:
        return document.uri


def absolute(base: str, relative: str) -> str | None:
    """Make a relative address absolute; nothing, if it is none.

    What stands after “#” comes out unescaped, and a file's address as ``Document.uri`` is, however it was escaped.
    """
    address, hash, fragment = relative.partition("#")
    if not address:
        return base.partition("#")[0] + hash + (unquote(fragment) if "%" in fragment else fragment)
    try:
        return _resource(base, address) + hash + unquote(fragment)
    except ValueError:
        return None


def file_of(address: str) -> Path | None:
    """Give the file that an absolute address names; nothing, if it is no file, or one of another machine."""
    parts = urlsplit(address)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"} or parts.path.startswith(("//", "\\\\")):
        return None
    return Path(url2pathname(parts.path))


@lru_cache(maxsize=4096)
def _resource(base: str, address: str) -> str:
    uri = urljoin(base, address)
    parts = urlsplit(uri)
    return Path(url2pathname(parts.path)).as_uri() if parts.scheme == "file" and not parts.netloc else uri
