"""The search of a built site, in a browser: it finds, narrows, jumps, and says what to do where it cannot work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from teipress.output import SEARCH
from teipress.pipeline import build
from teipress.project import read_settings
from teipress.search.bundle import is_installed
from tests.gallery.browser import show
from tests.serving import serving
from tests.support import ROOT

if not is_installed():
    pytest.skip("Pagefind is not installed", allow_module_level=True)

LONG = " ".join(["Wort"] * 60)
TEXTS = {
    "caf": ("en", "First", ["The horses were running past the café of Kim.", "Nobody came back to the river."]),
    "haus": (
        "de",
        "Zweiter",
        ["Die Häuser der Könige standen an der Straße.", "Niemand kam zurück.", f"{LONG} Nachtigall {LONG}."],
    ),
    "gun": ("ko", "셋", ["창성군은 평안북도에 있는 군이다.", "회의는 두 날 동안 열렸다."]),
}


def tei_of(language: str, title: str, lines: list[str]) -> str:
    paragraphs = "".join(f'<p xml:id="p{n}">{line}</p>' for n, line in enumerate(lines, 1))
    paragraphs = paragraphs.replace("Kim", '<persName xml:id="k1" key="kim">Kim</persName>')
    return (
        f"{ROOT}<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p>Here.</p>"
        "</publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
        f'<text xml:lang="{language}"><body>{paragraphs}</body></text></TEI>'
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    for name, text in TEXTS.items():
        (folder / f"{name}.xml").write_text(tei_of(*text), encoding="utf-8")
    settings = '[edition]\ntitle = "Searched"\n[sources]\ntexts = ["*.xml"]\n[publish]\nsearch = true\n'
    (folder / "teipress.toml").write_text(settings)
    assert build(read_settings(folder / "teipress.toml"), verify=False).written
    return folder / "output"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as root:
        yield f"{root}search.html"


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Any]:
    opened = show(browser, address, 1280, 900)
    opened.wait_for_selector("form:not([hidden])")
    yield opened
    opened.close()


def until(tab: Any, condition: str) -> None:
    """Wait; Playwright's own way to wait for a condition is one that the policy of the page forbids."""
    for _ in range(100):
        if tab.evaluate(condition):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(condition)


def results(tab: Any, words: str) -> list[str]:
    """Look for words on a page that was just opened; give where the results lead, in the order of addresses."""
    tab.fill("input[type=search]", words)
    tab.keyboard.press("Enter")
    until(
        tab, "document.querySelector('[role=status]').textContent && document.querySelector('ol').ariaBusy === 'false'"
    )
    return sorted(link.get_attribute("href") for link in tab.locator(".search-results a").all())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("horse", ["caf.html#p1"]),
        ("cafe", ["caf.html#p1"]),
        ("haus", ["haus.html#p1"]),
        ("konige", ["haus.html#p1"]),
        ("평안북도", ["gun.html#p1"]),
        ("회의", ["gun.html#p2"]),
        ("zzzz", []),
    ],
)
def test_words_are_found_in_every_language(tab: Any, words: str, expected: list[str]) -> None:
    assert results(tab, words) == expected
    told = tab.inner_text(".search-status")
    assert told == ("One passage" if expected else "No passage has this. Try fewer words, or the start of a word.")


def test_where_a_passage_goes_on_dots_say_so(tab: Any, address: str) -> None:
    results(tab, "Nachtigall")
    long = tab.text_content(".search-words")
    assert (long[:5], long[-5:]) == ("…Wort", "Wort…")
    tab.goto(address)
    tab.wait_for_selector("form:not([hidden])")
    results(tab, "horse")
    assert tab.text_content(".search-words") == "The horses were running past the café of Kim."


def test_a_result_leads_to_its_passage(tab: Any) -> None:
    results(tab, "river")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/caf.html#p2")
    assert "Nobody came back" in tab.evaluate("document.querySelector(':target').textContent")


def test_a_filter_narrows_and_stands_in_the_address(tab: Any, browser: Any) -> None:
    tab.click(".search-filters summary")
    tab.check("input[name=person]")
    tab.wait_for_selector(".search-results li")
    assert [link.get_attribute("href") for link in tab.locator(".search-results a").all()] == ["caf.html#p1"]
    again = show(browser, tab.url, 1280, 900)
    again.wait_for_selector(".search-results li")
    assert again.locator("input[name=person]:checked").count() == 1
    again.close()


def test_nothing_is_refused_by_the_policy_of_the_page(browser: Any, address: str) -> None:
    said: list[str] = []
    opened = browser.new_page()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(address)
    opened.wait_for_selector("form:not([hidden])")
    results(opened, "horse")
    opened.close()
    assert [words for words in said if "favicon" not in words and "404" not in words] == []


def test_from_a_disk_and_without_scripts_the_page_says_what_to_do(site: Path, browser: Any, address: str) -> None:
    for where, scripts in (((site / "search.html").as_uri(), True), (address, False)):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(where)
        assert not page.is_visible("form")
        assert page.is_visible(".search-instead")
        assert "teipress serve" in page.inner_text(".search-instead")
        lists = page.eval_on_selector_all(".search-instead a", "links => links.map(link => link.getAttribute('href'))")
        assert lists == ["index.html#teipress:texts", "indexes/persons.html"]  # those that have entries
        context.close()


def test_the_index_is_no_part_of_what_is_archived(site: Path) -> None:
    assert (site / SEARCH / "pagefind.js").is_file()
    assert SEARCH not in (site / "manifest.json").read_text()
    assert build(read_settings(site.parent / "teipress.toml"), verify=False, cached=False).written
