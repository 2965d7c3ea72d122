"""The site of many texts, made of records alone: the table, long indexes, numbers, languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import html5lib
import pytest
from lxml import html

from teipress.resources import xslt
from teipress.saxon import Saxon, Task, Xml
from tests.edition.pages import Page
from tests.xpath import elements, string, strings

NAMESPACE = "https://teipress.org/ns/index"
LENGTH = '<x:length words="{}" characters="9" paragraphs="1" verses="0" speeches="0" pages="0"/>'


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def record(name: str, title: str, inner: str = "", words: int = 1000) -> str:
    """Write the record of a text."""
    return (
        f'<x:text xmlns:x="{NAMESPACE}" name="{name}" lang="en" title="{title}">{inner}{LENGTH.format(words)}'
        f"<x:ids/></x:text>"
    )


def mention(kind: str, entry: str, label: str, number: int) -> str:
    """Write a mention of a name that is in no register."""
    return (
        f'<x:mention kind="{kind}" entry="indexes/{kind}s.html#{entry}" label="{label}" id="m{number}" reference="1">'
        f"<x:before>before </x:before><x:match>{label}</x:match><x:after> after</x:after></x:mention>"
    )


def date(number: int) -> str:
    """Write the mention of a day of its own."""
    value = f"{1000 + number // 12:04}-{number % 12 + 1:02}"
    return (
        f'<x:mention kind="date" entry="indexes/dates.html#date-when-{value}" label="{value}" id="d{number}" '
        f'reference="1"><x:before/><x:match>then</x:match><x:after/><x:date phrase="{value}" when="{value}"/>'
        "</x:mention>"
    )


def make(saxon: Saxon, records: list[str], language: str = "en", labels: bytes | None = None) -> dict[str, str]:
    """Make the files of a site."""
    words = labels or xslt(f"labels/{language}.xml").read_bytes()
    task = Task(
        Xml(b"<front/>", "urn:front"),
        (xslt("site.xsl"),),
        {
            "records": tuple(Xml(text.encode(), f"urn:record:{number}") for number, text in enumerate(records)),
            "labels": (Xml(words, "urn:labels"),),
            "edition-title": "Tests",
            "edition-language": language,
        },
    )
    outcome = saxon.run(task)
    assert outcome.failure is None, outcome.failure
    files: dict[str, str] = json.loads(outcome.outputs[0].text)
    return files


def page(files: dict[str, str], path: str) -> Page:
    html5lib.HTMLParser(strict=True).parse(files[path])
    return Page(path, html.document_fromstring(files[path]))


def many(number: int) -> list[str]:
    """Write the records of texts whose authors are in another order than their names."""
    authors = ["Zeh", "Öhm", "Ohm", "Abel", "Ärmel", "Arndt"]
    return [
        record(
            f"t{n:02}",
            f"Text {n}",
            f'<x:author name="{(name := authors[n % len(authors)])}" sort="{name}" key=""/>'
            f'<x:written kind="printed" year="{1800 + n}" until="{1800 + n}" phrase="{1800 + n}" when="{1800 + n}"/>'
            '<x:language code="de"/>',
            words=1000 * n,
        )
        for n in range(number)
    ]


def test_a_dozen_texts_are_cards_and_more_are_a_table(saxon: Saxon) -> None:
    few = page(make(saxon, many(12)), "index.html").tree
    assert len(elements(few, "//ul[@class = 'cards']/li")) == 12
    assert elements(few, "//table | //script") == []
    table = page(make(saxon, many(13)), "index.html").tree
    assert len(elements(table, "//table/tbody/tr")) == 13
    assert strings(table, "//script/@src") == ["assets/teipress.js"]


def test_the_table_is_in_the_order_of_authors_then_years(saxon: Saxon) -> None:
    tree = page(make(saxon, many(18), "de"), "index.html").tree
    rows = [(string(row, "td[1]"), string(row, "td[2]")) for row in elements(tree, "//tbody/tr")]
    order = ["Abel", "Ärmel", "Arndt", "Ohm", "Öhm", "Zeh"]
    assert rows == sorted(rows, key=lambda row: (order.index(row[0]), row[1]))
    assert strings(tree, "//thead//th/@aria-sort") == ["ascending"]
    assert string(tree, "//tbody/tr[th/a = 'Text 17']/td[last()]") == "17.000"
    assert string(tree, "//tbody/tr[th/a = 'Text 17']/td[last()]/@data-sort") == "17000"


def test_a_single_text_is_not_browsed(saxon: Saxon) -> None:
    files = make(saxon, many(1))
    assert {path for path in files if path.startswith("browse/")} == {"browse/texts.json", "browse/texts.csv"}
    assert elements(page(files, "index.html").tree, "//nav[@class = 'axes']") == []


def test_texts_are_grouped_by_decades_or_centuries(saxon: Saxon) -> None:
    def written(*years: int) -> list[str]:
        made = make(
            saxon,
            [
                record(f"t{n}", "A", f'<x:written kind="source" year="{year}" until="{year}" phrase="{year}"/>')
                for n, year in enumerate(years)
            ],
        )
        tree = page(made, "browse/dates.html").tree
        return [heading.strip() for heading in strings(tree, "//h2/text()")]

    assert written(1899, 1801, 1809) == ["1800–1809", "1890–1899"]
    assert written(1899, 1601) == ["1600–1699", "1800–1899"]
    assert written(-44, 14, 1900) == ["100–1 BC", "0–99", "1900–1999"]


def test_the_same_key_means_the_same_author(saxon: Saxon) -> None:
    texts = [
        record("a", "A", '<x:author name="Jane Roe" sort="Jane Roe" key="k1"/>'),
        record("b", "B", '<x:author name="Roe, Jane" sort="Roe, Jane" key="k1"/>'),
        record("c", "C", '<x:author name="Jane Roe" sort="Jane Roe" key=""/>'),
    ]
    tree = page(make(saxon, texts), "browse/authors.html").tree
    assert [heading.strip() for heading in strings(tree, "//h2/text()")] == ["Roe, Jane"]
    assert strings(tree, "//section//li/a/@href") == ["../a.html", "../b.html", "../c.html"]


def test_a_long_index_is_divided_and_nothing_is_lost(saxon: Saxon) -> None:
    texts = [
        record(
            f"t{n}", f"Text {n}", "".join(mention("person", f"name:p{n}-{i}", f"P{n} {i:03}", i) for i in range(500))
        )
        for n in range(6)
    ]
    files = make(saxon, texts)
    parts = sorted(path for path in files if re.fullmatch(r"indexes/persons-\d\.html", path))
    assert parts == ["indexes/persons-1.html", "indexes/persons-2.html"]
    pages = {path: page(files, path) for path in (*parts, "indexes/persons.html")}
    names = [string(h, ".") for path in parts for h in elements(pages[path].tree, "//h2/span")]
    assert names == sorted(f"P{n} {i:03}" for n in range(6) for i in range(500))
    listed = strings(pages["indexes/persons.html"].tree, "//nav[@class = 'parts']//a/@href")
    assert [f"indexes/{link.removeprefix('../indexes/')}" for link in listed] == parts
    entries = json.loads(files["indexes/persons.json"])
    assert len(entries) == 3000
    assert {entry["href"] for entry in entries} == {
        f"{path}#{i}" for path in parts for i in pages[path].ids if "name:" in i
    }
    assert len(files["indexes/persons.csv"].splitlines()) == 3001
    graph = json.loads(files["indexes/entities.jsonld"])["@graph"]
    addresses = {f"indexes/{node['@id']}" for node in graph if node["@type"] == "Person"}
    assert addresses == {entry["href"].replace(":", "%3A") for entry in entries}


def test_dates_keep_the_addresses_that_texts_link_to(saxon: Saxon) -> None:
    files = make(saxon, [record("t", "Text", "".join(date(number) for number in range(2500)))])
    entries = json.loads(files["indexes/dates.json"])
    index = page(files, "indexes/dates.html")
    assert {entry["href"] for entry in entries} == {
        f"indexes/dates.html#{i}" for i in index.ids if i.startswith("date-")
    }
    for link in strings(index.tree, "//ul[@class = 'addresses']//a/@href"):
        path, fragment = index.resolved(link)
        assert f'id="{fragment}"' in files[path]


def test_of_very_many_mentions_a_page_shows_a_part_and_says_so(saxon: Saxon) -> None:
    inner = "".join(mention("place", "name:rome", "Rome", number) for number in range(2100))
    files = make(saxon, [record("t", "Text", inner)])
    tree = page(files, "indexes/places.html").tree
    assert len(elements(tree, "//ul[@class = 'mentions']/li")) == 2000
    assert "And 100 more" in string(tree, "//section")
    assert len(json.loads(files["indexes/places.json"])[0]["mentions"]) == 2100
    assert "2,100 mentions" in string(tree, "//h3")


def test_a_third_language_is_one_file(saxon: Saxon) -> None:
    english = xslt("labels/en.xml").read_text(encoding="utf-8")
    other = re.sub(r'(<label key="([^"]+)">)[^<]*', r"\1‹\2›", english)
    files = make(saxon, many(13), "xx", other.encode())
    for path in (path for path in files if path.endswith(".html")):
        tree = page(files, path).tree
        known = {"Tests", "·", "JSON", "CSV", "(JSON-LD)", "(JSON)", "(CSV)", ",", "#"}
        loose = [
            word
            for text in strings(tree, "//body//text()[not(ancestor::tbody or ancestor::tfoot or ancestor::li/a)]")
            for word in text.split()
            if not re.search(r"[‹›]", word) and word not in known and not word[0].isdigit()
        ]
        assert set(loose) <= {"Zeh", "Öhm", "Ohm", "Abel", "Ärmel", "Arndt", "T"}, path


def test_markup_in_names_stays_text(saxon: Saxon) -> None:
    evil = "&lt;script>alert(1)&lt;/script>"
    inner = (
        f'<x:author name="{evil}" sort="{evil}" key="javascript:alert(1)"/><x:keyword>{evil}</x:keyword>'
        f"<x:origin>{evil}</x:origin>" + mention("person", "name:x", evil, 1)
    )
    files = make(saxon, [record("a", evil, inner), record("b", "B")])
    for path in (path for path in files if path.endswith(".html")):
        tree = page(files, path).tree
        assert set(strings(tree, "//script/@src")) <= {"assets/teipress.js", "../assets/index.js"}
        assert not [link for link in strings(tree, "//@href") if link.startswith("javascript:")]


def test_the_same_records_make_the_same_bytes(saxon: Saxon) -> None:
    texts = [
        record("a", "A", "".join(mention("work", f"name:w{i}", f"W{i % 3}", i) for i in range(9))),
        record("b", "B", "".join(mention("work", f"name:w{i}", f"w{i % 2}", i) for i in range(9))),
    ]
    assert make(saxon, texts) == make(saxon, texts)


def test_a_corpus_of_millions_of_elements_and_words_has_its_numbers_in_full(saxon: Saxon) -> None:
    inner = '<x:element name="w" n="1500000" attributes="lemma=1500000"/>'
    files = make(saxon, [record(name, name, inner, words=1_500_000) for name in ("a", "b")])
    told = json.loads(files["statistics.json"])["all"]
    assert (told["length"]["words"], told["elements"]["w"]["count"]) == (3_000_000, 3_000_000)
    assert 'data-sort="3000000"' in files["statistics.html"]
    assert "E6" not in files["statistics.html"] + files["statistics.csv"]
