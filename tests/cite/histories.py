"""Random histories of an edition: texts of three kinds, and what editors do to them, well or badly.

Each node has an identity of its own beside its id, so that one knows what a check should find.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from teipress.corpus import Document, parse_document
from tests.support import tei

COMMON = (
    "the of and to a in that it was his he with for as had you not be her is at on she by which have or from this but "
    "all him they were my are me one their so an said them we who would been will no when"
).split()
_SYLLABLES = "ka lo mi ren tas ul ver dor sin pe gra ne thal o ber ky wen ra st fel hu mar".split()
SHORT = ("Ay.", "No.", "Ja, ja.", "My lord?", "What news?", "Well.", "O!", "Enter Kim.", "Exeunt.", "Yes.")
NAMES = ("Kim", "Park", "Lee", "Anna", "Old Tom", "Maria", "Choi")


@dataclass(eq=False)
class Node:
    """An element: its name, its id, its ``parts`` (strings and nodes), and the nodes ``taken`` in when merging."""

    tag: str
    id: str = ""
    parts: list[Node | str] = field(default_factory=list)
    taken: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.walk()

    @property
    def children(self) -> list[Node]:
        return [part for part in self.parts if isinstance(part, Node)]

    @property
    def words(self) -> str:
        return "".join(part if isinstance(part, str) else part.words for part in self.parts)

    def xml(self) -> str:
        inner = "".join(escape(part) if isinstance(part, str) else part.xml() for part in self.parts)
        id = f' xml:id="{self.id}"' if self.id else ""
        return f"<{self.tag}{id}>{inner}</{self.tag}>" if inner else f"<{self.tag}{id}/>"


class Text:
    """A text that edits are made to, with a source of new ids and of chance."""

    def __init__(self, kind: str, seed: int) -> None:
        self.random = random.Random(f"{kind} {seed}")
        self.words = [*COMMON] * 6 + [self._word() for _ in range(500)]
        self._count = 0
        self.gone: list[str] = []  # ids of elements that were deleted
        self.root = Node("body", "", [self._division(kind) for _ in range(2)])

    def _word(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.choice((1, 2, 2, 3, 3, 4))))

    def new_id(self, tag: str) -> str:
        self._count += 1
        return f"{tag}{self._count}"

    def node(self, tag: str, *parts: Node | str) -> Node:
        return Node(tag, self.new_id(tag), [*parts])

    def sentence(self, least: int, most: int) -> str:
        chosen = self.random.choices(self.words, k=self.random.randint(least, most))
        return " ".join(chosen).capitalize() + self.random.choice(".,;!?")

    def _division(self, kind: str) -> Node:
        make: Callable[[], Node] = {"prose": self.paragraph, "verse": self.stanza, "drama": self.speech}[kind]
        many = {"prose": 8, "verse": 6, "drama": 12}[kind]
        blocks = [make() for _ in range(many)]
        if kind == "prose":
            blocks.insert(3, self.node("pb"))
        return self.node("div", self.node("head", self.sentence(2, 5)), *blocks)

    def paragraph(self) -> Node:
        parts: list[Node | str] = []
        for _ in range(self.random.randint(1, 5)):
            inner: list[Node | str] = [self.sentence(4, 22)]
            if self.random.random() < 0.4:
                inner += [" ", self.node("persName", self.random.choice(NAMES)), " ", self.sentence(2, 6)]
            parts += [self.node("s", *inner), " "]
        return self.node("p", *parts)

    def stanza(self) -> Node:
        lines: list[Node | str] = [self.node("l", self.sentence(4, 9)) for _ in range(4)]
        lines.append(self.node("l", "And so say all of us, my dear."))  # a refrain
        if self.random.random() < 0.3:
            lines.append(self.node("l", "Ja, ja."))
            lines.append(self.node("l", "Ja, ja."))
        return self.node("lg", *lines)

    def speech(self) -> Node:
        said: list[Node | str] = [self.node("speaker", self.random.choice(NAMES))]
        if self.random.random() < 0.3:
            said.append(self.node("stage", self.random.choice(SHORT)))
        words = self.random.choice(SHORT) if self.random.random() < 0.35 else self.sentence(4, 25)
        said.append(self.node("p", words))
        return self.node("sp", *said)

    def all(self) -> list[Node]:
        """List the nodes that have ids."""
        return [node for node in self.root.walk() if node.id]

    def parent_of(self, node: Node) -> Node:
        return next(parent for parent in self.root.walk() if any(part is node for part in parent.parts))

    def leaves(self) -> list[Node]:
        """List nodes that hold words only."""
        return [node for node in self.all() if node.parts and all(isinstance(part, str) for part in node.parts)]

    def document(self, name: str = "text") -> Document:
        xml = tei(f"<text>{self.root.xml()}</text>")
        return parse_document(xml.encode(), Path(f"/edition/{name}.xml"), f"{name}.xml")


def mistype(words: str, chance: random.Random) -> str:
    """Change one letter: replace, leave out, double or exchange it."""
    places = [at for at, letter in enumerate(words) if letter.isalpha()]
    if not places:
        return words + "x"
    at = chance.choice(places)
    kind = chance.randrange(4)
    if kind == 0:
        return words[:at] + chance.choice("aeiourstn") + words[at + 1 :]
    if kind == 1 and len(places) > 1:
        return words[:at] + words[at + 1 :]
    if kind == 2 and at + 1 < len(words):
        return words[:at] + words[at + 1] + words[at] + words[at + 2 :]
    return words[:at] + words[at] + words[at:]


# What editors do. Each takes a text and changes it; it may find nothing to do.


def insert(text: Text) -> None:
    """Add an element with a new id."""
    node = text.random.choice(text.leaves())
    parent = text.parent_of(node)
    added = text.node(node.tag, text.sentence(3, 15))
    parent.parts.insert(_place(parent, node), added)


def insert_same(text: Text) -> None:
    """Add an element that says the same as its neighbour."""
    node = text.random.choice(text.leaves())
    parent = text.parent_of(node)
    parent.parts.insert(_place(parent, node), text.node(node.tag, node.words))


def delete(text: Text) -> None:
    """Delete an element and what is in it."""
    node = text.random.choice([node for node in text.all() if node.tag != "div"])
    text.gone += [inner.id for inner in node.walk() if inner.id]
    _take_out(text, node)


def give_again(text: Text) -> None:
    """Give an id again that was deleted before, perhaps long ago."""
    there = {node.id for node in text.all()}
    free = [id for id in text.gone if id not in there]
    if free:
        id = text.random.choice(free)
        node = text.random.choice(text.leaves())
        parent = text.parent_of(node)
        parent.parts.insert(_place(parent, node), Node(node.tag, id, [text.sentence(3, 15)]))


def move(text: Text) -> None:
    """Move an element, with its id, before another of its kind."""
    node = text.random.choice([node for node in text.all() if node.tag != "div"])
    others = [other for other in text.all() if other.tag == node.tag and other is not node]
    if others:
        _take_out(text, node)
        target = text.random.choice(others)
        parent = text.parent_of(target)
        parent.parts.insert(_place(parent, target), node)


def split(text: Text) -> None:
    """Divide an element; the first half keeps the id, or both get new ones."""
    nodes = [node for node in text.leaves() if len(node.words.split()) > 3]
    if nodes:
        node = text.random.choice(nodes)
        words = node.words.split()
        at = text.random.randint(1, len(words) - 1)
        rest = text.node(node.tag, " ".join(words[at:]))
        if text.random.random() < 0.5:
            first = text.node(node.tag, " ".join(words[:at]))
            parent = text.parent_of(node)
            parent.parts[_place(parent, node)] = first
            parent.parts.insert(_place(parent, first) + 1, rest)
        else:
            parent = text.parent_of(node)
            node.parts = [" ".join(words[:at])]
            parent.parts.insert(_place(parent, node) + 1, rest)


def merge(text: Text) -> None:
    """Put an element's words into the one before it."""
    pairs = [
        (one, other)
        for parent in text.root.walk()
        for one, other in zip(parent.children, parent.children[1:], strict=False)
        if one.tag == other.tag != "div" and one.parts and other.parts and one.id and other.id
    ]
    if pairs:
        one, other = text.random.choice(pairs)
        _take_out(text, other)
        one.parts += [" ", *other.parts]
        one.taken += [other, *other.taken]


