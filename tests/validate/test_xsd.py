"""XSD: the verdict is xmlschema's, the words and the places are ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.corpus import TEI
from teipress.diagnostics import Source
from teipress.errors import ConfigurationError
from teipress.validate.xsd import XsdSchema
from tests.support import document, place, spots, tei

SCHEMA = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{TEI}" targetNamespace="{TEI}"
    elementFormDefault="qualified">
  <xs:element name="TEI"><xs:complexType><xs:sequence>
    <xs:element ref="head" minOccurs="0"/>
    <xs:element ref="p" maxOccurs="unbounded"/>
    <xs:element ref="list" minOccurs="0"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="head" type="xs:string"/>
  <xs:element name="list"><xs:complexType><xs:sequence>
    <xs:element name="item" minOccurs="2" maxOccurs="unbounded" type="xs:int"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="p"><xs:complexType mixed="true">
    <xs:choice minOccurs="0" maxOccurs="unbounded">
      <xs:element ref="head"/><xs:element ref="date"/><xs:element ref="lb"/>
    </xs:choice>
    <xs:attribute name="rend" use="required"/>
    <xs:attribute name="n" type="xs:positiveInteger"/>
    <xs:attribute name="type"><xs:simpleType><xs:restriction base="xs:string">
      <xs:enumeration value="verse"/><xs:enumeration value="prose"/>
    </xs:restriction></xs:simpleType></xs:attribute>
  </xs:complexType></xs:element>
  <xs:element name="lb"><xs:complexType/></xs:element>
  <xs:element name="date"><xs:complexType mixed="true">
    <xs:attribute name="when" type="xs:date"/>
    <xs:attribute name="key"><xs:simpleType><xs:restriction base="xs:string">
      <xs:pattern value="[a-z]+"/>
    </xs:restriction></xs:simpleType></xs:attribute>
  </xs:complexType></xs:element>
</xs:schema>"""
BARE = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
P = '<p rend="x"/>'


def schema(folder: Path, text: str = SCHEMA) -> XsdSchema:
    (folder / "schema.xsd").write_text(text, encoding="utf-8")
    return XsdSchema(folder / "schema.xsd", "schema.xsd")


@pytest.fixture(scope="module")
def xsd(tmp_path_factory: pytest.TempPathFactory) -> XsdSchema:
    return schema(tmp_path_factory.mktemp("schema"))


@pytest.mark.parametrize(
    "content",
    [
        P,
        '<head>h</head><p rend="x" n="1" type="verse">a<lb/><date when="2012-08-07" key="k"/></p>',
        f"{P}<list><item>1</item><item> 2 </item></list>",
        f"<!-- text --><?pi text?>{P}<!-- c -->",
    ],
)
def test_what_the_schema_allows_is_no_fault(content: str, xsd: XsdSchema, tmp_path: Path) -> None:
    assert list(xsd.check([document(tmp_path, tei(content))])) == []


# The place is marked by “¦”.
FAULTS = {
    "unknown element": (
        '<p rend="x">é<lb/>¦<dte/></p>',
        "unexpected-element",
        "<dte> cannot stand here in <p>",
        "Did you mean <date>?",
    ),
    "misspelt element": ("¦<hed/>", "unexpected-element", "expected is <p>", "Did you mean <head>?"),
    "element in the wrong place": (
        f"{P}\n  ¦<head/>",
        "unexpected-element",
        "<head> cannot stand here in <TEI>",
        "See",
    ),
    "element of another vocabulary": (
        '<p rend="x">¦<hi xmlns="u"/></p>',
        "unexpected-element",
        "<{u}hi> cannot stand here in <p>",
        "See",
    ),
    "element in plain text": (
        "<head>a ¦<lb/></head>" + P,
        "unexpected-element",
        "<lb> cannot stand in <head>, which holds text only",
        "Take the element out",
    ),
    "element in an empty one": ('<p rend="x"><lb>¦<lb/></lb></p>', "unexpected-element", "<lb> cannot stand", "See"),
    "missing element": (
        f"{P}\n¦<list><item>1</item></list>",
        "missing-element",
        "<list> is not complete: <item> is missing",
        "Add <item>.",
    ),
    "missing attribute": ("\n ¦<p/>", "missing-attribute", "<p> lacks its attribute “rend”", 'Add rend="…".'),
    "misspelt attribute": (
        '<p rend="x"\n  ¦tpe="verse"/>',
        "unknown-attribute",
        "<p> has no attribute “tpe”",
        "Did you mean “type”?",
    ),
    "unknown attribute": ('<p rend="x" ¦zzz=""/>', "unknown-attribute", "“zzz”", "It may have: rend, n, type."),
    "attribute of another vocabulary": (
        '<p rend="x" xmlns:q="u" ¦q:z=""/>',
        "unknown-attribute",
        "“{u}z”",
        "It may have",
    ),
    "an id where there is none": ('<p rend="x" ¦xml:id="a"/>', "unknown-attribute", "“xml:id”", "It may have"),
    "no attribute allowed": (f'<head ¦n="1"/>{P}', "unknown-attribute", "<head> has no attribute “n”", "none"),
    "value outside a list": (
        '<p rend="x" ¦type="vers"/>',
        "wrong-value",
        "“vers” is not a value for type on <p>: it must be “verse” or “prose”",
        "Did you mean “verse”?",
    ),
    "value unlike any in a list": ('<p rend="x" ¦type="zzz"/>', "wrong-value", "“zzz”", "Choose one of these values."),
    "value without a number": (
        '<p rend="x" ¦n="a"/>',
        "wrong-value",
        "“a” is not a value for n on <p>: it must be a whole number, 1 or more",
        "Correct the value.",
    ),
    "number out of range": (
        '<p rend="x" ¦n="0"/>',
        "wrong-value",
        "“0” is not a value for n on <p>: it must be positive",
        "C",
    ),
    "date of another form": (
        '<p rend="x"><date ¦when="1962-8-7"/></p>',
        "wrong-value",
        "it must be a date such as 2012-08-07",
        "Write a date as",
    ),
    "value against a pattern": ('<p rend="x"><date ¦key="A"/></p>', "wrong-value", "the pattern '[a-z]+'", "Correct"),
    "element with a wrong value": (
        f"{P}<list><item>1</item>¦<item>a</item></list>",
        "wrong-content",
        "“a” is not a value for <item>: it must be a whole number",
        "Correct",
    ),
    "element with a number too great": (
        f"{P}<list><item>1</item>¦<item>9999999999</item></list>",
        "wrong-content",
        "“9999999999” is not a value for <item>: it must be -2^31",
        "Correct",
    ),
    "text between elements": (f"{P}¦<list>one<item>1</item><item>2</item></list>", "unexpected-text", "“one”", "Put"),
    "text in an empty element": (
        '<p rend="x">¦<lb>a  b</lb></p>',
        "unexpected-text",
        "<lb> must be empty",
        "Take the text",
    ),
}


