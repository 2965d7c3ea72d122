"""Show what was put where in a text: a unified diff, as ``patch`` and ``git apply`` take it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

AROUND = 3  # lines that are shown before and after a change
_NO_END = "\\ No newline at end of file"


class Piece(NamedTuple):
    """Some words of a line, and their part: ``head``, ``place``, ``same``, ``old``, ``new``, or ``added`` to a line."""

    words: str
    role: str


Line: TypeAlias = tuple[Piece, ...]


def difference(before: str, after: str, name: str, added: Sequence[str]) -> Iterator[Line]:
    """Compare a text with itself after words were ``added`` to some of its lines, in order; ``name`` is its path.

    A line ends with LF, as for ``patch``; a CR before that belongs to the line.
    """
    old, new = before.split("\n"), after.split("\n")
    changed = [number for number, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if not changed:
        return
    yield (Piece(f"--- a/{name}", "head"),)
    yield (Piece(f"+++ b/{name}", "head"),)
    ends = bool(old[-1])  # whether the last line has no LF
    lines = len(old) if ends else len(old) - 1
    waiting = iter(added)
    for hunk in _close(changed, 2 * AROUND + 1):
        first, end = max(0, hunk[0] - AROUND), min(lines, hunk[-1] + AROUND + 1)
        place = f"{first + 1},{end - first}"
        yield (Piece(f"@@ -{place} +{place} @@", "place"),)
        at = first
        for run in _close(hunk, 1):
            yield from _same(old, at, run[0])
            at = run[-1] + 1
            unended = ends and at == lines
            yield from ((Piece(f"-{old[number]}", "old"),) for number in run)
            yield from _no_end(unended)
            yield from (_marked(old[number], new[number], waiting) for number in run)
            yield from _no_end(unended)
        yield from _same(old, at, end)
        yield from _no_end(ends and end == lines and at < end)


def _same(lines: Sequence[str], first: int, end: int) -> Iterator[Line]:
    return ((Piece(f" {lines[number]}", "same"),) for number in range(first, end))


def _no_end(unended: bool) -> Iterator[Line]:
    if unended:
        yield (Piece(_NO_END, "same"),)


def _marked(old: str, new: str, waiting: Iterator[str]) -> Line:
    """Mark in a line what was added to it."""
    pieces = [Piece("+", "new")]
    at, more = 0, len(new) - len(old)
    while more > 0:
        words = next(waiting)
        found = new.index(words, at)
        pieces += Piece(new[at:found], "new"), Piece(words, "added")
        at, more = found + len(words), more - len(words)
    return (*pieces, Piece(new[at:], "new"))


def _close(numbers: Sequence[int], reach: int) -> Iterator[list[int]]:
    """Bring together numbers that are at most so far from each other."""
    group: list[int] = []
    for number in numbers:
        if group and number - group[-1] > reach:
            yield group
            group = []
        group.append(number)
    if group:
        yield group
