"""Anchors, which are words that somebody pointed to in a text, and what can be said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from teipress.cite.offsets import Span
from teipress.cite.selectors import Quote, innermost


class Status(StrEnum):
    """What became of an anchor."""

    EXACT = "exact"
    MOVED = "moved"
    EDITED = "edited"
    ORPHANED = "orphaned"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Published:
    """A text as it was published: its plain text, and where its ids are in it.

    ``others`` are the ids that its page has outside the reading text: in the header, for instance.
    """

    name: str
    plain: str
    ids: Mapping[str, Span] = field(default_factory=dict)
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an annotation tells of the words that it is about.

    ``text`` is the name of a text, empty where the annotation is not about this edition; ``release`` that of the
    release whose page it was made on, empty for the latest. ``span`` is told in offsets of the plain text; if not
    ``sure``, they may be those of something else. ``whole``: the element of ``id`` is meant, not words within it.
    """

    name: str
    text: str
    release: str = ""
    quote: Quote | None = None
    span: Span | None = None
    id: str | None = None
    whole: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a text: its name, where they are, the id of the smallest element around them, and what they are."""

    text: str
    span: Span
    id: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an anchor; where it is now, or, of an orphan, where it could be; and why, in a sentence.

    ``before`` is where it was in the release that it was made on, if that is known.
    """

    anchor: Anchor
    status: Status
    place: Place | None = None
    before: Place | None = None
    candidates: tuple[Place, ...] = ()
    reason: str = ""


# Which ids an id leads to now: itself, its successors by the ledger, or none. By the names of text and id.
Heirs = Callable[[str, str], tuple[tuple[str, str], ...]]


def place_of(text: Published, span: Span, preferred: str | None = None) -> Place:
    """Describe words of a text. An id that is told already is kept, if it is around them."""
    around = text.ids.get(preferred or "")
    identifier = preferred if around and around.holds(span) else innermost(span, text.ids)
    return Place(text.name, span, identifier, text.plain[span.start : span.end])


def gone(anchor: Anchor) -> Verdict:
    """Say that a text is not there any more."""
    return Verdict(anchor, Status.ORPHANED, reason=f"there is no text “{anchor.text}” in this edition any more")
