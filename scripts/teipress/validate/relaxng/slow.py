"""The slow way: what is wrong, where, and what would be right. It goes on after a fault.

- An element that cannot stand where it does is left out of its parent's content; its own content is checked by what the
  schema says of elements of its name. An element that comes too early is taken as if what is missing were there; if
  something was left out before, that was probably it, and if it comes later, that is no second fault.
- An attribute with a wrong value counts as there; an unknown one counts as not there.
- A parent that held something misplaced is not also called incomplete.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from xml.parsers import expat

from teipress.diagnostics import Diagnostic, Source
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
from teipress.validate.relaxng.quick import WHITE, Scope
from teipress.validate.relaxng.tree import Wrong
from teipress.validate.relaxng.words import Words

if TYPE_CHECKING:
    from teipress.corpus import Document, Element
    from teipress.validate.relaxng import Schema


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the number of its element in the document, its attribute or the place of its text, its words.

    ``noticed`` is the line of the end of the tag that brought it to light: where other validators place it.
    """

    number: int
    words: Words
    noticed: int
    attribute: str | None = None
    text: Position | None = None


def problems(schema: Schema, document: Document) -> Iterator[Diagnostic]:
    """Report what the schema does not allow in a document."""
    elements = list(document.elements())
    for problem in find_problems(schema, document.text):
        yield _diagnostic(document, elements, problem)


def find_problems(schema: Schema, text: str) -> Sequence[Problem]:
    """Find what the schema does not allow in the text of a well-formed document without a DOCTYPE, in its order."""
    run = _Run(schema, text)
    run.parse()
    return run.found


def _diagnostic(document: Document, elements: Sequence[Element], problem: Problem) -> Diagnostic:
    element = elements[problem.number]
    code, message, help = problem.words
    attribute = _clark(problem.attribute) if problem.attribute else None
    made = document.diagnose(element, code, message, attribute=attribute, source=Source.RELAXNG, help=help)
    if problem.text is None:
        return made
    line, column = problem.text
    return replace(made, line=line, column=column, end_line=line, end_column=column + 1)


def _clark(name: str) -> str:
    uri, _, local = name.rpartition("}")
    return f"{{{uri}}}{local}" if uri else local


@dataclass(slots=True)
class _Frame:
    """An open element: what it leaves of its parent, and what was already said of it.

    ``left_out`` counts the misplaced children that may yet explain what is missing, ``missed`` names the children that
    were called missing.
    """

    number: int
    name: str
    opening: Opening | None
    parent_state: State | None
    faulty: bool = False
    text_told: bool = False
    left_out: int = 0
    missed: set[str] = field(default_factory=set)


