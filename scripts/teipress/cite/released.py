"""Check that every id that was ever released still names what it named, or leads to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from teipress.checks import Corpus
from teipress.cite.advice import Adviser
from teipress.cite.compare import compare, published
from teipress.cite.ledger import DamagedLedger, Ledger, read_ledger
from teipress.diagnostics import Diagnostic, Source
from teipress.progress import Progress, silent
from teipress.project import Project, shown


def check_released(project: Project, corpus: Corpus, progress: Progress = silent) -> Iterator[Diagnostic]:
    """Compare an edition with its ledger, and report what must be recorded or undone.

    Where there is no ledger, nothing was released. Of documents that could not be read, nothing is said.
    """
    path = shown(project.ids.ledger)
    try:
        ledger = read_ledger(project.ids.ledger)
    except DamagedLedger as damage:
        yield Diagnostic(
            "damaged-ledger", Source.INTEGRITY, damage.message, path, line=damage.line, column=1, help=damage.help
        )
        return
    yield from _unjoined(ledger, path)
    if ledger.entries:
        documents = published(corpus)
        comparison = compare(ledger, documents, unread_of(project, documents), progress)
        yield from Adviser(ledger, comparison, path).tell()


def unread_of(project: Project, documents: Collection[str]) -> frozenset[str]:
    """Name the documents of an edition that could not be read."""
    names = {path.stem for path in project.texts} | {f"registers/{path.stem}" for path in project.registers}
    return frozenset(names.difference(documents))


def _unjoined(ledger: Ledger, path: str) -> Iterator[Diagnostic]:
    if fault := ledger.unjoined:
        yield Diagnostic(
            "unjoined-ledger", Source.INTEGRITY, fault.message, path, line=fault.line, column=1, help=fault.help
        )
