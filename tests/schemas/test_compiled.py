"""The compiled schemas: up to date, and what others make of them."""

from __future__ import annotations

import pytest

from teipress.schema import compile_odd
from tests.paths import SCHEMAS, SHARED, TEI
from tests.schemas.editions import VALID
from tests.schemas.jing import jing

EDITIONS = (*sorted(VALID.rglob("*.xml")), *sorted(TEI.rglob("*.xml")))


def test_the_compiled_files_are_not_stale() -> None:
    compiled = compile_odd(SCHEMAS / "changsung.odd")
    assert compiled.report.diagnostics == ()
    assert set(compiled.files) == {"changsung.rng", "changsung.xsd", "changsung.sch", "xml.xsd", "guidelines.html"}
    stale = {name for name, data in compiled.files.items() if (SCHEMAS / name).read_bytes() != data}
    assert stale == set(), "run “nox -s schemas”"


def test_jing_agrees_that_the_editions_are_valid() -> None:
    assert jing(SCHEMAS / "changsung.rng", EDITIONS) == ""


def test_what_the_profile_accepts_all_of_tei_accepts() -> None:
    grammar = SHARED / "tei/rng/tei_all.rng"
    if not grammar.is_file():
        pytest.skip("tei_all.rng is not at hand")
    assert jing(grammar, (*EDITIONS, SCHEMAS / "changsung.odd")) == ""
