"""Change sources in place: all of them, or none."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from teipress.errors import OutputError
from teipress.output import digest_of, write_file
from teipress.project import shown

_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class _Change:
    path: Path
    beside: Path
    digest: str


@dataclass
class Rewriting:
    """Sources that are about to change; each one's new bytes wait in a file beside it."""

    _changes: list[_Change] = field(default_factory=list)

    def stage(self, path: Path, digest: str, data: bytes) -> None:
        """Prepare the new bytes of a file, which had the SHA-256 ``digest`` when it was read. Raises ``OutputError``.

        Of a link, the file that it leads to is changed.
        """
        real, beside = _places(path)
        self._changes.append(_Change(real, beside, digest))
        write_file(beside, data)
        with suppress(OSError):
            shutil.copymode(real, beside)

    def publish(self) -> None:
        """Put all new files in place, unless one has changed since it was read. Raises ``OutputError``."""
        for change in self._changes:
            if _digest(change.path) != change.digest:
                raise OutputError(f"“{shown(change.path)}” was changed meanwhile. {_NOTHING} Run the command again.")
        for number, change in enumerate(self._changes):
            try:
                change.beside.replace(change.path)
            except OSError as error:
                why = (error.strerror or str(error)).lower()
                done = f"{number} of {len(self._changes)} files were changed before" if number else _NOTHING[:-1]
                raise OutputError(f"“{shown(change.path)}” cannot be written: {why}. {done}; run it again.") from None

    def clear(self) -> None:
        """Delete what still waits."""
        for change in self._changes:
            with suppress(OSError):
                change.beside.unlink(missing_ok=True)


@contextmanager
def rewriting() -> Iterator[Rewriting]:
    """Change sources; what is not published is gone at the end."""
    changes = Rewriting()
    try:
        yield changes
    finally:
        changes.clear()


def tidy(paths: Iterable[Path]) -> None:
    """Delete what a command that was killed left beside these sources."""
    for path in paths:
        with suppress(OSError):
            _places(path)[1].unlink(missing_ok=True)


def _places(path: Path) -> tuple[Path, Path]:
    """Say where a source is, and where its new bytes wait."""
    real = path.resolve()
    return real, real.with_name(f".{real.name}.changed")


def _digest(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError:
        return ""
