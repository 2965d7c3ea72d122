"""Dates, times, durations and intervals, as ISO 8601 and XML Schema have them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.validate.iso8601 import is_iso, is_iso_duration, is_w3c, is_w3c_duration, iso_span


@pytest.mark.parametrize(
    "value",
    [
        *"20120807 2012-08-07 2012-08 2012 20 2012-220 2012220 2012-W32 2012W32 2012-W32-2 2012W322".split(),
        *"+002012-08-07 -0043 -12012-08-07 10 10:30 T1030 10:30:15 T103015 10:30:15,5 10:30.5 T10:30 24:00".split(),
        *"T1030Z 10:30+09 10:30+0900 10:30-09:30 2012-08-07T10:30 20120807T1030Z 2012-220T10:30:60".split(),
        *"2012-08-07/2012-08-09 2012/2013 2012-08-07/09 2012-08-07/08-09 10:30/11:30 2012-08-07T10/11".split(),
        *"2012/P1Y P1Y/2012 R5/2012-08-07/P1D 2012-W32-2T10 R/2012/2013 --08-07 ---07 --08".split(),
        " 2012 ",
    ],
)
def test_what_iso_8601_allows(value: str) -> None:
    assert is_iso(value)


@pytest.mark.parametrize(
    "value",
    [
        *"2012-13 2012-02-30 20120230 2012-W54 2012-W00 2011-W53 2012-W32-8 2012-367 2011-366 2012-000".split(),
        *"25:00 10:60 10:30:61 1O:30 2012-08-07T 2012-08-07T25 2012T10:3 /2012 2012/ P1Y/P1Y 2012//2013 R 19XX".split(),
        *"1984? 2012-8-7 2012-0807".split(),
        "",
        "2012 / 2013",
    ],
)
def test_what_iso_8601_does_not_allow(value: str) -> None:
    assert not is_iso(value)


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("20120807", ((2012, 8, 7), (2012, 8, 7))),
        ("2012-W01", ((2012, 1, 2), (2012, 1, 8))),
        ("2012-W53", None),
        ("2009-W01-1", ((2008, 12, 29), (2008, 12, 29))),
        ("2012-060", ((2012, 2, 29), (2012, 2, 29))),
        ("20", ((2000, 1, 1), (2099, 12, 31))),
        ("2012-08-07T10:30", ((2012, 8, 7), (2012, 8, 7))),
        ("2012/2013-08", ((2012, 1, 1), (2013, 8, 31))),
        ("2012-08-07/09", None),
        ("10:30", None),
        ("--08-07", None),
    ],
)
def test_the_days_of_a_date(value: str, span: object) -> None:
    assert iso_span(value) == span


@given(st.dates(date(2, 1, 1)))
def test_every_day_is_the_same_however_it_is_written(day: date) -> None:
    wanted = (day.year, day.month, day.day)
    year, (week_year, week, weekday) = f"{day.year:04}", day.isocalendar()
    for written in (
        day.isoformat(),
        day.isoformat().replace("-", ""),
        f"{week_year:04}-W{week:02}-{weekday}",
        f"{week_year:04}W{week:02}{weekday}",
        f"{year}-{day.timetuple().tm_yday:03}",
        f"{year}{day.timetuple().tm_yday:03}",
    ):
        assert iso_span(written) == (wanted, wanted)


@pytest.mark.parametrize("value", ["P1Y", "-P1Y2M3DT4H5M6.7S", "PT1S", "P0D", " P1D ", "PT36H"])
def test_durations_of_xml_schema(value: str) -> None:
    assert is_w3c_duration(value)
    assert is_iso_duration(value)


@pytest.mark.parametrize("value", ["P", "PT", "P1S", "1D", "P1YT", "P1H", "P1,5Y", "P1W", "p1d", "P-1D", ""])
def test_what_is_no_duration_of_xml_schema(value: str) -> None:
    assert not is_w3c_duration(value)


@pytest.mark.parametrize("value", ["P2W", "P1,5Y", "PT0.5H", "P0001-02-03T04:05:06", "P00010203T040506", "2012/2013"])
def test_durations_of_iso_8601(value: str) -> None:
    assert is_iso_duration(value)


@pytest.mark.parametrize("value", ["P", "PT", "P1S", "2012", "2 weeks", ""])
def test_what_is_no_duration_of_iso_8601(value: str) -> None:
    assert not is_iso_duration(value)


@given(st.text(st.sampled_from("0123456789-:/.,+PTWZRYMDHS"), max_size=20))
def test_no_text_is_beyond_telling(value: str) -> None:
    is_iso(value), is_w3c(value), is_iso_duration(value), is_w3c_duration(value)
    found = iso_span(value)
    assert found is None or is_iso(value)
