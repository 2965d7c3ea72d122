"""Check that every id that was ever released still names what it named, or leads to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from teipress.cite.advice import Adviser
from teipress.cite.compare import compare, published
from teipress.cite.ledger import DamagedLedger, Ledger, read_ledger
from teipress.cite.verdicts import REGISTERS
from teipress.diagnostics import Diagnostic, Source
from teipress.progress import Progress, silent
from teipress.project import Project, shown

if TYPE_CHECKING:
    from teipress.checks import Corpus


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
        documents = published(corpus, project)
        # Of a folder without settings, it may be that only some files are looked at.
        unread = frozenset(ledger.documents) if project.is_bare else unread_of(project, documents)
        comparison = compare(ledger, documents, unread.difference(documents), progress)
        yield from Adviser(ledger, comparison, path).tell()


def unread_of(project: Project, documents: Collection[str]) -> frozenset[str]:
    """Name the documents of an edition that could not be read."""
    texts, registers = ((path.stem for path in paths) for paths in (project.texts, project.registers))
    return frozenset((*texts, *(f"{REGISTERS}{name}" for name in registers))).difference(documents)


def _unjoined(ledger: Ledger, path: str) -> Iterator[Diagnostic]:
    if fault := ledger.unjoined:
        yield Diagnostic(
            "unjoined-ledger", Source.INTEGRITY, fault.message, path, line=fault.line, column=1, help=fault.help
        )
