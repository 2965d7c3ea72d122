"""The ledger as text: lines chained by hashes, in batches, with a seal at the end.

A file of the format, version 1 (UTF-8, columns divided by tabs, every line ended by LF)::

    teipress-ids  1  HASH
    @  release  1.0.0  2026-05-01  2  DIGEST  PARENT  HASH      what one command recorded, and how many rows follow
    DOCUMENT#ID  ELEMENT  STATE  RELEASE  CONTENT  CONTEXT  SUCCESSORS  REASON  HASH
    …
    seal  COUNT  HEAD

HASH is that of the line and of the hash before it (for a head of a batch: of its parents), so that no line can be
changed, added or taken out unseen. Two branches that were merged by git line by line are two branches of the chain; a
batch with two parents joins them. The seal, the only line that is ever replaced, counts the lines and names the last
hash, so that a file cut off at a line's end is seen, too.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

FORMAT = b"teipress-ids\t1"
COLUMNS = 8
NONE = "-"
_HEAD, _SEAL = b"@\t", b"seal\t"
_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_MOST = 100

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Batch:
    """What one command recorded: of which kind, the release's name and date, if it is one, and the chain's hashes.

    ``first`` is the number of its first line, ``lines`` how many it has; ``above`` is the hash of its last line.
    """

    kind: str
    name: str
    date: str
    parents: tuple[str, ...]
    head: str
    first: int
    lines: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of a ledger, and how to mend it. ``unjoined``: only a merge is to be completed."""

    line: int
    message: str
    help: str
    unjoined: bool = False


