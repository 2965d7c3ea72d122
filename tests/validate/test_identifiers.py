"""What is cited must be well formed and there once."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.diagnostics import Severity
from teipress.validate.identifiers import check_identifiers, is_ncname
from tests.support import document, place, spots, tei


@pytest.mark.parametrize("name", ["p1", "_", "P.1-a_b", "é", "창성", "x·", "a:b"[0]])
def test_names_are_names(name: str, tmp_path: Path) -> None:
    assert is_ncname(name)
    assert list(check_identifiers([document(tmp_path, tei(f'<p xml:id="{name}"/>'))])) == []


@pytest.mark.parametrize("name", ["", "1a", "-a", ".a", "a b", "a:b", "a/b", "a#b", "“a”", "a&amp;b", "·a"])
def test_what_is_no_name_is_reported_at_the_attribute(name: str, tmp_path: Path) -> None:
    text = tei(f'<p n="é"\n xml:id="{name}"/>')
    found = list(check_identifiers([document(tmp_path, text)]))
    assert spots(found) == [("malformed-id", *place(text, "xml:id"))]


def test_a_decomposed_name_is_reported_with_the_composed_one(tmp_path: Path) -> None:
    (found,) = check_identifiers([document(tmp_path, tei('<p xml:id="cafe\u0301"/>'))])
    assert found.code == "unnormalized-id"
    assert found.help == "Write it as “caf\u00e9”, with composed characters."


@pytest.mark.parametrize(("one", "other"), [("a", "a"), (" a ", "a"), ("a", "\ta"), ("a", "&#x61;")])
def test_the_second_of_two_equal_ids_is_reported_and_names_the_first(one: str, other: str, tmp_path: Path) -> None:
    text = tei(f'<p xml:id="{one}"/>\n<hi/>\n<ab\n  xml:id="{other}" n=""/>')
    found = [d for d in check_identifiers([document(tmp_path, text)]) if d.severity is Severity.ERROR]
    assert spots(found) == [("duplicate-id", 5, 3)]
    assert "already taken by <p> in line 2" in found[0].message


def test_a_third_of_its_kind_is_reported_too(tmp_path: Path) -> None:
    found = list(check_identifiers([document(tmp_path, tei('<p xml:id="a"/>' * 3))]))
    assert [d.code for d in found] == ["duplicate-id"] * 2


def test_white_space_around_an_id_is_a_warning(tmp_path: Path) -> None:
    (found,) = check_identifiers([document(tmp_path, tei('<p xml:id=" a"/>'))])
    assert (found.code, found.severity) == ("spaced-id", Severity.WARNING)


@pytest.mark.parametrize(("one", "other"), [("Kim", "kim"), ("straße", "STRASSE"), ("σς", "σσ")])
def test_ids_that_differ_in_capitals_only_are_a_warning(one: str, other: str, tmp_path: Path) -> None:
    (found,) = check_identifiers([document(tmp_path, tei(f'<p xml:id="{one}"/>\n<p xml:id="{other}"/>'))])
    assert (found.code, found.severity, found.line) == ("confusable-id", Severity.WARNING, 3)
    assert f"“{other}” differs only in capital letters from “{one}” in line 2" in found.message


def test_documents_do_not_share_their_ids(tmp_path: Path) -> None:
    documents = [document(tmp_path, tei('<p xml:id="a"/>'), f"{n}.xml") for n in range(2)]
    assert list(check_identifiers(documents)) == []


def test_ids_of_other_vocabularies_count(tmp_path: Path) -> None:
    text = tei('<p xml:id="a"/><svg xmlns="http://www.w3.org/2000/svg" xml:id="a"/>')
    assert [d.code for d in check_identifiers([document(tmp_path, text)])] == ["duplicate-id"]


@pytest.mark.parametrize(
    ("name", "meant"), [("k\u0456m", "kim"), ("p\u0430r.1", "par.1"), ("n\u03bfte", "note"), ("s\u0435c-1", "sec-1")]
)
def test_letters_of_another_script_that_look_like_latin_ones_are_a_warning(
    name: str, meant: str, tmp_path: Path
) -> None:
    (found,) = check_identifiers([document(tmp_path, tei(f'<p xml:id="{name}"/>'))])
    assert (found.code, found.severity) == ("confusable-id", Severity.WARNING)
    assert f"Did you mean “{meant}”?" in (found.help or "")


@pytest.mark.parametrize("name", ["чангсон", "κόσμος", "창성-county", "kim.김일성", "сор"])
def test_names_in_other_scripts_are_no_fault(name: str, tmp_path: Path) -> None:
    assert list(check_identifiers([document(tmp_path, tei(f'<p xml:id="{name}"/>'))])) == []


def test_ids_that_look_alike_in_two_scripts_are_a_warning(tmp_path: Path) -> None:
    found = list(check_identifiers([document(tmp_path, tei('<p xml:id="cop"/>\n<p xml:id="сор"/>'))]))
    assert [(d.code, d.line) for d in found] == [("confusable-id", 3)]
    assert "looks just like “cop” in line 2" in found[0].message
