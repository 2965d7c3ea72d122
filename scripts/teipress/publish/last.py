"""The last build into a folder: where nothing has changed since, nothing is to be done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from teipress.diagnostics import Diagnostic
from teipress.output import files_below
from teipress.project import Project
from teipress.publish.cache import Cache, read_diagnostics, write_diagnostics
from teipress.publish.inputs import Inputs, key, key_of_program, key_of_project, key_of_sheets
from teipress.resources import xslt

if TYPE_CHECKING:
    from teipress.publish.site import Site

SHEETS = ("html.xsl", "text.xsl", "records.xsl", "cite.xsl", "source.xsl", "settle.xsl", "site.xsl")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an edition that is as it should be: what was noticed, and how many files it has."""

    diagnostics: tuple[Diagnostic, ...]
    files: int


class Last:
    """What the last build was made of, and what it left behind."""

    def __init__(self, project: Project, inputs: Inputs, *, cached: bool) -> None:
        self.cache = Cache(cache_folder(project) if cached else None, project.cache_size)
        self._project = project
        self._slot = key(str(project.output))
        self._key = ""
        if cached:
            own = (path for path in (project.publish.stylesheet, project.publish.site_stylesheet) if path)
            sheets = key_of_sheets((*(xslt(name) for name in SHEETS), *own))
            assets = (path.read_bytes() for path in (*xslt("assets").iterdir(), *xslt("labels").iterdir()))
            self._key = key(key_of_program(), sheets, *assets, key_of_project(project, inputs))

    def still_right(self) -> Known | None:
        """Tell what is known of the output, if it is what a build would make now; nothing, if that is not certain.

        Sources were compared by content; of output and media, size and time must be as the last build left them.
        """
        told, root = self.cache.recall("builds", self._slot), os.fspath(self._project.root)
        try:
            if not told or told["key"] != self._key or told["output"] != list(_states(self._project.output)):
                return None
            media = [_state(root, str(path)) for path, *_ in told["media"]]
            return Known(read_diagnostics(told["diagnostics"]), told["count"]) if media == told["media"] else None
        except (OSError, LookupError, TypeError, ValueError):
            return None

    def remember(self, site: Site) -> None:
        """Remember an edition that was just published."""
        root = os.fspath(self._project.root)
        try:
            told = {
                "key": self._key,
                "count": len(site.files),
                "output": list(_states(self._project.output)),
                "media": [_state(root, path) for path in site.media],
                "diagnostics": write_diagnostics(site.diagnostics),
            }
        except OSError:
            return
        self.cache.keep("builds", self._slot, told)
        self.cache.tidy()


def cache_folder(project: Project) -> Path:
    """Say where the cache of an edition is: beside its settings, or, of a bare folder, beside its output."""
    return (project.output.parent if project.is_bare else project.root) / ".teipress/cache"


def _states(folder: Path) -> Iterator[list[str | int]]:
    """Give path, size and time of every file below a folder, in order."""
    root = os.fspath(folder)
    return (_state(root, name) for name in files_below(folder))


def _state(folder: str, path: str) -> list[str | int]:
    try:
        found = os.stat(f"{folder}/{path}")  # noqa: PTH116 for speed
    except FileNotFoundError:
        return [path, -1, 0]
    return [path, found.st_size, found.st_mtime_ns]
