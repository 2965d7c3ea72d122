"""Rules inside of grammars and ODDs: all of them are found, and they say the same as when they stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from teipress.corpus import TEI, Limits, Unreadable, read_document
from teipress.diagnostics import Diagnostic
from teipress.errors import ConfigurationError
from teipress.saxon import Saxon
from teipress.validate.schematron import check_schematron, embedded_rules
from tests.paths import SHARED
from tests.support import document, spots, tei
from tests.validate.plain_schematron import verdicts

SCH = "http://purl.oclc.org/dsdl/schematron"
GRAMMARS = sorted((SHARED / "tei/rng").glob("*.rng"))


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def grammar(content: str, attributes: str = f'ns="{TEI}"') -> str:
    return (
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="{SCH}" xmlns:tei="{TEI}" {attributes}>\n'
        f'<start><element name="TEI"><text/></element></start>\n{content}</grammar>'
    )


def odd(content: str, attributes: str = "") -> str:
    return (
        f'<TEI xmlns="{TEI}" xmlns:sch="{SCH}" xmlns:t="{TEI}"><text><body><schemaSpec ident="s" {attributes}>\n'
        f"{content}</schemaSpec></body></text></TEI>"
    )


def constraint(content: str, attributes: str = 'scheme="schematron" ident="c"') -> str:
    return f"<constraintSpec {attributes}><constraint>{content}</constraint></constraintSpec>"


def never(context: str = "", id: str = "") -> str:
    assertion = f'<sch:assert {f"id={id!r}" if id else ""} test="false()">x</sch:assert>'
    return f'<sch:rule context="{context}">{assertion}</sch:rule>' if context else assertion


def check(folder: Path, saxon: Saxon, schema: str, content: str) -> list[Diagnostic]:
    path = folder / "schema"
    path.write_text(schema, encoding="utf-8")
    rules = embedded_rules(path.read_bytes(), path.as_uri(), saxon, "schema")
    assert rules is not None
    return list(check_schematron([document(folder, tei(content))], rules, saxon, shown="schema"))


PATTERN = f'<sch:pattern id="p">{never("tei:p", "a")}</sch:pattern>'
PLACES = {
    "in a grammar": grammar(PATTERN),
    "in a definition": grammar(f'<define name="d"><element name="p">{PATTERN}<text/></element></define>'),
    "a rule without a pattern": grammar(
        f'<define name="d"><element name="p">{never("tei:p", "a")}<text/></element></define>'
    ),
    "a rule without a context": grammar(
        f'<define name="d"><element name="p"><sch:rule>{never(id="a")}</sch:rule><text/></element></define>'
    ),
    "an assertion in an element": grammar(
        f'<define name="d"><element name="p">{never(id="a")}<text/></element></define>'
    ),
    "in an element of another prefix": grammar(
        f'<define name="d"><element name="tei:p">{never(id="a")}<text/></element></define>', f'ns="{TEI}"'
    ),
    "a whole schema": grammar(
        f'<sch:schema><sch:ns prefix="t" uri="{TEI}"/>{PATTERN.replace("tei:p", "t:p")}</sch:schema>'
    ),
    "the same twice": grammar(PATTERN + PATTERN),
    "with lets, keys and phases": grammar(
        '<sch:ns prefix="t" uri="x"/><sch:let name="n" value="0"/>'
        '<sch:phase id="f"><sch:active pattern="p"/></sch:phase>'
        '<xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="k" match="tei:p" use="1"/>'
        f"{PATTERN.replace('false()', '$n or not(key(&apos;k&apos;, 1))')}"
    ),
    "with an abstract pattern": grammar(
        f'<sch:pattern abstract="true" id="x">{never("$c", "a")}</sch:pattern>'
        '<sch:pattern is-a="x"><sch:param name="c" value="tei:p"/></sch:pattern>'
    ),
    "in an ODD": odd(f'<elementSpec ident="p">{constraint(never("t:p", "a"))}</elementSpec>'),
    "a pattern in an ODD": odd(constraint(f"<sch:pattern>{never('tei:p', 'a')}</sch:pattern>")),
    "under its old name": odd(constraint(never("t:p", "a"), 'scheme="isoschematron" ident="c"')),
    "an assertion of an element": odd(f'<elementSpec ident="p">{constraint(never(id="a"))}</elementSpec>'),
    "an assertion of an element of one's own": odd(
        f'<elementSpec ident="p" ns="x">{constraint(never(id="b"))}</elementSpec>'
        f'<elementSpec ident="p" ns="{TEI}">{constraint(never(id="a"))}</elementSpec>'
    ),
}


@pytest.mark.parametrize("schema", PLACES.values(), ids=PLACES)
def test_rules_are_found(schema: str, saxon: Saxon, tmp_path: Path) -> None:
    assert spots(check(tmp_path, saxon, schema, "<ab/><p/>")) == [("a", 2, 6)]


def test_an_assertion_of_an_attribute_has_it_as_its_context(saxon: Saxon, tmp_path: Path) -> None:
    declared = f'<attList><attDef ident="n">{constraint(never())}</attDef></attList>'
    schema = odd(f'<elementSpec ident="p">{declared}</elementSpec>')
    assert spots(check(tmp_path, saxon, schema, '<p/><p n="1"/><ab n="1"/>')) == [("c", 2, 8)]


@pytest.mark.parametrize(
    "content",
    [
        "<elementSpec ident='p'/>",
        constraint(never("t:p"), 'scheme="private" ident="c"'),
        f'<elementSpec ident="p" mode="delete">{constraint(never("t:p"))}</elementSpec>',
        constraint(never("t:p"), 'scheme="schematron" ident="c" mode="delete"'),
        f'<exemplum><egXML xmlns="http://www.tei-c.org/ns/Examples">{constraint(never("t:p"))}</egXML></exemplum>',
    ],
)
def test_what_is_not_meant_as_a_rule_is_none(content: str, saxon: Saxon) -> None:
    assert embedded_rules(odd(content).encode(), "file:///x.odd", saxon) is None


def test_a_grammar_without_rules_has_none(saxon: Saxon) -> None:
    assert embedded_rules(grammar("").encode(), "file:///x.rng", saxon) is None
    assert embedded_rules(grammar("").encode("utf-16"), "file:///x.rng", saxon) is None
    assert embedded_rules(grammar(PATTERN).encode("utf-16"), "file:///x.rng", saxon) is not None


def test_names_do_not_depend_on_how_many_rules_there_are(saxon: Saxon, tmp_path: Path) -> None:
    numbered = f'<sch:pattern id="s-att.x-when-constraint-rule-17">{never("tei:p")}</sch:pattern>'
    assert [d.code for d in check(tmp_path, saxon, grammar(numbered), "<p/>")] == ["s-att.x-when"]


def test_the_grammars_that_are_included_are_read_too(saxon: Saxon, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more/b.rng").write_text(grammar('<include href="../schema"/>' + PATTERN.replace("'a'", "'b'")))
    missing = '<include href="none.rng"/><div><include href="http://example.org/x.rng"/></div>'
    schema = grammar(f'{PATTERN}<include href="more/b.rng"><define name="x"><text/></define></include>{missing}')
    # The same rule with another id would be told twice: it is one rule.
    assert [d.code for d in check(tmp_path, saxon, schema, "<p/>")] == ["a"]
    assert [d.code for d in check(tmp_path, saxon, schema.replace("tei:p", "tei:q"), "<p/>")] == ["b"]


def test_what_is_wrong_is_told_at_its_place_in_the_grammar(saxon: Saxon, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"^schema:3:\d+: this is not valid XPath"):
        check(tmp_path, saxon, grammar(PATTERN.replace("false()", "false(")), "<p/>")


# The grammars of the TEI, and an implementation of Schematron that is as plain as can be

BREAKS = """<p when="1" notBefore="2" subtype="x">one</p>
<div><p><list type="gloss"><item/></list></p><lg/><div type="d" subtype="e"/></div>
<ab unitRef="#u" unit="u" targetLang="de" calendar="#c"><s><s/></s></ab>
<ref target="#none" cRef="x"/><ptr target="#none" cRef="y"/><l><l/></l><p><p/></p><graphic/>
<addSpan/><delSpan spanTo="#there"/><anchor xml:id="there"/><relatedItem/><quotation/>
<link target="#a"/><standOff/><joinGrp><join target="#there"/></joinGrp><rdgGrp><rdg/><rdg/></rdgGrp>"""


@pytest.mark.skipif(not GRAMMARS, reason="the grammars of the TEI are not here")
@pytest.mark.parametrize("path", GRAMMARS, ids=[path.stem for path in GRAMMARS])
def test_the_rules_of_the_tei_say_what_they_say_elsewhere(path: Path, saxon: Saxon, tmp_path: Path) -> None:
    rules = embedded_rules(path.read_bytes(), path.as_uri(), saxon, path.name)
    assert rules is not None
    texts = [document(tmp_path, tei(BREAKS))]
    ours = [(d.line, d.column, d.code) for d in check_schematron(texts, rules, saxon)]
    theirs = verdicts(rules, texts[0])
    assert sorted(ours) == sorted(theirs)
    assert len(ours) > 2


@pytest.mark.skipif(not GRAMMARS, reason="the grammars of the TEI are not here")
@pytest.mark.parametrize("path", GRAMMARS, ids=[path.stem for path in GRAMMARS])
def test_the_rules_of_the_tei_run_over_all_corpora(path: Path, saxon: Saxon) -> None:
    texts = []
    for source in sorted((SHARED / "corpora").rglob("*.xml")):
        try:
            texts.append(read_document(source, source.name, Limits()))
        except Unreadable:
            continue
    rules = embedded_rules(path.read_bytes(), path.as_uri(), saxon, path.name)
    assert rules is not None
    found = list(check_schematron(texts, rules, saxon))
    assert len(texts) > 10
    assert "schematron-failure" not in {d.code for d in found}
    assert len(found) < 100
    assert all(d.line and d.column and d.message for d in found)
