"""Give ids to the elements that the settings name, and change nothing else: bytes in, bytes out.

An id is put in right after the name in a start tag, whose place expat tells; no other byte moves.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from teipress.cite.naming import name_all
from teipress.cite.survey import Naming, survey

_TAG_NAME = re.compile(rb"<[^\s/>]+")


class Given(NamedTuple):
    """An id that is given: its place, in bytes of the text as UTF-8, and the element that it is for."""

    at: int
    id: str
    element: str

    @property
    def attribute(self) -> str:
        """Write it as it is put in."""
        return f' xml:id="{self.id}"'


@dataclass(frozen=True, slots=True)
class Assigned:
    """What became of a document: its bytes, the ids that were given in it, and the names of its elements."""

    data: bytes
    given: tuple[Given, ...]
    names: frozenset[str]


def assign(data: bytes, text: str, document: str, naming: Naming, taken: Iterable[str] = ()) -> Assigned:
    """Put ids into the bytes of a document that is well formed and has no DOCTYPE.

    ``text`` is what the bytes say, without a byte order mark; ``document`` is the document's name. Ids that are
    ``taken`` are not given.
    """
    body = text.encode()
    found = survey(body, document, naming)
    ids = name_all(found.members, document, {*found.ids, *taken})
    given = tuple(
        Given(_end_of_name(body, member.at), id, member.name)
        for member, id in zip(found.members, ids, strict=True)
        if not member.id
    )
    return Assigned(_put(data, body, given), given, found.names)


def _end_of_name(body: bytes, at: int) -> int:
    name = _TAG_NAME.match(body, at)
    return name.end() if name else at


def _put(data: bytes, body: bytes, given: Sequence[Given]) -> bytes:
    """Put ids into a text, and write it in the encoding and with the byte order mark of its file."""
    if not given:
        return data
    body = _spliced(body, given)
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return mark + body.decode().encode(encoding)
    return codecs.BOM_UTF8 + body if data.startswith(codecs.BOM_UTF8) else body


def _spliced(body: bytes, given: Iterable[Given]) -> bytes:
    pieces: list[bytes] = []
    last = 0
    for one in given:
        pieces += body[last : one.at], one.attribute.encode()
        last = one.at
    return b"".join((*pieces, body[last:]))
