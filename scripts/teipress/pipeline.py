"""The story of the two commands: what ``check`` and ``build`` do, step by step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from teipress import changes
from teipress.applicable import Choice
from teipress.checks import GRAMMARS, Corpus, Work, choose, refuse_idle, run_checks, tell_missing, tell_unchecked
from teipress.diagnostics import Diagnostic, Report, Source, has_errors, in_order, quote
from teipress.errors import OutputError
from teipress.progress import Progress, followed, silent
from teipress.project import Project, shown

if TYPE_CHECKING:
    from teipress.corpus import Document
    from teipress.saxon import Saxon


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: its report, and how many files were written (none when errors stopped it)."""

    report: Report
    written: int


def check(
    project: Project,
    *,
    only: frozenset[Source] = frozenset(),
    since: str | None = None,
    jobs: int = 1,
    progress: Progress = silent,
    svrl: Callable[[bytes], None] | None = None,
) -> Report:
    """Check an edition with every check that is configured, or only with those named.

    With ``since``, a revision of git, only what changed is checked, and what depends on it. Files that are checked
    against RELAX NG only are not read as documents, unless something is wrong with them. ``svrl`` is given what the
    Schematron rules found, as SVRL.
    """
    from teipress.git import changed_since

    choice = choose(project) if _wants(only, GRAMMARS) else Choice()
    if choice.named:
        refuse_idle(only, (schema.source for schema in choice.named))
    changed = None if since is None else changed_since(since, project.root)
    shared = None
    if changed is not None:
        project, shared = changes.narrow(project, choice, changed)
        changed = None if shared else changed
    if only == {Source.RELAXNG} and (changed is None or choice.named):
        report = _check_quickly(project, choice, jobs, progress)
    else:
        report = _check(project, choice, only, changed, jobs, progress, svrl)
    notes = (f"Everything is checked: {shared} changed since {since}.",) if shared else ()
    return replace(report, notes=notes)


def build(project: Project, *, verify: bool = True, jobs: int = 1, progress: Progress = silent) -> Built:
    """Check an edition, make all its pages and data, and put them in place as a whole.

    Errors stop an edition with settings before anything is written; of a bare folder, what can be read is built.
    """
    from teipress.output import publish_tree
    from teipress.publish.site import make
    from teipress.saxon import Saxon

    only = frozenset[Source]() if verify else frozenset({Source.WELLFORMED})
    choice = choose(project) if verify else Choice()
    corpus = read(project, progress)
    with Saxon(jobs) as saxon:
        report = _checked(_work(project, corpus, choice, saxon, jobs, progress), only)
        stopped = has_errors(report.diagnostics) and not project.is_bare
        if stopped or not corpus.texts:
            return Built(report, 0)
        site = make(project, corpus.texts, corpus.registers, saxon)
    report = _report((*report.diagnostics, *site.diagnostics), report.files, corpus)
    publish_tree(project.output, site.files, lambda: _confirm_unchanged(corpus.documents))
    return Built(report, len(site.files))


def read(project: Project, progress: Progress = silent) -> Corpus:
    """Read every file of an edition once."""
    from teipress.corpus import Unreadable, read_document

    unreadable: list[Diagnostic] = []
    paths = followed(project.files, "reading", len(project.files), progress)
    documents: dict[Path, Document] = {}
    for path in paths:
        try:
            documents[path] = read_document(path, shown(path), project.limits)
        except Unreadable as trouble:
            unreadable.append(trouble.diagnostic)
    texts = tuple(documents[path] for path in project.texts if path in documents)
    registers = tuple(documents[path] for path in project.registers if path in documents)
    return Corpus(texts, registers, tuple(unreadable))


def _check(
    project: Project,
    choice: Choice,
    only: frozenset[Source],
    changed: frozenset[Path] | None,
    jobs: int,
    progress: Progress,
    svrl: Callable[[bytes], None] | None,
) -> Report:
    """Read all documents, and run the checks on those that are asked for."""
    from teipress.saxon import Saxon

    corpus = read(project, progress)
    with Saxon(jobs) as saxon:
        work = replace(_work(project, corpus, choice, saxon, jobs, progress), svrl=svrl)
        if changed is not None:
            work = _with_dependents(work, changed)
        if not choice.named and work.documents:
            refuse_idle(only, (schema.source for applied in work.applied.values() for schema in applied.schemas))
        return _checked(work, only)


def _work(project: Project, corpus: Corpus, choice: Choice, saxon: Saxon, jobs: int, progress: Progress) -> Work:
    applied = {document: choice.of(document.text, document.path, document.name) for document in corpus.documents}
    return Work(project, corpus, choice, applied, saxon, jobs, progress)


def _with_dependents(work: Work, changed: frozenset[Path]) -> Work:
    """Add to the changed documents those that point to a changed file, or name a changed schema."""
    dependents = changes.pointing(work.corpus.documents, changed) | changes.naming(work.applied.items(), changed)
    selected = (work.project.selected or frozenset()) | dependents
    return replace(work, project=replace(work.project, selected=selected))


def _checked(work: Work, only: frozenset[Source]) -> Report:
    files = [shown(path) for path in work.project.files if work.project.is_selected(path)]
    names = frozenset(files)
    found = [diagnostic for diagnostic in work.corpus.unreadable if diagnostic.path in names]
    found.extend(run_checks(work, only))
    if _wants(only, GRAMMARS):
        applied = [(document.name, work.applied[document]) for document in work.documents]
        found.extend(
            tell_missing(one for _, schemas in applied for one in schemas.missing if _wants(only, {one.source}))
        )
        found.extend(tell_unchecked([name for name, schemas in applied if not schemas.any], len(files)))
    return _report(found, files, work.corpus)


def _check_quickly(project: Project, choice: Choice, jobs: int, progress: Progress) -> Report:
    """Check files against RELAX NG only."""
    from teipress.validate.grammars import File, check_grammars

    files = [File(path, shown(path)) for path in project.files if project.is_selected(path)]
    found = check_grammars(files, choice, project.limits, jobs)
    results = [*zip(files, followed(found, "RELAX NG", len(files), progress), strict=True)]
    if not choice.named and not any(result.applied or result.diagnostics for _, result in results):
        refuse_idle(frozenset({Source.RELAXNG}), ())
    diagnostics = [diagnostic for _, result in results for diagnostic in result.diagnostics]
    diagnostics += tell_missing(missing for _, result in results for missing in result.missing)
    unchecked = [f.name for f, r in results if not (r.applied or r.missing or r.diagnostics)]
    diagnostics += tell_unchecked(unchecked, len(files))
    names = tuple(file.name for file in files)
    return Report(in_order(diagnostics), names, {file.name: result.lines for file, result in results if result.lines})


def _wants(only: frozenset[Source], sources: Iterable[Source]) -> bool:
    """Tell whether one of some checks is asked for."""
    return not only or not only.isdisjoint(sources)


def _report(found: Iterable[Diagnostic], files: Iterable[str], corpus: Corpus) -> Report:
    found = in_order(found)
    return Report(found, tuple(files), quote(found, {document.name: document.text for document in corpus.documents}))


def _confirm_unchanged(documents: Sequence[Document]) -> None:
    """Refuse to publish a text that was changed while the edition was made from it."""
    for document in documents:
        try:
            digest = hashlib.sha256(document.path.read_bytes()).hexdigest()
        except OSError:
            digest = ""
        if digest != document.digest:
            raise OutputError(f"{document.name} was changed during the build. Nothing was written; build again.")
