"""Read what a page says from its markup as it stands, without a tree: quickly, and only where that is certain.

What a serializer has written is alike everywhere: names in small letters, one space before each attribute, double
quotation marks around its value. Where all of it is so, no script or comment is in it, and each end tag is that of the
element that started last, a page says what stands between its tags. Where it is not so, nothing is said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

PART_CLASSES = frozenset({"tei-text", "tei-facsimile", "tei-sourceDoc", "tei-standOff", "tei-teiHeader"})
_MARK, _ID = b' data-teipress="', b' id="'
_ATTRIBUTES = rb'(?: [a-z][a-z-]*+(?:="[^<>"]*+")?+)*+'
# What is in these is no text, or no markup, of HTML; and “main” is there once.
_OTHER = rb"s(?:cript|tyle|vg)|t(?:extarea|itle|emplate)|xmp|iframe|no(?:embed|frames|script)|plaintext|ma(?:th|in)"
_TAG = rb"<(/(?!main)[a-z][a-z0-9]*+(?=>)|(?!" + _OTHER + rb")[a-z][a-z0-9]*+)" + _ATTRIBUTES + rb">"
_TAGS, _START = re.compile(_TAG), re.compile(rb"<([a-z][a-z0-9]*+)" + _ATTRIBUTES + rb">")
_BEFORE = re.compile(rb"<!DOCTYPE [^<>]*>|<(?:script|style|title)" + _ATTRIBUTES + rb">[^<]*</[a-z]++>|" + _TAG)
_PART = re.compile(rb'[" ](?:' + "|".join(sorted(PART_CLASSES)).encode() + rb')[" ]')
_CLASS, _HREF, _OWN_ID = (re.compile(rb' %b="([^"]*)"' % name) for name in (b"class", b"href", b"id"))
_NAME, _ITEM = re.compile(rb"</?([a-z][a-z0-9]*+)"), re.compile(rb"<li[ >]")
_VOID = frozenset(b"area base br col embed hr img input link meta source track wbr".split())
# None of these ends where another element starts (HTML, “in body”); others may, where what starts is no phrase.
_FIRM = frozenset(b"article aside details div footer header main nav section".split())
_PHRASES = frozenset(b"a abbr b bdi bdo br cite code em i img mark q s small span strong sub sup time u wbr".split())
_CHARACTERS = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"nbsp": "\u00a0".encode()}
_KINDS = frozenset({b"generated", b"note", b"notes"})


class _NotPlain(Exception):
    """What a page says cannot be told for certain from its markup."""


@dataclass(frozen=True, slots=True)
class Plain:
    """What the parts of a page say, in UTF-8, with the notes where they are called; and how often it has each id."""

    texts: tuple[bytes, ...]
    ids: Counter[bytes]


def read_plainly(page: bytes, *, with_ids: bool = True) -> Plain | None:
    """Read the parts of a page, in UTF-8, and its ids if they are wanted; nothing, where its markup is not plain."""
    try:
        return _read(page, with_ids=with_ids)
    except _NotPlain:
        return None


class _Mark(NamedTuple):
    """What is marked: where its start tag starts, where its content starts and ends, and as what it is marked."""

    start: int
    inner: int
    end: int
    kind: bytes


@dataclass(frozen=True, slots=True)
class _Main:
    """The main element of a page: its markup, what is marked in it, and its notes by their ids."""

    markup: bytes
    marks: Sequence[_Mark]
    notes: dict[bytes, tuple[int, int]]

    def said(self, start: int, end: int, within: frozenset[bytes] = frozenset()) -> Iterator[bytes]:
        """Give the markup of a stretch without what was added, and with its notes; ``within`` are those around it."""
        number = bisect_left(self.marks, (start,))
        while number < len(self.marks) and self.marks[number].start < end:
            mark = self.marks[number]
            number += 1
            if mark.start < start:
                continue  # within what is left out
            yield self.markup[start : mark.inner]
            if mark.kind == b"note":
                yield from self._called(mark, within)
            start = mark.end
        if start > end:
            raise _NotPlain
        yield self.markup[start:end]

    def _called(self, call: _Mark, within: frozenset[bytes]) -> Iterator[bytes]:
        href = _HREF.search(self.markup, call.start, call.inner)
        name = href[1].removeprefix(b"#") if href else b""
        if name in within:
            raise _NotPlain
        if name in self.notes:
            yield from self.said(*self.notes[name], within | {name})


def _read(page: bytes, *, with_ids: bool) -> Plain:
    main = _main_of(page)
    marks = [*_find_marks(main)]
    whole = _Main(main, marks, _find_notes(main, marks))
    texts: list[bytes] = []
    between, at = [], main.find(b">") + 1
    for start, end in _find_parts(main, at, marks):
        texts.append(_stripped(b"".join(whole.said(start, end))))
        between.append(main[at:start])
        at = end
    between.append(main[at:])
    _stripped(b"".join(between))
    _stripped(b"".join(b"<i>%b</i>" % main[mark.inner : mark.end] for mark in marks))
    return Plain(tuple(map(_characters, texts)), _count_ids(main) if with_ids else Counter())


def _main_of(page: bytes) -> bytes:
    """Cut out the main element, without its end tag."""
    start, end = page.find(b"<main"), page.rfind(b"</main>")
    if not 0 <= start < end or b"<" in _BEFORE.sub(b"", page[:start]) or not _START.match(page, start):
        raise _NotPlain
    return page[start:end]


def _find_marks(main: bytes) -> Iterator[_Mark]:
    """Find what is marked, in order; what is within something that was added does not matter."""
    at = main.find(_MARK)
    while at >= 0:
        start = main.rfind(b"<", 0, at)
        inner, value = main.find(b">", start) + 1, at + len(_MARK)
        if inner <= at:
            raise _NotPlain
        name, kind = main[start + 1 : main.find(b" ", start)], main[value : main.find(b'"', value)]
        end = main.find(b"<", inner)
        if main[end : main.find(b">", end)] != b"</" + name:  # mostly it has only a few words in it
            end = _end_of_marked(main, name, inner)
        if kind in _KINDS:
            yield _Mark(start, inner, end, kind)
        at = main.find(_MARK, inner if kind == b"notes" or kind not in _KINDS else end)


def _end_of_marked(main: bytes, name: bytes, inner: int) -> int:
    if name in _VOID:
        return inner
    end = _end_of(main, name, inner)
    if name not in _FIRM:
        held = set(_NAME.findall(main, inner, end))
        if not held <= _PHRASES or (name == b"a" and name in held):
            raise _NotPlain
    return end


def _end_of(main: bytes, name: bytes, at: int) -> int:
    """Say where the content of an element ends that starts somewhere."""
    is_open = 1
    for tag in _tags_of(name).finditer(main, at):
        is_open += -1 if tag[1] else 1
        if not is_open:
            return tag.start()
    raise _NotPlain


@cache
def _tags_of(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<(/?)%b[ >]" % re.escape(name))


def _find_notes(main: bytes, marks: Iterable[_Mark]) -> dict[bytes, tuple[int, int]]:
    """Find the notes that stand apart: the items with an id where such notes are."""
    notes: dict[bytes, tuple[int, int]] = {}
    last = 0
    for place in marks:
        if place.kind != b"notes":
            continue
        if place.start < last:
            raise _NotPlain
        last = place.end
        for item in _ITEM.finditer(main, place.inner, place.end):
            tag = _START.match(main, item.start())
            end = _end_of(main, b"li", item.end())
            name = tag and _OWN_ID.search(tag[0])
            if not tag or not name or name[1] in notes or _ITEM.search(main, tag.end(), end):
                raise _NotPlain
            notes[name[1]] = tag.end(), end
    return notes


def _find_parts(main: bytes, at: int, marks: Sequence[_Mark]) -> Iterator[tuple[int, int]]:
    """Find the content of the parts by their classes, of those that are in no other."""
    while found := _PART.search(main, at):
        start = main.rfind(b"<", 0, found.start())
        tag = _START.match(main, start)
        before = bisect_left(marks, (start,))
        if not tag or (before and marks[before - 1].end > start):
            raise _NotPlain
        at = found.end() - 1
        classes = _CLASS.search(tag[0])
        if classes and not PART_CLASSES.isdisjoint(classes[1].decode().split()):
            if tag[1] not in _FIRM or _MARK in tag[0]:
                raise _NotPlain
            at = _end_of(main, tag[1], tag.end())
            yield tag.end(), at


def _stripped(markup: bytes) -> bytes:
    """Take the tags out; each element has to end in the one that it started in."""
    pieces = _TAGS.split(markup)
    _expect_nesting(pieces[1::2])
    text = b"".join(pieces[::2])
    if b"<" in text or b">" in text:
        raise _NotPlain
    return text


def _expect_nesting(tags: Sequence[bytes]) -> None:
    """See to it that each end tag is that of the element that started last."""
    ends = {tag: None if tag.startswith(b"/") else b"" if tag in _VOID else b"/" + tag for tag in set(tags)}
    awaited = [b""]
    for tag in tags:
        end = ends[tag]
        if end:
            awaited.append(end)
        elif end is None and awaited.pop() != tag:
            raise _NotPlain
    if len(awaited) > 1:
        raise _NotPlain


def _characters(text: bytes) -> bytes:
    """Write the characters that references stand for."""
    words, *rest = text.split(b"&")
    pieces = [words]
    for reference, _, words in (piece.partition(b";") for piece in rest):
        if reference not in _CHARACTERS:
            raise _NotPlain
        pieces += _CHARACTERS[reference], words
    return b"".join(pieces)


def _count_ids(main: bytes) -> Counter[bytes]:
    before, *rest = main.split(_ID)
    ids: list[bytes] = []
    for after in rest:
        if before.rfind(b"<") <= before.rfind(b">"):  # it stands in the text
            raise _NotPlain
        ids.append(after[: after.find(b'"')])
        before = after
    if any(b"&" in written for written in ids):
        raise _NotPlain
    return Counter(ids)
