"""Lay out a reading text: every block on one line, a blank line between blocks; and say how long it is."""

from __future__ import annotations

from dataclasses import dataclass

BORDER = "\u2029"
SEAM = "\u2028"
_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading text, laid out; its length in words, and in characters without white space."""

    data: bytes
    words: int
    characters: int


NOTHING = Reading(b"\n", 0, 0)


def lay_out(text: str) -> Reading:
    """Fold the white space of each block; ``text`` has a paragraph separator (U+2029) between blocks.

    Where a note begins or ends in a line, it has a line separator (U+2028): one word ends there, though nothing is
    between it and the next. Bytes know no white space but XML's: a no-break space stays.
    """
    parted = text.replace(SEAM, " ") if SEAM in text else text
    blocks = [block.split() for block in parted.encode().split(BORDER.encode())]
    words = sum(map(len, blocks))
    characters = len(text) - sum(map(text.count, (*_SPACE, SEAM, BORDER)))
    if parted is not text:
        blocks = [block.split() for block in text.replace(SEAM, "").encode().split(BORDER.encode())]
    return Reading(b"\n\n".join(b" ".join(block) for block in blocks if block) + b"\n", words, characters)
