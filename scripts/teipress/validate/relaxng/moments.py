"""Dates, times and durations as XML Schema compares them (XSD part 2, 3.2.6.2 and 3.2.7.3): some have no order."""

from __future__ import annotations

import re
from fractions import Fraction

_MOMENT = re.compile(
    r"(?:(?P<year>-?\d{4,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?|--(?P<gmonth>\d\d)(?:-(?P<gday>\d\d))?"
    r"|---(?P<only_day>\d\d))?T?(?:(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d(?:\.\d+)?))?"
    r"(?P<zone>Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)
_DURATION = re.compile(
    r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.ASCII
)
_A_DAY = 24 * 3600
_WIDEST_ZONE = 14 * 3600
# Between these, months differ in length as much as they can (3.2.6.2).
_STARTS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


class Moment:
    """A place on the line of time, in seconds; without a zone, it may be 14 hours earlier or later."""

    __slots__ = ("_key", "earliest", "latest")

    def __init__(self, string: str) -> None:
        found = _MOMENT.fullmatch(string)
        if found is None:
            raise ValueError(string)
        parts = found.groupdict()
        year = int(parts["year"] or 2000)
        month = int(parts["month"] or parts["gmonth"] or 1)
        day = int(parts["day"] or parts["gday"] or parts["only_day"] or 1)
        days = _days(year + 1 if year < 0 else year, month, day)  # there is no year 0
        seconds = int(parts["hour"] or 0) * 3600 + int(parts["minute"] or 0) * 60 + Fraction(parts["second"] or 0)
        if parts["year"] is None and seconds == _A_DAY:
            seconds = Fraction(0)  # a time has no next day
        at = days * _A_DAY + seconds - _zone(parts["zone"])
        spread = 0 if parts["zone"] else _WIDEST_ZONE
        self.earliest, self.latest = at - spread, at + spread
        self._key = (at, spread)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Moment):
            return NotImplemented
        if self._key[1] == other._key[1]:
            return self._key[0] < other._key[0]
        return self.latest < other.earliest

    def __le__(self, other: object) -> bool:
        return self == other or self.__lt__(other)


class Duration:
    """Months and seconds; it is shorter than another where it is so from every start."""

    __slots__ = ("_key",)

    def __init__(self, string: str) -> None:
        found = _DURATION.fullmatch(string)
        if found is None:
            raise ValueError(string)
        sign = -1 if found[1] else 1
        years, months, days, hours, minutes = (int(found[n] or 0) for n in range(2, 7))
        seconds = days * _A_DAY + hours * 3600 + minutes * 60 + Fraction(found[7] or 0)
        self._key = (sign * (12 * years + months), sign * seconds)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Duration):
            return NotImplemented
        return all(one < another for one, another in zip(self._ends(), other._ends(), strict=True))

    def __le__(self, other: object) -> bool:
        return self == other or self.__lt__(other)

    def _ends(self) -> list[Fraction]:
        months, seconds = self._key
        starts = (12 * year + month - 1 + months for year, month in _STARTS)
        return [_days(month // 12, month % 12 + 1, 1) * _A_DAY + seconds for month in starts]


def _days(year: int, month: int, day: int) -> int:
    """Count the days from 1 January of the year 1 in the Gregorian calendar, which goes back without end."""
    before = year - 1
    days = 365 * before + before // 4 - before // 100 + before // 400
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return days + sum(lengths[: month - 1]) + day - 1


def _zone(zone: str | None) -> int:
    if zone is None or zone == "Z":
        return 0
    sign = -1 if zone[0] == "-" else 1
    return sign * (int(zone[1:3]) * 3600 + int(zone[4:6]) * 60)
