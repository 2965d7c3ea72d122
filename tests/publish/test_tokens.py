"""The source of a text as lines of tokens: no character is lost, whatever is in it; and every token is what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teipress.publish import tokens
from teipress.publish.tokens import LINES, source_lines
from tests.paths import ROOT

S = "{https://teipress.org/ns/source}"
FILES = [*sorted((ROOT / "tests/samples").glob("*.xml")), *sorted((ROOT / "tei").glob("*/*.xml"))]
HARD = """<?xml version="1.0"?>
<!DOCTYPE TEI [ <!ENTITY x "a > b]"> <!-- ]> ' --> <?p ]> "?> <!ATTLIST p n CDATA '>'> ]>
<?php if (a > 1) "?>
<TEI a = "1 > 0" b='"' xml:id="t"><!-- <p xml:id="no">"
&amp; --><![CDATA[<p xml:id="no">&lt;]] >]]>
<p
   n="first
second &#x20AC;"
>&lt;&amp;&x;&#233; a > b ' " </p >
<q who="#t  #gone other.xml#z" corresp='#%74'/></TEI>
"""


def read(text: str, *ids: str) -> etree._Element:
    return etree.fromstring(source_lines(text, frozenset(ids)), etree.XMLParser(huge_tree=True))


def said(root: etree._Element) -> str:
    return "".join("".join(map(str, line.itertext())) for line in root.iter(f"{S}l"))


def all_of(root: etree._Element, kind: str) -> list[str]:
    return ["".join(map(str, token.itertext())) for token in root.iter(S + kind)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_lines_say_what_the_file_says(path: Path) -> None:
    text = path.read_bytes().decode()
    for version in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r"), text.rstrip("\n"), text + "\n\n"):
        root = read(version)
        lines = re.sub("\r\n?", "\n", version)
        assert said(root) == lines
        assert [line.get("n") for line in root.iter(f"{S}l")] == [
            str(n) for n in range(1, int(root.get("lines", "")) + 1)
        ]
        assert root.get("lines") == str(len(lines.removesuffix("\n").split("\n")))


def test_markup_in_comments_cdata_values_and_a_doctype_is_none() -> None:
    root = read(HARD, "t")
    assert said(root) == HARD
    assert [e for e in all_of(root, "e") if e != ">"] == [
        *("<TEI", "<p", "</p >", "<q", "/>", "</TEI>"),
    ]
    assert all_of(root, "a") == ["a", "b", "xml:id", "n", "who", "corresp"]
    assert all_of(root, "c") == ['<!-- <p xml:id="no">"', "&amp; -->"]
    assert all_of(root, "d")[1:] == ["<![CDATA[", "]]>"]
    assert all_of(root, "k") == ['<?xml version="1.0"?>', '<?php if (a > 1) "?>']
    assert all_of(root, "r") == ["&lt;", "&amp;", "&x;", "&#233;"]
    assert all_of(root, "v")[3:5] == ['"first', 'second &#x20AC;"']


def test_ids_and_pointers_are_found_also_where_they_are_spelled_in_a_roundabout_way() -> None:
    root = read('<p xml:id=" &#112;1 "><q xml:id="p1" who="#p1 #gone&#x20;b.xml#x #%701 http://a.b/#c"/></p>', "p1")
    assert [(i.text, i.get("k")) for i in root.iter(f"{S}i")] == [("&#112;1", "p1")]
    assert [(p.text, p.get("k")) for p in root.iter(f"{S}p")] == [("#p1", None), ("#%701", "#p1")]
    assert all_of(read('<q who="a.xml#x b.xml#x a.xml#x"/>'), "other") == ["a.xml#x", "b.xml#x"]


def test_what_cannot_be_seen_is_marked_and_what_runs_leftward_is_held_together() -> None:
    text = "<p n='\u202eevil'>a\u200b\u00ad שלום\n<!-- \u2066 --> \x85\ufdd0</p>"
    root = read(text)
    assert said(root) == text.replace("\x85", "").replace(
        "\ufdd0", ""
    )  # which HTML has not: their marks stand for them
    assert [x.get("n") for x in root.iter(f"{S}x")] == [f"U+{c}" for c in "202E 200B 00AD 2066 0085 FDD0".split()]
    assert all_of(root, "t") == ["a\u200b\u00ad שלום"]
    assert all_of(read("<p><!--שלום--><?x שלום?><q n='שלום'/></p>"), "t") == ["שלום", "x שלום", "שלום"]


def test_a_very_long_file_has_lines_and_ids_but_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST_COLOURED", 10)
    text = '<p xml:id="x">&lt;<!-- \u202e --><q who="#x"/></p>\n'
    root = read(text, "x")
    assert said(root) == text
    assert {etree.QName(e).localname for e in root.iter()} == {"source", "b", "l", "i", "p", "x"}


def test_a_block_has_a_hundred_lines() -> None:
    root = read("<p>" + "\n" * (2 * LINES) + "</p>")
    assert [len(block) for block in root.iter(f"{S}b")] == [LINES, LINES, 1]


words = st.text(st.sampled_from("ab >\"'=\n\r\t]-?/;#é\u05d0\u202e\u200b"), max_size=12)
plain = words.map(lambda w: w.replace("]]>", "]] >"))


@st.composite
def documents(draw: st.DrawFn, depth: int = 0) -> str:
    """Write a well-formed element with everything that may be in one."""
    name, quote = draw(st.sampled_from(["p", "ns:q", "é-.1"])), draw(st.sampled_from("\"'"))
    value = draw(words).replace(quote, "")
    inner = [
        draw(plain),
        draw(st.sampled_from(["", "&lt;", "&#x41;"])),
        f"<!--{draw(words).replace('-', '')}<p>-->",
        f"<![CDATA[{draw(plain)}<p>]]>",
        f"<?x {draw(words).replace('?', '')}<p>?>",
        *([draw(documents(depth=depth + 1))] if depth < 3 else []),
    ]
    content = "".join(draw(st.permutations(inner)))
    space = draw(st.sampled_from([" ", "\n", "\r\n  "]))
    return f'<{name}{space}n{draw(st.sampled_from(["=", " = "]))}{quote}{value}{quote} xmlns:ns="x">{content}</{name}>'


@given(documents())
def test_of_any_document_no_character_is_lost(text: str) -> None:
    etree.fromstring(text.encode())  # it is well formed
    root = read(text)
    assert said(root) == re.sub("\r\n?", "\n", text)
    starts = len([*etree.fromstring(text.encode()).iter(etree.Element)])
    assert sum(e.startswith("<") and not e.startswith("</") for e in all_of(root, "e")) == starts
