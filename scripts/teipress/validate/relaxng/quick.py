"""The quick way: is a document valid, yes or no? Nothing is remembered of where anything stands.

A no is only a reason to look again: the reader of ``corpus`` and the slow way then say what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from teipress.validate.relaxng.automaton import Automaton, Opening
from teipress.validate.relaxng.datatypes import Context, Prefixes

ENCODINGS = frozenset({"utf-8", "us-ascii", "ascii"})
WHITE = " \t\r\n"
UNBOUNDED = 10**9  # more than any document has


class No(Exception):
    """The document is not valid, or not one to be read without a closer look."""


class Scope:
    """The prefixes in scope while a document is read."""

    __slots__ = ("_stack",)

    def __init__(self) -> None:
        self._stack: list[tuple[str, str]] = [("xml", "http://www.w3.org/XML/1998/namespace")]

    def declare(self, prefix: str | None, uri: str | None) -> None:
        """Enter the scope of a declaration."""
        self._stack.append((prefix or "", uri or ""))

    def leave(self, _prefix: str | None) -> None:
        """Leave the scope of the last declaration."""
        self._stack.pop()

    def uri(self, prefix: str) -> str | None:
        """Give the namespace of a prefix."""
        for declared, uri in reversed(self._stack):
            if declared == prefix:
                return uri
        return "" if not prefix else None

    def spellings(self, name: str) -> tuple[str, ...]:
        """List the ways to write the name of an attribute here; the innermost prefix comes first."""
        uri, _, local = name.rpartition("}")
        if not uri:
            return (local,)
        declared = [prefix for prefix, bound in reversed(self._stack) if bound == uri and prefix]
        return tuple(f"{prefix}:{local}" for prefix in dict.fromkeys(declared) if self.uri(prefix) == uri)


NO_SCOPE: Context = Prefixes({})


def is_valid(automaton: Automaton, data: bytes, *, depth: int, attributes: int) -> bool:
    """Tell whether a document is well-formed, within the limits, without a DOCTYPE, in UTF-8, and valid."""
    needs_context = automaton.patterns.needs_context
    valid = _run(automaton, data, depth, attributes)
    if automaton.patterns.needs_context is not needs_context:
        # A datatype that was compiled on the way asks for prefixes, and none were kept.
        valid = _run(automaton, data, depth, attributes)
    return valid


def _run(automaton: Automaton, data: bytes, depth: int, attributes: int) -> bool:
    parser = expat.ParserCreate(namespace_separator="}")
    try:
        references_resolve = _prepare(parser, automaton, depth, 2 * attributes)
        parser.Parse(data, True)
    except (expat.ExpatError, No):
        return False
    return references_resolve()


def _prepare(  # noqa: C901 one function, for speed
    parser: expat.XMLParserType, automaton: Automaton, max_depth: int, max_attributes: int
) -> Callable[[], bool]:
    """Set the handlers. They are closures, since they run a million times: a local name is found at once.

    Gives what is to be asked at the end: whether every IDREF has its ID.
    """
    state = automaton.start
    stack: list[Opening] = []
    push, pop = stack.append, stack.pop
    texts: list[str] = []
    ids: set[str] = set()
    references: set[str] = set()
    context = NO_SCOPE
    if automaton.patterns.needs_context:
        scope = Scope()
        parser.StartNamespaceDeclHandler = scope.declare
        parser.EndNamespaceDeclHandler = scope.leave
        context = scope

    def start(name: str, attributes: list[str]) -> None:  # noqa: C901 one function, for speed
        nonlocal state
        if texts:
            between()
        opening = state.starts.get(name)
        if opening is None:
            opening = state.open(name)
            if opening is None:
                raise No
        push(opening)
        tag = opening.tag
        if attributes:
            at = iter(attributes)
            for attribute in at:
                step = tag.steps.get(attribute)
                if step is None:
                    step = tag.step(attribute)
                    if step is None:
                        raise No
                value = next(at)
                after = step.values.get(value)
                if after is None:
                    after = step.take(value, context)
                    if after is None:
                        raise No
                    if step.identifies:
                        identify(value)
                    elif step.refers:
                        references.update(value.split())
                tag = after
            if len(attributes) > max_attributes:
                raise No
        closed = tag.closed
        if closed is None:
            closed = tag.close()
        if closed is None or len(stack) > max_depth:
            raise No
        state = closed

    def end(_name: str) -> None:
        nonlocal state
        opening = pop()
        if state.data:
            mask = state.accepts("".join(texts), context)
            texts.clear()
        else:
            mask = state.accepting
        after = opening.after_all if mask == opening.all else opening.after(mask)
        if after is None:
            raise No
        state = after

    def characters(text: str) -> None:
        nonlocal state
        if state.free:
            return
        if state.data:
            texts.append(text)
        elif not text.isspace() or text.strip(WHITE):
            after = state.after_text()
            if after is None:
                raise No
            state = after

    def between() -> None:
        nonlocal state
        text = "".join(texts)
        texts.clear()
        if text.strip(WHITE):
            after = state.after_text()
            if after is None:
                raise No
            state = after

    def identify(value: str) -> None:
        name = value.strip(WHITE)
        if name in ids:
            raise No
        ids.add(name)

    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.XmlDeclHandler = _check_declaration
    parser.StartDoctypeDeclHandler = refuse
    return lambda: references <= ids


def _check_declaration(version: str, encoding: str | None, _standalone: int) -> None:
    if version != "1.0" or (encoding or "utf-8").lower() not in ENCODINGS:
        raise No


def refuse(*_: object) -> None:
    """Refuse a document for what was met in it."""
    raise No
