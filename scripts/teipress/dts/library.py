"""The texts of a built edition, as a server needs them: read when they are asked for, read again when they change."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from teipress.cite.words import Words
from teipress.corpus import read_document
from teipress.dts.answers import Edition, Member, member_of
from teipress.dts.texts import Text, text_of
from teipress.files import Limits, Unreadable

KEPT = 32 * 1024**2  # bytes of sources that are kept as trees, which take some ten times as much

Stamp = tuple[int, int]


@dataclass
class Library:
    """A folder of a built edition. Several threads may ask at once; one at a time reads.

    ``title``, ``subtitle`` and ``language`` are those of the edition.
    """

    folder: Path
    words: Words
    title: str
    subtitle: str = ""
    language: str = "und"
    limits: Limits = field(default_factory=Limits)
    _texts: OrderedDict[str, tuple[Stamp, Text]] = field(default_factory=OrderedDict)
    _members: dict[str, tuple[Stamp, Member]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def names(self) -> tuple[str, ...]:
        """List the texts that have a page, in the order of their names."""
        found = (path.stem for path in self.folder.glob("*.xml") if self._is_text(path, path.stem))
        return tuple(sorted(found, key=os.fsencode))

    def edition(self, told: Callable[[int, int], None] = lambda _done, _all: None) -> Edition:
        """Describe all texts; one that cannot be read is left out. ``told`` hears how far that is."""
        names = self.names()
        members: list[Member] = []
        for number, name in enumerate(names):
            told(number, len(names))
            member = self._member(name)
            if member is not None:
                members.append(member)
        return Edition(self.title, self.subtitle, self.language, tuple(members))

    def text(self, name: str) -> Text | None:
        """Give a text; ``None``, if there is none of that name."""
        path = self.folder / f"{name}.xml"
        if not self._is_text(path, name):
            return None
        with self._lock:
            try:
                stamp = _stamp(path)
                known = self._texts.get(name)
                if known and known[0] == stamp:
                    self._texts.move_to_end(name)
                    return known[1]
                text = text_of(name, read_document(path, path.name, self.limits), self.words)
            except (OSError, Unreadable):
                return None
            self._texts[name] = stamp, text
            self._members[name] = stamp, member_of(text)
            while len(self._texts) > 1 and sum(len(text.document.data) for _, text in self._texts.values()) > KEPT:
                self._texts.popitem(last=False)
            return text

    def _is_text(self, path: Path, name: str) -> bool:
        """Tell whether a name is that of a text, and leads nowhere else."""
        try:
            return path.name == f"{name}.xml" and path.is_file() and path.with_suffix(".html").is_file()
        except (OSError, ValueError):  # too long, or no name at all
            return False

    def _member(self, name: str) -> Member | None:
        try:
            stamp = _stamp(self.folder / f"{name}.xml")
        except OSError:
            return None
        known = self._members.get(name)
        if known and known[0] == stamp:
            return known[1]
        text = self.text(name)
        return None if text is None else member_of(text)


def _stamp(path: Path) -> Stamp:
    status = path.stat()
    return status.st_mtime_ns, status.st_size
