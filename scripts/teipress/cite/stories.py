"""What became of every passage, told from the ledger: the releases it stands in, where it was edited, its heirs.

The ledger has a line for what changed; here that is told for readers. Pure: values in, values out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from teipress.cite.ledger import ACTIVE, Entry, Ledger
from teipress.cite.past import Heir, Passage, Run, Story
from teipress.cite.releases import Release


def tell(ledger: Ledger, releases: Sequence[Release], titles: Mapping[str, str]) -> dict[str, Story]:
    """Tell the story of every document that has been released, in the order of their names.

    ``releases`` are those with a frozen copy, oldest first; ``titles`` are those that texts had in the last of them.
    """
    teller = _Teller(ledger, releases)
    return {
        document: teller.story(document, ledger.documents[document], titles.get(document, document))
        for document in sorted(ledger.documents, key=str.encode)
        if _may_be(document)
    }


def _may_be(document: str) -> bool:
    """Tell whether a document can have that name: its pages have it, too, and it leads out of no folder."""
    stem = document.removeprefix("registers/")
    return bool(stem) and "/" not in stem and "\\" not in stem and stem.strip(".") != ""


class _Teller:
    """The ledger, and the releases in their order: those with a frozen copy have addresses."""

    def __init__(self, ledger: Ledger, releases: Sequence[Release]) -> None:
        self._ledger = ledger
        self._releases = releases
        self._order = {name: number for number, name in enumerate(ledger.releases)}
        self._frozen = [(self._order[r.name], r.name) for r in releases if r.name in self._order]
        self._known: dict[tuple[int, int, bool], tuple[Run, ...]] = {}

    def story(self, document: str, entries: Sequence[Entry], title: str) -> Story:
        passages = tuple(map(self._passage, entries))
        spans = {(self._order[run.first], self._order[run.last]) for passage in passages for run in passage.runs}
        stands = frozenset(
            name for number, name in self._frozen if any(first <= number <= last for first, last in spans)
        )
        return Story(document, tuple(r for r in self._releases if r.name in stands), passages, title)

    def _passage(self, entry: Entry) -> Passage:
        history = self._ledger.history(*entry.key)
        if len(history) == 1 and entry.state == ACTIVE and not entry.successors:  # most are so
            return Passage(
                entry.id, entry.element, ACTIVE, self._runs(self._place(entry), len(self._order), edited=False)
            )
        spans = enumerate(self._spans(history))
        runs = tuple(run for number, (first, after) in spans for run in self._runs(first, after, edited=number > 0))
        former = tuple(dict.fromkeys(old.element for old in history if old.element != entry.element))
        heirs = tuple(self._heirs(entry))
        after = "" if entry.state == ACTIVE else self._before(self._place(entry))
        return Passage(entry.id, entry.element, entry.state, runs, heirs, entry.reason, former, after)

    def _before(self, place: int) -> str:
        """Name the release before one, by their numbers."""
        return self._ledger.releases[place - 1] if 0 < place <= len(self._order) else ""

    def _place(self, entry: Entry) -> int:
        """Give the number of the release that a line belongs to; one of no release yet is about what comes next."""
        return self._order.get(entry.release, len(self._order))

    def _runs(self, first: int, after: int, *, edited: bool) -> tuple[Run, ...]:
        """Give the releases in a row, of which only those count that have frozen copies: a run, or none."""
        key = first, after, edited
        if key not in self._known:
            names = [name for place, name in self._frozen if first <= place < after]
            self._known[key] = (Run(names[0], names[-1], edited),) if names else ()
        return self._known[key]

    def _spans(self, history: Sequence[Entry]) -> Iterator[tuple[int, int]]:
        """Give the releases in a row in which a passage was the same: the first, and the one after the last."""
        start, same = 0, None
        for entry in history:
            place = self._place(entry)
            if same is not None and _same(entry) != same:
                yield start, place
                same = None
            if entry.state == ACTIVE and same is None:
                start, same = place, _same(entry)
        if same is not None:
            yield start, len(self._order)

    def _heirs(self, entry: Entry) -> Iterator[Heir]:
        for document, id in self._ledger.resolve(*entry.key):
            if (document, id) != entry.key:
                known = self._ledger.current.get((document, id))
                yield Heir(document, id, known.element if known else "")


def _same(entry: Entry) -> tuple[str, str] | None:
    """Give what must be equal for a passage to be the same: its exact words, which stand first, and its element."""
    return (entry.element, entry.content.partition(" ")[0]) if entry.state == ACTIVE else None
