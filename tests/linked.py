"""The linked data of a built site as others' programs read it: JSON-LD expanded by pyld, Turtle read by rdflib.

Nothing is fetched: the contexts that the site names are given here, after what is published at their addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from tests.xpath import strings

SCHEMA_ORG = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
ADDRESS = {"@type": "@id"}
CONTEXTS: dict[str, dict[str, Any]] = {
    "https://schema.org": {
        "@vocab": SCHEMA_ORG,
        **dict.fromkeys(("url", "sameAs", "license", "contentUrl"), ADDRESS),
    },
    # The terms of the Web Annotation Vocabulary (appendix A) that annotations of editions have.
    "http://www.w3.org/ns/anno.jsonld": {
        "id": "@id",
        "type": "@type",
        **{
            name: f"{OA}{name}"
            for name in (
                *("Annotation", "SpecificResource", "FragmentSelector", "TextQuoteSelector", "TextPositionSelector"),
                *("TextualBody", "exact", "prefix", "suffix", "linking", "identifying", "describing", "tagging"),
            )
        },
        "body": {"@id": f"{OA}hasBody", **ADDRESS},
        "target": {"@id": f"{OA}hasTarget", **ADDRESS},
        "source": {"@id": f"{OA}hasSource", **ADDRESS},
        "selector": {"@id": f"{OA}hasSelector", **ADDRESS},
        "refinedBy": {"@id": f"{OA}refinedBy", **ADDRESS},
        "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
        "start": f"{OA}start",
        "end": f"{OA}end",
        "AnnotationPage": "https://www.w3.org/ns/activitystreams#OrderedCollectionPage",
        "AnnotationCollection": "https://www.w3.org/ns/activitystreams#OrderedCollection",
        "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list", **ADDRESS},
        "partOf": {"@id": "https://www.w3.org/ns/activitystreams#partOf", **ADDRESS},
        "startIndex": "https://www.w3.org/ns/activitystreams#startIndex",
        "total": "https://www.w3.org/ns/activitystreams#totalItems",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
        "conformsTo": {"@id": "http://purl.org/dc/terms/conformsTo", **ADDRESS},
        "format": "http://purl.org/dc/elements/1.1/format",
        "language": "http://purl.org/dc/elements/1.1/language",
        "created": "http://purl.org/dc/terms/created",
        "generator": {"@id": "https://www.w3.org/ns/activitystreams#generator", **ADDRESS},
    },
}


def faults_of_linked_data(site: Path) -> Iterator[str]:
    """Read all JSON-LD and Turtle of a site, but not what DTS answers or is frozen; say what is unreadable, or lost."""
    for place, data in linked_data(site):
        yield from (f"{place}: {fault}" for fault in faults_of_json_ld(data, f"https://example.org/{place}"))
    for path in sorted(site.rglob("*.ttl")):
        yield from (f"{path.relative_to(site)}: {fault}" for fault in faults_of_turtle(path.read_bytes()))


def linked_data(site: Path) -> Iterator[tuple[str, bytes]]:
    """Give each JSON-LD of a site, and where it is: files, and what is in pages. What is frozen stays as it was."""
    for path in sorted(site.rglob("*")):
        place = path.relative_to(site)
        if place.parts[0] in ("dts", "v"):
            continue
        if path.suffix == ".jsonld":
            yield place.as_posix(), path.read_bytes()
        elif path.suffix == ".html":
            page = html.fromstring(path.read_bytes())
            for text in strings(page, "//script[@type = 'application/ld+json']/text()"):
                yield place.as_posix(), text.encode()


def faults_of_json_ld(written: bytes, base: str) -> Iterator[str]:
    """Expand JSON-LD: everything that is written has to be there after it, by names that the vocabularies know."""
    from pyld import jsonld

    try:
        data = json.loads(written)
        graph = jsonld.expand(data, {"base": base, "documentLoader": _load})
    except (ValueError, jsonld.JsonLdError) as error:
        yield str(error)
        return
    if not graph:
        yield "says nothing"
    # An expansion drops a key that it has no name for. One that is empty is no loss.
    lost = len(list(_values(data))) - len(list(_values(graph)))
    if lost > 0:
        yield f"{lost} values have no name, and are lost"
    for name in sorted({*_names(graph)}):
        if not _is_known(name):
            yield f"{name} is in no vocabulary"
    # What pyld takes for absolute, as it has a colon, it leaves as it is, and then leaves it out of a graph. In a link
    # to words (“:~:text=”) the colons have to be there.
    for address in sorted({*_addresses(graph)}):
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|_:", address) and ":~:" not in address:
            yield f"{address} is no absolute address"


def faults_of_turtle(written: bytes) -> Iterator[str]:
    """Read Turtle."""
    import rdflib

    try:
        graph = rdflib.Graph().parse(data=written, format="turtle", publicID="https://example.org/indexes/")
    except (ValueError, SyntaxError, LookupError) as error:  # an end too early is a LookupError to rdflib
        yield str(error) or "ends too early"
        return
    if not len(graph):
        yield "says nothing"


def _load(address: str, options: object = None) -> dict[str, Any]:
    """Give a context to pyld. Raises ``ValueError`` for one that is not known here."""
    if address not in CONTEXTS:
        raise ValueError(f"the context {address} is not one that a site should name")
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": CONTEXTS[address]}}


def _values(data: Any, key: str = "") -> Iterator[object]:
    """Give the strings, numbers and truths in JSON, but for those that say how to read it."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in ("@context", "@type", "type", "@language"):
                yield from _values(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _values(value, key)
    elif data is not None:
        yield data


def _names(graph: Any) -> Iterator[str]:
    """Give the names of properties and classes in expanded JSON-LD."""
    for node in graph if isinstance(graph, list) else [graph]:
        if isinstance(node, dict):
            yield from node.get("@type", ()) if isinstance(node.get("@type"), list) else ()
            yield from (name for name in node if not name.startswith("@"))
            for value in node.values():
                yield from _names(value)


def _addresses(graph: Any) -> Iterator[str]:
    """Give the addresses in expanded JSON-LD."""
    for node in graph if isinstance(graph, list) else [graph]:
        if isinstance(node, dict):
            if "@id" in node:
                yield node["@id"]
            for value in node.values():
                yield from _addresses(value)


def _is_known(name: str) -> bool:
    from rdflib.namespace import SDO

    term = name.removeprefix(SCHEMA_ORG)
    return term in SDO if term != name else bool(re.match(r"https?://(www\.w3|purl)\.org/", name))
