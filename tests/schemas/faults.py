"""The faults that the schemas must report, read from ``rules.toml`` and ``grammar.toml``."""

from __future__ import annotations

import re
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

from teipress.corpus import Document
from tests.schemas.editions import VALID, read_edition

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Fault:
    """One change to the valid edition, and what is reported of it: a code, a line, and words of the message."""

    code: str
    file: str
    replace: str
    until: str
    by: str
    at: str
    says: str

    def __str__(self) -> str:
        words = self.says or self.by or self.replace
        return f"{self.code}-{re.sub('[^a-z0-9]+', '-', words.lower())[:40]}"

    def spoil(self, folder: Path) -> dict[str, Document]:
        """Copy the valid edition to a folder, make the change, and read the edition."""
        shutil.copytree(VALID, folder, dirs_exist_ok=True)
        path = folder / self.file
        path.write_text(self.changed(path.read_text(encoding="utf-8")), encoding="utf-8")
        return read_edition(folder)

    def changed(self, text: str) -> str:
        start = text.index(self.replace)
        end = text.index(self.until, start) + len(self.until) if self.until else start + len(self.replace)
        return text[:start] + self.by + text[end:]

    def line(self, text: str) -> int:
        """Say in which line of the changed text the fault is reported."""
        return text[: text.index(self.at or self.by)].count("\n") + 1


def read_faults(name: str) -> tuple[Fault, ...]:
    """Read a file of faults."""
    tables = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    return tuple(_fault(code, table) for code, faults in tables.items() for table in faults)


def _fault(code: str, table: dict[str, str]) -> Fault:
    known = {"in", "replace", "until", "by", "at", "says"}
    if not {"in", "replace", "by"} <= table.keys() <= known or not (table.get("at") or table["by"]):
        raise ValueError(f"a fault of {code} is not complete, or has an unknown key: {table}")
    optional = {key: table.get(key, "") for key in ("until", "at", "says")}
    return Fault(code, table["in"], table["replace"], by=table["by"], **optional)


RULES = read_faults("rules.toml")
GRAMMAR = read_faults("grammar.toml")
