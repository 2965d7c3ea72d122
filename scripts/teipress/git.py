"""Ask git what changed: the one module that runs it, and only to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from teipress.errors import ConfigurationError

if TYPE_CHECKING:
    from subprocess import CompletedProcess

# Nothing that a repository configures is run, and nothing is fetched: no hook, watcher of files, check of signatures.
_CLOSED = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "log.showSignature": "false",
    "protocol.allow": "never",
}


def repository(folder: Path) -> Path | None:
    """Find the git repository that a folder is in, without asking git."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


def changed_since(revision: str, folder: Path) -> frozenset[Path]:
    """List the files of the repository around a folder that differ from where its history left that of a revision.

    Committed or not, staged or not, new and not yet known to git, deleted: all count. Paths are real
    ones. Raises ``ConfigurationError``.
    """
    top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel", revision=revision).rstrip(b"\n")))
    commit = _git(top, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}", revision=revision)
    try:
        base = _git(top, "merge-base", "HEAD", commit.decode().strip(), revision=revision).decode().strip()
    except ConfigurationError:
        base = commit.decode().strip()  # no common history: what differs from the revision itself
    differing = _git(top, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", base, "--", revision=revision)
    untracked = _git(top, "ls-files", "--others", "--exclude-standard", "-z", revision=revision)
    names = {name for name in (*differing.split(b"\0"), *untracked.split(b"\0")) if name}
    return frozenset((top / os.fsdecode(name)).resolve() for name in names)


def last_changes(folder: Path, unless: str) -> Mapping[Path, str]:
    """Say of the files below a folder on which day (UTC) a commit changed them last; of those that are as committed.

    Paths are real ones. Nothing is said where that cannot be known: outside of a repository, without git, or where
    the history is cut off, as CI often has it. Nor where a file of the name ``unless`` is kept below the folder: what
    holds the days of commits cannot be in them.
    """
    if repository(folder) is None:
        return {}
    asked = [
        _run(folder, *arguments)
        for arguments in (
            ("rev-parse", "--show-toplevel", "--is-shallow-repository"),
            ("ls-files", "--full-name", "-z"),
            ("diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", "HEAD", "--"),
            ("log", "-c", "--name-only", "--no-renames", "--no-ext-diff", "--format=%x09%ct", "--", "."),
        )
    ]
    place, tracked, differing, log = (done.stdout if done and done.returncode == 0 else b"" for done in asked)
    if not place.endswith(b"\nfalse\n") or any(done is None or done.returncode for done in asked):
        return {}
    if any(name.rpartition(b"/")[2] == os.fsencode(unless) for name in tracked.split(b"\0")):
        return {}
    top = Path(os.fsdecode(place.removesuffix(b"\nfalse\n")))
    days = dict(reversed([*_days(log)]))  # the latest comes first
    known = {*tracked.split(b"\0")} - {*differing.split(b"\0")}
    return {(top / os.fsdecode(name)).resolve(): day for name, day in days.items() if name in known}


def _days(log: bytes) -> Iterator[tuple[bytes, str]]:
    """Read a log: a line for each commit, with a tab and its seconds since 1970, then one for each file in it."""
    day = ""
    for line in log.split(b"\n"):
        if line.startswith(b"\t"):
            day = datetime.fromtimestamp(int(line), UTC).date().isoformat()
        elif line:
            yield line, day


def _git(folder: Path, *arguments: str, revision: str) -> bytes:
    done = _run(folder, *arguments)
    if done is None:
        raise ConfigurationError("--changed-since: git is not installed")
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    why = said[0].removeprefix("fatal: ") if said else "git failed"
    if "not a git repository" in why:
        raise ConfigurationError("--changed-since: this folder is in no git repository")
    if arguments[0] == "rev-parse":
        raise ConfigurationError(
            f"--changed-since: git knows no revision “{revision}” here: {why}. In CI, fetch the whole history"
        )
    raise ConfigurationError(f"--changed-since {revision}: {why}")


def _run(folder: Path, *arguments: str) -> CompletedProcess[bytes] | None:
    """Run git; nothing comes of it where it is not installed."""
    import shutil  # slow to load, both of them
    import subprocess

    program = shutil.which("git")
    if program is None:
        return None
    closed = (word for key, value in _CLOSED.items() for word in ("-c", f"{key}={value}"))
    return subprocess.run(  # noqa: S603 the arguments are a list, the program is git
        [program, "--no-pager", *closed, *arguments],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
