"""Which ids are given where some are there already: nothing is renumbered, nothing is given twice."""

from __future__ import annotations

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from teipress.cite.assign import assign
from teipress.cite.names import is_name, skeleton
from teipress.cite.patterns import read_rule
from teipress.cite.survey import Naming
from tests.support import tei

NAMING = Naming((read_rule("p", "p{n}"), read_rule("q", "{hash:4}"), read_rule("l", "l{@n}|l{n}")), frozenset({"text"}))


def text(*ids: str, element: str = "p") -> str:
    """Write a text of paragraphs with these ids; one that is empty has none."""
    return tei("<text>" + "".join(f"<{element} xml:id='{id}'/>" if id else f"<{element}/>" for id in ids) + "</text>")


def given(source: str, taken: frozenset[str] = frozenset(), naming: Naming = NAMING) -> list[str]:
    return [one.id for one in assign(source.encode(), source, "text", naming, taken).given]


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (["", "", ""], ["p1", "p2", "p3"]),
        # At the end, the numbers go on.
        (["p1", "p2", "", ""], ["p3", "p4"]),
        # Between two numbers that follow each other: the number before, with a letter.
        (["p3", "", "p4"], ["p3a"]),
        (["p3", "", "", "p4"], ["p3a", "p3b"]),
        (["p3", "p3a", "", "p4"], ["p3b"]),
        (["p3", "p3c", "", "p4"], ["p3d"]),
        # No letter is left between p3 and p3a: the next one is taken.
        (["p3", "", "p3a", "p4"], ["p3b"]),
        # Before the first.
        (["", "p1"], ["p0a"]),
        # Where numbers are free, they are taken.
        (["p3", "", "p9"], ["p4"]),
        (["", "", "p17", ""], ["p1", "p2", "p18"]),
        # Not enough of them.
        (["p3", "", "", "p5"], ["p3a", "p3b"]),
        # What stands out of order stays so.
        (["p2", "p5", "", "p3"], ["p5a"]),
        (["p5", "p3", ""], ["p4"]),
        # Ids of another form are kept, and do not count.
        (["p1", "preface", "", "p2"], ["p1a"]),
        # As wide as those that are there.
        (["p001", "p002", ""], ["p003"]),
        # Capital letters do not make another id.
        (["P1", ""], ["p2"]),
        # A number out of all proportion is a name.
        (["p12345678901234567890", ""], ["p1"]),
    ],
)
def test_what_is_new_gets_an_id_that_says_where_it_stands(there: list[str], expected: list[str]) -> None:
    assert given(text(*there)) == expected


def test_letters_go_on_after_z() -> None:
    ids = given(text("p1", *[""] * 28, "p2"))
    assert ids[25:] == ["p1z", "p1aa", "p1ab"]
    assert given(text("p1", *ids, "", "p2")) == ["p1ac"]


@pytest.mark.parametrize(
    ("there", "taken", "expected"),
    [
        (["p1", "", "p3"], {"p2"}, ["p1a"]),
        (["p1", "p2", ""], {"p3", "p4"}, ["p5"]),
        ([""], {"P1"}, ["p2"]),
        (["p1", "", "p2"], {"p1a", "p1B"}, ["p1c"]),
    ],
)
def test_what_was_released_once_is_never_given_again(there: list[str], taken: set[str], expected: list[str]) -> None:
    assert given(text(*there), frozenset(taken)) == expected


def test_an_id_that_another_element_has_is_not_given() -> None:
    source = tei(
        '<text><div xml:id="p1"><p/></div><egXML xmlns="http://www.tei-c.org/ns/Examples" xml:id="p2"/></text>'
    )
    assert given(source) == ["p3"]


