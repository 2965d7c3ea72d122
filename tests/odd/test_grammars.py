"""An ODD becomes a RELAX NG grammar and an XSD that mean what it says, and the same."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.odd.conftest import Compile
from tests.odd.small import WORD, attribute, closed, element, macro, odd

BC = (element("b"), element("c"))
NAMES = (
    '<classSpec ident="model.name" type="model"/>',
    '<classSpec ident="model.place" type="model"><classes><memberOf key="model.name"/></classes></classSpec>',
    element("b", classes=["model.name"]),
    element("c", classes=["model.place"]),
)
REPEATED = 'minOccurs="0" maxOccurs="unbounded"'


@dataclass(frozen=True, slots=True)
class Case:
    """A content model of <a>, with what else is declared, and documents that it accepts and refuses."""

    model: str
    accepted: tuple[str, ...]
    refused: tuple[str, ...]
    declared: tuple[str, ...] = BC


MODELS = {
    "empty": Case("<empty/>", ("<a/>", "<a> </a>", "<a>\n<!-- no text -->\n</a>"), ("<a>text</a>", "<a><b/></a>")),
    "text": Case("<textNode/>", ("<a/>", "<a>text</a>"), ("<a><b/></a>",)),
    "one element": Case(
        '<elementRef key="b"/>',
        ("<a><b/></a>", "<a> <b/> </a>"),
        ("<a/>", "<a>x<b/></a>", "<a><b/><b/></a>", "<a><c/></a>"),
    ),
    "an optional element": Case(
        '<elementRef key="b" minOccurs="0"/>', ("<a/>", "<a><b/></a>"), ("<a><b/><b/></a>", "<a><c/></a>")
    ),
    "one or more": Case(
        '<elementRef key="b" maxOccurs="unbounded"/>',
        ("<a><b/></a>", "<a><b/><b/><b/></a>"),
        ("<a/>", "<a><b/><c/></a>"),
    ),
    "any number": Case(f'<elementRef key="b" {REPEATED}/>', ("<a/>", "<a><b/><b/></a>"), ("<a><c/></a>", "<a>x</a>")),
    "a sequence": Case(
        '<sequence><elementRef key="b"/><elementRef key="c" minOccurs="0"/></sequence>',
        ("<a><b/></a>", "<a><b/><c/></a>"),
        ("<a/>", "<a><c/></a>", "<a><c/><b/></a>", "<a><b/><c/><c/></a>"),
    ),
    "a sequence that repeats": Case(
        f'<sequence {REPEATED}><elementRef key="b"/><elementRef key="c"/></sequence>',
        ("<a/>", "<a><b/><c/><b/><c/></a>"),
        ("<a><b/></a>", "<a><b/><c/><b/></a>", "<a><b/><b/></a>"),
    ),
    "an empty sequence": Case("<sequence/>", ("<a/>",), ("<a><b/></a>", "<a>x</a>")),
    "an alternate": Case(
        '<alternate><elementRef key="b"/><elementRef key="c"/></alternate>',
        ("<a><b/></a>", "<a><c/></a>"),
        ("<a/>", "<a><b/><c/></a>", "<a><b/><b/></a>"),
    ),
    "an alternate that may be empty": Case(
        '<alternate><empty/><elementRef key="b"/></alternate>',
        ("<a/>", "<a><b/></a>"),
        ("<a><c/></a>", "<a><b/><b/></a>"),
    ),
    "nested groups": Case(
        '<sequence><alternate minOccurs="0"><elementRef key="b"/>'
        '<sequence><elementRef key="c"/><elementRef key="b"/></sequence></alternate>'
        '<elementRef key="d" maxOccurs="unbounded"/></sequence>',
        ("<a><d/></a>", "<a><b/><d/><d/></a>", "<a><c/><b/><d/></a>"),
        ("<a/>", "<a><b/></a>", "<a><c/><d/></a>", "<a><b/><c/><d/></a>", "<a><d/><b/></a>"),
        (*BC, element("d")),
    ),
    "mixed content": Case(
        f'<alternate {REPEATED}><textNode/><elementRef key="b"/></alternate>',
        ("<a/>", "<a>x<b/>y<b/></a>", "<a><b/></a>"),
        ("<a>x<c/></a>",),
    ),
    "mixed content, once or more": Case(
        '<alternate maxOccurs="unbounded"><elementRef key="b"/><textNode/></alternate>',
        ("<a/>", "<a>x</a>", "<a><b/>x</a>"),
        ("<a>x<c/></a>",),
    ),
    "text in an alternate of its own": Case(
        '<alternate maxOccurs="unbounded"><textNode/></alternate>', ("<a/>", "<a>x</a>"), ("<a><b/></a>",)
    ),
    "the members of a class and of its subclass": Case(
        '<classRef key="model.name"/>', ("<a><b/></a>", "<a><c/></a>"), ("<a/>", "<a><b/><c/></a>"), NAMES
    ),
    "a class, repeated": Case(
        f'<classRef key="model.name" {REPEATED}/>', ("<a/>", "<a><c/><b/><c/></a>"), ("<a>x</a>",), NAMES
    ),
    "a class in mixed content": Case(
        f'<alternate {REPEATED}><textNode/><classRef key="model.name"/></alternate>',
        ("<a/>", "<a>x<b/>y<c/></a>"),
        ("<a><d/></a>",),
        NAMES,
    ),
    "a macro": Case(
        '<macroRef key="m"/>',
        ("<a><b/><c/></a>",),
        ("<a/>", "<a><b/></a>", "<a><c/><b/></a>"),
        (
            *BC,
            macro("m", '<sequence><elementRef key="b"/><elementRef key="c"/></sequence>'),
        ),
    ),
    "a macro of a macro of mixed content": Case(
        '<macroRef key="outer"/>',
        ("<a/>", "<a>x<b/>y</a>"),
        ("<a><c/></a>",),
        (
            *BC,
            macro("outer", '<macroRef key="inner"/>'),
            macro("inner", f'<alternate {REPEATED}><textNode/><elementRef key="b"/></alternate>'),
        ),
    ),
    "data": Case(
        '<dataRef key="year"/>',
        ("<a>2012</a>", "<a> 2012 </a>", "<a><!-- when? -->20<?page 7?>12</a>"),
        ("<a/>", "<a>August</a>", "<a><b/></a>"),
        (*BC, '<dataSpec ident="year"><content><dataRef name="gYear"/></content></dataSpec>'),
    ),
    "the root inside itself": Case(
        '<elementRef key="a" minOccurs="0"/>', ("<a/>", "<a><a><a/></a></a>"), ("<a><a/><a/></a>", "<a><b/></a>")
    ),
}


@pytest.mark.parametrize("case", MODELS.values(), ids=MODELS.keys())
def test_content_models(case: Case, compiled: Compile) -> None:
    small = compiled(odd(element("a", case.model), *case.declared))
    assert {text: small.accepts(text) for text in (*case.accepted, *case.refused)} == {
        **dict.fromkeys(case.accepted, True),
        **dict.fromkeys(case.refused, False),
    }


GLOBAL = f'<classSpec ident="att.global" type="atts"><attList>{attribute("n")}{attribute("rend")}</attList></classSpec>'
TYPED = (
    '<classSpec ident="att.typed" type="atts"><classes><memberOf key="att.global"/></classes>'
    f"<attList>{attribute('type')}</attList></classSpec>"
)
LIST = '<datatype maxOccurs="unbounded"><dataRef key="word"/></datatype>'
DATE = """
<dataSpec ident="date"><content><alternate>
  <dataRef name="date"/><dataRef key="year"/><valList type="closed"><valItem ident="unknown"/></valList>
