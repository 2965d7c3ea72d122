"""The whole in parts: each from what it needs of the records, and nothing else than all at once."""

from __future__ import annotations

import json

import pytest

from teipress.publish.parts import KINDS, LONG, NAMES, Part, divide, undivided
from teipress.publish.whole import _laid_out
from teipress.resources import xslt
from teipress.saxon import Saxon, Task, Value, Xml
from tests.xslt.test_site import date, many, mention, record

RECORDS = [
    *many(3),
    record("x", "A &lt;b&gt; &amp; &quot;c&quot;", mention("person", "ann", "Ann &gt; &lt;Bo&gt;", 1) + date(1)),
    record("y", "Y", mention("place", "rome", "Rome", 1) + mention("person", "ann", "Ann", 2) + date(2)),
]


def files(saxon: Saxon, part: Part) -> dict[str, str]:
    parameters: dict[str, Value] = {
        "records": (part.records,),
        "parts": part.names,
        "labels": (Xml(xslt("labels/en.xml").read_bytes(), "urn:labels"),),
        "edition-title": "Parts",
        "edition-language": "en",
    }
    outcome = saxon.run(Task(Xml(b"<front/>", "urn:front"), (xslt("site.xsl"),), parameters))
    assert outcome.failure is None, outcome.failure
    found: dict[str, str] = json.loads(outcome.outputs[0].text)
    return found


@pytest.mark.parametrize("long", [LONG, 1])
def test_the_parts_are_the_whole(long: int) -> None:
    with Saxon() as saxon:
        whole = files(saxon, undivided(RECORDS))
        parts = [files(saxon, part) for part in divide(RECORDS, long)]
    assert len(parts) == len(NAMES) + (len(KINDS) if long == 1 else 0)
    assert sum(map(len, parts)) == len(whole)
    assert {path: text for part in parts for path, text in part.items()} == whole


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("<x:before>before </x:before><x:match>Rome", "<x:before>after </x:before><x:match>Rome", {"place", "linked"}),
        ('words="2000"', 'words="2001"', {"texts"}),
        ('title="Y"', 'title="Z"', set(NAMES)),
        ('sort="Zeh"', 'sort="Zeh, A."', {"texts", "linked"}),
    ],
)
def test_a_change_concerns_only_the_parts_that_show_it(old: str, new: str, changed: set[str]) -> None:
    before = {part.names: part.records for part in divide(RECORDS)}
    after = {part.names: part.records for part in divide([text.replace(old, new) for text in RECORDS])}
    assert {name for names in before for name in names if before[names] != after[names]} == changed


def test_a_million_is_written_in_full() -> None:
    assert _laid_out('{"a":3.0E6,"b":40.5,"c":1.5E-7}') == '{\n "a": 3000000,\n "b": 40.5,\n "c": 1.5e-07\n}\n'


@pytest.mark.parametrize(
    "text", ["[]", '[{"a":[]}]', '[{"a":"é\\n\\/","b":[1,2]},{"c":{"d":1.0E6}},3,"x"]', '{"a":[{"b":1}]}']
)
def test_a_list_is_laid_out_as_if_it_was_read_whole(text: str) -> None:
    assert (
        _laid_out(text) == json.dumps(json.loads(text.replace("1.0E6", "1000000")), ensure_ascii=False, indent=1) + "\n"
    )
