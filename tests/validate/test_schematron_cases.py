"""The cases of ``schematron_cases``: which assertion is told, and where it is, to the character."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from teipress.corpus import TEI
from teipress.saxon import Saxon, Xml
from teipress.validate.schematron import check_schematron
from tests.support import document, place, spots, tei
from tests.validate.schematron_cases import CASES, Case

HEAD = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    f'xmlns:tei="{TEI}" xmlns:x="x" {{}}><ns prefix="tei" uri="{TEI}"/><ns prefix="x" uri="x"/>'
)


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def test_there_are_many() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, saxon: Saxon, tmp_path: Path) -> None:
    schema = Xml(f"{HEAD.format(case.attributes)}{case.rules}</schema>".encode(), "file:///rules.sch")
    text = tei(case.text)
    found = list(check_schematron([document(tmp_path, text)], schema, saxon, phase=case.phase))
    expected = [(id, *place(text, part)) for id, part in case.found]
    assert sorted(spots(found), key=lambda spot: (spot[1:], spot[0])) == sorted(
        expected, key=lambda spot: (spot[1:], spot[0])
    )
