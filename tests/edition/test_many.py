"""A folder of texts of different kinds, without settings: what the site makes of them, held against their TEI."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree

from teipress.diagnostics import Source
from teipress.pipeline import build
from teipress.project import open_project
from tests.edition.pages import Page, contents, files, folded, read_pages, solid
from tests.linked import faults_of_linked_data
from tests.xpath import elements, string, strings

FOLDER = Path(__file__).parent / "many"
TEXTS = ("MS_7", "aufsatz", "brief", "carmina", "kahn", "zebra")
AXES = ("titles", "authors", "dates", "places", "keywords", "languages")


def make(folder: Path) -> Path:
    """Build the texts in German."""
    made = build(replace(open_project([FOLDER]), output=folder, title="Sechs Texte", language="de"))
    assert {d.code for d in made.report.diagnostics if d.source is Source.RENDER} <= {"unstyled-element"}
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("many") / "output")


@pytest.fixture(scope="module")
def tree(site: Path) -> dict[str, Page]:
    return read_pages(site)


@pytest.fixture(scope="module")
def sources() -> dict[str, etree._Element]:
    return {name: etree.parse(FOLDER / f"{name}.xml").getroot() for name in TEXTS}


def data(site: Path, path: str) -> Any:
    return json.loads((site / path).read_bytes())


def rows(site: Path, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((site / path).read_bytes().decode("utf-8"), newline="")))


def entries(site: Path, kind: str) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in data(site, f"indexes/{kind}.json")}


def groups(page: Page) -> dict[str, list[str]]:
    """Give the groups of a page for browsing: heading → titles, in order."""
    return {
        folded(string(section, "h2/text()[1]")): [folded(t) for t in strings(section, "ul/li/a/text()")]
        for section in elements(page.tree, "//section[@class = 'group']")
    }


def test_every_text_is_reached_from_the_front_page_and_from_the_pages_for_browsing(tree: dict[str, Page]) -> None:
    for path in ("index.html", *(f"browse/{axis}.html" for axis in AXES), "statistics.html"):
        reached = {tree[path].resolved(link)[0] for link in tree[path].links if "http" not in link}
        assert reached >= {f"{name}.html" for name in TEXTS}, path


def test_the_front_page_leads_to_all_pages(tree: dict[str, Page]) -> None:
    reached = {tree["index.html"].resolved(link)[0] for link in tree["index.html"].links}
    empty = {path for path in tree if path.startswith("indexes/") and not elements(tree[path].tree, "//section")}
    cited = {path for path in tree if path.startswith("cite/")}  # the texts lead there
    assert reached >= set(tree) - empty - cited


def test_each_text_leads_to_those_before_and_after_it(tree: dict[str, Page]) -> None:
    for before, after in pairwise(TEXTS):
        assert strings(tree[f"{before}.html"].tree, "//a[@rel = 'next']/@href") == [f"{after}.html"]
        assert strings(tree[f"{after}.html"].tree, "//a[@rel = 'prev']/@href") == [f"{before}.html"]
    assert strings(tree["MS_7.html"].tree, "//a[@rel = 'prev']") == []


def test_every_link_and_every_address_in_the_data_resolves(site: Path, tree: dict[str, Page]) -> None:
    there = set(files(site))
    for page in tree.values():
        for link in page.links:
            if not re.match("https?:", link):
                path, fragment = page.resolved(link)
                assert path in there, f"{page.path}: {link}"
                assert not fragment or fragment in tree[path].ids, f"{page.path}: {link}"
    for path in there:
        if path.endswith(".json"):
            for href in re.findall(r'"href": "(?!https?:)([^"]+)"', (site / path).read_text(encoding="utf-8")):
                target, _, fragment = href.partition("#")
                assert not fragment or fragment in tree[target].ids, f"{path}: {href}"


def test_every_page_is_valid_html(site: Path, tree: dict[str, Page]) -> None:
    for path in tree:
        html5lib.HTMLParser(strict=True).parse((site / path).read_text(encoding="utf-8"))
        assert not [i for i, number in Counter(tree[path].ids).items() if number > 1]
        levels = [int(e.tag[1]) for e in elements(tree[path].tree, "//h1 | //h2 | //h3 | //h4")]
        assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False)), path


def test_the_cards_are_in_german_order(tree: dict[str, Page]) -> None:
    titles = strings(tree["index.html"].tree, "//ul[@class = 'cards']/li/h3/a/text()")
    # Abel 1849, Abel 1853, Ärmel, Arndt, Bartholomaeus, Zeh: “Ä” is sorted as “A”
    assert titles == ["Brief an Müller", "Zebra & Öl", "Der Kahn", "Aufsatz", "MS. 7", "Ämterlied"]


def test_texts_are_grouped_by_what_their_headers_say(tree: dict[str, Page]) -> None:
    assert groups(tree["browse/authors.html"]) == {
        "Abel, Adam (1800–1870)": ["Brief an Müller", "Zebra & Öl"],
        "Ärmel, Änne": ["Der Kahn"],
        "Arndt, Emil": ["Aufsatz"],
        "Bartholomaeus Anglicus": ["MS. 7"],
        "Zeh, Zoe": ["Ämterlied", "Aufsatz"],
    }
    assert groups(tree["browse/dates.html"]) == {
        "100–1 v. Chr.": ["Ämterlied"],
        "1300–1399": ["MS. 7"],
        "1800–1899": ["Brief an Müller", "Zebra & Öl", "Der Kahn"],
        "2000–2099": ["Aufsatz"],
    }
    assert groups(tree["browse/places.html"]) == {
        "France": ["MS. 7"],
        "Köln": ["Der Kahn"],
        "Wien": ["Brief an Müller", "Zebra & Öl"],
        "Ohne Ort": ["Aufsatz", "Ämterlied"],
    }
    assert groups(tree["browse/keywords.html"]) == {
        "Komödie": ["Der Kahn"],
        "Lyrik": ["Ämterlied"],
        "Reise": ["Zebra & Öl", "Aufsatz"],
        "Roman": ["Zebra & Öl"],
        "Ohne Schlagwort": ["Brief an Müller", "MS. 7"],
    }
    assert groups(tree["browse/languages.html"]) == {
        "Altgriechisch": ["MS. 7"],
        "Deutsch": ["Brief an Müller", "Zebra & Öl", "Der Kahn", "Aufsatz"],
        "Latein": ["MS. 7", "Ämterlied"],
    }
    assert groups(tree["browse/titles.html"]) == {
        "A": ["Ämterlied", "Aufsatz"],
        "B": ["Brief an Müller"],
        "D": ["Der Kahn"],
        "M": ["MS. 7"],
        "Z": ["Zebra & Öl"],
    }


def test_the_date_of_a_text_is_the_best_that_its_header_knows(site: Path) -> None:
    found = {text["name"]: text["date"] for text in data(site, "browse/texts.json")}
    assert {name: (date["kind"], date["year"], date["phrase"]) for name, date in found.items()} == {
        "MS_7": ("made", 1300, "early 14th century"),
        "aufsatz": ("published", 2023, "2023"),
        "brief": ("written", 1849, "2. Mai 1849"),
        "carmina": ("written", -44, "44 v. Chr."),
        "kahn": ("performed", 1868, "1868"),
        "zebra": ("printed", 1853, "1853"),
    }


def test_the_catalogue_says_the_same_as_csv(site: Path) -> None:
    texts = {text["name"]: text for text in data(site, "browse/texts.json")}
    found = rows(site, "browse/texts.csv")
    assert [row["name"] for row in found] == sorted(TEXTS)
    for row in found:
        text = texts[row["name"]]
        assert row["title"] == text["title"]
        assert row["authors"] == "; ".join(author["sort"] for author in text["authors"])
        assert row["languages"] == "; ".join(text["languages"])
        assert {name: int(row[name]) for name in text["length"]} == text["length"]


def test_lengths_are_those_of_the_texts(site: Path, sources: dict[str, etree._Element]) -> None:
    for text in data(site, "browse/texts.json"):
        root = sources[text["name"]]
        (measured,) = elements(root, "tei:text[normalize-space()]") or elements(root, ".//tei:msDesc")
        words = "".join(strings(measured, ".//text()"))
        length = text["length"]
        assert length["characters"] == len(solid(words))
        assert length["words"] == len(words.split())
        for name, path in (("paragraphs", "p"), ("verses", "l"), ("speeches", "sp")):
            assert length[name] == len(elements(measured, f".//tei:{path}"))


def test_statistics_count_elements_and_attributes(site: Path, sources: dict[str, etree._Element]) -> None:
    statistics = data(site, "statistics.json")
    in_all: Counter[str] = Counter()
    for name, root in sources.items():
        counted: Counter[str] = Counter()
        attributes: Counter[str] = Counter()
        for element in root.iter("*"):
            tag = str(element.tag).removeprefix("{http://www.tei-c.org/ns/1.0}")
            counted[tag] += 1
            for attribute in element.attrib:
                attributes[f"{tag}/@{str(attribute).replace('{http://www.w3.org/XML/1998/namespace}', 'xml:')}"] += 1
        told = statistics["texts"][name]["elements"]
        assert {tag: element["count"] for tag, element in told.items()} == counted
        assert attributes == {
            f"{tag}/@{attribute}": number
            for tag, element in told.items()
            for attribute, number in element.get("attributes", {}).items()
        }
        in_csv = [row for row in rows(site, "statistics.csv") if row["text"] == name]
        assert {r["name"]: int(r["count"]) for r in in_csv if r["what"] == "element"} == counted
        assert {r["name"]: int(r["count"]) for r in in_csv if r["what"] == "attribute"} == attributes
        in_all += counted
    assert {tag: element["count"] for tag, element in statistics["all"]["elements"].items()} == in_all
    assert statistics["all"]["texts"] == len(TEXTS)
    assert statistics["all"]["elements"]["sp"]["texts"] == 1


def test_the_page_of_statistics_says_the_same(site: Path, tree: dict[str, Page]) -> None:
    page = tree["statistics.html"].tree
    counted = {string(row, "th"): int(string(row, "td[1]/@data-sort")) for row in elements(page, "//table[2]//tr[td]")}
    in_table = {
        string(row, "th/code"): int(string(row, "td[1]/@data-sort")) for row in elements(page, "//tbody/tr[th/code]")
    }
    assert in_table == {tag: e["count"] for tag, e in data(site, "statistics.json")["all"]["elements"].items()}
    assert strings(page, "//tbody/tr[th/code = 'sp']/td/a/@href") == ["kahn.html"]
    assert counted.keys() <= in_table.keys()


def test_names_without_a_register_belong_together_by_pointer_key_or_words(site: Path) -> None:
    persons = entries(site, "persons")
    goethe = persons["ref:https.3A.2F.2Fd-nb.info.2Fgnd.2F118540238"]
    assert (goethe["name"], [n["text"] for n in goethe["names"]]) == ("Goethe", ["J. W. Goethe"])
    assert goethe["identifiers"] == [
        {"text": "https://d-nb.info/gnd/118540238", "type": "GND", "href": "https://d-nb.info/gnd/118540238"}
    ]
    assert len(goethe["mentions"]) == 3
    assert [(m["text"], m["mention"]) for m in persons["name:müller"]["mentions"]] == [
        ("zebra", "Müller"),
        ("zebra", "MÜLLER."),
    ]
    assert persons["name:müller"]["name"] == "Müller"
    assert [m["text"] for m in persons["key:p7"]["mentions"]] == ["brief", "zebra"]
    assert persons.keys() == {
        "in:kahn:ada",
        "in:kahn:bert",
        "in:kahn:bote",
        "in:kahn:volk",
        "key:p7",
        "key:person_9",
        "name:müller",
        "ref:https.3A.2F.2Fd-nb.info.2Fgnd.2F118540238",
    }
    places = entries(site, "places")
    assert {i: len(e["mentions"]) for i, e in places.items()} == {
        "key:place_2": 1,
        "name:köln": 3,
        "name:wien": 1,
        "name:öd": 1,
    }
    assert [e["name"] for e in places.values()] == ["France", "Köln", "Öd", "Wien"]
    assert entries(site, "organizations").keys() == {"name:bank"}
    assert entries(site, "events").keys() == {"name:maifest"}
    assert entries(site, "works").keys() == {"key:work_8", "name:zebra-öl", "in:zebra:k1"}


def test_speakers_of_a_play_are_persons_with_the_number_of_their_speeches(
    site: Path, tree: dict[str, Page], sources: dict[str, etree._Element]
) -> None:
    persons = entries(site, "persons")
    for name in ("ada", "bert", "volk"):
        spoken = elements(sources["kahn"], f"//tei:sp[contains(concat(' ', @who, ' '), ' #{name} ')]")
        (mention,) = (m for m in persons[f"in:kahn:{name}"]["mentions"] if "speeches" in m)
        assert mention["speeches"] == len(spoken)
        assert mention["href"].startswith("kahn.html#")
    assert persons["in:kahn:bote"]["mentions"][0]["speeches"] == 2
    assert {persons[f"in:kahn:{i}"]["name"] for i in ("ada", "bert", "bote", "volk")} == {"Ada", "Bert", "Bote", "Volk"}
    assert persons["in:kahn:ada"]["within"] == {"name": "Der Kahn", "href": "kahn.html"}
    assert [m["text"] for m in persons["in:kahn:ada"]["mentions"]] == ["aufsatz", "kahn"]
    (section,) = elements(tree["indexes/persons.html"].tree, "//section[@id = 'in:kahn:bert']")
    assert "2 Reden, 1 Erwähnung" in folded("".join(strings(section, ".//text()")))


def test_each_mention_stands_in_its_words(site: Path, sources: dict[str, etree._Element]) -> None:
    for kind in ("persons", "places", "organizations", "events", "works"):
        for entry in entries(site, kind).values():
            for mention in entry["mentions"]:
                root = sources[mention["text"]]
                said = solid(mention["before"] + mention["mention"] + mention["after"]).strip("…")
                assert said in solid("".join(strings(root, ".//text()"))), mention


def test_the_linked_data_tell_of_texts_and_of_names_without_registers(site: Path) -> None:
    graph = {node["@id"]: node for node in data(site, "indexes/entities.jsonld")["@graph"]}
    assert graph.keys() >= {f"../{name}.html" for name in TEXTS}
    assert graph["../kahn.html"]["author"] == [{"@type": "Person", "name": "Änne Ärmel"}]
    assert graph["../zebra.html"]["author"][0]["sameAs"] == "https://viaf.org/viaf/1"
    assert graph["../brief.html"]["dateCreated"] == "1849-05-02"
    assert graph["../brief.html"]["mentions"] == [
        {"@id": "places.html#name%3Awien"},
        {"@id": "persons.html#key%3Ap7"},
        {"@id": "works.html#name%3Azebra-öl"},
        {"@id": "events.html#name%3Amaifest"},
    ]
    goethe = graph["persons.html#ref%3Ahttps.3A.2F.2Fd-nb.info.2Fgnd.2F118540238"]
    assert goethe["sameAs"] == ["https://d-nb.info/gnd/118540238"]
    assert [part["text"] for part in goethe["subjectOf"]] == ["Goethe", "J. W. Goethe", "Goethe"]
    named = {node["@id"] for node in graph.values() if node["@id"].startswith(("persons", "places", "works"))}
    listed = {f"{kind}.html#{entry}" for kind in ("persons", "places", "works") for entry in entries(site, kind)}
    assert named == {address.replace(":", "%3A") for address in listed}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_all_linked_data_is_read_by_others(site: Path) -> None:
    pytest.importorskip("pyld.jsonld", reason="pyld is not installed")
    pytest.importorskip("rdflib", reason="rdflib is not installed")
    assert list(faults_of_linked_data(site)) == []


def test_a_script_only_helps(tree: dict[str, Page]) -> None:
    for page in tree.values():
        scripts = strings(page.tree, "//script/@src")
        helped = elements(page.tree, "//table | //dl[@class = 'citations'] | //div[contains(@class, 'text-page')]")
        marked = [f"{page.root}assets/marks.js"] if elements(page.tree, "//fieldset[@class = 'marks']") else []
        filtered = len(elements(page.tree, "//section[starts-with(@class, 'entry')]")) > 7
        own = [f"{page.root}assets/index.js"] if filtered else []
        assert scripts == ([*marked, f"{page.root}assets/teipress.js"] if helped else own)
        assert elements(page.tree, "//button | //input[not(ancestor::fieldset[@class = 'marks'])] | //form") == []


def test_the_page_speaks_german(tree: dict[str, Page]) -> None:
    words = folded("".join(strings(tree["index.html"].tree, "//main//text()")))
    assert "6 Texte" in words
    assert "Texte nach Verfassern" in string(tree["browse/authors.html"].tree, "//h1")
    assert "am 1. März 1868" not in words
    assert "1. März 1868" in "".join(strings(tree["indexes/dates.html"].tree, "//h2//text()"))


def test_a_second_build_makes_the_same_bytes(site: Path, tmp_path: Path) -> None:
    assert contents(make(tmp_path / "output")) == contents(site)
