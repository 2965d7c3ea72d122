"""What a release records: a line for each id that is new, or is not any more what was recorded last."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING

from teipress.cite.ledger import ACTIVE, Entry, Ledger
from teipress.cite.likeness import hold, is_same_text, read_context
from teipress.cite.order import settled
from teipress.cite.passages import Passage, Passages, passages_of

if TYPE_CHECKING:
    from teipress.corpus import Document


def release_entries(ledger: Ledger, documents: Mapping[str, Document], release: str) -> Iterator[Entry]:
    """Give what a release adds to a ledger, document by document; each in the order of its elements."""
    for name in sorted(documents, key=lambda name: name.encode()):
        passages = passages_of(documents[name], name)
        steady = settled([entry.id for entry in ledger.documents.get(name, ())], passages.places)
        for place, passage in enumerate(passages.items):
            if passages.places[passage.id] == place and not _is_recorded(ledger, passages, place, steady):
                yield entry_of(passages, place, release)


def entry_of(passages: Passages, place: int, release: str = "", known: Container[str] | None = None) -> Entry:
    """Make an entry of a passage as it stands; its place is told by an id that is ``known``, if these are given."""
    passage = passages.items[place]
    return Entry(
        document=passages.document,
        id=passage.id,
        element=passage.element,
        release=release,
        content=passages.content(passage),
        context=passages.context(place, known),
    )


def _is_recorded(ledger: Ledger, passages: Passages, place: int, steady: frozenset[str]) -> bool:
    """Tell whether the last entry of an id says what there is to say."""
    passage: Passage = passages.items[place]
    entry = ledger.current.get((passages.document, passage.id))
    return (
        entry is not None
        and entry.state == ACTIVE
        and entry.element == passage.element
        and passage.id in steady
        and is_same_text(entry.content, passages.digest(passage))
        and any(hold(read_context(entry.context)[0], passages.sides(passage)))
    )
