"""``teipress ids status | release | retire | keep | fsck``, as an editor runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cite.editions import Edition
from tests.cite.test_released import P
from tests.command import teipress


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.chdir(tmp_path)
    return Edition(tmp_path)


@pytest.fixture
def released(edition: Edition) -> Edition:
    assert teipress("ids", "release", "1.0.0").code == 0
    return edition


def test_before_the_first_release(edition: Edition) -> None:
    assert teipress("ids", "status").out == "Nothing was released yet; 6 ids would be.\n"
    assert teipress("ids", "fsck").out == "Nothing was released yet: there is no ids.lock.\n"
    assert "nothing was released yet" in teipress("ids", "retire", "p1", "--reason", "x").err


def test_a_release_records_and_says_what_to_commit(edition: Edition) -> None:
    done = teipress("ids", "release", "1.0.0")
    assert done.out == "6 ids recorded as new or edited in 1.0.0. Commit ids.lock and .gitattributes.\n"
    assert teipress("ids", "fsck").out == "ids.lock is whole.\n"
    assert (edition.folder / ".gitattributes").read_text() == "ids.lock merge=union text eol=lf\n"


def test_attributes_that_are_there_are_kept(edition: Edition) -> None:
    edition.write(".gitattributes", "*.xml text")
    teipress("ids", "release", "1.0.0")
    teipress("ids", "release", "1.1.0")
    assert (edition.folder / ".gitattributes").read_text() == "*.xml text\nids.lock merge=union text eol=lf\n"


def test_the_same_edition_gives_the_same_ledger(released: Edition) -> None:
    first = released.ledger.read_bytes()
    released.ledger.unlink()
    teipress("ids", "release", "1.0.0")
    assert released.ledger.read_bytes() == first


def test_a_later_release_records_what_is_new_or_edited(released: Edition) -> None:
    released.replace(("repaired", "mended"), (P[6], P[6] + '<p xml:id="p7">One more.</p>'))
    told = teipress("ids", "status").out
    assert told.splitlines() == [
        "Since release 1.0.0: 5 as they were.",
        "1 new: text#p7",
        "1 edited: text#p2",
        "Nothing is lost.",
    ]
    assert teipress("ids", "release", "1.1.0").out.startswith("2 ids recorded")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("first", "is no version"),
        ("1.0", "is no version"),
        ("../1.0.0", "is no version"),
        ("1.0.0", "was made already"),
        ("0.9.0", "would come before release 1.0.0"),
    ],
)
def test_a_name_that_cannot_be_is_refused(name: str, why: str, released: Edition) -> None:
    before = released.ledger.read_bytes()
    done = teipress("ids", "release", name)
    assert (done.code, why in done.err) == (2, True)
    assert released.ledger.read_bytes() == before


def test_a_release_is_refused_when_something_is_lost(released: Edition) -> None:
    before = released.ledger.read_bytes()
    released.replace((P[2], ""))
    done = teipress("ids", "release", "1.1.0")
    assert (done.code, "[vanished-id]" in done.out, done.err) == (1, True, "Nothing was recorded.\n")
    assert released.ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("retire", "p9", "--reason", "x"), "“p9” was never released"),
        (("retire", "p1", "--reason", "x"), "“p1” still stands in “text”"),
        (("retire", "p2", "--reason", " "), "say in a few words why"),
        (("retire", "p2", "--reason", "…"), "say in a few words why"),
        (("retire", "p2", "--to", "p9", "--reason", "x"), "there is no “p9” in the edition"),
        (("retire", "p2", "--as", "moved", "--reason", "x"), "name by --to the one id"),
        (("retire", "p2", "--as", "split", "--to", "p1", "--reason", "x"), "the ids that have its parts now"),
        (("retire", "other#*", "--reason", "x"), "the ledger has no document “other”"),
        (("keep", "p2", "--reason", "x"), "“p2” does not stand in “text”"),
        (("keep", "p1", "--to", "p1", "--reason", "x"), "“p1” cannot lead to itself"),
    ],
)
def test_what_cannot_be_is_refused(arguments: tuple[str, ...], why: str, released: Edition) -> None:
    released.replace((P[2], ""))
    before = released.ledger.read_bytes()
    done = teipress("ids", *arguments)
    assert (done.code, why in done.err) == (2, True), done.err
    assert released.ledger.read_bytes() == before


def test_several_ids_are_retired_at_once(released: Edition) -> None:
    released.replace((P[2], ""), (P[5], ""))
    done = teipress("ids", "retire", "p2", "text#p5", "--to", "p6", "--reason", "shortened")
    assert done.out == "2 ids retired. Commit ids.lock.\n"
    rows = [line for line in released.ledger.read_text(encoding="utf-8").split("\n") if "shortened" in line]
    assert [row.split("\t")[0::2][:2] for row in rows] == [["text#p2", "merged"], ["text#p5", "merged"]]


def test_an_id_of_several_documents_must_be_named_with_its_document(edition: Edition) -> None:
    edition.text(P[1], "other")
    teipress("ids", "release", "1.0.0")
    edition.replace((P[1], ""))
    (edition.folder / "texts/other.xml").unlink()
    assert "several documents have “p1”: name one of" in teipress("ids", "retire", "p1", "--reason", "x").err
    assert teipress("ids", "retire", "text#p1", "--reason", "x").code == 0
    assert teipress("ids", "retire", "other#*", "--reason", "x").code == 0
    assert edition.check() == ()


def test_a_retired_id_that_comes_back_can_be_kept(released: Edition) -> None:
    before = released.content
    released.replace((P[2], ""))
    teipress("ids", "retire", "p2", "--reason", "by mistake")
    released.write("texts/text.xml", before)
    assert released.codes() == ["reused-id"]
    assert teipress("ids", "keep", "p2", "--reason", "retired by mistake").code == 0
    assert released.check() == ()


def test_a_damaged_ledger_stops_every_command_but_is_explained(released: Edition) -> None:
    released.ledger.write_bytes(released.ledger.read_bytes()[:-40])
    for arguments in (("status",), ("release", "1.1.0"), ("retire", "p1", "--reason", "x")):
        done = teipress("ids", *arguments)
        assert (done.code, done.err.startswith("teipress: ids.lock:")) == (1, True), done.err
    done = teipress("ids", "fsck")
    assert (done.code, "ids.lock:8: the ledger was cut off in the middle of this line." in done.err) == (1, True)
    assert "git checkout HEAD -- ids.lock" in done.err


def test_no_command_writes_while_another_one_does(released: Edition) -> None:
    from teipress.output import locked

    released.replace((P[2], ""))
    with locked(released.ledger):
        done = teipress("ids", "retire", "p2", "--reason", "x")
    assert (done.code, "is locked by process" in done.err) == (1, True)


def test_a_bare_folder_with_a_ledger_is_checked_file_by_file(released: Edition) -> None:
    released.text('<p xml:id="a1">Here is another text.</p>', "other")
    teipress("ids", "release", "1.1.0")
    (released.folder / "teipress.toml").unlink()
    released.ledger.rename(released.folder / "texts/ids.lock")
    assert teipress("check", "--only", "integrity", "texts/other.xml").code == 0
    released.replace((P[2], ""))
    assert "[vanished-id]" in teipress("check", "--only", "integrity", "texts").out
