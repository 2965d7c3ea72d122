"""The views of a text: one page has them all, and a switch without a program shows one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree, html

from teipress.resources import xslt
from teipress.saxon import Saxon
from tests.xpath import elements, strings
from tests.xslt.render import apply, whole

CHOICE = "<choice><sic>eror</sic><corr>error</corr></choice>"
VARIANTS = '<app><lem wit="#A">nova</lem><rdg wit="#B">noua</rdg><rdg wit="#C"/></app>'
VIEW = "//input[@name = 'view']/@value"


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def page(saxon: Saxon, text: str) -> etree._Element:
    return html.document_fromstring(apply(saxon, "html.xsl", text).text)


def seen(tree: etree._Element, hidden: str) -> str:
    """Give the words of a text without those in elements of some classes, and without what the tool says."""
    classes = "".join(f" or contains(concat(' ', @class, ' '), ' {name} ')" for name in hidden.split())
    path = f"//article//text()[not(ancestor::*[@data-teipress{classes}])]"
    return " ".join("".join(strings(tree, path)).split())


@pytest.mark.parametrize(
    ("body", "views"),
    [
        ("<p>plain</p>", []),
        (f"<p>{CHOICE}</p>", ["reading", "diplomatic"]),
        ("<p>a <del>b</del></p>", ["reading", "diplomatic"]),
        (f"<p>{VARIANTS}</p>", ["reading", "readings", "w1", "w2", "w3"]),
        (f"<p>{CHOICE} {VARIANTS}</p>", ["reading", "diplomatic", "readings", "w1", "w2", "w3"]),
    ],
)
def test_a_page_has_the_views_that_its_text_needs(saxon: Saxon, body: str, views: list[str]) -> None:
    tree = page(saxon, whole(body))
    assert strings(tree, VIEW) == views
    assert strings(tree, "//input[@checked]/@value") == views[:1]
    assert ("assets/views.css" in strings(tree, "//link/@href")) == bool(views)


@pytest.mark.parametrize(
    ("choice", "reading", "diplomatic"),
    [
        ("<sic>eror</sic><corr>error</corr>", "error", "eror"),
        ("<corr>error</corr><sic>eror</sic>", "error", "eror"),
        ("<orig>vp</orig><reg>up</reg>", "up", "vp"),
        ("<abbr>Dr</abbr><expan>Doctor</expan>", "Doctor", "Dr"),
        ("<sic>x</sic><corr>y</corr><corr>z</corr>", "y", "xz"),
        ("<unclear>a</unclear><unclear>b</unclear>", "a", "ab"),
        ("<seg>a</seg><seg>b</seg><seg>c</seg>", "a", "abc"),
        ("<sic>a</sic><orig>b</orig>", "a", "ab"),
        ("<sic>a</sic><choice><corr>b</corr><corr>c</corr></choice>", "a", "abc"),
    ],
)
def test_of_a_choice_each_view_has_its_own(saxon: Saxon, choice: str, reading: str, diplomatic: str) -> None:
    tree = page(saxon, whole(f"<p><choice>{choice}</choice></p>"))
    assert seen(tree, "in-diplomatic") == reading
    assert seen(tree, "in-reading") == diplomatic


def test_each_witness_has_its_reading(saxon: Saxon) -> None:
    tree = page(saxon, whole(f"<p>In {VARIANTS} fert</p>"))
    for slot, words in (("1", "In nova fert"), ("2", "In noua fert"), ("3", "In fert")):
        others = " ".join(f"w{other}" for other in "123" if other != slot)
        assert seen(tree, f"x{slot} {others}") == words
    assert seen(tree, "variant") == "In nova fert"


def test_a_group_of_witnesses_stands_for_its_members(saxon: Saxon) -> None:
    front = (
        '<front><listWit><witness xml:id="A">a</witness><listWit xml:id="beta"><witness xml:id="B" n="β">b</witness>'
        '<witness xml:id="C">c</witness></listWit></listWit></front>'
    )
    body = '<p><app><lem wit="#A">x</lem><rdg wit="#beta">y</rdg></app></p>'
    tree = page(saxon, whole(body).replace("<body>", f"{front}<body>"))
    (reading,) = elements(tree, "//span[contains(@class, 'tei-rdg')]")
    assert reading.get("class") == "tei-rdg variant w2 w3"
    labels = ["".join(strings(label, ".//text()")).strip() for label in elements(tree, "//fieldset//label")]
    assert labels == ["Reading text", "All readings", "Witness A", "Witness β", "Witness C"]


def test_the_apparatus_gives_what_the_text_does_not_show(saxon: Saxon) -> None:
    body = (
        '<lg><l n="3"><anchor xml:id="a"/>arma<anchor xml:id="b"/> '
        '<app from="#a" to="#b"><rdg wit="#B">arva</rdg></app></l></lg>'
        f'<p n="7">{VARIANTS} <app loc="9"><lem>x</lem><rdg wit="#C">y</rdg><note>doubtful</note></app></p>'
    )
    tree = page(saxon, whole(body))
    entries = [" ".join("".join(strings(li, ".//text()")).split()) for li in elements(tree, "//section//li[@id]")]
    assert entries == ["1 l. 3 arma] arva B", "2 ¶ 7 nova A] noua B; omitted C", "3 9 x] y C (doubtful)"]


def test_an_entry_of_the_apparatus_has_the_number_of_its_call(saxon: Saxon) -> None:
    tree = page(saxon, whole(f'<lg><l n="10">{VARIANTS}</l></lg><p n="2">{VARIANTS} {VARIANTS}</p>'))
    calls = elements(tree, "//a[@class = 'app-call']")
    assert [call.text for call in calls] == ["1", "2", "3"]
    for call in calls:
        assert strings(tree, f"//li[@id = '{(call.get('href') or '')[1:]}']/a[1]/text()") == [call.text]


def test_a_note_is_called_where_it_is_attached(saxon: Saxon) -> None:
    body = '<p xml:id="p1">Text.</p><p><seg xml:id="s1">part</seg></p>'
    notes = '<note xml:id="n1" target="#p1" n="a">one</note><note xml:id="n2" target="#s1">two</note>'
    tree = page(saxon, whole(body).replace("</body>", f"</body><back><div>{notes}</div></back>"))
    assert strings(tree, "//p[@id = 'p1']/a[@role = 'doc-noteref']/@href") == ["#n1"]
    assert strings(tree, "//span[@id = 's1']/a[@role = 'doc-noteref']/@href") == ["#n2"]


def test_the_switch_has_rules_for_every_witness_that_has_a_view() -> None:
    css = xslt("assets/views.css").read_text(encoding="utf-8")
    assert all(f'input[value="w{n}"]:checked' in css for n in range(1, 41))
    assert "w41" not in css


STRETCH = '<p>a <delSpan spanTo="#end"/>b <hi>c</hi></p><p xml:id="p2">d</p><p>e <anchor xml:id="end"/>f</p>'


def test_a_deleted_stretch_is_not_read(saxon: Saxon) -> None:
    tree = page(saxon, whole(STRETCH))
    assert seen(tree, "") == "a b cde f"
    assert " ".join(strings(tree, "//article//text()[not(ancestor::*[contains(@class, 'deleted') or @data-teipress])]")
                    ).split() == ["a", "f"]  # fmt: skip
    assert strings(tree, "//*[@id = 'p2']/@class") == ["tei-p deleted"]


@pytest.mark.parametrize(
    "body",
    [
        '<p>a <delSpan spanTo="#nowhere"/>b</p>',
        '<p>a <anchor xml:id="end"/>b <delSpan spanTo="#end"/>c</p>',
        "<p>a <delSpan/>b</p>",
        '<p>a <addSpan spanTo="#end"/>b <anchor xml:id="end"/>c</p>',
    ],
)
def test_a_deletion_without_an_end_hides_nothing(saxon: Saxon, body: str) -> None:
    assert not elements(page(saxon, whole(body)), "//*[contains(@class, 'deleted')]")
