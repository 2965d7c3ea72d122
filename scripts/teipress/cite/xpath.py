"""Read the XPaths of citation declarations: that part of XPath which such declarations need, and no more.

The sources are untrusted, so an expression is never given to an engine that can reach files or run for ever. What is
read here is what ``evaluate.py`` walks, under a budget: paths over any axis, predicates, comparisons, “and”, “or”,
“+”, “-”, “||”, “|”, and the functions in ``FUNCTIONS`` (XPath 3.1, https://www.w3.org/TR/xpath-31/).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

LONGEST = 2_000  # characters
DEEPEST = 40  # expressions inside each other
MOST = 100  # operators

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"

# The functions that are understood, each with the least and the greatest number of its arguments.
FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "position": (0, 0),
    "last": (0, 0),
    "true": (0, 0),
    "false": (0, 0),
    "count": (1, 1),
    "not": (1, 1),
    "exists": (1, 1),
    "empty": (1, 1),
    "string": (0, 1),
    "data": (0, 1),
    "number": (0, 1),
    "name": (0, 1),
    "local-name": (0, 1),
    "normalize-space": (0, 1),
    "string-length": (0, 1),
    "concat": (2, 20),
    "string-join": (1, 2),
    "starts-with": (2, 2),
    "ends-with": (2, 2),
    "contains": (2, 2),
    "substring": (2, 3),
    "substring-before": (2, 2),
    "substring-after": (2, 2),
    "translate": (3, 3),
    "upper-case": (1, 1),
    "lower-case": (1, 1),
}

AXES = frozenset(
    "child descendant descendant-or-self self parent ancestor ancestor-or-self attribute following-sibling "
    "preceding-sibling following preceding".split()
)


class XPathFault(ValueError):
    """An expression that is wrong, or beyond what is understood; its text is the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A string or a number."""

    value: str | float


@dataclass(frozen=True, slots=True)
class Test:
    """What a step selects: ``namespace`` and ``name``, each ``None`` for any; or nodes of a ``kind``."""

    namespace: str | None = None
    name: str | None = None
    kind: str = "element"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path. ``deep`` is a step after ``//``."""

    axis: str
    test: Test
    predicates: tuple[Expression, ...] = ()
    deep: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the document (``absolute``), from the value of ``start``, or from the context node."""

    steps: tuple[Step, ...]
    absolute: bool = False
    start: Expression | None = None


@dataclass(frozen=True, slots=True)
class Binary:
    """Two values and what is done with them."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    name: str
    arguments: tuple[Expression, ...]


