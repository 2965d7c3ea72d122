"""Names open cards, and readers choose what is highlighted: with keys, mouse and touch, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from teipress.corpus import TEI
from teipress.pipeline import build
from teipress.project import open_project
from tests.browser.test_accessibility import RULES, RUN

ADA = "#ada1"
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
)
REGISTER = (
    f'<TEI xmlns="{TEI}" xml:lang="en">{HEADER.format("Register")}<standOff><listPerson>'
    '<person xml:id="ada"><persName>Ada Berg</persName><persName xml:lang="ko">아다</persName><birth when="1801"/>'
    '<death when="1870"/><idno type="GND">118562126</idno><note type="about">Wrote letters.</note></person>'
    '<person xml:id="ben"><persName>Ben Tal</persName></person></listPerson></standOff></TEI>'
)
FILLING = "".join(f"<p>{'Nothing but words, and more of them. ' * 12}</p>" for _ in range(6))
TEXT = (
    f'<TEI xmlns="{TEI}" xml:lang="en">{HEADER.format("Names")}<text><body><head>Names</head>'
    '<p><persName xml:id="ada1" ref="../registers/persons.xml#ada">Ada</persName> met '
    '<persName xml:id="ben1" ref="../registers/persons.xml#ben">Ben</persName> in '
    '<date xml:id="then" when="1840">1840</date>. She said '
    '<said xml:id="said" who="../registers/persons.xml#ada">“Good day, Ben”</said>.</p>'
    f'{FILLING}<p>And <persName xml:id="ada2" ref="../registers/persons.xml#ada">Ada</persName> went.</p>'
    "</body></text></TEI>"
)
SETTINGS = '[edition]\ntitle = "Cards"\n[sources]\ntexts = ["tei/texts/*.xml"]\nregisters = ["tei/registers/*.xml"]\n'
SHIFTS = """() => new Promise(tell => {
    new PerformanceObserver(list => tell(list.getEntries().length)).observe({type: "layout-shift", buffered: true});
    setTimeout(() => tell(0), 100);
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cards")
    files = {
        "teipress.toml": SETTINGS,
        "tei/registers/persons.xml": REGISTER,
        "tei/texts/names.xml": TEXT,
        "tei/texts/other.xml": TEXT.replace("Names", "Other names"),
    }
    for name, words in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    assert build(open_project([folder]), cached=False).written
    return folder / "output"


@pytest.fixture
def tab(browser: Any, site: Path) -> Iterator[Any]:
    """A page with JavaScript, wide enough for all; what it complains of fails the test."""
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((site / "names.html").as_uri())
    yield page
    context.close()
    assert said == []


def shown(tab: Any) -> list[str]:
    """Give the names of the cards that are open."""
    return [card.get_attribute("aria-label") for card in tab.locator(".name-card").all() if card.is_visible()]


def focused(tab: Any) -> str:
    return str(tab.evaluate("document.activeElement.id || document.activeElement.textContent"))


def line(tab: Any, selector: str) -> str:
    """Tell how the highlight of a name is drawn."""
    return str(tab.locator(selector).evaluate("e => getComputedStyle(e).textDecorationLine"))


def boxes(tab: Any, name: str) -> list[dict[str, float]]:
    """Give the places of the open card and of a name."""
    return [tab.locator(selector).bounding_box() for selector in (".name-card:popover-open", name)]


def apart(one: dict[str, float], other: dict[str, float]) -> bool:
    """Tell whether one box covers nothing of another."""
    return any(
        a[start] + a[size] <= b[start]
        for a, b in ((one, other), (other, one))
        for start, size in (("x", "width"), ("y", "height"))
    )


def test_a_click_opens_the_card_of_the_entry_and_another_closes_it(tab: Any) -> None:
    tab.click(ADA)
    assert shown(tab) == ["Ada Berg"]
    words = " ".join(tab.locator(".name-card:popover-open").inner_text().split())
    assert words == "Ada Berg 아다 1801 – 1870 Wrote letters. GND Person · 2 mentions in this text ×"
    assert tab.get_attribute(ADA, "aria-expanded") == "true"
    tab.click(ADA)
    assert shown(tab) == []
    assert tab.get_attribute(ADA, "aria-expanded") is None


def test_from_card_to_card_and_away(tab: Any) -> None:
    tab.click(ADA)
    tab.click("#ben1")
    assert shown(tab) == ["Ben Tal"]
    tab.mouse.click(5, 690)
    assert shown(tab) == []


def test_the_speaker_of_a_quotation_opens_the_same_card(tab: Any) -> None:
    tab.click(".speaker a")
    assert shown(tab) == ["Ada Berg"]


def test_the_keyboard_goes_in_and_comes_back(tab: Any) -> None:
    tab.focus(ADA)
    tab.keyboard.press("Enter")
    assert (shown(tab), focused(tab)) == (["Ada Berg"], "Ada Berg")
    tab.keyboard.press("Tab")
    assert focused(tab) == "GND"
    tab.keyboard.press("Escape")
    assert (shown(tab), focused(tab)) == ([], "ada1")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert focused(tab) == "×"
    tab.keyboard.press("Enter")
    assert (shown(tab), focused(tab)) == ([], "ada1")


def test_who_walks_on_leaves_the_card_and_goes_on_in_the_text(tab: Any) -> None:
    tab.focus(ADA)
    tab.keyboard.press("Enter")
    for _ in range(3):
        tab.keyboard.press("Tab")
    assert (shown(tab), focused(tab)) == ([], "ben1")
    tab.keyboard.press("Shift+Tab")
    assert focused(tab) == "ada1"


def test_the_heading_of_the_card_leads_to_the_entry(tab: Any) -> None:
    tab.click(ADA)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/indexes/persons.html#ada")


def test_a_held_key_follows_the_link(tab: Any) -> None:
    with tab.context.expect_page() as opened:
        tab.click(ADA, modifiers=["Control"])
    assert opened.value.url.endswith("/indexes/persons.html#ada")
    with tab.context.expect_page() as opened:
        tab.click(ADA, button="middle")
    assert opened.value.url.endswith("/indexes/persons.html#ada")
    assert shown(tab) == []


def test_names_tell_that_they_open_something_and_other_links_do_not(tab: Any) -> None:
    asked = tab.locator("[aria-haspopup]").evaluate_all("all => all.map(e => e.id || e.textContent)")
    assert asked == ["ada1", "ben1", "Ada Berg", "ada2"]


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 480), (640, 360), (1280, 800)])
def test_the_card_is_in_the_window_and_beside_the_name(width: int, height: int, tab: Any) -> None:
    tab.set_viewport_size({"width": width, "height": height})
    for name in (ADA, "#ada2", ".speaker a"):
        tab.locator(name).scroll_into_view_if_needed()
        tab.click(name)
        card, link = boxes(tab, name)
        assert 0 <= card["x"] <= width - card["width"]
        assert 0 <= card["y"] <= height - card["height"]
        assert apart(card, link)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_where_css_knows_no_anchors_the_script_finds_the_place(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 480}, bypass_csp=True)
    page.add_init_script("CSS.supports = () => false")
    page.goto((site / "names.html").as_uri())
    page.add_style_tag(
        content=".name-card { position: absolute; position-area: none; position-anchor: none; position-try: none }"
    )
    for name in (ADA, "#ben1", "#ada2"):
        page.locator(name).scroll_into_view_if_needed()
        page.click(name)
        card, link = boxes(page, name)
        assert 0 <= card["x"] <= 320 - card["width"]
        assert apart(card, link)
    page.close()


