"""An edition for harvesters, and the schemas that answers are held against."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import xmlschema
from lxml import etree

from teipress.cite.header import Header
from teipress.cite.metadata import Whole
from teipress.cite.past import Past, Story
from teipress.cite.releases import Release
from teipress.cite.settings import Citation, Person
from teipress.oai.records import Repository, repository_of
from teipress.oai.settings import Oai

HERE = Path(__file__).parent
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
SETTINGS = Oai("editor@example.org", "https://gateway.example.org/oai/")
FIRST, SECOND, THIRD = Release("1.0.0", "2021-01-01"), Release("1.1.0", "2022-02-02"), Release("2.0.0", "2023-03-03")
HEADERS = {
    "letter": Header(
        title="A letter & more",
        authors=(Person("Kim", "Sun"), Person(name="A society")),
        editors=(Person("Ra", "On"),),
        publisher="A press",
        date="2024-04-04",
        licence="https://creativecommons.org/licenses/by/4.0/",
        language="ko",
        doi="10.1234/letter",
    ),
    "é ü": Header(date="2020", doi="10.1234/whole"),
    "play": Header(title="A play", date="2019-05"),
}
CATALOGUE = (
    {
        "name": "letter",
        "subtitle": "About <nothing>",
        "keywords": ["letters", "letters", "roads"],
        "languages": ["ko", "en"],
        "source": "An archive,\n  box 3",
        "origins": ["Seoul"],
    },
)
PAST = Past(
    (FIRST, SECOND, THIRD),
    {
        "letter": Story("letter", (FIRST, SECOND, THIRD), ()),
        "poem": Story("poem", (FIRST,), (), "A poem"),
        "song": Story("song", (SECOND, THIRD), ()),
        "draft": Story("draft", (), ()),
        "registers/persons": Story("registers/persons", (FIRST,), ()),
    },
)


def whole(**more: object) -> Whole:
    """Give an edition at an address."""
    told = {
        "title": "An edition & more",
        "root": "https://example.org/e/",
        "settings": Citation(doi="10.1234/whole", publisher="The house"),
        "headers": HEADERS,
        "releases": PAST.releases,
        "date": THIRD.date,
    }
    return Whole(**{**told, **more})  # type: ignore[arg-type]


def repository() -> Repository:
    """Give its records."""
    return repository_of(whole(), PAST, CATALOGUE, SETTINGS)


def many(number: int) -> Repository:
    """Give an edition of many texts without releases, a day each, some days with several."""
    headers = {f"t{n:03}": Header(title=f"Text {n}", date=f"2020-01-{n % 25 + 1:02}") for n in range(number)}
    return repository_of(whole(headers=headers, releases=(), date="", settings=Citation()), Past(), (), SETTINGS)


@cache
def _schema(name: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(HERE / "schemas" / f"{name}.xsd")


def valid(data: bytes, schema: str = "OAI-PMH") -> etree._Element:
    """Read a document that is valid by its schema."""
    root = etree.fromstring(data)
    _schema(schema).validate(root, use_location_hints=False)
    return root
