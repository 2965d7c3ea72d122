"""Join the files for programs that the parts of a long index have made, each for its own entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from teipress.output import File, Stage

PIECES = ".parts"  # a folder of the stage, which is gone before the edition is published
OUTLINE = "outline"  # the name that the stylesheet has for the outline
_PIECE = re.compile(rf"{re.escape(PIECES)}/(\d+)/(.+)")
_LIST = re.compile(rb"<standOff>\n<(\w+)[^>]*>\n")


def piece(path: str, number: int) -> str:
    """Say where a piece of a file is kept that a part of a long index has made."""
    return f"{PIECES}/{number}/{path}"


def outline_of(kind: str) -> str:
    """Say where the outline of a long index is kept."""
    return f"{PIECES}/{kind}.xml"


def joined(files: Sequence[File], stage: Stage) -> Iterator[File]:
    """Join what pieces there are of each file, in the order of their numbers; give the files."""
    by_path: dict[str, dict[int, bytes]] = {}
    for file in files:
        if found := _PIECE.fullmatch(file.path):
            by_path.setdefault(found[2], {})[int(found[1])] = (stage.folder / file.path).read_bytes()
    for path, parts in by_path.items():
        join = {".json": _json, ".csv": _csv, ".xml": _tei}[PurePosixPath(path).suffix]
        yield stage.write(path, join([parts[number] for number in sorted(parts)]))


def _json(parts: list[bytes]) -> bytes:
    """Join lists, each laid out with its items on lines of their own."""
    items = b",\n".join(part.removeprefix(b"[\n").removesuffix(b"\n]\n") for part in parts)
    return b"[\n" + items + b"\n]\n"


def _csv(parts: list[bytes]) -> bytes:
    """Join tables; the first line of each is the heading."""
    head, end, rows = parts[0].partition(b"\r\n")
    return head + end + rows + b"".join(part.partition(b"\r\n")[2] for part in parts[1:])


def _tei(parts: list[bytes]) -> bytes:
    """Join lists in TEI: what is around the list is the same in each."""
    around = _LIST.search(parts[0])
    assert around is not None  # noqa: S101 the stylesheet writes it so
    start, end = around.end(), b"</" + around[1] + b">"
    members = [part[start : part.rindex(end)] for part in parts]
    return parts[0][:start] + b"".join(members) + parts[0][parts[0].rindex(end) :]
