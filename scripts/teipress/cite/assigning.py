"""Give ids to the texts of an edition: in all files, put in place at once, or in none."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from teipress.checks import choose
from teipress.cite.difference import Line
from teipress.cite.giving import Giving, Item, Outcome
from teipress.cite.ids import EDITION
from teipress.cite.ledger import read_ledger
from teipress.cite.rewrite import rewriting
from teipress.diagnostics import Report, in_order
from teipress.errors import ConfigurationError, TeipressError
from teipress.files import Unreadable
from teipress.parallel import work_through
from teipress.progress import Progress, followed, silent
from teipress.project import Project, shown

FEW = 16_000_000  # bytes that are done with sooner than other processes are ready


@dataclass(frozen=True, slots=True)
class Given:
    """What was done: how many ids were given to which elements, in how many files, and what was found.

    If something was ``refused``, nothing was written. ``diff`` is there if only that was asked for.
    """

    elements: Mapping[str, int]
    files: int
    report: Report
    refused: bool
    diff: tuple[Line, ...] = ()


def give(
    project: Project,
    documents: Sequence[str] = (),
    *,
    dry: bool = False,
    jobs: int = 1,
    progress: Progress = silent,
) -> Given:
    """Give ids in the files of an edition that are selected, or in the documents of these names; ``dry``, only show it.

    Raises ``OutputError`` if they cannot be written, and then none is changed.
    """
    items = _items(project, documents)
    unique = project.ids.unique == EDITION
    if unique:
        everywhere = _ids_of(project)
        items = [replace(item, taken=item.taken | everywhere) for item in items]
    work = Giving(project.ids, project.limits, choose(project), diff=dry)
    jobs = jobs if _size(items) > FEW and not unique else 1
    outcomes: list[Outcome] = []
    with rewriting() as changes:
        for outcome in followed(work_through(work, items, jobs, _lost), "ids", len(items), progress):
            if outcome.lost:
                raise TeipressError(f"{outcome.item.name}: no ids could be given: {outcome.lost}. Nothing was changed.")
            if outcome.data is not None:
                changes.stage(outcome.item.path, outcome.digest, outcome.data)
            outcomes.append(replace(outcome, data=None))
        refused = any(outcome.refused for outcome in outcomes)
        if not refused:
            changes.publish()
    return _summed(project, outcomes, refused=refused)


def _items(project: Project, documents: Sequence[str]) -> Sequence[Item]:
    """List the files to give ids in: those that were named; else the texts, since in a register entries are cited."""
    released = _released(project)
    named = {_published(project, path): path for path in project.files}
    for document in documents:
        if document not in named:
            near = difflib.get_close_matches(document, named, 1)
            hint = f"; did you mean “{near[0]}”?" if near else ""
            raise ConfigurationError(f"--document: there is no “{document}” in this edition{hint}")
    files = project.texts if project.selected is None and not documents else project.files
    wanted = {named[document] for document in documents} or frozenset(files)
    seen: set[Path] = set()
    items = []
    for path in files:
        real = path.resolve()
        if path in wanted and project.is_selected(path) and real not in seen:
            seen.add(real)  # a link to a file of the edition is the same file
            name = _published(project, path)
            taken = released if isinstance(released, frozenset) else released.get(name, frozenset())
            items.append(Item(path, shown(path), name, taken))
    return items


def _published(project: Project, path: Path) -> str:
    """Name a document as the ledger does."""
    return f"registers/{path.stem}" if path in project.registers else path.stem


def _released(project: Project) -> Mapping[str, frozenset[str]] | frozenset[str]:
    """Give the ids that were ever released, by document; those of all, if ids are unique in the edition."""
    released: dict[str, set[str]] = {}
    for document, id in read_ledger(project.ids.ledger).current:
        released.setdefault(document, set()).add(id)
    if project.ids.unique == EDITION:
        return frozenset().union(*released.values())
    return {document: frozenset(ids) for document, ids in released.items()}


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
        Report(found, names, lines, notes=notes),
        refused,
        tuple(line for outcome in outcomes for line in outcome.diff),
    )


def _misspelt(project: Project, names: frozenset[str]) -> Iterator[str]:
    """Tell of elements in the settings that are nowhere, while one is that differs in capitals only."""
    folded = {name.lower(): name for name in names}
    for rule in project.ids.rules:
        for step in rule.steps:
            near = folded.get(step.name.lower(), step.name)
            if step.name not in names and near != step.name:
                yield f"'ids.assign.{rule.key}': no element is called “{step.name}”, but one is called “{near}”"
