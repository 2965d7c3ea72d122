"""Whoever clicks Zotero’s button on a page of ours gets the text as an item of the right kind, with its people."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.cite.embedded import meta_tags
from teipress.cite.releasing import release
from teipress.pipeline import build
from teipress.project import read_settings
from tests.cite.texts import described
from tests.cite.zotero import Taken, taken
from tests.paths import ROOT

SITE = "https://example.org/e/"
SETTINGS = f"""
[edition]
title = "Fables & tales"
base-url = "{SITE}"
[sources]
texts = ["*.xml"]
[citation]
publisher = "Press of Letters"
place = "Seoul"
licence = "CC-BY-4.0"
released = 2026-11-20
"""
ANNA = "<author><surname>Autor</surname>, <forename>Anna</forename></author>"
BEN = "<author>Writer, Ben</author>"
KIM, PARK = "<editor>Kim, Minji</editor>", "<editor>Park, Jihoon</editor>"
LA_FONTAINE = "<author>La Fontaine, Jean de</author>"
TITLE = '<title level="a">A tale: the “first”</title>'
SHORT = '<title type="short">Tale</title>'
TEXTS = {
    "two": described(f"{TITLE}{SHORT}{ANNA}{BEN}{KIM}{PARK}"),
    "fable": described(f'<title level="a">A fable</title>{LA_FONTAINE}{KIM}'),
    "edited": described(f'<title level="a">Letters</title>{KIM}'),
    "vondel": described('<title level="a">Letters</title><editor>Van den Vondel, Joost Pieter</editor>'),
    "nobody": described('<title level="a">A song</title>'),
    "novel": described(f'<title level="m">A novel</title>{ANNA}{KIM}'),
}
AUTOR, WRITER = ("author", "Autor", "Anna"), ("author", "Writer", "Ben")
EDITORS = ("editor", "Kim", "Minji"), ("editor", "Park", "Jihoon")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an edition with a release."""
    folder = tmp_path_factory.mktemp("zotero")
    for name, header in TEXTS.items():
        (folder / f"{name}.xml").write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader>{header}</teiHeader>'
            '<text><body><p xml:id="p1">Once upon a time.</p></body></text></TEI>'
        )
    (folder / "teipress.toml").write_text(SETTINGS)
    assert release(read_settings(folder / "teipress.toml"), "1.0.0", "2026-11-24", today="2026-11-25").built.written
    assert build(read_settings(folder / "teipress.toml"), verify=False).written
    return folder / "output"


def at(site: Path, path: str, fragment: str = "") -> Taken:
    return taken((site / path).read_bytes(), f"{SITE}{path}{fragment}")


def test_a_part_of_an_edition_is_a_chapter_with_all_that_is_known_of_it(site: Path) -> None:
    item = at(site, "two.html")
    assert item.kind == "bookSection"
    assert item.creators == [AUTOR, WRITER, *EDITORS]
    assert item.fields == {
        "title": "A tale: the “first”",
        "shortTitle": "Tale",
        "publicationTitle": "Fables & tales",
        "publisher": "Press of Letters",
        "place": "Seoul",
        "date": "2026/11/20",
        "language": "en",
        "rights": "https://creativecommons.org/licenses/by/4.0/",
        "url": f"{SITE}two.html",
        "abstractNote": "Once upon a time.",
    }


def test_a_work_is_a_book_in_a_series(site: Path) -> None:
    item = at(site, "novel.html")
    assert (item.kind, item.fields["title"], item.fields["series"]) == ("book", "A novel", "Fables & tales")
    assert item.creators == [AUTOR, EDITORS[0]]


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("fable", [("author", "La Fontaine", "Jean de"), EDITORS[0]]),
        ("edited", [EDITORS[0]]),
        ("vondel", [("editor", "Van den Vondel", "Joost Pieter")]),
        ("nobody", []),
    ],
)
def test_nobody_is_taken_for_two_or_for_an_author(name: str, people: list[tuple[str, str, str]], site: Path) -> None:
    assert at(site, f"{name}.html").creators == people


def test_a_page_of_a_release_gives_the_release(site: Path) -> None:
    item = at(site, "v/1.0.0/two.html")
    latest = at(site, "two.html")
    own = {"edition": "1.0.0", "date": "2026/11/24", "url": f"{SITE}v/1.0.0/two.html"}
    assert item.fields == {**latest.fields, **own}
    assert (item.kind, item.creators) == (latest.kind, latest.creators)


@pytest.mark.parametrize("start", ["", "v/1.0.0/"])
def test_from_the_front_page_comes_the_edition_as_a_book(start: str, site: Path) -> None:
    item = at(site, f"{start}index.html")
    assert item.kind == "book"
    assert item.creators == [*EDITORS, ("editor", "Van den Vondel", "Joost Pieter")]
    assert {**item.fields, "abstractNote": ""} == {
        "title": "Fables & tales",
        "publisher": "Press of Letters",
        "place": "Seoul",
        "edition": "1.0.0",
        "date": "2026/11/24",
        "language": "en",
        "rights": "https://creativecommons.org/licenses/by/4.0/",
        "url": f"{SITE}v/1.0.0/",
        "abstractNote": "",
    }


@pytest.mark.parametrize("start", ["", "v/1.0.0/"])
def test_from_a_passage_and_from_its_citations_comes_the_text(start: str, site: Path) -> None:
    text, passage = at(site, f"{start}two.html"), at(site, f"{start}two.html", "#p1")
    citations = at(site, f"{start}cite/two.html", "#p1")
    assert passage == text
    assert (citations.kind, citations.creators) == (text.kind, text.creators)
    assert citations.fields == {**text.fields, "abstractNote": citations.fields["abstractNote"]}


@pytest.mark.parametrize(("page", "date"), [("", "2026/11/25"), ("v/1.1.0/", "2026/11/25"), ("v/1.0.0/", "2026/11/24")])
def test_where_the_address_of_an_edition_is_not_known_it_is_where_it_was_read(page: str, date: str) -> None:
    address = f"https://elsewhere.example/x/{page}changsung.html"
    item = taken((ROOT / "output" / page / "changsung.html").read_bytes(), address)
    assert (item.kind, item.fields["title"]) == ("bookSection", "Changsung County, Shining Example of…?")
    assert item.fields["publicationTitle"] == "The Changsung edition"
    assert (item.fields["date"], item.fields["url"]) == (date, address)


def test_the_citations_of_our_edition_lead_back_to_the_text() -> None:
    page = (ROOT / "output/cite/changsung.html").read_bytes()
    item = taken(page, "https://elsewhere.example/x/cite/changsung.html#p4")
    assert (item.kind, item.fields["url"]) == ("bookSection", "https://elsewhere.example/x/changsung.html")


def test_a_doi_goes_with_it() -> None:
    item = {"type": "book", "title": "T", "DOI": "10.5281/zenodo.1"}
    page = "".join(f'<meta name="{name}" content="{content}">' for name, content in meta_tags(item))
    assert taken(page.encode(), SITE).fields["DOI"] == "10.5281/zenodo.1"
