"""The texts of an edition as they were built: those of today, and those of its releases; and where its ids went."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from teipress.cite.anchored import Anchor, Published
from teipress.cite.ledger import Ledger, read_ledger
from teipress.cite.offsets import Span
from teipress.cite.releases import Release, read_releases, releases_file
from teipress.errors import ConfigurationError
from teipress.project import Project, shown

_INCLUSION = b"http://www.w3.org/2001/XInclude"


@dataclass(frozen=True)
class Texts(Mapping[str, Published]):
    """The texts of a built edition, by their names; each is read when it is asked for.

    What cannot be read raises ``ConfigurationError``.
    """

    folder: Path
    _read: dict[str, Published] = field(default_factory=dict)

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, str]]:
        """Give every id of every text, with its address."""
        ids: Mapping[str, Mapping[str, str]] = _json(self.folder / "ids.json")
        return ids

    def __getitem__(self, name: str) -> Published:
        if name not in self._read:
            self._read[name] = read_published(self.folder, name, frozenset(self.ids[name]))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Shelf:
    """What ``teipress anchors`` knows of an edition."""

    project: Project
    now: Texts
    releases: tuple[Release, ...]
    ledger: Ledger

    @cached_property
    def past(self) -> Mapping[str, Texts]:
        """Give the texts of the releases that have them, the latest first."""
        folders = ((release.name, self.now.folder / release.folder) for release in reversed(self.releases))
        return {name: Texts(folder) for name, folder in folders if (folder / "anchors").is_dir()}

    @cached_property
    def names(self) -> frozenset[str]:
        """Name every text that is or was."""
        documents = (document for document, _ in self.ledger.current)
        return frozenset([*self.now, *documents, *(name for texts in self.past.values() for name in texts)])

    def is_ours(self, address: str) -> bool:
        """Tell whether an address is that of a text of this edition."""
        parts, base = urlsplit(address), self.project.base_url
        if base and parts.scheme in {"http", "https"} and not address.startswith(base.rstrip("/") + "/"):
            return False
        return unquote(parts.path.rpartition("/")[2]).rpartition(".")[0] in self.names

    def then(self, anchor: Anchor) -> Iterator[Published]:
        """Give the texts that an anchor may have been made on: that of its release, or any, the latest first."""
        names = [anchor.release] if anchor.release else [*self.past]
        for name in names:
            if anchor.text in self.past.get(name, {}):
                yield self.past[name][anchor.text]

    def heirs(self, text: str, identifier: str) -> tuple[tuple[str, str], ...]:
        """Say which ids in the reading texts of today an id leads to."""
        found = self.ledger.resolve(text, identifier)
        return tuple((name, one) for name, one in found if name in self.now and one in self.now[name].ids)


def open_shelf(project: Project) -> Shelf:
    """Open the edition that was built last. Raises ``ConfigurationError`` when it is not that of the sources."""
    if not (project.output / "anchors").is_dir():
        raise ConfigurationError(f"{shown(project.output)} has no edition with anchors in it: run teipress build first")
    for path in () if project.is_bare else project.texts:
        source, built = path.read_bytes(), project.output / f"{path.stem}.xml"
        # What a text includes is put into it when it is published.
        if not built.is_file() or (built.read_bytes() != source and _INCLUSION not in source):
            raise ConfigurationError(f"{shown(path)} is not what the edition was built from: run teipress build first")
    ledger, releases = read_ledger(project.ids.ledger), read_releases(releases_file(project))
    return Shelf(project, Texts(project.output), releases, ledger)


def read_published(folder: Path, name: str, ids: frozenset[str] = frozenset()) -> Published:
    """Read a text of a built edition. Raises ``ConfigurationError``."""
    told = _json(folder / "anchors" / f"{name}.json")
    try:
        plain = (folder / f"{name}.txt").read_bytes()
    except OSError:
        raise _damaged(folder / f"{name}.txt", "it cannot be read") from None
    if hashlib.sha256(plain).hexdigest() != told["sha256"]:
        raise _damaged(folder / f"{name}.txt", "it is not the text that its anchors were made for")
    places = {identifier: Span(*span) for identifier, span in told["ids"].items()}
    return Published(name, plain.decode(), places, ids - places.keys())


def _json(path: Path) -> Mapping[str, Any]:
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError):
        raise _damaged(path, "it cannot be read") from None
    if not isinstance(told, dict):
        raise _damaged(path, "it is not what the build wrote")
    return told


def _damaged(path: Path, why: str) -> ConfigurationError:
    return ConfigurationError(f"{shown(path)}: {why}; run teipress build, or bring it back from version control")
