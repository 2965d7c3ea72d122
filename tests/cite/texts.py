"""Small texts to cite."""

from __future__ import annotations

from pathlib import Path

from teipress.corpus import Document, parse_document
from teipress.files import Limits


def document(header: str = "", body: str = "<p>Words.</p>", language: str = "en") -> Document:
    """Make a document of the inside of its header and of its body."""
    data = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader>{header}</teiHeader>'
        f"<text><body>{body}</body></text></TEI>"
    ).encode()
    return parse_document(data, Path("/text.xml"), "text.xml", Limits())


def described(titles: str, publication: str = "<p/>", source: str = "<p/>") -> str:
    """Make the inside of a header."""
    return (
        f"<fileDesc><titleStmt>{titles}</titleStmt><publicationStmt>{publication}</publicationStmt>"
        f"<sourceDesc>{source}</sourceDesc></fileDesc>"
    )
