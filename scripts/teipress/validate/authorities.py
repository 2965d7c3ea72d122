"""Check what authority files call persons, places and books: the form of an identifier, and its check digit.

The sums are those of the standards: ISO 7064 MOD 11-2 (ISNI, ORCID), ISO 2108 (ISBN), ISO 3297 (ISSN), and that of the
German National Library for GND. Four sums need no library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from teipress.corpus import TEI, Document, Element
from teipress.diagnostics import Diagnostic, Severity
from teipress.validate.amount import at_most
from teipress.validate.pointers import Pointer, pointers


@dataclass(frozen=True, slots=True)
class Authority:
    """One kind of identifier: its name, its form, an example, and the digit it should end in."""

    name: str
    form: re.Pattern[str]
    example: str
    digit: Callable[[str], frozenset[str]] | None = None
    # Numbers that are printed in books are sometimes printed wrong, and a good transcription keeps them.
    severity: Severity = Severity.ERROR


def _weighted(digits: str) -> int:
    """Add the digits up, the last one twice, the one before it three times, and so on."""
    return sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), 2))


def _eleventh(remainder: int) -> str:
    return "0123456789X"[remainder % 11]


def gnd_digit(number: str) -> frozenset[str]:
    """Give the check digit of a GND number.

    Those with a hyphen, which are older, end in the remainder itself or, as all others do, in what it lacks to 11.
    """
    digits = number.replace("-", "")[:-1]
    total = _weighted(digits)
    return frozenset({_eleventh(-total), *([_eleventh(total)] if "-" in number else [])})


def mod_11_2_digit(number: str) -> frozenset[str]:
    """Give the check digit of an ISNI or an ORCID (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in re.sub(r"[\s\-]", "", number)[:-1]:
        total = (total + int(digit)) * 2
    return frozenset(_eleventh(12 - total % 11))


def isbn_digit(number: str) -> frozenset[str]:
    """Give the check digit of an ISBN of 10 or 13 digits."""
    digits = re.sub(r"[\s\-–]", "", number)[:-1]
    if len(digits) == 9:
        return frozenset(_eleventh(-_weighted(digits)))
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
    return frozenset(str(-total % 10))


def issn_digit(number: str) -> frozenset[str]:
    """Give the check digit of an ISSN."""
    return frozenset(_eleventh(-_weighted(re.sub(r"[\s\-–]", "", number)[:-1])))


GND = Authority(
    "GND", re.compile(r"1[0-2]?[0-9]{7}[0-9X]|[1-9][0-9]{0,7}-[0-9X]|3[0-9]{7}[0-9X]"), "118540238", gnd_digit
)
VIAF = Authority("VIAF", re.compile(r"[1-9][0-9]{0,21}"), "24602065")
ORCID = Authority("ORCID", re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]"), "0000-0002-1825-0097", mod_11_2_digit)
ISNI = Authority("ISNI", re.compile(r"(?:[0-9]{4} ?){3}[0-9]{3}[0-9X]"), "0000 0001 2103 2683", mod_11_2_digit)
WIKIDATA = Authority("Wikidata", re.compile(r"Q[1-9][0-9]*"), "Q5879")
GEONAMES = Authority("GeoNames", re.compile(r"[1-9][0-9]{0,9}"), "1835848")
LCCN = Authority(
    "LCCN", re.compile(r"[a-z]{0,3} {0,3}[0-9]{2}-?[0-9]{1,6}|[a-z]{0,2} ?[0-9]{4}-?[0-9]{1,6}"), "n79021164"
)
ISBN = Authority(
    "ISBN",
    re.compile(r"(?:97[89][\s\-–]?)?(?:[0-9][\s\-–]?){9}[0-9X]"),
    "978-3-16-148410-0",
    isbn_digit,
    Severity.WARNING,
)
ISSN = Authority("ISSN", re.compile(r"[0-9]{4}[\s\-–]?[0-9]{3}[0-9X]"), "0378-5955", issn_digit, Severity.WARNING)
DOI = Authority("DOI", re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+"), "10.4000/jtei.4774")
HANDLE = Authority("handle", re.compile(r"[^\s/]+/\S+"), "20.500.12345/678")

# What idno/@type is called, without regard to capitals, spaces and hyphens.
BY_TYPE: Mapping[str, Authority] = {
    **dict.fromkeys(("gnd", "pnd", "gndid", "dnb"), GND),
    **dict.fromkeys(("viaf", "viafid"), VIAF),
    **dict.fromkeys(("orcid", "orcidid"), ORCID),
    "isni": ISNI,
    **dict.fromkeys(("wikidata", "wikidataid"), WIKIDATA),
    **dict.fromkeys(("geonames", "geoname", "geonamesid"), GEONAMES),
    **dict.fromkeys(("lccn", "lcnaf"), LCCN),
    **dict.fromkeys(("isbn", "isbn10", "isbn13"), ISBN),
    **dict.fromkeys(("issn", "eissn"), ISSN),
    "doi": DOI,
    **dict.fromkeys(("handle", "hdl"), HANDLE),
}

# Addresses under which nothing but the authority's identifiers is found; what they call the identifier is in (…).
_ADDRESSES: tuple[tuple[re.Pattern[str], Authority], ...] = tuple(
    (re.compile(rf"https?://(?:www\.)?{pattern}", re.IGNORECASE), authority)
    for pattern, authority in (
        (r"d-nb\.info/gnd/([^/?#]*)", GND),
        (r"viaf\.org/(?:[a-z]{2}/)?viaf/(?!search|data|sourceID)([^/?#]*)", VIAF),
        (r"orcid\.org/([0-9X][^/?#]*)", ORCID),
        (r"isni\.org/(?:isni/)?([0-9X][^/?#]*)", ISNI),
        (r"wikidata\.org/(?:entity|wiki)/(?=q[0-9o]|[0-9])([^/?#]*)", WIKIDATA),
        (r"(?:sws\.)?geonames\.org/([0-9][^/?#.]*)", GEONAMES),
        (r"lccn\.loc\.gov/([^/?#]+)", LCCN),
        (r"(?:dx\.)?doi\.org/(10[^?#]*)", DOI),
    )
)
_HOSTS = ("d-nb.info", "viaf.", "orcid.", "isni.", "wikidata.", "geonames.", "lccn.loc.", "doi.")
_PREFIX = re.compile(
    r"\(DE-588\)|(?:urn:)?(?:isbn|issn|doi|hdl|gnd|viaf|orcid|isni|wikidata|wd|info:doi/)[:\s]\s*", re.IGNORECASE
)


def check_authorities(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report identifiers of authority files that cannot be right: in idno, and in the addresses that pointers hold."""
    for document in documents:
        yield from at_most(_in_document(document), document, "identifiers of authority files")


def authority_of(element: Element) -> tuple[Authority, str] | None:
    """Say which authority an idno names, and the identifier, bare; nothing where it names none that is known."""
    if len(element):
        return None
    written = " ".join((element.text or "").split())
    if found := _in_address(written):
        return found
    authority = BY_TYPE.get(re.sub(r"[\W_]", "", element.get("type", "").casefold()))
    if authority is None or "://" in written:
        return None
    # “978-3-16-148410-0 (pbk.)”
    bare = re.sub(r"\s*\([^()0-9][^()]*\)$", "", _PREFIX.sub("", written, count=1))
    return (authority, bare) if bare else None


def _in_address(written: str) -> tuple[Authority, str] | None:
    for pattern, authority in _ADDRESSES:
        if match := pattern.match(written):
            return authority, match[1].replace("%20", " ")
    return None


def _in_document(document: Document) -> Iterator[Diagnostic]:
    for element in document.root.iter(f"{{{TEI}}}idno"):
        if found := authority_of(element):
            yield from _check(document, element, None, *found)
    if not any(host in document.text for host in _HOSTS):
        return
    for pointer in pointers(document):
        for uri in pointer.uris[:1]:
            if uri.startswith(("http:", "https:", "HTTP")) and (found := _in_address(uri)):
                yield from _check(document, pointer.element, pointer, *found)


def _check(
    document: Document, element: Element, pointer: Pointer | None, authority: Authority, identifier: str
) -> Iterator[Diagnostic]:
    attribute = pointer.attribute if pointer else None
    where = f", in “{pointer.written}”," if pointer else ""
    if not authority.form.fullmatch(identifier):
        yield document.diagnose(
            element,
            "malformed-authority-id",
            f"“{identifier}”{where} cannot be an identifier of {authority.name}",
            attribute=attribute,
            severity=authority.severity,
            help=f"It must look like {authority.example}. Copy it from there once more.",
        )
    elif authority.digit and identifier[-1] not in (right := authority.digit(identifier)):
        yield document.diagnose(
            element,
            "wrong-check-digit",
            f"“{identifier}”{where} is no identifier of {authority.name}: a digit of it is wrong",
            attribute=attribute,
            severity=authority.severity,
            help=f"If all the others are right, the last must be {' or '.join(sorted(right))}. "
            "Copy it from there once more.",
        )
