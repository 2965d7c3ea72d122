"""Lay out a reading text: every block on one line, a blank line between blocks; and say how long it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

BORDER = "\u2029"
SEAM = "\u2028"
_BORDER, _SEAM = BORDER.encode(), SEAM.encode()
# Bytes know no white space but XML's: a no-break space stays. It is mostly line ends.
_LITTLE = 60_000  # bytes
_OTHER_SPACE = b"\t\x0b\x0c\r"
_TO_SPACE = bytes.maketrans(_OTHER_SPACE, b"    ")


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading text, laid out, and in UTF-8; its length in words, and in characters without white space."""

    text: str
    data: bytes
    words: int
    characters: int


NOTHING = Reading("\n", b"\n", 0, 0)


def lay_out(text: str) -> Reading:
    """Fold the white space of each block; ``text`` has a paragraph separator (U+2029) between blocks.

    Where a note begins or ends in a line, it has a line separator (U+2028): one word ends there, though nothing is
    between it and the next.
    """
    pieces = text.encode().split(_SEAM)
    parts = [*filter(None, map(_lay_out, _parts(b"".join(pieces))))]
    data = b"\n\n".join(parts) + b"\n"
    laid_out = data.decode()
    spaces, ends = data.count(b" "), data.count(b"\n")
    words = spaces + (ends + 1) // 2 if parts else 0
    return Reading(laid_out, data, words + _words_parted(pieces), len(laid_out) - spaces - ends)


def _parts(text: bytes) -> Iterator[bytes]:
    """Divide a text where blocks end: what is made of a little at a time stays where the processor has it at hand."""
    start = 0
    while start < len(text):
        end = text.find(_BORDER, start + _LITTLE)
        end = len(text) if end < 0 else end + len(_BORDER)
        yield text[start:end]
        start = end


def _lay_out(text: bytes) -> bytes:
    return b"\n\n".join(_blocks(text))


def _blocks(text: bytes) -> list[bytes]:
    """Fold white space: a line at a time, as most of it is at the ends of lines; words are several times as many."""
    if any(space in text for space in _OTHER_SPACE):
        text = text.translate(_TO_SPACE)
    folded = _joined(_joined(text, b"\n"), b"  ")
    return [*filter(None, map(bytes.strip, folded.split(_BORDER)))]


def _joined(text: bytes, border: bytes) -> bytes:
    """Put one space where a border is, and nothing else around it."""
    return b" ".join(filter(None, map(bytes.strip, text.split(border))))


def _words_parted(pieces: Iterable[bytes]) -> int:
    """Count the seams that have a word on both sides, with nothing between; several together are one."""
    return sum(
        not (before[-1:].isspace() or after[:1].isspace() or before.endswith(_BORDER) or after.startswith(_BORDER))
        for before, after in pairwise(filter(None, pieces))
    )
