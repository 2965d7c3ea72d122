"""Selectors lead back to the words that they were made for, in any script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from teipress.cite.offsets import Span
from teipress.cite.selectors import (
    LONGEST_CONTEXT,
    Quote,
    Selectors,
    find,
    folded,
    fragment_selector,
    innermost,
    places_of,
    quote_alone,
    quote_of,
    select,
    to_selectors,
)

FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
WORDS = (
    "a",
    "é",
    "é",
    "Kim",
    "창성군",
    "昌城郡",
    "שָׁלוֹם",
    "العربية",
    "नमस्ते",
    "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-5}",
    FAMILY,
)
GAPS = (" ", " ", "\n\n", "", ", ")


@st.composite
def texts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=60))
    return "".join(word + gap for word, gap in pieces).strip() + "\n"


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(texts())
    start = draw(st.integers(0, len(text) - 2))
    end = draw(st.integers(start + 1, len(text) - 1))
    assume(text[start:end].strip() == text[start:end])
    return text, Span(start, end)


@given(stretches())
def test_selectors_lead_back_to_their_words(case: tuple[str, Span]) -> None:
    text, span = case
    ids = {"text": Span(0, len(text) - 1)}
    assert find(text, select(text, span, ids), ids) == (span,)


@given(stretches())
def test_words_that_are_alone_need_no_offsets(case: tuple[str, Span]) -> None:
    text, span = case
    told = select(text, span, {})
    found = find(text, Selectors(told.quote, Span(0, 0)), {})
    assert span in found
    alone = text.count(told.quote.prefix + told.quote.exact + told.quote.suffix) == 1
    assert (found == (span,)) == alone


@given(stretches(), st.text(st.sampled_from("xyz \n"), max_size=30))
def test_what_stands_before_moves_the_words_and_nothing_else(case: tuple[str, Span], before: str) -> None:
    text, span = case
    told = quote_alone(text, span)
    assume(text.count(told.prefix + told.exact + told.suffix) == 1 and len(told.prefix) + len(told.suffix) > 0)
    found = find(before + "\n\n" + text, Selectors(told, span), {})
    assert found == (Span(span.start + len(before) + 2, span.end + len(before) + 2),)


@given(stretches())
@example((FAMILY * 60, Span(5 * 40, 5 * 41)))
def test_a_context_never_divides_a_letter(case: tuple[str, Span]) -> None:
    text, span = case
    quote = quote_of(text, span)
    start, end = span.start - len(quote.prefix), span.end + len(quote.suffix)
    if quote.prefix:
        assert not unicodedata.category(text[start]).startswith("M")
        assert "\N{ZERO WIDTH JOINER}" not in text[max(0, start - 1) : start + 1]
    if quote.suffix and end < len(text):
        assert not unicodedata.category(text[end]).startswith("M")
        assert text[end] != "\N{ZERO WIDTH JOINER}"


def test_a_context_is_whole_words() -> None:
    text = "The quick brown fox jumps over the lazy dog, and then the quick brown fox sleeps under the lazy tree."
    at = text.index("sleeps")
    quote = quote_of(text, Span(at, at + 6), length=16)
    assert quote == Quote("sleeps", "quick brown fox ", " under the lazy")


def test_a_context_grows_until_the_words_are_alone() -> None:
    text = "First: " + "ding dong bell " * 6 + "last"
    at = text.rindex("bell")
    quote = quote_alone(text, Span(at, at + 4))
    assert text.count(quote.prefix + quote.exact + quote.suffix) == 1


def test_a_context_does_not_grow_for_ever() -> None:
    text = "la " * 5000
    quote = quote_alone(text, Span(6000, 6002))
    assert len(quote.prefix) <= LONGEST_CONTEXT + 2


def test_offsets_tell_repeated_words_apart() -> None:
    text = "la " * 5000
    span = Span(6000, 6002)
    assert find(text, select(text, span, {}), {}) == (span,)


def test_an_id_tells_repeated_words_apart() -> None:
    text = "Amen.\n\nAmen.\n\nAmen.\n"
    ids = {"p1": Span(0, 5), "p2": Span(7, 12), "p3": Span(14, 19)}
    assert find(text, Selectors(Quote("Amen."), Span(3, 8), "p2"), ids) == (Span(7, 12),)
    assert len(find(text, Selectors(Quote("Amen."), Span(3, 8)), ids)) == 3


def test_the_smallest_element_is_the_one_around_and_of_two_the_inner_one() -> None:
    ids = {"p": Span(0, 20), "s": Span(0, 10), "name": Span(0, 10), "other": Span(11, 20)}
    assert innermost(Span(2, 5), ids) == "name"
    assert innermost(Span(8, 12), ids) == "p"
    assert innermost(Span(15, 25), ids) is None


def test_words_are_found_whatever_white_space_is_between_them() -> None:
    assert [*places_of("one two\n\none  two one\ntwo", "one two")] == [Span(0, 7), Span(9, 17), Span(18, 25)]
    assert [*places_of("aaa", "aa")] == [Span(0, 2), Span(1, 3)]
    assert [*places_of("a.b a+b", "a+b")] == [Span(4, 7)]
    assert [*places_of("anything", " \n")] == []


@pytest.mark.parametrize("span", [Span(2, 2), Span(3, 2), Span(-1, 2), Span(2, 99)])
def test_no_words_cannot_be_pointed_to(span: Span) -> None:
    with pytest.raises(ValueError, match="there are no words"):
        select("some words", span, {})


def test_selectors_are_written_as_the_model_has_them() -> None:
    told = Selectors(Quote("words", "some ", ""), Span(5, 10), "p")
    assert to_selectors(told) == [
        {"type": "TextPositionSelector", "start": 5, "end": 10},
        {"type": "TextQuoteSelector", "exact": "words", "prefix": "some "},
    ]
    assert fragment_selector("p", told.quote) == {
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
        "value": "p",
        "refinedBy": {"type": "TextQuoteSelector", "exact": "words", "prefix": "some "},
    }


def test_a_page_has_its_own_white_space() -> None:
    assert folded(Quote("one\n\ntwo", "before\n\n", "\n\nafter")) == Quote("one two", "before ", " after")
