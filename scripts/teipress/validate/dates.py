"""Check dates: their form, and that time runs forward."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date

from lxml import etree

from teipress.corpus import TEI, Document, Element
from teipress.diagnostics import Diagnostic

ATTRIBUTES = ("when", "notBefore", "notAfter", "from", "to")
# Elsewhere from and to are dates (TEI P5, att.datable.w3c); here they are pointers, or pages.
NO_DATES = frozenset({"app", "arc", "biblScope", "citedRange", "locus", "rt", "span"})

_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?"
_FORM = re.compile(rf"(-?(?:[1-9][0-9]*)?[0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}})(?:T{_TIME})?)?)?{_ZONE}")
# Without a year (XML Schema: gMonth, gMonthDay, gDay, time)
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_PARTIAL = re.compile(rf"(?:--(?:0[1-9]|1[0-2])(?:-{_DAY})?|---{_DAY}|{_TIME}){_ZONE}")


def check_dates(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report dates that are none, intervals that run backwards, and deaths before births."""
    for document in documents:
        for element in document.root.iter(f"{{{TEI}}}*"):
            if etree.QName(element).localname not in NO_DATES:
                yield from _forms(document, element)
                yield from _intervals(document, element)
        for person in document.root.iter(f"{{{TEI}}}person"):
            yield from _life(document, person)


def span(value: str) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    """Give the first and the last day that a W3C date stands for, as (year, month, day).

    ``1962-08`` gives (1962, 8, 1) and (1962, 8, 31). Years may be negative (XSD 1.1: -0043 is 44 BC). Nothing for a
    date without a year, or for what is no date.
    """
    match = _FORM.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if month > 12 or (match[2] and month == 0) or (match[3] and day == 0):
        return None
    last_month = month or 12
    last_of_month = calendar.monthrange(year % 400 + 2000, last_month)[1]
    if day > last_of_month:
        return None
    return (year, month or 1, day or 1), (year, last_month, day or last_of_month)


def _forms(document: Document, element: Element) -> Iterator[Diagnostic]:
    for name in ATTRIBUTES:
        value = element.get(name)
        if value is None or span(value) or _PARTIAL.fullmatch(value.strip()):
            continue
        yield document.diagnose(
            element,
            "wrong-date",
            f"“{value}” in {name} is no date",
            attribute=name,
            help=_suggestion(value) or "Write a date as 2012-08-07, 2012-08 or 2012; the year 44 BC as -0043.",
        )


def _suggestion(value: str) -> str | None:
    """Guess what was meant by a date with one-digit parts, or with dots and slashes in the order of the big parts."""
    match = re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", value.strip())
    if match is None:
        return None
    try:
        meant = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return f"Did you mean “{meant.isoformat()}”?"


def _intervals(document: Document, element: Element) -> Iterator[Diagnostic]:
    for first, last in (("from", "to"), ("notBefore", "notAfter"), ("from", "notAfter"), ("notBefore", "to")):
        start, end = span(element.get(first, "")), span(element.get(last, ""))
        if start and end and start[0] > end[1]:
            yield document.diagnose(
                element,
                "backward-interval",
                f"this interval runs backwards: {first} is {element.get(first)}, {last} is {element.get(last)}",
                attribute=first,
                help=f"Exchange the two, or correct the one that is wrong. {first} must not be later than {last}.",
            )


def _life(document: Document, person: Element) -> Iterator[Diagnostic]:
    births = [s[0] for e in person.iter(f"{{{TEI}}}birth") for n in ("when", "notBefore") if (s := span(e.get(n, "")))]
    for death in person.iter(f"{{{TEI}}}death"):
        for name in ("when", "notAfter"):
            end = span(death.get(name, ""))
            if end and births and min(births) > end[1]:
                yield document.diagnose(
                    death,
                    "death-before-birth",
                    f"this person dies on {death.get(name)}, before being born",
                    attribute=name,
                    help="Correct the date of birth or of death.",
                )
