"""Every kind of page, looked at by axe-core in Chromium: in light and in dark, wide and narrow, nothing is found."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from teipress.report.html import render
from tests.browser.looking import opened, pages
from tests.report.samples import ALL

WINDOWS = {"light": {"width": 1280, "height": 900}, "dark": {"width": 360, "height": 900}}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async tags => (await axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false}))
  .violations.map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3).join(" ; ")}`)"""


# What is closed is opened, and what is laid out only when it comes into view is laid out: else axe sees nothing of it.
SHOW = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets.push(sheet);
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.skip("axe-core is not installed")
    return Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")


def violations(tab: Any, page: Path, axe: str) -> list[str]:
    """Open a page, and give what axe-core has to say of it."""
    tab.goto(page.as_uri())
    tab.evaluate(SHOW)
    tab.evaluate(axe + ";0")
    found: list[str] = tab.evaluate(RUN, RULES)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, site: Path, browser: Any, axe: str) -> None:
    with opened(browser, color_scheme=scheme, viewport=WINDOWS[scheme]) as tab:
        found = {page: violations(tab, site / page, axe) for page in pages(site)}
    assert {page: faults for page, faults in found.items() if faults} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_report_of_a_check(scheme: str, tmp_path: Path, browser: Any, axe: str) -> None:
    page = tmp_path / "report.html"
    page.write_text(render(ALL, "A report"), encoding="utf-8")
    with opened(browser, color_scheme=scheme, viewport=WINDOWS[scheme]) as tab:
        assert violations(tab, page, axe) == []
