"""Answer the questions of DTS 1.0, whoever asks them: pure functions of texts and queries.

The tables of the specification (https://dtsapi.org/versions/v1.0) say which properties an answer has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar

from teipress.cite.units import Kind, Unit
from teipress.dts.addresses import Addresses, CollectionQuery, DocumentQuery, NavigationQuery, encoded
from teipress.dts.texts import Branches, Description, Text, language_at

Answer: TypeAlias = dict[str, Any]
_Item = TypeVar("_Item")

CONTEXT = "https://dtsapi.org/context/v1.0.json"
VERSION = "1.0"
TEI_MEDIA_TYPE = "application/tei+xml"
ROOT = "index"  # the collection of all texts: no text can have this name
MEMBERS = 500  # texts in a page of a collection
UNITS = 1_000  # units in a page of navigation
_DUBLIN_CORE = ("http://purl.org/dc/terms/", "http://purl.org/dc/elements/1.1/", "dcterms:", "dct:", "dc:")


class Refusal(Exception):
    """A question that has no answer: the status of HTTP, and a sentence that says why."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Member:
    """A text as a collection lists it: its name, its description, the kinds of units of its trees."""

    name: str
    description: Description
    trees: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The collection of all texts."""

    title: str
    subtitle: str
    language: str
    members: tuple[Member, ...]


def member_of(text: Text) -> Member:
    """Describe a text for collections."""
    return Member(text.name, text.description, tuple(_tree(branch) for branch in text.branches))


def entry(addresses: Addresses) -> Answer:
    """Answer at the entry: where the three endpoints are."""
    return {
        "@context": CONTEXT,
        "dtsVersion": VERSION,
        "@id": addresses.entry(),
        "@type": "EntryPoint",
        **addresses.templates(),
    }


def collection(edition: Edition, query: CollectionQuery, addresses: Addresses) -> Answer:
    """Answer what is in a collection, or of what a text is a part. Raises ``Refusal``."""
    if query.nav not in {None, "children", "parents"}:
        raise Refusal(400, "“nav” must be “children” or “parents”.")
    top = {"@context": CONTEXT, "dtsVersion": VERSION}
    if query.id not in {None, ROOT}:
        one = next((member for member in edition.members if member.name == query.id), None)
        if one is None:
            raise Refusal(404, f"There is no collection or resource “{query.id}”.")
        if query.page not in {None, 1}:
            raise Refusal(404, "This answer has one page only.")
        answer = {**top, **_resource(one, addresses)}
        return {**answer, "member": [_root(edition, addresses)]} if query.nav == "parents" else answer
    whole = {**top, **_root(edition, addresses), "collection": addresses.collection_template(ROOT)}
    if query.nav == "parents":
        if query.page not in {None, 1}:
            raise Refusal(404, "This answer has one page only.")
        return {**whole, "member": []}
    members, view = _paged(edition.members, MEMBERS, query.page, lambda n: addresses.collection(replace(query, page=n)))
    return {**whole, "member": [_resource(member, addresses) for member in members], **view}


def pages_of(count: int, size: int) -> int:
    """Say into how many pages a list is divided."""
    return max(1, -(-count // size))


def navigation(text: Text, query: NavigationQuery, addresses: Addresses) -> Answer:
    """Answer which units there are in a text, or in a part of it. Raises ``Refusal``."""
    answer: Answer = {
        "@context": CONTEXT,
        "dtsVersion": VERSION,
        "@type": "Navigation",
        "@id": addresses.navigation(query),
        "resource": _bare_resource(member_of(text), addresses),
    }
    _refuse_combinations(query)
    if not text.branches:
        return {**answer, "member": []}
    branch = _branch(text, query.tree)
    ref, start, end = (_unit(branch, value) for value in (query.ref, query.start, query.end))
    _refuse_down(query)
    for name, unit in (("ref", ref), ("start", start), ("end", end)):
        if unit is not None:
            answer[name] = _citable(unit, text, addresses)
    if query.down is None:
        if query.page not in {None, 1}:
            raise Refusal(404, "This answer has one page only.")
        return answer
    units = _units(branch, query.down, ref, start, end)
    shown, view = _paged(units, UNITS, query.page, lambda n: addresses.navigation(replace(query, page=n)))
    return {**answer, "member": [_citable(unit, text, addresses) for unit in shown], **view}


def stretch(text: Text, query: DocumentQuery) -> tuple[Unit, Unit] | None:
    """Say from which unit to which a document is asked for; ``None`` is the whole. Raises ``Refusal``."""
    _refuse_combinations(query)
    if query.ref is None and query.start is None:
        return None
    branch = _branch(text, query.tree)
    ref, start, end = (_unit(branch, value) for value in (query.ref, query.start, query.end))
    if ref is not None:
        return ref, ref
    if start is None or end is None:
        raise Refusal(400, "“start” and “end” must be given together.")
    _range(branch, start, end)
    return start, end


def _refuse_combinations(query: NavigationQuery | DocumentQuery) -> None:
    if query.ref is not None and (query.start is not None or query.end is not None):
        raise Refusal(400, "“ref” cannot be given together with “start” or “end”.")
    if (query.start is None) != (query.end is None):
        raise Refusal(400, "“start” and “end” must be given together.")


def _refuse_down(query: NavigationQuery) -> None:
    """Refuse what the table of “down”, “ref”, “start” and “end” refuses."""
    if query.down is None and query.ref is None and query.start is None:
        raise Refusal(400, "Say by “down”, “ref”, or “start” and “end” which units are asked for.")
    if query.down == 0 and query.ref is None:
        raise Refusal(400, "“down=0” needs a “ref”: it asks for the units beside one.")
    if query.down is not None and query.down < -1:
        raise Refusal(400, "“down” must be -1, 0 or more.")


def _branch(text: Text, tree: str | None) -> Branches:
    branch = text.branch(tree)
    if branch is None:
        raise Refusal(404, f"“{text.name}” has no citation tree “{tree}”." if tree else "Nothing in it can be cited.")
    return branch


def _unit(branch: Branches, identifier: str | None) -> Unit | None:
    if identifier is None:
        return None
    place = branch.places.get(identifier)
    if place is None:
        raise Refusal(404, f"There is no unit “{identifier}” in this citation tree.")
    return branch.tree.units[place]


def _range(branch: Branches, start: Unit, end: Unit) -> tuple[int, int]:
    """Give the places of the units from one to another, the end excluded. Raises ``Refusal``."""
    first, last = branch.places[start.identifier], branch.places[end.identifier]
    if branch.ends[last] <= first:
        raise Refusal(400, f"“{start.identifier}” comes after “{end.identifier}”.")
    return first, branch.ends[last]


def _units(branch: Branches, down: int, ref: Unit | None, start: Unit | None, end: Unit | None) -> Sequence[Unit]:
    units = branch.tree.units
    if ref is not None and down == 0:
        return branch.siblings[ref.parent]
    first, after, level = 0, len(units), 0
    if ref is not None:
        first, level = branch.places[ref.identifier], ref.level
        after = branch.ends[first]
    elif start is not None and end is not None:
        first, after = _range(branch, start, end)
        level = max(start.level, end.level)
    deepest = branch.tree.levels if down == -1 else level + down
    return [unit for unit in units[first:after] if unit.level <= deepest]


def _paged(
    items: Sequence[_Item], size: int, page: int | None, address: Callable[[int], str]
) -> tuple[Sequence[_Item], Answer]:
    """Take a page out of a list; say where the others are, if there are others."""
    last, number = pages_of(len(items), size), 1 if page is None else page
    if number < 1:
        raise Refusal(400, "“page” must be 1 or more.")
    if number > last:
        raise Refusal(404, f"There is no page {number}; the last one is {last}.")
    if last == 1:
        return items, {}
    view = {
        "@id": address(number),
        "@type": "Pagination",
        "first": address(1),
        "previous": address(number - 1) if number > 1 else None,
        "next": address(number + 1) if number < last else None,
        "last": address(last),
    }
    return items[(number - 1) * size : number * size], {"view": view}


def _root(edition: Edition, addresses: Addresses) -> Answer:
    described = {"description": edition.subtitle} if edition.subtitle else {}
    return {
        "@id": ROOT,
        "@type": "Collection",
        "title": edition.title,
        **described,
        "totalParents": 0,
        "totalChildren": len(edition.members),
        "dublinCore": {"title": [_localized(edition.title, edition.language)]},
        "collection": addresses.collection_template(ROOT),
    }


def _resource(member: Member, addresses: Addresses) -> Answer:
    return {
        "@id": member.name,
        "@type": "Resource",
        "title": member.description.title,
        "totalParents": 1,
        "totalChildren": 0,
        "dublinCore": _dublin_core(member.description),
        **addresses.resource_templates(member.name),
        "download": addresses.site(f"{encoded(member.name)}.xml"),
        "mediaTypes": [TEI_MEDIA_TYPE],
        "citationTrees": list(member.trees),
    }


def _bare_resource(member: Member, addresses: Addresses) -> Answer:
    """Name a text, with what leads on from it; the rest is told by the collection endpoint."""
    return {
        "@id": member.name,
        "@type": "Resource",
        **addresses.resource_templates(member.name),
        "mediaTypes": [TEI_MEDIA_TYPE],
        "citationTrees": list(member.trees),
    }


def _dublin_core(description: Description) -> Answer:
    told: Answer = {
        "title": [_localized(description.title, description.language)],
        "creator": list(description.creators),
        "contributor": list(description.contributors),
        "publisher": [description.publisher] if description.publisher else [],
        "date": description.date,
        "language": [description.language] if description.language != "und" else [],
        "license": [description.licence] if description.licence else [],
    }
    return {name: value for name, value in told.items() if value}


def _tree(branch: Branches) -> Answer:
    tree = branch.tree
    answer: Answer = {"@type": "CitationTree", "citeStructure": [_kind(kind) for kind in tree.kinds]}
    if tree.name:
        answer["identifier"] = tree.name
    if tree.description:
        answer["description"] = tree.description
    return answer


def _kind(kind: Kind) -> Answer:
    answer: Answer = {"@type": "CiteStructure", "citeType": kind.cite_type}
    return {**answer, "citeStructure": [_kind(inner) for inner in kind.within]} if kind.within else answer


def _citable(unit: Unit, text: Text, addresses: Addresses) -> Answer:
    """Describe a unit; its address is that of the passage on the page of the text."""
    core, others = _said(unit, text) if unit.title or unit.data else ({}, {})
    answer: Answer = {
        "identifier": unit.identifier,
        "@type": "CitableUnit",
        "level": unit.level,
        "parent": unit.parent,
        "citeType": unit.cite_type,
    }
    if unit.id:
        answer["@id"] = addresses.site(f"{encoded(text.name)}.html#{unit.id}")
    if core:
        answer["dublinCore"] = core
    if others:
        answer["extensions"] = _extensions(others)
    return answer


def _said(unit: Unit, text: Text) -> tuple[dict[str, list[Answer]], dict[str, str]]:
    """Give what is said of a unit in terms of Dublin Core, with the language that it has there, and in others."""
    core: dict[str, list[Answer]] = {}
    others: dict[str, str] = {}
    language = text.description.language if unit.span is None else language_at(unit.span.element, text.description)
    for name, value in unit.data:
        local = next((name.removeprefix(start) for start in _DUBLIN_CORE if name.startswith(start)), None)
        if local:
            core.setdefault(local, []).append(_localized(value, language))
        else:
            others[name] = value
    if unit.title and "title" not in core:
        core["title"] = [_localized(unit.title, language)]
    return core, others


def _extensions(values: Mapping[str, str]) -> Answer:
    """Give what has another vocabulary than Dublin Core, with the addresses of its terms."""
    names = _short_names(values)
    return {"@context": {short: name for name, short in names.items()}, **{names[n]: v for n, v in values.items()}}


def _short_names(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        short = base = name.rstrip("/#").rpartition("#")[2].rpartition("/")[2].rpartition(":")[2] or "term"
        while short in found.values():
            short = f"{base}{len(found) + 1}"
        found[name] = short
    return found


def _localized(value: str, language: str) -> Answer:
    return {"lang": language, "value": value}
