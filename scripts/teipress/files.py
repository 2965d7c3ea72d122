"""Read a file once, as bytes, under the limits: what comes before all parsing, and needs no parser to be loaded."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from teipress.diagnostics import Diagnostic, Source

TEI = "http://www.tei-c.org/ns/1.0"
XINCLUDE = "http://www.w3.org/2001/XInclude"
HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may be: bytes, depth of elements, attributes on an element, and all its parts together.

    ``nodes`` counts elements, attributes, comments and instructions: a thousand times what a long letter has.
    """

    size: int = 64 * 1024**2
    depth: int = 100
    attributes: int = 200
    nodes: int = 1_000_000
    # The edition's folder: a link in it that leads out of it is not followed.
    within: Path | None = field(default=None, compare=False)


USUAL = Limits()


class Unreadable(Exception):
    """A file that cannot be read as TEI; ``diagnostic`` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_bytes(path: Path, name: str, limits: Limits = USUAL) -> bytes:
    """Read a whole file; ``name`` is the path to show. Raises ``Unreadable``."""

    def trouble(code: str, message: str, help: str | None = None) -> Unreadable:
        return Unreadable(Diagnostic(code=code, source=Source.WELLFORMED, message=message, path=name, help=help))

    if _leads_out(path, limits.within):
        raise trouble(
            "outside-edition",
            "this is a link that leads out of the edition's folder, and is not followed",
            "Put the file itself here.",
        )
    try:
        # Not to wait for whoever would write into a pipe.
        with os.fdopen(
            os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb"
        ) as file:
            status = os.fstat(file.fileno())
            if stat.S_ISDIR(status.st_mode):
                raise trouble("missing-file", "this is a folder, not a file")
            if not stat.S_ISREG(status.st_mode):
                raise trouble("unreadable-file", "this is no ordinary file, but a device or a pipe")
            data = file.read(limits.size + 1)
            size = max(len(data), status.st_size)
    except FileNotFoundError:
        raise trouble("missing-file", "there is no such file") from None
    except IsADirectoryError:  # where a folder cannot even be opened
        raise trouble("missing-file", "this is a folder, not a file") from None
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise trouble("unreadable-file", f"this file cannot be read: {why}") from None
    if len(data) > limits.size:
        raise trouble(
            "file-too-large",
            f"this file has {size:,} bytes; at most {limits.size:,} are read",
            help="Divide the text into several files, or raise “limits.size” in teipress.toml.",
        )
    return data


def _leads_out(path: Path, folder: Path | None) -> bool:
    if folder is None or not path.absolute().is_relative_to(folder.absolute()):
        return False
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a link to itself, which is told when it is opened
        return False


def root_name(path: Path) -> str | None:
    """Peek at the name of a file's root element, in Clark notation; nothing where there is none to be found."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    parser = expat.ParserCreate(namespace_separator="}")

    def start(name: str, _attributes: object) -> None:
        raise _Found(name)

    parser.StartElementHandler = start
    try:
        parser.Parse(head)
    except _Found as found:
        name = str(found)
        return "{" + name if "}" in name else name
    except expat.ExpatError:
        return None
    return None


class _Found(Exception):
    """The root element was met: its name."""
