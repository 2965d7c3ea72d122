"""Run commands in turns and compare their medians: what else the machine does then weighs on all of them alike."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

INTERVAL = 0.2  # seconds between two looks at a worker's memory; what it had at most, the system remembers


@dataclass
class Run:
    """The wall-clock seconds of a command's runs; peak memory in MB of its largest process, and of its largest worker.

    A worker is a process that the command's own process has started.
    """

    seconds: list[float] = field(default_factory=list)
    peak: float = 0.0
    worker: float = 0.0

    @property
    def median(self) -> float:
        """Give the median of the seconds."""
        return statistics.median(self.seconds)

    def add(self, command: Sequence[str]) -> None:
        """Run a command once more.

        What it prints and its exit code do not matter: a corpus may hold faults.
        """
        # As installed: with the bytecode that the round that does not count has written.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        start = time.perf_counter()
        nowhere = subprocess.DEVNULL
        with (
            subprocess.Popen(command, stdout=nowhere, stderr=nowhere, env=environment) as process,
            _Watch(process.pid) as watch,
        ):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds.append(time.perf_counter() - start)
        self.peak = max(self.peak, usage.ru_maxrss / 1024)
        self.worker = max(self.worker, watch.peak)


class _Watch:
    """Look at the memory of a process's children while it runs; on Linux only, elsewhere nothing is seen."""

    def __init__(self, process: int) -> None:
        self.peak = 0.0
        self._children = Path(f"/proc/{process}/task/{process}/children")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(INTERVAL):
            for child in _read(self._children).split():
                if found := re.search(r"VmHWM:\s*(\d+) kB", _read(Path(f"/proc/{child}/status"))):
                    self.peak = max(self.peak, int(found[1]) / 1024)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:  # it has ended meanwhile
        return ""


def side_by_side(commands: Mapping[str, Sequence[str]], repeats: int) -> dict[str, Run]:
    """Run each command in turn, ``repeats`` times, after one round that does not count."""
    for command in commands.values():
        Run().add(command)
    runs = {name: Run() for name in commands}
    for _ in range(repeats):
        for name, command in commands.items():
            runs[name].add(command)
    return runs
