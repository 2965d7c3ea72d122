"""Going on after a fault: what is independent is reported, what only follows from another fault is not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.validate.relaxng.support import problems
from tests.validate.relaxng.test_faults import HEADER, SCHEMA, tei

CASES = tomllib.loads((Path(__file__).parent / "recovery.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_recovery(case: dict[str, Any]) -> None:
    text = tei(case["text"], case.get("header", HEADER))
    assert [problem.words.code for problem in problems(SCHEMA, text)] == case["reported"]


def test_the_early_element_is_told_what_it_waits_for() -> None:
    (problem,) = problems(SCHEMA, tei("", '<teiHeader><date when="2012-08-07"/><title/></teiHeader>'))
    assert problem.words.message == "<date> cannot stand here in <teiHeader> yet: <title> must come before it"


def test_a_thousand_faults_are_a_thousand_reports() -> None:
    assert len(problems(SCHEMA, tei("<foo/>" * 500 + '<p rend="x"/>' * 500))) == 1000


def test_a_fault_deep_inside_costs_nothing_outside() -> None:
    text = "<p>" + "<foo>" * 80 + "<num>x</num>" + "</foo>" * 80 + "</p>"
    codes = [problem.words.code for problem in problems(SCHEMA, tei(text))]
    assert codes == ["unknown-element"] * 80 + ["wrong-content"]
