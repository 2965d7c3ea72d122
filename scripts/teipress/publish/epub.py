"""A text as a book for e-readers: the container of EPUB 3.3. The stylesheets (``xslt/epub/``) make what is in it.

Nothing in it is compressed: what compresses is not the same everywhere, and the same text must give the same bytes.
Packed so, a later edition of a book also takes little room beside an earlier one under version control.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from teipress.resources import xslt

FOLDER = "epub/"  # where the stylesheets put the files of a book
PACKAGE = "epub/package.opf"
MEDIA = "epub.media"  # their list of pictures: path in the book, address on the site
_MIMETYPE = b"application/epub+zip"
_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


@dataclass(frozen=True, slots=True)
class Book:
    """What the books of an edition have in common: the edition's title, and the stylesheet."""

    title: str
    style: bytes


def book_of(title: str) -> Book:
    """Prepare the books of an edition."""
    return Book(title, xslt("epub/style.css").read_bytes())


def number_of(book: Book, name: str) -> str:
    """Name the book of a text that has neither DOI nor address: always the same for a text of an edition."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://teipress.org/ns/epub/{book.title}/{name}").urn


def entries(documents: Mapping[str, str], book: Book, media: Mapping[str, Path]) -> Iterator[tuple[str, bytes | Path]]:
    """Give the files of a book as the container has them in order (OCF 3.3, section 4).

    ``documents`` is what the stylesheets made, ``media`` has the pictures by their addresses on the site.
    """
    yield "mimetype", _MIMETYPE
    yield "META-INF/container.xml", _CONTAINER
    for path, text in sorted(documents.items()):
        if path.startswith(FOLDER):
            yield f"EPUB/{path.removeprefix(FOLDER)}", text.encode()
    yield "EPUB/style.css", book.style
    for row in sorted(documents.get(MEDIA, "").splitlines()):
        path, address = row.split(" ")
        yield f"EPUB/{path}", media[address]
