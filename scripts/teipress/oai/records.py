"""What there is to harvest: a record for each text, and for each that was withdrawn, with their days. Pure.

The day of a record (its datestamp) is what harvesters go by who only ask for what is new. Nothing dates the state
between two releases, so every release dates all records anew: what is told twice does no harm, what is missed does.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlsplit

from teipress.cite.header import Header
from teipress.cite.metadata import Whole
from teipress.cite.past import Past, Story
from teipress.cite.settings import licence_address
from teipress.errors import ConfigurationError
from teipress.oai.settings import Oai, domain_of

FILE = "oai.json"
Fields = tuple[tuple[str, str], ...]
_FIRST = "0001-01-01"
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its identifier, its day (ISO 8601), its elements of Dublin Core in order. Withdrawn, it has no more."""

    identifier: str
    datestamp: str
    fields: Fields = ()
    deleted: bool = False


@dataclass(frozen=True)
class Repository:
    """All records, by day and identifier. ``remembers``: what was withdrawn is told for ever."""

    name: str
    email: str
    domain: str
    remembers: bool
    records: tuple[Record, ...]

    @cached_property
    def earliest(self) -> str:
        """Give the first day of any record."""
        return min((record.datestamp for record in self.records), default=_FIRST)

    @cached_property
    def state(self) -> str:
        """Give a short name for what all records are now."""
        return hashlib.sha256(written(self)).hexdigest()[:12]

    @cached_property
    def by_identifier(self) -> Mapping[str, Record]:
        """Find a record by its identifier."""
        return {record.identifier: record for record in self.records}


def repository_of(whole: Whole, past: Past, catalogue: Sequence[Mapping[str, Any]], settings: Oai) -> Repository:
    """Make the records of an edition.

    ``catalogue`` says more of the texts (``browse/texts.json``). Raises ``ConfigurationError`` where no day is known.
    """
    known = {str(row.get("name", "")): row for row in catalogue}
    records = [_record(name, header, known.get(name, {}), whole) for name, header in whole.headers.items()]
    live = {name.casefold() for name in whole.headers}
    gone = (story for name, story in past.stories.items() if not name.startswith("registers/"))
    records += [_withdrawn(story, past, whole) for story in gone if _is_withdrawn(story, live)]
    records.sort(key=lambda record: (record.datestamp, record.identifier))
    return Repository(whole.name, settings.email, domain_of(whole.root), bool(past.releases), tuple(records))


def _is_withdrawn(story: Story, live: set[str]) -> bool:
    return bool(story.releases) and story.document.casefold() not in live


def identifier_of(root: str, name: str) -> str:
    """Name a text for harvesters: ``oai:example.org:edition/changsung`` (OAI Identifier Format)."""
    return f"oai:{domain_of(root)}:{quote(urlsplit(root).path.lstrip('/') + name, safe='/~')}"


def _record(name: str, header: Header, more: Mapping[str, Any], whole: Whole) -> Record:
    fields = tuple((key, " ".join(value.split())) for key, value in _fields(name, header, more, whole))
    return Record(
        identifier_of(whole.root, name), _datestamp(header, whole), tuple(dict.fromkeys(f for f in fields if f[1]))
    )


def _fields(name: str, header: Header, more: Mapping[str, Any], whole: Whole) -> Iterator[tuple[str, str]]:
    """Say what Dublin Core has an element for (DCMES 1.1). What is not known is left out."""
    page = f"{whole.root}{quote(name)}"
    yield "title", header.title or name
    yield from (("creator", person.inverted) for person in header.authors)
    yield from (("subject", str(word)) for word in more.get("keywords", ()))
    yield "description", str(more.get("subtitle", ""))
    yield "publisher", header.publisher or whole.publisher
    yield from (("contributor", person.inverted) for person in header.editors)
    yield "date", header.date
    yield "type", "Text"
    yield from (("format", form) for form in ("text/html", "application/tei+xml", "text/plain"))
    yield from (("identifier", f"{page}.{suffix}") for suffix in ("html", "xml", "txt"))
    yield "identifier", f"https://doi.org/{header.doi}" if header.doi != whole.settings.doi else ""
    yield "source", str(more.get("source", ""))
    yield from (("language", str(code)) for code in more.get("languages", ()) or (header.language,))
    yield "relation", whole.root
    yield from (("coverage", str(place)) for place in more.get("origins", ()))
    yield "rights", header.licence or licence_address(whole.licence) or whole.licence


def _datestamp(header: Header, whole: Whole) -> str:
    """Give the later of the day in the header and that of the last release; a year counts as its first day."""
    edition = whole.date or whole.settings.released
    day = max(_day(header.date), _day(edition)) or _day(whole.issued)
    if not day:
        raise ConfigurationError(
            "'oai' asks for a date, and neither the texts nor the edition have one: "
            "set 'citation.released', or make a release"
        )
    return day


def _day(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :] if _DATE.fullmatch(date) else ""


def _withdrawn(story: Story, past: Past, whole: Whole) -> Record:
    """Tell of a text that is gone, by the day of the first release without it; until there is one, that of the last."""
    last = past.releases.index(story.releases[-1])
    gone = past.releases[min(last + 1, len(past.releases) - 1)]
    return Record(identifier_of(whole.root, story.document), gone.date, deleted=True)


def written(repository: Repository) -> bytes:
    """Write the records as a file that the server reads."""
    told = {
        "name": repository.name,
        "email": repository.email,
        "domain": repository.domain,
        "remembers": repository.remembers,
        "records": [_told(record) for record in repository.records],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _told(record: Record) -> dict[str, Any]:
    more = {"deleted": True} if record.deleted else {"fields": [list(field) for field in record.fields]}
    return {"identifier": record.identifier, "datestamp": record.datestamp, **more}


def read(data: bytes) -> Repository:
    """Read the file again. Raises ``ValueError``, ``LookupError`` or ``TypeError`` for one that is not ours."""
    told = json.loads(data)
    rows: Iterable[Mapping[str, Any]] = told["records"]
    return Repository(
        told["name"],
        told["email"],
        told["domain"],
        told["remembers"],
        tuple(
            Record(
                row["identifier"],
                row["datestamp"],
                tuple((name, value) for name, value in row.get("fields", ())),
                row.get("deleted", False),
            )
            for row in rows
        ),
    )
