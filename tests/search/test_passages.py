"""What the search index gets of a text: passages with their addresses, and what filters say of them."""

from __future__ import annotations

from teipress.cite.offsets import Span
from teipress.search.passages import Mention, Passage, Text, passages

WORDS = "A heading\n\nFirst words of Kim here.\n\nLine one\nline two\n\n\nLast."
IDS = {
    "body": Span(0, len(WORDS)),
    "h1": Span(0, 9),
    "p1": Span(11, 35),
    "p1.s1": Span(11, 35),
    "kim": Span(26, 29),
    "l1": Span(37, 45),
    "l2": Span(46, 54),
}


def found(**changes: object) -> list[Passage]:
    text = Text("t", "Title", "en", WORDS, IDS, {"p1": "p", "h1": "head", "l1": "l"}, "1812")
    for name, value in changes.items():
        object.__setattr__(text, name, value)
    return list(passages(text, [Mention("kim", "person", "Kim"), Mention("gone", "person", "Nobody")]))


def test_a_text_is_divided_where_lines_are_blank() -> None:
    assert [p.words for p in found()] == [
        "A heading", "First words of Kim here.", "Line one\nline two", "Last."
    ]  # fmt: skip


def test_a_passage_has_the_address_of_its_element() -> None:
    assert [p.address for p in found()] == ["t.html#h1", "t.html#p1", "t.html#body", "t.html#body"]


def test_without_an_element_around_it_the_first_inside_leads_there() -> None:
    ids = {name: span for name, span in IDS.items() if name != "body"}
    assert [p.address for p in found(ids=ids)][2] == "t.html#l1"


def test_without_ids_the_words_themselves_lead_there() -> None:
    addresses = [p.address for p in found(ids={})]
    assert addresses[0].startswith("t.html#:~:text=A%20heading")
    assert addresses[3].startswith("t.html#:~:text=")


def test_filters_say_where_a_passage_is_what_it_is_and_who_is_in_it() -> None:
    heading, first, *_ = found()
    assert heading.filters == {"text": ("Title",), "year": ("1812",), "kind": ("heading",)}
    assert first.filters == {"text": ("Title",), "year": ("1812",), "kind": ("prose",), "person": ("Kim",)}


def test_what_goes_over_passages_is_told_of_each() -> None:
    text = Text("t", "Title", "en", WORDS, {**IDS, "q": Span(20, 45)})
    told = [p.filters.get("speaker") for p in passages(text, [Mention("q", "speaker", "Kim")])]
    assert told == [None, ("Kim",), ("Kim",), None]


def test_an_empty_text_has_no_passages() -> None:
    assert list(passages(Text("t", "Title", "en", "\n\n", {}), [Mention("a", "person", "A")])) == []
