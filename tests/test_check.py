"""``teipress check`` from end to end: schemas, baselines, what changed, reports in files, explanations."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from tests.command import Run, check, teipress
from tests.paths import SCHEMAS
from tests.support import ROOT, tei

GOOD = tei('<p xml:id="p1">x</p>')
BAD = tei('<p>\n  <ref target="#nothing"/>\n</p>')
SETTINGS = '[edition]\ntitle = "T"\n[sources]\ntexts = ["texts/*.xml"]\n'
RNG = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
<start><element name="TEI"><zeroOrMore><element name="p"><optional><attribute name="n"/></optional><text/></element>
</zeroOrMore></element></start></grammar>"""
WRONG_RNG = RNG.replace("<text/>", '\n<ref name="none"/>')
RULE = (
    '<{0}pattern xmlns{1}="http://purl.oclc.org/dsdl/schematron"><{0}rule context="*:p">'
    '<{0}assert test="@n" id="needs-n">“<{0}name/>” has no n</{0}assert></{0}rule></{0}pattern>'
)
SCH = f'<schema xmlns="http://purl.oclc.org/dsdl/schematron">{RULE.format("", "")}</schema>'
WITH_RULES = RNG.replace("<start>", RULE.format("s:", ":s") + "<start>", 1)
XSD = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.tei-c.org/ns/1.0">'
    '<xs:element name="TEI"><xs:complexType/></xs:element></xs:schema>'
)
RNG_MODEL = '<?xml-model href="{}" schematypens="http://relaxng.org/ns/structure/1.0"?>'
P = "<p>x</p>"
DIV = "<div>x</div>"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run every command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


# Which schemas apply


def test_a_grammar_is_checked_with_exact_places() -> None:
    write("a.xml", tei(f"{P}\n  {DIV}"))
    write("s.rng", RNG)
    (row,) = check("--schema", "s.rng").rows
    assert (row["source"], row["code"], row["line"], row["column"]) == ("relaxng", "unknown-element", 3, 3)
    assert check("--schema", "s.rng", "--only", "relaxng").rows == [row]


def test_rules_inside_a_grammar_are_run_unless_others_are_named() -> None:
    write("a.xml", tei(P))
    write("s.rng", WITH_RULES)
    write("other.sch", SCH.replace("needs-n", "other"))
    assert check("--schema", "s.rng").found == [("needs-n", "a.xml", 2)]
    assert check("--schema", "s.rng", "--schema", "other.sch").found == [("other", "a.xml", 2)]
    assert check("--schema", "s.rng", "--only", "relaxng").found == []


def test_an_odd_is_compiled_in_passing() -> None:
    write("a.xml", tei("<nothing/>"))
    shutil.copy(SCHEMAS / "changsung.odd", "own.odd")
    assert ("unknown-element", "a.xml", 2) in check("--schema", "own.odd").found


def test_an_odd_that_cannot_be_compiled_is_told_with_its_place() -> None:
    write("a.xml", GOOD)
    write("own.odd", tei("<p/>"))
    run = teipress("check", "--schema", "own.odd")
    assert (run.code, run.out) == (2, "")
    assert "own.odd:1:1: this ODD cannot be compiled: " in run.err


def test_what_relax_ng_has_said_xsd_does_not_say_again() -> None:
    write("a.xml", tei(DIV))
    write("s.rng", RNG)
    write("s.xsd", XSD)
    both = check("--schema", "s.rng", "--schema", "s.xsd").rows
    assert [row["source"] for row in both if row["line"] == 2] == ["relaxng"]
    assert {row["source"] for row in check("--schema", "s.xsd").rows} == {"xsd"}


def test_documents_name_their_schemas() -> None:
    write("a.xml", RNG_MODEL.format("s.rng") + tei(DIV))
    write("b.xml", RNG_MODEL.format("s.rng") + tei(P))
    write("c.xml", tei(P))
    write("s.rng", RNG)
    for only in ((), ("--only", "relaxng")):
        run = check(*only)
        assert run.found == [("unknown-element", "a.xml", 2), ("no-schema", "c.xml", 0)]
        assert "no schema applies to 1 of 3 files" in run.rows[1]["message"]


