"""XPath with types: each function says what its expressions give."""

from __future__ import annotations

from typing import Any, cast

from lxml import etree

Node = etree._Element | etree._ElementTree
NAMESPACES = {
    "tei": "http://www.tei-c.org/ns/1.0",
    "eg": "http://www.tei-c.org/ns/Examples",
    "sch": "http://purl.oclc.org/dsdl/schematron",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def elements(node: Node, path: str) -> list[etree._Element]:
    """Find elements."""
    return cast("list[etree._Element]", _evaluate(node, path))


def strings(node: Node, path: str) -> list[str]:
    """Find attributes or texts, and give their values."""
    return [str(value) for value in cast("list[object]", _evaluate(node, path))]


def string(node: Node, path: str) -> str:
    """Give the value of the first thing found; an empty string where there is none."""
    return str(_evaluate(node, f"string({path})"))


def _evaluate(node: Node, path: str) -> Any:
    return node.xpath(path, namespaces=NAMESPACES, smart_strings=False)
