"""Commands of GitHub's workflows: one a diagnostic, and no word of a file is one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from teipress.diagnostics import Diagnostic, Source
from teipress.report.github import render
from teipress.report.places import Root
from tests.report.samples import ALL, ERROR, HOSTILE, NOTE

ROOT = Root(Path("/r/sub"), Path("/r"))


def commands(*found: Diagnostic) -> list[str]:
    return list(render(found, ROOT))


def test_an_error_is_a_command_with_its_place() -> None:
    (command,) = commands(ERROR)
    assert command == (
        "::error file=sub/tei/a b%3Aö%2C%25.xml,title=dangling-pointer,line=2,col=4,endLine=2,endColumn=12"
        "::“#x” points to nothing (in “p1”)%0ADid you mean “#y”?"
    )


def test_a_fault_over_several_lines_has_no_last_column() -> None:
    (command,) = commands(replace(ERROR, end_line=3))
    assert "endLine=3" in command
    assert "endColumn" not in command


def test_a_file_as_a_whole_has_no_line() -> None:
    assert commands(NOTE) == ["::notice file=sub/tei/z.xml,title=unused-entry::nobody points to it"]


def test_a_file_outside_of_the_repository_keeps_its_path() -> None:
    assert commands(Diagnostic("c-d", Source.RELAXNG, "m", "../../x.xml")) == ["::error file=../../x.xml,title=c-d::m"]


@pytest.mark.parametrize("field", ["message", "help", "id", "path", "code"])
def test_no_word_of_a_file_starts_a_command(field: str) -> None:
    (command,) = commands(replace(ERROR, **{field: HOSTILE}))  # type: ignore[arg-type]
    assert len(command.splitlines()) == 1
    properties, _, _ = command.removeprefix("::error ").partition("::")
    assert "forged" not in properties.partition("title=")[2] or field == "code"
    assert all(character.isprintable() for character in command)


def test_every_severity_has_its_command() -> None:
    assert [command.split()[0] for command in commands(*ALL.diagnostics)] == ["::error", "::warning", "::notice"]
