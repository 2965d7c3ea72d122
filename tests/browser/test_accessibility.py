"""Every kind of page, looked at by axe-core in Chromium: in light and in dark, wide and narrow, nothing is found."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from teipress.pipeline import build
from teipress.project import open_project
from tests.paths import ROOT

SAMPLES = Path(__file__).parents[1] / "samples"
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


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("accessible") / "output"
    assert build(replace(open_project([SAMPLES]), output=folder), verify=False, cached=False).written
    return folder


def pages(folder: Path) -> list[str]:
    """List the pages of a site, of a frozen release only the texts: all else is as in the latest."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return [page for page in found if not page.startswith("v/") or page.count("/") == 2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", ["edition", "samples"])
def test_axe_finds_nothing(which: str, scheme: str, browser: Any, axe: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue("samples") if which == "samples" else ROOT / "output"
    if not folder.is_dir():
        pytest.skip("the built reference edition is not here")
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": 1280 if scheme == "light" else 360, "height": 900}
    )
    said: list[str] = []
    tab = context.new_page()
    tab.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith(("file:", "data:")) else None)
    found = {}
    for page in pages(folder):
        tab.goto((folder / page).as_uri())
        for details in tab.query_selector_all("details:not([open])"):
            details.evaluate("e => { e.open = true }")
        tab.evaluate(axe + ";0")
        if violations := tab.evaluate(RUN, RULES):
            found[page] = violations
    context.close()
    assert found == {}
    assert said == []
