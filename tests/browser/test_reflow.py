"""Pages in windows of 320 pixels, enlarged, with other spacing, with colours of the system, and without motion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.looking import opened, pages

# What of a page is wider than the window, or cut off: not what scrolls by itself, as tables may, nor what is only for
# screen readers.
WIDE = """() => {
  const root = document.documentElement;
  const faults = root.scrollWidth > root.clientWidth ? [`page ${root.scrollWidth}`] : [];
  for (const one of document.querySelectorAll("main *, header *, footer *")) {
    if (one.closest("svg, .table, .wide, pre, .skip, .cite, .name-cards, [class*='view'] .hidden")) continue;
    const box = one.getBoundingClientRect();
    if (box.right > root.clientWidth + 2 && box.width > 1 && one.checkVisibility({opacityProperty: true})
      && getComputedStyle(one).clipPath === "none" && !one.closest("thead")) {
      faults.push(`${one.localName}.${one.className} ${one.textContent.slice(0, 30)} ${box.right}`);
    }
  }
  return faults.slice(0, 3);
}"""
# https://www.w3.org/WAI/WCAG22/Understanding/text-spacing.html
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
SPACED += " p { margin-bottom: 2em !important }"
KINDS = ("person", "place", "organization", "event", "date")
LINE = """one => {
  const style = getComputedStyle(one);
  return [style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness].join(" ");
}"""
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(one => {
    const style = getComputedStyle(one);
    return one.checkVisibility() && style.overflowY === "hidden" && style.clipPath === "none" && !one.closest("svg")
      && one.scrollHeight > one.clientHeight + 2 && one.textContent.trim();
  }).map(one => `${one.localName}.${one.className}`)"""


def faults(site: Path, tab: Any, *questions: str) -> dict[str, list[Any]]:
    """Ask all pages of a site for faults; give those that have some."""
    found = {}
    for page in pages(site):
        tab.goto((site / page).as_uri())
        tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        if told := [fault for question in questions for fault in tab.evaluate(question)]:
            found[page] = told
    return found


def test_nothing_is_wider_than_320_pixels(site: Path, browser: Any) -> None:
    with opened(browser, viewport={"width": 320, "height": 640}) as tab:
        assert faults(site, tab, WIDE) == {}


def test_at_200_percent_everything_is_there(site: Path, browser: Any) -> None:
    with opened(browser, viewport={"width": 640, "height": 400}, device_scale_factor=2) as tab:
        assert faults(site, tab, WIDE) == {}


def test_with_more_space_between_letters_words_and_lines_nothing_is_cut(site: Path, browser: Any) -> None:
    with opened(browser, viewport={"width": 320, "height": 640}, bypass_csp=True) as tab:
        tab.add_init_script(
            f"addEventListener('DOMContentLoaded', () => {{ const style = document.createElement('style');"
            f" style.textContent = '{SPACED}'; document.head.append(style) }})"
        )
        assert faults(site, tab, WIDE, CUT) == {}


def test_who_wants_no_motion_gets_none(edition: Path, browser: Any) -> None:
    moving = "getComputedStyle(document.documentElement).scrollBehavior"
    transitions = (
        "[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).transitionDuration !== '0s').length"
    )
    for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        with opened(browser, reduced_motion=wish) as tab:
            tab.goto((edition / "changsung.html").as_uri())
            assert tab.evaluate(moving) == behaviour
            assert tab.evaluate(transitions) == 0
            assert tab.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_colours_of_the_system_marks_and_focus_are_seen(scheme: str, edition: Path, browser: Any) -> None:
    with opened(browser, forced_colors="active", color_scheme=scheme) as tab:
        tab.goto((edition / "changsung.html").as_uri())
        styles = {kind: tab.locator(f".tei-text a.{kind}").first.evaluate(LINE) for kind in KINDS}
        assert len(set(styles.values())) == len(styles), styles
        tab.check('.marks [value="quotation"]')
        outline = "one => getComputedStyle(one).outlineStyle"
        assert tab.locator(".tei-text .quotation").first.evaluate(outline) == "dotted"
        tab.keyboard.press("Tab")
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        tab.goto((edition / "indexes/persons.html").as_uri())
        shapes = tab.locator("figure.company circle").first.evaluate(
            "one => [getComputedStyle(one).fill, getComputedStyle(document.body).backgroundColor]"
        )
        assert shapes[0] != shapes[1]
