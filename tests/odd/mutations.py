"""Mutations: a valid document with one random change, which may or may not make it invalid."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from teipress.corpus import TEI

Change = Callable[["Mutator", etree._Element], None]
XML = "{http://www.w3.org/XML/1998/namespace}"
# Right and wrong, and what the two libraries were found to disagree on.
VALUES = (
    "", " ", "x", "1", "0", "-1", "+1", "01", "1.5", "a b", " a ", "é", "ü-1", "1a", "a:b", "true", "1e3", "INF",
    "٣", "1_000", "123 1", "12012", "99999999999-01-01", "a:%zz", "#a#b", "1:2", "://", "a:[x]", "#", "http://[",
    "https://example.org:x/", "https://example.org/a%20b?c=d#e", "#p1", "person:x", "person:", "persona:x", "http:x",
    "2012", "2012-08", "2012-08-07", "2012-8-7", "2012-02-30", "0000", "-0043", "2012Z", "2012-08-07+09:00", "--08",
    "en", "en-", "EN_us", "ko-Hani", "main", "high", "51.5 9.9", "1.0", "1.0.0",
)  # fmt: skip


class Mutator:
    """Makes one change after another, always the same for one seed."""

    def __init__(self, seed: int, names: list[str], attributes: list[str]) -> None:
        self.random = random.Random(seed)
        self.names = names
        self.attributes = attributes

    def mutate(self, root: etree._Element) -> tuple[str, etree._Element]:
        """Copy a document with one change in it, and say which."""
        copy = deepcopy(root)
        name, change = self.random.choice(CHANGES)
        change(self, self.random.choice([*copy.iter(etree.Element)][1:]))
        return name, copy

    def name(self) -> str:
        return f"{{{TEI}}}{self.random.choice(self.names)}"

    def value(self) -> str:
        return self.random.choice(VALUES)


def delete(_: Mutator, element: etree._Element) -> None:
    parent_of(element).remove(element)


def unwrap(_: Mutator, element: etree._Element) -> None:
    parent = parent_of(element)
    at = parent.index(element)
    parent[at : at + 1] = [*element]


def duplicate(_: Mutator, element: etree._Element) -> None:
    element.addnext(deepcopy(element))


def swap(mutator: Mutator, element: etree._Element) -> None:
    parent = parent_of(element)
    parent.insert(mutator.random.randrange(len(parent)), element)


def move(mutator: Mutator, element: etree._Element) -> None:
    inside = {*element.iter()}
    others = [e for e in element.getroottree().getroot().iter(etree.Element) if e not in inside]
    mutator.random.choice(others).append(element)


def rename(mutator: Mutator, element: etree._Element) -> None:
    element.tag = mutator.name()


def rename_to_unknown(_: Mutator, element: etree._Element) -> None:
    element.tag = f"{element.tag}X"


def other_namespace(_: Mutator, element: etree._Element) -> None:
    element.tag = element.tag.replace(TEI, "urn:other")


def insert(mutator: Mutator, element: etree._Element) -> None:
    element.insert(mutator.random.randint(0, len(element)), element.makeelement(mutator.name()))


def empty(_: Mutator, element: etree._Element) -> None:
    element[:] = []
    element.text = None


def write_text(mutator: Mutator, element: etree._Element) -> None:
    element.text = f"{element.text or ''}{mutator.random.choice(['stray', ' ', chr(10), '5', ''])}"


def write_behind(mutator: Mutator, element: etree._Element) -> None:
    element.tail = f"{element.tail or ''}{mutator.random.choice(['stray', ' ', chr(10)])}"


def comment(_: Mutator, element: etree._Element) -> None:
    element.insert(0, etree.Comment("a comment"))
    element.append(etree.ProcessingInstruction("page", "7"))


def delete_attribute(mutator: Mutator, element: etree._Element) -> None:
    if element.attrib:
        del element.attrib[mutator.random.choice(sorted(map(str, element.attrib)))]


def change_value(mutator: Mutator, element: etree._Element) -> None:
    if element.attrib:
        element.set(mutator.random.choice(sorted(map(str, element.attrib))), mutator.value())


def add_attribute(mutator: Mutator, element: etree._Element) -> None:
    element.set(
        mutator.random.choice([*mutator.attributes, f"{XML}space", f"{XML}base", "{urn:x}n", "x"]), mutator.value()
    )


def parent_of(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


CHANGES: tuple[tuple[str, Change], ...] = tuple(
    (change.__name__, change)
    for change in (
        delete, unwrap, duplicate, swap, move, rename, rename_to_unknown, other_namespace, insert, empty,
        write_text, write_behind, comment, delete_attribute, change_value, change_value, add_attribute, add_attribute,
    )
)  # fmt: skip
