"""Patterns of the simple syntax (spec, section 5), hash-consed, with their derivatives.

The derivative of a pattern by something is the pattern that what follows must match (J. Clark, "An algorithm for RELAX
NG validation"). Equal patterns are one object, so that derivatives can be remembered by object.

An element's own content is not part of its parent's pattern: the derivative by a child is a set of pairs of the element
pattern that the child must match and what may follow it. So the patterns of an element do not depend on where it
stands, and there are few of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from teipress.validate.relaxng.datatypes import Context, Datatype
    from teipress.validate.relaxng.names import NameClass

_SPACE = re.compile("[ \t\r\n]+")

Opened: TypeAlias = "dict[Element, Pattern]"


class TooLarge(Exception):
    """A schema that needs more patterns than there may be."""


class Pattern:
    """A pattern. Flags are of the whole pattern, not looking into elements."""

    __slots__ = ("_strings", "data", "has_attributes", "has_text", "nullable", "patterns", "serial")

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self.serial = patterns.next_serial()
        self.nullable = False
        self.has_text = False  # some text is allowed somewhere
        self.data = False  # holds data, value or list: text must be seen as a whole
        self.has_attributes = False
        self._strings: dict[str, bool] | None = None

    def parts(self) -> Sequence[Pattern]:
        """List the patterns directly inside, not those of elements and attributes."""
        return ()

    def open(self, name: str, *, early: bool = False) -> Opened:
        """Take a child element: the element patterns it may match, each with what follows.

        ``early`` takes it as if all that must come before it were there.
        """
        return self.opened(name, early, {})

    def opened(self, _name: str, _early: bool, _known: dict[Pattern, Opened]) -> Opened:
        """Do so; ``known`` is what was found for the parts that this pattern has many times."""
        return {}

    def text(self, _string: str, _context: Context) -> Pattern:
        """Take a text that is not only white space."""
        return self.patterns.not_allowed

    def attributes(self, _name: str) -> Iterator[Attribute]:
        """Find the attribute patterns that an attribute of this name may match."""
        return iter(())

    def attribute(self, _matched: frozenset[Attribute]) -> Pattern:
        """Take an attribute that matches these attribute patterns."""
        return self.patterns.not_allowed

    def close(self, *, forgiving: bool = False) -> Pattern:
        """End the start tag: no attribute can come any more. ``forgiving`` lets required ones be missing."""
        return self

    def matches(self, string: str, context: Context) -> bool:
        """Tell whether a string, as the whole of an attribute or an element, matches."""
        known = self._strings
        if known is None:
            known = self._strings = {}
        result = known.get(string)
        if result is None:
            result = (self.nullable and not string.strip(" \t\r\n")) or self.text(string, context).nullable
            if len(known) < self.patterns.strings_kept and not self.patterns.needs_context:
                known[string] = result
        return result


class Empty(Pattern):
    """Nothing, which is enough."""

    __slots__ = ()

    def __init__(self, patterns: Patterns) -> None:
        super().__init__(patterns)
        self.nullable = True


class NotAllowed(Pattern):
    """Nothing can match."""

    __slots__ = ()


class Text(Pattern):
    """Any text, any number of times."""

    __slots__ = ()

    def __init__(self, patterns: Patterns) -> None:
        super().__init__(patterns)
        self.nullable = True
        self.has_text = True

    def text(self, _string: str, _context: Context) -> Pattern:
        return self


class Data(Pattern):
    """Text of a datatype, but what is excepted."""

    __slots__ = ("datatype", "excepted")

    def __init__(self, patterns: Patterns, datatype: Datatype, excepted: Pattern | None) -> None:
        super().__init__(patterns)
        self.datatype = datatype
        self.excepted = excepted
        self.data = True
        self.has_text = True

    def text(self, string: str, context: Context) -> Pattern:
        allowed = self.datatype.allows(string, context)
        if allowed and self.excepted is not None and self.excepted.matches(string, context):
            allowed = False
        return self.patterns.empty if allowed else self.patterns.not_allowed


class Value(Pattern):
    """One value of a datatype."""

    __slots__ = ("context", "datatype", "value")

    def __init__(self, patterns: Patterns, datatype: Datatype, value: str, context: Context) -> None:
        super().__init__(patterns)
        self.datatype = datatype
        self.value = value
        self.context = context
        self.data = True
        self.has_text = True

    def text(self, string: str, context: Context) -> Pattern:
        same = self.datatype.same(self.value, self.context, string, context)
        return self.patterns.empty if same else self.patterns.not_allowed


class List(Pattern):
    """Words between white space."""

    __slots__ = ("content",)

    def __init__(self, patterns: Patterns, content: Pattern) -> None:
        super().__init__(patterns)
        self.content = content
        self.data = True
        self.has_text = True

    def text(self, string: str, context: Context) -> Pattern:
        left = self.content
        # Only XML's own white space parts words: a no-break space, for one, does not.
        for word in string.split() if string.isascii() else _SPACE.split(string.strip(" \t\r\n")):
            if word:
                left = left.text(word, context)
        return self.patterns.empty if left.nullable else self.patterns.not_allowed


class Attribute(Pattern):
    """An attribute."""

    __slots__ = ("content", "names")

    def __init__(self, patterns: Patterns, names: NameClass, content: Pattern) -> None:
        super().__init__(patterns)
        self.names = names
        self.content = content
        self.has_attributes = True

    def attributes(self, name: str) -> Iterator[Attribute]:
        if self.names.contains(name):
            yield self

    def attribute(self, matched: frozenset[Attribute]) -> Pattern:
        return self.patterns.empty if self in matched else self.patterns.not_allowed

    def close(self, *, forgiving: bool = False) -> Pattern:
        return self.patterns.empty if forgiving else self.patterns.not_allowed


class Composite(Pattern):
    """A pattern made of others; as one of them may come again and again, each is opened once."""

    __slots__ = ()

    def opened(self, name: str, early: bool, known: dict[Pattern, Opened]) -> Opened:
        found = known.get(self)
        if found is None:
            found = known[self] = self.open_parts(name, early, known)
        return found

    def open_parts(self, name: str, early: bool, known: dict[Pattern, Opened]) -> Opened:
        """Open the parts, and put together what they leave."""
        raise NotImplementedError


class Element(Pattern):
    """An element; its content is compiled when it is first needed."""

    __slots__ = ("_compile", "_content", "names")

    def __init__(self, patterns: Patterns, names: NameClass, compile: Callable[[], Pattern]) -> None:
        super().__init__(patterns)
        self.names = names
        self._compile = compile
        self._content: Pattern | None = None

    @property
    def content(self) -> Pattern:
        """Give what attributes and content must match."""
        if self._content is None:
            content = self._compile()
            self.patterns.look_at(self, content)
            self._content = content
        return self._content

    def opened(self, name: str, _early: bool, _known: dict[Pattern, Opened]) -> Opened:
        return {self: self.patterns.empty} if self.names.contains(name) else {}


class Choice(Composite):
    """One of several patterns."""

    __slots__ = ("alternatives",)

    def __init__(self, patterns: Patterns, alternatives: tuple[Pattern, ...]) -> None:
        super().__init__(patterns)
        self.alternatives = alternatives
        self.nullable = any(p.nullable for p in alternatives)
        self.has_text = any(p.has_text for p in alternatives)
        self.data = any(p.data for p in alternatives)
        self.has_attributes = any(p.has_attributes for p in alternatives)

    def parts(self) -> Sequence[Pattern]:
        return self.alternatives

    def open_parts(self, name: str, early: bool, known: dict[Pattern, Opened]) -> Opened:
        opened: Opened = {}
        for one in [p.opened(name, early, known) for p in self.alternatives]:
            for element, rest in one.items():
                before = opened.get(element)
                opened[element] = rest if before is None else self.patterns.choice((before, rest))
        return opened

    def text(self, string: str, context: Context) -> Pattern:
        return self.patterns.choice(p.text(string, context) for p in self.alternatives if p.has_text)

    def attributes(self, name: str) -> Iterator[Attribute]:
        for part in self.alternatives:
            if part.has_attributes:
                yield from part.attributes(name)

    def attribute(self, matched: frozenset[Attribute]) -> Pattern:
        return self.patterns.choice(p.attribute(matched) for p in self.alternatives if p.has_attributes)

    def close(self, *, forgiving: bool = False) -> Pattern:
        if not self.has_attributes:
            return self
        return self.patterns.choice(p.close(forgiving=forgiving) for p in self.alternatives)


class Group(Composite):
    """One pattern, then another. Attributes have no order."""

    __slots__ = ("_closed", "first", "second")

    def __init__(self, patterns: Patterns, first: Pattern, second: Pattern) -> None:
        super().__init__(patterns)
        self._closed: Pattern | None = None
        self.first = first
        self.second = second
        self.nullable = first.nullable and second.nullable
        self.has_text = first.has_text or second.has_text
        self.data = first.data or second.data
        self.has_attributes = first.has_attributes or second.has_attributes

    def parts(self) -> Sequence[Pattern]:
        return (self.first, self.second)

    def open_parts(self, name: str, early: bool, known: dict[Pattern, Opened]) -> Opened:
        first = self.first.opened(name, early, known)
        second = self.second.opened(name, early, known) if early or self.first.nullable else {}
        group, choice = self.patterns.group, self.patterns.choice
        opened = {element: group(rest, self.second) for element, rest in first.items()}
        for element, rest in second.items():
            before = opened.get(element)
            opened[element] = rest if before is None else choice((before, rest))
        return opened

    def text(self, string: str, context: Context) -> Pattern:
        group = self.patterns.group
        after = (
            group(self.first.text(string, context), self.second) if self.first.has_text else self.patterns.not_allowed
        )
        if self.first.nullable and self.second.has_text:
            return self.patterns.choice((after, self.second.text(string, context)))
        return after

    def attributes(self, name: str) -> Iterator[Attribute]:
        if self.first.has_attributes:
            yield from self.first.attributes(name)
        if self.second.has_attributes:
            yield from self.second.attributes(name)

    def attribute(self, matched: frozenset[Attribute]) -> Pattern:
        if self.first.has_attributes:
            after = self.first.attribute(matched)
            if after is not self.patterns.not_allowed:
                return self.patterns.group(after, self.second)  # it cannot be in the second, too (7.3)
        if self.second.has_attributes:
            return self.patterns.group(self.first, self.second.attribute(matched))
        return self.patterns.not_allowed

    def close(self, *, forgiving: bool = False) -> Pattern:
        if not self.has_attributes:
            return self
        if forgiving:
            return self.patterns.group(self.first.close(forgiving=True), self.second.close(forgiving=True))
        if self._closed is None:
            first = self.first.close()
            allowed = first is not self.patterns.not_allowed
            self._closed = self.patterns.group(first, self.second.close()) if allowed else first
        return self._closed


class Interleave(Composite):
    """Several patterns, in any order and mixed."""

    __slots__ = ("threads",)

    def __init__(self, patterns: Patterns, threads: tuple[Pattern, ...]) -> None:
        super().__init__(patterns)
        self.threads = threads
        self.nullable = all(p.nullable for p in threads)
        self.has_text = any(p.has_text for p in threads)
        self.data = any(p.data for p in threads)
        self.has_attributes = any(p.has_attributes for p in threads)

    def parts(self) -> Sequence[Pattern]:
        return self.threads

    def open_parts(self, name: str, early: bool, known: dict[Pattern, Opened]) -> Opened:
        opened: Opened = {}
        for number, one in enumerate([p.opened(name, early, known) for p in self.threads]):
            for element, rest in one.items():
                after = self._replaced(number, rest)
                before = opened.get(element)
                opened[element] = after if before is None else self.patterns.choice((before, after))
        return opened

    def _replaced(self, number: int, thread: Pattern) -> Pattern:
        return self.patterns.interleave((*self.threads[:number], thread, *self.threads[number + 1 :]))

    def text(self, string: str, context: Context) -> Pattern:
        return self.patterns.choice(
            self._replaced(number, p.text(string, context)) for number, p in enumerate(self.threads) if p.has_text
        )

    def attributes(self, name: str) -> Iterator[Attribute]:
        for part in self.threads:
            if part.has_attributes:
                yield from part.attributes(name)

    def attribute(self, matched: frozenset[Attribute]) -> Pattern:
        return self.patterns.choice(
            self._replaced(number, p.attribute(matched)) for number, p in enumerate(self.threads) if p.has_attributes
        )

    def close(self, *, forgiving: bool = False) -> Pattern:
        if not self.has_attributes:
            return self
        return self.patterns.interleave(tuple(p.close(forgiving=forgiving) for p in self.threads))


class OneOrMore(Composite):
    """A pattern, at least once."""

    __slots__ = ("content",)

    def __init__(self, patterns: Patterns, content: Pattern) -> None:
        super().__init__(patterns)
        self.content = content
        self.nullable = content.nullable
        self.has_text = content.has_text
        self.data = content.data
        self.has_attributes = content.has_attributes

    def parts(self) -> Sequence[Pattern]:
        return (self.content,)

    def _again(self, after: Pattern) -> Pattern:
        return self.patterns.group(after, self.patterns.choice((self, self.patterns.empty)))

    def open_parts(self, name: str, early: bool, known: dict[Pattern, Opened]) -> Opened:
        return {element: self._again(rest) for element, rest in self.content.opened(name, early, known).items()}

    def text(self, string: str, context: Context) -> Pattern:
        return self._again(self.content.text(string, context))

    def attributes(self, name: str) -> Iterator[Attribute]:
        return self.content.attributes(name)

    def attribute(self, matched: frozenset[Attribute]) -> Pattern:
        return self._again(self.content.attribute(matched))

    def close(self, *, forgiving: bool = False) -> Pattern:
        return self.patterns.one_or_more(self.content.close(forgiving=forgiving)) if self.has_attributes else self


class Patterns:
    """Makes the patterns of one schema, each once."""

    strings_kept = 2000  # so many results of matching a string are remembered for each pattern
    most = 1_000_000  # patterns: tei_all.rng needs 16,000

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Pattern] = {}
        self._serial = 0
        # Looks at the content of an element when it is compiled, and may refuse it.
        self.look_at: Callable[[Element, Pattern], None] = lambda _element, _content: None
        self.needs_context = False  # some datatype depends on the prefixes in scope
        self.empty: Pattern = Empty(self)
        self.not_allowed: Pattern = NotAllowed(self)
        self.any_text: Pattern = Text(self)

    def next_serial(self) -> int:
        """Count the patterns in the order they are made: the same every time. Raises ``TooLarge``."""
        self._serial += 1
        if self._serial > self.most:
            raise TooLarge
        return self._serial

    def _once(self, key: tuple[object, ...], make: Callable[[], Pattern]) -> Pattern:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = make()
        return made

    def choice(self, alternatives: Iterable[Pattern]) -> Pattern:
        """One of several patterns; one that is not allowed is none."""
        found: dict[Pattern, None] = {}
        for pattern in alternatives:
            if type(pattern) is Choice:
                found.update(dict.fromkeys(pattern.alternatives))
            elif pattern is not self.not_allowed:
                found[pattern] = None
        if len(found) > 1 and self.empty in found and any(p.nullable for p in found if p is not self.empty):
            del found[self.empty]
        if len(found) < 2:
            return next(iter(found), self.not_allowed)
        key = tuple(sorted(found, key=_by_serial))
        return self._once(("choice", *key), lambda: Choice(self, key))

    def group(self, first: Pattern, second: Pattern) -> Pattern:
        """One pattern, then another."""
        if first is self.not_allowed or second is self.not_allowed:
            return self.not_allowed
        if first is self.empty:
            return second
        if second is self.empty:
            return first
        if type(first) is Group:
            return self.group(first.first, self.group(first.second, second))
        return self._once(("group", first, second), lambda: Group(self, first, second))

    def interleave(self, threads: Iterable[Pattern]) -> Pattern:
        """Several patterns, mixed."""
        found: list[Pattern] = []
        for pattern in threads:
            if pattern is self.not_allowed:
                return pattern
            if type(pattern) is Interleave:
                found.extend(pattern.threads)
            elif pattern is not self.empty:
                found.append(pattern)
        if len(found) < 2:
            return found[0] if found else self.empty
        key = tuple(sorted(found, key=_by_serial))
        return self._once(("interleave", *key), lambda: Interleave(self, key))

    def one_or_more(self, content: Pattern) -> Pattern:
        """Match a pattern, at least once."""
        if content is self.not_allowed or content is self.empty or type(content) is OneOrMore:
            return content
        return self._once(("oneOrMore", content), lambda: OneOrMore(self, content))

    def list_of(self, content: Pattern) -> Pattern:
        """Words between white space."""
        if content is self.not_allowed:
            return content
        return self._once(("list", content), lambda: List(self, content))

    def data_of(self, datatype: Datatype, excepted: Pattern | None) -> Pattern:
        """Text of a datatype."""
        return self._once(("data", datatype.key, excepted), lambda: Data(self, datatype, excepted))

    def value_of(self, datatype: Datatype, value: str, context: Context) -> Pattern:
        """One value of a datatype."""
        key = ("value", datatype.key, value, datatype.context_key(value, context))
        return self._once(key, lambda: Value(self, datatype, value, context))

    def attribute_of(self, names: NameClass, content: Pattern) -> Pattern:
        """Match an attribute."""
        if content is self.not_allowed:
            return content
        return self._once(("attribute", names.key, content), lambda: Attribute(self, names, content))


def _by_serial(pattern: Pattern) -> int:
    return pattern.serial


def elements_in(pattern: Pattern) -> Iterator[Element]:
    """Find the element patterns of a pattern, each once, not looking into elements."""
    return (part for part in inside(pattern) if isinstance(part, Element))


def inside(pattern: Pattern, met: set[Pattern] | None = None) -> Iterator[Pattern]:
    """List a pattern and all that it is made of, each once, not looking into elements and attributes.

    What is in ``met`` is left out, and what is listed is put into it.
    """
    met = set() if met is None else met
    left = [pattern] if pattern not in met else []
    met.add(pattern)
    while left:
        part = left.pop()
        yield part
        new = [inner for inner in reversed(part.parts()) if inner not in met]
        met.update(new)
        left.extend(new)
