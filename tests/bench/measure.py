"""Run commands in turns and compare their medians: what else the machine does then weighs on all of them alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class Run:
    """The wall-clock seconds of a command's runs, and the peak memory of its largest process in MB."""

    seconds: list[float] = field(default_factory=list)
    peak: float = 0.0

    @property
    def median(self) -> float:
        """Give the median of the seconds."""
        return statistics.median(self.seconds)


def side_by_side(commands: Mapping[str, Sequence[str]], repeats: int) -> dict[str, Run]:
    """Run each command in turn, ``repeats`` times, after one round that does not count."""
    runs = {name: Run() for name in commands}
    for round in range(repeats + 1):
        for name, command in commands.items():
            seconds, peak = run_once(command)
            if round:
                runs[name].seconds.append(seconds)
                runs[name].peak = max(runs[name].peak, peak)
    return runs


def run_once(command: Sequence[str]) -> tuple[float, float]:
    """Run a command; give its wall-clock seconds and the peak memory of its largest process in MB.

    What it prints and its exit code do not matter: a corpus may hold faults.
    """
    # As installed: with the bytecode that the round that does not count has written.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - start, usage.ru_maxrss / 1024
