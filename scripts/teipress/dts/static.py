"""Write the answers of DTS as files: every question that a path can ask, answered before it is asked.

What would take files beyond number is left to a server: ranges, of which there are as many as pairs of units; the
lower levels of texts with very many units; ``down=0``, where very many stand beside each other. Otherwise the files are
a server of level 0 (DTS 1.0, “Conformance”).
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from teipress.cite.units import Unit
from teipress.cite.words import words_of
from teipress.corpus import Document, Element
from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.dts.addresses import (
    CollectionQuery,
    DocumentQuery,
    Files,
    NavigationQuery,
    collection_path,
    document_path,
    navigation_path,
)
from teipress.dts.answers import (
    MEMBERS,
    ROOT,
    UNITS,
    Answer,
    Edition,
    Member,
    collection,
    entry,
    member_of,
    navigation,
    pages_of,
)
from teipress.dts.passages import document
from teipress.dts.texts import Branches, Description, Text, text_of

LONGEST_NAME = 200  # bytes: what every file system takes, with what is added
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]' if os.name == "nt" else r"[\x00-\x1f\x7f/\\]")
MOST_UNITS = 2_500  # units of a tree that have files
MOST_BESIDE = 100  # units beside each other that are listed for each of them


@dataclass(frozen=True, slots=True)
class Dts:
    """What the files of all texts have in common: the address of the edition, if it has one, and its labels."""

    base_url: str
    labels: bytes


def text_files(document: Document, name: str, dts: Dts) -> tuple[tuple[Diagnostic, ...], Iterator[tuple[str, bytes]]]:
    """Give all files about a text, path and content; and tell of passages that have none."""
    text = text_of(name, document, words_of(dts.labels))
    return tuple(_tell(text)), _text_files(text, dts.base_url)


def _text_files(text: Text, base_url: str) -> Iterator[tuple[str, bytes]]:
    edition = Edition("", "", "und", (member_of(text),))
    for asked in (CollectionQuery(text.name), CollectionQuery(text.name, "children")):
        path = collection_path(asked)
        yield path, _json(collection(edition, asked, _files(base_url, path)))
    for query in navigation_queries(text):
        path = navigation_path(query)
        yield path, _json(navigation(text, query, _files(base_url, path)))
    for asked_for in document_queries(text):
        yield document_path(asked_for), document(text, asked_for)


def edition_files(edition: Edition, base_url: str) -> Iterator[tuple[str, bytes]]:
    """Give the files about the whole edition: the entry, its collection, and of what each text is a part."""
    path = "dts/index.jsonld"
    yield path, _json(entry(_files(base_url, path)))
    for query in collection_queries(edition):
        path = collection_path(query)
        yield path, _json(collection(edition, query, _files(base_url, path)))


def navigation_queries(text: Text) -> Iterator[NavigationQuery]:
    """List the questions about the units of a text that have a file."""
    for branch in _filed_branches(text):
        tree = branch.tree.name or None
        for down in (*range(1, branch.tree.levels + 1), -1):
            yield from _pages(text, branch, NavigationQuery(text.name, down=down, tree=tree))
        for unit in filed_units(branch):
            below = max(1, branch.tree.levels - unit.level)
            beside = [0] if len(branch.siblings[unit.parent]) <= MOST_BESIDE else []
            for depth in (None, *beside, *range(1, below + 1), -1):
                query = NavigationQuery(text.name, ref=unit.identifier, down=depth, tree=tree)
                yield from _pages(text, branch, query)


def filed_units(branch: Branches) -> Iterator[Unit]:
    """Give the units that have files: those of the upper levels, as many as are not too many."""
    counts = Counter(unit.level for unit in branch.tree.units)
    deepest, total = 1, counts[1]
    while deepest < branch.tree.levels and total + counts[deepest + 1] <= MOST_UNITS:
        deepest += 1
        total += counts[deepest]
    return (unit for unit in branch.tree.units if unit.level <= deepest and is_fit(unit.identifier))


def _filed_branches(text: Text) -> Iterator[Branches]:
    return (branch for branch in text.branches if not branch.tree.name or is_fit(branch.tree.name))


def _pages(text: Text, branch: Branches, query: NavigationQuery) -> Iterator[NavigationQuery]:
    """Add the further pages of an answer that has several."""
    yield query
    if len(branch.tree.units) > UNITS:
        answer = navigation(text, query, Files(""))
        number = 1
        while "view" in answer:
            yield replace(query, page=number)
            if answer["view"]["next"] is None:
                return
            number += 1
            answer = navigation(text, replace(query, page=number), Files(""))


def document_queries(text: Text) -> Iterator[DocumentQuery]:
    """List the questions for a passage that have a file."""
    yield DocumentQuery(text.name)
    for branch in _filed_branches(text):
        for unit in filed_units(branch):
            yield DocumentQuery(text.name, ref=unit.identifier, tree=branch.tree.name or None)


def collection_queries(edition: Edition) -> Iterator[CollectionQuery]:
    """List the questions about the edition that have a file; those about a text alone are answered with the text."""
    pages = pages_of(len(edition.members), MEMBERS)
    for id in (None, ROOT):
        for nav in (None, "children"):
            yield CollectionQuery(id, nav)
            if pages > 1:
                yield from (CollectionQuery(id, nav, page) for page in range(1, pages + 1))
        yield CollectionQuery(id, "parents")
    for member in edition.members:
        yield CollectionQuery(member.name, "parents")


def is_fit(name: str) -> bool:
    """Tell whether a reference can be the name of a file, which then answers to the path that is asked for."""
    return name not in {"", ".", ".."} and not _FORBIDDEN.search(name) and len(name.encode()) <= LONGEST_NAME


def _tell(text: Text) -> Iterator[Diagnostic]:
    """Tell which passages of a text have no files."""
    units = [unit for branch in text.branches for unit in branch.tree.units]
    unfit = [unit for unit in units if not is_fit(unit.identifier)]
    filed = sum(1 for branch in _filed_branches(text) for _ in filed_units(branch))
    if unfit:
        others = "another one" if len(unfit) == 2 else f"{len(unfit) - 1:,} others"
        more = f", nor can {others}" if len(unfit) > 1 else ""
        yield _told(
            text,
            unfit[0].span.element if unfit[0].span else text.document.root,
            "unfit-reference",
            f"the reference “{unfit[0].identifier}” cannot be the name of a file of DTS{more}",
            "“teipress serve” answers to it. For files, choose references that are short and have no “/” in them.",
        )
    elif filed < len(units):
        yield _told(
            text,
            text.document.root,
            "unfiled-passages",
            f"of {len(units):,} passages of this text, {filed:,} have files of DTS: those of the upper levels",
            "“teipress serve” answers to all of them.",
        )


def _told(text: Text, element: Element, code: str, message: str, help: str) -> Diagnostic:
    return text.document.diagnose(element, code, message, source=Source.RENDER, severity=Severity.INFO, help=help)


def member_from(answer: Answer) -> Member:
    """Read the file about a text again."""
    core = answer["dublinCore"]
    return Member(
        answer["@id"],
        Description(
            answer["title"],
            core["title"][0]["lang"],
            tuple(core.get("creator", ())),
            tuple(core.get("contributor", ())),
            next(iter(core.get("publisher", ())), ""),
            core.get("date", ""),
            next(iter(core.get("license", ())), ""),
        ),
        tuple(answer["citationTrees"]),
    )


def members_of(files: Iterable[bytes]) -> tuple[Member, ...]:
    """Read the files about some texts again."""
    return tuple(member_from(json.loads(data)) for data in files)


def _files(base_url: str, path: str) -> Files:
    """Say how a file leads to the others: by the address of the edition, or by the way up from where it is."""
    return Files(f"{base_url.rstrip('/')}/" if base_url else "../" * path.count("/"))


def _json(answer: Answer) -> bytes:
    return (json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
