"""What the pages about an edition's past are made of, and the long ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import html5lib
import pytest
from lxml import html

from teipress.cite.ledger import KEEP, RETIRE, Entry, Ledger, record
from teipress.cite.past import NAMESPACE, Heir, Past, Run, Story, changes_of, write_story
from teipress.cite.releases import Release
from teipress.cite.stories import tell
from teipress.publish.past import gone_entries, parameters_of, parts_of
from teipress.publish.records import cut
from teipress.resources import xslt
from teipress.saxon import Saxon, Task, Xml
from tests.edition.pages import Page, folded
from tests.xpath import elements, string, strings

ONE, TWO, THREE = (Release(name, f"2026-11-2{day}") for day, name in enumerate(("1.0.0", "1.1.0", "1.2.0"), 4))


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def entry(name: str, content: str = "w", element: str = "p", **more: object) -> Entry:
    document, _, id = name.partition("#")
    return replace(Entry(document, id, element, "", f"{content} 1 =x", "c@"), **more)  # type: ignore[arg-type]


def released(ledger: Ledger, name: str, *entries: Entry) -> Ledger:
    return record(ledger, "release", [replace(one, release=name) for one in entries], name=name)


def three() -> Ledger:
    """Record three releases: a passage is edited and then moved, another one stays, and one comes late."""
    ledger = released(Ledger(), "1.0.0", entry("a#p1"), entry("a#p2", "stays"))
    ledger = released(ledger, "1.1.0", entry("a#p1", "edited"), entry("a#p3"))
    ledger = record(ledger, RETIRE, [entry("a#p1", "edited", state="moved", successors=("b#p1",), reason="Better")])
    return released(ledger, "1.2.0", entry("b#p1", "edited"))


def runs(story: Story) -> dict[str, tuple[Run, ...]]:
    return {passage.id: passage.runs for passage in story.passages}


def test_a_story_tells_where_each_passage_stood_and_was_the_same() -> None:
    stories = tell(three(), (ONE, TWO, THREE), {"a": "Alpha"})
    assert runs(stories["a"]) == {
        "p1": (Run("1.0.0", "1.0.0"), Run("1.1.0", "1.1.0", edited=True)),
        "p2": (Run("1.0.0", "1.2.0"),),
        "p3": (Run("1.1.0", "1.2.0"),),
    }
    assert runs(stories["b"]) == {"p1": (Run("1.2.0", "1.2.0"),)}
    (moved,) = [passage for passage in stories["a"].passages if passage.is_gone]
    assert (moved.state, moved.heirs, moved.reason) == ("moved", (Heir("b", "p1", "p"),), "Better")
    assert (stories["a"].title, stories["b"].title) == ("Alpha", "b")
    assert stories["b"].releases == (THREE,)


def test_only_releases_with_a_frozen_copy_are_told() -> None:
    stories = tell(three(), (ONE, THREE), {})
    assert runs(stories["a"])["p1"] == (Run("1.0.0", "1.0.0"),)
    assert runs(stories["a"])["p3"] == (Run("1.2.0", "1.2.0"),)


def test_what_was_never_frozen_has_no_address_but_its_end_is_told(saxon: Saxon) -> None:
    past = Past((), tell(three(), (), {}))
    assert runs(past.stories["a"]) == {"p1": (), "p2": (), "p3": ()}
    (part,) = [part for part in parts_of(past, [], ()) if b'document="a"' in part.records.data]
    files = make(saxon, past, part.records.data, *part.names)
    assert set(files) == {"a.html"}
    (item,) = elements(page(files, "a.html").tree, "//section[@class = 'gone']//li[@id = 'p1']/p")
    assert folded(string(item, ".")) == "Zuletzt in Fassung 1.1.0; dann verschoben nach b: p1. Better."


def test_what_is_recorded_between_releases_ends_a_passage_after_the_last_one() -> None:
    ledger = record(three(), RETIRE, [entry("a#p2", "stays", state="retired")])
    assert runs(tell(ledger, (ONE, TWO, THREE), {})["a"])["p2"] == (Run("1.0.0", "1.2.0"),)


def test_another_place_is_no_edit_and_what_is_kept_is_one_when_it_is_released() -> None:
    ledger = released(Ledger(), "1.0.0", entry("a#p1"))
    ledger = released(ledger, "1.1.0", entry("a#p1", context="other@"))
    assert runs(tell(ledger, (ONE, TWO), {})["a"])["p1"] == (Run("1.0.0", "1.1.0"),)
    ledger = record(ledger, KEEP, [entry("a#p1", "all else")])
    assert runs(tell(ledger, (ONE, TWO), {})["a"])["p1"] == (Run("1.0.0", "1.1.0"),)
    ledger = released(ledger, "1.2.0")
    assert runs(tell(ledger, (ONE, TWO, THREE), {})["a"])["p1"][1:] == (Run("1.2.0", "1.2.0", edited=True),)


def test_changes_are_counted_by_kind_and_document() -> None:
    past = Past((ONE, TWO, THREE), tell(three(), (ONE, TWO, THREE), {}))
    first, second, third = (changes_of(past, name) for name in ("1.0.0", "1.1.0", "1.2.0"))
    assert (first.texts, first.passages, third.texts, third.passages) == (1, 2, 2, 3)
    assert (dict(second.numbers), dict(second.documents)) == ({"edited": 1, "new": 1}, {"a": 2})
    assert (dict(third.numbers), dict(third.documents)) == ({"moved": 1, "new": 1}, {"a": 1, "b": 1})


def make(saxon: Saxon, past: Past, records: bytes, *parts: str) -> dict[str, str]:
    outcome = saxon.run(
        Task(
            Xml(b"<front/>", "urn:front"),
            (xslt("site.xsl"),),
            {
                "records": (Xml(records, "urn:records"),),
                "parts": parts,
                "labels": (Xml(xslt("labels/de.xml").read_bytes(), "urn:labels"),),
                "edition-title": "E",
                "edition-language": "de",
                "past": gone_entries(past),
                **parameters_of(past),
            },
        )
    )
    assert outcome.failure is None, outcome.failure
    files: dict[str, str] = json.loads(outcome.outputs[0].text)
    return files


def page(files: dict[str, str], path: str) -> Page:
    html5lib.HTMLParser(strict=True).parse(files[path])
    return Page(path, html.document_fromstring(files[path]))


def test_a_long_history_is_divided_and_keeps_its_addresses(saxon: Saxon) -> None:
    ledger = released(Ledger(), "1.0.0", *(entry(f"a b#p{number}", f"w{number}") for number in range(2500)))
    ledger = record(ledger, RETIRE, [entry("a b#p2400", "w2400", state="retired", reason="Warum?")])
    past = Past((ONE,), tell(ledger, (ONE,), {}))
    files = make(
        saxon, past, write_story(past.stories["a b"], past.stories["a b"].passages, title="A", live="yes"), "past"
    )
    assert set(files) == {f"history/a b{part}" for part in (".html", "-1.html", "-2.html", ".json")}
    whole = page(files, "history/a b.html")
    assert len(strings(whole.tree, "//li/@id")) == 2500
    for link in strings(whole.tree, "//ul[@class = 'addresses']/li/a/@href"):
        path, fragment = whole.resolved(link)
        assert f'id="{fragment}"' in files[path]
    gone = page(files, "history/a b-1.html").tree
    assert strings(gone, "//tbody/tr[1]/@id") == ["p2400"]
    assert folded(string(gone, "//tbody/tr[1]/td[2]")) == "1.0.0dann zurückgezogen. Warum?"


RECORDS = b'<x:texts xmlns:x="https://teipress.org/ns/index"/>'


def test_an_entry_that_became_one_of_another_kind_is_found_from_its_old_index(saxon: Saxon) -> None:
    ledger = released(
        Ledger(), "1.0.0", entry("registers/r#x", element="person"), entry("registers/r#y", element="org")
    )
    ledger = released(ledger, "1.1.0", entry("registers/r#x", element="org"))
    past = Past((ONE, TWO), tell(ledger, (ONE, TWO), {}))
    files = make(saxon, past, RECORDS, "person", "organization")
    (item,) = elements(page(files, "indexes/persons.html").tree, "//section[@class = 'gone']//li")
    assert item.get("id") == "x"
    assert strings(item, ".//a/@href") == ["../v/1.0.0/indexes/persons.html#x", "../indexes/organizations.html#x"]
    assert elements(page(files, "indexes/organizations.html").tree, "//section[@class = 'gone']") == []


def test_names_that_no_text_can_have_are_left_out() -> None:
    names = ("../evil", "a/b", "registers/../evil", "registers/a/b", "..", "", "a\\b", "good", "registers/good")
    ledger = released(Ledger(), "1.0.0", *(entry(f"{name}#p1") for name in names))
    assert set(tell(ledger, (ONE,), {})) == {"good", "registers/good"}


def test_no_page_of_the_edition_is_lost_to_a_text_that_is_gone(saxon: Saxon) -> None:
    ledger = released(Ledger(), "1.0.0", entry("index#p1"), entry("Here#p1"), entry("gone#p1"))
    past = Past((ONE,), tell(ledger, (ONE,), {}))
    record = cut(f'<x:text xmlns:x="{NAMESPACE}" name="here" lang="en" title="Here"/>')
    _, *parts = parts_of(past, [record], ())
    files = [path for part in parts for path in make(saxon, past, part.records.data, *part.names)]
    assert sorted(path for path in files if "/" not in path) == ["gone.html"]
