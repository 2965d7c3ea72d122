"""The processor of citation styles: citeproc-py, with its elements corrected (``elements``), and its punctuation.

What a style does not say in CSL is added to it: the MLA’s small prepositions and its hyphen between pages. *Punctuation
in Quote*, and punctuation that meets other punctuation, which citeproc-py leaves as it falls, is settled at the end:
“Title,” and “Why?”.

A citation is text with marks in it (private characters) for italics and the like, and for what is filled in later: a
place in the text, an address. So one rendering serves every passage of a text.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from citeproc import Citation, CitationStylesBibliography, CitationStylesStyle
from citeproc.model import CitationStylesElement
from citeproc.source import Locator
from citeproc.source.json import CiteProcJSON
from lxml import etree

from teipress.cite.elements import ADDRESS, CLOSE, CSL, OPEN, PLACE, Cited, Item, Marks, classes, shape_of
from teipress.cite.titles import PREPOSITIONS, SHORT

__all__ = ["ADDRESS", "CLOSE", "OPEN", "PLACE", "Style", "cited", "plain", "reference"]

_MARKS = f"[{''.join((*OPEN, *CLOSE))}]*"
WORDS = "-words"
MLA = "/modern-language-association"  # in the ids of all its styles
_PRIVATE = re.compile("[\ue000-\ue0ff]")


class Style(CitationStylesStyle):  # type: ignore[misc]
    """A style, and the language that it writes in."""

    def __init__(self, data: bytes, locale: str) -> None:
        lookup = etree.ElementNamespaceClassLookup()
        namespace = lookup.get_namespace(CSL)
        namespace[None] = CitationStylesElement
        for name, kind in classes().items():
            namespace[name] = kind
        parser = etree.XMLParser(remove_comments=True, no_network=True, resolve_entities=False, remove_pis=True)
        parser.set_element_class_lookup(lookup)
        self.xml: Any = etree.parse(io.BytesIO(data), parser)
        root: Any = self.xml.getroot()
        for names in root.iter(f"{{{CSL}}}names"):
            if names.find(f"{{{CSL}}}name") is None and next(names.iterancestors(f"{{{CSL}}}substitute"), None) is None:
                names.insert(0, names.makeelement(f"{{{CSL}}}name"))
        for order in list(root.iter(f"{{{CSL}}}sort")):
            order.getparent().remove(order)  # there is only one item
        is_mla = MLA in (root.findtext(f"{{{CSL}}}info/{{{CSL}}}id") or "")
        root.lowered = SHORT | PREPOSITIONS if is_mla else SHORT
        if is_mla:
            _join_pages_by_a_hyphen(root)
        self.root = root
        self.elements = list(root.iter())  # kept: what elements remember would be lost with them
        root.set_locale_list(root.get("default-locale", locale), validate=False)
        root.formatter = Marks
        self.punctuation_in_quotes = str(root.get_locale_option("punctuation-in-quote")).lower() == "true"
        self.closing = str(root.get_single_term(name="close-quote"))


def _join_pages_by_a_hyphen(root: Any) -> None:
    """Have “pp. 365-77”, as all examples in the MLA Handbook do, and not the dash that CSL’s locales have."""
    locale = root.makeelement(f"{{{CSL}}}locale")
    terms = etree.SubElement(locale, f"{{{CSL}}}terms")
    etree.SubElement(terms, f"{{{CSL}}}term", name="page-range-delimiter").text = "-"
    root.insert(1, locale)


def reference(style: Style, item: Item) -> str:
    """Write an item as a bibliography lists it; as a note does where the style has no bibliography."""
    if not style.has_bibliography():
        return cited(style, item)
    bibliography, _ = _registered(style, item, "in the bibliography", None)
    return _tidied("".join(map(str, bibliography.bibliography())), style)


def cited(style: Style, item: Item, kind: str | None = None) -> str:
    """Cite an item as a note does, or a bracket in the text; with a ``kind``, such as “line”, a place in it, too.

    The place is left open (``PLACE``). It is a number, or, where the kind ends in “-words”, more than that.
    """
    bibliography, citation = _registered(style, item, "in a note", kind)
    return _tidied(str(bibliography.cite(citation, lambda _: "")), style)


def plain(citation: str) -> str:
    """Leave out the marks."""
    return "".join(character for character in citation if character not in OPEN and character not in CLOSE)


def _registered(style: Style, item: Item, where: str, kind: str | None) -> tuple[Any, Any]:
    item = _plain(item)
    place = {} if kind is None else {"locator": Locator(kind.removesuffix(WORDS), PLACE)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of variables that citeproc-py does not know
        bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), Marks)
        one = Cited(str(item["id"]), **place)
        citation = Citation([one])
    bibliography.register(citation)
    one.reference, one.shape = bibliography.source[one.key], shape_of(item, where, kind)
    one.is_number = kind is not None and not kind.endswith(WORDS)
    return bibliography, citation


def _plain(value: Any) -> Any:
    """Take out what could be taken for a mark, but the address that is left open; and what is then empty."""
    if isinstance(value, str):
        return value if value == ADDRESS else _PRIVATE.sub("", value)
    if isinstance(value, Mapping):
        return {key: left for key, part in value.items() if (left := _plain(part))}
    return [left for part in value if (left := _plain(part))] if isinstance(value, Sequence) else value


def _tidied(text: str, style: Style) -> str:
    """Settle what punctuation does where it meets a closing quotation mark, or other punctuation."""
    quote = re.escape(style.closing)
    if style.punctuation_in_quotes:
        text = re.sub(rf"({_MARKS}{quote}{_MARKS})([.,])", r"\2\1", text)
        text = re.sub(rf"([?!….])({_MARKS})\.({_MARKS}{quote})", _without_stop, text)
    text = re.sub(rf"([?!])({_MARKS})\.", r"\1\2", text)
    return " ".join(text.split(" "))


def _without_stop(found: re.Match[str]) -> str:
    """Drop a full stop behind a question mark, or a second one; not behind an ellipsis, which ends nothing."""
    stop = "." if found[1] == "…" else ""
    return f"{found[1]}{found[2]}{stop}{found[3]}"
