"""Dates are dates, and time runs forward."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.diagnostics import Diagnostic, Severity
from teipress.validate.dates import LASTING, check_dates
from teipress.validate.iso8601 import w3c_span as span
from tests.support import document, place, spots, tei
from tests.validate.p5 import P5, needs_p5, p5

__all__ = ["p5"]


def check(folder: Path, content: str) -> list[Diagnostic]:
    return list(check_dates([document(folder, tei(content))]))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1962", (1962, 1, 1), (1962, 12, 31)),
        ("1962-08", (1962, 8, 1), (1962, 8, 31)),
        ("1962-02", (1962, 2, 1), (1962, 2, 28)),
        ("1964-02", (1964, 2, 1), (1964, 2, 29)),
        ("1900-02", (1900, 2, 1), (1900, 2, 28)),
        ("2000-02-29", (2000, 2, 29), (2000, 2, 29)),
        ("-0043", (-43, 1, 1), (-43, 12, 31)),
        ("-0044-02", (-44, 2, 1), (-44, 2, 29)),
        ("12012-01-01", (12012, 1, 1), (12012, 1, 1)),
        ("2012-08-07Z", (2012, 8, 7), (2012, 8, 7)),
        ("2012+09:00", (2012, 1, 1), (2012, 12, 31)),
        ("2012-08-07T23:59:59.5-14:00", (2012, 8, 7), (2012, 8, 7)),
        (" 2012 ", (2012, 1, 1), (2012, 12, 31)),
    ],
)
def test_a_date_stands_for_a_span_of_days(value: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    assert span(value) == (first, last)


WRONG = [
    "",
    "62",
    "1962-13",
    "1962-00",
    "1962-08-32",
    "1962-02-29",
    "1962-08-00",
    "1962-8",
    "1962/08/07",
    "01962",
    "+1962",
    "1962-08-07T",
    "1962-08-07Tnoon",
    "1962-08-07T25:00:00",
    "1962-08-07T10:60:00",
    "1962-08-07T10",
    "1962-08T10:00:00",
    "1962+15:00",
    "1962z",
    "--13",
    "--02-32",
    "--02-30",
    "--11-31",
    "24:00:01",
    "1962+14:30",
    "---32",
    "24:30",
    "10:00:60",
    "--00",
    "١٩٦٢",
    "Summer 1962",
    "1962 1963",
]


@pytest.mark.parametrize("value", WRONG)
def test_what_is_no_date_is_reported_at_the_attribute(value: str, tmp_path: Path) -> None:
    content = f'<date n="é"\n when="{value}"/>'
    assert span(value) is None
    assert spots(check(tmp_path, content)) == [("wrong-date", *place(tei(content), "when="))]


@pytest.mark.parametrize(
    "value", ["--08", "--08-07", "--02-29", "---07", "10:00", "10:00:00.5+09:00", "24:00:00", "--12Z"]
)
def test_dates_without_a_year_are_dates_without_a_span(value: str, tmp_path: Path) -> None:
    assert span(value) is None
    assert check(tmp_path, f'<date when="{value}"/>') == []


@pytest.mark.parametrize(
    ("value", "help"),
    [
        ("1962-8-7", "Did you mean “1962-08-07”?"),
        ("1962/08/07", "Did you mean “1962-08-07”?"),
        ("1962.8.7", "Did you mean “1962-08-07”?"),
        ("7.8.1962", "Did you mean “1962-08-07”?"),
        ("815", "Did you mean “0815”? A year has four digits."),
        ("1962-1963", 'Write an interval as from="1962" to="1963".'),
        ("1962/1963", 'Write an interval as from="1962" to="1963".'),
        ("ca. 1962", 'Write when="1962" cert="medium", or its limits as notBefore and notAfter.'),
        ("1962?", 'Write when="1962" cert="medium", or its limits as notBefore and notAfter.'),
        (
            "19XX",
            'This is EDTF. Write notBefore="1900" notAfter="1999" here, or move it to when-custom with a datingMethod.',
        ),
        ("1962.13.7", "Write a date as 2012-08-07, 2012-08 or 2012; the year 44 BC as -0043."),
        ("August", "Write a date as 2012-08-07, 2012-08 or 2012; the year 44 BC as -0043."),
    ],
)
def test_a_date_in_another_form_is_helped(value: str, help: str, tmp_path: Path) -> None:
    (found,) = check(tmp_path, f'<date when="{value}"/>')
    assert found.help == help


@pytest.mark.parametrize("attribute", ["when", "notBefore", "notAfter", "from", "to"])
@pytest.mark.parametrize("element", ["date", "docDate", "person", "idno", "residence", "change"])
def test_every_date_of_every_element_is_checked(element: str, attribute: str, tmp_path: Path) -> None:
    assert [d.code for d in check(tmp_path, f'<{element} {attribute}="x"/>')] == ["wrong-date"]


@pytest.mark.parametrize("element", ["app", "arc", "biblScope", "citedRange", "locus", "rt", "span"])
def test_from_and_to_of_some_elements_are_no_dates(element: str, tmp_path: Path) -> None:
    assert check(tmp_path, f'<{element} from="12r" to="3v"/>') == []


def test_examples_and_other_vocabularies_are_left_alone(tmp_path: Path) -> None:
    content = '<egXML xmlns="http://www.tei-c.org/ns/Examples"><date when="x"/></egXML><x xmlns="u" when="x"/>'
    assert check(tmp_path, content) == []


# Intervals


@pytest.mark.parametrize(
    "attributes",
    [
        'from="1962" to="1962"',
        'from="1962-08" to="1962"',
        'from="1962-08-07" to="1962-08"',
        'notBefore="-0043" notAfter="-0042"',
        'notBefore="1962" to="1963"',
        'from="1994" to="x1"',
        'from="--12" to="--01"',
        'from="1994" notBefore="1948"',
    ],
)
def test_intervals_that_may_run_forward_are_no_fault(attributes: str, tmp_path: Path) -> None:
    assert "backward-interval" not in {d.code for d in check(tmp_path, f"<date {attributes}/>")}


@pytest.mark.parametrize(
    ("first", "start", "last", "end"),
    [
        ("from", "1994", "to", "1948"),
        ("notBefore", "1962-09", "notAfter", "1962-08"),
        ("from", "1962-08-08", "notAfter", "1962-08-07"),
        ("notBefore", "-0042", "to", "-0043"),
    ],
)
def test_an_interval_that_runs_backwards_is_reported_at_its_start(
    first: str, start: str, last: str, end: str, tmp_path: Path
) -> None:
    content = f'<date {last}="{end}"\n {first}="{start}"/>'
    (found,) = check(tmp_path, content)
    assert (found.code, found.line, found.column) == ("backward-interval", 3, 2)
    assert found.message == f"this interval runs backwards: {first} is {start}, {last} is {end}"


# Lives


@pytest.mark.parametrize(
    ("birth", "death", "fault"),
    [
        ('when="1912-04-15"', 'when="1994-07-08"', False),
        ('when="1912"', 'when="1912"', False),
        ('when="1994"', 'when="1912"', True),
        ('when="1994-07-09"', 'when="1994-07-08"', True),
        ('notBefore="1900"', 'notAfter="1899"', True),
        ('notAfter="1950"', 'notBefore="1940"', False),
        ('when="x"', 'when="1912"', False),
    ],
)
def test_nobody_dies_before_being_born(birth: str, death: str, fault: bool, tmp_path: Path) -> None:
    content = f"<person><birth {birth}/>\n<death {death}/></person>"
    lives = [d for d in check(tmp_path, content) if d.code == "death-before-birth"]
    assert [(d.line, d.column) for d in lives] == ([(3, 8)] if fault else [])


def test_a_person_with_two_reported_births_is_given_the_earlier(tmp_path: Path) -> None:
    content = '<person><birth when="1912"/><birth when="1999"/><death when="1994"/></person>'
    assert check(tmp_path, content) == []


def test_lives_do_not_mix(tmp_path: Path) -> None:
    content = '<person><birth when="1999"/></person><person><death when="1994"/></person>'
    assert check(tmp_path, content) == []


@pytest.mark.parametrize(
    ("dates", "fault"),
    [
        ('<birth when="1912"/><death when="1994"/><floruit from="1930" to="1990"/>', False),
        ('<birth when="1912"/><death when="1994"/><floruit from="1930" to="2000"/>', False),
        ('<birth when="1912"/><death when="1994"/><floruit from="1995"/>', True),
        ('<birth when="1912"/><floruit to="1911"/>', True),
        ('<birth notBefore="1900" notAfter="1912"/><floruit when="1905"/>', False),
        ('<death notBefore="1900" notAfter="1912"/><floruit when="1913"/>', True),
        ('<floruit when="1913"/>', False),
        ('<death><date when="1912-01-01"/></death><floruit><date when="1912-01-02"/></floruit>', True),
    ],
)
def test_nobody_is_active_before_birth_or_after_death(dates: str, fault: bool, tmp_path: Path) -> None:
    found = check(tmp_path, f"<person>{dates}</person>")
    assert [(d.code, d.severity) for d in found] == ([("floruit-outside-life", Severity.WARNING)] if fault else [])


def test_dates_in_the_forms_of_iso_count_in_a_life(tmp_path: Path) -> None:
    content = '<person><birth when-iso="19940709"/><death><date when="1994-07-08"/></death></person>'
    assert [d.code for d in check(tmp_path, content)] == ["death-before-birth"]


# Histories


def history(*dates: str) -> str:
    return "<revisionDesc>" + "".join(f'\n<change when="{day}"/>' for day in dates) + "</revisionDesc>"


@pytest.mark.parametrize(
    "dates",
    [
        ("2012", "2011", "2010"),
        ("2010", "2011", "2012"),
        ("2012-08-07", "2012-08", "2012"),
        ("2012", "2012-08-07", "2012-08-01", "2011"),
        ("x", "2011"),
        ("2011",),
        (),
    ],
)
def test_a_history_in_either_order_is_no_fault(dates: tuple[str, ...], tmp_path: Path) -> None:
    assert "unordered-change" not in {d.code for d in check(tmp_path, history(*dates))}


@pytest.mark.parametrize(
    ("dates", "line"),
    [
        (("2012", "2011", "2013", "2010"), 5),
        (("2010", "2009", "2011", "2012"), 4),
        (("2019", "2015", "1996", "2011", "2010"), 5),
        (("1996", "2019", "2015", "2011"), 3),
        (("2010", "2011", "2012", "1996"), 6),
    ],
)
def test_a_change_out_of_order_is_a_warning(dates: tuple[str, ...], line: int, tmp_path: Path) -> None:
    (found,) = check(tmp_path, history(*dates))
    assert (found.code, found.severity, found.line) == ("unordered-change", Severity.WARNING, line)


# ISO 8601 and EDTF


@pytest.mark.parametrize("name", ["when", "notBefore", "notAfter", "from", "to"])
def test_dates_of_iso_8601_are_checked_in_attributes_of_their_own(name: str, tmp_path: Path) -> None:
    assert check(tmp_path, f'<date {name}-iso="2012-W32-2"/>') == []
    (found,) = check(tmp_path, f'<date\n {name}-iso="2012-W54"/>')
    assert (found.code, found.line) == ("wrong-date", 3)
    assert "2012-W32-2" in (found.help or "")


@pytest.mark.parametrize(("value", "fault"), [("19XX", False), ("19YY", True), ("1985/..", False)])
def test_edtf_is_checked_where_the_dating_method_says_so(value: str, fault: bool, tmp_path: Path) -> None:
    found = check(tmp_path, f'<date when-custom="{value}" datingMethod="#EDTF"/>')
    assert [d.code for d in found] == (["wrong-date"] if fault else [])
    assert check(tmp_path, f'<date when-custom="{value}" datingMethod="#julian"/>') == []
    assert check(tmp_path, f'<date when-custom="{value}"/>') == []


@pytest.mark.parametrize(
    "attributes", ['from-iso="20120807" to-iso="20120806"', 'from-iso="2012-W32" to-iso="2012-W31"']
)
def test_intervals_of_iso_8601_run_forward(attributes: str, tmp_path: Path) -> None:
    assert [d.code for d in check(tmp_path, f"<date {attributes}/>")] == ["backward-interval"]


def test_intervals_of_edtf_run_forward(tmp_path: Path) -> None:
    content = '<date notBefore-custom="197X" notAfter-custom="1969~" datingMethod="#edtf"/>'
    assert [d.code for d in check(tmp_path, content)] == ["backward-interval"]


def test_a_point_on_a_timeline_is_a_date(tmp_path: Path) -> None:
    assert [d.code for d in check(tmp_path, '<when absolute="noon"/><when absolute="12:00:00"/>')] == ["wrong-date"]


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ('<u dur="PT2M"/>', False),
        ('<u dur="2 minutes"/>', True),
        ('<gap dur-iso="PT2,5M"/>', False),
        ('<gap dur-iso="x"/>', True),
        ('<note dur="4"/>', False),
    ],
)
def test_durations_are_checked_where_tei_has_them(markup: str, fault: bool, tmp_path: Path) -> None:
    assert [d.code for d in check(tmp_path, markup)] == (["wrong-duration"] if fault else [])


@needs_p5
def test_what_lasts_is_exactly_what_tei_says(p5: P5) -> None:
    assert p5.members("att.duration.w3c") == LASTING


@needs_p5
def test_dates_are_exactly_those_of_tei(p5: P5) -> None:
    """Left out: versionDate, the date of a translation of the Guidelines themselves."""
    assert set(p5.owners("teidata.temporal.w3c")) == {"when", "notBefore", "notAfter", "from", "to", "absolute"}
    iso = {"when-iso", "notBefore-iso", "notAfter-iso", "from-iso", "to-iso"}
    assert set(p5.owners("teidata.temporal.iso")) == iso
    assert set(p5.owners("teidata.duration.w3c", "teidata.duration.iso")) == {"dur", "dur-iso"}


# Properties

DAYS = st.dates()


@given(DAYS, st.integers(0, 2))
def test_a_span_holds_its_day_and_never_ends_before_it_begins(day: date, parts: int) -> None:
    written = "-".join(day.isoformat().split("-")[: parts + 1])
    found = span(written)
    assert found is not None
    assert found[0] <= (day.year, day.month, day.day) <= found[1]
    assert found[1][0] == day.year
    assert date(*found[1]).isoformat().startswith(written)


@given(DAYS, DAYS)
def test_the_order_of_spans_is_that_of_days(one: date, other: date) -> None:
    spans = span(one.isoformat()), span(other.isoformat())
    assert spans[0] is not None
    assert spans[1] is not None
    assert (spans[0][0] < spans[1][0]) == (one < other)


@given(st.text(st.sampled_from("0123456789-:TZ+."), max_size=14))
def test_no_text_is_beyond_telling(text: str) -> None:
    found = span(text)
    assert found is None or found[0] <= found[1]
