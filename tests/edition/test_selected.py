"""Selecting words on the page, in a browser: what is offered, by mouse and by keys, and where the link leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

# Select some letters of an element's own words, from one offset to another.
SELECT = """([id, start, end]) => {
  const own = [...document.getElementById(id).childNodes].filter(n => n.nodeType === 3 && n.data.trim());
  const range = document.createRange();
  range.setStart(own[0], start);
  range.setEnd(own[0], end);
  getSelection().removeAllRanges();
  getSelection().addRange(range); }"""
# What would be copied.
LISTEN = "navigator.clipboard.writeText = async words => { document.title = words; }"


@pytest.fixture
def page(browser: Any, built: Path) -> Iterator[Any]:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto((built / "changsung.html").as_uri())
    tab.evaluate(LISTEN)
    yield tab
    tab.close()


def select(page: Any, identifier: str, start: int, end: int) -> None:
    page.evaluate(SELECT, [identifier, start, end])
    page.wait_for_timeout(300)


def test_nothing_is_offered_as_long_as_nothing_is_selected(page: Any) -> None:
    page.wait_for_timeout(300)
    assert not page.is_visible(".words")


def test_words_that_are_selected_have_a_link_and_citations(page: Any) -> None:
    height = page.evaluate("document.documentElement.scrollHeight")
    select(page, "p2.s2", 4, 12)
    assert page.inner_text(".words button") == "Link to these words"
    assert page.get_attribute(".words a", "href").endswith("cite/changsung.html#p2.s2")
    assert page.evaluate("document.documentElement.scrollHeight") == height
    page.click(".words button")
    address = page.title()
    assert unquote(address).endswith("changsung.html#p2.s2:~:text=The-,articles,-served as")
    assert page.inner_text(".words button") == "Copied"


def test_the_tab_key_leads_there_and_escape_puts_it_away(page: Any) -> None:
    select(page, "p2.s2", 4, 12)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Link to these words"
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert ":~:text=" in page.title()
    page.keyboard.press("Escape")
    assert not page.is_visible(".words")


def test_words_outside_the_text_are_not_offered(page: Any) -> None:
    page.evaluate("getSelection().selectAllChildren(document.querySelector('footer'))")
    page.wait_for_timeout(300)
    assert not page.is_visible(".words")


def test_a_repeated_word_is_told_by_those_around_it(page: Any) -> None:
    select(page, "pers5", 0, 3)
    page.click(".words button")
    assert unquote(page.title()).endswith("#pers5:~:text=to defectors,-,Kim,-rebuked city")


def test_without_script_there_is_nothing(browser: Any, built: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((built / "changsung.html").as_uri())
    assert tab.locator(".words").count() == 0
    context.close()
