"""More of what the manuals print of works such as we cite: parts of a whole, edited and translated books, web pages.

Titles are given in small letters where the manual capitalizes them: that is the style’s work.
"""

from __future__ import annotations

from typing import Any

import pytest

from teipress.cite.processor import PLACE, cited, reference
from teipress.cite.styles import known_style
from tests.cite.test_processor import Item, italics, names


def date(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


def work(kind: str, title: str, container: str = "", **more: Any) -> Item:
    found = {"id": "x", "type": kind, "language": "en", "title": title, "container-title": container, **more}
    return {key: value for key, value in found.items() if value}


# The Chicago Manual of Style, 18th ed., “Notes and Bibliography: Sample Citations”
DITTMAR = work(
    "article-journal",
    "Temporal variation in selection influences microgeographic local adaptation",
    "American Naturalist",
    author=names("Dittmar, Emily L.", "Schemske, Douglas W."),
    volume="202",
    issue="4",
    page="471-485",
    issued=date(2023),
    DOI="10.1086/725865",
)
BINDER = work(
    "book",
    "The channels of student activism: How the left and right are winning (and losing) in campus politics today",
    author=names("Binder, Amy J.", "Kidder, Jeffrey L."),
    publisher="University of Chicago Press",
    issued=date(2022),
)
LIU = work(
    "book",
    "The wedding party",
    author=[{"literal": "Liu Xinwu"}],
    translator=names("Tiang, Jeremy"),
    publisher="Amazon Crossing",
    issued=date(2021),
)
YALE = work(
    "webpage",
    "About Yale: Yale facts",
    author=[{"literal": "Yale University"}],
    accessed=date(2022, 3, 8),
    URL="https://www.yale.edu/about-yale/yale-facts",
)
# MLA Handbook, 9th ed., “Works Cited: A Quick Guide”
BARON = work(
    "article-journal",
    "Redefining reading: The impact of digital communication media",
    "PMLA",
    author=names("Baron, Naomi S."),
    volume="128",
    issue="1",
    issued=date(2013, 1),
    page="193-200",
)
HOLLMICHEL = work(
    "webpage",
    "The reading brain: Differences between digital and print",
    "So Many Books",
    author=names("Hollmichel, Stefanie"),
    issued=date(2013, 4, 25),
    URL="https://somanybooksblog.com/2013/04/25/the-reading-brain-differences-between-digital-and-print/",
)
NUNBERG = work(
    "book",
    "The future of the book",
    editor=names("Nunberg, Geoffrey"),
    publisher="U of California P",
    issued=date(1996),
)
# apastyle.apa.org, “Reference Examples” (Publication Manual, 7th ed.)
DENMARK = "Early childhood education: Values and practices in Denmark"
HYGUM = work(
    "book",
    DENMARK,
    editor=names("Hygum, E.", "Pedersen, P. M."),
    publisher="Hans Reitzels Forlag",
    issued=date(2010),
    URL="https://earlychildhoodeducation.digi.hansreitzel.dk/",
)
THESTRUP = work(
    "chapter",
    "To transform, to communicate, to play—The experimenting community in action",
    DENMARK,
    **{key: HYGUM[key] for key in ("editor", "publisher", "issued")},
    author=names("Thestrup, K."),
    URL="https://earlychildhoodeducation.digi.hansreitzel.dk/?id=192",
)
DILLARD = work(
    "chapter",
    "Currents in the study of persuasion",
    "Media effects: Advances in theory and research",
    author=names("Dillard, J. P."),
    editor=names("Oliver, M. B.", "Raney, A. A.", "Bryant, J."),
    edition="4",
    page="115-129",
    publisher="Routledge",
    issued=date(2020),
)
GRADY = work(
    "article-journal",
    "Emotions in storybooks: A comparison of storybooks that represent ethnic and racial groups in the United States",
    "Psychology of Popular Media Culture",
    author=names("Grady, J. S.", "Her, M.", "Moreno, G.", "Perez, C.", "Yelinek, J."),
    volume="8",
    issue="3",
    page="207-217",
    issued=date(2019),
    DOI="10.1037/ppm0000185",
)
NIMH = work(
    "webpage",
    "Anxiety disorders",
    author=[{"literal": "National Institute of Mental Health"}],
    publisher="U.S. Department of Health and Human Services, National Institutes of Health",
    issued=date(2018, 7),
    URL="https://www.nimh.nih.gov/health/topics/anxiety-disorders/index.shtml",
)


@pytest.mark.parametrize(
    ("style", "item", "expected"),
    [
        (
            "chicago",
            DITTMAR,
            (
                "Dittmar, Emily L., and Douglas W. Schemske. “Temporal Variation in Selection Influences "
                "Microgeographic Local Adaptation.” *American Naturalist* 202, no. 4 (2023): 471–85. "
                "https://doi.org/10.1086/725865."
            ),
        ),
        (
            "chicago",
            BINDER,
            (
                "Binder, Amy J., and Jeffrey L. Kidder. *The Channels of Student Activism: How the Left and Right Are "
                "Winning (and Losing) in Campus Politics Today*. University of Chicago Press, 2022."
            ),
        ),
        ("chicago", LIU, "Liu Xinwu. *The Wedding Party*. Translated by Jeremy Tiang. Amazon Crossing, 2021."),
        (
            "chicago",
            YALE,
            (
                "Yale University. “About Yale: Yale Facts.” Accessed March 8, 2022. "
                "https://www.yale.edu/about-yale/yale-facts."
            ),
        ),
        (
            "mla",
            BARON,
            (
                "Baron, Naomi S. “Redefining Reading: The Impact of Digital Communication Media.” *PMLA*, vol. 128, "
                "no. 1, Jan. 2013, pp. 193-200."
            ),
        ),
        # In print, the handbook leaves out “https://”; it is there for addresses that can be followed (5.96).
        (
            "mla",
            HOLLMICHEL,
            (
                "Hollmichel, Stefanie. “The Reading Brain: Differences between Digital and Print.” *So Many Books*, "
                "25 Apr. 2013, "
                "https://somanybooksblog.com/2013/04/25/the-reading-brain-differences-between-digital-and-print/."
            ),
        ),
        ("mla", NUNBERG, "Nunberg, Geoffrey, editor. *The Future of the Book*. U of California P, 1996."),
        (
            "apa",
            HYGUM,
            (
                "Hygum, E., & Pedersen, P. M. (Eds.). (2010). *Early childhood education: Values and practices in "
                "Denmark*. Hans Reitzels Forlag. https://earlychildhoodeducation.digi.hansreitzel.dk/"
            ),
        ),
        (
            "apa",
            THESTRUP,
            (
                "Thestrup, K. (2010). To transform, to communicate, to play—The experimenting community in action. In "
                "E. Hygum & P. M. Pedersen (Eds.), *Early childhood education: Values and practices in Denmark*. Hans "
                "Reitzels Forlag. https://earlychildhoodeducation.digi.hansreitzel.dk/?id=192"
            ),
        ),
        (
            "apa",
            DILLARD,
            (
                "Dillard, J. P. (2020). Currents in the study of persuasion. In M. B. Oliver, A. A. Raney, & J. Bryant "
                "(Eds.), *Media effects: Advances in theory and research* (4th ed., pp. 115–129). Routledge."
            ),
        ),
        (
            "apa",
            GRADY,
            (
                "Grady, J. S., Her, M., Moreno, G., Perez, C., & Yelinek, J. (2019). Emotions in storybooks: A "
                "comparison of storybooks that represent ethnic and racial groups in the United States. *Psychology of "
                "Popular Media Culture*, *8*(3), 207–217. https://doi.org/10.1037/ppm0000185"
            ),
        ),
        (
            "apa",
            NIMH,
            (
                "National Institute of Mental Health. (2018, July). *Anxiety disorders*. U.S. Department of Health and "
                "Human Services, National Institutes of Health. "
                "https://www.nimh.nih.gov/health/topics/anxiety-disorders/index.shtml"
            ),
        ),
    ],
)
def test_a_bibliography_lists_what_the_manual_prints(style: str, item: Item, expected: str) -> None:
    assert italics(reference(known_style(style, "en"), item)) == expected


@pytest.mark.parametrize(
    ("style", "item", "place", "expected"),
    [
        (
            "chicago",
            DITTMAR,
            "480",
            (
                "Emily L. Dittmar and Douglas W. Schemske, “Temporal Variation in Selection Influences Microgeographic "
                "Local Adaptation,” *American Naturalist* 202, no. 4 (2023): 480, https://doi.org/10.1086/725865."
            ),
        ),
        (
            "chicago",
            BINDER,
            "117–18",
            (
                "Amy J. Binder and Jeffrey L. Kidder, *The Channels of Student Activism: How the Left and Right Are "
                "Winning (and Losing) in Campus Politics Today* (University of Chicago Press, 2022), 117–18."
            ),
        ),
        ("chicago", LIU, "279", "Liu Xinwu, *The Wedding Party*, trans. Jeremy Tiang (Amazon Crossing, 2021), 279."),
        ("mla", BARON, "194", "(Baron 194)"),
    ],
)
def test_a_note_or_bracket_cites_as_the_manual_does(style: str, item: Item, place: str, expected: str) -> None:
    assert italics(cited(known_style(style, "en"), item, "page")).replace(PLACE, place) == expected


def test_a_web_page_in_a_note_has_when_it_was_read() -> None:
    assert italics(cited(known_style("chicago", "en"), YALE)) == (
        "Yale University, “About Yale: Yale Facts,” accessed March 8, 2022, https://www.yale.edu/about-yale/yale-facts."
    )


def test_the_hyphen_between_pages_is_the_mlas_alone() -> None:
    assert "193–200" in reference(known_style("chicago", "en"), BARON)
    assert "193-200" in reference(known_style("mla", "de"), BARON)


def test_each_style_has_small_words_of_its_own() -> None:
    title = "Printing after Gutenberg and since"
    found = {style: italics(reference(known_style(style, "en"), work("book", title))) for style in ("mla", "chicago")}
    assert found["mla"].startswith("*Printing after Gutenberg and Since*")
    assert found["chicago"].startswith("*Printing After Gutenberg and Since*")
