"""The texts that are asked for in the tests of DTS, and their edition."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from teipress.cite.words import english
from teipress.corpus import read_document
from teipress.dts.answers import Edition, member_of
from teipress.dts.library import Library
from teipress.dts.server import make_app
from teipress.dts.texts import Text, text_of
from tests.dts.client import Client
from tests.paths import TEI as SOURCES

FOLDER = Path(__file__).parent / "texts"
FILES: Mapping[str, Path] = {
    "bare": FOLDER / "bare.xml",
    "changsung": SOURCES / "texts/changsung.xml",
    "novel": FOLDER / "novel.xml",
    "poems": FOLDER / "poems.xml",
}


@cache
def text(name: str) -> Text:
    """Read one of the texts."""
    return text_of(name, read_document(FILES[name], f"{name}.xml"), english())


@cache
def edition() -> Edition:
    """Give the edition of all of them."""
    return Edition("Samples", "For tests", "en", tuple(member_of(text(name)) for name in FILES))


def served(folder: Path, files: Mapping[str, Path] = FILES) -> Client:
    """Serve texts as an edition that has been built into a folder."""
    for name, path in files.items():
        (folder / f"{name}.xml").write_bytes(path.read_bytes())
        (folder / f"{name}.html").write_text("<!DOCTYPE html>")
    return Client(make_app(Library(folder, english(), "Samples", "For tests", "en")))
