"""The samples in a browser: no page is wider than its window, and nothing that belongs in it stands outside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from teipress.diagnostics import Severity, Source
from teipress.pipeline import build
from teipress.project import open_project
from tests.gallery.browser import show

SAMPLES = Path(__file__).parents[1] / "samples"
TEXTS = sorted(path.stem for path in SAMPLES.glob("*.xml"))
WIDTHS = (320, 768, 1280)
OUTSIDE = """() => [...document.querySelectorAll("main *")]
  .filter(e => e.getClientRects().length && !e.closest("[hidden], .table, pre, .toc ol"))
  .filter(e => { const box = e.getBoundingClientRect();
    return box.width && (box.left < -1 || box.right > document.documentElement.clientWidth + 1); })
  .filter(e => e.checkVisibility({opacityProperty: true}) && !e.querySelector("*") && e.textContent.trim())
  .map(e => e.className + ": " + e.textContent.trim().slice(0, 40))"""

# Where the words of an element begin and end.
EDGES = """id => {
  const words = document.createRange();
  words.selectNodeContents([...document.getElementById(id).childNodes].find(n => n.nodeType === 3 && n.data.trim()));
  const boxes = [...words.getClientRects()];
  return [Math.min(...boxes.map(b => b.left)), Math.max(...boxes.map(b => b.right))]; }"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "output"
    made = build(replace(open_project([SAMPLES]), output=folder))
    assert [d for d in made.report.diagnostics if d.source is Source.RENDER or d.severity is Severity.ERROR] == []
    return folder


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_stands_outside_of_the_window(site: Path, browser: Any, width: int) -> None:
    wrong = {}
    tab = show(browser, (site / f"{TEXTS[0]}.html").as_uri(), width, 800)
    for text in TEXTS:
        tab.goto((site / f"{text}.html").as_uri())
        wider = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
        wrong[text] = [*tab.evaluate(OUTSIDE), *["the page is wider"] * wider]
    tab.close()
    assert {text: found for text, found in wrong.items() if found} == {}


def test_the_contents_stand_beside_the_text_where_there_is_room(site: Path, browser: Any) -> None:
    tab = show(browser, (site / "play.html").as_uri(), 1280, 800)
    contents, text = (tab.locator(which).bounding_box() for which in (".toc", ".tei-titlePage"))
    assert contents["x"] + contents["width"] <= text["x"]
    assert tab.locator(".toc li").first.is_visible()
    tab.set_viewport_size({"width": 360, "height": 800})
    assert not tab.locator(".toc li").first.is_visible()
    tab.click(".toc summary")
    assert tab.locator(".toc li").first.is_visible()
    tab.close()


def test_a_part_of_a_line_begins_where_the_part_before_ends(site: Path, browser: Any) -> None:
    tab = show(browser, (site / "play.html").as_uri(), 1280, 800)
    first, middle, last = (tab.evaluate(EDGES, name) for name in ("l8", "l8b", "l8c"))
    assert first[1] <= middle[0] < middle[1] <= last[0]
    tab.close()


def test_letters_tell_the_direction_where_no_language_is_told(site: Path, browser: Any) -> None:
    tab = show(browser, (site / "scripts.html").as_uri(), 360, 800)
    assert tab.evaluate(EDGES, "a1")[1] > 300
    assert tab.evaluate("getComputedStyle(document.querySelector('#m2 [lang=he]')).fontStyle") == "normal"
    tab.close()
