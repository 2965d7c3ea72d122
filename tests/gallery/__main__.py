"""Build the samples, and take the pictures of docs/gallery.md: ``python -m tests.gallery``.

The letters of the pictures are those of the machine: an edition names typefaces, and brings none.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tests.gallery.browser import Missing, chromium, show
from tests.paths import ROOT

SAMPLES = ROOT / "tests/samples"
IMAGES = ROOT / "docs/images/gallery"


@dataclass(frozen=True, slots=True)
class Window:
    """A size of window, in CSS pixels, and how many pixels of the picture each of them has."""

    width: int
    height: int
    scale: float


@dataclass(frozen=True, slots=True)
class Shot:
    """A page, from which element on it is shown, in which view."""

    page: str
    start: str = "body"
    view: str = ""


WINDOWS = (Window(360, 720, 1.5), Window(1280, 860, 1))
SHOTS = (
    Shot("play", "#act1-scene1"),
    Shot("novel", "#chapter1"),
    Shot("sonnet"),
    Shot("manuscript"),
    Shot("apparatus", view="readings"),
    Shot("letter", view="diplomatic"),
    Shot("dictionary"),
    Shot("scripts"),
)


def main() -> int:
    """Take all pictures; tell why, where there is nothing to take them with."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        command = [
            sys.executable,
            "-m",
            "teipress",
            "build",
            str(SAMPLES),
            "--output",
            str(site),
            "--no-check",
            "--quiet",
        ]
        subprocess.run(command, check=True)
        IMAGES.mkdir(parents=True, exist_ok=True)
        try:
            with chromium() as browser:
                for path in take(browser, site):
                    print(path.relative_to(ROOT))
        except Missing as missing:
            print(f"no pictures: {missing}")
            return 1
    return 0


def take(browser: Any, site: Path) -> Iterator[Path]:
    """Take each picture in each size of window; give their paths."""
    for shot in SHOTS:
        for window in WINDOWS:
            tab = show(browser, (site / f"{shot.page}.html").as_uri(), window.width, window.height, scale=window.scale)
            if shot.view:
                tab.check(f"input[value={shot.view}]")
            tab.evaluate("start => document.querySelector(start).scrollIntoView({behavior: 'instant'})", shot.start)
            tab.wait_for_timeout(200)  # parts that come into view are laid out only then
            path = IMAGES / f"{shot.page}-{window.width}.png"
            save(tab.screenshot(), path)
            tab.close()
            yield path


def save(picture: bytes, path: Path) -> None:
    """Write a picture with as many colours as letters need: less than half the size."""
    colours = Image.open(BytesIO(picture)).convert("RGB")
    few = colours.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
