"""``teipress ids assign`` from end to end: what it writes, what it shows, what it refuses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from teipress.cite import assigning
from teipress.cite.difference import difference
from teipress.cite.giving import Item, Outcome, is_same_but_for_ids
from teipress.cite.ledger import Ledger, record_release, write_ledger
from teipress.cite.rewrite import Rewriting, rewriting
from teipress.errors import OutputError
from teipress.output import digest_of, locked
from teipress.project import open_project
from tests.command import teipress
from tests.support import ROOT, document, tei

SETTINGS = '[edition]\ntitle = "T"\n[sources]\ntexts = ["texts/*.xml"]\nregisters = ["registers/*.xml"]\n'
PARAGRAPHS = tei("<text><body>\n<p>One</p>\n<p xml:id='intro'>Two</p>\n<p>Three</p>\n</body></text>")
ASSIGNED = PARAGRAPHS.replace("<p>One", '<p xml:id="p1">One').replace("<p>Three", '<p xml:id="p2">Three')
DOCTYPE = f"<!DOCTYPE TEI>{PARAGRAPHS}"
# One that allows no id but on paragraphs.
RNG = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
<start><element name="TEI"><element name="text"><element name="body"><zeroOrMore><choice>
<element name="p"><optional><attribute name="xml:id"/></optional><text/></element>
<element name="head"><text/></element></choice></zeroOrMore></element></element></element></start></grammar>"""


