"""The encoding of the article: its words, its ids, and the decisions of its editors."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from itertools import count, pairwise

import pytest
from lxml import etree

from tests.paths import SHARED, TEI
from tests.xpath import elements, string, strings

# The SHA-256 of the article's words, one line a paragraph: they are the source's, and never change.
WORDS = "fb8f5be62dde24fdc5c7a0d17defc2fd0b97e6c4bef6c0260553c9d9ab450724"
NAMES = "self::tei:persName or self::tei:placeName or self::tei:orgName or self::tei:eventName or self::tei:title"
MENTIONS = f"{NAMES} or self::tei:rs"
QUOTATIONS = "self::tei:said or self::tei:quote or self::tei:q"


@cache
def article() -> etree._ElementTree:
    return etree.parse(TEI / "texts/changsung.xml")


@cache
def entries() -> frozenset[str]:
    """Collect what pointers may lead to: scheme and id of every entry of every register."""
    lists = {"person": "listPerson", "place": "listPlace", "org": "listOrg", "event": "listEvent", "work": "listBibl"}
    registers = [etree.parse(path) for path in (TEI / "registers").glob("*.xml")]
    return frozenset(
        f"{scheme}:{entry}"
        for register in registers
        for scheme, name in lists.items()
        for entry in strings(register, f"//tei:{name}/*/@xml:id")
    )


def in_body(condition: str) -> list[etree._Element]:
    return elements(article(), f"//tei:body//*[{condition}]")


def words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def identity(element: etree._Element) -> str:
    return string(element, "@xml:id")


def paragraphs() -> list[str]:
    return [words(block) for block in in_body("self::tei:head or self::tei:p")]


def untagged(element: etree._Element) -> str:
    """Give the words of an element that are in no name, description or date."""
    tagged = {"persName", "placeName", "orgName", "eventName", "title", "rs", "date"}
    parts = [element.text or ""]
    for child in element:
        parts += ["" if etree.QName(child).localname in tagged else untagged(child), child.tail or ""]
    return "".join(parts)


def test_the_words_are_those_of_the_source() -> None:
    source = SHARED / "seed/article.txt"
    if not source.is_file():
        pytest.skip("the source of the article is not at hand")
    blocks = source.read_text(encoding="utf-8").split("\n\n")
    assert paragraphs() == [" ".join(block.split()) for block in blocks]


def test_the_words_never_change() -> None:
    assert hashlib.sha256("\n".join(paragraphs()).encode()).hexdigest() == WORDS


def test_the_sentences_hold_all_of_the_paragraphs() -> None:
    for paragraph in in_body("self::tei:p"):
        assert words(paragraph) == " ".join(words(sentence) for sentence in elements(paragraph, "tei:s"))


def test_paragraphs_and_sentences_are_numbered_without_a_gap() -> None:
    for number, paragraph in zip(count(1), in_body("self::tei:p"), strict=False):
        assert (string(paragraph, "@n"), identity(paragraph)) == (f"{number}", f"p{number}")
        for inner, sentence in zip(count(1), elements(paragraph, "tei:s"), strict=False):
            assert (string(sentence, "@n"), identity(sentence)) == (f"{inner}", f"p{number}.s{inner}")


def test_everything_that_can_be_cited_has_an_id_that_says_what_it_is() -> None:
    prefixes = {"persName": "pers", "placeName": "place", "orgName": "org", "eventName": "event", "title": "work"}
    described = {"person": "pers", "place": "place", "organization": "org", "event": "event", "work": "work"}
    for element in in_body(f"{MENTIONS} or self::tei:date"):
        name = etree.QName(element).localname
        prefix = described[string(element, "@type")] if name == "rs" else prefixes.get(name, name)
        assert re.fullmatch(rf"{prefix}[1-9][0-9]*", identity(element))
    for quotation in in_body(QUOTATIONS):
        assert re.fullmatch(r"q[1-9][0-9]*(\.[2-9])?", identity(quotation))


def test_every_element_below_the_body_can_be_cited() -> None:
    assert [element.tag for element in in_body("not(@xml:id)")] == []


def test_no_id_is_given_twice() -> None:
    ids = strings(article(), "//@xml:id")
    assert len(ids) == len(set(ids))


def test_every_reference_speaker_and_source_has_an_entry() -> None:
    pointers = " ".join(strings(article(), "//@ref | //@who | //@source | //@corresp")).split()
    in_registers = {pointer for pointer in pointers if not pointer.startswith("#")}
    assert len(in_registers) > 20
    assert in_registers - entries() == set()


def test_every_mention_refers_to_something() -> None:
    assert [identity(mention) for mention in in_body(f"({MENTIONS}) and not(@ref)")] == []


def test_parts_of_a_quotation_link_both_ways_and_agree() -> None:
    parts = {identity(quotation): quotation for quotation in in_body(QUOTATIONS)}
    chains = [[first] for first in parts if not string(parts[first], "@prev")]
    for chain in chains:
        while following := string(parts[chain[-1]], "@next")[1:]:
            chain.append(following)
        assert chain == [chain[0], *(f"{chain[0]}.{number}" for number in range(2, len(chain) + 1))]
        for one, other in pairwise(chain):
            assert string(parts[other], "@prev") == f"#{one}"
        assert len({(parts[p].tag, string(parts[p], "@who"), string(parts[p], "@source")) for p in chain}) == 1
    assert sorted(part for chain in chains for part in chain) == sorted(parts)
    assert [len(chain) for chain in chains] == [2, 2, 1, 3, 1, 1]


def test_quotations_say_whose_words_they_hold() -> None:
    speakers = {
        identity(quotation): (string(quotation, "@who"), string(quotation, "@source"))
        for quotation in in_body(f"({QUOTATIONS}) and not(@prev)")
    }
    assert speakers == {
        "q1": ("person:kim-il-sung", "person:defectors"),
        "q2": ("", "org:rodong-sinmun"),
        "q3": ("org:rodong-sinmun org:kcna", ""),
        "q4": ("person:kwon-tae-jin", ""),
        "q5": ("person:kim-kwang-in", ""),
        "q6": ("person:kim-kwang-in", ""),
    }


def test_kim_alone_is_kim_il_sung_first_and_kim_kwang_in_last() -> None:
    kims = [kim for kim in in_body("self::tei:persName") if words(kim) == "Kim"]
    assert [(string(kim, "ancestor::tei:p/@n"), string(kim, "@ref"), string(kim, "@cert")) for kim in kims] == [
        ("3", "person:kim-il-sung", "high"),
        ("4", "person:kim-il-sung", "high"),
        ("11", "person:kim-kwang-in", "high"),
    ]


def test_dates_mean_what_the_editors_found() -> None:
    attributes = ("when", "notBefore", "notAfter", "from", "to", "cert")
    found = {
        words(date): {name: value for name in attributes if (value := string(date, f"@{name}"))}
        for date in in_body("self::tei:date")
    }
    assert found == {
        "the Kim Il Sung era": {"from": "1948", "to": "1994", "cert": "low"},
        "the 8th": {"when": "2012-08-08", "cert": "medium"},
        "August 7th and 8th": {"from": "1962-08-07", "to": "1962-08-08", "cert": "high"},
        "days prior": {"notAfter": "2012-08-07", "cert": "medium"},
        "the 7th": {"when": "2012-08-07", "cert": "medium"},
    }


def test_the_smaller_place_holds_the_larger_where_the_text_nests_them() -> None:
    nested = elements(article(), "//tei:body//tei:placeName[tei:placeName]")
    assert [(words(outer), words(inner)) for outer in nested for inner in outer] == [
        ("Changsung County in North Pyongan Province", "North Pyongan Province")
    ]


def test_no_name_is_left_untagged() -> None:
    """Every word with a capital inside a sentence is tagged, but for an abbreviation of a kind of thing."""
    sentences = [untagged(sentence) for sentence in in_body("self::tei:s")]
    capitals = {word for text in sentences for word in re.findall(r"(?<=[a-z,] )[A-Z]\w*", text)}
    assert capitals == {"SMEs"}


def test_no_form_of_a_name_in_the_registers_is_left_untagged() -> None:
    registers = [etree.parse(path) for path in (TEI / "registers").glob("*.xml")]
    names = {
        words(name)
        for register in registers
        for name in elements(register, "//tei:standOff/*/*/*[@type = 'main' or @type = 'variant']")
    }
    left = " ".join(untagged(sentence) for sentence in in_body("self::tei:s"))
    assert "Kim Il Sung" in names
    assert {name for name in names if re.search(rf"\b{re.escape(name)}\b", left)} == set()


@pytest.mark.parametrize(
    ("description", "tagged", "left"),
    [
        ("the regime", 2, 0),
        ("the center", 3, 1),  # “at the center of everything” is no authority
        ("the country", 1, 0),
        ("joint session", 2, 0),
        ("the session", 1, 0),
        ("the new policy", 1, 0),
        ("the county", 0, 2),
        ("the regions", 0, 3),
        ("our household", 0, 1),
        ("the discussion", 0, 1),
        ("these moves", 0, 1),
    ],
)
def test_descriptions_are_tagged_by_rule(description: str, tagged: int, left: int) -> None:
    described = [words(rs).lower() for rs in in_body("self::tei:rs")]
    rest = " ".join(untagged(block) for block in in_body("self::tei:s")).lower()
    assert sum(description in text for text in described) == tagged
    assert len(re.findall(rf"\b{description}\b", rest)) == left


def test_what_depends_on_the_speaker_is_not_tagged() -> None:
    mentions = {words(mention).lower() for mention in in_body(MENTIONS)}
    assert mentions.isdisjoint({"our country", "our household", "it", "they", "he", "we"})
    assert "the regime" in mentions


def test_what_the_editors_infer_they_answer_for() -> None:
    inferred = in_body("@cert")
    assert len(inferred) > 5
    assert [identity(element) for element in inferred if string(element, "@resp") != "#encoders"] == []
