"""The markup of a well-formed document without a DOCTYPE, by its places in the text: what a mutation takes hold of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"""<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|</(?P<close>[^\s>]+)\s*>"""
    r"""|<(?P<open>[^\s/>!?]+)(?P<rest>(?:[^"'>]|"[^"]*"|'[^']*')*)>|[^<]+""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(\s+)([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")


@dataclass(slots=True)
class Attribute:
    """An attribute: the start of the white space before it, of its name, of its value and the value's end."""

    name: str
    space: int
    start: int
    value: int
    end: int


@dataclass(slots=True)
class Element:
    """An element: where it and its tags start and end. An empty one has its end tag where its start tag ends."""

    name: str
    start: int
    content: int
    attributes: list[Attribute]
    parent: Element | None
    close: int = -1
    end: int = -1
    children: list[Element] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Tell whether it is written as one tag."""
        return self.close == self.content == self.end


def read_elements(text: str) -> list[Element]:
    """List the elements of a document in its order."""
    found: list[Element] = []
    stack: list[Element] = []
    for token in _TOKEN.finditer(text):
        if token["close"]:
            stack[-1].close, stack[-1].end = token.start(), token.end()
            stack.pop()
        elif token["open"]:
            parent = stack[-1] if stack else None
            attributes = list(_attributes(token["rest"], token.start("rest")))
            element = Element(token["open"], token.start(), token.end(), attributes, parent)
            if parent:
                parent.children.append(element)
            found.append(element)
            if token["rest"].endswith("/"):
                element.close = element.end = element.content
            else:
                stack.append(element)
    return found


def _attributes(rest: str, offset: int) -> Iterator[Attribute]:
    for match in _ATTRIBUTE.finditer(rest):
        yield Attribute(
            match[2],
            offset + match.start(1),
            offset + match.start(2),
            offset + match.start(3) + 1,
            offset + match.end() - 1,
        )
