"""The cards of names, and the switches for highlights: what the page holds for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree, html

from teipress.corpus import TEI
from teipress.resources import xslt
from teipress.saxon import Saxon, Task, Value, Xml
from tests.xpath import elements, string, strings
from tests.xslt.render import BASE, LABELS, whole
from tests.xslt.validity import faults

REGISTER = f"""<TEI xmlns="{TEI}" xml:lang="en"><standOff>
<listPerson>
  <person xml:id="ada"><persName>A. Berg</persName><persName type="main">Ada Berg</persName>
    <persName xml:lang="ko">아다</persName><birth when="1801-05-02"/><death when="1870">in Wien</death>
    <idno type="GND">118562126</idno><idno type="inventory">77</idno>
    <note type="about">Wrote <hi>letters</hi>.</note></person>
  <person xml:id="ben" xml:lang="de"><persName>Ben Tal</persName><birth when="1799"/>
    <occupation>Schreiber</occupation></person>
  <person xml:id="eva"><persName>Eva Rot</persName></person>
</listPerson>
<listPlace>
  <place xml:id="wien" type="county"><placeName>Wien</placeName><idno type="url">https://example.org/wien</idno></place>
  <place xml:id="land"><placeName>Land</placeName></place>
</listPlace>
<listEvent><event xml:id="ball" from="1840-01" to="1840-02"><label>The ball</label>
    <desc>{"A dance. " * 60}</desc></event></listEvent>
