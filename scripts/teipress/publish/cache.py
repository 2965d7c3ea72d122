"""Remember what was made, by what it was made of, so that a build makes anew only what has changed.

A cache only saves work: it may be deleted at any moment, and what is damaged or cannot be read counts as not there. An
entry names its files by their SHA-256, and none is used whose content is another. Where the system can, a file of the
cache is the file of the output under a second name, and takes no room of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.output import File, Stage, keep_bytes, keep_file
from teipress.publish.made import Made
from teipress.publish.media import Media
from teipress.publish.records import Record

KINDS = ("pages", "sites", "builds")
_FORMAT = "teipress cache 2"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of results. ``size`` is in bytes; with no ``folder``, nothing is kept."""

    folder: Path | None
    size: int

    def made(self, key: str, texts: str, shown: str, stage: Stage, is_still: Callable[[Media], bool]) -> Made | None:
        """Give what was made under a key, its files put into the stage; nothing, where it must be made anew.

        ``texts`` stands for the texts that the page may point to, ``shown`` is the source's path in diagnostics, and
        ``is_still`` tells whether a picture is what it was.
        """
        told = self.recall("pages", key)
        try:
            made = _read_made(told, shown) if told else None
        except (LookupError, TypeError, ValueError):
            return None
        if made is None or told is None or (made.points and told["texts"] != texts):
            return None
        if not all(map(is_still, made.media)) or not all(self._take(file, stage) for file in made.files):
            return None
        return made

    def keep_made(self, key: str, texts: str, made: Made, stage: Stage) -> None:
        """Keep what was made of a text."""
        for file in made.files:
            self._keep(file, stage)
        self.keep("pages", key, {"texts": texts, **_written(made)})

    def site(self, key: str, stage: Stage) -> list[File]:
        """Give the files of front page and indexes, put into the stage; none, where they must be made anew."""
        told = self.recall("sites", key)
        try:
            files = [File(**row) for row in told["files"]] if told else []
        except (LookupError, TypeError):
            return []
        return files if all(self._take(file, stage) for file in files) else []

    def keep_site(self, key: str, files: Sequence[File], stage: Stage) -> None:
        """Keep the files of front page and indexes."""
        for file in files:
            self._keep(file, stage)
        self.keep("sites", key, {"files": [asdict(file) for file in files]})

    def has(self, kind: str, key: str) -> bool:
        """Tell whether something is kept under a key: it may be damaged."""
        return self.folder is not None and (self.folder / kind / key).exists()

    def recall(self, kind: str, key: str) -> dict[str, Any] | None:
        """Give what was kept under a key; nothing, if that is not there any more, or damaged."""
        if self.folder is None:
            return None
        path = self.folder / kind / key
        try:
            digest, _, body = path.read_bytes().partition(b"\n")
            if digest.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
                return None
            os.utime(path)
            told = json.loads(body)
        except (OSError, ValueError):
            return None
        return told if isinstance(told, dict) and told.get("format") == _FORMAT else None

    def keep(self, kind: str, key: str, told: Mapping[str, Any]) -> None:
        """Keep something under a key. Where that cannot be, the next build has more to do."""
        if self.folder is None:
            return
        body = json.dumps({"format": _FORMAT, **told}, ensure_ascii=False).encode()
        with suppress(OSError):
            keep_bytes(self.folder / kind / key, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)

    def tidy(self) -> None:
        """Forget what was not used for longest, until the rest has room; and the files that no entry names."""
        if self.folder is None:
            return
        if not (self.folder / ".gitignore").exists():
            with suppress(OSError):
                keep_bytes(self.folder / ".gitignore", b"*\n")
        files = {entry.name: entry.stat().st_size for entry in _entries(self.folder / "files")}
        kept = [entry for kind in KINDS for entry in _entries(self.folder / kind)]
        entries = sorted(
            ((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path) for entry in kept),
            reverse=True,
        )
        if sum(files.values()) + sum(size for _, size, _ in entries) <= self.size:
            return
        room, named = self.size, set[str]()
        for _, size, path in entries:
            mine = _files_of(Path(path)) & files.keys()
            room -= size + sum(files[name] for name in mine - named)
            if room < 0:
                _forget(Path(path))
            else:
                named |= mine
        for name in files.keys() - named:
            _forget(self.folder / "files" / name)

    def _take(self, file: File, stage: Stage) -> bool:
        return self.folder is not None and stage.take(file, self.folder / "files" / file.digest)

    def _keep(self, file: File, stage: Stage) -> None:
        if self.folder is not None:
            with suppress(OSError):
                keep_file(stage.folder / file.path, self.folder / "files" / file.digest)


def _files_of(path: Path) -> set[str]:
    """List the files that an entry names; reading it so does not count as use."""
    try:
        told = json.loads(path.read_bytes().partition(b"\n")[2])
        return {str(row["digest"]) for row in told.get("files", ())}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return set()


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return [entry for entry in found if entry.is_file(follow_symlinks=False)]
    except OSError:
        return []


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _written(made: Made) -> dict[str, Any]:
    return {
        "files": [asdict(file) for file in made.files],
        "record": made.record.data,
        "diagnostics": write_diagnostics(made.diagnostics),
        "media": [asdict(media) for media in made.media],
        "points": made.points,
    }


def _read_made(told: Mapping[str, Any], shown: str) -> Made:
    return Made(
        tuple(File(**row) for row in told["files"]),
        Record.read(told["record"]),
        tuple(replace(diagnostic, path=shown) for diagnostic in read_diagnostics(told["diagnostics"])),
        tuple(Media(**row) for row in told["media"]),
        told["points"],
    )


def write_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Turn diagnostics into what JSON can hold."""
    return [asdict(diagnostic) for diagnostic in diagnostics]


def read_diagnostics(rows: Iterable[Mapping[str, Any]]) -> tuple[Diagnostic, ...]:
    """Turn that into diagnostics again."""
    return tuple(
        Diagnostic(**{**row, "source": Source(row["source"]), "severity": Severity(row["severity"])}) for row in rows
    )
