"""Check dates: their form, and that time runs forward."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lxml import etree

from teipress.corpus import TEI, Document, Element
from teipress.diagnostics import Diagnostic, Severity
from teipress.validate.amount import at_most
from teipress.validate.edtf import edtf_span, is_edtf, looks_like_edtf
from teipress.validate.iso8601 import Day, Span, is_iso, is_iso_duration, is_w3c, is_w3c_duration, iso_span, w3c_span

NAMES = ("when", "notBefore", "notAfter", "from", "to")
# Elsewhere from and to are dates (TEI P5, att.datable.w3c); here they are pointers, or pages.
NO_DATES = frozenset({"app", "arc", "biblScope", "citedRange", "locus", "rt", "span"})
# The elements that TEI gives a duration (att.duration); notations of music have another @dur.
LASTING = frozenset(
    "annotationBlock binaryObject date ellipsis gap incident kinesic media pause post recording time u vocal "
    "writing".split()
)
_ATTRIBUTES = frozenset(
    {"absolute", "dur", "dur-iso", *(f"{name}{suffix}" for name in NAMES for suffix in ("", "-iso", "-custom"))}
)
_LONGEST = 100
W3C_HELP = "Write a date as 2012-08-07, 2012-08 or 2012; the year 44 BC as -0043."


@dataclass(frozen=True, slots=True)
class Calendar:
    """One of TEI's ways to write dates: what its attributes end in, which values it has, and the days they mean."""

    suffix: str
    is_date: Callable[[str], bool]
    span: Callable[[str], Span | None]
    help: str


W3C = Calendar("", is_w3c, w3c_span, W3C_HELP)
ISO = Calendar(
    "-iso", is_iso, iso_span, "Write it as ISO 8601 has it: 2012-08-07, 20120807, 2012-W32-2, 2012-08-07T10:30."
)
EDTF = Calendar(
    "-custom",
    is_edtf,
    edtf_span,
    "Write it as EDTF has it: 1984?, 2004-06~, 19XX, 2001-21 (spring 2001), 1985/.. (since 1985).",
)


