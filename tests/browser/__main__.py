"""Measure what pages cost their readers, and write docs/figures.md: ``python -m tests.browser``.

The reference edition is measured as it is committed; a play of two megabytes, where the shared corpora are at hand.
"""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.browser.measuring import Cost, cost_of, jump_to
from tests.gallery.browser import Missing, chromium
from tests.paths import ROOT, SHARED
from tests.serving import serving

TARGET = ROOT / "docs/figures.md"
PLAY = SHARED / "corpora/plays/kraus-die-letzten-tage-der-menschheit.xml"
TURNED = "person date quotation"
PAGES = {
    "index": "Front page",
    "changsung": "The article",
    "indexes/persons": "Persons",
    "indexes/places": "Places",
    "indexes/organizations": "Organisations",
    "indexes/events": "Events",
    "indexes/works": "Works",
    "indexes/dates": "Dates",
    "indexes/quotations": "Quotations",
    "cite/changsung": "Citations of the article",
    "source/changsung": "TEI source of the article",
    "search": "Search, before a word is typed",
    "statistics": "Statistics",
    "releases": "Releases",
    "history/changsung": "History of the article",
    "v/1.0.0/changsung": "The article in release 1.0.0",
}
KINDS = ("HTML", "CSS", "scripts", "images", "fonts", "other")
HEAD = """# What pages cost their readers

Measured by `python3 -m nox -s figures` on {date}, on {machine}, with Chromium {version}
and a server on the same machine, each page as if for the first time, in a window of 1280 × 800 pixels; times are
medians of three. Kilobytes (1,000 bytes) as the files are, and in brackets as a server sends them with gzip.

- *Shift* is the layout shift (0: nothing moves once it is painted), the worst of three, and again with highlights
  turned that a reader had turned on another page.
- *Opened* is when everything of the page is there. What is “other” is the sign in the tab and, on the page for
  searching, the program and the index of Pagefind.
- No page loads a font, or anything from another host. The bounds (article below 60 KB, no shift, jumps that stay) are
  tests: `tests/browser/test_figures.py`.
"""
COLUMNS = ("Page", *KINDS, "all, sent", "first paint", "largest paint", "opened", "shift")


def main() -> int:
    """Measure, and write; tell why, where there is nothing to measure with."""
    try:
        with chromium() as browser, tempfile.TemporaryDirectory() as folder:
            words = "\n".join(_report(browser, Path(folder)))
    except Missing as missing:
        print(f"no figures: {missing}")
        return 1
    TARGET.write_text(words + "\n", encoding="utf-8")
    print(TARGET.relative_to(ROOT))
    return 0


def _report(browser: Any, folder: Path) -> Iterator[str]:
    today = datetime.datetime.now(tz=datetime.UTC).date()
    yield HEAD.format(date=f"{today:%-d %B %Y}", machine=_machine(), version=browser.version)
    yield "## The reference edition\n"
    yield from _row(COLUMNS)
    yield from _row(["---", *["---:"] * (len(COLUMNS) - 1)])
    with serving(ROOT / "output") as address:
        for page, name in PAGES.items():
            yield from _costs(name, browser, f"{address}{page}.html")
    if PLAY.is_file():
        yield from _play(browser, folder)


def _play(browser: Any, folder: Path) -> Iterator[str]:
    """Measure the page of a whole play, built for itself, and jumps into it."""
    command = [
        sys.executable,
        "-m",
        "teipress",
        "build",
        str(PLAY),
        "--output",
        str(folder / "play"),
        "--no-check",
        "--quiet",
    ]
    subprocess.run(command, check=True)
    (page,) = (folder / "play").glob(f"{PLAY.stem}.html")
    scenes = re.findall(r'<section class="tei-div[^"]*" id="([^"]+)"', page.read_text(encoding="utf-8"))
    yield f"\n## A play of {PLAY.stat().st_size / 1e6:.1f} MB\n"
    yield "Karl Kraus, *Die letzten Tage der Menschheit*, as [DraCor](https://dracor.org) has it: one page.\n"
    yield from _row(COLUMNS)
    yield from _row(["---", *["---:"] * (len(COLUMNS) - 1)])
    with serving(page.parent) as address:
        yield from _costs("The whole play", browser, address + page.name)
        yield ""
        for name, scene in (("middle", scenes[len(scenes) // 2]), ("last", scenes[-1])):
            jump = jump_to(browser, f"{address}{page.name}#{scene}")
            moved = abs(jump.later - jump.at_first)
            yield (
                f"- Opened at the {name} of its {len(scenes)} divisions, the page shows it {jump.at_first:.0f} pixels "
                f"below the edge of the window;\n  a second later it has moved by {moved:.0f} pixels."
            )


def _costs(name: str, browser: Any, address: str) -> Iterator[str]:
    cost = cost_of(browser, address)
    shift = max(cost.shift, cost_of(browser, address, times=1, stored=TURNED).shift)
    times = (f"{time:.0f} ms" for time in (cost.first, cost.largest, cost.opened))
    total = f"{sum(cost.sent.values()) / 1000:.1f}"
    yield from _row(
        [name, *(_size(cost, kind) for kind in KINDS), total, *times, f"{shift:.3f}".rstrip("0").rstrip(".")]
    )


def _size(cost: Cost, kind: str) -> str:
    return f"{cost.plain[kind] / 1000:.1f} ({cost.sent[kind] / 1000:.1f})" if kind in cost.plain else "0"


def _row(cells: Any) -> Iterator[str]:
    yield "| " + " | ".join(cells) + " |"


def _machine() -> str:
    """Say what kind of machine this is."""
    known = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.*)", known.read_text(encoding="utf-8")) if known.is_file() else []
    kind = names[0] if names else platform.machine()
    return f"{platform.system()} with {os.cpu_count()} cores ({kind})"


if __name__ == "__main__":
    sys.exit(main())
