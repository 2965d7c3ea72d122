"""Faults planted in the text of a real document, each with the code and the offset at which it must be reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from tests.oracle.markup import Element, read_elements


@dataclass(frozen=True, slots=True)
class Fault:
    """A text with one fault in it."""

    kind: str
    text: str
    code: str
    offset: int


ELEMENTS_ONLY = frozenset(
    "TEI teiHeader fileDesc titleStmt publicationStmt sourceDesc encodingDesc profileDesc revisionDesc text body list "
    "lg listPerson listPlace listOrg listEvent listBibl particDesc textClass castList".split()
)
NEVER_EMPTY = frozenset(
    "teiHeader fileDesc titleStmt publicationStmt sourceDesc text list listPerson listPlace".split()
)
ORDERED = frozenset({"titleStmt", "publicationStmt", "fileDesc"})  # required, and followed by another in its parent
REQUIRED = {("language", "ident"), ("prefixDef", "ident"), ("prefixDef", "matchPattern"), ("graphic", "url")}
WRONG_VALUES = {
    "xml:id": "1 2",
    "xml:lang": "e_n",
    "when": "1999-13",
    "target": "%zz",
    "ref": "%zz",
    "who": "%zz",
    "cert": "perhaps",
    "notBefore": "x",
    "facs": "%",
}
PARAGRAPHS = frozenset({"p", "l", "s", "head", "speaker", "ab", "note"})


def misspelt_element(text: str, element: Element) -> Fault | None:
    if element.parent is None:
        return None
    name = f"{element.name}x"
    inside = text[element.start + 1 + len(element.name) : element.close]
    end = "" if element.empty else f"</{name}>"
    made = f"{text[: element.start]}<{name}{inside}{end}{text[element.end :]}"
    return Fault("misspelt element", made, "unknown-element", element.start)


def unknown_wrapper(text: str, element: Element) -> Fault | None:
    if element.parent is None:
        return None
    inside = text[element.start : element.end]
    made = f"{text[: element.start]}<wrapper>\n{inside}</wrapper>{text[element.end :]}"
    return Fault("unknown wrapper", made, "unknown-element", element.start)


def misplaced_element(text: str, element: Element) -> Fault | None:
    if element.name not in PARAGRAPHS or element.empty or "</titleStmt>" not in text:
        return None
    at = element.content
    misplaced = text[text.index("<titleStmt") : text.index("</titleStmt>")] + "</titleStmt>"
    without_ids = re.sub(r'\s+xml:id="[^"]*"', "", misplaced)
    return Fault("misplaced element", text[:at] + without_ids + text[at:], "unexpected-element", at)


def late_head(text: str, element: Element) -> Fault | None:
    children = element.parent.children if element.parent else []
    if element.name != "head" or len(children) < 3 or element is not children[0] or children[1].name == "head":
        return None
    last, head = children[-1], text[element.start : element.end]
    made = text[: element.start] + text[element.end : last.end] + head + text[last.end :]
    return Fault("head at the end", made, "unexpected-element", last.end - len(head))


def unknown_attribute(text: str, element: Element) -> Fault | None:
    at = element.start + 1 + len(element.name)
    return Fault("unknown attribute", f'{text[:at]}\n  foo="1"{text[at:]}', "unknown-attribute", at + 3)


def wrong_value(text: str, element: Element) -> Fault | None:
    for attribute in element.attributes:
        if attribute.name in WRONG_VALUES:
            made = text[: attribute.value] + WRONG_VALUES[attribute.name] + text[attribute.end :]
            return Fault(f"wrong {attribute.name}", made, "wrong-value", attribute.start)
    return None


def missing_attribute(text: str, element: Element) -> Fault | None:
    for attribute in element.attributes:
        if (element.name, attribute.name) in REQUIRED:
            made = text[: attribute.space] + text[attribute.end + 1 :]
            return Fault("missing attribute", made, "missing-attribute", element.start)
    return None


def stray_text(text: str, element: Element) -> Fault | None:
    if element.name not in ELEMENTS_ONLY or element.empty:
        return None
    at = element.children[0].end if element.children else element.content
    return Fault("stray text", f"{text[:at]}\n  𐍈 stray\n{text[at:]}", "unexpected-text", at + 3)


def stray_cdata(text: str, element: Element) -> Fault | None:
    if element.name not in ELEMENTS_ONLY or element.empty:
        return None
    at = element.close
    return Fault("stray CDATA", f"{text[:at]}<![CDATA[stray]]>{text[at:]}", "unexpected-text", at + 9)


def missing_child(text: str, element: Element) -> Fault | None:
    if element.name not in NEVER_EMPTY or element.empty:
        return None
    made = text[: element.content] + text[element.close :]
    return Fault("missing child", made, "missing-element", element.start)


def missing_before(text: str, element: Element) -> Fault | None:
    later = [c for c in (element.parent.children if element.parent else []) if c.start > element.start]
    if element.name not in ORDERED or not later:
        return None
    made = text[: element.start] + text[element.end :]
    offset = later[0].start - (element.end - element.start)
    return Fault("missing before another", made, "unexpected-element", offset)


def wrong_order(text: str, element: Element) -> Fault | None:
    later = [c for c in (element.parent.children if element.parent else []) if c.start > element.start]
    if element.name not in ORDERED or not later:
        return None
    last, moved = later[-1].end, text[element.start : element.end]
    made = text[: element.start] + text[element.end : last] + moved + text[last:]
    return Fault("wrong order", made, "unexpected-element", later[0].start - len(moved))


def duplicate_id(text: str, element: Element) -> Fault | None:
    first = next((a for a in element.attributes if a.name == "xml:id"), None)
    root = element
    while root.parent is not None:
        root = root.parent
    known = next((a for a in root.attributes if a.name == "xml:id"), None)
    if first is None or known is None or first is known:
        return None
    made = text[: first.value] + text[known.value : known.end] + text[first.end :]
    return Fault("duplicate id", made, "duplicate-id", first.start)


KINDS: Sequence[Callable[[str, Element], Fault | None]] = (
    misspelt_element,
    unknown_wrapper,
    misplaced_element,
    late_head,
    unknown_attribute,
    wrong_value,
    missing_attribute,
    stray_text,
    stray_cdata,
    missing_child,
    missing_before,
    wrong_order,
    duplicate_id,
)


def plant(text: str, each: int, chance: Random) -> Iterator[Fault]:
    """Plant faults of every kind that finds a place in the text, up to ``each`` of a kind."""
    elements = [element for element in read_elements(text) if not _is_foreign(element)]
    for kind in KINDS:
        chance.shuffle(elements)
        found = (fault for element in elements if (fault := kind(text, element)) is not None)
        yield from (fault for _, fault in zip(range(each), found, strict=False))


def _is_foreign(element: Element) -> bool:
    """Tell whether an element may not be TEI's: in examples of markup, everything may stand."""
    around: Element | None = element
    while around is not None:
        if ":" in around.name or around.name == "egXML":
            return True
        around = around.parent
    return False
