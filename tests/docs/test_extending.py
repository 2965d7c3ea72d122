"""“How to add an element” works as it is written."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from teipress.corpus import read_document
from teipress.saxon import Saxon
from teipress.schema import compile_document
from tests.paths import ROOT, SCHEMAS
from tests.schemas.editions import VALID

GROUP = re.compile(r'(<specGrp [^>]*n="Elements of texts">.*?)(\n *</specGrp>)', re.DOTALL)


def test_the_example_can_be_declared_compiled_and_used(tmp_path: Path) -> None:
    page = (ROOT / "docs/extending-the-schema.md").read_text(encoding="utf-8")
    declaration, _template = re.findall(r"^```xml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    odd = (SCHEMAS / "changsung.odd").read_text(encoding="utf-8")
    path = tmp_path / "changsung.odd"
    path.write_text(GROUP.sub(lambda group: f"{group[1]}\n{declaration}{group[2]}", odd), encoding="utf-8")
    with Saxon() as saxon:
        compiled = compile_document(read_document(path, "changsung.odd"), saxon)
    assert compiled.report.diagnostics == ()
    grammar = etree.RelaxNG(etree.fromstring(compiled.files["changsung.rng"]))
    text = (VALID / "texts/bridge.xml").read_text(encoding="utf-8")
    for abbreviation, verdict in {"<abbr>SMEs</abbr>": True, '<abbr type="acronym">SMEs</abbr>': False}.items():
        used = text.replace("It stands.”", f"It stands, {abbreviation}.”")
        assert grammar.validate(etree.fromstring(used.encode())) is verdict
    assert b'id="element-abbr"' in compiled.files["guidelines.html"]
