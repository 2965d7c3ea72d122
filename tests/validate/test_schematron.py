"""Schematron: what the standard says of it, and what an author of rules is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from teipress.corpus import TEI
from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.errors import ConfigurationError
from teipress.saxon import Saxon, Xml
from teipress.validate.schematron import check_schematron
from tests.support import document, place, spots, tei

SCH = "http://purl.oclc.org/dsdl/schematron"


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def rules(content: str, attributes: str = 'queryBinding="xslt3"') -> Xml:
    prefixes = f'<ns prefix="tei" uri="{TEI}"/><ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>'
    return Xml(f'<schema xmlns="{SCH}" {attributes}>{prefixes}{content}</schema>'.encode(), "file:///rules.sch")


def pattern(*content: str) -> str:
    return f"<pattern>{''.join(content)}</pattern>"


def rule(context: str, *tests: str) -> str:
    return f'<rule context="{context}">{"".join(tests)}</rule>'


def check(
    folder: Path, saxon: Saxon, schema: str | Xml, content: str, registers: tuple[Xml, ...] = ()
) -> list[Diagnostic]:
    schema = rules(schema) if isinstance(schema, str) else schema
    return list(check_schematron([document(folder, tei(content))], schema, saxon, registers, "rules.sch"))


def words(found: list[Diagnostic]) -> list[str]:
    return [d.message for d in found]


# What is told


def test_an_assertion_that_fails_and_a_report_that_applies_are_told(saxon: Saxon, tmp_path: Path) -> None:
    schema = pattern(rule("tei:p", '<assert test="@n">no n</assert>', '<report test="@x">an x</report>'))
    content = '<p n="1"/>\n <p x="1"/>\n  <p n="1" x="2"/>'
    found = check(tmp_path, saxon, schema, content)
    assert spots(found) == [("rule-failed", 3, 2), ("rule-failed", 3, 2), ("rule-failed", 4, 3)]
    assert words(found) == ["no n", "an x", "an x"]
    assert {(d.source, d.severity, d.path) for d in found} == {(Source.SCHEMATRON, Severity.ERROR, "text.xml")}


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("p", "r", "a"), "a"),
        (("p", "r", ""), "r"),
        (("p", "", ""), "p"),
        (("", "", ""), "rule-failed"),
    ],
)
def test_the_code_is_the_nearest_id(parts: tuple[str, str, str], code: str, saxon: Saxon, tmp_path: Path) -> None:
    of_pattern, of_rule, of_test = (f'id="{name}"' if name else "" for name in parts)
    schema = (
        f'<pattern {of_pattern}><rule context="tei:p" {of_rule}>'
        f'<assert test="false()" {of_test}>x</assert></rule></pattern>'
    )
    (found,) = check(tmp_path, saxon, schema, "<p/>")
    assert found.code == code


@pytest.mark.parametrize(
    ("role", "severity"),
    [
        ("", Severity.ERROR),
        ("error", Severity.ERROR),
        ("fatal", Severity.ERROR),
        ("warning", Severity.WARNING),
        ("WARN", Severity.WARNING),
        ("info", Severity.INFO),
        ("Information", Severity.INFO),
    ],
)
def test_the_role_is_the_severity(role: str, severity: Severity, saxon: Saxon, tmp_path: Path) -> None:
    attribute = f'role="{role}"' if role else ""
    for of_rule, of_test in ((attribute, ""), ("", attribute)):
        schema = f'<pattern><rule context="tei:p" {of_rule}><assert test="@n" {of_test}>x</assert></rule></pattern>'
        assert [d.severity for d in check(tmp_path, saxon, schema, "<p/>")] == [severity]


def test_messages_hold_values_names_and_marked_words(saxon: Saxon, tmp_path: Path) -> None:
    message = """<assert test="@n"> the <emph>element</emph> <name/> in <name path=".."/>
      says “<value-of select="upper-case(.)"/>” {braces} <dir>&amp;</dir> <span class="x">&lt;</span>  </assert>"""
    assert words(check(tmp_path, saxon, pattern(rule("tei:p", message)), "<p>é𐐀</p>")) == [
        "the element p in TEI says “É𐐀” {braces} & <"
    ]


def test_several_values_are_separated(saxon: Saxon, tmp_path: Path) -> None:
    schema = pattern(rule("tei:p", '<assert test="@n"><value-of select="1 to 3" separator=", "/></assert>'))
    assert words(check(tmp_path, saxon, schema, "<p/>")) == ["1, 2, 3"]


@pytest.mark.xfail(
    strict=True, reason="generate.xsl loses the space before a diagnostic: white space is stripped there"
)
def test_diagnostics_are_added_to_the_message(saxon: Saxon, tmp_path: Path) -> None:
    schema = (
        pattern(rule("tei:p", '<assert test="@n" diagnostics="d2 d1">No.</assert>'))
        + '<diagnostics><diagnostic id="d1">First <value-of select="."/>.</diagnostic>'
        + '<diagnostic id="d2">Second.</diagnostic><diagnostic id="d3">Third.</diagnostic></diagnostics>'
    )
    assert words(check(tmp_path, saxon, schema, "<p>x</p>")) == ["No. First x. Second."]


# Where it is told


@pytest.mark.parametrize(
    ("context", "attributes", "here"),
    [
        ("tei:p", "", "<p"),
        ("tei:p/@rend", "", "rend="),
        ("tei:p/@xml:id", "", "xml:id="),
        ("tei:p", 'subject="@rend"', "rend="),
        ("tei:p", 'subject="tei:hi[2]"', "<hi/>é"),
        ("tei:p", 'subject=".."', "<TEI"),
        ("tei:p", 'subject="nothing"', "<p"),
    ],
)
def test_the_place_is_that_of_the_context_or_the_subject(
    context: str, attributes: str, here: str, saxon: Saxon, tmp_path: Path
) -> None:
    content = '<p\n xml:id="a"\n  rend="x"><!-- c --><hi n=""/><?pi?><hi/>é</p>'
    schema = pattern(rule(context, f'<assert test="false()" {attributes}>x</assert>'))
    (found,) = check(tmp_path, saxon, schema, content)
    assert (found.line, found.column) == place(tei(content), here)


@pytest.mark.parametrize("context", ["tei:p/text()", "tei:p/comment()", "tei:p/processing-instruction()"])
def test_a_text_is_told_at_its_element(context: str, saxon: Saxon, tmp_path: Path) -> None:
    content = "<ab/>\n<p>x<!-- c --><?pi?></p>"
    (found,) = check(tmp_path, saxon, pattern(rule(context, '<assert test="false()">x</assert>')), content)
    assert (found.line, found.column) == (3, 1)


def test_documents_are_told_in_their_order(tmp_path: Path) -> None:
    documents = [document(tmp_path, tei(f"<p>{n}</p>"), f"{n}.xml") for n in range(9)]
    schema = rules(pattern(rule("tei:p", '<assert test="false()"><value-of select="."/></assert>')))
    with Saxon(3) as pool:
        found = list(check_schematron(documents, schema, pool))
    assert [(d.path, d.message) for d in found] == [(f"{n}.xml", str(n)) for n in range(9)]


# Which rule


def test_in_a_pattern_only_the_first_rule_that_matches_applies(saxon: Saxon, tmp_path: Path) -> None:
    schema = pattern(
        rule("tei:p[@n]", '<assert test="false()">first</assert>'),
        rule("tei:p", '<assert test="false()">second</assert>'),
        rule("*", '<assert test="self::tei:TEI">third</assert>'),
    )
    assert words(check(tmp_path, saxon, schema, '<p n=""/><p/><ab/>')) == ["first", "second", "third"]


def test_each_pattern_sees_every_node(saxon: Saxon, tmp_path: Path) -> None:
    one = pattern(rule("tei:p", '<assert test="false()">one</assert>'))
    schema = one + pattern(rule("tei:p", '<assert test="false()">two</assert>'))
    assert words(check(tmp_path, saxon, schema, "<p><hi/></p>")) == ["one", "two"]


def test_a_rule_that_matches_does_not_hide_what_is_inside(saxon: Saxon, tmp_path: Path) -> None:
    schema = pattern(rule("tei:div", '<report test="true()"><value-of select="@n"/></report>'))
    content = '<div n="1"><div n="2"><p><div n="3"/></p></div></div>'
    assert words(check(tmp_path, saxon, schema, content)) == ["1", "2", "3"]


# Abstract patterns, rules, phases, lets


def test_an_abstract_pattern_is_filled_in(saxon: Saxon, tmp_path: Path) -> None:
    schema = """<pattern abstract="true" id="needs">
        <rule context="$element"><assert test="$attribute"><name/>: <value-of select="$why"/></assert></rule>
      </pattern>
      <pattern is-a="needs"><param name="element" value="tei:p"/><param name="attribute" value="@n"/>
        <param name="why" value="'one'"/></pattern>
      <pattern is-a="needs"><param name="element" value="tei:ab"/><param name="attribute" value="@x and @y"/>
        <param name="why" value="'two'"/></pattern>"""
    assert words(check(tmp_path, saxon, schema, '<p/><p n=""/><ab x=""/>')) == ["p: one", "ab: two"]


def test_a_longer_name_is_another_parameter(saxon: Saxon, tmp_path: Path) -> None:
    schema = """<pattern abstract="true" id="x"><let name="names" value="'let'"/>
        <rule context="$name"><assert test="false()"><value-of select="$names, $name-2"/></assert></rule></pattern>
      <pattern is-a="x"><param name="name" value="tei:p"/><param name="name-2" value="'two'"/></pattern>"""
    assert words(check(tmp_path, saxon, schema, "<p/>")) == ["let two"]


def test_an_abstract_rule_is_extended(saxon: Saxon, tmp_path: Path) -> None:
    schema = pattern(
        '<rule abstract="true" id="base"><assert test="@n">base</assert></rule>',
        rule("tei:p", '<extends rule="base"/>', '<assert test="@x">own</assert>'),
    )
    assert words(check(tmp_path, saxon, schema, "<p/><ab/>")) == ["base", "own"]


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ('queryBinding="xslt3"', ["one", "two"]),
        ('queryBinding="xslt3" defaultPhase="#ALL"', ["one", "two"]),
        ('queryBinding="xslt3" defaultPhase="quick"', ["one"]),
    ],
)
def test_the_default_phase_chooses_the_patterns(attributes: str, told: list[str], saxon: Saxon, tmp_path: Path) -> None:
    schema = """<phase id="quick"><active pattern="p1"/></phase>
      <pattern id="p1"><rule context="tei:p"><assert test="false()">one</assert></rule></pattern>
      <pattern id="p2"><rule context="tei:p"><assert test="false()">two</assert></rule></pattern>"""
    assert words(check(tmp_path, saxon, rules(schema, attributes), "<p/>")) == told


def test_lets_of_schema_pattern_and_rule_are_seen(saxon: Saxon, tmp_path: Path) -> None:
    schema = """<let name="a" value="'schema'"/><let name="d">text</let>
      <pattern><let name="b" value="$a || ' pattern'"/><rule context="tei:p"><let name="c" value="$b || ' ' || @n"/>
      <assert test="false()"><value-of select="$c, $d"/></assert></rule></pattern>"""
    assert words(check(tmp_path, saxon, schema, '<p n="1"/><p n="2"/>')) == [
        "schema pattern 1 text",
        "schema pattern 2 text",
    ]


def test_registers_take_the_place_of_a_let(saxon: Saxon, tmp_path: Path) -> None:
    schema = """<let name="registers" value="()"/><pattern><rule context="tei:p">
      <assert test="@n = $registers//@n"><value-of select="count($registers)"/></assert></rule></pattern>"""
    registers = tuple(Xml(f'<a n="{n}"/>'.encode(), f"file:///{n}.xml") for n in (1, 2))
    assert words(check(tmp_path, saxon, schema, '<p n="1"/><p n="2"/><p n="3"/>', registers)) == ["2"]
    assert len(check(tmp_path, saxon, schema, '<p n="1"/>')) == 1


def test_keys_and_functions_of_xslt_may_be_used(saxon: Saxon, tmp_path: Path) -> None:
    schema = """<xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="k" match="tei:p" use="@n"/>
      <pattern><rule context="tei:ab"><assert test="key('k', @n)">none</assert></rule></pattern>"""
    found = check(tmp_path, saxon, schema, '<p n="1"/><ab n="1"/><ab n="2"/>')
    assert spots(found) == [("rule-failed", 2, 22)]


@pytest.mark.xfail(strict=True, reason="generate.xsl declares no xs of its own, and has f and d in common with schemas")
@pytest.mark.parametrize(
    "prefixes", ["", '<ns prefix="f" uri="u"/>', '<ns prefix="xs" uri="u"/>', '<ns prefix="d" uri="u"/>']
)
def test_a_schema_may_choose_its_own_prefixes(prefixes: str, saxon: Saxon, tmp_path: Path) -> None:
    schema = f'<schema xmlns="{SCH}">{prefixes}<pattern><rule context="*"><assert test="@n">x</assert></rule></pattern>'
    found = check(tmp_path, saxon, Xml(f"{schema}</schema>".encode(), "file:///rules.sch"), "")
    assert words(found) == ["x"]


# Wrong schemas

WRONG = {
    "not XML": ("<pattern>", "must be terminated by the matching end-tag"),
    "unknown query language": (rules("", 'queryBinding="xquery"'), "the query language “xquery” is not supported"),
    "another root": (Xml(b"<schema/>", "file:///x.sch"), "no Schematron schema: its root element is “schema”"),
    "include": ('<include href="more.sch"/>', "include is not supported yet: put the rules of “more.sch”"),
    "extends with href": (pattern(rule("*", '<extends href="x"/>')), "extends with href is not supported yet"),
    "no such abstract rule": (pattern(rule("*", '<extends rule="x"/>')), "there is no abstract rule “x”"),
    "no such abstract pattern": ('<pattern is-a="x"/>', "there is no abstract pattern “x”"),
    "no context": ("<pattern><rule><assert test='1'>x</assert></rule></pattern>", "this rule has no context"),
    "no test": (pattern(rule("*", "<assert>x</assert>")), "this assert has no test"),
    "a test that is no XPath": (pattern(rule("*", '<assert test="a(">x</assert>')), "not valid XPath"),
    "a context that is no pattern": (pattern(rule("1 + 1", '<assert test="1">x</assert>')), "not valid XPath"),
    "an undeclared prefix": (pattern(rule("teh:p", '<assert test="1">x</assert>')), "not valid XPath"),
    "an undeclared variable": (pattern(rule("*", '<assert test="$x">x</assert>')), "not valid XPath"),
    "a DOCTYPE": (Xml(b"<!DOCTYPE x><x/>", "file:///x.sch"), "DOCTYPE is disallowed"),
    "another encoding": (Xml("<é/>".encode("latin-1"), "file:///x.sch"), "utf-8"),
}


@pytest.mark.parametrize(("schema", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_schema_is_a_fault_of_the_settings_in_one_sentence(
    schema: str | Xml, told: str, saxon: Saxon, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError) as trouble:
        check(tmp_path, saxon, schema, "<p/>")
    message = str(trouble.value)
    assert message.startswith("rules.sch: ")
    assert told in message
    assert "\n" not in message


# Rules at work


def test_a_rule_that_fails_at_work_costs_its_document_only(saxon: Saxon, tmp_path: Path) -> None:
    schema = rules(pattern(rule("tei:p", '<assert test="1 idiv xs:integer(.) = 0">x</assert>')))
    documents = [document(tmp_path, tei(f"<p>{n}</p>"), f"{n}.xml") for n in (1, 0, 2)]
    found = list(check_schematron(documents, schema, saxon, (), "rules.sch"))
    assert [(d.path, d.code) for d in found] == [("1.xml", "rule-failed"), ("0.xml", "schematron-failure")]
    assert "Integer division by zero" in found[1].message


def test_rules_read_no_files(saxon: Saxon, tmp_path: Path) -> None:
    secret = document(tmp_path, tei("<p/>"), "secret.xml")
    schema = pattern(rule("/*", f"<assert test=\"doc('{secret.uri}')//tei:nothing\">x</assert>"))
    found = check(tmp_path, saxon, schema, "<p/>")
    assert [d.code for d in found] == ["schematron-failure"]
    assert "has been prohibited" in found[0].message