def reorder(text: Text) -> None:
    """Shuffle some neighbours; each keeps its id."""
    parents = [node for node in text.root.walk() if len(node.children) > 2]
    parent = text.random.choice(parents)
    nodes = [node for node in parent.children if node.tag not in {"head", "div"}]
    if len(nodes) > 2:
        start = text.random.randrange(len(nodes) - 2)
        some = nodes[start : start + text.random.randint(2, 4)]
        places = [_place(parent, node) for node in some]
        text.random.shuffle(some)
        for place, node in zip(places, some, strict=True):
            parent.parts[place] = node


def retag(text: Text) -> None:
    """Encode a passage by another element."""
    node = text.random.choice([node for node in text.all() if node.tag in {"p", "l", "s", "persName", "stage"}])
    node.tag = {"p": "ab", "l": "ab", "s": "seg", "persName": "name", "stage": "ab"}[node.tag]


def rename(text: Text) -> None:
    """Give an element another id."""
    node = text.random.choice(text.all())
    node.id = text.new_id(node.tag)


def swap(text: Text) -> None:
    """Exchange the ids of two elements of a kind: neighbours, those that say the same, or any."""
    node = text.random.choice(text.all())
    others = [other for other in text.all() if other.tag == node.tag and other is not node]
    same = [other for other in others if other.words == node.words]
    if others:
        other = text.random.choice(same) if same and text.random.random() < 0.5 else text.random.choice(others)
        if text.random.random() < 0.3:
            order = [one for one in text.all() if one.tag == node.tag]
            at = order.index(node)
            other = order[at - 1] if at else order[at + 1]
        node.id, other.id = other.id, node.id


def reuse(text: Text) -> None:
    """Delete an element and give its id to another, somewhere else."""
    node = text.random.choice(text.leaves())
    others = [other for other in text.leaves() if other.tag == node.tag and other is not node]
    if others:
        target = text.random.choice(others)
        _take_out(text, node)
        parent = text.parent_of(target)
        words = text.random.choice((text.sentence(3, 15), target.words, text.random.choice(SHORT)))
        parent.parts.insert(_place(parent, target), Node(node.tag, node.id, [words]))


def correct(text: Text) -> None:
    """Correct a typo, or in more than a few words two."""
    mistyped(text, text.random.choice(text.leaves()))


def mistyped(text: Text, node: Node) -> None:
    """Make, or mend, one or two typos in an element."""
    for _ in range(text.random.choice((1, 2)) if len(node.words.split()) > 3 else 1):
        node.parts = [mistype(node.words, text.random)]


EDITS: tuple[Callable[[Text], None], ...] = (
    insert,
    insert_same,
    delete,
    move,
    split,
    merge,
    reorder,
    retag,
    rename,
    swap,
    reuse,
    give_again,
    correct,
    correct,
)


def _place(parent: Node, node: Node) -> int:
    return next(at for at, part in enumerate(parent.parts) if part is node)


def _take_out(text: Text, node: Node) -> None:
    parent = text.parent_of(node)
    del parent.parts[_place(parent, node)]
