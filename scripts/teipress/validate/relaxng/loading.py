"""Read the files of a schema: files only, nothing is fetched. A schema may be as untrusted as a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

Load = Callable[[str], bytes]
MOST_BYTES = 64 * 1024**2


def files(within: Path | None = None) -> Load:
    """Make the reader of files by address; ``within`` is the folder that they must be in. It raises ``OSError``."""
    return lambda uri: read_file(_path(uri), within)


def read_file(path: Path, within: Path | None = None) -> bytes:
    """Read a file that is not too large and, where a folder is named, is in it. Raises ``OSError``."""
    if within is not None and not path.resolve().is_relative_to(within.resolve()):
        raise OSError(None, f"it is outside of {within}")
    if path.exists() and not path.is_file():  # a device or a pipe may have no end
        raise OSError(None, "it is no file")
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError(None, f"it has more than {MOST_BYTES:,} bytes")
    return data


def _path(uri: str) -> Path:
    from urllib.request import url2pathname  # slow to load, and seldom needed

    parts = urlsplit(uri)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost") or parts.path.startswith("//"):
        raise OSError(None, "only files are read, nothing is fetched")
    path = url2pathname(parts.path)
    if "\0" in path:
        raise OSError(None, "it is no path")
    return Path(path)
