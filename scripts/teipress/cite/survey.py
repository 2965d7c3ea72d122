"""Find the elements that ids are for, where their start tags are, and what their ids depend on: one pass of expat."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias
from xml.parsers import expat

from teipress.cite.names import as_name, is_inside, is_name, starts_name
from teipress.cite.patterns import (
    XML,
    Around,
    DocumentName,
    Hash,
    Name,
    Number,
    Part,
    Pattern,
    Rule,
    Value,
    by_name,
    plain,
)
from teipress.files import TEI

_TEI = f"{TEI} "
# What a file may be that is not a part of a text.
_WHOLE = frozenset({"TEI", "teiCorpus", "teiHeader", "text", "standOff", "facsimile", "sourceDoc", "fsdDecl"})
XML_ID = f"{XML}id"

# The form of an id: letters, members by their number where the ids of these go, and what is still to be made.
Form: TypeAlias = tuple[str | int | Number | Hash, ...]


class Naming(NamedTuple):
    """How ids are given: by which rules, and inside of which elements there are any."""

    rules: tuple[Rule, ...]
    within: frozenset[str]


@dataclass(slots=True)
class Member:
    """An element that has an id, or gets one.

    ``at`` is where its start tag starts, in bytes; ``id`` is empty if it has none. One that no rule is for has no
    ``form``. ``content`` is what its hash is made of, where its form has one.
    """

    at: int
    name: str
    id: str
    depth: int
    form: Form = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: the members in document order, every id that is there, and the names of all elements."""

    members: Sequence[Member]
    ids: frozenset[str]
    names: frozenset[str]


def survey(data: bytes, document: str, naming: Naming) -> Survey:
    """Look through a well-formed document, in UTF-8 without a byte order mark, that has no DOCTYPE."""
    work = _Surveyor(as_name(document), naming.within, by_name(naming.rules))
    patterns = [rule.pattern for rule in naming.rules if rule.pattern]
    work.run(data, hashing=any(isinstance(part, Hash) for p in patterns for way in p.alternatives for part in way))
    return Survey(work.members, frozenset(work.ids), frozenset(work.names))


@dataclass(slots=True)
class _Open:
    """An element that is open. ``number`` is its place among the members, −1 if no id can be made of its own."""

    name: str
    attributes: Mapping[str, str]
    number: int = -1
    hashed: Member | None = None
    start: int = 0


@dataclass
class _Surveyor:
    document: str
    within: frozenset[str]
    rules: Mapping[str, tuple[Rule, ...]]
    members: list[Member] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    open: list[_Open] = field(default_factory=list)
    inside: int = 0  # how many of the open elements ids are given within
    foreign: int = 0  # how many of the open elements are none of TEI's
    words: list[str] = field(default_factory=list)

    def run(self, data: bytes, *, hashing: bool) -> None:
        parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        if hashing:
            parser.buffer_text = True
            parser.CharacterDataHandler = self.words.append
        self.parser = parser
        parser.Parse(data, True)

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        name = full[len(_TEI) :] if full.startswith(_TEI) else ""
        one = _Open(plain(name), attributes, start=len(self.words))
        if not self.open and name not in _WHOLE:
            self.inside = "text" in self.within  # a file that holds a part of a text, to be included elsewhere
        self.open.append(one)
        self.names.add(name)
        self.foreign += not name
        self.inside += one.name in self.within
        written = attributes.get(XML_ID)
        id = " ".join(written.split()) if written else ""
        if id:
            self.ids.add(id)
        pattern = self._pattern(one) if self.inside and not self.foreign else None
        if not id and (pattern is None or written is not None):
            return
        if not id or is_name(id):
            one.number = len(self.members)
        member = Member(self.parser.CurrentByteIndex, name, id, len(self.open), self._form(pattern, one, name))
        if not id and any(isinstance(part, Hash) for part in member.form):
            one.hashed = member
        self.members.append(member)

    def _end(self, _name: str) -> None:
        one = self.open.pop()
        self.foreign -= not one.name
        self.inside -= one.name in self.within
        if one.hashed:
            said = "".join(f" {name}={value}" for name, value in sorted(one.attributes.items()))
            words = " ".join("".join(self.words[one.start :]).split())
            one.hashed.content = unicodedata.normalize("NFC", f"{one.hashed.name}{said}>{words}")

    def _pattern(self, one: _Open) -> Pattern | None:
        rules = self.rules.get(one.name, ())
        return next((rule.pattern for rule in rules if rule.fits(self.open)), None)

    def _form(self, pattern: Pattern | None, one: _Open, name: str) -> Form:
        """Choose the first alternative that can be filled; the last one always can."""
        ways = pattern.alternatives if pattern else ()
        return next((form for way in ways if (form := self._filled(way, one, name))), ())

    def _filled(self, way: Sequence[Part], one: _Open, name: str) -> Form:
        """Fill in what is known by now; nothing, if a field says nothing here."""
        form: list[str | int | Number | Hash] = []
        for part in way:
            filled = self._fill(part, one, name)
            if filled == "" or filled == -1 or (not form and isinstance(filled, str) and not starts_name(filled)):
                return ()
            form.append(filled)
        return tuple(form)

    def _fill(self, part: Part, one: _Open, name: str) -> str | int | Number | Hash:
        match part:
            case Around(names):
                return self._around(names)
            case Value(attribute):
                value = unicodedata.normalize("NFC", " ".join(one.attributes.get(attribute, "").split()))
                return value if is_inside(value) else ""
            case Name():
                return name
            case DocumentName():
                return self.document
            case _:
                return part

    def _around(self, names: Sequence[str]) -> int:
        """Give the number of the nearest element around, inside of its text, that an id can be made of; −1, if none."""
        for one in reversed(self.open[:-1]):
            if one.name in {"TEI", "teiCorpus"}:
                return -1
            if one.number >= 0 and (not names or one.name in names):
                return one.number
        return -1
