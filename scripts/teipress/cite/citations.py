"""What is cited, as an item of CSL-JSON (CSL 1.0.2): a text of the edition, or a passage in it.

A text is a ``chapter`` in its edition, as an article or a letter in a collection is; a work that stands by itself (a
novel, a play: its title or that of its source has @level “m”, or it has a title page) is a ``book`` in a series. A text
of a folder without settings, which is no edition, is a ``book``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from teipress.cite.header import Header
from teipress.cite.metadata import Whole
from teipress.cite.settings import Citation, Person, licence_address
from teipress.cite.words import Words

Item = Mapping[str, Any]

# Units that styles have words for, in the terms of CSL.
_NUMBER = re.compile(r"[A-Za-z]?\d+[A-Za-z]?")
_BARE = frozenset({"chapter", "line", "verse"})  # a reference of several parts has no word for these
LOCATORS = ("paragraph", "section", "verse", "line", "page", "chapter", "book", "volume", "column", "folio", "part")


@dataclass(frozen=True, slots=True)
class Edition:
    """What all texts of an edition have in common.

    ``title`` is empty for what is no edition. ``address`` is where the edition is on the web, with a slash at its end;
    empty, where that is not known. ``version`` is the name of a release.
    """

    title: str = ""
    address: str = ""
    language: str = "en"
    version: str = ""
    settings: Citation = field(default_factory=Citation)


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a text: its id, its reference as readers see it in the text (“¶ 4, s. 2”)."""

    id: str
    label: str


def permalink(edition: Edition, name: str, id: str = "") -> str:
    """Give the address of a text, or of an element in it: a whole one, where it is known where the edition is."""
    return f"{edition.address}{quote(name)}.html" + (f"#{quote(id)}" if id else "")


def reference(header: Header, name: str, passage: Passage | None = None) -> str:
    """Write the canonical reference: “Changsung, ¶ 4, s. 2”."""
    return ", ".join(filter(None, (header.short or header.title or name, passage.label if passage else "")))


def item_of(
    header: Header, name: str, edition: Edition, passage: Passage | None = None, accessed: str = ""
) -> dict[str, Any]:
    """Make the item for a text, or for a passage.

    A passage has the address of the passage rather than a DOI, which would lead to the whole, where that address is
    known. Addresses that are not, dates of access that nobody gave, are left out.
    """
    own = edition.settings
    title = header.title or name
    whole = edition.title if edition.title != title else ""
    item = {
        "id": f"{name}-{passage.id}" if passage else name,
        "type": "chapter" if whole and not header.is_work else "book",
        "title": title,
        "title-short": header.short,
        "container-title": "" if header.is_work else whole,
        "collection-title": whole if header.is_work else "",
        "author": _names(own.authors or header.authors),
        "editor": _names(own.editors or header.editors),
        "translator": _names(header.translators),
        "publisher": own.publisher or header.publisher,
        "publisher-place": own.place or header.place,
        "issued": date_parts(own.released or header.date),
        "original-date": date_parts(_original(header, own)),
        "version": edition.version,
        "DOI": "" if passage and edition.address else header.doi or own.doi,
        "URL": permalink(edition, name, passage.id if passage else "") if edition.address else "",
        "accessed": date_parts(accessed),
        "language": header.language,
        "locator": passage.label if passage else "",
    }
    return {key: value for key, value in item.items() if value}


def item_of_whole(whole: Whole) -> dict[str, Any]:
    """Make the item for an edition as a whole, or for its last release, which has the address of that.

    Its authors are those whom the settings name; else those of its texts, if all have the same.
    """
    own = whole.settings
    authors = {header.authors for header in whole.headers.values()}
    item = {
        "id": "edition",
        "type": "book",
        "title": whole.name,
        "author": _names(own.authors or (whole.authors if len(authors) == 1 else ())),
        "editor": _names(whole.editors),
        "publisher": whole.publisher,
        "publisher-place": own.place,
        "issued": date_parts(whole.issued),
        "version": whole.version,
        "DOI": own.doi,
        "URL": whole.address,
        "language": whole.language,
    }
    return {key: value for key, value in item.items() if value}


def locator(label: str, words: Words) -> tuple[str, str]:
    """Take a reference apart for a style: the kind of its first unit, and what to write after the style's word for it.

    “¶ 4” is “4” of the kind “paragraph”, “¶ 4, s. 2” is “4, s. 2” of the kind “paragraph-words”. What styles have no
    word for is written as it is, and so is what they would write without one.
    """
    for kind in LOCATORS:
        sign = words.units.get(kind, "").partition("$1")[0]
        if sign.strip() and label.startswith(sign) and label != sign:
            rest = label.removeprefix(sign)
            if _NUMBER.fullmatch(rest):
                return kind, rest
            return ("other-words", label) if kind in _BARE else (f"{kind}-words", rest)
    return "other-words", label


def date_parts(written: str) -> dict[str, Any]:
    """Write a date of ISO 8601 as CSL has it; nothing for none."""
    return {"date-parts": [[int(part) for part in written.split("-")]]} if written else {}


def rights(header: Header, edition: Edition) -> str:
    """Give the address of the licence, else its words."""
    own = edition.settings
    return licence_address(own.licence) or own.licence or header.licence


def _original(header: Header, own: Citation) -> str:
    return header.original if header.original != (own.released or header.date)[:4] else ""


def _names(people: Sequence[Person]) -> list[dict[str, str]]:
    return [_name(one) for one in people]


def _name(one: Person) -> dict[str, str]:
    if one.name:
        return {"literal": one.name}
    return {key: value for key, value in (("family", one.family), ("given", one.given)) if value}


def csl_json(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Give items as a file of CSL-JSON has them."""
    return [dict(item) for item in items]
