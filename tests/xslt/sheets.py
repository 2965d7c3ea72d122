"""What the stylesheets say of themselves: which elements have templates, in which module."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from teipress.resources import xslt

XSL = {"xsl": "http://www.w3.org/1999/XSL/Transform"}
FALLBACK = "fallback"
LIST = Path(__file__).parent / "elements.txt"


def homes() -> Mapping[str, frozenset[str]]:
    """Map every element that a template of the page names to the modules that do."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(xslt("html").glob("*.xsl")):
        for template in etree.parse(path).getroot().iterfind("xsl:template", XSL):
            if template.get("match") and template.get("mode") is None:
                for name in _named(template.get("match", "")):
                    found[name].add(path.stem)
    return {name: frozenset(modules) for name, modules in found.items()}


def _named(pattern: str) -> Iterator[str]:
    """Give the elements that a pattern can match: the last step of each alternative, or what a wildcard may be."""
    for alternative in _alternatives(pattern):
        step = _divided(alternative, "/")[-1]
        if step.startswith("*"):
            yield from re.findall(r"self::([A-Za-z]\w*)(?![\w:])", re.split(r"\]|\bnot\(", step)[0])
        elif name := re.match(r"[A-Za-z]\w*(?![\w:(\-])", step):
            yield name[0]


def _alternatives(pattern: str) -> list[str]:
    """Divide a pattern at the bars that are in no brackets; a group in front is opened."""
    grouped = re.match(r"\(([^()]*)\)", pattern)
    if grouped:
        return [name.strip() for name in grouped[1].split("|")]
    return [part.strip() for part in _divided(pattern, "|")]


def _divided(text: str, separator: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(character, 0)
        if character == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def listed() -> Mapping[str, tuple[str, str]]:
    """Read the list of elements: name → module of TEI, and module of the stylesheets or “fallback”."""
    rows = (line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: (module, home) for name, module, home in rows}
