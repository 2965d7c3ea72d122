"""Many files against a grammar: the same in one process and in several, and a lost process costs one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.applicable import Choice, SchemaFile
from teipress.diagnostics import Source
from teipress.files import Limits
from teipress.validate import grammars
from teipress.validate.grammars import File, Found, check_grammars
from tests.support import tei

RNG = """<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0">
<zeroOrMore><element name="p"><text/></element></zeroOrMore></element>"""


@pytest.fixture
def choice(tmp_path: Path) -> Choice:
    """Name a grammar for all files."""
    (tmp_path / "s.rng").write_text(RNG)
    return Choice((SchemaFile(Source.RELAXNG, tmp_path / "s.rng"),), {}, tmp_path)


@pytest.fixture
def files(tmp_path: Path) -> list[File]:
    """Write 60 files, of which every tenth has a fault, and one is not there."""
    for number in range(59):
        (tmp_path / f"{number}.xml").write_text(tei("<p>x</p>" * 9 + ("<div/>" if number % 10 == 5 else "")))
    return [File(tmp_path / f"{number}.xml", f"{number}.xml") for number in range(60)]


def codes(found: list[Found]) -> list[tuple[str, ...]]:
    return [tuple(diagnostic.code for diagnostic in one.diagnostics) for one in found]


def test_the_number_of_processes_changes_nothing(
    choice: Choice, files: list[File], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = list(check_grammars(files, choice, Limits(), 1))
    monkeypatch.setattr(grammars, "FEW", 0)
    assert list(check_grammars(files, choice, Limits(), 2)) == alone
    expected = [("unknown-element",) if number % 10 == 5 else () for number in range(59)]
    assert codes(alone) == [*expected, ("missing-file",)]


def test_the_lines_of_faults_come_with_them(choice: Choice, files: list[File]) -> None:
    (found,) = check_grammars(files[5:6], choice, Limits(), 1)
    assert found.lines == {2: "<p>x</p>" * 9 + "<div/>"}


def test_bytes_that_were_read_already_are_not_read_again(choice: Choice, tmp_path: Path) -> None:
    file = File(tmp_path / "nowhere.xml", "nowhere.xml", tei("<div/>").encode())
    (found,) = check_grammars([file], choice, Limits(), 1)
    assert codes([found]) == [("unknown-element",)]


def test_limits_are_kept(choice: Choice, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(tei("<p>x</p>"))
    file = File(tmp_path / "a.xml", "a.xml")
    for limits, code in (
        (Limits(size=10), "file-too-large"),
        (Limits(depth=1), "too-deep"),
    ):
        assert codes(list(check_grammars([file], choice, limits, 1))) == [(code,)]


def test_a_lost_process_costs_one_file(choice: Choice, tmp_path: Path) -> None:
    found = grammars._lost(File(tmp_path / "a.xml", "a.xml"), "it ended")
    assert (codes([found]), found.applied) == ([("grammar-failure",)], True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_document_names_is_found_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "s.rng").write_text(RNG)
    text = '<?xml-model href="s.rng"?>' + tei("<div/>")
    (tmp_path / "a.xml").write_bytes(text.encode(encoding))
    (found,) = check_grammars([File(tmp_path / "a.xml", "a.xml")], Choice((), {}, tmp_path), Limits(), 1)
    assert (codes([found]), found.applied) == ([("unknown-element",)], True)
