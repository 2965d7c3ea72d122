"""The names of the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.diagnostics import Severity
from teipress.publish.plan import Plan, Text, plan


def planned(folder: Path, *names: str, rename: bool) -> Plan:
    return plan([Text(folder / name, name) for name in names], rename=rename)


def test_a_page_is_named_after_its_file_and_pages_are_sorted(tmp_path: Path) -> None:
    made = planned(tmp_path, "b.xml", "a/c.xml", "a/a b.xml", rename=False)
    assert [page.name for page in made.pages] == ["a b", "b", "c"]
    assert made.diagnostics == ()


@pytest.mark.parametrize(
    "names", [("a/text.xml", "b/text.xml"), ("Text.xml", "text.xml"), ("index.xml",), ("ids.xml",)]
)
def test_in_an_edition_a_name_that_is_taken_is_an_error(tmp_path: Path, names: tuple[str, ...]) -> None:
    made = planned(tmp_path, *names, rename=False)
    assert made.pages == ()
    assert [(d.code, d.severity, d.line, d.path) for d in made.diagnostics] == [
        ("name-clash", Severity.ERROR, 1, name) for name in names
    ]


def test_in_a_bare_folder_it_is_named_after_its_folder_too(tmp_path: Path) -> None:
    made = planned(tmp_path, "a/text.xml", "b/text.xml", "b/other.xml", "index.xml", rename=True)
    assert [page.name for page in made.pages] == ["a-text", "b-text", "index-text", "other"]
    assert {(d.path, d.severity) for d in made.diagnostics} == {
        ("a/text.xml", Severity.WARNING),
        ("b/text.xml", Severity.WARNING),
        ("index.xml", Severity.WARNING),
    }
    assert "“a-text.html”" in made.diagnostics[0].message


def test_names_that_still_clash_are_errors(tmp_path: Path) -> None:
    made = planned(tmp_path, "a/text.xml", "b/text.xml", "a-text.xml", rename=True)
    assert made.pages == ()
    assert {d.severity for d in made.diagnostics} == {Severity.ERROR}
