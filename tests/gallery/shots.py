"""Which pictures are taken: of which page, from which element on, after doing what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Window:
    """A size of window, in CSS pixels, and how many pixels of the picture each of them has."""

    width: int
    height: int
    scale: float = 1
    scheme: str = "light"

    @property
    def suffix(self) -> str:
        """Name it at the end of a picture's name."""
        return f"{self.width}" if self.scheme == "light" else f"{self.width}-{self.scheme}"


@dataclass(frozen=True, slots=True)
class Shot:
    """A page of a site, from which element on it is shown, what is done there first, and in which windows."""

    name: str
    site: str
    page: str
    start: str = "body"
    do: Callable[[Any], None] | None = None
    is_dark_too: bool = False

    @property
    def windows(self) -> tuple[Window, ...]:
        """Give the windows that it is seen in."""
        return (PHONE, DESK, DARK) if self.is_dark_too else (PHONE, DESK)


def view(name: str) -> Callable[[Any], None]:
    """Choose a view of the text."""
    return lambda tab: tab.check(f"input[value={name}]")


def card(tab: Any) -> None:
    """Open the card of the first person."""
    tab.click(".tei-text a.person")


def search(words: str) -> Callable[[Any], None]:
    """Look for words, and wait for what is found."""

    def look(tab: Any) -> None:
        tab.fill("input[type=search]", words)
        tab.wait_for_selector(".search-results mark")

    return look


def passage(name: str) -> Callable[[Any], None]:
    """Open the citations of a passage."""
    return lambda tab: tab.evaluate("id => { location.hash = id }", name)


PHONE = Window(360, 720, 1.5)
DESK = Window(1280, 860)
DARK = Window(1280, 860, scheme="dark")
SHOTS = (
    Shot("article", "edition", "changsung", do=card, is_dark_too=True),
    Shot("front", "edition", "index"),
    Shot("persons", "edition", "indexes/persons"),
    Shot("places", "edition", "indexes/places", is_dark_too=True),
    Shot("timeline", "edition", "indexes/dates"),
    Shot("quotations", "edition", "indexes/quotations"),
    Shot("search", "edition", "search", do=search("development")),
    Shot("citation", "edition", "cite/changsung", do=passage("p4.s2")),
    Shot("source", "edition", "source/changsung", "[id='p1']"),
    Shot("release", "edition", "v/1.0.0/changsung"),
    Shot("history", "edition", "history/changsung"),
    Shot("report", "report", "report"),
    Shot("play", "samples", "play", "#act1-scene1", is_dark_too=True),
    Shot("novel", "samples", "novel", "#chapter1"),
    Shot("sonnet", "samples", "sonnet"),
    Shot("manuscript", "samples", "manuscript"),
    Shot("apparatus", "samples", "apparatus", do=view("readings")),
    Shot("letter", "samples", "letter", do=view("diplomatic")),
    Shot("dictionary", "samples", "dictionary"),
    Shot("scripts", "samples", "scripts"),
)