class _Run:
    def __init__(self, schema: Schema, text: str) -> None:
        self.schema = schema
        self.data = text.encode()
        self.found: list[Problem] = []
        self.state: State | None = schema.automaton.start
        self.stack: list[_Frame] = []
        self.number = -1
        self.ending = False
        self.texts: list[str] = []
        self.text_at: Position | None = None
        self.ids: set[str] = set()
        self.references: list[tuple[int, str, str, int]] = []
        self.scope = Scope()
        self.parser = expat.ParserCreate(encoding="utf-8", namespace_separator="}")
        self._anywhere: dict[str, Opening | None] = {}
        self._known: Sequence[str] | None = None
        self.seen: Counter[str] = Counter()

    def parse(self) -> None:
        parser = self.parser
        parser.ordered_attributes = True
        parser.StartNamespaceDeclHandler = self.scope.declare
        parser.EndNamespaceDeclHandler = self.scope.leave
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.Parse(self.data, True)
        for number, attribute, value, noticed in self.references:
            if value not in self.ids:
                self.found.append(Problem(number, words.dangling_reference(value), noticed, attribute))

    # Events.

    def start(self, name: str, attributes: list[str]) -> None:
        self.number += 1
        self.flush_text()
        parent_state = self.state
        opening = None if parent_state is None else self.open(parent_state, name)
        inner = opening or self.anywhere(name)
        if parent_state is None and inner is None:
            self.report(words.unknown_element(name, self.known()))
        self.seen[name] += 1
        self.stack.append(_Frame(self.number, name, opening, parent_state))
        self.state = None if inner is None else self.take_attributes(inner, name, attributes)

    def end(self, name: str) -> None:
        frame = self.stack[-1]
        self.ending = True
        mask = self.finish(frame, name)
        self.ending = False
        self.stack.pop()
        if frame.opening is None:
            self.state = frame.parent_state
        else:
            self.state = frame.opening.after(mask or frame.opening.all) or frame.opening.after_all

    def characters(self, text: str) -> None:
        if self.state is None or self.state.free:
            return
        if not self.state.data and (not text.strip(WHITE) or self.take_text(self.state)):
            return
        if self.text_at is None and text.strip(WHITE):
            self.text_at = self.place_of(text)
        self.texts.append(text)

    # Steps.

    def open(self, state: State, name: str) -> Opening | None:
        """Take a child; report one that cannot come."""
        opening = state.open(name)
        if opening is not None:
            return opening
        if not self.stack:
            self.report(words.wrong_root(name, self.likely_first(state)))
            return None
        frame = self.stack[-1]
        frame.faulty = True
        early = state.open_early(name)
        missing = needed_elements(state.patterns)
        if early is not None and missing:
            self.report_early(frame, name, missing)
            return early
        if name in frame.missed:
            frame.missed.remove(name)
        else:
            frame.left_out += 1
            self.report_misplaced(frame, name, state)
        return None

    def likely_first(self, state: State) -> list[str]:
        """List what may come: first what must, then what the document has most of."""
        needed = needed_elements(state.patterns)
        others = [name for name in next_elements(state.patterns) if name not in needed]
        return [*needed, *sorted(others, key=lambda name: -self.seen[name])]

    def anywhere(self, name: str) -> Opening | None:
        """Open an element by its name alone; nothing where the schema has none of this name."""
        if name not in self._anywhere:
            try:
                elements = self.schema.elements_named(name)
            except Wrong:
                elements = ()
            self._anywhere[name] = self.schema.automaton.anywhere(elements) if elements else None
        return self._anywhere[name]

    def known(self) -> Sequence[str]:
        if self._known is None:
            self._known = self.schema.element_names()
        return self._known

    def take_attributes(self, opening: Opening, name: str, attributes: list[str]) -> State | None:
        tag = opening.tag
        at = iter(attributes)
        for attribute in at:
            tag = self.take_attribute(opening, tag, name, attribute, next(at))
        if tag.closed is not None:
            return tag.closed
        missing = dict.fromkeys(m for p in tag.patterns for m in needed_attributes(p))
        for attribute in missing:
            self.report(words.missing_attribute(attribute, name))
        if not missing:
            self.report(words.missing_some_attribute(name))
        return tag.close(forgiving=True)

    def take_attribute(self, opening: Opening, tag: Tag, name: str, attribute: str, value: str) -> Tag:
        step = tag.step(attribute)
        if step is None:
            if opening.tag.step(attribute) is not None:
                self.report(words.unexpected_attribute(attribute, name), attribute)
            else:
                possible = possible_attributes(opening.tag.patterns)
                self.report(words.unknown_attribute(attribute, name, possible), attribute)
            return tag
        after = step.take(value, self.scope)
        if after is None:
            contents = [candidate.content for candidate in step.candidates]
            self.report(words.wrong_value(attribute, name, value, contents), attribute)
            return step.matched(frozenset(step.candidates)) or tag
        self.remember_ids(step, attribute, value)
        return after

    def remember_ids(self, step: Step, attribute: str, value: str) -> None:
        if step.identifies:
            name = value.strip(WHITE)
            if name in self.ids:
                self.report(words.duplicate_id(name), attribute)
            self.ids.add(name)
        elif step.refers:
            self.references.extend((self.number, attribute, word, self.noticed()) for word in value.split())

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
            self.report_text(text, place)
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
                self.report(words.wrong_content(name, text, state.patterns), number=frame.number)
            return mask
        if place is not None:
            after = state.after_text()
            if after is None:
                self.report_text(text, place)
            else:
                state = after
        if not state.accepting and not frame.faulty:
            self.report(words.missing_element(name, needed_elements(state.patterns)), number=frame.number)
        return state.accepting

    def taken_text(self) -> tuple[str, Position | None]:
        text, place = "".join(self.texts), self.text_at
        self.texts.clear()
        self.text_at = None
        return text, place

    # Reports.

    def report_early(self, frame: _Frame, name: str, missing: Sequence[str]) -> None:
        if frame.left_out:
            frame.left_out -= 1
            return
        self.report(words.early_element(name, frame.name, missing))
        if len(missing) == 1:
            frame.missed.update(missing)

    def report_misplaced(self, frame: _Frame, name: str, state: State) -> None:
        expected = self.likely_first(state)
        if self.anywhere(name) is None:
            self.report(words.unknown_element(name, [*expected, *self.known()]))
        else:
            simple = not expected and any(p.has_text for p in state.patterns)
            self.report(words.unexpected_element(name, frame.name, expected, simple=simple))

    def report_text(self, text: str, place: Position) -> None:
        frame = self.stack[-1]
        if not frame.text_told:
            frame.text_told = True
            told = words.unexpected_text(frame.name, text)
            self.found.append(Problem(frame.number, told, self.noticed(), text=place))

    def report(self, told: Words, attribute: str | None = None, number: int | None = None) -> None:
        number = self.number if number is None else number
        self.found.append(Problem(number, told, self.noticed(), attribute))

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
