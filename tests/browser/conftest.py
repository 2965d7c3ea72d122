"""One browser and two sites for all tests of this folder: the reference edition as committed, and the samples."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from teipress.pipeline import build
from teipress.project import open_project
from teipress.search.bundle import is_installed
from tests.gallery.browser import Missing, chromium
from tests.paths import ROOT

SAMPLES = Path(__file__).parents[1] / "samples"
SETTINGS = """[edition]
title = "Samples"
base-url = "https://samples.example/"
[sources]
texts = ["*.xml"]
[publish]
search = {search}
epub = true
source = true
"""


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Start a browser; without one, the tests are skipped, with the reason."""
    try:
        with chromium() as running:
            yield running
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="package")
def edition() -> Path:
    """Give the folder of the reference edition, as it is committed."""
    folder = ROOT / "output"
    if not folder.is_dir():
        pytest.skip("the built reference edition is not here")
    return folder


@pytest.fixture(scope="package")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the samples, one for each genre, as an edition that has everything."""
    folder = tmp_path_factory.mktemp("samples")
    for path in SAMPLES.glob("*.xml"):
        shutil.copy(path, folder)
    settings = SETTINGS.format(search=str(is_installed()).lower())
    (folder / "teipress.toml").write_text(settings, encoding="utf-8")
    assert build(open_project([folder]), verify=False, cached=False).written
    return folder / "output"


@pytest.fixture(params=["edition", "samples"])
def site(request: pytest.FixtureRequest) -> Path:
    """Give each of the two sites in turn."""
    folder: Path = request.getfixturevalue(request.param)
    return folder
