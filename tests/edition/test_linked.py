"""All linked data of the built reference edition, in files and in pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.linked import faults_of_json_ld, faults_of_linked_data, faults_of_turtle, linked_data

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of pyld's and rdflib's own making
BASE = "https://example.org/e/a.html"


@pytest.fixture(autouse=True)
def readers() -> None:
    pytest.importorskip("pyld.jsonld", reason="pyld is not installed")
    pytest.importorskip("rdflib", reason="rdflib is not installed")


def test_all_linked_data_of_the_edition_is_read_and_nothing_of_it_is_lost(built: Path) -> None:
    places = {place for place, _ in linked_data(built)}
    assert {"index.html", "changsung.html", "indexes/entities.jsonld", "edition.jsonld"} <= places
    assert "annotations/changsung.jsonld" in places
    assert list(faults_of_linked_data(built)) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"@context": "https://elsewhere.example/", "name": "x"}, "elsewhere.example"),
        ({"@context": "https://schema.org"}, "says nothing"),
        ({"@context": "https://schema.org", "@type": "Chapter", "nom": "x"}, "schema.org/nom is in no vocabulary"),
        ({"@context": "https://schema.org", "@type": "Kapitel", "name": "x"}, "schema.org/Kapitel is in no vocabulary"),
        ({"@context": "http://www.w3.org/ns/anno.jsonld", "id": BASE, "exact": "x", "more": "y"}, "1 values"),
        ({"@context": "https://schema.org", "@id": 7, "name": "x"}, "@id"),
        ({"@context": "https://schema.org", "@id": "b.html#in:c", "name": "x"}, "b.html#in:c is no absolute address"),
    ],
)
def test_what_is_wrong_in_json_ld_is_found(data: dict[str, object], said: str) -> None:
    assert said in "\n".join(faults_of_json_ld(json.dumps(data).encode(), BASE))


def test_what_is_wrong_in_turtle_is_found() -> None:
    assert list(faults_of_turtle(b"<a> <b> <c> .")) == []
    assert list(faults_of_turtle(b"<a> <b> <c>"))
    assert list(faults_of_turtle(b"")) == ["says nothing"]
