"""Lay out a reading text: every block on one line, a blank line between blocks."""

from __future__ import annotations

BORDER = "\u2029"


def lay_out(text: str) -> bytes:
    """Fold the white space of each block; ``text`` has a paragraph separator (U+2029) between blocks.

    Bytes know no white space but XML's: a no-break space stays.
    """
    blocks = (b" ".join(block.split()) for block in text.encode().split(BORDER.encode()))
    return b"\n\n".join(block for block in blocks if block) + b"\n"
