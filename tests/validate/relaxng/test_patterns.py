"""Each pattern, by the documents that it allows and those that it does not."""

from __future__ import annotations

import pytest

from teipress.validate.relaxng import Schema
from tests.validate.relaxng.support import BASE, allows, declared, problems, schema

EMPTY_B = '<element name="b"><empty/></element>'
EMPTY_C = '<element name="c"><empty/></element>'
EMPTY_D = '<element name="d"><empty/></element>'


def root(pattern: str, attributes: str = "") -> str:
    return f'<element name="a" {attributes}>{pattern}</element>'


def word(content: str, name: str = "a") -> str:
    return f"<{name}>{content}</{name}>"


PATTERNS: dict[str, tuple[str, str, str]] = {
    # what: the pattern, what <a> may hold, what it may not, divided by “|”
    "empty": ("<empty/>", "|  |<!-- a comment -->|<?pi?>|&#x20;&#10;", "x|<b/>|<![CDATA[x]]>|&#xA0;"),
    "text": ("<text/>", "|x|x<!-- - -->y|<![CDATA[<]]>|&amp;", "<b/>|x<b/>"),
    "group": (f"{EMPTY_B}{EMPTY_C}", "<b/><c/>| <b/> <c/> ", "|<b/>|<c/>|<c/><b/>|<b/><c/><c/>|<b/>x<c/>"),
    "group of groups": (
        f"<group><group>{EMPTY_B}{EMPTY_C}</group><group>{EMPTY_B}</group></group>",
        "<b/><c/><b/>",
        "<b/><c/>|<b/><b/><c/>",
    ),
    "choice": (f"<choice>{EMPTY_B}{EMPTY_C}</choice>", "<b/>|<c/>", "|<b/><c/>|<d/>|x"),
    "choice of different lengths": (
        f"<choice>{EMPTY_B}<group>{EMPTY_B}{EMPTY_C}</group></choice>",
        "<b/>|<b/><c/>",
        "|<c/>|<b/><b/>",
    ),
    "optional": (f"<optional>{EMPTY_B}</optional>{EMPTY_C}", "<c/>|<b/><c/>", "|<b/>|<b/><b/><c/>"),
    "optional with two": (f"<optional>{EMPTY_B}{EMPTY_C}</optional>", "|<b/><c/>", "<b/>|<c/>"),
    "zeroOrMore": (f"<zeroOrMore>{EMPTY_B}</zeroOrMore>", "|<b/>|<b/><b/><b/>", "<c/>|<b/><c/>"),
    "zeroOrMore with two": (
        f"<zeroOrMore>{EMPTY_B}{EMPTY_C}</zeroOrMore>",
        "|<b/><c/>|<b/><c/><b/><c/>",
        "<b/>|<b/><c/><b/>",
    ),
    "oneOrMore": (f"<oneOrMore>{EMPTY_B}</oneOrMore>", "<b/>|<b/><b/>", "|<c/>"),
    "oneOrMore of a choice": (
        f"<oneOrMore><choice>{EMPTY_B}{EMPTY_C}</choice></oneOrMore>",
        "<b/>|<c/><b/><c/>",
        "|<d/>|<b/><d/>",
    ),
    "interleave": (f"<interleave>{EMPTY_B}{EMPTY_C}</interleave>", "<b/><c/>|<c/><b/>", "|<b/>|<b/><c/><b/>|<d/>"),
    "interleave of groups": (
        f"<interleave><group>{EMPTY_B}{EMPTY_C}</group>{EMPTY_D}</interleave>",
        "<b/><c/><d/>|<b/><d/><c/>|<d/><b/><c/>",
        "<c/><b/><d/>|<b/><c/>",
    ),
    "interleave with a repetition": (
        f"<interleave><zeroOrMore>{EMPTY_B}</zeroOrMore>{EMPTY_C}</interleave>",
        "<c/>|<b/><c/><b/>|<b/><b/><c/>",
        "|<b/>|<c/><c/>",
    ),
    "mixed": (f"<mixed>{EMPTY_B}{EMPTY_C}</mixed>", "<b/><c/>|x<b/>y<c/>z", "|x|<c/><b/>|x<b/>"),
    "text in interleave": (f"<interleave><text/>{EMPTY_B}</interleave>", "<b/>|x<b/>|<b/>x", "x|<b/><b/>"),
    "text before an element": (f"<text/>{EMPTY_B}", "<b/>|x<b/>", "<b/>x|x"),
    "notAllowed in a choice": (f"<choice><notAllowed/>{EMPTY_B}</choice>", "<b/>", "|<c/>"),
    "notAllowed in a group": (f"<choice><group><notAllowed/>{EMPTY_B}</group><empty/></choice>", "", "<b/>"),
    "notAllowed in an optional": ("<optional><notAllowed/></optional>", "", "<b/>|x"),
    "notAllowed in oneOrMore": (f"<choice><oneOrMore><notAllowed/></oneOrMore>{EMPTY_B}</choice>", "<b/>", ""),
    "notAllowed in an attribute": (
        '<choice><attribute name="n"><notAllowed/></attribute><empty/></choice>',
        "",
        "x",
    ),
    "an element that cannot be": (
        f'<choice><element name="b"><notAllowed/></element>{EMPTY_C}</choice>',
        "<c/>",
        "<b/>|",
    ),
    "the same element twice, unlike inside": (
        (
            '<choice><element name="b"><value>1</value></element>'
            f'<group><element name="b"><value>2</value></element>{EMPTY_C}</group></choice>'
        ),
        "<b>1</b>|<b>2</b><c/>",
        "<b>1</b><c/>|<b>2</b>|<b>3</b>",
    ),
    "value": ("<value>x y</value>", "x y| x  y |x<!-- - --> y|&#x78; y", "|x|xy|x y z|<b/>"),
    "value of string": ('<value type="string"> x</value>', " x", "x|  x| x "),
    "an empty value": ("<value/>", "|  ", "x|<b/>"),
    "choice of values": ("<choice><value>1</value><value>2</value></choice>", "1|2| 1 ", "|3|1 2"),
    "value of a number": ('<value type="integer">1</value>', "1|01|+1", "2|x|"),
    "data": ('<data type="integer"/>', "1| 1 |-5", "|x|1.5|1 2|1<b/>"),
    "data with a parameter": (
        '<data type="token"><param name="pattern">[a-c]+</param><param name="maxLength">2</param></data>',
        "a|ab| ab ",
        "|abc|d",
    ),
    "data except": (
        '<data type="integer"><except><value type="integer">1</value><value>2</value></except></data>',
        "3|02",
        "1|01|2|x",
    ),
    "data except data": (
        '<data type="token"><except><data type="integer"/></except></data>',
        "x|1 2|",
        "1| 5 ",
    ),
    "data or an element": (f'<choice><data type="integer"/>{EMPTY_B}</choice>', "1|<b/>| <b/> ", "x|1<b/>|<b/>1|"),
    "list": ('<list><data type="integer"/><value>x</value></list>', "1 x| 1\n x ", "|1|x 1|1 x x|1x"),
    "list of many": ('<list><oneOrMore><data type="integer"/></oneOrMore></list>', "1|1 2  3", "|  |x|1 x"),
    "list of none": ("<list><empty/></list>", "|  ", "x"),
    "list with a choice": (
        "<list><zeroOrMore><choice><value>a</value><group><value>b</value><value>c</value></group></choice></zeroOrMore></list>",
        "|a|b c|a b c a",
        "b|c|b a",
    ),
}


