"""The files of DTS answer every question that a path can ask as the server does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from teipress.dts.static import (
    Dts,
    collection_queries,
    document_queries,
    edition_files,
    is_fit,
    navigation_queries,
    text_files,
)
from teipress.resources import xslt
from tests.dts import schemas
from tests.dts.client import Client
from tests.dts.samples import FILES, edition, served, text
from tests.dts.templates import ADDRESSES, absolute, asked, expand
from tests.support import document, tei

LABELS = xslt("labels/en.xml").read_bytes()
SITE = "http://files/"


def all_files() -> Iterator[tuple[str, bytes]]:
    for name in FILES:
        yield from text_files(text(name).document, name, Dts("", LABELS))[1]
    yield from edition_files(edition(), "")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    found = [*all_files()]
    assert len(dict(found)) == len(found)
    return dict(found)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return served(tmp_path_factory.mktemp("output"))


def fetched(files: dict[str, bytes], address: str) -> bytes:
    """Fetch a file as a web server gives it: by the path of its address, decoded."""
    assert address.startswith(SITE)
    return files[unquote(address.removeprefix(SITE))]


def answered(files: dict[str, bytes], address: str) -> dict[str, Any]:
    """Fetch an answer, its addresses made absolute where it is."""
    answer = absolute(json.loads(fetched(files, address)), address)
    assert isinstance(answer, dict)
    return answer


def without_addresses(value: Any, kind: str = "") -> Any:
    """Leave out what must differ: where the answers are. What is a passage of a page is compared by its end."""
    if isinstance(value, dict):
        kind = value.get("@type", "")
        kept = {k: v for k, v in value.items() if k not in ADDRESSES}
        if kind == "CitableUnit" and "@id" in kept:
            kept["@id"] = kept["@id"].rpartition("/")[2]
        elif kind in {"Navigation", "EntryPoint", "Pagination"}:
            del kept["@id"]
        return {k: without_addresses(v) for k, v in kept.items()}
    return [without_addresses(item) for item in value] if isinstance(value, list) else value


ENTRY = f"{SITE}dts/index.jsonld"


def questions(endpoint: str) -> list[dict[str, str]]:
    match endpoint:
        case "collection":
            ours = [{"id": name} for name in FILES] + [{"id": name, "nav": "children"} for name in FILES]
            return ours + [asked(query) for query in collection_queries(edition())]
        case "navigation":
            return [asked(query) for name in FILES for query in navigation_queries(text(name))]
        case _:
            return [asked(query) for name in FILES for query in document_queries(text(name))]


def test_the_entry_is_an_entry(files: dict[str, bytes]) -> None:
    answer = answered(files, ENTRY)
    Draft202012Validator(schemas.ENTRY).validate(answer)
    assert answer["collection"] == f"{SITE}dts/collection{{/id}}{{;nav,page}}.jsonld"


@pytest.mark.parametrize("endpoint", ["collection", "navigation"])
def test_a_file_answers_as_the_server_does(endpoint: str, files: dict[str, bytes], client: Client) -> None:
    """From the entry on, a client that expands the templates gets the same from both; for every unit of every text."""
    schema = Draft202012Validator(schemas.COLLECTION if endpoint == "collection" else schemas.NAVIGATION)
    ours, theirs = answered(files, ENTRY)[endpoint], client.get("/api/dts/").json()[endpoint]
    assert len(questions(endpoint)) > 10
    for question in questions(endpoint):
        from_file = answered(files, expand(ours, question))
        response = client.get(expand(theirs, question))
        assert response.status == 200, question
        schema.validate(from_file)
        schema.validate(response.json())
        assert without_addresses(from_file) == without_addresses(response.json()), question
        if endpoint == "navigation":
            assert from_file["@id"] == expand(ours, question)
            assert response.json()["@id"] == expand(theirs, question)


def test_a_file_of_a_passage_is_what_the_server_gives(files: dict[str, bytes], client: Client) -> None:
    ours, theirs = answered(files, ENTRY)["document"], client.get("/api/dts/").json()["document"]
    for question in questions("document"):
        response = client.get(expand(theirs, question))
        assert response.content == fetched(files, expand(ours, question)), question
        assert response.headers["content-type"] == "application/tei+xml"


def test_every_unit_that_is_listed_can_be_asked_for_by_the_templates_beside_it(files: dict[str, bytes]) -> None:
    """Whoever walks down from the collection needs nothing but what the answers say."""
    count = 0
    for member in answered(files, expand(answered(files, ENTRY)["collection"], {}))["member"]:
        assert fetched(files, member["download"].replace(f"{member['@id']}.xml", f"dts/document/{member['@id']}.xml"))
        for tree in member["citationTrees"]:
            own = {"tree": tree["identifier"]} if "identifier" in tree else {}
            listed = answered(files, expand(member["navigation"], {**own, "down": "-1"}))
            for unit in listed["member"]:
                if "/" in unit["identifier"]:
                    continue
                question = {**own, "ref": unit["identifier"]}
                alone = answered(files, expand(listed["resource"]["navigation"], question))
                assert alone["ref"] == unit
                assert fetched(files, expand(alone["resource"]["document"], question))
                count += 1
    assert count > 50


def test_no_file_is_outside_of_its_folder_or_needs_a_query(files: dict[str, bytes]) -> None:
    for path in files:
        assert path.startswith("dts/")
        assert ".." not in path.split("/")
        assert not any(len(part.encode()) > 255 for part in path.split("/"))


def test_a_reference_that_cannot_be_the_name_of_a_file_is_left_to_the_server_and_told() -> None:
    told, written = text_files(text("poems").document, "poems", Dts("", LABELS))
    [diagnostic] = told
    assert (diagnostic.code, diagnostic.severity) == ("unfit-reference", "info")
    assert diagnostic.message.endswith("“2/3” cannot be the name of a file of DTS, nor can another one")
    assert diagnostic.line == 40
    assert not [path for path, _ in written if "2/3" in path]


def test_of_very_many_passages_those_of_the_upper_levels_have_files(tmp_path: Path) -> None:
    body = "".join(f"<div>{'<p/>' * 200}</div>" for _ in range(20))
    told, written = text_files(document(tmp_path, tei(f"<text><body>{body}</body></text>")), "long", Dts("", LABELS))
    names = [path for path, _ in written]
    assert [(one.code, one.severity) for one in told] == [("unfiled-passages", "info")]
    assert "of 4,020 passages of this text, 20 have files" in told[0].message
    assert "dts/document/long/div20.xml" in names
    assert not any(".p1." in name for name in names)
    assert len(names) < 150


def test_a_long_row_of_passages_is_not_listed_for_each_of_them(tmp_path: Path) -> None:
    """That would be as many entries as pairs of them."""
    text = document(tmp_path, tei(f"<text><body>{'<l/>' * 2_000}</body></text>"))
    files = dict(text_files(text, "poem", Dts("", LABELS))[1])
    assert "dts/navigation/poem/l2000.jsonld" in files
    assert "dts/navigation/poem;down=0/l1.jsonld" not in files
    assert sum(map(len, files.values())) < 12_000_000


@pytest.mark.parametrize("name", ["1", "1.2", "a b", "é", "1(2)", "act1.scene2", "x" * 200, "12;a", "a=b", "%41", "-"])
def test_a_plain_reference_can_be_the_name_of_a_file(name: str) -> None:
    assert is_fit(name)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", "a\n", "a\0", "é" * 101])
def test_what_leads_elsewhere_or_is_too_long_is_not_the_name_of_a_file(name: str) -> None:
    assert not is_fit(name)


def test_an_edition_with_an_address_has_absolute_addresses() -> None:
    files = dict(edition_files(edition(), "https://example.org/edition"))
    assert json.loads(files["dts/index.jsonld"])["@id"] == "https://example.org/edition/dts/index.jsonld"


def test_the_files_are_the_same_each_time(files: dict[str, bytes]) -> None:
    assert dict(all_files()) == files


def test_files_are_read_again_as_they_were_written(files: dict[str, bytes]) -> None:
    from teipress.dts.static import members_of

    written = [files[f"dts/collection/{name}.jsonld"] for name in FILES]
    assert members_of(written) == edition().members


def test_one_that_was_built_has_them_if_its_settings_say_so(tmp_path: Path) -> None:
    from teipress.pipeline import build
    from teipress.project import read_settings

    (tmp_path / "novel.xml").write_bytes(FILES["novel"].read_bytes())
    settings = tmp_path / "teipress.toml"
    plain = '[edition]\ntitle = "One"\n[sources]\ntexts = ["novel.xml"]\n'
    for wanted in (True, False):
        settings.write_text(plain + ("[publish]\ndts = true\n" if wanted else ""))
        assert build(read_settings(settings), verify=False).written
        assert (tmp_path / "output/dts/navigation/novel;down=1.jsonld").is_file() is wanted
        assert (tmp_path / "output/dts/collection.jsonld").is_file() is wanted
