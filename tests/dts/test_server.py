"""The server answers as DTS 1.0 specifies, serves the edition's files and nothing else, and never breaks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from teipress.cite.words import english
from teipress.dts import server
from teipress.dts.library import Library
from teipress.dts.server import LONGEST_QUERY, make_app, served_hosts
from teipress.output import publish_tree
from tests.dts.client import Client, Response
from tests.dts.samples import FILES, text

HOST = ("host", "localhost")
FURTHER = {
    "index.html": b"<!DOCTYPE html><title>Front</title>",
    "404.html": b"<!DOCTYPE html><title>Lost</title>",
    "indexes/entities.jsonld": b"{}",
    "cite/novel.ris": b"TY  - CHAP\r\n",
    "dts/navigation/poems;down=1/1.jsonld": b"{}",
    "dts/document/poems/1.1.xml": b"<TEI/>",
    "v/1.0.0/dts/document/poems.xml": b"<TEI/>",
    "assets/teipress.js": b"//",
    "assets/teipress.css": b"p{}",
    "changsung.txt": "Für".encode(),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    around = tmp_path_factory.mktemp("around")
    (around / "secret.txt").write_text("secret")
    (around / "output-secret").mkdir()
    (around / "output-secret/secret.txt").write_text("secret")
    pages = {f"{name}.html": f"<!DOCTYPE html><title>{name}</title>".encode() for name in FILES}
    sources = {f"{name}.xml": path.read_bytes() for name, path in FILES.items()}
    publish_tree(around / "output", {**FURTHER, **pages, **sources})
    (around / "output/.hidden").write_text("secret")
    (around / "output/link.txt").symlink_to(around / "secret.txt")
    return around / "output"


@pytest.fixture(scope="module")
def client(folder: Path) -> Client:
    return Client(make_app(Library(folder, english(), "Samples", "For tests", "en")))


def problem(response: Response) -> int:
    """Check that an answer is a problem in the form of RFC 9457; give its status."""
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told.keys() == {"type", "title", "status", "detail"}
    assert told["status"] == response.status
    assert told["detail"]
    return response.status


@pytest.mark.parametrize(
    ("address", "status"),
    [
        # Navigation: “Errors”, and the table of “down”, “ref”, “start”, “end”
        ("navigation/", 400),
        ("navigation/?resource=", 400),
        ("navigation/?resource=poems", 400),
        ("navigation/?resource=poems&down=0", 400),
        ("navigation/?resource=poems&down=0&start=1&end=2", 400),
        ("navigation/?resource=poems&ref=1&start=1&end=2", 400),
        ("navigation/?resource=poems&ref=1&end=2", 400),
        ("navigation/?resource=poems&start=1", 400),
        ("navigation/?resource=poems&end=1&down=1", 400),
        ("navigation/?resource=poems&start=2&end=1&down=1", 400),
        ("navigation/?resource=poems&down=x", 400),
        ("navigation/?resource=poems&down=1.5", 400),
        ("navigation/?resource=poems&down=-2", 400),
        ("navigation/?resource=poems&down=%D9%A1", 400),
        ("navigation/?resource=poems&down=1&page=x", 400),
        ("navigation/?resource=poems&down=1&page=0", 400),
        ("navigation/?resource=poems&resource=novel&down=1", 400),
        ("navigation/?resource=none&down=1", 404),
        ("navigation/?resource=poems&ref=9", 404),
        ("navigation/?resource=poems&ref=", 404),
        ("navigation/?resource=poems&start=1&end=9&down=1", 404),
        ("navigation/?resource=poems&tree=none&down=1", 404),
        ("navigation/?resource=poems&down=1&page=2", 404),
        # Document: “Errors”
        ("document/", 400),
        ("document/?ref=1", 400),
        ("document/?resource=poems&ref=1&start=1&end=2", 400),
        ("document/?resource=poems&start=1", 400),
        ("document/?resource=poems&start=2&end=1", 400),
        ("document/?resource=none", 404),
        ("document/?resource=poems&ref=9", 404),
        ("document/?resource=poems&ref=1&tree=none", 404),
        ("document/?resource=poems&ref=1r", 404),
        ("document/?resource=poems&mediaType=text/html", 404),
        ("document/?resource=bare&ref=1", 404),
        # Collection
        ("collection/?id=none", 404),
        ("collection/?nav=sideways", 400),
        ("collection/?page=0", 400),
        ("collection/?page=2", 404),
        ("collection/?page=99999999999999999999", 400),
        ("collection/?id=../poems", 404),
        # Elsewhere
        ("nowhere/", 404),
    ],
)
def test_a_wrong_question_has_the_status_that_is_specified(address: str, status: int, client: Client) -> None:
    assert problem(client.get(f"/api/dts/{address}")) == status


@pytest.mark.parametrize(
    "address", ["", "collection/", "navigation/?resource=poems&down=1", "document/?resource=poems"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_only_get_and_head_are_answered(address: str, method: str, client: Client) -> None:
    response = client.get(f"/api/dts/{address}", method=method)
    assert problem(response) == 405
    assert {*response.headers["allow"].split(", ")} == {"GET", "HEAD"}
    assert client.get("/index.html", method=method).status == 405


def test_head_answers_as_get_without_content(client: Client) -> None:
    for address in ("/api/dts/", "/api/dts/document/?resource=poems&ref=1", "/index.html"):
        got, head = client.get(address), client.get(address, method="HEAD")
        assert (head.status, head.headers["content-type"]) == (200, got.headers["content-type"])


def test_a_range_is_cut_out_and_leads_back_to_the_collection(client: Client) -> None:
    response = client.get("/api/dts/document/?resource=poems&start=1.2&end=2.1")
    root = etree.fromstring(response.content)
    assert root[0].tag == "{https://w3id.org/api/dts#}wrapper"
    assert response.headers["content-type"] == "application/tei+xml"
    assert response.headers["link"] == '<http://localhost/api/dts/collection/?id=poems>; rel="collection"'


@pytest.mark.parametrize("plus", ["+", "%2B", "%20"])
def test_the_media_type_may_be_written_as_it_is(plus: str, client: Client) -> None:
    assert client.get(f"/api/dts/document/?resource=poems&mediaType=application/tei{plus}xml").status == 200


def test_an_address_without_its_slash_leads_to_the_one_with_it(client: Client) -> None:
    response = client.get("/api/dts/navigation?resource=poems&down=1")
    assert (response.status, response.headers["location"]) == (
        307,
        "http://localhost/api/dts/navigation/?resource=poems&down=1",
    )


def test_parameters_that_dts_does_not_know_are_left_alone(client: Client) -> None:
    assert client.get("/api/dts/navigation/?resource=poems&down=1&utm_source=x").status == 200


# The edition's files.


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/poems.xml", "application/xml"),
        ("/changsung.txt", "text/plain; charset=utf-8"),
        ("/indexes/entities.jsonld", "application/ld+json"),
        ("/dts/navigation/poems;down=1/1.jsonld", "application/ld+json"),
        ("/dts/document/poems/1.1.xml", "application/tei+xml"),
        ("/v/1.0.0/dts/document/poems.xml", "application/tei+xml"),
        ("/cite/novel.ris", "application/x-research-info-systems"),
        ("/assets/teipress.js", "text/javascript; charset=utf-8"),
        ("/assets/teipress.css", "text/css; charset=utf-8"),
        ("/manifest.json", "application/json"),
    ],
)
def test_a_file_is_served_as_what_it_is(path: str, kind: str, client: Client) -> None:
    response = client.get(path)
    assert (response.status, response.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize(
    "path",
    [
        b"/../secret.txt",
        b"/assets/../../secret.txt",
        b"/%2e%2e/secret.txt",
        b"/..%2fsecret.txt",
        b"/..%5csecret.txt",
        b"/%2e%2e%2f%2e%2e%2fetc/passwd",
        b"//etc/passwd",
        b"/etc/passwd",
        b"/../output-secret/secret.txt",
        b"/.hidden",
        b"/link.txt",
        b"/%00",
        b"/index.html%00.txt",
        b"/" + b"a" * 300,
        b"/" + b"a/" * 1000,
        b"/\xff\xfe",
        b"/C:/secret.txt",
        b"/assets",
        b"/nothing.html",
        b"/dts/document/nothing.xml",
    ],
)
def test_what_is_no_file_of_the_edition_is_not_served(path: bytes, client: Client) -> None:
    response = client.send(path)
    assert response.status in {307, 400, 404}
    assert b"secret" not in response.content
    assert b"root:" not in response.content


def test_every_answer_has_headers_that_keep_browsers_from_harm(client: Client) -> None:
    for address in ("/", "/api/dts/", "/api/dts/navigation/", "/nothing", "/poems.xml"):
        headers = client.get(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"].startswith("default-src 'none'; ")
    page, source = (client.get(path).headers["content-security-policy"] for path in ("/", "/poems.xml"))
    assert "script-src 'self'; style-src 'self'" in page
    assert "script-src" not in source
    assert source.endswith("sandbox")


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("host", "evil.example")],
        [("host", "localhost.evil.example")],
        [("host", "evil.example:8000")],
        [HOST, ("host", "evil.example")],
        [("host", "")],
        [("host", "localhost@evil.example")],
        [("host", "127.0.0.1.evil.example")],
        [("host", "local\xe9host")],
    ],
)
def test_another_host_name_is_refused(headers: list[tuple[str, str]], client: Client) -> None:
    for address in ("/", "/api/dts/", "/api/dts/navigation?resource=poems"):
        assert problem(client.get(address, headers)) == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:9", "[::1]:8000", "[::1]"])
def test_loopback_is_served_by_any_of_its_names(host: str, client: Client) -> None:
    assert client.get("/api/dts/", [("host", host)]).json()["@id"] == f"http://{host}/api/dts/"


def test_further_names_are_served_if_they_are_given(folder: Path) -> None:
    app = make_app(Library(folder, english(), "T"), served_hosts("2001:db8::1", ("Edition.Example",)), "https")
    client = Client(app, "edition.example")
    assert client.get("/api/dts/").json()["@id"] == "https://edition.example/api/dts/"
    assert client.get("/", [("host", "[2001:db8::1]:80")]).status == 200


def test_pages_of_other_sites_read_the_answers_only_if_they_may(folder: Path, client: Client) -> None:
    shared = Client(make_app(Library(folder, english(), "T"), shared=True))
    for address in ("/api/dts/", "/api/dts/navigation/", "/index.html"):
        assert shared.get(address).headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-origin" not in client.get(address).headers


def test_an_address_out_of_all_proportion_is_refused(client: Client) -> None:
    assert problem(client.send(b"/api/dts/collection/", b"id=" + b"a" * LONGEST_QUERY)) == 414
    assert problem(client.send(b"/" + b"a" * LONGEST_QUERY)) == 414


# Whatever is asked, nothing breaks.

IDENTIFIERS = [unit.identifier for name in FILES for branch in text(name).branches for unit in branch.tree.units]
VALUES = st.one_of(
    st.sampled_from([*FILES, *IDENTIFIERS, "leaves", "pages", "index", "children", "parents", "application/tei+xml"]),
    st.integers(-3, 5).map(str),
    st.text(max_size=20),
    st.sampled_from(["", "\0", "../x", "%", "{}", "'\"<", "\U0010ffff", "1" * 200, "NaN", "1e9", "0x1", "١"]),
)
NAMES = ["resource", "ref", "start", "end", "down", "tree", "page", "mediaType", "id", "nav", "x"]
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=6)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    endpoint=st.sampled_from(["", "collection/", "navigation/", "document/"]),
    resource=st.sampled_from([None, *FILES]),
    pairs=PAIRS,
)
def test_no_question_breaks_the_server(
    endpoint: str, resource: str | None, pairs: list[tuple[str, str]], client: Client
) -> None:
    given = [("resource", resource), *(pair for pair in pairs if pair[0] != "resource")] if resource else pairs
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in given if value is not None)
    response = client.send(f"/api/dts/{endpoint}".encode(), query.encode())
    assert response.status in {200, 400, 404}
    if response.status != 200:
        problem(response)
    elif endpoint == "document/":
        etree.fromstring(response.content)
    else:
        assert response.json()["dtsVersion"] == "1.0"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.binary(max_size=40).map(lambda path: b"/" + path),
    query=st.binary(max_size=40),
    method=st.sampled_from(["GET", "HEAD", "POST", "\x00"]),
)
def test_no_bytes_break_the_server(path: bytes, query: bytes, method: str, client: Client) -> None:
    assert client.send(path, query, method=method).status < 500
    assert client.send(b"/api/dts/navigation/", query, method=method).status < 500


def test_what_goes_wrong_inside_is_not_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr(server, "navigation", broken)
    client = Client(make_app(Library(folder, english(), "T")))
    response = client.get("/api/dts/navigation/?resource=poems&down=1")
    assert problem(response) == 500
    assert b"secret" not in response.content
    assert response.headers["x-content-type-options"] == "nosniff"


def test_what_takes_too_long_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go = threading.Event()
    monkeypatch.setattr(server, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr(server, "navigation", lambda *_: let_go.wait(5))
    client = Client(make_app(Library(folder, english(), "T")))
    response = client.get("/api/dts/navigation/?resource=poems&down=1")
    let_go.set()
    assert problem(response) == 503


def test_a_text_that_was_built_anew_is_read_anew(tmp_path: Path) -> None:
    source = FILES["novel"].read_bytes()
    publish_tree(tmp_path / "output", {"novel.xml": source, "novel.html": b""})
    client = Client(make_app(Library(tmp_path / "output", english(), "T")))
    assert client.get("/api/dts/collection/?id=novel").json()["title"] == "A novel"
    publish_tree(tmp_path / "output", {"novel.xml": source.replace(b"A novel", b"A new one"), "novel.html": b""})
    assert client.get("/api/dts/collection/?id=novel").json()["title"] == "A new one"
    publish_tree(tmp_path / "output", {"index.html": b""})
    assert client.get("/api/dts/collection/?id=novel").status == 404


def test_a_text_that_cannot_be_read_is_not_there(tmp_path: Path) -> None:
    publish_tree(tmp_path / "output", {"a.xml": b"<TEI>", "a.html": b"", "b.xml": b"<x/>"})
    client = Client(make_app(Library(tmp_path / "output", english(), "T")))
    assert client.get("/api/dts/collection/").json()["member"] == []
    assert client.get("/api/dts/document/?resource=a").status == 404


# The command.


@pytest.fixture
def edition(tmp_path: Path, folder: Path) -> Path:
    (tmp_path / "teipress.toml").write_text('[edition]\ntitle = "Served"\n[sources]\ntexts = ["novel.xml"]\n')
    (tmp_path / "novel.xml").write_bytes(FILES["novel"].read_bytes())
    return tmp_path


def run(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "teipress", "serve", *arguments],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


@pytest.fixture
def serving(edition: Path) -> Iterator[Callable[[], str]]:
    publish_tree(edition / "output", {"novel.xml": FILES["novel"].read_bytes(), "novel.html": b"<!DOCTYPE html>"})
    process = run("--port", "0", cwd=edition)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        yield lambda: line.partition(" at ")[2].split()[0]
    finally:
        process.terminate()
        process.wait(10)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stderr.close()


def test_serve_listens_at_loopback_and_says_where(serving: Callable[[], str]) -> None:
    address = serving()
    assert address.startswith("http://127.0.0.1:")
    for _ in range(50):
        try:
            with urllib.request.urlopen(f"{address}api/dts/navigation/?resource=novel&down=1", timeout=5) as answer:
                assert answer.status == 200
                assert answer.headers["Content-Type"] == "application/ld+json"
                assert "Server" not in answer.headers
                assert b"chapter1" in answer.read()
                return
        except ConnectionError:
            time.sleep(0.1)
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


def test_serve_says_that_a_port_is_taken(edition: Path) -> None:
    publish_tree(edition / "output", {"novel.xml": FILES["novel"].read_bytes(), "novel.html": b""})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = run("--port", str(port), cwd=edition)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert f"cannot listen at 127.0.0.1, port {port}: address already in use. Choose another by --port." in said


def test_serve_needs_an_edition_that_was_built(edition: Path) -> None:
    process = run(cwd=edition)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (1, "teipress: “output” holds no edition: run “teipress build” first.\n")


def test_without_its_packages_serve_says_how_to_install_them(edition: Path) -> None:
    (edition / "hidden").mkdir()
    (edition / "hidden/starlette.py").write_text("raise ModuleNotFoundError('starlette')")
    process = subprocess.run(
        [sys.executable, "-m", "teipress", "serve"],
        cwd=edition,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, "PYTHONPATH": str(edition / "hidden")},
    )
    assert process.returncode == 2
    assert process.stderr == (
        "teipress: “teipress serve” needs a few packages more. Install them by: pip install 'teipress[serve]'\n"
    )
