"""Which schemas apply: named ones, else those that a document names; nothing outside, nothing fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.applicable import Applied, Choice, SchemaFile
from teipress.diagnostics import Severity, Source
from tests.support import ROOT

RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
XSD = "http://www.w3.org/2001/XMLSchema"
TEI_ALL = "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Make an edition with schemas, and one outside of it."""
    root = tmp_path / "edition"
    for name in ("texts/a.xml", "schemas/a.rng", "schemas/b c.sch", "tei/tei_all.rng", "../outside.rng"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def applied(edition: Path, *models: str, **addresses: str) -> Applied:
    """Choose for a text with these pseudo-attributes of ``xml-model``; ``addresses`` are those of the settings."""
    mapped = {address: edition / file for address, file in addresses.items()}
    text = "".join(f"<?xml-model {model}?>" for model in models) + f"{ROOT}</TEI>"
    return Choice((), mapped, edition).of(text, edition / "texts/a.xml", "a.xml")


def names(found: Applied) -> list[tuple[Source, str]]:
    return [(schema.source, schema.path.name) for schema in found.schemas]


def test_named_schemas_take_the_place_of_those_of_documents(edition: Path) -> None:
    named = SchemaFile(Source.XSD, edition / "x.xsd")
    choice = Choice((named,), {}, edition)
    assert choice.of('<?xml-model href="../schemas/a.rng"?><TEI/>', edition / "texts/a.xml", "a.xml").schemas == (
        named,
    )


@pytest.mark.parametrize(
    ("model", "source", "name"),
    [
        (f'href="../schemas/a.rng" schematypens="{RNG}"', Source.RELAXNG, "a.rng"),
        ('href="../schemas/a.rng"', Source.RELAXNG, "a.rng"),
        ('href="../schemas/a.rng" type="application/xml"', Source.RELAXNG, "a.rng"),
        (f'href="../schemas/a.rng" schematypens="{SCH}"', Source.SCHEMATRON, "a.rng"),
        (f'href="../schemas/b%20c.sch" schematypens="{SCH}"', Source.SCHEMATRON, "b c.sch"),
        (f'href="../schemas/a.rng" schematypens="{XSD}"', Source.XSD, "a.rng"),
    ],
)
def test_a_document_names_a_schema_and_its_kind(model: str, source: Source, name: str, edition: Path) -> None:
    assert names(applied(edition, model)) == [(source, name)]


@pytest.mark.parametrize(
    "model", ['href="a.dtd" type="application/xml-dtd"', 'href="a.css"', "", 'href="" schematypens="x"']
)
def test_what_is_no_schema_that_is_checked_is_passed_over(model: str, edition: Path) -> None:
    assert applied(edition, model) == Applied(())


@pytest.mark.parametrize(
    ("href", "why"),
    [
        (TEI_ALL, "it is elsewhere, and nothing is fetched"),
        ("../../outside.rng", "it is outside the edition"),
        ("/etc/passwd", "it is outside the edition"),
        ("../schemas/none.rng", "there is no such file"),
        ("../schemas/", "there is no such file"),
        ("http://[", "that is no address of a file"),
        ("file://host/share/a.rng", "it is elsewhere, and nothing is fetched"),
        ("a" * 300 + ".rng", "there is no such file"),
        ("%00.rng", "that is no address of a file"),
    ],
)
def test_a_schema_that_is_not_at_hand_is_a_warning(href: str, why: str, edition: Path) -> None:
    found = applied(edition, f'href="{href}" schematypens="{RNG}"')
    assert found.schemas == ()
    (missing,) = found.missing
    diagnostic = missing.diagnostic
    assert (diagnostic.code, diagnostic.severity, diagnostic.line) == ("schema-not-available", Severity.WARNING, 1)
    assert href in diagnostic.message
    assert why in diagnostic.message


def test_a_link_that_leads_out_of_the_edition_is_not_followed(edition: Path) -> None:
    (edition / "schemas/link.rng").symlink_to("../../outside.rng")
    (missing,) = applied(edition, 'href="../schemas/link.rng"').missing
    assert "outside" in missing.diagnostic.message


@pytest.mark.parametrize("address", [TEI_ALL, TEI_ALL.replace("https", "http")])
def test_the_settings_map_an_address_to_a_file(address: str, edition: Path) -> None:
    model = f'href="{TEI_ALL}" schematypens="{RNG}"'
    assert names(applied(edition, model, **{address: "tei/tei_all.rng"})) == [(Source.RELAXNG, "tei_all.rng")]


def test_the_settings_map_all_addresses_below_one(edition: Path) -> None:
    folder = {"https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/": "tei"}
    assert names(applied(edition, f'href="{TEI_ALL}"', **folder)) == [(Source.RELAXNG, "tei_all.rng")]
    other = TEI_ALL.replace("tei_all", "%2E%2E/../x")
    assert names(applied(edition, f'href="{other}"', **folder)) == []


def test_a_file_that_an_address_is_mapped_to_may_be_missing(edition: Path) -> None:
    (missing,) = applied(edition, f'href="{TEI_ALL}"', **{TEI_ALL: "tei/none.rng"}).missing
    assert "teipress.toml maps it to “none.rng”, which is not there" in missing.diagnostic.message


def test_a_schema_named_twice_applies_once(edition: Path) -> None:
    assert len(applied(edition, 'href="../schemas/a.rng"', 'href="../schemas/a.rng"').schemas) == 1
