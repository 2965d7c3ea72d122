"""What an edition says of how it is to be cited: the section ``[citation]`` of its settings."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teipress.errors import ConfigurationError
from teipress.meant import expect_keys

KEYS = ("title", "doi", "publisher", "place", "authors", "editors", "licence", "released", "style")
PERSON = ("family", "given", "name", "orcid", "affiliation", "role")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_CREATIVE = re.compile(r"https?://creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/(\d\.\d)(/.*)?")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is responsible: a person (``family``, ``given``), or what has one name only (``name``).

    ``role`` is a word for what somebody did beside writing or editing, as the source has it; mostly there is none.
    """

    family: str = ""
    given: str = ""
    name: str = ""
    orcid: str = ""
    affiliation: str = ""
    role: str = ""

    @property
    def inverted(self) -> str:
        """Write the name as catalogues have it: “Schiller, Friedrich”."""
        return self.name or ", ".join(filter(None, (self.family, self.given)))


@dataclass(frozen=True, slots=True)
class Citation:
    """How an edition is cited. What is empty here is taken from the header of each text.

    ``doi`` is bare (``10.1234/abc``). ``licence`` is an SPDX identifier, an address, or words. ``released`` is a year,
    a month or a day (ISO 8601). ``style`` is a file of the Citation Style Language. ``title`` is that of the whole
    edition, where it is not the one of its pages.
    """

    title: str = ""
    doi: str = ""
    publisher: str = ""
    place: str = ""
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    licence: str = ""
    released: str = ""
    style: Path | None = None

    @property
    def licence_address(self) -> str:
        """Give the address of the licence; empty, where none is known."""
        return licence_address(self.licence)


def licence_address(licence: str) -> str:
    """Give the address of a licence that is named by its address or its SPDX identifier; else nothing."""
    if re.match(r"https?://", licence):
        return licence
    if found := re.fullmatch(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)", licence):
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    if licence == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return (
        f"https://spdx.org/licenses/{licence}.html" if re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9.]+)+", licence) else ""
    )


def licence_identifier(licence: str) -> str:
    """Give the SPDX identifier of a licence that is named so, or by an address of Creative Commons; else nothing."""
    if found := _CREATIVE.fullmatch(licence):
        if found[1] == "publicdomain":
            return "CC0-1.0" if found[2] == "zero" else ""
        return f"CC-{found[2].upper()}-{found[3]}"
    return licence if licence_address(licence) and not re.match(r"https?://", licence) else ""


def bare_doi(written: str) -> str:
    """Take a DOI out of the forms it is written in; empty, where it is none."""
    found = _DOI.fullmatch(written.strip())
    return found[1] if found else ""


def bare_orcid(written: str) -> str:
    """Take an ORCID iD out of the forms it is written in; empty, where its check digit (ISO 7064) is wrong."""
    found = _ORCID.fullmatch(written.strip())
    if not found:
        return ""
    digits = found[1].replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return found[1] if digits[-1] == ("X" if check == 10 else str(check)) else ""


def read_citation(values: Mapping[str, Any], folder: Path, error: Callable[[str], ConfigurationError]) -> Citation:
    """Read the section. Its paths start at ``folder``; ``error`` makes the error to raise, which names the file."""
    expect_keys(values, KEYS, "citation.", error)
    words = {key: _words(values, key, "citation.", error) for key in ("title", "publisher", "place", "licence")}
    doi = _words(values, "doi", "citation.", error)
    if doi and not bare_doi(doi):
        raise error("'citation.doi' is not a DOI; one looks like “10.5281/zenodo.1234567”")
    return Citation(
        **words,
        doi=bare_doi(doi),
        authors=tuple(_people(values, "authors", error)),
        editors=tuple(_people(values, "editors", error)),
        released=_released(values.get("released", ""), error),
        style=_style(_words(values, "style", "citation.", error), folder, error),
    )


def _words(values: Mapping[str, Any], key: str, name: str, error: Callable[[str], ConfigurationError]) -> str:
    value = values.get(key, "")
    if not isinstance(value, str):
        raise error(f"'{name}{key}' must be a text in quotes")
    return " ".join(value.split())


def _people(values: Mapping[str, Any], key: str, error: Callable[[str], ConfigurationError]) -> Iterator[Person]:
    """Read names: “Family, Given” is a person, a name without a comma is taken as it is; a table says more."""
    given = values.get(key, [])
    if not isinstance(given, list):
        raise error(f"'citation.{key}' must be a list")
    for number, value in enumerate(given):
        place = f"citation.{key}[{number}]"
        if isinstance(value, str) and value.strip():
            yield person(value)
        elif isinstance(value, dict):
            yield _person(value, place, error)
        else:
            raise error(
                f"'{place}' must be a name in quotes, such as “Schiller, Friedrich”, or a table with 'family' or 'name'"
            )


def _person(value: Mapping[str, Any], place: str, error: Callable[[str], ConfigurationError]) -> Person:
    expect_keys(value, PERSON, f"{place}.", error)
    words = {key: _words(value, key, f"{place}.", error) for key in PERSON}
    if bool(words["family"]) == bool(words["name"]):
        raise error(f"'{place}' must have either 'family' (and 'given') or 'name'")
    if words["orcid"] and not bare_orcid(words["orcid"]):
        raise error(f"'{place}.orcid' is not an ORCID iD; one looks like “0000-0002-1825-0097”")
    return Person(**{**words, "orcid": bare_orcid(words["orcid"])})


def person(written: str) -> Person:
    """Take a name apart that is written “Family, Given”; one without a comma stays whole."""
    family, comma, given = " ".join(written.split()).partition(", ")
    return Person(family=family, given=given) if comma else Person(name=family)


def _released(value: object, error: Callable[[str], ConfigurationError]) -> str:
    """Read a date, which TOML has a kind of its own for, or a year or month in quotes."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value == "":
        return ""
    if not isinstance(value, str) or not is_date(value):
        raise error("'citation.released' must be a date, such as 2026-11-25, or a year or month in quotes")
    return value


def is_date(written: str) -> bool:
    """Tell whether this is a year, a month or a day of the calendar (ISO 8601)."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", written) or written.startswith("0000"):
        return False
    try:
        datetime.date.fromisoformat((written + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _style(written: str, folder: Path, error: Callable[[str], ConfigurationError]) -> Path | None:
    if not written:
        return None
    path = folder / written
    if not path.is_file():
        raise error(f"no file matches 'citation.style': “{written}”")
    return path
