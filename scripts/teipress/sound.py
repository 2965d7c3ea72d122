"""Tell quickly that a text is sound: well formed, within the limits, and without what is not read.

It says no more than that. What is wrong with a text that is not sound, and where, ``wellformed`` says.
"""

from __future__ import annotations

import re
from xml.parsers import expat

# Beyond any name that was ever given; libxml2 takes 50,000 bytes, and says so less clearly.
LONGEST_NAME = 1_000

# What is written there by numbers of characters is read as such: “&#106;avascript:” (XML Stylesheets, section 3).
RUNNING_STYLESHEET = re.compile(
    r"""href\s*=\s*["'][\s\x00-\x20]*(?:javascript:|vbscript:|data:|[^"']*&#)""", re.IGNORECASE
)


class _Unsound(Exception):
    """Something is wrong, or may be."""


def is_sound(text: str, encoded: bytes, depth: int, attributes: int, nodes: int) -> bool:
    """Tell whether a text, given in UTF-8, too, is certainly one that ``wellformed`` has nothing to say of.

    What is done for each element takes most of the time, so that most is counted otherwise, and too much of it.
    """
    names: dict[str, str] = {}
    room: list[object] = [None] * depth  # a place for each element that may be open
    take, twice = room.pop, 2 * attributes

    def start(_name: str, given: list[str]) -> None:
        take()
        if len(given) > twice:
            raise _Unsound

    def declare(*_declaration: object) -> None:
        nonlocal twice
        twice -= 2

    def instruct(target: str, data: str) -> None:
        if target == "xml-stylesheet" and RUNNING_STYLESHEET.search(data):
            raise _Unsound

    def doctype(*_details: object) -> None:
        raise _Unsound

    parser = new_parser(names)
    parser.StartElementHandler, parser.EndElementHandler = start, room.append
    parser.StartNamespaceDeclHandler, parser.StartDoctypeDeclHandler = declare, doctype
    parser.ProcessingInstructionHandler = instruct
    try:
        parser.Parse(encoded, True)
    except (expat.ExpatError, IndexError, _Unsound):
        return False
    return _has_few_nodes(text, nodes) and all(len(name) <= LONGEST_NAME for name in names if name)


def _has_few_nodes(text: str, nodes: int) -> bool:
    """Tell whether a text has certainly no more nodes, and twice as many lines, than are read."""
    if len(text) >= 2 * nodes and text.count("\n") + text.count("\r") >= 2 * nodes:
        return False
    if len(text) < len("<a/>") * nodes:  # which is as short as a node can be
        return True
    tags = text.count("<") - text.count("</")  # and comments, and instructions; of attributes, each has an equals sign
    return tags + text.count("=") <= nodes


def new_parser(names: dict[str, str]) -> expat.XMLParserType:
    """Make a parser that keeps the names of elements and attributes, each once, in ``names``.

    With an explicit encoding, the declaration's is not looked at: the text was decoded before.
    """
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ", intern=names)
    parser.ordered_attributes = True
    return parser
