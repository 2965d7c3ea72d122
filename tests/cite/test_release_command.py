"""``teipress release`` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cite.releasing import SETTINGS, B, tei
from tests.command import teipress


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tei/texts").mkdir(parents=True)
    (tmp_path / "tei/texts/b.xml").write_text(tei("The second text", B))
    (tmp_path / "teipress.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_release_says_what_was_made_and_what_to_commit(edition: Path) -> None:
    run = teipress("release", "1.0.0", "--date", "2026-11-24")
    assert run.code == 0, run.err
    assert "Release 1.0.0 of 2026-11-24: " in run.out
    assert "files in output/v/1.0.0" in run.out
    assert run.out.splitlines()[-2:] == [
        "Commit tei/.gitattributes, tei/ids.lock, tei/releases.toml, output.",
        "Copy output/CITATION.cff to CITATION.cff: there, GitHub and Zenodo look for it.",
    ]
    assert teipress("build").out.splitlines()[-1] == "Nothing has changed: output is as it should be."
    again = teipress("release", "1.0.0")
    assert (again.code, again.err) == (
        2,
        "teipress: there is a release 1.0.0 already, and a release is never made again\n",
    )
    (edition / "output/v/1.0.0/b.html").write_text("Another")
    damaged = teipress("build")
    assert damaged.code == 1
    assert damaged.err == (
        "teipress: “output/v/1.0.0/b.html” is not as it was when it was released. The frozen copy of release 1.0.0 "
        "must stay as it is. Nothing was written. Bring it back from version control: git checkout output/v/1.0.0\n"
    )


def test_a_build_can_release_as_well(edition: Path) -> None:
    assert teipress("build", "--release", "1.0.0", "--quiet").code == 0
    assert (edition / "output/v/1.0.0/b.html").is_file()
    refused = teipress("build", "--release", "1.1.0", "--output", "elsewhere")
    assert (refused.code, (edition / "elsewhere").exists()) == (2, False)


def test_errors_stop_a_release(edition: Path) -> None:
    (edition / "tei/texts/b.xml").write_text("<TEI")
    run = teipress("release", "1.0.0")
    assert run.code == 1
    assert "Nothing was released" in run.err
    assert sorted(path.name for path in edition.iterdir() if path.name[0] != ".") == ["tei", "teipress.toml"]