</alternate></content></dataSpec>
<dataSpec ident="year"><content><dataRef name="gYear"/></content></dataSpec>
"""
CODE = '<dataSpec ident="code"><content><dataRef name="token" restriction="[A-Z][0-9]+"/></content></dataSpec>'


@dataclass(frozen=True, slots=True)
class Attributes:
    """The declaration of <a>, with what it needs, and documents that it accepts and refuses."""

    declared: tuple[str, ...]
    accepted: tuple[str, ...]
    refused: tuple[str, ...]


ATTRIBUTES = {
    "an optional attribute": Attributes(
        (element("a", attributes=attribute("n")),),
        ("<a/>", '<a n="x"/>'),
        ('<a m="x"/>', '<a n="1"/>', '<a n=""/>', '<a n="x y"/>'),
    ),
    "a required attribute": Attributes(
        (element("a", attributes=attribute("n", more='usage="req"')),), ('<a n="x"/>',), ("<a/>",)
    ),
    "a closed list": Attributes(
        (element("a", attributes=attribute("n", closed("one", "two"))),),
        ("<a/>", '<a n="one"/>', '<a n=" two "/>'),
        ('<a n="three"/>', '<a n="one two"/>', '<a n="One"/>'),
    ),
    "several values of a closed list": Attributes(
        (element("a", attributes=attribute("n", LIST + closed("one", "two"))),),
        ('<a n="one"/>', '<a n="two one two"/>'),
        ('<a n=""/>', '<a n="one three"/>'),
    ),
    "an open list": Attributes(
        (
            element(
                "a",
                attributes=attribute(
                    "n", LIST.replace(' maxOccurs="unbounded"', "") + closed("one").replace("closed", "open")
                ),
            ),
        ),
        ('<a n="one"/>', '<a n="other"/>'),
        ('<a n="2"/>',),
    ),
    "several values": Attributes(
        (element("a", attributes=attribute("n", LIST)),),
        ('<a n="x"/>', '<a n=" x  y "/>'),
        ('<a n=""/>', '<a n="x 1"/>'),
    ),
    "alternative datatypes": Attributes(
        (DATE, element("a", attributes=attribute("n", '<datatype><dataRef key="date"/></datatype>'))),
        ('<a n="2012-08-07"/>', '<a n="2012"/>', '<a n="unknown"/>'),
        ('<a n="2012-08"/>', '<a n="2012-02-30"/>', '<a n="known"/>'),
    ),
    "a pattern": Attributes(
        (CODE, element("a", attributes=attribute("n", '<datatype><dataRef key="code"/></datatype>'))),
        ('<a n="A12"/>',),
        ('<a n="A"/>', '<a n="xA12"/>', '<a n="A12x"/>'),
    ),
    "attributes of a class": Attributes(
        (GLOBAL, element("a", classes=["att.global"])), ('<a n="x" rend="y"/>',), ('<a type="x"/>',)
    ),
    "attributes of a superclass": Attributes(
        (GLOBAL, TYPED, element("a", classes=["att.typed"])), ('<a n="x" rend="y" type="z"/>',), ('<a m="x"/>',)
    ),
    "attributes that come by two ways": Attributes(
        (GLOBAL, TYPED, element("a", classes=["att.global", "att.typed"])), ('<a n="x" type="z"/>',), ('<a m="x"/>',)
    ),
    "a deleted attribute": Attributes(
        (GLOBAL, element("a", attributes='<attDef ident="n" mode="delete"/>', classes=["att.global"])),
        ('<a rend="y"/>',),
        ('<a n="x"/>',),
    ),
    "an attribute that is declared anew": Attributes(
        (GLOBAL, element("a", attributes=attribute("n", closed("one"), 'usage="req"'), classes=["att.global"])),
        ('<a n="one"/>', '<a n="one" rend="y"/>'),
        ("<a/>", '<a n="x"/>'),
    ),
    "attributes of the xml: namespace": Attributes(
        (
            CODE,
            element(
                "a",
                attributes=attribute("xml:id", '<datatype><dataRef key="code"/></datatype>')
                + attribute("xml:space", closed("preserve")),
            ),
        ),
        ('<a xml:id="A1" xml:space="preserve"/>',),
        ('<a xml:id="a1"/>', '<a xml:space="default"/>', '<a id="A1"/>', '<a xml:lang="en"/>'),
    ),
    "data with attributes": Attributes(
        (CODE, element("a", '<dataRef key="code"/>', attribute("n", more='usage="req"'))),
        ('<a n="x">A1</a>',),
        ("<a>A1</a>", '<a n="x">a1</a>', '<a n="1">A1</a>'),
    ),
}


@pytest.mark.parametrize("case", ATTRIBUTES.values(), ids=ATTRIBUTES.keys())
def test_attributes(case: Attributes, compiled: Compile) -> None:
    small = compiled(odd(WORD, *case.declared))
    assert {text: small.accepts(text) for text in (*case.accepted, *case.refused)} == {
        **dict.fromkeys(case.accepted, True),
        **dict.fromkeys(case.refused, False),
    }


def test_only_the_start_may_be_the_root(compiled: Compile) -> None:
    small = compiled(odd(element("a", '<elementRef key="b"/>'), element("b")))
    assert small.accepts("<a><b/></a>")
    assert not small.accepts("<b/>")


def test_a_deleted_element_is_not_there(compiled: Compile) -> None:
    deleted = '<elementSpec ident="c" mode="delete"><classes><memberOf key="model.name"/></classes></elementSpec>'
    small = compiled(odd(element("a", '<classRef key="model.name"/>'), *NAMES[:3], deleted))
    assert small.accepts("<a><b/></a>")
    assert not small.accepts("<a><c/></a>")


def test_elements_of_a_referenced_group_belong_to_the_schema(compiled: Compile) -> None:
    group = f'<specGrp xml:id="group">{element("b")}</specGrp>'
    small = compiled(odd(element("a", '<elementRef key="b"/>'), group, '<specGrpRef target="#group"/>'))
    assert small.accepts("<a><b/></a>")


def test_another_namespace_is_another_element(compiled: Compile) -> None:
    small = compiled(odd(element("a", f'<elementRef key="b" {REPEATED}/>'), element("b")))
    assert not small.accepts('<a><b xmlns=""/></a>')
    assert not small.accepts('<a xmlns:x="urn:x" x:n="1"/>')
