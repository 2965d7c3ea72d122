"""The specification's own test suite, written by one of its authors: every case, with no exception."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import pytest
from lxml import etree

from teipress.validate.relaxng import Schema, Wrong
from teipress.validate.relaxng.slow import find_problems
from tests.paths import SHARED

SUITE = SHARED / "tei/relaxng-spectest.xml"
BASE = "file:///suite/"

pytestmark = pytest.mark.skipif(not SUITE.is_file(), reason="the specification's test suite is not here")


@dataclass(frozen=True, slots=True)
class Case:
    """A schema that is wrong, or right, or a document that is valid or not by a schema."""

    kind: str
    section: str
    schema: bytes
    document: bytes
    files: Mapping[str, bytes]

    def make_schema(self) -> Schema:
        schema = Schema.from_bytes(self.schema, urljoin(BASE, "schema.rng"), self.load)
        schema.verify()
        return schema

    def load(self, uri: str) -> bytes:
        try:
            return self.files[uri]
        except KeyError:
            raise FileNotFoundError(2, "No such file", uri) from None


def read_suite() -> Iterator[Case]:
    if not SUITE.is_file():
        return
    suite = etree.parse(SUITE, etree.XMLParser(load_dtd=True, resolve_entities=True, no_network=True))
    for test in suite.iter("testCase"):
        parent = test.getparent()
        section = test.findtext("section") or (parent.findtext("section") if parent is not None else None) or ""
        files = dict(read_files(test, BASE))
        for kind in ("incorrect", "correct"):
            for schema in test.findall(kind):
                yield Case(kind, section, content(schema), b"", files)
        correct = test.find("correct")
        for kind in ("valid", "invalid"):
            for document in test.findall(kind):
                assert correct is not None
                yield Case(kind, section, content(correct), content(document), files)


def read_files(element: etree._Element, base: str) -> Iterator[tuple[str, bytes]]:
    for child in element:
        if child.tag == "resource":
            yield urljoin(base, child.get("name", "")), content(child)
        elif child.tag == "dir":
            yield from read_files(child, urljoin(base, f"{child.get('name')}/"))


def content(element: etree._Element) -> bytes:
    inner = next(element.iterchildren(etree.Element), None)
    if inner is None:
        return (element.text or "").strip().encode()
    return etree.tostring(inner, with_tail=False, encoding="utf-8")


CASES = tuple(read_suite())
_seen: Counter[str] = Counter()


def named(case: Case) -> str:
    name = f"{case.kind}-{case.section or 'none'}"
    _seen[name] += 1
    return f"{name}-{_seen[name]}"


def cases(kind: str) -> pytest.MarkDecorator:
    chosen = [case for case in CASES if case.kind == kind]
    return pytest.mark.parametrize("case", chosen, ids=[named(case) for case in chosen])


def test_the_suite_is_whole() -> None:
    assert Counter(case.kind for case in CASES) == {"correct": 172, "incorrect": 213, "valid": 289, "invalid": 291}


@cases("incorrect")
def test_a_wrong_schema_is_refused(case: Case) -> None:
    with pytest.raises(Wrong) as refusal:
        case.make_schema()
    assert refusal.value.message
    assert refusal.value.line > 0
    assert refusal.value.column > 0
    assert refusal.value.uri in {urljoin(BASE, "schema.rng"), *case.files}


@cases("correct")
def test_a_right_schema_is_accepted(case: Case) -> None:
    case.make_schema()


@cases("valid")
def test_a_valid_document_is_valid(case: Case) -> None:
    schema = case.make_schema()
    assert schema.is_valid(case.document)
    assert find_problems(schema, case.document.decode()) == []


@cases("invalid")
def test_an_invalid_document_is_not(case: Case) -> None:
    schema = case.make_schema()
    assert not schema.is_valid(case.document)
    assert find_problems(schema, case.document.decode()) != []
