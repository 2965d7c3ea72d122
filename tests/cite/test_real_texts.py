"""Released ids in real texts: every line, speech, paragraph and name gets one, then editors err, or mend typos."""

from __future__ import annotations

import copy
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from teipress.cite.compare import compare
from teipress.cite.ledger import Ledger, record_release
from teipress.corpus import TEI, XML_ID, Document, Element, Unreadable, parse_document, read_document
from tests.cite.histories import mistype
from tests.paths import SHARED

CORPORA = SHARED / "corpora"
NAMES = "p l s lg sp stage head speaker note pb persName placeName q quote said item cell ab seg div rs date name"
TAGS = tuple(f"{{{TEI}}}{name}" for name in NAMES.split())
TEXT = f"{{{TEI}}}text"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the sample corpora are not here"),
]


class Sample:
    """A text with ids, its ledger, and a copy to edit."""

    def __init__(self, root: Element, name: str) -> None:
        self.name, self.root = name, root
        self.ledger = record_release(Ledger(), {name: self.document(root)}, "1.0.0")
        self.random = random.Random(name)

    def document(self, root: Element) -> Document:
        data = etree.tostring(root, encoding="utf-8")
        return parse_document(data, Path(f"/edition/{self.name}.xml"), f"{self.name}.xml")

    def told(self, root: Element) -> set[str]:
        found = compare(self.ledger, {self.name: self.document(root)})
        return {judged.entry.id for judged in found.findings}


def leaves(root: Element) -> list[Element]:
    """List the elements with ids that hold words only."""
    return [e for e in root.iter(etree.Element) if XML_ID in e.attrib and not len(e) and (e.text or "").strip()]


def samples() -> Iterator[Sample]:
    for path in sorted(CORPORA.glob("*/*.xml")):
        try:
            root = read_document(path, path.name).root
        except Unreadable:
            continue
        for number, element in enumerate(root.iter(*TAGS)):
            if XML_ID not in element.attrib and any(above.tag == TEXT for above in element.iterancestors()):
                element.set(XML_ID, f"here.{number}")
        if len(leaves(root)) > 20:
            yield Sample(root, path.stem)


def correct(sample: Sample) -> tuple[int, int]:
    """Mend typos in a tenth of the elements; count them, and the ids that are refused."""
    root = copy.deepcopy(sample.root)
    there = leaves(root)
    some = sample.random.sample(there, len(there) // 10)
    for element in some:
        for _ in range(sample.random.choice((1, 2)) if len((element.text or "").split()) > 3 else 1):
            element.text = mistype(element.text or "", sample.random)
    return len(some), len(sample.told(root))


def exchange(sample: Sample, far: bool) -> tuple[int, int]:
    """Exchange the ids of two elements of a kind, often; count the pairs, and those that are refused."""
    root = copy.deepcopy(sample.root)
    kinds: dict[str, list[Element]] = defaultdict(list)
    for element in root.iter(*TAGS):
        if XML_ID in element.attrib:
            kinds[str(element.tag)].append(element)
    groups = [elements for elements in kinds.values() if len(elements) > 8]
    pairs: list[tuple[str, str]] = []
    used: set[int] = set()
    for _ in range(200):
        elements = sample.random.choice(groups)
        at = sample.random.randrange(len(elements) - 1)
        to = sample.random.randrange(len(elements)) if far else at + 1
        around = {
            id(elements[near]) for place in (at, to) for near in range(max(0, place - 3), min(len(elements), place + 4))
        }
        if at == to or around & used:
            continue
        used |= around
        one, other = elements[at], elements[to]
        pairs.append((one.get(XML_ID, ""), other.get(XML_ID, "")))
        one.set(XML_ID, pairs[-1][1])
        other.set(XML_ID, pairs[-1][0])
    told = sample.told(root)
    return len(pairs), sum(one in told or other in told for one, other in pairs)


def test_corrected_typos_are_no_harm() -> None:
    counts = [correct(sample) for sample in samples()]
    corrected, refused = (sum(numbers) for numbers in zip(*counts, strict=True))
    print(corrected, refused)
    assert corrected > 1_000
    assert refused <= corrected / 100


@pytest.mark.parametrize("far", [False, True])
def test_exchanged_ids_are_refused(far: bool) -> None:
    counts = [exchange(sample, far) for sample in samples()]
    pairs, refused = (sum(numbers) for numbers in zip(*counts, strict=True))
    print(pairs, refused)
    assert pairs > 500
    assert refused == pairs