def test_the_settings_map_addresses_to_files() -> None:
    write("teipress.toml", SETTINGS + '[schemas.map]\n"https://example.org/" = "schemas"\n')
    write("texts/a.xml", RNG_MODEL.format("https://example.org/s.rng") + tei(DIV))
    write("schemas/s.rng", RNG)
    assert check().found == [("unknown-element", "texts/a.xml", 2)]


@pytest.mark.parametrize("only", [(), ("--only", "relaxng", "--only", "integrity")])
def test_an_address_that_is_not_mapped_is_a_warning_told_once(only: tuple[str, ...]) -> None:
    for name in "abc":
        write(f"{name}.xml", RNG_MODEL.format("https://example.org/s.rng") + GOOD)
    write("d.xml", RNG_MODEL.format("s.rng") + tei(P))
    write("s.rng", RNG)
    run = check(*only)
    assert (run.code, run.found) == (0, [("schema-not-available", "a.xml", 1)])
    assert "[schemas.map]" in run.rows[0]["help"]
    assert run.rows[0]["help"].endswith("(2 more name it.)")


@pytest.mark.parametrize("only", ["relaxng", "xsd", "schematron"])
def test_to_check_nothing_at_all_is_refused(only: str) -> None:
    write("a.xml", RNG_MODEL.format("https://example.org/s.rng") + GOOD)
    run = teipress("check", "--only", only)
    assert (run.code, run.out) == (2, "")
    assert f"--only {only}: there is no schema to check against" in run.err


def test_without_any_schema_there_is_a_notice() -> None:
    write("a.xml", GOOD)
    write("b.xml", GOOD)
    run = check()
    assert (run.code, run.found) == (0, [("no-schema", "a.xml", 0)])
    assert run.rows[0]["severity"] == "info"
    assert run.rows[0]["message"].startswith("no schema applies to 2 of 2 files")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_wrong_schema_of_the_users_is_wrong_usage_with_its_place(jobs: str) -> None:
    write("a.xml", tei(P))
    write("b.xml", tei(P))
    write("s.rng", WRONG_RNG)
    for only in ((), ("--only", "relaxng")):
        run = teipress("check", "--schema", "s.rng", "--jobs", jobs, *only)
        assert (run.code, run.out) == (2, "")
        assert run.err == "teipress: s.rng:3:1: this schema is wrong: “none” is not defined\n"


def test_what_documents_do_not_need_of_a_grammar_is_looked_at_when_there_are_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unneeded = RNG.replace("</start>", '</start><define name="x">\n<ref name="none"/></define>')
    write("a.xml", tei(P))
    write("s.rng", unneeded)
    assert teipress("check", "--schema", "s.rng", "a.xml").code == 0
    monkeypatch.setattr("teipress.validate.grammars.FEW", 0)
    assert teipress("check", "--jobs", "1", "--schema", "s.rng", "a.xml").code == 2


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("s.rng", "http://relaxng.org/ns/structure/1.0", WRONG_RNG),
        ("s.sch", "http://purl.oclc.org/dsdl/schematron", "<schema/>"),
        ("s.xsd", "http://www.w3.org/2001/XMLSchema", "<schema/>"),
    ],
)
def test_a_wrong_schema_that_a_document_names_is_a_fault_of_the_edition(name: str, kind: str, text: str) -> None:
    write("a.xml", f'<?xml-model href="{name}" schematypens="{kind}"?>{tei(P)}')
    write("b.xml", f'<?xml-model href="{name}" schematypens="{kind}"?>{tei(P)}')
    write(name, text)
    run = check()
    assert run.code == 1
    assert [row[:2] for row in run.found] == [("wrong-schema", name)]


def test_a_schema_of_a_document_reads_no_file_outside_of_the_edition(here: Path) -> None:
    write("outside.rng", RNG)
    write("edition/a.xml", RNG_MODEL.format("s.rng") + tei(P))
    write("edition/s.rng", '<externalRef xmlns="http://relaxng.org/ns/structure/1.0" href="../outside.rng"/>')
    run = check("edition")
    assert [row[:2] for row in run.found] == [("wrong-schema", "edition/s.rng")]
    assert "outside" in run.rows[0]["message"]


