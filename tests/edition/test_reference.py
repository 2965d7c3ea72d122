"""The built reference edition, held against its TEI, which is read here by XPath alone."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree

from teipress.corpus import TEI, XML_ID
from tests.edition.pages import Page, contents, files, folded, solid
from tests.paths import ROOT, SHARED
from tests.xpath import elements, string, strings

NAMES = ("persName", "placeName", "orgName", "eventName", "title", "rs", "date", "said", "quote", "q")
INDEXES = ("persons", "places", "organizations", "events", "works", "dates", "quotations")


@pytest.fixture(scope="module")
def source() -> etree._Element:
    return etree.parse(ROOT / "tei/texts/changsung.xml").getroot()


def tagged(source: etree._Element) -> dict[str, etree._Element]:
    """Find every tagged mention of the text by its id."""
    path = " | ".join(f".//tei:text//tei:{name}" for name in NAMES)
    return {e.get(XML_ID, ""): e for e in elements(source, path)}


def words(element: etree._Element) -> str:
    """Give the words of an element, white space folded."""
    return folded("".join(map(str, element.itertext())))


def test_the_committed_output_is_what_a_build_makes(built: Path) -> None:
    made, committed = contents(built), contents(ROOT / "output")
    assert made.keys() == committed.keys()
    assert [path for path in made if made[path] != committed[path]] == []


def test_the_output_tree_is_that_of_the_contract(built: Path) -> None:
    expected = {
        "index.html",
        "search.html",
        "ids.json",
        "manifest.json",
        "edition.zip",
        "indexes/entities.jsonld",
        "indexes/entities.ttl",
        "indexes/places.geojson",
        "assets/icon.svg",
        "browse/texts.json",
        "browse/texts.csv",
        "CITATION.cff",
        "datacite.json",
        "edition.jsonld",
        "anchors/changsung.json",
        "annotations/changsung.jsonld",
    }
    expected |= {f"cite/changsung.{kind}" for kind in ("html", "bib", "ris", "json")}
    expected |= {f"statistics.{kind}" for kind in ("html", "json", "csv")}
    assets = "index.css index.js marks.js search.js source.css source.js teipress.css teipress.js views.css".split()
    expected |= {f"assets/{name}" for name in assets}
    expected |= {f"changsung.{kind}" for kind in ("html", "txt", "xml", "epub")}
    expected |= {f"indexes/{name}.{kind}" for name in INDEXES for kind in ("html", "json", "csv", "xml")}
    expected |= {f"schemas/{path.name}" for path in (ROOT / "schemas").iterdir()}
    registers = [path.stem for path in (ROOT / "tei/registers").glob("*.xml")]
    expected |= {f"registers/{name}.xml" for name in registers}
    expected |= {f"source/{name}.html" for name in ("changsung", *(f"registers/{name}" for name in registers))}
    histories = ("changsung", *(f"registers/{name}" for name in registers))
    expected |= {f"history/{name}.{kind}" for name in histories for kind in ("html", "json")}
    expected |= {"releases.html", "history.json"}
    dts = {path for path in files(built) if path.startswith("dts/")}
    frozen = {path for path in files(built) if path.startswith("v/")}
    assert set(files(built)) - dts - frozen == expected


def test_the_page_has_every_word_of_the_article_once_and_in_order(
    pages: dict[str, Page], source: etree._Element
) -> None:
    text = "".join(strings(source, ".//tei:text//text()"))
    assert len(folded(text)) > 3000
    assert solid(pages["changsung.html"].within("//article[@class = 'tei-text']")) == solid(text)


def test_the_page_has_the_words_of_the_article_as_it_was_published(pages: dict[str, Page]) -> None:
    article = SHARED / "seed/article.txt"
    if not article.is_file():
        pytest.skip("the article's own text is not here")
    page = pages["changsung.html"].within("//article[@class = 'tei-text']")
    assert folded(page) == folded(article.read_text(encoding="utf-8"))


def test_the_plain_text_is_the_article_block_by_block(built: Path, source: etree._Element) -> None:
    blocks = [words(e) for e in elements(source, ".//tei:body/tei:head | .//tei:body/tei:p")]
    assert (built / "changsung.txt").read_text(encoding="utf-8") == "\n\n".join(blocks) + "\n"


def test_the_source_is_published_byte_for_byte(built: Path) -> None:
    assert (built / "changsung.xml").read_bytes() == (ROOT / "tei/texts/changsung.xml").read_bytes()


def test_every_id_of_the_text_is_the_id_of_the_element_that_holds_its_words(
    pages: dict[str, Page], source: etree._Element
) -> None:
    page = pages["changsung.html"]
    for element in elements(source, "descendant-or-self::*[@xml:id]"):
        identifier = element.get(XML_ID, "")
        assert page.ids.count(identifier) == 1, identifier
        if elements(element, "ancestor::tei:text"):
            assert solid(page.within(f"//*[@id = '{identifier}']")) == solid(words(element))


def test_ids_json_says_where_every_id_is(built: Path, source: etree._Element) -> None:
    ids = json.loads((built / "ids.json").read_bytes())
    expected = {i: f"changsung.html#{i}" for i in strings(source, "descendant-or-self::*/@xml:id")}
    assert ids == {"changsung": expected}


def test_no_id_is_there_twice(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert [i for i, number in Counter(page.ids).items() if number > 1] == [], page.path


def test_every_pointer_in_every_page_resolves(built: Path, every_page: dict[str, Page]) -> None:
    checked = 0
    for page in every_page.values():
        for link in page.links:
            if re.match(r"https?:", link):
                continue
            path, fragment = page.resolved(link)
            assert (built / path).is_file(), f"{page.path}: {link}"
            assert not fragment or fragment in every_page[path].ids, f"{page.path}: {link}"
            checked += 1
    assert checked > 300


def test_every_address_in_the_data_resolves(built: Path, pages: dict[str, Page]) -> None:
    checked = 0
    for path in files(built):
        if path.startswith("indexes/") and path.endswith(".json"):
            for href in re.findall(r'"href": "([^"]+)"', (built / path).read_text(encoding="utf-8")):
                if not href.startswith("https://"):
                    target, _, fragment = href.partition("#")
                    assert fragment in pages[target].ids, f"{path}: {href}"
                    checked += 1
    assert checked > 100


def test_nothing_is_loaded_from_another_host_and_nothing_runs(built: Path, pages: dict[str, Page]) -> None:
    for page in pages.values():
        loaded = strings(
            page.tree, "//link[@rel = 'stylesheet']/@href | //script/@src | //img/@src | //source/@src | //iframe/@src"
        )
        assert [address for address in loaded if re.match(r"(?:[a-z]+:)?//", address)] == []
        own = {f"{page.root}assets/{name}.js" for name in ("index", "marks", "search", "source", "teipress")}
        assert set(strings(page.tree, "//script/@src")) <= own
        assert elements(page.tree, "//script[not(@src) or node()][not(@type = 'application/ld+json')]") == []
        assert elements(page.tree, "//iframe | //object | //embed | //*[@style] | //style") == []
        assert elements(page.tree, "//*[@*[starts-with(name(), 'on')]]") == []
        (policy,) = strings(page.tree, "//meta[@http-equiv = 'Content-Security-Policy']/@content")
        runs = " 'wasm-unsafe-eval'" if page.path == "search.html" else ""  # the search, which is of WebAssembly
        assert policy.startswith(f"default-src 'none'; script-src 'self'{runs}; style-src 'self'")
    for path in files(built):
        if path.endswith(".css"):
            assert not re.search(r"url\(|@import", (built / path).read_text(encoding="utf-8"))


def test_every_page_is_valid_html(built: Path, pages: dict[str, Page]) -> None:
    assert len(pages) >= 11
    for path in pages:
        html5lib.HTMLParser(strict=True).parse((built / path).read_text(encoding="utf-8"))


def test_every_page_has_a_title_a_language_one_main_and_one_first_heading(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert strings(page.tree, "/html/@lang") == ["en"]
        assert "The Changsung edition" in string(page.tree, "/html/head/title")
        assert len(elements(page.tree, "//main")) == 1
        assert len(elements(page.tree, "//h1")) == 1
        levels = [int(e.tag[1]) for e in elements(page.tree, "//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
        assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False)), page.path


def mentions_on(page: Page) -> list[str]:
    return [link.partition("#")[2] for link in strings(page.tree, "//ul[@class = 'mentions']//a/@href")]


def test_the_index_pages_list_every_tagged_mention_once(pages: dict[str, Page], source: etree._Element) -> None:
    listed = Counter(i for name in INDEXES for i in mentions_on(pages[f"indexes/{name}.html"]))
    assert listed == Counter(tagged(source).keys())
    assert len(listed) > 50


def test_each_mention_is_listed_under_the_entry_that_it_points_to(
    pages: dict[str, Page], source: etree._Element
) -> None:
    folder = {"person": "persons", "place": "places", "org": "organizations", "event": "events", "work": "works"}
    for identifier, element in tagged(source).items():
        if reference := element.get("ref"):
            scheme, _, entry = reference.partition(":")
            tree = pages[f"indexes/{folder[scheme]}.html"].tree
            (section,) = elements(tree, f"//section[@id = '{entry}']")
            assert f"../changsung.html#{identifier}" in strings(section, ".//ul[@class = 'mentions']//a/@href")


def test_each_mention_stands_in_its_sentence(pages: dict[str, Page], source: etree._Element) -> None:
    sources = tagged(source)
    for name in INDEXES:
        for item in elements(pages[f"indexes/{name}.html"].tree, "//ul[@class = 'mentions']/li"):
            (href,) = strings(item, "a/@href")
            element = sources[href.partition("#")[2]]
            holder = next(element.iterancestors(f"{{{TEI}}}s", f"{{{TEI}}}head"))
            assert string(item, ".//mark") == words(element)
            assert folded(string(item, "span[@class = 'context']")) == words(holder)


def entries(built: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((built / f"indexes/{name}.json").read_bytes())
    return found


def test_the_json_lists_every_tagged_mention_once(built: Path, source: etree._Element) -> None:
    listed = Counter(m["id"] for name in INDEXES for e in entries(built, name) for m in e["mentions"])
    assert listed == Counter(tagged(source).keys())


def test_the_csv_lists_every_tagged_mention_once(built: Path, source: etree._Element) -> None:
    listed: Counter[str] = Counter()
    for name in INDEXES:
        text = (built / f"indexes/{name}.csv").read_bytes().decode("utf-8")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert {row["entry"] for row in rows} == {entry["id"] for entry in entries(built, name)}
        listed.update(row["id"] for row in rows if row["id"])
    assert listed == Counter(tagged(source).keys())


def test_the_linked_data_list_every_tagged_name_and_quotation_once(built: Path, source: etree._Element) -> None:
    graph = json.loads((built / "indexes/entities.jsonld").read_bytes())["@graph"]
    listed = Counter(m["@id"].partition("#")[2] for node in graph for m in node.get("subjectOf", ()))
    assert listed == Counter(i for i, e in tagged(source).items() if etree.QName(e).localname != "date")
    assert {node["@id"] for node in graph} >= {
        "../changsung.html",
        "persons.html#kim-il-sung",
        "quotations.html#changsung-q1",
    }


def test_every_entry_of_the_registers_is_in_its_index_with_its_names_and_facts(built: Path) -> None:
    found = {entry["id"]: entry for name in INDEXES for entry in entries(built, name)}
    naming = "self::tei:persName or self::tei:placeName or self::tei:orgName or self::tei:eventName"
    for path in sorted((ROOT / "tei/registers").glob("*.xml")):
        for element in elements(etree.parse(path).getroot(), ".//tei:standOff/*/*[@xml:id]"):
            entry = found[element.get(XML_ID, "")]
            if etree.QName(element).localname == "bibl":
                assert entry["facts"][0]["text"] == words(element)
                continue
            texts = [n["text"] for n in entry["names"]]
            assert texts == [words(name) for name in elements(element, f"*[{naming}]")]
            facts = [fact["text"] for fact in entry.get("facts", ()) if fact["type"] != "when"]
            assert facts == [words(fact) for fact in elements(element, f"*[not({naming} or self::tei:idno)]")]
            assert [i["text"] for i in entry.get("identifiers", ())] == strings(element, "tei:idno/text()")


def test_an_entry_says_what_it_rests_on(pages: dict[str, Page]) -> None:
    (entry,) = elements(pages["indexes/places.html"].tree, "//section[@id = 'changsung-county']")
    said = " ".join(strings(entry, ".//text()"))
    assert "창성군" in said
    assert "part of North Pyongan Province" in said
    assert "40.4214 125.2453" in said
    assert "works.html#wikipedia-changsong-ru" in " ".join(strings(entry, ".//a/@href"))


def test_authority_ids_are_links(pages: dict[str, Page]) -> None:
    links = pages["indexes/persons.html"].links
    assert {"https://d-nb.info/gnd/118562126", "https://viaf.org/viaf/108235077"} <= set(links)


def test_a_broken_quotation_is_one_entry_with_its_parts(built: Path) -> None:
    found = {e["id"]: e for e in entries(built, "quotations")}
    assert [m["id"] for m in found["changsung-q4"]["mentions"]] == ["q4", "q4.2", "q4.3"]
    assert found["changsung-q1"]["speakers"] == [{"name": "Kim Il Sung", "href": "indexes/persons.html#kim-il-sung"}]
    assert [r["href"] for r in found["changsung-q1"]["reporters"]] == ["indexes/persons.html#defectors"]


def test_every_quotation_shows_its_speaker_once_a_paragraph(pages: dict[str, Page]) -> None:
    shown = {
        string(speaker, "following-sibling::q[1]/@id"): folded(string(speaker, "."))
        for speaker in elements(pages["changsung.html"].tree, "//span[@class = 'speaker']")
    }
    assert shown == {
        "q1": "Kim Il Sung, as reported by Defectors",
        "q2": "Rodong Shinmun",
        "q2.2": "Rodong Shinmun, continued",
        "q3": "Rodong Shinmun, KCNA",
        "q4": "Kwon Tae Jin",
        "q4.3": "Kwon Tae Jin, continued",
        "q5": "Kim Kwang In",
        "q6": "Kim Kwang In",
    }


def test_a_name_leads_to_its_entry_and_the_entry_back(pages: dict[str, Page]) -> None:
    (name,) = elements(pages["changsung.html"].tree, "//*[@id = 'pers3']")
    assert name.get("href") == "indexes/persons.html#kim-il-sung"
    assert "../changsung.html#pers3" in pages["indexes/persons.html"].links


def test_every_paragraph_has_a_link_to_itself(pages: dict[str, Page]) -> None:
    links = strings(pages["changsung.html"].tree, "//article//p/a[@class = 'permalink']/@href")
    assert links == [f"#p{number}" for number in range(1, 12)]


def test_the_manifest_tells_every_file(built: Path) -> None:
    rows = json.loads((built / "manifest.json").read_bytes())["files"]
    assert {row["path"] for row in rows} == set(files(built)) - {"manifest.json"}
