"""The compiled grammar of the reference edition: we and libxml2 and XSD give one verdict on every spoilt document."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from teipress.validate.relaxng import Schema
from teipress.validate.xsd import XsdSchema
from tests.paths import SCHEMAS
from tests.schemas.editions import REFERENCE, VALID, read_edition
from tests.schemas.faults import GRAMMAR, RULES, Fault


@pytest.fixture(scope="module")
def engine() -> Schema:
    made = Schema.from_file(SCHEMAS / "changsung.rng")
    made.verify()
    return made


@pytest.fixture(scope="module")
def libxml2() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / "changsung.rng"))


@pytest.fixture(scope="module")
def xsd() -> XsdSchema:
    return XsdSchema(SCHEMAS / "changsung.xsd", "changsung.xsd")


@pytest.mark.parametrize("folder", [VALID, REFERENCE], ids=["valid", "reference"])
def test_the_editions_are_valid(folder: Path, engine: Schema) -> None:
    for document in read_edition(folder).values():
        assert engine.is_valid(document.data)
        assert list(engine.validate(document)) == []


@pytest.mark.parametrize("fault", [*GRAMMAR, *RULES], ids=str)
def test_all_agree_on_a_spoilt_document(
    fault: Fault, engine: Schema, libxml2: etree.RelaxNG, xsd: XsdSchema, tmp_path: Path
) -> None:
    document = fault.spoil(tmp_path)[fault.file]
    ours = list(engine.validate(document))
    assert engine.is_valid(document.data) is not bool(ours)
    assert bool(libxml2.validate(document.root)) is not bool(ours), ours
    assert (list(xsd.check([document])) == []) is not bool(ours), ours


@pytest.mark.parametrize("fault", GRAMMAR, ids=str)
def test_a_fault_against_the_grammar_is_reported_in_few_words(fault: Fault, engine: Schema, tmp_path: Path) -> None:
    found = list(engine.validate(fault.spoil(tmp_path)[fault.file]))
    assert 1 <= len(found) <= 4, [d.message for d in found]
