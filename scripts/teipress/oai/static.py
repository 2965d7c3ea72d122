"""The Static Repository: one file at a fixed address, which a gateway elsewhere offers to harvesters.

“Specification for an OAI Static Repository and an OAI Static Repository Gateway” (2004). Such a file knows no records
that were withdrawn and no sets, and must say at which address its gateway answers for it.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from lxml import etree

from teipress.oai.markup import OAI, PREFIX, XSI, add_format, add_identity, add_record, document, serialized
from teipress.oai.records import Repository

STATIC = "oai.xml"
_NAMESPACE = f"{OAI}static-repository"


def static_repository(repository: Repository, root: str, gateway: str) -> bytes:
    """Write the file of an edition whose pages are below ``root``."""
    living = tuple(record for record in repository.records if not record.deleted)
    held = Repository(repository.name, repository.email, repository.domain, False, living)
    made = document(_NAMESPACE, "Repository", f"{_NAMESPACE}.xsd", {None: _NAMESPACE, "oai": OAI, "xsi": XSI})
    add_identity(etree.SubElement(made, f"{{{_NAMESPACE}}}Identify"), held, gateway_address(root, gateway), "no")
    add_format(etree.SubElement(made, f"{{{_NAMESPACE}}}ListMetadataFormats"))
    listed = etree.SubElement(made, f"{{{_NAMESPACE}}}ListRecords", {"metadataPrefix": PREFIX})
    for record in living:
        add_record(listed, record)
    return serialized(made)


def gateway_address(root: str, gateway: str) -> str:
    """Say at which address a gateway answers for the file: its own, then that of the file without its scheme (2)."""
    parts = urlsplit(root)
    return f"{gateway.rstrip('/')}/{parts.netloc}{parts.path}{STATIC}"
