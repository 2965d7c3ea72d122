"""What many tests need: small TEI documents, and where things are in them."""

from __future__ import annotations

from pathlib import Path

from teipress.corpus import TEI, Document, Limits, Unreadable, read_document
from teipress.diagnostics import Diagnostic

ROOT = f'<TEI xmlns="{TEI}">'


def tei(content: str) -> str:
    """Put content into a TEI root whose start tag has the first line for itself."""
    return f"{ROOT}\n{content}\n</TEI>"


def document(folder: Path, text: str | bytes, name: str = "text.xml") -> Document:
    """Write a file and read it as the program does; it is shown by its name."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_document(path, name)


def refusal(folder: Path, data: str | bytes, limits: Limits = Limits()) -> Diagnostic:
    """Write a file that cannot be read, and give the reason."""
    path = folder / "text.xml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    try:
        read_document(path, "text.xml", limits)
    except Unreadable as trouble:
        return trouble.diagnostic
    raise AssertionError("the file was read")


def place(text: str, part: str) -> tuple[int, int]:
    """Give line and column of the only place where a part stands in a text; lines end with LF here."""
    assert text.count(part) == 1, f"{part!r} stands {text.count(part)} times in the text"
    before = text[: text.index(part)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def at(diagnostic: Diagnostic) -> tuple[int, int]:
    """Give the place of a diagnostic."""
    return diagnostic.line, diagnostic.column


def spots(diagnostics: list[Diagnostic]) -> list[tuple[str, int, int]]:
    """Give code and place of each diagnostic."""
    return [(d.code, d.line, d.column) for d in diagnostics]
