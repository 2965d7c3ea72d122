"""Every fault of an ODD is told before anything is compiled, at its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from teipress.codes import CODES
from teipress.resources import xslt
from teipress.saxon import Saxon
from tests.odd.small import WORD, attribute, closed, compile_text, element, macro, odd

A = element("a")
MODEL = '<classSpec ident="model.x" type="model"/>'
REPEATED = 'minOccurs="0" maxOccurs="unbounded"'


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong ODD: the code that is reported, in the line that holds ``at``, and words of the message."""

    code: str
    text: str
    at: str
    says: str


def around(content: str) -> str:
    """Write an ODD in which <a> has this content, in lines of its own."""
    return odd(f'<elementSpec ident="a">\n<content>\n{content}\n</content>\n</elementSpec>', element("b"), MODEL, WORD)


def owning(definition: str) -> str:
    """Write an ODD in which <a> has this attribute, in lines of its own."""
    return odd(
        WORD, f'<elementSpec ident="a"><content><empty/></content><attList>\n{definition}\n</attList></elementSpec>'
    )


FAULTS = (
    Wrong("odd-without-schema", '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "<TEI", "no schemaSpec"),
    Wrong("odd-undeclared", odd(element("b")), "<schemaSpec", "no element “a” is declared"),
    Wrong("odd-undeclared", odd(element("b"), attributes=""), "<schemaSpec", "no element “TEI” is declared"),
    Wrong("odd-undeclared", odd('<elementSpec ident="a" mode="delete"/>'), "<schemaSpec", "no element “a”"),
    Wrong("odd-undeclared", around('<elementRef key="c"/>'), "elementRef", "no element “c”"),
    Wrong("odd-undeclared", around('<classRef key="model.y"/>'), "classRef", "no class “model.y”"),
    Wrong("odd-undeclared", around('<macroRef key="m"/>'), "macroRef", "no macro “m”"),
    Wrong("odd-undeclared", around('<dataRef key="year"/>'), 'dataRef key="year', "no datatype “year”"),
    Wrong("odd-undeclared", odd(element("a", classes=["att.global"])), "memberOf", "no class “att.global”"),
    Wrong("odd-not-self-contained", odd('<moduleRef key="core"/>', A), "moduleRef", "moduleRef is not supported"),
    Wrong("odd-not-self-contained", odd(A, attributes='start="a" source="tei:4.9.0"'), "<schemaSpec", "source"),
    Wrong("odd-not-self-contained", odd(A, '<specGrpRef target="other.odd#g"/>'), "specGrpRef", "specGrpRef"),
    Wrong("odd-not-self-contained", odd('<elementSpec ident="a" mode="change"/>'), "mode", 'mode="change"'),
    Wrong(
        "odd-declared-twice",
        odd(A, '<elementSpec ident="a" n="2"><content><empty/></content></elementSpec>'),
        'n="2"',
        "“a”",
    ),
    Wrong(
        "odd-declared-twice",
        odd(
            WORD,
            *(f'<classSpec ident="{c}" type="atts"><attList>{attribute("n")}</attList></classSpec>' for c in "xy"),
            element("a", classes=["x", "y"]),
        ),
        "elementSpec",
        "“a” has its attribute “n” from two places",
    ),
    Wrong("odd-without-content", odd('<elementSpec ident="a"/>'), 'ident="a"', "“a” has no content"),
    Wrong(
        "odd-without-content", odd(A, '<macroSpec ident="m"><content/></macroSpec>'), "macroSpec", "“m” has no content"
    ),
    Wrong("odd-without-content", odd(A, '<dataSpec ident="d"/>'), "dataSpec", "“d” has no content"),
    Wrong("odd-unsupported", around("<textNode/><empty/>"), "<content>\n<textNode", "content holds one thing"),
    Wrong("odd-unsupported", around("<anyElement/>"), "anyElement", "anyElement in a content model"),
    Wrong("odd-unsupported", around('<dataRef name="gYear"/>'), "gYear", "name a datatype here"),
    Wrong("odd-unsupported", around('<classRef key="model.x" expand="sequence"/>'), "expand", "expand"),
    Wrong(
        "odd-unsupported",
        odd(A, '<dataSpec ident="d"><content>\n<textNode/></content></dataSpec>'),
        "<textNode",
        "a datatype",
    ),
    Wrong(
        "odd-unsupported",
        owning('<attDef ident="n"><datatype><dataRef name="gYear"/></datatype></attDef>'),
        "gYear",
        "name",
    ),
    Wrong("odd-unsupported", owning('<attRef class="x" name="n"/>'), "attRef", "attRef is not supported"),
    Wrong("odd-unsupported", owning('<attList org="choice"/>'), 'org="choice"', "a choice of attributes"),
    Wrong("odd-empty-list", owning(attribute("n", '<valList type="closed"/>')), "valList", "no values"),
    Wrong(
        "odd-empty-list",
        odd(A, '<dataSpec ident="d"><content>\n<valList/></content></dataSpec>'),
        "<valList",
        "no values",
    ),
    Wrong("odd-without-datatype", owning(attribute("n", "")), "attDef", "“n” has neither"),
    Wrong(
        "odd-without-datatype",
        owning(attribute("n", closed("x").replace("closed", "semi"))),
        "attDef",
        "“n” has neither",
    ),
    Wrong(
        "odd-default-value",
        owning(attribute("n", '<datatype><dataRef key="word"/></datatype><defaultVal>x</defaultVal>')),
        "defaultVal",
        "a default value",
    ),
    Wrong("odd-occurrence", around('<elementRef key="b" minOccurs="2"/>'), "minOccurs", "minOccurs must be 0 or 1"),
    Wrong(
        "odd-occurrence", around('<elementRef key="b" maxOccurs="3"/>'), "maxOccurs", "maxOccurs must be 1 or unbounded"
    ),
    Wrong(
        "odd-occurrence", around('<elementRef key="b" maxOccurs="0"/>'), "maxOccurs", "maxOccurs must be 1 or unbounded"
    ),
    Wrong(
        "odd-occurrence",
        owning(attribute("n", '<datatype minOccurs="0" maxOccurs="unbounded"><dataRef key="word"/></datatype>')),
        "minOccurs",
        "minOccurs must be 1 here",
    ),
    Wrong("odd-circular", odd(A, macro("m", '<macroRef key="m"/>')), "macroSpec", "“m” is declared by means of itself"),
    Wrong(
        "odd-circular", odd(A, macro("m", '<macroRef key="o"/>'), macro("o", '<macroRef key="m"/>')), 'ident="o"', "“o”"
    ),
    Wrong(
        "odd-circular",
        odd(A, '<classSpec ident="x" type="atts"><classes><memberOf key="x"/></classes></classSpec>'),
        "classSpec",
        "“x”",
    ),
    Wrong(
        "odd-circular",
        odd(A, '<dataSpec ident="d"><content><dataRef key="d"/></content></dataSpec>'),
        "dataSpec",
        "“d”",
    ),
    Wrong(
        "odd-empty-class", around('<classRef key="model.x"/>'), "classRef", "no element belongs to the class “model.x”"
    ),
    Wrong(
        "odd-mixed-content",
        around('<alternate><textNode/><elementRef key="b"/></alternate>'),
        "<content>",
        "text is mixed",
    ),
    Wrong(
        "odd-mixed-content",
        around('<sequence><textNode/><elementRef key="b"/></sequence>'),
        "<content>",
        "text is mixed",
    ),
    Wrong(
        "odd-mixed-content",
        around(f'<sequence><elementRef key="b"/><alternate {REPEATED}><textNode/></alternate></sequence>'),
        "<content>",
        "text is mixed",
    ),
    Wrong(
        "odd-mixed-content", around(f"<alternate {REPEATED}><textNode/><textNode/></alternate>"), "<content>", "once"
    ),
    Wrong(
        "odd-mixed-content",
        odd(element("a", '<sequence><macroRef key="m"/></sequence>'), macro("m", "<textNode/>")),
        "elementSpec",
        "text is mixed",
    ),
    Wrong(
        "odd-mixed-content",
        around('<sequence><elementRef key="b"/><dataRef key="word"/></sequence>'),
        "<content>",
        "data is not mixed",
    ),
    Wrong(
        "odd-xml-attribute",
        odd(
            WORD,
            element("a", '<elementRef key="b"/>', attribute("xml:space", closed("default"))),
            element("b", attributes=attribute("xml:space", closed("preserve"))),
        ),
        'ident="b"',
        "“xml:space” must be one value",
    ),
    Wrong(
        "odd-xml-attribute",
        owning(attribute("xml:id", '<datatype maxOccurs="unbounded"><dataRef key="word"/></datatype>')),
        'ident="a"',
        "“xml:id” must be one value",
    ),
    Wrong(
        "odd-ambiguous",
        around('<sequence><elementRef key="b" minOccurs="0"/><elementRef key="b"/></sequence>'),
        'ident="a"',
        "in <a>, <b> can belong to two parts",
    ),
    Wrong(
        "odd-unusable-datatype",
        odd(A, '<dataSpec ident="d"><content><dataRef name="century"/></content></dataSpec>'),
        "dataSpec",
        "“d” is not a datatype that XSD can use",
    ),
    Wrong(
        "odd-unusable-datatype",
        odd(A, '<dataSpec ident="d"><content><dataRef name="token" restriction="[a"/></content></dataSpec>'),
        "dataSpec",
        "“d” is not a datatype that XSD can use",
    ),
)


@pytest.mark.parametrize(
    "wrong", FAULTS, ids=lambda wrong: f"{wrong.code}-{re.sub('[^a-z0-9]+', '-', wrong.says.lower())}"
)
def test_a_fault_is_told_once_at_its_place(wrong: Wrong, tmp_path: Path, saxon: Saxon) -> None:
    compiled = compile_text(wrong.text, tmp_path, saxon)
    line = wrong.text[: wrong.text.index(wrong.at)].count("\n") + 1
    told = [(d.code, d.line) for d in compiled.report.diagnostics if wrong.says in d.message]
    assert told == [(wrong.code, line)], [d.message for d in compiled.report.diagnostics]
    assert compiled.files == {}


def test_every_code_that_the_compiler_can_report_has_a_test_and_an_explanation() -> None:
    stylesheet = xslt("odd/verify.xsl").read_text(encoding="utf-8")
    codes = {*re.findall(r"'(odd-[a-z-]+)'", stylesheet), "odd-ambiguous", "odd-unusable-datatype"}
    assert codes == {wrong.code for wrong in FAULTS}
    assert codes == {code for code in CODES if code.startswith("odd-")}


def test_an_odd_that_is_not_well_formed_is_told(tmp_path: Path) -> None:
    from teipress.schema import compile_odd

    path = tmp_path / "small.odd"
    path.write_text("<TEI", encoding="utf-8")
    compiled = compile_odd(path)
    assert [d.code for d in compiled.report.diagnostics] == ["not-well-formed"]
    assert compiled.files == {}
