"""Links to words: what a browser finds first on the page is what was meant."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.cite.concordance import Concordance
from teipress.cite.fragments import Fragments, encode
from teipress.cite.offsets import Span
from teipress.cite.pagetext import PageText


def link(text: str, words: str, number: int = 0, breaks: tuple[int, ...] = ()) -> str:
    at = [m.start() for m in re.finditer(re.escape(words), text)][number]
    return Fragments(text, breaks).link(Span(at, at + len(words)), "p1")


def test_words_stand_with_those_around_them() -> None:
    text = "It was the best of times, it was the worst of times.\n"
    assert link(text, "best") == "#p1:~:text=was%20the-,best,-of%20times"


def test_a_context_grows_until_the_words_come_first() -> None:
    text = "He saw the dog, and he saw the cat. Later he saw the dog, and he ran.\n"
    assert link(text, "dog") == "#p1:~:text=saw%20the-,dog,-%2C%20and%20he"
    assert link(text, "dog", 1) == "#p1:~:text=Later%20he%20saw%20the-,dog,-%2C%20and%20he%20ran."


def test_browsers_do_not_tell_capitals_from_small_letters() -> None:
    text = "THE LAZY DOG sleeps too. Then the lazy dog sleeps too, long.\n"
    assert unquote(link(text, "dog")) == "#p1:~:text=too. Then the lazy-,dog,-sleeps too, long."


def test_what_has_a_meaning_in_a_directive_is_encoded() -> None:
    assert encode("a-b, c & d") == "a%2Db%2C%20c%20%26%20d"
    assert encode("“창성군” #1 100%") == "%E2%80%9C%EC%B0%BD%EC%84%B1%EA%B5%B0%E2%80%9D%20%231%20100%25"


def test_a_part_of_a_word_has_the_rest_of_it_around() -> None:
    text = "The people’s unhappiness was great.\n"
    assert unquote(link(text, "happi")) == "#p1:~:text=The people’s un-,happi,-ness was great"


def test_long_words_are_told_by_their_start_and_end() -> None:
    text = "He began. " + "On and on it went " * 20 + "until it ended. So it was.\n"
    words = text[10 : text.index(" So it")]
    assert unquote(link(text, words)) == "#p1:~:text=He began.-,On and on it,went until it ended.,-So it"


def test_words_in_two_blocks_are_told_by_their_start_and_end() -> None:
    text = "One two three four five six.\n\nSeven eight nine ten eleven twelve.\n"
    assert unquote(link(text, "three four five six.\n\nSeven eight")) == (
        "#p1:~:text=One two-,three four five six,Seven eight,-nine ten"
    )


def test_nothing_is_said_across_what_the_page_adds() -> None:
    text = "Some words and a note more words.\n"
    at = text.index("a note")
    assert unquote(link(text, "words", breaks=(at, at + 7))) == "#p1:~:text=Some-,words,-and"
    assert unquote(link(text, "and a note more", breaks=(at, at + 7))).startswith("#p1:~:text=Some words-,and,more")


def test_words_that_cannot_be_told_apart_are_linked_by_their_element() -> None:
    assert link("Amen.\n\nAmen.\n", "Amen.", 1) == "#p1"
    assert Fragments("Amen.\n\nAmen.\n").link(Span(7, 12), None) == ""


def test_between_letters_nobody_knows_where_a_browser_divides() -> None:
    text = "我爱北京天安门，天安门上太阳升。\n"
    assert unquote(link(text, "北京")) == "#p1:~:text=我爱-,北京,-天安门，天安门上太阳升。"


def test_a_quotation_mark_can_join_a_word_to_what_the_page_adds() -> None:
    text = "the idea that ‘all is well’ spread\n"
    at = text.index("‘")
    assert link(text, "‘all is well’", breaks=(at,)) == "#p1"


PAGE = """<html><head><title>The old dog</title>
<script type="application/ld+json">{"x": "the lazy dog </b>"}</script></head>
<body><nav title='5 > 3'>Of <a href="#h" title="a>b">the old</a> dog</nav>
<article class="tei-text"><h1 id="h">Of the old dog</h1>
<p>The <b>old</b>  dog &amp; the lazy<a data-teipress="note">1</a> dog.</p></article></body></html>"""


def test_the_page_is_looked_at() -> None:
    text = "Of the old dog\n\nThe old dog & the lazy dog.\n"
    page = PageText(PAGE)
    assert page.says("old dog &")
    assert not page.says("Of the old")  # the contents have it first
    assert not page.says("the lazy dog")  # a note is called in between
    fragments = Fragments(text, (), page)
    assert unquote(fragments.link(Span(20, 23), "p")) == "#p:~:text=The-,old,-dog & the"
    assert fragments.link(Span(7, 10), "h") == "#h"
    assert fragments.link(Span(38, 41), "p") == "#p"


@pytest.mark.parametrize("searches", [0, 5000])
def test_a_concordance_finds_what_stands_first(searches: int) -> None:
    text = (
        "ding dong bell, pussy's in the well; " * 30 + "who put her in? " + "ding dong bell, pussy's in the well; " * 30
    )
    places = Concordance(text, searches)
    for start, end in ((0, 40), (37, 100), (len(text) - 74, len(text) - 20), (5, 30), (4, 12), (1110, 1150)):
        assert places.find(start, end) == text.find(text[start:end])


@given(st.lists(st.sampled_from(["ding", "Dong", "bell", "\n\n", "über", "it’s"]), min_size=1, max_size=60), st.data())
def test_a_directive_leads_to_the_words_that_it_was_made_for(pieces: list[str], data: st.DataObject) -> None:
    text = re.sub(r" *\n\n *", "\n\n", " ".join(pieces)).strip() + "\n"
    words = [m.span() for m in re.finditer(r"\S+", text)]
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    span = Span(words[first][0], words[last][1])
    directive = Fragments(text).directive(span)
    if directive:
        assert browsed(text, directive) == span


def browsed(text: str, directive: str) -> Span | None:
    """Find words as the specification has a browser do it, but for the borders of words."""
    parts = directive.removeprefix("text=").split(",")
    prefix = unquote(parts.pop(0).removesuffix("-")) if parts[0].endswith("-") else ""
    suffix = unquote(parts.pop().removeprefix("-")) if parts[-1].startswith("-") else ""
    start, end = unquote(parts[0]), unquote(parts[1]) if len(parts) > 1 else ""
    gap = r"\s*"
    pattern = f"{re.escape(prefix)}{gap if prefix else ''}(?P<start>{re.escape(start)})"
    pattern += f".*?(?P<end>{re.escape(end)})" if end else ""
    pattern += f"{gap}{re.escape(suffix)}" if suffix else ""
    found = re.search(pattern, text, re.IGNORECASE | re.DOTALL)
    return Span(found.start("start"), found.end("end" if end else "start")) if found else None
