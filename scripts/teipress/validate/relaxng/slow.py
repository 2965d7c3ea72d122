"""The slow way: what is wrong, where, and what would be right. It goes on after a fault.

- An element that cannot stand where it does is left out of its parent's content; its own content is checked by what the
  schema says of elements of its name. An element that comes too early is taken as if what is missing were there; if
  something was left out before, that was probably it, and if it comes later, that is no second fault.
- An attribute with a wrong value counts as there; an unknown one counts as not there.
- A parent that held something misplaced is not also called incomplete.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.parsers import expat

from teipress.positions import Position
from teipress.validate.relaxng import words
from teipress.validate.relaxng.automaton import Opening, State, Step, Tag
from teipress.validate.relaxng.expected import (
    needed_attributes,
    needed_elements,
    next_elements,
    possible_attributes,
)
from teipress.validate.relaxng.patterns import Pattern, elements_in
from teipress.validate.relaxng.places import Place, Problem
from teipress.validate.relaxng.quick import UNBOUNDED, WHITE, No, Scope, refuse
from teipress.validate.relaxng.tree import Wrong
from teipress.validate.relaxng.words import Words

if TYPE_CHECKING:
    from teipress.validate.relaxng import Schema


def find_problems(
    schema: Schema, text: str, root: str = "", *, depth: int = UNBOUNDED, attributes: int = UNBOUNDED
) -> Sequence[Problem]:
    """Find what the schema does not allow in a text, in its order.

    Raises ``No`` for a text that is not well-formed, has a DOCTYPE or a first element outside of the namespace
    ``root``, is nested more than ``depth`` deep, or has an element with more attributes than these.
    """
    run = _Run(schema, text, root, depth, attributes)
    run.parse()
    return run.found


class _Frame(Place):
    """An open element: what it leaves of its parent, and what was already said of it.

    ``left_out`` counts the misplaced children that may yet explain what is missing, ``missed`` names the children that
    were called missing.
    """

    __slots__ = ("faulty", "left_out", "missed", "opening", "parent_state", "text_told")

    def __init__(
        self,
        number: int,
        name: str,
        attributes: list[str],
        offset: int,
        parent: _Frame | None,
        nth: int,
        parent_state: State | None,
    ) -> None:
        super().__init__(number, name, attributes, offset, parent, nth)
        self.parent_state = parent_state
        self.opening: Opening | None = None
        self.faulty = False
        self.text_told = False
        self.left_out = 0
        self.missed: set[str] = set()


class _Run:
    def __init__(self, schema: Schema, text: str, root: str, depth: int, attributes: int) -> None:
        self.schema = schema
        self.root = f"{root}}}" if root else ""
        self.data = text.encode()
        self.depth = depth
        self.attributes = 2 * attributes
        self.found: list[Problem] = []
        self.state: State | None = schema.automaton.start
        self.stack: list[_Frame] = []
        self.number = -1
        self.ending = False
        self.texts: list[str] = []
        self.text_at: Position | None = None
        self.ids: set[str] = set()
        self.references: list[tuple[str, Problem]] = []
        self.scope = Scope()
        self.parser = expat.ParserCreate(encoding="utf-8", namespace_separator="}")
        self._anywhere: dict[str, Opening | None] = {}
        self._known: Sequence[str] | None = None
        self.seen: dict[str, int] = {}

    def parse(self) -> None:
        parser = self.parser
        parser.ordered_attributes = True
        parser.buffer_text = False  # the place of a text is that of its first event
        parser.StartNamespaceDeclHandler = self.scope.declare
        parser.EndNamespaceDeclHandler = self.scope.leave
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = refuse
        try:
            parser.Parse(self.data, True)
        except expat.ExpatError:
            raise No from None
        self.found.extend(problem for value, problem in self.references if value not in self.ids)

    # Events.

    def start(self, name: str, attributes: list[str]) -> None:
        self.number += 1
        if self.texts:
            self.flush_text()
        stack = self.stack
        if stack:
            parent = stack[-1]
            nth = parent.counts[name] = parent.counts.get(name, 0) + 1
        else:
            parent, nth = None, 1
            if not name.startswith(self.root):
                raise No
        state = self.state
        frame = _Frame(self.number, name, attributes, self.parser.CurrentByteIndex, parent, nth, state)
        inner = None
        if state is not None:
            inner = frame.opening = state.starts.get(name) or self.open(state, frame)
        if inner is None:
            inner = self.anywhere(name)
            if inner is None and state is None:
                self.report(frame, words.unknown_element(name, self.known()))
        self.seen[name] = self.seen.get(name, 0) + 1
        stack.append(frame)
        if len(stack) > self.depth or len(attributes) > self.attributes:
            raise No
        self.state = (
            None
            if inner is None
            else self.take_attributes(inner, frame)
            if attributes
            else self.close(inner.tag, frame)
        )

    def end(self, name: str) -> None:
        frame = self.stack.pop()
        state = self.state
        opening = frame.opening
        if (
            state is not None
            and opening is not None
            and not self.texts
            and state.accepting == opening.all
            and not state.data
        ):
            self.state = opening.after_all
            return
        self.ending = True
        mask = self.finish(frame, name)
        self.ending = False
        if opening is None:
            self.state = frame.parent_state
        else:
            self.state = opening.after(mask or opening.all) or opening.after_all

    def characters(self, text: str) -> None:
        state = self.state
        if state is None or state.free:
            return
        if not state.data and (not text.strip(WHITE) or self.take_text(state)):
            return
        if self.text_at is None and text.strip(WHITE):
            self.text_at = self.place_of(text)
        self.texts.append(text)

    # Steps.

    def open(self, state: State, child: _Frame) -> Opening | None:
        """Take a child; report one that cannot come."""
        name = child.name
        opening = state.open(name)
        if opening is not None:
            return opening
        if not self.stack:
            self.report(child, words.wrong_root(name, self.likely_first(state)))
            return None
        frame = self.stack[-1]
        frame.faulty = True
        early = state.open_early(name)
        missing = needed_elements(state.patterns)
        if early is not None and missing:
            self.report_early(frame, child, missing)
            return early
        if name in frame.missed:
            frame.missed.remove(name)
        else:
            frame.left_out += 1
            self.report_misplaced(frame, child, state)
        return None

    def likely_first(self, state: State) -> list[str]:
        """List what may come: first what must, then what the document has most of."""
        needed = needed_elements(state.patterns)
        others = [name for name in next_elements(state.patterns) if name not in needed]
        return [*needed, *sorted(others, key=lambda name: -self.seen.get(name, 0))]

    def anywhere(self, name: str) -> Opening | None:
        """Open an element by its name alone; nothing where the schema has none of this name."""
        if name not in self._anywhere:
            try:
                elements = self.schema.elements_named(name)
                self._anywhere[name] = self.schema.automaton.anywhere(elements) if elements else None
            except Wrong:
                self._anywhere[name] = None
        return self._anywhere[name]

    def known(self) -> Sequence[str]:
        if self._known is None:
            self._known = self.schema.element_names()
        return self._known

    def take_attributes(self, opening: Opening, frame: _Frame) -> State | None:
        tag = opening.tag
        at = iter(frame.attributes)
        for attribute in at:
            value = next(at)
            step = tag.steps.get(attribute)
            after = None if step is None else step.values.get(value)
            tag = after or self.take_attribute(opening, tag, frame, attribute, value)
        return self.close(tag, frame)

    def close(self, tag: Tag, frame: _Frame) -> State | None:
        """End a start tag; report what is missing in it."""
        closed = tag.closed or tag.close()
        if closed is not None:
            return closed
        missing = dict.fromkeys(m for p in tag.patterns for m in needed_attributes(p))
        for attribute in missing:
            self.report(frame, words.missing_attribute(attribute, frame.name))
        if not missing:
            self.report(frame, words.missing_some_attribute(frame.name))
        return tag.close(forgiving=True)

    def take_attribute(self, opening: Opening, tag: Tag, frame: _Frame, attribute: str, value: str) -> Tag:
        step = tag.step(attribute)
        if step is None:
            if opening.tag.step(attribute) is not None:
                self.report(frame, words.unexpected_attribute(attribute, frame.name), attribute)
            else:
                possible = possible_attributes(opening.tag.patterns)
                self.report(frame, words.unknown_attribute(attribute, frame.name, possible), attribute)
            return tag
        after = step.take(value, self.scope)
        if after is None:
            contents = [candidate.content for candidate in step.candidates]
            self.report(frame, words.wrong_value(attribute, frame.name, value, contents), attribute)
            return step.matched(frozenset(step.candidates)) or tag
        self.remember_ids(step, frame, attribute, value)
        return after

    def remember_ids(self, step: Step, frame: _Frame, attribute: str, value: str) -> None:
        if step.identifies:
            name = value.strip(WHITE)
            if name in self.ids:
                self.report(frame, words.duplicate_id(name), attribute)
            self.ids.add(name)
        elif step.refers:
            for word in value.split():
                problem = self.problem(frame, words.dangling_reference(word), attribute)
                self.references.append((word, problem))

    def take_text(self, state: State) -> bool:
        """Take a text where there can be one, without keeping it."""
        after = state.after_text()
        if after is not None:
            self.state = after
        return after is not None

    def flush_text(self) -> None:
        """Take the text before a child, but where there can be text only: there it is the child that is misplaced."""
        if not self.texts:
            return
        if self.state is not None and self.state.data and not any(map(_holds_elements, self.state.patterns)):
            return
        text, place = self.taken_text()
        if self.state is None or place is None:
            return
        after = self.state.after_text()
        if after is None:
            self.report_text(self.stack[-1], text, place)
        else:
            self.state = after

    def finish(self, frame: _Frame, name: str) -> int:
        """Say which of its patterns an element matched at its end; report one that matched none."""
        state = self.state
        text, place = self.taken_text()
        if state is None:
            return 0
        if state.data:
            mask = state.accepts(text, self.scope)
            if not mask and not frame.faulty:
                self.report(frame, words.wrong_content(name, text, state.patterns))
            return mask
        if place is not None:
            after = state.after_text()
            if after is None:
                self.report_text(frame, text, place)
            else:
                state = after
        if not state.accepting and not frame.faulty:
            self.report(frame, words.missing_element(name, needed_elements(state.patterns)))
        return state.accepting

    def taken_text(self) -> tuple[str, Position | None]:
        text, place = "".join(self.texts), self.text_at
        self.texts.clear()
        self.text_at = None
        return text, place

    # Reports.

    def report_early(self, frame: _Frame, child: _Frame, missing: Sequence[str]) -> None:
        if frame.left_out:
            frame.left_out -= 1
            return
        self.report(child, words.early_element(child.name, frame.name, missing))
        if len(missing) == 1:
            frame.missed.update(missing)

    def report_misplaced(self, frame: _Frame, child: _Frame, state: State) -> None:
        expected = self.likely_first(state)
        if self.anywhere(child.name) is None:
            self.report(child, words.unknown_element(child.name, [*expected, *self.known()]))
        else:
            simple = not expected and any(p.has_text for p in state.patterns)
            self.report(child, words.unexpected_element(child.name, frame.name, expected, simple=simple))

    def report_text(self, frame: _Frame, text: str, place: Position) -> None:
        if not frame.text_told:
            frame.text_told = True
            told = words.unexpected_text(frame.name, text)
            self.found.append(Problem(frame.number, told, self.noticed(), text=place, place=frame))

    def report(self, frame: _Frame, told: Words, attribute: str | None = None) -> None:
        self.found.append(self.problem(frame, told, attribute))

    def problem(self, frame: _Frame, told: Words, attribute: str | None) -> Problem:
        spellings = () if attribute is None else self.scope.spellings(attribute)
        return Problem(frame.number, told, self.noticed(), attribute, place=frame, spellings=spellings)

    def noticed(self) -> int:
        """Give the line in which the tag of this event ends."""
        index = self.parser.CurrentByteIndex
        if self.ending and not self.data.startswith(b"</", index):
            return self.parser.CurrentLineNumber  # expat places the end of an empty element after its tag
        end = _end_of_tag(self.data, index)
        return self.parser.CurrentLineNumber + self.data.count(b"\n", index, end)

    def place_of(self, text: str) -> Position:
        """Give the place of the first character of this event that is not white space."""
        before = text[: len(text) - len(text.lstrip(WHITE))]
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        if "\n" not in before:
            return Position(line, column + len(before))
        return Position(line + before.count("\n"), len(before) - before.rfind("\n"))


def _holds_elements(pattern: Pattern) -> bool:
    return any(True for _ in elements_in(pattern))


def _end_of_tag(data: bytes, start: int) -> int:
    quote = 0
    for at in range(start, len(data)):
        byte = data[at]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == 62:  # >
            return at
    return len(data)
