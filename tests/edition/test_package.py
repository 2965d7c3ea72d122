"""The archive of all data: complete, verifiable, without pages; and what other programs show of the pages."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

from tests.edition.pages import Page
from tests.epub.test_epub import messages
from tests.xpath import strings

OTHERS = (
    "registers/persons.xml",
    "indexes/persons.csv",
    "indexes/persons.json",
    "indexes/entities.jsonld",
    "indexes/entities.ttl",
    "indexes/places.geojson",
    "ids.json",
    "CITATION.cff",
    "browse/texts.csv",
)


def packed(built: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(built / "edition.zip") as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_the_archive_has_texts_registers_indexes_and_what_tells_of_them(built: Path) -> None:
    files = packed(built)
    assert files["texts/changsung.xml"] == (built / "changsung.xml").read_bytes()
    assert files["texts/changsung.txt"] == (built / "changsung.txt").read_bytes()
    for name in OTHERS:
        assert files[name] == (built / name).read_bytes()
    assert b"texts/NAME.xml" in files["README.txt"]
    assert [name for name in files if name.endswith(".html")] == ["schemas/guidelines.html"]


def test_the_manifest_of_the_archive_lists_what_is_in_it(built: Path) -> None:
    files = packed(built)
    rows = json.loads(files.pop("manifest.json"))["files"]
    assert {row["path"]: row["sha256"] for row in rows} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }


def test_the_front_page_offers_the_archive(pages: dict[str, Page]) -> None:
    assert "edition.zip" in pages["index.html"].links


def test_the_indexes_offer_turtle_and_the_places_geojson(pages: dict[str, Page]) -> None:
    for kind in ("persons", "places", "works"):
        assert "entities.ttl" in pages[f"indexes/{kind}.html"].links
    assert "places.geojson" in pages["indexes/places.html"].links
    assert "places.geojson" not in pages["indexes/persons.html"].links


def test_every_page_has_a_sign_and_says_what_it_is(pages: dict[str, Page]) -> None:
    for page in pages.values():
        (icon,) = strings(page.tree, "//link[@rel = 'icon']/@href")
        assert page.resolved(icon) == ("assets/icon.svg", "")
        assert strings(page.tree, "//meta[@property = 'og:title']/@content")
    text = pages["changsung.html"].tree
    assert strings(text, "//meta[@property = 'og:type']/@content") == ["article"]
    (description,) = strings(text, "//meta[@name = 'description']/@content")
    assert description.startswith("Changsung County in North Pyongan Province, once held up")
    assert len(description) <= 203
    assert not strings(text, "//meta[@property = 'og:url']")


def test_epubcheck_finds_nothing_in_the_book(built: Path) -> None:
    assert messages(built / "changsung.epub") == []
