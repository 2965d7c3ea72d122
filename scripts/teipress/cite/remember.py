"""Read what an edition was before: its ledger, its releases, and the titles that texts had."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from teipress.cite.frozen import Frozen
from teipress.cite.ledger import Ledger, read_ledger
from teipress.cite.past import NOTHING, Past
from teipress.cite.releases import Release
from teipress.cite.stories import tell
from teipress.errors import OutputError
from teipress.project import Project, shown

CATALOGUE = "browse/texts.json"


def read_past(project: Project, frozen: Sequence[Frozen]) -> Past:
    """Read what pages tell of the past; nothing, before the first release.

    Raises ``OutputError`` where the ledger is another than that of the releases, ``DamagedLedger`` where it is broken.
    """
    if not frozen:
        return NOTHING
    ledger = read_ledger(project.ids.ledger)
    releases = tuple(copy.release for copy in frozen)
    refuse_rewritten(project, ledger, releases)
    return Past(releases, tell(ledger, releases, titles_of(frozen)))


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
        rows = json.loads((copy.folder / CATALOGUE).read_bytes())
        titles |= {row["name"]: row["title"] for row in rows}
    return titles
