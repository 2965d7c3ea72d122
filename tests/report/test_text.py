"""The report for people: place, sentence, the line with a caret, the remedy; nothing that steers a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.diagnostics import Diagnostic, Report, Severity, Source, quote
from teipress.report.text import WIDTH, render, safe, summary


def diagnostic(line: int = 1, column: int = 1, end: int = 0, **other: object) -> Diagnostic:
    values: dict[str, object] = {
        "code": "code",
        "source": Source.INTEGRITY,
        "message": "words",
        "path": "a.xml",
        "line": line,
        "column": column,
        "end_line": line,
        "end_column": end or column + 1,
    }
    return Diagnostic(**{**values, **other})  # type: ignore[arg-type]


def shown(found: Diagnostic, text: str = "") -> list[str]:
    return list(render([found], quote([found], {"a.xml": text})))


def test_a_diagnostic_is_a_headline_an_excerpt_a_caret_and_a_remedy() -> None:
    found = diagnostic(2, 3, 7, id="p1", help="mend it", severity=Severity.WARNING)
    assert shown(found, "one\nab<hi>cd") == [
        "a.xml:2:3: warning: words (in “p1”) [code]",
        "    | ab<hi>cd",
        "    |   ^^^^",
        "    help: mend it",
    ]


def test_without_a_line_only_the_file_is_named() -> None:
    assert shown(diagnostic(0, 0), "text") == ["a.xml: error: words [code]"]


@pytest.mark.parametrize("line", [2, 99])
def test_a_line_that_is_not_there_is_not_quoted(line: int) -> None:
    assert len(shown(diagnostic(line), "one line")) == 1
    assert len(shown(diagnostic(1), "")) == 1


def test_a_file_that_could_not_be_read_is_not_quoted() -> None:
    assert list(render([diagnostic()], {})) == ["a.xml:1:1: error: words [code]"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_of_every_system_are_quoted(end: str) -> None:
    assert shown(diagnostic(2, 2, 4), f"one{end}abcd{end}three")[1:] == ["    | abcd", "    |  ^^"]


def test_a_separator_of_unicode_is_no_line_end() -> None:
    assert shown(diagnostic(2), "one\u2028still one\x85\x0b\ntwo")[1] == "    | two"


@pytest.mark.parametrize(
    ("line", "column", "end", "excerpt", "caret"),
    [
        ("\t<p>", 2, 5, "    <p>", "    ^^^"),
        ("a\tb", 2, 3, "a    b", " ^^^^"),
        ("김일성 <p>", 5, 8, "김일성 <p>", "       ^^^"),
        ("a김b", 2, 3, "a김b", " ^^"),
        ("e\u0301<p>", 3, 6, "e\u0301<p>", " ^^^"),
        ("𐐀<p>", 2, 5, "𐐀<p>", " ^^^"),
        ("ＡＢ<p>", 3, 6, "ＡＢ<p>", "    ^^^"),
        ("abc", 4, 5, "abc", "   ^"),
    ],
    ids=["tab before", "tab at", "wide before", "wide at", "combining", "astral", "full width", "end of line"],
)
def test_the_caret_stands_below_the_fault(line: str, column: int, end: int, excerpt: str, caret: str) -> None:
    assert shown(diagnostic(1, column, end), line)[1:3] == [f"    | {excerpt}", f"    | {caret}"]


def test_a_fault_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    found = diagnostic(1, 3, 2, end_line=2)
    assert shown(found, "a <p\nn=''>")[1:] == ["    | a <p", "    |   ^^"]


LONG = "x" * 400 + "<fault/>" + "y" * 400


def test_a_long_line_is_cut_around_the_fault() -> None:
    excerpt, caret = (line.removeprefix("    | ") for line in shown(diagnostic(1, 401, 409), LONG)[1:])
    assert len(excerpt) <= WIDTH + 2
    assert (excerpt[0], excerpt[-1]) == ("…", "…")
    assert excerpt[caret.index("^") : caret.index("^") + caret.count("^")] == "<fault/>"


def test_a_long_fault_is_cut_too() -> None:
    excerpt, caret = (line.removeprefix("    | ") for line in shown(diagnostic(1, 1, 801), LONG)[1:])
    assert len(excerpt) <= WIDTH + 2
    assert 0 < len(caret) <= WIDTH


def test_indentation_is_cut_first() -> None:
    assert shown(diagnostic(1, 301, 304), " " * 300 + "<p>" + "z" * 300)[1].startswith("    | <p>zzz")


def test_a_thousand_faults_of_a_large_file_are_quoted_in_linear_time() -> None:
    """Were the file divided into lines for each fault, these would be a thousand million lines."""
    text = "<p/>\n" * 500_000
    found = [diagnostic(line * 100) for line in range(1, 2_001)]
    lines = list(render(found, quote(found, {"a.xml": text})))
    assert len(lines) == 3 * 2_000


# Safety

ESCAPE = "\x1b[31m\x1b]0;title\x07"


@pytest.mark.parametrize("field", ["message", "path", "id", "help", "code"])
def test_no_word_of_a_diagnostic_steers_the_terminal(field: str) -> None:
    lines = shown(replace(diagnostic(0, 0), **{field: f"a{ESCAPE}b\nerror: forged\r\x9b\u202e"}))  # type: ignore[arg-type]
    assert all(character.isprintable() for line in lines for character in line)
    assert not any(line.startswith("error: forged") for line in lines)
    assert any("forged" in line for line in lines)


def test_no_quoted_line_steers_the_terminal() -> None:
    lines = shown(diagnostic(1, 3, 5), f"ab{ESCAPE}\x08\x9b\u202e\u200b\u2066\udcff")
    assert all(character.isprintable() for line in lines for character in line)
    assert lines[1].startswith("    | ab�[31m�]0;title�")


def test_no_quoted_line_is_a_command_to_a_build_server() -> None:
    assert not shown(diagnostic(), "::add-mask::x")[1].lstrip().startswith("::")


def test_letters_of_all_scripts_stay_as_they_are() -> None:
    words = "Chang’sŏng 창성군 昌城郡 Чхансон नमस्ते “é” – 𐐀"
    assert safe(words) == words


@given(
    st.text(st.characters(exclude_characters="\r\n"), max_size=300),
    st.integers(1, 320),
    st.integers(0, 320),
    st.integers(1, 2),
)
def test_no_line_and_no_place_is_beyond_rendering(line: str, column: int, length: int, end_line: int) -> None:
    lines = shown(diagnostic(1, column, column + length, end_line=end_line), line)
    assert len(lines) == (3 if line else 1)
    if line:
        assert set(lines[2].removeprefix("    | ").strip()) == {"^"}
        assert len(lines[1]) <= 4 * (WIDTH + 10)


# Colours


def test_styles_are_for_the_place_the_severity_the_help_and_the_caret() -> None:
    found = diagnostic(1, 1, 3, help="mend")
    lines = list(render([found], {"a.xml": {1: "ab"}}, lambda words, role: f"<{role}>{words}</>"))
    assert lines == [
        "<place>a.xml:1:1</>: <error>error:</> words [code]",
        "    | ab",
        "    | <error>^^</>",
        "    <help>help:</> mend",
    ]


# The summary


def report(found: list[Diagnostic], files: int, **more: int) -> Report:
    return Report(tuple(found), tuple(map(str, range(files))), **more)  # type: ignore[arg-type]


def test_the_summary_counts_what_a_baseline_knows() -> None:
    assert summary(report([], 6, known=1)) == "6 files checked, nothing new to mend; 1 known problem not shown"
    assert summary(report([diagnostic()], 1, known=3, gone=2)) == (
        "1 error in 1 of 1 file; 3 known problems not shown; 2 known problems gone: run again with --update-baseline"
    )


@pytest.mark.parametrize(
    ("severities", "files", "words"),
    [
        ("", 1, "1 file checked, nothing to mend"),
        ("", 6, "6 files checked, nothing to mend"),
        ("e", 1, "1 error in 1 of 1 file"),
        ("eew", 6, "2 errors, 1 warning in 1 of 6 files"),
        ("wi", 6, "1 warning, 1 note in 1 of 6 files"),
        ("ii", 6, "2 notes in 1 of 6 files"),
        ("e", 0, "1 error in 1 of 1 file"),
    ],
)
def test_the_summary_counts(severities: str, files: int, words: str) -> None:
    kinds = {"e": Severity.ERROR, "w": Severity.WARNING, "i": Severity.INFO}
    assert summary(report([diagnostic(severity=kinds[s]) for s in severities], files)) == words


def test_the_summary_counts_each_file_once() -> None:
    found = [diagnostic(path=path) for path in ("a.xml", "b.xml", "a.xml")]
    assert summary(report(found, 9)) == "3 errors in 2 of 9 files"
