"""Every code can be met: here is something that triggers it, and the program says so."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from teipress.codes import CODES
from teipress.diagnostics import Diagnostic, Source
from teipress.pipeline import build, check
from teipress.project import read_settings
from teipress.validate.relaxng import Schema
from tests.codes.triggers import AGAINST_GRAMMAR, ELSEWHERE, FILES, GRAMMAR, LARGE, REGISTERS, TEXTS
from tests.odd.test_faults import FAULTS
from tests.paths import ROOT
from tests.support import document, tei

WRITTEN: Mapping[str, str | bytes] = {
    **{f"texts/{code}.xml": data for code, data in FILES.items()},
    **{f"texts/{code}.xml": tei(content) for code, content in TEXTS.items()},
    **{f"registers/{code}.xml": tei(content) for code, content in REGISTERS.items()},
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Diagnostic, ...]:
    """Check one edition that has all the faults, each in a file of its own."""
    folder = tmp_path_factory.mktemp("edition")
    for name, data in WRITTEN.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    for code, size in LARGE.items():
        (folder / f"texts/{code}.xml").touch()
        os.truncate(folder / f"texts/{code}.xml", size)
    settings = folder / "teipress.toml"
    settings.write_text(
        '[edition]\ntitle = "Faults"\n[sources]\ntexts = ["texts/*.xml"]\nregisters = ["registers/*.xml"]\n'
    )
    only = frozenset({Source.WELLFORMED, Source.INTEGRITY})
    return check(read_settings(settings), only=only).diagnostics


@pytest.mark.parametrize("name", [*WRITTEN, *(f"texts/{code}.xml" for code in LARGE)])
def test_a_file_triggers_its_code(name: str, found: tuple[Diagnostic, ...]) -> None:
    codes = {d.code: d for d in found if d.path.endswith(name)}
    assert Path(name).stem in codes
    told = codes[Path(name).stem]
    assert told.message
    assert told.line >= 1 or told.code in {"file-too-large", "wrong-encoding"}


def test_a_file_triggers_little_else(found: tuple[Diagnostic, ...]) -> None:
    """An example shows one fault; what comes with it is the same fault, seen from elsewhere."""
    others = {(d.path.rpartition("/")[2].removesuffix(".xml"), d.code) for d in found}
    assert {pair for pair in others if pair[0] != pair[1] and pair[1] != "unused-entry"} == {
        ("too-many-faults", "wrong-date"),
    }


@pytest.mark.parametrize("code", AGAINST_GRAMMAR)
def test_a_document_that_breaks_a_grammar_triggers_its_code(code: str, tmp_path: Path) -> None:
    schema = Schema.from_bytes(GRAMMAR.encode(), "file:///grammar.rng")
    assert code in {d.code for d in schema.validate(document(tmp_path, tei(AGAINST_GRAMMAR[code])))}


FAILING = """<xsl:stylesheet version="3.0" default-mode="m:html" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://teipress.org/ns/modes" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="teipress:html.xsl"/>
  <xsl:template match="p"><xsl:sequence select="error()"/></xsl:template>
</xsl:stylesheet>"""


def test_a_text_that_a_stylesheet_fails_on_triggers_its_code(tmp_path: Path) -> None:
    (tmp_path / "text.xml").write_text(tei("<text><body><p>One</p></body></text>"))
    (tmp_path / "local.xsl").write_text(FAILING)
    settings = tmp_path / "teipress.toml"
    settings.write_text(
        '[edition]\ntitle = "Faults"\n[sources]\ntexts = ["text.xml"]\n[publish]\nstylesheet = "local.xsl"\n'
    )
    assert "render-failure" in {d.code for d in build(read_settings(settings), verify=False).report.diagnostics}


@pytest.mark.parametrize(("code", "path"), ELSEWHERE.items(), ids=ELSEWHERE)
def test_what_takes_more_than_a_file_is_triggered_by_another_test(code: str, path: str) -> None:
    assert code in (ROOT / path).read_text(encoding="utf-8")


def test_there_is_a_trigger_for_every_code() -> None:
    known = {*FILES, *LARGE, *TEXTS, *REGISTERS, *AGAINST_GRAMMAR, *ELSEWHERE, *(wrong.code for wrong in FAULTS)}
    assert set(CODES) - known == set()
    assert known - set(CODES) == set()