def test_nothing_is_made_of_an_id_that_is_malformed() -> None:
    naming = Naming((read_rule("s", "{parent}.s{n}"),), frozenset({"text"}))
    for wrong in ("1a", "a b", "cafe\u0301", "a:b"):
        assert given(tei(f"<text><p xml:id='{wrong}'><s/></p></text>"), naming=naming) == ["s1"]
    assert given(tei("<text><p xml:id=' a '><s/></p></text>"), naming=naming) == ["a.s1"]


def test_an_element_with_an_empty_id_is_left_to_its_editor() -> None:
    assert given(tei('<text><p xml:id=""/><p xml:id=" "/></text>')) == []


def test_elements_of_the_same_content_have_hashes_that_stay() -> None:
    first = given(tei("<text><q>Yes</q><q>No</q><q>Yes</q></text>"))
    assert len(set(first)) == 3
    there = "<q xml:id='{}'>Yes</q><q xml:id='{}'>No</q><q xml:id='{}'>Yes</q>".format(*first)
    more = given(tei(f"<text><q>Yes</q>{there}</text>"))
    assert len({*more, *first}) == 4


def test_the_same_number_twice_is_told_apart_by_letters() -> None:
    lines = '<l n="1" xml:id="l1"/><l n="1"/><l n="2"/><l n="1"/>'
    assert given(tei(f"<text>{lines}</text>")) == ["l1a", "l2", "l1b"]


def test_a_long_text_is_named_in_linear_time() -> None:
    """Half of the numbers are taken, in an order that helps nobody."""
    many = 20_000
    there = [f"p{number}" for number in range(many, 0, -1)]
    source = text(*(id for one in there for id in (one, "")))
    assert len(set(given(source))) == many


IDS = st.sampled_from(["", "", "p1", "p2", "p3", "p7", "p2a", "P4", "p03", "x", "q"])


@examples(st.lists(IDS, max_size=12), st.sets(IDS))
def test_every_element_gets_an_id_of_its_own(there: list[str], taken: set[str]) -> None:
    unique = [id for number, id in enumerate(there) if not id or id not in there[:number]]
    source = text(*unique)
    ids = given(source, frozenset(taken))
    assert len(ids) == unique.count("")
    assert all(map(is_name, ids))
    folded = [skeleton(id) for id in ids]
    assert len(set(folded)) == len(folded)
    assert not {skeleton(id) for id in {*unique, *taken}} & set(folded)


EDITS = st.lists(st.tuples(st.sampled_from(["insert", "delete", "move", "release"]), st.integers(0, 99)), max_size=25)


@pytest.mark.parametrize("pattern", ["p{n}", "{hash:4}", "x{@n}|p{n}"])
def test_over_the_years_no_released_id_ever_names_another_element(pattern: str) -> None:
    naming = Naming((read_rule("p", pattern),), frozenset({"text"}))

    @examples(EDITS)
    def live(edits: list[tuple[str, int]]) -> None:
        text: list[int] = []  # each paragraph is a number for good
        ids: dict[int, str] = {}
        released: dict[str, int] = {}
        born = 0
        for edit, at in edits:
            place = at % (len(text) + 1)
            if edit == "insert":
                text.insert(place, born := born + 1)
            elif edit == "delete" and text:
                ids.pop(text.pop(at % len(text)))
            elif edit == "move" and text:
                paragraph = text.pop(at % len(text))
                text.insert(at // 7 % (len(text) + 1), paragraph)
            elif edit == "release":
                released |= {ids[paragraph]: paragraph for paragraph in text}
            there = "".join(
                f"<p n='{one % 3}'" + (f" xml:id='{ids[one]}'" if one in ids else "") + f">{one % 3}</p>"
                for one in text
            )
            new = iter(given(tei(f"<text>{there}</text>"), frozenset(released), naming))
            for paragraph in text:
                ids[paragraph] = ids.get(paragraph) or next(new)
            assert next(new, None) is None
            assert len(set(ids.values())) == len(ids) == len(text)
            assert all(released.get(id, paragraph) == paragraph for paragraph, id in ids.items())

    live()
