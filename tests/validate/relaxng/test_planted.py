"""Faults planted in real files: each is reported once, at its exact line and column, and nothing else is."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

import pytest

from teipress.corpus import Document
from teipress.positions import line_offsets
from teipress.validate.relaxng import Schema
from tests.paths import SCHEMAS, SHARED
from tests.schemas.editions import VALID
from tests.support import document
from tests.validate.relaxng.planting import Fault, plant

LARGEST = 130_000  # bytes of a file that faults are planted in
TEI_ALL = SHARED / "tei/rng/tei_all.rng"
CHANGSUNG = SCHEMAS / "changsung.rng"


def real_files() -> list[Path]:
    files = sorted((SHARED / "corpora").glob("*/*.xml")) if TEI_ALL.is_file() else []
    return [p for p in files if p.stat().st_size < LARGEST and b"<!DOCTYPE" not in p.read_bytes()[:2000]]


def planted(paths: list[Path], each: int) -> list[tuple[Path, Fault]]:
    chance = Random(20120807)
    return [(path, fault) for path in paths for fault in plant(path.read_text(encoding="utf-8"), each, chance)]


def names(faults: list[tuple[Path, Fault]]) -> list[str]:
    return [f"{path.stem}-{fault.kind.replace(' ', '-')}" for path, fault in faults]


@cache
def schema(path: Path) -> Schema:
    return Schema.from_file(path)


def reports(schema: Schema, document: Document) -> Counter[tuple[str, str]]:
    return Counter((found.code, found.message) for found in schema.validate(document))


@cache
def before(grammar: Path, path: Path, folder: Path) -> Counter[tuple[str, str]]:
    """Collect what is wrong with a real file as it is."""
    return reports(schema(grammar), document(folder, path.read_bytes(), path.name))


def check(grammar: Path, path: Path, fault: Fault, folder: Path) -> None:
    spoilt = document(folder, fault.text, path.name)
    found = list(schema(grammar).validate(spoilt))
    offsets = line_offsets(fault.text)
    line = sum(offset <= fault.offset for offset in offsets)
    place = fault.code, line, fault.offset - offsets[line - 1] + 1
    here = [(d.code, d.message) for d in found if (d.code, d.line, d.column) == place]
    assert len(here) == 1, f"{place} is not among {[(d.code, d.line, d.column, d.message) for d in found]}"
    others = Counter((d.code, d.message) for d in found) - Counter(here)
    assert others - before(grammar, path, folder.parent / "before") == Counter()


REAL = planted(real_files(), 2)


@pytest.mark.skipif(not REAL, reason="the corpora are not here")
def test_two_hundred_faults_are_planted_in_real_files() -> None:
    assert len(REAL) >= 200
    assert len({fault.kind for _, fault in REAL}) >= 13


@pytest.mark.parametrize(("path", "fault"), REAL, ids=names(REAL))
def test_a_fault_in_a_real_file_is_reported_at_its_place(path: Path, fault: Fault, tmp_path: Path) -> None:
    check(TEI_ALL, path, fault, tmp_path)


# Our own grammar requires the head, so that it is missing where it was, and declares no xml:id as an ID: ids are the
# business of the checks of integrity.
NOT_IN_OURS = {"head at the end", "duplicate id"}
OWN = [found for found in planted(sorted(VALID.rglob("*.xml")), 3) if found[1].kind not in NOT_IN_OURS]


def test_faults_of_every_kind_are_planted_in_the_valid_edition() -> None:
    assert len(OWN) >= 150
    assert len({fault.kind for _, fault in OWN}) >= 12


@pytest.mark.parametrize(("path", "fault"), OWN, ids=names(OWN))
def test_a_fault_in_the_valid_edition_is_reported_at_its_place(path: Path, fault: Fault, tmp_path: Path) -> None:
    check(CHANGSUNG, path, fault, tmp_path)
