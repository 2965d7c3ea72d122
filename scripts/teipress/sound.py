"""Tell quickly that a text is sound: well formed, within the limits, and without what is not read.

It says no more than that. What is wrong with a text that is not sound, and where, ``wellformed`` says.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from teipress.positions import count_lines

# Beyond any name that was ever given; libxml2 takes 50,000 bytes, and says so less clearly.
LONGEST_NAME = 1_000

# What is written there by numbers of characters is read as such: “&#106;avascript:” (XML Stylesheets, section 3).
RUNNING_STYLESHEET = re.compile(
    r"""href\s*=\s*["'][\s\x00-\x20]*(?:javascript:|vbscript:|data:|[^"']*&#)""", re.IGNORECASE
)


class _Unsound(Exception):
    """Something is wrong, or may be."""


def is_sound(text: str, depth: int, attributes: int, nodes: int) -> bool:
    """Tell whether a text is certainly one that ``wellformed`` has nothing to say of.

    What is counted for each element takes most of the time, so that most is counted otherwise, and too much of it.
    """
    names: dict[str, str] = {}
    closed: list[str] = []
    others: list[object] = []
    opened, twice = 0, 2 * attributes

    def start(_name: str, given: list[str]) -> None:
        nonlocal opened
        opened += 1
        if opened - len(closed) > depth or len(given) > twice:
            raise _Unsound

    def declare(*declaration: object) -> None:
        nonlocal twice
        twice -= 2
        others.append(declaration)

    def instruct(target: str, data: str) -> None:
        others.append(target)
        if target == "xml-stylesheet" and RUNNING_STYLESHEET.search(data):
            raise _Unsound

    def doctype(*_details: object) -> None:
        raise _Unsound

    parser = new_parser(names)
    parser.StartElementHandler, parser.EndElementHandler = start, closed.append
    parser.StartNamespaceDeclHandler, parser.StartDoctypeDeclHandler = declare, doctype
    parser.CommentHandler, parser.ProcessingInstructionHandler = others.append, instruct
    try:
        parser.Parse(text.encode(), True)
    except (expat.ExpatError, _Unsound):
        return False
    most = opened + len(others) + text.count("=")  # there is one for each attribute
    return most <= nodes and count_lines(text) <= 2 * nodes and all(len(name) <= LONGEST_NAME for name in names if name)


def new_parser(names: dict[str, str]) -> expat.XMLParserType:
    """Make a parser that keeps the names of elements and attributes, each once, in ``names``.

    With an explicit encoding, the declaration's is not looked at: the text was decoded before.
    """
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ", intern=names)
    parser.ordered_attributes = True
    return parser
