"""Books for the tests: of the samples, and of a text that holds what is hard for e-readers."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

import pytest

from teipress.pipeline import build
from teipress.project import read_settings
from tests.epub.hard import HARD, LONG

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SETTINGS = """[edition]
title = "Books"
language = "en"
{more}
[sources]
texts = ["*.xml"]
[publish]
epub = true
"""


def picture() -> bytes:
    """Make the smallest PNG: one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head, pixel = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + pixel + chunk(b"IEND", b"")


def edition(folder: Path, texts: dict[str, str], more: str = "") -> Path:
    """Build an edition of some texts; give its output."""
    for name, text in texts.items():
        (folder / f"{name}.xml").write_text(text, "utf-8")
    (folder / "a picture é.png").write_bytes(picture())
    (folder / "teipress.toml").write_text(SETTINGS.format(more=more), "utf-8")
    assert build(read_settings(folder / "teipress.toml"), verify=False, cached=False).written
    return folder / "output"


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the samples, and the hard texts, as an edition whose address is known."""
    folder = tmp_path_factory.mktemp("books")
    for sample in SAMPLES.glob("*.xml"):
        shutil.copy(sample, folder)
    return edition(folder, {"hard": HARD, "long": LONG}, 'base-url = "https://example.org/books"')
