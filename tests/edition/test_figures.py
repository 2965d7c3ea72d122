"""The figures above the indexes say what the lists below them say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from teipress.pipeline import build
from teipress.project import open_project
from tests.edition.pages import Page, read_pages
from tests.support import ROOT
from tests.xpath import elements, strings

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Many</title></titleStmt><publicationStmt><p>Here.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
)
PEOPLE = (("Ada", "Ben", "Cho"), ("Ada", "Ben"), ("Cho", "Dan"))
FEW = '<date when="1812">1812</date> <date from="1810" to="1820-06">later</date> <date when="-0043-03-15">Ides</date>'


def paragraphs(dates: str) -> str:
    named = ["".join(f'<persName key="{name}">{name}</persName> ' for name in names) for names in PEOPLE]
    people = "".join(f'<p xml:id="p{number}">{words}</p>' for number, words in enumerate(named))
    return f"{people}<p>{dates}</p>"


def site(folder: Path, dates: str) -> dict[str, Page]:
    text = f'<text xml:lang="en"><body>{paragraphs(dates)}</body></text>'
    (folder / "many.xml").write_text(f"{ROOT}{HEADER}{text}</TEI>", encoding="utf-8")
    assert build(replace(open_project([folder]), output=folder / "out"), verify=False, cached=False).written
    return read_pages(folder / "out")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return site(tmp_path_factory.mktemp("few"), FEW)


def test_every_date_is_on_the_line_in_its_order(pages: dict[str, Page]) -> None:
    (figure,) = elements(pages["indexes/dates.html"].tree, "//figure[@class = 'timeline']")
    starts = [float(x) for x in strings(figure, ".//rect/@x")]
    assert len(starts) == 3
    assert starts == sorted(starts)
    assert next(name.strip() for name in strings(figure, ".//a/text/text()")).startswith("15 March 43")
    targets = {link.lstrip("#") for link in strings(figure, ".//a/@href")}
    assert targets <= set(strings(pages["indexes/dates.html"].tree, "//section/@id"))


def test_a_span_is_as_long_as_it_is(pages: dict[str, Page]) -> None:
    (figure,) = elements(pages["indexes/dates.html"].tree, "//figure[@class = 'timeline']")
    widths = [float(width) for width in strings(figure, ".//rect/@width")]
    assert min(widths) == 6


def test_of_many_dates_those_of_a_span_are_counted(tmp_path: Path) -> None:
    dates = " ".join(f'<date when="{year}">{year}</date>' for year in range(1700, 1790, 2))
    page = site(tmp_path, dates)["indexes/dates.html"]
    (figure,) = elements(page.tree, "//figure[@class = 'timeline']")
    counts = [int(re.findall(r"\d+$", title)[0]) for title in strings(figure, ".//rect/title/text()")]
    assert sum(counts) == 45
    assert all(label.endswith(("mention", "mentions")) for label in strings(figure, ".//a/@aria-label"))


def test_who_occurs_with_whom_is_drawn_and_in_a_table(pages: dict[str, Page]) -> None:
    (figure,) = elements(pages["indexes/persons.html"].tree, "//figure[@class = 'company']")
    rows = [strings(row, ".//td//text()") for row in elements(figure, ".//tbody/tr")]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["Ada", "Ben", "2"], ["Ada", "Cho", "1"], ["Ben", "Cho", "1"], ["Cho", "Dan", "1"]
    ]  # fmt: skip
    assert len(elements(figure, ".//path")) == 4
    assert {text.strip() for text in strings(figure, ".//a/text/text()")} == {"Ada", "Ben", "Cho", "Dan"}
