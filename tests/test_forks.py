"""Work in copies of a process: the order of results, copies that die, faults, and what is left over."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from teipress.errors import ConfigurationError, TeipressError
from teipress.forks import can_fork, work_through

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no copies of processes here")


def lost(_number: int, why: str) -> int:
    return -int(why[-2])


def double(number: int) -> int:
    return 2 * number


def dying(*numbers: int) -> Callable[[int], int]:
    def work(number: int) -> int:
        if number in numbers:
            os._exit(7)
        return 2 * number

    return work


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 100])
def test_results_come_in_the_order_of_the_items(jobs: int, count: int) -> None:
    assert list(work_through(double, range(count), jobs, lost)) == [2 * number for number in range(count)]


def test_items_can_be_begun_in_another_order() -> None:
    order = sorted(range(20), key=lambda number: -number % 7)
    assert list(work_through(double, range(20), 2, lost, order=order)) == [2 * number for number in range(20)]


def test_a_copy_knows_what_its_parent_has_learnt() -> None:
    learnt = {number: os.urandom(9) for number in range(4)}
    assert list(work_through(learnt.get, range(4), 2, lambda _number, _why: None)) == list(learnt.values())


def test_results_may_be_large() -> None:
    assert [len(text) for text in work_through(lambda n: "x" * n, [3_000_000, 1, 70_000], 2, lambda *_: "")] == [
        3_000_000,
        1,
        70_000,
    ]


@pytest.mark.parametrize("numbers", [(57,), (0, 1, 99), (98, 99)])
def test_a_copy_that_dies_costs_the_item_that_it_died_of(numbers: tuple[int, ...]) -> None:
    expected = [-7 if number in numbers else 2 * number for number in range(100)]
    assert list(work_through(dying(*numbers), range(100), 2, lost)) == expected


def test_copies_that_all_die_end_the_work() -> None:
    with pytest.raises(TeipressError, match="one after the other"):
        list(work_through(dying(*range(100)), range(100), 2, lost))


@pytest.mark.parametrize(("fault", "words"), [(ConfigurationError("not 3"), "^not 3$"), (KeyError("3"), "KeyError")])
def test_trouble_that_is_not_in_an_item_ends_the_work(fault: Exception, words: str) -> None:
    def work(number: int) -> int:
        if number == 3:
            raise fault
        return number

    with pytest.raises(TeipressError, match=words):
        list(work_through(work, range(10), 2, lost))


def test_nothing_is_left_of_work_that_ended_early() -> None:
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir())) if descriptors.is_dir() else None
    with closing(work_through(lambda _number: os.getpid(), range(1000), 2, lost)) as results:
        copy = next(results)
    assert before is None or len(list(descriptors.iterdir())) == before
    with pytest.raises(ProcessLookupError):
        os.kill(copy, 0)


def test_what_is_done_meanwhile_is_done_once() -> None:
    done: list[int] = []
    assert list(work_through(double, [1], 1, lost, meanwhile=lambda: done.append(os.getpid()))) == [2]
    assert done == [os.getpid()]


def test_a_process_of_several_threads_is_not_copied() -> None:
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    assert not can_fork()
    waiting.set()
    thread.join()
