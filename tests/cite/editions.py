"""A small edition on disk, with releases, to run commands on."""

from __future__ import annotations

import subprocess
from pathlib import Path

from teipress.diagnostics import Diagnostic, Source
from teipress.pipeline import check
from teipress.project import read_settings
from tests.support import tei

LINES = (
    "The road to the county town was long and dusty that year.",
    "Nobody had repaired the bridge since the flood in spring.",
    "Ja, ja.",
    "Ja, ja.",
    "At the gate an old soldier asked them for their papers.",
    "They had none, and so they waited until the evening came.",
)
SETTINGS = '[edition]\ntitle = "Small"\n[sources]\ntexts = ["texts/*.xml"]\nregisters = ["registers/*.xml"]\n'


def paragraphs(lines: tuple[str, ...] = LINES) -> str:
    """Write paragraphs p1, p2, …"""
    return "\n".join(f'<p xml:id="p{number}">{words}</p>' for number, words in enumerate(lines, 1))


class Edition:
    """An edition in a folder: ``texts/text.xml`` and whatever is written."""

    def __init__(self, folder: Path, content: str | None = None) -> None:
        self.folder = folder
        self.write("teipress.toml", SETTINGS)
        self.text(paragraphs() if content is None else content)

    @property
    def ledger(self) -> Path:
        return self.folder / "ids.lock"

    @property
    def content(self) -> str:
        return (self.folder / "texts/text.xml").read_text(encoding="utf-8")

    def write(self, name: str, words: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")

    def text(self, content: str, name: str = "text") -> None:
        """Write a text whose paragraphs are in a body."""
        self.write(f"texts/{name}.xml", tei(f"<text><body>\n{content}\n</body></text>"))

    def replace(self, *pairs: tuple[str, str]) -> None:
        """Replace parts of the text; each must be there once."""
        words = self.content
        for old, new in pairs:
            assert words.count(old) == 1, (old, words)
            words = words.replace(old, new)
        self.write("texts/text.xml", words)

    def check(self) -> tuple[Diagnostic, ...]:
        return check(read_settings(self.folder / "teipress.toml"), only=frozenset({Source.INTEGRITY})).diagnostics

    def codes(self) -> list[str]:
        return [diagnostic.code for diagnostic in self.check()]


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, without the settings of this machine."""
    closed = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *closed, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
