"""SVRL: the structure that ISO/IEC 19757-3, annex D, gives it, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import elementpath
import pytest
from elementpath.xpath30 import XPath30Parser
from lxml import etree

from teipress.corpus import TEI
from teipress.errors import ConfigurationError
from teipress.saxon import Saxon, Xml
from teipress.validate.svrl import svrl
from tests.support import document, tei

SCH = "http://purl.oclc.org/dsdl/schematron"
NS = {"s": "http://purl.oclc.org/dsdl/svrl"}
TEXT = '<element name="text"><ref name="words"/></element>'
OUTCOME = f"""<attribute name="location"/><attribute name="test"/><optional><attribute name="id"/></optional>
  <optional><attribute name="role"/></optional><optional><attribute name="flag"/></optional>
  <optional><attribute name="severity"/></optional>
  <zeroOrMore><element name="diagnostic-reference"><attribute name="diagnostic"/>
    <optional><attribute name="role"/></optional>{TEXT}</element></zeroOrMore>
  <zeroOrMore><element name="property-reference"><attribute name="property"/>
    <optional><attribute name="role"/></optional><optional><attribute name="scheme"/></optional>{TEXT}</element>
  </zeroOrMore>{TEXT}"""
ACTIVE = """<optional><attribute name="id"/></optional><optional><attribute name="role"/></optional>
  <optional><attribute name="documents"/></optional>"""
STRUCTURE = f"""<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://purl.oclc.org/dsdl/svrl">
<start><element name="schematron-output">
  <optional><attribute name="title"/></optional><optional><attribute name="phase"/></optional>
  <optional><attribute name="schemaVersion"/></optional>
  <zeroOrMore>{TEXT}</zeroOrMore>
  <zeroOrMore><element name="ns-prefix-in-attribute-values"><attribute name="prefix"/><attribute name="uri"/></element>
  </zeroOrMore>
  <oneOrMore>
    <choice><element name="active-pattern">{ACTIVE}</element><element name="active-group">{ACTIVE}</element></choice>
    <zeroOrMore>
      <element name="fired-rule"><optional><attribute name="id"/></optional><attribute name="context"/>
        <optional><attribute name="role"/></optional><optional><attribute name="flag"/></optional>
        <optional><attribute name="document"/></optional></element>
      <zeroOrMore><choice><element name="failed-assert">{OUTCOME}</element>
        <element name="successful-report">{OUTCOME}</element></choice></zeroOrMore>
    </zeroOrMore>
  </oneOrMore>
</element></start>
<define name="words"><zeroOrMore><choice><text/>
  <element name="emph"><text/></element>
  <element name="dir"><optional><attribute name="dir"/></optional><text/></element>
  <element name="span"><attribute name="class"/><text/></element>
</choice></zeroOrMore></define>
</grammar>"""
SCHEMA = f"""<schema xmlns="{SCH}" queryBinding="xslt3" schemaVersion="7" defaultPhase="all">
  <title>Some <dir>rules</dir></title>
  <ns prefix="tei" uri="{TEI}"/><ns prefix="x" uri="urn:x"/>
  <phase id="all"><active pattern="one"/><active pattern="two"/></phase>
  <pattern id="one" role="warning">
    <rule context="tei:p" id="r" role="info" flag="f">
      <assert id="a" test="@n" diagnostics="d2 d1" properties="q" role="error" flag="g">Give
        <emph>it</emph> a <span class="c">number</span>, <dir value="ltr">please</dir>: <name/>.</assert>
      <report test="@n &lt; 2">“<value-of select="@n"/>” &amp; more</report>
    </rule>
    <rule context="tei:q"><assert test="true()">x</assert></rule>
  </pattern>
  <group id="two"><rule context="tei:p/@n"><assert test="false()" severity="info">x</assert></rule>
    <rule context="tei:p/text()"><assert test="false()" subject="..">x</assert></rule></group>
  <pattern id="three"><rule context="*"><assert test="false()">never</assert></rule></pattern>
  <diagnostics><diagnostic id="d1" role="hint">First <value-of select="name()"/></diagnostic>
    <diagnostic id="d2">Second</diagnostic></diagnostics>
  <properties><property id="q" role="k" scheme="s">value</property></properties>
