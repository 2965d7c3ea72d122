"""What a text mentions, as annotations apart from it: the W3C's Web Annotation Data Model, in JSON-LD.

https://www.w3.org/TR/annotation-model/. One page of annotations a text, ``annotations/TEXT.jsonld``; its addresses are
relative to it, so that it is right wherever the edition stands. And ``anchors/TEXT.json``: where every id of a text is
in its plain text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote as quote_anew

from lxml import etree

from teipress.cite.fragments import Fragments
from teipress.cite.offsets import Span, locate
from teipress.cite.pagetext import PageText
from teipress.cite.selectors import (
    Quote,
    folded,
    fragment_selector,
    position_selector,
    quote_alone,
    quote_of,
    quote_selector,
)
from teipress.corpus import TEI, XML_ID, Document, Element
from teipress.publish.plain import Reading

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
INDEX = "https://teipress.org/ns/index"
_MENTION, _SPEAKER = f"{{{INDEX}}}mention", f"{{{INDEX}}}speaker"
# What the records count as the places of mentions (xslt/records/mentions.xsl, “places”).
PLACES = tuple(
    f"{{{TEI}}}{name}"
    for name in (
        *("persName", "placeName", "orgName", "eventName", "title", "geogName", "settlement", "district", "region"),
        *("country", "name", "rs", "author", "editor", "date", "said", "quote", "q", "sp"),
    )
)
# Where a page can have something of its own between two words, or sets them elsewhere: who speaks, “Cite”, a call.
_BREAKS = tuple(
    f"{{{TEI}}}{name}"
    for name in (
        *("s", "u", "said", "quote", "q", "cit", "note", "noteGrp", "pb", "cb", "gb", "lb", "milestone", "fw", "app"),
        *("choice", "figure", "gap", "space", "add", "del", "supplied", "ptr", "ref"),
    )
)
_MENTIONED = quote_anew("teipress:mention-")
quote = lru_cache(2_000)(quote_anew)  # whoever speaks in a play does so often
_encoded = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Annotated:
    """The files of a text that tell where things are in it: ``anchors/TEXT.json`` and ``annotations/TEXT.jsonld``."""

    anchors: bytes
    annotations: bytes


def annotate(document: Document, name: str, reading: Reading, record: str, page: str) -> Annotated:
    """Say where the ids of a text are, and what it mentions where. ``record`` is what the stylesheets noted of it.

    ``page`` is its page, in HTML: links to words must find them there.

    Raises ``Mismatch`` when the reading text does not say what the source says.
    """
    plain = reading.text
    ids = document.identified
    mentions = [*_mentions(document, record, ids)]
    breaks = [] if all(mention.is_speaker for mention in mentions) else [*document.root.iter(*_BREAKS)]
    wanted = {*ids.values(), *breaks, *(mention.holder for mention in mentions)}
    spans = locate(document, plain, wanted, reading.characters)
    places = {identifier: spans[element] for identifier, element in ids.items() if element in spans}
    at = [offset for element in breaks if element in spans for offset in spans[element]]
    writer = _Writer(name, plain, Fragments(plain, at, PageText(page)), places, spans)
    return Annotated(write_anchors(name, reading, places), writer.write(mentions))


def write_anchors(name: str, reading: Reading, places: Mapping[str, Span]) -> bytes:
    """Write where the ids of a text are in its plain text, and which plain text that is."""
    told = {
        "text": f"../{quote(name)}.txt",
        "sha256": hashlib.sha256(reading.data).hexdigest(),
        "length": len(reading.text),
        "unit": "code point",
    }
    lines = [f"  {_encoded(identifier)}: [{start}, {end}]" for identifier, (start, end) in places.items()]
    head = json.dumps(told, ensure_ascii=False, indent=1).removesuffix("\n}")
    return "\n".join([f'{head},\n "ids": {{', ",\n".join(lines), " }", "}", ""]).encode()


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention: what the records say of it, its element, and the element that holds its words."""

    record: Element
    element: Element
    holder: Element

    @property
    def is_speaker(self) -> bool:
        """Tell whether somebody is mentioned by speaking."""
        return self.record.get("speeches") is not None


def _mentions(document: Document, record: str, ids: Mapping[str, Element]) -> Iterator[Mention]:
    """Find the elements of the mentions: by their ids, or by their number among those that can be mentions."""
    records = etree.fromstring(record.encode(), etree.XMLParser(huge_tree=True, resolve_entities=False))
    found = [*records.iterchildren(_MENTION)]
    places = [*document.root.iter(*PLACES)] if any(mention.get("place") for mention in found) else []
    for mention in found:
        place = mention.get("place")
        element = places[int(place) - 1] if place else ids[mention.get("id", "")]
        speaker = element.find(f"{{{TEI}}}speaker") if mention.get("speeches") else None
        yield Mention(mention, element, element if speaker is None else speaker)