def test_a_finger_opens_and_closes(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((site / "names.html").as_uri())
    page.tap(ADA)
    assert shown(page) == ["Ada Berg"]
    page.tap(".name-card:popover-open .close")
    assert shown(page) == []
    page.tap(ADA)
    page.touchscreen.tap(180, 630)
    assert shown(page) == []
    context.close()


def test_without_javascript_names_are_links_and_switches_work(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "names.html").as_uri())
    assert [card for card in page.locator(".name-card").all() if card.is_visible()] == []
    assert line(page, ADA) == "underline"
    page.uncheck('.marks [value="person"]')
    assert (line(page, ADA), line(page, "#then")) == ("none", "underline")
    page.click(ADA)
    assert page.url.endswith("/indexes/persons.html#ada")
    context.close()


def test_a_choice_holds_from_page_to_page_and_moves_nothing(tab: Any, site: Path) -> None:
    tab.uncheck('.marks [value="date"]')
    tab.check('.marks [value="quotation"]')
    tab.goto((site / "other.html").as_uri())
    assert (line(tab, "#then"), line(tab, ADA)) == ("none", "underline")
    boxes = tab.locator(".marks input").evaluate_all("all => all.map(e => [e.value, e.checked])")
    assert boxes == [["person", True], ["date", False], ["quotation", True]]
    colour = tab.locator("#said").evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour != "rgba(0, 0, 0, 0)"
    assert tab.evaluate(SHIFTS) == 0
    tab.check('.marks [value="date"]')
    tab.go_back()
    assert tab.locator('.marks [value="date"]').is_checked()
    assert line(tab, "#then") == "underline"


def test_a_choice_is_there_before_the_page_is_whole(tab: Any, site: Path) -> None:
    tab.uncheck('.marks [value="person"]')
    tab.route("**/teipress.js", lambda route: route.abort())
    later = tab.context.new_page()
    later.route("**/teipress.js", lambda route: route.abort())
    later.goto((site / "other.html").as_uri())
    assert line(later, ADA) == "none"


def test_a_browser_that_keeps_nothing_still_turns_highlights_off(browser: Any, site: Path) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden') }})")
    page.goto((site / "names.html").as_uri())
    page.uncheck('.marks [value="person"]')
    assert line(page, ADA) == "none"
    assert errors == []
    page.close()


def test_paper_has_plain_names_and_no_cards(tab: Any) -> None:
    tab.check('.marks [value="quotation"]')
    tab.click(ADA)
    tab.emulate_media(media="print")
    assert (line(tab, ADA), line(tab, "#then")) == ("none", "none")
    assert tab.locator("#said").evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert (shown(tab), tab.locator(".marks").is_visible()) == ([], False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", ["none", "active"])
def test_axe_finds_nothing_with_a_card_open(scheme: str, colours: str, browser: Any, site: Path) -> None:
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.skip("axe-core is not installed")
    context = browser.new_context(color_scheme=scheme, forced_colors=colours, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto((site / "names.html").as_uri())
    page.check('.marks [value="quotation"]')
    page.click(ADA)
    page.evaluate(Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8") + ";0")
    assert page.evaluate(RUN, RULES) == []
    assert shown(page) == ["Ada Berg"]
    context.close()
