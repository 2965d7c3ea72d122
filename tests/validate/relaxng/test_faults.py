"""What is said of each kind of fault, and where: code, words, line and column."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from teipress.corpus import TEI
from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.validate.relaxng import Schema
from tests.support import document, place, spots
from tests.validate.relaxng.support import schema

# A small TEI: a header that must have a title, a text of paragraphs.
SCHEMA = Schema.from_file(Path(__file__).parent / "small_tei.rng")
HEADER = '<teiHeader><title>x</title><date when="2012-08-07"/></teiHeader>'


def tei(text: str, header: str = HEADER) -> str:
    return f'<TEI xmlns="{TEI}">\n{header}\n<text>\n{text}\n</text>\n</TEI>'


def found(folder: Path, text: str) -> list[Diagnostic]:
    return list(SCHEMA.validate(document(folder, text)))


FAULTS = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))["fault"]


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault['code']}-{number}" for number, fault in enumerate(FAULTS)])
def test_a_fault_is_told_of_in_words_and_at_its_place(fault: dict[str, str], tmp_path: Path) -> None:
    (told,) = found(tmp_path, tei(fault["text"].replace("¦", "")))
    assert (told.code, told.message, told.help) == (fault["code"], fault["message"], fault["help"])
    assert (told.line, told.column) == place(tei(fault["text"]), "¦")
    assert (told.source, told.severity, told.path) == (Source.RELAXNG, Severity.ERROR, "text.xml")


def test_a_valid_document_is_not_complained_of(tmp_path: Path) -> None:
    assert found(tmp_path, tei('<p xml:id="a" rend="bold">a <hi>b</hi> <num> 5 </num> <ref target="a"/></p>')) == []


def test_a_reference_may_come_before_its_target(tmp_path: Path) -> None:
    assert found(tmp_path, tei('<p><ref targets="a\n b"/></p><p xml:id="b"/><p xml:id="a"/>')) == []


def test_each_word_of_a_list_of_references_is_looked_for(tmp_path: Path) -> None:
    (told,) = found(tmp_path, tei('<p xml:id="a"><ref targets="a c"/></p>'))
    assert told.message == "“c” is the id of no element of this file"


def test_references_are_looked_for_in_every_document_anew(tmp_path: Path) -> None:
    text = tei('<p xml:id="a"><ref target="a"/></p>')
    assert [len(found(tmp_path, t)) for t in (text, text.replace('id="a"', 'id="b"'))] == [0, 1]


def test_a_wrong_root_is_told_of_with_what_the_schema_starts_with(tmp_path: Path) -> None:
    (told,) = found(tmp_path, f'<TE xmlns="{TEI}"/>')
    assert told.message == "the document's first element is <TE>; the schema expects <TEI>"
    assert told.help == "Did you mean <TEI>?"
    assert (told.code, told.line, told.column) == ("unexpected-element", 1, 1)


def test_a_part_of_the_schema_as_root_is_still_checked_inside(tmp_path: Path) -> None:
    told = found(tmp_path, f'<text xmlns="{TEI}">\n <p foo="1"/></text>')
    assert spots(told) == [("unexpected-element", 1, 1), ("unknown-attribute", 2, 5)]
    assert told[0].help == "Is this the right schema for this file?"


def test_an_attribute_ends_where_its_value_does(tmp_path: Path) -> None:
    (told,) = found(tmp_path, tei('<p foo =\n "1"/>'))
    assert (told.end_line - told.line, told.end_column) == (1, 5)
    assert told.xpath == "/TEI/text/p/@foo"


def test_a_prefixed_attribute_is_found_by_its_prefix(tmp_path: Path) -> None:
    text = '<p rend="bold" xmlns:x="urn:x" x:rend="1"/>'
    (told,) = found(tmp_path, tei(text))
    assert (told.line, told.column) == place(tei(text), "x:rend")


TEXTS = [
    "<lg>¦x<l/></lg>",
    "<lg>\n\n  ¦x\n y<l/></lg>",
    "<lg><l/>\n ¦𐍈中x<l/></lg>",
    "<lg><l>中𐍈</l>¦x</lg>",
    "<lg><!-- a\n comment --> ¦x<l/></lg>",
    "<lg><l/><?pi x?>\n\t¦x</lg>",
    "<lg><l/> ¦&amp;x</lg>",
    "<lg><l/>\n &#10; ¦&#x78;</lg>",
    "<lg><l/><![CDATA[¦x]]></lg>",
    "<lg><l/><![CDATA[\n  ¦x]]></lg>",
    "<lg><l/>\n<![CDATA[ ]]> \n ¦x</lg>",
    "<lg>¦\u00a0<l/></lg>",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_stray_text_is_placed_at_its_first_character(text: str, end: str, tmp_path: Path) -> None:
    (told,) = found(tmp_path, tei(text.replace("¦", "")).replace("\n", end))
    assert told.code == "unexpected-text"
    assert (told.line, told.column) == place(tei(text), "¦")


def test_stray_text_is_told_of_once_in_an_element(tmp_path: Path) -> None:
    told = found(tmp_path, tei("<lg>x<l/>y<l/>z</lg><lg>x<l/></lg>"))
    assert [d.message.rpartition(" ")[2] for d in told] == ["“x”", "“x”"]


def test_places_are_right_after_a_byte_order_mark_and_in_utf_16(tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{tei("<p>中𐍈 <l/></p>")}'
    expected = place(text, "<l/>")
    assert [(d.line, d.column) for d in SCHEMA.validate(document(tmp_path, text.encode("utf-16")))] == [expected]
    text = "\ufeff" + tei("<l/>")
    assert [(d.line, d.column) for d in SCHEMA.validate(document(tmp_path, text.encode()))] == [place(text, "<l/>")]


def test_the_first_column_is_not_moved_by_a_byte_order_mark(tmp_path: Path) -> None:
    assert spots(list(SCHEMA.validate(document(tmp_path, f'\ufeff<text xmlns="{TEI}"/>'.encode())))) == [
        ("unexpected-element", 1, 1)
    ]


def test_many_expected_elements_are_counted(tmp_path: Path) -> None:
    names = "abcdefghi"
    choice = "".join(f'<element name="{name}"><empty/></element>' for name in names)
    made = schema(
        f'<element name="TEI" ns="{TEI}"><choice>{choice}</choice><element name="z"><empty/></element></element>'
    )
    (told,) = made.validate(document(tmp_path, f'<TEI xmlns="{TEI}"><a/><i/><z/></TEI>'))
    assert told.message == "<i> cannot stand here in <TEI>; expected is <z>"
    (told,) = made.validate(document(tmp_path, f'<TEI xmlns="{TEI}"/>'))
    assert told.message == "<TEI> is not complete: <a>, <b>, <c>, <d>, <e>, <f> or one of 3 others is missing"


def test_a_missing_attribute_of_a_class_of_names_is_told_of(tmp_path: Path) -> None:
    made = schema(f'<element name="TEI" ns="{TEI}"><oneOrMore><attribute><anyName/></attribute></oneOrMore></element>')
    (told,) = made.validate(document(tmp_path, f'<TEI xmlns="{TEI}"/>'))
    assert (told.code, told.message) == ("missing-attribute", "<TEI> lacks an attribute")


def test_a_form_is_described_by_its_facets(tmp_path: Path) -> None:
    data = '<data type="token"><param name="pattern">[a-z]+</param><param name="maxLength">3</param></data>'
    made = schema(f'<element name="TEI" ns="{TEI}"><attribute name="n">{data}</attribute></element>')
    (told,) = made.validate(document(tmp_path, f'<TEI xmlns="{TEI}" n="abcd"/>'))
    assert told.message == "“abcd” is not a value for n on <TEI>: it must be text of the form [a-z]+ (max length 3)"
