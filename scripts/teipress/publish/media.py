"""Pictures and recordings of an edition: which files its texts name, and which of them may be published.

A file is judged by its content, never by its name alone: what a browser would take for a page, or would run, stays out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import url2pathname

from lxml import etree

from teipress.active import SVG, active_parts
from teipress.corpus import TEI, Document, Element
from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.output import digest_of

LARGEST = 256 * 1024**2
HEAD = 4096

_NAMED = etree.XPath(
    "descendant-or-self::*[@facs or (@url and namespace-uri() = $tei)]/@*[name() = 'url' or name() = 'facs']"
)
_SIGNATURES: Mapping[str, Callable[[bytes], bool]] = {
    ".png": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    ".jpg .jpeg": lambda head: head.startswith(b"\xff\xd8\xff"),
    ".gif": lambda head: head.startswith((b"GIF87a", b"GIF89a")),
    ".webp": lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP",
    ".avif": lambda head: head[4:12] in {b"ftypavif", b"ftypavis"},
    ".mp3": lambda head: head.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    ".ogg .oga .ogv .opus": lambda head: head.startswith(b"OggS"),
    ".flac": lambda head: head.startswith(b"fLaC"),
    ".wav": lambda head: head[:4] == b"RIFF" and head[8:12] == b"WAVE",
    ".mp4 .m4a .m4v": lambda head: head[4:8] == b"ftyp" and head[8:12] not in {b"avif", b"avis"},
    ".webm": lambda head: head.startswith(b"\x1aE\xdf\xa3"),
}


@dataclass(frozen=True, slots=True)
class Media:
    """A file that a text names: its path from the edition's folder, its SHA-256, and why it is not published."""

    path: str
    digest: str = ""
    refused: str = ""

    @property
    def published(self) -> str:
        """Give its path in the output."""
        return f"media/{self.path}"

    @property
    def address(self) -> str:
        """Give its address, from the root of the output."""
        return quote(self.published)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names a file of the edition."""

    element: Element
    attribute: str
    uri: str
    media: Media


def find_media(document: Document, root: Path) -> Iterator[Mention]:
    """Find the files in the edition's folder that a text names as pictures or recordings."""
    if not any(name in document.text and re.search(rf"{name}\s*=", document.text) for name in ("url", "facs")):
        return  # which is told sooner by the letters than by all attributes
    known: dict[str, Media | None] = {}
    for value in cast("list[etree._ElementUnicodeResult]", _NAMED(document.root, tei=TEI)):
        element, attribute = cast("Element", value.getparent()), str(value.attrname)
        for written in value.split():
            uri = urljoin(document.uri, written)
            if uri not in known:
                path = _path_within(uri, root)
                known[uri] = examine(path, root) if path else None
            if found := known[uri]:
                yield Mention(element, attribute, uri, found)


def examine(path: str, root: Path) -> Media:
    """Look at a file, and say whether it may be published; ``path`` is relative to the edition's folder."""
    place = root / path
    try:
        if not Path(os.path.realpath(place)).is_relative_to(os.path.realpath(root)):
            return Media(path, refused="it leads out of the folder of the edition")
        if not place.is_file():
            return Media(path, refused=MISSING)
        if place.stat().st_size > LARGEST:
            return Media(path, refused=f"it has more than {LARGEST:,} bytes")
        refused = _judge(place)
        return Media(path, digest_of(place), refused)
    except OSError as error:
        return Media(path, refused=f"it cannot be read: {(error.strerror or 'unknown reason').lower()}")


MISSING = "it is not there"


def refusals(document: Document, mentions: Iterator[Mention] | tuple[Mention, ...]) -> Iterator[Diagnostic]:
    """Report each place that names a file which is not published. A file that is missing is for the check to tell."""
    for mention in mentions:
        if mention.media.refused not in {"", MISSING}:
            yield document.diagnose(
                mention.element,
                "refused-media",
                f"“{mention.media.path}” is not published: {mention.media.refused}",
                attribute=mention.attribute,
                source=Source.RENDER,
                severity=Severity.WARNING,
                help="Pictures are PNG, JPEG, GIF, WebP, AVIF or SVG; recordings MP3, Ogg, FLAC, WAV, MP4 or WebM.",
            )


def _path_within(uri: str, root: Path) -> str | None:
    """Give the path from the edition's folder that an address means; nothing for what is elsewhere or hidden."""
    parts = urlsplit(uri)
    if parts.scheme != "file" or parts.query or parts.fragment or "%00" in parts.path:
        return None
    path = Path(os.path.normpath(url2pathname(parts.path)))
    if not path.is_relative_to(root) or any(name.startswith(".") for name in path.relative_to(root).parts):
        return None
    return path.relative_to(root).as_posix() if path.suffix.lower() != ".xml" else None


def _judge(place: Path) -> str:
    """Say what is wrong with a file; nothing where all is well."""
    suffix = place.suffix.lower()
    if suffix == ".svg":
        return _judge_svg(place.read_bytes())
    with place.open("rb") as file:
        head = file.read(HEAD)
    kind = next((kind for kind, fits in _SIGNATURES.items() if fits(head)), None)
    if kind is None:
        return "it is no picture or recording of a known kind"
    if suffix not in kind.split():
        return f"its content is that of a file “{kind.split()[0]}”, its name is not"
    return ""


def _judge_svg(data: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    if re.search(rb"<!DOCTYPE|<\?xml-stylesheet", data):
        return "it has a DOCTYPE or a style sheet of its own"
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return "it is no SVG"
    if root.tag != f"{{{SVG}}}svg":
        return "it is no SVG"
    active = next((what for _, _, what in active_parts(root)), None)
    return f"it holds {active}" if active else ""
