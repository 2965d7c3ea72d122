"""The reading text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from teipress.publish.plain import lay_out
from teipress.saxon import Saxon
from tests.xslt.render import apply, whole


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<head>A  b</head><p>c\n   d</p>", "A b\n\nc d\n"),
        ("<div><head>A</head><div><p>b</p></div></div>", "A\n\nb\n"),
        ("<p>before <list><item>one</item><item>two</item></list> after</p>", "before\n\none\n\ntwo\n\nafter\n"),
        ("<p>one<lb/>two thr<lb break='no'/>ee</p>", "one two three\n"),
        ("<sp><speaker>ADA.</speaker><l>first</l><l>second</l></sp>", "ADA.\n\nfirst\n\nsecond\n"),
        ("<p>a\u2029b</p>", "a\n\nb\n"),
        ("<p/>", "\n"),
    ],
)
def test_each_block_is_a_line_with_a_blank_line_between(saxon: Saxon, body: str, text: str) -> None:
    assert lay_out(apply(saxon, "text.xsl", whole(body)).text).text == text


@pytest.mark.parametrize(
    ("body", "text", "words", "characters"),
    [
        ("<p>one two\n  three</p>", "one two three\n", 3, 11),
        ("<p>one<note>two</note>three</p>", "onetwothree\n", 3, 11),
        ("<p>one<list><item>two</item></list>three</p>", "one\n\ntwo\n\nthree\n", 3, 11),
        ("<p>한국\u00a0어</p>", "한국\u00a0어\n", 1, 4),
        ("<p/>", "\n", 0, 0),
    ],
)
def test_a_block_and_a_note_end_a_word(saxon: Saxon, body: str, text: str, words: int, characters: int) -> None:
    reading = lay_out(apply(saxon, "text.xsl", whole(body)).text)
    assert (reading.text, reading.words, reading.characters) == (text, words, characters)
