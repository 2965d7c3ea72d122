"""Every answer, from a server or from files, is as DTS 1.0 wants it: of the samples, our edition, the shared texts."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from teipress.cite.words import english
from teipress.corpus import Unreadable, read_document
from teipress.dts.addresses import CollectionQuery, NavigationQuery, Served
from teipress.dts.answers import Edition, collection, member_of, navigation
from teipress.dts.library import Library
from teipress.dts.server import make_app
from teipress.dts.static import Dts, collection_queries, edition_files, text_files
from teipress.dts.texts import Text, text_of
from teipress.resources import xslt
from tests.dts.client import Client
from tests.dts.conformance import Answer, document_faults, faults
from tests.dts.samples import FILES, edition, served, text
from tests.dts.templates import Question, absolute, asked, expand
from tests.paths import ROOT, SHARED

OUTPUT = ROOT / "output"
CORPORA = SHARED / "corpora"
SITE = "http://files/"
AT = Served("http://localhost/api/dts/", "http://localhost/")
LABELS = xslt("labels/en.xml").read_bytes()
SCHEMAS = os.environ.get("DTS_SCHEMAS", "")


class Reader:
    """A client that knows the address of the entry and nothing else, and looks at all that it gets."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.entry = self._answer("http://localhost/api/dts/", {})
        self.answers: list[Answer] = [self.entry]

    def ask(self, endpoint: str, question: Question) -> Answer:
        """Ask an endpoint, by the template of the entry."""
        answer = self._answer(expand(self.entry[endpoint], question), question)
        self.answers.append(answer)
        return answer

    def _answer(self, address: str, question: Question) -> Answer:
        response = self.client.get(address)
        assert response.status == 200, address
        assert response.headers["content-type"] == "application/ld+json"
        answer = response.json()
        assert [*faults(answer, question, address)] == [], address
        assert isinstance(answer, dict)
        return answer

    def read(self, question: Question) -> bytes:
        """Ask for a passage, and follow the link back to what is known of the text."""
        address = expand(self.entry["document"], question)
        response = self.client.get(address)
        assert (response.status, response.headers["content-type"]) == (200, "application/tei+xml"), address
        assert [*document_faults(response.content, question)] == [], address
        back, relation = response.headers["link"].split("; ")
        assert relation == 'rel="collection"'
        assert self._answer(back.strip("<>"), {"id": question["resource"]})["@type"] == "Resource"
        return response.content

    def members(self) -> Iterator[Answer]:
        """Go through all texts, page by page, as their templates and the links between pages lead."""
        answer = self.ask("collection", {})
        while True:
            yield from answer["member"]
            following = answer.get("view", {}).get("next")
            if following is None:
                return
            answer = self._answer(following, {})

    def units(self, member: Answer, question: Question) -> list[Answer]:
        """List the units of a text, page by page."""
        answer = self.ask("navigation", {"resource": member["@id"], **question})
        units = list(answer["member"])
        while following := answer.get("view", {}).get("next"):
            answer = self._answer(following, {"resource": member["@id"], **question})
            units += answer["member"]
        return units


def visit(reader: Reader, member: Answer, chosen: int) -> int:
    """Ask what can be asked of a text, and all of some of its units and ranges; count the questions."""
    name, before = member["@id"], len(reader.answers)
    for nav in ("children", "parents"):
        reader.ask("collection", {"id": name, "nav": nav})
    reader.read({"resource": name})
    for tree in member["citationTrees"] or [{}]:
        own = {"tree": tree["identifier"]} if "identifier" in tree else {}
        units = reader.units(member, {**own, "down": "-1"})
        identifiers = [unit["identifier"] for unit in units]
        some = random.Random(name)
        places = sorted(some.sample(range(len(units)), min(chosen, len(units))))
        for place in places:
            question = {**own, "resource": name, "ref": identifiers[place]}
            for down in ({}, {"down": "0"}, {"down": "1"}, {"down": "-1"}):
                answer = reader.ask("navigation", {**question, **down})
                assert answer["ref"] == units[place]
            reader.read(question)
        for first, last in pairwise(places):
            question = {**own, "resource": name, "start": identifiers[first], "end": identifiers[last]}
            for down in ({}, {"down": "1"}, {"down": "-1"}):
                answer = reader.ask("navigation", {**question, **down})
                assert (answer["start"], answer["end"]) == (units[first], units[last])
            reader.read(question)
    return len(reader.answers) - before


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(served(tmp_path_factory.mktemp("output")))


