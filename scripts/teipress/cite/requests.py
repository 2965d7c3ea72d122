"""What somebody asks to cite: texts and passages by name and id, found in the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from teipress.cite.citations import Passage
from teipress.cite.header import Header, read_header
from teipress.cite.ledger import read_ledger
from teipress.cite.references import citation_trees
from teipress.cite.words import Words
from teipress.corpus import XML_ID, Document, Element, read_document
from teipress.errors import ConfigurationError
from teipress.files import Unreadable
from teipress.meant import nearest
from teipress.project import Project, shown
from teipress.publish.plan import Text, plan


@dataclass(frozen=True, slots=True)
class Request:
    """A text, or a passage in it, that is to be cited."""

    name: str
    header: Header
    passage: Passage | None = None


def find(project: Project, wanted: Sequence[str], words: Words) -> Iterator[Request]:
    """Find what is wanted, each as ``TEXT``, ``TEXT#ID``, ``ID`` or a permalink; every text, where nothing is named.

    Raises ``ConfigurationError`` for what is not there, and for an id that several texts have.
    """
    planned = plan([Text(path, shown(path)) for path in project.texts], rename=project.is_bare)
    files = {page.name: page.text.path for page in planned.pages}
    opened: dict[str, Document] = {}
    for name, id in [_resolved(project, files, one) for one in wanted] or [(name, "") for name in files]:
        if name not in opened:
            opened[name] = _opened(project, files[name])
        document = opened[name]
        passage = _passage(project, document, name, id, words) if id else None
        yield Request(name, read_header(document), passage)


def _resolved(project: Project, files: dict[str, Path], wanted: str) -> tuple[str, str]:
    """Give the name of the text and the id that are meant."""
    address = wanted.removeprefix(project.base_url.rstrip("/") + "/") if project.base_url else wanted
    before, hash_, id = address.partition("#")
    name = unquote(before).removeprefix("./").removesuffix(".html")
    if name in files:
        return name, unquote(id)
    if hash_:
        raise ConfigurationError(f"there is no text “{name}”{_near(name, files)}")
    holders = [name for name, path in files.items() if _may_hold(path, wanted) and _holds(project, path, wanted)]
    if len(holders) > 1:
        choice = " or ".join(f"{holder}#{wanted}" for holder in holders[:4])
        raise ConfigurationError(f"{len(holders)} texts have the id “{wanted}”: name one, as {choice}")
    if not holders:  # released once, perhaps: then it is told what became of it
        holders = [name for name, id in read_ledger(project.ids.ledger).current if id == wanted and name in files]
    if not holders:
        raise ConfigurationError(f"there is no text “{wanted}”, and no text has this id{_near(name, files)}")
    return holders[0], wanted


def _near(name: str, files: dict[str, Path]) -> str:
    near = nearest(name, files)
    return f"; did you mean “{near}”?" if near else ""


def _may_hold(path: Path, id: str) -> bool:
    """Tell whether the bytes of a file have an id in them, in either of the encodings that are read."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return id.encode() in data or id.encode("utf-16-le") in data or id.encode("utf-16-be") in data


def _holds(project: Project, path: Path, id: str) -> bool:
    return id in _opened(project, path).ids


def _opened(project: Project, path: Path) -> Document:
    try:
        return read_document(path, shown(path), project.limits)
    except Unreadable as trouble:
        raise ConfigurationError(f"{shown(path)} cannot be read: {trouble.diagnostic.message}") from None


def _passage(project: Project, document: Document, name: str, id: str, words: Words) -> Passage:
    element = next((one for one in document.elements(XML_ID) if " ".join(one.get(XML_ID, "").split()) == id), None)
    if element is None:
        raise ConfigurationError(f"“{name}” has no id “{id}”{_fate(project, name, id)}")
    return Passage(id, _label(document, element, words))


def _label(document: Document, element: Element, words: Words) -> str:
    """Give the reference of an element: that of the smallest passage that it is, or is in."""
    for tree in citation_trees(document, words):
        labels = {unit.span.element: unit.label for unit in tree.units if unit.span and not unit.span.is_stretch}
        for around in (element, *element.iterancestors()):
            if around in labels:
                return labels[around]
    return ""


def _fate(project: Project, name: str, id: str) -> str:
    """Say what became of an id that was released and is gone."""
    ledger = read_ledger(project.ids.ledger)
    entry = ledger.current.get((name, id))
    if entry is None:
        return ""
    why = f" ({entry.reason})" if entry.reason else ""
    if entry.successors:
        return f" any more{why}: cite {' or '.join(entry.successors)}"
    releases = ledger.releases
    had = releases[: releases.index(entry.release)] if entry.release in releases else releases
    return f" any more{why}" + (f"; release {had[-1]} has it" if had else "")
