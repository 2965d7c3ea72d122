"""How an edition is encoded is told with it: in its output, on its front page, in its archive."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from teipress.audit.markup import read_page
from tests.command import teipress
from tests.support import tei

SETTINGS = '[edition]\ntitle = "T"\n[sources]\ntexts = ["*.xml"]\n[publish]\npackage = true\n'


@pytest.fixture(autouse=True)
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.xml").write_text(tei("<text><body><p>x</p></body></text>"))
    Path("how").mkdir()
    for name in ("e.odd", "e.rng", "guidelines.html", "other.txt"):
        Path("how", name).write_text(f"<{name}/>")
    Path("teipress.toml").write_text(
        f'{SETTINGS}[schemas]\nodd = "how/e.odd"\nrng = "how/e.rng"\nxsd = "how/none.xsd"\n'
    )


def build() -> set[str]:
    assert teipress("build", "--no-check", "--no-audit").code == 0
    return {path.name for path in Path("output/schemas").glob("*")}


def test_schemas_and_guidelines_are_published_as_they_are() -> None:
    assert build() == {"e.odd", "e.rng", "guidelines.html"}
    assert Path("output/schemas/e.odd").read_text() == "<e.odd/>"
    links = [element.get("href") for element in read_page(Path("output/index.html").read_text()).named("a")]
    assert {"schemas/guidelines.html", "schemas/e.odd", "schemas/e.rng"} <= set(links)
    with zipfile.ZipFile("output/edition.zip") as archive:
        assert "edition/schemas/e.odd" in archive.namelist()


def test_a_schema_that_changed_is_published_anew() -> None:
    build()
    Path("how/e.odd").write_text("<other/>")
    build()
    assert Path("output/schemas/e.odd").read_text() == "<other/>"


def test_without_schemas_nothing_is_told_of_them() -> None:
    Path("teipress.toml").write_text(SETTINGS)
    assert build() == set()
    assert "schemas" not in Path("output/index.html").read_text()