def test_the_compact_syntax_is_refused_with_the_way_out() -> None:
    write("a.xml", GOOD)
    write("s.rnc", "element TEI { text }")
    run = teipress("check", "--schema", "s.rnc")
    assert run.code == 2
    assert "trang s.rnc s.rng" in run.err


def test_what_cannot_be_read_is_told_by_the_quick_way_as_by_the_long_one() -> None:
    write("s.rng", RNG)
    write("a.xml", f"{ROOT}<p>")
    write("b.xml", tei('<p><script xmlns="http://www.w3.org/1999/xhtml"/></p>'))
    write("c.xml", tei(P))
    quick = check("--schema", "s.rng", "--only", "relaxng")
    assert quick.found == check("--schema", "s.rng", "--only", "relaxng", "--only", "wellformed").found
    assert [row[:2] for row in quick.found] == [("not-well-formed", "a.xml"), ("active-content", "b.xml")]


LAZY = """
import sys
sys.argv = ["teipress", *sys.argv[1:]]
from teipress.cli import main
try:
    main()
except SystemExit as end:
    heavy = {"lxml", "xmlschema", "saxonche", "multiprocessing", "subprocess", "urllib.request"} & set(sys.modules)
    sys.exit(f"{end.code} {sorted(heavy)}")
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["explain", "doctype"],
        ["check", "--only", "relaxng", "--schema", "s.rng", "a.xml"],
        ["check", "--only", "relaxng", "--schema", "s.rng", "a.xml", "a.xml"],
    ],
)
def test_nothing_heavy_is_loaded_without_need(arguments: list[str]) -> None:
    write("a.xml", tei(P))
    write("s.rng", RNG)
    run = subprocess.run([sys.executable, "-c", LAZY, *arguments], capture_output=True, encoding="utf-8", check=False)
    assert run.stderr == "0 []\n"


# Reports


def test_a_report_goes_to_a_file_and_text_to_the_terminal() -> None:
    write("a.xml", BAD)
    run = teipress("check", "--format", "sarif", "--report", "out/r.sarif", "--only", "integrity")
    assert run.code == 1
    assert "[dangling-pointer]" in run.out
    assert json.loads(Path("out/r.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "html"])
def test_every_format_goes_to_a_file_or_to_the_terminal(form: str) -> None:
    write("a.xml", BAD)
    run = teipress("check", "--format", form)
    teipress("check", "--format", form, "-o", "r")
    assert run.code == 1
    assert Path("r").read_text(encoding="utf-8") == run.out
    assert "dangling-pointer" in run.out


def test_a_report_that_cannot_be_written_is_told() -> None:
    write("a.xml", GOOD)
    write("file", "")
    run = teipress("check", "-o", "file/r")
    assert run.code == 1
    assert "cannot be written" in run.err


PHASES = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" defaultPhase="draft">'
    '<phase id="draft"><active pattern="one"/></phase><phase id="final"><active pattern="two"/></phase>'
    '<pattern id="one"><rule context="*:p"><assert test="@n" id="needs-n">no n</assert></rule></pattern>'
    '<pattern id="two"><rule context="*:p"><assert test="@rend" id="needs-rend">no rend</assert></rule></pattern>'
    "</schema>"
)


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ([], ["needs-n"]),
        (["--phase", "final"], ["needs-rend"]),
        (["--phase", "#ALL"], ["needs-n", "needs-rend"]),
    ],
)
def test_a_phase_of_schematron_is_chosen(arguments: list[str], codes: list[str]) -> None:
    write("a.xml", tei(P))
    write("s.sch", PHASES)
    assert [row["code"] for row in check("--schema", "s.sch", *arguments).rows] == codes


def test_the_settings_choose_a_phase_and_the_command_line_another() -> None:
    write("texts/a.xml", tei(P))
    write("s.sch", PHASES)
    write("teipress.toml", f'{SETTINGS}[schemas]\nschematron = "s.sch"\nphase = "final"\n')
    assert "needs-rend" in [row["code"] for row in check("--only", "schematron").rows]
    assert "needs-n" in [row["code"] for row in check("--only", "schematron", "--phase", "draft").rows]


def test_a_phase_that_is_not_there_is_refused() -> None:
    write("a.xml", tei(P))
    write("s.sch", PHASES)
    run = teipress("check", "--schema", "s.sch", "--phase", "last")
    assert run.code == 2
    assert "there is no phase “last” in this schema, only “draft”, “final”" in run.err


def test_svrl_is_written_for_one_schema() -> None:
    write("a.xml", tei(P))
    write("s.sch", SCH)
    run = teipress("check", "--schema", "s.sch", "--svrl", "r.svrl")
    assert run.code == 1
    report = etree.parse("r.svrl")
    assert len(report.findall("{http://purl.oclc.org/dsdl/svrl}failed-assert")) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--schema", "s.sch", "--only", "integrity"], "the Schematron rules are not checked"),
        (["--schema", "s.rng"], "it is for one Schematron schema, not 0"),
        (["--schema", "s.sch", "--schema", "t.sch"], "it is for one Schematron schema, not 2"),
    ],
)
def test_svrl_of_nothing_or_of_several_is_refused(arguments: list[str], words: str) -> None:
    write("a.xml", GOOD)
    write("s.rng", RNG)
    write("s.sch", SCH)
    write("t.sch", SCH)
    run = teipress("check", "--svrl", "r.svrl", *arguments)
    assert run.code == 2
    assert words in run.err
    assert not Path("r.svrl").exists()


# Baselines


def baseline(*arguments: str) -> Run:
    return teipress("check", "--baseline", "known.json", "--only", "integrity", *arguments)


def test_only_new_problems_are_told_and_fail() -> None:
    write("a.xml", BAD)
    first = baseline("--update-baseline")
    assert (first.code, first.out) == (0, "1 file checked, nothing new to mend; 1 known problem not shown\n")
    write("a.xml", tei('<p>\n\n\n <ref target="#nothing"/>\n<ref target="#new"/>\n</p>'))
    run = baseline()
    assert run.code == 1
    assert "#new" in run.out
    assert "“#nothing”" not in run.out
    assert run.out.endswith("1 error in 1 of 1 file; 1 known problem not shown\n")


def test_one_more_of_a_known_problem_is_new() -> None:
    write("a.xml", BAD)
    baseline("--update-baseline")
    write("a.xml", BAD.replace("\n</p>", '\n<ref target="#nothing"/></p>'))
    run = baseline()
    assert (run.code, run.out.count("[dangling-pointer]")) == (1, 1)


def test_problems_that_are_gone_are_counted() -> None:
    write("a.xml", BAD)
    baseline("--update-baseline")
    write("a.xml", GOOD)
    assert baseline().out == (
        "1 file checked, nothing to mend; 1 known problem gone: run again with --update-baseline\n"
    )
    baseline("--update-baseline")
    assert baseline().out == "1 file checked, nothing to mend\n"


def test_what_was_not_checked_stays_known() -> None:
    write("a.xml", BAD)
    write("b.xml", BAD.replace("nothing", "none"))
    baseline("--update-baseline")
    write("a.xml", GOOD)
    assert "gone" not in baseline("b.xml").out
    baseline("--update-baseline", "a.xml")
    assert baseline().out == "2 files checked, nothing new to mend; 1 known problem not shown\n"


def test_a_baseline_does_not_depend_on_where_the_command_runs(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("texts/a.xml", BAD)
    baseline("--update-baseline")
    monkeypatch.chdir(here / "texts")
    run = teipress("check", "--baseline", "../known.json", "--only", "integrity")
    assert run.code == 0


def test_a_baseline_is_made_for_review() -> None:
    write("b.xml", BAD)
    write("a.xml", BAD)
    baseline("--update-baseline")
    lines = Path("known.json").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line.rstrip(",")) for line in lines[1:-1]]
    assert [row["path"] for row in rows] == ["a.xml", "b.xml"]
    assert list(rows[0]) == ["path", "code", "source", "id", "fingerprint", "count", "message"]
    baseline("--update-baseline")
    assert Path("known.json").read_text(encoding="utf-8").splitlines() == lines


ROW = '{"path": "a", "code": "c", "source": "s", "id": "", "fingerprint": "f", "count": 1, "message": "m"}'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{\n"version": 1,\n<<<<<<< HEAD\n}', "known.json:3: this is not JSON: "),
        ("[]", "known.json:1: this is no baseline of teipress"),
        ("[" * 100_000, "known.json:1: this is"),
        ('{"version": 9, "problems": []}', "known.json:1: this baseline has another version"),
        ('{"version": 1, "problems": [\n' + ROW + ",\n" + ROW.replace("1", '"1"') + "\n]}", "known.json:3: this is no"),
        ('{"version": 1, "problems": [\n' + ROW + ",\n" + ROW.replace("1", "0") + "\n]}", "known.json:3: this is no"),
        ('{"version": 1, "problems": [\n' + ROW + ",\n\n7]}", "known.json:4: this is no problem of a baseline"),
        ('{"version": 1, "\\u0070roblems": [\n7]}', "known.json:1: this is no problem of a baseline"),
        ("\xff", "known.json: this file is not UTF-8"),
    ],
    ids=["conflict", "list", "deep", "version", "type", "count", "number", "escaped", "encoding"],
)
def test_a_damaged_baseline_is_wrong_usage_with_its_line(text: str, words: str) -> None:
    write("a.xml", BAD)
    Path("known.json").write_bytes(text.encode("latin-1"))
    run = baseline()
    assert (run.code, run.out) == (2, "")
    assert words in run.err


def test_a_baseline_that_is_not_there_is_wrong_usage() -> None:
    write("a.xml", BAD)
    run = baseline()
    assert run.code == 2
    assert "known.json: this baseline cannot be read: no such file or directory" in run.err
    assert teipress("check", "--update-baseline").code == 2


# What changed


def git(*arguments: str) -> None:
    environment = {
        **os.environ,
        **{f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    subprocess.run(["git", *arguments], check=True, capture_output=True, env=environment)


@pytest.fixture
def repository_of_texts() -> None:
    """Commit an edition: b points to a, c to nothing; all have a fault."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    write("teipress.toml", SETTINGS)
    write("texts/a.xml", tei('<p xml:id="p1"><ref target="#none"/></p>'))
    write("texts/b.xml", tei('<ref target="a.xml#p1"/><ref target="#none"/>'))
    write("texts/c.xml", tei('<ref target="#none"/>'))
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "first")


