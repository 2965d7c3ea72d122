"""The check of released ids: what must be recorded or undone is an error, with the command that would record it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from teipress.diagnostics import Diagnostic
from teipress.project import read_settings
from tests.cite.editions import LINES, Edition, git, paragraphs
from tests.command import teipress

P = {number: f'<p xml:id="p{number}">{words}</p>' for number, words in enumerate(LINES, 1)}


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.chdir(tmp_path)
    edition = Edition(tmp_path)
    assert teipress("ids", "release", "1.0.0").code == 0
    return edition


def only(found: tuple[Diagnostic, ...], code: str) -> Diagnostic:
    """Give the only diagnostic there is."""
    assert [diagnostic.code for diagnostic in found] == [code], found
    return found[0]


def run(help: str | None) -> None:
    """Run the command that a help ends with."""
    import shlex

    assert help is not None
    command = shlex.split(help[help.rindex("teipress ids") :])
    done = teipress(*command[1:])
    assert done.code == 0, done.err


def test_what_is_as_it_was_is_fine(edition: Edition) -> None:
    assert edition.check() == ()


def test_without_a_ledger_nothing_was_released(tmp_path: Path) -> None:
    assert Edition(tmp_path).check() == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("repaired", "repiared"),
        ("The road", "A road"),
        ('Ja, ja.</p>\n<p xml:id="p5"', 'Ja, jaa.</p>\n<p xml:id="p5"'),
        ("the evening came.", "the evening came, and the night, and with the night the cold."),
        ('\n<p xml:id="p3"', '\n<p>Something new stands here.</p>\n<p xml:id="p3"'),
        ('</p>\n<p xml:id="p2">', "</p>\n\n\n   <p   xml:id=\"p2\" n='2'>"),
    ],
)
def test_a_correction_is_fine(old: str, new: str, edition: Edition) -> None:
    edition.replace((old, new))
    assert edition.check() == ()


def test_a_passage_that_moves_with_its_id_is_fine(edition: Edition) -> None:
    edition.replace((P[1] + "\n", ""), (P[6], P[6] + "\n" + P[1]))
    assert edition.check() == ()


def test_an_id_that_is_gone_is_told_and_can_be_retired(edition: Edition) -> None:
    edition.replace((P[2] + "\n", ""))
    told = only(edition.check(), "vanished-id")
    assert (told.path, told.line) == ("texts/text.xml", 3)
    assert "“p2” of release 1.0.0 is gone" in told.message
    assert (told.help or "").endswith('teipress ids retire p2 --reason "no longer in the text"')
    run(told.help)
    assert edition.check() == ()


def test_an_id_that_was_changed_is_found_again(edition: Edition) -> None:
    edition.replace(('xml:id="p2"', 'xml:id="bridge"'))
    told = only(edition.check(), "vanished-id")
    assert "now probably is “bridge” (texts/text.xml, line 4)" in told.message
    run(told.help)
    assert edition.check() == ()
    assert "\tmoved\t-\t" in edition.ledger.read_text(encoding="utf-8")


def test_an_element_that_lost_its_id_is_found(edition: Edition) -> None:
    edition.replace((' xml:id="p2"', ""))
    told = only(edition.check(), "vanished-id")
    assert "stands without an id in line 4" in told.message
    assert told.help == 'Write xml:id="p2" there again.'


def test_two_passages_that_were_joined_are_found(edition: Edition) -> None:
    edition.replace(('</p>\n<p xml:id="p2">', " "))
    told = only(edition.check(), "vanished-id")
    assert "probably is “p1”" in told.message
    assert "--as merged --to p1" in (told.help or "")
    run(told.help)
    assert edition.check() == ()


def test_a_passage_divided_into_two_new_ones_is_found(edition: Edition) -> None:
    edition.replace(('xml:id="p1"', 'xml:id="p1a"'), ("county town was", 'county town</p><p xml:id="p1b">was'))
    told = only(edition.check(), "vanished-id")
    assert "--as split --to p1a,p1b" in (told.help or "")
    run(told.help)
    assert edition.check() == ()


def test_a_passage_that_went_to_another_text_is_found(edition: Edition) -> None:
    edition.replace((P[2] + "\n", ""))
    edition.text(P[2].replace("p2", "b1"), "other")
    told = only(edition.check(), "vanished-id")
    assert "“b1” (texts/other.xml, line 3)" in told.message
    run(told.help)
    assert edition.check() == ()


def test_a_passage_of_which_a_part_is_elsewhere_is_told(edition: Edition) -> None:
    edition.replace(("since the flood", '</p><p xml:id="p2a">since the flood'))
    told = only(edition.check(), "split-id")
    assert "is now “p2a”" in told.message
    run(told.help)
    assert edition.check() == ()


def test_exchanged_ids_are_refused(edition: Edition) -> None:
    edition.replace(('"p1"', '"x"'), ('"p6"', '"p1"'), ('"x"', '"p6"'))
    found = edition.check()
    assert [d.code for d in found] == ["moved-id", "moved-id"]
    assert "which now is “p1” (texts/text.xml, line 8)" in found[1].message or "“p1”" in found[0].message


def test_exchanged_ids_of_neighbours_that_say_the_same_are_refused(edition: Edition) -> None:
    edition.replace(('"p3"', '"x"'), ('"p4"', '"p3"'), ('"x"', '"p4"'))
    assert set(edition.codes()) == {"moved-id"}


def test_a_text_written_anew_is_refused_until_it_is_kept(edition: Edition) -> None:
    edition.replace((LINES[4], "Much later a train went by without any of them hearing it."))
    told = only(edition.check(), "rewritten-id")
    assert teipress("ids", "keep", "p5", "--reason", "after the second manuscript").code == 0
    assert "teipress ids keep p5" in (told.help or "")
    assert edition.check() == ()


def test_another_element_is_refused_until_it_is_recorded(edition: Edition) -> None:
    edition.replace((P[2], P[2].replace("<p ", "<ab ").replace("</p>", "</ab>")))
    told = only(edition.check(), "changed-id-element")
    assert "was that of <p> in release 1.0.0, and is that of <ab> now" in told.message
    run(told.help)
    assert edition.check() == ()


def test_a_retired_id_is_never_given_again(edition: Edition) -> None:
    edition.replace((P[2] + "\n", ""))
    run(edition.check()[0].help)
    edition.replace((P[6], P[6] + '\n<p xml:id="p2">Something else altogether.</p>'))
    told = only(edition.check(), "reused-id")
    assert "no longer in the text" in told.message


def test_what_leads_nowhere_is_told(edition: Edition) -> None:
    edition.replace(('xml:id="p2"', 'xml:id="bridge"'))
    run(edition.check()[0].help)
    edition.replace(('xml:id="bridge"', 'xml:id="bridge1"'))
    told = only(edition.check(), "dangling-successor")
    assert told.path == "ids.lock"
    assert teipress("ids", "retire", "p2", "--to", "bridge1", "--reason", "renamed").code == 0
    assert edition.check() == ()


def test_a_text_that_is_gone_is_told_once(edition: Edition) -> None:
    (edition.folder / "texts/text.xml").rename(edition.folder / "texts/journey.xml")
    told = only(edition.check(), "vanished-id")
    assert "“text” is not in the edition any more, and its 6 released ids lead nowhere" in told.message
    assert "which now is “journey”" in told.message
    run(told.help)
    assert edition.check() == ()


def test_a_text_that_cannot_be_read_is_not_lost(edition: Edition) -> None:
    edition.text("<p>nothing</p>", "other")
    edition.write("texts/text.xml", "<TEI")
    assert edition.codes() == ["not-well-formed"]


def test_what_a_text_includes_belongs_to_it(edition: Edition) -> None:
    chapter = (
        '<div xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="c1">The chapter begins with a storm at sea.</p></div>'
    )
    edition.write("parts/chapter.xml", chapter)
    edition.text('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../parts/chapter.xml"/>', "book")
    assert teipress("ids", "release", "1.1.0").code == 0
    assert "book#c1\tp\tactive" in edition.ledger.read_text(encoding="utf-8")
    edition.write("parts/chapter.xml", chapter.replace("c1", "c2"))
    told = only(edition.check(), "vanished-id")
    assert (told.path, "now probably is “c2”" in told.message) == ("texts/book.xml", True)
    (edition.folder / "parts/chapter.xml").unlink()
    assert edition.codes() == ["dangling-inclusion"]


def test_a_check_of_one_file_tells_of_that_file(edition: Edition) -> None:
    edition.text('<p xml:id="a1">Here is another text.</p>', "other")
    edition.replace((P[2] + "\n", ""))
    assert teipress("check", "texts/other.xml").code == 0
    assert teipress("check", "texts/text.xml").code == 1


def damage(edition: Edition) -> None:
    lines = edition.ledger.read_text(encoding="utf-8").split("\n")
    edition.ledger.write_text("\n".join(lines[:3] + lines[4:]), encoding="utf-8")


def flip(edition: Edition) -> None:
    words = edition.ledger.read_text(encoding="utf-8")
    edition.ledger.write_text(words.replace("text#p3", "text#p9"), encoding="utf-8")


@pytest.mark.parametrize("harm", [damage, flip])
def test_a_damaged_ledger_is_told_with_its_line(harm: Callable[[Edition], None], edition: Edition) -> None:
    harm(edition)
    told = only(edition.check(), "damaged-ledger")
    assert (told.path, told.help and "git checkout HEAD -- ids.lock" in told.help) == ("ids.lock", True)
    assert told.line in {2, 4, 5}


def branches(edition: Edition, one: str, other: str) -> None:
    """Let two branches each add a paragraph and release it, and merge them."""
    git(edition.folder, "init", "-q", "-b", "main")
    git(edition.folder, "add", ".")
    git(edition.folder, "commit", "-qm", "1.0.0")
    git(edition.folder, "switch", "-qc", "other")
    edition.text(f'<p xml:id="{other}">On another branch there was another text.</p>', "b")
    assert teipress("ids", "release", "1.2.0").code == 0
    git(edition.folder, "add", ".")
    git(edition.folder, "commit", "-qm", "1.2.0")
    git(edition.folder, "switch", "-q", "main")
    edition.text(f'<p xml:id="{one}">This was written on the main branch meanwhile.</p>', "a")
    assert teipress("ids", "release", "1.1.0").code == 0
    git(edition.folder, "add", ".")
    git(edition.folder, "commit", "-qm", "1.1.0")
    git(edition.folder, "merge", "-q", "-m", "merge", "other")


def test_branches_that_were_merged_are_joined(edition: Edition) -> None:
    branches(edition, "a1", "b1")
    merged = edition.ledger.read_text(encoding="utf-8")
    assert "<<<<" not in merged
    told = only(edition.check(), "unjoined-ledger")
    assert merged.split("\n")[told.line - 1].startswith("seal\t")
    assert teipress("ids", "fsck").code == 1
    joined = teipress("ids", "status")
    assert (joined.code, "Joined the branches" in joined.out) == (0, True)
    assert teipress("ids", "fsck").out == "ids.lock is whole.\n"
    assert edition.check() == ()
    git(edition.folder, "commit", "-qam", "join")
    assert teipress("ids", "release", "1.3.0").code == 0


def test_an_id_given_twice_by_two_branches_is_told(edition: Edition) -> None:
    git(edition.folder, "init", "-q", "-b", "main")
    git(edition.folder, "add", ".")
    git(edition.folder, "commit", "-qm", "1.0.0")
    git(edition.folder, "switch", "-qc", "other")
    edition.replace((P[6], P[6] + '\n<p xml:id="p7">On another branch there was another text.</p>'))
    assert teipress("ids", "release", "1.2.0").code == 0
    git(edition.folder, "commit", "-qam", "1.2.0")
    git(edition.folder, "switch", "-q", "main")
    edition.replace((P[6], P[6] + '\n<p xml:id="p7">This was written on the main branch meanwhile.</p>'))
    assert teipress("ids", "release", "1.1.0").code == 0
    git(edition.folder, "commit", "-qam", "1.1.0")
    git(edition.folder, "merge", "-q", "-X", "ours", "-m", "merge", "other")
    assert teipress("ids", "status").code == 1
    assert "contested-id" in edition.codes()
    assert teipress("ids", "keep", "p7", "--reason", "it stays with the text of main").code == 0
    assert edition.check() == ()


def test_the_ledger_is_in_the_folder_of_the_sources(tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    Edition(tmp_path)
    assert read_settings(tmp_path / "teipress.toml").ids.ledger == tmp_path / "tei/ids.lock"


def test_paragraphs_have_the_ids_that_these_tests_name() -> None:
    assert paragraphs().split("\n") == list(P.values())
