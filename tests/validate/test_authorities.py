"""An identifier of an authority file has its form, and its check digit fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.diagnostics import Diagnostic, Severity
from teipress.validate.authorities import check_authorities, gnd_digit, isbn_digit, issn_digit, mod_11_2_digit
from tests.support import document, place, spots, tei


def check(folder: Path, content: str) -> list[Diagnostic]:
    return list(check_authorities([document(folder, tei(content))]))


RIGHT = {
    "GND": ["118540238", "1018376615", "133946118", "4202901-6", "4011882-4", "4005728-8", "(DE-588)118540238"],
    "VIAF": ["24602065", "4144161066115349180003"],
    "ORCID": ["0000-0002-1825-0097", "0000-0002-1694-233X"],
    "ISNI": ["0000 0001 2103 2683", "0000000121032683"],
    "Wikidata": ["Q5879"],
    "GeoNames": ["1835848"],
    "LCCN": ["n79021164", "n 79021164", "2001627090", "79-18774"],
    "ISBN": [
        "978-3-16-148410-0",
        "9783161484100",
        "0-306-40615-2",
        "080442957X",
        "0-306-40615-2 (pbk.)",
        "ISBN 0306406152",
    ],
    "ISSN": ["0378-5955", "2434-561X"],
    "DOI": ["10.4000/jtei.4774", "doi:10.1000/182", "10.1002/(SICI)1096(199604)47:4"],
    "handle": ["20.500.12345/678", "hdl:2027/x"],
}
WRONG = {
    "GND": ["118540239", "4202901-7", "1018376616"],
    "ORCID": ["0000-0002-1825-0098", "0000-0002-1694-2330"],
    "ISNI": ["0000 0001 2103 2684"],
    "ISBN": ["978-3-16-148410-1", "0-306-40615-3"],
    "ISSN": ["0378-5956"],
}
MALFORMED = {
    "GND": ["Goethe", "11854023", "1185402381234"],
    "VIAF": ["viaf24602065", "024"],
    "ORCID": ["0000000218250097", "0000-0002-1825", "0000-0002-1694-233x"],
    "ISNI": ["0000 0001 2103"],
    "Wikidata": ["5879", "Q", "q5879", "QO5879"],
    "GeoNames": ["Seoul"],
    "LCCN": ["Goethe"],
    "ISBN": ["978-3-16-148410", "97831614841001", "X306406152"],
    "ISSN": ["0378-595", "03785955X"],
    "DOI": ["10.4000", "jtei.4774"],
    "handle": ["12345"],
}


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(kind, number) for kind, numbers in table.items() for number in numbers]


@pytest.mark.parametrize(("kind", "number"), pairs(RIGHT))
@pytest.mark.parametrize("spell", [str, str.lower, str.upper])
def test_a_right_number_is_no_fault(kind: str, number: str, spell: object, tmp_path: Path) -> None:
    assert callable(spell)
    assert check(tmp_path, f'<idno type="{spell(kind)}">\n{number}</idno>') == []


@pytest.mark.parametrize(("kind", "number"), pairs(WRONG))
def test_a_wrong_digit_is_found_and_the_right_one_told(kind: str, number: str, tmp_path: Path) -> None:
    (found,) = check(tmp_path, f'<idno type="{kind}">{number}</idno>')
    assert found.code == "wrong-check-digit"
    assert found.severity == (Severity.WARNING if kind in {"ISBN", "ISSN"} else Severity.ERROR)
    assert "the last must be " in (found.help or "")


@pytest.mark.parametrize(("kind", "number"), pairs(MALFORMED))
def test_what_is_no_number_of_its_kind_is_found(kind: str, number: str, tmp_path: Path) -> None:
    (found,) = check(tmp_path, f'<idno type="{kind}">{number}</idno>')
    assert found.code == "malformed-authority-id"
    assert f"“{number}” cannot be an identifier of {kind}" in found.message


@pytest.mark.parametrize(
    "idno",
    [
        '<idno type="shelfmark">MS. 1</idno>',
        '<idno type="GND"/>',
        '<idno type="GND">https://example.org/x</idno>',
        "<idno>118540239</idno>",
        '<idno type="GND"><idno>x</idno></idno>',
    ],
)
def test_what_names_no_authority_is_left_alone(idno: str, tmp_path: Path) -> None:
    assert check(tmp_path, idno) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://d-nb.info/gnd/118540238",
        "http://d-nb.info/gnd/4202901-6/about/rdf",
        "https://viaf.org/viaf/24602065",
        "http://viaf.org/viaf/24602065/#Goethe",
        "https://viaf.org/viaf/search?query=x",
        "https://orcid.org/0000-0002-1825-0097",
        "https://orcid.org/signin",
        "https://isni.org/isni/0000000121032683",
        "https://www.wikidata.org/wiki/Q5879#P31",
        "https://www.wikidata.org/wiki/Property:P31",
        "https://www.wikidata.org/wiki/Special:Search",
        "http://www.wikidata.org/entity/Q5879",
        "https://www.geonames.org/1835848/seoul.html",
        "https://www.geonames.org/countries/",
        "https://doi.org/10.4000/jtei.4774",
        "https://doi.org/",
        "https://lccn.loc.gov/n79021164",
        "https://example.org/gnd/x",
    ],
)
def test_addresses_that_can_be_right_are_no_fault(address: str, tmp_path: Path) -> None:
    assert check(tmp_path, f'<persName ref="{address}"/><idno type="URI">{address}</idno>') == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://d-nb.info/gnd/118540239", "wrong-check-digit"),
        ("https://d-nb.info/gnd/Goethe", "malformed-authority-id"),
        ("https://d-nb.info/gnd/", "malformed-authority-id"),
        ("https://viaf.org/viaf/Goethe", "malformed-authority-id"),
        ("https://orcid.org/0000-0002-1825-0098", "wrong-check-digit"),
        ("https://orcid.org/0000-0002-1825", "malformed-authority-id"),
        ("https://www.wikidata.org/wiki/5879", "malformed-authority-id"),
        ("https://www.wikidata.org/entity/QO5879", "malformed-authority-id"),
        ("https://www.geonames.org/1835848a", "malformed-authority-id"),
        ("https://doi.org/10.4000", "malformed-authority-id"),
    ],
)
def test_addresses_that_lead_nowhere_are_reported_at_their_attribute(address: str, code: str, tmp_path: Path) -> None:
    content = f'<persName\n ref="#x {address}"/>'
    assert spots(check(tmp_path, content)) == [(code, *place(tei(content), "ref="))]


def test_prefixes_are_spelt_out_first(tmp_path: Path) -> None:
    definition = '<prefixDef ident="gnd" matchPattern="(.+)" replacementPattern="https://d-nb.info/gnd/$1"/>'
    (found,) = check(tmp_path, f'{definition}<persName ref="gnd:118540238"/><persName ref="gnd:118540239"/>')
    assert "“118540239”, in “gnd:118540239”, is no identifier of GND" in found.message
    assert found.help == "If all the others are right, the last must be 8. Copy it from there once more."


@given(st.integers(10_000_000, 99_999_999), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: int, at: int, by: int) -> None:
    digits = str(number)
    other = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
    for sum_of, pad in ((gnd_digit, ""), (mod_11_2_digit, "0000000"), (isbn_digit, "3"), (isbn_digit, "9783")):
        assert sum_of(f"{pad}{digits}0") != sum_of(f"{pad}{other}0")
    assert issn_digit(f"{digits[:7]}0") != issn_digit(f"{other[:7]}0") or digits[:7] == other[:7]
