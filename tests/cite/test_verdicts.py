"""What became of an id, in the cases where words alone do not tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.cite.ledger import Ledger, record_release
from teipress.cite.passages import passages_of
from teipress.cite.verdicts import judge
from teipress.corpus import Document, parse_document
from tests.support import tei


def document(content: str) -> Document:
    return parse_document(tei(content).encode(), Path("/edition/text.xml"), "text.xml")


def verdicts(old: str, new: str, name: str = "text") -> dict[str, str]:
    """Release one text, and judge another against it; what is the same is left out."""
    ledger = record_release(Ledger(), {name: document(old)}, "1.0.0")
    found = judge(ledger.documents[name], passages_of(document(new), name))
    return {judged.entry.id: str(judged.verdict) for judged in found if judged.verdict != "same"}


def lines(*words: str) -> str:
    """Write lines; each is “id words”, or “- words” for one without an id."""
    pairs = (line.partition(" ") for line in words)
    return "".join(f"<l{'' if id == '-' else f' xml:id={chr(34)}{id}{chr(34)}'}>{said}</l>" for id, _, said in pairs)


FIRST, LAST = "a The morning came over the hills.", "z And everybody went home again."


def test_an_id_that_jumps_to_a_twin_without_id_is_seen() -> None:
    old = lines(FIRST, "b Ja, ja.", "- So the old man said to me.", "- Ja, ja.", LAST)
    new = lines(FIRST, "- Ja, ja.", "- So the old man said to me.", "b Ja, ja.", LAST)
    assert verdicts(old, new) == {"b": "moved-id"}


def test_a_line_put_before_a_repeated_one_is_no_harm() -> None:
    old = lines(FIRST, "b Ja, ja.", "c Ja, ja.", LAST)
    new = lines(FIRST, "b1 New words come in here.", "b Ja, ja.", "c Ja, ja.", LAST)
    assert verdicts(old, new) == {}


def test_a_repeated_line_between_corrected_neighbours_is_no_harm() -> None:
    old = lines("a Yes.", "b Ja.", "c No.", "d Never, never.", "e Ja.", LAST)
    new = lines("a Yess.", "b Ja.", "c Noo.", "d Never, never.", "e Ja.", LAST)
    assert verdicts(old, new) == {"a": "edited", "c": "edited"}


def test_texts_exchanged_under_ids_that_stay_are_seen() -> None:
    one, other = "Fare you well, my own true love.", "Fare thee well, my own true love."
    middle = ("m Here a stanza of another kind", "n goes on between the two of them.")
    old = lines(FIRST, f"b {one}", *middle, f"c {other}", LAST)
    new = lines(FIRST, f"b {other}", *middle, f"c {one}", LAST)
    assert verdicts(old, new) == {"b": "moved-id", "c": "moved-id"}


def test_a_line_corrected_to_say_what_its_neighbour_says_is_no_harm() -> None:
    refrain = "Fare thee well, my own true love."
    old = lines(FIRST, f"b {refrain}", "c Fare the well, my own true love.", LAST)
    new = lines(FIRST, f"b {refrain}", f"c {refrain}", LAST)
    assert verdicts(old, new) == {"c": "edited"}


@pytest.mark.parametrize(("old", "new"), [("I", "O"), ("Ay", "Aye"), ("ja", "aj"), ("Kim", "Kin"), ("Yes", "yes!")])
def test_one_letter_of_a_tiny_text_may_differ(old: str, new: str) -> None:
    found = verdicts(lines(FIRST, f"b {old}", LAST), lines(FIRST, f"b {new}", LAST))
    assert found == {"b": "edited"}


def test_a_tiny_text_that_became_another_is_seen() -> None:
    assert verdicts(lines(FIRST, "b Ja", LAST), lines(FIRST, "b Nein", LAST)) == {"b": "rewritten-id"}


def test_a_tiny_text_in_a_long_one_is_seen() -> None:
    new = lines(FIRST, "b And then the old man said: O what a night it has been for all of us.", LAST)
    assert verdicts(lines(FIRST, "b O!", LAST), new) == {"b": "rewritten-id"}
    assert verdicts(lines(FIRST, "b O Kim", LAST), lines(FIRST, "b O Kim, come here.", LAST)) == {"b": "edited"}


def test_page_breaks_are_known_by_number_and_place() -> None:
    old = '<p>One two three <pb xml:id="pb1" n="1"/>four five six <pb xml:id="pb2" n="2"/>seven eight nine.</p>'
    shifted = old.replace('three <pb xml:id="pb1" n="1"/>four', '<pb xml:id="pb1" n="1"/>three four')
    assert verdicts(old, shifted) == {}
    exchanged = old.replace("pb1", "x").replace("pb2", "pb1").replace('"x"', '"pb2"')
    assert set(verdicts(old, exchanged)) == {"pb1", "pb2"}
    assert verdicts(old, old.replace('n="2"', 'n="3"')) == {"pb2": "edited"}


def test_a_division_that_lost_a_paragraph_is_the_same_division() -> None:
    old = '<div xml:id="d"><p xml:id="a">One two three.</p><p xml:id="b">A longer paragraph follows it here.</p></div>'
    new = '<div xml:id="d"><p xml:id="a">One two three.</p></div>'
    assert verdicts(old, new) == {"d": "edited", "b": "vanished-id"}


def test_another_encoding_of_the_inside_is_no_harm() -> None:
    old = '<p xml:id="a">On the 8th of August, Kim <hi>spoke</hi> in the county town.</p>'
    new = '<p xml:id="a">On\n    the <date>8th of August</date>, <persName>Kim</persName> spoke in the county town.</p>'
    assert verdicts(old, new) == {}


def test_words_are_known_in_scripts_without_spaces() -> None:
    old = '<p xml:id="a">창성군은 살기 좋은 곳이다.</p><p xml:id="b">国破山河在城春草木深感時花濺涙恨別鳥驚心</p>'
    assert verdicts(old, old.replace("深感時", "深時")) == {"b": "edited"}
    assert verdicts(
        old, old.replace("国破山河在城春草木深感時花濺涙恨別鳥驚心", "春眠不覚暁処処聞啼鳥夜来風雨声花落知多少")
    ) == {"b": "rewritten-id"}


def test_an_element_taken_out_with_its_comment_and_instruction_loses_nothing() -> None:
    old = '<p xml:id="a">One <!-- no --> two <?pi no?> three.</p>'
    assert verdicts(old, '<p xml:id="a">One  two  three.</p>') == {}


def test_a_register_may_be_sorted_anew() -> None:
    names = {id: f'<person xml:id="{id}"><name>{id.title()}</name></person>' for id in ("kim", "park", "choi", "lee")}
    old, new = ("".join(names[id] for id in order) for order in (names, sorted(names)))
    assert set(verdicts(old, new, "registers/persons").values()) == {"shifted"}
    exchanged = old.replace('"kim"', '"x"').replace('"lee"', '"kim"').replace('"x"', '"lee"')
    assert set(verdicts(old, exchanged, "registers/persons").values()) == {"moved-id"}