@dataclass(frozen=True)
class _Writer:
    """A text, by whose words and ids its mentions are told."""

    name: str
    plain: str
    fragments: Fragments
    places: Mapping[str, Span]
    spans: Mapping[Element, Span]

    @cached_property
    def address(self) -> str:
        """Give the name of the text as a part of an address."""
        return quote(self.name)

    @cached_property
    def page(self) -> str:
        """Give the address of the page."""
        return f"../{self.address}.html"

    def write(self, mentions: Iterable[Mention]) -> bytes:
        """Write a page of annotations, one a line."""
        items = [self._annotation(number, mention) for number, mention in enumerate(mentions, 1)]
        address = f"{self.address}.jsonld"
        collection = {
            "id": f"{address}#{quote('teipress:mentions')}",
            "type": "AnnotationCollection",
            "total": len(items),
        }
        head = {"@context": CONTEXT, "id": address, "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
        start = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
        lines = ",\n".join(f"  {_encoded(item)}" for item in items)
        return f'{start},\n "items": [\n{lines}\n ]\n}}\n'.encode()

    def _annotation(self, number: int, mention: Mention) -> dict[str, Any]:
        identifier = mention.record.get("id")
        return {
            "id": f"{self.address}.jsonld#{quote(identifier) if identifier else _MENTIONED + str(number)}",
            "type": "Annotation",
            **self._body(mention),
            "target": self._targets(mention),
        }

    def _body(self, mention: Mention) -> dict[str, Any]:
        record = mention.record
        if record.get("kind") == "quotation":
            speakers = [
                {"type": "SpecificResource", "purpose": "linking", "source": f"../{speaker.get('href')}"}
                for speaker in record.iterchildren(_SPEAKER)
            ]
            kind = {"type": "TextualBody", "purpose": "classifying", "value": "quotation"}
            return {"motivation": "classifying", "body": [kind, *speakers]}
        stands_for = self._stands_for(mention)
        if stands_for:
            return {"motivation": "identifying", "body": stands_for}
        return {"motivation": "tagging", "body": {"type": "TextualBody", "value": record.get("label", "")}}

    def _stands_for(self, mention: Mention) -> str | None:
        """Give the address of what a mention stands for: an entry, an authority's, or an element of a text."""
        record = mention.record
        entry, within = record.get("entry", ""), record.get("within")
        if record.get("label") is None or record.get("kind") == "date":
            return f"../{entry}"
        if within:
            pointers = " ".join(mention.element.get(key, "") for key in ("ref", "who")).split()
            fragments = (pointer.rpartition("#")[2] for pointer in pointers if "#" in pointer)
            here = next((one for one in fragments if entry.endswith(f":{quote(one, safe='').replace('%', '.')}")), None)
            return f"../{quote(within)}.html#{quote(here)}" if here else None
        return record.get("uri") or None

    def _targets(self, mention: Mention) -> list[dict[str, Any]]:
        """Point to the words on the page and in the plain text; a manuscript's description is on the page only."""
        span = self.spans.get(mention.holder)
        own = self._own_id(mention.holder)
        if span is None or span.start == span.end:
            return [{"source": self.page, "selector": self._outside(mention, own)}]
        around = own or self._id_around(mention.holder)
        words = quote_of(self.plain, span)
        if own:
            selector = fragment_selector(own)
        elif around:
            selector = fragment_selector(around, folded(quote_alone(self.plain, span, self.places[around])))
        else:
            selector = quote_selector(folded(words))
        page = {"type": "SpecificResource", "source": self.page, "selector": selector}
        if link := self._link(mention, span, around):
            page = {"id": self.page + link, **page}
        selectors = [position_selector(span), quote_selector(words)]
        return [page, {"type": "SpecificResource", "source": f"../{self.address}.txt", "selector": selectors}]

    def _link(self, mention: Mention, span: Span, around: str | None) -> str:
        """Give the link to the words; to the element only, for speakers, whose names stand everywhere."""
        if mention.is_speaker:
            return f"#{quote(around)}" if around else ""
        return self.fragments.link(span, around)

    def _outside(self, mention: Mention, own: str | None) -> dict[str, Any]:
        if own:
            return fragment_selector(own)
        before, match, after = (
            mention.record.findtext(f"{{{INDEX}}}{part}") or "" for part in ("before", "match", "after")
        )
        return quote_selector(Quote(match, before[-32:].lstrip("…"), after[:32].rstrip("…")))

    def _own_id(self, element: Element) -> str | None:
        return " ".join(element.get(XML_ID, "").split()) or None

    def _id_around(self, element: Element) -> str | None:
        """Give the id of the nearest element around that is in the reading text."""
        for ancestor in element.iterancestors() if self.places else ():
            identifier = self._own_id(ancestor)
            if identifier:
                return identifier if identifier in self.places else None
        return None
