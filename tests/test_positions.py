"""Lines and columns are those that an editor shows: in characters, from 1."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.positions import count_lines, end_of, line_offsets, read_positions
from tests.support import place


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("", (0,)),
        ("a", (0,)),
        ("a\n", (0, 2)),
        ("a\nb\r\nc\rd", (0, 2, 5, 7)),
        ("\r\r\n\n", (0, 1, 3, 4)),
        ("a\u2028b\x85c\x0bd", (0,)),
    ],
)
def test_only_what_xml_knows_as_line_ends_ends_a_line(text: str, offsets: tuple[int, ...]) -> None:
    assert tuple(line_offsets(text)) == offsets
    assert count_lines(text) == len(offsets)
    assert end_of(text) == (len(offsets), len(text) - offsets[-1] + 1)


def test_a_long_line_is_measured_in_linear_time() -> None:
    """A megabyte without a line end, as machines write it, must not take minutes."""
    text = "<a>" + "<b/>" * 250_000 + "</a>"
    assert read_positions(text).starts[-1] == (1, len(text) - 7)


def test_columns_are_counted_in_characters_not_bytes_nor_utf_16_units() -> None:
    starts = read_positions("<a>é𐐀한<b/>\u0301<c/></a>").starts
    assert [starts[number] for number in range(len(starts))] == [(1, 1), (1, 7), (1, 12)]


def test_lines_beyond_65535_are_known() -> None:
    text = "<a>" + "\n" * 70_000 + " <b n=''/></a>"
    positions = read_positions(text)
    assert positions.starts[1] == (70_001, 2)
    assert positions.attribute(1, "n") == (70_001, 5)
    assert positions.tag_end(1) == (70_001, 11)


TAG = """<x><p
   a = "1"
\tb:c='2 d="no"'
  e="x > y"
  >text a="no"</p></x>"""


@pytest.mark.parametrize(("name", "written"), [("a", 'a = "1"'), ("b:c", "b:c="), ("e", 'e="x')])
def test_attributes_over_several_lines_are_found(name: str, written: str) -> None:
    text = TAG.replace("<x>", '<x xmlns:b="u">')
    assert read_positions(text).attribute(1, name) == place(text, written)


@pytest.mark.parametrize("name", ["d", "c", "b", "p", ""])
def test_what_only_looks_like_an_attribute_is_none(name: str) -> None:
    positions = read_positions(TAG)
    assert positions.attribute(1, name) == positions.starts[1]
    assert positions.attribute_end(1, name) == positions.tag_end(1)


def test_an_attribute_ends_after_its_closing_quotation_mark() -> None:
    assert read_positions(TAG).attribute_end(1, "b:c") == (3, 16)


def test_a_tag_ends_after_its_own_angle_bracket() -> None:
    positions = read_positions(TAG)
    assert positions.tag_end(0) == (1, 4)
    assert positions.tag_end(1) == (5, 4)


NAMES = st.sampled_from(["p", "hi", "é", "한", "a.b-c"])
TEXTS = st.text(st.sampled_from("ab é𐐀\n\t>/'=\""), max_size=8)


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> tuple[str, list[tuple[str, list[str]]]]:
    """Make an element as markup, and the name and attributes of each element in it, in document order."""
    name = draw(NAMES)
    attributes = draw(st.dictionaries(NAMES, TEXTS, max_size=3))
    space = draw(st.sampled_from([" ", "\n  ", "\t"]))
    markup = f"<{name}" + "".join(f"{space}{key}={quoteattr(value)}" for key, value in attributes.items()) + ">"
    found = [(name, [*attributes])]
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        child, inside = draw(trees(depth - 1))
        between = draw(TEXTS)
        markup += f"{between}{child}<!-- <p n=''> -->"
        found += inside
    return markup + f"</{name}>", found


@given(trees(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_element_and_attribute_is_where_its_name_stands(
    tree: tuple[str, list[tuple[str, list[str]]]], end: str
) -> None:
    markup, elements = tree
    text = markup.replace("\n", end)
    positions = read_positions(text)
    lines = text.split(end)
    assert len(positions.starts) == len(elements)
    for number, (name, attributes) in enumerate(elements):
        line, column = positions.starts[number]
        assert lines[line - 1][column - 1 :].startswith(f"<{name}")
        for attribute in attributes:
            line, column = positions.attribute(number, attribute)
            assert lines[line - 1][column - 1 :].startswith(f"{attribute}=")
        line, column = positions.tag_end(number)
        assert lines[line - 1][column - 2] == ">"
