"""The little language of ids, and the settings that hold it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from teipress.cite.assign import assign
from teipress.cite.ids import READY_MADE, Ids, default_ledger
from teipress.cite.patterns import BadPattern, read_pattern, read_rule, read_steps
from teipress.cite.survey import Naming
from teipress.errors import ConfigurationError
from teipress.project import open_project, read_settings
from tests.paths import ROOT
from tests.support import tei

WRONG_PATTERNS = {
    "": "has an empty part",
    "p{n}|": "has an empty part",
    "{n}": "do not start with a letter",
    "1p{n}": "do not start with a letter",
    "-{n}": "do not start with a letter",
    "p": "gives many elements the same id: it needs {n} or {hash}",
    "{parent}.p": "gives many elements the same id",
    "p{n}.{hash}": "counts twice",
    "p{n}{hash}": "counts twice",
    "{parent}{n}": "two fields side by side",
    "p1{n}": "a digit right before {n}",
    "p{n}a": "goes on right after {n}",
    "p {n}": "has “ ”, which no id can hold",
    "p:{n}": "has “:”, which no id can hold",
    "p{n": "has a “{” that belongs to no field",
    "p}{n}": "has a “}” that belongs to no field",
    "p{}": "has a field “{}” that is none",
    "p{n:x}": "has a field “{n:x}” that is none",
    "p{hash:3}": "has a field “{hash:3}” that is none",
    "{div}.{n}": "makes no id where one of its fields says nothing",
    "l{@n}": "makes no id where one of its fields says nothing",
    "{div}.l{@n}": "makes no id where one of its fields says nothing",
    "cafe\u0301{n}": "composed form",
}


@pytest.mark.parametrize(("text", "words"), WRONG_PATTERNS.items())
def test_a_pattern_that_cannot_be_meant_is_refused(text: str, words: str) -> None:
    with pytest.raises(BadPattern) as trouble:
        read_pattern(text)
    assert words in str(trouble.value)


@pytest.mark.parametrize("key", ["", " ", "/p", "//p", "p/", "p p", "p[type]", "p[@type=x]", "p[@a:b]", "*", "tei:p"])
def test_a_choice_of_elements_that_names_none_is_refused(key: str) -> None:
    with pytest.raises(BadPattern):
        read_steps(key)


def given(content: str, rules: dict[str, str | bool], document: str = "text", within: str = "text") -> list[str]:
    """Say which ids are given in a text, in order."""
    naming = Naming(tuple(read_rule(*rule) for rule in rules.items()), frozenset({within}))
    text = tei(f"<text><body>{content}</body></text>")
    return [one.id for one in assign(text.encode(), text, document, naming).given]


@pytest.mark.parametrize(
    ("rules", "content", "expected"),
    [
        ({"p": "p{n}"}, "<p/><p/>", ["p1", "p2"]),
        ({"p": "p{n:3}"}, "<p/><p/>", ["p001", "p002"]),
        ({"p": "p{n:03}"}, "<p/>", ["p001"]),
        ({"p": "p{n}", "s": "{parent}.s{n}"}, "<p><s/><s/></p><p><s/></p>", ["p1", "p1.s1", "p1.s2", "p2", "p2.s1"]),
        ({"s": "{parent}.s{n}"}, "<p><s/></p>", ["s1"]),
        ({"s": "{parent}.s{n}"}, '<p xml:id="x"><s/></p>', ["x.s1"]),
        ({"s": "{p}.s{n}", "q": "q{n}"}, '<p xml:id="x"><q><s/></q></p>', ["q1", "x.s1"]),
        ({"s": "{l,p}.s{n}"}, '<p xml:id="x"><s/></p><l xml:id="y"><s/></l>', ["x.s1", "y.s1"]),
        ({"div": "{div}.{n}|d{n}"}, "<div><div/><div/></div><div><div/></div>", ["d1", "d1.1", "d1.2", "d2", "d2.1"]),
        ({"div": "{div}.{n}|d{n}"}, "<div1><div2/></div1>", ["d1", "d1.1"]),
        ({"p": "{name}.{@n}|p-{n}"}, "<p/>", ["p-1"]),
        ({"p": "{document}.p{n}"}, "<p/>", ["text.p1"]),
        ({"l": "l{@n}|l{n}"}, '<l n="5"/><l n="5"/><l n="6"/><l/><l n="a b"/>', ["l5", "l5a", "l6", "l1", "l2"]),
        ({"l": "{@n}|l{n}"}, '<l n="5"/><l n="a5"/>', ["l1", "a5"]),
        ({"p": "p-{@xml:lang}.{n}|p{n}"}, '<p xml:lang="de"/><p/><p xml:lang="de"/>', ["p-de.1", "p1", "p-de.2"]),
        ({"persName": "x{n}", "rs": "x{n}"}, "<p><persName/><rs/><persName/></p>", ["x1", "x2", "x3"]),
        ({"rs": "rs{n}", "rs[@type='person']": "pers{n}"}, '<rs type="person"/><rs/>', ["pers1", "rs1"]),
        ({"rs[@type]": "x{n}"}, "<rs/><rs type='a'/>", ["x1"]),
        ({'rs[@xml:lang="de"]': "x{n}"}, "<rs/><rs xml:lang='de'/>", ["x1"]),
        ({"p": "p{n}", "note//p": False}, "<p/><note><q><p/></q></note><p/>", ["p1", "p2"]),
        ({"p": "p{n}", "note/p": False}, "<note><q><p/></q><p/></note>", ["p1"]),
        ({"sp//l": "l{n}"}, "<l/><sp><lg><l/></lg></sp>", ["l1"]),
        ({"a//b/c": "c{n}"}, "<a><b><c/><x><c/></x></b></a><b><c/></b>", ["c1"]),
        ({"p": "ж{n}"}, "<p/>", ["ж1"]),
    ],
)
def test_ids_are_made_by_their_patterns(rules: dict[str, str | bool], content: str, expected: list[str]) -> None:
    assert given(content, rules) == expected


@pytest.mark.parametrize(
    ("document", "id"), [("Faust I", "Faust_I.p1"), ("1984", "_1984.p1"), ("a+b", "a_b.p1"), ("Ä-x.y", "Ä-x.y.p1")]
)
def test_the_name_of_a_document_becomes_a_name(document: str, id: str) -> None:
    assert given("<p/>", {"p": "{document}.p{n}"}, document) == [id]


def test_elements_outside_of_the_text_get_ids_only_when_it_is_asked_for() -> None:
    header = "<teiHeader><p/></teiHeader><text><p/></text>"
    for within, expected in (({"text"}, 1), ({"text", "teiHeader"}, 2), ({"sourceDoc"}, 0)):
        naming = Naming((read_rule("p", "p{n}"),), frozenset(within))
        assert len(assign(tei(header).encode(), tei(header), "text", naming).given) == expected


@pytest.mark.parametrize(("root", "expected"), [("div", 1), ("p", 2), ("teiHeader", 0), ("standOff", 0), ("text", 1)])
def test_a_file_may_be_a_part_of_a_text(root: str, expected: int) -> None:
    text = f'<{root} xmlns="http://www.tei-c.org/ns/1.0"><p/></{root}>'
    naming = Naming((read_rule("p", "p{n}"),), frozenset({"text"}))
    assert len(assign(text.encode(), text, "text", naming).given) == expected


def test_an_id_is_not_made_of_that_of_a_whole_text() -> None:
    text = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t"><text><s/></text></TEI>'
    naming = Naming((read_rule("s", "{parent}.s{n}"),), frozenset({"text"}))
    assert [one.id for one in assign(text.encode(), text, "text", naming).given] == ["s1"]


def test_hashes_are_letters_and_digits_of_the_content() -> None:
    content = "<p>Call me Ishmael.</p><p>Some years ago</p><p>Some years ago</p><pb n='1'/><pb n='2'/>"
    ids = given(content, {"p": "{hash}", "pb": "pb-{hash:5}"})
    assert len(set(ids)) == 5
    assert [len(id) for id in ids] == [8, 8, 8, 8, 8]  # “pb-” and five
    assert all(id[0].isalpha() for id in ids)
    # Where it stands, and how it is laid out, makes no difference; the document does.
    moved = given("<div><p>Some\n years ago</p></div><p>Call me  Ishmael.</p>", {"p": "{hash}"})
    assert moved == [ids[1], ids[0]]
    assert given("<p>Call me Ishmael.</p>", {"p": "{hash}"}, "other") != [ids[0]]
    assert given("<pb n='2'/><pb n='3'/>", {"pb": "pb-{hash:5}"})[0] == ids[4]


@pytest.mark.parametrize("name", READY_MADE)
def test_the_ready_made_sets_are_well_formed(name: str, tmp_path: Path) -> None:
    ids = settings(tmp_path, f'[ids]\nassign = "{name}"')
    assert len(ids.rules) == len(READY_MADE[name])


def test_the_hierarchical_set_names_paragraphs_by_their_divisions() -> None:
    rules: dict[str, str | bool] = {**READY_MADE["hierarchical"]}
    content = "<p/><div><p/><div><p><s/></p></div></div><div><p/></div>"
    assert given(content, rules) == ["p1", "d1", "d1.p1", "d1.1", "d1.1.p1", "d1.1.p1.s1", "d2", "d2.p1"]


# Settings


GOOD = '[edition]\ntitle = "T"\n[sources]\ntexts = ["*.xml"]\n'


def settings(folder: Path, toml: str) -> Ids:
    (folder / "a.xml").write_text(tei(""))
    (folder / "teipress.toml").write_text(GOOD + toml, encoding="utf-8")
    return read_settings(folder / "teipress.toml").ids


def test_settings_are_read(tmp_path: Path) -> None:
    toml = '[ids]\nledger = "l.lock"\nwithin = ["div1"]\nunique = "edition"\n[ids.assign]\np = "p{n}"\nq = false\n'
    ids = settings(tmp_path, toml)
    assert ids.ledger == tmp_path / "l.lock"
    assert [(rule.key, rule.pattern is None) for rule in ids.rules] == [("p", False), ("q", True)]
    assert (set(ids.within), ids.unique) == ({"div"}, "edition")


def test_without_settings_ids_are_readable(tmp_path: Path) -> None:
    assert settings(tmp_path, "").rules == settings(tmp_path, '[ids]\nassign = "readable"').rules


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[ids]\nasign = {}", "there is no setting 'ids.asign'; did you mean 'ids.assign'?"),
        ("[ids]\nassign = 'nice'", "'ids.assign' must be a table of elements and patterns, or one of “readable”"),
        ("[ids]\nassign = ['p']", "'ids.assign' must be a table"),
        ("[ids]\nledger = 5", "'ids.ledger' must be a path in quotes"),
        ("[ids]\nunique = 'world'", "'ids.unique' must be “document” or “edition”"),
        ("[ids]\nwithin = 'text'", "'ids.within' must be a list"),
        ("[ids]\nwithin = [1]", "'ids.within' must be a list"),
        ("[ids.assign]\np = 5", "'ids.assign.p' must be a pattern in quotes, or false"),
        ("[ids.assign]\np = true", "'ids.assign.p': “true” is no pattern"),
        ("[ids.assign]\np = 'p'", "'ids.assign.p': “p” gives many elements the same id"),
        ("[ids.assign]\n'p!' = 'p{n}'", "'ids.assign.p!': “p!” names no element"),
    ],
)
def test_a_wrong_setting_is_named(toml: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as trouble:
        settings(tmp_path, toml)
    assert words in str(trouble.value)


def test_the_ledger_is_with_the_tei(tmp_path: Path) -> None:
    assert default_ledger(tmp_path) == tmp_path / "ids.lock"
    (tmp_path / "tei").mkdir()
    assert default_ledger(tmp_path) == tmp_path / "tei/ids.lock"
    (tmp_path / "a.xml").write_text(tei(""))
    assert open_project([tmp_path]).ids.ledger == tmp_path / "tei/ids.lock"


# What is documented


def test_the_examples_for_editors_are_read(tmp_path: Path) -> None:
    page = (ROOT / "docs/identifiers.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(\[ids\]\n.*?)^```", page, re.DOTALL | re.MULTILINE)
    ids = settings(tmp_path, example)
    assert {rule.key for rule in ids.rules} >= {"div", "p", "s", "rs[@type='person']"}
    for name in READY_MADE:
        assert f'| `"{name}"`' in page
