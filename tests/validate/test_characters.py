"""A line must not show something else than it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.diagnostics import Severity
from teipress.validate.characters import check_characters
from tests.support import document, spots, tei

CONTROLS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]


@pytest.mark.parametrize("code", CONTROLS, ids=hex)
@pytest.mark.parametrize("written", ["{}", "&#x{:X};", "&#x000{:x};", "&#{:d};"])
def test_every_bidirectional_control_is_a_warning_however_it_is_written(
    code: int, written: str, tmp_path: Path
) -> None:
    control = chr(code) if written == "{}" else written.format(code)
    (found,) = check_characters([document(tmp_path, tei(f"<p>é𐐀{control}x</p>"))])
    assert (found.code, found.severity) == ("bidi-control", Severity.WARNING)
    assert (found.line, found.column, found.end_line, found.end_column) == (2, 6, 2, 6 + len(control))
    assert f"U+{code:04X} " in found.message


def test_controls_in_attributes_and_comments_are_seen_in_their_order(tmp_path: Path) -> None:
    found = list(check_characters([document(tmp_path, tei('<p n="\u202e"/>\n<!-- \u2066 -->'))]))
    assert spots(found) == [("bidi-control", 2, 7), ("bidi-control", 3, 6)]


@pytest.mark.parametrize(
    "text", ["שלום", "سلام", "\u200e\u200f\u061c", "\u200b\u200d\u00ad", "&#233;&#x1F600;", "&amp;"]
)
def test_right_to_left_letters_and_marks_are_letters(text: str, tmp_path: Path) -> None:
    assert list(check_characters([document(tmp_path, tei(f"<p>{text}</p>"))])) == []


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\ufffd", "lost-character"),
        ("&#xFFFD;", "lost-character"),
        ("\u0093", "control-character"),
        ("\ufdd0", "no-character"),
        ("\U0001fffe", "no-character"),
        ("\U0010ffff", "no-character"),
        ("\ue000", "private-character"),
        ("&#xF8FF;", "private-character"),
        ("\U000f0000", "private-character"),
        ("\U0010fffd", "private-character"),
    ],
)
def test_characters_that_say_nothing_are_a_warning(character: str, code: str, tmp_path: Path) -> None:
    (found,) = check_characters([document(tmp_path, tei(f"<p>é{character}</p>"))])
    assert (found.code, found.severity, found.line, found.column) == (code, Severity.WARNING, 2, 5)


def test_private_characters_that_the_header_describes_are_no_fault(tmp_path: Path) -> None:
    described = "<charDecl><char xml:id='x'><mapping>\ue000</mapping></char></charDecl><p>\ue000</p>"
    assert list(check_characters([document(tmp_path, tei(described))])) == []


def test_of_very_many_the_first_few_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    found = list(check_characters([document(tmp_path, tei("<p>\ufffd\u202e</p>\n" * 1_000))]))
    assert [d.code for d in found] == ["lost-character"] * 5 + ["bidi-control"] * 5
    assert [d.message.endswith("; 995 more follow") for d in found] == [False] * 4 + [True] + [False] * 4 + [True]


def test_numbers_in_comments_may_be_anything(tmp_path: Path) -> None:
    assert (
        list(
            check_characters(
                [
                    document(
                        tmp_path, tei(f"<!-- &#99999999999999999999; &#x110000; &#{'0' * 9_000}1; &#{'9' * 9_000}; -->")
                    )
                ]
            )
        )
        == []
    )
