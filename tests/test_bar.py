"""Progress is told on standard error: a bar on a terminal, now and then a line elsewhere, nothing to the quiet."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest

from teipress.bar import showing


class Stream(io.StringIO):
    """A stream that is a terminal, or is not."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def told(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, quiet: bool = False, seconds: float = 1.0) -> str:
    """Work through 100 files; each takes some seconds of a clock that only this test moves."""
    stream = Stream(terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    clock = iter(ticks(seconds))
    with showing(quiet=quiet, clock=lambda: next(clock)) as progress:
        for step in ("reading", "RELAX NG"):
            for done in range(101):
                progress(step, done, 100)
    return stream.getvalue()


def ticks(seconds: float) -> Iterator[float]:
    number = 0
    while True:
        yield number * seconds
        number += 1


def test_a_terminal_gets_a_bar_for_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    words = told(monkeypatch, terminal=True)
    assert "reading" in words
    assert "RELAX NG" in words
    assert "100%" in words
    assert words.endswith(("\n", "\x1b[?25h"))


def test_others_get_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = told(monkeypatch, terminal=False).splitlines()
    assert 5 < len(lines) < 30
    assert all(line.startswith(("teipress: reading: ", "teipress: RELAX NG: ")) for line in lines)
    assert all(line.endswith(" of 100 files") for line in lines)


@pytest.mark.parametrize("terminal", [True, False])
def test_short_work_is_not_told_of(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, terminal=terminal, seconds=0.001) == ""


@pytest.mark.parametrize("terminal", [True, False])
def test_the_quiet_are_told_nothing(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, terminal=terminal, quiet=True) == ""
