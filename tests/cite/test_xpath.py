"""What is read of XPath, what it selects, and that no expression runs for ever."""

from __future__ import annotations

import re
import time

import pytest
from elementpath import XPath2Parser
from elementpath import select as reference_select
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from teipress.cite.evaluate import select, text_of
from teipress.cite.nodes import TooCostly, tree_of
from teipress.cite.xpath import LONGEST, TEI, XPathFault, parse_xpath

SMALL = f"""<TEI xmlns="{TEI}"><text><body>
<div n="1" type="act"><head>The first</head><p n="a">One <hi>two</hi></p><!-- none --><p>three<pb n="2"/></p></div>
<div n="2" type="scene"><l n="1">L</l><l/><lg><l n="3"/></lg><p xml:id="last"/></div><div/>
</body></text></TEI>"""
ROOT = etree.fromstring(SMALL)
TREE = tree_of(ROOT)

SELECTING = [
    "/TEI/text/body/div",
    "//body/div",
    "//p",
    "//p[@n]",
    "//p[not(@n)]",
    "//p[2]",
    "//div/p[last()]",
    "//div[@type='act' or @n = '2']",
    "//div[@type='act' and @n = '2']",
    "//div[@n != '1']",
    "//div[@n > 1]",
    "//l[position() < 2]",
    "//l[position() = last()]",
    "//*[self::p or self::l]",
    "//p | //l",
    "//pb/ancestor::div",
    "//lg/..",
    "//l/parent::lg",
    "//p/following-sibling::p",
    "//p/preceding-sibling::head",
    "//pb/preceding::head",
    "//head/following::l",
    "//div[count(l) > 1]",
    "//div[p/pb]",
    "//div[.//l]",
    "//div[starts-with(@type, 'sc')]",
    "//div[contains(@type, 'c')]",
    "//div[normalize-space(head)]",
    "//div[string-length(@type) = 3]",
    "//l[ancestor::lg]",
    "//descendant::l[2]",
    "/descendant-or-self::node()/child::l[1]",
    "//*[local-name() = 'lg']",
    "//*[@xml:id]",
    "//div[@n][2]",
    "//div[head][1]",
    "//div[empty(p)]",
    "//div[exists(p)]",
    "//div[true()]/p",
    "//div[p = 'three']",
    "//div[concat(@n, @type) = '1act']",
    "//node()[self::l]",
    "/",
    "//div[@n - 1 = 1]",
    "//div[@type || '' = 'act']",
]


@pytest.mark.parametrize("expression", SELECTING)
def test_an_expression_selects_what_xpath_says(expression: str) -> None:
    expected = reference_select(ROOT.getroottree(), expression, {"": TEI}, parser=_parser(expression))
    elements = [node for node in expected if isinstance(node, etree._Element) and isinstance(node.tag, str)]
    assert select(TREE, parse_xpath(expression, {})) == elements


def _parser(expression: str) -> type:
    if "||" in expression:
        from elementpath.xpath3 import XPath3Parser

        return XPath3Parser
    return XPath2Parser


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("@n", "1"),
        ("position()", "3"),
        ("last()", "7"),
        ("head", "The first"),
        ("concat(@type, '-', @n)", "act-1"),
        ("@type || @n", "act1"),
        ("count(preceding-sibling::div) + 1", "1"),
        ("substring(head, 5)", "first"),
        ("substring(head, 1, 3)", "The"),
        ("substring-before(head, ' ')", "The"),
        ("substring-after(head, ' ')", "first"),
        ("translate(head, 'Tf', 't')", "the irst"),
        ("upper-case(head)", "THE FIRST"),
        ("lower-case(head)", "the first"),
        ("string-join(p/@n, '+')", "a"),
        ("string(number(@n) + 0.5)", "1.5"),
        ("local-name()", "div"),
        ("'it''s'", "it's"),
        ("@absent", ""),
        ("p[1]", "One two"),
        ("number('x')", "nan"),
        ("not(p)", "false"),
        ("string-length(@type)", "3"),
    ],
)
def test_an_expression_has_the_value_that_xpath_says(expression: str, value: str) -> None:
    [division] = select(TREE, parse_xpath("//div[@n = '1']", {}))
    assert text_of(TREE, parse_xpath(expression, {}), division, 3, 7) == value


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("//body/p[", "ends too early"),
        ("", "ends too early"),
        ("//p]", "from “]” on"),
        ("document('/etc/passwd')", "not understood, “document()”"),
        ("doc('http://example.org')//p", "“doc()”"),
        ("unparsed-text('x')", "“unparsed-text()”"),
        ("//p[matches(., '(a+)+$')]", "“matches()”"),
        ("//x:p", "not declared, “x”"),
        ("namespace::x", "“namespace”"),
        ("//p[@n = 'a", "not understood"),
        ("for $x in //p return $x", "from “$x"),
        ("concat('a')", "1 arguments"),
        ("(" * 100 + "p" + ")" * 100, "inside each other"),
        ("p" + "[p" * 100 + "]" * 100, "inside each other"),
        ("a" * (LONGEST + 1), "longer than"),
        ("1" + "+1" * 900, "too many"),
        ("p" + "|p" * 900, "too many"),
        ("//p ; drop", "from “;"),
    ],
)
def test_what_is_not_understood_is_refused_with_a_reason(expression: str, why: str) -> None:
    with pytest.raises(XPathFault, match=re.escape(why)):
        parse_xpath(expression, {})


@pytest.mark.parametrize(
    "expression",
    [
        "//*[count(//*[count(//*) > 0]) > 0]",
        "//p[count(preceding::*[count(preceding::*) > 1]) > 1]",
        "//*[. = //*[. = //*]]",
        "//p[//p[//p[//p]] = 'x']",
        "//node()/following::node()/preceding::node()",
    ],
)
def test_an_expression_that_goes_through_the_text_again_and_again_is_given_up(expression: str) -> None:
    root = etree.fromstring(f'<TEI xmlns="{TEI}"><text><body>{"<p>x</p>" * 1000}</body></text></TEI>')
    began = time.process_time()
    with pytest.raises(TooCostly):
        select(tree_of(root), parse_xpath(expression, {}))
    assert time.process_time() - began < 10


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="/@.*[]()|+-=<>!,'\" 1np:dvbrt$", max_size=40))
def test_no_expression_is_a_crash(expression: str) -> None:
    try:
        parsed = parse_xpath(expression, {})
        select(tree_of(ROOT), parsed)
    except XPathFault:
        pass