@pytest.mark.parametrize("name", FILES)
def test_whatever_is_asked_of_a_server_about_a_text_the_answer_conforms(name: str, reader: Reader) -> None:
    members = {member["@id"]: member for member in reader.members()}
    assert visit(reader, members[name], 12) >= 3


def test_whatever_is_asked_about_the_edition_the_answer_conforms(reader: Reader) -> None:
    for query in collection_queries(edition()):
        reader.ask("collection", asked(query))


def test_what_a_server_says_of_our_edition_conforms() -> None:
    library = Library(OUTPUT, english(), "The Changsung edition", "A newspaper article of 2012, encoded in TEI", "en")
    reader = Reader(Client(make_app(library)))
    [member] = reader.members()
    assert visit(reader, member, 15) > 100


def question_of(path: str) -> Question:
    """Read from the path of a file what it answers."""
    endpoint, _, rest = path.removeprefix("dts/").removesuffix(".jsonld").partition("/")
    head, *matrix = endpoint.split(";")
    parameters = [*matrix]
    names = []
    for step in rest.split("/") if rest else []:
        first, *more = step.split(";")
        names.append(first)
        parameters += more
    keys = {"collection": ["id"], "navigation": ["resource", "ref"]}.get(head, [])
    return dict(zip(keys, names, strict=False)) | dict(one.split("=", 1) for one in parameters)


def file_faults(path: str, data: bytes) -> list[str]:
    """Look at a file as a web server gives it: its addresses may be relative to where it is."""
    address = SITE + quote(path, safe="/;=-._~")
    return [*faults(absolute(json.loads(data), address), question_of(path), address)]


def passage_faults(path: str, data: bytes) -> list[str]:
    is_whole = path.removeprefix("dts/document/").count("/") == 0
    return [*document_faults(data, {} if is_whole else {"ref": "any"})]


def test_every_file_of_the_samples_conforms() -> None:
    files = [file for name in FILES for file in text_files(text(name).document, name, Dts("", LABELS))[1]]
    for path, data in files:
        if path.endswith(".jsonld"):
            assert file_faults(path, data) == [], path
        else:
            assert passage_faults(path, data) == [], path
    assert len(files) > 300


def test_every_file_of_an_edition_with_an_address_conforms() -> None:
    for path, data in edition_files(edition(), "https://example.org/edition"):
        address = f"https://example.org/edition/{quote(path, safe='/;=-._~')}"
        assert [*faults(json.loads(data), question_of(path), address)] == [], path


@pytest.mark.parametrize("release", [".", "v/1.0.0", "v/1.1.0"])
def test_every_file_of_our_edition_and_its_releases_conforms(release: str) -> None:
    folder = OUTPUT / release
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("dts/**/*.*")}
    answers = [name for name in files if name.endswith(".jsonld")]
    assert len(files) - 20 > len(answers) > 20
    for name in answers:
        assert file_faults(name, files.pop(name)) == [], name
    for name, data in files.items():
        assert passage_faults(name, data) == [], name


# The rules find what they are there for.


def navigated(**asked_for: str) -> tuple[Answer, Question, str]:
    question = {"resource": "poems", **asked_for}
    query = NavigationQuery(**{key: int(v) if key == "down" else v for key, v in question.items()})  # type: ignore[arg-type]
    return navigation(text("poems"), query, AT), question, AT.navigation(query)


