"""The source of a text in a browser: what is selected is the file, and every address leads to its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from teipress.pipeline import build
from teipress.project import read_settings
from tests.browser.looking import opened
from tests.xslt.render import whole

SETTINGS = '[edition]\ntitle = "Long"\n[sources]\ntexts = ["*.xml"]\n[publish]\nsource = true\n'
WORDS = "Words, and more of them, so that a line of the source does not fit into a narrow window. " * 3


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    body = "\n\n".join(f'  <p xml:id="p{number}">{WORDS}\n\t<!-- עברית --></p>' for number in range(1500))
    (folder / "text.xml").write_text(whole(body), encoding="utf-8")
    (folder / "teipress.toml").write_text(SETTINGS, encoding="utf-8")
    assert build(read_settings(folder / "teipress.toml"), verify=False, cached=False).written
    return folder / "output"


def test_whoever_copies_the_source_has_the_file_without_the_numbers(browser: Any, edition: Path) -> None:
    with opened(browser) as tab:
        tab.goto((edition / "source/changsung.html").as_uri())
        tab.evaluate("getSelection().selectAllChildren(document.querySelector('.source'))")
        selected = tab.evaluate("getSelection().toString()")
    assert selected.rstrip("\n") == (edition / "changsung.xml").read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("width", [320, 1280])
def test_an_id_or_a_number_leads_to_its_line_deep_in_a_long_file(width: int, browser: Any, long: Path) -> None:
    for place, line in (("p1200", "3601"), ("3601", "3601"), ("p0", "1")):
        with opened(browser, viewport={"width": width, "height": 700}) as tab:
            tab.goto(f"{(long / 'source/text.html').as_uri()}#{place}")
            found = tab.evaluate(
                """async () => {
                  await new Promise(done => setTimeout(done, 300));
                  const line = document.querySelector(":target").closest("code > span");
                  const {top, bottom} = line.getBoundingClientRect();
                  return [line.id, bottom > 0 && top < innerHeight, document.documentElement.scrollWidth,
                    getComputedStyle(line).backgroundColor !== "rgba(0, 0, 0, 0)"]; }"""
            )
        assert found == [line, True, width, True]


def test_a_click_on_a_number_gives_the_address_of_the_line(browser: Any, long: Path) -> None:
    with opened(browser) as tab:
        tab.goto((long / "source/text.html").as_uri())
        tab.locator("[id='3']").click(position={"x": 8, "y": 8})
        assert tab.evaluate("location.hash") == "#3"
        tab.locator("[id='4']").click(position={"x": 300, "y": 8})
        assert tab.evaluate("location.hash") == "#3"
