"""``teipress anchors check``, on a small edition that was built, changed and built again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from teipress.cite.anchored import Anchor
from teipress.cite.annotations import write_anchors
from teipress.cite.offsets import Span
from teipress.cite.selectors import Quote, fragment_selector, position_selector, quote_of, quote_selector
from teipress.cite.targets import Unusable, read_notes
from teipress.corpus import TEI
from teipress.publish.plain import Reading
from tests.command import Run, teipress

OLD = (
    "Call me Ishmael, said the sailor to the clerk.",
    "Some years ago, never mind how long precisely, I went to sea.",
)
NEW = (OLD[0], "It was a damp day.", OLD[1].replace("precisely", "exactly"))
IDS = {OLD[0]: "p1", OLD[1]: "p2", NEW[1]: "p1a", NEW[2]: "p2"}
SETTINGS = """[edition]
title = "Small"
base-url = "https://example.org/small"
[sources]
texts = ["*.xml"]
"""


class Edition:
    """An edition, written as a build writes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "teipress.toml").write_text(SETTINGS)

    def build(self, blocks: tuple[str, ...], place: str = "output") -> None:
        output = self.folder / place
        (output / "anchors").mkdir(parents=True, exist_ok=True)
        plain, places, start = "\n\n".join(blocks) + "\n", {}, 0
        for block in blocks:
            places[IDS[block]] = Span(start, start + len(block))
            start += len(block) + 2
        paragraphs = "".join(f'<p xml:id="{IDS[block]}">{block}</p>' for block in blocks)
        source = f'<TEI xmlns="{TEI}"><teiHeader xml:id="h"/><text><body>{paragraphs}</body></text></TEI>'
        (self.folder / "moby.xml").write_text(source)
        (output / "moby.xml").write_text(source)
        (output / "moby.txt").write_text(plain)
        (output / "anchors/moby.json").write_bytes(write_anchors("moby", Reading(plain, plain.encode(), 0, 0), places))
        ids = {identifier: f"moby.html#{identifier}" for identifier in ("h", *places)}
        (output / "ids.json").write_text(json.dumps({"moby": ids}))

    def release(self, name: str, blocks: tuple[str, ...]) -> None:
        self.build(blocks, f"output/v/{name}")
        row = f'[[release]]\nname = "{name}"\ndate = 2026-11-25\nmanifest = "{"0" * 64}"\nledger = ""\n'
        (self.folder / "releases.toml").write_text(row)

    def check(self, value: object, *options: str) -> Run:
        (self.folder / "notes.json").write_text(
            value if isinstance(value, str) else json.dumps(value), encoding="utf-8"
        )
        return teipress("anchors", "check", "notes.json", *options)

    def told(self, value: object) -> list[tuple[str, Any]]:
        rows = json.loads(self.check(value, "--format", "json").out)
        return [(row["status"], row.get("now", {}).get("start")) for row in rows]


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.chdir(tmp_path)
    made = Edition(tmp_path)
    made.release("1.0.0", OLD)
    made.build(NEW)
    return made


PLAIN, TODAY = ("\n\n".join(blocks) + "\n" for blocks in (OLD, NEW))
WENT, SEA, P2 = TODAY.index("I went"), TODAY.index("sea"), TODAY.index("Some years")
PAGE = "https://example.org/small/v/1.0.0/moby.html"
CHARACTERS = {"type": "FragmentSelector", "value": f"char={PLAIN.index('I went')},{PLAIN.index(' to sea')}"}


def span(words: str) -> Span:
    start = PLAIN.index(words)
    return Span(start, start + len(words))


def annotation(words: str, source: str = PAGE, **more: Any) -> dict[str, Any]:
    target = {"source": source, "selector": quote_selector(quote_of(PLAIN, span(words))), **more}
    return {"id": f"urn:note:{words.split()[0]}", "type": "Annotation", "body": "urn:b", "target": target}


def hypothesis(words: str, source: str = PAGE) -> dict[str, Any]:
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[2]", "startOffset": 3, "endContainer": "/p[2]", "endOffset": 9},
        {"type": "TextPositionSelector", "start": 4321, "end": 4321 + len(words)},
        quote_selector(quote_of(PLAIN, span(words))),
    ]
    return {"id": "x1", "uri": source, "text": "A note", "target": [{"source": source, "selector": selectors}]}


