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
import secrets
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from teipress.errors import OutputError

MANIFEST = "manifest.json"
# The folder of the search index. The manifest does not list it: it is made anew from the rest, and not archived.
SEARCH = "pagefind/"
ARCHIVE = "v"  # where frozen releases are; each has a manifest of its own
AT_ONCE = 2**22  # bytes of a file that are read in one piece
FLUSHERS = 8  # threads that wait for the disk: many small waits at once cost what one does
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_AT_FDCWD = -100
_UNTOUCHED = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class File:
    """A file of an edition: its path from the root of the edition, its size in bytes, its SHA-256."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Stage:
    """The folder in which a new edition grows. Children write there, too."""

    destination: Path
    folder: Path

    def write(self, path: str, data: bytes) -> File:
        """Write a file. Raises ``OutputError``."""
        place = _inside(self.folder, path)
        with _told(self.destination):
            if place.parent != self.folder:
                place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)  # a file that was taken over has a second name elsewhere
            place.write_bytes(data)
        return File(path, len(data), hashlib.sha256(data).hexdigest())

    def within(self, path: str) -> Stage:
        """Give the stage of an edition that stands in a folder of this one."""
        folder = _inside(self.folder, path)
        with _told(self.destination):
            folder.mkdir(parents=True, exist_ok=True)
        return Stage(self.destination, folder)

    def forget(self, path: str) -> None:
        """Remove a folder of what was only needed on the way. Raises ``OutputError``."""
        folder = _inside(self.folder, path)
        with _told(self.destination), suppress(FileNotFoundError):
            shutil.rmtree(folder)

    def copy(self, path: str, source: Path) -> File:
        """Copy a file. Raises ``OutputError``."""
        place = _inside(self.folder, path)
        with _told(self.destination):
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place)
            return File(path, place.stat().st_size, digest_of(place))

    def pack(self, path: str, entries: Iterable[tuple[str, bytes | Path]]) -> File:
        """Write a ZIP archive of some files, in order: not compressed, without dates. Raises ``OutputError``."""
        place = _inside(self.folder, path)
        with _told(self.destination):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            with zipfile.ZipFile(place, "w") as archive:
                for name, content in entries:
                    _pack(archive, name, content)
            return File(path, place.stat().st_size, digest_of(place))

    def take(self, file: File, source: Path) -> bool:
        """Take a file over from elsewhere; tell whether it was what it is said to be."""
        target = _inside(self.folder, file.path)
        try:
            _link_within_folder(source, target)
            if (target.stat().st_size, digest_of(target)) == (file.size, file.digest):
                return True
        except OSError:
            pass
        with suppress(OSError):
            target.unlink(missing_ok=True)
        return False

    def publish(self, files: Iterable[File], confirm: Callable[[], None] = lambda: None) -> None:
        """Put the new edition, which has exactly these files, in the place of the old one.

        ``confirm`` is called just before, and stops it by raising. Raises ``OutputError``.
        """
        files = tuple(files)
        with _told(self.destination):
            self.write(MANIFEST, manifest(files))
            _prune(self.folder, {MANIFEST, *(file.path for file in files)})
            _flush_tree(self.folder, self.destination)
            confirm()
            _exchange(self.folder, self.destination, _retired(self.destination))


@contextmanager
def staged(destination: Path) -> Iterator[Stage]:
    """Open a staging folder for an edition; whatever is not published is gone at the end. Raises ``OutputError``."""
    destination = destination.resolve()
    growing = destination.with_name(f".{destination.name}.new")
    # A child of a build that was killed may write for a moment still: no two builds have the same folder.
    folder = growing / secrets.token_hex(8)
    with ExitStack() as lock:
        with _told(destination):
            destination.parent.mkdir(parents=True, exist_ok=True)
            lock.enter_context(_locked(destination))
            _recover(destination, _retired(destination))
            _refuse_foreign(destination)
            _remove(growing)
            folder.mkdir(parents=True)
        try:
            yield Stage(destination, folder)
        finally:
            _remove(growing)
        _remove(_retired(destination))


def tidy(destination: Path) -> None:
    """Take away what a build that was cut off has left beside an edition, unless another one is at work."""
    destination = destination.resolve()
    growing, lock = (destination.with_name(f".{destination.name}.{end}") for end in ("new", "lock"))
    if growing.exists() or lock.exists() or _retired(destination).exists():
        with suppress(OutputError), locked(destination):
            _remove(growing)
            _remove(_retired(destination))


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Let one process at a time write a file. Raises ``OutputError`` while another one does."""
    with ExitStack() as lock:
        with _told(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            lock.enter_context(_locked(place))
        yield


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """Turn what the system says into a sentence."""
    try:
        yield
    except OSError as error:
        raise OutputError(_sentence(place, error)) from None


def publish_tree(destination: Path, files: Mapping[str, bytes], confirm: Callable[[], None] = lambda: None) -> None:
    """Make ``destination`` hold exactly ``files`` (relative path → bytes) and their manifest.

    ``confirm`` is called just before the exchange, and stops it by raising. Raises ``OutputError``; the destination is
    then as it was.
    """
    with staged(destination) as stage:
        stage.publish([stage.write(path, data) for path, data in files.items()], confirm)


def keep_file(source: Path, target: Path) -> None:
    """Keep a file at a second place as well, whole: as another name of it where the system can. Raises ``OSError``."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _link(source, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)  # a rename between two names of one file does nothing


def keep_bytes(target: Path, data: bytes) -> None:
    """Write a file whole that need not outlive a power failure. Raises ``OSError``."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        beside.write_bytes(data)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file. Raises ``OSError``."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size <= AT_ONCE:
            return hashlib.sha256(file.read()).hexdigest()
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_file(path: Path, data: bytes) -> None:
    """Write one file whole: beside its place first, then renamed into it. Raises ``OutputError``."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_file(beside, data)
            beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def manifest(files: Iterable[File]) -> bytes:
    """List the files with size and SHA-256, sorted by path, so that a copy can be verified."""
    ordered = sorted(files, key=lambda file: file.path.encode())
    rows = [{"path": file.path, "size": file.size, "sha256": file.digest} for file in ordered]
    return (json.dumps({"made-by": "teipress", "files": rows}, ensure_ascii=False, indent=1) + "\n").encode()


def _inside(folder: Path, name: str) -> Path:
    if name.startswith("/") or ".." in name.split("/"):
        raise OutputError(f"“{name}” would be written outside the output folder. {_UNTOUCHED}")
    return folder / name


def _pack(archive: zipfile.ZipFile, name: str, content: bytes | Path) -> None:
    """Add a file to an archive, with nothing about it that is of this machine or moment."""
    row = zipfile.ZipInfo(name)  # its date is the first that ZIP knows
    row.create_system = 3
    row.external_attr = 0o644 << 16
    row.file_size = len(content) if isinstance(content, bytes) else content.stat().st_size
    with archive.open(row, "w") as target:
        if isinstance(content, bytes):
            target.write(content)
        else:
            with content.open("rb") as source:
                shutil.copyfileobj(source, target, 2**20)


def _link_within_folder(source: Path, target: Path) -> None:
    """Give a file a second name, and make the folder of that name where it is not there."""
    try:
        _link(source, target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        _link(source, target)


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; copy it where that cannot be."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)


def _retired(destination: Path) -> Path:
    return destination.with_name(f".{destination.name}.old")


def _prune(folder: Path, wanted: Set[str]) -> None:
    """Delete what is no part of the edition: pages of texts that were left out in the end."""
    for name in files_below(folder):
        if name not in wanted and not name.startswith(SEARCH):
            (folder / name).unlink()


def _flush_tree(folder: Path, published: Path) -> None:
    """Make all files of a folder durable, and their names; those that are published already are."""
    with ThreadPoolExecutor(FLUSHERS) as pool:
        list(pool.map(_flush, (folder / name for name in files_below(folder) if not _is_same(folder, published, name))))
    for parent, _, _ in os.walk(folder):
        _flush_folder(Path(parent))


def _is_same(folder: Path, other: Path, name: str) -> bool:
    """Tell whether a file of one folder is a file of another under a second name."""
    try:
        return os.path.samestat(os.stat(f"{folder}/{name}"), os.stat(f"{other}/{name}"))  # noqa: PTH116 for speed
    except OSError:
        return False


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


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
    """Replace only what is ours: a folder that is not there, or that holds nothing but what its manifest lists.

    The frozen releases may be all that is there: the rest need not be under version control.
    """
    if not destination.exists():
        return
    if not destination.is_dir():
        raise OutputError(f"“{destination}” is a file, not a folder. {_UNTOUCHED}")
    ours = _listed(destination) | _listed_in_releases(destination)
    others = (name for name in files_below(destination) if name not in ours and _is_worth_keeping(name))
    foreign = next((name for name in others if not (ours and name.startswith(SEARCH))), None)
    if foreign is not None:
        raise OutputError(
            f"“{destination}” holds “{foreign}”, which teipress did not write, and would delete. {_UNTOUCHED} "
            "Choose another folder with --output, or move that file elsewhere."
        )


def files_below(folder: Path) -> Iterator[str]:
    """Name every file below a folder, in order: as text, since an edition may have very many."""
    start = len(os.fspath(folder)) + 1
    for parent, folders, names in os.walk(folder):
        folders.sort()
        below = parent[start:].replace(os.sep, "/")
        yield from (f"{below}/{name}" if below else name for name in sorted(names))


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


def _listed_in_releases(destination: Path) -> frozenset[str]:
    """List what the manifests of the frozen releases in a folder list, and these, as seen from the folder."""
    return frozenset(
        f"{ARCHIVE}/{release.name}/{name}" for release in (destination / ARCHIVE).glob("*") for name in _listed(release)
    )


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
                f"“{destination}” is locked by {who}, which is writing there. {_UNTOUCHED} Wait until it has ended."
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
