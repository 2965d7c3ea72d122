"""Do the same work on many items in several processes; results come in the order of the items.

A process that dies costs the one item that it died of. Ctrl-C is the parent's business: it ends the children.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from teipress.errors import TeipressError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

PATIENCE = 0.5  # seconds of one wait: Python tells of a Ctrl-C that came just before a wait only after it
GRACE = 5.0  # seconds that a child which has gone silent may take to end
CHUNK = 32  # items sent at once, at most
DEATHS = 8  # children that die one after the other, without a result between: then it is not the items' fault

Item = TypeVar("Item")
Result = TypeVar("Result")

# Makes, in each process, the function that does the work; it must be one that can be sent there.
Start = Callable[[], Callable[[Item], Result]]


def work_through(
    start: Start[Item, Result],
    items: Sequence[Item],
    jobs: int,
    lost: Callable[[Item, str], Result],
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """Give the result of each item, in order. ``lost`` makes one of an item that its process died of, and how.

    ``meanwhile`` is done here, while the children work; without children, before.
    """
    if jobs == 1 or len(items) < 2:
        meanwhile()
        yield from map(start(), items)
        return
    pool = _Pool(start, items, min(jobs, len(items)), lost)
    try:
        pool.feed()
        meanwhile()
        yield from pool.run()
    finally:
        pool.close()


@dataclass(frozen=True, slots=True)
class Failed:
    """A process met trouble that is not in an item."""

    error: TeipressError


def attempt(work: Callable[[], Result]) -> Result | Failed:
    """Work, as a child: what goes wrong is told by the parent. A child without memory ends."""
    try:
        return work()
    except TeipressError as error:
        return Failed(error)
    except MemoryError:
        os._exit(99)
    except Exception as error:  # noqa: BLE001 a fault of ours is told by the parent
        return Failed(TeipressError(f"{type(error).__name__}: {error}"))


def ended(exit_code: int | None) -> str:
    """Say how a child died."""
    return f"the process that worked on it ended unexpectedly (exit code {exit_code})"


def too_many_ended() -> TeipressError:
    """Make the error of children that die one after the other."""
    return TeipressError(f"{DEATHS} processes ended unexpectedly, one after the other; try --jobs 1")


class _Pool(Generic[Item, Result]):
    def __init__(
        self, start: Start[Item, Result], items: Sequence[Item], jobs: int, lost: Callable[[Item, str], Result]
    ) -> None:
        self._start, self._items, self._jobs, self._lost = start, items, jobs, lost
        size = max(1, min(CHUNK, len(items) // (8 * jobs)))
        self._waiting = deque(range(at, min(at + size, len(items))) for at in range(0, len(items), size))
        self._running: dict[_Child, range] = {}
        self._idle: list[_Child] = []
        self._done: dict[int, Result] = {}
        self._deaths = 0

    def run(self) -> Iterator[Result]:
        for turn in range(len(self._items)):
            while turn not in self._done:
                self.feed()
                for child in self._ready():
                    self._collect(child, self._running.pop(child))
            yield self._done.pop(turn)

    def close(self) -> None:
        for child in (*self._running, *self._idle):
            child.stop()

    def feed(self) -> None:
        """Give every idle child work, and start children while there is work for them."""
        while self._waiting and len(self._running) < self._jobs:
            child = self._idle.pop() if self._idle else _Child(self._start)
            numbers = self._waiting.popleft()
            self._running[child] = numbers
            child.send([self._items[number] for number in numbers])

    def _ready(self) -> list[_Child]:
        from multiprocessing.connection import wait

        answered = wait([child.connection for child in self._running], PATIENCE)
        return [child for child in self._running if child.connection in answered]

    def _collect(self, child: _Child, numbers: range) -> None:
        try:
            answer = child.connection.recv()
        except (EOFError, OSError):
            self._bury(child, numbers)
            return
        self._deaths = 0
        self._idle.append(child)
        if isinstance(answer, Failed):
            raise answer.error
        self._done.update(zip(numbers, answer, strict=True))

    def _bury(self, child: _Child, numbers: range) -> None:
        """Try the items of a child that died one by one, to find the one that it died of."""
        child.process.join(GRACE)
        child.stop()
        self._deaths += 1
        if self._deaths > DEATHS:
            raise too_many_ended()
        if len(numbers) > 1:
            self._waiting.extendleft(range(number, number + 1) for number in reversed(numbers))
        else:
            self._done[numbers[0]] = self._lost(self._items[numbers[0]], ended(child.process.exitcode))


class _Child:
    """One child, seen from the parent."""

    def __init__(self, start: Callable[[], object]) -> None:
        import multiprocessing  # slow to load, and seldom needed

        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, start), daemon=True)
        with deaf_to_ctrl_c():
            self.process.start()
        theirs.close()

    def send(self, items: Sequence[object]) -> None:
        try:
            self.connection.send(items)
        except OSError:
            return  # the child is dead: the parent finds out when it collects the results

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


@contextmanager
def deaf_to_ctrl_c() -> Iterator[None]:
    """Start a child with SIGINT blocked: Ctrl-C is the parent's business, also before the child can say so."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# From here on: the child.


def _serve(connection: Connection, start: Callable[[], Callable[[object], object]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work: Callable[[object], object] | None = None

    def answer() -> object:
        nonlocal work
        work = work or start()
        return [work(item) for item in items]

    while True:
        try:
            items = connection.recv()
        except EOFError:
            return
        connection.send(attempt(answer))
