"""The rules of an ODD become Schematron that runs."""

from __future__ import annotations

from teipress.saxon import Saxon
from tests.odd.conftest import Compile
from tests.odd.small import element, odd

B = '<elementRef key="b" minOccurs="0" maxOccurs="unbounded"/>'
SCHEME = 'scheme="schematron"'


def test_an_assert_of_an_element_is_a_rule_for_that_element(compiled: Compile, saxon: Saxon) -> None:
    rule = f"""
    <elementSpec ident="b">
      <content><textNode/></content>
      <constraintSpec ident="short" {SCHEME}>
        <constraint><sch:assert test="string-length() lt 3">“<sch:value-of select="."/>” is
          too long.</sch:assert></constraint>
      </constraintSpec>
    </elementSpec>"""
    broken = compiled(odd(element("a", B), rule)).broken_rules("<a>\n<b>one</b>\n<b>2</b></a>", saxon)
    assert [(d.code, d.line, d.message) for d in broken] == [("short", 2, "“one” is too long.")]


def test_a_rule_with_a_context_stands_as_it_is(compiled: Compile, saxon: Saxon) -> None:
    rule = f"""
    <constraintSpec ident="last" {SCHEME}>
      <constraint>
        <sch:rule context="tei:a/tei:b[last()]">
          <sch:let name="words" value="normalize-space()"/>
          <sch:report id="last-empty" test="$words = ''">The last <sch:name/> is empty.</sch:report>
        </sch:rule>
      </constraint>
    </constraintSpec>"""
    small = compiled(odd(element("a", B), element("b", "<textNode/>"), rule))
    assert [d.code for d in small.broken_rules("<a><b/><b/></a>", saxon)] == ["last-empty"]
    assert small.broken_rules("<a><b/><b>x</b></a>", saxon) == []


def test_a_let_outside_rules_serves_them_all(compiled: Compile, saxon: Saxon) -> None:
    rules = f"""
    <constraintSpec ident="limit" {SCHEME}>
      <constraint><sch:let name="limit" value="1"/></constraint>
    </constraintSpec>
    <constraintSpec ident="few" {SCHEME}>
      <constraint>
        <sch:rule context="tei:a"><sch:assert test="count(tei:b) le $limit">Too many.</sch:assert></sch:rule>
      </constraint>
    </constraintSpec>"""
    small = compiled(odd(element("a", B), element("b"), rules))
    assert [d.code for d in small.broken_rules("<a><b/><b/></a>", saxon)] == ["few"]
    assert small.broken_rules("<a><b/></a>", saxon) == []


def test_constraints_in_another_language_are_left_alone(compiled: Compile, saxon: Saxon) -> None:
    other = '<constraintSpec ident="other" scheme="private"><constraint>never</constraint></constraintSpec>'
    small = compiled(odd(element("a", B), element("b"), other))
    assert small.broken_rules("<a/>", saxon) == []
    assert b"other" not in small.sch.data
