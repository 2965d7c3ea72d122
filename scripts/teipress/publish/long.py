"""Join the files for programs that several parts have made, each for its own texts or entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import PurePosixPath

from teipress.output import File

PIECES = ".parts"  # a folder of the stage, which is gone before the edition is published
OUTLINE = "outline"  # the name that the stylesheet has for the outline
# Where the members of a file begin that several parts make together, whatever they are about.
TOGETHER = {
    "ids.json": b"{",
    "statistics.json": b'\n "texts": {',
    "statistics.csv": b"",
    "indexes/entities.jsonld": b'\n "@graph": [',
}
_PIECE = re.compile(rf"{re.escape(PIECES)}/(\d+)/(.+)")
_LIST = re.compile(rb"<standOff>\n<(\w+)[^>]*>\n")


def piece(path: str, number: int) -> str:
    """Say where a piece of a file is kept that a part of a long index has made."""
    return f"{PIECES}/{number}/{path}"


def outline_of(kind: str) -> str:
    """Say where the outline of a long index is kept."""
    return f"{PIECES}/{kind}.xml"


def pieces_of(files: Iterable[File]) -> Mapping[str, Sequence[File]]:
    """Find the pieces of each file that parts make together, in their order."""
    found: dict[str, list[tuple[int, File]]] = {}
    for file in files:
        if piece := _PIECE.fullmatch(file.path):
            found.setdefault(piece[2], []).append((int(piece[1]), file))
    return {path: [file for _, file in sorted(pieces, key=itemgetter(0))] for path, pieces in found.items()}


def join(path: str, pieces: Sequence[bytes]) -> bytes:
    """Join the pieces of a file."""
    if len(pieces) == 1:
        return pieces[0]
    suffix = PurePosixPath(path).suffix
    if suffix == ".csv":
        return _csv(pieces)
    return _tei(pieces) if suffix == ".xml" else _json(pieces, TOGETHER.get(path, b"["))


def _json(parts: Sequence[bytes], opening: bytes) -> bytes:
    """Join the members of lists or objects, each laid out with its members on lines of their own."""
    closing = b"]" if opening.endswith(b"[") else b"}"
    within = b"\n" in opening  # the list is a member itself
    end = closing + (b"\n}\n" if within else b"\n")
    starts = [part.index(opening) + len(opening) for part in parts]
    insides = [part[start:].removesuffix(end) for part, start in zip(parts, starts, strict=True)]
    members = b",\n".join(inside.removeprefix(b"\n").rstrip(b"\n ") for inside in insides if inside)
    return parts[0][: starts[0]] + (b"\n" + members + (b"\n " if within else b"\n") if members else b"") + end


def _csv(parts: Sequence[bytes]) -> bytes:
    """Join tables; the first line of each is the heading."""
    head, end, rows = parts[0].partition(b"\r\n")
    return head + end + rows + b"".join(part.partition(b"\r\n")[2] for part in parts[1:])


def _tei(parts: Sequence[bytes]) -> bytes:
    """Join lists in TEI: what is around the list is the same in each."""
    around = _LIST.search(parts[0])
    assert around is not None  # noqa: S101 the stylesheet writes it so
    start, end = around.end(), b"</" + around[1] + b">"
    members = [part[start : part.rindex(end)] for part in parts]
    return parts[0][:start] + b"".join(members) + parts[0][parts[0].rindex(end) :]
