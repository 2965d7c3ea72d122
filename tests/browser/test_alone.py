"""A page that somebody saved, without the rest of its site, has all its words, in order."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.gallery.browser import show
from tests.paths import ROOT
from tests.xpath import strings

PAGES = (
    "index",
    "changsung",
    "indexes/persons",
    "indexes/quotations",
    "cite/changsung",
    "history/changsung",
    "statistics",
)


@pytest.fixture(scope="module")
def site() -> Path:
    if not (ROOT / "output").is_dir():
        pytest.skip("the built reference edition is not here")
    return ROOT / "output"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_alone_has_all_its_words(name: str, site: Path, browser: Any, tmp_path: Path) -> None:
    lonely = tmp_path / "saved.html"
    shutil.copy(site / f"{name}.html", lonely)
    tab = show(browser, lonely.as_uri(), 800, 900)
    # What opens is closed by the browser itself: cards and details. Everything else is to be seen.
    seen = tab.evaluate("""() => {
        for (const one of document.querySelectorAll("details")) one.open = true;
        for (const one of document.querySelectorAll("[popover]")) one.removeAttribute("popover");
        for (const one of document.querySelectorAll("svg")) one.remove();
        return document.querySelector("main").innerText;
    }""")
    tab.close()
    page = html.document_fromstring(lonely.read_bytes().decode())
    words = "".join(strings(page, "//main//text()[not(ancestor::*[@hidden] or ancestor::svg)]"))
    assert solid(seen) == solid(words)
    assert len(words) > 100


def solid(text: str) -> str:
    return "".join(text.split())


def test_every_page_of_a_release_says_which_one_it_is_and_of_what_day(site: Path) -> None:
    for folder, day in (("1.0.0", "24 November 2026"), ("1.1.0", "25 November 2026")):
        pages = [path for path in (site / "v" / folder).rglob("*.html") if "schemas" not in path.parts]
        assert len(pages) > 10
        for path in pages:
            page = html.document_fromstring(path.read_bytes().decode())
            notice = "".join(strings(page, "//aside[@class = 'release-notice']//text()"))
            assert folder in notice
            assert day in notice
