"""What is not well-formed is told in an editor's words, at its exact place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teipress.positions import Position
from teipress.wellformed import Fault, scan
from tests.support import ROOT, at, place, refusal, tei

# Where the fault is told, marked by “¦” in a TEI document, and words of the message.
FAULTS = {
    "mismatched tag": (
        "𐐀é <p>One <hi>two¦</p>",
        "“</p>” stands where “</hi>” is expected: “<hi>” was opened in line 2",
    ),
    "mismatched tag with space": ("<p>\n<hi>x¦</p\n>", "“<hi>” was opened in line 3 and is not closed yet"),
    "mismatched prefix": ('<t:p xmlns:t="u">¦</p>', "“</p>” stands where “</t:p>” is expected"),
    "end tag too many": ("<p>x</p>¦</p>", "“</p>” stands where “</TEI>” is expected"),
    "end of the root twice": ("<p/></TEI>\n ¦</TEI>", "“</TEI>” closes nothing"),
    "a second root": ("</TEI>\n¦<TEI>", "after the end of the root element"),
    "attribute twice": ('<p n="1"\n  ¦n="2"/>', "the attribute “n” twice"),
    "attribute twice, two prefixes": ('¦<p xmlns:a="u" xmlns:b="u" a:n="" b:n=""/>', "the same attribute"),
    "plain ampersand": ("<p>A ¦& B</p>", "“&” is no complete entity"),
    "ampersand in an address": ('<ref target="a?b=1¦&c=2"/>', "“&c” is no complete entity"),
    "entity without semicolon": ("<p>A ¦&amp B</p>", "“&amp” is no complete entity"),
    "plain less-than": ("<p>A ¦< B</p>", "“<” starts no tag here"),
    "less-than in an attribute": ('<p n="¦<"/>', "“<” must not stand in a tag or in an attribute's value"),
    "missing quotation mark": ('<p n="1>A¦</p>', "“<” must not stand in a tag or in an attribute's value"),
    "no quotation marks": ("<p n=¦1/>", "must stand in quotation marks"),
    "curly quotation marks": ("<p n=¦“1”/>", "must stand in quotation marks"),
    "no value": ("<p n¦/>", "“/” cannot stand in a tag here"),
    "no space": ('<p n="1"¦m="2"/>', "“m” cannot stand in a tag here"),
    "control character": ("<p>A ¦\x01</p>", "U+0001 is not allowed"),
    "control character in an attribute": ('<p n="A ¦\x02"/>', "U+0002 is not allowed"),
    "nul": ("<p>¦\x00</p>", "U+0000 is not allowed"),
    "no character": ("<p>¦\uffff</p>", "U+FFFF is not allowed"),
    "number of no character": ("<p>𐐀¦&#0;</p>", "“&#0;” is not a character"),
    "number of a surrogate": ("<p>¦&#xD800;</p>", "“&#xD800;” is not a character"),
    "undeclared prefix": ("<p>¦<x:b/></p>", "“x:b” has the prefix “x”, which is not declared"),
    "undeclared prefix of an attribute": ('<p n="1"\n ¦x:y=""/>', "“x:y” has the prefix “x”, which is not declared"),
    "prefix out of its scope": ('<p xmlns:x="u"><x:b/></p>¦<x:b/>', "“x:b” has the prefix “x”"),
    "brackets in text": ("<p>A ¦]]></p>", "“]]>” must not stand in text"),
    "hyphens in a comment": ("<!-- a ¦-- b -->", "“--” must not stand in a comment"),
    "XML declaration inside": ("<p/>¦<?xml version='1.0'?>", "must be the very first thing"),
    "CDATA never closed": ("<p>x¦<![CDATA[ a </p>", "CDATA section is never closed"),
    "comment never closed": ("<p>x¦<!-- a </p>", "this comment is not complete"),
    "two colons": ("<a:b¦:c/>", "“:” cannot stand in a tag here"),
    "reserved prefix": ('¦<p xmlns:xml="u"/>', "reserved prefix"),
}


@pytest.mark.parametrize(("marked", "words"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_told_in_its_words_at_its_place(marked: str, words: str, tmp_path: Path) -> None:
    where = place(tei(marked), "¦")
    found = refusal(tmp_path, tei(marked.replace("¦", "")))
    assert (found.code, *at(found)) == ("not-well-formed", *where)
    assert words in found.message
    assert found.help


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("", 1, 1, "this file is empty"),
        (" \n ", 2, 2, "this file is empty"),
        ("<!-- only this -->", 1, 19, "there is no element in this file"),
        (f"{ROOT}\n<p>One <hi>two", 2, 15, "“<hi>”, opened in line 2, is not closed"),
        (f"{ROOT}\n<p>One <hi>two</hi>\n\n", 4, 1, "“<p>”, opened in line 2, is not closed"),
        (f"{ROOT}\n<p>One <hi", 2, 8, "this tag is not complete"),
        ('<?xml version="1.0', 1, 1, "this tag is not complete"),
        (f"hello\n{ROOT}</TEI>", 1, 1, "before the root element"),
        (f'\n<?xml version="1.0"?>{ROOT}</TEI>', 2, 1, "must be the very first thing"),
        (f"<!doctype TEI>{ROOT}</TEI>", 1, 1, "“DOCTYPE” is written in capitals"),
    ],
)
def test_broken_beginnings_and_ends_of_files_are_told(
    text: str, line: int, column: int, words: str, tmp_path: Path
) -> None:
    found = refusal(tmp_path, text)
    assert (found.code, *at(found)) == ("not-well-formed", line, column)
    assert words in found.message


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_lines_are_counted_alike_whatever_ends_them(end: str, tmp_path: Path) -> None:
    text = tei("<p>One\n<hi>two</p>").replace("\n", end)
    found = refusal(tmp_path, text)
    assert at(found) == (3, 8)
    assert "opened in line 3" in found.message


def verdict(text: str) -> Position | None:
    try:
        scan(text, 100, 100)
    except Fault as fault:
        return fault.position
    return None


MARKUP = st.lists(st.sampled_from(["<a>", "</a>", "<b n='", "'/>", "x", "&amp;", "&", "<", ">", "\n", "]]>", "é"]))


@given(MARKUP)
def test_every_text_is_either_accepted_by_lxml_or_refused_inside_of_it(parts: list[str]) -> None:
    text = "".join(parts)
    position = verdict(text)
    try:
        etree.fromstring(text.encode())
        accepted = True
    except etree.XMLSyntaxError:
        accepted = False
    assert accepted == (position is None)
    if position is not None:
        lines = text.split("\n")
        assert 1 <= position.line <= len(lines)
        assert 1 <= position.column <= len(lines[position.line - 1]) + 1
