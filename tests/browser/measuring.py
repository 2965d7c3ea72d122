"""What a page costs its readers: how much is sent, when it is painted, whether anything moves."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "scripts", "image": "images", "font": "fonts"}
OBSERVE = """
  window.seen = {paint: 0, shift: 0, shifts: []};
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) seen.paint = entry.startTime;
  }).observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      seen.shift += entry.value;
      seen.shifts.push(...entry.sources.map(({node}) => node?.outerHTML?.slice(0, 120)));
    }
  }).observe({type: "layout-shift", buffered: true});
"""
TIMES = """() => {
  const [first] = performance.getEntriesByName("first-contentful-paint");
  const [way] = performance.getEntriesByType("navigation");
  return {first: first?.startTime ?? 0, largest: seen.paint, opened: way.loadEventEnd, shift: seen.shift,
    shifts: seen.shifts};
}"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a page: bytes of each kind as they are and as they are sent (by gzip), times in milliseconds, what moved."""

    plain: dict[str, int]
    sent: dict[str, int]
    first: float
    largest: float
    opened: float
    shift: float
    shifts: tuple[str, ...]


def cost_of(browser: Any, address: str, times: int = 3, stored: str = "", **settings: Any) -> Cost:
    """Open a page some times, each as if for the first time; give the medians. Highlights can be turned before."""
    plain: dict[str, int] = {}
    sent: dict[str, int] = {}
    runs = []
    for run in range(times):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, **settings)
        context.add_init_script(OBSERVE + (f"localStorage.setItem('teipress:turned', '{stored}');" if stored else ""))
        tab = context.new_page()
        answers: list[Any] = []
        if not run:
            tab.on("response", lambda answer, answers=answers: answers.append(answer))
        tab.goto(address)
        tab.wait_for_timeout(300)
        runs.append(tab.evaluate(TIMES))
        for kind, body in _bodies(answers):
            plain[kind] = plain.get(kind, 0) + len(body)
            sent[kind] = sent.get(kind, 0) + len(gzip.compress(body, 6, mtime=0))
        context.close()
    first, largest, opened = (median(run[name] for run in runs) for name in ("first", "largest", "opened"))
    worst = max(runs, key=lambda run: run["shift"])
    return Cost(plain, sent, first, largest, opened, worst["shift"], tuple(map(str, worst["shifts"])))


def _bodies(answers: list[Any]) -> Iterator[tuple[str, bytes]]:
    for answer in answers:
        if answer.status == 200:
            yield KINDS.get(answer.request.resource_type, "other"), answer.body()


@dataclass(frozen=True, slots=True)
class Jump:
    """A jump to a passage deep in a text: its words, where its top is in the window, then and a second later."""

    words: str
    at_first: float
    later: float
    height: int


def jump_to(browser: Any, address: str) -> Jump:
    """Open a passage by its address, as a citation does."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    tab = context.new_page()
    where = "document.querySelector(':target').getBoundingClientRect().top"
    tab.goto(address)
    tab.wait_for_timeout(200)
    at_first = tab.evaluate(where)
    tab.wait_for_timeout(1000)
    words = tab.evaluate("document.querySelector(':target').textContent")
    jump = Jump(" ".join(words.split()), at_first, tab.evaluate(where), tab.evaluate("innerHeight"))
    context.close()
    return jump
