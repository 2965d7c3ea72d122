"""A schema that is wrong gets a sentence, and the exact place in its own file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from teipress.validate.relaxng import Schema, Wrong
from tests.support import place
from tests.validate.relaxng.support import BASE, NAMESPACE, declared, wrong

B = '<element name="b"><empty/></element>'
FILES = {
    "pattern.rng": B,
    "part.rng": "<start><empty/></start>",
    "grammar.rng": f'<grammar><start>{B}</start><define name="x">{B}</define></grammar>',
    "startless.rng": f'<grammar><define name="x">{B}</define></grammar>',
}


WRONG = tomllib.loads((Path(__file__).parent / "wrong_schemas.toml").read_text(encoding="utf-8"))
CASES = [case for kind in WRONG.values() for case in kind]


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_wrong_schema_is_told_of_at_its_place(case: dict[str, str]) -> None:
    complaint = wrong(case["schema"].replace("¦", ""), FILES)
    assert complaint.message.startswith(case["says"])
    assert complaint.uri == BASE
    marked = declared(case["schema"].removeprefix("¦")).decode()
    expected = place(marked, "¦") if "¦" in marked else (1, 1)
    assert (complaint.line, complaint.column) == expected


def refusal(data: str | bytes) -> Wrong:
    with pytest.raises(Wrong) as refused:
        Schema.from_bytes(data.encode() if isinstance(data, str) else data, BASE).verify()
    return refused.value


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_places_count_characters_in_every_encoding(end: str, encoding: str) -> None:
    text = f'<element name="a" {NAMESPACE}>{end}<!-- ä中𐍈 --><foo/></element>'
    complaint = refusal(text.encode(encoding))
    assert (complaint.line, complaint.column) == (2, 13)


def test_the_place_is_in_the_file_that_is_wrong() -> None:
    complaint = wrong(
        '<grammar><include href="x.rng"/></grammar>', {"x.rng": "<grammar>\n <start>\n  <foo/></start></grammar>"}
    )
    assert complaint.uri == "file:///schemas/x.rng"
    assert (complaint.line, complaint.column) == (3, 3)


def test_a_schema_that_is_not_well_formed() -> None:
    complaint = refusal(f"<grammar {NAMESPACE}>\n  <start></grammar>")
    assert complaint.message == "this schema is not well-formed XML: mismatched tag"
    assert (complaint.line, complaint.column) == (2, 12)


@pytest.mark.parametrize("data", ["", "<a", "x", b"\xff\xfe<", b"<a>\xff</a>", "<a/><b/>", "<a>&b;</a>"])
def test_what_is_no_xml_is_refused(data: str | bytes) -> None:
    assert refusal(data).message.startswith("this schema is not well-formed XML: ")


@pytest.mark.parametrize("data", ['<schema xmlns="http://www.w3.org/2001/XMLSchema"/>', "<element/>"])
def test_another_language_is_refused(data: str) -> None:
    complaint = refusal(data)
    assert complaint.message == "this is no RELAX NG schema: its root is in another namespace"
    assert (complaint.line, complaint.column) == (1, 1)


def test_an_entity_is_refused_where_it_is_declared() -> None:
    complaint = refusal(f'<!DOCTYPE element [\n  <!ENTITY x "y">]>\n<element name="a" {NAMESPACE}>&x;</element>')
    assert complaint.message == "this schema uses the entity “x”: write out what it stands for"
    assert (complaint.line, complaint.column) == (2, 3)


def test_a_doctype_that_names_a_file_is_refused() -> None:
    text = f'\n<!DOCTYPE element SYSTEM "x.dtd">\n<element name="a" {NAMESPACE}><value>&x;</value></element>'
    complaint = refusal(text)
    assert complaint.message.startswith("the DOCTYPE of this schema names another file")
    assert (complaint.line, complaint.column) == (2, 1)


def test_a_parameter_entity_is_refused() -> None:
    text = f'<!DOCTYPE element [%x;]><element name="a" {NAMESPACE}><value>&x;</value></element>'
    assert refusal(text).message.startswith("this schema uses the entity “x”")


def test_an_attribute_in_the_namespace_of_relax_ng_is_refused() -> None:
    text = '<r:element name="a" xmlns:r="http://relaxng.org/ns/structure/1.0" r:name="b"><r:text/></r:element>'
    assert refusal(text).message == "an attribute of a RELAX NG element has no namespace"


CIRCLES = [
    {"x.rng": '<grammar><include href="x.rng"/></grammar>'},
    {"x.rng": '<grammar><include href="y.rng"/></grammar>', "y.rng": '<grammar><include href="x.rng"/></grammar>'},
    {
        "x.rng": '<grammar><include href="main.rng"/></grammar>',
        "main.rng": '<grammar><include href="x.rng"/></grammar>',
    },
]


@pytest.mark.parametrize("files", CIRCLES)
def test_a_circle_of_includes_is_refused(files: dict[str, str]) -> None:
    assert wrong('<grammar><include href="x.rng"/></grammar>', files).message.endswith("includes itself")


@pytest.mark.parametrize(
    "files",
    [
        {"x.rng": '<element name="b"><externalRef href="x.rng"/></element>'},
        {"x.rng": '<externalRef href="y.rng"/>', "y.rng": '<element name="b"><externalRef href="x.rng"/></element>'},
        {"x.rng": '<externalRef href="main.rng"/>'},
    ],
)
def test_a_circle_of_external_references_is_refused(files: dict[str, str]) -> None:
    text = '<element name="a"><externalRef href="x.rng"/></element>'
    assert wrong(text, files).message.endswith("refers to itself")


def test_a_schema_stays_wrong_for_the_second_document() -> None:
    start = '<start><element name="a"><ref name="x"/></element></start>'
    text = f'<grammar>{start}<define name="x"><ref name="y"/></define></grammar>'
    made = Schema.from_bytes(declared(text), BASE)
    for _ in range(2):
        with pytest.raises(Wrong, match="“y” is not defined"):
            made.is_valid(b"<a/>")


def test_the_compact_syntax_is_refused_with_the_way_to_convert_it(tmp_path: Path) -> None:
    path = tmp_path / "x.rnc"
    path.write_text("element a { text }")
    with pytest.raises(Wrong, match=r"trang x\.rnc x\.rng"):
        Schema.from_file(path)
