"""The reference edition, built once for all tests of this folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from teipress.pipeline import build
from teipress.project import read_settings
from tests.edition.pages import Page, read_pages
from tests.paths import ROOT


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the reference edition into a folder of its own."""
    folder = tmp_path_factory.mktemp("edition") / "output"
    made = build(replace(read_settings(ROOT / "teipress.toml"), output=folder))
    assert made.report.diagnostics == ()
    return folder


@pytest.fixture(scope="session")
def every_page(built: Path) -> dict[str, Page]:
    """Read the pages of the built edition, with those of frozen releases."""
    return read_pages(built)


@pytest.fixture(scope="session")
def pages(every_page: dict[str, Page]) -> dict[str, Page]:
    """Give the pages of the latest edition."""
    return {path: page for path, page in every_page.items() if not path.startswith("v/")}
