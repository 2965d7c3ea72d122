"""Mutations in the text of a document: comments, layout and tags of several lines stay as they are."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.oracle.markup import Element, read_elements

# Right and wrong, and what validators were found to disagree on.
VALUES = (
    "", " ", "x", "1", "0", "-1", "+1", "1.5", "a b", " a ", "é", "ü-1", "1a", "a:b", "true", "1e3", "INF", "٣",
    "a:%zz", "#a#b", "1:2", "://", "a:[x]", "a[x]", "#", "http://[", "http://", "https://example.org/a%20b?c=d#e",
    "#p1", "x:y", "2012", "2012-08", "2012-08-07", "2012-8-7", "2012-02-30", "0000", "-0043", "2012Z",
    "2012-08-07T10:00:00", "--08", "en", "en-", "EN_us", "ko-Hani", "high", "medium", "p", "a\nb", "&lt;&#x20;",
    "中\u00a0文", "𐍈",
)  # fmt: skip
ATTRIBUTES = (
    "n", "type", "xml:id", "xml:lang", "xml:space", "ref", "when", "who", "target", "rend", "foo", "cert", "place",
    "unit", "quantity", "notBefore", "key", "url", "part", "status", "subtype", "ana", "corresp", "level", "cols",
    "reason",
)  # fmt: skip
TEXTS = (
    "stray",
    " \n ",
    "<![CDATA[stray]]>",
    "<!-- a comment\n of two lines -->",
    "&#x20;",
    "&amp;",
    "<?page 7?>",
    "𐍈中",
)

Change = Callable[["Mutator", str, Sequence[Element]], str]


@dataclass
class Mutator:
    """Makes changes; always the same for one seed. ``names`` are the names that elements may be given."""

    random: random.Random
    names: Sequence[str]

    def mutate(self, text: str) -> str:
        """Make one change, or now and then two."""
        for _ in range(self.random.choice((1, 1, 1, 2))):
            elements = read_elements(text)
            text = self.random.choice(CHANGES)(self, text, elements)
        return text

    def one(self, elements: Sequence[Element]) -> Element:
        """Choose an element that is not the root, if there is one."""
        return self.random.choice(elements[1:] or elements)

    def gap(self, element: Element) -> int:
        """Choose a place between the tags inside an element."""
        places = [element.content, element.close, *(child.end for child in element.children)]
        return self.random.choice([place for place in places if place >= element.content])

    def tag(self) -> str:
        return f"<{self.random.choice(self.names)}/>"


def delete(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    element = mutator.one(elements)
    return text[: element.start] + text[element.end :] if element.parent else text


def unwrap(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    element = mutator.one(elements)
    if element.parent is None:
        return text
    return text[: element.start] + text[element.content : element.close] + text[element.end :]


def duplicate(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    element = mutator.one(elements)
    return text[: element.end] + text[element.start :] if element.parent else text


def swap(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    """Let two neighbours change places."""
    element = mutator.one(elements)
    later = [child for child in (element.parent.children if element.parent else []) if child.start > element.start]
    if not later:
        return text
    other = later[0]
    between = text[element.end : other.start]
    first, second = text[element.start : element.end], text[other.start : other.end]
    return text[: element.start] + second + between + first + text[other.end :]


def move(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    element = mutator.one(elements)
    others = [e for e in elements if not e.empty and not element.start <= e.start < element.end]
    if element.parent is None or not others:
        return text
    at, moved = mutator.gap(mutator.random.choice(others)), text[element.start : element.end]
    if at >= element.end:
        return text[: element.start] + text[element.end : at] + moved + text[at:]
    if at <= element.start:
        return text[:at] + moved + text[at : element.start] + text[element.end :]
    return text


def rename(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    return _renamed(text, mutator.one(elements), mutator.random.choice(mutator.names))


def misspell(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    element = mutator.one(elements)
    return _renamed(text, element, f"{element.name}x")


def _renamed(text: str, element: Element, name: str) -> str:
    after = element.start + 1 + len(element.name)
    inside = text[after : element.close]
    end = "" if element.empty else f"</{name}>"
    return f"{text[: element.start]}<{name}{inside}{end}{text[element.end :]}"


def insert(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    element = mutator.random.choice([e for e in elements if not e.empty])
    at = mutator.gap(element)
    return text[:at] + mutator.tag() + text[at:]


def write(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    element = mutator.random.choice([e for e in elements if not e.empty])
    at = mutator.gap(element)
    return text[:at] + mutator.random.choice(TEXTS) + text[at:]


def empty(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    element = mutator.one(elements)
    return text[: element.content] + text[element.close :]


def delete_attribute(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    some = [attribute for e in elements for attribute in e.attributes if not attribute.name.startswith("xmlns")]
    if not some:
        return text
    attribute = mutator.random.choice(some)
    return text[: attribute.space] + text[attribute.end + 1 :]


def change_value(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    some = [attribute for e in elements for attribute in e.attributes if not attribute.name.startswith("xmlns")]
    if not some:
        return text
    attribute = mutator.random.choice(some)
    return text[: attribute.value] + mutator.random.choice(VALUES) + text[attribute.end :]


def add_attribute(mutator: Mutator, text: str, elements: Sequence[Element]) -> str:
    element = mutator.random.choice(elements)
    name = mutator.random.choice(ATTRIBUTES)
    if name in {attribute.name for attribute in element.attributes}:
        return text
    at = element.start + 1 + len(element.name)
    space = mutator.random.choice((" ", "\n    "))
    return f'{text[:at]}{space}{name}="{mutator.random.choice(VALUES)}"{text[at:]}'


CHANGES: tuple[Change, ...] = (
    delete, unwrap, duplicate, swap, move, rename, misspell, insert, insert, write, empty,
    delete_attribute, change_value, change_value, add_attribute, add_attribute,
)  # fmt: skip