@pytest.fixture(autouse=True)
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an edition of two texts and a register, and run every command there."""
    monkeypatch.chdir(tmp_path)
    write("texts/a.xml", PARAGRAPHS)
    write("texts/b.xml", PARAGRAPHS)
    write("registers/r.xml", PARAGRAPHS)
    write("teipress.toml", SETTINGS)
    return tmp_path


def write(name: str, text: str | bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)


def read(name: str) -> str:
    return Path(name).read_bytes().decode()


def state() -> dict[str, bytes]:
    """Read every file there is."""
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def test_ids_are_given_once() -> None:
    run = teipress("ids", "assign")
    assert (run.code, run.out) == (0, "4 ids given in 2 of 2 files (4 p).\n")
    assert (read("texts/a.xml"), read("texts/b.xml"), read("registers/r.xml")) == (ASSIGNED, ASSIGNED, PARAGRAPHS)
    before = state()
    run = teipress("ids", "assign")
    assert (run.code, run.out) == (0, "Nothing to do: every element that the settings name has an id.\n")
    assert state() == before


def test_it_leaves_no_other_file_behind() -> None:
    before = set(state())
    teipress("ids", "assign")
    assert set(state()) == before


def test_the_quiet_hear_nothing() -> None:
    run = teipress("ids", "assign", "--quiet")
    assert (run.code, run.out, run.err) == (0, "", "")


def test_a_bare_folder_has_ids_by_default(tmp_path: Path) -> None:
    Path("teipress.toml").unlink()
    assert teipress("ids", "assign", "texts").out == "4 ids given in 2 of 2 files (4 p).\n"


# Which files


def test_a_register_gets_ids_when_it_is_named() -> None:
    run = teipress("ids", "assign", "registers")
    assert (run.code, run.out) == (0, "2 ids given in this file (2 p).\n")
    assert (read("texts/a.xml"), read("registers/r.xml")) == (PARAGRAPHS, ASSIGNED)


@pytest.mark.parametrize(("name", "file"), [("b", "texts/b.xml"), ("registers/r", "registers/r.xml")])
def test_one_document_can_be_named_as_it_is_cited(name: str, file: str) -> None:
    assert teipress("ids", "assign", "--document", name).code == 0
    assert [path for path, data in state().items() if data == ASSIGNED.encode()] == [file]


def test_a_document_that_is_not_there_is_told() -> None:
    run = teipress("ids", "assign", "--document", "register/r")
    assert run.code == 2
    assert "there is no “register/r” in this edition; did you mean “registers/r”?" in run.err


def test_a_link_stays_a_link_and_its_file_is_changed_once() -> None:
    write("sources/c.xml", PARAGRAPHS)
    Path("sources/c.xml").chmod(0o640)
    for name in ("texts/c.xml", "texts/d.xml"):
        Path(name).symlink_to("../sources/c.xml")
    assert teipress("ids", "assign").code == 0
    assert Path("texts/c.xml").is_symlink()
    assert read("sources/c.xml") == ASSIGNED
    assert Path("sources/c.xml").stat().st_mode & 0o777 == 0o640


# What it shows


def test_a_dry_run_shows_what_would_change_and_writes_nothing() -> None:
    before = state()
    run = teipress("ids", "assign", "--dry-run", "texts/a.xml")
    assert run.code == 0
    assert run.out.splitlines() == [
        "--- a/texts/a.xml",
        "+++ b/texts/a.xml",
        "@@ -1,7 +1,7 @@",
        f" {ROOT}",
        " <text><body>",
        "-<p>One</p>",
        '+<p xml:id="p1">One</p>',
        " <p xml:id='intro'>Two</p>",
        "-<p>Three</p>",
        '+<p xml:id="p2">Three</p>',
        " </body></text>",
        " </TEI>",
        "\\ No newline at end of file",
    ]
    assert run.err == "2 ids would be given in this file (2 p). Nothing was changed.\n"
    assert state() == before


def test_in_colours_what_is_added_stands_out() -> None:
    run = teipress("ids", "assign", "--dry-run", "--color", "texts/a.xml")
    assert '\x1b[32m<p\x1b[0m\x1b[32m\x1b[1m\x1b[7m xml:id="p1"\x1b[0m\x1b[32m>One</p>\x1b[0m' in run.out


def test_what_would_steer_a_terminal_is_not_shown_there() -> None:
    write("texts/a.xml", PARAGRAPHS.replace("One", "One\x9b31m"))
    assert "\x9b" not in teipress("ids", "assign", "--dry-run", "--color", "texts/a.xml").out
    assert "\x9b" in teipress("ids", "assign", "--dry-run", "--no-color", "texts/a.xml").out


ODD_FILES = {
    "plain": PARAGRAPHS,
    "no end of line at the end": PARAGRAPHS.rstrip("\n"),
    "one line": PARAGRAPHS.replace("\n", ""),
    "carriage returns": PARAGRAPHS.replace("\n", "\r\n"),
    "a mark of the byte order": "\ufeff" + PARAGRAPHS,
    "changes far apart": PARAGRAPHS.replace("<p xml:id", "\n" * 9 + "<p xml:id"),
    "changes seven lines apart": PARAGRAPHS.replace("<p xml:id", "\n" * 5 + "<p xml:id"),
    "changes in neighbouring lines": PARAGRAPHS.replace("<p xml:id='intro'>", "<p>").replace("One", "One\u2028"),
    "a change at the very end": tei("<text><p/></text>").replace("\n<text>", "<text>").replace(">\n</TEI>", "></TEI>"),
}


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
@pytest.mark.parametrize("text", ODD_FILES.values(), ids=ODD_FILES)
def test_what_a_dry_run_shows_can_be_applied(text: str) -> None:
    write("texts/a.xml", text)
    diff = teipress("ids", "assign", "--dry-run", "texts/a.xml").out
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(Path.cwd().parent)}
    command = ["git", "apply", "--whitespace=nowarn", "-"]
    subprocess.run(command, input=diff.encode(), check=True, env=environment)
    applied = read("texts/a.xml")
    write("texts/a.xml", text)
    teipress("ids", "assign")
    assert read("texts/a.xml") == applied


def test_a_text_that_is_the_same_has_no_difference() -> None:
    assert list(difference("a\nb", "a\nb", "x", [])) == []


# What it refuses


def test_a_file_that_is_not_read_is_told_and_left_and_the_others_get_their_ids() -> None:
    write("texts/a.xml", DOCTYPE)
    run = teipress("ids", "assign")
    assert run.code == 1
    assert "texts/a.xml:1:1: error: this file has a DOCTYPE" in run.out
    assert f"    | {DOCTYPE.splitlines()[0]}"[:40] in run.out
    assert run.out.endswith("2 ids given in 1 of 2 files (2 p). 1 cannot be read.\n")
    assert (read("texts/a.xml"), read("texts/b.xml")) == (DOCTYPE, ASSIGNED)
    run = teipress("ids", "assign")
    assert run.code == 1
    last = run.out.splitlines()[-1]
    assert last == "No id was given: 1 of 2 files cannot be read, and the others have every id that they need."


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_of_files_that_cannot_be_read_it_is_not_said_that_nothing_is_to_do(dry: list[str]) -> None:
    write("texts/a.xml", "<TEI><p>")
    write("texts/b.xml", "<TEI><p>")
    for paths, told in (([], "2 of 2 files cannot be read."), (["texts/a.xml"], "this file cannot be read.")):
        run = teipress("ids", "assign", *dry, *paths)
        said = run.err if dry else run.out
        assert run.code == 1
        assert "texts/a.xml:1:9: error: " in said
        assert said.splitlines()[-1] == f"No id was given: {told}"
        assert "Nothing to do" not in run.out + run.err


def test_where_the_schema_takes_no_id_no_id_is_given_at_all() -> None:
    write("s.rng", RNG)
    write("teipress.toml", SETTINGS + '[schemas]\nrng = "s.rng"')
    assert teipress("ids", "assign", "texts/a.xml").code == 0  # paragraphs may have ids
    write(
        "texts/a.xml", PARAGRAPHS.replace("<p>Three", "  <head>Wrong</head><p>Three").replace("<p>One", "<p q=''>One")
    )
    before = state()
    for dry in (False, True):
        run = teipress("ids", "assign", *["--dry-run"] * dry)
        told = run.err if dry else run.out
        assert run.code == 1
        # What was wrong before is not told, and the place is that of the text as it is.
        assert told.count("error:") == 1
        assert "texts/a.xml:5:3: error: the schema does not take the id that would be given here: " in told
        assert "[id-not-allowed]" in told
        assert told.endswith("No id was given: nothing was changed.\n")
        assert state() == before


def test_a_text_that_ids_would_make_too_large_is_refused() -> None:
    write("teipress.toml", SETTINGS + "[limits]\nnodes = 7\n")
    write("texts/b.xml", tei("<text><p/></text>"))  # and so is this one, which is small
    before = state()
    run = teipress("ids", "assign")
    assert run.code == 1
    assert "this file has more than 7 elements, attributes, comments and instructions" in run.out
    assert state() == before


def test_a_text_that_changes_meanwhile_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    publish = Rewriting.publish

    def meddled(changes: Rewriting) -> None:
        write("texts/b.xml", PARAGRAPHS + "\n")
        publish(changes)

    monkeypatch.setattr(Rewriting, "publish", meddled)
    before = state()
    run = teipress("ids", "assign")
    assert run.code == 1
    assert "“texts/b.xml” was changed meanwhile. Nothing was changed. Run the command again." in run.err
    assert state() == {**before, "texts/b.xml": f"{PARAGRAPHS}\n".encode()}


def test_where_one_file_cannot_be_written_none_is() -> None:
    Path("texts/.b.xml.changed").mkdir()
    before = state()
    run = teipress("ids", "assign")
    assert run.code == 1
    assert "b.xml.changed” cannot be written" in run.err
    assert state() == before


def test_a_rewriting_that_is_given_up_leaves_nothing() -> None:
    before = state()
    with rewriting() as changes:
        changes.stage(Path("texts/a.xml"), digest_of(Path("texts/a.xml")), b"new")
        changes.stage(Path("texts/b.xml"), "0" * 64, b"new")
        with pytest.raises(OutputError, match="was changed meanwhile"):
            changes.publish()
    assert state() == before


def test_a_misspelt_element_is_told() -> None:
    write("teipress.toml", SETTINGS + '[ids.assign]\nP = "p{n}"\n"Body//xyz" = "x{n}"\n')
    run = teipress("ids", "assign")
    assert run.code == 0
    assert "'ids.assign.P': no element is called “P”, but one is called “p”" in run.err
    assert "'ids.assign.Body//xyz': no element is called “Body”, but one is called “body”" in run.err


# What was given before


def test_an_id_that_was_released_is_never_given_again(edition: Path) -> None:
    released = document(edition, ASSIGNED.replace('"p2"', '"p3"'), "texts/a.xml")
    write_ledger(edition / "ids.lock", record_release(Ledger(), {"a": released}, "1.0.0"))
    write("texts/a.xml", PARAGRAPHS)
    assert teipress("ids", "assign").code == 0
    assert 'xml:id="p2">One' in read("texts/a.xml")
    assert 'xml:id="p4">Three' in read("texts/a.xml")
    assert read("texts/b.xml") == ASSIGNED


def test_ids_can_be_unique_in_the_edition(edition: Path) -> None:
    released = document(edition, ASSIGNED.replace('"p2"', '"p5"'), "gone.xml")
    write_ledger(edition / "ids.lock", record_release(Ledger(), {"gone": released}, "1.0.0"))
    write("teipress.toml", SETTINGS + '[ids]\nunique = "edition"\n')
    write("registers/r.xml", PARAGRAPHS.replace("<p>One", '<p xml:id="P3">One'))
    assert teipress("ids", "assign").code == 0
    assert 'xml:id="p2">One' in read("texts/a.xml")
    assert 'xml:id="p4">Three' in read("texts/a.xml")
    assert 'xml:id="p6">One' in read("texts/b.xml")
    assert 'xml:id="p7">Three' in read("texts/b.xml")


# How it is done


def test_many_files_are_done_in_several_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assigning, "FEW", 0)
    assert teipress("ids", "assign", "--jobs", "2").out == "4 ids given in 2 of 2 files (4 p).\n"
    assert (read("texts/a.xml"), read("texts/b.xml")) == (ASSIGNED, ASSIGNED)


def test_nothing_is_written_when_a_process_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(_start: object, items: list[Item], _jobs: int, lost: Callable[[Item, str], Outcome]) -> list[Outcome]:
        return [Outcome(items[0], data=b"x"), lost(items[1], "it ended")]

    monkeypatch.setattr(assigning, "work_through", lose)
    before = state()
    run = teipress("ids", "assign")
    assert run.code == 3
    assert "texts/b.xml: no ids could be given: it ended. Nothing was changed." in run.err
    assert state() == before


CHANGES = {
    "a word": (">One<", ">Two<"),
    "an attribute": ('"p1">', '"p1" n="1">'),
    "another id": ('"p1"', '"p9"'),
    "a comment": (">One<", "><!-- -->One<"),
    "an element": (">One<", "><hi/>One<"),
    "one id less": (' xml:id="p2"', ""),
    "an old id": ("'intro'", "'outro'"),
}


@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=CHANGES)
def test_any_change_but_the_ids_is_seen(old: str, new: str, tmp_path: Path) -> None:
    before, after = document(tmp_path, PARAGRAPHS, "x.xml"), document(tmp_path, ASSIGNED, "y.xml")
    assert is_same_but_for_ids(before.root, after.root, ["p1", "p2"])
    assert ASSIGNED.count(old) == 1
    wrong = document(tmp_path, ASSIGNED.replace(old, new), "z.xml")
    assert not is_same_but_for_ids(before.root, wrong.root, ["p1", "p2"])


def test_the_default_folder_of_the_ledger_is_asked(edition: Path) -> None:
    assert open_project([edition]).ids.ledger == edition / "ids.lock"


def test_two_commands_do_not_give_ids_at_once(edition: Path) -> None:
    before = state()
    with locked(edition / "ids.lock"):
        run = teipress("ids", "assign")
        assert run.code == 1
        assert f"is locked by process {os.getpid()}" in run.err
        assert teipress("ids", "assign", "--dry-run").code == 0
    assert state() == before


def test_a_last_line_without_an_end_is_marked_once_for_each_text() -> None:
    lines = ["".join(words for words, _ in line) for line in difference("a\n<p/>", "a\n<p x/>", "t", [" x"])]
    end = "\\ No newline at end of file"
    assert lines == ["--- a/t", "+++ b/t", "@@ -1,2 +1,2 @@", " a", "-<p/>", end, "+<p x/>", end]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_run_that_is_killed_leaves_whole_files_and_the_next_one_completes_it() -> None:
    many = 200
    for number in range(many):
        write(f"texts/t{number}.xml", PARAGRAPHS)
    start = monotonic()
    subprocess.run([sys.executable, "-m", "teipress", "ids", "assign", "--quiet"], check=True)
    whole = monotonic() - start
    finished = state()
    partly = 0
    for moment in range(12):
        for number in range(many):
            write(f"texts/t{number}.xml", PARAGRAPHS)
        run = subprocess.Popen([sys.executable, "-m", "teipress", "ids", "assign", "--quiet"])
        sleep(whole * (0.4 + 0.6 * moment / 12))
        run.kill()
        run.wait()
        texts = {data for name, data in state().items() if name.startswith("texts/t")}
        assert texts <= {PARAGRAPHS.encode(), ASSIGNED.encode()}
        partly += len(texts) > 1 or len(state()) > len(finished)
        assert teipress("ids", "assign").code == 0
        assert state() == finished
    assert partly, "it was never killed while it wrote"
