"""The answers about collections and units are as the tables of DTS 1.0 have them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from teipress.cite.words import english
from teipress.dts.addresses import CollectionQuery, NavigationQuery, Served
from teipress.dts.answers import Edition, Refusal, collection, entry, member_of, navigation
from teipress.dts.texts import Text, describe, text_of
from tests.dts import schemas
from tests.dts.samples import edition, text
from tests.support import document, tei

AT = Served("http://localhost/api/dts/", "http://localhost/")


def valid(answer: dict[str, Any], schema: schemas.Schema) -> dict[str, Any]:
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(answer)
    return answer


def ask(name: str = "poems", **asked: Any) -> dict[str, Any]:
    return valid(navigation(text(name), NavigationQuery(name, **asked), AT), schemas.NAVIGATION)


def members(name: str = "poems", **asked: Any) -> list[str]:
    return [unit["identifier"] for unit in ask(name, **asked)["member"]]


def refused(name: str = "poems", **asked: Any) -> int:
    with pytest.raises(Refusal, match=r"\.$") as refusal:
        navigation(text(name), NavigationQuery(name, **asked), AT)
    return refusal.value.status


def test_the_entry_says_where_the_endpoints_are() -> None:
    answer = valid(entry(AT), schemas.ENTRY)
    assert answer["@id"] == "http://localhost/api/dts/"
    assert answer["navigation"] == ("http://localhost/api/dts/navigation/{?resource,ref,start,end,down,tree,page}")


@pytest.mark.parametrize("query", [CollectionQuery(), CollectionQuery("index"), CollectionQuery("index", "children")])
def test_the_edition_is_the_collection_of_all_texts(query: CollectionQuery) -> None:
    answer = valid(collection(edition(), query, AT), schemas.COLLECTION)
    assert (answer["@id"], answer["totalChildren"], answer["totalParents"]) == ("index", 4, 0)
    assert [member["@id"] for member in answer["member"]] == ["bare", "changsung", "novel", "poems"]
    assert answer["description"] == "For tests"


def test_a_text_is_described_by_its_header_and_its_trees() -> None:
    answer = valid(collection(edition(), CollectionQuery("poems"), AT), schemas.COLLECTION)
    assert answer["title"] == "Poems & “things”"
    assert answer["dublinCore"] == {
        "title": [{"lang": "la", "value": "Poems & “things”"}],
        "creator": ["Nemo"],
        "contributor": ["Somebody"],
        "publisher": ["Nobody"],
        "date": "1900",
        "language": ["la"],
        "license": ["https://creativecommons.org/publicdomain/zero/1.0/"],
    }
    assert answer["download"] == "http://localhost/poems.xml"
    line = {"@type": "CiteStructure", "citeType": "line"}
    assert answer["citationTrees"] == [
        {
            "@type": "CitationTree",
            "citeStructure": [{"@type": "CiteStructure", "citeType": "poem", "citeStructure": [line]}],
            "description": "By poem and line.",
        },
        {
            "@type": "CitationTree",
            "citeStructure": [{"@type": "CiteStructure", "citeType": "leaf", "citeStructure": [line]}],
            "identifier": "leaves",
        },
        {
            "@type": "CitationTree",
            "citeStructure": [{"@type": "CiteStructure", "citeType": "page"}],
            "identifier": "pages",
        },
    ]
    assert "member" not in answer


def test_a_text_is_part_of_the_edition_which_is_part_of_nothing() -> None:
    answer = valid(collection(edition(), CollectionQuery("poems", "parents"), AT), schemas.COLLECTION)
    assert [member["@id"] for member in answer["member"]] == ["index"]
    for id in (None, "index"):
        assert collection(edition(), CollectionQuery(id, "parents"), AT)["member"] == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (CollectionQuery("none"), 404),
        (CollectionQuery(nav="sideways"), 400),
        (CollectionQuery(page=2), 404),
        (CollectionQuery(page=0), 400),
        (CollectionQuery("poems", page=2), 404),
        (CollectionQuery("index", "parents", 3), 404),
    ],
)
def test_a_collection_that_is_not_there_is_refused(query: CollectionQuery, status: int) -> None:
    with pytest.raises(Refusal, match=r"\.$") as refusal:
        collection(edition(), query, AT)
    assert refusal.value.status == status


def test_many_texts_are_given_in_pages() -> None:
    many = Edition("Many", "", "en", tuple(replace(member_of(text("bare")), name=f"t{n}") for n in range(1_001)))
    answers = [
        valid(collection(many, CollectionQuery("index", page=page), AT), schemas.COLLECTION) for page in (1, 2, 3)
    ]
    names = [member["@id"] for answer in answers for member in answer["member"]]
    assert names == [f"t{n}" for n in range(1_001)]
    first, second, last = (answer["view"] for answer in answers)
    assert first["previous"] is None
    assert last["next"] is None
    assert second["next"] == last["@id"] == "http://localhost/api/dts/collection/?id=index&page=3"
    assert collection(many, CollectionQuery("index"), AT)["view"] == first


# The table “Usage of down, ref, start and end”, row by row.


@pytest.mark.parametrize(
    "asked",
    [{}, {"down": 0}, {"down": 0, "start": "1", "end": "2"}, {"tree": "leaves"}, {"down": -2}],
)
def test_what_the_table_refuses_is_refused(asked: dict[str, Any]) -> None:
    assert refused(**asked) == 400


def test_without_down_a_unit_is_told_of_alone() -> None:
    answer = ask(ref="1.2")
    assert answer["ref"]["identifier"] == "1.2"
    assert "member" not in answer
    ranged = ask(start="1", end="2.1")
    assert (ranged["start"]["identifier"], ranged["end"]["identifier"]) == ("1", "2.1")
    assert "member" not in ranged


def test_down_0_gives_the_units_beside_one() -> None:
    assert members(ref="1.2", down=0) == ["1.1", "1.2", "1.3", "1.4"]
    assert members(ref="2", down=0) == ["1", "2", "2/3"]


def test_down_gives_the_tree_from_the_root_to_a_depth() -> None:
    assert members(down=1) == ["1", "2", "2/3"]
    whole = ["1", "1.1", "1.2", "1.3", "1.4", "2", "2.1", "2.2a", "2/3", "2/3.1"]
    assert members(down=2) == members(down=-1) == members(down=9) == whole


def test_down_gives_the_tree_from_a_unit() -> None:
    assert members(ref="2", down=1) == members(ref="2", down=-1) == ["2", "2.1", "2.2a"]
    assert members(ref="2.1", down=1) == members(ref="2.1", down=-1) == ["2.1"]


def test_down_gives_the_tree_between_two_units() -> None:
    assert members(start="1", end="2", down=1) == ["1", "1.1", "1.2", "1.3", "1.4", "2", "2.1", "2.2a"]
    assert members(start="1.3", end="2", down=-1) == ["1.3", "1.4", "2", "2.1", "2.2a"]
    assert members(start="1.4", end="2.1", down=3) == ["1.4", "2", "2.1"]
    assert members(start="1", end="1.2", down=1) == ["1", "1.1", "1.2"]


def test_down_is_counted_from_the_deeper_end() -> None:
    novel = members("novel", start="chapter1", end="chapter2", down=1)
    assert novel == ["chapter1", "chapter1.p1", "chapter1.p2", "chapter2", "chapter2.p1"]
    deeper = members("novel", start="chapter1", end="chapter2.p1", down=1)
    assert deeper[-2:] == ["chapter2.p1.s1", "chapter2.p1.s2"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"ref": "1", "start": "1", "end": "2"}, 400),
        ({"ref": "1", "end": "2"}, 400),
        ({"start": "1"}, 400),
        ({"end": "1", "down": 1}, 400),
        ({"ref": "9"}, 404),
        ({"ref": ""}, 404),
        ({"start": "1", "end": "9"}, 404),
        ({"start": "9", "end": "1", "down": 1}, 404),
        ({"down": 1, "tree": "none"}, 404),
        ({"down": 1, "tree": ""}, 404),
        ({"down": 1, "tree": "verses"}, 404),
        ({"ref": "1r"}, 404),
        ({"ref": "1", "tree": "leaves"}, 404),
        ({"start": "2", "end": "1", "down": 1}, 400),
        ({"down": 1, "page": 2}, 404),
        ({"ref": "1", "page": 2}, 404),
        ({"down": 1, "page": 0}, 400),
    ],
)
def test_a_wrong_question_has_the_status_that_is_specified(asked: dict[str, Any], status: int) -> None:
    assert refused(**asked) == status


def test_another_tree_has_units_of_its_own() -> None:
    assert members(tree="leaves", down=1) == ["1r", "1v", "2r"]
    assert members(tree="leaves", ref="1r", down=1) == ["1r", "1r:1", "1r:2", "1r:3"]
    assert members(tree="pages", down=-1) == ["10", "11"]


def test_a_unit_is_told_of_with_its_address_its_title_and_what_else_is_known() -> None:
    assert ask(ref="1")["ref"] == {
        "identifier": "1",
        "@type": "CitableUnit",
        "level": 1,
        "parent": None,
        "citeType": "poem",
        "@id": "http://localhost/poems.html#i",
        "dublinCore": {"title": [{"lang": "la", "value": "Prima"}]},
        "extensions": {"@context": {"metre": "https://example.org/terms#metre"}, "metre": "elegiac"},
    }


def test_the_title_of_a_unit_is_in_the_language_of_the_unit() -> None:
    assert ask(ref="2")["ref"]["dublinCore"] == {"title": [{"lang": "en", "value": "Second"}]}


@pytest.mark.parametrize("asked", [{}, {"down": 1}, {"ref": "x"}, {"start": "a", "end": "b"}, {"tree": "x", "down": 0}])
def test_a_text_without_units_answers_with_none_of_them(asked: dict[str, Any]) -> None:
    answer = ask("bare", **asked)
    assert answer["member"] == []
    assert answer["resource"]["citationTrees"] == []


def long_text(folder: Path) -> Text:
    body = "".join(f'<div n="{n}">{"<p/>" * 49}</div>' for n in range(50))
    return text_of("long", document(folder, tei(f"<text><body>{body}</body></text>")), english())


def test_many_units_are_given_in_pages(tmp_path: Path) -> None:
    long = long_text(tmp_path)
    answers = [
        valid(navigation(long, NavigationQuery("long", down=-1, page=page), AT), schemas.NAVIGATION)
        for page in (1, 2, 3)
    ]
    assert branch_names(long) == [unit["identifier"] for answer in answers for unit in answer["member"]]
    assert [len(answer["member"]) for answer in answers] == [1000, 1000, 500]
    assert answers[0]["view"]["next"] == answers[1]["view"]["@id"] == answers[1]["@id"]
    with pytest.raises(Refusal):
        navigation(long, NavigationQuery("long", down=-1, page=4), AT)


def branch_names(one: Text) -> list[str]:
    branch = one.branch(None)
    assert branch is not None
    return [unit.identifier for unit in branch.tree.units]


def test_a_text_of_which_nothing_is_known_has_its_name_for_a_title(tmp_path: Path) -> None:
    described = describe(document(tmp_path, tei("<text><body/></text>")), "text")
    assert (described.title, described.language, described.creators) == ("text", "und", ())


def test_addresses_are_encoded_as_templates_expand() -> None:
    query = NavigationQuery("a b&c", ref="1/2?x=ü", down=1)
    assert AT.navigation(query) == (
        "http://localhost/api/dts/navigation/?resource=a%20b%26c&ref=1%2F2%3Fx%3D%C3%BC&down=1"
    )
    assert AT.resource_templates("a b{c}")["document"].startswith(
        "http://localhost/api/dts/document/?resource=a%20b%7Bc%7D{&ref,"
    )