def changed(*arguments: str) -> Run:
    return check("--changed-since", "main", "--only", "integrity", *arguments)


@pytest.mark.usefixtures("repository_of_texts")
def test_nothing_is_checked_when_nothing_changed() -> None:
    assert changed().found == []
    run = teipress("check", "--changed-since", "HEAD")
    assert (run.code, run.out) == (0, "0 files checked, nothing to mend\n")


@pytest.mark.usefixtures("repository_of_texts")
def test_what_changed_is_checked_and_what_points_to_it() -> None:
    write("texts/a.xml", tei('<p xml:id="p1">\n<ref target="#none"/></p>'))
    assert [path for _, path, _ in changed().found] == ["texts/a.xml", "texts/b.xml"]


@pytest.mark.usefixtures("repository_of_texts")
@pytest.mark.parametrize("how", ["unstaged", "staged", "committed", "untracked"])
def test_changes_of_every_kind_count(how: str) -> None:
    name = "texts/d.xml" if how == "untracked" else "texts/c.xml"
    git("checkout", "-q", "-b", "branch")
    write(name, tei('\n<ref target="#none"/>'))
    if how in {"staged", "committed"}:
        git("add", ".")
    if how == "committed":
        git("commit", "-q", "-m", "second")
    assert [path for _, path, _ in changed().found] == [name]


