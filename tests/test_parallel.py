"""Work in several processes: the order of results, processes that die, faults, and Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from teipress.errors import ConfigurationError, TeipressError
from teipress.parallel import work_through
from tests.paths import ROOT


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the children import this module."""
    monkeypatch.syspath_prepend(str(ROOT))


@dataclass(frozen=True)
class Double:
    """Doubles numbers; dies of some, and fails at others."""

    dies_of: int | None = -1
    fails_at: int = -1
    is_fault: bool = False

    def __call__(self) -> Callable[[int], int]:
        return self.work

    def work(self, number: int) -> int:
        if self.dies_of in (number, None):
            os._exit(7)
        if number == self.fails_at:
            raise (RuntimeError if self.is_fault else ConfigurationError)(f"not {number}")
        return 2 * number


def lost(_number: int, why: str) -> int:
    return -int(why[-2])


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 100])
def test_results_come_in_the_order_of_the_items(jobs: int, count: int) -> None:
    assert list(work_through(Double(), range(count), jobs, lost)) == [2 * number for number in range(count)]


def test_a_process_that_dies_costs_the_item_that_it_died_of() -> None:
    expected = [2 * number for number in range(100)]
    expected[57] = -7
    assert list(work_through(Double(dies_of=57), range(100), 2, lost)) == expected


def test_processes_that_all_die_end_the_work() -> None:
    with pytest.raises(TeipressError, match="try --jobs 1"):
        list(work_through(Double(dies_of=None), range(100), 2, lost))


@pytest.mark.parametrize("jobs", [1, 2])
def test_trouble_that_is_in_no_item_ends_the_work(jobs: int) -> None:
    with pytest.raises(ConfigurationError, match="not 3"):
        list(work_through(Double(fails_at=3), range(9), jobs, lost))


def test_a_fault_of_ours_is_told() -> None:
    with pytest.raises(TeipressError, match="RuntimeError: not 3"):
        list(work_through(Double(fails_at=3, is_fault=True), range(9), 2, lost))


@pytest.mark.parametrize("jobs", [1, 2])
def test_something_else_is_done_meanwhile(jobs: int) -> None:
    done: list[str] = []
    results = list(work_through(Double(), range(9), jobs, lost, lambda: done.append("meanwhile")))
    assert (len(results), done) == (9, ["meanwhile"])


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    results = work_through(Double(), range(100), 2, lost)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]


INTERRUPTED = """
import os, signal, sys, time
from functools import partial
from teipress.parallel import work_through

def wait(item):
    time.sleep(60)

def start():
    return wait

def interrupt():
    os.kill(os.getpid(), signal.SIGINT)

if __name__ == "__main__":
    try:
        list(work_through(start, [1, 2], 2, str, interrupt))
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals work otherwise there")
def test_ctrl_c_ends_the_children(tmp_path: object) -> None:
    program = f"{tmp_path}/program.py"
    with open(program, "w") as file:  # noqa: PTH123
        file.write(INTERRUPTED)
    done = subprocess.run([sys.executable, program], capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (130, b"")
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
