"""Find where words stand first in a text, thousands of times in a long one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Searching the text as often as this takes as long as listing its words, which makes every further search short.
_SEARCHES = 500
_KEY = 20
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Concordance:
    """A text, and where each of its words is, by what follows; the list is made when it pays."""

    text: str
    searches: int = 0
    starts: dict[str, list[int]] = field(default_factory=dict)

    def find(self, start: int, end: int) -> int:
        """Find the first place in the text of what stands from ``start`` to ``end``."""
        places = self._listed(start, end)
        if places is None:
            return self.text.find(self.text[start:end], 0, end)
        words = self.text[start:end]
        return next(place for place in places if self.text.startswith(words, place))

    def _listed(self, start: int, end: int) -> list[int] | None:
        """List the places that come into question, if what is sought is long and starts with a word."""
        self.searches += 1
        if self.searches <= _SEARCHES or end - start < _KEY or (start and not self.text[start - 1].isspace()):
            return None
        if not self.starts:
            for found in _WORD.finditer(self.text):
                place = found.start()
                self.starts.setdefault(self.text[place : place + _KEY], []).append(place)
        return self.starts.get(self.text[start : start + _KEY])