def test_each_anchor_is_told_of(edition: Edition) -> None:
    run = edition.check(
        [
            annotation("Ishmael"),
            annotation("I went to sea"),
            annotation("never mind how long precisely"),
            annotation("me"),
        ]
    )
    assert run.code == 0
    assert run.out == (
        "exact     urn:note:Ishmael: “Ishmael”\n"
        "moved     urn:note:I: “I went to sea”\n"
        "          moby#p2 95–108 → moby#p2 113–126\n"
        "edited    urn:note:never: “never mind how long precisely”\n"
        "          moby#p2 64–93 → moby#p2 84–111\n"
        "          “precisely” → “exactly”\n"
        "exact     urn:note:me: “me”\n"
        "notes.json: 4 anchors: 2 exact, 1 moved, 1 edited\n"
    )


def test_an_orphan_fails_and_tells_where_its_words_could_be(edition: Edition) -> None:
    run = edition.check(annotation("Ishmael", selector=quote_selector(Quote("e"))), "--quiet")
    assert run.code == 1
    assert run.out.startswith("orphaned  urn:note:Ishmael: “e”\n")
    assert run.out.count("perhaps moby#p") == 10
    assert run.out.endswith("notes.json: 1 anchor: 1 orphaned\n")


def test_other_words_where_the_words_stood_are_told(edition: Edition) -> None:
    run = edition.check(annotation("precisely"))
    assert run.code == 1
    assert run.out.splitlines()[2] == "          perhaps moby#p2 104–111: “exactly”"


def test_what_is_about_another_site_is_left_aside(edition: Edition) -> None:
    run = edition.check([annotation("Ishmael", "https://elsewhere.org/moby.html"), annotation("me")])
    assert (run.code, run.out.splitlines()[-1]) == (0, "notes.json: 2 anchors: 1 exact, 1 elsewhere")


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"type": "AnnotationPage", "items": [one]},
        lambda one: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}},
        lambda one: {"@context": "x", "@graph": [one]},
        lambda one: {"total": 1, "rows": [one]},
        lambda one: json.dumps(one) + "\n" + json.dumps(annotation("me")) + "\n",
    ],
)
def test_a_file_may_hold_annotations_in_many_ways(edition: Edition, wrapped: Callable[[Any], Any]) -> None:
    assert edition.told(wrapped(annotation("I went to sea")))[0] == ("moved", WENT)


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (f"{PAGE}#p2", ("edited", P2)),
        ("https://example.org/small/moby.html#p2", ("exact", P2)),
        ("https://example.org/small/moby.html#h", ("exact", None)),
        ("https://example.org/small/moby.html", ("exact", None)),
        ("https://example.org/small/moby.html#gone", ("orphaned", None)),
        (f"{PAGE}#p2:~:text=precisely%2C-,I%20went,-to%20sea", ("moved", WENT)),
        ({"source": PAGE, "selector": fragment_selector("p2", Quote("sea", " to ", "."))}, ("moved", SEA)),
        ({"source": {"id": PAGE}, "selector": fragment_selector("p1")}, ("exact", 0)),
        ({"source": "v/1.0.0/moby.txt", "selector": position_selector(span("I went"))}, ("moved", WENT)),
        ({"source": "moby.txt", "selector": position_selector(span("I went"))}, ("orphaned", None)),
        ({"source": "a/v/1.0.0/moby.txt", "selector": CHARACTERS}, ("moved", WENT)),
        ({"source": PAGE, "selector": {"type": "SvgSelector", "value": "<svg/>"}}, ("exact", None)),
    ],
)  # fmt: skip
def test_a_target_may_be_told_in_many_ways(edition: Edition, target: object, told: tuple[str, Any]) -> None:
    assert edition.told({"id": "urn:note", "target": target}) == [told]


def test_a_page_and_its_plain_text_are_one_target(edition: Edition) -> None:
    words = span("I went to sea")
    plain = [position_selector(words), quote_selector(Quote("I went to sea"))]
    targets = [
        {"source": PAGE, "selector": fragment_selector("p2")},
        {"source": PAGE.replace("html", "txt"), "selector": plain},
    ]
    assert edition.told({"target": targets}) == [("moved", WENT)]


def test_two_targets_on_pages_are_two(edition: Edition) -> None:
    assert edition.told({"target": [f"{PAGE}#p1", f"{PAGE}#p2"]}) == [("exact", 0), ("edited", P2)]


def test_hypothesis_is_understood(edition: Edition) -> None:
    assert edition.told({"rows": [hypothesis("I went to sea")]}) == [("moved", WENT)]


