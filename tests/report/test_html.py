"""The report as a page: HTML5 that stands alone, runs nothing, and shows each fault at its place."""

from __future__ import annotations

import html5lib
import pytest

from teipress.diagnostics import Report
from teipress.report.html import render
from tests.report.samples import ALL, HOSTILE, PATH, report

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def page() -> str:
    """Render the report with everything in it, once."""
    return render(ALL, "Nobody’s <edition>")


def found(page: str, path: str) -> list[str]:
    """Give the text of each element that a path leads to; the parser accepts no fault of HTML."""
    root = html5lib.HTMLParser(strict=True).parse(page)
    return [" ".join("".join(element.itertext()).split()) for element in root.iterfind(path)]


def test_the_page_is_html5_and_sums_up(page: str) -> None:
    assert page.startswith("<!DOCTYPE HTML>")
    assert found(page, f".//{XHTML}h1") == ["Nobody’s <edition>"]
    assert found(page, f".//{XHTML}p[@class='summary']") == ["1 error, 1 warning, 1 note in 2 of 3 files"]


def test_faults_are_grouped_by_kind_and_by_file(page: str) -> None:
    kinds = found(page, f".//{XHTML}details/{XHTML}summary/{XHTML}code")
    assert kinds == ["dangling-pointer", "own-rule", "unused-entry"]
    assert found(page, f".//{XHTML}span[@class='path']") == [PATH, "tei/z.xml"]


def test_a_kind_that_nobody_described_says_what_it_found_first(page: str) -> None:
    _, own, _ = found(page, f".//{XHTML}span[@class='what']")
    assert "::error::forged" in own


def test_the_fault_is_marked_in_its_line(page: str) -> None:
    assert found(page, f".//{XHTML}pre")[0] == '<p ref="#x"/> 𐐀 <b>�[31m'
    assert found(page, f".//{XHTML}mark")[0] == 'ref="#x"'


def test_every_place_is_linked(page: str) -> None:
    root = html5lib.HTMLParser(strict=True).parse(page)
    links = {a.get("href") for a in root.iter(f"{XHTML}a")}
    ids = {f"#{element.get('id')}" for element in root.iter() if element.get("id")}
    assert links
    assert links <= ids


def test_nothing_runs_and_nothing_is_loaded(page: str) -> None:
    root = html5lib.HTMLParser(strict=True).parse(page)
    assert {element.tag for element in root.iter()}.isdisjoint({f"{XHTML}script", f"{XHTML}link", f"{XHTML}img"})
    assert "default-src 'none'" in page
    assert HOSTILE[:3] not in page
    assert not any(name.startswith("on") or name == "style" for element in root.iter() for name in element.attrib)


def test_a_page_of_nothing_says_so() -> None:
    page = render(report(), "An edition")
    assert found(page, f".//{XHTML}p[@class='summary']") == ["3 files checked, nothing to mend"]
    assert found(page, f".//{XHTML}details") == []


def test_what_a_baseline_knows_and_what_was_done_is_told() -> None:
    page = render(Report((), ("a.xml",), known=2, gone=1, notes=("Everything is checked.",)), "An edition")
    assert found(page, f".//{XHTML}header/{XHTML}p") == [
        "1 file checked, nothing to mend; 2 known not shown; 1 known gone",
        "Everything is checked.",
    ]
