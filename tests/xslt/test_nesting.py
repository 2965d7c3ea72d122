"""Any element may stand in any other, sensible or not: the page is valid HTML, and has every word and id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from teipress.publish.lossless import has_all, look_for_losses
from teipress.saxon import Saxon
from tests.support import document
from tests.xslt.render import apply, strict, whole
from tests.xslt.sheets import listed
from tests.xslt.validity import faults

PARTS = {"TEI", "teiCorpus", "teiHeader", "text", "facsimile", "sourceDoc", "standOff"}  # compared by themselves
NAMES = sorted(set(listed()) - PARTS)
HABITS = {
    "note": ('place="foot"', 'place="margin"', 'target="#i1"'),
    "list": ('type="gloss"', 'type="inline"', 'rend="numbered"'),
    "ref": ('target="https://example.org/"', 'target="#i2"'),
    "ptr": ('target="#i1"',),
    "app": ('from="#i1" to="#i3"', 'loc="1"'),
    "rdg": ('wit="#A"', 'wit="#B #C"'),
    "head": ('type="sub"',),
    "row": ('role="label"',),
    "cell": ('role="label" cols="3"',),
    "persName": ('ref="register.xml#ada"',),
    "pb": ('n="2" facs="https://example.org/2.jpg"',),
    "lb": ('break="no"',),
    "hi": ('rend="bold"', 'rend="sup"'),
    "l": ('n="5"', 'part="F"'),
    "q": ('who="register.xml#ada"',),
    "w": ('lemma="x"',),
    "date": ('when="1900"',),
}


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


class Thicket:
    """Elements in elements by chance, the same for the same seed; each has words of its own, some an id."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._count = 0

    def grow(self, depth: int) -> str:
        """Write an element and all in it."""
        self._count += 1
        number, name = self._count, self._random.choice(NAMES)
        attributes = [self._random.choice(("", *HABITS.get(name, ())))]
        if self._random.random() < 0.4:
            attributes.append(f'xml:id="i{number}"')
        inner = "".join(self.grow(depth - 1) for _ in range(self._random.randint(0, 4) if depth else 0))
        return f"<{name} {' '.join(attributes)}>a{number} {inner} z{number}</{name}>"


@pytest.mark.parametrize("seed", range(60))
def test_any_nesting_is_valid_and_loses_nothing(seed: int, saxon: Saxon, tmp_path: Path) -> None:
    text = whole(f"<div>{Thicket(seed).grow(4)}{Thicket(-seed - 1).grow(0).replace('xml:id', 'n')}</div>")
    page = apply(saxon, strict(), text).text
    assert faults(page) == []
    assert has_all(document(tmp_path, text), page.encode())
    assert list(look_for_losses(document(tmp_path, text), page.encode())) == []