@pytest.mark.parametrize(("marked", "code", "words", "help"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_told_once_in_plain_words_at_its_place(
    marked: str, code: str, words: str, help: str, xsd: XsdSchema, tmp_path: Path
) -> None:
    found = list(xsd.check([document(tmp_path, tei(marked.replace("¦", "")))]))
    assert spots(found) == [(code, *place(tei(marked), "¦"))]
    assert words in found[0].message
    assert (found[0].help or "").startswith(help) or help in (found[0].help or "")
    assert found[0].source is Source.XSD
    assert "{http" not in found[0].message


def test_comments_do_not_move_places(xsd: XsdSchema, tmp_path: Path) -> None:
    marked = f"<!-- c --><?pi?>{P}<!-- c -->\n<!-- c -->¦<head/>"
    found = list(xsd.check([document(tmp_path, tei(marked.replace("¦", "")))]))
    assert spots(found) == [("unexpected-element", *place(tei(marked), "¦"))]


def test_a_document_keeps_its_comments_after_a_check(xsd: XsdSchema, tmp_path: Path) -> None:
    read = document(tmp_path, tei(f"<!-- c -->{P}"))
    list(xsd.check([read]))
    assert [str(node.text) for node in read.root if not isinstance(node.tag, str)] == [" c "]


def test_another_root_is_unknown(xsd: XsdSchema, tmp_path: Path) -> None:
    found = list(xsd.check([document(tmp_path, f'\n<div xmlns="{TEI}"/>')]))
    assert spots(found) == [("unknown-element", 2, 1)]


def test_every_fault_of_a_document_is_told(xsd: XsdSchema, tmp_path: Path) -> None:
    found = list(xsd.check([document(tmp_path, tei('<p/><p rend="x" n="a"/><p rend="x" zzz=""/>'))]))
    assert [d.code for d in found] == ["missing-attribute", "wrong-value", "unknown-attribute"]


@pytest.mark.parametrize("location", ["http://localhost:9/x.xsd", "file:///etc/hostname", "schema.xsd"])
def test_a_document_cannot_bring_its_own_schema(location: str, xsd: XsdSchema, tmp_path: Path) -> None:
    content = (
        '<p rend="x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{TEI} {location}" xsi:noNamespaceSchemaLocation="{location}"/>'
    )
    assert list(xsd.check([document(tmp_path, tei(content))])) == []


def test_a_type_that_is_nowhere_ends_the_check_with_a_sentence(xsd: XsdSchema, tmp_path: Path) -> None:
    content = '<p rend="x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="nothing"/>'
    found = list(xsd.check([document(tmp_path, tei(content))]))
    assert [d.code for d in found] == ["xsd-failure"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no schema",
        "<xs:schema",
        "<schema/>",
        SCHEMA.replace('ref="head"', 'ref="nothing"', 1),
        SCHEMA.replace('type="xs:int"', 'type="xs:nothing"'),
        SCHEMA.replace("[a-z]+", "[a-z"),
        f"<!DOCTYPE x [<!ENTITY e 'x'>]>{SCHEMA}",
        f'{BARE}<xs:include schemaLocation="nothing.xsd"/></xs:schema>',
        f'{BARE}<xs:import namespace="u" schemaLocation="file:///etc/hostname"/></xs:schema>',
    ],
    ids=[
        "empty",
        "text",
        "cut",
        "another root",
        "no such element",
        "no such type",
        "pattern",
        "doctype",
        "include",
        "import",
    ],
)
def test_a_schema_that_is_wrong_is_a_fault_of_the_settings(text: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"^schema\.xsd: not a usable XSD: \S") as trouble:
        schema(tmp_path, text)
    assert "\n" not in str(trouble.value)


def test_a_schema_that_is_not_there_is_a_fault_of_the_settings(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="not a usable XSD"):
        XsdSchema(tmp_path / "nothing.xsd", "nothing.xsd")
