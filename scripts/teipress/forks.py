"""Do the same work on many items in copies of this process, which know at once what this one has learnt.

Copies are made where that is sound: on Linux, while the process has one thread. Elsewhere ``parallel`` starts new
processes. A copy that dies costs the one item that it died of. Ctrl-C is the parent's business: it ends the copies.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, NoReturn, TypeVar

from teipress.parallel import DEATHS, Failed, attempt, deaf_to_ctrl_c, ended, too_many_ended

AHEAD = 2  # items that a copy is given at a time, so that it need not wait for the next
_NUMBER = 8  # bytes of a number in a pipe
_READ = 1 << 16

Item = TypeVar("Item")
Result = TypeVar("Result")


def can_fork() -> bool:
    """Tell whether copies of this process are sound."""
    return sys.platform == "linux" and threading.active_count() == 1


def work_through(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    lost: Callable[[Item, str], Result],
    *,
    order: Sequence[int] | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Generator[Result, None, None]:
    """Give the result of each item, in order. ``lost`` makes one of an item that its process died of, and how.

    ``order`` lists the numbers of the items as they are to be begun; ``meanwhile`` is done here, while others work.
    """
    herd = _Herd(work, items, lost, range(len(items)) if order is None else order)
    try:
        for _ in range(min(jobs, len(items))):
            herd.add()
        meanwhile()
        for number in range(len(items)):
            yield herd.result(number)
    finally:
        herd.close()


@dataclass(slots=True)
class _Copy:
    """A copy, seen from the parent: the pipes to it and from it, what it was given, and what came from it so far."""

    pid: int
    tasks: int
    answers: int
    given: deque[int] = field(default_factory=deque)
    received: bytearray = field(default_factory=bytearray)


class _Herd(Generic[Item, Result]):
    def __init__(
        self,
        work: Callable[[Item], Result],
        items: Sequence[Item],
        lost: Callable[[Item, str], Result],
        order: Sequence[int],
    ) -> None:
        self._work, self._items, self._lost = work, items, lost
        self._left = deque(order)
        self._copies: dict[int, _Copy] = {}
        self._done: dict[int, Result] = {}
        self._deaths = 0

    def add(self) -> None:
        """Make a copy, and give it work."""
        task, tasks = os.pipe()
        answers, answer = os.pipe()
        with deaf_to_ctrl_c():
            pid = os.fork()
            if pid == 0:
                for copy in self._copies.values():
                    os.close(copy.tasks)
                    os.close(copy.answers)
                os.close(tasks)
                os.close(answers)
                _serve(self._work, self._items, task, answer)
        os.close(task)
        os.close(answer)
        copy = self._copies[answers] = _Copy(pid, tasks, answers)
        for _ in range(AHEAD):
            self._give(copy)

    def result(self, number: int) -> Result:
        """Wait for the result of an item."""
        while number not in self._done:
            poll = select.poll()
            for answers in self._copies:
                poll.register(answers, select.POLLIN)
            for answers, _ in poll.poll():
                self._receive(self._copies[answers])
        return self._done.pop(number)

    def close(self) -> None:
        """End all copies."""
        for copy in list(self._copies.values()):
            os.kill(copy.pid, signal.SIGKILL)
            self._end(copy)

    def _give(self, copy: _Copy) -> None:
        if self._left:
            number = self._left.popleft()
            copy.given.append(number)
            try:
                os.write(copy.tasks, number.to_bytes(_NUMBER, "big"))
            except BrokenPipeError:
                return  # it is dead, which is found out when its answers end

    def _receive(self, copy: _Copy) -> None:
        data = os.read(copy.answers, _READ)
        if not data:
            self._bury(copy)
            return
        copy.received += data
        while len(copy.received) >= _NUMBER:
            end = _NUMBER + int.from_bytes(copy.received[:_NUMBER], "big")
            if len(copy.received) < end:
                return
            answer = pickle.loads(copy.received[_NUMBER:end])  # noqa: S301 from a copy of this very process
            del copy.received[:end]
            if isinstance(answer, Failed):
                raise answer.error
            self._deaths = 0
            self._done[copy.given.popleft()] = answer
            self._give(copy)

    def _bury(self, copy: _Copy) -> None:
        """Do without the item that a copy died of, and give the rest of what it had to another."""
        code = os.waitstatus_to_exitcode(self._end(copy))
        self._deaths += 1
        if self._deaths > DEATHS:
            raise too_many_ended()
        if copy.given:
            number = copy.given.popleft()
            self._done[number] = self._lost(self._items[number], ended(code))
            self._left.extendleft(reversed(copy.given))
        if self._left:
            self.add()

    def _end(self, copy: _Copy) -> int:
        del self._copies[copy.answers]
        os.close(copy.tasks)
        os.close(copy.answers)
        return os.waitpid(copy.pid, 0)[1]


def _serve(work: Callable[[Item], Result], items: Sequence[Item], tasks: int, answers: int) -> NoReturn:
    """Work, as a copy, until there is nothing more to do; nothing of what the parent had open is touched."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()
    try:
        while task := os.read(tasks, _NUMBER):
            outcome = attempt(partial(work, items[int.from_bytes(task, "big")]))
            answer = pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
            _write(answers, len(answer).to_bytes(_NUMBER, "big") + answer)
    finally:
        os._exit(99)


def _write(pipe: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(pipe, left) :]
