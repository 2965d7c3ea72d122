"""Texts that are edited at random, letter by letter known: what became of any stretch of them is certain."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from teipress.cite.anchored import Published
from teipress.cite.offsets import Span

Letter = tuple[str, int]


@dataclass
class Block:
    """A block with an id; each letter has a number of its own, which stays with it."""

    id: str
    letters: list[Letter]


class Manuscript:
    """A text as blocks of numbered letters."""

    def __init__(self, blocks: Sequence[str]) -> None:
        self.numbers = count()
        self.names = count(1)
        self.blocks = [self.block(words) for words in blocks]
        self.heirs: dict[str, str] = {}

    def block(self, words: str) -> Block:
        return Block(f"p{next(self.names)}", [(letter, next(self.numbers)) for letter in words])

    def published(self, name: str = "text") -> tuple[Published, list[int]]:
        """Lay the text out; give with it the number of every letter, -1 for white space."""
        plain, ids = "", {}
        numbers: list[int] = []
        for block in self.blocks:
            if plain:
                plain, numbers = plain + "\n\n", [*numbers, -1, -1]
            start = len(plain)
            plain += "".join(letter for letter, _ in block.letters)
            numbers.extend(-1 if letter.isspace() else number for letter, number in block.letters)
            ids[block.id] = Span(start, len(plain))
        return Published(name, plain + "\n", ids), [*numbers, -1]

    def edit(self, chance: random.Random, words: Sequence[str], *, kinds: Sequence[str] = ()) -> str:
        """Change something at random; say what."""
        kind = chance.choice(
            kinds or ("insert", "insert", "delete", "mend", "mend", "block", "remove", "move", "split", "merge")
        )
        block = chance.choice(self.blocks)
        at = chance.randrange(len(block.letters) + 1)
        match kind:
            case "insert":
                block.letters[at:at] = [(x, next(self.numbers)) for x in f" {chance.choice(words)} "]
            case "delete":
                del block.letters[at : at + chance.randrange(1, 12)]
            case "mend" if block.letters:
                at = min(at, len(block.letters) - 1)
                others = [letter for letter in "abcdeé" if letter != block.letters[at][0]]
                block.letters[at] = (chance.choice(others), next(self.numbers))
            case "block":
                self.blocks.insert(self.blocks.index(block), self.block(" ".join(chance.choices(words, k=6))))
            case "remove" if len(self.blocks) > 2:
                self.blocks.remove(block)
            case "move":
                self.blocks.remove(block)
                self.blocks.insert(chance.randrange(len(self.blocks) + 1), block)
            case "split" if 1 < at < len(block.letters) - 1:
                new = Block(f"p{next(self.names)}", block.letters[at:])
                del block.letters[at:]
                self.blocks.insert(self.blocks.index(block) + 1, new)
            case "merge" if self.blocks[-1] is not block:
                other = self.blocks[self.blocks.index(block) + 1]
                block.letters += [(" ", next(self.numbers)), *other.letters]
                self.blocks.remove(other)
                self.heirs[other.id] = block.id
            case _:
                return "nothing"
        self.blocks = [one for one in self.blocks if any(not x.isspace() for x, _ in one.letters)] or [
            self.block("nothing")
        ]
        return kind


def survived(numbers_then: list[int], span: Span, numbers_now: list[int]) -> Span | None:
    """Say where a stretch is now, if it is there unchanged; nothing, if it is not."""
    wanted = [number for number in numbers_then[span.start : span.end] if number >= 0]
    places = {number: at for at, number in enumerate(numbers_now) if number >= 0}
    if any(number not in places for number in wanted):
        return None
    now = [places[number] for number in wanted]
    inner = [number for number in numbers_now[now[0] : now[-1] + 1] if number >= 0]
    return Span(now[0], now[-1] + 1) if inner == wanted else None


def heirs_of(manuscript: Manuscript, *texts: Published) -> Callable[[str, str], tuple[tuple[str, str], ...]]:
    """Give what a ledger would say: merged elements lead on, split ones stay where their start is."""

    def heirs(text: str, identifier: str) -> tuple[tuple[str, str], ...]:
        while identifier in manuscript.heirs:
            identifier = manuscript.heirs[identifier]
        return tuple((one.name, identifier) for one in texts if one.name == text and identifier in one.ids)

    return heirs
