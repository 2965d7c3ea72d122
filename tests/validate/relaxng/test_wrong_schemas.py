"""A schema that is wrong gets a sentence, and the exact place in its own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.validate.relaxng import Schema, Wrong
from tests.support import place
from tests.validate.relaxng.support import BASE, NAMESPACE, declared, wrong

B = '<element name="b"><empty/></element>'
# what is wrong, the schema with “¦” before the element at fault, how the sentence starts
SYNTAX = [
    ("no pattern", "¦<foo/>", "<foo> is no pattern of RELAX NG"),
    ("no pattern inside", '<element name="a">\n  ¦<start/></element>', "<start> is no pattern"),
    ("an unknown attribute", '<element name="a">\n¦<text name="x"/></element>', "<text> has no attribute “name”"),
    ("an attribute is missing", '<element name="a">¦<ref/></element>', "<ref> lacks its attribute “name”"),
    ("a name is no name", '<element name="a">¦<ref name="1"/></element>', "“1” is no name"),
    ("text where none may be", '<element name="a">\n ¦<group>x<text/></group></element>', "text stands in <group>"),
    ("no content", '¦<element name="a"/>', "<element> must hold a pattern"),
    ("no name", "¦<element/>", "<element> needs a name"),
    ("two names", '¦<element name="a"><name>b</name><empty/></element>', "<element> has two names"),
    ("two patterns in an attribute", '<element name="a">¦<attribute name="b"><text/><text/></attribute></element>',
     "<attribute> holds one pattern at most"),
    ("content in an empty pattern", '<element name="a">¦<text><text/></text></element>', "<text> holds no elements"),
    ("empty choice", '<element name="a">\n\n  ¦<choice/></element>', "<choice> must hold a pattern"),
    ("elements in a value", '<element name="a">¦<value><b/></value></element>', "<value> holds no elements"),
    ("foreign elements in a value", '<element name="a">¦<value><x:b xmlns:x="u"/></value></element>',
     "<value> holds text only"),
    ("elements in a parameter", '<element name="a"><data type="token">¦<param name="length"><text/></param></data></element>',
     "<param> holds text only"),
    ("something else in data", '<element name="a"><data type="token">¦<text/></data></element>',
     "<text> cannot stand in <data>"),
    ("except before a parameter", '<element name="a">¦<data type="token"><except><value>x</value></except>'
     '<param name="length">1</param></data></element>', "<data> has one <except> at most, as its last element"),
    ("empty except", '<element name="a"><data type="token">¦<except/></data></element>', "<except> must hold a pattern"),
    ("an unknown type", '<element name="a">¦<data type="foo"/></element>', "there is no datatype “foo”"),
    ("a wrong parameter", '<element name="a">¦<data type="token"><param name="foo">1</param></data></element>',
     "this datatype has no parameter “foo”"),
    ("a wrong pattern", '<element name="a">¦<data type="token"><param name="pattern">(</param></data></element>',
     "“(” is no pattern: a “(” is not closed"),
    ("a wrong length", '<element name="a">¦<data type="token"><param name="length">x</param></data></element>',
     "“x” is no number of characters"),
    ("a wrong limit", '<element name="a">¦<data type="date"><param name="minInclusive">x</param></data></element>',
     "“x” is no value of this datatype, as the parameter “minInclusive” must be"),
    ("a value of another type", '<element name="a">¦<value type="integer">x</value></element>',
     "“x” is no value of the datatype “integer”"),
    ("a relative library", '<element name="a">¦<group datatypeLibrary="x"><text/></group></element>',
     "datatypeLibrary is an absolute address"),
    ("an unknown library", '<element name="a">¦<data datatypeLibrary="urn:x" type="token"/></element>',
     "the datatype library “urn:x” is not known"),
    ("no library", '<element name="a">¦<data datatypeLibrary="" type="integer"/></element>',
     "there is no built-in datatype “integer”, only “string” and “token”: is datatypeLibrary missing?"),
    ("a parameter of a built-in type", '<element name="a">¦<data datatypeLibrary="" type="token">'
     '<param name="length">1</param></data></element>', "the built-in datatype “token” takes no parameters"),
]  # fmt: skip
GRAMMARS = [
    ("no start", "¦<grammar/>", "this grammar has no <start>"),
    ("nothing defined", '<grammar><start>¦<ref name="x"/></start></grammar>', "“x” is not defined"),
    ("nothing defined, in what nobody needs", f'<grammar><start>{B}</start>\n<define name="y">¦<ref name="x"/></define></grammar>',
     "“x” is not defined"),
    ("a ref without a grammar", '<element name="a">¦<ref name="x"/></element>', "“x” is not defined"),
    ("no parent", f'<grammar><start>¦<parentRef name="x"/></start><define name="x">{B}</define></grammar>',
     "<parentRef> stands in no grammar that is inside another"),
    ("a pattern in a grammar", f"<grammar>\n¦<text/><start>{B}</start></grammar>", "<text> cannot stand here"),
    ("two patterns in start", f"<grammar>¦<start>{B}{B}</start></grammar>", "<start> holds exactly one pattern"),
    ("an empty definition", f'<grammar><start>{B}</start>¦<define name="x"/></grammar>', "<define> must hold a pattern"),
    ("defined twice", f'<grammar><start>{B}</start><define name="x">{B}</define>\n ¦<define name="x">{B}</define></grammar>',
     "“x” is defined twice without “combine”"),
    ("combined in two ways", f'<grammar><start>{B}</start><define name="x" combine="choice">{B}</define>'
     f'¦<define name="x" combine="interleave">{B}</define></grammar>', "“x” is combined both by choice and by interleave"),
    ("combined in no way", f'<grammar>¦<start combine="group">{B}</start></grammar>', "combine is “choice” or “interleave”"),
    ("a circle", '<grammar><start><ref name="x"/></start><define name="x"><group>\n<ref name="y"/></group></define>'
     '<define name="y">\n  ¦<ref name="x"/></define></grammar>', "“x” refers to itself with no element between"),
    ("a file that is not there", '<grammar>\n  ¦<include href="none.rng"/></grammar>',
     "“none.rng” cannot be read: No such file or directory"),
    ("an external file that is not there", '<element name="a">¦<externalRef href="none.rng"/></element>',
     "“none.rng” cannot be read: No such file or directory"),
    ("an address with a fragment", '<element name="a">¦<externalRef href="x.rng#y"/></element>', "href names a whole file"),
    ("no address", '<element name="a">¦<externalRef href="http://["/></element>', "“http://[” is no address"),
    ("a base that is no address", '<element name="a">¦<group xml:base="http://[">'
     '<externalRef href="x"/></group></element>', "“http://[” is no address"),
    ("a pattern included", '<grammar>¦<include href="pattern.rng"/></grammar>', "“pattern.rng” is no grammar"),
    ("a part referred to", '<element name="a">¦<externalRef href="part.rng"/></element>', "“part.rng” holds no pattern"),
    ("nothing to replace", f'<grammar><include href="grammar.rng">¦<define name="none">{B}</define></include></grammar>',
     "“none” replaces nothing: “grammar.rng” does not define it"),
    ("no start to replace", f'<grammar><include href="startless.rng">¦<start>{B}</start></include></grammar>',
     "<start> replaces nothing"),
    ("an include in an include", '<grammar><include href="grammar.rng">¦<include href="grammar.rng"/></include></grammar>',
     "<include> cannot stand here"),
]  # fmt: skip
RESTRICTIONS = [
    ("4.16", '<element name="a">¦<attribute name="xmlns"/></element>', "an attribute cannot be named “xmlns”"),
    ("7.1.1 attribute//attribute", '¦<element name="a"><attribute name="n"><attribute name="m"/></attribute></element>',
     "<attribute> cannot stand in <attribute> (7.1.1)"),
    ("7.1.1 attribute//ref", f'¦<element name="a"><attribute name="n">{B}</attribute></element>',
     "<element> cannot stand in <attribute> (7.1.1)"),
    ("7.1.2 oneOrMore//group//attribute", '¦<element name="a"><oneOrMore><group><attribute name="n"/><text/></group></oneOrMore>'
     "</element>", "<attribute> cannot stand in a <group> or <interleave> in <oneOrMore> (7.1.2)"),
    ("7.1.2 oneOrMore//interleave//attribute", '¦<element name="a"><zeroOrMore><mixed><attribute name="n"/></mixed></zeroOrMore>'
     "</element>", "<attribute> cannot stand in a <group> or <interleave> in <oneOrMore> (7.1.2)"),
    ("7.1.3 list//element", f'¦<element name="a"><list>{B}</list></element>', "<element> cannot stand in <list> (7.1.3)"),
    ("7.1.3 list//attribute", '¦<element name="a"><list><attribute name="n"/></list></element>', "<attribute> cannot stand in"),
    ("7.1.3 list//list", '¦<element name="a"><list><list><value>x</value></list></list></element>', "<list> cannot stand in"),
    ("7.1.3 list//text", '¦<element name="a"><list><text/></list></element>', "<text> cannot stand in <list>"),
    ("7.1.3 list//interleave", '¦<element name="a"><list><interleave><value>x</value><value>y</value></interleave></list></element>',
     "<interleave> cannot stand in <list>"),
    ("7.1.4 except//empty", '¦<element name="a"><data type="token"><except><empty/></except></data></element>',
     "<empty> cannot stand in <data/except> (7.1.4)"),
    ("7.1.4 except//text", '¦<element name="a"><data type="token"><except><text/></except></data></element>', "<text> cannot stand"),
    ("7.1.4 except//list", '¦<element name="a"><data type="token"><except><list><value>x</value></list></except></data></element>',
     "<list> cannot stand"),
    ("7.1.4 except//oneOrMore", '¦<element name="a"><data type="token"><except><oneOrMore><value>x</value></oneOrMore></except></data>'
     "</element>", "<oneOrMore> cannot stand"),
    ("7.1.5 start//empty", "¦<empty/>", "<start> must be an element, not empty (7.1.5)"),
    ("7.1.5 start//text", "¦<text/>", "<text> cannot stand in <start> outside of an element (7.1.5)"),
    ("7.1.5 start//attribute", '¦<attribute name="n"/>', "<attribute> cannot stand in <start>"),
    ("7.1.5 start//group", f"¦<group>{B}{B}</group>", "<group> cannot stand in <start>"),
    ("7.1.5 start//oneOrMore", f"¦<oneOrMore>{B}</oneOrMore>", "<oneOrMore> cannot stand in <start>"),
    ("7.1.5 start//optional", f"¦<optional>{B}</optional>", "<empty> cannot stand in <start>"),
    ("7.1.5 start//data", '¦<data type="token"/>', "<data> cannot stand in <start>"),
    ("7.2 data beside an element", f'¦<element name="a"><data type="token"/>{B}</element>', "data or a list stands beside"),
    ("7.2 data beside text", '¦<element name="a"><mixed><value>x</value></mixed></element>', "data or a list stands beside"),
    ("7.2 data repeated", '¦<element name="a"><oneOrMore><data type="token"/></oneOrMore></element>', "data or a list stands"),
    ("7.2 in an attribute", '¦<element name="a"><attribute name="n"><group><value>x</value><value>y</value></group></attribute></element>',
     "data or a list stands beside"),
    ("7.3 the same attribute", '¦<element name="a"><attribute name="n"/><attribute name="n"/></element>',
     "the same attribute could stand twice in one element (7.3)"),
    ("7.3 overlapping attributes", '¦<element name="a"><attribute name="n"/><oneOrMore><attribute><anyName/></attribute></oneOrMore>'
     "</element>", "the same attribute could stand twice"),
    ("7.3 without end, not repeated", '¦<element name="a"><attribute><anyName/></attribute></element>',
     "an <attribute> with a class of names without end must stand in <oneOrMore> (7.3)"),
    ("7.3 without end, with data", '¦<element name="a"><oneOrMore><attribute><anyName/><data type="token"/></attribute></oneOrMore>'
     "</element>", "an <attribute> with a class of names without end must hold <text/> (7.3)"),
    ("7.4 the same element", f'¦<element name="a"><interleave>{B}<optional>{B}</optional></interleave></element>',
     "the same element could belong to two patterns of <interleave> (7.4)"),
    ("7.4 overlapping elements", f'¦<element name="a"><interleave>{B}<element><anyName/><empty/></element></interleave></element>',
     "the same element could belong to two patterns"),
    ("7.4 text twice", '¦<element name="a"><interleave><mixed><empty/></mixed><text/></interleave></element>',
     "<interleave> has text in two of its patterns (7.4)"),
    ("7 in an element inside", '<element name="a">\n  ¦<element name="b"><list><text/></list></element></element>',
     "<text> cannot stand in <list>"),
]  # fmt: skip
FILES = {
    "pattern.rng": B,
    "part.rng": "<start><empty/></start>",
    "grammar.rng": f'<grammar><start>{B}</start><define name="x">{B}</define></grammar>',
    "startless.rng": f'<grammar><define name="x">{B}</define></grammar>',
}


@pytest.mark.parametrize(("what", "text", "says"), SYNTAX + GRAMMARS + RESTRICTIONS)
def test_a_wrong_schema_is_told_of_at_its_place(what: str, text: str, says: str) -> None:
    complaint = wrong(text.replace("¦", ""), FILES)
    assert complaint.message.startswith(says)
    assert complaint.uri == BASE
    before = declared(text.replace("¦", "\x00")).decode().replace("\x00", "¦").replace(f"¦ {NAMESPACE}", "¦")
    line, column = place(before, "¦")
    assert (complaint.line, complaint.column) == (line, column)


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
    text = '<grammar><start><element name="a"><ref name="x"/></element></start><define name="x"><ref name="y"/></define></grammar>'
    made = Schema.from_bytes(declared(text), BASE)
    for _ in range(2):
        with pytest.raises(Wrong, match="“y” is not defined"):
            made.is_valid(b"<a/>")


def test_the_compact_syntax_is_refused_with_the_way_to_convert_it(tmp_path: Path) -> None:
    path = tmp_path / "x.rnc"
    path.write_text("element a { text }")
    with pytest.raises(Wrong, match="trang x.rnc x.rng"):
        Schema.from_file(path)