def divided(contents: str) -> list[str]:
    return contents.split("|")


@pytest.mark.parametrize("what", PATTERNS)
def test_content(what: str) -> None:
    pattern, right, wrong = PATTERNS[what]
    made = schema(root(pattern))
    assert [content for content in divided(right) if not allows(made, word(content))] == []
    assert [content for content in divided(wrong) if wrong and allows(made, word(content))] == []


ATTRIBUTES: dict[str, tuple[str, str, str]] = {
    "one": ('<attribute name="n"/>', 'n=""|n="x"', '|m="x"|n="x" m="x"'),
    "one with a value": ('<attribute name="n"><value>1</value></attribute>', 'n="1"|n=" 1 "', 'n="2"|n=""|'),
    "optional": ('<optional><attribute name="n"/></optional>', '|n="x"', 'm="x"'),
    "empty": ('<attribute name="n"><empty/></attribute>', 'n=""|n=" "', 'n="x"|'),
    "two": ('<attribute name="n"/><attribute name="m"/>', 'n="" m=""|m="" n=""', '|n=""|m=""'),
    "a choice": (
        '<choice><attribute name="n"/><attribute name="m"/></choice>',
        'n=""|m=""',
        '|n="" m=""',
    ),
    "a choice with its own content": (
        (
            '<choice><group><attribute name="n"><value>1</value></attribute><attribute name="m"/></group>'
            '<attribute name="n"><value>2</value></attribute></choice>'
        ),
        'n="1" m=""|m="" n="1"|n="2"',
        'n="1"|n="2" m=""|n="3"|m=""',
    ),
    "in an interleave": (
        '<interleave><attribute name="n"/><optional><attribute name="m"/></optional></interleave>',
        'n=""|m="" n=""',
        'm=""|',
    ),
    "any": ("<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>", '|n=""|n="" m="1"|xml:id="i"', ""),
    "at least one": ("<oneOrMore><attribute><anyName/></attribute></oneOrMore>", 'n=""|n="" m="1"', "|"),
    "of one namespace": (
        '<zeroOrMore><attribute><nsName ns="http://www.w3.org/XML/1998/namespace"/></attribute></zeroOrMore>',
        '|xml:id="i"|xml:id="i" xml:lang="en"',
        'n=""|xml:id="i" n=""',
    ),
    "text in the attribute, white space normalized": (
        '<attribute name="n"><value type="string">a b</value></attribute>',
        'n="a b"|n="a\nb"|n="a\tb"',
        'n="a  b"|n="a&#10;b"',
    ),
    "a list": ('<attribute name="n"><list><value>a</value><value>b</value></list></attribute>', 'n=" a  b "', 'n="a"'),
    "mixed with empty": ('<mixed><attribute name="n"/></mixed>', 'n=""', "|"),
}


