"""The settings of an edition that concern its ids: section ``[ids]`` of ``teipress.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LEDGER = "ids.lock"


@dataclass(frozen=True, slots=True)
class Ids:
    """How ids are given and kept. ``ledger`` is the file in which released ids are recorded."""

    ledger: Path = Path(LEDGER)


def default_ledger(root: Path) -> Path:
    """Say where the ledger of an edition is, unless its settings say so: in its folder ``tei``, if there is one."""
    folder = root / "tei"
    return (folder if folder.is_dir() else root) / LEDGER
