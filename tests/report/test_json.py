"""The report for programs: a contract."""

from __future__ import annotations

import json

from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.report.json import render

FULL = Diagnostic(
    code="wrong-date",
    source=Source.INTEGRITY,
    message="“x” is no date\n\x1b",
    path="é.xml",
    severity=Severity.WARNING,
    line=2,
    column=3,
    end_line=4,
    end_column=5,
    id="p1",
    xpath="/TEI/text",
    help="Write one.",
)


def test_nothing_is_an_empty_array() -> None:
    assert json.loads(render([])) == []


def test_every_field_of_the_contract_is_there_in_its_order() -> None:
    (row,) = json.loads(render([FULL]))
    assert list(row.items()) == [
        ("code", "wrong-date"),
        ("source", "integrity"),
        ("severity", "warning"),
        ("message", "“x” is no date\n\x1b"),
        ("path", "é.xml"),
        ("line", 2),
        ("column", 3),
        ("end_line", 4),
        ("end_column", 5),
        ("id", "p1"),
        ("xpath", "/TEI/text"),
        ("help", "Write one."),
    ]


def test_what_is_not_known_is_zero_or_null() -> None:
    (row,) = json.loads(render([Diagnostic("missing-file", Source.WELLFORMED, "no such file", "a.xml")]))
    assert (row["severity"], row["line"], row["end_column"]) == ("error", 0, 0)
    assert (row["id"], row["xpath"], row["help"]) == (None, None, None)


def test_no_control_character_is_in_the_text() -> None:
    assert "\x1b" not in render([FULL])
