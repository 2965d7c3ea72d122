"""The map above the index of places: what has coordinates leads to its entry, and all of it is also in words."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from teipress.pipeline import build
from teipress.project import open_project
from tests.edition.pages import Page, read_pages
from tests.support import ROOT
from tests.xpath import elements, strings

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Travels</title></titleStmt><publicationStmt><p>Here.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
)
SETTINGS = """[edition]
title = "Travels"
language = "{}"
[sources]
texts = ["travels.xml"]
registers = ["places.xml"]
"""
EUROPE = {"Paris": "48.86 2.35", "London": "51.5 -0.12", "Wien": "48.2 16.4", "Utopia": ""}
WORLD = {**EUROPE, "서울": "37.57 127", "Sydney": "-33.87 151.2", "Rio & more": "-22.9 -43.2", "Laputa": "95 10"}
ROME = {f"Palazzo {number}": f"41.9 {12.5 + number / 1000}" for number in range(9)}


def site(folder: Path, places: dict[str, str], language: str = "en") -> dict[str, Page]:
    register = "".join(
        f'<place xml:id="p{at}"><placeName>{name.replace("&", "&amp;")}</placeName>'
        f"{f'<location><geo>{geo}</geo></location>' if geo else ''}</place>"
        for at, (name, geo) in enumerate(places.items())
    )
    mentions = "".join(f'<placeName ref="places.xml#p{at}">there</placeName> ' * at for at in range(len(places)))
    files = {
        "places.xml": f"{ROOT}{HEADER}<standOff><listPlace>{register}</listPlace></standOff></TEI>",
        "travels.xml": f"{ROOT}{HEADER}<text><body><p>{mentions}</p></body></text></TEI>",
        "teipress.toml": SETTINGS.format(language),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert build(open_project([folder]), verify=False, cached=False).written
    return read_pages(folder / "output")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Page]:
    folder = tmp_path_factory.mktemp("world")
    return folder / "output", site(folder, WORLD)["indexes/places.html"]


def test_every_place_with_coordinates_leads_to_its_entry(world: tuple[Path, Page]) -> None:
    (figure,) = elements(world[1].tree, "//figure[@class = 'map']")
    targets = [link.lstrip("#") for link in strings(figure, ".//svg//a/@href")]
    assert sorted(targets) == ["p0", "p1", "p2", "p4", "p5", "p6"]
    assert set(targets) <= set(strings(world[1].tree, "//section/@id"))


def test_a_mark_says_which_place_it_is_and_how_often_it_is_mentioned(world: tuple[Path, Page]) -> None:
    titles = {title.strip() for title in strings(world[1].tree, "//figure[@class = 'map']//a/title/text()")}
    assert {"서울: 4 mentions", "London: 1 mention", "Rio & more: 6 mentions", "Paris"} <= titles


def test_the_map_is_also_a_table_and_tells_what_it_lacks(world: tuple[Path, Page]) -> None:
    (figure,) = elements(world[1].tree, "//figure[@class = 'map']")
    rows = [" ".join("".join(strings(row, ".//text()")).split()) for row in elements(figure, ".//tbody/tr")]
    assert len(rows) == 6
    assert any(row.startswith("Sydney") and "-33.87" in row and "151.2" in row for row in rows)
    assert "2 places are not on the map" in "".join(strings(figure, "./p//text()"))


def test_the_page_is_valid_and_not_large(world: tuple[Path, Page]) -> None:
    data = (world[0] / "indexes/places.html").read_bytes()
    html5lib.HTMLParser(strict=True).parse(data)
    assert len(data) < 60_000


def test_without_coordinates_there_is_no_map(tmp_path: Path) -> None:
    page = site(tmp_path, {"Utopia": "", "Laputa": "95 10"})["indexes/places.html"]
    assert not elements(page.tree, "//figure")


def test_many_places_in_one_spot_lead_to_where_they_are_in_the_table(tmp_path: Path) -> None:
    page = site(tmp_path, {**EUROPE, **ROME}, language="de")["indexes/places.html"]
    (group,) = elements(page.tree, "//figure//a[contains(@class, 'many')]")
    target = str(group.get("href")).removeprefix("#")
    (rows,) = elements(page.tree, f"//tbody[@id = '{target}']")
    assert len(elements(rows, "./tr")) == 9
    assert "9 Orte, darunter" in "".join(strings(group, "./title/text()"))
