"""Show how far long work is, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TextIO

import click

from teipress.progress import Progress, silent

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

PATIENCE = 1.0  # seconds after which work is long
PAUSE = 10.0  # seconds between lines, where there is no terminal


@contextmanager
def showing(*, quiet: bool, clock: Callable[[], float] = monotonic) -> Iterator[Progress]:
    """Give what shows the progress of the work in this context; for the quiet, nothing does."""
    if quiet:
        yield silent
        return
    shown = _Bar(sys.stderr, clock) if sys.stderr.isatty() else _Lines(sys.stderr, clock)
    try:
        yield shown.show
    finally:
        shown.finish()


class _Bar:
    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self.stream, self.clock, self.start = stream, clock, clock()
        self.step = ""
        self.bar: ProgressBar[int] | None = None

    def show(self, step: str, done: int, total: int) -> None:
        if self.clock() - self.start < PATIENCE or not total:
            return
        if step != self.step or self.bar is None:
            self.finish()
            self.step = step
            self.bar = click.progressbar(length=total, label=step, file=self.stream)
            self.bar.render_progress()
        self.bar.update(done - self.bar.pos)

    def finish(self) -> None:
        if self.bar is not None:
            self.bar.render_finish()
            self.bar = None


class _Lines:
    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self.stream, self.clock, self.last = stream, clock, clock()

    def show(self, step: str, done: int, total: int) -> None:
        if self.clock() - self.last >= PAUSE:
            self.last = self.clock()
            click.echo(f"teipress: {step}: {done} of {total} files", file=self.stream)

    def finish(self) -> None:
        """Leave it at that."""
