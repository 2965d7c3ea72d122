"""What a page says of its text to programs: metadata for reference managers and for search engines.

Reference managers (Zotero’s “Embedded Metadata”) and Google Scholar read the names of Highwire Press and of Dublin
Core; search engines read JSON-LD in the terms of schema.org. No COinS: Zotero would prefer it, and it has no editors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from teipress.cite.citations import Item
from teipress.cite.formats import iso

_HIGHWIRE = (
    ("citation_title", "title"),
    ("citation_inbook_title", "container-title"),
    ("citation_book_title", "container-title"),
    ("citation_series_title", "collection-title"),
    ("citation_publisher", "publisher"),
    ("citation_doi", "DOI"),
    ("citation_public_url", "URL"),
    ("citation_language", "language"),
)
_DUBLIN_CORE = (("DC.title", "title"), ("DC.publisher", "publisher"), ("DC.language", "language"))
# For these, neither Highwire Press nor Dublin Core has a name that is read.
_FURTHER = (
    ("bibo.shortTitle", "title-short"),
    ("bibo.edition", "version"),
    ("eprints.place_of_pub", "publisher-place"),
)


def meta_tags(item: Item, rights: str = "") -> Iterator[tuple[str, str]]:
    """Yield name and content of each element ``meta``. ``bibo.type`` tells Zotero a book from an article."""
    yield "bibo.type", "Chapter" if item["type"] == "chapter" else "Book"
    for name, variable in (*_HIGHWIRE, *_DUBLIN_CORE, *_FURTHER):
        if variable in item:
            yield name, str(item[variable])
    yield from _people(item)
    if "issued" in item:
        yield "citation_publication_date", iso(item["issued"]).replace("-", "/")
        yield "DC.date", iso(item["issued"])
    if "URL" in item:
        yield "DC.identifier", str(item["URL"])
    if rights:
        yield "DC.rights", rights


def _people(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the authors and editors.

    Zotero takes one name such as “La Fontaine, Jean de” for two, if it stands alone in the names of Highwire Press;
    then all are left to others. There, it would take contributors for authors if there are none.
    """
    authors, editors = ([inverted(person) for person in item.get(role, ())] for role in ("author", "editor"))
    is_parted = _is_parted(authors) or _is_parted(editors)
    for name, people in (("citation_author", authors), ("citation_editor", editors)):
        yield from ((name, person) for person in people if not is_parted)
    yield from (("DC.creator", person) for person in authors)
    yield from (("eprints.editors_name" if is_parted else "DC.contributor", person) for person in editors)


def _is_parted(people: Sequence[str]) -> bool:
    """Tell whether a single name has words on both sides of its comma."""
    parts = people[0].split(",") if len(people) == 1 else []
    return len(parts) > 1 and all(" " in part.strip() for part in parts[:2])


def inverted(name: Mapping[str, str]) -> str:
    """Write a name as catalogues have it."""
    return name.get("literal") or ", ".join(name[part] for part in ("family", "given") if part in name)


def json_ld(item: Item, rights: str = "") -> str:
    """Describe a text in the terms of schema.org, so that it can stand in a ``script`` of a page."""
    whole = item.get("container-title") or item.get("collection-title")
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Chapter" if item["type"] == "chapter" else "Book",
        "@id": item.get("URL"),
        "name": item["title"],
        "alternateName": item.get("title-short"),
        "author": [_agent(name) for name in item.get("author", ())],
        "editor": [_agent(name) for name in item.get("editor", ())],
        "translator": [_agent(name) for name in item.get("translator", ())],
        "publisher": {"@type": "Organization", "name": item["publisher"]} if "publisher" in item else None,
        "datePublished": iso(item["issued"]) if "issued" in item else None,
        "inLanguage": item.get("language"),
        "version": item.get("version"),
        "url": item.get("URL"),
        "sameAs": f"https://doi.org/{item['DOI']}" if "DOI" in item else None,
        "license": rights if rights.startswith("http") else None,
        "isPartOf": {"@type": "Collection", "name": whole} if whole else None,
    }
    text = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _agent(name: Mapping[str, str]) -> dict[str, str]:
    """Describe somebody. What has one name only may be a person or not."""
    if "literal" in name:
        return {"@type": "Thing", "name": name["literal"]}
    parts = {"givenName": name.get("given", ""), "familyName": name.get("family", "")}
    full = " ".join(filter(None, parts.values()))
    return {"@type": "Person", "name": full, **{key: value for key, value in parts.items() if value}}
