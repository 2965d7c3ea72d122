"""The encoding guidelines: everything explained, every example true."""

from __future__ import annotations

import re
from copy import deepcopy

import html5lib
import pytest
from lxml import etree

from tests.paths import SCHEMAS
from tests.xpath import elements, string, strings

EXAMPLES = "http://www.tei-c.org/ns/Examples"
START = "{http://relaxng.org/ns/structure/1.0}start/*"


def element_specs() -> list[etree._Element]:
    return elements(etree.parse(SCHEMAS / "changsung.odd"), "//tei:elementSpec")


@pytest.fixture(scope="module")
def grammar() -> etree._ElementTree:
    return etree.parse(SCHEMAS / "changsung.rng")


def name_of(spec: etree._Element) -> str:
    return string(spec, "@ident")


def accepts(grammar: etree._ElementTree, spec: etree._Element, example: etree._Element) -> bool:
    """Validate an example by the grammar, with its element as the only root that is allowed."""
    alone = deepcopy(grammar)
    start = alone.find(START)
    assert start is not None
    start.set("name", name_of(spec))
    tei = etree.tostring(example, with_tail=False).replace(EXAMPLES.encode(), b"http://www.tei-c.org/ns/1.0")
    return bool(etree.RelaxNG(alone).validate(etree.fromstring(tei)))


def test_every_element_attribute_and_value_is_explained(odd: etree._ElementTree) -> None:
    explained = elements(odd, "//tei:elementSpec | //tei:attDef | //tei:valItem")
    assert [string(spec, "@ident") for spec in explained if not string(spec, "tei:desc").strip()] == []


@pytest.mark.parametrize("spec", element_specs(), ids=name_of)
def test_an_element_has_a_good_and_a_bad_example_with_the_reason(spec: etree._Element) -> None:
    good, bad = elements(spec, "tei:exemplum")
    assert string(good, "eg:egXML/@valid") in {"true", "feasible"}
    assert string(bad, "eg:egXML/@valid") == "false"
    assert string(bad, "tei:p").strip()


@pytest.mark.parametrize("spec", element_specs(), ids=name_of)
def test_examples_are_as_good_or_bad_as_they_say(spec: etree._Element, grammar: etree._ElementTree) -> None:
    """An example that leaves out what is not its subject says so, valid="feasible", and is not judged here."""
    for example in elements(spec, "tei:exemplum/eg:egXML[@valid = 'true']/*"):
        assert accepts(grammar, spec, example)
    (wrong,) = elements(spec, "tei:exemplum/eg:egXML[@valid = 'false']/*")
    assert not accepts(grammar, spec, wrong)


def test_the_page_is_valid_html() -> None:
    html5lib.HTMLParser(strict=True).parse((SCHEMAS / "guidelines.html").read_text(encoding="utf-8"))


def test_every_link_of_the_page_leads_somewhere_in_it() -> None:
    page = etree.parse(SCHEMAS / "guidelines.html", etree.HTMLParser(encoding="utf-8"))
    ids = strings(page, "//@id")
    assert len(ids) == len(set(ids))
    assert {link for link in strings(page, "//a/@href") if link[1:] not in ids} == set()


@pytest.mark.parametrize(
    "rule", elements(etree.parse(SCHEMAS / "changsung.sch"), "//sch:assert"), ids=lambda r: r.get("id")
)
def test_a_rule_says_what_is_wrong_and_how_to_mend_it(rule: etree._Element) -> None:
    """The fault first, then, after a colon or in a second sentence, what to do."""
    message = " ".join("".join(part if isinstance(part, str) else "…" for part in elements(rule, "node()")).split())
    assert re.fullmatch(r"[A-Z“…].+(:|\.) .+\.", message)
