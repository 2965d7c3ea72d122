"""The pages of citations of a built edition, and what the pages of its texts say of citing them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from bibtexparser.entrypoint import parse_string

from teipress.cite.cited import PAGE
from teipress.pipeline import build
from teipress.project import open_project, read_settings
from tests.cite.texts import described
from tests.edition.pages import Page, contents, files, folded, read_pages
from tests.support import tei
from tests.xpath import elements, string, strings

HERE = Path(__file__).parent
SETTINGS = """
[edition]
title = "Zwei Texte"
language = "de"
base-url = "https://example.org/e"
[sources]
texts = ["*.xml"]
[citation]
editors = ["Kim, Minji"]
publisher = "Verlag"
released = 2026-11-25
style = "own.csl"
"""
TITLE = "</script><b>Ein & “Titel”"
LINES = 2 * PAGE + 5


def write_edition(folder: Path) -> Path:
    short = (
        '<p xml:id="p1">Eins. <s xml:id="p1.s1">Satz <persName xml:id="n1">Ä</persName></s></p><p>ohne</p>'
        '<div xml:id="d1"><head>Teil</head><sp xml:id="sp1"><speaker>A</speaker><p xml:id="p-3">Ja.</p></sp>'
        '<lg xml:id="g1"><l xml:id="l1" n="5">Vers</l></lg></div>'
    )
    long = "".join(f'<l xml:id="v{n}">Zeile {n}</l>' for n in range(1, LINES + 1))
    escaped = TITLE.replace("&", "&amp;").replace("<", "&lt;")
    texts = {"kurz und gut": (described(f"<title>{escaped}</title><author>Autor, Anna</author>"), short)}
    texts["lang"] = (described("<title>Lang</title>"), f"<lg>{long}</lg>")
    for name, (header, body) in texts.items():
        (folder / f"{name}.xml").write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><teiHeader>{header}</teiHeader>'
            f"<text><body>{body}</body></text></TEI>"
        )
    (folder / "own.csl").write_bytes((HERE / "own.csl").read_bytes())
    (folder / "teipress.toml").write_text(SETTINGS)
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_edition(tmp_path_factory.mktemp("cited"))
    made = build(read_settings(folder / "teipress.toml"), verify=False, cached=False)
    assert made.written
    return folder / "output"


@pytest.fixture(scope="module")
def tree(site: Path) -> dict[str, Page]:
    return read_pages(site)


SHORT, LONG = "cite/kurz und gut.html", "cite/lang.html"


def test_each_text_has_a_page_and_records(site: Path) -> None:
    made = {path for path in files(site) if path.startswith("cite/")}
    assert made >= {
        f"cite/{name}.{kind}" for name in ("kurz und gut", "lang") for kind in ("html", "bib", "ris", "json")
    }
    (entry,) = parse_string((site / "cite/kurz und gut.bib").read_text()).entries
    assert entry["editor"] == "Kim, Minji"
    (item,) = json.loads((site / "cite/kurz und gut.json").read_text())
    assert item["title"] == TITLE
    assert item["URL"] == "https://example.org/e/kurz%20und%20gut.html"


def test_every_page_is_valid_html_and_every_link_arrives(site: Path, tree: dict[str, Page]) -> None:
    for path, page in tree.items():
        html5lib.HTMLParser(strict=True).parse((site / path).read_bytes())
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            if not link.startswith(("https:", "mailto:")):
                target, fragment = page.resolved(link)
                assert (site / target).is_file(), (path, link)
                assert not fragment or fragment in tree[target].ids, (path, link)


def test_a_passage_has_reference_permalink_and_citations(tree: dict[str, Page]) -> None:
    (passage,) = elements(tree[SHORT].tree, "//li[@id = 'p1.s1']")
    terms = [folded(term) for term in strings(passage, ".//dt//text()")]
    values = [folded("".join(strings(value, ".//text()"))) for value in elements(passage, ".//dd")]
    told = dict(zip(terms, values, strict=True))
    assert told["Stelle"].startswith(TITLE)
    assert told["Permalink"] == "https://example.org/e/kurz%20und%20gut.html#p1.s1"
    assert told["Permalink"] in told["Chicago, 18. Aufl."]
    assert "hrsg. von Minji Kim" in told["Chicago, 18. Aufl."]
    assert told["House <style>"].endswith("#p1.s1.")
    assert strings(passage, ".//dd[last()]/i/text()") == [TITLE]


def test_the_whole_text_is_cited_as_a_bibliography_lists_it(tree: dict[str, Page]) -> None:
    words = folded("".join(strings(tree[SHORT].tree, "//section[@class = 'whole']//text()")))
    assert "Autor, Anna" in words
    assert strings(tree[SHORT].tree, "//section[@class = 'whole']//dd/b/text()") == [TITLE]


def test_every_passage_of_the_text_leads_to_its_citations(tree: dict[str, Page]) -> None:
    page = tree["kurz und gut.html"]
    links = elements(page.tree, "//article//a[@class = 'cite']")
    assert {link.get("data-teipress") for link in links} == {"generated"}
    reached = {page.resolved(link.get("href", "")) for link in links}
    assert reached == {(SHORT, id) for id in ("p1", "p1.s1", "d1", "sp1", "p-3", "l1")}
    assert all(link.getparent().get("id") == page.resolved(link.get("href", ""))[1] for link in links)  # type: ignore[union-attr]


def test_many_passages_are_divided(site: Path, tree: dict[str, Page]) -> None:
    parts = [f"cite/lang/{number}.html" for number in (1, 2, 3)]
    assert [path for path in tree if path.startswith("cite/lang/")] == parts
    assert [len(elements(tree[path].tree, "//li[@id][dl]")) for path in parts] == [PAGE, PAGE, 5]
    assert tree["lang.html"].resolved(strings(tree["lang.html"].tree, "//a[@class = 'cite']/@href")[-1]) == (
        parts[2],
        f"v{LINES}",
    )
    assert elements(tree[LONG].tree, "//li[@id][dl]") == []
    assert len(elements(tree[LONG].tree, f"//li[@id = 'v{LINES}']/a")) == 1
    assert strings(tree[parts[1]].tree, "//nav[@class = 'neighbours']/a/@href") == ["1.html", "3.html"]
    assert max(len((site / path).read_bytes()) for path in parts) < 500_000


def test_a_page_tells_reference_managers_what_it_is(tree: dict[str, Page]) -> None:
    page = tree["kurz und gut.html"].tree
    told = {string(meta, "@name"): string(meta, "@content") for meta in elements(page, "//head/meta[@name]")}
    assert told["citation_title"] == told["DC.title"] == TITLE
    assert told["citation_author"] == "Autor, Anna"
    assert told["citation_editor"] == "Kim, Minji"
    assert told["citation_publication_date"] == "2026/11/25"
    assert told["citation_inbook_title"] == "Zwei Texte"
    assert told["citation_public_url"] == "https://example.org/e/kurz%20und%20gut.html"
    assert strings(page, "//link[@rel = 'cite-as']/@href") == [told["citation_public_url"]]


def test_the_front_page_says_how_the_edition_is_cited(tree: dict[str, Page]) -> None:
    page = tree["index.html"].tree
    words = folded("".join(strings(page, "//section[@class = 'citing']/p[1]//text()")))
    assert words == "Kim, Minji, Hrsg. Zwei Texte. Verlag, 2026. https://example.org/e/."
    assert strings(page, "//section[@class = 'citing']/p[1]/i/text()") == ["Zwei Texte"]
    assert strings(page, "//meta[@name = 'citation_title']/@content") == ["Zwei Texte"]


def test_a_folder_that_is_no_edition_is_not_cited(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(tei("<text><body><p>Words.</p></body></text>"))
    bare = replace(open_project([tmp_path]), output=tmp_path / "output")
    assert build(bare, verify=False, cached=False).written
    page = read_pages(tmp_path / "output")["index.html"].tree
    assert elements(page, "//section[@class = 'citing']/p[@class = 'citation']") == []
    assert elements(page, "//meta[@name = 'citation_title']") == []


def test_whoever_searches_finds_the_text_and_not_its_citations(tree: dict[str, Page]) -> None:
    hidden = {
        path for path, page in tree.items() if elements(page.tree, "//meta[@name = 'robots'][@content = 'noindex']")
    }
    assert {path for path in tree if path.startswith("cite/")} <= hidden
    assert not {"index.html", "lang.html", "kurz und gut.html"} & hidden


def test_json_ld_is_data_and_ends_where_it_should(tree: dict[str, Page]) -> None:
    page = tree["kurz und gut.html"].tree
    (data,) = strings(page, "//script[@type = 'application/ld+json']/text()")
    said = json.loads(data)
    assert said["name"] == TITLE
    assert said["author"] == [{"@type": "Person", "name": "Anna Autor", "givenName": "Anna", "familyName": "Autor"}]
    assert "<" not in data
    assert elements(page, "//head//b | //head//body") == []


def test_two_builds_are_the_same(site: Path, tmp_path: Path) -> None:
    folder = write_edition(tmp_path)
    build(read_settings(folder / "teipress.toml"), verify=False, cached=False, jobs=1)
    assert contents(folder / "output") == contents(site)


def test_a_changed_setting_is_seen(tmp_path: Path) -> None:
    folder = write_edition(tmp_path)
    build(read_settings(folder / "teipress.toml"), verify=False)
    (folder / "own.csl").write_text((HERE / "own.csl").read_text().replace('prefix="at "', 'prefix="on "'))
    build(read_settings(folder / "teipress.toml"), verify=False)
    page = read_pages(folder / "output")[SHORT].tree
    assert ", on 1," in folded(string(page, "//li[@id = 'p1']"))
