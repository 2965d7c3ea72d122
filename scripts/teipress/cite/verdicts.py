"""What became of each released id of a document: a judgement of its words and of its place.

The words speak first. Where they cannot (few, repeated, or none), the place must: the words around, the ids before and
after, and the old order of all ids. docs/identifiers.md explains the rules and their measured rates of error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from teipress.cite.ledger import ACTIVE, Entry
from teipress.cite.likeness import (
    KEPT,
    TELLING,
    Content,
    Kept,
    digest_of,
    hold,
    kept,
    marks_of,
    read_content,
    read_context,
    sample_of,
    words_of,
)
from teipress.cite.order import Neighbours, neighbours, settled
from teipress.cite.passages import Passage, Passages

SURE = 0.8  # the share that is enough for a telling text that has lost its neighbours
REGISTERS = "registers/"  # how the names of registers start
PARTS = 5  # new ids on each side in which the rest of a passage is looked for
_REST = 0.8  # the share that a passage and the parts next to it have in common with what it was
_OWN = 0.6  # the share of a passage that must be old for it to be a part of what it was


class Verdict(StrEnum):
    """What became of an id; from ``ELEMENT`` on, it must be recorded or undone."""

    SAME = "same"
    EDITED = "edited"
    SHIFTED = "shifted"  # with its passage
    ELEMENT = "changed-id-element"
    PARTED = "split-id"
    REWRITTEN = "rewritten-id"
    JUMPED = "moved-id"
    REUSED = "reused-id"
    VANISHED = "vanished-id"

    @property
    def is_fine(self) -> bool:
        """Tell whether the id names the passage that it named before."""
        return self in {Verdict.SAME, Verdict.EDITED, Verdict.SHIFTED}


@dataclass(frozen=True, slots=True)
class Judged:
    """A released id, and what became of it. ``parts`` are ids that now hold a part of its passage."""

    entry: Entry
    verdict: Verdict
    passage: Passage | None = None
    parts: tuple[str, ...] = ()


def judge(entries: Sequence[Entry], passages: Passages) -> Iterator[Judged]:
    """Judge the ids of a document: ``entries`` are all that the ledger has of it, in their order."""
    return _Judge(entries, passages).all()


class _Judge:
    def __init__(self, entries: Sequence[Entry], passages: Passages) -> None:
        self._entries, self._passages = entries, passages
        places = passages.places
        self._order = [entry.id for entry in entries if entry.state == ACTIVE]
        self._steady = settled(self._order, places)
        self._known = {entry.id for entry in entries}
        self._was = {entry.id: entry.content.partition(" ")[0] for entry in entries if entry.state == ACTIVE}
        self._is = {id: passages.digest(passages.items[place]) for id, place in places.items()}
        self._then, self._now = Counter(self._was.values()), Counter(self._is.values())
        # What no longer stands where it stood, and what stands where it did not.
        self._left = {digest for id, digest in self._was.items() if self._is.get(id) != digest}
        self._come = {digest for id, digest in self._is.items() if self._was.get(id) != digest}

    @cached_property
    def _near(self) -> Neighbours:
        return neighbours(self._order, self._passages.places)

    @cached_property
    def _emptied(self) -> frozenset[str]:
        """Name the elements from which others with ids were taken out since: what they say less, is told of those."""
        return frozenset(
            parent
            for entry in self._entries
            if (parent := read_context(entry.context)[2]) and self._is_out(entry, parent)
        )

    def _is_out(self, entry: Entry, parent: str) -> bool:
        place = self._passages.places.get(entry.id)
        if place is None:
            return entry.state == ACTIVE or not entry.release
        return self._passages.items[place].parent != parent

    def all(self) -> Iterator[Judged]:
        for entry in self._entries:
            place = self._passages.places.get(entry.id)
            if place is None:
                if entry.state == ACTIVE:
                    yield Judged(entry, Verdict.VANISHED)
            elif entry.state == ACTIVE:
                yield self._judge(entry, self._passages.items[place])
            else:
                yield Judged(entry, Verdict.REUSED, self._passages.items[place])

    def _judge(self, entry: Entry, passage: Passage) -> Judged:
        parts: tuple[str, ...] = ()
        if self._is[entry.id] == self._was[entry.id]:
            verdict = self._unchanged(entry, passage)
        else:
            verdict, parts = self._changed(entry, passage)
        if entry.element != passage.element and verdict.is_fine:
            verdict = Verdict.ELEMENT
        return Judged(entry, verdict, passage, parts)

    def _unchanged(self, entry: Entry, passage: Passage) -> Verdict:
        """Judge an id whose words are the same: those of its place, or the same words elsewhere."""
        id, digest = entry.id, self._was[entry.id]
        content = read_content(entry.content)
        repeated = self._then[digest] > 1 or self._now[digest] > 1
        telling = _is_telling(content)
        steady = id in self._steady
        if steady and telling and not repeated:
            return Verdict.SAME
        beside = any(self._sides(entry, passage))
        if steady:
            if content.kind == "!":
                alone = not repeated and bool(content.value)
            else:
                alone = self._is_alone(passage) or (not repeated and self._passages.is_unique(passage))
            return Verdict.SAME if beside or alone else Verdict.JUMPED
        with_others = beside and any(self._near.are_kept(id))
        # The entries of a register are sorted anew now and then: a name that is there once, is known by itself.
        known = telling or self._passages.document.startswith(REGISTERS)
        return Verdict.SHIFTED if with_others or (known and not repeated) else Verdict.JUMPED

    def _is_alone(self, passage: Passage) -> bool:
        """Tell whether an id has its old neighbours, and its words stand only once between them."""
        if not all(self._near.are_kept(passage.id)):
            return False
        first, last = (self._passages.by_id.get(id) for id in self._near.now[passage.id])
        text = self._passages.text
        start = first.start if first else 0
        end = max(last.end, passage.end) if last else len(text)
        return text.count(self._passages.words(passage).strip(), start, end) == 1

    def _changed(self, entry: Entry, passage: Passage) -> tuple[Verdict, tuple[str, ...]]:
        """Judge an id whose words have changed: the same passage, corrected, or another."""
        id = entry.id
        content = read_content(entry.content)
        sides = self._sides(entry, passage)
        steady = id in self._steady
        # Another id's words are here now; its own words are now at another id.
        taken, given = self._is[id] in self._left, self._was[id] in self._come
        if taken and given:
            return Verdict.JUMPED, ()
        if content.kind == "!":
            fits = steady and any(sides) and not (taken or given)
            return (Verdict.EDITED if fits else Verdict.REWRITTEN), ()
        share = kept(content, self._passages.words(passage))
        strong = steady and all(sides)
        if (taken or given) and not strong:
            return Verdict.JUMPED, ()
        if parts := self._parts(content, passage, share):
            return Verdict.PARTED, parts
        if id in self._emptied and steady and (any(sides) or any(self._near.are_kept(id))):
            return Verdict.EDITED, ()
        if share.old < KEPT or not self._is_placed(id, content, share, sides):
            return (Verdict.JUMPED if taken or given else Verdict.REWRITTEN), ()
        return (Verdict.EDITED if steady else Verdict.SHIFTED), ()

    def _is_placed(self, id: str, content: Content, share: Kept, sides: tuple[bool, bool]) -> bool:
        """Tell whether an id stands where it stood: the fewer its words, the more must speak for it."""
        near = self._near.are_kept(id)
        anything = id in self._steady or any(near) or any(sides)
        if content.kind == "~" or (_is_telling(content) and share.old >= SURE):
            return anything
        return (id in self._steady or any(near)) and (any(sides) or all(near))

    def _sides(self, entry: Entry, passage: Passage) -> tuple[bool, bool]:
        return hold(read_context(entry.context)[0], self._passages.sides(passage))

    def _parts(self, content: Content, passage: Passage, share: Kept) -> tuple[str, ...]:
        """Find new ids beside a passage that hold what is missing from it."""
        beside = [*self._beside(passage)]
        words = self._passages.words
        for other in beside:
            pair = (passage, other) if passage.start < other.start else (other, passage)
            if digest_of(" ".join(map(words, pair))) == content.digest:
                return (other.id,)
        if share.new < _OWN:
            return ()
        now = words_of(words(passage))
        missing = set(sample_of(content)) - marks_of(now)
        found: list[Passage] = []
        for other in beside:
            marks = marks_of(words_of(words(other)) or [""])
            if len(missing & marks) >= max(2, len(missing) / 4):
                found.append(other)
                missing -= marks
        if not found or len(missing) > (1 - _REST) * len(sample_of(content)):
            return ()
        return tuple(other.id for other in sorted(found, key=lambda other: other.start))

    def _beside(self, passage: Passage) -> Iterator[Passage]:
        """Go through the new ids next to a passage, but not inside or around it."""
        items, place = self._passages.items, self._passages.places[passage.id]
        for step in (1, -1):
            at, count = place + step, 0
            while 0 <= at < len(items) and count < PARTS:
                other = items[at]
                outside = other.start >= passage.end or other.end <= passage.start
                if other.id in self._known:
                    if outside:
                        break
                elif outside and other.end > other.start:
                    count += 1
                    yield other
                at += step


def _is_telling(content: Content) -> bool:
    """Tell whether a text is long enough to be known by its words alone."""
    return content.kind == "~" or (content.kind == "=" and len(content.value) >= TELLING)
