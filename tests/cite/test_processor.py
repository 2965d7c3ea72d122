"""Citations as the manuals of the styles print them: their own examples, of the kinds that we cite."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teipress.cite.processor import CLOSE, OPEN, PLACE, cited, plain, reference
from teipress.cite.styles import known_style

Item = dict[str, Any]


def names(*people: str) -> list[dict[str, str]]:
    return [dict(zip(("family", "given"), person.split(", "), strict=True)) for person in people]


def issued(year: int) -> dict[str, Any]:
    return {"date-parts": [[year]]}


def italics(citation: str) -> str:
    """Write a citation as plain text with asterisks around what is in italics."""
    return "".join("*" if c in OPEN or c in CLOSE else c for c in citation)


DOYLE: Item = {
    "id": "doyle",
    "type": "chapter",
    "language": "en",
    "author": names("Doyle, Kathleen"),
    "title": "The Queen Mary Psalter",
    "container-title": "The Book by Design: The Remarkable Story of the World’s Greatest Invention",
    "editor": names("Marks, P. J. M.", "Parkin, Stephen"),
    "publisher": "University of Chicago Press",
    "issued": issued(2023),
}
YU: Item = {
    "id": "yu",
    "type": "book",
    "language": "en",
    "author": names("Yu, Charles"),
    "title": "Interior Chinatown",
    "publisher": "Pantheon Books",
    "issued": issued(2020),
}
DEWAR: Item = {
    "id": "dewar",
    "type": "chapter",
    "language": "en",
    "author": names("Dewar, James A.", "Ang, Peng Hwa"),
    "title": "The Cultural Consequences of Printing and the Internet",
    "container-title": "Agent of Change: Print Culture Studies after Elizabeth L. Eisenstein",
    "editor": names("Baron, Sabrina Alcorn", "Lindquist, Eric N.", "Shevlin, Eleanor F."),
    "publisher": "U of Massachusetts P / Center for the Book, Library of Congress",
    "issued": issued(2007),
    "page": "365-77",
}
JACOBS: Item = {
    "id": "jacobs",
    "type": "book",
    "language": "en",
    "author": names("Jacobs, Alan"),
    "title": "The Pleasures of Reading in an Age of Distraction",
    "publisher": "Oxford UP",
    "issued": issued(2011),
}
ARON: Item = {
    "id": "aron",
    "type": "chapter",
    "language": "en",
    "author": names("Aron, Lisa", "Botella, Marion", "Lubart, Todd"),
    "title": "Culinary arts: Talent and their development",
    "container-title": "The psychology of high performance: Developing human potential into domain-specific talent",
    "editor": names("Subotnik, Rena F.", "Olszewski-Kubilius, Paula", "Worrell, Frank C."),
    "page": "345-359",
    "publisher": "American Psychological Association",
    "issued": issued(2019),
    "DOI": "10.1037/0000120-016",
}
PIAGET: Item = {
    "id": "piaget",
    "type": "book",
    "language": "en",
    "author": names("Piaget, Jean", "Inhelder, Bärbel"),
    "title": "The psychology of the child",
    "translator": names("Weaver, Helen"),
    "edition": "2",
    "publisher": "Basic Books",
    "issued": issued(1969),
    "original-date": issued(1966),
}
HEIDEGGER: Item = {
    "id": "heidegger",
    "type": "chapter",
    "language": "en",
    "author": names("Heidegger, Martin"),
    "title": "On the essence of truth",
    "translator": names("Sallis, John"),
    "container-title": "Basic writings",
    "editor": names("Krell, David Farrell"),
    "page": "111-138",
    "publisher": "Harper Perennial Modern Thought",
    "issued": issued(2008),
    "original-date": issued(1961),
}


@pytest.mark.parametrize(
    ("style", "item", "expected"),
    [
        # The Chicago Manual of Style, 18th ed., “Notes and Bibliography: Sample Citations”
        ("chicago", YU, "Yu, Charles. *Interior Chinatown*. Pantheon Books, 2020."),
        (
            "chicago",
            DOYLE,
            (
                "Doyle, Kathleen. “The Queen Mary Psalter.” In *The Book by Design: The Remarkable Story of the "
                "World’s Greatest Invention*, edited by P. J. M. Marks and Stephen Parkin. University of "
                "Chicago Press, 2023."
            ),
        ),
        # “Author-Date: Sample Citations”
        ("chicago-author-date", YU, "Yu, Charles. 2020. *Interior Chinatown*. Pantheon Books."),
        (
            "chicago-author-date",
            DOYLE,
            (
                "Doyle, Kathleen. 2023. “The Queen Mary Psalter.” In *The Book by Design: The Remarkable Story of the "
                "World’s Greatest Invention*, edited by P. J. M. Marks and Stephen Parkin. University of Chicago Press."
            ),
        ),
        # MLA Handbook, 9th ed.: “Works Cited: A Quick Guide” (style.mla.org)
        ("mla", JACOBS, "Jacobs, Alan. *The Pleasures of Reading in an Age of Distraction*. Oxford UP, 2011."),
        (
            "mla",
            DEWAR,
            (
                "Dewar, James A., and Peng Hwa Ang. “The Cultural Consequences of Printing and the Internet.” *Agent "
                "of Change: Print Culture Studies after Elizabeth L. Eisenstein*, edited by Sabrina Alcorn Baron et "
                "al., U of Massachusetts P / Center for the Book, Library of Congress, 2007, pp. 365-77."
            ),
        ),
        # Publication Manual of the APA, 7th ed., sections 10.2 and 10.3
        (
            "apa",
            ARON,
            (
                "Aron, L., Botella, M., & Lubart, T. (2019). Culinary arts: Talent and their development. In R. F. "
                "Subotnik, P. Olszewski-Kubilius, & F. C. Worrell (Eds.), *The psychology of high performance: "
                "Developing human potential into domain-specific talent* (pp. 345–359). American Psychological "
                "Association. https://doi.org/10.1037/0000120-016"
            ),
        ),
        (
            "apa",
            PIAGET,
            (
                "Piaget, J., & Inhelder, B. (1969). *The psychology of the child* (H. Weaver, Trans.; 2nd ed.). "
                "Basic Books. (Original work published 1966)"
            ),
        ),
        (
            "apa",
            HEIDEGGER,
            (
                "Heidegger, M. (2008). On the essence of truth (J. Sallis, Trans.). In D. F. Krell (Ed.), *Basic "
                "writings* (pp. 111–138). Harper Perennial Modern Thought. (Original work published 1961)"
            ),
        ),
    ],
)
def test_a_bibliography_lists_what_the_manual_prints(style: str, item: Item, expected: str) -> None:
    assert italics(reference(known_style(style, "en"), item)) == expected


@pytest.mark.parametrize(
    ("style", "item", "kind", "expected"),
    [
        ("chicago", YU, "page", "Charles Yu, *Interior Chinatown* (Pantheon Books, 2020), 45."),
        (
            "chicago",
            DOYLE,
            "page",
            (
                "Kathleen Doyle, “The Queen Mary Psalter,” in *The Book by Design: The Remarkable Story of the World’s "
                "Greatest Invention*, ed. P. J. M. Marks and Stephen Parkin (University of Chicago Press, 2023), 45."
            ),
        ),
        ("chicago-author-date", YU, "page", "(Yu 2020, 45)"),
        ("mla", JACOBS, "page", "(Jacobs 45)"),
        ("mla", JACOBS, "paragraph", "(Jacobs, par. 45)"),
        ("chicago", YU, "line", "Charles Yu, *Interior Chinatown* (Pantheon Books, 2020), line 45."),
        ("chicago", YU, "other-words", "Charles Yu, *Interior Chinatown* (Pantheon Books, 2020), 45."),
        ("apa", PIAGET, None, "(Piaget & Inhelder, 1966/1969)"),
        ("apa", ARON, "paragraph", "(Aron et al., 2019, para. 45)"),
    ],
)
def test_a_note_or_bracket_cites_as_the_manual_does(style: str, item: Item, kind: str | None, expected: str) -> None:
    assert italics(cited(known_style(style, "en"), item, kind)).replace(PLACE, "45") == expected


UNSIGNED: Item = {
    "id": "x",
    "type": "chapter",
    "language": "en",
    "title": "Why “Here”?",
    "container-title": "An Edition",
}


def test_what_stands_in_for_an_author_is_not_given_twice() -> None:
    item = {**UNSIGNED, "editor": [{"literal": "the editors"}]}
    assert plain(reference(known_style("chicago", "en"), item)).count("the editors") == 1
    assert plain(reference(known_style("chicago", "en"), UNSIGNED)).count("Why") == 1


def test_quotation_marks_in_a_quoted_title_are_inner_ones() -> None:
    assert italics(reference(known_style("chicago", "en"), UNSIGNED)) == "“Why ‘Here’?” In *An Edition*. n.d."


def test_a_german_edition_is_cited_in_german() -> None:
    item = {**DOYLE, "language": "de", "title": "Vom Wesen"}
    assert "„Vom Wesen“" in plain(reference(known_style("chicago", "de"), item))
    assert "herausgegeben von" in plain(reference(known_style("chicago", "de"), item))


def test_no_letter_of_a_title_is_taken_for_a_mark() -> None:
    item = {**YU, "title": "A \ue010title\ue011 \ue000with <i>markup</i> & more"}
    found = reference(known_style("apa", "en"), item)
    assert italics(found) == "Yu, C. (2020). *A title with <i>markup</i> & more*. Pantheon Books."


def test_what_is_nothing_but_marks_is_left_out() -> None:
    item = {**YU, "editor": [{"literal": "\ue000"}], "author": [{"family": "\ue010"}], "publisher": "\ue0ff"}
    assert italics(reference(known_style("chicago", "en"), item)) == "*Interior Chinatown*. 2020."


def test_the_same_is_cited_alike_whatever_was_cited_before() -> None:
    style = known_style("chicago", "en")
    first = [cited(style, item, "page") for item in (YU, DOYLE, UNSIGNED)]
    assert [cited(style, item, "page") for item in (UNSIGNED, DOYLE, YU)] == first[::-1]


PEOPLE = st.lists(st.sampled_from([*names("A, B", "C, D E"), {"literal": "F"}]), max_size=3)
DATES = st.sampled_from([{"date-parts": [[2026]]}, {"date-parts": [[2026, 11]]}, {"date-parts": [[2026, 11, 25]]}])
ITEMS = st.fixed_dictionaries(
    {"id": st.just("x"), "type": st.sampled_from(["book", "chapter"]), "title": st.sampled_from(["A title", "Why?"])},
    optional={
        **dict.fromkeys(("author", "editor", "translator"), PEOPLE.filter(bool)),
        **dict.fromkeys(("issued", "original-date", "accessed"), DATES),
        **dict.fromkeys(("container-title", "collection-title", "publisher", "title-short"), st.just("Some Words")),
        "version": st.sampled_from(["1.0.0", "2", "2nd"]),
        "URL": st.just("https://example.org/"),
        "DOI": st.just("10.1234/x"),
        "language": st.sampled_from(["en", "de"]),
    },
)


@pytest.mark.parametrize("name", ["chicago", "mla", "apa", "chicago-author-date"])
@settings(max_examples=12, deadline=None)
@given(item=ITEMS, label=st.sampled_from([None, "paragraph", "line", "paragraph-words", "other-words"]))
def test_what_a_style_remembers_changes_no_citation(name: str, item: Item, label: str | None) -> None:
    used, new = known_style(name, "en"), known_style.__wrapped__(name, "en")
    assert reference(used, item) == reference(new, item)
    assert cited(used, item, label) == cited(known_style.__wrapped__(name, "en"), item, label)


def test_a_date_is_given_whatever_other_dates_an_item_lacks() -> None:
    style = known_style("mla", "en")
    item: Item = {"id": "a", "type": "book", "title": "T", "author": names("Ritter, Ada"), **original(1844)}
    assert [plain(reference(style, item)) for _ in range(3)] == ["Ritter, Ada. T. 1844."] * 3


def original(year: int) -> dict[str, Any]:
    return {"original-date": {"date-parts": [[year]]}}
