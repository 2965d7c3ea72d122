"""Where the passage of an id that is gone may be now: renamed, moved, merged, split, or without its id.

These are proposals, for the editor to confirm. Nothing is recorded by them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from teipress.cite.ledger import ACTIVE, Entry, Key
from teipress.cite.likeness import (
    KEPT,
    TELLING,
    Content,
    digest_of,
    kept,
    marks_of,
    read_content,
    read_context,
    sample_of,
    words_of,
)
from teipress.cite.passages import Passage, Passages, name_of
from teipress.cite.verdicts import PARTS, SURE, Judged, Verdict
from teipress.corpus import XML_ID, Document, Element

_NEIGHBOURS = 4
_SCALE = 60  # characters for each word that is looked for
_MANY = 64  # passages with the same words that are compared
_PATIENCE = 2_000  # ids that are looked for by likeness; when more are gone at once, the cause is another
_FROM = 0.7  # the share of a part's words that must come from the whole


@dataclass(frozen=True, slots=True)
class Origin:
    """What probably happened to an id that is gone: a state of the ledger, and the ids that hold its passage now.

    ``bare`` is an element without an id that says what it said.
    """

    state: str
    successors: tuple[Key, ...] = ()
    bare: Element | None = None


@dataclass(frozen=True)
class Scene:
    """A document of now, with its passages, what was judged of its released ids, and the passages with new ids."""

    passages: Passages
    judged: Sequence[Judged]
    fresh: Sequence[Passage]
    document: Document


def find_origins(scenes: Mapping[str, Scene], gone: Iterable[Entry]) -> Mapping[Key, Origin]:
    """Look for the passages of ids that are gone, in all documents."""
    gone = tuple(gone)
    if not gone:
        return {}
    search = _Search(scenes, gone)
    return {entry.key: search.find(entry) for entry in gone}


class _Search:
    def __init__(self, scenes: Mapping[str, Scene], gone: Sequence[Entry]) -> None:
        self._scenes = scenes
        self._exact: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
        self._beside: dict[tuple[str, str, str], list[Passage]] = defaultdict(list)
        known = {entry.content.partition(" ")[0] for entry in gone}
        for document, scene in scenes.items():
            for passage in scene.fresh:
                if (digest := scene.passages.digest(passage)) in known:
                    self._exact[digest].append((document, passage))
                    self._beside[document, digest, scene.passages.sides(passage)].append(passage)
        self._orders = {document: _Order(scene) for document, scene in scenes.items()}
        self._bare = {
            document: _find_bare(self._scenes[document], [entry for entry in gone if entry.document == document])
            for document in {entry.document for entry in gone} & scenes.keys()
        }
        self._marked: dict[int, list[tuple[str, Passage]]] | None = None
        self._gone = gone
        self._tried = 0

    def find(self, entry: Entry) -> Origin:
        """Try one explanation after the other, the surest first."""
        content = read_content(entry.content)
        order = self._orders.get(entry.document)
        between = order.between(entry.id) if order else ()
        if same := self._same_words(entry, content, between):
            return Origin("moved", (same,))
        if (bare := self._bare.get(entry.document, {}).get(entry.id)) is not None:
            return Origin("moved", (), bare)
        self._tried += 1
        if content.kind == "!" or self._tried > _PATIENCE:
            return Origin("retired")
        if order:
            if near := self._renamed(content, between, order):
                return Origin("moved", (near,))
            if parts := self._split(content, between, order):
                return Origin("split", parts)
            if whole := self._merged(entry, content, order):
                return Origin("merged", (whole,))
        if other := self._elsewhere(content):
            return Origin("moved", (other,))
        return Origin("retired")

    def _same_words(self, entry: Entry, content: Content, between: Sequence[Passage]) -> Key | None:
        """Find a new id with exactly the same words; of few or no words, only where they stood."""
        here = self._beside.get((entry.document, content.digest, read_context(entry.context)[0]), [])
        if len(here) != 1:
            order = self._orders.get(entry.document)
            here = [passage for passage in between if order and order.digest(passage) == content.digest]
        if here:
            return entry.document, min(here, key=lambda passage: (passage.element != entry.element, passage.number)).id
        if content.kind != "~" and len(content.value) < TELLING:
            return None

        def rank(one: tuple[str, Passage]) -> tuple[bool, bool, int]:
            document, passage = one
            return document != entry.document, passage.element != entry.element, passage.number

        found = self._exact.get(content.digest, ())[:_MANY]
        if not found:
            return None
        document, passage = min(found, key=rank)
        return document, passage.id

    def _renamed(self, content: Content, between: Sequence[Passage], order: _Order) -> Key | None:
        near = [passage for passage in between if _is_in_scale(content, passage)]
        shares = [(kept(content, order.words(passage)).old, passage) for passage in near]
        good = [(share, passage) for share, passage in shares if share >= SURE or (share >= KEPT and len(between) == 1)]
        if not good:
            return None
        return order.name, min(good, key=lambda one: (-one[0], one[1].end - one[1].start, one[1].number))[1].id

    def _split(self, content: Content, between: Sequence[Passage], order: _Order) -> tuple[Key, ...]:
        sample = set(sample_of(content))
        left, found = set(sample), []
        for passage in between:
            if not _is_in_scale(content, passage):
                continue
            words = words_of(order.words(passage))
            if not words or kept(content, order.words(passage)).new < _FROM:
                continue
            marks = marks_of(words)
            if left & marks:
                left -= marks
                found.append((order.name, passage.id))
        return tuple(found) if len(found) > 1 and len(left) <= (1 - _FROM) * len(sample) else ()

    def _merged(self, entry: Entry, content: Content, order: _Order) -> Key | None:
        """Find a neighbour of the same kind that has changed, and holds these words now."""
        for judged in order.around(entry.id):
            if judged.passage is None or judged.passage.element != entry.element or judged.verdict is Verdict.SAME:
                continue
            if _is_in_scale(content, judged.passage) and kept(content, order.words(judged.passage)).old >= SURE:
                return order.name, judged.entry.id
        return None

    def _elsewhere(self, content: Content) -> Key | None:
        """Find a new id, in any document, with most of a longer text."""
        if content.kind != "~":
            return None
        if self._marked is None:
            self._marked = self._index()
        sample = sample_of(content)
        count: dict[tuple[str, str, int], int] = defaultdict(int)
        for mark in sample:
            for document, passage in self._marked.get(mark, ()):
                count[document, passage.id, passage.end - passage.start] += 1
        good = [(-number, size, document, id) for (document, id, size), number in count.items()]
        good = [one for one in good if -one[0] >= KEPT * len(sample)]
        return min(good)[2:] if good else None

    def _index(self) -> dict[int, list[tuple[str, Passage]]]:
        wanted = {
            mark
            for entry in self._gone
            if (content := read_content(entry.content)).kind == "~"
            for mark in sample_of(content)
        }
        found: dict[int, list[tuple[str, Passage]]] = defaultdict(list)
        for document, scene in self._scenes.items():
            for passage in scene.fresh:
                for mark in marks_of(words_of(scene.passages.words(passage)) or [""]) & wanted:
                    found[mark].append((document, passage))
        return found


class _Order:
    """The ids of a document in their old order, with what became of each."""

    def __init__(self, scene: Scene) -> None:
        self._passages, self._judged = scene.passages, scene.judged
        self._at = {judged.entry.id: place for place, judged in enumerate(scene.judged)}
        self._fresh = {passage.id for passage in scene.fresh}
        self._before, self._after = _standing(scene.judged), _standing(scene.judged[::-1])[::-1]
        self.name = scene.passages.document

    def words(self, passage: Passage) -> str:
        """Give the text of a passage."""
        return self._passages.words(passage)

    def digest(self, passage: Passage) -> str:
        """Tell the exact text of a passage from any other."""
        return self._passages.digest(passage)

    def between(self, id: str) -> Sequence[Passage]:
        """List the new ids between the nearest old ones that stood before and after an id; at most some."""
        first, last = self._before[self._at[id]], self._after[self._at[id]]
        start = self._passages.places[first.id] + 1 if first else 0
        end = self._passages.places[last.id] if last else len(self._passages.items)
        items = self._passages.items[start : min(end, start + 8 * PARTS)]
        return [passage for passage in items if passage.id in self._fresh]

    def around(self, id: str) -> Iterator[Judged]:
        """Go through the neighbours of an id that are still there, the nearest first."""
        place = self._at[id]
        for distance in range(1, _NEIGHBOURS + 1):
            for other in (place - distance, place + distance):
                if 0 <= other < len(self._judged) and self._judged[other].entry.state == ACTIVE:
                    yield self._judged[other]


def _is_in_scale(content: Content, passage: Passage) -> bool:
    """Tell whether a passage is not so much longer than what is looked for that it says nothing of it."""
    return passage.end - passage.start <= _SCALE * (content.size + 8)


def _standing(judged: Sequence[Judged]) -> list[Passage | None]:
    """Give, for each id, the last one before it that still stands where it stood."""
    found: list[Passage | None] = []
    last: Passage | None = None
    for one in judged:
        found.append(last)
        if one.passage is not None and one.verdict not in {Verdict.JUMPED, Verdict.REUSED, Verdict.SHIFTED}:
            last = one.passage
    return found


def _find_bare(scene: Scene, gone: Sequence[Entry]) -> Mapping[str, Element]:
    """Find elements without ids that say what ids said that are gone, where they stood."""
    wanted: dict[str, list[Entry]] = defaultdict(list)
    for entry in gone:
        wanted[entry.content.partition(" ")[0]].append(entry)
    names = {entry.element for entry in gone}
    found: dict[str, list[Element]] = defaultdict(list)
    for element in scene.document.elements():
        if XML_ID not in element.attrib and name_of(element) in names:
            digest = digest_of("".join(map(str, element.itertext())))
            if digest in wanted:
                found[digest].append(element)
    pairs: dict[str, Element] = {}
    for digest, elements in found.items():
        fitting = [entry for entry in wanted[digest] if entry.element in set(map(name_of, elements))]
        if len(fitting) == len(elements):  # in the same order; else nobody can say which is which
            pairs.update(zip((entry.id for entry in fitting), elements, strict=True))
    return pairs
