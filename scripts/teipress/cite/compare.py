"""Compare the documents of now with the ledger: what became of every id that was ever released. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from teipress.cite.ledger import ACTIVE, Entry, Key, Ledger
from teipress.cite.origins import Origin, Scene, find_origins
from teipress.cite.passages import passages_of
from teipress.cite.verdicts import REGISTERS, Judged, Verdict, judge
from teipress.diagnostics import has_errors
from teipress.progress import Progress, followed, silent

if TYPE_CHECKING:
    from teipress.checks import Corpus
    from teipress.corpus import Document
    from teipress.project import Project


@dataclass(frozen=True)
class Comparison:
    """What a comparison found.

    ``findings`` must be recorded or undone; ``edited`` and ``shifted`` are fine; ``fresh`` are ids never released.
    ``missing`` lists, by document, the ids of documents that are there no more. ``dangling`` are entries whose
    successors lead nowhere. ``scenes`` holds the documents that have findings or new ids.
    """

    findings: tuple[Judged, ...] = ()
    edited: tuple[Key, ...] = ()
    shifted: tuple[Key, ...] = ()
    fresh: tuple[Key, ...] = ()
    same: int = 0
    missing: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    dangling: tuple[Entry, ...] = ()
    origins: Mapping[Key, Origin] = field(default_factory=dict)
    scenes: Mapping[str, Scene] = field(default_factory=dict)

    @property
    def is_fine(self) -> bool:
        """Tell whether every released id names what it named, or leads to where that is now."""
        return not (self.findings or self.missing or self.dangling)


def published(corpus: Corpus, project: Project) -> Mapping[str, Document]:
    """Name the documents of an edition as the ledger does: a text by its page, a register by its folder and file.

    A text comes with all that it includes, as on its page; one that cannot be put together is left out.
    """
    texts = {document.stem: whole for document in corpus.texts if (whole := _whole(document, project))}
    return texts | {f"{REGISTERS}{document.stem}": document for document in corpus.registers}


def _whole(document: Document, project: Project) -> Document | None:
    from teipress.files import XINCLUDE, Unreadable

    if XINCLUDE not in document.text:
        return document
    from teipress.publish.assemble import assemble

    try:
        parts = assemble(document, project.root, project.limits)
    except Unreadable:
        return None
    return None if has_errors(parts.diagnostics) else parts.document


def compare(
    ledger: Ledger,
    documents: Mapping[str, Document],
    unread: Collection[str] = frozenset(),
    progress: Progress = silent,
) -> Comparison:
    """Compare documents, by their published names, with a ledger. Of those ``unread`` nothing is said."""
    scenes: dict[str, Scene] = {}
    live: set[Key] = set()
    by_verdict: dict[Verdict, list[Judged]] = defaultdict(list)
    fresh: list[Key] = []
    for name, document in followed(documents.items(), "ids", len(documents), progress):
        scene = _scene(ledger, name, document)
        live.update((name, id) for id in scene.passages.places)
        fresh.extend((name, passage.id) for passage in scene.fresh)
        for judged in scene.judged:
            by_verdict[judged.verdict].append(judged)
        if scene.fresh or not all(judged.verdict.is_fine for judged in scene.judged):
            scenes[name] = scene
    missing = {
        name: gone
        for name, entries in ledger.documents.items()
        if name not in documents and name not in unread
        if (gone := tuple(entry for entry in entries if entry.state == ACTIVE))
    }
    lost = [judged.entry for judged in by_verdict[Verdict.VANISHED]]
    lost.extend(entry for entries in missing.values() for entry in entries)
    return Comparison(
        findings=tuple(judged for verdict in Verdict if not verdict.is_fine for judged in by_verdict[verdict]),
        edited=tuple(judged.entry.key for judged in by_verdict[Verdict.EDITED]),
        shifted=tuple(judged.entry.key for judged in by_verdict[Verdict.SHIFTED]),
        fresh=tuple(fresh),
        same=len(by_verdict[Verdict.SAME]),
        missing=missing,
        dangling=_dangling(ledger, live, unread),
        origins=find_origins(scenes, lost),
        scenes=scenes,
    )


def _scene(ledger: Ledger, name: str, document: Document) -> Scene:
    passages = passages_of(document, name)
    entries = ledger.documents.get(name, ())
    judged = tuple(judge(entries, passages)) if entries else ()
    known = {entry.id for entry in entries}
    fresh = tuple(passage for id, passage in passages.by_id.items() if id not in known)
    return Scene(passages, judged, fresh, document)


def _dangling(ledger: Ledger, live: Collection[Key], unread: Collection[str]) -> tuple[Entry, ...]:
    """Find what leads nowhere: a successor that neither stands in the edition nor was ever released."""

    def leads(name: str) -> bool:
        document, _, id = name.rpartition("#")
        return (document, id) in live or document in unread or (document, id) in ledger.current

    return tuple(
        entry for entry in ledger.current.values() if entry.successors and not all(map(leads, entry.successors))
    )


def twin_document(entries: Sequence[Entry], origins: Mapping[Key, Origin]) -> str | None:
    """Name the document that has most ids of one that is gone, for the same passages."""
    found = Counter(
        document
        for entry in entries
        for document, id in (origins[entry.key].successors if entry.key in origins else ())
        if id == entry.id
    )
    best = found.most_common(1)
    return best[0][0] if best and 2 * best[0][1] > len(entries) else None