@pytest.mark.parametrize("what", ATTRIBUTES)
def test_attributes(what: str) -> None:
    pattern, right, wrong = ATTRIBUTES[what]
    made = schema(root(pattern))
    assert [a for a in divided(right) if not allows(made, f"<a {a}/>")] == []
    assert [a for a in divided(wrong) if wrong and allows(made, f"<a {a}/>")] == []


def test_attributes_stand_in_any_place_of_a_group() -> None:
    made = schema(root(f'{EMPTY_B}<attribute name="n"/>{EMPTY_C}'))
    assert allows(made, '<a n=""><b/><c/></a>')
    assert not allows(made, "<a><b/><c/></a>")


def test_an_attribute_may_decide_what_the_content_is() -> None:
    made = schema(
        root(
            f'<choice><group><attribute name="t"><value>b</value></attribute>{EMPTY_B}</group>'
            f'<group><attribute name="t"><value>c</value></attribute>{EMPTY_C}</group></choice>'
        )
    )
    assert allows(made, '<a t="b"><b/></a>')
    assert allows(made, '<a t="c"><c/></a>')
    assert not allows(made, '<a t="b"><c/></a>')


def test_the_root_may_be_one_of_several() -> None:
    made = schema(f"<choice>{EMPTY_B}{EMPTY_C}</choice>")
    assert allows(made, "<b/>")
    assert allows(made, "<c/>")
    assert not allows(made, "<d/>")


def test_a_schema_that_allows_nothing_allows_nothing() -> None:
    made = schema("<notAllowed/>")
    assert not allows(made, "<a/>")


def test_an_element_may_hold_itself() -> None:
    made = schema(
        '<grammar><start><ref name="a"/></start>'
        '<define name="a"><element name="a"><zeroOrMore><ref name="a"/></zeroOrMore></element></define></grammar>'
    )
    assert allows(made, f"{'<a>' * 90}{'</a>' * 90}")
    assert not allows(made, f"{'<a>' * 90}<b/>{'</a>' * 90}")


QNAMES = """
<grammar ns="urn:one" xmlns:o="urn:one">
  <start><element name="a"><zeroOrMore><ref name="any"/></zeroOrMore></element></start>
  <define name="any">
    <element name="b"><attribute name="q"><value type="QName">o:x</value></attribute></element>
  </define>
</grammar>"""


def test_a_qualified_name_is_compared_by_its_namespace() -> None:
    made = schema(QNAMES)
    assert allows(made, '<a xmlns="urn:one"><b q="x"/></a>')
    assert allows(made, '<a xmlns="urn:one" xmlns:p="urn:one"><b q="p:x"/></a>')
    assert allows(made, '<p:a xmlns:p="urn:one"><p:b xmlns="urn:one" q="x"/></p:a>')
    assert not allows(made, '<p:a xmlns:p="urn:one"><p:b q="x"/></p:a>')
    assert not allows(made, '<a xmlns="urn:one" xmlns:p="urn:two"><b q="p:x"/></a>')
    assert not allows(made, '<a xmlns="urn:one"><b q="p:x"/></a>')


def test_a_prefix_ends_with_its_element() -> None:
    made = schema(QNAMES)
    assert allows(made, '<a xmlns="urn:one"><b xmlns:p="urn:one" q="p:x"/></a>')
    assert not allows(made, '<a xmlns="urn:one"><b xmlns:p="urn:one" q="p:x"/><b q="p:x"/></a>')


def test_a_value_without_a_prefix_has_the_ns_of_its_place() -> None:
    made = schema('<element name="a" ns="urn:one"><value type="QName" ns="urn:two">x</value></element>')
    assert allows(made, '<p:a xmlns:p="urn:one" xmlns="urn:two">x</p:a>')
    assert not allows(made, '<a xmlns="urn:one">x</a>')


def test_prefixes_are_known_when_a_qname_is_compiled_in_the_middle_of_the_first_document() -> None:
    text = '<element name="a"><element name="b"><data type="QName"/></element></element>'
    made = Schema.from_bytes(declared(text), BASE)
    assert made.is_valid(b'<a xmlns:p="urn:one"><b>p:x</b></a>')
    assert not made.is_valid(b'<a xmlns:p="urn:one"><b>q:x</b></a>')


def test_words_of_a_list_are_parted_by_the_white_space_of_xml_only() -> None:
    data = "http://www.w3.org/2001/XMLSchema-datatypes"
    words = '<oneOrMore><data type="token"><param name="pattern">[^\\p{Z}]+</param></data></oneOrMore>'
    made = schema(f'<element name="a" datatypeLibrary="{data}"><list>{words}</list></element>')
    assert not problems(made, "<a> 中 \n文\t</a>")
    assert problems(made, "<a>中\u00a0文</a>")
