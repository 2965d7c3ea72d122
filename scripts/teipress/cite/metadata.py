"""What catalogues want to know of an edition: CITATION.cff, DataCite, schema.org. Pure: values in, files out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from teipress.cite.header import Header
from teipress.cite.releases import Release
from teipress.cite.settings import Citation, Person, bare_orcid, licence_address, licence_identifier

CFF, DATACITE, SCHEMA_ORG = "CITATION.cff", "datacite.json", "edition.jsonld"
_UNKNOWN = ":unav"  # DataCite 4.5, appendix 3: “value unavailable, possibly unknown”
_MESSAGE = "If you use this edition, please cite it by these data."


@dataclass(frozen=True, slots=True)
class Whole:
    """An edition as a whole: its settings, the headers of its texts by name, the release that is described.

    ``root`` is the address of the pages that are described, with a slash at its end; empty, where it is not known.
    ``releases`` are the earlier states that are described with the latest one, the last of them as ``version``; a
    frozen release has none but itself. Without a release, ``version`` and ``date`` are empty.
    """

    title: str
    subtitle: str = ""
    language: str = ""
    root: str = ""
    version: str = ""
    date: str = ""
    settings: Citation = field(default_factory=Citation)
    headers: Mapping[str, Header] = field(default_factory=dict)
    releases: tuple[Release, ...] = ()

    @property
    def name(self) -> str:
        """Give the title that it is cited by."""
        return self.settings.title or self.title

    @property
    def authors(self) -> tuple[Person, ...]:
        """Give the authors that the settings name, else those of all texts, each once."""
        return self.settings.authors or _each_once(header.authors for header in self.headers.values())

    @property
    def editors(self) -> tuple[Person, ...]:
        """Give the editors that the settings name, else those of all texts, each once."""
        return self.settings.editors or _each_once(header.editors for header in self.headers.values())

    @property
    def publisher(self) -> str:
        """Give the publisher that the settings name, else the first that a text does."""
        return self.settings.publisher or self._first("publisher")

    @property
    def responsible(self) -> tuple[Person, ...]:
        """Give those to be named first: authors, else editors, else the publisher; nobody, where none is known."""
        return self.authors or self.editors or ((Person(name=self.publisher),) if self.publisher else ())

    @property
    def issued(self) -> str:
        """Give the date of the release; without one, that of the settings, else the latest of all texts."""
        return self.date or self.settings.released or max((h.date for h in self.headers.values()), default="")

    @property
    def licence(self) -> str:
        """Give the licence that the settings name, else the one that all texts have."""
        theirs = {header.licence for header in self.headers.values()}
        return self.settings.licence or (theirs.pop() if len(theirs) == 1 else "")

    @property
    def address(self) -> str:
        """Give the address of what is to be cited: the last release; empty, where it is not known."""
        return f"{self.root}{self.releases[-1].folder}/" if self.root and self.releases else self.root

    def _first(self, name: str) -> str:
        return next((value for header in self.headers.values() if (value := str(getattr(header, name)))), "")


def files(whole: Whole) -> Mapping[str, bytes]:
    """Make the files. DataCite asks for a year: where none is known, there is no such file."""
    made = {CFF: citation_file(whole), SCHEMA_ORG: _laid_out(schema_org(whole))}
    return {**made, DATACITE: _laid_out(datacite(whole))} if whole.issued else made


def citation_file(whole: Whole) -> bytes:
    """Write CITATION.cff (Citation File Format 1.2.0), for the root of the repository."""
    date = whole.issued if len(whole.issued) == len("2026-11-25") else ""
    identifier = licence_identifier(whole.licence)
    told = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": whole.name,
        "abstract": whole.subtitle,
        "authors": [_cff_agent(one) for one in (*whole.authors, *_beside(whole))],
        "version": whole.version,
        "date-released": date,
        "doi": whole.settings.doi,
        "url": whole.address,
        "license": identifier,
        "license-url": "" if identifier else licence_address(whole.licence),
    }
    return "".join(_yaml({key: value for key, value in told.items() if value})).encode()


def is_stale(there: bytes | None, made: bytes) -> bool:
    """Tell whether a CITATION.cff that stands somewhere is to be replaced: it is missing, or an older one of ours."""
    return there is None or (there != made and _MESSAGE.encode() in there)


def datacite(whole: Whole) -> dict[str, Any]:
    """Describe the edition by the metadata schema 4.5 of DataCite, as its REST API takes it."""
    identifier, address = licence_identifier(whole.licence), licence_address(whole.licence)
    rights = {
        "rights": "" if address else whole.licence,
        "rightsUri": address,
        "rightsIdentifier": identifier,
        "rightsIdentifierScheme": "SPDX" if identifier else "",
        "schemeUri": "https://spdx.org/licenses/" if identifier else "",
    }
    creators = whole.responsible or (Person(name=_UNKNOWN),)
    told: dict[str, Any] = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "doi": whole.settings.doi,
        "url": whole.address,
        "types": {"resourceTypeGeneral": "Text", "resourceType": "Scholarly edition"},
        "creators": [_datacite_agent(one) for one in creators],
        "titles": [{"title": whole.name}]
        + ([{"title": whole.subtitle, "titleType": "Subtitle"}] if whole.subtitle else []),
        "publisher": {"name": whole.publisher or _UNKNOWN},
        "publicationYear": whole.issued[:4],
        "contributors": [
            {**_datacite_agent(one), "contributorType": "Editor"} for one in whole.editors if one not in creators
        ],
        "dates": [{"date": whole.issued, "dateType": "Issued"}],
        "language": whole.language,
        "version": whole.version,
        "formats": ["application/tei+xml", "text/html", "text/plain"],
        "rightsList": [_without_gaps(rights)] if whole.licence else [],
    }
    return _without_gaps(told)


def schema_org(whole: Whole) -> dict[str, Any]:
    """Describe the edition in the terms of schema.org: a data set whose parts are the texts."""
    doi = f"https://doi.org/{whole.settings.doi}" if whole.settings.doi else ""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": doi or whole.root,
        "name": whole.name,
        "description": whole.subtitle,
        "url": whole.root,
        "identifier": doi,
        "inLanguage": whole.language,
        "version": whole.version,
        "datePublished": whole.issued,
        "creator": [_schema_agent(one) for one in whole.authors],
        "editor": [_schema_agent(one) for one in whole.editors],
        "publisher": {"@type": "Organization", "name": whole.publisher} if whole.publisher else {},
        "license": licence_address(whole.licence) or whole.licence,
        "hasPart": [_part(name, header, whole.root) for name, header in whole.headers.items()],
        "workExample": [
            {
                "@type": "Dataset",
                "name": f"{whole.name} {release.name}",
                "version": release.name,
                "datePublished": release.date,
                "url": f"{whole.root}{release.folder}/index.html",
            }
            for release in whole.releases
        ],
    }
    return _without_gaps(told)


def _part(name: str, header: Header, root: str) -> dict[str, Any]:
    page = f"{root}{quote(name)}"
    return _without_gaps(
        {
            "@type": "Book" if header.is_work else "CreativeWork",
            "name": header.title or name,
            "url": f"{page}.html",
            "inLanguage": header.language,
            "author": [_schema_agent(one) for one in header.authors],
            "encoding": [
                {"@type": "MediaObject", "encodingFormat": form, "contentUrl": f"{page}.{suffix}"}
                for form, suffix in (("application/tei+xml", "xml"), ("text/plain", "txt"))
            ],
        }
    )


def _beside(whole: Whole) -> tuple[Person, ...]:
    """Give those who stand beside the authors in a CITATION.cff, which knows no editors of a work; somebody must."""
    others = tuple(one for one in whole.editors if one not in whole.authors)
    if whole.authors or others:
        return others
    return whole.responsible or (Person(name=whole.name),)


def _cff_agent(one: Person) -> dict[str, str]:
    orcid = f"https://orcid.org/{one.orcid}" if one.orcid else ""
    if one.name:
        return _without_gaps({"name": one.name, "orcid": orcid})
    named = {"family-names": one.family, "given-names": one.given}
    return _without_gaps({**named, "orcid": orcid, "affiliation": one.affiliation})


def _datacite_agent(one: Person) -> dict[str, Any]:
    orcid = {
        "nameIdentifier": f"https://orcid.org/{bare_orcid(one.orcid)}",
        "nameIdentifierScheme": "ORCID",
        "schemeUri": "https://orcid.org",
    }
    return _without_gaps(
        {
            "name": one.inverted,
            "nameType": "Personal" if one.family else "" if one.name == _UNKNOWN else "Organizational",
            "givenName": one.given,
            "familyName": one.family,
            "affiliation": [{"name": one.affiliation}] if one.affiliation else [],
            "nameIdentifiers": [orcid] if one.orcid else [],
        }
    )


def _schema_agent(one: Person) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "Person" if one.family else "Organization",
            "@id": f"https://orcid.org/{one.orcid}" if one.orcid else "",
            "name": one.name or " ".join(filter(None, (one.given, one.family))),
            "familyName": one.family,
            "givenName": one.given,
            "affiliation": {"@type": "Organization", "name": one.affiliation} if one.affiliation else {},
        }
    )


def _each_once(groups: Iterable[Sequence[Person]]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group))


def _without_gaps(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value not in ("", [], {})}


def _laid_out(told: Mapping[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _yaml(told: Mapping[str, Any]) -> Iterator[str]:
    """Write a mapping of texts and lists of mappings. A text in YAML's double quotes is one of JSON (YAML 1.2, 1.3)."""
    for key, value in told.items():
        if isinstance(value, str):
            yield f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
            continue
        yield f"{key}:\n"
        for row in value:
            for number, (name, words) in enumerate(row.items()):
                yield f"  {'- ' if number == 0 else '  '}{name}: {json.dumps(words, ensure_ascii=False)}\n"
