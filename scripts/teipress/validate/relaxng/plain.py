"""The text of an XML document as plain as it can be: of what is never asked for, nothing need be made but this.

The document is known to be well-formed. In its plain text, each ``<`` starts a tag and each ``>`` ends one: comments,
instructions, sections and the DOCTYPE are gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

_ATTRIBUTE = re.compile(r"""([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
_SPACE = re.compile(r"[\t\n]")
_NAME = re.compile(r"[^\s/>]+")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_WRITTEN = str.maketrans({c: f"&#{ord(c)};" for c in "&<>\"'\t\n\r"})


def plain(data: bytes) -> str:
    """Give the plain text of a document."""
    text = _read(data)
    return _written_anew(data) if text is None else text


def _read(data: bytes) -> str | None:
    """Decode a document, and take out comments and instructions; nothing, if that is not enough."""
    if data.count(b"<") != data.count(b">"):
        return None
    kept: list[bytes] = []
    at, declaration, instruction = 0, data.find(b"<!"), data.find(b"<?")
    while declaration >= 0 or instruction >= 0:
        is_comment = instruction < 0 or 0 <= declaration < instruction
        start = declaration if is_comment else instruction
        if is_comment and not data.startswith(b"<!--", start):
            return None
        end = data.find(b"-->" if is_comment else b"?>", start) + (3 if is_comment else 2)
        if data.count(b"<", start, end) != 1 or data.count(b">", start, end) != 1:
            return None
        kept.append(data[at:start])
        at = end
        declaration = data.find(b"<!", at) if 0 <= declaration < at else declaration
        instruction = data.find(b"<?", at) if 0 <= instruction < at else instruction
    data = b"".join((*kept, data[at:]))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _written_anew(data: bytes) -> str:
    """Write a document anew, in UTF-8: tags and text, and nothing else."""
    written: list[str] = []
    parser = expat.ParserCreate()
    parser.ordered_attributes = True

    def start(name: str, attributes: list[str]) -> None:
        written.append(f"<{name}")
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            written.append(f' {key}="{value.translate(_WRITTEN)}"')
        written.append(">")

    put: Callable[[str], None] = written.append
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: put(f"</{name}>")
    parser.CharacterDataHandler = lambda text: put(text.translate(_WRITTEN))
    parser.Parse(data, True)
    return "".join(written)


def tag_at(text: str, at: int) -> tuple[str, int]:
    """Give the tag that starts at an offset, without what encloses it, and the offset after it."""
    end = text.index(">", at)
    return text[at + 1 : end], end + 1


def name_in(tag: str) -> str:
    """Give the qualified name of a start tag."""
    name = _NAME.match(tag)
    return name[0] if name else ""


def after_element(text: str, name: str, at: int) -> int:
    """Give the offset after an element that is not empty: of its name, and where its start tag ends."""
    close = text.index(f"</{name}", at)
    if text.find(f"<{name}", at, close) < 0 and text[close + len(name) + 2] == ">":
        return close + len(name) + 3
    depth = 1
    while depth:
        tag, at = tag_at(text, text.index("<", at))
        depth += -1 if tag[0] == "/" else tag[-1] != "/"
    return at


def attributes_in(tag: str) -> Iterator[tuple[str, str]]:
    """Give the qualified names and the values of the attributes of a start tag, declarations of namespaces, too."""
    for name, double, single in _ATTRIBUTE.findall(tag):
        value = double or single
        if "\n" in value or "\t" in value:
            value = _SPACE.sub(" ", value)
        yield name, unescaped(value)


def unescaped(text: str) -> str:
    """Put characters in the place of the references to them."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    hexadecimal, decimal, entity = reference.groups()
    if entity:
        return _ENTITIES[entity]
    return chr(int(hexadecimal, 16) if hexadecimal else int(decimal))
