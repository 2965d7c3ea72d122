"""In a browser: an index is filtered and put in another order, and a link brings back what was filtered out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from teipress.pipeline import build
from teipress.project import open_project
from tests.browser.looking import jumped, opened, walk_to
from tests.gallery.browser import show
from tests.support import tei

NAMES = ("Abel", "Bär", "Cato", "Dora", "Eva", "Fux", "Gaul", "Hahn", "Ida")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("index")
    names = "".join(f'<p xml:id="p{n}">{f"<persName>{name}</persName> " * (n + 1)}</p>' for n, name in enumerate(NAMES))
    quotes = "".join(f'<p><q xml:id="q{n}">Words {n}</q></p>' for n in range(9))
    (place / "one.xml").write_text(tei(f"<text><body>{names}{quotes}</body></text>"), encoding="utf-8")
    assert build(replace(open_project([place]), output=place / "site"), verify=False, cached=False).written
    return place / "site"


@pytest.fixture
def persons(browser: Any, folder: Path) -> Iterator[Any]:
    tab = show(browser, (folder / "indexes/persons.html").as_uri(), 1280, 900)
    yield tab
    tab.close()


def visible(tab: Any) -> list[str]:
    names: list[str] = tab.eval_on_selector_all(
        ".entry", "all => all.filter(e => e.offsetParent).map(e => e.querySelector('h2 span').textContent)"
    )
    return names


def test_a_filter_takes_no_heed_of_accents_and_capitals(persons: Any) -> None:
    assert visible(persons) == [*NAMES]
    persons.get_by_label("Filter").fill("BAR")
    assert visible(persons) == ["Bär"]
    assert persons.locator(".filter output").inner_text() == "1 of 9"
    persons.get_by_label("Filter").fill("")
    assert visible(persons) == [*NAMES]
    assert persons.locator(".filter output").inner_text() == ""


def test_entries_are_put_in_another_order_and_back(persons: Any) -> None:
    persons.get_by_label("Order").select_option("by number of mentions")
    assert visible(persons) == [*reversed(NAMES)]
    persons.get_by_label("Order").select_option("by name")
    assert visible(persons) == [*NAMES]


def test_a_link_brings_back_what_was_filtered_out(persons: Any) -> None:
    persons.get_by_label("Filter").fill("dora")
    persons.get_by_role("navigation", name="Jump to").get_by_role("link", name="H").click()
    assert "Hahn" in visible(persons)
    assert persons.get_by_label("Filter").input_value() == ""


def test_keys_alone_jump_filter_and_order(folder: Path, browser: Any) -> None:
    with opened(browser) as tab:
        tab.goto((folder / "indexes/persons.html").as_uri())
        walk_to(tab, "H")
        tab.keyboard.press("Enter")
        assert jumped(tab).startswith("Hahn")
        tab.goto((folder / "indexes/persons.html").as_uri())
        walk_to(tab, "Filter")
        tab.keyboard.type("a")
        assert visible(tab) == [name for name in NAMES if "a" in name.lower().replace("ä", "a")]
        walk_to(tab, "Order")
        tab.keyboard.press("ArrowDown")
        assert visible(tab)[0] == "Ida"


def test_quotations_are_filtered_by_their_words(browser: Any, folder: Path) -> None:
    tab = show(browser, (folder / "indexes/quotations.html").as_uri(), 1280, 900)
    tab.get_by_label("Filter").fill("words 7")
    assert tab.locator(".entry:visible").evaluate_all("all => all.map(e => e.id)") == ["one-q7"]
    tab.close()


def test_without_javascript_all_is_there_and_nothing_is_offered_that_does_not_work(browser: Any, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((folder / "indexes/persons.html").as_uri())
    assert tab.locator(".entry").count() == len(NAMES)
    assert tab.locator("main").get_by_role("combobox").count() == tab.locator("main input").count() == 0
    assert tab.get_by_role("navigation", name="Jump to").get_by_role("link").count() == len(NAMES)
    context.close()


def test_on_a_phone_nothing_stands_out_of_the_window(browser: Any, folder: Path) -> None:
    for name in ("persons", "quotations"):
        tab = show(browser, (folder / f"indexes/{name}.html").as_uri(), 320, 700)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
        tab.close()
