"""The schemas that a document names before its root element."""

from __future__ import annotations

import pytest

from teipress.prolog import model_instructions
from tests.support import ROOT

A = '<?xml-model href="a.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>'


def hrefs(text: str) -> list[str]:
    return [instruction.href for instruction in model_instructions(text)]


@pytest.mark.parametrize(
    ("prolog", "found"),
    [
        (A, ["a.rng"]),
        (f"<?xml version='1.0'?>\n{A}\n{A.replace('a.rng', 'b.sch')}", ["a.rng", "b.sch"]),
        (f"\ufeff<?xml version='1.0'?>{A}", ["a.rng"]),
        (f"<!-- > ?> {A} -->\n<?other a?>{A.replace('a.rng', 'c.rng')}", ["c.rng"]),
        ("<?xml-model href='a&amp;b.rng'?>", ["a&b.rng"]),
        ("<?xml-model  href = 'a.rng'\n type='x' ?>", ["a.rng"]),
        ("<?xml-model type='x'?>", [""]),
        ("<?xml-models href='a.rng'?>", []),
        (f"<!DOCTYPE TEI [ {A} ]>", []),
        ("", []),
    ],
    ids=["one", "two", "BOM", "in a comment", "entity", "spaces", "no address", "another", "in a DOCTYPE", "none"],
)
def test_instructions_before_the_root_are_found(prolog: str, found: list[str]) -> None:
    assert hrefs(f"{prolog}{ROOT}</TEI>") == found


@pytest.mark.parametrize("text", [f"{ROOT}{A}</TEI>", f"{ROOT}</TEI>{A}", "<!-- <?xml-model", "<?xml-model "])
def test_what_stands_elsewhere_or_is_not_complete_is_none(text: str) -> None:
    assert hrefs(text) == []


def test_the_place_is_told() -> None:
    (instruction,) = model_instructions(f"<?xml version='1.0'?>\n  {A}\n{ROOT}</TEI>")
    assert (instruction.start, instruction.end) == ((2, 3), (2, 3 + len(A)))
