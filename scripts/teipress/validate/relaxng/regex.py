"""XML Schema's regular expressions (XSD part 2, appendix F), matched by derivatives.

What is left of an expression after a character is an expression again (J. A. Brzozowski, "Derivatives of regular
expressions", 1964). Each is made once and remembers what is left after each character that it met, so that matching is
mostly looking up; nothing is tried and taken back, and a hostile expression has no chance to take for ever.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from teipress.validate.relaxng.ncname import is_ncname

KEPT = 5000  # so many characters are remembered for each expression
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_SINGLE_ESCAPES = "nrt\\|.?*+(){}-[]^"
_CATEGORIES = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn".split()
)

Test = Callable[[str], bool]


class BadExpression(ValueError):
    """A regular expression that is not one."""


class Expression:
    """A compiled regular expression: tells whether it matches a whole string."""

    __slots__ = ("_made", "_start", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._made = _Maker()
        self._start = _Reader(source, self._made).read()

    def matches(self, string: str) -> bool:
        """Tell whether the whole string matches."""
        left = self._start
        never = self._made.never
        for char in string:
            after = left.known.get(char)
            left = left.after(char) if after is None else after
            if left is never:
                return False
        return left.nullable


@cache
def expression(source: str) -> Expression:
    """Compile an expression, once. Raises ``BadExpression``."""
    return Expression(source)


class _Part:
    """An expression, or what is left of one. It matches nothing, if not overridden."""

    __slots__ = ("known", "make", "nullable")

    def __init__(self, make: _Maker, *, nullable: bool = False) -> None:
        self.make = make
        self.nullable = nullable
        self.known: dict[str, _Part] = {}

    def after(self, char: str) -> _Part:
        """Give what is left after a character."""
        left = self.known.get(char)
        if left is None:
            left = self.derive(char)
            if len(self.known) < KEPT:
                self.known[char] = left
        return left

    def derive(self, _char: str) -> _Part:
        return self.make.never


class _One(_Part):
    """One character of a class."""

    __slots__ = ("test",)

    def __init__(self, make: _Maker, test: Test) -> None:
        super().__init__(make)
        self.test = test

    def derive(self, char: str) -> _Part:
        return self.make.empty if self.test(char) else self.make.never


class _Sequence(_Part):
    """One expression, then another."""

    __slots__ = ("first", "second")

    def __init__(self, make: _Maker, first: _Part, second: _Part) -> None:
        super().__init__(make, nullable=first.nullable and second.nullable)
        self.first = first
        self.second = second

    def derive(self, char: str) -> _Part:
        found: list[_Part] = []
        part: _Part = self
        while isinstance(part, _Sequence):
            found.append(self.make.sequence(part.first.after(char), part.second))
            if not part.first.nullable:
                return self.make.either(found)
            part = part.second
        return self.make.either((*found, part.after(char)))


class _Either(_Part):
    """One of several expressions."""

    __slots__ = ("parts",)

    def __init__(self, make: _Maker, parts: frozenset[_Part]) -> None:
        super().__init__(make, nullable=any(part.nullable for part in parts))
        self.parts = parts

    def derive(self, char: str) -> _Part:
        return self.make.either(part.after(char) for part in self.parts)


class _Repeat(_Part):
    """An expression, from ``low`` to ``high`` times; without end where there is no ``high``."""

    __slots__ = ("high", "low", "part")

    def __init__(self, make: _Maker, part: _Part, low: int, high: int | None) -> None:
        super().__init__(make, nullable=low == 0)
        self.part = part
        self.low = low
        self.high = high

    def derive(self, char: str) -> _Part:
        high = None if self.high is None else self.high - 1
        return self.make.sequence(self.part.after(char), self.make.repeat(self.part, max(0, self.low - 1), high))


class _Maker:
    """Makes the parts of one expression, each once."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], _Part] = {}
        self.never = _Part(self)
        self.empty = _Part(self, nullable=True)

    def sequence(self, first: _Part, second: _Part) -> _Part:
        if first is self.never or second is self.never:
            return self.never
        if first is self.empty:
            return second
        if second is self.empty:
            return first
        if isinstance(first, _Sequence):
            return self.sequence(first.first, self.sequence(first.second, second))
        return self._once((first, second), lambda: _Sequence(self, first, second))

    def either(self, parts: Iterable[_Part]) -> _Part:
        found: set[_Part] = set()
        for part in parts:
            if isinstance(part, _Either):
                found |= part.parts
            elif part is not self.never:
                found.add(part)
        if len(found) < 2:
            return next(iter(found), self.never)
        all = frozenset(found)
        return self._once((all,), lambda: _Either(self, all))

    def repeat(self, part: _Part, low: int, high: int | None) -> _Part:
        if high == 0 or part is self.empty:
            return self.empty
        if part is self.never:
            return self.never if low else self.empty
        if low == high == 1:
            return part
        least = 0 if part.nullable else low
        return self._once((part, least, high), lambda: _Repeat(self, part, least, high))

    def _once(self, key: tuple[object, ...], make: Callable[[], _Part]) -> _Part:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = make()
        return made