</schema>"""


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def rules(text: str = SCHEMA) -> Xml:
    return Xml(text.encode(), "file:///rules.sch")


def report(folder: Path, saxon: Saxon, *texts: str, schema: str = SCHEMA, phase: str = "#DEFAULT") -> etree._Element:
    documents = [document(folder, tei(text), f"{n}.xml") for n, text in enumerate(texts)]
    root = etree.fromstring(svrl(documents, rules(schema), saxon, shown="rules.sch", phase=phase))
    grammar = etree.RelaxNG(etree.fromstring(STRUCTURE))
    assert grammar.validate(root), grammar.error_log
    return root


def shape(root: etree._Element) -> list[str]:
    """Give the report in short: names and ids, places of what failed."""
    return [
        " ".join(filter(None, (etree.QName(e).localname, e.get("id"), e.get("location") or e.get("context"))))
        for e in root
        if etree.QName(e).localname != "ns-prefix-in-attribute-values"
    ]


def test_the_report_says_what_was_active_what_fired_and_what_failed(saxon: Saxon, tmp_path: Path) -> None:
    root = report(tmp_path, saxon, '<p n="1">t</p><q/>')
    p = f"/Q{{{TEI}}}TEI[1]/Q{{{TEI}}}p[1]"
    assert dict(root.items()) == {"title": "Some rules", "phase": "all", "schemaVersion": "7"}
    assert shape(root) == [
        "active-pattern one",
        "fired-rule r tei:p",
        f"successful-report {p}",
        "fired-rule tei:q",
        "active-group two",
        "fired-rule tei:p/@n",
        f"failed-assert {p}/@n",
        "fired-rule tei:p/text()",
        f"failed-assert {p}",
    ]
    assert [(e.get("prefix"), e.get("uri")) for e in root.iterfind("s:ns-prefix-in-attribute-values", NS)] == [
        ("tei", TEI),
        ("x", "urn:x"),
    ]


def test_locations_lead_to_the_nodes(saxon: Saxon, tmp_path: Path) -> None:
    root = report(tmp_path, saxon, '<ab><p n="1"/><p>x</p></ab>')
    tree = etree.fromstring(tei('<ab><p n="1"/><p>x</p></ab>'))
    locations = [e.get("location", "") for e in root.iter("{*}failed-assert", "{*}successful-report")]
    assert len(locations) == 4
    for location in locations:
        assert len(elementpath.select(etree.ElementTree(tree), location, parser=XPath30Parser)) == 1


def test_an_outcome_has_its_attributes_words_diagnostics_and_properties(saxon: Saxon, tmp_path: Path) -> None:
    root = report(tmp_path, saxon, "<p/>")
    (failed,) = root.iter("{*}failed-assert")
    assert {k: v for k, v in failed.items() if k != "location"} == {
        "id": "a",
        "test": "@n",
        "role": "error",
        "flag": "g",
    }
    text = failed.find("s:text", NS)
    assert text is not None
    assert "".join(map(str, text.itertext())) == "Give it a number, please: p."
    assert [(etree.QName(e).localname, dict(e.items()), e.text) for e in text] == [
        ("emph", {}, "it"),
        ("span", {"class": "c"}, "number"),
        ("dir", {"dir": "ltr"}, "please"),
    ]
    assert [(e.get("diagnostic"), e.get("role"), e[0].text) for e in failed.iter("{*}diagnostic-reference")] == [
        ("d2", None, "Second"),
        ("d1", "hint", "First p"),
    ]
    (reference,) = failed.iter("{*}property-reference")
    assert (dict(reference.items()), reference[0].text) == ({"property": "q", "role": "k", "scheme": "s"}, "value")
    fired = root.find("s:fired-rule", NS)
    assert fired is not None
    assert dict(fired.items()) == {"document": "0.xml", "id": "r", "context": "tei:p", "role": "info", "flag": "f"}


def test_each_document_has_its_series_of_patterns(saxon: Saxon, tmp_path: Path) -> None:
    root = report(tmp_path, saxon, "<ab/>", '<p n="1"/>')
    series = [(e.get("id"), e.get("documents")) for e in root.iter("{*}active-pattern", "{*}active-group")]
    assert series == [("one", "0.xml"), ("two", "0.xml"), ("one", "1.xml"), ("two", "1.xml")]
    assert [e.get("document") for e in root.iter("{*}fired-rule")] == ["1.xml", "1.xml"]


def test_the_phase_may_be_chosen(saxon: Saxon, tmp_path: Path) -> None:
    root = report(tmp_path, saxon, "<ab/>", phase="#ALL")
    assert [e.get("id") for e in root.iter("{*}active-pattern", "{*}active-group")] == ["one", "two", "three"]


def test_a_document_that_a_rule_fails_on_is_named(saxon: Saxon, tmp_path: Path) -> None:
    schema = SCHEMA.replace('test="@n"', 'test="1 idiv xs:integer(@n)"')
    root = report(tmp_path, saxon, '<p n="1"/>', '<p n="0"/>', schema=schema)
    (text,) = root.iterfind("s:text", NS)
    assert text.text == "1.xml was not checked: the rule at rules.sch:7:22 failed: Integer division by zero"
    assert {e.get("documents") for e in root.iter("{*}active-pattern")} == {"0.xml"}


def test_a_wrong_schema_is_a_fault_of_the_settings(saxon: Saxon, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"^rules.sch:7:22: this is not valid XPath"):
        report(tmp_path, saxon, "<p/>", schema=SCHEMA.replace('test="@n"', 'test="@"'))
