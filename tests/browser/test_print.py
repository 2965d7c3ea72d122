"""On paper, a text is its words, notes and numbers, how it is cited and where it is, and nothing of the window."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from teipress.pipeline import build
from teipress.project import open_project
from tests.browser.looking import opened
from tests.support import ROOT

pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")

FORMATS = {"A4": (595, 842), "Letter": (612, 792), "A5": (420, 595)}
# Of the window: the skip link, the navigation, the legend, the contents, the downloads, what belongs to cards.
WINDOW = (
    "To the text",
    "Highlight",
    "In this text",
    "Take it with you",
    "Other styles",
    "Statistics",
    "Cite\n",
    "↩",
)
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Many Chapters, Under a Title That Is Longer Than a Line of a Sheet Has "
    "Room For, However Wide It Is</title></titleStmt><publicationStmt><p>Here.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
)


def printed(browser: Any, address: str, paper: str = "A4", **settings: Any) -> list[str]:
    """Print a page; give the words of each sheet."""
    with opened(browser, **settings) as tab:
        tab.goto(address)
        reader = pypdf.PdfReader(BytesIO(tab.pdf(format=paper)))
    width, height = FORMATS[paper]
    for sheet in reader.pages:
        assert abs(sheet.mediabox.width - width) < 2
        assert abs(sheet.mediabox.height - height) < 2
    return [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in reader.pages]


def folded(words: str) -> str:
    return re.sub(r"\s+", " ", words)


@pytest.mark.parametrize("paper", FORMATS)
def test_the_article_is_there_from_title_to_citation(paper: str, edition: Path, browser: Any) -> None:
    sheets = printed(browser, (edition / "changsung.html").as_uri(), paper)
    words = folded(" ".join(sheets))
    places = [
        words.find(part)
        for part in (
            "Shining Example of...?",
            "once held up as an example",
            "Kim Il Sung addressed the issue",
            "intended to raise",
            "How to cite",
            "In The Changsung Edition",
            "Permalink: changsung.html",
            "About this text",
        )
    ]
    assert -1 not in places
    assert places == sorted(places)
    assert [part for part in WINDOW if part in "\n".join(sheets)] == []
    assert "http" not in words


def test_each_sheet_has_its_number_and_all_but_the_first_the_title(edition: Path, browser: Any) -> None:
    sheets = printed(browser, (edition / "changsung.html").as_uri())
    for number, sheet in enumerate(sheets, 1):
        assert str(number) in sheet.splitlines(), sheet
        heads = [line for line in sheet.splitlines() if line.strip() == "Changsung County, Shining Example of...?"]
        assert (len(heads) >= 1) == (number > 1) or number == 3  # where the description of the text names it, too


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("play", ("Persons of the Play", "ORSOLA", "You may have papers", "5", "The great flood of the year before")),
        ("novel", ("The Salt Road", "page 7", "Mules were tolled by the head", "Here the sample ends.")),
        ("sonnet", ("1", "5", "10")),
        ("manuscript", ("Nowhere, Lower Bridge", "Physical description", "Sheepskin over boards")),
    ],
)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_plays_novels_and_poems_have_notes_numbers_and_permalink(
    text: str, parts: tuple[str, ...], paper: str, samples: Path, browser: Any
) -> None:
    sheets = printed(browser, (samples / f"{text}.html").as_uri(), paper)
    words = folded(" ".join(sheets))
    for part in (*parts, f"https://samples.example/{text}.html"):
        assert part.lower() in words.lower()
    assert words.count("https://samples.example") == 1
    assert [part for part in WINDOW if part in "\n".join(sheets)] == []
    assert all(len(sheet.split()) > 15 for sheet in sheets)


def test_a_play_reads_in_its_order(samples: Path, browser: Any) -> None:
    words = folded(" ".join(printed(browser, (samples / "play.html").as_uri()))).replace(" RSOLA", "RSOLA").upper()
    said = (
        "ACT ONE",
        "GOOD MORNING. TAKE ME OVER",
        "ORSOLA (WITHOUT",
        "THE TIDE IS OUT",
        "YOU MAY HAVE",
        "WHICH BELL?",
        "BY THE NEXT",
    )
    after = ("THE END OF THE SAMPLE", "THE GREAT FLOOD", "HOW TO CITE", "ABOUT THIS TEXT", "KEYWORDS")
    places = [words.find(part, words.find("ACT ONE")) for part in (*said, *after)]
    assert -1 not in places
    assert places == sorted(places)


def test_no_heading_is_left_behind_at_the_foot_of_a_sheet(tmp_path: Path, browser: Any) -> None:
    sentence = "Nothing happened that day, or on the next, and nobody wrote it down. "
    chapters = "".join(
        f"<div><head>Heading {number}</head><p>{sentence * (3 + number * 7 % 11)}</p></div>" for number in range(40)
    )
    (tmp_path / "long.xml").write_text(f"{ROOT}{HEADER}<text><body>{chapters}</body></text></TEI>", encoding="utf-8")
    assert build(replace(open_project([tmp_path]), output=tmp_path / "out"), verify=False, cached=False).written
    sheets = printed(browser, (tmp_path / "out/long.html").as_uri())
    assert len(sheets) > 8
    assert folded(" ".join(sheets)).count("Heading ") == 40
    for sheet in sheets:
        lines = [line.strip() for line in sheet.splitlines() if line.strip() and not line.strip().isdigit()]
        body = [line for line in lines if not line.endswith(" ...")]
        assert not body[-1].startswith("Heading"), sheet
    assert any(line.endswith(" ...") for line in sheets[1].splitlines()), "a long title is cut at a word"


def test_paper_is_white_and_ink_black_whatever_the_window(edition: Path, browser: Any) -> None:
    with opened(browser, color_scheme="dark", viewport={"width": 1600, "height": 900}) as tab:
        tab.goto((edition / "changsung.html").as_uri())
        tab.emulate_media(media="print", color_scheme="dark")
        colours = "one => { const style = getComputedStyle(one); return [style.color, style.backgroundColor] }"
        assert tab.locator("body").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        lines = tab.locator("main a").evaluate_all("all => all.map(one => getComputedStyle(one).textDecorationLine)")
        assert set(lines) == {"none"}


def test_indexes_are_printed_with_their_entries(edition: Path, browser: Any) -> None:
    words = folded(" ".join(printed(browser, (edition / "indexes/persons.html").as_uri())))
    for part in ("Kim Il Sung", "15 April 1912", "At that joint session"):
        assert part in words
    assert "http" not in words
