"""What catalogues are told of an edition, held against the schemas that they publish."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from teipress.cite.citations import item_of_whole
from teipress.cite.header import Header
from teipress.cite.metadata import Whole, citation_file, datacite, files, is_stale, schema_org
from teipress.cite.releases import Release
from teipress.cite.settings import Citation, Person

SCHILLER = Person(family="Schiller", given="Friedrich")
EDITOR = Person(
    family="Carberry", given="Josiah", orcid="0000-0002-1825-0097", affiliation='Brown "University": a, b & <c>'
)
CC = "https://creativecommons.org/licenses/by/4.0/"
FULL = Whole(
    title="Letters: a choice",
    subtitle='“Said” \\ "twice": - # & no more',
    language="de",
    root="https://letters.example.org/",
    version="1.1.0",
    date="2026-11-25",
    settings=Citation(doi="10.5281/zenodo.1234567", publisher="Press of Letters", licence="CC-BY-4.0"),
    headers={
        "räuber 1": Header(title="Die Räuber", authors=(SCHILLER,), editors=(EDITOR,), language="de", is_work=True),
        "b": Header(title="B", authors=(SCHILLER, Person(name="Daily NK")), date="2020", publisher="Other"),
    },
    releases=(Release("1.0.0", "2026-11-24"), Release("1.1.0", "2026-11-25")),
)
BARE = Whole(title="Nothing known", headers={"a": Header()})
SOME = Whole(title="Some", headers={"a": Header(editors=(EDITOR,), publisher="Press", date="2020-05", licence="Free.")})
EVERY = pytest.mark.parametrize("whole", [FULL, BARE, SOME], ids=["full", "bare", "some"])


def schema(package: str, path: str) -> Any:
    """Read a schema that a package holds a copy of; the package itself is not imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        pytest.skip(f"the schema that the package “{package}” holds is not here")
    return json.loads((Path(spec.submodule_search_locations[0]) / path).read_bytes())


def cff(whole: Whole) -> dict[str, Any]:
    told: dict[str, Any] = yaml.load(citation_file(whole), yaml.BaseLoader)
    return told


@EVERY
def test_a_citation_file_is_valid(whole: Whole) -> None:
    jsonschema.validate(cff(whole), schema("cffconvert", "schemas/1.2.0/schema.json"))


@pytest.mark.parametrize("whole", [FULL, SOME], ids=["full", "some"])
def test_the_description_for_datacite_is_valid(whole: Whole) -> None:
    jsonschema.validate(datacite(whole), schema("datacite", "schemas/datacite-v4.5.json"))


def test_the_schemas_refuse_what_is_wrong() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(cff(FULL) | {"license": "free"}, schema("cffconvert", "schemas/1.2.0/schema.json"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(datacite(BARE), schema("datacite", "schemas/datacite-v4.5.json"))


def test_a_citation_file_says_what_is_known() -> None:
    told = cff(FULL)
    assert (told["title"], told["abstract"]) == ("Letters: a choice", '“Said” \\ "twice": - # & no more')
    assert [a.get("family-names", a.get("name")) for a in told["authors"]] == ["Schiller", "Daily NK", "Carberry"]
    assert told["authors"][2]["affiliation"] == 'Brown "University": a, b & <c>'
    assert (told["version"], told["date-released"], told["license"]) == ("1.1.0", "2026-11-25", "CC-BY-4.0")
    assert told["url"] == "https://letters.example.org/v/1.1.0/"


def test_somebody_is_always_named() -> None:
    assert cff(BARE)["authors"] == [{"name": "Nothing known"}]
    assert cff(SOME)["authors"][0]["family-names"] == "Carberry"
    assert datacite(SOME)["creators"][0]["name"] == "Carberry, Josiah"
    assert "contributors" not in datacite(SOME)


def test_what_is_known_of_no_release_comes_from_the_texts() -> None:
    assert cff(SOME).keys().isdisjoint({"version", "date-released", "license", "url"})
    assert datacite(SOME)["publicationYear"] == "2020"
    assert datacite(SOME)["rightsList"] == [{"rights": "Free."}]
    assert "datacite.json" not in files(BARE)


def test_a_citation_file_of_the_repository_is_replaced_when_it_is_ours() -> None:
    made = citation_file(FULL)
    assert [is_stale(there, made) for there in (None, made, citation_file(BARE), b"title: A program\n")] == [
        True,
        False,
        True,
        False,
    ]


def test_datacite_tells_authors_from_editors() -> None:
    told = datacite(FULL)
    assert [c["name"] for c in told["creators"]] == ["Schiller, Friedrich", "Daily NK"]
    assert [c["nameType"] for c in told["creators"]] == ["Personal", "Organizational"]
    assert [(c["name"], c["contributorType"]) for c in told["contributors"]] == [("Carberry, Josiah", "Editor")]
    assert told["publisher"] == {"name": "Press of Letters"}
    assert told["rightsList"][0]["rightsUri"] == CC


def test_schema_org_has_the_texts_as_parts_with_their_files() -> None:
    told = schema_org(FULL)
    assert (told["@id"], told["version"]) == ("https://doi.org/10.5281/zenodo.1234567", "1.1.0")
    first, second = told["hasPart"]
    assert (first["@type"], second["@type"]) == ("Book", "CreativeWork")
    assert first["url"] == "https://letters.example.org/r%C3%A4uber%201.html"
    assert first["encoding"][0]["contentUrl"].endswith("r%C3%A4uber%201.xml")
    assert [row["url"] for row in told["workExample"]] == [
        "https://letters.example.org/v/1.0.0/index.html",
        "https://letters.example.org/v/1.1.0/index.html",
    ]
    assert schema_org(BARE)["hasPart"][0]["url"] == "a.html"


def test_an_edition_is_cited_with_the_authors_of_its_texts_if_all_have_the_same() -> None:
    assert item_of_whole(FULL) == {
        "id": "edition",
        "type": "book",
        "title": "Letters: a choice",
        "editor": [{"family": "Carberry", "given": "Josiah"}],
        "publisher": "Press of Letters",
        "issued": {"date-parts": [[2026, 11, 25]]},
        "version": "1.1.0",
        "DOI": "10.5281/zenodo.1234567",
        "URL": "https://letters.example.org/v/1.1.0/",
        "language": "de",
    }
    letters = {name: Header(authors=(SCHILLER,)) for name in "ab"}
    same = [{"family": "Schiller", "given": "Friedrich"}]
    assert item_of_whole(Whole("Letters", headers=letters)) == {
        "id": "edition",
        "type": "book",
        "title": "Letters",
        "author": same,
    }
    named = Whole("Letters", settings=Citation(authors=(SCHILLER,)), headers={"a": Header(authors=(EDITOR,))})
    assert item_of_whole(named)["author"] == same
    assert item_of_whole(BARE) == {"id": "edition", "type": "book", "title": "Nothing known"}
