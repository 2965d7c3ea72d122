"""What crawlers read: the site map by its rules, the feed by Atom's, rules for robots."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import xmlschema
from lxml import etree

from teipress.cite.header import Header
from teipress.cite.metadata import Whole
from teipress.cite.releases import Release
from teipress.publish import crawlers
from teipress.publish.crawlers import crawler_files
from teipress.validate.relaxng import Schema
from teipress.validate.relaxng.slow import find_problems
from tests.schemas.jing import jing
from tests.xpath import strings

SCHEMAS = Path(__file__).parent / "schemas"
ATOM = SCHEMAS / "atom.rng"
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
WHOLE = Whole(
    "An edition & more",
    subtitle="Of <letters>",
    language="en",
    root="https://example.org/e/",
    headers={"a": Header(date="2020-02-03"), "b": Header(date="2020"), "é ü": Header()},
    releases=(Release("1.0.0", "2021-01-01"), Release("1.1.0", "2022-02-02")),
    date="2022-02-02",
)
PATHS = (
    *("index.html", "a.html", "a.xml", "b.html", "é ü.html", "indexes/dates.html", "indexes/works.html"),
    *("v/1.0.0/a.html", "cite/a.html", "history/a.html"),
)


def files(whole: Whole = WHOLE, changed: dict[str, str] | None = None) -> dict[str, bytes]:
    return dict(crawler_files(whole, PATHS, ["indexes/works.html"], changed or {}))


def test_without_an_address_there_is_none_of_it() -> None:
    assert files(Whole("An edition")) == {}


def test_the_site_map_has_the_pages_that_one_looks_for_with_their_dates() -> None:
    root = etree.fromstring(files()["sitemap.xml"])
    assert root.tag == f"{SITE}urlset"
    rows = [(url.findtext(f"{SITE}loc"), url.findtext(f"{SITE}lastmod")) for url in root]
    assert rows == [
        ("https://example.org/e/", "2022-02-02"),
        ("https://example.org/e/a.html", "2020-02-03"),
        ("https://example.org/e/b.html", None),
        ("https://example.org/e/indexes/dates.html", "2022-02-02"),
        ("https://example.org/e/%C3%A9%20%C3%BC.html", None),
    ]
    assert {child.tag for url in root for child in url} == {f"{SITE}loc", f"{SITE}lastmod"}


def test_where_it_is_known_when_a_page_was_changed_the_site_map_says_that() -> None:
    made = etree.fromstring(files(changed={"a": "2023-04-05", "b": "2023-04-06", "": "2023-05-06"})["sitemap.xml"])
    assert [url.findtext(f"{SITE}lastmod") for url in made] == [
        "2023-05-06", "2023-04-05", "2023-04-06", "2023-05-06", None
    ]  # fmt: skip


@pytest.fixture(scope="module")
def site_maps() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMAS / "sitemap.xsd")


def test_the_site_map_is_valid(site_maps: xmlschema.XMLSchema) -> None:
    site_maps.validate(etree.fromstring(files()["sitemap.xml"]))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("2020-02-03", "2020"),
        ("2020-02-03", "2020-02-30"),
        ("https://example.org/e/a.html", "a.html"),
        ("https://example.org/e/a.html", "https://example.org/e/b.html"),
        ("%C3%A9%20%C3%BC", "é"),
        ("lastmod>", "changed>"),
    ],
)
def test_a_site_map_with_a_fault_is_not_valid(site_maps: xmlschema.XMLSchema, good: str, bad: str) -> None:
    text = files()["sitemap.xml"].decode()
    assert good in text
    assert not site_maps.is_valid(etree.fromstring(text.replace(good, bad).encode()))


def test_very_many_pages_have_several_site_maps(
    monkeypatch: pytest.MonkeyPatch, site_maps: xmlschema.XMLSchema
) -> None:
    monkeypatch.setattr(crawlers, "MOST", 2)
    made = files()
    assert [name for name in made if name.startswith("sitemap")] == [
        "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"
    ]  # fmt: skip
    assert strings(etree.fromstring(made["sitemap.xml"]), "//*[local-name()='loc']/text()") == [
        f"https://example.org/e/sitemap-{number}.xml" for number in (1, 2, 3)
    ]
    for name in made:
        if name.startswith("sitemap"):
            site_maps.validate(etree.fromstring(made[name]))


def test_robots_are_let_in_and_told_of_the_site_map() -> None:
    assert files()["robots.txt"].decode().splitlines() == [
        "User-agent: *", "Allow: /", "", "Sitemap: https://example.org/e/sitemap.xml"
    ]  # fmt: skip


def test_the_feed_is_atom() -> None:
    feed = etree.fromstring(files()["releases.atom"])
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{atom}feed"
    for element in (feed, *feed.iter(f"{atom}entry")):  # RFC 4287, 4.1.1 and 4.1.2: what each must have, once
        for name in ("id", "title", "updated"):
            (child,) = element.findall(f"{atom}{name}")
            assert child.text
        assert urlsplit(element.findtext(f"{atom}id") or "").scheme == "https"
        datetime.fromisoformat(element.findtext(f"{atom}updated") or "")
    assert feed.findtext(f"{atom}author/{atom}name")
    assert strings(feed, "*[local-name()='link'][@rel='self']/@href") == ["https://example.org/e/releases.atom"]
    assert [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")] == [
        "An edition & more 1.1.0", "An edition & more 1.0.0"
    ]  # fmt: skip
    assert feed.findtext(f"{atom}updated") == "2022-02-02T00:00:00Z"


def judged(feed: bytes) -> bool:
    """Say whether a feed is valid by Atom's schema: two engines have to agree."""
    ours = find_problems(Schema.from_file(ATOM), feed.decode())
    theirs = bool(etree.RelaxNG(etree.parse(ATOM)).validate(etree.fromstring(feed)))
    assert (not ours) == theirs, ours
    return theirs


def test_the_feed_is_valid_by_the_schema_of_atom() -> None:
    Schema.from_file(ATOM).verify()
    assert judged(files()["releases.atom"])


def test_jing_agrees_that_the_feed_is_valid(tmp_path: Path) -> None:
    (tmp_path / "releases.atom").write_bytes(files()["releases.atom"])
    assert jing(ATOM, [tmp_path / "releases.atom"]) == ""


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("T00:00:00Z", ""),
        ("<id>https://example.org/e/</id>", ""),
        ("<name>An edition &amp; more</name>", ""),
        (' href="https://example.org/e/releases.html"', ""),
        ('xml:lang="en"', 'xml:lang="the English one"'),
        ("subtitle>", "title>"),
    ],
)
def test_a_feed_with_a_fault_is_not_valid(good: str, bad: str) -> None:
    text = files()["releases.atom"].decode()
    assert good in text
    assert not judged(text.replace(good, bad).encode())


def test_every_entry_of_the_feed_has_an_author_and_a_page() -> None:
    """What the grammar of RFC 4287 cannot say: the Schematron rules of its Appendix B."""
    feed = etree.fromstring(files()["releases.atom"])
    atom = "{http://www.w3.org/2005/Atom}"
    for entry in feed.iter(f"{atom}entry"):
        assert [link.get("rel") for link in entry.iter(f"{atom}link")] == ["alternate"]
        assert feed.find(f"{atom}author") is not None


def test_without_releases_there_is_no_feed() -> None:
    assert "releases.atom" not in files(Whole("An edition", root="https://example.org/"))
