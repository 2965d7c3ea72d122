"""Run ``teipress`` in this process, which is quicker than in one of its own."""

from __future__ import annotations

import io
import json
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import Any
from unittest.mock import patch

from teipress import cli


class Run:
    """What a command gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def found(self) -> list[tuple[str, str, int]]:
        """Give code, path and line of each diagnostic of a report in JSON."""
        return [(row["code"], row["path"], row["line"]) for row in self.rows]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Read a report in JSON."""
        rows: list[dict[str, Any]] = json.loads(self.out)
        return rows


def teipress(*arguments: str) -> Run:
    """Run a command, and leave the signals as they were."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    before = signal.getsignal(signal.SIGTERM)
    code: object = None
    with patch.object(sys, "argv", ["teipress", *arguments]), redirect_stdout(out), redirect_stderr(err):
        try:
            cli.main()
        except SystemExit as end:
            code = end.code
        finally:
            signal.signal(signal.SIGTERM, before)
    assert isinstance(code, int)
    return Run(code, _written(out), _written(err))


def check(*arguments: str) -> Run:
    """Run a check that ends as a check should, and report in JSON."""
    run = teipress("check", "--format", "json", *arguments)
    assert run.code in {0, 1}, run.err
    return run


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")
