"""Diagnostics are sorted for the reader, and each is told once."""

from __future__ import annotations

import pytest

from teipress.diagnostics import Diagnostic, Severity, Source, has_errors, in_order


def diagnostic(path: str = "a.xml", line: int = 1, column: int = 1, code: str = "c", message: str = "m") -> Diagnostic:
    return Diagnostic(code, Source.XSD, message, path, line=line, column=column)


def test_the_order_is_that_of_reading() -> None:
    wanted = (
        diagnostic("a.xml", 0, 0),
        diagnostic("a.xml", 9, 1),
        diagnostic("a.xml", 10, 2, "a"),
        diagnostic("a.xml", 10, 2, "b", "a"),
        diagnostic("a.xml", 10, 2, "b", "b"),
        diagnostic("b.xml", 1, 1),
    )
    assert in_order(reversed(wanted)) == wanted


def test_the_same_diagnostic_is_told_once() -> None:
    assert in_order([diagnostic(), diagnostic()]) == (diagnostic(),)


@pytest.mark.parametrize(
    ("severities", "fails"),
    [((), False), ((Severity.INFO, Severity.WARNING), False), ((Severity.WARNING, Severity.ERROR), True)],
)
def test_only_errors_make_a_command_fail(severities: tuple[Severity, ...], fails: bool) -> None:
    assert has_errors(Diagnostic("c", Source.XSD, "m", "a.xml", severity=s) for s in severities) is fails


def test_the_order_of_what_differs_only_in_its_source_is_always_the_same() -> None:
    one = Diagnostic("c", Source.XSD, "m", "a.xml", help=None)
    other = Diagnostic("c", Source.INTEGRITY, "m", "a.xml", help="h")
    assert in_order([one, other]) == in_order([other, one]) == (other, one)
