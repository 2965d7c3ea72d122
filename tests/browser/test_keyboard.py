"""Who has only a keyboard reads, looks up, searches and cites: each step is seen, in order, and none is a trap."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from teipress.search.bundle import is_installed
from tests.browser.looking import jumped, opened, pages, steps, walk_to
from tests.serving import serving

WELL = ("isOutlined", "isSeen", "isLater")
WINDOWS = {"wide": (1280, 800), "narrow": (360, 640)}


@pytest.mark.parametrize("window", WINDOWS)
def test_every_step_is_seen_and_leads_on(window: str, site: Path, browser: Any) -> None:
    width, height = WINDOWS[window]
    faults = []
    with opened(browser, viewport={"width": width, "height": height}) as tab:
        for page in _kinds(site):
            tab.goto((site / page).as_uri())
            faults += [(page, step) for step in steps(tab) if not all(step[is_well] for is_well in WELL)]
    assert faults == []


def _kinds(site: Path) -> list[str]:
    """Leave out what is as another page is: indexes as others, histories, frozen texts."""
    few = "index search statistics releases indexes/persons indexes/places indexes/quotations"
    texts = "cite/changsung changsung play novel apparatus sonnet scripts"
    return [page for page in pages(site) if page.removesuffix(".html") in f"{few} {texts}".split()]


def test_from_the_front_page_to_a_name_and_back(edition: Path, browser: Any) -> None:
    with opened(browser) as tab:
        tab.goto((edition / "index.html").as_uri())
        walk_to(tab, "To the text")
        tab.keyboard.press("Enter")
        walk_to(tab, "Changsung County")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/changsung.html")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.closest('main fieldset input').value") == "person"
        tab.keyboard.press("Space")
        assert not tab.is_checked('.marks [value="person"]')
        tab.keyboard.press("Space")
        walk_to(tab, "Kim Il Sung")
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.closest('.name-card').ariaLabel") == "Kim Il Sung"
        tab.keyboard.press("Escape")
        assert tab.evaluate("document.activeElement.id") == "pers1"
        walk_to(tab, "Cite")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/cite/changsung.html#p1.s1")
        assert jumped(tab).startswith("¶ 1, s. 1")
        tab.go_back()
        tab.wait_for_url("**/changsung.html*")


def test_the_contents_lead_to_a_division_which_is_not_hidden_by_them(samples: Path, browser: Any) -> None:
    for width, height in WINDOWS.values():
        with opened(browser, viewport={"width": width, "height": height}) as tab:
            tab.goto((samples / "play.html").as_uri())
            if width < 1248:
                walk_to(tab, "Contents")
                tab.keyboard.press("Enter")
            walk_to(tab, "Act Two")
            tab.keyboard.press("Enter")
            assert jumped(tab).startswith("Act Two")
            tab.keyboard.press("Tab")
            assert tab.evaluate("document.activeElement.closest(':target, .toc') !== null")


def test_tables_are_sorted_and_filtered(edition: Path, browser: Any) -> None:
    with opened(browser) as tab:
        tab.goto((edition / "statistics.html").as_uri())
        walk_to(tab, "Filter")
        tab.keyboard.type("persname")
        assert tab.locator("tbody tr:visible th", has_text=re.compile("^persName$")).count() == 1
        assert re.match(r"\d+ of \d+", tab.inner_text(".filter output"))
        walk_to(tab, "Number")
        tab.keyboard.press("Enter")
        heading = tab.evaluate("document.activeElement.closest('th').ariaSort")
        assert heading == "descending"
        assert tab.evaluate("document.activeElement.textContent") == "Number"


def test_figures_lead_to_entries(edition: Path, browser: Any) -> None:
    with opened(browser) as tab:
        tab.goto((edition / "indexes/persons.html").as_uri())
        tab.focus("figure a")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Shift+Tab")
        name = tab.evaluate("document.activeElement.textContent.trim()")
        tab.keyboard.press("Enter")
        assert jumped(tab).startswith(name)
        tab.goto((edition / "indexes/dates.html").as_uri())
        tab.focus("figure a")
        tab.keyboard.press("Enter")
        assert "date" in tab.url.partition("#")[2]
        jumped(tab)


@pytest.mark.skipif(not is_installed(), reason="Pagefind is not installed")
def test_a_word_is_found_and_its_passage_reached(edition: Path, samples: Path, browser: Any) -> None:
    for folder, start, words, passage in (
        (edition, "index.html", "agricultural sector", "p9"),
        (samples, "play.html", "cousin wakes", "l4"),
    ):
        if not (folder / "pagefind").is_dir():
            continue
        with serving(folder) as address, opened(browser) as tab:
            tab.goto(address + start)
            walk_to(tab, "Search")
            tab.keyboard.press("Enter")
            tab.wait_for_selector("form:not([hidden])")
            walk_to(tab, "Words")
            tab.keyboard.type(words)
            tab.keyboard.press("Enter")
            tab.wait_for_selector(".search-results li")
            tab.keyboard.press("ArrowDown")
            assert tab.evaluate("document.activeElement.closest('.search-results') !== null")
            tab.keyboard.press("Enter")
            tab.wait_for_url(f"**/*#{passage}*")
            assert words.split()[0] in jumped(tab)