Expression: TypeAlias = Literal | Path | Binary | Call

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<string>"(?:[^"]|"")*"|'(?:[^']|'')*')
    | (?P<number>\d+(?:\.\d+)?|\.\d+)
    | (?P<symbol>::|//|\.\.|\|\||!=|<=|>=|[/.@()\[\],=<>|+*-])
    | (?P<name>[^\W\d][\w.-]*(?::(?!:)(?:[^\W\d][\w.-]*|\*))?)
    )""",
    re.VERBOSE,
)

_COMPARISONS = {"=": "=", "eq": "=", "!=": "!=", "ne": "!=", "<": "<", "lt": "<", "<=": "<=", "le": "<="}
_COMPARISONS |= {">": ">", "gt": ">", ">=": ">=", "ge": ">="}
_OPERATORS = frozenset({*_COMPARISONS, "+", "-", "|", "||", "union", "and", "or"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parse_xpath(text: str, namespaces: Mapping[str, str]) -> Expression:
    """Read an expression; ``namespaces`` maps prefixes, and a name without one is of TEI. Raises ``XPathFault``."""
    return _parse(text, tuple(sorted(namespaces.items())))


@lru_cache(maxsize=1_000)
def _parse(text: str, namespaces: tuple[tuple[str, str], ...]) -> Expression:
    if len(text) > LONGEST:
        raise XPathFault(f"is longer than {LONGEST:,} characters")
    tokens = _tokens(text)
    if sum(token.text in _OPERATORS for token in tokens) > MOST:
        raise XPathFault("has too many operators")
    parser = _Parser(tokens, dict(namespaces))
    expression = parser.expression()
    if parser.here.kind != "end":
        raise XPathFault(f"is not understood from “{parser.here.text}” on")
    return expression


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    place = 0
    stripped = text.rstrip()
    while place < len(stripped):
        found = _TOKEN.match(stripped, place)
        if not found or found.lastgroup is None:
            raise XPathFault(f"is not understood from “{stripped[place:].strip()[:20]}” on")
        tokens.append(_Token(found.lastgroup, found[found.lastgroup]))
        place = found.end()
    return [*tokens, _Token("end", "")]


class _Parser:
    """Reads tokens from left to right, by recursive descent."""

    def __init__(self, tokens: list[_Token], namespaces: Mapping[str, str]) -> None:
        self._tokens = tokens
        self._namespaces = namespaces
        self._at = 0
        self._depth = 0

    @property
    def here(self) -> _Token:
        return self._tokens[self._at]

    def expression(self) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise XPathFault("has too many expressions inside each other")
        left = self._both()
        while self._takes("or", "name"):
            left = Binary("or", left, self._both())
        self._depth -= 1
        return left

    def _both(self) -> Expression:
        left = self._comparison()
        while self._takes("and", "name"):
            left = Binary("and", left, self._comparison())
        return left

    def _comparison(self) -> Expression:
        left = self._joined()
        if self.here.kind in {"symbol", "name"} and self.here.text in _COMPARISONS:
            operator = _COMPARISONS[self._next().text]
            return Binary(operator, left, self._joined())
        return left

    def _joined(self) -> Expression:
        left = self._sum()
        while self._takes("||"):
            left = Call("concat", (left, self._sum()))
        return left

    def _sum(self) -> Expression:
        left = self._union()
        while self.here.kind == "symbol" and self.here.text in {"+", "-"}:
            operator = self._next().text
            left = Binary(operator, left, self._union())
        return left

    def _union(self) -> Expression:
        left = self._path()
        while self._takes("|") or self._takes("union", "name"):
            left = Binary("|", left, self._path())
        return left

    def _path(self) -> Expression:
        if self._takes("/"):
            return Path((*self._steps(deep=False),) if self._starts_step() else (), absolute=True)
        if self._takes("//"):
            return Path(self._steps(deep=True), absolute=True)
        if self._starts_primary():
            start = self._primary()
            if self._takes("/"):
                return Path(self._steps(deep=False), start=start)
            if self._takes("//"):
                return Path(self._steps(deep=True), start=start)
            return start
        return Path(self._steps(deep=False))

    def _steps(self, *, deep: bool) -> tuple[Step, ...]:
        steps = [self._step(deep=deep)]
        while self.here.text in {"/", "//"} and self.here.kind == "symbol":
            steps.append(self._step(deep=self._next().text == "//"))
        return tuple(steps)

    def _step(self, *, deep: bool) -> Step:
        if self._takes(".."):
            return Step("parent", Test(kind="node"), self._predicates(), deep)
        if self._takes("."):
            return Step("self", Test(kind="node"), self._predicates(), deep)
        axis = self._axis()
        return Step(axis, self._test(axis), self._predicates(), deep)

    def _axis(self) -> str:
        if self._takes("@"):
            return "attribute"
        if self.here.kind == "name" and self._tokens[self._at + 1].text == "::":
            axis = self._next().text
            self._expect("::")
            if axis not in AXES:
                raise XPathFault(f"has an axis that is not understood, “{axis}”")
            return axis
        return "child"

    def _test(self, axis: str) -> Test:
        kind = "attribute" if axis == "attribute" else "element"
        if self._takes("*"):
            return Test(kind=kind)
        if self.here.kind != "name":
            raise XPathFault("ends too early" if self.here.kind == "end" else f"has “{self.here.text}” for a name")
        name = self._next().text
        if self._takes("("):
            self._expect(")")
            if name not in {"node", "text", "element"}:
                raise XPathFault(f"has “{name}()” for a name")
            return Test(kind=name)
        prefix, colon, local = name.rpartition(":")
        if not colon:
            return Test("" if axis == "attribute" else TEI, name, kind)
        return Test(self._namespace(prefix), None if local == "*" else local, kind)

    def _namespace(self, prefix: str) -> str:
        if prefix in self._namespaces:
            return self._namespaces[prefix]
        usual = {"tei": TEI, "xml": XML}
        if prefix not in usual:
            raise XPathFault(f"has a prefix that is not declared, “{prefix}”")
        return usual[prefix]

    def _predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self._takes("["):
            found.append(self.expression())
            self._expect("]")
        return tuple(found)

    def _starts_step(self) -> bool:
        return self.here.kind == "name" or self.here.text in {"@", "*", ".", ".."}

    def _starts_primary(self) -> bool:
        if self.here.kind in {"string", "number"} or self.here.text == "(":
            return True
        follows = self._tokens[min(self._at + 1, len(self._tokens) - 1)].text
        return self.here.kind == "name" and follows == "(" and self.here.text not in {"node", "text", "element"}

    def _primary(self) -> Expression:
        token = self._next()
        if token.kind == "string":
            quote = token.text[0]
            return Literal(token.text[1:-1].replace(quote * 2, quote))
        if token.kind == "number":
            return Literal(float(token.text))
        if token.text == "(":
            inner = self.expression()
            self._expect(")")
            return inner
        return self._call(token.text)

    def _call(self, name: str) -> Call:
        local = name.removeprefix("fn:")
        if local not in FUNCTIONS:
            raise XPathFault(f"has a function that is not understood, “{name}()”")
        self._expect("(")
        arguments: list[Expression] = []
        while not self._takes(")"):
            if arguments:
                self._expect(",")
            arguments.append(self.expression())
        least, most = FUNCTIONS[local]
        if not least <= len(arguments) <= most:
            raise XPathFault(f"gives “{name}()” {len(arguments)} arguments")
        return Call(local, tuple(arguments))

    def _takes(self, text: str, kind: str = "symbol") -> bool:
        if self.here.kind == kind and self.here.text == text:
            self._at += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._takes(text):
            what = f"“{self.here.text}”" if self.here.text else "nothing"
            raise XPathFault(f"has {what} where “{text}” must stand")

    def _next(self) -> _Token:
        token = self.here
        if token.kind == "end":
            raise XPathFault("ends too early")
        self._at += 1
        return token
