"""Where elements stand in the reading text, whatever white space is in either."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teipress.cite.offsets import Mismatch, Span, locate, reading_parts
from teipress.corpus import TEI, Document, parse_document
from tests.support import document, tei

TEXTS = st.text(
    st.sampled_from([*"ab é ́\n\t", "漢", "א", "\N{THUMBS UP SIGN}", "\N{ZERO WIDTH JOINER}", "\u00a0"]), max_size=8
)


def source(body: str) -> Document:
    data = tei(f"<teiHeader/><text><body>{body}</body></text>").encode()
    return parse_document(data, Path("/text.xml"), "text.xml")


def spans(text: Document, plain: str) -> dict[str, Span]:
    ids = text.identified
    found = locate(text, plain, ids.values(), length(plain))
    return {identifier: found[element] for identifier, element in ids.items() if element in found}


def length(plain: str) -> int:
    return sum(letter not in " \n" for letter in plain)


def test_an_element_is_where_its_words_are() -> None:
    text = source('<p xml:id="p1">One <hi xml:id="h">two</hi>\n  three.</p><p xml:id="p2">Four</p>')
    plain = "One two three.\n\nFour\n"
    found = spans(text, plain)
    assert {name: plain[slice(*span)] for name, span in found.items()} == {
        "p1": "One two three.", "h": "two", "p2": "Four",
    }  # fmt: skip


def test_offsets_count_code_points() -> None:
    text = source('<p>\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-5}é<hi xml:id="h">漢字</hi></p>')
    assert spans(text, "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-5}é漢字\n") == {"h": Span(3, 5)}


def test_an_element_without_words_is_before_the_next_word() -> None:
    text = source('<p>One<pb xml:id="b"/> two <pb xml:id="end"/></p>')
    assert spans(text, "One two\n") == {"b": Span(4, 4), "end": Span(8, 8)}


def test_words_that_only_the_plain_text_divides_are_found() -> None:
    text = source('<l xml:id="l1">One</l><l xml:id="l2">two<lb/>three</l>')
    assert spans(text, "One\n\ntwo three\n") == {"l1": Span(0, 3), "l2": Span(5, 14)}


def test_comments_and_instructions_are_no_words() -> None:
    text = source('<p><!-- not this -->One <?nor this?>two <hi xml:id="h">three</hi></p>')
    assert spans(text, "One two three\n") == {"h": Span(8, 13)}


def test_what_is_outside_the_reading_text_is_left_out() -> None:
    data = tei('<teiHeader xml:id="header"><p xml:id="about">About</p></teiHeader><text><p xml:id="p">Text</p></text>')
    assert spans(parse_document(data.encode(), Path("/a.xml"), "a.xml"), "Text\n") == {"p": Span(0, 4)}


def test_the_texts_of_a_corpus_are_read_one_after_the_other() -> None:
    part = '<TEI><teiHeader/><text><p xml:id="{0}">{0} words</p></text></TEI>'
    data = f'<teiCorpus xmlns="{TEI}"><teiHeader/>{part.format("a")}{part.format("b")}</teiCorpus>'
    text = parse_document(data.encode(), Path("/a.xml"), "a.xml")
    assert spans(text, "a words\n\nb words\n") == {"a": Span(0, 7), "b": Span(9, 16)}


def test_a_plain_text_of_something_else_is_refused() -> None:
    with pytest.raises(Mismatch, match="3 characters in the source, 4 in the reading text"):
        spans(source('<p xml:id="p">One</p>'), "Four\n")


@given(st.recursive(TEXTS, lambda inner: st.tuples(TEXTS, st.lists(inner, max_size=3), TEXTS), max_leaves=12))
def test_every_element_of_any_tree_is_where_its_words_are(tree: object) -> None:
    text = source(f"<p>{markup(tree, [0])}</p>")
    words = "".join(str(part.xpath("string()")) for part in reading_parts(text))
    plain = " ".join(word for word in re.split("[ \t\r\n]", words) if word) + "\n"
    everything = [e for part in reading_parts(text) for e in part.iter(etree.Element)]
    for element, span in locate(text, plain, everything, length(plain)).items():
        assert solid(plain[slice(*span)]) == solid(str(element.xpath("string()")))


def markup(tree: object, number: list[int]) -> str:
    if isinstance(tree, str):
        return tree
    assert isinstance(tree, tuple)
    before, inner, after = tree
    number[0] += 1
    name = f"n{number[0]}"
    return f'{before}<seg xml:id="{name}">{"".join(markup(one, number) for one in inner)}</seg>{after}'


def solid(words: str) -> str:
    return "".join(letter for letter in words if letter not in " \t\r\n")


def test_ids_are_found_as_an_xml_processor_reads_them(tmp_path: Path) -> None:
    text = document(tmp_path, tei('<text xml:id=" t "><p xml:id="p"/><p xml:id="p"/></text>'))
    assert [*text.identified] == ["t", "p"]
