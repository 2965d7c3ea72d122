"""Lay out a reading text: every block on one line, a blank line between blocks; and say how long it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

BORDER = "\u2029"
SEAM = "\u2028"


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
    if SEAM not in text:
        return _lay_out(text)
    return replace(_lay_out(text.replace(SEAM, "")), words=_lay_out(text.replace(SEAM, " ")).words)


def _lay_out(text: str) -> Reading:
    """Lay out a text and count, a block at a time: all words of a long text at once take much room, and time for it."""
    blocks: list[bytes] = []
    words = 0
    for block in text.encode().split(BORDER.encode()):
        if found := block.split():
            words += len(found)
            blocks.append(b" ".join(found))
    data = b"\n\n".join(blocks) + b"\n"
    spaces = words - len(blocks) + 2 * max(len(blocks) - 1, 0) + 1  # within blocks, between them, at the end
    return Reading(data, words, len(data.decode()) - spaces)
