"""Schematron: what the standard says of it, and what an author of rules is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from lxml import etree

from teipress.corpus import TEI, read_document
from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.saxon import Saxon, Xml
from teipress.validate.schematron import check_schematron
from tests.bench.validation import corpus as bench_corpus
from tests.paths import ROOT
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
        ("nonfatal", Severity.WARNING),
        ("hint", Severity.INFO),
        ("label", Severity.ERROR),
    ],
)
def test_the_role_is_the_severity(role: str, severity: Severity, saxon: Saxon, tmp_path: Path) -> None:
    attribute = f'role="{role}"' if role else ""
    for of_rule, of_test in ((attribute, ""), ("", attribute)):
        schema = f'<pattern><rule context="tei:p" {of_rule}><assert test="@n" {of_test}>x</assert></rule></pattern>'
        assert [d.severity for d in check(tmp_path, saxon, schema, "<p/>")] == [severity]


@pytest.mark.parametrize(
    ("of_pattern", "of_rule", "of_test", "severity"),
    [
        ('role="info"', "", "", Severity.INFO),
        ('role="info"', 'role="warn"', "", Severity.WARNING),
        ("", 'role="info"', 'role="error"', Severity.ERROR),
        ("", "", 'flag="warning"', Severity.WARNING),
        ("", "", 'role="label" flag="warning"', Severity.WARNING),
        ("", "", 'severity="info" role="error"', Severity.INFO),
        ("", 'role="info"', 'role="label"', Severity.INFO),
    ],
)
def test_the_nearest_role_that_is_a_severity_counts(
    of_pattern: str, of_rule: str, of_test: str, severity: Severity, saxon: Saxon, tmp_path: Path
) -> None:
    schema = (
        f'<pattern {of_pattern}><rule context="tei:p" {of_rule}>'
        f'<assert test="false()" {of_test}>x</assert></rule></pattern>'
    )
    assert [d.severity for d in check(tmp_path, saxon, schema, "<p/>")] == [severity]


def test_an_assertion_without_words_tells_its_test(saxon: Saxon, tmp_path: Path) -> None:
    schema = pattern(rule("tei:p", '<assert test="@n"/>', '<report test="not(@n)"> </report>'))
    assert words(check(tmp_path, saxon, schema, "<p/>")) == ["“@n” is not so here", "“not(@n)” is so here"]


def test_messages_may_hold_other_elements_and_xslt(saxon: Saxon, tmp_path: Path) -> None:
    message = """<assert test="@n" xmlns:h="h" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">See <h:a href="{x}">this
      <h:b>page</h:b></h:a> of <xsl:value-of select="name()"/> and <name path="name(..)"/>.</assert>"""
    assert words(check(tmp_path, saxon, pattern(rule("tei:p", message)), "<p/>")) == ["See this page of p and TEI."]


def test_messages_hold_values_names_and_marked_words(saxon: Saxon, tmp_path: Path) -> None:
    message = """<assert test="@n"> the <emph>element</emph> <name/> in <name path=".."/>
      says “<value-of select="upper-case(.)"/>” {braces} <dir>&amp;</dir> <span class="x">&lt;</span>  </assert>"""
    assert words(check(tmp_path, saxon, pattern(rule("tei:p", message)), "<p>é𐐀</p>")) == [
        "the element p in TEI says “É𐐀” {braces} & <"
    ]


def test_several_values_are_separated(saxon: Saxon, tmp_path: Path) -> None:
    schema = pattern(rule("tei:p", '<assert test="@n"><value-of select="1 to 3" separator=", "/></assert>'))
    assert words(check(tmp_path, saxon, schema, "<p/>")) == ["1, 2, 3"]


def test_diagnostics_are_added_to_the_message(saxon: Saxon, tmp_path: Path) -> None:
    schema = (
        pattern(rule("tei:p", '<assert test="@n" diagnostics="d2 d1">No.</assert>'))
        + '<diagnostics><diagnostic id="d1">First <value-of select="."/>.</diagnostic>'
        + '<diagnostic id="d2">Second.</diagnostic><diagnostic id="d3">Third.</diagnostic></diagnostics>'
    )
    assert words(check(tmp_path, saxon, schema, "<p>x</p>")) == ["No. Second. First x."]


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


@pytest.mark.parametrize(
    ("context", "start", "end", "xpath"),
    [
        ("tei:p/text()", "x<!--", "<!-- c -->", "/TEI/p/text()"),
        ("tei:p/comment()", "<!-- c -->", "<?pi?>", "/TEI/p/comment()"),
        ("tei:p/processing-instruction()", "<?pi?>", "</p>", "/TEI/p/processing-instruction()"),
        ("tei:TEI/comment()", "<!-- d -->", "\n</TEI", "/TEI/comment()"),
    ],
)
def test_what_is_no_element_is_told_where_it_stands(
    context: str, start: str, end: str, xpath: str, saxon: Saxon, tmp_path: Path
) -> None:
    content = "<ab/>\n<p>x<!-- c --><?pi?></p><!-- d -->"
    (found,) = check(tmp_path, saxon, pattern(rule(context, '<assert test="false()">x</assert>')), content)
    assert (found.line, found.column) == place(tei(content), start)
    assert (found.end_line, found.end_column) == place(tei(content), end)
    assert found.xpath == xpath


def test_comments_outside_of_the_root_have_places(saxon: Saxon, tmp_path: Path) -> None:
    text = f"<?a?>\n<!-- b --> <!-- c -->\n{tei('<p/>')}<!-- d -->"
    rule_for_all = pattern(rule("/node()[not(self::*)]", '<assert test="false()">x</assert>'))
    found = list(check_schematron([document(tmp_path, text)], rules(rule_for_all), saxon))
    assert [(d.line, d.column) for d in found] == [place(text, part) for part in ("<?a", "<!-- b", "<!-- c", "<!-- d")]


def test_places_are_in_characters_whatever_the_encoding(saxon: Saxon, tmp_path: Path) -> None:
    text = tei("<p>𐐀é<s/>é<!-- 𐐀 --> x</p>")
    schema = rules(pattern(rule("tei:p/node()", '<assert test="false()">x</assert>')))
    found = list(check_schematron([document(tmp_path, text.encode("utf-16"))], schema, saxon))
    expected = [place(text, part) for part in ("𐐀é<s", "<s/>", "é<!--", "<!--", " x<")]
    assert [(d.line, d.column) for d in found] == expected


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


# Variables, functions, prefixes


def test_a_longer_name_is_another_parameter(saxon: Saxon, tmp_path: Path) -> None:
    schema = """<pattern abstract="true" id="x"><let name="names" value="'let'"/>
        <rule context="$name"><assert test="false()"><value-of select="$names, $name-2"/></assert></rule></pattern>
      <pattern is-a="x"><param name="name" value="tei:p"/><param name="name-2" value="'two'"/></pattern>"""
    assert words(check(tmp_path, saxon, schema, "<p/>")) == ["let two"]


def test_a_pattern_without_id_has_that_of_the_abstract_one(saxon: Saxon, tmp_path: Path) -> None:
    schema = """<pattern abstract="true" id="x"><rule context="tei:p"><assert test="$t">x</assert></rule></pattern>
      <pattern is-a="x"><param name="t" value="@n"/></pattern>
      <pattern is-a="x" id="y"><param name="t" value="@m"/></pattern>"""
    assert [d.code for d in check(tmp_path, saxon, schema, "<p/>")] == ["x", "y"]


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


@pytest.mark.parametrize(
    "prefixes", ["", '<ns prefix="f" uri="u"/>', '<ns prefix="xs" uri="u"/>', '<ns prefix="d" uri="u"/>']
)
def test_a_schema_may_choose_its_own_prefixes(prefixes: str, saxon: Saxon, tmp_path: Path) -> None:
    schema = f'<schema xmlns="{SCH}">{prefixes}<pattern><rule context="*"><assert test="@n">x</assert></rule></pattern>'
    found = check(tmp_path, saxon, Xml(f"{schema}</schema>".encode(), "file:///rules.sch"), "")
    assert words(found) == ["x"]


# Rules at work


def test_a_rule_that_fails_at_work_costs_its_document_only(saxon: Saxon, tmp_path: Path) -> None:
    schema = rules("\n" + pattern("\n" + rule("tei:p", '\n <assert test="1 idiv xs:integer(.) = 0">x</assert>')))
    documents = [document(tmp_path, tei(f"<p>{n}</p>"), f"{n}.xml") for n in (1, 0, 2)]
    found = list(check_schematron(documents, schema, saxon, (), "rules.sch"))
    assert [(d.path, d.code) for d in found] == [("1.xml", "rule-failed"), ("0.xml", "schematron-failure")]
    assert found[1].message == "the rule at rules.sch:4:10 failed while it was at work: Integer division by zero"


def test_many_faults_in_a_long_list_are_told_in_a_moment(saxon: Saxon, tmp_path: Path) -> None:
    schema = pattern(rule("tei:item", '<assert test="@n">x</assert>'))
    found = check(tmp_path, saxon, schema, f"<list>{'<item/>' * 20_000}</list>")
    assert len(found) == 20_000
    assert (found[-1].line, found[-1].column) == (2, 7 + 7 * 19_999)


# Beside another implementation


def test_lxml_finds_the_same_in_the_corpora(saxon: Saxon) -> None:
    source = ROOT / "tests/bench/rules.sch"
    theirs, ours = Counter[str | None](), Counter[str | None]()
    schematron = import_module("lxml.isoschematron").Schematron(etree.parse(source), store_report=True)
    texts = [read_document(path, path.name) for path in (*sorted(ROOT.glob("tei/*/*.xml")), *bench_corpus())]
    for text in texts:
        schematron.validate(etree.ElementTree(text.root))
        theirs.update(
            e.get("id") for e in schematron.validation_report.iter("{*}failed-assert", "{*}successful-report")
        )
    ours.update(d.code for d in check_schematron(texts, Xml(source.read_bytes(), source.as_uri()), saxon))
    assert ours == theirs
