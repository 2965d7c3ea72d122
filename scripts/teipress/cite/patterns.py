"""The little language of ids: which elements get one (“sp//l”, “rs[@type='person']”), and how it is made (“p{n}”).

A pattern is made of letters and of fields in braces; docs/identifiers.md explains it to editors. It may have several
alternatives, parted by “|”: the first one whose fields can all be filled makes the id.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeAlias

from teipress.cite.names import is_inside, starts_name

HASH_LENGTH = 8
NUMBERED = frozenset(f"div{number}" for number in range(1, 8))
XML = "http://www.w3.org/XML/1998/namespace "  # as expat writes it, before the name of an attribute

_PARTS = re.compile(r"\{([^{}]*)\}|([^{}|]+)|(.)", re.DOTALL)
_NUMBER = re.compile(r"n(?::0?([1-9]))?")
_HASH = re.compile(r"hash(?::([4-9]|[12][0-9]))?")
_VALUE = re.compile(r"@((?:xml:)?[A-Za-z_][\w.-]*)", re.ASCII)
_NAMES = re.compile(r"[A-Za-z_][\w.-]*(?:,\s*[A-Za-z_][\w.-]*)*", re.ASCII)
_STEP = re.compile(
    r"""\s*(//?)?\s*([A-Za-z_][\w.-]*)(?:\[@((?:xml:)?[A-Za-z_][\w.-]*)(?:\s*=\s*(?:'([^']*)'|"([^"]*)"))?\])?""",
    re.ASCII,
)
_STOPS = ".-_"


class BadPattern(ValueError):
    """A pattern, or a choice of elements, that cannot be meant; the text is a sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Number:
    """The field ``{n}``: a number of at least ``width`` digits."""

    width: int = 1


@dataclass(frozen=True, slots=True)
class Hash:
    """The field ``{hash}``: letters and digits made of the element's content."""

    length: int = HASH_LENGTH


@dataclass(frozen=True, slots=True)
class Value:
    """A field such as ``{@n}``: what an attribute says, which is named as expat does."""

    attribute: str


@dataclass(frozen=True, slots=True)
class Around:
    """A field such as ``{parent}`` or ``{div,sp}``: the id of the nearest element around (of these names)."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """The field ``{name}``: the name of the element."""


@dataclass(frozen=True, slots=True)
class DocumentName:
    """The field ``{document}``: the name of the text, as far as an id can hold it."""


Part: TypeAlias = str | Number | Hash | Value | Around | Name | DocumentName


@dataclass(frozen=True, slots=True)
class Pattern:
    """How ids are made: alternatives, each a row of letters and fields."""

    alternatives: tuple[tuple[Part, ...], ...]


class Element(Protocol):
    """What must be known of an element: its name, and its attributes as expat gives them."""

    @property
    def name(self) -> str:
        """Give its name in TEI."""

    @property
    def attributes(self) -> Mapping[str, str]:
        """Give its attributes."""


@dataclass(frozen=True, slots=True)
class Step:
    """An element in a choice of elements: its name, an attribute it has, whether it is the next one inwards."""

    name: str
    attribute: str = ""
    value: str | None = None
    direct: bool = False

    def fits(self, element: Element) -> bool:
        """Tell whether an element is such a one."""
        if self.name != element.name:
            return False
        if not self.attribute:
            return True
        said = element.attributes.get(self.attribute)
        return said is not None and (self.value is None or said == self.value)


@dataclass(frozen=True, slots=True)
class Rule:
    """Which elements get ids of which pattern; of none, if there is none. ``key`` is what the settings say."""

    key: str
    steps: tuple[Step, ...]
    pattern: Pattern | None

    def fits(self, around: Sequence[Element]) -> bool:
        """Tell whether it is for the last of some elements, which are each inside of the one before."""
        return _fits(self.steps, len(self.steps) - 1, around, len(around) - 1)


def read_rule(key: str, pattern: str | bool) -> Rule:
    """Read an entry of the settings. Raises ``BadPattern``."""
    if pattern is True:
        raise BadPattern("“true” is no pattern: write one, such as “p{n}”, or “false” for no ids")
    return Rule(key, read_steps(key), read_pattern(pattern) if isinstance(pattern, str) else None)


def plain(name: str) -> str:
    """Take the numbered divisions, div1 to div7, for what they are."""
    return "div" if name in NUMBERED else name


def read_steps(key: str) -> tuple[Step, ...]:
    """Read a choice of elements, such as “sp//l” or “rs[@type='person']”. Raises ``BadPattern``."""
    steps: list[Step] = []
    at = 0
    while at < len(key.rstrip()):
        found = _STEP.match(key, at)
        if not found or bool(found[1]) != bool(steps):
            raise BadPattern(
                f"“{key}” names no element: write a name such as “p”, “sp//l” for any “l” inside of an “sp”, "
                "or “rs[@type='person']”"
            )
        value = found[4] if found[4] is not None else found[5]
        steps.append(Step(plain(found[2]), _attribute(found[3] or ""), value, direct=found[1] == "/"))
        at = found.end()
    if not steps:
        raise BadPattern("here is no name of an element")
    return tuple(steps)


