"""What stands before the root element of a document: the schemas that it names by ``xml-model`` (W3C, 2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from teipress.positions import Position, line_offsets

_SPACE = re.compile(r"\s*")
_PSEUDO = re.compile(r"""([A-Za-z][\w.\-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENDS = {"<?": "?>", "<!--": "-->"}


@dataclass(frozen=True, slots=True)
class Instruction:
    """One ``<?xml-model …?>``: its pseudo-attributes, and where it starts and ends."""

    values: Mapping[str, str]
    start: Position
    end: Position

    @property
    def href(self) -> str:
        """Give the address of the schema."""
        return self.values.get("href", "")


def model_instructions(text: str) -> Iterator[Instruction]:
    """Go through the ``xml-model`` instructions before the root element; a comment or a DOCTYPE holds none."""
    if "<?xml-model" not in text:
        return
    at = _skip_space(text, 1 if text.startswith("\ufeff") else 0)
    while start := next((start for start in _ENDS if text.startswith(start, at)), None):
        end = text.find(_ENDS[start], at + len(start))
        if end < 0:
            return
        end += len(_ENDS[start])
        if text.startswith("<?xml-model", at) and text[at + 11].isspace():
            yield Instruction(_values(text[at + 11 : end - 2]), _position(text, at), _position(text, end))
        at = _skip_space(text, end)


def _skip_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _values(words: str) -> dict[str, str]:
    found = _PSEUDO.finditer(words)
    from html import unescape  # slow to load, and seldom needed

    return {match[1]: unescape(match[2] if match[2] is not None else match[3]) for match in found}


def _position(text: str, offset: int) -> Position:
    before = line_offsets(text[:offset])
    return Position(len(before), offset - before[-1] + 1)
