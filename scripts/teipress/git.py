"""Ask git what changed: the one module that runs it, and only to read."""

from __future__ import annotations

import os
from pathlib import Path

from teipress.errors import ConfigurationError


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


def _git(folder: Path, *arguments: str, revision: str) -> bytes:
    import shutil  # slow to load, both of them
    import subprocess

    program = shutil.which("git")
    if program is None:
        raise ConfigurationError("--changed-since: git is not installed")
    # Nothing that a repository configures is run: no hook, no watcher of files, no filter of differences.
    closed = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false")
    done = subprocess.run(  # noqa: S603 the arguments are a list, the program is git
        [program, *closed, *arguments],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
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
