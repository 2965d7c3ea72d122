"""Giving ids changes no byte but those of the ids, whatever the file looks like."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from teipress.cite.assign import assign
from teipress.cite.ids import READY_MADE
from teipress.cite.patterns import read_rule
from teipress.cite.survey import Naming
from teipress.corpus import TEI, XML_ID, Document, parse_document
from teipress.files import Unreadable
from tests.paths import SHARED
from tests.support import tei

NAMING = Naming((read_rule("p", "new{n}"), read_rule("s", "{p}.new{n}|new-s{n}")), frozenset({"text"}))
SETS = {
    name: Naming(tuple(read_rule(*rule) for rule in rules.items()), frozenset({"text"}))
    for name, rules in READY_MADE.items()
}


def read(data: bytes) -> Document:
    return parse_document(data, Path("text.xml"), "text.xml")


def assigned(data: bytes, naming: Naming = NAMING) -> bytes:
    return assign(data, read(data).text, "text", naming).data


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p/>", '<p xml:id="new1"/>'),
        ("<p  />", '<p xml:id="new1"  />'),
        ("<p\n  rend='a>b'\n>x</p\n>", "<p xml:id=\"new1\"\n  rend='a>b'\n>x</p\n>"),
        ('<p n="&lt;p>"/>', '<p xml:id="new1" n="&lt;p>"/>'),
        ("<!-- <p/> --><p/>", '<!-- <p/> --><p xml:id="new1"/>'),
        ("<![CDATA[<p/>]]><?x <p/>?><p/>", '<![CDATA[<p/>]]><?x <p/>?><p xml:id="new1"/>'),
        ("&#60;p/&gt;\r\n\r<p/>", '&#60;p/&gt;\r\n\r<p xml:id="new1"/>'),
        (f'<t:p xmlns:t="{TEI}"/>', f'<t:p xml:id="new1" xmlns:t="{TEI}"/>'),
        ('<p xmlns="http://www.tei-c.org/ns/Examples"/>', '<p xmlns="http://www.tei-c.org/ns/Examples"/>'),
        (f'<x xmlns=""><p xmlns="{TEI}"/></x>', f'<x xmlns=""><p xmlns="{TEI}"/></x>'),
        ("<ptr/><pb/><person/><P/>", "<ptr/><pb/><person/><P/>"),
        ("ä😀<p>ä😀<s/></p>", 'ä😀<p xml:id="new1">ä😀<s xml:id="new1.new1"/></p>'),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_an_id_is_put_after_the_name_and_nothing_else_moves(before: str, after: str, encoding: str) -> None:
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    source, expected = (mark + tei(f"<text>{content}</text>").encode(encoding) for content in (before, after))
    assert assigned(source) == expected


def test_a_corpus_of_several_texts_is_one_document() -> None:
    texts = "<TEI><teiHeader><p/></teiHeader><text><p/><p/></text></TEI>" * 2
    after = assigned(f'<teiCorpus xmlns="{TEI}">{texts}</teiCorpus>'.encode()).decode()
    assert re.findall(r'<p xml:id="(\w+)"/>', after) == ["new1", "new2", "new3", "new4"]
    assert after.count("<teiHeader><p/>") == 2


# Any document at all


SPACE = st.sampled_from([" ", "\n", "\r\n", "\t", "  \n "])
MAYBE_SPACE = st.sampled_from(["", "", " ", "\r\n", "\t"])
VALUES = st.sampled_from(
    ["", "a", "<p>".replace("<", "&lt;"), "/>", "x>y", "&amp;", "&#10;", "ä𝄞", "{n}", 'xml:id="p1"']
)
NAMES = st.sampled_from(["p", "s", "p", "pb", "t:p", "t:s", "e:p", "hi", "P", "p.x", "p-1"])
MARKUP = ["<!-- <p> -->", "<!---->", "<?p <p/>?>", "<![CDATA[<p/> &amp; ]]>", "<![CDATA[]]>"]
TEXT = ["", "a", "\r\n", "\n\n", "&amp;", "&lt;p>", "&#x3c;", "ä", "𝄞", "\u2028", "]]&gt;", "/>", "p"]
WORDS = st.sampled_from([*TEXT, *MARKUP])


@st.composite
def attributes(draw: st.DrawFn) -> str:
    written = ""
    for name in draw(st.lists(st.sampled_from(["n", "rend", "id", "t:id", "xml:lang"]), unique=True, max_size=3)):
        quote = draw(st.sampled_from("\"'"))
        value = draw(VALUES).replace(quote, "&quot;" if quote == '"' else "&apos;")
        written += f"{draw(SPACE)}{name}{draw(MAYBE_SPACE)}={draw(MAYBE_SPACE)}{quote}{value}{quote}"
    return written


@st.composite
def elements(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    name, start = draw(NAMES), draw(attributes()) + draw(MAYBE_SPACE)
    content = draw(inner)
    if not content and draw(st.booleans()):
        return f"<{name}{start}/>"
    return f"<{name}{start}>{content}</{name}{draw(MAYBE_SPACE)}>"


CONTENT = st.recursive(
    st.lists(WORDS, max_size=3).map("".join),
    lambda inner: st.lists(st.one_of(WORDS, elements(inner)), max_size=4).map("".join),
    max_leaves=12,
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Write a document, with as many ids as there happen to be, in one of the encodings that are read."""
    encoding = draw(ENCODINGS)
    declared = "UTF-16" if "16" in encoding else "UTF-8"
    start = draw(st.sampled_from(["", f"<?xml version='1.0' encoding='{declared}'?>\r\n<!-- <text><p> -->"]))
    one = draw(st.integers(0, 3))
    known = "".join(f'<p xml:id="new{number}"/>' for number in range(one))
    body = f"<text>{draw(elements(CONTENT))}{known}{draw(elements(CONTENT))}</text>{draw(CONTENT)}"
    spaces = f'xmlns="{TEI}" xmlns:t="{TEI}" xmlns:e="http://www.tei-c.org/ns/Examples"'
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    return mark + f"{start}<TEI {spaces}>{body}</TEI>".encode(encoding)


