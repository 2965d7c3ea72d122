"""Read what an edition was before: its releases with their frozen copies, its ledger, the titles that texts had."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from teipress.cite.frozen import Frozen, read_frozen
from teipress.cite.ledger import Ledger, read_ledger
from teipress.cite.past import NOTHING, Past
from teipress.cite.releases import Release
from teipress.cite.stories import tell
from teipress.errors import OutputError
from teipress.project import Project, shown

CATALOGUE = "browse/texts.json"


@dataclass(frozen=True, slots=True)
class Memory:
    """The frozen copies of all releases, oldest first, and the ledger that goes with them."""

    frozen: tuple[Frozen, ...]
    ledger: Ledger

    def past(self) -> Past:
        """Tell what pages tell of the past; nothing, before the first release.

        What was recorded as released without being frozen has no address to lead to, but what became of it is told.
        """
        if not self.ledger.entries:
            return NOTHING
        releases = tuple(copy.release for copy in self.frozen)
        return Past(releases, tell(self.ledger, releases, titles_of(self.frozen)))


def remember(project: Project) -> Memory:
    """Read what an edition was before, and hold it against what was written down.

    Raises ``OutputError`` for a copy or a ledger that is not what it was, ``DamagedLedger`` for one that is broken.
    """
    frozen = read_frozen(project)
    ledger = Ledger() if project.is_bare else read_ledger(project.ids.ledger)
    refuse_rewritten(project, ledger, (copy.release for copy in frozen))
    return Memory(frozen, ledger)


def refuse_rewritten(project: Project, ledger: Ledger, releases: Iterable[Release]) -> None:
    """Refuse a ledger that does not go on from that of each release. Raises ``OutputError``."""
    for release in releases:
        if release.ledger and not ledger.holds(release.ledger):
            place = shown(project.ids.ledger)
            raise OutputError(
                f"“{place}” does not hold what was recorded at release {release.name}: it was rewritten, or is an old "
                f"one. Nothing was written. Bring it back from version control: git checkout {place}"
            )


def titles_of(frozen: Iterable[Frozen]) -> dict[str, str]:
    """Give the title that each text had in the last release that it stands in, from the catalogues of the copies."""
    titles: dict[str, str] = {}
    for copy in frozen:
        with suppress(OSError, ValueError, LookupError, TypeError):  # a name stands in for a title
            rows = json.loads((copy.folder / CATALOGUE).read_bytes())
            titles |= {str(row["name"]): str(row["title"]) for row in rows}
    return titles
