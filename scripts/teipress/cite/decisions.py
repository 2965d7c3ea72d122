"""What editors decide about ids, as entries of the ledger: that one is retired, or still names its passage. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from teipress.cite.ledger import ACTIVE, KEEP, RETIRE, Entry, Key, Ledger, record, split_name
from teipress.cite.passages import Passages
from teipress.cite.recording import entry_of
from teipress.errors import ConfigurationError

ALL = "*"


@dataclass(frozen=True)
class Decisions:
    """A ledger, and the passages of all documents as they are now, by the documents' published names."""

    ledger: Ledger
    passages: Mapping[str, Passages]

    def retire(self, names: Sequence[str], to: Sequence[str], reason: str, state: str | None = None) -> Ledger:
        """Record what became of ids that are gone. Names are ``ID``, ``DOCUMENT#ID`` or ``DOCUMENT#*``.

        Without a ``state`` it is told by the successors. Raises ``ConfigurationError`` for what cannot be.
        """
        reason = _reason(reason)
        entries = [*self._retired(names, to, reason, state)]
        return record(self.ledger, RETIRE, entries)

    def keep(self, names: Sequence[str], to: Sequence[str], reason: str) -> Ledger:
        """Record that ids still name the same passages, as they are now; ``to`` are ids that hold a part of them."""
        reason = _reason(reason)
        entries: list[Entry] = []
        for key in self._released(names):
            passages = self.passages.get(key[0])
            if passages is None or key[1] not in passages.places:
                raise ConfigurationError(f"“{key[1]}” does not stand in “{key[0]}”, so it cannot be kept")
            known = {entry.id for entry in self.ledger.documents[key[0]]}
            entry = entry_of(passages, passages.places[key[1]], known=known)
            leads = tuple(_name(self._live(name, key[0])) for name in to)
            if _name(key) in leads:
                raise ConfigurationError(f"--to: “{key[1]}” cannot lead to itself")
            entries.append(replace(entry, reason=reason, successors=leads or self._still_led(key)))
        return record(self.ledger, KEEP, entries)

    def _still_led(self, key: Key) -> tuple[str, ...]:
        """Give where parts of an id's passage were said to be, as far as they are there still."""
        entry = self.ledger.current[key]
        if entry.state != ACTIVE:
            return ()
        known = [(name, split_name(name)) for name in entry.successors]
        return tuple(name for name, other in known if other in self.ledger.current or self._stands(*other))

    def _retired(self, names: Sequence[str], to: Sequence[str], reason: str, state: str | None) -> Iterator[Entry]:
        keys = self._released(names)
        for key in keys:
            passages = self.passages.get(key[0])
            if passages is not None and key[1] in passages.places:
                raise ConfigurationError(
                    f"“{key[1]}” still stands in “{key[0]}”: take its xml:id away first, or record by "
                    "“teipress ids keep” that it is the same passage"
                )
            successors = tuple(self._live(name.replace(ALL, key[1]), key[0]) for name in to)
            became = state or self._state(keys, successors)
            _expect(became, successors)
            yield replace(
                self.ledger.current[key],
                state=became,
                successors=tuple(map(_name, successors)),
                reason=reason,
                release="",
            )

    def _state(self, keys: Sequence[Key], successors: Sequence[Key]) -> str:
        """Say what became of ids by where they lead."""
        if not successors:
            return "retired"
        if len(successors) > 1:
            return "split"
        return "merged" if len(keys) > 1 or successors[0] in self.ledger.current else "moved"

    def _released(self, names: Iterable[str]) -> list[Key]:
        """Find the released ids that are named."""
        return list(dict.fromkeys(key for name in names for key in self._find(name)))

    def _find(self, name: str) -> Iterator[Key]:
        document, hash, id = name.rpartition("#")
        if hash and id == ALL:
            found = [e.key for e in self.ledger.documents.get(document, ()) if e.state == ACTIVE]
            if not found:
                raise ConfigurationError(f"the ledger has no document “{document}” with ids that are in use")
            yield from found
            return
        keys = [(document, id)] if hash else [(other, id) for other in self.ledger.documents]
        known = [key for key in keys if key in self.ledger.current]
        if len(known) > 1:
            known = [key for key in known if self.ledger.current[key].state == ACTIVE] or known
        if len(known) > 1:
            raise ConfigurationError(f"several documents have “{id}”: name one of {', '.join(map(_name, known))}")
        if not known:
            raise ConfigurationError(f"“{name}” was never released: nothing needs to be recorded of it")
        yield known[0]

    def _live(self, name: str, document: str) -> Key:
        """Find an id that stands in the edition; without a document, first in the one that it is about."""
        other, hash, id = name.rpartition("#")
        if not hash and self._stands(document, id):
            return document, id
        places = [other] if hash else [*self.passages]
        found = [(place, id) for place in places if self._stands(place, id)]
        if len(found) > 1:
            raise ConfigurationError(f"--to: several documents have “{id}”: name one of {', '.join(map(_name, found))}")
        if not found:
            raise ConfigurationError(f"--to: there is no “{name}” in the edition")
        return found[0]

    def _stands(self, document: str, id: str) -> bool:
        return document in self.passages and id in self.passages[document].places


def _expect(state: str, successors: Sequence[Key]) -> None:
    """Refuse a state that does not go with its successors."""
    if state in {"moved", "merged"} and len(successors) != 1:
        raise ConfigurationError(f"--as {state}: name by --to the one id that has its passage now")
    if state == "split" and len(successors) < 2:
        raise ConfigurationError("--as split: name by --to the ids that have its parts now, divided by commas")


def _reason(words: str) -> str:
    reason = " ".join(words.split())
    if not reason or reason in {"…", "..."}:
        raise ConfigurationError("--reason: say in a few words why; readers will see it")
    return reason


def _name(key: Key) -> str:
    return f"{key[0]}#{key[1]}"
