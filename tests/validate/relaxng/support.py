"""What these tests need: small schemas without their namespaces, and a verdict that both ways of the engine share."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin

from teipress.validate.relaxng import Schema, Wrong
from teipress.validate.relaxng.places import Problem
from teipress.validate.relaxng.slow import find_problems

BASE = "file:///schemas/main.rng"
NAMESPACE = 'xmlns="http://relaxng.org/ns/structure/1.0"'
DATATYPES = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


def declared(text: str) -> bytes:
    """Add RELAX NG's namespace and XSD's datatypes to the root of a schema."""
    end = min(at for at in (text.find(" "), text.find(">"), text.find("/>"), text.find("\n")) if at > 0)
    library = "" if "datatypeLibrary=" in text[: text.find(">")] else f" {DATATYPES}"
    return f"{text[:end]} {NAMESPACE}{library}{text[end:]}".encode()


def schema(text: str, files: Mapping[str, str] | None = None) -> Schema:
    """Compile all of a schema; ``files`` are what it may read, by their addresses relative to it."""
    known = {urljoin(BASE, name): declared(content) for name, content in (files or {}).items()}

    def load(uri: str) -> bytes:
        if uri not in known:
            raise FileNotFoundError(2, "No such file or directory", uri)
        return known[uri]

    made = Schema.from_bytes(declared(text), BASE, load)
    made.verify()
    return made


def wrong(text: str, files: Mapping[str, str] | None = None) -> Wrong:
    """Give the complaint of a schema that is wrong."""
    try:
        schema(text, files)
    except Wrong as complaint:
        return complaint
    raise AssertionError("the schema was accepted")


def allows(schema: Schema, document: str) -> bool:
    """Give the verdict; the quick and the slow way must give the same, the first time and the second."""
    problems = find_problems(schema, document)
    assert [schema.is_valid(document.encode()) for _ in range(2)] == [not problems] * 2, problems
    assert list(find_problems(schema, document)) == list(problems)
    return not problems


def problems(schema: Schema, document: str) -> list[Problem]:
    """Find the problems of a document, which is invalid for the quick way, too, if it has any."""
    allows(schema, document)
    return list(find_problems(schema, document))