@settings(max_examples=150)
@given(documents())
def test_any_document_is_itself_again_without_its_new_ids(data: bytes) -> None:
    try:
        before = read(data)
    except Unreadable:  # an attribute twice, by two prefixes
        return
    after = read(assigned(data))
    had = {element.get(XML_ID) for element in before.elements(XML_ID)}
    new = [str(element.get(XML_ID)) for element in after.elements(XML_ID) if element.get(XML_ID) not in had]
    expected = [e for e in before.elements() if etree.QName(e).localname in {"p", "s"} and _counts(e)]
    assert len(set(new)) == len(new) == len(expected)
    assert without(after.data, new) == data
    assert assigned(after.data) == after.data


def _counts(element: etree._Element) -> bool:
    """Tell whether an element should get an id, told in another way than the program does."""
    around = [element, *element.iterancestors()]
    namespaces = {etree.QName(one).namespace for one in around}
    return XML_ID not in element.attrib and namespaces == {TEI} and any(one.tag == f"{{{TEI}}}text" for one in around)


def without(data: bytes, ids: list[str]) -> bytes:
    """Take ids out of the bytes of a file, each where it stands once."""
    utf16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(data[:2], "utf-8")
    text = data.decode(utf16)
    wanted = frozenset(ids)
    taken: list[str] = []

    def drop(found: re.Match[str]) -> str:
        if found[1] not in wanted:
            return found[0]
        taken.append(found[1])
        return ""

    text = re.sub(r' xml:id="([^"]*)"', drop, text)
    assert taken == ids
    return text.encode(utf16)


# Real texts


CORPORA = SHARED / "corpora"


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
@pytest.mark.parametrize(
    ("name", "most", "least"),
    [
        ("readable", 80_000, 1_000),
        ("hierarchical", 80_000, 1_000),
        *(pytest.param(name, 2**30, 50_000, marks=pytest.mark.slow) for name in SETS),
    ],
)
def test_real_texts_are_themselves_again_without_their_new_ids(name: str, most: int, least: int) -> None:
    count = 0
    for path in sorted(CORPORA.rglob("*.xml")):
        data = path.read_bytes()
        try:
            before = parse_document(data, path, path.name) if len(data) < most else None
        except Unreadable:
            continue
        if before:
            result = assign(data, before.text, path.stem, SETS[name])
            assert without(result.data, [one.id for one in result.given]) == data
            assert assign(result.data, read(result.data).text, path.stem, SETS[name]).given == ()
            count += len(result.given)
    assert count > least