def check_dates(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report dates that are none, intervals that run backwards, and lives and histories that do not fit together."""
    for document in documents:
        yield from at_most(_in_document(document), document, "dates")


def _in_document(document: Document) -> Iterator[Diagnostic]:
    for element in document.root.iter(f"{{{TEI}}}*"):
        if not _ATTRIBUTES.isdisjoint(element.keys()) and etree.QName(element).localname not in NO_DATES:
            for calendar in _calendars(element):
                yield from _forms(document, element, calendar)
                yield from _intervals(document, element, calendar)
            yield from _durations(document, element)
    for person in document.root.iter(f"{{{TEI}}}person"):
        yield from _life(document, person)
    for history in document.root.iter(f"{{{TEI}}}revisionDesc"):
        yield from _history(document, history)


def _calendars(element: Element) -> tuple[Calendar, ...]:
    """List the ways to write dates that an element may use. What -custom holds is known only if it is said."""
    if "edtf" in element.get("datingMethod", "").casefold():
        return W3C, ISO, EDTF
    return W3C, ISO


def _forms(document: Document, element: Element, calendar: Calendar) -> Iterator[Diagnostic]:
    names = (*NAMES, "absolute") if element.tag == f"{{{TEI}}}when" and calendar is W3C else NAMES
    for name in (f"{name}{calendar.suffix}" for name in names):
        value = _value(element, name)
        if value is not None and not calendar.is_date(value.strip()):
            yield document.diagnose(
                element,
                "wrong-date",
                f"“{value}” in {name} is no date",
                attribute=name,
                help=_suggestion(name, value.strip()) or calendar.help,
            )


def _value(element: Element, name: str) -> str | None:
    """Give the value of an attribute, or the start of one that is too long for any date."""
    value = element.get(name)
    return value if value is None or len(value) <= _LONGEST else f"{value[:_LONGEST]}…"


def _suggestion(name: str, value: str) -> str | None:
    """Guess what was meant by a date in a form that people write."""
    if name.endswith("-custom"):
        return None
    for form in (
        r"(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})\.\s*(?P<m>\d{1,2})\.\s*(?P<y>\d{4})",
    ):
        if match := re.fullmatch(form, value, re.ASCII):
            try:
                meant = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                return None
            return f"Did you mean “{meant.isoformat()}”?"
    if re.fullmatch(r"[1-9]\d{2}", value, re.ASCII):
        return f"Did you mean “0{value}”? A year has four digits."
    if match := re.fullmatch(r"(\d{4})\s*[-–—/]\s*(\d{4})", value, re.ASCII):
        return f'Write an interval as from="{match[1]}" to="{match[2]}".'
    if match := re.fullmatch(
        r"(?:c\.?|ca\.?|circa|um|about)\s*(\d{4})|(\d{4})\s*[?~]", value, re.ASCII | re.IGNORECASE
    ):
        return f'Write when="{match[1] or match[2]}" cert="medium", or its limits as notBefore and notAfter.'
    if looks_like_edtf(value):
        span = edtf_span(value)
        limits = f'notBefore="{_year(span[0])}" notAfter="{_year(span[1])}"' if span else "notBefore and notAfter"
        return (
            f"This is EDTF. Write {limits} here, or move it to {name.removesuffix('-iso')}-custom with a datingMethod."
        )
    return None


def _year(day: Day) -> str:
    return f"{'-' if day[0] < 0 else ''}{abs(day[0]):04}"


def _durations(document: Document, element: Element) -> Iterator[Diagnostic]:
    for name, fits, help in (
        (
            "dur",
            is_w3c_duration,
            "Write it as XML Schema has it: PT2M30S for two and a half minutes, P3D for three days.",
        ),
        (
            "dur-iso",
            is_iso_duration,
            "Write it as ISO 8601 has it: PT2,5M for two and a half minutes, P2W for two weeks.",
        ),
    ):
        value = _value(element, name)
        if value is not None and etree.QName(element).localname in LASTING and not fits(value):
            yield document.diagnose(
                element, "wrong-duration", f"“{value}” in {name} is no duration", attribute=name, help=help
            )


def _intervals(document: Document, element: Element, calendar: Calendar) -> Iterator[Diagnostic]:
    for names in (("from", "to"), ("notBefore", "notAfter"), ("from", "notAfter"), ("notBefore", "to")):
        first, last = (f"{name}{calendar.suffix}" for name in names)
        start, end = (calendar.span(_value(element, name) or "") for name in (first, last))
        if start and end and start[0] > end[1]:
            yield document.diagnose(
                element,
                "backward-interval",
                f"this interval runs backwards: {first} is {element.get(first)}, {last} is {element.get(last)}",
                attribute=first,
                help=f"Exchange the two, or correct the one that is wrong. {first} must not be later than {last}.",
            )


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date attribute of an event in a life."""

    element: Element
    attribute: str
    span: Span

    @property
    def value(self) -> str:
        return self.element.get(self.attribute, "")


def _dated(person: Element, event: str, *names: str) -> Iterator[_Dated]:
    """Find the dates of an event in a life: on its element, or on a date in it."""
    for element in person.iter(f"{{{TEI}}}{event}"):
        for dated in (element, *element.iter(f"{{{TEI}}}date")):
            for name in names:
                for calendar in (W3C, ISO):
                    attribute = f"{name}{calendar.suffix}"
                    if span := calendar.span(_value(dated, attribute) or ""):
                        yield _Dated(dated, attribute, span)


def _life(document: Document, person: Element) -> Iterator[Diagnostic]:
    births = [dated.span[0] for dated in _dated(person, "birth", "when", "notBefore", "from")]
    deaths = list(_dated(person, "death", "when", "notAfter", "to"))
    for death in deaths:
        if births and min(births) > death.span[1]:
            yield document.diagnose(
                death.element,
                "death-before-birth",
                f"this person dies on {death.value}, before being born",
                attribute=death.attribute,
                help="Correct the date of birth or of death.",
            )
    outside = {
        **_outside(
            f for f in _dated(person, "floruit", "when", "to", "notAfter") if births and f.span[1] < min(births)
        ),
        **_outside(
            f
            for f in _dated(person, "floruit", "when", "from", "notBefore")
            if deaths and f.span[0] > max(d.span[1] for d in deaths)
        ),
    }
    for (element, attribute), value in outside.items():
        yield document.diagnose(
            element,
            "floruit-outside-life",
            f"this person is active on {value}, outside of the time between birth and death",
            attribute=attribute,
            severity=Severity.WARNING,
            help="Correct the date, or those of birth and death.",
        )


def _outside(dates: Iterable[_Dated]) -> Mapping[tuple[Element, str], str]:
    return {(dated.element, dated.attribute): dated.value for dated in dates}


def _history(document: Document, history: Element) -> Iterator[Diagnostic]:
    """Report the first change that is out of order, whatever the order is.

    TEI P5, HD6: changes are given in order, the most recent first. Many projects do it the other way round.
    """
    changes = [
        (change, span)
        for change in history.iterchildren(f"{{{TEI}}}change")
        if (span := w3c_span(_value(change, "when") or ""))
    ]
    steps = [_step(one, other) for (_, one), (_, other) in pairwise(changes)]
    against = min((1, -1), key=steps.count)
    if against not in steps:
        return
    # One of the two is out of order: the one without which the others fit.
    at = steps.index(against) + 1
    before, after = changes[at - 2 : at - 1], changes[at + 1 : at + 2]
    fits_without_first = not before or _step(before[0][1], changes[at][1]) != against
    fits_without_second = not after or _step(changes[at - 1][1], after[0][1]) != against
    wrong = changes[at - 1 if fits_without_first and not fits_without_second else at][0]
    yield document.diagnose(
        wrong,
        "unordered-change",
        f"this change, of {wrong.get('when')}, is out of the order of the others",
        attribute="when",
        severity=Severity.WARNING,
        help="Move it to its place, or correct its date. TEI recommends the most recent change first.",
    )


def _step(one: Span, other: Span) -> int:
    return (other[0] > one[1]) - (other[1] < one[0])