HARMS: dict[str, Callable[[Answer], object]] = {
    "no context": lambda answer: answer.pop("@context"),
    "another version": lambda answer: answer.update(dtsVersion="1-alpha"),
    "another text": lambda answer: answer["resource"].update({"@id": "novel"}),
    "no trees": lambda answer: answer["resource"].pop("citationTrees"),
    "a name for the first tree": lambda answer: answer["resource"]["citationTrees"][0].update(identifier="poems"),
    "no name for another": lambda answer: answer["resource"]["citationTrees"][1].pop("identifier"),
    "two of one name": lambda answer: answer["resource"]["citationTrees"][1].update(identifier="pages"),
    "a parameter that there is not": lambda answer: answer["resource"].update(
        navigation="http://localhost/poems{?ref,verse}"
    ),
    "the template of another text": lambda answer: answer["resource"].update(document="http://localhost/novel{?ref}"),
    "a template to ask for any text": lambda answer: answer["resource"].update(
        document="http://localhost/poems{?resource,ref}"
    ),
    "another address": lambda answer: answer.update({"@id": "http://localhost/api/dts/navigation/?resource=poems"}),
    "another unit": lambda answer: answer["ref"].update(identifier="2"),
    "no units": lambda answer: answer.pop("member"),
    "a unit twice": lambda answer: answer["member"].append(deepcopy(answer["member"][-1])),
    "a unit without parent": lambda answer: answer["member"][1].pop("parent"),
    "a parent that is no such": lambda answer: answer["member"][1].update(parent="2"),
    "a root below another": lambda answer: answer["member"][0].update(parent="2"),
    "the wrong order": lambda answer: answer["member"].reverse(),
    "a kind that is not in the tree": lambda answer: answer["member"][1].update(citeType="stanza"),
    "a level that is not in the tree": lambda answer: answer["member"][1].update(level=3),
    "kinds that are no list": lambda answer: answer["resource"]["citationTrees"][0].update(citeStructure="poem"),
    "a title in no language": lambda answer: answer["ref"]["dublinCore"].update(title=[{"value": "Prima"}]),
    "a language that is none": lambda answer: answer["ref"]["dublinCore"]["title"][0].update(lang="l a"),
    "a term without address": lambda answer: answer["ref"]["extensions"].update(colour="red"),
    "a property that there is not": lambda answer: answer["ref"].update(verse=1),
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_wrong_with_an_answer_is_found(harm: str) -> None:
    answer, question, address = navigated(ref="1", down="1")
    assert [*faults(answer, question, address)] == []
    HARMS[harm](answer)
    assert [*faults(answer, question, address)] != []


def test_units_too_deep_or_from_elsewhere_are_found() -> None:
    deep, question, address = navigated(down="2")
    assert [*faults(deep, {**question, "down": "1"}, address)] == ["deeper units than were asked for"]
    beside, question, address = navigated(ref="1.2", down="0")
    beside["member"][0]["parent"] = "2"
    assert "units that do not stand beside the one that was asked for" in [*faults(beside, question, address)]
    ranged, question, address = navigated(start="1.1", end="1.3", down="1")
    del ranged["member"][-1]
    assert [*faults(ranged, question, address)] == ["what was asked for is not listed"]


@pytest.mark.parametrize(
    "harm",
    [
        {"totalChildren": 3},
        {"collection": "http://localhost/collection/?id=other{&page,nav}"},
        {"title": ""},
        {"member": [{"@id": "x", "@type": "Resource"}]},
        {"@id": "other"},
        {"@type": "Folder"},
    ],
)
def test_what_is_wrong_with_a_collection_is_found(harm: Answer) -> None:
    question = {"id": "index"}
    answer = collection(edition(), CollectionQuery("index"), AT)
    assert [*faults(answer, question, "http://localhost/")] == []
    assert [*faults({**answer, **harm}, question, "http://localhost/")] != []


@pytest.mark.parametrize("harm", [{"previous": "http://localhost/0"}, {"next": None}, {"last": None}])
def test_pages_that_lead_nowhere_are_found(harm: Answer) -> None:
    many = Edition("Many", "", "en", tuple(replace(member_of(text("bare")), name=f"t{n}") for n in range(501)))
    answer = collection(many, CollectionQuery("index"), AT)
    assert [*faults(answer, {}, "http://localhost/")] == []
    answer["view"].update(harm)
    assert [*faults(answer, {}, "http://localhost/")] != []


def test_what_is_wrong_with_a_passage_is_found() -> None:
    wrapped = (
        '<dts:wrapper xmlns:dts="https://w3id.org/api/dts#"><p xmlns="http://www.tei-c.org/ns/1.0"/></dts:wrapper>'
    )
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0">%s</TEI>'
    assert [*document_faults((tei % wrapped).encode(), {"ref": "1"})] == []
    assert [*document_faults((tei % wrapped).encode(), {})] == ["a whole text in a wrapper"]
    assert [*document_faults((tei % "<p/>").encode(), {"ref": "1"})] == ["0 wrappers"]
    assert [*document_faults((tei % (wrapped * 2)).encode(), {"start": "1", "end": "2"})] == ["2 wrappers"]
    assert [*document_faults(f"<TEI>{wrapped}</TEI>".encode(), {"ref": "1"})] == ["the root is TEI"]


# The schemas that the specification’s own validator has.


@pytest.mark.skipif(not SCHEMAS, reason="DTS_SCHEMAS does not name a folder with the schemas of the DTS validator")
def test_the_schemas_of_the_validator_take_every_answer(reader: Reader) -> None:
    """They are at https://github.com/distributed-text-services/validator, which names no licence to copy them by."""
    known = {path.name: json.loads(path.read_text()) for path in Path(SCHEMAS).glob("*.schema.json")}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(one)) for name, one in known.items()
    )
    kinds = {"EntryPoint": "entry", "Navigation": "navigation", "Collection": "collection", "Resource": "collection"}
    schemas = {kind: known[f"{name}_response.schema.json"] for kind, name in kinds.items()}
    for member in [*reader.members()]:
        visit(reader, member, 40)
    for answer in reader.answers:
        Draft202012Validator(schemas[answer["@type"]], registry=registry).validate(answer)
    files = [*OUTPUT.glob("**/dts/**/*.jsonld")]
    for path in files:
        answer = json.loads(path.read_text())
        Draft202012Validator(schemas[answer["@type"]], registry=registry).validate(answer)
    assert min(len(reader.answers), len(files)) > 300


