"""Names: classes of them, namespaces, prefixes."""

from __future__ import annotations

import pytest

from teipress.validate.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName, listed, overlap
from tests.validate.relaxng.support import allows, schema, wrong

CLASSES: dict[str, tuple[str, str, str]] = {
    # what: the name class, the roots that it allows, and those that it does not
    "name": ("<name>a</name>", "<a/>", '<b/>|<a xmlns="u"/>'),
    "name with white space": ("<name> a </name>", "<a/>", "<b/>"),
    "name with ns": ('<name ns="u">a</name>', '<a xmlns="u"/>|<p:a xmlns:p="u"/>', '<a/>|<a xmlns="v"/>'),
    "name with a prefix": ('<name xmlns:q="u">q:a</name>', '<a xmlns="u"/>', '<a/>|<q:a xmlns:q="v"/>'),
    "anyName": ("<anyName/>", '<a/>|<b xmlns="u"/>', ""),
    "anyName except": (
        '<anyName><except><name>a</name><nsName ns="u"/></except></anyName>',
        '<b/>|<a xmlns="v"/>',
        '<a/>|<b xmlns="u"/>',
    ),
    "nsName": ('<nsName ns="u"/>', '<a xmlns="u"/>', '<a/>|<a xmlns="v"/>'),
    "nsName of none": ('<nsName ns=""/>', "<a/>", '<a xmlns="u"/>'),
    "nsName except": (
        '<nsName ns="u"><except><name ns="u">a</name></except></nsName>',
        '<b xmlns="u"/>',
        '<a xmlns="u"/>|<b/>',
    ),
    "choice": ('<choice><name>a</name><nsName ns="u"/></choice>', '<a/>|<a xmlns="u"/>', "<b/>"),
}


@pytest.mark.parametrize("what", CLASSES)
def test_name_class(what: str) -> None:
    names, right, wrong = CLASSES[what]
    made = schema(f"<element>{names}<empty/></element>")
    assert [root for root in right.split("|") if not allows(made, root)] == []
    assert [root for root in wrong.split("|") if wrong and allows(made, root)] == []


def test_ns_is_inherited_by_elements_but_not_by_the_names_of_attributes() -> None:
    made = schema('<element name="a" ns="u"><attribute name="n"/><element name="b"><empty/></element></element>')
    assert allows(made, '<a xmlns="u" n=""><b/></a>')
    assert not allows(made, '<a xmlns="u" xmlns:p="u" p:n=""><b/></a>')
    assert not allows(made, '<p:a xmlns:p="u" n=""><b/></p:a>')


def test_an_attribute_may_have_an_ns_of_its_own() -> None:
    made = schema('<element name="a"><attribute name="n" ns="u"/></element>')
    assert allows(made, '<a xmlns:p="u" p:n=""/>')
    assert not allows(made, '<a n=""/>')


def test_ns_ends_with_its_element() -> None:
    made = schema(
        '<element name="a"><group ns="u"><element name="b"><empty/></element></group>'
        '<element name="c"><empty/></element></element>'
    )
    assert allows(made, '<a><b xmlns="u"/><c/></a>')


def test_a_prefix_goes_before_ns() -> None:
    made = schema('<element name="p:a" ns="v" xmlns:p="u"><attribute name="p:n"/></element>')
    assert allows(made, '<a xmlns="u" xmlns:q="u" q:n=""/>')


def test_the_prefix_xml_needs_no_declaration() -> None:
    made = schema('<element name="a"><attribute name="xml:id"/></element>')
    assert allows(made, '<a xml:id="i"/>')


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('<element name="p:a"><empty/></element>', "the prefix “p” of “p:a” is not declared"),
        ('<element name="1"><empty/></element>', "“1” is no name"),
        ('<element name="a b"><empty/></element>', "“a b” is no name"),
        ('<element name=""><empty/></element>', "“” is no name"),
        ('<element name=":a"><empty/></element>', "“:a” is no name"),
        ('<element name="a:"><empty/></element>', "the prefix “a” of “a:” is not declared"),
        ('<element name="a"><attribute name="xmlns"/></element>', "an attribute cannot be named “xmlns”"),
        (
            '<element name="a"><attribute><name ns="http://www.w3.org/2000/xmlns">n</name></attribute></element>',
            "an attribute cannot be named “xmlns”",
        ),
        ("<element><anyName><except><anyName/></except></anyName><empty/></element>", "<anyName> cannot stand in this"),
        ("<element><nsName><except><nsName/></except></nsName><empty/></element>", "<nsName> cannot stand in this"),
        (
            "<element><anyName><except><nsName><except><nsName/></except></nsName></except></anyName><empty/></element>",
            "<nsName> cannot stand in this",
        ),
        ("<element><anyName><except/></anyName><empty/></element>", "<except> must hold a name class"),
        ("<element><choice/><empty/></element>", "<choice> must hold a name class"),
        ("<element><name>a<b/></name><empty/></element>", "<name> holds text only"),
        ("<element><empty/><text/></element>", "<empty> is no name class"),
    ],
)
def test_wrong_names_are_refused(text: str, says: str) -> None:
    assert wrong(text).message.startswith(says)


U_WITHOUT_A = NsName("u", Name("u}a"))


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (Name("a"), Name("a"), True),
        (Name("a"), Name("b"), False),
        (Name("u}a"), NsName("u"), True),
        (Name("u}a"), U_WITHOUT_A, False),
        (Name("u}b"), U_WITHOUT_A, True),
        (NsName("u"), NsName("v"), False),
        (NsName("u"), U_WITHOUT_A, True),
        (AnyName(), NsName("u"), True),
        (AnyName(NsName("u")), NsName("u"), False),
        (AnyName(U_WITHOUT_A), NsName("u"), True),
        (AnyName(U_WITHOUT_A), NsName("u", Name("u}a")), False),
        (AnyName(Name("a")), Name("a"), False),
        (NameChoice((Name("a"), Name("b"))), NameChoice((Name("c"), Name("b"))), True),
        (NameChoice((Name("a"), Name("b"))), AnyName(NameChoice((Name("b"), Name("a")))), False),
    ],
)
def test_classes_overlap_where_they_have_a_name_in_common(one: NameClass, other: NameClass, common: bool) -> None:
    assert overlap(one, other) is common
    assert overlap(other, one) is common


def test_only_names_that_are_written_out_can_be_listed() -> None:
    assert listed(NameChoice((Name("a"), NsName("u"), AnyName(), Name("b")))) == ("a", "b")
