"""The whole in parts: each from what it needs of the records, and nothing else than all at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from teipress.output import Stage
from teipress.publish.long import joined, piece
from teipress.publish.parts import KINDS, LONG, NAMES, Part, divide, undivided
from teipress.publish.whole import _as_file, _laid_out
from teipress.resources import xslt
from teipress.saxon import Saxon, Task, Value, Xml
from tests.xslt.test_site import date, many, mention, record

RECORDS = [
    *many(3),
    record("x", "A &lt;b&gt; &amp; &quot;c&quot;", mention("person", "ann", "Ann &gt; &lt;Bo&gt;", 1) + date(1)),
    record("y", "Y", mention("place", "rome", "Rome", 1) + mention("person", "ann", "Ann", 2) + date(2)),
]
REGISTER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listOrg><org xml:id="club"><orgName>The Club</orgName>'
    '<listPerson><person xml:id="ann"><persName>Ann</persName></person></listPerson>'
    '<org xml:id="board"><orgName>The Board</orgName></org></org></listOrg></standOff></TEI>'
)


def files(saxon: Saxon, part: Part) -> dict[str, str]:
    parameters: dict[str, Value] = {
        "records": (part.records,),
        "parts": part.names,
        "outline": (Xml(part.outline, "urn:outline"),) if part.outline else (),
        "labels": (Xml(xslt("labels/en.xml").read_bytes(), "urn:labels"),),
        "registers": (Xml(REGISTER.encode(), "file:///edition/register.xml"),),
        "edition-title": "Parts",
        "edition-language": "en",
    }
    outcome = saxon.run(Task(Xml(b"<front/>", "urn:front"), (xslt("site.xsl"),), parameters))
    assert outcome.failure is None, outcome.failure
    found: dict[str, str] = json.loads(outcome.outputs[0].text)
    return found


def test_the_parts_are_the_whole() -> None:
    parts, long = divide(RECORDS)
    assert [name for part in parts for name in part.names] == [*NAMES]
    assert long == ()
    with Saxon() as saxon:
        whole = files(saxon, undivided(RECORDS))
        made = [files(saxon, part) for part in parts]
    assert sum(map(len, made)) == len(whole)
    assert {path: text for part in made for path, text in part.items()} == whole


def test_long_indexes_are_made_in_parts_and_are_the_same(tmp_path: Path) -> None:
    offices = [mention("organization", f"o{n}", f"Office {n}", n) for n in range(2100)]
    boards = [mention("organization", "board", "Board", 3000 + n) for n in range(2500)]
    people = [mention("person", f"p{n}", f"Person {n}", n) for n in range(4500)]
    records = [*many(3), record("y", "Y", "".join(people)), record("z", "Z", "".join((*offices, *boards)))]
    parts, long = divide(records, 100_000)
    assert {index.kind for index in long} >= {"person", "organization"}
    stage, made = Stage(tmp_path / "output", tmp_path), dict[str, str]()
    with Saxon() as saxon:
        whole = {path: _as_file(path, text) for path, text in files(saxon, undivided(records)).items()}
        for part in parts:
            made |= {path: _as_file(path, text) for path, text in files(saxon, part).items()}
        for index in long:
            first = files(saxon, index.outline)
            more = index.parts(first.pop("outline").encode())
            made |= first if len(more) > 1 else {}
            pieces = []
            for part in more:
                for path, text in files(saxon, part).items():
                    if part.number and not path.endswith(".html"):
                        pieces.append(stage.write(piece(path, part.number), _as_file(path, text).encode()))
                    else:
                        made[path] = _as_file(path, text)
            for file in joined(pieces, stage):
                made[file.path] = (tmp_path / file.path).read_bytes().decode()
    assert {"indexes/persons-2.html", "indexes/organizations-2.html"} <= whole.keys()
    assert sorted(made) == sorted(whole)
    assert [path for path in whole if made[path] != whole[path]] == []


def test_what_stands_in_another_entry_is_in_the_part_of_both() -> None:
    (index,) = (
        one for one in divide([record("z", "Z", mention("person", "a", "A", 1) + mention("person", "b", "B", 2))], 1)[1]
    )
    hrefs = [mention.entry for row in index.rows for mention in row.mentions]
    outline = (
        '<x:outline xmlns:x="https://teipress.org/ns/index" kind="person"><x:part range="A" count="1"/>'
        f'<x:part range="B" count="1"/><x:entry href="{hrefs[0]}" part="1"/>'
        f'<x:entry href="{hrefs[1]}" part="2" within="{hrefs[0]}"/></x:outline>'
    )
    first, second = index.parts(outline.encode())
    assert [first.number, second.number] == [1, 2]
    assert [first.records.data.count(b"<x:mention "), second.records.data.count(b"<x:mention ")] == [2, 1]
    assert [part.outline.count(b"<x:entry ") for part in (first, second)] == [1, 1]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("<x:before>before </x:before><x:match>Rome", "<x:before>after </x:before><x:match>Rome", {"place"}),
        ('words="2000"', 'words="2001"', {"texts"}),
        ('title="Y"', 'title="Z"', set(NAMES)),
        ('sort="Zeh"', 'sort="Zeh, A."', {"texts", "linked"}),
    ],
)
def test_a_change_concerns_only_the_parts_that_show_it(old: str, new: str, changed: set[str]) -> None:
    assert (
        concerned(*(divide(texts)[0] for texts in (RECORDS, [text.replace(old, new) for text in RECORDS]))) == changed
    )


def test_a_change_around_a_word_leaves_the_outline() -> None:
    before, after = (
        divide([text.replace("<x:before>before", f"<x:before>{word}") for text in RECORDS], 1)[1]
        for word in ("before", "after")
    )
    assert [index.outline for index in before] == [index.outline for index in after]
    assert len(before) <= len(KINDS) < LONG


def concerned(before: Iterable[Part], after: Iterable[Part]) -> set[str]:
    records = [{name: part.records for part in parts for name in part.names} for parts in (before, after)]
    return {name for name in records[0] if records[0][name] != records[1][name]}


def test_a_million_is_written_in_full() -> None:
    assert _laid_out('{"a":3.0E6,"b":40.5,"c":1.5E-7}') == '{\n "a": 3000000,\n "b": 40.5,\n "c": 1.5e-07\n}\n'


@pytest.mark.parametrize(
    "text", ["[]", '[{"a":[]}]', '[{"a":"é\\n\\/","b":[1,2]},{"c":{"d":1.0E6}},3]', '{"a":[{"b":1}]}']
)
def test_a_list_is_laid_out_as_if_it_was_read_whole(text: str) -> None:
    read = json.loads(text.replace("1.0E6", "1000000"))
    assert _laid_out(text) == json.dumps(read, ensure_ascii=False, indent=1) + "\n"