def read_pattern(text: str) -> Pattern:
    """Read a pattern, such as “p{n}” or “{div}.{n}|d{n}”. Raises ``BadPattern``."""
    alternatives = [_read_alternative(part.strip(), text) for part in text.split("|")]
    last = alternatives[-1]
    if isinstance(last[0], Around) and (rest := _without_start(last)):
        alternatives.append(rest)
    for alternative in alternatives:
        _check_order(alternative, text)
    if any(isinstance(part, Around | Value) for part in alternatives[-1]):
        raise BadPattern(
            f"“{text}” makes no id where one of its fields says nothing: "
            "add a way that always works, after a bar, such as “{div}.{n}|d{n}”"
        )
    return Pattern(tuple(alternatives))


def _attribute(name: str) -> str:
    return XML + name.removeprefix("xml:") if name.startswith("xml:") else name


def _read_alternative(text: str, whole: str) -> tuple[Part, ...]:
    parts = tuple(_read_parts(text, whole))
    if not parts:
        raise BadPattern(f"“{whole}” has an empty part: write a pattern, such as “p{{n}}”")
    return parts


def _read_parts(text: str, whole: str) -> Iterator[Part]:
    for found in _PARTS.finditer(text):
        field, literal, other = found.groups()
        if other is not None:
            raise BadPattern(f"“{whole}” has a “{other}” that belongs to no field: fields are written as “{{n}}”")
        if literal is not None:
            _check_literal(literal, whole)
            yield literal
        else:
            yield _read_field(field.strip(), whole)


def _read_field(field: str, whole: str) -> Part:
    if found := _NUMBER.fullmatch(field):
        return Number(int(found[1] or 1))
    if found := _HASH.fullmatch(field):
        return Hash(int(found[1] or HASH_LENGTH))
    if found := _VALUE.fullmatch(field):
        return Value(_attribute(found[1]))
    if field in _WORDS:
        return _WORDS[field]
    if _NAMES.fullmatch(field):
        return Around(tuple(dict.fromkeys(plain(name.strip()) for name in field.split(","))))
    raise BadPattern(
        f"“{whole}” has a field “{{{field}}}” that is none: there are {{n}}, {{n:3}} (three digits), {{hash}}, "
        "{hash:6} (six letters, of 4 to 29), {parent}, {name}, {document}, {@n} (an attribute), "
        "and names of elements, such as {div} or {p,l}"
    )


_WORDS: Mapping[str, Part] = {"parent": Around(), "name": Name(), "document": DocumentName()}


def _check_literal(literal: str, whole: str) -> None:
    if not unicodedata.is_normalized("NFC", literal):
        raise BadPattern(f"“{whole}” is not in Unicode's composed form (NFC)")
    if not is_inside(literal):
        wrong = next((letter for letter in literal if not is_inside(letter)), literal)
        raise BadPattern(f"“{whole}” has “{wrong}”, which no id can hold: there are letters, digits, “.”, “-” and “_”")


def _without_start(alternative: Sequence[Part]) -> tuple[Part, ...]:
    """Leave out the field that starts an alternative, with the stops after it; nothing, if no pattern stays."""
    rest = list(alternative[1:])
    if rest and isinstance(rest[0], str):
        rest[0] = rest[0].lstrip(_STOPS)
        if not rest[0]:
            del rest[0]
    starts = rest and (starts_name(rest[0]) if isinstance(rest[0], str) else not isinstance(rest[0], Number))
    return tuple(rest) if starts else ()


def _check_order(parts: Sequence[Part], whole: str) -> None:
    """See to it that ids can be told apart, and read, as they will be made."""
    first = parts[0]
    if isinstance(first, Number) or (isinstance(first, str) and not starts_name(first)):
        raise BadPattern(f"“{whole}” makes ids that do not start with a letter, as ids must")
    makers = [part for part in parts if isinstance(part, Number | Hash)]
    if len(makers) > 1:
        raise BadPattern(f"“{whole}” counts twice: it needs one of {{n}} and {{hash}}")
    if not makers and not any(isinstance(part, Value) for part in parts):
        raise BadPattern(f"“{whole}” gives many elements the same id: it needs {{n}} or {{hash}}")
    for before, after in pairwise(parts):
        if not isinstance(before, str) and not isinstance(after, str):
            raise BadPattern(f"“{whole}” has two fields side by side: write “.” or a letter between them")
        if isinstance(after, Number) and isinstance(before, str) and before[-1].isdigit():
            raise BadPattern(f"“{whole}” has a digit right before {{n}}: write “.” or a letter between them")
        if isinstance(before, Number) and isinstance(after, str) and after[0] not in _STOPS:
            raise BadPattern(f"“{whole}” goes on right after {{n}}: write “.”, “-” or “_” between them")


def _fits(steps: Sequence[Step], step: int, around: Sequence[Element], at: int) -> bool:
    """Tell whether some steps, up to one, fit elements, up to one, that are each inside of the one before."""
    if at < 0 or not steps[step].fits(around[at]):
        return False
    if step == 0:
        return True
    if steps[step].direct:
        return _fits(steps, step - 1, around, at - 1)
    return any(_fits(steps, step - 1, around, further) for further in range(at - 1, -1, -1))


def by_name(rules: Iterable[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    """Sort rules by the name of the element they are for, the last one first: of several that fit, it counts."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.steps[-1].name, []).insert(0, rule)
    return {name: tuple(some) for name, some in found.items()}
