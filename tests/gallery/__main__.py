"""Build the edition and the samples, and take the pictures of the README and of docs/: ``python -m tests.gallery``.

Names of pictures may follow, for some of them only.

The letters of the pictures are those of the machine: an edition names typefaces, and brings none. Times of waiting are
for the browser, which lays out parts only when they come into view.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tests.gallery.browser import Missing, chromium, show
from tests.gallery.shots import SHOTS, Shot, Window
from tests.paths import ROOT
from tests.serving import serving
from tests.validity.sites import SAMPLES, edition_of, report_of_faults, teipress

IMAGES = ROOT / "docs/images/gallery"


def main(*names: str) -> int:
    """Take all pictures, or those of some names; tell why, where there is nothing to take them with."""
    shots = [shot for shot in SHOTS if not names or shot.name in names]
    IMAGES.mkdir(parents=True, exist_ok=True)
    try:
        with ExitStack() as stack:
            browser = stack.enter_context(chromium())
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            sites = {name: stack.enter_context(serving(site)) for name, site in _sites(folder).items()}
            taken = set()
            for path in take(browser, sites, shots):
                taken.add(path)
                print(path.relative_to(ROOT))
    except Missing as missing:
        print(f"no pictures: {missing}")
        return 1
    if not names:
        for path in set(IMAGES.glob("*.png")) - taken:
            path.unlink()
    return 0


def _sites(folder: Path) -> dict[str, Path]:
    """Build what is shown; give the folders by their names in ``SHOTS``."""
    teipress("build", str(ROOT), "--output", str(folder / "edition"), "--no-check", "--quiet")
    return {
        "edition": folder / "edition",
        "samples": edition_of(sorted(SAMPLES.glob("*.xml")), folder / "samples", "Samples"),
        "report": report_of_faults(folder / "faults").parent,
    }


def take(browser: Any, sites: Mapping[str, str], shots: Iterable[Shot]) -> Iterator[Path]:
    """Take each picture in each size of window; give their paths."""
    for shot in shots:
        for window in shot.windows:
            path = IMAGES / f"{shot.name}-{window.suffix}.png"
            save(picture(browser, f"{sites[shot.site]}{shot.page}.html", shot, window), path)
            yield path


def picture(browser: Any, address: str, shot: Shot, window: Window) -> bytes:
    """Take a picture: open the page, do what is to be done, and bring into view what is to be seen."""
    tab = show(browser, address, window.width, window.height, window.scheme, window.scale)
    if shot.start != "body":
        tab.evaluate("start => document.querySelector(start).scrollIntoView({behavior: 'instant'})", shot.start)
    if shot.do:
        shot.do(tab)
    tab.wait_for_timeout(300)
    taken: bytes = tab.screenshot()
    tab.close()
    return taken


def save(picture: bytes, path: Path) -> None:
    """Write a picture with as many colours as letters need: less than half the size."""
    colours = Image.open(BytesIO(picture)).convert("RGB")
    few = colours.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
