"""What the Web Annotation Data Model demands of what we write, read from the recommendation (sections 3 and 4, 5.2).

Faults are sentences; none are good news.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
SELECTORS: dict[str, dict[str, type]] = {
    "FragmentSelector": {"value": str},
    "TextQuoteSelector": {"exact": str},
    "TextPositionSelector": {"start": int, "end": int},
}
OPTIONAL = {"conformsTo", "prefix", "suffix", "refinedBy"}


def faults_of_page(page: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong with a page of annotations."""
    if page.get("@context") != "http://www.w3.org/ns/anno.jsonld":
        yield "the context is not that of the model"
    if page.get("type") != "AnnotationPage" or not is_iri(page.get("id")) or not isinstance(page.get("items"), list):
        yield "a page has type, id and items"
    collection = page.get("partOf", {})
    if collection.get("type") != "AnnotationCollection" or not is_iri(collection.get("id")):
        yield "a page is part of a collection"
    names = [item.get("id") for item in page["items"]]
    if len(set(names)) < len(names):
        yield "two annotations have one id"
    for item in page["items"]:
        yield from faults_of_annotation(item)


def faults_of_annotation(item: dict[str, Any]) -> Iterator[str]:
    if item.keys() - {"id", "type", "motivation", "body", "target"}:
        yield f"{item['id']}: unknown keys"
    if item.get("type") != "Annotation" or not is_iri(item.get("id")):
        yield f"{item.get('id')}: an annotation has an id and a type"
    if item.get("motivation") not in MOTIVATIONS:
        yield f"{item['id']}: “{item.get('motivation')}” is no motivation"
    bodies = item["body"] if isinstance(item["body"], list) else [item["body"]]
    for body in bodies:
        yield from (f"{item['id']}: {fault}" for fault in faults_of_body(body))
    targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
    if not targets:
        yield f"{item['id']}: there is no target"
    for target in targets:
        yield from (f"{item['id']}: {fault}" for fault in faults_of_target(target))


def faults_of_body(body: Any) -> Iterator[str]:
    if isinstance(body, str):
        if not is_iri(body):
            yield f"“{body}” is no IRI"
        return
    if body.get("purpose", "linking") not in MOTIVATIONS:
        yield "a purpose is a motivation"
    match body.get("type"):
        case "TextualBody":
            if not isinstance(body.get("value"), str) or not body["value"]:
                yield "a textual body has a value"
        case "SpecificResource":
            if not is_iri(body.get("source")):
                yield "a specific resource has a source"
        case _:
            yield "a body has a type that is known"


def faults_of_target(target: dict[str, Any]) -> Iterator[str]:
    if not is_iri(target.get("source")) or ("id" in target and not is_iri(target["id"])):
        yield "a specific resource has a source"
    selectors = target.get("selector", [])
    for selector in selectors if isinstance(selectors, list) else [selectors]:
        yield from faults_of_selector(selector)


def faults_of_selector(selector: dict[str, Any]) -> Iterator[str]:
    needed = SELECTORS.get(selector.get("type", ""))
    if needed is None:
        yield f"“{selector.get('type')}” is no selector"
        return
    for key, kind in needed.items():
        if not isinstance(selector.get(key), kind) or selector[key] == "":
            yield f"a {selector['type']} has {key}"
    if selector.keys() - needed.keys() - OPTIONAL - {"type"}:
        yield f"a {selector['type']} has unknown keys"
    if selector["type"] == "TextPositionSelector" and not 0 <= selector["start"] < selector["end"]:
        yield "a stretch starts before it ends"
    if "refinedBy" in selector:
        yield from faults_of_selector(selector["refinedBy"])


def is_iri(value: Any) -> bool:
    """Tell whether something can be an address: no spaces, and “%” and brackets in their places only."""
    if not isinstance(value, str) or not value or any(letter in value for letter in ' <>"{}|\\^`\n'):
        return False
    return urlsplit(value).scheme in {"", "http", "https", "doi", "urn", "mailto"}
