"""What the profile accepts, and what it refuses, with what words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from teipress.corpus import read_document
from teipress.project import open_project
from teipress.validate.xsd import XsdSchema
from tests.paths import SCHEMAS
from tests.schemas.conftest import Schematron
from tests.schemas.editions import REFERENCE, VALID, read_edition
from tests.schemas.faults import GRAMMAR, RULES, Fault
from tests.xpath import elements, string, strings

CLOSED_LIST = "//tei:attDef[tei:valList/@type = 'closed']"


@pytest.mark.parametrize("folder", [VALID, REFERENCE], ids=["valid", "reference"])
def test_the_editions_are_valid(folder: Path, schematron: Schematron, xsd: XsdSchema, rng: etree.RelaxNG) -> None:
    edition = read_edition(folder)
    assert len(edition) == 6
    assert schematron(edition) == []
    assert list(xsd.check(edition.values())) == []
    assert [name for name, document in edition.items() if not rng.validate(document.root)] == []


def test_the_settings_of_the_valid_edition_are_read() -> None:
    assert len(open_project([VALID]).files) == 6


@pytest.mark.parametrize("fault", RULES, ids=str)
def test_each_rule_catches_its_fault_in_its_line(fault: Fault, schematron: Schematron, tmp_path: Path) -> None:
    edition = fault.spoil(tmp_path)
    expected = fault.code, fault.file, fault.line(edition[fault.file].text)
    assert expected in {(found.code, found.path, found.line) for found in schematron(edition)}


def test_every_rule_has_a_fault_that_it_catches() -> None:
    rules = etree.parse(SCHEMAS / "changsung.sch")
    codes = set(strings(rules, "//sch:assert/@id | //sch:report/@id"))
    assert codes == {fault.code for fault in RULES}
    assert len(codes) > 30


@pytest.mark.parametrize("fault", GRAMMAR, ids=str)
def test_both_grammars_refuse_each_fault_with_words_that_name_it(
    fault: Fault, xsd: XsdSchema, rng: etree.RelaxNG, tmp_path: Path
) -> None:
    document = fault.spoil(tmp_path)[fault.file]
    found = list(xsd.check([document]))
    assert (fault.code, fault.line(document.text)) in {(d.code, d.line) for d in found}
    assert fault.says
    assert any(fault.says in d.message for d in found)
    assert not rng.validate(document.root)


def test_at_least_sixty_faults_are_caught_by_the_grammars() -> None:
    assert len(set(GRAMMAR)) >= 60


def closed_lists() -> list[tuple[str, str]]:
    """List each attribute with a closed list, and the element that declares it, or “” where a class does."""
    tree = etree.parse(SCHEMAS / "changsung.odd")
    return [
        (string(definition, "ancestor::tei:elementSpec/@ident"), string(definition, "@ident"))
        for definition in elements(tree, CLOSED_LIST)
    ]


@pytest.mark.parametrize(("element", "attribute"), closed_lists(), ids=str)
def test_each_closed_list_refuses_another_value(
    element: str, attribute: str, xsd: XsdSchema, rng: etree.RelaxNG, tmp_path: Path
) -> None:
    """The first place where the valid edition has the attribute gets a value that no list has."""
    pattern = re.compile(rf'(<{element or "[A-Za-z]+"}\b[^>]*?\s{attribute}=")[^"]*"')
    name, text = next((name, d.text) for name, d in read_edition(VALID).items() if pattern.search(d.text))
    path = tmp_path / Path(name).name
    path.write_text(pattern.sub(r'\g<1>nonsense"', text, count=1), encoding="utf-8")
    document = read_document(path, name)
    line = document.text[: document.text.index(f'{attribute}="nonsense"')].count("\n") + 1
    found = [(d.code, d.line) for d in xsd.check([document]) if "nonsense" in d.message and attribute in d.message]
    assert found == [("wrong-value", line)]
    assert not rng.validate(document.root)


def test_the_valid_edition_uses_every_element(odd: etree._ElementTree) -> None:
    used = {
        etree.QName(element).localname for document in read_edition(VALID).values() for element in document.elements()
    }
    assert set(strings(odd, "//tei:elementSpec/@ident")) == used


def test_the_valid_edition_uses_every_value_of_every_closed_list(odd: etree._ElementTree) -> None:
    used = {
        (etree.QName(element).localname, str(name), value)
        for document in read_edition(VALID).values()
        for element in document.elements()
        for name, values in element.attrib.items()
        for value in str(values).split()
    }
    used |= {("", name, value) for _, name, value in used}
    listed = {
        (string(definition, "ancestor::tei:elementSpec/@ident"), string(definition, "@ident"), value)
        for definition in elements(odd, CLOSED_LIST)
        for value in strings(definition, "tei:valList/tei:valItem/@ident")
    }
    assert listed - used == set()
