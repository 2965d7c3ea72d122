"""Name the elements that have no id: numbers in reading order, letters for what came between, hashes of the content.

The policy is for those who cite: what has an id keeps it; an id says where its element stands as long as that can be;
what is new between two numbered elements takes a number that is free between them, or else the number before with a
letter, as philologists do (“p3a”). An id that is taken, or that readers would mix up with one, is never given.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from teipress.cite.names import skeleton
from teipress.cite.patterns import Hash, Number
from teipress.cite.survey import Form, Member

_NUMBERED = re.compile(r"([0-9]+)([a-z]*)")
_LETTERS = "bcdfghjkmnpqrstvwxz"  # no vowels, so that no words come about, and none that looks like a digit
_CHARACTERS = f"23456789{_LETTERS}"


def name_all(members: Sequence[Member], document: str, taken: Iterable[str]) -> Sequence[str]:
    """Give the id of each member, in order: the one it has, or a new one that is not ``taken``."""
    names = [member.id for member in members]
    given = {skeleton(id) for id in taken}
    for form, numbers in _scopes(members):
        words = [names[part] if isinstance(part, int) else part for part in form]
        maker = next((part for part in words if isinstance(part, Number | Hash)), None)
        at = words.index(maker) if maker is not None else len(words)
        start, end = ("".join(map(str, some)) for some in (words[:at], words[at + 1 :]))
        new = [number for number in numbers if not names[number]]
        found: Iterable[str]
        match maker:
            case Number(width):
                found = _Counter(start, end, width, given).count([names[number] for number in numbers])
            case Hash(length):
                found = _hashed(start, end, length, document, [members[number].content for number in new], given)
            case None:
                found = _lettered(start, len(new), given)
        for number, id in zip(new, found, strict=True):
            names[number] = id
    return names


def _scopes(members: Sequence[Member]) -> Iterator[tuple[Form, list[int]]]:
    """Bring together what is counted together; first what others' ids are made of."""
    scopes: dict[Form, list[int]] = {}
    for number, member in enumerate(members):
        if member.form:
            scopes.setdefault(member.form, []).append(number)

    def order(scope: tuple[Form, list[int]]) -> tuple[int, int]:
        form, numbers = scope
        # The id of an element that another's is made of is made of ids of elements further out.
        return max((members[part].depth for part in form if isinstance(part, int)), default=0), numbers[0]

    for form, numbers in sorted(scopes.items(), key=order):
        if not all(members[number].id for number in numbers):
            yield form, numbers


@dataclass
class _Counter:
    """Count the elements of one kind, in one place."""

    start: str
    end: str
    width: int
    given: set[str]
    used: set[int] = field(default_factory=set)
    letters: dict[int, int] = field(default_factory=dict)
    # For a number that is known not to be free: a higher one that may be.
    further: dict[int, int] = field(default_factory=dict)

    def count(self, ids: Sequence[str]) -> list[str]:
        """Give an id to each element that has none; ``ids`` are those of all, in reading order."""
        read = [self._read(id) for id in ids]
        self.used = {number for number, _ in filter(None, read)}
        found: list[str] = []
        waiting, before = 0, (0, 0)
        for id, place in zip(ids, read, strict=True):
            if not id:
                waiting += 1
            elif place:
                found += self._between(waiting, before, place[0])
                waiting, before = 0, place
        return [*found, *self._after(waiting, before[0])]

    def _read(self, id: str) -> tuple[int, int] | None:
        """Read number and letter of an id; nothing, if it has none."""
        if not id or not id.startswith(self.start) or not id.endswith(self.end):
            return None
        found = _NUMBERED.fullmatch(id, len(self.start), len(id) - len(self.end))
        if not found or len(found[1]) > 9:
            return None
        if found[1].startswith("0"):
            self.width = max(self.width, len(found[1]))
        return int(found[1]), _rank(found[2])

    def _between(self, count: int, before: tuple[int, int], after: int) -> Iterator[str]:
        numbers = list(self._free_between(before[0], after, count))
        if len(numbers) == count:
            return map(self._take, numbers)
        return (self._take_letter(*before) for _ in range(count))

    def _free_between(self, before: int, after: int, count: int) -> Iterator[int]:
        number = before
        for _ in range(count):
            number = self._free(number + 1)
            if number >= after:
                return
            yield number

    def _after(self, count: int, before: int) -> Iterator[str]:
        for _ in range(count):
            before = self._free(before + 1)
            yield self._take(before)

    def _free(self, number: int) -> int:
        """Find the first free number from one on."""
        passed = []
        while (further := self.further.get(number)) or number in self.used or skeleton(self._id(number)) in self.given:
            passed.append(number)
            number = further or number + 1
        for one in passed:
            self.further[one] = number
        return number

    def _take(self, number: int) -> str:
        self.used.add(number)
        id = self._id(number)
        self.given.add(skeleton(id))
        return id

    def _take_letter(self, number: int, rank: int) -> str:
        rank = max(rank, self.letters.get(number, 0)) + 1
        while skeleton(id := self._id(number, _letter(rank))) in self.given:
            rank += 1
        self.letters[number] = rank
        self.given.add(skeleton(id))
        return id

    def _id(self, number: int, letter: str = "") -> str:
        return f"{self.start}{number:0{self.width}}{letter}{self.end}"


def _lettered(start: str, count: int, given: set[str]) -> Iterator[str]:
    """Give ids that an attribute tells; where several elements say the same, letters part them."""
    rank = 0
    for _ in range(count):
        while skeleton(id := f"{start}{_letter(rank)}") in given:
            rank += 1
        given.add(skeleton(id))
        yield id


def _hashed(
    start: str, end: str, length: int, document: str, contents: Iterable[str], given: set[str]
) -> Iterator[str]:
    """Give ids made of document and content; of the same content, the first one that is free."""
    times: dict[str, int] = {}
    for content in contents:
        turn = times.get(content, 0)
        while skeleton(id := f"{start}{_hash(f'{document}#{turn} {content}', length)}{end}") in given:
            turn += 1
        times[content] = turn + 1
        given.add(skeleton(id))
        yield id


def _hash(words: str, length: int) -> str:
    """Make letters and digits of words, a letter first."""
    value = int.from_bytes(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest())
    value, first = divmod(value, len(_LETTERS))
    made = [_LETTERS[first]]
    for _ in range(length - 1):
        value, next_ = divmod(value, len(_CHARACTERS))
        made.append(_CHARACTERS[next_])
    return "".join(made)


def _letter(rank: int) -> str:
    """Write a rank in letters: nothing, a, b, …, z, aa, ab."""
    letters = ""
    while rank:
        rank, letter = divmod(rank - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _rank(letters: str) -> int:
    rank = 0
    for letter in letters:
        rank = rank * 26 + ord(letter) - ord("a") + 1
    return rank
