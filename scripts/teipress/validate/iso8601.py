"""Read dates, times, durations and intervals of ISO 8601, and what XML Schema takes from it."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TypeAlias

Day: TypeAlias = tuple[int, int, int]
Span: TypeAlias = tuple[Day, Day]

_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?|24:00:00(?:\.0+)?)"
_FORM = re.compile(rf"(-?(?:[1-9][0-9]{{0,8}})?[0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}})(?:T{_TIME})?)?)?{_ZONE}")
# Without a year (XML Schema: gMonth, gMonthDay, gDay, time)
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_PARTIAL = re.compile(rf"(?:--(?:(0[1-9]|1[0-2])(?:-({_DAY}))?)|---{_DAY}|{_TIME}){_ZONE}")
_W3C_DURATION = re.compile(
    r"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
)

# ISO 8601:2004. “,” and “.” both begin a fraction.
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_ISO_DURATION = re.compile(
    rf"-?P(?=[0-9T])(?:{_NUMBER}W|(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=[0-9])(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?)"
    r"|P[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2})?|P[0-9]{8}(?:T[0-9]{6})?"
)
_ISO_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)?"
_FRACTION = r"(?:[.,][0-9]+)?"
_HOUR, _SIXTY = r"(?:[01][0-9]|2[0-4])", r"[0-5][0-9]"
_ISO_TIME = (
    rf"(?:{_HOUR}(?::{_SIXTY}(?::(?:{_SIXTY}|60))?)?|{_HOUR}(?:{_SIXTY}(?:{_SIXTY}|60)?)?){_FRACTION}{_ISO_ZONE}"
)
# Without a “T” before it, a time needs its colon: 1030 is a year.
_ISO_CLOCK = re.compile(rf"T{_ISO_TIME}|{_HOUR}:{_SIXTY}(?::(?:{_SIXTY}|60))?{_FRACTION}{_ISO_ZONE}")
_ISO_YEAR = r"(?P<year>[+-]?[0-9]{4}|[+-][0-9]{5,9})"
_ISO_DATES = (
    re.compile(rf"{_ISO_YEAR}(?:-(?P<month>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?)?"),
    re.compile(r"(?P<year>[+-]?[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r"(?P<year>[+-]?[0-9]{4})-?W(?P<week>[0-9]{2})(?:-?(?P<weekday>[1-7]))?"),
    re.compile(r"(?P<year>[+-]?[0-9]{4})-?(?P<ordinal>[0-9]{3})"),
    re.compile(r"(?P<century>[+-]?[0-9]{2})"),
)
_REPEATING = re.compile(r"R[0-9]*/")
# The end of an interval need not repeat what its start says: 2008-02-15/03-14, 13:30/15:30.
_REST = re.compile(rf"(?:[0-9]{{2}}-)?[0-9]{{2}}(?:T{_ISO_TIME})?")


def w3c_span(value: str) -> Span | None:
    """Give the first and the last day that a W3C date stands for, as (year, month, day).

    ``1962-08`` gives (1962, 8, 1) and (1962, 8, 31). Years may be negative (XSD 1.1: -0043 is 44 BC). Nothing for a
    date without a year, or for what is no date.
    """
    match = _FORM.fullmatch(value.strip())
    if match is None:
        return None
    return _span(int(match[1]), match[2], match[3])


def is_w3c(value: str) -> bool:
    """Tell whether a value is a date or a time of XML Schema, a date without a year among them."""
    if w3c_span(value):
        return True
    match = _PARTIAL.fullmatch(value.strip())
    if match is None:
        return False
    return not (match[1] and match[2]) or int(match[2]) <= _length(2000, int(match[1]))


def is_w3c_duration(value: str) -> bool:
    """Tell whether a value is a duration of XML Schema: P1Y2M3DT4H5M6.7S."""
    return _W3C_DURATION.fullmatch(value.strip()) is not None


def is_iso_duration(value: str) -> bool:
    """Tell whether a value is a duration of ISO 8601, weeks and fractions among them, or an interval."""
    value = value.strip()
    return _ISO_DURATION.fullmatch(value) is not None or ("/" in value and is_iso(value))


def is_iso(value: str) -> bool:
    """Tell whether a value is a date, a time or an interval of ISO 8601, in its basic or its extended form."""
    value = _REPEATING.sub("", value.strip(), count=1)
    start, slash, end = value.partition("/")
    if not slash:
        return _is_point(value)
    starts = _is_point(start) or _ISO_DURATION.fullmatch(start)
    ends = _is_point(end) or _ISO_DURATION.fullmatch(end) or _REST.fullmatch(end)
    return bool(starts and ends) and not (start.startswith("P") and end.startswith("P"))


def iso_span(value: str) -> Span | None:
    """Give the first and the last day of an ISO 8601 date that has a year; an interval gives those of its ends."""
    if not is_iso(value):
        return None
    start, slash, end = value.strip().partition("/")
    first, last = (_iso_date(part.partition("T")[0]) or w3c_span(part) for part in (start, end))
    if not slash or first is None:
        return first
    return (first[0], last[1]) if last and len(end) >= len(start.partition("T")[0]) else None


def _is_point(value: str) -> bool:
    if _PARTIAL.fullmatch(value):
        return is_w3c(value)
    if _ISO_CLOCK.fullmatch(value):
        return True
    day, hour, _ = value.partition("T")
    if _iso_date(day):
        return not hour or _ISO_CLOCK.fullmatch(value[len(day) :]) is not None
    return not value.isdecimal() and w3c_span(value) is not None and value == value.strip()


def _iso_date(value: str) -> Span | None:
    for form in _ISO_DATES:
        if match := form.fullmatch(value):
            return _iso_days(match.groupdict())
    return None


def _iso_days(parts: dict[str, str | None]) -> Span | None:
    if century := parts.get("century"):
        return (int(century) * 100, 1, 1), (int(century) * 100 + 99, 12, 31)
    year = int(parts["year"] or 0)
    if ordinal := parts.get("ordinal"):
        number = int(ordinal)
        return _counted(year, number - 1) if 1 <= number <= (366 if _length(year, 2) == 29 else 365) else None
    if week := parts.get("week"):
        return _week(year, int(week), int(parts.get("weekday") or 0))
    return _span(year, parts.get("month"), parts.get("day"))


def _week(year: int, week: int, weekday: int) -> Span | None:
    try:
        first = date.fromisocalendar(year % 400 + 2000, week, weekday or 1)
    except ValueError:
        return None
    last = first if weekday else first + timedelta(days=6)
    shift = year - (year % 400 + 2000)
    return (first.year + shift, first.month, first.day), (last.year + shift, last.month, last.day)


def _counted(year: int, days: int) -> Span:
    day = date(year % 400 + 2000, 1, 1) + timedelta(days=days)
    return (year, day.month, day.day), (year, day.month, day.day)


def _span(year: int, month: str | None, day: str | None) -> Span | None:
    first_month, last_month = int(month or 1), int(month or 12)
    if not 1 <= first_month <= 12:
        return None
    length = _length(year, last_month)
    if day is not None and not 1 <= int(day) <= length:
        return None
    return (year, first_month, int(day or 1)), (year, last_month, int(day or length))


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year % 400 + 2000, month)[1]
