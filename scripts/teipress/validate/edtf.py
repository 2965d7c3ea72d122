"""Read the Extended Date/Time Format, levels 0 to 2 (Library of Congress, 4 February 2019; ISO 8601-2:2019).

The libraries for it load parser generators and calendars that a small grammar does not need.
"""

from __future__ import annotations

import calendar
import re
from typing import TypeAlias

Day: TypeAlias = tuple[int, int, int]
Span: TypeAlias = tuple[Day, Day]

_QUALIFIER = r"[?~%]?"
_SEASONS = range(21, 42)
# Level 1: seasons 21 to 24; level 2: 25 to 41.
_DATE = re.compile(
    rf"(?P<y>{_QUALIFIER}-?[0-9X]{{4}}{_QUALIFIER})"
    rf"(?:-(?P<m>{_QUALIFIER}[0-9X]{{2}}{_QUALIFIER})(?:-(?P<d>{_QUALIFIER}[0-9X]{{2}}{_QUALIFIER}))?)?"
)
# Y170000002, Y-17E7, Y171010000S3; 1950S2
_LONG_YEAR = re.compile(r"Y-?[1-9][0-9]{4,}(?:S[1-9][0-9]*)?|Y-?[1-9][0-9]*E[1-9][0-9]*(?:S[1-9][0-9]*)?")
_SIGNIFICANT = re.compile(r"-?[0-9]{4}S[1-4]")
_TIMED = re.compile(
    r"(?P<date>-?[0-9]{4}-[0-9]{2}-[0-9]{2})T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)"
    r"(?:Z|[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?))?"
)


def is_edtf(value: str) -> bool:
    """Tell whether a value is a date, an interval or a set of EDTF."""
    return _set(value) or _interval(value) or _is_date(value)


def looks_like_edtf(value: str) -> bool:
    """Tell whether a value is EDTF and could be nothing simpler: it says something of doubt, of parts or of ends."""
    return bool(re.search(r"[?~%X./\[{Y]|-[2-4][0-9]$", value)) and is_edtf(value)


def edtf_span(value: str) -> Span | None:
    """Give the first and the last day that a date of EDTF may mean; nothing for an interval, a set or a long year."""
    match = _DATE.fullmatch(value)
    return _days(match) if match else None


def _set(value: str) -> bool:
    """Read “[1667, 1668, 1670..1672]”, one of several; “{..1984}”, all of them."""
    if len(value) < 3 or value[0] + value[-1] not in {"[]", "{}"}:
        return False
    parts = [part.strip() for part in value[1:-1].split(",")]
    return all(_is_range(part, first=n == 0, last=n == len(parts) - 1) for n, part in enumerate(parts))


def _is_range(part: str, *, first: bool, last: bool) -> bool:
    start, dots, end = part.partition("..")
    if not dots:
        return _is_date(part)
    return (_is_date(start) or (first and not start)) and (_is_date(end) or (last and not end)) and bool(start or end)


def _interval(value: str) -> bool:
    start, slash, end = value.partition("/")
    if not slash or not (_is_end(start) and _is_end(end)):
        return False
    known = {start, end} - {"", ".."}
    return bool(known) and (len(known) < 2 or _runs_forward(start, end))


def _is_end(value: str) -> bool:
    return value in {"", ".."} or _is_date(value)


def _runs_forward(start: str, end: str) -> bool:
    first, last = edtf_span(start), edtf_span(end)
    return first is None or last is None or first[0] <= last[1]


def _is_date(value: str) -> bool:
    if _LONG_YEAR.fullmatch(value) or _SIGNIFICANT.fullmatch(value):
        return True
    if timed := _TIMED.fullmatch(value):
        return edtf_span(timed["date"]) is not None
    return edtf_span(value) is not None


def _days(match: re.Match[str]) -> Span | None:
    year, month, day = (part and re.sub(r"[?~%]", "", part) for part in match.group("y", "m", "d"))
    if _doubly_qualified(match[0]) or year == "-0000":
        return None
    if month and month.isdecimal() and int(month) in _SEASONS:
        return None if day else _years(year)
    first_year, last_year = _extremes(year)
    if month is None:
        return (first_year, 1, 1), (last_year, 12, 31)
    months = _possible(month, 12)
    days = _possible(day, 31) if day else range(1, 32)
    if not months or not days:
        return None
    longest = max(_length(last_year if "X" not in year else 2000, number) for number in months)
    if days[0] > longest:
        return None
    last_day = min(days[-1], _length(last_year, months[-1]))
    return (first_year, months[0], days[0]), (last_year, months[-1], last_day)


def _years(year: str) -> Span:
    first, last = _extremes(year)
    return (first, 1, 1), (last, 12, 31)


def _extremes(year: str) -> tuple[int, int]:
    low, high = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
    return low, high


def _possible(part: str, most: int) -> list[int]:
    """List the numbers that a part with unspecified digits may mean."""
    form = re.compile(part.replace("X", "[0-9]"))
    return [number for number in range(1, most + 1) if form.fullmatch(f"{number:02}")]


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year % 400 + 2000, month)[1]


def _doubly_qualified(value: str) -> bool:
    """Tell whether one part is qualified on both of its sides, which means nothing."""
    return any(re.fullmatch(r"[?~%].*[?~%]", part) for part in value.lstrip("-").split("-"))
