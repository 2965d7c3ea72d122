"""Write what was made: the one module that does. Whoever looks sees the old edition or the new one, whole.

The files go to a staging folder beside the destination, with a manifest, and are flushed to disk; then the two folders
are exchanged in one step (``renameat2`` on Linux) or, where that cannot be, by two renames that the next run completes.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from teipress.errors import OutputError

MANIFEST = "manifest.json"
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_AT_FDCWD = -100
_UNTOUCHED = "Nothing was changed."


def publish_tree(destination: Path, files: Mapping[str, bytes], confirm: Callable[[], None] = lambda: None) -> None:
    """Make ``destination`` hold exactly ``files`` (relative path → bytes) and their manifest.

    ``confirm`` is called just before the exchange, and stops it by raising. Raises ``OutputError``; the destination is
    then as it was.
    """
    destination = destination.resolve()
    stage = destination.with_name(f".{destination.name}.new")
    retired = destination.with_name(f".{destination.name}.old")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        with _locked(destination):
            _recover(destination, retired)
            _refuse_foreign(destination)
            try:
                _remove(stage)
                _write_tree(stage, {**files, MANIFEST: manifest(files)})
                confirm()
                _exchange(stage, destination, retired)
            finally:
                _remove(stage)
            _remove(retired)
    except OSError as error:
        raise OutputError(_sentence(destination, error)) from None


def write_file(path: Path, data: bytes) -> None:
    """Write one file whole: beside its place first, then renamed into it. Raises ``OutputError``."""
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_file(beside, data)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise OutputError(_sentence(path, error)) from None


def manifest(files: Mapping[str, bytes]) -> bytes:
    """List the files with size and SHA-256, sorted by path, so that a copy can be verified."""
    rows = [
        {"path": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files.items(), key=lambda item: item[0].encode())
    ]
    return (json.dumps({"made-by": "teipress", "files": rows}, ensure_ascii=False, indent=1) + "\n").encode()


def _write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts:
            raise OutputError(f"“{name}” would be written outside the output folder. {_UNTOUCHED}")
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_file(path, data)
    for parent, _, _ in os.walk(folder):
        _flush_folder(Path(parent))


def _write_file(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can do that for a folder."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refuse_foreign(destination: Path) -> None:
    """Replace only what is ours: a folder that is not there, or that holds nothing but what its manifest lists."""
    if not destination.exists():
        return
    if not destination.is_dir():
        raise OutputError(f"“{destination}” is a file, not a folder. {_UNTOUCHED}")
    ours = _listed(destination)
    foreign = next((name for name in _files(destination) if name not in ours and _is_worth_keeping(name)), None)
    if foreign is not None:
        raise OutputError(
            f"“{destination}” holds “{foreign}”, which teipress did not write, and would delete. {_UNTOUCHED} "
            "Choose another folder with --output, or move that file elsewhere."
        )


def _files(folder: Path) -> Iterator[str]:
    """Name every file below a folder, in order."""
    return (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if not path.is_dir())


def _is_worth_keeping(name: str) -> bool:
    """Tell a file from the litter that file managers leave."""
    return PurePosixPath(name).name not in {".DS_Store", "Thumbs.db", "desktop.ini"}


def is_ours(folder: Path) -> bool:
    """Tell whether a folder holds an edition that teipress built."""
    return MANIFEST in _listed(folder)


def _listed(folder: Path) -> frozenset[str]:
    """List what the manifest of a folder lists, and itself; nothing, where there is no manifest of ours."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
        if told["made-by"] != "teipress":
            return frozenset()
        return frozenset({MANIFEST, *(str(row["path"]) for row in told["files"])})
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()


def _recover(destination: Path, retired: Path) -> None:
    """Complete an exchange by two renames that was cut off between them: the old edition comes back."""
    if retired.exists() and not destination.exists():
        retired.rename(destination)


def _exchange(stage: Path, destination: Path, retired: Path) -> None:
    if not destination.exists():
        stage.rename(destination)
    elif not _exchange_at_once(stage, destination):
        _remove(retired)
        destination.rename(retired)
        try:
            stage.rename(destination)
        except BaseException:
            retired.rename(destination)
            raise
    _flush_folder(destination.parent)


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; tell whether the system can."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


@contextmanager
def _locked(destination: Path) -> Iterator[None]:
    """Let one process at a time build into a destination.

    The system keeps a lock on a file for a process, and lets go of it when the process ends, however it ends.
    """
    path = destination.with_name(f".{destination.name}.lock")
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
    try:
        if not _take(descriptor) or not _is_at(path, descriptor):
            owner = os.read(descriptor, 20).decode("ascii", "replace").strip()
            who = f"process {owner}" if owner else "another process"
            raise OutputError(
                f"“{destination}” is locked by {who}, which is building there. {_UNTOUCHED} Wait until it has ended."
            )
        os.truncate(path, 0)
        os.write(descriptor, str(os.getpid()).encode())
        try:
            yield
        finally:
            with suppress(PermissionError):  # Windows: a file that is open stays, and does no harm
                path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        """Try to take the lock, on a byte far behind the owner's number, which others may read."""
        os.lseek(descriptor, 2**30, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        """Try to take the lock."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _is_at(path: Path, descriptor: int) -> bool:
    """Tell whether an open file is still the one that others see: its last owner may have deleted it meanwhile."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _remove(place: Path) -> None:
    if place.is_symlink() or place.is_file():
        place.unlink()
    else:
        shutil.rmtree(place, ignore_errors=True)


def _sentence(place: Path, error: OSError) -> str:
    reasons = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EFBIG: "a file would be larger than the system allows",
        errno.EBUSY: "it is a mount point: choose a folder inside it",
        errno.EXDEV: "it is a mount point: choose a folder inside it",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "permission is denied",
        errno.EPERM: "permission is denied",
        errno.EEXIST: "a part of the path is a file, not a folder",
        errno.ENOTDIR: "a part of the path is a file, not a folder",
    }
    why = reasons.get(error.errno or 0, (error.strerror or str(error)).lower())
    return f"“{place}” cannot be written: {why}. {_UNTOUCHED}"
