"""Where the repository's files are, seen from the tests: these run against an installed wheel, too."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEI = ROOT / "tei"
SCHEMAS = ROOT / "schemas"
SHARED = ROOT.parent / "shared"  # samples and reference schemas, where they are at hand
