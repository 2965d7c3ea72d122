"""Schematron as plain as can be, by ``elementpath``: slow, and independent of ours. Contexts must be elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import elementpath
from elementpath.xpath30 import XPath30Parser
from lxml import etree

from teipress.corpus import Document
from teipress.saxon import Xml

S = "{http://purl.oclc.org/dsdl/schematron}"


def verdicts(rules: Xml, document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and code of everything that the rules find fault with."""
    schema = etree.fromstring(rules.data)
    namespaces = {ns.get("prefix", ""): ns.get("uri", "") for ns in schema.iter(f"{S}ns")}
    tree = etree.ElementTree(document.root)

    def select(expression: str, item: Any = None, variables: dict[str, Any] | None = None) -> Any:
        known: dict[str, Any] = {**(variables or {}), "current": item}
        words = expression.replace("current()", "$current")
        return elementpath.select(tree, words, namespaces, XPath30Parser, item=item, variables=known)

    for pattern in schema.iter(f"{S}pattern"):
        seen: set[etree._Element] = set()
        for rule in pattern.iterfind(f"{S}rule"):
            context = rule.get("context", "")
            paths = " | ".join(part if part.strip().startswith("/") else f"//{part}" for part in alternatives(context))
            nodes = select(paths)
            for node in nodes:
                if node in seen:
                    continue
                seen.add(node)
                variables: dict[str, Any] = {}
                for part in rule:
                    if part.tag == f"{S}let":
                        variables[part.get("name", "")] = select(part.get("value", ""), node, variables)
                    elif part.tag in (f"{S}assert", f"{S}report"):
                        holds = select(f"boolean({part.get('test')})", node, variables)
                        if holds is (part.tag == f"{S}report"):
                            line, column = document.position(node)
                            yield line, column, part.get("id") or rule.get("id") or pattern.get("id") or "rule-failed"


def alternatives(context: str) -> list[str]:
    """Split a context at the bars that are in no predicate."""
    parts, depth = [""], 0
    for character in context:
        depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(character, 0)
        if character == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]
