"""The releases of an edition, as ``releases.toml`` lists them: beside the ledger of ids, under version control like it.

The file is written by ``teipress release`` only. Of each release it keeps what is needed to make the same edition again
(its date), and to tell whether its frozen copy, and the ledger that goes with it, are still what they were.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from teipress.cite.versions import EXAMPLES, is_version, precedence
from teipress.errors import ConfigurationError
from teipress.output import ARCHIVE
from teipress.project import Project, shown

FILE = "releases.toml"
_HEAD = """\
# The releases of this edition, oldest first. “teipress release” writes this file; nobody else should.
# manifest: the SHA-256 of the manifest of the release's frozen copy, which has those of all its files.
# ledger: the head of the ledger of ids after the release.
"""
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Release:
    """A release: its name, a version; its date (ISO 8601); the SHA-256 of its manifest; the ledger's head."""

    name: str
    date: str
    manifest: str = ""
    ledger: str = ""

    @property
    def folder(self) -> str:
        """Say where its frozen copy is, from the root of the output."""
        return f"{ARCHIVE}/{self.name}"


def releases_file(project: Project) -> Path:
    """Say where the releases of an edition are listed: beside its ledger."""
    return project.ids.ledger.with_name(FILE)


def read_releases(path: Path) -> tuple[Release, ...]:
    """Read the list, oldest first; empty, where there is no such file. Raises ``ConfigurationError``."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(path, f"it is not TOML: {error}") from None
    except OSError as error:
        raise _damaged(path, (error.strerror or "it cannot be read").lower()) from None
    rows = table.get("release", [])
    if not isinstance(rows, list) or table.keys() - {"release"}:
        raise _damaged(path, "it must hold tables named “release” and nothing else")
    releases = tuple(_release(path, number, row) for number, row in enumerate(rows, 1))
    names = [release.name for release in releases]
    if len(set(names)) < len(names):
        raise _damaged(path, "two releases have one name")
    return releases


def written(releases: Iterable[Release]) -> bytes:
    """Write the list."""
    parts = (
        f'\n[[release]]\nname = "{release.name}"\ndate = {release.date}\nmanifest = "{release.manifest}"\n'
        f'ledger = "{release.ledger}"\n'
        for release in releases
    )
    return (_HEAD + "".join(parts)).encode()


def refuse_name(name: str, releases: Sequence[str]) -> None:
    """Refuse a name for a new release that is no version, or is not above all others. Raises ``ConfigurationError``."""
    if not is_version(name):
        raise ConfigurationError(f"“{name}” is no version; the name of a release looks like {EXAMPLES}")
    if name in releases:
        raise ConfigurationError(f"there is a release {name} already, and a release is never made again")
    highest = max(releases, key=precedence, default=None)
    if highest is not None and precedence(name) < precedence(highest):
        raise ConfigurationError(f"{name} is lower than {highest}, which is released already; choose a higher version")


def refuse_date(day: str, releases: Sequence[Release]) -> None:
    """Refuse a date for a new release that is no day, or before the last release. Raises ``ConfigurationError``."""
    if not _is_day(day):
        raise ConfigurationError(f"--date: “{day}” is no day of the calendar; write it like 2026-11-25")
    last = releases[-1] if releases else None
    if last is not None and day < last.date:
        raise ConfigurationError(f"--date: {day} is before {last.date}, the date of release {last.name}")


def _release(path: Path, number: int, row: object) -> Release:
    if not isinstance(row, dict) or row.keys() != {"name", "date", "manifest", "ledger"}:
        raise _damaged(path, f"release {number} must have name, date, manifest and ledger")
    name, day, manifest, ledger = row["name"], row["date"], row["manifest"], row["ledger"]
    if not isinstance(name, str) or not is_version(name):
        raise _damaged(path, f"the name of release {number} is no version")
    if type(day) is not date:
        raise _damaged(path, f"the date of release {name} is no day")
    if not isinstance(manifest, str) or not _HASH.fullmatch(manifest):
        raise _damaged(path, f"the manifest of release {name} is no SHA-256")
    if not isinstance(ledger, str) or not re.fullmatch(r"[\w.:+-]*", ledger):
        raise _damaged(path, f"the ledger of release {name} is no head of a ledger")
    return Release(name, day.isoformat(), manifest, ledger)


def _damaged(path: Path, why: str) -> ConfigurationError:
    return ConfigurationError(
        f"{shown(path)}: {why}. Only teipress writes this file; bring it back from version control: "
        f"git checkout {shown(path)}"
    )


def _is_day(written: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII)) and bool(date.fromisoformat(written))
    except ValueError:
        return False
