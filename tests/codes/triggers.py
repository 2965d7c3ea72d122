"""For every code, the smallest thing that triggers it.

A new code needs an entry in one of these tables.
"""

from __future__ import annotations

from collections.abc import Mapping

from teipress.audit.codes import AUDIT
from teipress.corpus import TEI
from teipress.files import USUAL
from teipress.sound import LONGEST_NAME
from teipress.validate.amount import MOST
from tests.support import ROOT, tei


def _cited(declaration: str, body: str) -> str:
    """Declare how a text is cited."""
    return (
        f'<teiHeader><encodingDesc><refsDecl><citeStructure unit="paragraph" {declaration}/></refsDecl></encodingDesc>'
        f"</teiHeader><text><body>{body}</body></text>"
    )


XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'

# Files, as they are.
FILES: Mapping[str, str | bytes] = {
    "wrong-encoding": f'<?xml version="1.0" encoding="ISO-8859-1"?>{ROOT}é</TEI>'.encode("latin-1"),
    "wrong-xml-version": f'<?xml version="1.1"?>{ROOT}</TEI>',
    "doctype": f'<!DOCTYPE TEI SYSTEM "tei.dtd">{ROOT}</TEI>',
    "undeclared-entity": tei("caf&eacute;"),
    "not-well-formed": tei("<p>One <hi>two</p>"),
    "not-tei": "<TEI.2/>",
    "too-many-nodes": tei("\n" * (2 * USUAL.nodes)),
    "too-long-name": tei(f"<{'a' * (LONGEST_NAME + 1)}/>"),
    "too-deep": tei("<div>" * 100 + "</div>" * 100),
    "too-many-attributes": tei("<p " + " ".join(f"a{n}=''" for n in range(300)) + "/>"),
}

# A file of so many bytes.
LARGE: Mapping[str, int] = {"file-too-large": 64 * 1024**2 + 1}

# What stands in a TEI root.
TEXTS: Mapping[str, str] = {
    "active-content": '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    "malformed-id": '<p xml:id="1a"/>',
    "unnormalized-id": '<p xml:id="cafe\u0301"/>',
    "duplicate-id": '<p xml:id="p1"/><p xml:id="p1"/>',
    "spaced-id": '<p xml:id=" p1 "/>',
    "confusable-id": '<p xml:id="p1"/><p xml:id="P1"/>',
    "dangling-pointer": '<ref target="#nothing"/>',
    "wrong-target": '<placeName ref="#kim"/><person xml:id="kim"/>',
    "undeclared-prefix": '<persName ref="persn:kim"/>',
    "malformed-pointer": '<ref target="http://["/>',
    "missing-image": '<graphic url="kim.jpg"/>',
    "backward-span": '<anchor xml:id="earlier"/><addSpan spanTo="#earlier"/>',
    "broken-chain": '<l xml:id="a" next="#b"/><l xml:id="b" prev="#c"/><l xml:id="c"/>',
    "circular-pointer": '<l xml:id="a" copyOf="#a"/>',
    "too-many-faults": '<date when="x"/>' * (MOST + 1),
    "dangling-inclusion": f'<xi:include {XI} href="chapter3.xml"/>',
    "outside-inclusion": f'<xi:include {XI} href="https://example.org/a.xml"/>',
    "malformed-inclusion": f'<xi:include {XI} href="a.xml#chapter3"/>',
    "circular-inclusion": f'<xi:include {XI} href="circular-inclusion.xml"/>',
    "wrong-date": '<date when="1962-13-01"/>',
    "wrong-duration": '<u dur="2 minutes"/>',
    "backward-interval": '<date from="1994" to="1948"/>',
    "death-before-birth": '<person><birth when="1994"/><death when="1912"/></person>',
    "floruit-outside-life": '<person><death when="1912"/><floruit from="1920"/></person>',
    "unordered-change": '<revisionDesc><change when="2012"/><change when="2010"/><change when="2011"/></revisionDesc>',
    "malformed-authority-id": '<idno type="Wikidata">5879</idno>',
    "wrong-check-digit": '<idno type="GND">118540239</idno>',
    "malformed-language": '<p xml:lang="en_US"/>',
    "unknown-language": '<p xml:lang="lat"/>',
    "undeclared-language": '<langUsage><language ident="en"/></langUsage><p xml:lang="la"/>',
    "bidi-control": "<p>&#x202E;</p>",
    "lost-character": "<p>&#xFFFD;</p>",
    "control-character": "<p>&#x93;</p>",
    "no-character": "<p>&#xFDD0;</p>",
    "private-character": "<p>&#xE000;</p>",
    "unclear-citation-path": _cited('match="//body/p[" use="@n"', '<p n="1"/>'),
    "idle-citation-path": _cited('match="//body/div" use="@n"', '<p n="1"/>'),
    "ambiguous-reference": _cited('match="//body/p" use="@n"', '<p n="4"/><p n="4"/>'),
    "uncitable-unit": _cited('match="//body/p" use="@n"', '<p n="1"/><p/>'),
}

