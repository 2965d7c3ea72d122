"""The record of a text (``xslt/records.xsl``), cut into pieces: each part of the whole needs some of them.

A record is cut where it is made, in a child process; the cache keeps the pieces. So a build that makes little anew only
joins them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self
from xml.sax.saxutils import quoteattr

from lxml import etree

INDEX = "https://teipress.org/ns/index"
END = "</x:text>"
# What the linked data tell of a text, beside its mentions.
LINKED_TEXT = ("subtitle", "author", "editor", "written", "language", "keyword", "origin", "url")
_X = f"{{{INDEX}}}"
_DECLARED = f' xmlns:x="{INDEX}"'
_UNTOLD = "mentions"  # the sums of mentions: only where these are not told one by one
_AROUND = re.compile(r"<x:(before|after)(?:/>|>[^<]*</x:\1>)")
_MATCH = re.compile(r"<x:match(?:/>|>[^<]*</x:match>)")
_DETAIL = re.compile(r' (?:id|reference|cert|speeches|within)="[^"]*"')
_WITHOUT_REGISTER = frozenset({"date", "quotation"})  # kinds whose entries are in no register


class Mention(NamedTuple):
    """A mention as it is written; the address of its entry, and whether a register has that, too."""

    kind: str
    entry: str
    registered: bool
    written: str

    @property
    def light(self) -> str:
        """Give it without the words around it, which change more often than the rest."""
        return _AROUND.sub("", self.written)

    @property
    def bare(self) -> str:
        """Give only what its entry is told by, and where that stands."""
        light = self.light if self.kind == "quotation" else _MATCH.sub("", self.light)
        start, end, rest = light.partition(">")
        return _DETAIL.sub("", start) + end + rest


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a text. ``told`` are its elements by their names, one after the other as they are written.

    ``digest`` is the SHA-256 of what indexes and linked data show of it.
    """

    name: str
    title: str
    start: str
    told: Mapping[str, str]
    mentions: tuple[Mention, ...]
    digest: str

    @property
    def whole(self) -> str:
        """Give the record in one piece."""
        told = (written for name, written in self.told.items() if name != _UNTOLD)
        return joined(self.start, (*told, *(mention.written for mention in self.mentions)))

    def of(self, names: Iterable[str], more: Iterable[str] = ()) -> str:
        """Give the record with the elements of some names only, and what else is to be in it."""
        return joined(self.start, (*(self.told.get(name, "") for name in names), *more))

    @property
    def data(self) -> dict[str, Any]:
        """Give it as JSON can hold it."""
        return {
            "name": self.name,
            "title": self.title,
            "start": self.start,
            "told": dict(self.told),
            "mentions": [[*mention] for mention in self.mentions],
            "digest": self.digest,
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """Make it of that again. Raises ``LookupError``, ``TypeError`` or ``ValueError``."""
        mentions = tuple(Mention(*row) for row in data["mentions"])
        return cls(data["name"], data["title"], data["start"], data["told"], mentions, data["digest"])


def cut(record: str) -> Record:
    """Cut a record as the stylesheet wrote it."""
    root = etree.fromstring(record.encode(), etree.XMLParser(encoding="utf-8", huge_tree=True, resolve_entities=False))
    text = etree.Element(f"{_X}text", {str(k): str(v) for k, v in root.items()}, {"x": INDEX})
    start = etree.tostring(text, encoding="unicode").removesuffix("/>") + ">"
    told: dict[str, list[str]] = {}
    mentions: list[Mention] = []
    sums: Counter[str] = Counter()
    for child in root:
        if "place" in child.attrib:
            del child.attrib["place"]  # for annotations, which are made with the text
        written = etree.tostring(child, encoding="unicode", with_tail=False).replace(_DECLARED, "", 1)
        if child.tag == f"{_X}mention":
            kind = child.get("kind", "")
            registered = kind not in _WITHOUT_REGISTER and "label" not in child.attrib
            mentions.append(Mention(kind, child.get("entry", ""), registered, written))
            sums[kind] += "speeches" not in child.attrib
        else:
            told.setdefault(str(child.tag).removeprefix(_X), []).append(written)
    told[_UNTOLD] = [f"<x:mentions kind={quoteattr(kind)} n={quoteattr(str(n))}/>" for kind, n in sorted(sums.items())]
    whole = {name: "".join(pieces) for name, pieces in told.items()}
    shown = (start, *(whole.get(name, "") for name in LINKED_TEXT), *(mention.written for mention in mentions))
    digest = hashlib.sha256("".join(shown).encode()).hexdigest()
    return Record(root.get("name", ""), root.get("title", ""), start, whole, (*mentions,), digest)


def joined(start: str, pieces: Iterable[str]) -> str:
    """Write the record of a text of its start tag and some pieces."""
    return f"{start}{''.join(pieces)}{END}"
