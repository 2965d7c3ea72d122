"""Reading untrusted files: what is read, what is refused, with what words and at what place."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import os
from pathlib import Path

import pytest
from lxml import etree

from teipress.corpus import TEI, XML_ID, Limits, Unreadable, qualified, read_document
from teipress.diagnostics import Severity, Source
from tests.support import ROOT, at, document, place, refusal, tei

P = f"{{{TEI}}}p"
ONE_LINE = f"{ROOT}<p>é</p></TEI>"
DECLARED = '<?xml version="1.0" encoding="{}"?>'


# What is read


@pytest.mark.parametrize(
    "data",
    [
        ONE_LINE.encode(),
        codecs.BOM_UTF8 + ONE_LINE.encode(),
        (DECLARED.format("UTF-8") + ONE_LINE).encode(),
        (DECLARED.format("utf-8") + ONE_LINE).encode(),
        (DECLARED.format("UTF-16") + ONE_LINE).encode("utf-16"),
        codecs.BOM_UTF16_BE + ONE_LINE.encode("utf-16-be"),
        codecs.BOM_UTF16_LE + (DECLARED.format("UTF-16") + ONE_LINE).encode("utf-16-le"),
    ],
    ids=["plain", "bom", "declared", "lower-case", "utf-16", "utf-16-be", "utf-16-le"],
)
def test_utf_8_and_utf_16_with_a_byte_order_mark_are_read(data: bytes, tmp_path: Path) -> None:
    read = document(tmp_path, data)
    assert [p.text for p in read.root.iter(P)] == ["é"]
    assert read.data == data
    assert read.digest == hashlib.sha256(data).hexdigest()


def test_ascii_is_read_as_what_it_is(tmp_path: Path) -> None:
    read = document(tmp_path, DECLARED.format("US-ASCII") + ROOT + "<p>e</p></TEI>")
    assert read.root.findtext(P) == "e"


def test_a_byte_order_mark_moves_no_column(tmp_path: Path) -> None:
    read = document(tmp_path, codecs.BOM_UTF8 + ONE_LINE.encode())
    assert read.position(read.root) == (1, 1)


def test_the_encoding_declaration_moves_no_column(tmp_path: Path) -> None:
    text = DECLARED.format("UTF-16") + ONE_LINE
    read = document(tmp_path, text.encode("utf-16"))
    assert read.position(next(read.root.iter(P))) == place(text, "<p>")


def test_cdata_is_text(tmp_path: Path) -> None:
    read = document(tmp_path, tei("<p>a<![CDATA[ & <b/> ]]>c</p>"))
    assert read.root.findtext(P) == "a & <b/> c"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_of_every_system_count_as_lines(end: str, tmp_path: Path) -> None:
    read = document(tmp_path, tei("<p>one\n  <hi>two</hi></p>").replace("\n", end))
    places = [tuple(read.position(element)) for element in read.elements()]
    assert places == [(1, 1), (2, 1), (3, 3)]
    assert read.root.findtext(P) == "one\n  "


def test_predefined_entities_and_character_numbers_are_read(tmp_path: Path) -> None:
    read = document(tmp_path, tei("<p n='&quot;&apos;'>&amp;&lt;&gt;&#233;&#x10400;</p>"))
    assert read.root.findtext(P) == "&<>é𐐀"
    assert next(read.root.iter(P)).get("n") == "\"'"


def test_a_fragment_in_the_namespace_of_tei_is_tei(tmp_path: Path) -> None:
    assert document(tmp_path, f'<div xmlns="{TEI}"/>').root.tag == f"{{{TEI}}}div"


@pytest.mark.parametrize("root", ['<t:TEI xmlns:t="{}"/>', '<teiCorpus xmlns="{}"/>'])
def test_any_spelling_of_a_tei_root_is_accepted(root: str, tmp_path: Path) -> None:
    assert etree.QName(document(tmp_path, root.format(TEI)).root).namespace == TEI


def test_comments_and_instructions_with_angle_brackets_are_no_doctype(tmp_path: Path) -> None:
    text = f"<!-- <!DOCTYPE TEI> --><?x <!DOCTYPE TEI> ?>{ROOT}<!-- <!DOCTYPE TEI> --></TEI>"
    assert document(tmp_path, text).root.tag == f"{{{TEI}}}TEI"


def test_a_document_keeps_the_name_of_a_link_to_it(tmp_path: Path) -> None:
    document(tmp_path, ONE_LINE, "store/0815.xml")
    link = tmp_path / "letter.xml"
    link.symlink_to("store/0815.xml")
    assert read_document(link, "letter.xml").stem == "letter"


# What is refused: the file


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as trouble:
        read_document(tmp_path / "nothing.xml", "nothing.xml")
    found = trouble.value.diagnostic
    assert (found.code, found.path, found.line, found.message) == (
        "missing-file",
        "nothing.xml",
        0,
        "there is no such file",
    )
    assert (found.source, found.severity) == (Source.WELLFORMED, Severity.ERROR)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="this is a folder, not a file"):
        read_document(tmp_path, "folder")


def test_a_file_that_cannot_be_opened_is_reported_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(Unreadable, match="cannot be read: permission denied") as trouble:
        read_document(tmp_path / "text.xml", "text.xml")
    assert trouble.value.diagnostic.code == "unreadable-file"


def test_a_part_of_the_path_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unreadable) as trouble:
        read_document(tmp_path / "file/text.xml", "file/text.xml")
    assert trouble.value.diagnostic.code == "unreadable-file"


def test_a_file_of_the_greatest_size_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    data = ONE_LINE.encode()
    path = tmp_path / "text.xml"
    path.write_bytes(data)
    assert read_document(path, "text.xml", Limits(size=len(data))).data == data
    found = refusal(tmp_path, data, Limits(size=len(data) - 1))
    assert found.code == "file-too-large"
    assert f"{len(data)} bytes; at most {len(data) - 1} are read" in found.message


def test_a_compressed_file_is_not_unpacked(tmp_path: Path) -> None:
    found = refusal(tmp_path, gzip.compress(ONE_LINE.encode()))
    assert found.code == "wrong-encoding"
    assert "compressed (gzip)" in found.message


# What is refused: the encoding


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ((DECLARED.format("UTF-16") + ONE_LINE).encode("utf-16-le"), "UTF-16 or UTF-32 without a byte order mark"),
        ((DECLARED.format("UTF-16") + ONE_LINE).encode("utf-16-be"), "UTF-16 or UTF-32 without a byte order mark"),
        (ONE_LINE.encode("utf-32"), "is UTF-32"),
        (ONE_LINE.encode("utf-32-be"), "UTF-16 or UTF-32 without a byte order mark"),
        (codecs.BOM_UTF8 * 2 + ONE_LINE.encode(), "two byte order marks"),
    ],
    ids=["utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "two-boms"],
)
def test_other_encodings_are_refused_as_a_whole(data: bytes, words: str, tmp_path: Path) -> None:
    found = refusal(tmp_path, data)
    assert found.code == "wrong-encoding"
    assert words in found.message


@pytest.mark.parametrize("encoding", ["UTF-7", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-32", "EBCDIC-CP-US"])
def test_a_declared_encoding_other_than_utf_8_is_refused_at_its_place(encoding: str, tmp_path: Path) -> None:
    text = DECLARED.format(encoding) + "\n" + ROOT + "+ADw-script+AD4-</TEI>"
    found = refusal(tmp_path, text)
    assert (found.code, *at(found)) == ("wrong-encoding", *place(text, encoding))
    assert f"says that it is {encoding};" in found.message


def test_latin_1_is_named_before_its_bytes_are_blamed(tmp_path: Path) -> None:
    found = refusal(tmp_path, (DECLARED.format("ISO-8859-1") + ONE_LINE).encode("latin-1"))
    assert "says that it is ISO-8859-1" in found.message


def test_a_byte_order_mark_and_a_declaration_must_agree(tmp_path: Path) -> None:
    found = refusal(tmp_path, codecs.BOM_UTF16_LE + (DECLARED.format("UTF-8") + ONE_LINE).encode("utf-16-le"))
    assert (found.code, *at(found)) == ("wrong-encoding", 1, 31)


@pytest.mark.parametrize(
    ("data", "line", "column", "name"),
    [
        (f"{ROOT}\n𐐀é ".encode() + b"\xe9</TEI>", 2, 4, "UTF-8"),
        (f"{ROOT}\r\né".encode() + b"\xff", 2, 2, "UTF-8"),
        (b"\xc3", 1, 1, "UTF-8"),
        (f"{ROOT}\n".encode() + b"\xed\xa0\x80</TEI>", 2, 1, "UTF-8"),
        (f"{ROOT}\né𐐀".encode("utf-16") + b"\x00\xdc<\x00", 2, 3, "UTF-16"),
        (ROOT.encode("utf-16") + b"<", 1, len(ROOT) + 1, "UTF-16"),
        (f"{DECLARED.format('us-ascii')}\n é".encode(), 2, 2, "US-ASCII"),
    ],
    ids=["latin-1 byte", "after CRLF", "truncated", "surrogate", "lone surrogate", "odd byte", "ascii"],
)
def test_bytes_that_are_none_of_the_encoding_are_shown_in_their_place(
    data: bytes, line: int, column: int, name: str, tmp_path: Path
) -> None:
    found = refusal(tmp_path, data)
    assert (found.code, *at(found)) == ("wrong-encoding", line, column)
    assert found.message == f"the bytes here are not {name}"


# What is refused: XML 1.1, DOCTYPE


def test_xml_1_1_is_refused(tmp_path: Path) -> None:
    found = refusal(tmp_path, '<?xml version="1.1"?>' + ONE_LINE)
    assert (found.code, *at(found)) == ("wrong-xml-version", 1, 16)
    assert "XML 1.1" in found.message


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE TEI>",
        '<!DOCTYPE TEI SYSTEM "tei.dtd">',
        '<!DOCTYPE TEI\n  PUBLIC "-//TEI//x"\n  "file:///etc/passwd">',
        '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE TEI [<!ENTITY a "1"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE TEI [<!ATTLIST p xml:id ID "p1">]>',
    ],
)
@pytest.mark.parametrize(
    "before", ["", "\n\n", '<?xml version="1.0"?>\n', "<!-- <!DOCTYPE -->\n", "<?pi <!DOCTYPE?> \t", "\ufeff"]
)
def test_a_doctype_is_refused_wherever_it_stands(doctype: str, before: str, tmp_path: Path) -> None:
    text = before + doctype + ONE_LINE
    found = refusal(tmp_path, text)
    shown = text.removeprefix("\ufeff")
    assert (found.code, *at(found)) == ("doctype", *place(shown, doctype))


def test_two_byte_order_marks_hide_no_doctype(tmp_path: Path) -> None:
    assert refusal(tmp_path, '\ufeff\ufeff<!DOCTYPE TEI SYSTEM "file:///etc/passwd">' + ONE_LINE).line == 1


def test_much_white_space_before_a_doctype_is_no_burden(tmp_path: Path) -> None:
    found = refusal(tmp_path, " " * 5_000_000 + "<!DOCTYPE TEI>" + ONE_LINE)
    assert (found.code, *at(found)) == ("doctype", 1, 5_000_001)


# What is refused: entities


@pytest.mark.parametrize(
    "content",
    [
        "<p>𐐀 caf&eacute; x</p>",
        '<p>é𐐀<hi n="1" rend="&amp; é &eacute;"/></p>',
        "<!-- &eacute --><p>&eacute;</p>",
        "<p>&lt;&eacute;&nbsp;</p>",
    ],
    ids=["text", "attribute", "after a comment", "the first of two"],
)
def test_an_undeclared_entity_is_refused_in_its_place(content: str, tmp_path: Path) -> None:
    text = tei(content)
    found = refusal(tmp_path, text)
    assert (found.code, *at(found)) == ("undeclared-entity", *place(text, "&eacute;"))
    assert "“&eacute;” is not an entity of XML" in found.message


# What is refused: more than any text needs


def nested(depth: int) -> str:
    return ROOT + "".join(f"\n<p n='{n}'>" for n in range(2, depth + 1)) + "</p>" * (depth - 1) + "</TEI>"


def test_elements_may_be_as_deep_as_the_limit_and_no_deeper(tmp_path: Path) -> None:
    path = tmp_path / "deep.xml"
    path.write_text(nested(5))
    assert len(list(read_document(path, "deep.xml", Limits(depth=5)).elements())) == 5
    found = refusal(tmp_path, nested(6), Limits(depth=5))
    assert (found.code, *at(found)) == ("too-deep", 6, 1)
    assert "6 deep; at most 5" in found.message


def test_great_depth_is_refused_without_a_crash(tmp_path: Path) -> None:
    found = refusal(tmp_path, nested(200_000))
    assert (found.code, *at(found)) == ("too-deep", 101, 1)


def test_depth_beyond_the_parser_is_refused_even_where_the_settings_allow_it(tmp_path: Path) -> None:
    found = refusal(tmp_path, nested(10_000), Limits(depth=20_000))
    assert found.code == "not-well-formed"
    assert "depth" in found.message


@pytest.mark.parametrize("form", ['a{}=""', 'xmlns:a{}="u"'], ids=["attributes", "namespaces"])
def test_attributes_and_namespaces_may_be_as_many_as_the_limit(form: str, tmp_path: Path) -> None:
    def many(count: int) -> str:
        return tei(f"<p {' '.join(form.format(n) for n in range(count))}/>")

    path = tmp_path / "wide.xml"
    path.write_text(many(7))
    assert read_document(path, "wide.xml", Limits(attributes=7))
    found = refusal(tmp_path, many(8), Limits(attributes=7))
    assert (found.code, *at(found)) == ("too-many-attributes", 2, 1)
    assert "8 attributes; at most 7" in found.message


# What is no TEI


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n<TEI.2>\n</TEI.2>", "“TEI.2” is not in the namespace of TEI P5"),
        ("\n<TEI/>", "“TEI” is not in the namespace of TEI P5"),
        ('\n<TEI xmlns="http://www.tei-c.org/ns/2.0"/>', "“TEI” is not in the namespace of TEI P5"),
        ("\n<html xmlns='http://www.w3.org/1999/xhtml'/>", "this is no TEI document: its root element is “html”"),
    ],
    ids=["P4", "no namespace", "another namespace", "HTML"],
)
def test_other_vocabularies_are_refused_with_the_way_out(text: str, words: str, tmp_path: Path) -> None:
    found = refusal(tmp_path, text)
    assert (found.code, *at(found)) == ("not-tei", 2, 1)
    assert words in found.message
    assert TEI in (found.help or "")


# What a document says of its elements


def test_an_element_is_found_by_its_place_among_siblings(tmp_path: Path) -> None:
    read = document(tmp_path, tei("<p/><!-- c --><?pi ?>text<p><hi/><hi rend='x'/></p>"))
    element, attribute = read.locate("/1/2/2/@rend")
    assert (etree.QName(element).localname, element.get("rend"), attribute) == ("hi", "x", "rend")


@pytest.mark.parametrize(
    ("location", "found"),
    [("/1", "TEI"), ("", "TEI"), ("/1/3", "TEI"), ("/1/0", "TEI"), ("/1/x", "TEI"), ("/1/2/9", "p"), ("/1/-1", "TEI")],
)
def test_a_place_that_is_not_there_gives_the_last_element_on_the_way(location: str, found: str, tmp_path: Path) -> None:
    read = document(tmp_path, tei("<ab/><p/>"))
    assert etree.QName(read.locate(location)[0]).localname == found


def test_the_path_of_an_element_counts_only_its_namesakes(tmp_path: Path) -> None:
    read = document(tmp_path, tei("<head/><p/><!-- c --><head/><p><hi/></p>"))
    assert [read.xpath(e) for e in read.elements()] == [
        "/TEI",
        "/TEI/head[1]",
        "/TEI/p[1]",
        "/TEI/head[2]",
        "/TEI/p[2]",
        "/TEI/p[2]/hi",
    ]


def test_the_nearest_id_is_that_of_the_element_or_of_an_ancestor(tmp_path: Path) -> None:
    read = document(tmp_path, tei('<div xml:id=" d1 "><p><hi xml:id="h"/></p></div>'))
    root, div, p, hi = read.elements()
    assert [read.nearest_id(e) for e in (root, div, p, hi)] == [None, "d1", "d1", "h"]
    assert read.ids == {"d1", "h"}


def test_a_diagnostic_of_an_element_spans_its_start_tag(tmp_path: Path) -> None:
    read = document(tmp_path, tei('<p\n  n="a > b"\n>x</p>'))
    found = read.diagnose(next(read.root.iter(P)), "code", "words")
    assert (found.line, found.column, found.end_line, found.end_column) == (2, 1, 4, 2)
    assert found.xpath == "/TEI/p"


def test_a_diagnostic_of_an_attribute_spans_the_attribute(tmp_path: Path) -> None:
    text = tei('<p xml:id="é𐐀"\n   rend="x">x</p>')
    read = document(tmp_path, text)
    found = read.diagnose(next(read.root.iter(P)), "code", "words", attribute=XML_ID)
    assert (found.line, found.column, found.end_line, found.end_column) == (2, 4, 2, 15)
    assert (found.xpath, found.id) == ("/TEI/p/@xml:id", "é𐐀")


def test_an_attribute_is_found_under_any_prefix_of_its_namespace(tmp_path: Path) -> None:
    read = document(tmp_path, tei('<p xmlns:a="u" xmlns:b="u" b:n="1"/>'))
    p = next(read.root.iter(P))
    assert read.attribute_position(p, "{u}n") == (2, 28)
    assert qualified(p, "{elsewhere}n") == "ns:n"


def test_an_attribute_that_is_not_there_is_shown_at_its_element(tmp_path: Path) -> None:
    read = document(tmp_path, tei("  <p n='1'/>"))
    p = next(read.root.iter(P))
    found = read.diagnose(p, "code", "words", attribute="when")
    assert (found.line, found.column, found.end_column) == (2, 3, 13)


def test_a_thousand_faults_in_a_long_list_are_told_in_linear_time(tmp_path: Path) -> None:
    """With a walk over all siblings for each fault, these would be ten thousand million steps."""
    count = 100_000
    read = document(tmp_path, ROOT + "<p/>" * count + "</TEI>")
    last = read.locate(f"/1/{count}")[0]
    assert read.xpath(last) == f"/TEI/p[{count}]"
    found = [read.diagnose(e, "code", "words").xpath for e in read.elements()]
    assert found[-1] == f"/TEI/p[{count}]"


# Links


def test_a_link_that_leads_out_of_the_edition_is_not_followed(tmp_path: Path) -> None:
    document(tmp_path, ONE_LINE, "elsewhere/letter.xml")
    link = tmp_path / "edition/letter.xml"
    link.parent.mkdir()
    link.symlink_to("../elsewhere/letter.xml")
    with pytest.raises(Unreadable) as trouble:
        read_document(link, "letter.xml", Limits(within=link.parent))
    assert trouble.value.diagnostic.code == "outside-edition"
    assert read_document(link, "letter.xml", Limits(within=tmp_path))
    assert read_document(link.parent.parent / "elsewhere/letter.xml", "letter.xml", Limits(within=link.parent))


def test_a_link_to_itself_cannot_be_read(tmp_path: Path) -> None:
    link = tmp_path / "a.xml"
    link.symlink_to("a.xml")
    with pytest.raises(Unreadable) as trouble:
        read_document(link, "a.xml", Limits(within=tmp_path))
    assert trouble.value.diagnostic.code == "unreadable-file"


def test_nobody_waits_for_what_a_pipe_may_bring(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xml")
    with pytest.raises(Unreadable, match="no ordinary file"):
        read_document(tmp_path / "a.xml", "a.xml")


# Parts


def test_a_file_may_have_as_many_parts_as_the_limit(tmp_path: Path) -> None:
    text = f"{ROOT}<!-- c --><?pi?><p n='1'/></TEI>"  # the root, a comment, an instruction, an element, an attribute
    path = tmp_path / "text.xml"
    path.write_text(text)
    assert read_document(path, "text.xml", Limits(nodes=5))
    found = refusal(tmp_path, text, Limits(nodes=4))
    assert (found.code, *at(found)) == ("too-many-nodes", *place(text, "<p"))


def test_a_file_may_have_twice_as_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_text(ROOT + "\n" * 9 + "</TEI>")
    assert read_document(path, "text.xml", Limits(nodes=5))
    found = refusal(tmp_path, ROOT + "\n" * 10 + "</TEI>", Limits(nodes=5))
    assert (found.code, *at(found)) == ("too-many-nodes", 11, 1)


@pytest.mark.parametrize("markup", ["<{0}/>", "<p {0}=''/>", "<p xmlns:{0}='u' {0}:n=''/>"])
def test_a_name_nobody_can_read_is_refused(markup: str, tmp_path: Path) -> None:
    assert document(tmp_path, tei(markup.format("a" * 900)))
    assert refusal(tmp_path, tei(markup.format("a" * 1_001))).code in {"too-long-name", "not-well-formed"}


@pytest.mark.parametrize(
    ("address", "is_refused"),
    [
        ("javascript:alert(1)", True),
        (" data:text/xml,x", True),
        ("&#106;avascript:x", True),
        ("tei.css", False),
        ("https://example.org/tei.xsl", False),
    ],
)
def test_a_stylesheet_that_is_a_program_is_refused(address: str, is_refused: bool, tmp_path: Path) -> None:
    text = f'\n<?xml-stylesheet type="text/xsl" href="{address}"?>{ROOT}</TEI>'
    if is_refused:
        found = refusal(tmp_path, text)
        assert (found.code, *at(found)) == ("active-content", 2, 1)
    else:
        assert document(tmp_path, text)


def test_what_a_file_quotes_at_length_is_cut(tmp_path: Path) -> None:
    found = refusal(tmp_path, tei(f"<p></{'a' * 1_000_000}>"))
    assert len(found.message) < 1_100
