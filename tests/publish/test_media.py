"""Pictures and recordings: what is published is judged by its content."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from teipress.corpus import read_document
from teipress.pipeline import build
from teipress.project import open_project
from teipress.publish import media
from teipress.publish.media import MISSING, Media, examine, find_media, refusals
from tests.edition.pages import contents
from tests.support import tei
from tests.xslt.render import whole

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'


def png() -> bytes:
    """Make a picture of one grey point."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0\x80")), (b"IEND", b""))
    body = b"".join(struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


KINDS = {
    "a.png": png(),
    "a.PNG": png(),
    "a.jpg": b"\xff\xd8\xff\xe0",
    "a.jpeg": b"\xff\xd8\xff\xe1",
    "a.gif": b"GIF89a",
    "a.webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "a.avif": b"\0\0\0\x20ftypavif",
    "a.svg": SVG.format("<circle r='1'/>").encode(),
    "a.mp3": b"ID3\x04",
    "a.ogg": b"OggS\0",
    "a.flac": b"fLaC\0",
    "a.wav": b"RIFF\x10\0\0\0WAVEfmt ",
    "a.mp4": b"\0\0\0\x20ftypisom",
    "a.webm": b"\x1aE\xdf\xa3",
}
REFUSED = {
    "page.html": (b"<!DOCTYPE html><script>alert(1)</script>", "no picture or recording of a known kind"),
    "page.png": (b"<!DOCTYPE html><script>alert(1)</script>", "no picture or recording of a known kind"),
    "picture.html": (png(), "its content is that of a file “.png”, its name is not"),
    "picture.jpg": (png(), "its content is that of a file “.png”, its name is not"),
    "empty.png": (b"", "no picture or recording of a known kind"),
    "script.svg": (SVG.format("<script>alert(1)</script>").encode(), "it holds an element <script> of a web page"),
    "event.svg": (SVG.format("<a onclick='alert(1)'/>").encode(), "it holds an event handler “onclick”"),
    "address.svg": (SVG.format("<a href='java&#10;script:alert(1)'/>").encode(), "it holds an address that runs"),
    "foreign.svg": (
        SVG.format("<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>").encode(),
        "it holds an element <iframe> of a web page",
    ),
    "doctype.svg": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("").encode(), "it has a DOCTYPE"),
    "style.svg": (b'<?xml-stylesheet href="x.xsl"?>' + SVG.format("").encode(), "a style sheet of its own"),
    "page.svg": (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "it is no SVG"),
    "broken.svg": (b"<svg", "it is no SVG"),
}


@pytest.mark.parametrize("name", KINDS)
def test_pictures_and_recordings_are_known_by_their_content(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(KINDS[name])
    assert examine(name, tmp_path).refused == ""


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_browser_would_run_or_take_for_a_page_is_refused(name: str, tmp_path: Path) -> None:
    data, why = REFUSED[name]
    (tmp_path / name).write_bytes(data)
    assert why in examine(name, tmp_path).refused


def test_a_link_that_leads_out_of_the_edition_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "edition").mkdir()
    (tmp_path / "edition/a.png").symlink_to(tmp_path / "secret.png")
    assert "leads out of the folder" in examine("a.png", tmp_path / "edition").refused


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "LARGEST", 10)
    (tmp_path / "a.png").write_bytes(png())
    assert "more than 10 bytes" in examine("a.png", tmp_path).refused


def test_a_missing_file_is_left_to_the_check(tmp_path: Path) -> None:
    assert examine("a.png", tmp_path) == Media("a.png", refused=MISSING)
    (tmp_path / "text.xml").write_text(tei('<graphic url="a.png"/>'))
    document = read_document(tmp_path / "text.xml", "text.xml")
    assert [*refusals(document, find_media(document, tmp_path))] == []


@pytest.mark.parametrize(
    "written",
    [
        "#zone",
        "http://example.org/a.png",
        "//example.org/a.png",
        "../a.png",
        "/etc/a.png",
        ".hidden/a.png",
        "a.png?x",
        "b.xml",
    ],
)
def test_only_files_in_the_folder_of_the_edition_are_looked_for(written: str, tmp_path: Path) -> None:
    (tmp_path / "text.xml").write_text(tei(f'<graphic url="{written}"/>'))
    assert [*find_media(read_document(tmp_path / "text.xml", "text.xml"), tmp_path)] == []


def test_a_build_copies_pictures_and_the_page_shows_them(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures/ein Punkt.png").write_bytes(png())
    (folder / "pictures/page.png").write_bytes(b"<script>alert(1)</script>")
    figures = '<figure><graphic url="pictures/ein%20Punkt.png"/></figure><p><graphic url="pictures/page.png"/></p>'
    (folder / "text.xml").write_text(whole(figures))
    output = tmp_path / "output"
    built = build(replace(open_project([folder]), output=output), verify=False)
    assert [(d.code, d.severity) for d in built.report.diagnostics] == [("refused-media", "warning")]
    made = contents(output)
    assert made["media/pictures/ein Punkt.png"] == png()
    assert b"pictures/ein Punkt.png" in made["manifest.json"]
    assert "media/pictures/page.png" not in made
    assert b'src="media/pictures/ein%20Punkt.png"' in made["text.html"]
    assert b"pictures/page.png" not in made["text.html"]
