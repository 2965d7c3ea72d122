"""Passages are cut out of a document well formed, whole, and without what is beside them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from teipress.cite.words import english
from teipress.corpus import Limits, parse_document
from teipress.dts.addresses import DocumentQuery
from teipress.dts.answers import Refusal
from teipress.dts.passages import WRAPPER, document
from teipress.dts.texts import Text, text_of
from tests.dts.samples import FILES, text
from tests.support import tei

TEI = "http://www.tei-c.org/ns/1.0"


def wrapper(data: bytes) -> etree._Element:
    """Parse an answer, and give its wrapper, which must be the only child of the root."""
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    [found] = root
    assert (root.tag, found.tag) == (f"{{{TEI}}}TEI", f"{{{WRAPPER}}}wrapper")
    return found


def content(data: bytes) -> str:
    """Give what is inside the wrapper, as it is written."""
    inside = data.decode().partition('<dts:wrapper xmlns:dts="https://w3id.org/api/dts#">')[2]
    return inside.removesuffix("</dts:wrapper></TEI>\n")


def words(data: bytes) -> str:
    return " ".join("".join(map(str, wrapper(data).itertext(etree.Element))).split())


def cut(ref: str, tree: str | None = None, of: str = "poems") -> bytes:
    return document(text(of), DocumentQuery(of, ref=ref, tree=tree))


def between(start: str, end: str, tree: str | None = None, of: str = "poems") -> bytes:
    return document(text(of), DocumentQuery(of, start=start, end=end, tree=tree))


def test_a_unit_is_its_element() -> None:
    data = cut("1.1")
    assert content(data) == '<l n="1" xml:id="i1">arma <hi>gravi</hi> numero</l>'
    assert data.startswith(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="la">'
    )


def test_a_unit_keeps_the_language_that_holds_for_it() -> None:
    assert b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">' in cut("2.1")


def test_a_unit_is_escaped_as_its_source_is() -> None:
    assert content(cut("2.1")) == '<l n="1">One<pb n="11"/> &lt;line&gt;</l>'
    assert content(cut("2.2a")) == '<l n="2a">another &amp; more</l>'


def test_the_whole_text_is_as_it_was_published() -> None:
    assert document(text("poems"), DocumentQuery("poems")) == FILES["poems"].read_bytes()
    assert document(text("poems"), DocumentQuery("poems", tree="nowhere")) == FILES["poems"].read_bytes()


def test_a_range_of_siblings_is_these() -> None:
    assert content(between("2.1", "2.2a")).split("\n") == [
        '<l n="1">One<pb n="11"/> &lt;line&gt;</l>',
        '        <l n="2a">another &amp; more</l>',
    ]


def test_a_range_that_ends_inside_another_element_has_the_part_of_it() -> None:
    assert content(between("1.2", "1.4")).split("\n") == [
        '<lg xml:id="i.lg"><l n="2">violentaque bella parabam</l>',
        '          <!-- a comment --><l n="3">edere, <milestone unit="leaf" n="1v"/>materia</l></lg>',
        '        <lg><l n="4">conveniente modis.</l></lg>',
    ]


def test_what_follows_the_last_unit_is_no_part_of_a_range() -> None:
    assert content(between("1.1", "1.2")) == (
        '<lg xml:id="i.lg"><l n="1" xml:id="i1">arma <hi>gravi</hi> numero</l>\n'
        '          <l n="2">violentaque bella parabam</l></lg>'
    )


def test_a_range_across_divisions_has_the_parts_of_both() -> None:
    found = wrapper(between("1.4", "2.1"))
    assert [child.get("n") for child in found] == ["1", "2"]
    assert words(between("1.4", "2.1")) == "conveniente modis. Second One <line>"
    assert found[0].text is None


def test_a_range_of_one_unit_is_that_unit() -> None:
    for unit in ("1", "1.3", "2"):
        assert between(unit, unit) == cut(unit)


def test_a_range_may_end_inside_its_first_unit_or_begin_inside_its_last() -> None:
    assert words(between("1", "1.2")) == "Prima arma gravi numero violentaque bella parabam"
    assert [child.tag.rpartition("}")[2] for child in wrapper(between("1", "1.2"))] == ["div"]
    assert words(between("1.3", "1")) == "edere, materia conveniente modis."


def test_a_leaf_is_what_stands_up_to_the_next() -> None:
    assert words(cut("1r", "leaves")) == "Prima arma gravi numero violentaque bella parabam edere,"
    assert words(cut("1v", "leaves")) == "materia conveniente modis. Second One <line> another & more"
    assert words(cut("2r", "leaves")) == "end"
    first, second = wrapper(cut("1r", "leaves")), wrapper(cut("1v", "leaves"))
    assert first[0].tag == second[0][0][0][0].tag == f"{{{TEI}}}milestone"
    assert [(e.get("n"), e.get("met")) for e in second] == [("1", "elegiac"), ("2", None)]


def test_lines_below_a_leaf_are_elements_of_their_own() -> None:
    assert content(cut("1r:3", "leaves")) == '<l n="3">edere, <milestone unit="leaf" n="1v"/>materia</l>'
    assert words(cut("1v:1", "leaves")) == "conveniente modis."


def test_a_range_of_leaves_is_what_both_hold() -> None:
    assert words(between("1r", "1v", "leaves")) == f"{words(cut('1r', 'leaves'))} {words(cut('1v', 'leaves'))}"
    assert words(between("1v", "2r", "leaves")) == f"{words(cut('1v', 'leaves'))} {words(cut('2r', 'leaves'))}"


@pytest.mark.parametrize("name", ["novel", "poems"])
def test_the_pages_of_a_text_hold_all_its_words_from_the_first_on_once(name: str) -> None:
    body = next(text(name).document.root.iter(f"{{{TEI}}}body"))
    all_words = "".join("".join(map(str, body.itertext(etree.Element))).split())
    pages = text(name).branch("pages")
    assert pages is not None
    parts = ["".join(words(cut(unit.identifier, "pages", name)).split()) for unit in pages.tree.units]
    assert all_words.endswith("".join(parts))
    assert len(parts) >= 2
    assert all(parts)


def units(one: Text) -> list[tuple[str | None, str]]:
    return [(b.tree.name or None, unit.identifier) for b in one.branches for unit in b.tree.units]


@pytest.mark.parametrize("name", ["changsung", "novel", "poems"])
def test_every_unit_and_every_range_of_neighbours_is_well_formed_and_says_what_the_source_says(name: str) -> None:
    one = text(name)
    body = next(one.document.root.iter(f"{{{TEI}}}body"))
    source = " ".join("".join(map(str, body.itertext(etree.Element))).split())
    for tree, unit in units(one):
        assert words(cut(unit, tree, name)) in source
    for (tree, first), (other, second) in pairwise(units(one)):
        if tree == other:
            data = between(first, second, tree, name)
            assert words(data) in source
            assert words(data)[:2] == words(cut(first, tree, name))[:2]


def test_passages_of_a_text_as_deep_as_a_text_may_be_are_cut_out(tmp_path: Path) -> None:
    depth = 1_000
    deep = f'{"<hi>" * depth}a<pb n="1"/>b{"</hi>" * depth}<pb n="2"/>c'
    document_ = parse_document(
        tei(f"<text><body><p>{deep}</p></body></text>").encode(), tmp_path, "", Limits(depth=2_000)
    )
    one = text_of("deep", document_, english())
    assert words(document(one, DocumentQuery("deep", ref="1", tree="pages"))) == "b"
    assert words(document(one, DocumentQuery("deep", start="1", end="2", tree="pages"))) == "bc"


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(Refusal, match="comes after") as refusal:
        between("2", "1")
    assert refusal.value.status == 400
