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
    }


class _Teller:
    """The ledger, and the releases in their order: those with a frozen copy have addresses."""

    def __init__(self, ledger: Ledger, releases: Sequence[Release]) -> None:
        self._ledger = ledger
        self._releases = releases
        self._order = {name: number for number, name in enumerate(ledger.releases)}
        self._frozen = [(self._order[r.name], r.name) for r in releases if r.name in self._order]

    def story(self, document: str, entries: Sequence[Entry], title: str) -> Story:
        passages = tuple(map(self._passage, entries))
        ends = [(self._order[run.first], self._order[run.last]) for passage in passages for run in passage.runs]
        stands = frozenset(
            name for number, name in self._frozen if any(first <= number <= last for first, last in ends)
        )
        return Story(document, tuple(r for r in self._releases if r.name in stands), passages, title)

    def _passage(self, entry: Entry) -> Passage:
        history = self._ledger.history(*entry.key)
        runs = tuple(self._runs(history))
        former = tuple(dict.fromkeys(old.element for old in history if old.element != entry.element))
        return Passage(entry.id, entry.element, entry.state, runs, tuple(self._heirs(entry)), entry.reason, former)

    def _runs(self, history: Sequence[Entry]) -> Iterator[Run]:
        """Give the releases in a row in which a passage was the same, as far as they have frozen copies."""
        for number, (first, after) in enumerate(self._spans(history)):
            names = [name for place, name in self._frozen if first <= place < after]
            if names:
                yield Run(names[0], names[-1], edited=number > 0)

    def _spans(self, history: Sequence[Entry]) -> Iterator[tuple[int, int]]:
        """Give the same as numbers of releases: the first, and the one after the last."""
        now = len(self._order)
        start, same = 0, None
        for entry in history:
            place = self._order.get(
                entry.release, now
            )  # a line of no release yet: it is about what comes after the last
            if same is not None and _same(entry) != same:
                yield start, place
                same = None
            if entry.state == ACTIVE and same is None:
                start, same = place, _same(entry)
        if same is not None:
            yield start, now

    def _heirs(self, entry: Entry) -> Iterator[Heir]:
        for document, id in self._ledger.resolve(*entry.key):
            if (document, id) != entry.key:
                known = self._ledger.current.get((document, id))
                yield Heir(document, id, known.element if known else "")


def _same(entry: Entry) -> tuple[str, str] | None:
    """Give what must be equal for a passage to be the same: its exact words, which stand first, and its element."""
    return (entry.element, entry.content.partition(" ")[0]) if entry.state == ACTIVE else None