# Texts of others.


def shared() -> Iterator[tuple[str, Text]]:
    for path in sorted(CORPORA.glob("*/*.xml")):
        try:
            yield path.stem, text_of(path.stem, read_document(path, path.name), english())
        except Unreadable:
            continue


@pytest.mark.slow
@pytest.mark.skipif(not CORPORA.is_dir(), reason="the sample corpora are not here")
def test_the_shared_texts_are_answered_for_as_dts_wants_it(tmp_path: Path) -> None:
    texts = dict(shared())
    reader = Reader(served(tmp_path, {name: one.document.path for name, one in texts.items()}))
    members = [*reader.members()]
    assert [member["@id"] for member in members] == sorted(texts)
    counts = {member["@id"]: visit(reader, member, 25) for member in members}
    print(counts)
    assert sum(counts.values()) > 2_000


@pytest.mark.slow
@pytest.mark.skipif(not CORPORA.is_dir(), reason="the sample corpora are not here")
def test_the_files_of_the_shared_texts_are_as_dts_wants_them() -> None:
    count = 0
    for name, one in shared():
        for number, (path, data) in enumerate(text_files(one.document, name, Dts("", LABELS))[1]):
            if path.endswith(".xml"):
                assert passage_faults(path, data) == [], path
            elif number % 10 == 0 or "/navigation/" not in path:
                assert file_faults(path, data) == [], path
            else:
                continue
            count += 1
    print(count)
    assert count > 5_000