<listBibl><bibl xml:id="opus" type="work"><title>Opus</title>, <date when="1850">1850</date>.</bibl></listBibl>
<listRelation><relation name="part-of" active="#wien" passive="#land"/></listRelation>
</standOff></TEI>"""


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def page(saxon: Saxon, body: str, register: str = REGISTER, sheet: str = "html.xsl") -> etree._Element:
    """Make the page of a text."""
    uri = f"{BASE}texts/small.xml"
    parameters: dict[str, Value] = {
        "registers": (Xml(register.encode(), f"{BASE}registers/all.xml"),),
        "labels": (LABELS,),
        "text-uris": (uri,),
        "text-names": ("small",),
        "text-name": "small",
        "document-uri": uri,
        "edition-language": "en",
    }
    outcome = saxon.run(Task(Xml(whole(body).encode(), uri), (xslt(sheet),), parameters, prepare=xslt("settle.xsl")))
    assert outcome.failure is None, outcome.failure
    assert faults(outcome.outputs[0].text) == []
    return html.document_fromstring(outcome.outputs[0].text)


def named(*ids: str) -> str:
    return "<p>" + " ".join(f'<rs ref="../registers/all.xml#{one}">it</rs>' for one in ids) + "</p>"


def card(saxon: Saxon, entry: str) -> list[str]:
    """Give what the card of an entry says, a line each."""
    (found,) = elements(page(saxon, named(entry)), "//div[@class = 'name-card']")
    return [" ".join("".join(strings(line, ".//text()")).split()) for line in found]


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        (
            "ada",
            [
                "Ada Berg",
                "A. Berg · 아다",
                "2 May 1801 – 1870",
                "Wrote letters.",
                "GND",
                "Person · 1 mention in this text",
            ],
        ),
        ("ben", ["Ben Tal", "Born: 1799", "Schreiber", "Person · 1 mention in this text"]),
        ("eva", ["Eva Rot", "Person · 1 mention in this text"]),
        ("wien", ["Wien", "part of Land", "url", "County · 1 mention in this text"]),
        ("opus", ["Opus", "Opus, 1850.", "Work · 1 mention in this text"]),
    ],
)
def test_a_card_says_in_short_what_the_register_says(entry: str, lines: list[str], saxon: Saxon) -> None:
    assert card(saxon, entry) == lines


def test_many_words_are_cut_between_two_of_them(saxon: Saxon) -> None:
    when, who = card(saxon, "ball")[1:3]
    assert when == "January 1840 to February 1840"
    assert who == "A dance. " * 24 + "A …"


def test_one_card_for_each_entry_in_the_order_of_their_names_with_its_mentions(saxon: Saxon) -> None:
    tree = page(saxon, named("wien", "ben", "ben", "ada", "ben"))
    cards = elements(tree, "//div[@class = 'name-card']")
    assert [one.get("aria-label") for one in cards] == ["Ada Berg", "Ben Tal", "Wien"]
    assert [string(one, "p[@class = 'of-card']").split(" · ")[1][0] for one in cards] == ["1", "3", "1"]
    assert [(one.get("popover"), one.get("role")) for one in cards] == [("auto", "dialog")] * 3
    assert strings(tree, "//div[@class = 'name-card']/h2/a/@href") == [
        "indexes/persons.html#ada",
        "indexes/persons.html#ben",
        "indexes/places.html#wien",
    ]


def test_cards_stand_outside_the_text_and_are_marked_as_the_tools_own(saxon: Saxon) -> None:
    tree = page(saxon, named("ada"))
    assert elements(tree, "//article//div[@class = 'name-card']") == []
    assert strings(tree, "//main/div[@class = 'name-cards']/@data-teipress") == ["generated"]
    assert strings(tree, "//div[@class = 'name-cards']//@id") == []


def test_words_in_other_languages_say_so(saxon: Saxon) -> None:
    tree = page(saxon, named("ada", "ben"))
    assert strings(tree, "//div[@class = 'name-card']//*[@lang]/@lang") == ["ko", "de", "de"]


def test_who_is_quoted_has_a_card_without_a_mention(saxon: Saxon) -> None:
    tree = page(saxon, '<p><said who="../registers/all.xml#eva">“No”</said></p>')
    assert strings(tree, "//p[@class = 'of-card']/text()") == ["Person"]


def test_without_names_there_are_no_cards(saxon: Saxon) -> None:
    assert (
        elements(page(saxon, '<p>Nobody, in <date when="1900">1900</date>.</p>'), "//div[@class = 'name-cards']") == []
    )


def test_a_register_full_of_rubbish_makes_no_harm(saxon: Saxon) -> None:
    register = REGISTER.replace("https://example.org/wien", "javascript:alert(1)").replace(
        'active="#wien"', 'active="#wien http://[ ::"'
    )
    tree = page(saxon, named("wien"), register)
    assert strings(tree, "//div[@class = 'name-card']//@href") == ["indexes/places.html#wien"]


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("<p>Nothing.</p>", []),
        ("<p><date>then</date></p>", []),
        ('<p><date when="1900">then</date> <q>so</q></p>', ["date", "quotation"]),
        (named("ball", "opus", "wien", "ada"), ["person", "place", "event", "work"]),
    ],
)
def test_only_what_occurs_can_be_highlighted(body: str, kinds: list[str], saxon: Saxon) -> None:
    tree = page(saxon, body)
    assert strings(tree, "//fieldset[@class = 'marks']//input/@value") == kinds
    assert strings(tree, "//fieldset[@class = 'marks']//input[@checked]/@value") == [
        k for k in kinds if k != "quotation"
    ]
    assert ("assets/marks.js" in strings(tree, "//head/script/@src")) == bool(kinds)


def test_the_switches_have_names_and_the_stylesheet_knows_each(saxon: Saxon) -> None:
    tree = page(saxon, named("ada", "wien") + "<p><q>so</q></p>")
    assert [string(label, ".").strip() for label in elements(tree, "//fieldset[@class = 'marks']/label")] == [
        "Persons",
        "Places",
        "Quotations",
    ]
    css = xslt("assets/teipress.css").read_text(encoding="utf-8")
    for kind in ("person", "place", "organization", "event", "work", "date", "quotation"):
        assert f'[data-turned~="{kind}"]' in css
        assert f'.marks [value="{kind}"]' in css
