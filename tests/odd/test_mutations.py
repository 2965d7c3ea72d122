"""RELAX NG, our engine's and libxml2's, and XSD agree on hundreds of documents that somebody got wrong, or nearly."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from teipress.corpus import read_document
from teipress.validate.relaxng import Schema
from teipress.validate.xsd import XsdSchema
from tests.odd.mutations import Mutator
from tests.paths import SCHEMAS, TEI
from tests.schemas.editions import VALID
from tests.xpath import strings

FILES = (*sorted(VALID.rglob("*.xml")), *sorted(TEI.rglob("*.xml")))
EACH = 50


@pytest.fixture(scope="module")
def xsd() -> XsdSchema:
    return XsdSchema(SCHEMAS / "changsung.xsd", "changsung.xsd")


@pytest.fixture(scope="module")
def rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / "changsung.rng"))


@pytest.fixture(scope="module")
def engine() -> Schema:
    return Schema.from_file(SCHEMAS / "changsung.rng")


@pytest.mark.parametrize("number", range(len(FILES)), ids=lambda number: FILES[number].stem)
def test_both_grammars_agree_on_every_mutation(
    number: int, xsd: XsdSchema, rng: etree.RelaxNG, engine: Schema, tmp_path: Path
) -> None:
    odd = etree.parse(SCHEMAS / "changsung.odd")
    attributes = [
        name.replace("xml:", "{http://www.w3.org/XML/1998/namespace}") for name in strings(odd, "//tei:attDef/@ident")
    ]
    mutator = Mutator(number, strings(odd, "//tei:elementSpec/@ident"), attributes)
    original = etree.parse(FILES[number]).getroot()
    path = tmp_path / "mutation.xml"
    verdicts = []
    for _ in range(EACH):
        change, mutation = mutator.mutate(original)
        path.write_bytes(etree.tostring(mutation, encoding="UTF-8"))
        document = read_document(path, "mutation.xml")
        by_xsd = [f"{d.line}: {d.message}" for d in xsd.check([document])]
        by_rng = bool(rng.validate(document.root))
        assert by_rng is not bool(by_xsd), f"{change}: RELAX NG says {by_rng or rng.error_log}, XSD says {by_xsd}"
        ours = [f"{d.line}: {d.message}" for d in engine.validate(document)]
        assert by_rng is not bool(ours), f"{change}: libxml2 says {by_rng or rng.error_log}, we say {ours}"
        verdicts.append(by_rng)
    assert {*verdicts} == {True, False}
