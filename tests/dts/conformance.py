"""What DTS 1.0 asks of an answer: by its tables, as schemas, and by the sentences around them, as rules.

The rules have the names of the sections of https://dtsapi.org/versions/v1.0 in which they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator
from lxml import etree

from tests.dts import schemas
from tests.dts.linked import LOST, expanded, names
from tests.dts.templates import Question, variables

Answer = dict[str, Any]

TEI = "http://www.tei-c.org/ns/1.0"
WRAPPER = "{https://w3id.org/api/dts#}wrapper"
_SCHEMAS: Mapping[str, Draft202012Validator] = {
    "EntryPoint": Draft202012Validator(schemas.ENTRY),
    "Collection": Draft202012Validator(schemas.COLLECTION),
    "Resource": Draft202012Validator(schemas.COLLECTION),
    "Navigation": Draft202012Validator(schemas.NAVIGATION),
}
_PARAMETERS = {
    "collection": {"id", "nav", "page"},
    "navigation": {"resource", "ref", "start", "end", "down", "tree", "page"},
    "document": {"resource", "ref", "start", "end", "tree", "mediaType"},
}


def faults(answer: Answer, question: Question, address: str) -> Iterator[str]:
    """Say what is wrong with an answer to a question that came from an address."""
    kind = answer.get("@type", "")
    if kind not in _SCHEMAS:
        yield f"no kind of answer: {kind}"
        return
    wrong = [f"{error.json_path}: {error.message}" for error in _SCHEMAS[kind].iter_errors(answer)]
    if wrong:
        yield from wrong
        return
    lost = {name for name in names(expanded(answer, address)) if name.startswith(LOST)}
    yield from (f"no term of DTS: {name}" for name in sorted(lost))
    match kind:
        case "EntryPoint":
            yield from _templates(answer, {})
        case "Navigation":
            yield from _navigation(answer, question, address)
        case _:
            yield from _collection(answer, question)
    if "view" in answer:
        yield from _view(answer["view"])


def _collection(answer: Answer, question: Question) -> Iterator[str]:
    """“Scheme for Collection API Responses”."""
    yield from _described(answer)
    if "id" in question and answer["@id"] != question["id"]:
        yield f"another one was asked for: {answer['@id']}"
    members = answer.get("member", [])
    for member in members:
        yield from _described(member)
    number = answer["totalParents" if question.get("nav") == "parents" else "totalChildren"]
    if "view" not in answer and len(members) != number:
        yield f"{number} are counted, {len(members)} are listed"


def _described(one: Answer) -> Iterator[str]:
    own = {"id": one["@id"], "resource": one["@id"]}
    yield from _templates(one, own)
    yield from _trees(one.get("citationTrees", []))


def _templates(one: Answer, known: Mapping[str, str]) -> Iterator[str]:
    """“About URI Templates”: those of a text leave open what is not yet known."""
    for endpoint in _PARAMETERS.keys() & one.keys():
        open_ = variables(one[endpoint])
        if not open_ <= _PARAMETERS[endpoint]:
            yield f"the endpoint {endpoint} has no {sorted(open_ - _PARAMETERS[endpoint])}"
        if known and (open_ & known.keys() or known["id"] not in one[endpoint]):
            yield f"the template of {endpoint} is not that of {known['id']}"


def _trees(trees: list[Answer]) -> Iterator[str]:
    """“Resource”: the first tree is the default and has no name (as the schema says), the others are told apart."""
    others = [tree.get("identifier") for tree in trees[1:]]
    if None in others or len(set(others)) < len(others):
        yield "citation trees that cannot be told apart"


def _navigation(answer: Answer, question: Question, address: str) -> Iterator[str]:
    """“Navigation Object”, “CitableUnit”, “Usage of down, ref, start and end”."""
    if answer["@id"] != address:
        yield f"it calls itself {answer['@id']}, and came from {address}"
    resource = answer["resource"]
    yield from _described(resource)
    if resource["@id"] != question["resource"]:
        yield f"another text was asked for: {resource['@id']}"
    if not resource["citationTrees"]:
        if answer.get("member") != []:
            yield "a text without citation trees has an empty list of units"
        return
    for name in ("ref", "start", "end"):
        if answer.get(name, {}).get("identifier") != question.get(name):
            yield f"{name} is not the one that was asked for"
    if ("member" in answer) != ("down" in question):
        yield "units are listed if “down” says so, and only then"
    yield from _units(answer.get("member", []), _kinds(resource, question.get("tree")))
    yield from _listed(answer, question)


def _kinds(resource: Answer, tree: str | None) -> list[set[str]]:
    """List what kinds of units there are on each level of a tree."""
    trees = resource["citationTrees"]
    [one] = [one for one in trees if one.get("identifier") == tree] if tree else trees[:1]
    levels, level = [], one.get("citeStructure", [])
    while level:
        levels.append({kind["citeType"] for kind in level})
        level = [inner for kind in level for inner in kind.get("citeStructure", [])]
    return levels


def _units(units: list[Answer], kinds: list[set[str]]) -> Iterator[str]:
    """“Unique identifiers”, “Values for the parent Property”, “Order of CitableUnits in member”."""
    if len({unit["identifier"] for unit in units}) < len(units):
        yield "two units with the same identifier"
    above: list[Answer] = []
    for unit in units:
        name, level = unit["identifier"], unit["level"]
        if (unit["parent"] is None) != (level == 1):
            yield f"{name}: a unit of level {level} with the parent {unit['parent']}"
        if level > len(kinds) or unit.get("citeType", "") not in kinds[level - 1] | {""}:
            yield f"{name}: no {unit.get('citeType')} on level {level} of its tree"
        while above and above[-1]["level"] >= level:
            above.pop()
        if above and unit["parent"] != above[-1]["identifier"]:
            yield f"{name}: not below {above[-1]['identifier']}, after which it stands"
        above.append(unit)


def _listed(answer: Answer, question: Question) -> Iterator[str]:
    """“Usage of down, ref, start and end”: what must be among the units, and what must not."""
    if "member" not in answer:
        return
    units = answer["member"]
    listed = [unit["identifier"] for unit in units]
    first, last = question.get("ref") or question.get("start"), question.get("ref") or question.get("end")
    if "view" not in answer and not {first, last} - {None} <= set(listed):
        yield "what was asked for is not listed"
    down = int(question["down"])
    if down == 0 and {unit["parent"] for unit in units} != {answer["ref"]["parent"]}:
        yield "units that do not stand beside the one that was asked for"
    if down > 0:
        start = max((answer[name]["level"] for name in ("ref", "start", "end") if name in answer), default=0)
        if any(unit["level"] > start + down for unit in units):
            yield "deeper units than were asked for"
    if down and "view" not in answer and first and listed[:1] != [first] and "ref" in answer:
        yield "the list does not begin with the unit that was asked for"


def _view(view: Answer) -> Iterator[str]:
    """“Pagination Structure”."""
    if (view["@id"] == view["first"]) != (view["previous"] is None):
        yield "the first page has none before it, and only that one"
    if (view["@id"] == view["last"]) != (view["next"] is None):
        yield "the last page has none after it, and only that one"


def document_faults(data: bytes, question: Question) -> Iterator[str]:
    """Say what is wrong with a text or a passage (“XML/TEI encoding and sub-tree representation”)."""
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    wrappers = list(root.iter(WRAPPER))
    if not question.keys() & {"ref", "start"}:
        if wrappers:
            yield "a whole text in a wrapper"
        return
    if root.tag != f"{{{TEI}}}TEI":
        yield f"the root is {root.tag}"
    if len(wrappers) != 1:
        yield f"{len(wrappers)} wrappers"
