"""The table that a bench prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """One figure: what was measured, what came out, the goal, whether it is reached."""

    name: str
    figure: str
    goal: str = ""
    reached: bool | None = None


def render(rows: Iterable[Row]) -> Iterable[str]:
    """Write each row as a line, as soon as it is measured."""
    for row in rows:
        verdict = {True: "reached", False: "NOT REACHED", None: ""}[row.reached]
        yield f"{row.name:<72} {row.figure:<32} {row.goal:<8} {verdict}".rstrip()
