"""The story of ``teipress release``: check, record all ids in the ledger, build, freeze a copy that stays as it is.

Everything is made first, beside what is there. Then, in a moment, come the ledger, the list of releases, the new
output, in this order. If the machine stops between two of them, the same command completes the release: the copy is
made again, and must be the one that the list knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from teipress import pipeline
from teipress.cite.compare import published
from teipress.cite.frozen import Frozen, find_copy, read_frozen
from teipress.cite.ledger import Ledger, read_ledger, record_release, write_ledger
from teipress.cite.past import Past
from teipress.cite.releases import Release, read_releases, refuse_date, refuse_name, releases_file, written
from teipress.cite.remember import refuse_rewritten, titles_of
from teipress.cite.stories import tell
from teipress.diagnostics import Diagnostic, has_errors
from teipress.errors import ConfigurationError, OutputError
from teipress.output import MANIFEST, Stage, manifest, staged, write_file
from teipress.pipeline import Built
from teipress.progress import Progress, silent
from teipress.project import Project, shown
from teipress.publish.cache import Cache
from teipress.publish.inputs import Inputs, read_inputs
from teipress.publish.last import Last
from teipress.publish.site import Site, make
from teipress.saxon import Saxon


@dataclass(frozen=True, slots=True)
class Released:
    """What a release made: what a build did, the release, the number of files of its copy."""

    built: Built
    release: Release
    files: int = 0


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be released, and what was: ``known`` is the release as the list has it, if it was cut off."""

    release: Release
    before: tuple[Release, ...]
    ledger: Ledger
    known: Release | None


def release(
    project: Project,
    name: str,
    day: str = "",
    *,
    today: str,
    jobs: int = 1,
    cached: bool = True,
    progress: Progress = silent,
) -> Released:
    """Make a release, or complete one of that name that was cut off.

    ``day`` is its date (ISO 8601), by default ``today``. Errors of the edition stop it before anything is written.
    Raises ``ConfigurationError`` for a name or a date that cannot be, ``OutputError`` where something is not what it
    should be or cannot be written.
    """
    if project.is_bare:
        raise ConfigurationError("only an edition with a teipress.toml has releases: its ledger is kept beside that")
    planned = _plan(project, name, day, today)
    frozen = read_frozen(project, but_not=name)
    inputs = read_inputs(project.files)
    checked = pipeline.check(project, jobs=jobs, progress=progress)
    if has_errors(checked.diagnostics):
        return Released(Built(checked, 0), planned.release)
    ledger = _recorded(project, planned, progress)
    with staged(project.output) as stage, Saxon(jobs) as saxon:
        making = _Making(project, inputs, stage, saxon, Last(project, inputs, cached=cached).cache, progress)
        copy, found = making.freeze(planned, ledger)
        if copy is None:
            return Released(Built(pipeline.joined(project, checked, found), 0), planned.release)
        releases = (*planned.before, copy.release)
        site = making.site(Past(releases, tell(ledger, releases, titles_of((*frozen, copy)))))
        report = pipeline.joined(project, checked, site.diagnostics)
        if not site.files or has_errors(site.diagnostics):
            return Released(Built(report, 0), planned.release)
        carried = [file for old in frozen for file in old.carry(stage)]
        own = [replace(file, path=f"{copy.release.folder}/{file.path}") for file in copy.files]
        site = replace(site, files=(*site.files, *carried, *own))
        with _restoring(project.ids.ledger, releases_file(project)):
            stage.publish(site.files, lambda: _record(project, inputs, ledger, releases))
    Last(project, inputs, cached=cached).remember(site)
    return Released(Built(report, len(site.files)), copy.release, len(copy.files))


@dataclass(frozen=True, slots=True)
class _Making:
    """What is at hand to make the pages with."""

    project: Project
    inputs: Inputs
    stage: Stage
    saxon: Saxon
    cache: Cache
    progress: Progress

    def site(self, past: Past) -> Site:
        """Make the latest edition."""
        return make(self.project, self.inputs, self.stage, self.saxon, self.cache, self.progress, past)

    def freeze(self, planned: _Plan, ledger: Ledger) -> tuple[Frozen | None, tuple[Diagnostic, ...]]:
        """Make the copy of the edition that stays as it is; none, where that cannot be, with what was found."""
        release = planned.release
        inner = self.stage.within(release.folder)
        address = self.project.base_url and f"{self.project.base_url.rstrip('/')}/{release.folder}/"
        there = replace(self.project, base_url=address)
        site = make(there, self.inputs, inner, self.saxon, self.cache, self.progress, Past(release=release))
        if not site.files or has_errors(site.diagnostics):
            return None, site.diagnostics
        told = inner.write(MANIFEST, manifest(site.files))
        if planned.known and planned.known.manifest != told.digest:
            raise _another(self.project, planned.known)
        made = replace(release, manifest=told.digest, ledger=ledger.head)
        return Frozen(made, inner.folder, (*site.files, told)), site.diagnostics


def _plan(project: Project, name: str, day: str, today: str) -> _Plan:
    """Find out whether this is a new release, or one that was cut off."""
    releases = read_releases(releases_file(project))
    ledger = read_ledger(project.ids.ledger)
    refuse_rewritten(project, ledger, releases)
    known = next((release for release in releases if release.name == name), None)
    before = tuple(release for release in releases if release.name != name)
    names = [*ledger.releases, *(release.name for release in releases)]
    if known and known is releases[-1] and find_copy(project, known) is None:
        return _Plan(_of_the_day(known, day), before, ledger, known)
    if known is None and name in ledger.releases[-1:] and all(entry.release for entry in ledger.entries):
        recorded = Release(name, ledger.dates.get(name, day or today))
        return _Plan(_of_the_day(recorded, day), before, ledger, None)
    refuse_name(name, names)
    refuse_date(day or today, releases)
    return _Plan(Release(name, day or today), before, ledger, None)


def _of_the_day(release: Release, day: str) -> Release:
    if day and day != release.date:
        raise ConfigurationError(f"--date: release {release.name} was begun with the date {release.date}")
    return release


def _recorded(project: Project, planned: _Plan, progress: Progress) -> Ledger:
    """Record all ids; those of a release that was cut off are recorded already, and must be the same still."""
    name, ledger = planned.release.name, planned.ledger
    recorded = record_release(ledger, published(pipeline.read(project, progress), project), name, planned.release.date)
    if name not in ledger.releases:
        return recorded
    if len(recorded.entries) > len(ledger.entries):
        raise _another(project, planned.release)
    return ledger


def _record(project: Project, inputs: Inputs, ledger: Ledger, releases: Sequence[Release]) -> None:
    """Write what makes it a release, at the last moment."""
    inputs.confirm()
    write_ledger(project.ids.ledger, ledger)
    write_file(releases_file(project), written(releases))


@contextmanager
def _restoring(*paths: Path) -> Iterator[None]:
    """Put files back as they were when something goes wrong."""
    before = {path: path.read_bytes() if path.is_file() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, data in before.items():
            if data is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != data:
                write_file(path, data)
        raise


def _another(project: Project, release: Release) -> OutputError:
    files = f"{shown(releases_file(project))} {shown(project.ids.ledger)}"
    return OutputError(
        f"release {release.name} was begun, but the edition is another one now, so that it cannot be completed. "
        "Nothing was written. Either bring the sources back as they were, or undo what was begun "
        f"(git checkout {files}) and release the edition as it is now."
    )
