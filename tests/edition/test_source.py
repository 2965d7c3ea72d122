"""The pages that show the TEI: all of it, and each id leads to what it names, and is led to."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.edition.pages import Page
from tests.paths import TEI
from tests.xpath import elements, strings

SHOWN = {
    "source/changsung.html": TEI / "texts/changsung.xml",
    **{f"source/registers/{path.stem}.html": path for path in sorted((TEI / "registers").glob("*.xml"))},
}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def ids(path: Path) -> list[str]:
    return [str(element.get(XML_ID)) for element in etree.parse(path).iter("*") if element.get(XML_ID)]


@pytest.mark.parametrize(("page", "path"), SHOWN.items(), ids=SHOWN.keys())
def test_a_page_shows_the_whole_file(pages: dict[str, Page], page: str, path: Path) -> None:
    (shown,) = elements(pages[page].tree, "//div[starts-with(@class, 'source digits')]")
    assert "".join("".join(code.itertext()) for code in elements(shown, ".//code")) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("page", "path"), SHOWN.items(), ids=SHOWN.keys())
def test_lines_and_ids_can_be_linked_to(pages: dict[str, Page], page: str, path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    found = strings(pages[page].tree, "//code//@id")
    assert found.count("1") == found.count(str(lines)) == 1
    assert set(ids(path)) <= set(found)


def test_every_id_of_the_text_leads_to_its_passage_and_is_led_to(pages: dict[str, Page]) -> None:
    source, text = pages["source/changsung.html"].tree, pages["changsung.html"].tree
    there = set(strings(text, "//@id"))
    for name in ids(TEI / "texts/changsung.xml"):
        targets = strings(source, f"//code//*[@id = '{name}']/@href")
        assert targets == [f"../changsung.html#{name}"], name
        assert name in there
    citation = strings(pages["cite/changsung.html"].tree, "//a/@href[contains(., 'source/changsung.html#')]")
    cited = [target.partition("#")[2] for target in citation]
    assert cited
    assert set(cited) <= set(strings(source, "//code//@id"))


def test_names_of_the_text_lead_to_the_source_of_their_entries(pages: dict[str, Page]) -> None:
    targets = strings(pages["source/changsung.html"].tree, "//code//a/@href[contains(., 'registers/')]")
    assert targets
    for target in targets:
        page, _, name = target.partition("#")
        assert name in strings(pages[page.replace("../", "")].tree, "//code//@id"), target
