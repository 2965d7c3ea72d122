"""Names as XML 1.0 had them up to its fourth edition."""

from __future__ import annotations

import re
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.validate.relaxng.ncname import is_name, is_ncname, is_nmtoken

NCNAMES = ["a", "Z", "_", "a1", "a-b", "a.b", "é", "中文", "가", "ά", "a·", "a\u0300", "x\u0660", "א"]
NO_NCNAMES = [
    "", " ", "1", "-", ".", "·", "\u0300", "a:b", ":a", "a b", "a ", "a\n", "a/", "a<", "a>", "a=", "a'", "&a;",
    "a\x00", "a\u00a0b", "a\u2028b", "𐍈", "a\ue000", "×", "÷", "a\ufffe", "\ud800", "Ⅷ", "€", "“a”", "<a/",
    "a/><b",
]  # fmt: skip


@pytest.mark.parametrize("name", NCNAMES)
def test_ncnames(name: str) -> None:
    assert is_ncname(name)
    assert is_name(name)
    assert is_nmtoken(name)


@pytest.mark.parametrize("name", NO_NCNAMES)
def test_no_ncnames(name: str) -> None:
    assert not is_ncname(name)


@pytest.mark.parametrize("name", [":", ":a", "a:b:c", "é:"])
def test_names_may_have_colons(name: str) -> None:
    assert is_name(name)
    assert not is_ncname(name)


@pytest.mark.parametrize("token", ["1", "-", ".", ":", "·", "\u0300a", "1:2", "a"])
def test_nmtokens_may_start_with_any_character_of_names(token: str) -> None:
    assert is_nmtoken(token)


@pytest.mark.parametrize("token", ["", " ", "a b", "×", "a\n", "a/"])
def test_no_nmtokens(token: str) -> None:
    assert not is_nmtoken(token)


@given(st.text(st.characters(max_codepoint=0x7F), max_size=4))
def test_ascii_names_follow_the_grammar(name: str) -> None:
    assert is_ncname(name) is (re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.\-]*", name) is not None)


@given(
    st.text(st.characters(min_codepoint=0x80, max_codepoint=0x3FFF, exclude_categories=["Cs"]), min_size=1, max_size=3)
)
def test_other_names_are_those_that_a_parser_takes_for_an_element(name: str) -> None:
    parser = expat.ParserCreate()
    try:
        parser.Parse(f"<{name}/>".encode(), True)
        parses = True
    except expat.ExpatError:
        parses = False
    assert is_ncname(name) is (parses and name.split() == [name])
