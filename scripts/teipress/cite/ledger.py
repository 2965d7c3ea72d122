"""The ledger: what became of every id that was ever released. Kept in one file, which only grows.

Reading and writing that file, and asking about it. What its lines look like: ``chain.py``; what is recorded of a
passage: ``likeness.py``.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from teipress.cite.chain import Batch, Fault, compose, extended, heads, lineage, scan
from teipress.cite.contests import contested
from teipress.cite.likeness import is_content, read_context
from teipress.cite.states import ACTIVE as ACTIVE
from teipress.cite.states import STATES
from teipress.errors import OutputError, TeipressError

if TYPE_CHECKING:
    from teipress.corpus import Document

RELEASE, KEEP, RETIRE, JOIN = "release", "keep", "retire", "join"

Key = tuple[str, str]

_TANGLE = 20_000  # batches; of more that were merged from branches, none are compared with one another
_SPACE = re.compile(r"[\s%]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one line records: an id of a document, and what it names or what became of it.

    ``document`` is the published name of a text, or ``registers/NAME``. ``release`` is the release that the line
    belongs to, empty as long as none has followed. ``content`` and ``context`` are fingerprints (``likeness.py``);
    equal contents are equal texts. ``successors`` are written ``document#id``: where the words are now, or, of an
    active id, where a part of them is.
    """

    document: str
    id: str
    element: str
    release: str
    content: str
    context: str
    state: str = ACTIVE
    successors: tuple[str, ...] = ()
    reason: str = ""

    @property
    def key(self) -> Key:
        """Name the entry by document and id."""
        return self.document, self.id

    @property
    def name(self) -> str:
        """Write document and id as a command takes them."""
        return f"{self.document}#{self.id}"


class DamagedLedger(TeipressError):
    """The ledger is not what was written; ``line`` counts from 1, ``help`` says how to mend it."""

    exit_code = 1

    def __init__(self, path: str, fault: Fault) -> None:
        self.line, self.message, self.help = fault.line, fault.message, fault.help.format(file=path)
        super().__init__(f"{path}:{fault.line}: {fault.message}. {self.help}")


