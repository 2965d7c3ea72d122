"""What a page says, as far as it takes to know whether a link to words finds them there."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import cached_property

_NO_TEXT = re.compile(r"""<(script|style|title)\b.*?</\1>|<(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.DOTALL | re.IGNORECASE)
# Mentions come in the order of the text, but for notes that are set elsewhere.
_BACK = 20_000


@dataclass
class PageText:
    """What a page says, in small letters and without white space: before the reading text, and from there on.

    Words are looked for in the order of the text: each search starts near where the last one ended.
    """

    page: str
    _at: int = field(default=0, init=False)

    def says(self, words: str) -> bool:
        """Tell whether the page says these words in the text, and not before it, in a list of contents for instance."""
        sought = _letters(words)
        before, text = self._parts
        if sought in before:
            return False
        found = text.find(sought, max(0, self._at - _BACK))
        if found < 0:
            found = text.find(sought)
        if found >= 0:
            self._at = found
        return found >= 0

    @cached_property
    def _parts(self) -> tuple[str, str]:
        before, mark, text = self.page.partition("<article")
        return (_text(before), _text(mark + text)) if mark else ("", _text(before))


def _text(page: str) -> str:
    return _letters(html.unescape(_NO_TEXT.sub("", page)))


def _letters(words: str) -> str:
    return "".join(words.lower().split())
