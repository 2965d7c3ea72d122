"""Fetch the package ``world-atlas``, and make the outlines of it that teipress carries."""

from __future__ import annotations

import hashlib
import io
import json
import math
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from teipress.atlas.outlines import Outlines, written
from teipress.atlas.simplify import Point, simplify
from tests.outlines.topology import outlines
from tests.paths import ROOT

PACKAGE = "world-atlas@2.0.2"
SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
FOLDER = ROOT / "scripts/teipress/atlas"
# Of each scale: the file made, and the smallest triangle that a point is kept for, in square degrees at the equator.
MADE = {"50m": ("world.txt", 0.02), "10m": ("region.txt", 0.0008)}


def fetch() -> bytes:
    """Fetch the package. Raises ``SystemExit`` if it is not the one that is meant."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        data = archive.read_bytes()
    if (found := hashlib.sha256(data).hexdigest()) != SHA256:
        sys.exit(f"{PACKAGE} has the SHA-256 {found}, not {SHA256}: it is another than the one that is meant")
    return data


def topology(archive: bytes, scale: str) -> Any:
    """Read the countries at a scale."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        member = files.extractfile(f"package/countries-{scale}.json")
        assert member is not None
        return json.load(member)


def made(topology: Any, area: float) -> Outlines:
    """Give the outlines without the points that are not seen."""
    return outlines(topology, lambda line: thinned(line, area), least=area)


def thinned(line: list[Point], area: float) -> list[Point]:
    """Leave out points, more of them near a pole; of a line that is an island by itself, four stay."""
    shrunk = [(x * math.cos(math.radians(y)), y) for x, y in line]
    kept = simplify(shrunk, area, least=4 if line[0] == line[-1] else 2)
    wanted = iter(kept)
    point = next(wanted, None)
    found = []
    for whole, small in zip(line, shrunk, strict=True):
        if small == point:
            found.append(whole)
            point = next(wanted, None)
    return found


if __name__ == "__main__":
    package = fetch()
    for scale, (name, area) in MADE.items():
        data = written(made(topology(package, scale), area))
        (FOLDER / name).write_text(data, encoding="ascii", newline="\n")
        print(f"{name}: {len(data):,} bytes")
