"""Schemas that mean harm, or grew beyond measure: a sentence in time, nothing fetched, nothing read outside."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from teipress.validate.relaxng import Schema, Wrong
from teipress.validate.relaxng.grammar import MOST_FILES
from teipress.validate.relaxng.loading import MOST_BYTES, files
from teipress.validate.relaxng.patterns import Patterns
from teipress.validate.relaxng.slow import find_problems
from tests.validate.relaxng.support import BASE, allows, declared, schema, wrong

EMPTY_B = '<element name="b"><empty/></element>'


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < 60


def refusal(path: Path, within: Path | None = None) -> str:
    with pytest.raises(Wrong) as refused:
        Schema.from_file(path, within).verify()
    return refused.value.message


def main(folder: Path, href: str) -> Path:
    path = folder / "main.rng"
    path.write_bytes(declared(f'<element name="a"><externalRef href="{href}"/></element>'))
    return path


@pytest.mark.parametrize(
    "href",
    [
        "http://example.org/x.rng", "https://example.org/x.rng", "ftp://example.org/x.rng", "//example.org/x.rng",
        "file://example.org/x.rng", "file:////example.org/x.rng", "data:,x", "jar:file:///x.jar!/x", "urn:x",
    ],
)  # fmt: skip
def test_nothing_is_fetched(href: str, tmp_path: Path) -> None:
    assert refusal(main(tmp_path, href)) == f"“{href}” cannot be read: only files are read, nothing is fetched"


def test_xml_base_leads_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "main.rng"
    path.write_bytes(declared('<element name="a" xml:base="http://example.org/"><externalRef href="x.rng"/></element>'))
    assert refusal(path).endswith("only files are read, nothing is fetched")


def test_files_beside_and_below_are_read(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/ä b.rng").write_bytes(declared(EMPTY_B))
    for href in ("sub/ä b.rng", "sub/%C3%A4%20b.rng", "./sub/../sub/ä b.rng"):
        made = Schema.from_file(main(tmp_path, href), tmp_path)
        made.verify()
        assert made.is_valid(b"<a><b/></a>")


def outside(folder: Path) -> tuple[Path, Path]:
    """Make a folder for the schemas, and a file that is not in it."""
    inside = folder / "schemas"
    inside.mkdir()
    secret = folder / "secret.rng"
    secret.write_bytes(declared(EMPTY_B))
    return inside, secret


@pytest.mark.parametrize("make", [lambda _: "../secret.rng", lambda path: path.as_uri(), lambda path: str(path)])
def test_a_schema_that_is_not_trusted_reads_nothing_outside_of_its_folder(
    make: Callable[[Path], str], tmp_path: Path
) -> None:
    inside, secret = outside(tmp_path)
    path = main(inside, make(secret))
    Schema.from_file(path).verify()
    assert refusal(path, inside) == f"“{make(secret)}” cannot be read: it is outside of {inside}"


def test_a_link_does_not_lead_outside(tmp_path: Path) -> None:
    inside, secret = outside(tmp_path)
    (inside / "link.rng").symlink_to(secret)
    assert "it is outside of" in refusal(main(inside, "link.rng"), inside)


def test_a_schema_that_is_itself_outside_is_not_read(tmp_path: Path) -> None:
    inside, secret = outside(tmp_path)
    with pytest.raises(OSError, match="outside"):
        Schema.from_file(secret, inside)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin", "/proc/self/fd/0"])
def test_a_device_is_no_file(path: str, tmp_path: Path) -> None:
    if not Path(path).exists() or Path(path).is_file():
        pytest.skip("there is no such device")
    assert refusal(main(tmp_path, f"file://{path}")) == f"“file://{path}” cannot be read: it is no file"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.rng")
    assert refusal(main(tmp_path, "pipe.rng")).endswith("it is no file")


@pytest.mark.parametrize("href", [".", "", "sub"])
def test_a_folder_is_no_file(href: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    assert "cannot be read" in refusal(main(tmp_path, href)) or href == ""


def test_a_name_that_cannot_be_is_told_of(tmp_path: Path) -> None:
    assert refusal(main(tmp_path, "%00")).endswith("it is no path")
    assert "cannot be read" in refusal(main(tmp_path, "x" * 5000))


def test_a_file_beyond_measure_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.rng").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(OSError, match="more than"):
        files()((tmp_path / "huge.rng").as_uri())


def test_files_that_multiply_are_counted() -> None:
    """Each file refers twice to the next: a thousand would be read before the tenth."""
    texts = {f"{n}.rng": f'<group>{f"""<externalRef href="{n + 1}.rng"/>""" * 2}</group>' for n in range(12)}
    complaint = wrong('<element name="a"><externalRef href="0.rng"/></element>', {**texts, "12.rng": EMPTY_B})
    assert complaint.message == f"this schema reads more than {MOST_FILES:,} files"


def chain(length: int, link: str) -> str:
    """Define each name by the next."""
    defined = "".join(f'<define name="d{n}">{link.format(next=f"d{n + 1}")}</define>' for n in range(length))
    start = '<start><element name="a"><ref name="d0"/></element></start>'
    return f'<grammar>{start}{defined}<define name="d{length}">{EMPTY_B}</define></grammar>'


TOO_DEEP = {
    "groups in groups": f'<element name="a">{"<group>" * 1000}<empty/>{"</group>" * 1000}</element>',
    "names defined by names": chain(1000, '<ref name="{next}"/>'),
    "optional elements in a row": f'<element name="a">{f"<optional>{EMPTY_B}</optional>" * 3000}</element>',
    "what doubles again and again": chain(40, '<ref name="{next}"/><ref name="{next}"/>'),
    "excepts in excepts": '<element><anyName><except>' + "<choice>" * 2000 + "<name>b</name>" + "</choice>" * 2000
    + "</except></anyName><empty/></element>",
    "prefixes": '<element name="a">' + '<group xmlns:p="u">' * 2000 + '<element name="p:b"><empty/></element>'
    + "</group>" * 2000 + "</element>",
    "a grammar in a grammar": '<grammar><start>' * 600 + EMPTY_B + "</start></grammar>" * 600,
}  # fmt: skip


@pytest.mark.parametrize("what", TOO_DEEP)
def test_a_schema_that_is_nested_too_deeply_gets_a_sentence(what: str) -> None:
    assert wrong(TOO_DEEP[what]).message == "this schema is nested too deeply to be checked"


def test_a_schema_as_deep_as_they_come_is_no_trouble() -> None:
    assert allows(schema(f'<element name="a">{"<group>" * 100}{EMPTY_B}{"</group>" * 100}</element>'), "<a><b/></a>")
    assert allows(schema(chain(50, '<ref name="{next}"/>')), "<a><b/></a>")
    row = "".join(f'<optional><element name="b{number}"><empty/></element></optional>' for number in range(200))
    assert allows(schema(f'<element name="a">{row}</element>'), "<a><b3/><b77/></a>")


def test_elements_in_elements_may_be_as_deep_as_they_like() -> None:
    deep = "".join(f'<element name="b{number}">' for number in range(100))
    assert schema(f"{deep}<empty/>{'</element>' * 100}")


def test_a_schema_with_too_many_patterns_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Patterns, "most", 100)
    choice = "".join(f'<element name="b{number}"><empty/></element>' for number in range(100))
    assert wrong(f'<element name="a"><choice>{choice}</choice></element>').message == (
        "this schema is too large, or leaves too much open, to be checked"
    )


def test_100_000_alternatives_are_no_trouble() -> None:
    values = "".join(f"<value>v{number}</value>" for number in range(100_000))
    made = schema(f'<element name="a"><choice>{values}</choice></element>')
    assert allows(made, "<a>v99999</a>")
    (problem,) = find_problems(made, "<a>x</a>")
    assert problem.words.message.endswith("or one of 99988 others")


def test_20_000_elements_to_choose_from_are_no_trouble() -> None:
    elements = "".join(f'<element name="b{number}"><empty/></element>' for number in range(20_000))
    made = schema(f'<element name="a"><zeroOrMore><choice>{elements}</choice></zeroOrMore></element>')
    assert allows(made, "<a><b1/><b19999/></a>")
    assert not allows(made, "<a><b1/><b/></a>")


def test_an_interleave_of_many_grows_with_the_document_only() -> None:
    """It has 2^300 states; a document meets as many as it has elements."""
    threads = "".join(f'<optional><element name="b{number}"><empty/></element></optional>' for number in range(300))
    made = schema(f'<element name="a"><interleave>{threads}</interleave></element>')
    names = [f"b{(number * 7) % 300}" for number in range(300)]
    assert allows(made, f"<a>{''.join(f'<{name}/>' for name in names)}</a>")
    assert not allows(made, f"<a>{''.join(f'<{name}/>' for name in names)}<b7/></a>")


def test_an_interleave_of_repeated_groups_stays_small() -> None:
    group = '<zeroOrMore><element name="{0}1"><empty/></element><element name="{0}2"><empty/></element></zeroOrMore>'
    threads = "".join(f"<group>{group.format(name)}</group>" for name in "abcdefghijkl")
    made = schema(f'<element name="r"><interleave>{threads}</interleave></element>')
    content = "".join(f"<{name}1/>" for name in "abcdefghijkl") + "".join(f"<{name}2/>" for name in "lkjihgfedcba")
    assert allows(made, f"<r>{content * 20}</r>")
    assert not allows(made, f"<r>{content}<a2/></r>")


def test_what_doubles_in_repetitions_is_looked_at_once() -> None:
    text = chain(30, '<oneOrMore><ref name="{next}"/><ref name="{next}"/></oneOrMore>')
    made = schema(text.replace(EMPTY_B, f"<optional>{EMPTY_B}</optional>"))
    assert allows(made, "<a><b/><b/></a>")
    assert not allows(made, "<a><b/><c/></a>")


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", "(a*)*b", "(a|aa)+b", "([a-z]+.?)+\\d", "(x+x+)+y", "a{0,99999999}b"]
)
def test_no_pattern_takes_for_ever(pattern: str) -> None:
    made = schema(f'<element name="a"><data type="string"><param name="pattern">{pattern}</param></data></element>')
    assert not allows(made, f"<a>{'a' * 5000}</a>")
    assert not allows(made, f"<a>{'x' * 5000}</a>")


def test_a_namespace_as_attribute_value_is_harmless() -> None:
    assert not allows(schema('<element name="a" ns="u}b"><empty/></element>'), "<a/>")


def test_the_default_reader_reads_files(tmp_path: Path) -> None:
    (tmp_path / "x.rng").write_bytes(declared(EMPTY_B))
    text = declared('<element name="a"><externalRef href="x.rng"/></element>')
    assert Schema.from_bytes(text, (tmp_path / "main.rng").as_uri()).is_valid(b"<a><b/></a>")
    with pytest.raises(Wrong, match="cannot be read"):
        Schema.from_bytes(text, BASE).verify()


def test_a_reader_of_one_s_own_decides_what_is_read() -> None:
    asked: list[str] = []

    def load(uri: str) -> bytes:
        asked.append(uri)
        return declared(EMPTY_B)

    made = Schema.from_bytes(
        declared('<element name="a"><externalRef href="http://example.org/x"/></element>'), BASE, load
    )
    made.verify()
    assert asked == ["http://example.org/x"]
