"""From the settings to a harvester: what a build writes, what the server answers, what a client from PyPI reads."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from lxml import etree
from oaipmh_scythe import Scythe
from oaipmh_scythe.config import HTTPConfig
from oaipmh_scythe.exceptions import BadArgument, NoRecordsMatch, NoSetHierarchy

from teipress.cite.words import english
from teipress.dts.library import Library
from teipress.dts.server import make_app
from teipress.oai.answers import PAGE
from teipress.oai.records import FILE, written
from teipress.oai.server import LONGEST_FORM, MOST_ARGUMENTS
from teipress.oai.static import gateway_address, static_repository
from teipress.output import publish_tree
from tests.command import teipress
from tests.dts.client import Client, Response
from tests.oai.samples import DC, OAI, many, repository, valid
from tests.support import tei

STATIC = "{http://www.openarchives.org/OAI/2.0/static-repository}"
TOML = (
    '[edition]\ntitle = "An edition"\nbase-url = "https://example.org/e"\n[sources]\ntexts = ["*.xml"]\n'
    '[citation]\nreleased = "2024-05-06"\n[oai]\nemail = "a@example.org"\n'
)
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
GATEWAY = 'gateway = "https://gateway.example.org/oai"\n'


def test_a_static_repository_says_who_what_and_how_it_is_reached() -> None:
    root = valid(static_repository(repository(), "https://example.org/e/", "https://g.org/oai"), "static-repository")
    identity = {etree.QName(e).localname: e.text for e in root[0]}
    assert identity["baseURL"] == "https://g.org/oai/example.org/e/oai.xml"
    assert (identity["deletedRecord"], identity["granularity"]) == ("no", "YYYY-MM-DD")
    assert identity["earliestDatestamp"] == "2023-03-03"
    assert [e.tag for e in root] == [f"{STATIC}{n}" for n in ("Identify", "ListMetadataFormats", "ListRecords")]
    assert root[2].get("metadataPrefix") == "oai_dc"
    assert len(root[2]) == 3  # it knows nothing of what was withdrawn
    assert not [*root.iter(f"{OAI}setSpec")]


def test_the_address_at_a_gateway_has_no_second_scheme() -> None:
    assert gateway_address("http://example.org:80/", "http://g.org/oai/") == "http://g.org/oai/example.org:80/oai.xml"


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.xml").write_text(tei(f"{HEADER}<text><body><p>x</p></body></text>"))
    (tmp_path / "teipress.toml").write_text(TOML + GATEWAY)
    return tmp_path


def test_a_build_writes_the_records_and_the_same_ones_again(edition: Path) -> None:
    assert teipress("build", "--no-check").code == 0
    made = (edition / "output/oai.xml").read_bytes(), (edition / "output/oai.json").read_bytes()
    root = valid(made[0], "static-repository")
    assert [e.text for e in root.iter(f"{DC}title")] == ["A letter"]
    assert [e.text for e in root.iter(f"{OAI}datestamp")] == ["2024-05-06"]
    assert "oai.json" in {row["path"] for row in json.loads((edition / "output/manifest.json").read_bytes())["files"]}
    (edition / "letter.xml").touch()
    assert teipress("build", "--no-check").code == 0
    assert made == ((edition / "output/oai.xml").read_bytes(), (edition / "output/oai.json").read_bytes())
    client = Client(make_app(Library(edition / "output", english(), "T")))
    answered = valid(client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").content)
    assert [e.text for e in answered.iter(f"{OAI}identifier")] == ["oai:example.org:e/letter"]


def test_a_text_that_was_released_and_withdrawn_is_told_for_ever(edition: Path) -> None:
    (edition / "poem.xml").write_text(tei(f'{HEADER}<text><body><p xml:id="p1">x</p></body></text>'))
    assert teipress("release", "1.0.0", "--date", "2025-01-01").code == 0
    (edition / "poem.xml").unlink()
    assert teipress("ids", "retire", "poem#*", "--reason", "It was a letter").code == 0
    assert teipress("release", "1.1.0", "--date", "2025-02-02").code == 0
    client = Client(make_app(Library(edition / "output", english(), "T")))
    answered = valid(client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").content)
    found = [(str(h[0].text).rpartition("/")[2], h[1].text, h.get("status")) for h in answered.iter(f"{OAI}header")]
    assert found == [("letter", "2025-02-02", None), ("poem", "2025-02-02", "deleted")]
    assert b"poem" not in (edition / "output/oai.xml").read_bytes()


def test_without_a_gateway_there_is_no_static_repository_and_without_settings_nothing(edition: Path) -> None:
    (edition / "teipress.toml").write_text(TOML)
    assert teipress("build", "--no-check").code == 0
    assert {path.name for path in (edition / "output").glob("oai*")} == {"oai.json"}
    (edition / "teipress.toml").write_text(TOML.partition("[oai]")[0])
    assert teipress("build", "--no-check").code == 0
    assert not [*(edition / "output").glob("oai*")]


@pytest.mark.parametrize(("old", "new", "words"), [
    ("a@example.org", "nobody", "oai.email"),
    ("base-url", "# base-url", "edition.base-url"),
    ("released", "# released", "citation.released"),
    ("[oai]", "[oai]\nmail = 'x'", "oai.mail"),
])  # fmt: skip
def test_what_is_missing_is_told_and_nothing_is_written(old: str, new: str, words: str, edition: Path) -> None:
    (edition / "teipress.toml").write_text(TOML.replace(old, new, 1))
    run = teipress("build", "--no-check")
    assert (run.code, words in run.err) == (2, True)
    assert not (edition / "output").exists()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish_tree(tmp_path / "site", {"index.html": b"<!DOCTYPE html>", FILE: written(many(2 * PAGE + 5))})
    return tmp_path / "site"


@pytest.fixture
def client(folder: Path) -> Client:
    return Client(make_app(Library(folder, english(), "T")))


def post(client: Client, body: bytes, kind: str = "application/x-www-form-urlencoded") -> Response:
    return client.send(b"/oai", headers=[("host", "localhost"), ("content-type", kind)], method="POST", body=body)


def test_a_question_may_be_posted(client: Client) -> None:
    asked = "verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-25"
    got, posted = client.get(f"/oai?{asked}"), post(client, asked.encode())
    assert got.status == posted.status == 200
    assert got.headers["content-type"] == "text/xml; charset=utf-8"
    assert valid(got.content).findtext(f"{OAI}request") == "http://localhost/oai"
    first, second = ([etree.tostring(e) for e in [*valid(one.content)][1:]] for one in (got, posted))
    assert first == second


def test_what_is_no_question_is_refused(client: Client) -> None:
    assert post(client, b"verb=Identify", "text/plain").status == 400
    assert post(client, b"verb=Identify&x=" + b"a" * LONGEST_FORM).status == 400
    assert client.get("/oai?" + "&".join(["a=1"] * (MOST_ARGUMENTS + 1))).status == 400
    refused = client.get("/oai?verb=Identify", method="PUT")
    assert refused.status == 405
    assert {*refused.headers["allow"].split(", ")} == {"GET", "HEAD", "POST"}


@pytest.mark.parametrize(
    "query",
    [b"verb=%FF%FE", b"verb=Identify&%00=1", b"&&&", b"=", b"verb",
     b"verb=GetRecord&metadataPrefix=oai_dc&identifier=%01",
     b"verb=ListRecords&metadataPrefix=oai_dc&from=%D9%A1999-01-01", b"verb=ListRecords&resumptionToken=%EF%BF%BE"],
)  # fmt: skip
def test_bytes_that_mean_nothing_are_answered_as_the_protocol_has_it(query: bytes, client: Client) -> None:
    answered = client.send(b"/oai", query)
    assert answered.status == 200
    (error,) = valid(answered.content).iter(f"{OAI}error")
    assert error.get("code") in ("badVerb", "badArgument")


def test_what_was_built_anew_is_told_anew_and_what_is_not_there_is_said(folder: Path, client: Client) -> None:
    assert (
        len([*valid(client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").content).iter(f"{OAI}header")])
        == PAGE
    )
    publish_tree(folder, {"index.html": b"", FILE: written(many(3))})
    assert (
        len([*valid(client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").content).iter(f"{OAI}header")]) == 3
    )
    for data in (b"{", b"[]", b'{"records": 3}'):
        publish_tree(folder, {"index.html": b"", FILE: data})
        assert client.get("/oai?verb=Identify").status == 404
    publish_tree(folder, {"index.html": b""})
    assert b"oai" in client.get("/oai?verb=Identify").content


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(make_app(Library(folder, english(), "T")), log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/oai"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_harvester_reads_everything(address: str, method: str) -> None:
    scythe: Any
    with Scythe(address, http_config=HTTPConfig(http_method=method)) as scythe:
        assert scythe.identify().repositoryName == "An edition & more"
        assert [form.metadataPrefix for form in scythe.list_metadata_formats()] == ["oai_dc"]
        records = [*scythe.list_records()]
        assert [record.header.identifier for record in records] == [
            one.identifier for one in many(2 * PAGE + 5).records
        ]
        assert all(record.metadata["title"] for record in records)
        assert len([*scythe.list_identifiers(from_="2020-01-25")]) == 8
        assert scythe.get_record(identifier="oai:example.org:e/t007").metadata["title"] == ["Text 7"]
        with pytest.raises(NoSetHierarchy):
            [*scythe.list_sets()]
        with pytest.raises(NoRecordsMatch):
            [*scythe.list_records(from_="2030-01-01")]
        with pytest.raises(BadArgument):
            [*scythe.list_records(from_="yesterday")]