# What stands in the TEI root of a register.
REGISTERS: Mapping[str, str] = {
    "wrong-coordinates": '<listPlace><place xml:id="a"><placeName>A</placeName>'
    "<location><geo>125.2453 40.4214</geo></location></place></listPlace>",
    "nameless-entry": '<listPerson><person xml:id="kim"/></listPerson>',
    "duplicate-entry": '<listPerson><person xml:id="a"><name>Kim</name></person>'
    '<person xml:id="b"><name>Kim</name></person></listPerson>',
    "unused-entry": '<listPerson><person xml:id="nobody"><name>Nobody</name></person></listPerson>',
}

# What breaks this grammar.
GRAMMAR = f"""<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{TEI}"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="TEI">
  <element name="p"><attribute ns="" name="n"><data type="integer"/></attribute><empty/></element>
  <optional><element name="ab"><empty/></element></optional>
  <optional><element name="num"><data type="integer"/></element></optional>
</element></start></grammar>"""
AGAINST_GRAMMAR: Mapping[str, str] = {
    "unknown-element": '<p n="1"/><persname/>',
    "unexpected-element": '<p n="1"/><num>1</num><ab/>',
    "missing-element": "",
    "missing-attribute": "<p/>",
    "unknown-attribute": '<p n="1" wen="1962"/>',
    "wrong-value": '<p n="one"/>',
    "unexpected-text": '<p n="1">Once upon a time</p>',
    "wrong-content": '<p n="1"/><num>one</num>',
}

# What takes more than a file to trigger, and the tests that do.
ELSEWHERE: Mapping[str, str] = {
    **{row[0]: "tests/audit/test_planted.py" for row in AUDIT},
    "outside-edition": "tests/test_corpus.py",
    "missing-file": "tests/test_corpus.py",
    "unreadable-file": "tests/test_corpus.py",
    "xsd-failure": "tests/validate/test_xsd.py",
    "rule-failed": "tests/validate/test_schematron.py",
    "schematron-failure": "tests/validate/test_schematron.py",
    "grammar-failure": "tests/validate/test_grammars.py",
    "wrong-schema": "tests/test_check.py",
    "schema-not-available": "tests/test_check.py",
    "no-schema": "tests/test_check.py",
    "id-not-allowed": "tests/cite/test_ids_assign.py",
    "vanished-id": "tests/cite/test_released.py",
    "moved-id": "tests/cite/test_released.py",
    "rewritten-id": "tests/cite/test_released.py",
    "split-id": "tests/cite/test_released.py",
    "changed-id-element": "tests/cite/test_released.py",
    "reused-id": "tests/cite/test_released.py",
    "dangling-successor": "tests/cite/test_released.py",
    "contested-id": "tests/cite/test_released.py",
    "damaged-ledger": "tests/cite/test_released.py",
    "unjoined-ledger": "tests/cite/test_released.py",
    "name-clash": "tests/publish/test_plan.py",
    "unfit-reference": "tests/dts/test_static.py",
    "unfiled-passages": "tests/dts/test_static.py",
    "unstyled-element": "tests/xslt/test_html.py",
    "unsafe-link": "tests/xslt/test_html.py",
    "render-failure": "tests/codes/test_triggers.py",
    "refused-media": "tests/publish/test_media.py",
    "too-much-included": "tests/publish/test_assemble.py",
    "lost-text": "tests/edition/test_customizing.py",
    "lost-id": "tests/edition/test_customizing.py",
}
