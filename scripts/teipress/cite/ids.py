"""The settings of an edition that concern its ids: the section ``[ids]`` of ``teipress.toml``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teipress.errors import ConfigurationError
from teipress.meant import expect_keys

if TYPE_CHECKING:
    from teipress.cite.patterns import Rule

KEYS = ("ledger", "assign", "within", "unique")
LEDGER = "ids.lock"
DOCUMENT, EDITION = "document", "edition"

# Blocks, lines and speeches; what is said and quoted; names and dates; notes, pictures and pages.
READABLE: Mapping[str, str] = {
    "div": "div{n}",
    "head": "head{n}",
    "p": "p{n}",
    "ab": "ab{n}",
    "s": "{p,ab,l,head,note,quote,q,said}.s{n}",
    "seg": "seg{n}",
    "lg": "lg{n}",
    "l": "l{n}",
    "sp": "sp{n}",
    "stage": "stage{n}",
    "list": "list{n}",
    "item": "item{n}",
    "table": "table{n}",
    "figure": "fig{n}",
    "note": "note{n}",
    "app": "app{n}",
    "q": "q{n}",
    "quote": "q{n}",
    "said": "q{n}",
    "persName": "pers{n}",
    "placeName": "place{n}",
    "orgName": "org{n}",
    "eventName": "event{n}",
    "name": "name{n}",
    "rs": "rs{n}",
    "rs[@type='person']": "pers{n}",
    "rs[@type='place']": "place{n}",
    "rs[@type='organization']": "org{n}",
    "rs[@type='event']": "event{n}",
    "date": "date{n}",
    "title": "work{n}",
    "bibl": "bibl{n}",
    "pb": "pb{n}",
}


def _hierarchical(key: str, pattern: str) -> str:
    """Let numbers start anew in each division: “d1.2.p3”; sentences count in their paragraph anyway."""
    match key:
        case "div":
            return "{div}.{n}|d{n}"
        case "s":
            return pattern
        case _:
            return f"{{div}}.{pattern}"


READY_MADE: Mapping[str, Mapping[str, str]] = {
    "readable": READABLE,
    "hierarchical": {key: _hierarchical(key, pattern) for key, pattern in READABLE.items()},
    "opaque": dict.fromkeys((key for key in READABLE if "[" not in key), "{hash}"),
}


@dataclass(frozen=True, slots=True)
class Ids:
    """How ids are given and kept.

    ``ledger`` is the file in which released ids are recorded. ``own_rules`` are those that the settings give, if they
    do. Only elements ``within`` these get any. ``unique`` says where an id must
    be the only one of its kind: in its document, or in the whole edition.
    """

    ledger: Path = Path(LEDGER)
    own_rules: tuple[Rule, ...] | None = None
    within: frozenset[str] = frozenset({"text"})
    unique: str = DOCUMENT

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Say which elements get ids, and of what form; of several rules for one element the last counts."""
        return _readable() if self.own_rules is None else self.own_rules


@cache
def _readable() -> tuple[Rule, ...]:
    from teipress.cite.patterns import read_rule  # not needed to check

    return tuple(read_rule(key, pattern) for key, pattern in READABLE.items())


def default_ledger(root: Path) -> Path:
    """Say where the ledger of an edition is, unless its settings say so: in its folder ``tei``, if there is one."""
    folder = root / "tei"
    return (folder if folder.is_dir() else root) / LEDGER


def read_ids(values: Mapping[str, Any], folder: Path, error: Callable[[str], ConfigurationError]) -> Ids:
    """Read the section. Its paths start at ``folder``; ``error`` makes the error to raise, which names the file."""
    expect_keys(values, KEYS, "ids.", error)
    ledger = values.get("ledger")
    if ledger is not None and (not isinstance(ledger, str) or not ledger):
        raise error("'ids.ledger' must be a path in quotes")
    unique = values.get("unique", DOCUMENT)
    if unique not in {DOCUMENT, EDITION}:
        raise error("'ids.unique' must be “document” or “edition”, in quotes")
    return Ids(
        ledger=folder / ledger if ledger else default_ledger(folder),
        own_rules=_read_rules(values["assign"], error) if "assign" in values else None,
        within=_read_within(values.get("within", ["text"]), error),
        unique=unique,
    )


def _read_rules(assign: object, error: Callable[[str], ConfigurationError]) -> tuple[Rule, ...]:
    from teipress.cite.patterns import BadPattern, read_rule

    if isinstance(assign, str) and assign in READY_MADE:
        assign = READY_MADE[assign]
    if not isinstance(assign, Mapping):
        sets = ", ".join(f"“{name}”" for name in READY_MADE)
        raise error(f"'ids.assign' must be a table of elements and patterns, or one of {sets} in quotes")
    rules: list[Rule] = []
    for key, pattern in assign.items():
        if not isinstance(pattern, str | bool):
            raise error(f"'ids.assign.{key}' must be a pattern in quotes, or false")
        try:
            rules.append(read_rule(key, pattern))
        except BadPattern as wrong:
            raise error(f"'ids.assign.{key}': {wrong}") from None
    return tuple(rules)


def _read_within(within: object, error: Callable[[str], ConfigurationError]) -> frozenset[str]:
    if not isinstance(within, list) or not within or not all(isinstance(name, str) and name for name in within):
        raise error('\'ids.within\' must be a list of names of elements, such as ["text", "teiHeader"]')
    from teipress.cite.patterns import plain

    return frozenset(map(plain, within))
