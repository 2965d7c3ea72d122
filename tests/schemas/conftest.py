"""What the tests of the profile share: the compiled schemas, ready to use."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from lxml import etree

from teipress.corpus import Document
from teipress.diagnostics import Diagnostic
from teipress.saxon import Saxon, Xml
from teipress.validate.schematron import check_schematron
from teipress.validate.xsd import XsdSchema
from tests.paths import SCHEMAS

Schematron = Callable[[dict[str, Document]], list[Diagnostic]]


@pytest.fixture(scope="session")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


@pytest.fixture(scope="session")
def schematron(saxon: Saxon) -> Schematron:
    """Check a whole edition against the rules."""
    path = SCHEMAS / "changsung.sch"
    rules = Xml(path.read_bytes(), path.as_uri())

    def check(edition: dict[str, Document]) -> list[Diagnostic]:
        registers = tuple(Xml(d.data, d.uri) for name, d in edition.items() if name.startswith("registers/"))
        return list(check_schematron(edition.values(), rules, saxon, registers))

    return check


@pytest.fixture(scope="session")
def xsd() -> XsdSchema:
    return XsdSchema(SCHEMAS / "changsung.xsd", "changsung.xsd")


@pytest.fixture(scope="session")
def rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / "changsung.rng"))


@pytest.fixture(scope="session")
def odd() -> etree._ElementTree:
    return etree.parse(SCHEMAS / "changsung.odd")
