"""The whole in parts: each from what it needs of the records, and nothing else than all at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from teipress.output import Stage
from teipress.publish.long import PIECES, join, pieces_of
from teipress.publish.parts import KINDS, LINKED, LONG, NAMES, TEXTS, Division, Part, divide, undivided
from teipress.publish.records import Record, cut
from teipress.publish.whole import _as_file, _laid_out, _place
from teipress.resources import xslt
from teipress.saxon import Saxon, Task, Value, Xml
from tests.xslt.test_site import date, many, mention, record

RIGHTS = "<x:rights>licence</x:rights>"


def registered(mention: str) -> str:
    """Write a mention of an entry of the register, which has its name."""
    return re.sub(' label="[^"]*"', "", mention)


TEXTS_OF_RECORDS = [
    *many(3),
    record(
        "x",
        "A &lt;b&gt; &amp; &quot;c&quot;",
        RIGHTS + registered(mention("person", "ann", "Ann &gt; &lt;Bo&gt;", 1)) + date(1),
    ),
    record(
        "y",
        "Y",
        mention("place", "rome", "Rome", 1)
        + registered(mention("person", "ann", "Ann", 2))
        + mention("person", "eve", "Eve", 3)
        + date(2),
    ),
]
RECORDS = [*map(cut, TEXTS_OF_RECORDS)]
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


def made_whole(saxon: Saxon, folder: Path, division: Division) -> dict[str, str]:
    """Make the parts, and join what belongs together."""
    stage = Stage(folder / "output", folder)
    outlines = {index.kind: files(saxon, index.outline) for index in division.long}
    more = division.more({kind: found.pop("outline").encode() for kind, found in outlines.items()})
    made = {path: text for found in outlines.values() for path, text in found.items()}
    pieces = []
    for part in (*division.first, *more):
        for path, text in files(saxon, part).items():
            place = _place(path, part)
            if place.startswith(PIECES):
                pieces.append(stage.write(place, _as_file(path, text).encode()))
            else:
                made[path] = _as_file(path, text)
    return made | {
        path: join(path, [(folder / piece.path).read_bytes() for piece in found]).decode()
        for path, found in pieces_of(pieces).items()
    }


def at_once(saxon: Saxon, records: Iterable[Record]) -> dict[str, str]:
    return {path: _as_file(path, text) for path, text in files(saxon, undivided([*records])).items()}


@pytest.mark.parametrize("small", [0, 1_000_000])
def test_the_parts_are_the_whole(tmp_path: Path, small: int) -> None:
    division = divide(RECORDS, small=small)
    assert {name for part in division.first for name in part.names} == {*NAMES}
    assert (len(division.first), division.long) == (len(KINDS) + (5 if small == 0 else 1), ())
    with Saxon() as saxon:
        whole, made = at_once(saxon, RECORDS), made_whole(saxon, tmp_path, division)
    assert sorted(made) == sorted(whole)
    assert [path for path in whole if made[path] != whole[path]] == []


def test_long_indexes_are_made_in_parts_and_are_the_same(tmp_path: Path) -> None:
    offices = [mention("organization", f"o{n}", f"Office {n}", n) for n in range(2100)]
    boards = [registered(mention("organization", "board", "Board", 3000 + n)) for n in range(2500)]
    people = [mention("person", f"p{n}", f"Person {n}", n) for n in range(4500)]
    texts = [*many(40), record("y", "Y", "".join(people)), record("z", "Z", "".join((*offices, *boards)) + date(3))]
    records = [*map(cut, texts)]
    division = divide(records, 100_000)
    assert {index.kind for index in division.long} >= {"person", "organization"}
    assert len(division.groups) > 1
    with Saxon() as saxon:
        whole, made = at_once(saxon, records), made_whole(saxon, tmp_path, division)
    assert {"indexes/persons-2.html", "indexes/organizations-2.html"} <= whole.keys()
    assert sorted(made) == sorted(whole)
    assert [path for path in whole if made[path] != whole[path]] == []


def test_what_an_abridged_record_tells_is_counted() -> None:
    spoken = mention("person", "eve", "Eve", 9).replace(" reference", ' speeches="7" reference')
    made = cut(record("z", "Z", mention("person", "ann", "Ann", 1) * 2 + spoken + date(1)))
    assert made.told["mentions"] == '<x:mentions kind="date" n="1"/><x:mentions kind="person" n="2"/>'
    front = next(part for part in divide([made], small=0).first if part.names == ("front",))
    assert b'<x:entries kind="person" n="2"/><x:entries kind="date" n="1"/>' in front.records.data
    assert "x:mentions" not in made.whole


def test_a_record_comes_out_of_the_cache_as_it_was() -> None:
    for one in RECORDS:
        assert Record.read(json.loads(json.dumps(one.data))) == one


def test_what_stands_in_another_entry_is_in_the_part_of_both() -> None:
    (index,) = divide(
        [cut(record("z", "Z", mention("person", "a", "A", 1) + mention("person", "b", "B", 2)))], 1, 0
    ).long
    hrefs = [mention.entry for one in index.records for mention in one.mentions]
    outline = (
        '<x:outline xmlns:x="https://teipress.org/ns/index" kind="person"><x:part range="A" count="1"/>'
        f'<x:part range="B" count="1"/><x:entry href="{hrefs[0]}" part="1"/>'
        f'<x:entry href="{hrefs[1]}" part="2" within="{hrefs[0]}"/></x:outline>'
    )
    first, second = index.parts(outline.encode())
    assert first.order < second.order
    assert [first.records.data.count(b"<x:mention "), second.records.data.count(b"<x:mention ")] == [2, 1]
    assert [part.outline.count(b"<x:entry ") for part in (first, second)] == [1, 1]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("<x:before>before </x:before><x:match>Rome", "<x:before>after </x:before><x:match>Rome", {"place"}),
        ('words="2000"', 'words="2001"', {"front", "statistics", "data"}),
        ('title="Y"', 'title="Z"', {*KINDS, *TEXTS}),
        ('sort="Zeh"', 'sort="Zeh, A."', {"front", "browse", "linked-texts"}),
        ("licence", "license", {"front"}),
    ],
)
def test_a_change_concerns_only_the_parts_that_show_it(old: str, new: str, changed: set[str]) -> None:
    before, after = (
        divide([cut(text.replace(old, new) if anew else text) for text in TEXTS_OF_RECORDS], small=0).first
        for anew in (False, True)
    )
    assert concerned(before, after) == changed


def test_a_change_around_a_word_leaves_the_outline() -> None:
    before, after = (
        divide([cut(text.replace("<x:before>before", f"<x:before>{word}")) for text in TEXTS_OF_RECORDS], 1, 0).long
        for word in ("before", "after")
    )
    assert [index.outline for index in before] == [index.outline for index in after]
    assert len(before) <= len(KINDS) < LONG


def concerned(before: Iterable[Part], after: Iterable[Part]) -> set[str]:
    records = [
        {name: part.records for part in parts for name in part.names if name not in LINKED.values()}
        for parts in (before, after)
    ]
    return {name for name in records[0] if records[0][name] != records[1][name]}


def test_a_million_is_written_in_full() -> None:
    assert _laid_out('{"a":3.0E6,"b":40.5,"c":1.5E-7}') == '{\n "a": 3000000,\n "b": 40.5,\n "c": 1.5e-07\n}\n'


@pytest.mark.parametrize(
    "text", ["[]", '[{"a":[]}]', '[{"a":"é\\n\\/","b":[1,2]},{"c":{"d":1.0E6}},3]', '{"a":[{"b":1}]}']
)
def test_a_list_is_laid_out_as_if_it_was_read_whole(text: str) -> None:
    read = json.loads(text.replace("1.0E6", "1000000"))
    assert _laid_out(text) == json.dumps(read, ensure_ascii=False, indent=1) + "\n"
