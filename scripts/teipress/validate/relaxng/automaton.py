"""An automaton that is built while it runs: states are sets of patterns, every step is computed once.

Where a child element may match several element patterns, its content is checked against all of them at once; so a state
is a tuple of patterns, nearly always of one. What a child leaves of its parent's state depends on which of them it
matched, told by a bit mask.
"""

from __future__ import annotations

from collections.abc import Sequence

from teipress.validate.relaxng.datatypes import NO_PREFIXES, Context
from teipress.validate.relaxng.patterns import Attribute, Choice, Data, Element, Opened, Pattern, Patterns

VALUES_KEPT = 4000  # so many values are remembered for each step by an attribute
SOME_TEXT = "x"


class State:
    """What the content of an element may still be."""

    __slots__ = ("_text", "accepting", "automaton", "data", "free", "patterns", "starts", "text_taken")

    def __init__(self, automaton: Automaton, patterns: tuple[Pattern, ...]) -> None:
        self.automaton = automaton
        self.patterns = patterns
        self.starts: dict[str, Opening | None] = {}
        self.accepting = sum(1 << n for n, p in enumerate(patterns) if p.nullable)
        self.data = any(p.data for p in patterns)
        self._text: State | None = None
        self.text_taken = False  # whether _text was computed
        self.free = False  # text is allowed, and changes nothing
        self.free = not self.data and self.after_text() is self

    def open(self, name: str) -> Opening | None:
        """Take a child element; nothing where none of this name can come."""
        if name not in self.starts:
            self.starts[name] = self.automaton.opening(self, [p.open(name) for p in self.patterns])
        return self.starts[name]

    def open_early(self, name: str) -> Opening | None:
        """Take a child element as if all that must come before it were there."""
        return self.automaton.opening(self, [p.open(name, early=True) for p in self.patterns])

    def after_text(self) -> State | None:
        """Take a text between elements; nothing where there can be none."""
        if not self.text_taken:
            self.text_taken = True
            after = tuple(_plain_text(p) for p in self.patterns)
            possible = any(p is not self.automaton.patterns.not_allowed for p in after)
            self._text = self if after == self.patterns else self.automaton.state(after) if possible else None
        return self._text

    def accepts(self, text: str, context: Context) -> int:
        """Tell, as a mask, which patterns an element with this text and nothing after it matches."""
        return sum(1 << n for n, p in enumerate(self.patterns) if p.matches(text, context))


def _plain_text(pattern: Pattern) -> Pattern:
    """Take a text that does not stand alone: no data can match it (7.2), only what is ``<text/>``."""
    if isinstance(pattern, Choice):
        return pattern.patterns.choice(_plain_text(part) for part in pattern.alternatives)
    return pattern.patterns.not_allowed if pattern.data else pattern.text(SOME_TEXT, NO_PREFIXES)


class Opening:
    """A child element: how its own content starts, and what it leaves of its parent's state."""

    __slots__ = ("_after", "_opened", "after_all", "all", "elements", "state_before", "tag")

    def __init__(self, state: State, elements: tuple[Element, ...], opened: Sequence[Opened]) -> None:
        self.state_before = state
        self.elements = elements
        self._opened = opened
        self.tag = state.automaton.tag(tuple(e.content for e in elements))
        self.all = (1 << len(elements)) - 1
        self._after: dict[int, State | None] = {}
        self.after_all = self.after(self.all)

    def after(self, mask: int) -> State | None:
        """Give the parent's state when the child matched the elements of a mask."""
        if mask not in self._after:
            automaton = self.state_before.automaton
            matched = [e for n, e in enumerate(self.elements) if mask >> n & 1]
            left = tuple(
                automaton.patterns.choice(opened[element] for element in matched if element in opened)
                for opened in self._opened
            )
            possible = any(p is not automaton.patterns.not_allowed for p in left)
            self._after[mask] = automaton.state(left) if possible else None
        return self._after[mask]


