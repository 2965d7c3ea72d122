"""The plain text of a schema: the same elements, attributes and texts that a parser finds, however they are written."""

from __future__ import annotations

import pytest
from lxml import etree

from teipress.validate.relaxng.plain import plain
from teipress.validate.relaxng.tree import Node, read_tree

ELEMENT = '<element xmlns="http://relaxng.org/ns/structure/1.0" name="p"{0}>{1}</element>'
WRITTEN = {
    "comments": ELEMENT.format("", "<!-- <text/> --><empty/><!-- a > b -->"),
    "a comment before": "<!-- one -->\n<?a b?>" + ELEMENT.format("", "<empty/>"),
    "instructions": ELEMENT.format("", "<?pi <text/> ?><empty/><?pi?>"),
    "a comment in an instruction": ELEMENT.format("", "<?pi <!-- ?><empty/><?pi --> ?>"),
    "a section": ELEMENT.format("", "<value><![CDATA[<a> & b]]></value>"),
    "a sign in a value": ELEMENT.format(' ns="a>b"', "<value>a > b</value>"),
    "a sign in a comment that one in a value makes up for": ELEMENT.format(' ns="a>b"', "<empty/><!-- < -->"),
    "references": ELEMENT.format(' ns="&#x61;&amp;&quot;&#10;"', "<value>&lt;&#97;&gt;&apos;</value>"),
    "single quotes": ELEMENT.format(" ns='a\"b'", "<empty/>"),
    "white space in tags": ELEMENT.format('\n  ns = "a"\t', "<value\n type='token' >a</value ><empty\n/>"),
    "white space in values": ELEMENT.format(' ns="a\n\tb"', "<value> a\n b </value>"),
    "line ends": ELEMENT.format(' ns="a\r\nb"', "<value>a\r\nb\rc</value>"),
    "other letters": ELEMENT.format(' ns="ä"', "<value>창성 𝔞</value>"),
    "a prefix": '<r:element xmlns:r="http://relaxng.org/ns/structure/1.0" name="p"><r:empty/></r:element>',
    "other namespaces": ELEMENT.format(
        ' xmlns:a="urn:a" a:b="c"',
        "x<a:d>no<empty/><a:d/></a:d>y<a:d>z</a:d><choice><choice><text/></choice>q</choice>",
    ),
    "namespaces further in": ELEMENT.format("", '<doc xmlns="urn:a"><text/></doc><empty/><text xmlns="urn:b"/>'),
    "a document type": "<!DOCTYPE element>" + ELEMENT.format("", "<empty/>"),
}


def described(node: Node) -> object:
    return node.name, dict(node.attributes), node.text, [described(child) for child in node.children]


def expected(element: etree._Element) -> object:
    namespace = "{http://relaxng.org/ns/structure/1.0}"
    children = list(element.iterchildren(etree.Element))
    return (
        str(element.tag).removeprefix(namespace),
        {key: value for key, value in element.items() if "}" not in str(key)},
        (element.text or "") + "".join(child.tail or "" for child in children),
        [expected(child) for child in children if str(child.tag).startswith(namespace)],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN.keys())
def test_it_holds_what_a_parser_finds(written: str, encoding: str) -> None:
    data = written.encode(encoding)
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True)
    assert described(read_tree(data, "file:///schema.rng")) == expected(etree.fromstring(data, parser))


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN.keys())
def test_signs_enclose_tags_only(written: str) -> None:
    text = plain(written.encode())
    assert "<!" not in text
    assert "<?" not in text
    assert text.count("<") == text.count(">")


def test_the_place_of_an_element_is_that_in_the_file() -> None:
    data = ELEMENT.format("", "\n<!-- <text/> -->\n <optional>\n  <?pi?><text/>\n</optional>").encode()
    text = read_tree(data, "file:///schema.rng").children[0].children[0]
    assert text.place == (4, 9)