def test_an_update_leads_to_where_the_words_are_now(edition: Edition) -> None:
    words = span("I went to sea")
    note = annotation("I went to sea", selector=[position_selector(words), quote_selector(quote_of(PLAIN, words))])
    note["target"]["source"] = PAGE.replace("html", "txt")
    whole = {"id": "urn:whole", "target": f"{PAGE}#p2"}
    part = {"id": "urn:part", "target": {"id": f"{PAGE}#p2:~:text=x", "source": PAGE,
            "selector": fragment_selector("p2", Quote("sea", " to ", "."))}}  # fmt: skip
    assert edition.check([note, whole, part, hypothesis("I went to sea")], "--update", "new.json").code == 0
    new = json.loads((edition.folder / "new.json").read_text(encoding="utf-8"))
    assert new[0]["target"] == {
        "source": "https://example.org/small/moby.txt",
        "selector": [
            {"type": "TextPositionSelector", "start": WENT, "end": WENT + 13},
            {
                "type": "TextQuoteSelector",
                "exact": "I went to sea",
                "prefix": "never mind how long exactly, ",
                "suffix": ".",
            },
        ],
    }
    assert new[1]["target"] == "https://example.org/small/moby.html#p2"
    assert new[2]["target"]["id"] == "https://example.org/small/moby.html#p2:~:text=went%20to-,sea,-."
    assert new[2]["target"]["selector"]["refinedBy"]["exact"] == "sea"
    assert [one["type"] for one in new[3]["target"][0]["selector"]] == ["TextQuoteSelector"]
    again = teipress("anchors", "check", "new.json", "--format", "json")
    assert {row["status"] for row in json.loads(again.out)} == {"exact"}


def test_an_orphan_is_left_as_it_is(edition: Edition) -> None:
    note = annotation("Ishmael", selector=quote_selector(Quote("nowhere")))
    assert edition.check([note], "--update", "new.json").code == 1
    assert json.loads((edition.folder / "new.json").read_text()) == [note]


def test_several_files_are_updated_into_a_folder(edition: Edition) -> None:
    for name in ("a.json", "b.json"):
        (edition.folder / name).write_text(json.dumps(annotation("me")))
    assert teipress("anchors", "check", "a.json", "b.json", "--update", "new").code == 0
    assert sorted(path.name for path in (edition.folder / "new").iterdir()) == ["a.json", "b.json"]


BAD_FILES = [
    (b"{", "it is not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
    (b"[]", "there is no annotation in it: nothing in it has a “target”"),
    (b'"words"', "there is no annotation in it: nothing in it has a “target”"),
    (b"\xff\xfe{}", "it is not UTF-8"),
    (b"[" * 100_000, "it is nested too deeply"),
    (b'{"target": 5}', "the target of annotation 1 is neither an address nor an object"),
]


@pytest.mark.parametrize(("data", "why"), BAD_FILES)
def test_a_file_that_holds_no_annotations_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(Unusable) as refused:
        read_notes(data, "file:///notes.json", lambda _: True)
    assert str(refused.value) == why


@pytest.mark.parametrize(
    "target",
    [
        {"source": 5}, {"source": {"id": []}}, {"selector": 7}, {"source": "http://[bad/moby.html"}, None,
        {"source": "moby.html", "selector": [None, {"type": "TextPositionSelector", "start": "1"}, {"refinedBy": {}}]},
        {"source": "moby.html", "selector": {"type": "TextQuoteSelector", "exact": "  ", "prefix": 3}},
        {"source": "moby.html", "selector": {"type": "FragmentSelector", "value": "char=9,2"}},
    ],
)  # fmt: skip
def test_nonsense_tells_nothing(target: object) -> None:
    notes = json.dumps({"target": [target if target is not None else {}]}).encode()
    anchor = read_notes(notes, "file:///notes.json", lambda _: True).targets[0].anchor
    assert anchor in {Anchor("annotation 1", ""), Anchor("annotation 1", "moby")}


def test_an_edition_that_is_not_built_is_refused(edition: Edition) -> None:
    (edition.folder / "moby.xml").write_text(f'<TEI xmlns="{TEI}"/>')
    run = edition.check(annotation("me"))
    assert (run.code, run.err) == (
        2,
        "teipress: moby.xml is not what the edition was built from: run teipress build first\n",
    )


def test_a_plain_text_that_was_changed_is_refused(edition: Edition) -> None:
    (edition.folder / "output/moby.txt").write_text("Other words\n")
    run = edition.check(annotation("me", "moby.html"))
    assert run.code == 2
    assert "output/moby.txt: it is not the text that its anchors were made for" in run.err


def test_a_file_that_is_not_there_is_refused(edition: Edition) -> None:
    run = teipress("anchors", "check", "none.json")
    assert (run.code, run.err) == (2, "teipress: none.json: this file cannot be read: no such file or directory\n")
