"""Give ids to the texts of an edition: in all files, put in place at once, or in none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from teipress.checks import choose
from teipress.cite.difference import Line
from teipress.cite.giving import Giving, Item, Outcome
from teipress.cite.ids import EDITION
from teipress.cite.ledger import read_ledger
from teipress.cite.rewrite import rewriting, tidy
from teipress.diagnostics import Report, in_order
from teipress.errors import ConfigurationError, TeipressError
from teipress.files import Unreadable
from teipress.meant import nearest
from teipress.output import locked
from teipress.parallel import work_through
from teipress.progress import Progress, followed, silent
from teipress.project import Project, shown

FEW = 16_000_000  # bytes that are done with sooner than other processes are ready


@dataclass(frozen=True, slots=True)
class Given:
    """What was done: how many ids were given to which elements, in how many files, and what was found.

    ``unread`` is how many files could not be read. If something was ``refused``, nothing was written.
    """

    elements: Mapping[str, int]
    files: int
    unread: int
    report: Report
    refused: bool


def give(
    project: Project,
    documents: Sequence[str] = (),
    *,
    show: Callable[[Sequence[Line]], None] | None = None,
    jobs: int = 1,
    progress: Progress = silent,
) -> Given:
    """Give ids in the files of an edition that are selected, or in the documents of these names.

    With ``show``, nothing is written, and it gets the lines of a diff, file by file. Raises ``OutputError`` if they
    cannot be written, and then none is changed.
    """
    with nullcontext() if show else locked(project.ids.ledger), rewriting() as changes:
        items = _items(project, documents)
        if not show:
            tidy(item.path for item in items)
        work = Giving(project.ids, project.limits, choose(project), diff=show is not None)
        jobs = jobs if _size(items) > FEW and project.ids.unique != EDITION else 1
        outcomes: list[Outcome] = []
        for outcome in followed(work_through(work, items, jobs, _lost), "ids", len(items), progress):
            if outcome.lost:
                raise TeipressError(f"{outcome.item.name}: no ids could be given: {outcome.lost}. Nothing was changed.")
            if outcome.data is not None:
                changes.stage(outcome.item.path, outcome.digest, outcome.data)
            if show:
                show(outcome.diff)
            outcomes.append(replace(outcome, data=None, diff=()))
        refused = any(outcome.refused for outcome in outcomes)
        if not refused:
            changes.publish()
    return _summed(project, outcomes, refused=refused)


def _items(project: Project, documents: Sequence[str]) -> Sequence[Item]:
    """List the files to give ids in: those that were named; else the texts, since in a register entries are cited."""
    named = {_published(project, path): path for path in project.files}
    for document in documents:
        if document not in named:
            near = nearest(document, named)
            hint = f"; did you mean “{near}”?" if near else ""
            raise ConfigurationError(f"--document: there is no “{document}” in this edition{hint}")
    files = project.texts if project.selected is None and not documents else project.files
    wanted = {named[document] for document in documents} or frozenset(files)
    taken = _taken(project)
    seen: set[Path] = set()
    items = []
    for path in files:
        real = path.resolve()
        if path in wanted and project.is_selected(path) and real not in seen:
            seen.add(real)  # a link to a file of the edition is the same file
            name = _published(project, path)
            items.append(Item(path, shown(path), name, taken(name)))
    return items


def _published(project: Project, path: Path) -> str:
    """Name a document as the ledger does."""
    return f"registers/{path.stem}" if path in project.registers else path.stem


def _taken(project: Project) -> Callable[[str], frozenset[str]]:
    """Say which ids a document cannot get: those that were ever released in it.

    If ids are unique in the edition: those that were ever released, or are in any file.
    """
    released: dict[str, set[str]] = {}
    for document, id in read_ledger(project.ids.ledger).current:
        released.setdefault(document, set()).add(id)
    if project.ids.unique == EDITION:
        everywhere = _ids_of(project).union(*released.values())
        return lambda _document: everywhere
    return lambda document: frozenset(released.get(document, ()))


def _ids_of(project: Project) -> frozenset[str]:
    """Collect the ids that are there, in all files of the edition that can be read."""
    from teipress.corpus import read_document

    found: set[str] = set()
    for path in project.files:
        with suppress(Unreadable):
            found |= read_document(path, shown(path), project.limits).ids
    return frozenset(found)


def _size(items: Iterable[Item]) -> int:
    def size(path: Path) -> int:
        try:
            return path.stat().st_size
        except OSError:
            return 0

    return sum(size(item.path) for item in items)


def _lost(item: Item, why: str) -> Outcome:
    return Outcome(item, lost=why)


def _summed(project: Project, outcomes: Sequence[Outcome], *, refused: bool) -> Given:
    elements: Counter[str] = Counter()
    for outcome in outcomes:
        elements.update(outcome.given)
    found = in_order(diagnostic for outcome in outcomes for diagnostic in outcome.found)
    names = tuple(outcome.item.name for outcome in outcomes)
    lines = {outcome.item.name: outcome.lines for outcome in outcomes if outcome.lines}
    notes = tuple(_misspelt(project, frozenset().union(*(outcome.names for outcome in outcomes))))
    return Given(
        elements,
        sum(bool(outcome.given) for outcome in outcomes),
        sum(bool(outcome.found) and not outcome.refused for outcome in outcomes),
        Report(found, names, lines, notes=notes),
        refused,
    )


def _misspelt(project: Project, names: frozenset[str]) -> Iterator[str]:
    """Tell of elements in the settings that are nowhere, while one is that differs in capitals only."""
    folded = {name.lower(): name for name in names}
    for rule in project.ids.rules:
        for step in rule.steps:
            near = folded.get(step.name.lower(), step.name)
            if step.name not in names and near != step.name:
                yield f"'ids.assign.{rule.key}': no element is called “{step.name}”, but one is called “{near}”"