@dataclass(frozen=True, slots=True)
class Chain(Generic[Row]):
    """A ledger's lines, read and verified: its batches, each with its rows, and its faults."""

    batches: tuple[tuple[Batch, tuple[Row, ...]], ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """List the last hash of every branch."""
        return heads(batch for batch, _ in self.batches)


def heads(batches: Iterable[Batch]) -> tuple[str, ...]:
    """List the hashes that no batch goes on from, in the order of the file."""
    found: dict[str, None] = {}
    for batch in batches:
        for parent in batch.parents:
            found.pop(parent, None)
        found[batch.head] = None
    return tuple(found)


def scan(data: bytes, make: Callable[[Sequence[str]], Row]) -> Chain[Row]:
    """Read a ledger and verify every hash. ``make`` makes a row of its columns, or raises ``ValueError``."""
    reader = _Reader(make)
    reader.read(data)
    return Chain(tuple(reader.done), tuple(reader.faults))


def compose(batch: tuple[str, str, str], parents: Sequence[str], rows: Iterable[Sequence[str]]) -> list[bytes]:
    """Write the lines of a batch, given by its kind, name and date; those of a new ledger start with its first line."""
    bodies = ["\t".join(map(_escaped, row)).encode() for row in rows]
    digest = _digest(b"\n".join(bodies))
    lines: list[bytes] = []
    if not parents:
        lines.append(_line(b"", FORMAT))
        parents = (_hash_of(lines[0]),)
    told = (*(name or NONE for name in batch), str(len(bodies)), digest, ",".join(parents))
    lines.append(_line(",".join(parents).encode(), _HEAD + "\t".join(told).encode()))
    previous = _hash_of(lines[-1]).encode()
    for body in bodies:
        lines.append(_line(previous, body))
        previous = lines[-1].rpartition(b"\t")[2]
    return lines


def extended(data: bytes, lines: Sequence[bytes]) -> bytes:
    """Add lines to a ledger that is without fault, and seal it anew."""
    kept = [line for line in data.split(b"\n") if line and not line.startswith(_SEAL)]
    kept.extend(lines)
    seal = _SEAL + str(len(kept)).encode() + b"\t" + kept[-1].rpartition(b"\t")[2]
    return b"\n".join((*kept, seal, b""))


def _line(previous: bytes, body: bytes) -> bytes:
    return body + b"\t" + _digest(previous + b"\n" + body).encode()


def _digest(data: bytes) -> str:
    raw = hashlib.blake2b(data, digest_size=16).digest()
    return base64.urlsafe_b64encode(raw)[:22].decode()


def _hash_of(line: bytes) -> str:
    return line.rpartition(b"\t")[2].decode()


_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _escaped(field: str) -> str:
    return "\\-" if field == NONE else field.translate(_ESCAPES) or NONE


def _plain(field: str) -> str:
    if field == NONE:
        return ""
    if "\\" not in field:
        return field
    signs = {"t": "\t", "n": "\n", "r": "\r"}
    parts = iter(field)
    return "".join(c if c != "\\" else signs.get(following := next(parts, ""), following) for c in parts)


class _Reader(Generic[Row]):
    """Reads line by line; after a fault it goes on with the hash that is written, so that each is told once."""

    def __init__(self, make: Callable[[Sequence[str]], Row]) -> None:
        self._make = make
        self.done: list[tuple[Batch, tuple[Row, ...]]] = []
        self.faults: list[Fault] = []
        self._open: _Open | None = None
        self._rows: list[Row] = []
        self._known: dict[str, int] = {}  # the last hash of each batch → how many lines lead to it
        self._ends: dict[str, None] = {}  # the hashes that no batch goes on from yet
        self._lines = 1
        self._seals: list[int] = []
        self._origin = b""

    def read(self, data: bytes) -> None:
        lines = data.split(b"\n")
        if not data.strip():
            self._fault(1, "the ledger is empty: it was cut off", _RESTORE)
            return
        if lines.pop():
            self._fault(len(lines) + 1, "the ledger was cut off in the middle of this line", _RESTORE)
            return
        previous = b""
        for number, line in enumerate(lines, 1):
            if len(self.faults) >= _MOST:
                return
            if line.startswith(_MARKS):
                self._fault(number, "a merge has left its marks here", _UNMARK)
                return
            previous = self._take(number, line, previous)
        self._close(previous)
        self._end(lines)

    def _take(self, number: int, line: bytes, previous: bytes) -> bytes:
        """Read a line; give the hash that the next one is chained to."""
        if number == 1:
            self._origin = self._verify(number, line, b"")
            if line.rpartition(b"\t")[0] != FORMAT:
                self._fault(1, "this is no ledger of ids, or of a later version of teipress", _RESTORE)
            self._known[self._origin.decode("ascii", "replace")] = 1
            return self._origin
        if line.startswith(_SEAL):
            self._close(previous)
            self._seal(number, line, previous)
            return previous
        if line.startswith(_HEAD):
            self._close(previous)
            return self._start(number, line)
        if self._open is None:
            self._fault(number, "this line belongs to no batch: a line before it was changed or taken out", _RESTORE)
            return line.rpartition(b"\t")[2]
        found = self._verify(number, line, previous)
        self._open.bodies.append(line.rpartition(b"\t")[0])
        columns = self._columns(number, line)
        if columns is not None:
            try:
                self._rows.append(self._make(columns))
            except ValueError as error:
                self._fault(number, f"this line says what no ledger says: {error}", _RESTORE)
        return found

    def _start(self, number: int, line: bytes) -> bytes:
        columns = line.decode("utf-8", "replace").split("\t")
        if len(columns) != COLUMNS:
            self._fault(number, "this head of a batch is damaged", _RESTORE)
            return line.rpartition(b"\t")[2]
        _, kind, name, date, count, digest, parents, _ = columns
        found = self._verify(number, line, parents.encode())
        if unknown := [parent for parent in parents.split(",") if parent not in self._known]:
            self._fault(number, f"this goes on from a line that is not here any more ({unknown[0]})", _RESTORE)
        plain = Batch(kind, _plain(name), _plain(date), tuple(parents.split(",")), "", number, 1)
        self._open = _Open(plain, count, digest)
        return found

    def _close(self, previous: bytes) -> None:
        """Complete the batch whose last line was read."""
        if self._open is None:
            return
        batch, rows = self._open.batch, tuple(self._rows)
        if self._open.count != str(len(self._open.bodies)) or self._open.digest != _digest(
            b"\n".join(self._open.bodies)
        ):
            self._fault(
                batch.first, f"not all of the {self._open.count} lines of this batch are here, unchanged", _RESTORE
            )
        head = previous.decode("ascii", "replace")
        lines = 1 + len(self._open.bodies)
        self.done.append((Batch(batch.kind, batch.name, batch.date, batch.parents, head, batch.first, lines), rows))
        self._lines += lines
        for parent in batch.parents:
            self._ends.pop(parent, None)
        self._ends[head] = None
        self._known[head] = self._count(head, batch.parents, lines)
        self._open, self._rows = None, []

    def _count(self, head: str, parents: Sequence[str], lines: int) -> int:
        """Count the lines that lead to a head, each once."""
        if len(parents) == 1:
            return self._known.get(parents[0], 0) + lines
        if len(self._ends) == 1:
            return self._lines
        found, waiting = 1, [head]
        batches = {batch.head: batch for batch, _ in self.done}
        seen = {head}
        while waiting:
            batch = batches.get(waiting.pop())
            if batch is not None:
                found += batch.lines
                waiting.extend(parent for parent in batch.parents if parent not in seen)
                seen.update(batch.parents)
        return found

    def _seal(self, number: int, line: bytes, previous: bytes) -> None:
        count = self._known.get(previous.decode("ascii", "replace"), 0)
        if line != _SEAL + str(count).encode() + b"\t" + previous:
            self._fault(number, "the seal does not fit: lines before it were changed or taken out", _RESTORE)
        self._seals.append(number)

    def _end(self, lines: Sequence[bytes]) -> None:
        if not lines[-1].startswith(_SEAL):
            self._fault(len(lines), "the seal is missing: the ledger was cut off after this line", _RESTORE)
        elif not self.faults and (len(self._seals) > 1 or len(heads(batch for batch, _ in self.done)) > 1):
            self.faults.append(
                Fault(self._seals[0], "here two branches were merged that are not joined yet", _JOIN, unjoined=True)
            )

    def _verify(self, number: int, line: bytes, previous: bytes) -> bytes:
        body, _, stated = line.rpartition(b"\t")
        if stated != _digest(previous + b"\n" + body).encode():
            self._fault(number, "this line was changed, or the one before it was changed or taken out", _RESTORE)
        return stated

    def _columns(self, number: int, line: bytes) -> Sequence[str] | None:
        try:
            columns = line.decode().split("\t")
        except UnicodeDecodeError:
            columns = []
        if len(columns) == COLUMNS + 1 and "#" in columns[0]:
            return [*map(_plain, columns[:-1])]
        self._fault(number, f"this line has not {COLUMNS} columns and a hash", _RESTORE)
        return None

    def _fault(self, line: int, message: str, help: str) -> None:
        if not self.faults or self.faults[-1].line != line:
            self.faults.append(Fault(line, message, help))


@dataclass(slots=True)
class _Open:
    """A batch that is being read: its head, what that says of its rows, and their bytes."""

    batch: Batch
    count: str
    digest: str
    bodies: list[bytes] = field(default_factory=list)


def lineage(batches: Sequence[Batch]) -> Iterator[int]:
    """Give for each batch the batches that it goes on from, and itself, as the bits of a number."""
    known: dict[str, int] = {}
    for number, batch in enumerate(batches):
        bits = 1 << number
        for parent in batch.parents:
            bits |= known.get(parent, 0)
        known[batch.head] = bits
        yield bits


_RESTORE = (
    "Bring the ledger back from version control, for instance by “git checkout HEAD -- {file}”; "
    "“git log -- {file}” lists older states. No line of it is ever changed by hand."
)
_UNMARK = (
    "Delete the lines with the marks, and no other line, then run “teipress ids status”. "
    "With “{file} merge=union” in .gitattributes git does that by itself."
)
_JOIN = "Run “teipress ids status”, and commit what it writes."
