"""Lay out a reading text: every block on one line, a blank line between blocks."""

from __future__ import annotations

import re

BORDER = "\u2029"
_WHITE = re.compile("[ \t\r\n]+")


def lay_out(text: str) -> str:
    """Fold the white space of each block; ``text`` has a paragraph separator (U+2029) between blocks."""
    folded = (_WHITE.sub(" ", block).strip(" ") for block in text.split(BORDER))
    return "\n\n".join(block for block in folded if block) + "\n"
