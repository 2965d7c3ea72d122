"""Every mention as an annotation: valid, and each selector leads to the very words."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from teipress.cite.annotations import PLACES
from teipress.corpus import TEI
from teipress.pipeline import build
from teipress.project import open_project
from teipress.resources import xslt
from tests.cite.model import faults_of_annotation, faults_of_page
from tests.paths import ROOT

BODY = """
<head>Of <persName>Ada</persName></head>
<p xml:id="p1">Old <persName ref="#ada">Ada  Lovelace</persName> met <persName>Ada</persName> and
  <persName ref="https://viaf.org/viaf/1">Babbage</persName>,
  <date when="1842">in 1842</date><note>Or <name type="person">Ada</name>?</note>.
  She said: <said xml:id="q1" who="#ada">Ada, it is <title key="t1">Notes</title></said>.</p>
<p>No id: <placeName>London</placeName>, <placeName>London</placeName> and
  <placeName>Lon<lb break="no"/>don</placeName>.</p>
<sp who="#ada"><speaker>ADA</speaker><p>Words <q>of nobody</q>.</p></sp>
<sp><speaker>A VOICE</speaker><p>More.</p></sp>
"""
SOURCE = f"""<TEI xmlns="{TEI}" xml:lang="en" xml:id="t">
<teiHeader><fileDesc><titleStmt><title>Small</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>
<sourceDesc><msDesc><msIdentifier/><msContents><summary>Written by <persName>A scribe</persName> in
<placeName xml:id="ox">Oxford</placeName>.</summary></msContents></msDesc></sourceDesc></fileDesc>
<profileDesc><particDesc><listPerson><person xml:id="ada"><persName>Ada</persName></person></listPerson></particDesc>
</profileDesc></teiHeader><text><body>{BODY}</body></text></TEI>"""


@dataclass(frozen=True)
class Made:
    """What a build made of a text."""

    folder: Path
    name: str

    @cached_property
    def plain(self) -> str:
        return (self.folder / f"{self.name}.txt").read_text(encoding="utf-8")

    @cached_property
    def page(self) -> Any:
        return html.fromstring((self.folder / f"{self.name}.html").read_text(encoding="utf-8"))

    @cached_property
    def annotations(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.folder / f"annotations/{self.name}.jsonld").read_bytes())
        return told

    @cached_property
    def anchors(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.folder / f"anchors/{self.name}.json").read_bytes())
        return told

    def words(self, item: dict[str, Any]) -> str | None:
        """Give the words of an annotation by the offsets that it tells."""
        for selector in selectors(item, "TextPositionSelector"):
            return self.plain[selector["start"] : selector["end"]]
        return None


def selectors(item: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    waiting = [target["selector"] for target in item["target"]]
    while waiting:
        one = waiting.pop(0)
        waiting.extend(one if isinstance(one, list) else [one[key] for key in ("refinedBy",) if key in one])
        found.extend([one] if isinstance(one, dict) and one["type"] == kind else [])
    return found


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("small")
    (folder / "texts").mkdir()
    (folder / "texts/a text.xml").write_text(SOURCE, encoding="utf-8")
    made = build(replace(open_project([folder / "texts"]), output=folder / "output"), verify=False, jobs=1)
    assert made.written
    return Made(folder / "output", "a text")


@pytest.fixture(scope="module")
def article() -> Made:
    """Give what was made of the reference edition; another test holds it against a build."""
    return Made(ROOT / "output", "changsung")


def test_a_page_of_annotations_is_valid(small: Made, article: Made) -> None:
    assert [*faults_of_page(small.annotations)] == []
    assert [*faults_of_page(article.annotations)] == []


def test_the_model_knows_faults() -> None:
    bad = {"id": "a b", "type": "Note", "motivation": "guessing", "body": {"type": "TextualBody"}, "target": []}
    assert len([*faults_of_annotation(bad)]) == 4


def test_every_mention_has_an_annotation_in_the_order_of_the_text(small: Made) -> None:
    assert [(item["motivation"], small.words(item)) for item in small.annotations["items"]] == [
        ("tagging", None),
        ("tagging", None),
        ("tagging", "Ada"),
        ("identifying", "Ada Lovelace"),
        ("tagging", "Ada"),
        ("identifying", "Babbage"),
        ("identifying", "in 1842"),
        ("tagging", "Ada"),
        ("classifying", "Ada, it is Notes"),
        ("tagging", "Notes"),
        ("tagging", "London"),
        ("tagging", "London"),
        ("tagging", "London"),
        ("identifying", "ADA"),
        ("tagging", "A VOICE"),
    ]


def test_a_body_is_what_the_mention_stands_for(small: Made) -> None:
    bodies = {small.words(item): item["body"] for item in small.annotations["items"]}
    assert bodies["Ada Lovelace"] == bodies["ADA"] == "../a%20text.html#ada"
    assert bodies["Babbage"] == "https://viaf.org/viaf/1"
    assert bodies["in 1842"] == "../indexes/dates.html#date-when-1842"
    assert bodies["London"] == {"type": "TextualBody", "value": "London"}
    assert bodies["A VOICE"] == {"type": "TextualBody", "value": "A VOICE"}


def test_a_quotation_leads_to_who_spoke(article: Made) -> None:
    said = next(item for item in article.annotations["items"] if item["id"] == "changsung.jsonld#q1")
    assert said["body"] == [
        {"type": "TextualBody", "purpose": "classifying", "value": "quotation"},
        {"type": "SpecificResource", "purpose": "linking", "source": "../indexes/persons.html#kim-il-sung"},
    ]


def test_offsets_and_quotations_are_right_for_the_plain_text(small: Made, article: Made) -> None:
    for made in (small, article):
        for item in made.annotations["items"]:
            for position in selectors(item, "TextPositionSelector"):
                plain = item["target"][1]["selector"][1]
                start, end = position["start"], position["end"]
                assert made.plain[start:end] == plain["exact"]
                assert made.plain.endswith(plain.get("prefix", ""), 0, start)
                assert made.plain.startswith(plain.get("suffix", ""), end)


def test_a_fragment_names_an_element_that_holds_the_words(small: Made, article: Made) -> None:
    for made in (small, article):
        for item in made.annotations["items"]:
            for fragment in selectors(item, "FragmentSelector"):
                words = "".join(made.page.get_element_by_id(fragment["value"]).itertext()).split()
                quote = fragment.get("refinedBy", {"exact": made.words(item) or ""})
                assert "".join(quote["exact"].split()) in "".join(words)


def test_a_mention_without_an_id_is_told_within_the_element_around_it(small: Made) -> None:
    second = small.annotations["items"][4]
    assert second["target"][0]["selector"]["value"] == "p1"
    assert second["target"][0]["selector"]["refinedBy"]["prefix"].endswith(" met ")
    assert second["id"] == "a%20text.jsonld#teipress%3Amention-5"


def test_what_is_described_outside_the_text_is_told_on_the_page_only(small: Made) -> None:
    scribe, oxford = small.annotations["items"][:2]
    assert [target["source"] for target in scribe["target"]] == ["../a%20text.html"]
    assert scribe["target"][0]["selector"]["exact"] == "A scribe"
    assert oxford["target"][0]["selector"]["value"] == "ox"


def test_a_link_to_words_tells_those_words(article: Made) -> None:
    linked = 0
    for item in article.annotations["items"]:
        address = item["target"][0].get("id", "")
        if ":~:" in address:
            linked += 1
            terms = [unquote(term) for term in address.partition("text=")[2].split(",")]
            terms = [term for term in terms if not term.startswith("-") and not term.endswith("-")]
            words = " ".join((article.words(item) or "").split())
            assert words.startswith(terms[0])
            assert words.endswith(terms[-1])
    assert linked >= 50


def test_the_anchors_are_the_ids_of_the_reading_text(article: Made) -> None:
    ids = article.anchors["ids"]
    assert article.anchors["length"] == len(article.plain)
    assert {"p1", "p1.s1", "q6"} <= ids.keys()
    assert "encoders" not in ids
    for identifier, (start, end) in ids.items():
        element = article.page.get_element_by_id(identifier)
        words = element.xpath(".//text()[not(ancestor::*/@data-teipress)]")
        assert "".join(article.plain[start:end].split()) == "".join("".join(words).split())


def test_the_places_of_mentions_are_counted_alike_on_both_sides() -> None:
    sheet = xslt("records/mentions.xsl").read_text(encoding="utf-8")
    rule = re.search(r'name="places".*?match="([^"]*)"', sheet, re.DOTALL)
    assert rule
    assert [name.strip() for name in rule[1].split("|")] == [name.rpartition("}")[2] for name in PLACES]
