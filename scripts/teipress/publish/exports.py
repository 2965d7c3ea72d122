"""The indexes in further formats, from their JSON: Turtle, GeoJSON, BEACON. Pure: data in, files out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

KINDS = ("person", "place", "organization", "event", "work")
TURTLE, GEOJSON = "indexes/entities.ttl", "indexes/places.geojson"
# The authorities that BEACON files are made for, by the start of their addresses (xslt/index/exports.xsl has them too).
AUTHORITIES = {
    "gnd": "https://d-nb.info/gnd/",
    "viaf": "https://viaf.org/viaf/",
    "wikidata": "https://www.wikidata.org/entity/",
    "geonames": "https://www.geonames.org/",
}
_SCHEMA = "https://schema.org/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_ADDRESSES = frozenset(
    {"sameAs", "url", "license"}
)  # whose values are addresses: the context of entities.jsonld says so
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')

Entry = Mapping[str, Any]


def turtle(data: Mapping[str, Any]) -> bytes:
    """Write the graph of ``entities.jsonld`` in Turtle (RDF 1.1). Addresses stay relative to the file."""
    rows = [f"@prefix schema: <{_SCHEMA}> .\n@prefix xsd: <{_XSD}> .\n"]
    rows += [statement for node in data["@graph"] for statement in _statements(node)]
    return "\n".join(rows).encode()


def _statements(node: Mapping[str, Any]) -> Iterator[str]:
    """Say all of a node that has a name of its own; nodes with a name inside it are said after it."""
    inner: list[Mapping[str, Any]] = []
    said = _predicates(node, inner)
    if said:
        yield f"{_iri(node['@id'])} {said} .\n"
    for one in inner:
        yield from _statements(one)


def _predicates(node: Mapping[str, Any], inner: list[Mapping[str, Any]]) -> str:
    parts = []
    for name, value in node.items():
        values = value if isinstance(value, list) else [value]
        if name == "@type":
            parts.append("a " + ", ".join(f"schema:{one}" for one in values))
        elif name != "@id" and values:
            parts.append(f"schema:{name} " + ", ".join(_object(name, one, inner) for one in values))
    return " ;\n  ".join(parts)


def _object(name: str, value: Any, inner: list[Mapping[str, Any]]) -> str:
    if isinstance(value, str):
        return _iri(value) if name in _ADDRESSES else _text(value)
    if isinstance(value, bool) or not isinstance(value, Mapping):
        return _number(value)
    if "@value" in value:
        language = value.get("@language", "")
        return _text(value["@value"]) + (f"@{language}" if language else "")
    if "@id" in value:
        inner.append(value)
        return _iri(value["@id"])
    return f"[ {_predicates(value, inner)} ]"


def _iri(address: str) -> str:
    return f"<{_NOT_IN_IRI.sub(lambda found: quote(found[0]), address)}>"


def _text(words: str) -> str:
    """Write a literal: JSON escapes what Turtle does, and in the same way (RDF 1.1 Turtle, 6.4)."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007F")


def _number(value: float) -> str:
    """Write a number as JSON-LD means it: without a fraction an integer, else a double (JSON-LD 1.1 API, 8.6)."""
    if float(value).is_integer():
        return str(int(value))
    mantissa, _, exponent = f"{value:.15E}".partition("E")
    digits = mantissa.rstrip("0")
    return f'"{digits}{"0" if digits.endswith(".") else ""}E{int(exponent)}"^^xsd:double'


def geojson(places: Iterable[Entry]) -> bytes | None:
    """Write the places whose coordinates are known (RFC 7946: longitude first); nothing, where there are none."""
    features = [feature for place in places if (feature := _feature(place))]
    if not features:
        return None
    told = {"type": "FeatureCollection", "features": features}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _feature(place: Entry) -> dict[str, Any] | None:
    point = next((point for fact in place.get("facts", ()) if (point := _point(fact))), None)
    if point is None:
        return None
    names = [name["text"] for name in place.get("names", ()) if name.get("text") != place["name"]]
    about = {
        "name": place["name"],
        "type": place.get("type", ""),
        "names": list(dict.fromkeys(names)),
        "href": place["href"].removeprefix("indexes/"),
        "sameAs": [one["href"] for one in place.get("identifiers", ()) if "href" in one],
        "mentions": len(place["mentions"]),
    }
    properties = {key: value for key, value in about.items() if value not in ("", [])}
    return {
        "type": "Feature",
        "id": place["id"],
        "geometry": {"type": "Point", "coordinates": [*point]},
        "properties": properties,
    }


def _point(fact: Mapping[str, Any]) -> tuple[float, float] | None:
    """Give longitude and latitude, in degrees; nothing for what is nowhere on earth."""
    try:
        longitude, latitude = float(fact["longitude"]), float(fact["latitude"])
    except (LookupError, ValueError):
        return None
    return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None


def beacons(kind: str, entries: Sequence[Entry], title: str, root: str) -> Iterator[tuple[str, bytes]]:
    """Write for each authority which of its numbers the index of a kind has (BEACON 1.0), for those who link to it."""
    for authority, prefix in AUTHORITIES.items():
        rows = [
            f"{number}|{len(entry['mentions'])}|{quote(entry['id'])}\n"
            for entry in entries
            for number in _numbers(entry, prefix)
        ]
        if rows:
            about = {
                "FORMAT": "BEACON",
                "PREFIX": prefix,
                "TARGET": f"{root}indexes/{kind}s.html#{{ID}}",
                "FEED": f"{root}{beacon_path(kind, authority)}",
                "NAME": title,
            }
            head = "".join(f"#{name}: {' '.join(value.split())}\n" for name, value in about.items())
            yield beacon_path(kind, authority), f"{head}\n{''.join(rows)}".encode()


def _numbers(entry: Entry, prefix: str) -> list[str]:
    hrefs = (one.get("href", "") for one in entry.get("identifiers", ()))
    return list(
        dict.fromkeys(href.removeprefix(prefix) for href in hrefs if href.startswith(prefix) and href != prefix)
    )


def beacon_path(kind: str, authority: str) -> str:
    """Name the BEACON file of an index for an authority."""
    return f"indexes/{kind}s-{authority}.beacon.txt"
