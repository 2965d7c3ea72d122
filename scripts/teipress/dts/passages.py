"""Cut passages out of a document: whole elements, what follows a milestone, or from one unit to another.

What is cut is well formed. An element that the cut goes through is there with what of it belongs to the passage
(DTS 1.0, “XML/TEI encoding and sub-tree representation”).
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from teipress.cite.declared import tag
from teipress.cite.units import Span
from teipress.corpus import TEI, Element
from teipress.dts.addresses import DocumentQuery
from teipress.dts.answers import stretch
from teipress.dts.texts import Text

WRAPPER = "https://w3id.org/api/dts#"
_XML = "http://www.w3.org/XML/1998/namespace"
_INHERITED = ("lang", "space", "base")

# What a passage may be cut out of without its start tag: it says where the passage stands, not what it is.
_AROUND = frozenset(
    map(tag, "TEI teiCorpus text group body front back div div1 div2 div3 div4 div5 div6 div7 floatingText".split())
)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A stretch of a document: from the start of ``first`` to the end of ``last``, or up to the start of ``last``."""

    first: Element
    last: Element
    up_to: bool = False


def document(text: Text, query: DocumentQuery) -> bytes:
    """Answer with a text as it is published, or with a passage of it. Raises ``Refusal``."""
    spans = [unit.span for unit in stretch(text, query) or () if unit.span is not None]
    return passage(spans[0], spans[-1]) if spans else text.document.data


def passage(first: Span, last: Span) -> bytes:
    """Give the passage from one unit to another, which may be the same, as a document of TEI with a ``dts:wrapper``."""
    if first == last and not first.is_stretch:
        return _wrapped(_written(first.element), first.element)
    cut = _cut(first, last)
    around = _around(cut)
    shell = _shell(around)
    _copy(around, shell, cut, opens=around is not cut.first, closes=around is not cut.last)
    return _wrapped(_inside(shell), cut.first)


def _cut(first: Span, last: Span) -> _Cut:
    if last.before is not None:
        return _Cut(first.element, last.before, up_to=True)
    return _Cut(first.element, last.element if last.within is None else last.within)


def _around(cut: _Cut) -> Element:
    """Find the element whose content the passage is cut out of: the lowest around it that only says where it is."""
    lower = {cut.first, *cut.first.iterancestors()}
    common = next(element for element in (cut.last, *cut.last.iterancestors()) if element in lower)
    if common is cut.first:
        common = _above(common)
    while common.tag not in _AROUND and common.getparent() is not None:
        common = _above(common)
    return common


def _above(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def _copy(source: Element, target: Element, cut: _Cut, *, opens: bool, closes: bool) -> None:
    """Copy what of an element is in the cut, which begins inside if it ``opens``, and ends inside if it ``closes``."""
    lefts = {cut.first, *cut.first.iterancestors()}
    rights = {cut.last, *cut.last.iterancestors()}
    going = [(source, target, opens, closes)]
    while going:  # at most two elements of each depth are cut through
        one, copy_of_one, opens, closes = going.pop()
        begun = not opens
        if begun:
            copy_of_one.text = one.text
        for child in one:
            first, last = opens and child in lefts, closes and child in rights
            begun = begun or first
            if not begun:
                continue
            if cut.up_to and child is cut.last:
                break
            begins_inside, ends_inside = first and child is not cut.first, last and child is not cut.last
            copy = _shell(child) if begins_inside or ends_inside else deepcopy(child)
            copy_of_one.append(copy)
            copy.tail = None if last else child.tail
            if begins_inside or ends_inside:
                going.append((child, copy, begins_inside, ends_inside))
            if last:
                break


def _shell(element: Element) -> Element:
    shell = etree.Element(element.tag, None, element.nsmap)  # type: ignore[arg-type] # None is the default prefix
    for name, value in element.attrib.items():
        shell.set(name, value)
    return shell


def _inside(shell: Element) -> str:
    parts = [_escaped(shell.text)]
    for child in shell:
        parts += [_written(child), _escaped(child.tail)]
    return "".join(parts)


def _escaped(text: str | None) -> str:
    return escape(text or "", {"\r": "&#13;"})


def _written(element: Element) -> str:
    """Write an element, without declaring again that it is of TEI."""
    written = str(etree.tostring(element, encoding="unicode", with_tail=False))
    if not isinstance(element.tag, str):
        return written
    start, close, rest = written.partition(">")
    return start.replace(f' xmlns="{TEI}"', "", 1) + close + rest


def _wrapped(content: str, first: Element) -> bytes:
    """Put a passage into a wrapper, with the language and the like that hold for it."""
    inherited = ""
    for name in _INHERITED:
        value = next((above.get(f"{{{_XML}}}{name}") for above in first.iterancestors() if _has(above, name)), None)
        if value is not None:
            inherited += f" xml:{name}={quoteattr(value)}"
    wrapper = f'<dts:wrapper xmlns:dts="{WRAPPER}">{content}</dts:wrapper>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{TEI}"{inherited}>{wrapper}</TEI>\n'.encode()


def _has(element: Element, name: str) -> bool:
    return f"{{{_XML}}}{name}" in element.attrib
