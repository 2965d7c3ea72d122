"""The encoding guidelines: everything explained, every example true."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import pairwise

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


@pytest.fixture(scope="module")
def page() -> etree._ElementTree:
    return etree.parse(SCHEMAS / "guidelines.html", etree.HTMLParser(encoding="utf-8"))


def test_the_page_loads_and_runs_nothing(page: etree._ElementTree) -> None:
    (policy,) = strings(page, "//meta[@http-equiv = 'Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert elements(page, "//*[@src or self::link or self::script or @style or @onclick]") == []
    assert "url(" not in string(page, "//style")


def test_the_page_has_landmarks_and_a_way_past_the_contents(page: etree._ElementTree) -> None:
    assert [element.tag for element in elements(page, "/html/body/*")] == ["a", "header", "nav", "main", "footer"]
    assert string(page, "/html/body/a/@href") == "#" + string(page, "//main/@id")


def test_headings_never_skip_a_level(page: etree._ElementTree) -> None:
    levels = [int(heading.tag[1]) for heading in elements(page, "//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels.count(1) == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))


def test_every_element_and_every_rule_has_its_section(page: etree._ElementTree, odd: etree._ElementTree) -> None:
    ids = set(strings(page, "//section/@id | //dt/@id"))
    codes = strings(etree.parse(SCHEMAS / "changsung.sch"), "//sch:assert/@id")
    assert {f"element-{name}" for name in strings(odd, "//tei:elementSpec/@ident")} <= ids
    assert {f"code-{code}" for code in codes} <= ids


def test_every_link_of_the_page_leads_somewhere_in_it(page: etree._ElementTree) -> None:
    ids = strings(page, "//@id")
    assert len(ids) == len(set(ids))
    assert {link for link in strings(page, "//a/@href") if link[1:] not in ids} == set()


def asserts() -> list[etree._Element]:
    return elements(etree.parse(SCHEMAS / "changsung.sch"), "//sch:assert")


@pytest.mark.parametrize("rule", asserts(), ids=lambda rule: str(rule.get("id")))
def test_a_rule_says_what_is_wrong_and_how_to_mend_it(rule: etree._Element) -> None:
    """The fault first, then, after a colon or in a second sentence, what to do."""
    message = (rule.text or "") + "".join(f"…{inserted.tail or ''}" for inserted in rule)
    assert re.fullmatch(r"[A-Z“…].+(:|\.) .+\.", message)
