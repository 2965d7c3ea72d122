"""Sites and pages to look at: the reference edition, the samples, texts of others, and the report of a check."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.paths import ROOT, SHARED, TEI

SAMPLES = ROOT / "tests/samples"
CORPORA = SHARED / "corpora"
UNREADABLE = {
    "phi1351.phi002.perseus-eng1": "has a DOCTYPE",
    "supp-structure": "includes a file that is not there",
}
SETTINGS = """[edition]
title = "{title}"
language = "en"
base-url = "https://samples.example/"
[sources]
texts = ["*.xml"]
[publish]
search = {search}
epub = true
source = true
package = true
"""
# Faults as editors make them: what stands in the article, and what instead.
FAULTS = (
    ('ref="org:kcna"', 'ref="org:kcma"'),
    ('when="2012-08-08"', 'when="2012-08-80"'),
    ('<p xml:id="p5"', '<p xml:id="p4"'),
    ('<eventName xml:id="event1"', '<eventname xml:id="event1"'),
    ("Joint Session</eventName>", "Joint Session</eventname>"),
)


def edition_of(texts: Iterable[Path], folder: Path, title: str, *, search: bool = False) -> Path:
    """Build an edition of some texts that has everything; give where it is."""
    folder.mkdir(parents=True)
    for path in texts:
        shutil.copyfile(path, folder / path.name)
    settings = SETTINGS.format(title=title, search=str(search).lower())
    (folder / "teipress.toml").write_text(settings, encoding="utf-8")
    teipress("build", str(folder), "--no-check", "--quiet")
    return folder / "output"


def edition_at_address(folder: Path) -> Path:
    """Build a copy of the reference edition that knows where it is on the web: it has what crawlers read."""
    folder.mkdir()
    for name in ("tei", "schemas", "docs", "output"):
        shutil.copytree(ROOT / name, folder / name)
    settings = (ROOT / "teipress.toml").read_text(encoding="utf-8")
    settings = settings.replace("[edition]", '[edition]\nbase-url = "https://changsung.example/"', 1)
    (folder / "teipress.toml").write_text(settings, encoding="utf-8")
    teipress("build", str(folder), "--no-check", "--quiet")
    return folder / "output"


def texts_of_others() -> Iterator[Path]:
    """List the shared texts that can be read as they are; none where they are not at hand."""
    for path in sorted(CORPORA.rglob("*.xml")):
        if path.stem not in UNREADABLE:
            yield path


def report_of_faults(folder: Path) -> Path:
    """Check a copy of the reference edition that has faults; give the report as a page."""
    shutil.copytree(TEI, folder / "tei")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    shutil.copy(ROOT / "teipress.toml", folder)
    article = folder / "tei/texts/changsung.xml"
    text = article.read_text(encoding="utf-8")
    for good, bad in FAULTS:
        if good not in text:
            raise ValueError(f"the article has no “{good}” to make a fault of")
        text = text.replace(good, bad, 1)
    article.write_text(text, encoding="utf-8")
    teipress("check", "--format", "html", "--report", "report.html", "--quiet", here=folder, code=1)
    return folder / "report.html"


def teipress(*arguments: str, here: Path = ROOT, code: int = 0) -> None:
    """Run a command in a folder. Raises ``SystemExit`` with what it says if it does not end as it should."""
    run = subprocess.run(
        [sys.executable, "-m", "teipress", *arguments], cwd=here, capture_output=True, encoding="utf-8"
    )
    if run.returncode != code:
        sys.exit(f"teipress {' '.join(arguments)} ended with {run.returncode}:\n{run.stdout}{run.stderr}")
