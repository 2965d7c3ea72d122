"""The indexes in further formats, read by others' programs: Turtle as JSON-LD, GeoJSON by RFC 7946, BEACON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from teipress.publish.exports import beacons, geojson, turtle

BASE = "https://example.org/e/indexes/entities.jsonld"
GRAPH: dict[str, Any] = {
    "@context": {"@vocab": "https://schema.org/", "sameAs": {"@type": "@id"}, "url": {"@type": "@id"}},
    "@graph": [
        {
            "@id": "../a.html",
            "@type": "CreativeWork",
            "name": 'Quotes " and \\ and\nlines\ttabs \u007f 창성',
            "author": [{"@type": "Person", "name": "A"}, {"@type": "Person", "name": "B", "sameAs": "https://x.org/b"}],
            "mentions": [{"@id": "places.html#x"}],
            "keywords": [],
        },
        {
            "@id": "places.html#x",
            "@type": "Place",
            "alternateName": [{"@value": "昌城郡", "@language": "ko-Hani"}, {"@value": "X"}],
            "geo": {"@type": "GeoCoordinates", "latitude": 40.4214, "longitude": -125.0},
            "sameAs": ["https://d-nb.info/gnd/1", "https://viaf.org/viaf/2"],
            "subjectOf": [
                {"@id": "../a.html#p1", "@type": "WebPageElement", "text": "x", "isPartOf": {"@id": "../a.html"}},
                {"@type": "WebPageElement", "text": "y", "isPartOf": {"@id": "../a.html"}},
            ],
        },
        {"@id": "places.html#tiny", "@type": "Place", "geo": {"latitude": 1e-7, "longitude": 123456.789}},
    ],
}


def same_graph(data: dict[str, Any], written: bytes) -> None:
    """Compare what pyld makes of JSON-LD with what rdflib makes of Turtle.

    pyld writes the tags of languages in small letters.
    """
    pyld = pytest.importorskip("pyld.jsonld", reason="pyld is not installed")
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    from rdflib.compare import to_isomorphic

    assert pyld.expand(data, {"base": BASE})
    quads = pyld.to_rdf(data, {"base": BASE, "format": "application/n-quads"})
    folded = re.sub(r'"@[A-Za-z0-9-]+', lambda tag: tag[0].lower(), written.decode())
    one, other = rdflib.Graph(), rdflib.Graph()
    one.parse(data=quads, format="nt")
    other.parse(data=folded, format="turtle", publicID=BASE)
    assert to_isomorphic(one) == to_isomorphic(other)
    assert len(one)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_turtle_says_what_json_ld_does() -> None:
    same_graph(GRAPH, turtle(GRAPH))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_graph_that_says_less_is_told_apart() -> None:
    less = {**GRAPH, "@graph": GRAPH["@graph"][:2]}
    with pytest.raises(AssertionError):
        same_graph(GRAPH, turtle(less))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_graph_of_a_built_edition_is_the_same_in_both(built: Path) -> None:
    data = json.loads((built / "indexes/entities.jsonld").read_bytes())
    same_graph(data, (built / "indexes/entities.ttl").read_bytes())


def place(id: str, *points: tuple[str, str]) -> dict[str, Any]:
    facts = [{"type": "location", "latitude": latitude, "longitude": longitude} for latitude, longitude in points]
    return {"id": id, "name": id.title(), "href": f"indexes/places.html#{id}", "facts": facts, "mentions": [{}, {}]}


def valid(data: Any) -> None:
    """Hold GeoJSON against RFC 7946, as far as points go: by another's reader, and what that lets through."""
    geojson_pydantic = pytest.importorskip("geojson_pydantic", reason="geojson-pydantic is not installed")
    assert len(geojson_pydantic.FeatureCollection(**data).features) == len(data["features"])
    assert data["type"] == "FeatureCollection"
    assert set(data) == {"type", "features"}
    for feature in data["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["id"], str | int)
        assert isinstance(feature["properties"], dict)
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


def test_places_are_on_a_map_where_they_are() -> None:
    places = [
        place("here", ("40.5", "125.25")),
        place("nowhere"),
        place("beyond", ("91", "0"), ("-1", "2")),
        place("off", ("1", "181")),
    ]
    made = geojson(places)
    assert made is not None
    data = json.loads(made)
    valid(data)
    assert [(f["id"], f["geometry"]["coordinates"]) for f in data["features"]] == [
        ("here", [125.25, 40.5]),
        ("beyond", [2.0, -1.0]),
    ]
    assert data["features"][0]["properties"] == {"name": "Here", "href": "places.html#here", "mentions": 2}


def test_without_coordinates_there_is_no_map() -> None:
    assert geojson([place("nowhere")]) is None


def test_the_map_of_a_built_edition_is_geojson(built: Path) -> None:
    valid(json.loads((built / "indexes/places.geojson").read_bytes()))


def test_beacon_lists_the_numbers_of_an_authority() -> None:
    entry = {
        "id": "kim",
        "mentions": [{}] * 3,
        "identifiers": [
            {"href": "https://d-nb.info/gnd/118562126"},
            {"href": "https://viaf.org/viaf/108"},
            {"text": "x"},
        ],
    }
    made = dict(beacons("person", [entry, {"id": "other", "mentions": []}], "An\nedition", "https://example.org/"))
    assert sorted(made) == ["indexes/persons-gnd.beacon.txt", "indexes/persons-viaf.beacon.txt"]
    head, _, body = made["indexes/persons-gnd.beacon.txt"].decode().partition("\n\n")
    about = dict(re.findall(r"^#([A-Z]+): (.*)$", head, re.MULTILINE))
    assert about["FORMAT"] == "BEACON"
    assert about["PREFIX"] == "https://d-nb.info/gnd/"
    assert about["TARGET"] == "https://example.org/indexes/persons.html#{ID}"
    assert about["NAME"] == "An edition"
    assert body == "118562126|3|kim\n"