class Tag:
    """What may still come in a start tag."""

    __slots__ = ("automaton", "closed", "patterns", "steps")

    closed: State | None  # what ``close`` gave, once it was asked

    def __init__(self, automaton: Automaton, patterns: tuple[Pattern, ...]) -> None:
        self.automaton = automaton
        self.patterns = patterns
        self.steps: dict[str, Step | None] = {}
        self.closed = None

    def step(self, name: str) -> Step | None:
        """Take the name of an attribute; nothing where none of this name can come."""
        if name not in self.steps:
            candidates = dict.fromkeys(a for p in self.patterns if p.has_attributes for a in p.attributes(name))
            self.steps[name] = Step(self, tuple(candidates)) if candidates else None
        return self.steps[name]

    def close(self, *, forgiving: bool = False) -> State | None:
        """End the tag: the state of the content; nothing where an attribute is missing."""
        left = tuple(p.close(forgiving=forgiving) for p in self.patterns)
        possible = any(p is not self.automaton.patterns.not_allowed for p in left)
        state = self.automaton.state(left) if possible else None
        if not forgiving:
            self.closed = state
        return state


class Step:
    """An attribute of a name: which patterns its value may match, and what each leaves of the tag."""

    __slots__ = ("_tag", "after", "candidates", "identifies", "refers", "values")

    def __init__(self, tag: Tag, candidates: tuple[Attribute, ...]) -> None:
        self._tag = tag
        self.candidates = candidates
        self.after: dict[frozenset[Attribute], Tag | None] = {}
        self.values: dict[str, Tag | None] = {}
        types = {a.content.datatype.name for a in candidates if isinstance(a.content, Data)}
        self.identifies = "xsd:ID" in types
        self.refers = not types.isdisjoint({"xsd:IDREF", "xsd:IDREFS"})

    def take(self, value: str, context: Context) -> Tag | None:
        """Take a value; nothing where it matches no pattern."""
        if value in self.values:
            return self.values[value]
        after = self.matched(frozenset(a for a in self.candidates if a.content.matches(value, context)))
        patterns = self._tag.automaton.patterns
        remembered = not (self.identifies or self.refers or patterns.needs_context)
        if remembered and len(self.values) < VALUES_KEPT:
            self.values[value] = after
        return after

    def matched(self, attributes: frozenset[Attribute]) -> Tag | None:
        """Give what is left of the tag when the value matches these patterns."""
        if attributes not in self.after:
            automaton = self._tag.automaton
            left = tuple(p.attribute(attributes) for p in self._tag.patterns)
            possible = any(p is not automaton.patterns.not_allowed for p in left)
            self.after[attributes] = automaton.tag(left) if possible else None
        return self.after[attributes]


class Automaton:
    """The states and tags of one schema, each once."""

    def __init__(self, patterns: Patterns, start: Pattern) -> None:
        self.patterns = patterns
        self._states: dict[tuple[Pattern, ...], State] = {}
        self._tags: dict[tuple[Pattern, ...], Tag] = {}
        self.start = self.state((start,))

    def state(self, patterns: tuple[Pattern, ...]) -> State:
        """Give the state of some patterns."""
        if patterns not in self._states:
            self._states[patterns] = State(self, patterns)
        return self._states[patterns]

    def tag(self, patterns: tuple[Pattern, ...]) -> Tag:
        """Give the tag of some patterns."""
        if patterns not in self._tags:
            self._tags[patterns] = Tag(self, patterns)
        return self._tags[patterns]

    def opening(self, state: State, opened: Sequence[Opened]) -> Opening | None:
        """Open a child that may match these elements."""
        elements = tuple(dict.fromkeys(element for one in opened for element in one))
        return Opening(state, elements, opened) if elements else None

    def anywhere(self, elements: Sequence[Element]) -> Opening:
        """Open an element as if it could stand where it does: for what is inside a misplaced one."""
        return Opening(self.start, tuple(elements), [dict.fromkeys(elements, self.patterns.empty)])
