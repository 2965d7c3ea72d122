"""How the settings say what an edition is cited by."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.cite.settings import (
    Citation,
    Person,
    bare_doi,
    bare_orcid,
    licence_address,
    licence_identifier,
    read_citation,
)
from teipress.errors import ConfigurationError
from teipress.project import read_settings

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'


def read(section: str, folder: Path) -> Citation:
    (folder / "a.xml").write_text(TEI)
    settings = folder / "teipress.toml"
    settings.write_text(f'[edition]\ntitle = "E"\n[sources]\ntexts = ["*.xml"]\n[citation]\n{section}\n')
    return read_settings(settings).citation


def test_everything_may_be_left_out() -> None:
    assert read_citation({}, Path(), ConfigurationError) == Citation()


def test_names_are_persons_when_they_have_a_comma(tmp_path: Path) -> None:
    found = read(
        'authors = ["Schiller, Friedrich", "Daily NK"]\n'
        'editors = [{ family = "Carberry", given = "Josiah", orcid = "https://orcid.org/0000-0002-1825-0097" }]',
        tmp_path,
    )
    assert found.authors == (Person(family="Schiller", given="Friedrich"), Person(name="Daily NK"))
    assert found.editors == (Person(family="Carberry", given="Josiah", orcid="0000-0002-1825-0097"),)


def test_a_date_may_be_toml_or_a_year(tmp_path: Path) -> None:
    assert read("released = 2026-11-25", tmp_path).released == "2026-11-25"
    assert read('released = "2026"', tmp_path).released == "2026"


@pytest.mark.parametrize(
    ("section", "key"),
    [
        ('doi = "zenodo"', "citation.doi"),
        ('editor = ["A"]', "did you mean 'citation.editors'"),
        ("publisher = 3", "citation.publisher"),
        ('authors = "A"', "citation.authors"),
        ('authors = [""]', "citation.authors[0]"),
        ('authors = [{ given = "A" }]', "citation.authors[0]"),
        ('authors = [{ family = "A", nam = "B" }]', "citation.authors[0].nam"),
        ('authors = [{ family = "A", orcid = "0000-0002-1825-0098" }]', "citation.authors[0].orcid"),
        ('released = "2026-13-01"', "citation.released"),
        ("released = 2026-11-25T10:00:00", "citation.released"),
        ('style = "none.csl"', "citation.style"),
    ],
)
def test_every_fault_names_its_key(section: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(section, tmp_path)
    assert key in str(caught.value)
    assert "teipress.toml" in str(caught.value)


@pytest.mark.parametrize("written", ["10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1", "doi:10.5281/zenodo.1"])
def test_a_doi_is_taken_out_of_its_address(written: str) -> None:
    assert bare_doi(written) == "10.5281/zenodo.1"


def test_an_orcid_has_a_check_digit() -> None:
    assert bare_orcid("0000-0002-1694-233X") == "0000-0002-1694-233X"
    assert bare_orcid("0000-0002-1694-2330") == ""


@pytest.mark.parametrize(
    ("licence", "address", "identifier"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/", "CC-BY-NC-SA-4.0"),
        (
            "https://creativecommons.org/licenses/by/4.0/",
            "https://creativecommons.org/licenses/by/4.0/",
            "CC-BY-4.0",
        ),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("Apache-2.0", "https://spdx.org/licenses/Apache-2.0.html", "Apache-2.0"),
        ("All rights reserved", "", ""),
    ],
)
def test_a_licence_has_an_address_and_an_identifier(licence: str, address: str, identifier: str) -> None:
    assert licence_address(licence) == address
    assert licence_identifier(licence) == identifier


@pytest.mark.parametrize("address", ["example.org", "https://example.org/?a=b", "https://a b", "javascript:alert(1)"])
def test_the_address_of_an_edition_is_one_on_the_web(address: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(TEI)
    settings = tmp_path / "teipress.toml"
    settings.write_text(f'[edition]\ntitle = "E"\nbase-url = "{address}"\n[sources]\ntexts = ["*.xml"]\n')
    with pytest.raises(ConfigurationError, match=r"edition\.base-url"):
        read_settings(settings)