class _Reader:
    """A recursive-descent reader of the grammar of appendix F."""

    def __init__(self, source: str, make: _Maker) -> None:
        self.source = source
        self.make = make
        self.at = 0

    def read(self) -> _Part:
        made = self.branches()
        if self.at < len(self.source):
            raise BadExpression(f"“{self.source[self.at]}” has no partner in “{self.source}”")
        return made

    def branches(self) -> _Part:
        made = [self.branch()]
        while self.peek() == "|":
            self.at += 1
            made.append(self.branch())
        return self.make.either(made)

    def branch(self) -> _Part:
        pieces: list[_Part] = []
        while self.peek() not in ("", "|", ")"):
            pieces.append(self.quantified(self.atom()))
        made = self.make.empty
        for piece in reversed(pieces):
            made = self.make.sequence(piece, made)
        return made

    def quantified(self, part: _Part) -> _Part:
        found = re.compile(r"[?*+]|\{([0-9]+)(,([0-9]*))?\}").match(self.source, self.at)
        if found is None:
            if self.peek() == "{":
                raise BadExpression(f"“{{” starts no quantity in “{self.source}”")
            return part
        self.at = found.end()
        if found[1] is None:
            return self.make.repeat(part, int(found[0] == "+"), 1 if found[0] == "?" else None)
        low = self.count(found[1])
        high = low if found[2] is None else self.count(found[3]) if found[3] else None
        if high is not None and high < low:
            raise BadExpression(f"“{found[0]}” runs backwards in “{self.source}”")
        return self.make.repeat(part, low, high)

    def count(self, digits: str) -> int:
        if len(digits) > 1000:
            raise BadExpression("a quantity has more than 1,000 digits")
        return int(digits)

    def atom(self) -> _Part:
        char = self.peek()
        if char == "(":
            self.at += 1
            inner = self.branches()
            if self.peek() != ")":
                raise BadExpression(f"a “(” is not closed in “{self.source}”")
            self.at += 1
            return inner
        if char == "[":
            return _One(self.make, self.character_class())
        if char in "?*+{}]":
            raise BadExpression(f"“{char}” stands where a character is expected in “{self.source}”")
        self.at += 1
        if char == ".":
            return _One(self.make, _is_in_line)
        if char == "\\":
            return _One(self.make, self.escape())
        return _One(self.make, char.__eq__)

    def character_class(self) -> Test:
        self.at += 1
        negated = self.peek() == "^"
        self.at += negated
        members: list[Test] = []
        while (char := self.peek()) != "]" or not members:
            if char == "":
                raise BadExpression(f"a “[” is not closed in “{self.source}”")
            if members and self.source.startswith("-[", self.at):
                self.at += 1
                return _but(_any_of(members, negated), self.subtracted())
            if char == "]":
                raise BadExpression(f"an empty “[]” in “{self.source}”")
            members.append(self.range_or_member())
        self.at += 1
        return _any_of(members, negated)

    def subtracted(self) -> Test:
        taken = self.character_class()
        if self.peek() != "]":
            raise BadExpression(f"a “[” is not closed in “{self.source}”")
        self.at += 1
        return taken

    def range_or_member(self) -> Test:
        start = self.member()
        if self.peek() != "-" or self.source.startswith(("-]", "-["), self.at):
            return start if callable(start) else start.__eq__
        if callable(start):
            raise BadExpression(f"a range starts with a class in “{self.source}”")
        self.at += 1
        end = self.member()
        if callable(end) or end < start:
            raise BadExpression(f"“{start}-” is no range in “{self.source}”")
        return _between(start, end)

    def member(self) -> str | Test:
        char = self.peek()
        self.at += 1
        if char == "[":
            raise BadExpression(f"“[” stands inside “[]” in “{self.source}”")
        if char != "\\":
            return char
        escaped = self.peek()
        if escaped in _SINGLE_ESCAPES and escaped:
            self.at += 1
            return _ESCAPES.get(escaped, escaped)
        return self.escape()

    def escape(self) -> Test:
        """Read what follows a backslash."""
        char = self.peek()
        self.at += 1
        if char in _SINGLE_ESCAPES and char:
            return _ESCAPES.get(char, char).__eq__
        if char in ("p", "P"):
            return self.property(negated=char == "P")
        test = _CLASSES.get(char.lower())
        if test is None:
            raise BadExpression(f"“\\{char}” means nothing in “{self.source}”")
        return test if char.islower() else _not(test)

    def property(self, *, negated: bool) -> Test:
        found = re.compile(r"\{(?:Is([A-Za-z0-9\-]+)|([A-Z][a-z]?))\}").match(self.source, self.at)
        if found is None or (found[2] and found[2] not in _CATEGORIES):
            raise BadExpression(f"“\\{'P' if negated else 'p'}” names no class of characters in “{self.source}”")
        self.at = found.end()
        test = _block(found[1]) if found[1] else _category(found[2])
        return _not(test) if negated else test

    def peek(self) -> str:
        return self.source[self.at : self.at + 1]


def _is_in_line(char: str) -> bool:
    return char not in "\n\r"


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] not in "PZC"


_CLASSES: dict[str, Test] = {
    "s": lambda char: char in " \t\n\r",
    "i": lambda char: char == ":" or is_ncname(char),
    "c": lambda char: char == ":" or is_ncname(f"_{char}"),
    "d": lambda char: unicodedata.category(char) == "Nd",
    "w": _is_word,
}


def _category(name: str) -> Test:
    return lambda char: unicodedata.category(char).startswith(name)


def _block(name: str) -> Test:
    from elementpath.regex import RegexError
    from elementpath.regex.unicode_subsets import unicode_subset

    try:
        block = unicode_subset(f"Is{name}")
    except RegexError:
        raise BadExpression(f"there is no block of characters “{name}”") from None
    return lambda char: ord(char) in block


def _between(start: str, end: str) -> Test:
    return lambda char: start <= char <= end


def _not(test: Test) -> Test:
    return lambda char: not test(char)


def _any_of(tests: list[Test], negated: bool) -> Test:
    return lambda char: any(test(char) for test in tests) is not negated


def _but(test: Test, taken: Test) -> Test:
    return lambda char: test(char) and not taken(char)
