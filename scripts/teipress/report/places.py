"""Where a file is, for the services that show a report beside the code: relative to the root of the repository."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from teipress.git import repository


@dataclass(frozen=True, slots=True)
class Root:
    """The folder that paths are relative to: the root of the git repository that the command runs in, if any."""

    here: Path
    root: Path

    @classmethod
    def around(cls, here: Path) -> Root:
        """Find the repository around a folder; the folder itself, where there is none."""
        return cls(here, repository(here) or here)

    def relative(self, path: str) -> str | None:
        """Give a shown path relative to the root; nothing, if it is not below it."""
        place = Path(os.path.normpath(self.here / path))
        return place.relative_to(self.root).as_posix() if place.is_relative_to(self.root) else None

    def uri(self, path: str) -> str:
        """Give the address of a file that is not below the root."""
        return Path(os.path.normpath(self.here / path)).as_uri()


def encoded(path: str) -> str:
    """Write a relative path as a URI reference. A colon in its first step would be taken for a scheme's."""
    return quote(os.fsencode(path), safe="/~!$&'()*+,;=@")
