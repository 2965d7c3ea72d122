"""XML Schema's regular expressions (XSD part 2, appendix F), as Python's.

Two forms of each: one that is right for ASCII strings, made here at no cost; and one for all of Unicode, made by
elementpath when the first string needs it, since its tables take their time to load.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

ASCII = frozenset(chr(code) for code in range(128))
_WHITE = frozenset(" \t\n\r")
_NAME_START = frozenset(c for c in ASCII if c.isalpha() or c in "_:")
_NAME = _NAME_START | frozenset("0123456789.-")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_BLOCK = {"BasicLatin": ASCII}


class BadExpression(ValueError):
    """A regular expression that is not one."""


class Expression:
    """A compiled regular expression: tells whether it matches a whole string."""

    __slots__ = ("_ascii", "_full", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._ascii = re.compile(_Translator(source).translate(), re.DOTALL)
        self._full: Callable[[str], object] | None = None

    def matches(self, string: str) -> bool:
        """Tell whether the whole string matches."""
        if string.isascii():
            return self._ascii.fullmatch(string) is not None
        if self._full is None:
            self._full = _whole(self.source)
        return self._full(string) is not None


@cache
def expression(source: str) -> Expression:
    """Compile an expression, once. Raises ``BadExpression``."""
    return Expression(source)


@cache
def _whole(source: str) -> Callable[[str], object]:
    from elementpath.regex import RegexError, translate_pattern

    try:
        return re.compile(
            translate_pattern(source, xsd_version="1.0", back_references=False, lazy_quantifiers=False, anchors=False)
        ).match
    except (RegexError, re.error) as error:
        raise BadExpression(str(error)) from None


class _Translator:
    """A recursive-descent reader of the grammar of appendix F."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def translate(self) -> str:
        made = self.branches()
        if self.at < len(self.source):
            raise BadExpression(f"“{self.source[self.at]}” has no partner in “{self.source}”")
        return made

    def branches(self) -> str:
        made = [self.branch()]
        while self.peek() == "|":
            self.at += 1
            made.append(self.branch())
        return "|".join(made)

    def branch(self) -> str:
        pieces: list[str] = []
        while self.peek() not in ("", "|", ")"):
            pieces.append(self.atom() + self.quantifier())
        return "".join(pieces)

    def quantifier(self) -> str:
        found = re.compile(r"[?*+]|\{(\d+)(,(\d*))?\}").match(self.source, self.at)
        if found is None:
            if self.peek() == "{":
                raise BadExpression(f"“{{” starts no quantity in “{self.source}”")
            return ""
        if found[3] and int(found[3]) < int(found[1]):
            raise BadExpression(f"“{found[0]}” runs backwards in “{self.source}”")
        self.at = found.end()
        return found[0]

    def atom(self) -> str:
        char = self.peek()
        if char == "(":
            self.at += 1
            inner = self.branches()
            if self.peek() != ")":
                raise BadExpression(f"a “(” is not closed in “{self.source}”")
            self.at += 1
            return f"(?:{inner})"
        if char == "[":
            return _class(self.character_class())
        if char in "?*+{}]":
            raise BadExpression(f"“{char}” stands where a character is expected in “{self.source}”")
        self.at += 1
        if char == ".":
            return _class(ASCII - {"\n", "\r"})
        if char == "\\":
            return _class(self.escape())
        return re.escape(char)

    def character_class(self) -> frozenset[str]:
        self.at += 1
        negated = self.peek() == "^"
        self.at += negated
        members: set[str] = set()
        first = True
        while (char := self.peek()) != "]" or first:
            if char == "":
                raise BadExpression(f"a “[” is not closed in “{self.source}”")
            if char == "-" and self.source.startswith("-[", self.at) and not first:
                self.at += 1
                taken = self.character_class()
                if self.peek() != "]":
                    raise BadExpression(f"a “[” is not closed in “{self.source}”")
                self.at += 1
                return (ASCII - members if negated else frozenset(members)) - taken
            if char == "]":
                raise BadExpression(f"an empty “[]” in “{self.source}”")
            members |= self.range_or_member()
            first = False
        self.at += 1
        return ASCII - members if negated else frozenset(members)

    def range_or_member(self) -> frozenset[str]:
        start = self.member()
        if self.peek() != "-" or self.source.startswith(("-]", "-["), self.at):
            return start if isinstance(start, frozenset) else frozenset(start) & ASCII
        if isinstance(start, frozenset):
            raise BadExpression(f"a range starts with a class in “{self.source}”")
        self.at += 1
        end = self.member()
        if isinstance(end, frozenset) or end < start:
            raise BadExpression(f"“{start}-” is no range in “{self.source}”")
        return frozenset(chr(code) for code in range(ord(start), min(ord(end), 127) + 1))

    def member(self) -> str | frozenset[str]:
        char = self.peek()
        self.at += 1
        if char == "[":
            raise BadExpression(f"“[” stands inside “[]” in “{self.source}”")
        if char != "\\":
            return char
        escaped = self.peek()
        if escaped in "nrt\\|.?*+(){}-[]^" and escaped:
            self.at += 1
            return _ESCAPES.get(escaped, escaped)
        return self.escape()

    def escape(self) -> frozenset[str]:
        """Read what follows a backslash."""
        char = self.peek()
        self.at += 1
        if char in "nrt\\|.?*+(){}-[]^" and char:
            return frozenset(_ESCAPES.get(char, char))
        if char in ("p", "P"):
            found = re.compile(r"\{(?:Is([A-Za-z0-9\-]+)|([A-Z][a-z]?))\}").match(self.source, self.at)
            if found is None:
                raise BadExpression(f"“\\{char}” names no class of characters in “{self.source}”")
            self.at = found.end()
            members = _BLOCK.get(found[1], frozenset()) if found[1] else _category(found[2])
            return members if char == "p" else ASCII - members
        classes = {"s": _WHITE, "i": _NAME_START, "c": _NAME, "d": frozenset("0123456789"), "w": _word()}
        if char.lower() not in classes or not char:
            raise BadExpression(f"“\\{char}” means nothing in “{self.source}”")
        return classes[char] if char.islower() else ASCII - classes[char.lower()]

    def peek(self) -> str:
        return self.source[self.at : self.at + 1]


@cache
def _category(name: str) -> frozenset[str]:
    return frozenset(c for c in ASCII if unicodedata.category(c).startswith(name))


@cache
def _word() -> frozenset[str]:
    return frozenset(c for c in ASCII if unicodedata.category(c)[0] not in "PZC")


def _class(members: frozenset[str]) -> str:
    if not members:
        return "(?!)"
    return "[" + "".join(re.escape(c) for c in sorted(members)) + "]"