@pytest.mark.usefixtures("repository_of_texts")
def test_what_points_to_a_deleted_file_is_checked() -> None:
    Path("texts/a.xml").unlink()
    assert {path for _, path, _ in changed().found} == {"texts/b.xml"}


@pytest.mark.usefixtures("repository_of_texts")
def test_what_changed_elsewhere_since_the_branch_began_does_not_count() -> None:
    git("checkout", "-q", "-b", "branch")
    git("checkout", "-q", "main")
    write("texts/c.xml", tei('\n\n<ref target="#none"/>'))
    git("commit", "-q", "-a", "-m", "elsewhere")
    git("checkout", "-q", "branch")
    assert changed().found == []


@pytest.mark.usefixtures("repository_of_texts")
@pytest.mark.parametrize("name", ["teipress.toml", "schemas/part.rng"])
def test_when_what_all_share_changed_everything_is_checked_and_that_is_said(name: str) -> None:
    write(name, SETTINGS + "\n")
    run = changed()
    assert len(run.found) == 3
    assert run.err == f"teipress: Everything is checked: {name} changed since main.\n"


@pytest.mark.usefixtures("repository_of_texts")
def test_a_document_that_names_a_changed_schema_is_checked() -> None:
    write("s.rng", RNG)
    write("texts/c.xml", RNG_MODEL.format("../s.rng") + tei(DIV))
    git("add", ".")
    git("commit", "-q", "-m", "second")
    write("texts/c.xml", RNG_MODEL.format("../s.rng") + tei(f"\n{DIV}"))
    assert check("--changed-since", "main", "--only", "relaxng").found == [("unknown-element", "texts/c.xml", 3)]


