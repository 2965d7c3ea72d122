"""Answers of DTS as linked data: their terms as version 1.0 names them, in a context of our own words.

The published context (https://dtsapi.org/context/v1.0.json) maps each property of the tables to a term of its
namespace, ``lang`` and ``value`` to keywords of JSON-LD, and what is in ``dublinCore`` to the terms of Dublin Core.
Here, a name that it does not know becomes a term of ``LOST``, where the published one would drop it without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyld import jsonld

CONTEXT = "https://dtsapi.org/context/v1.0.json"
DTS = "https://dtsapi.org/v1.0#"
DCTERMS = "http://purl.org/dc/terms/"
LOST = "urn:lost:"
_CLASSES = "CitableUnit CitationTree CiteStructure Collection EntryPoint MetadataObject Navigation Pagination Resource"
_PROPERTIES = """citationTrees citeStructure citeType collection description document download dtsVersion end first
identifier last level mediaTypes member navigation next parent previous ref resource start title totalChildren
totalParents view"""
_TERMS: dict[str, Any] = {
    "@vocab": LOST,
    **{name: DTS + name for name in f"{_CLASSES} {_PROPERTIES}".split()},
    "lang": "@language",
    "value": "@value",
    "dublinCore": {
        "@id": "@nest",
        "@context": {"@vocab": DCTERMS, **{name: DCTERMS + name for name in ("description", "identifier", "title")}},
    },
    "extensions": "@nest",
}


def expanded(answer: dict[str, Any], address: str) -> list[dict[str, Any]]:
    """Write out an answer that came from an address: every name as the address of its term."""
    if answer["@context"] != CONTEXT:
        raise ValueError(f"another context: {answer['@context']}")
    result = jsonld.expand({**answer, "@context": _TERMS}, {"base": address})
    assert isinstance(result, list)
    return result


def names(value: object) -> Iterator[str]:
    """Yield the terms and types of what was written out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from inner if key == "@type" else (key,)
            yield from names(inner)
    elif isinstance(value, list):
        for item in value:
            yield from names(item)
