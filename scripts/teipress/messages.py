"""What a stylesheet tells: a structured ``xsl:message`` with a location, as a diagnostic at its place."""

from __future__ import annotations

from lxml import etree

from teipress.corpus import Document
from teipress.diagnostics import Diagnostic, Severity, Source


def read_message(document: Document, message: str, source: Source) -> Diagnostic:
    """Turn ``<d:diagnostic code severity location>words</d:diagnostic>`` into a diagnostic of a document."""
    told = etree.fromstring(message.encode())
    element, attribute = document.locate(told.get("location", "/1"))
    return document.diagnose(
        element,
        told.get("code", ""),
        " ".join("".join(map(str, told.itertext())).split()),
        attribute=attribute,
        source=source,
        severity=Severity(told.get("severity", "error")),
        help=told.get("help"),
    )
