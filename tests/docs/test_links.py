"""The documentation leads somewhere: every link in it, and every word that a program must agree to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from teipress.report.json import FIELDS
from tests.paths import ROOT
from tests.xpath import strings

PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), ROOT / "xslt/README.md"])


def anchors(page: Path) -> set[str]:
    """Collect what a page can be linked to at: the ids of HTML, the headings of Markdown."""
    if page.suffix == ".html":
        return set(strings(etree.parse(page, etree.HTMLParser(encoding="utf-8")), "//@id"))
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_it(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", page.read_text(encoding="utf-8"))
    for path, anchor in links:
        target = page.parent / path if path else page
        assert target.exists(), path
        assert not anchor or anchor in anchors(target), f"{path}#{anchor}"


def test_the_fields_of_json_are_documented_in_their_order() -> None:
    page = (ROOT / "docs/validation.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+`) \|", page.split("## For programs")[1], re.MULTILINE)
    assert re.findall(r"\w+", " ".join(rows)) == list(FIELDS)
