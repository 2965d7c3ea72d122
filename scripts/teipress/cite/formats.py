"""Items for reference managers: BibTeX (as biblatex reads it, too) and RIS. CSL-JSON is what items are.

Sources: the manual of biblatex (fields and types), “RIS format specifications” (tags), RFC 3986.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from teipress.cite.citations import Item

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ESCAPE = str.maketrans(_SPECIAL)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(items: Iterable[Item]) -> str:
    """Write items for BibTeX and biblatex in UTF-8; what LaTeX would take for a command is escaped."""
    return "\n".join(_entry(item) for item in items)


def _entry(item: Item) -> str:
    kind = "incollection" if item["type"] == "chapter" else "book"
    rows = [f"  {name} = {value}" for name, value in _fields(item)]
    return f"@{kind}{{{_key(str(item['id']))},\n" + ",\n".join(rows) + "\n}\n"


_TEX_TITLES = (("title", "title"), ("booktitle", "container-title"), ("series", "collection-title"))
_TEX_PLAIN = (("publisher", "publisher"), ("address", "publisher-place"), ("version", "version"), ("note", "locator"))
_TEX_DATES = (("date", "issued"), ("origdate", "original-date"), ("urldate", "accessed"))


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry. Titles stand in two braces, that styles leave their capitals alone."""
    for name in ("author", "editor", "translator"):
        if name in item:
            yield name, f"{{{' and '.join(map(_tex_name, item[name]))}}}"
    yield from ((name, f"{{{{{_tex(item[variable])}}}}}") for name, variable in _TEX_TITLES if variable in item)
    yield from ((name, f"{{{_tex(item[variable])}}}") for name, variable in _TEX_PLAIN if variable in item)
    yield from ((name, f"{{{iso(item[variable])}}}") for name, variable in _TEX_DATES if variable in item)
    yield from _year(item)  # for BibTeX, which does not know “date”
    for name, variable in (("doi", "DOI"), ("url", "URL")):
        if variable in item:
            yield name, f"{{{_verbatim(item[variable])}}}"
    if "language" in item:
        yield "langid", f"{{{_tex(item['language'])}}}"


def _year(item: Item) -> Iterator[tuple[str, str]]:
    if "issued" in item:
        year, *rest = item["issued"]["date-parts"][0]
        yield "year", f"{{{year}}}"
        if rest:
            yield "month", _MONTHS[rest[0] - 1]


def _key(id: str) -> str:
    """Make a key that BibTeX reads: letters and digits of any script, and what it allows besides."""
    return re.sub(r"[^\w.:+-]|_", "-", unicodedata.normalize("NFC", id)) or "text"


def _tex(text: str) -> str:
    return _clean(text).translate(_ESCAPE)


def _tex_name(name: Mapping[str, str]) -> str:
    """Write a name; one that is no person’s, or that BibTeX would take apart, stands in braces."""
    if "literal" in name:
        return f"{{{_tex(name['literal'])}}}"
    return ", ".join(_guarded(name[part]) for part in ("family", "given") if part in name)


def _guarded(part: str) -> str:
    return f"{{{_tex(part)}}}" if "," in part or _AND.search(part) else _tex(part)


def _verbatim(address: str) -> str:
    """Write an address, in which nothing is escaped but what would end the field."""
    return "".join(f"%{ord(c):02X}" if c in '\\{}" ' else c for c in _clean(address))


_RIS_PLAIN = {
    "title": "TI",
    "title-short": "ST",
    "publisher": "PB",
    "publisher-place": "CY",
    "version": "ET",
    "locator": "N1",
    "DOI": "DO",
    "URL": "UR",
    "language": "LA",
}


def ris(items: Iterable[Item]) -> str:
    """Write items in RIS: a line a tag, lines end with CR LF, UTF-8."""
    return "".join(f"{tag}  - {value}\r\n" for item in items for tag, value in _tags(item))


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    is_part = item["type"] == "chapter"
    yield "TY", "CHAP" if is_part else "BOOK"
    yield "ID", _clean(str(item["id"]))
    for role, tag in {"author": "AU", "editor": "A2" if is_part else "ED", "translator": "A4"}.items():
        for name in item.get(role, ()):
            yield tag, _clean(name.get("literal") or ", ".join(name[p] for p in ("family", "given") if p in name))
    for variable, tag in _RIS_PLAIN.items():
        if variable in item:
            yield tag, _clean(item[variable])
    if is_part:
        yield "T2", _clean(item["container-title"])
    elif "collection-title" in item:
        yield "T3", _clean(item["collection-title"])
    if "issued" in item:
        yield "PY", f"{item['issued']['date-parts'][0][0]:04}"
        yield "DA", _ris_date(item["issued"])
    if "original-date" in item:
        yield "OP", iso(item["original-date"])
    if "accessed" in item:
        yield "Y2", _ris_date(item["accessed"])
    yield "ER", ""


def iso(date: Mapping[str, Any]) -> str:
    """Write a date of CSL as ISO 8601 does."""
    year, *rest = date["date-parts"][0]
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def _ris_date(date: Mapping[str, Any]) -> str:
    """Write a date as year, month and day with a slash between them, and after them, where one is missing."""
    parts = iso(date).split("-")
    return "/".join([*parts, *[""] * (3 - len(parts))])


def _clean(text: str) -> str:
    """Leave one line of text: white space folded, no control characters."""
    return "".join(c for c in " ".join(text.split()) if unicodedata.category(c) not in {"Cc", "Cs"})
