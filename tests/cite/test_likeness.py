"""Fingerprints of words: exact where little is kept, and near enough where much is."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from teipress.cite.likeness import (
    content_of,
    digest_of,
    distance,
    hold,
    kept,
    read_content,
    read_context,
    sides_of,
    words_of,
)
from tests.cite.histories import COMMON, Text


def slowly(one: str, other: str) -> int:
    """Count as distance does, by the table."""
    rows = [[at if not row else row if not at else 0 for at in range(len(other) + 1)] for row in range(len(one) + 1)]
    for row in range(1, len(one) + 1):
        for at in range(1, len(other) + 1):
            ways = [
                rows[row - 1][at] + 1,
                rows[row][at - 1] + 1,
                rows[row - 1][at - 1] + (one[row - 1] != other[at - 1]),
            ]
            if row > 1 and at > 1 and one[row - 1] == other[at - 2] and one[row - 2] == other[at - 1]:
                ways.append(rows[row - 2][at - 2] + 1)
            rows[row][at] = min(ways)
    return rows[-1][-1]


@given(st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_the_distance_is_that_of_the_table(one: str, other: str) -> None:
    assert distance(one, other) == slowly(one, other)


def test_words_have_no_capitals_marks_or_punctuation() -> None:
    assert words_of("P’yŏngan, Über — ſo!") == ["p", "yongan", "uber", "so"]


def test_white_space_does_not_count_but_signs_do() -> None:
    assert digest_of("One two") == digest_of("One\n   two ") == digest_of("Onetwo")
    assert len({digest_of("One two"), digest_of("One, two"), digest_of("one two")}) == 3


def test_contents_say_what_they_are_of() -> None:
    assert read_content(content_of("Kim, Park")).value == "kim park"
    assert read_content(content_of("", "n=12")).kind == "!"
    long = read_content(content_of(" ".join(COMMON)))
    assert (long.kind, long.value.partition(" ")[2]) == ("~", "the of and to a in that")


def test_the_share_of_a_long_text_that_is_kept_is_estimated_well() -> None:
    text = Text("prose", 1)
    chance = random.Random(1)
    errors = []
    for _ in range(200):
        words = [text._word() + text._word() for _ in range(120)]
        share = chance.random()
        now = words[: int(share * len(words))] + [text._word() + text._word() for _ in range(60)]
        errors.append(abs(kept(read_content(content_of(" ".join(words))), " ".join(now)).old - share))
    assert sum(errors) / len(errors) < 0.1
    assert max(errors) < 0.5


def test_other_texts_have_little_in_common() -> None:
    text = Text("prose", 2)
    shares = []
    for _ in range(400):
        one, other = text.sentence(5, 40), text.sentence(5, 40)
        shares.append(kept(read_content(content_of(one)), other).old)
    assert max(shares) < 0.5


def test_a_side_holds_when_two_of_three_words_do() -> None:
    old = sides_of("one two three", "four five six")
    assert hold(old, sides_of("one twoo three", "four five six")) == (True, True)
    assert hold(old, sides_of("xx yy three", "seven four five")) == (False, True)
    assert hold(old, sides_of("", "four five six")) == (False, True)
    assert hold(sides_of("", ""), sides_of("", "")) == (True, True)


def test_a_context_is_read_as_it_was_written() -> None:
    assert read_context("aBcDeF.gHiJkL@p2/div1") == ("aBcDeF.gHiJkL", "p2", "div1")
    assert read_context(".@") == (".", "", "")
