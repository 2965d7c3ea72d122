"""The commands on the ledger: read the edition, decide, and write the ledger, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from teipress.cite.advice import Adviser
from teipress.cite.chain import Fault
from teipress.cite.compare import Comparison, compare, published
from teipress.cite.decisions import Decisions
from teipress.cite.ledger import JOIN, Ledger, faults, read_data, read_ledger, record, record_release, write_ledger
from teipress.cite.passages import passages_of
from teipress.cite.released import unread_of
from teipress.cite.versions import EXAMPLES, is_version, precedence
from teipress.diagnostics import Report, Source, has_errors, in_order, quote
from teipress.errors import ConfigurationError
from teipress.progress import Progress, silent
from teipress.project import Project, shown


@dataclass(frozen=True)
class Status:
    """How the documents of now stand to the ledger. ``joined`` are the heads of branches that were just joined."""

    ledger: Ledger
    comparison: Comparison
    report: Report
    joined: tuple[str, ...] = ()


def status(project: Project, progress: Progress = silent) -> Status:
    """Say what is new, edited or lost since the last release; join the branches of a ledger that was merged."""
    from teipress.pipeline import read

    path = project.ids.ledger
    ledger = read_ledger(path)
    joined = ledger.heads if ledger.unjoined else ()
    if joined:
        write_ledger(path, record(ledger, JOIN))
        ledger = read_ledger(path)
    corpus = read(project, progress)
    documents = published(corpus, project)
    comparison = compare(ledger, documents, unread_of(project, documents), progress)
    found = in_order((*corpus.unreadable, *Adviser(ledger, comparison, shown(path)).tell()))
    texts = {document.name: document.text for document in corpus.documents}
    report = Report(found, tuple(map(shown, project.files)), quote(found, texts))
    return Status(ledger, comparison, report, joined)


@dataclass(frozen=True)
class Recorded:
    """What was recorded: how many entries, and the report that stopped it, if one did."""

    number: int
    report: Report
    is_first: bool = False


def release(project: Project, name: str, progress: Progress = silent) -> Recorded:
    """Record all ids of the edition as those of a release, unless a check finds errors.

    Raises ``ConfigurationError`` for a name that cannot be one.
    """
    from teipress.pipeline import check, read

    ledger = read_ledger(project.ids.ledger)
    expect_new(ledger, name)
    report = check(project, only=frozenset({Source.WELLFORMED, Source.INTEGRITY}), progress=progress)
    if has_errors(report.diagnostics):
        return Recorded(0, report)
    corpus = read(project, progress)
    recorded = record_release(ledger, published(corpus, project), name)
    write_ledger(project.ids.ledger, recorded)
    number = len(recorded.entries) - len(ledger.entries)
    return Recorded(number, replace(report, diagnostics=()), is_first=not ledger.releases)


def expect_new(ledger: Ledger, name: str) -> None:
    """Refuse a name that is no version, or not later than the releases before. Raises ``ConfigurationError``."""
    if not is_version(name):
        raise ConfigurationError(f"“{name}” is no version: name a release {EXAMPLES}")
    if name in ledger.releases:
        raise ConfigurationError(f"release {name} was made already, and releases are never made anew")
    later = [known for known in ledger.releases if is_version(known) and precedence(known) > precedence(name)]
    if later:
        raise ConfigurationError(f"release {name} would come before release {later[-1]}, which was made already")


def retire(
    project: Project,
    names: Sequence[str],
    to: Sequence[str],
    reason: str,
    state: str | None = None,
    progress: Progress = silent,
) -> int:
    """Record what became of ids that are gone; give the number of entries. Raises ``ConfigurationError``."""
    decisions = _decisions(project, progress)
    return _written(project, decisions.ledger, decisions.retire(names, to, reason, state))


def keep(project: Project, names: Sequence[str], to: Sequence[str], reason: str, progress: Progress = silent) -> int:
    """Record that ids still name the same passages; give the number of entries. Raises ``ConfigurationError``."""
    decisions = _decisions(project, progress)
    return _written(project, decisions.ledger, decisions.keep(names, to, reason))


def verify(project: Project) -> tuple[Fault, ...] | None:
    """List everything that is wrong with the ledger's file; nothing, if there is none."""
    data = read_data(project.ids.ledger)
    return None if data is None else faults(data, shown(project.ids.ledger))


def _decisions(project: Project, progress: Progress) -> Decisions:
    from teipress.pipeline import read

    ledger = read_ledger(project.ids.ledger)
    if not ledger.entries:
        raise ConfigurationError(f"nothing was released yet: there is no ledger {shown(project.ids.ledger)}")
    corpus = read(project, progress)
    for trouble in corpus.unreadable:
        raise ConfigurationError(f"{trouble.path}: {trouble.message}; mend it first")
    documents = published(corpus, project)
    for name in sorted(unread_of(project, documents)):
        raise ConfigurationError(f"“{name}” cannot be put together from what it includes: run “teipress check”")
    passages = {name: passages_of(document, name) for name, document in documents.items()}
    return Decisions(ledger, passages)


def _written(project: Project, before: Ledger, after: Ledger) -> int:
    write_ledger(project.ids.ledger, after)
    return len(after.entries) - len(before.entries)
