"""Capitals in English titles."""

from __future__ import annotations

import pytest

from teipress.cite.titles import PREPOSITIONS, SHORT, titled


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a tale of two cities", "A Tale of Two Cities"),
        ("what it is made of", "What It Is Made Of"),
        ("here: a start", "Here: A Start"),
        ("why? a question", "Why? A Question"),
        ("“why?” the question", "“Why?” The Question"),
        ("from iOS to the iPhone", "From iOS to the iPhone"),
        ("A Story of NATO", "A Story of NATO"),
        ("of “mice” (and men)", "Of “Mice” (and Men)"),
        ("émile and the 3rd école", "Émile and the 3rd École"),
        ("a\u00a0life  in letters", "A Life in Letters"),
        ("a", "A"),
        ("", ""),
        ("— – …", "— – …"),
    ],
)
def test_a_title_has_capitals_where_the_specification_has_them(written: str, expected: str) -> None:
    assert titled(written, SHORT) == expected


def test_a_word_with_a_capital_stays_as_it_is_written() -> None:
    assert titled("Before and After Science", SHORT | PREPOSITIONS) == "Before and After Science"


# style.mla.org, “Two-Word Prepositions in Titles”
def test_the_mla_lowers_prepositions_however_long() -> None:
    assert titled("the world according to Garp", SHORT | PREPOSITIONS) == "The World according to Garp"
    assert titled("a dialogue between the soul and body", SHORT | PREPOSITIONS) == (
        "A Dialogue between the Soul and Body"
    )
    assert titled("under the bamboo tree", SHORT | PREPOSITIONS) == "Under the Bamboo Tree"
