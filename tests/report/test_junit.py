"""JUnit's XML: what a reader of it makes of a report."""

from __future__ import annotations

from junitparser import Failure, JUnitXml
from lxml import etree

from teipress.report.junit import render
from tests.report.samples import ALL, ERROR, PATH, report


def suites(text: str) -> list[tuple[str, int, int]]:
    """Give the name of each suite, and how many tests it has, and how many failed."""
    return [(suite.name, suite.tests, suite.failures) for suite in JUnitXml.fromstring(text.encode())]


def test_each_file_is_a_suite_and_each_error_a_failed_test() -> None:
    assert suites(render(ALL)) == [(PATH, 1, 1), ("tei/b.xml", 1, 0), ("tei/z.xml", 1, 0)]


def test_the_totals_are_told() -> None:
    root = JUnitXml.fromstring(render(report(ERROR, ERROR)).encode())
    assert (root.tests, root.failures, root.errors) == (4, 2, 0)


def test_a_failure_says_what_where_and_how_to_mend() -> None:
    suite = next(iter(JUnitXml.fromstring(render(report(ERROR)).encode())))
    (case,) = suite
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert (case.classname, case.name) == (PATH, "2:4 dangling-pointer")
    assert (failure.type, failure.message) == ("dangling-pointer", ERROR.message)
    assert failure.text == f"{PATH}:2:4: {ERROR.message} (in “p1”) [dangling-pointer]\nhelp: {ERROR.help}"


def test_warnings_and_notes_fail_no_test_and_are_told() -> None:
    root = etree.fromstring(render(ALL).encode())
    told = [str(out.text) for out in root.iter("system-out")]
    assert told[0].startswith("warning: ")
    assert told[1] == "info: tei/z.xml: nobody points to it [unused-entry]"


def test_what_xml_cannot_hold_is_replaced() -> None:
    text = render(ALL)
    etree.fromstring(text.encode())
    assert "\x1b" not in text
    assert "�[31m��]]&gt;&amp;" in text


def test_a_report_of_nothing_is_well_formed() -> None:
    assert suites(render(report())) == [(PATH, 1, 0), ("tei/b.xml", 1, 0), ("tei/z.xml", 1, 0)]
