"""Capitals in English titles: what styles call title case.

Source: CSL 1.0.2, *Title Case Conversion*. Words in small letters get a capital, but for a list of short ones, which
get none unless they come first or last, or after a colon. A word that has a capital stays as it is written.

The MLA lowers every preposition, however long (MLA Handbook, 9th ed., and style.mla.org, “Two-Word Prepositions in
Titles”). *After*, *before* and the like are taken for that; where one is a conjunction, its capital is to be written.
"""

from __future__ import annotations

import re

SHORT = frozenset(
    "a an and as at but by down for from in into nor of on onto or over so the till to up via with yet".split()
)
PREPOSITIONS = frozenset(
    "about above according across after against along alongside amid amidst among amongst around before behind "
    "below beneath beside besides between beyond concerning despite during except inside like near off out "
    "outside past per regarding since through throughout toward towards under underneath until unto upon versus "
    "vs within without".split()
)
_ENDS_A_TITLE = re.compile(r"[:.?!—]\W*$")
_AROUND = re.compile(r"^\W+|\W+$")
_START = re.compile(r"^\W*\w")


def titled(title: str, lowered: frozenset[str]) -> str:
    """Give a title its capitals; the words of ``lowered`` stay small within it."""
    words = title.split()
    starts = [True, *(_ENDS_A_TITLE.search(word) is not None for word in words)]
    starts[len(words) - 1] = True
    return " ".join(
        word if not word.islower() or (_AROUND.sub("", word) in lowered and not is_start) else _raised(word)
        for word, is_start in zip(words, starts, strict=False)
    )


def _raised(word: str) -> str:
    return _START.sub(lambda start: start[0].upper(), word)
