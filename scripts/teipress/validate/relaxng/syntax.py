"""The full syntax (spec, section 3): which element may hold what. Each fault is told at its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from teipress.validate.relaxng.ncname import is_ncname
from teipress.validate.relaxng.tree import Node

PATTERNS = frozenset(
    "element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref parentRef empty value data "
    "notAllowed externalRef grammar text".split()
)
NAME_CLASSES = frozenset({"name", "anyName", "nsName", "choice"})
GRAMMAR = frozenset({"start", "define", "div", "include"})
DEFINITIONS = frozenset({"start", "define"})
INCLUDED = frozenset({"start", "define", "div"})

# attribute → required?
_ATTRIBUTES: Mapping[str, Mapping[str, bool]] = {
    "element": {"name": False},
    "attribute": {"name": False},
    "ref": {"name": True},
    "parentRef": {"name": True},
    "value": {"type": False},
    "data": {"type": True},
    "param": {"name": True},
    "externalRef": {"href": True},
    "include": {"href": True},
    "define": {"name": True, "combine": False},
    "start": {"combine": False},
}
_EVERYWHERE = frozenset({"ns", "datatypeLibrary"})
_NAMED = ("ref", "parentRef", "define", "param")


def check_node(node: Node, where: str = "pattern") -> None:
    """Check one element: attributes, children, text. ``where`` says what it stands for: a pattern or a name class.

    Raises ``Wrong``.
    """
    _check_attributes(node)
    _check_stray(node)
    if where == "name class":
        _check_name_class(node)
    elif node.name in PATTERNS:
        _check_pattern(node)
    else:
        raise node.error(f"<{node.name}> is no pattern of RELAX NG")


def check_component(node: Node, *, included: bool = False) -> None:
    """Check a part of a grammar: start, define, div or include; not yet what a definition holds. Raises ``Wrong``."""
    allowed = INCLUDED if included else GRAMMAR
    if node.name not in allowed:
        raise node.error(
            f"<{node.name}> cannot stand here; expected is {' or '.join(f'<{n}>' for n in sorted(allowed))}"
        )
    _check_attributes(node)
    if node.name not in DEFINITIONS:
        _check_stray(node)
    combine = node.attributes.get("combine")
    if combine is not None and combine not in ("choice", "interleave"):
        raise node.error(f"combine is “choice” or “interleave”, not “{combine}”")


def check_definition(node: Node) -> None:
    """Check what a start or define holds. Raises ``Wrong``."""
    _check_stray(node)
    if node.name == "start" and len(node.children) != 1:
        raise node.error("<start> holds exactly one pattern")
    if node.name == "define" and not node.children:
        raise node.error("<define> must hold a pattern")


def _check_stray(node: Node) -> None:
    if node.stray:
        raise node.error(f"text stands in <{node.name}>, where only elements may: “{node.stray[:30]}”")


def _check_attributes(node: Node) -> None:
    known = _ATTRIBUTES.get(node.name, {})
    for name in node.attributes:
        if name not in known and name not in _EVERYWHERE:
            raise node.error(f"<{node.name}> has no attribute “{name}”")
    for name, required in known.items():
        if required:
            node.required(name)
    if node.name in _NAMED and not is_ncname(node.attributes["name"]):
        raise node.error(f"“{node.attributes['name']}” is no name")
    if "type" in node.attributes and not is_ncname(node.attributes["type"]):
        raise node.error(f"“{node.attributes['type']}” is no name of a datatype")
    if "datatypeLibrary" in node.attributes:
        _check_library(node)
    if "href" in node.attributes and "#" in node.attributes["href"]:
        raise node.error("href names a whole file, without “#”")


def _check_library(node: Node) -> None:
    """Section 4.3: an absolute URI without a fragment, or nothing."""
    library = node.attributes["datatypeLibrary"]
    if library == "":
        return
    absolute = re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:.", library)
    if not absolute or "#" in library or re.search(r"%(?![0-9A-Fa-f]{2})|[\s<>\"{}|\\^`]", library):
        raise node.error(f"datatypeLibrary is an absolute address without “#”, not “{library}”")
    try:
        urlsplit(library)
    except ValueError:
        raise node.error(f"datatypeLibrary is no address: “{library}”") from None


def _check_pattern(node: Node) -> None:  # noqa: C901 one case for each kind of pattern
    children = node.children
    match node.name:
        case "element" | "attribute":
            named = "name" in node.attributes
            patterns = children if named else children[1:]
            if not named and not children:
                raise node.error(f"<{node.name}> needs a name")
            if node.name == "element" and not patterns:
                raise node.error("<element> must hold a pattern; <empty/> is one")
            if node.name == "attribute" and len(patterns) > 1:
                raise node.error("<attribute> holds one pattern at most")
            if named and children and children[0].name in NAME_CLASSES - {"choice"}:
                raise node.error(f"<{node.name}> has two names")
        case "group" | "interleave" | "choice" | "optional" | "zeroOrMore" | "oneOrMore" | "list" | "mixed":
            if not children:
                raise node.error(f"<{node.name}> must hold a pattern")
        case "data":
            _check_data(node)
        case "grammar":
            return
        case _:
            if children:
                raise node.error(f"<{node.name}> holds no elements")


def _check_data(node: Node) -> None:
    excepted = [child for child in node.children if child.name == "except"]
    if len(excepted) > 1 or (excepted and node.children[-1] is not excepted[0]):
        raise node.error("<data> has one <except> at most, as its last element")
    for child in node.children:
        if child.name == "param":
            _check_attributes(child)
            if child.children:
                raise child.error("<param> holds text only")
        elif child.name == "except":
            _check_attributes(child)
            if not child.children or child.stray:
                raise child.error("<except> must hold a pattern")
        else:
            raise child.error(f"<{child.name}> cannot stand in <data>")


def _check_name_class(node: Node) -> None:
    match node.name:
        case "name":
            if node.children:
                raise node.error("<name> holds text only")
        case "anyName" | "nsName":
            if len(node.children) > 1 or any(child.name != "except" for child in node.children):
                raise node.error(f"<{node.name}> may hold one <except>")
            for child in node.children:
                _check_attributes(child)
                if not child.children or child.stray:
                    raise child.error("<except> must hold a name class")
        case "choice":
            if not node.children:
                raise node.error("<choice> must hold a name class")
        case _:
            raise node.error(f"<{node.name}> is no name class")
