"""A pointer leads to the right kind of thing, where TEI says what kind that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.diagnostics import Diagnostic, Severity
from teipress.validate import kinds
from teipress.validate.pointers import POINTERS, check_pointers
from tests.support import document, place, spots, tei
from tests.validate.p5 import P5, needs_p5, p5

__all__ = ["p5"]


def check(folder: Path, content: str) -> list[Diagnostic]:
    return list(check_pointers([document(folder, tei(content))]))


@needs_p5
def test_the_pointers_are_exactly_those_of_tei(p5: P5) -> None:
    declared = p5.owners("teidata.pointer")
    assert {"xml:base", "property"} <= set(declared)
    assert {name: owners for name, owners in declared.items() if name not in {"xml:base", "property"}} == POINTERS


@needs_p5
def test_what_may_be_declared_is_exactly_what_tei_says(p5: P5) -> None:
    kind = kinds._BY_ATTRIBUTE["decls"]
    assert {*kind.named, *kind.others} == p5.members("att.declarable")


@needs_p5
def test_every_kind_is_an_element_of_tei(p5: P5) -> None:
    every = [*kinds._BY_ATTRIBUTE.values(), *kinds._BY_ELEMENT_AND_ATTRIBUTE.values(), *kinds._REF_BY_TYPE.values()]
    assert {name for kind in every for name in (*kind.named, *kind.others)} - p5.elements == set()


@pytest.mark.parametrize(
    ("markup", "right", "wrong"),
    [
        ('<rdg wit="#x"/>', "witness", "p"),
        ('<rdg wit="#x"/>', "msDesc", "pb"),
        ('<add hand="#x"/>', "handNote", "person"),
        ('<handShift new="#x"/>', "handNote", "p"),
        ('<date calendar="#x"/>', "calendar", "category"),
        ('<hi rendition="#x"/>', "rendition", "p"),
        ('<pb facs="#x"/>', "surface", "p"),
        ('<pb facs="#x"/>', "zone", "note"),
        ('<add change="#x"/>', "change", "p"),
        ('<persName nymRef="#x"/>', "nym", "person"),
        ('<measure unitRef="#x"/>', "unitDef", "unit"),
        ('<when since="#x"/>', "when", "p"),
        ('<div decls="#x"/>', "editorialDecl", "handNote"),
        ('<catRef target="#x"/>', "category", "p"),
        ('<catRef scheme="#x"/>', "taxonomy", "p"),
        ('<keywords scheme="#x"/>', "taxonomy", "p"),
        ('<locus scheme="#x"/>', "foliation", "surface"),
        ('<add resp="#x"/>', "respStmt", "pb"),
        ('<sp who="#x"/>', "role", "pb"),
        ('<sp who="#x"/>', "person", "place"),
        ('<rs type="person" ref="#x"/>', "person", "p"),
    ],
)
def test_tei_says_what_may_be_pointed_at(markup: str, right: str, wrong: str, tmp_path: Path) -> None:
    assert check(tmp_path, f'{markup}\n<{right} xml:id="x"/>') == []
    (found,) = check(tmp_path, f'{markup}\n<{wrong} xml:id="x"/>')
    assert (found.code, found.severity, found.line) == ("wrong-target", Severity.WARNING, 2)
    assert f"points to a <{wrong}>" in found.message


@pytest.mark.parametrize("attribute", ["corresp", "ana", "sameAs", "source", "inst", "synch", "select", "exclude"])
def test_what_tei_leaves_open_is_left_open(attribute: str, tmp_path: Path) -> None:
    assert check(tmp_path, f'<p {attribute}="#x"/><pb xml:id="x"/>') == []


def test_a_name_may_lead_to_what_describes_its_bearer(tmp_path: Path) -> None:
    assert check(tmp_path, '<persName ref="#x"/><item xml:id="x"/>') == []
    assert check(tmp_path, '<persName ref="#x"/><castItem xml:id="x"/>') == []


# Spans


def test_a_span_must_not_end_before_it_starts(tmp_path: Path) -> None:
    content = '<anchor xml:id="a"/>\n<addSpan spanTo="#a"/>\n<delSpan spanTo="#b"/><anchor xml:id="b"/>'
    (found,) = check(tmp_path, content)
    assert (found.code, found.line, found.severity) == ("backward-span", 3, Severity.ERROR)
    assert "ends this span in line 2, before it starts" in found.message


def test_a_span_must_not_end_at_itself(tmp_path: Path) -> None:
    assert [d.code for d in check(tmp_path, '<addSpan xml:id="a" spanTo="#a"/>')] == ["backward-span"]


# Chains


def test_a_chain_that_fits_is_no_fault(tmp_path: Path) -> None:
    content = '<l xml:id="a" next="#b"/><l xml:id="b" prev="#a" next="#c"/><l xml:id="c" prev="#b"/>'
    assert check(tmp_path, content) == []
    assert check(tmp_path, '<l xml:id="a" next="#b"/><l xml:id="b"/>') == []


def test_a_chain_that_does_not_fit_is_a_warning_where_it_goes_on(tmp_path: Path) -> None:
    content = '<l xml:id="a"\n next="#b"/><l xml:id="b" prev="#c"/><l xml:id="c"/>'
    (found,) = check(tmp_path, content)
    assert (found.code, found.severity) == ("broken-chain", Severity.WARNING)
    assert spots([found]) == [("broken-chain", *place(tei(content), "next="))]


def test_parts_of_one_thing_are_alike(tmp_path: Path) -> None:
    (found,) = check(tmp_path, '<l xml:id="a" next="#b"/><p xml:id="b"/>')
    assert (found.code, found.severity) == ("wrong-target", Severity.WARNING)


@pytest.mark.parametrize("attribute", ["next", "copyOf"])
def test_a_circle_is_reported_once(attribute: str, tmp_path: Path) -> None:
    links = "".join(f'<l xml:id="{one}" {attribute}="#{other}"/>' for one, other in ("ab", "bc", "cb", "db"))
    assert [d.code for d in check(tmp_path, links)] == ["circular-pointer"]
    assert [d.code for d in check(tmp_path, f'<l xml:id="a" {attribute}="#a"/>')] == ["circular-pointer"]


def test_sameas_may_be_mutual(tmp_path: Path) -> None:
    assert check(tmp_path, '<l xml:id="a" sameAs="#b"/><l xml:id="b" sameAs="#a"/>') == []


def test_long_chains_take_linear_time(tmp_path: Path) -> None:
    content = "".join(f'<l xml:id="l{n}" next="#l{n + 1}" prev="#l{n - 1}"/>' for n in range(1, 10_000))
    codes = {d.code for d in check(tmp_path, f'<l xml:id="l0"/>{content}<l xml:id="l10000"/>')}
    assert codes == set()
