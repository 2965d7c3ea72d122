"""The words of a reference as readers see it, “¶ 4, s. 2”: they come from the labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from lxml import etree

from teipress.resources import xslt

LABELS = "https://teipress.org/ns/labels"
_PREFIX = "reference-"

# Other names that declarations have for a unit.
_SAME = {
    "para": "paragraph",
    "par": "paragraph",
    "p": "paragraph",
    "s": "sentence",
    "l": "line",
    "sp": "speech",
    "ch": "chapter",
    "sec": "section",
    "textpart": "part",
}


class Form(NamedTuple):
    """What stands before and after the number of a unit, and whether its number is there at all."""

    before: str
    has_number: bool
    after: str

    def of(self, value: str) -> str:
        """Write the unit that has a number."""
        if self.before and value.startswith(self.before.rstrip()):
            return value  # the number says already that it is a page: “p.356”
        return f"{self.before}{value if self.has_number else ''}{self.after}".strip()


@dataclass(frozen=True, slots=True)
class Words:
    """The labels for units, by the name of the unit; ``$1`` in them stands for its number."""

    units: Mapping[str, str] = field(default_factory=dict)

    def unit(self, cite_type: str, value: str) -> str:
        """Write one unit: “¶ 4”. A unit that has no label is called what the declaration calls it."""
        return self.form(cite_type).of(value)

    def form(self, cite_type: str) -> Form:
        """Say how the units of a kind are written."""
        name = "-".join(cite_type.lower().split())
        label = self.units.get(_SAME.get(name, name)) or (f"{cite_type} $1" if name else "$1")
        before, number, after = label.partition("$1")
        return Form(before, bool(number), after)


@lru_cache(4)
def words_of(labels: bytes) -> Words:
    """Take the words out of a file of labels; those that it lacks are the English ones."""
    found = _units(labels)
    return Words({**english().units, **found})


@cache
def english() -> Words:
    """Give the English words."""
    return Words(_units(xslt("labels/en.xml").read_bytes()))


def _units(labels: bytes) -> dict[str, str]:
    root = etree.fromstring(labels, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    keyed = ((label.get("key", ""), "".join(map(str, label.itertext()))) for label in root.iter(f"{{{LABELS}}}label"))
    return {key.removeprefix(_PREFIX): text for key, text in keyed if key.startswith(_PREFIX)}
