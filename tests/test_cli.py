"""The command line: its exit codes, its formats, and that nobody ever sees a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from teipress import __version__, cli, pipeline
from teipress.corpus import TEI
from tests.support import ROOT, tei

GOOD = tei('<p xml:id="p1">x</p>')
BAD = tei('<p>\n  <ref target="#nothing"/>\n</p>')
WARNED = tei("<p>\u202e</p>")
SETTINGS = '[edition]\ntitle = "T"\n[sources]\ntexts = ["texts/*.xml"]\n'
SCH = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>'
    '<pattern><rule context="*:p"><assert test="@n" id="needs-n">no n</assert></rule></pattern></schema>'
)
XSD = (
    f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{TEI}">'
    '<xs:element name="TEI"><xs:complexType mixed="true"/></xs:element></xs:schema>'
)


class Run:
    """What a command gave: exit code, and what it wrote."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def rows(self) -> list[dict[str, object]]:
        """Read JSON from the output, without the notice that no schema applies, which most of these tests would get."""
        rows: list[dict[str, object]] = json.loads(self.out)
        return [row for row in rows if row["code"] != "no-schema"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Run every command in a folder of its own, and leave the signals as they were."""
    monkeypatch.chdir(tmp_path)
    before = signal.getsignal(signal.SIGTERM)
    yield tmp_path
    signal.signal(signal.SIGTERM, before)


Teipress = Callable[..., Run]


@pytest.fixture
def teipress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Teipress:
    """Run the command in this process."""

    def run(*arguments: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["teipress", *arguments])
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return Run(end.value.code, out, err)

    return run


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


# Exit codes


def test_a_good_text_gives_0_and_one_line(teipress: Teipress) -> None:
    write("a.xml", GOOD)
    run = teipress("check", "a.xml")
    assert (run.code, run.out, run.err) == (0, "1 file checked, nothing to mend\n", "")


def test_a_fault_gives_1_its_place_its_line_and_a_summary(teipress: Teipress) -> None:
    write("texts/a.xml", BAD)
    run = teipress("check")
    assert run.code == 1
    assert run.err == ""
    lines = run.out.splitlines()
    assert lines[0].startswith("texts/a.xml:3:8: error: “#nothing” points to nothing: ")
    assert lines[0].endswith(" [dangling-pointer]")
    assert lines[1:3] == ['    |   <ref target="#nothing"/>', "    |        ^^^^^^^^^^^^^^^^^"]
    assert lines[-1] == "1 error in 1 of 1 file"


def test_a_warning_gives_0(teipress: Teipress) -> None:
    write("a.xml", WARNED)
    run = teipress("check")
    assert run.code == 0
    assert "warning: " in run.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--nothing"], "No such option"),
        (["--format", "sarong"], "Invalid value for '--format'"),
        (["--jobs", "0"], "Invalid value for '--jobs'"),
        (["--only", "nothing"], "Invalid value for '--only'"),
        (["--only", "render"], "this version has no such check"),
        (["--only", "relaxng"], "--only relaxng: there is no schema to check against"),
        (["--only", "xsd"], "--only xsd: there is no schema to check against"),
        (["--only", "schematron"], "set 'schemas.schematron' in teipress.toml"),
        (["--schema", "nothing.xsd"], "--schema: there is no file “nothing.xsd”"),
        (["--schema", "a.xml"], "“a.xml” ends in none of .rng, .rnc, .xsd, .sch, .odd"),
        (["nothing.xml"], "there is no file or folder “nothing.xml”"),
        (["empty"], "no TEI file was found in “empty”"),
    ],
)
def test_wrong_usage_gives_2_and_a_sentence(arguments: list[str], words: str, teipress: Teipress) -> None:
    write("a.xml", GOOD)
    Path("empty").mkdir()
    run = teipress("check", *arguments)
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[edition]", "teipress.toml: missing required value in 'edition.title'"),
        (
            SETTINGS + "[schemas]\nxsd = 'no.xsd'",
            "'schemas.xsd' in teipress.toml names a file that is not there: no.xsd",
        ),
        (SETTINGS + "[schemas]\nxsd = 'texts/a.xml'", "texts/a.xml: not a usable XSD"),
        (SETTINGS + "[schemas]\nschematron = 'texts/a.xml'", "texts/a.xml:1:1: no Schematron schema"),
    ],
)
def test_wrong_settings_give_2_and_name_the_key_or_the_file(toml: str, words: str, teipress: Teipress) -> None:
    write("texts/a.xml", GOOD)
    write("teipress.toml", toml)
    run = teipress("check")
    assert (run.code, run.out) == (2, "")
    assert words in run.err


@pytest.mark.parametrize("arguments", [[], ["nothing"]])
def test_no_command_and_an_unknown_one_give_2(arguments: list[str], teipress: Teipress) -> None:
    run = teipress(*arguments)
    assert run.code == 2
    assert "Usage: " in run.err


def test_a_fault_of_ours_gives_3_and_a_sentence(teipress: Teipress, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("oh\x1b[31m")

    write("a.xml", GOOD)
    monkeypatch.setattr(pipeline, "check", fail)
    run = teipress("check")
    assert (run.code, run.out) == (3, "")
    assert run.err == (
        "teipress: something went wrong that is our fault, not yours: RuntimeError: oh�[31m\n"
        "Please report it, with the output of the same command and --verbose.\n"
    )
    assert "Traceback" in teipress("check", "--verbose").err


def test_an_interrupt_gives_130_and_says_nothing(teipress: Teipress, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    write("a.xml", GOOD)
    monkeypatch.setattr(pipeline, "check", interrupt)
    run = teipress("check")
    assert (run.code, run.out, run.err.strip()) == (130, "", "")


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_gives_0(option: str, teipress: Teipress) -> None:
    assert "Check TEI" in teipress(option).out
    run = teipress("check", option)
    assert run.code == 0
    assert "--schema" in run.out


def test_the_version_is_told(teipress: Teipress) -> None:
    assert teipress("--version").out == f"teipress, version {__version__}\n"


# What is checked


def test_only_chooses_the_checks(teipress: Teipress) -> None:
    write("a.xml", BAD)
    write("rules.sch", SCH)
    codes = {
        only: [
            row["code"] for row in teipress("check", "--format", "json", "--schema", "rules.sch", *only.split()).rows
        ]
        for only in (
            "",
            "--only integrity",
            "--only schematron",
            "--only wellformed",
            "--only schematron --only integrity",
        )
    }
    assert codes == {
        "": ["needs-n", "dangling-pointer"],
        "--only integrity": ["dangling-pointer"],
        "--only schematron": ["needs-n"],
        "--only wellformed": [],
        "--only schematron --only integrity": ["needs-n", "dangling-pointer"],
    }


def test_a_file_that_cannot_be_read_is_told_whatever_is_checked(teipress: Teipress) -> None:
    write("a.xml", "<TEI")
    run = teipress("check", "--only", "integrity", "--format", "json")
    assert [row["code"] for row in run.rows] == ["not-well-formed"]


def test_a_schema_takes_the_place_of_those_of_the_settings(teipress: Teipress) -> None:
    write("texts/a.xml", GOOD)
    write("teipress.toml", SETTINGS + "[schemas]\nxsd = 'schema.xsd'")
    write("schema.xsd", XSD)
    write("rules.sch", SCH)
    for arguments, codes in (
        ((), ["unexpected-element"]),
        (("--schema", "rules.sch"), ["needs-n"]),
        (("--schema", "rules.sch", "--schema", "schema.xsd"), ["unexpected-element", "needs-n"]),
    ):
        run = teipress("check", "--format", "json", *arguments)
        assert sorted(str(row["code"]) for row in run.rows) == sorted(codes)


def test_only_what_is_selected_is_told_but_all_of_the_edition_is_known(teipress: Teipress) -> None:
    write("texts/a.xml", tei('<ref target="b.xml#p1"/><ref target="b.xml#p2"/>'))
    write("texts/b.xml", tei('<p xml:id="p1"/><ref target="#nothing"/>'))
    write("teipress.toml", SETTINGS)
    run = teipress("check", "texts/a.xml", "--format", "json")
    assert [(row["path"], row["message"][:8]) for row in run.rows if isinstance(row["message"], str)] == [
        ("texts/a.xml", "“b.xml#p")
    ]
    assert teipress("check", "texts/a.xml").out.endswith("1 error in 1 of 1 file\n")


def test_paths_are_relative_to_where_the_command_runs(
    teipress: Teipress, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("edition/texts/a.xml", BAD)
    write("edition/teipress.toml", SETTINGS)
    write("other/x", "")
    monkeypatch.chdir(here / "other")
    (row,) = teipress("check", "../edition", "--format", "json").rows
    assert row["path"] == "../edition/texts/a.xml"


def test_the_number_of_jobs_changes_nothing(teipress: Teipress) -> None:
    for number in range(5):
        write(f"{number}.xml", BAD)
    write("rules.sch", SCH)
    outputs = {teipress("check", "--schema", "rules.sch", "--jobs", str(jobs)).out for jobs in (1, 3)}
    assert len(outputs) == 1


# Formats


def test_json_is_the_contract(teipress: Teipress) -> None:
    write("é.xml", BAD)
    run = teipress("check", "--format", "json")
    assert run.code == 1
    (row,) = run.rows
    assert list(row) == [
        "code",
        "source",
        "severity",
        "message",
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "id",
        "xpath",
        "help",
    ]
    assert {key: row[key] for key in ("code", "source", "severity", "path", "line", "column", "end_line")} == {
        "code": "dangling-pointer",
        "source": "integrity",
        "severity": "error",
        "path": "é.xml",
        "line": 3,
        "column": 8,
        "end_line": 3,
    }
    assert row["xpath"] == "/TEI/p/ref/@target"


def test_json_of_nothing_is_an_empty_array(teipress: Teipress) -> None:
    write("a.xml", GOOD)
    assert teipress("check", "--format", "json", "--quiet", "--only", "integrity").out == "[]\n"


def test_quiet_says_only_what_is_wrong(teipress: Teipress) -> None:
    write("a.xml", GOOD)
    assert teipress("check", "--quiet").out == ""
    write("a.xml", BAD)
    assert "1 error" not in teipress("check", "--quiet").out


REGISTER = tei('<listPerson><person xml:id="kim"><persName>Kim</persName></person></listPerson>')


def test_notes_are_for_the_verbose(teipress: Teipress) -> None:
    write("texts/a.xml", GOOD)
    write("registers/r.xml", REGISTER)
    write("teipress.toml", SETTINGS + 'registers = ["registers/*.xml"]\n')
    assert teipress("check").out == "2 files checked, nothing to mend\n"
    assert teipress("check", "--verbose", "--only", "integrity").out.endswith("1 note in 1 of 2 files\n")


@pytest.mark.parametrize(("option", "colored"), [("--color", True), ("--no-color", False), ("", False)])
def test_colours_are_for_terminals_and_those_who_ask(option: str, colored: bool, teipress: Teipress) -> None:
    write("a.xml", BAD)
    run = teipress("check", *option.split())
    assert ("\x1b[" in run.out) is colored


def test_text_from_files_cannot_steer_the_terminal(teipress: Teipress) -> None:
    write("a\x1b.xml", tei('<ref target="#\x85\x9b31m"/>'))
    assert all(character.isprintable() for character in teipress("check").out.replace("\n", ""))
    assert all(character.isprintable() for character in teipress("check", "no\x1b[31m").err.replace("\n", ""))


# As a process


def process(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "teipress", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_of_another_encoding_is_no_obstacle(encoding: str) -> None:
    write("창성.xml", BAD)
    with process("check", PYTHONIOENCODING=encoding) as command:
        out, err = command.communicate()
    assert (command.returncode, err) == (1, b"")
    assert b"[dangling-pointer]" in out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_is_utf_8_whatever_the_terminal_is(encoding: str) -> None:
    write("창성 𐐀é.xml", BAD)
    with process("check", "--format", "json", PYTHONIOENCODING=encoding) as command:
        out, _ = command.communicate()
    assert json.loads(out.decode("utf-8"))[0]["path"] == "창성 𐐀é.xml"


def test_a_reader_that_stops_reading_sees_no_traceback() -> None:
    write("a.xml", tei('<ref target="#nothing"/>' * 5_000))
    with process("check") as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.readline()
        command.stdout.close()
        err = command.stderr.read()
    assert (command.returncode, err) == (1, b"")


def test_the_module_runs_like_the_command() -> None:
    write("a.xml", f"{ROOT}</TEI>")
    with process("check", "--quiet") as command:
        assert command.communicate() == (b"", b"")
    assert command.returncode == 0
