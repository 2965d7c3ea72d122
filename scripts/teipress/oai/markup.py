"""The XML that answers and the Static Repository have in common: records, formats, who answers."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from teipress.corpus import Element
from teipress.oai.records import Record, Repository

OAI = "http://www.openarchives.org/OAI/2.0/"
DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATION = f"{{{XSI}}}schemaLocation"
PREFIX = "oai_dc"
GRANULARITY = "YYYY-MM-DD"
_SCHEMA = f"{OAI}oai_dc.xsd"


def document(namespace: str, name: str, schema: str, prefixes: Mapping[str | None, str]) -> Element:
    """Start a document, or a part with a schema of its own; ``schema`` is where that is."""
    location = {LOCATION: f"{namespace} {schema}"}
    return etree.Element(f"{{{namespace}}}{name}", location, prefixes)  # type: ignore[arg-type] # None: no prefix


def add(parent: Element, name: str, words: str = "", **attributes: str) -> Element:
    """Add an element of OAI-PMH."""
    made = etree.SubElement(parent, f"{{{OAI}}}{name}", attributes)
    made.text = words or None
    return made


def add_identity(parent: Element, repository: Repository, address: str, deleted: str) -> None:
    """Say who answers, where, and what to expect (OAI-PMH 2.0, 4.2)."""
    told = {
        "repositoryName": repository.name,
        "baseURL": address,
        "protocolVersion": "2.0",
        "adminEmail": repository.email,
        "earliestDatestamp": repository.earliest,
        "deletedRecord": deleted,
        "granularity": GRANULARITY,
    }
    for name, words in told.items():
        add(parent, name, words)


def add_format(parent: Element) -> None:
    """Name the format of metadata that every repository has (OAI-PMH 2.0, 3.4)."""
    form = add(parent, "metadataFormat")
    add(form, "metadataPrefix", PREFIX)
    add(form, "schema", _SCHEMA)
    add(form, "metadataNamespace", OAI_DC)


def add_header(parent: Element, record: Record) -> None:
    """Add the header of a record."""
    header = add(parent, "header", **({"status": "deleted"} if record.deleted else {}))
    add(header, "identifier", record.identifier)
    add(header, "datestamp", record.datestamp)


def add_record(parent: Element, record: Record) -> None:
    """Add a record: what was withdrawn has a header only."""
    made = add(parent, "record")
    add_header(made, record)
    if not record.deleted:
        held = document(OAI_DC, "dc", _SCHEMA, {"oai_dc": OAI_DC, "dc": DC})
        add(made, "metadata").append(held)
        for name, words in record.fields:
            etree.SubElement(held, f"{{{DC}}}{name}").text = words


def serialized(root: Element) -> bytes:
    """Write a document."""
    etree.indent(root, " ")
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"
