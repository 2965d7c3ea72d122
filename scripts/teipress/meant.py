"""What a misspelt word was meant to be, of a few; among very many, ``validate.nearest`` is quicker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from teipress.errors import ConfigurationError


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Give the word that is most like another; nothing where none is like it."""
    return _nearest(word, tuple(words))


@lru_cache(maxsize=1000)  # a corpus often has one fault a thousand times
def _nearest(word: str, words: tuple[str, ...]) -> str | None:
    import difflib  # slow to load, and seldom needed

    return next(iter(difflib.get_close_matches(word, words, 1)), None)


def expect_keys(
    values: Iterable[str], known: tuple[str, ...], name: str, error: Callable[[str], ConfigurationError]
) -> None:
    """Refuse keys that mean nothing: a misspelt setting must not be silently ignored. ``name`` goes before each key."""
    for key in values:
        if key not in known:
            near = nearest(key, known)
            hint = f"; did you mean '{name}{near}'?" if near else ""
            raise error(f"there is no setting '{name}{key}'{hint}")