@pytest.mark.usefixtures("repository_of_texts")
def test_the_command_may_run_in_another_folder_of_the_repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("texts/c.xml", tei('\n<ref target="#none"/>'))
    monkeypatch.chdir(here / "texts")
    assert [path for _, path, _ in changed().found] == ["c.xml"]


@pytest.mark.usefixtures("repository_of_texts")
@pytest.mark.parametrize("revision", ["nothing", "--help", "-x", "HEAD:texts", ""])
def test_a_revision_that_git_does_not_know_is_wrong_usage(revision: str) -> None:
    run = teipress("check", f"--changed-since={revision}")
    assert (run.code, run.out) == (2, "")
    assert "--changed-since: git knows no revision" in run.err


def test_a_folder_that_is_in_no_repository_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))
    write("a.xml", GOOD)
    run = teipress("check", "--changed-since", "main")
    assert (run.code, run.out) == (2, "")
    assert "git" in run.err


# Explanations


def test_a_code_is_explained() -> None:
    run = teipress("explain", "dangling-pointer")
    assert run.code == 0
    assert run.out.splitlines()[0] == "dangling-pointer"
    assert "Mend it:  Correct it, or add what it should point to." in run.out


def test_a_rule_of_the_edition_is_explained_in_its_own_words() -> None:
    write("teipress.toml", SETTINGS + '[schemas]\nschematron = "s.sch"\n')
    write("texts/a.xml", GOOD)
    write("s.sch", SCH)
    run = teipress("explain", "needs-n")
    assert run.code == 0
    assert run.out.splitlines() == [
        "needs-n",
        "A rule of s.sch.",
        "Where:    *:p",
        "Test:     @n",
        "It says:  “…” has no n",
    ]
    assert "needs-n " in teipress("explain").out


def test_all_codes_are_listed() -> None:
    lines = teipress("explain").out.splitlines()
    assert lines == sorted(lines)
    assert any(line.startswith("dangling-pointer  ") for line in lines)


def test_an_unknown_code_gives_2_and_the_nearest_one() -> None:
    run = teipress("explain", "dangling-ponter")
    assert (run.code, run.out) == (2, "")
    assert "did you mean “dangling-pointer”?" in run.err


def test_the_line_of_a_file_that_cannot_be_read_is_quoted() -> None:
    write("a.xml", tei("<p>One <hi>two</p>"))
    run = teipress("check", "--no-color", "a.xml")
    assert run.code == 1
    assert re.search(r"\n    \| .*<p>One <hi>two</p>\n    \| +\^\n", run.out)
