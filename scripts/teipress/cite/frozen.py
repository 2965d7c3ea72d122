"""The frozen copies of releases: held against what was written down when they were made, and carried forward.

A copy is never made anew: each build takes it over, file by file, from the last output. It is known by the SHA-256 of
its manifest, which ``releases.toml`` keeps, and the manifest has the SHA-256 of every other file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from teipress.cite.releases import Release, read_releases, releases_file
from teipress.errors import OutputError
from teipress.output import ARCHIVE, MANIFEST, File, Stage, digest_of
from teipress.project import Project, shown

_UNTOUCHED = "Nothing was written."


@dataclass(frozen=True, slots=True)
class Frozen:
    """The frozen copy of a release: its folder, and its files, which have their paths from that folder."""

    release: Release
    folder: Path
    files: tuple[File, ...]

    def carry(self, stage: Stage) -> Iterator[File]:
        """Take the copy over into a new edition; give its files, from the root of that. Raises ``OutputError``."""
        for file in self.files:
            there = File(f"{self.release.folder}/{file.path}", file.size, file.digest)
            if not stage.take(there, self.folder / file.path):
                raise _damaged(self.folder, file.path, "was changed during the build", self.release)
            yield there


def read_frozen(project: Project, but_not: str = "") -> tuple[Frozen, ...]:
    """Find the frozen copy of every release (but one), and hold it against what it was. Raises ``OutputError``.

    The copies are in the output that the settings name; where they are not there, in the one that is built into.
    """
    if project.is_bare:
        _refuse_to_replace(project.output)
        return ()
    releases = tuple(release for release in read_releases(releases_file(project)) if release.name != but_not)
    _refuse_unlisted(project, (*releases, *([Release(but_not, "")] if but_not else [])))
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return tuple(_read(project, release, threads) for release in releases)


def find_copy(project: Project, release: Release) -> Path | None:
    """Find the folder of a release's frozen copy, whatever is in it."""
    places = dict.fromkeys((project.archive, project.output / ARCHIVE))
    return next((place / release.name for place in places if (place / release.name).is_dir()), None)


def _read(project: Project, release: Release, threads: ThreadPoolExecutor) -> Frozen:
    folder = find_copy(project, release)
    if folder is None:
        place = project.archive / release.name
        raise OutputError(
            f"“{shown(place)}”, the frozen copy of release {release.name}, is not there. {_UNTOUCHED} Bring it back "
            f"from version control: {_checkout(place)}. If it was never made, because the release was cut off: "
            f"teipress release {release.name}"
        )
    files = _listed(folder, release)
    for file, why in zip(files, threads.map(lambda file: _fault(folder, file), files), strict=True):
        if why:
            raise _damaged(folder, file.path, why, release)
    return Frozen(release, folder, files)


def _listed(folder: Path, release: Release) -> tuple[File, ...]:
    """Read the manifest of a copy, which must be that of the release; give its files and the manifest itself."""
    try:
        data = (folder / MANIFEST).read_bytes()
    except OSError:
        raise _damaged(folder, MANIFEST, "is not there", release) from None
    digest = hashlib.sha256(data).hexdigest()
    if digest != release.manifest:
        raise _damaged(folder, MANIFEST, "is not as it was when it was released", release)
    try:
        files = [File(str(row["path"]), int(row["size"]), str(row["sha256"])) for row in json.loads(data)["files"]]
    except (ValueError, LookupError, TypeError):
        raise _damaged(folder, MANIFEST, "is no manifest", release) from None
    return (*files, File(MANIFEST, len(data), digest))


def _fault(folder: Path, file: File) -> str:
    """Say what is wrong with a file; nothing, if it is what it should be."""
    try:
        if (folder / file.path).stat().st_size != file.size or digest_of(folder / file.path) != file.digest:
            return "is not as it was when it was released"
    except FileNotFoundError:
        return "is not there"
    except OSError as error:
        return f"cannot be read: {(error.strerror or 'unknown reason').lower()}"
    return ""


def _damaged(folder: Path, path: str, why: str, release: Release) -> OutputError:
    return OutputError(
        f"“{shown(folder / PurePosixPath(path))}” {why}. The frozen copy of release {release.name} must stay as it is. "
        f"{_UNTOUCHED} Bring it back from version control: {_checkout(folder)}"
    )


def _refuse_unlisted(project: Project, releases: Sequence[Release]) -> None:
    """Refuse to lose a frozen copy that no list names any more."""
    names = frozenset(release.name for release in releases)
    for place in dict.fromkeys((project.archive, project.output / ARCHIVE)):
        for folder in sorted(place.iterdir()) if place.is_dir() else ():
            if folder.is_dir() and folder.name not in names:
                listing = shown(releases_file(project))
                raise OutputError(
                    f"“{shown(folder)}” is the copy of a release that “{listing}” does not list. {_UNTOUCHED} Bring "
                    f"the list back from version control: git checkout {listing}. If there is no such release, delete "
                    "the folder."
                )


def _refuse_to_replace(output: Path) -> None:
    """Refuse to build a folder without settings into the output of an edition that has releases."""
    folder = next((output / ARCHIVE).glob(f"*/{MANIFEST}"), None)
    if folder is not None:
        raise OutputError(
            f"“{shown(folder.parent)}” is the copy of a release of another edition, which would be lost. {_UNTOUCHED} "
            "Choose another folder with --output."
        )


def _checkout(folder: Path) -> str:
    return f"git checkout {shown(folder)}"
