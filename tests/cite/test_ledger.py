"""The ledger: what is written is read again, in order; what was changed by anybody is seen."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.cite.chain import extended
from teipress.cite.ledger import (
    JOIN,
    KEEP,
    RELEASE,
    RETIRE,
    DamagedLedger,
    Entry,
    Ledger,
    faults,
    parse_ledger,
    read_ledger,
    record,
    write_ledger,
)
from teipress.errors import OutputError

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def entry(id: str, before: str = "", *, document: str = "text", content: str = "x 1 =one") -> Entry:
    return Entry(document, id, "p", "", content, f".@{before}")


def released(ledger: Ledger, name: str, *entries: Entry) -> Ledger:
    return record(ledger, RELEASE, [replace(entry, release=name) for entry in entries], name=name, date="2026-05-01")


def written(ledger: Ledger, data: bytes = b"") -> bytes:
    return extended(data, ledger.added)


def small() -> bytes:
    """Write a ledger with two releases and a retirement between them."""
    first = written(released(Ledger(), "1.0.0", entry("p1"), entry("p2", "p1"), entry("p3", "p2")))
    ledger = parse_ledger(first, "ids.lock")
    gone = replace(ledger.current["text", "p2"], state="merged", successors=("text#p1",), reason="joined", release="")
    second = written(record(ledger, RETIRE, [gone]), first)
    return written(released(parse_ledger(second, "ids.lock"), "1.1.0", entry("p4", "p1")), second)


def test_what_was_recorded_is_read_again() -> None:
    ledger = parse_ledger(small(), "ids.lock")
    assert ledger.releases == ("1.0.0", "1.1.0")
    assert ledger.dates == {"1.0.0": "2026-05-01", "1.1.0": "2026-05-01"}
    assert [(e.state, e.release) for e in ledger.history("text", "p2")] == [("active", "1.0.0"), ("merged", "1.1.0")]
    assert ledger.current["text", "p2"].reason == "joined"
    assert ledger.history("text", "p9") == ()


def test_ids_stand_in_the_order_of_the_document() -> None:
    ledger = parse_ledger(small(), "ids.lock")
    assert [e.id for e in ledger.documents["text"]] == ["p1", "p4", "p2", "p3"]
    moved = released(ledger, "1.2.0", entry("p1", "p3"))
    assert [e.id for e in moved.documents["text"]] == ["p4", "p2", "p3", "p1"]


def test_a_retirement_belongs_to_the_release_that_follows() -> None:
    ledger = released(Ledger(), "1.0.0", entry("p1"))
    retired = record(ledger, RETIRE, [replace(entry("p1"), state="retired", reason="gone")])
    assert retired.current["text", "p1"].release == ""
    assert released(retired, "1.1.0").current["text", "p1"].release == "1.1.0"


def test_an_id_leads_to_what_is_there() -> None:
    ledger = parse_ledger(small(), "ids.lock")
    assert ledger.resolve("text", "p1") == (("text", "p1"),)
    assert ledger.resolve("text", "p2") == (("text", "p1"),)
    assert ledger.resolve("text", "p2", live=frozenset()) == ()


def test_a_circle_of_successors_ends() -> None:
    ledger = released(Ledger(), "1.0.0", entry("a"), entry("b"))
    there = replace(entry("a"), state="moved", successors=("text#b",))
    back = replace(entry("b"), state="moved", successors=("text#a",))
    assert record(ledger, RETIRE, [there, back]).resolve("text", "a") == ()


def test_the_head_of_an_older_ledger_is_held_by_a_newer_one() -> None:
    first = released(Ledger(), "1.0.0", entry("p1"))
    second = released(first, "1.1.0", entry("p2"))
    assert second.holds(first.head)
    assert second.head != first.head
    assert not first.holds(second.head)


@given(st.lists(st.tuples(WORDS.filter(lambda w: "#" not in w), WORDS, WORDS), max_size=5))
def test_any_words_are_read_as_they_were_written(rows: list[tuple[str, str, str]]) -> None:
    entries = [
        Entry(document, f"p{number}", "p", "1.0.0", f"x 1 !{content}", ".@", "active", (f"{document}#q",), reason)
        for number, (document, content, reason) in enumerate(rows)
    ]
    ledger = parse_ledger(written(record(Ledger(), RELEASE, entries, name="1.0.0")), "ids.lock")
    assert list(ledger.entries) == entries


def harmed(data: bytes, chance: random.Random) -> bytes:
    """Change one bit-pattern of one byte, or cut the end off."""
    if chance.random() < 0.5:
        return data[: chance.randrange(len(data))]
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ chance.randrange(1, 256)]) + data[at + 1 :]


def count_unseen(number: int, data: bytes) -> int:
    chance = random.Random(number)
    unseen = 0
    for _ in range(number):
        found = faults(harmed(data, chance), "ids.lock")
        unseen += not found or any(fault.unjoined for fault in found)
        assert all(1 <= fault.line <= data.count(b"\n") + 2 and fault.help for fault in found)
    return unseen


def test_a_thousand_changed_bytes_and_truncations_are_seen() -> None:
    assert count_unseen(1_000, small()) == 0


def test_every_truncation_and_every_changed_bit_is_seen() -> None:
    data = small()
    assert all(faults(data[:end], "ids.lock") for end in range(len(data)))
    for at in range(len(data)):
        for bit in range(8):
            changed = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            assert faults(changed, "ids.lock"), (at, bit)


def test_a_line_taken_out_or_moved_is_seen_with_its_number() -> None:
    lines = small().split(b"\n")
    for number in range(len(lines) - 1):
        assert faults(b"\n".join(lines[:number] + lines[number + 1 :]), "ids.lock")
    exchanged = [*lines[:2], lines[3], lines[2], *lines[4:]]
    assert min(fault.line for fault in faults(b"\n".join(exchanged), "ids.lock")) in {2, 3}


def test_a_changed_byte_is_told_with_its_line() -> None:
    found = faults(small().replace(b"text#p2\tp\tactive", b"text#p2\tl\tactive"), "ids.lock")
    assert 4 in {fault.line for fault in found}
    assert all("git checkout HEAD -- ids.lock" in fault.help for fault in found)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(entry("p1"), state="lost"),
        *(entry("p1", content=content) for content in ("x", "x y =one", "x 1 ~ab one", "x 1 =", "")),
    ],
)
def test_what_no_ledger_says_is_told_even_if_the_chain_is_right(wrong: Entry) -> None:
    data = written(released(Ledger(), "1.0.0", wrong))
    assert [(fault.line, "what no ledger says" in fault.message) for fault in faults(data, "ids.lock")] == [(3, True)]
    with pytest.raises(DamagedLedger):
        parse_ledger(data, "ids.lock")


def test_many_small_batches_are_read_in_time() -> None:
    ledger = released(Ledger(), "1.0.0", entry("p0"))
    data = written(ledger)
    for turn in range(3):
        ledger = parse_ledger(data, "ids.lock")
        for number in range(300):
            ledger = record(ledger, KEEP, [entry(f"p{turn}.{number}")])
        data = written(ledger, data)
    assert len(parse_ledger(data, "ids.lock").batches) == 901


def test_marks_of_a_merge_are_told() -> None:
    found = faults(small().replace(b"\nseal", b"\n<<<<<<< HEAD\nseal"), "ids.lock")
    assert [fault.message for fault in found] == ["a merge has left its marks here"]


def merged(one: bytes, other: bytes, base: bytes) -> bytes:
    """Put two continuations of a ledger one after the other, as git does line by line."""
    kept = base.split(b"\n")[:-2]
    return b"\n".join([*one.split(b"\n")[:-1], *other.split(b"\n")[len(kept) :]])


def branches() -> tuple[bytes, bytes, bytes]:
    base = small()
    ledger = parse_ledger(base, "ids.lock")
    one = written(released(ledger, "1.2.0", entry("p5", "p4")), base)
    gone = replace(ledger.current["text", "p3"], state="retired", reason="gone", release="")
    return base, one, written(record(ledger, RETIRE, [gone]), base)


@pytest.mark.parametrize("swapped", [False, True])
def test_two_branches_are_joined(swapped: bool) -> None:
    base, one, other = branches()
    both = merged(other, one, base) if swapped else merged(one, other, base)
    assert [fault.unjoined for fault in faults(both, "ids.lock")] == [True]
    ledger = parse_ledger(both, "ids.lock")
    assert ledger.current["text", "p3"].release == ""  # 1.2.0 does not go on from it
    joined = written(record(ledger, JOIN), both)
    assert faults(joined, "ids.lock") == ()
    again = parse_ledger(joined, "ids.lock")
    assert (len(again.heads), again.contested, again.unjoined) == (1, (), None)
    assert {*again.current} == {("text", f"p{number}") for number in range(1, 6)}
    assert all(again.holds(parse_ledger(branch, "ids.lock").head) for branch in (base, one, other))


def test_harm_to_a_merged_ledger_is_seen() -> None:
    base, one, other = branches()
    both = merged(one, other, base)
    joined = written(record(parse_ledger(both, "ids.lock"), JOIN), both)
    assert count_unseen(500, joined) == 0


def test_what_two_branches_say_differently_is_contested_until_it_is_settled() -> None:
    base = small()
    ledger = parse_ledger(base, "ids.lock")
    one, other = (
        written(released(ledger, name, entry("p5", "p4", content=f"{name[2]} 1 =one")), base)
        for name in ("1.2.0", "1.3.0")
    )
    both = merged(one, other, base)
    joined = written(record(parse_ledger(both, "ids.lock"), JOIN), both)
    ledger = parse_ledger(joined, "ids.lock")
    assert ledger.contested == (("text", "p5"),)
    settled = written(record(ledger, KEEP, [entry("p5", "p4")]), joined)
    assert parse_ledger(settled, "ids.lock").contested == ()


def joined_after(one: Ledger, other: Ledger, base: bytes) -> Ledger:
    both = merged(written(one, base), written(other, base), base)
    return parse_ledger(written(record(parse_ledger(both, "ids.lock"), JOIN), both), "ids.lock")


def test_what_was_there_and_was_edited_on_both_branches_is_not_contested() -> None:
    """So it is with a whole text, or a division, that has an id: whatever is added to it on two branches edits it."""
    base = small()
    ledger = parse_ledger(base, "ids.lock")
    one, other = (released(ledger, name, entry("p1", content=f"{name[2]} 1 =one")) for name in ("1.2.0", "1.3.0"))
    assert joined_after(one, other, base).contested == ()
    retagged = released(ledger, "1.3.0", replace(entry("p1"), element="ab"))
    gone = record(ledger, RETIRE, [replace(ledger.current["text", "p1"], state="retired", reason="gone", release="")])
    for third in (retagged, gone):
        assert joined_after(one, third, base).contested == (("text", "p1"),)


def test_an_id_that_both_branches_brought_back_is_contested() -> None:
    base = small()
    ledger = parse_ledger(base, "ids.lock")
    one, other = (released(ledger, name, entry("p2", content=f"{name[2]} 1 =one")) for name in ("1.2.0", "1.3.0"))
    assert joined_after(one, other, base).contested == (("text", "p2"),)


def test_a_ledger_that_is_not_there_is_empty(tmp_path: Path) -> None:
    ledger = read_ledger(tmp_path / "ids.lock")
    assert (ledger.releases, ledger.head, dict(ledger.current)) == ((), "", {})


def test_a_damaged_ledger_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "ids.lock"
    path.write_bytes(small()[:-30])
    with pytest.raises(DamagedLedger, match="cut off"):
        read_ledger(path)


def test_a_ledger_is_written_whole_and_only_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "ids.lock"
    write_ledger(path, released(read_ledger(path), "1.0.0", entry("p1")))
    before = path.read_bytes()
    ledger = read_ledger(path)
    write_ledger(path, released(ledger, "1.1.0", entry("p2", "p1")))
    assert path.read_bytes().startswith(before.rpartition(b"seal")[0])
    with pytest.raises(OutputError, match="changed meanwhile"):
        write_ledger(path, released(ledger, "1.2.0", entry("p3")))
    assert {name.name for name in tmp_path.iterdir()} == {"ids.lock", ".gitattributes"}


def test_line_ends_that_git_has_changed_are_told() -> None:
    assert faults(small().replace(b"\n", b"\r\n"), "ids.lock")
