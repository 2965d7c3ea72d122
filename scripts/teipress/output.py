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
            _remove(stage)
            _write_tree(stage, {**files, MANIFEST: manifest(files)})
            confirm()
            _exchange(stage, destination, retired)
            _remove(stage)
            _remove(retired)
    except OSError as error:
        _remove(stage)
        raise OutputError(_sentence(destination, error)) from None
    except BaseException:
        _remove(stage)
        raise


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
    """Make the names in a folder durable, where folders can be opened."""
    with suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refuse_foreign(destination: Path) -> None:
    """Replace only what is ours: a folder that is not there, is empty, or has our manifest."""
    if not destination.exists():
        return
    if not destination.is_dir():
        raise OutputError(f"“{destination}” is a file, not a folder. {_UNTOUCHED}")
    if not any(destination.iterdir()) or _is_ours(destination):
        return
    raise OutputError(
        f"“{destination}” holds files that teipress did not write, and would replace. {_UNTOUCHED} "
        "Choose another folder with --output, or empty this one."
    )


def _is_ours(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / MANIFEST).read_bytes()).get("made-by") == "teipress")
    except (OSError, ValueError, AttributeError):
        return False


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
        stage.rename(destination)
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
    """Let one process at a time build into a destination; a lock left by a dead process is taken over."""
    lock = destination.with_name(f".{destination.name}.lock")
    for _ in range(2):
        try:
            descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            break
        except FileExistsError:
            owner = _owner(lock)
            if owner is not None and _is_alive(owner):
                raise OutputError(
                    f"“{destination}” is locked by process {owner}, which is building there. {_UNTOUCHED} "
                    "Wait until it has ended."
                ) from None
            lock.unlink(missing_ok=True)
    else:
        raise OutputError(f"“{destination}” is locked by another process. {_UNTOUCHED}")
    try:
        os.write(descriptor, str(os.getpid()).encode())
        os.close(descriptor)
        yield
    finally:
        lock.unlink(missing_ok=True)


def _owner(lock: Path) -> int | None:
    try:
        return int(lock.read_text())
    except (OSError, ValueError):
        return None


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _sentence(place: Path, error: OSError) -> str:
    reasons = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EFBIG: "a file would be larger than the system allows",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "permission is denied",
        errno.EPERM: "permission is denied",
        errno.ENOTDIR: "a part of the path is a file, not a folder",
    }
    why = reasons.get(error.errno or 0, (error.strerror or str(error)).lower())
    return f"“{place}” cannot be written: {why}. {_UNTOUCHED}"
