"""The story of the two commands: what ``check`` and ``build`` do, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from teipress import changes
from teipress.applicable import Choice
from teipress.checks import GRAMMARS, Corpus, Work, choose, refuse_idle, run_checks, tell_missing, tell_unchecked
from teipress.diagnostics import Diagnostic, Report, Source, has_errors, in_order, quote
from teipress.progress import Progress, followed, silent
from teipress.project import Project, shown

if TYPE_CHECKING:
    from teipress.corpus import Document
    from teipress.saxon import Saxon


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: its report, and the number of files of the edition (none when errors stopped it).

    Not ``renewed``, the edition was as it should be already.
    """

    report: Report
    written: int
    renewed: bool = True


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


def build(
    project: Project, *, verify: bool = True, jobs: int = 1, cached: bool = True, progress: Progress = silent
) -> Built:
    """Check an edition, make all its pages and data, and put them in place as a whole.

    Errors stop an edition with settings before anything is written; of a bare folder, what can be read is built. What
    has not changed is not made anew, unless not ``cached``. Frozen releases are carried over, if they are as they were.
    """
    from teipress.cite.remember import remember
    from teipress.output import staged, tidy
    from teipress.publish.inputs import read_inputs
    from teipress.publish.last import Last

    inputs = read_inputs(project.files)
    memory = remember(project)
    checked = check(project, jobs=jobs, progress=progress) if verify else _quoted(project, ())
    if has_errors(checked.diagnostics) and not project.is_bare:
        return Built(checked, 0)
    last = Last(project, inputs, cached=cached)
    if known := last.still_right():
        tidy(project.output)
        return Built(joined(project, checked, known.diagnostics), known.files, renewed=False)
    from teipress.publish.site import make
    from teipress.saxon import Saxon

    with staged(project.output) as stage, Saxon(jobs) as saxon:
        site = make(project, inputs, stage, saxon, last.cache, progress, memory.past())
        report = joined(project, checked, site.diagnostics)
        if not site.files or (has_errors(site.diagnostics) and not project.is_bare):
            return Built(report, 0)
        site = replace(site, files=(*site.files, *(file for copy in memory.frozen for file in copy.carry(stage))))
        stage.publish(site.files, inputs.confirm)
    last.remember(site)
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
    found_in_order = in_order(found)
    read = {document.name: document.text for document in work.corpus.documents}
    texts = {**_texts(work.project, work.corpus.unreadable), **read}
    return Report(found_in_order, tuple(files), quote(found_in_order, texts))


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


def joined(project: Project, report: Report, more: Iterable[Diagnostic]) -> Report:
    """Add to a report what else was found."""
    added = _quoted(project, more)
    lines = {
        path: {**report.lines.get(path, {}), **added.lines.get(path, {})} for path in {**report.lines, **added.lines}
    }
    return replace(report, diagnostics=in_order((*report.diagnostics, *added.diagnostics)), lines=lines)


def _quoted(project: Project, found: Iterable[Diagnostic]) -> Report:
    """Report what was found, with the lines of the files that it is about."""
    files = [shown(path) for path in project.files if project.is_selected(path)]
    names = frozenset(files)
    kept = in_order(diagnostic for diagnostic in found if diagnostic.path in names)
    return Report(kept, tuple(files), quote(kept, _texts(project, kept)))


def _texts(project: Project, diagnostics: Iterable[Diagnostic]) -> Mapping[str, str]:
    """Read the files that diagnostics have a line of, whatever they hold."""
    names = {diagnostic.path for diagnostic in diagnostics if diagnostic.line}
    return {shown(path): _text_of(path) for path in project.files if shown(path) in names} if names else {}


def _text_of(path: Path) -> str:
    """Read a text to quote from it, whatever it holds."""
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", "replace")
