"""Every kind of page, looked at by axe-core in Chromium: in light and in dark, wide and narrow, nothing is found."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.browser.looking import opened, pages

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async tags => (await axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false}))
  .violations.map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3).join(" ; ")}`)"""


@pytest.fixture(scope="module")
def axe() -> str:
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.skip("axe-core is not installed")
    return Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, site: Path, browser: Any, axe: str) -> None:
    window = {"width": 1280 if scheme == "light" else 360, "height": 900}
    found = {}
    with opened(browser, color_scheme=scheme, viewport=window) as tab:
        for page in pages(site):
            tab.goto((site / page).as_uri())
            for details in tab.query_selector_all("details:not([open])"):
                details.evaluate("e => { e.open = true }")
            tab.evaluate(axe + ";0")
            if violations := tab.evaluate(RUN, RULES):
                found[page] = violations
    assert found == {}