@dataclass(frozen=True)
class Ledger:
    """All entries in the order of the file, and the chain that holds them.

    ``digest`` is that of the file's bytes as read; ``added`` are lines that are not in the file yet.
    """

    entries: tuple[Entry, ...] = ()
    batches: tuple[Batch, ...] = ()
    digest: str = ""
    added: tuple[bytes, ...] = ()
    contested: tuple[Key, ...] = ()
    unjoined: Fault | None = field(default=None)

    @cached_property
    def current(self) -> Mapping[Key, Entry]:
        """Give the latest entry of each id; the ids in the order in which they came in."""
        return MappingProxyType({entry.key: entry for entry in self.entries})

    @cached_property
    def _histories(self) -> Mapping[Key, tuple[Entry, ...]]:
        several = {key for key, number in Counter(entry.key for entry in self.entries).items() if number > 1}
        found: dict[Key, list[Entry]] = {}
        for entry in self.entries:
            if entry.key in several:
                found.setdefault(entry.key, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def history(self, document: str, id: str) -> tuple[Entry, ...]:
        """Give all entries of an id, the oldest first; none, if it was never released."""
        key = document, id
        if key in self._histories:
            return self._histories[key]
        return (self.current[key],) if key in self.current else ()

    @cached_property
    def releases(self) -> tuple[str, ...]:
        """Name the releases in their order."""
        return tuple(dict.fromkeys(batch.name for batch in self.batches if batch.kind == RELEASE))

    @cached_property
    def dates(self) -> Mapping[str, str]:
        """Give the date of each release that was recorded with one."""
        return {batch.name: batch.date for batch in self.batches if batch.kind == RELEASE and batch.date}

    @property
    def heads(self) -> tuple[str, ...]:
        """Give the last hash of every branch of the chain: one, unless a merge is not joined yet."""
        return heads(self.batches)

    @property
    def head(self) -> str:
        """Give the hash of the last line: it stands for the whole ledger. Empty, when nothing is recorded."""
        return self.batches[-1].head if self.batches else ""

    def holds(self, head: str) -> bool:
        """Tell whether a hash was once the head: a ledger that was rewritten since does not hold it."""
        return any(batch.head == head for batch in self.batches)

    @cached_property
    def documents(self) -> Mapping[str, tuple[Entry, ...]]:
        """Give the latest entries of each document, in the order in which their elements start there.

        Each line names the id before it (``likeness.py``); what was recorded later, comes in after that one.
        """
        orders: dict[str, _Order] = {}
        for entry in self.entries:
            orders.setdefault(entry.document, _Order()).put(entry.id, read_context(entry.context)[1], entry.state)
        return {document: tuple(self.current[document, id] for id in order.ids()) for document, order in orders.items()}

    def resolve(self, document: str, id: str, live: Collection[Key] | None = None) -> tuple[Key, ...]:
        """Say where an id leads: to itself, to the ids that its passage has now, or to none (a tombstone).

        ``live`` holds the ids that stand in the edition; without it, what is active counts as there.
        """
        found: dict[Key, None] = {}
        waiting: list[Key] = [(document, id)]
        seen: set[Key] = set()
        while waiting:
            key = waiting.pop()
            if key in seen:
                continue
            seen.add(key)
            entry = self.current.get(key)
            if (entry is None or entry.state == ACTIVE) and (live is None or key in live):
                found[key] = None
            if entry is not None:
                waiting.extend(split_name(name) for name in reversed(entry.successors))
        return tuple(found)


def split_name(name: str) -> Key:
    """Take ``document#id`` apart."""
    document, _, id = name.rpartition("#")
    return document, id


class _Order:
    """The ids of a document in order, as a list whose members know their neighbours."""

    def __init__(self) -> None:
        self._next: dict[str, str] = {"": ""}
        self._before: dict[str, str] = {"": ""}

    def put(self, id: str, before: str, state: str) -> None:
        """Put an id after another; one that is retired stays where it was."""
        if id in self._next:
            if state != ACTIVE or self._before[id] == before or before not in self._next:
                return
            self._join(self._before[id], self._next[id])
        after = before if before in self._next and before != id else self._before[""]
        following = self._next[after]
        self._join(after, id)
        self._join(id, following)

    def _join(self, one: str, other: str) -> None:
        self._next[one], self._before[other] = other, one

    def ids(self) -> list[str]:
        found: list[str] = []
        id = self._next[""]
        while id:
            found.append(id)
            id = self._next[id]
        return found


def read_ledger(path: Path) -> Ledger:
    """Read and verify a ledger; where there is none, nothing was released yet. Raises ``DamagedLedger``."""
    from teipress.project import shown

    data = read_data(path)
    return Ledger() if data is None else parse_ledger(data, shown(path))


def read_data(path: Path) -> bytes | None:
    """Read the bytes of a ledger; nothing, where there is none. Raises ``TeipressError``."""
    from teipress.project import shown

    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise TeipressError(f"{shown(path)}: cannot be read: {(error.strerror or 'unknown reason').lower()}") from None


def parse_ledger(data: bytes, name: str) -> Ledger:
    """Make a ledger of the bytes of its file, which is shown as ``name``. Raises ``DamagedLedger``."""
    chain = scan(data, _entry)
    for fault in chain.faults:
        if not fault.unjoined:
            raise DamagedLedger(name, fault)
    batches = tuple(batch for batch, _ in chain.batches)
    followed = _followed(batches)
    entries: list[Entry] = []
    owners: list[int] = []
    for number, (_, rows) in enumerate(chain.batches):
        entries.extend(row if row.release else replace(row, release=followed[number]) for row in rows)
        owners.extend([number] * len(rows))
    forked = any(len(batch.parents) > 1 for batch in batches) or len(heads(batches)) > 1
    bits = tuple(lineage(batches)) if forked and len(batches) <= _TANGLE else ()
    return Ledger(
        entries=tuple(entries),
        batches=batches,
        digest=digest_of(data),
        contested=contested(entries, owners, bits) if bits else (),
        unjoined=next(iter(chain.faults), None),
    )


def faults(data: bytes, name: str) -> tuple[Fault, ...]:
    """List everything that is wrong with the bytes of a ledger's file, which is shown as ``name``."""
    return tuple(replace(fault, help=fault.help.format(file=name)) for fault in scan(data, _entry).faults)


def digest_of(data: bytes) -> str:
    """Tell the bytes of one ledger from those of another."""
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def record(ledger: Ledger, kind: str, entries: Iterable[Entry] = (), *, name: str = "", date: str = "") -> Ledger:
    """Add a batch of entries to a ledger; branches that are not joined yet, it joins."""
    entries = tuple(entries)
    parents = ledger.heads
    lines = compose((kind, name, date), parents, map(_row, entries))
    head = lines[-1].rpartition(b"\t")[2].decode()
    first = len(lines) - len(entries) - 1
    above = parents or (lines[0].rpartition(b"\t")[2].decode(),)
    batch = Batch(kind, name, date, above, head, 0, len(lines) - first)
    released = [replace(entry, release=name) if not entry.release and name else entry for entry in ledger.entries]
    keys = {entry.key for entry in entries}
    return replace(
        ledger,
        entries=(*released, *entries),
        batches=(*ledger.batches, batch),
        added=(*ledger.added, *lines),
        contested=tuple(key for key in ledger.contested if key not in keys),
        unjoined=None,
    )


def record_release(ledger: Ledger, documents: Mapping[str, Document], name: str, date: str = "") -> Ledger:
    """Record all ids of the documents, by their published names, as those of a release; ``date`` is ISO 8601.

    A line is added for each id that is new, and for each whose element, words or place are not what was recorded last.
    """
    from teipress.cite.recording import release_entries

    return record(ledger, RELEASE, release_entries(ledger, documents, name), name=name, date=date)


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Write what was added to a ledger: the file is as it was before, or has all of it. Raises ``OutputError``.

    With a new ledger, git is told how to merge it.
    """
    from teipress.cite.attributes import keep_attributes
    from teipress.output import locked, write_file
    from teipress.project import shown

    if not ledger.added:
        return
    with locked(path):
        data = read_data(path) or b""
        if (digest_of(data) if data else "") != ledger.digest:
            raise OutputError(f"{shown(path)}: the ledger was changed meanwhile. Nothing was recorded; run this again")
        if not data:
            keep_attributes(path)
        write_file(path, extended(data, ledger.added))


def _entry(columns: Sequence[str]) -> Entry:
    name, element, state, release, content, context, successors, reason = columns
    document, id = split_name(name)
    if state not in STATES or not is_content(content):
        raise ValueError(f"“{state}” of “{name}”")
    # Half a million entries have few documents, elements and releases: each name is kept once.
    names = intern(document), id, intern(element), intern(release)
    return Entry(*names, content, context, intern(state), tuple(map(unquote, successors.split())), reason)


def _row(entry: Entry) -> tuple[str, ...]:
    return (
        entry.name,
        entry.element,
        entry.state,
        entry.release,
        entry.content,
        entry.context,
        " ".join(map(_spaced, entry.successors)),
        entry.reason,
    )


def _spaced(name: str) -> str:
    """Write a name without the spaces that a file's name may have, since names are divided by spaces."""
    return _SPACE.sub(lambda found: quote(found[0], safe=""), name)


def _followed(batches: Sequence[Batch]) -> list[str]:
    """Name, for each batch, the first release that goes on from it."""
    at = {batch.head: number for number, batch in enumerate(batches)}
    found = [""] * len(batches)
    for number, batch in enumerate(batches):
        waiting = [number] if batch.kind == RELEASE else []
        while waiting:
            above = waiting.pop()
            if not found[above]:
                found[above] = batch.name
                waiting.extend(at[parent] for parent in batches[above].parents if parent in at)
    return found
