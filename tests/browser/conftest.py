"""One browser and two sites for all tests of this folder: the reference edition as committed, and the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.search.bundle import is_installed
from tests.gallery.fixture import running_browser
from tests.paths import ROOT
from tests.validity.sites import SAMPLES, edition_of

browser = pytest.fixture(running_browser, scope="package")


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
    folder = tmp_path_factory.mktemp("sites") / "samples"
    return edition_of(sorted(SAMPLES.glob("*.xml")), folder, "Samples", search=is_installed())


@pytest.fixture(params=["edition", "samples"])
def site(request: pytest.FixtureRequest) -> Path:
    """Give each of the two sites in turn."""
    folder: Path = request.getfixturevalue(request.param)
    return folder
