"""Frozen copies: known by their manifests, carried forward, never changed without somebody's being told."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from teipress.cite.frozen import read_frozen
from teipress.cite.releases import Release, read_releases, refuse_date, refuse_name, releases_file, written
from teipress.errors import ConfigurationError, OutputError
from teipress.output import MANIFEST, publish_tree, staged
from teipress.project import Project, read_settings

FILES = {"index.html": b"front", "indexes/persons.html": b"persons"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make an edition with two frozen releases."""
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    settings = tmp_path / "teipress.toml"
    settings.write_text('[edition]\ntitle = "E"\n[sources]\ntexts = ["*.xml"]\n')
    project = read_settings(settings)
    releases = []
    for name in ("1.0.0", "1.1.0"):
        publish_tree(tmp_path / "output/v" / name, {**FILES, "name.txt": name.encode()})
        digest = hashlib.sha256((tmp_path / "output/v" / name / MANIFEST).read_bytes()).hexdigest()
        releases.append(Release(name, "2026-11-24", digest))
    releases_file(project).write_bytes(written(releases))
    return project


def test_copies_are_carried_into_a_new_edition_byte_for_byte(project: Project, tmp_path: Path) -> None:
    frozen = read_frozen(project)
    with staged(tmp_path / "new") as stage:
        stage.publish([file for copy in frozen for file in copy.carry(stage)])
    for name in ("1.0.0", "1.1.0"):
        for path in (*FILES, "name.txt", MANIFEST):
            old, new = (folder / "v" / name / path for folder in (project.output, tmp_path / "new"))
            assert old.read_bytes() == new.read_bytes()


def test_an_edition_without_releases_has_no_copies(project: Project) -> None:
    shutil.rmtree(project.archive)
    releases_file(project).unlink()
    assert read_frozen(project) == ()
    assert read_frozen(replace(project, settings=None)) == ()


@pytest.mark.parametrize("path", [*FILES, "name.txt", MANIFEST])
def test_a_changed_file_is_told_with_its_remedy(project: Project, path: str) -> None:
    file = project.archive / "1.0.0" / path
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    with pytest.raises(OutputError, match=rf"1\.0\.0/{path}” is not as it was.*git checkout .*output/v/1\.0\.0$"):
        read_frozen(project)


@pytest.mark.parametrize("path", [*FILES, MANIFEST])
def test_a_lost_file_is_told(project: Project, path: str) -> None:
    (project.archive / "1.1.0" / path).unlink()
    with pytest.raises(OutputError, match=rf"1\.1\.0/{path}” is not there"):
        read_frozen(project)


def test_a_lost_copy_is_told_with_what_can_be_done(project: Project) -> None:
    shutil.rmtree(project.archive / "1.0.0")
    with pytest.raises(OutputError, match=r"1\.0\.0, is not there.*git checkout.*teipress release 1\.0\.0"):
        read_frozen(project)


def test_a_copy_that_no_list_names_is_not_lost(project: Project) -> None:
    listing = releases_file(project)
    listing.write_bytes(written(read_releases(listing)[:1]))
    with pytest.raises(OutputError, match=r"v/1\.1\.0” is the copy of a release that .* does not list"):
        read_frozen(project)


def test_a_copy_comes_from_the_output_of_the_settings_whatever_is_built_into(project: Project, tmp_path: Path) -> None:
    elsewhere = replace(project, output=tmp_path / "elsewhere")
    assert [copy.folder for copy in read_frozen(elsewhere)] == [project.archive / "1.0.0", project.archive / "1.1.0"]
    project.output.rename(tmp_path / "elsewhere")
    assert [copy.folder.parent for copy in read_frozen(elsewhere)] == [tmp_path / "elsewhere/v"] * 2


def test_the_copies_may_be_all_that_is_in_the_output(project: Project) -> None:
    with staged(project.output) as stage:
        stage.publish([file for copy in read_frozen(project) for file in copy.carry(stage)])
    assert (project.output / MANIFEST).is_file()
    (project.output / MANIFEST).unlink()
    (project.archive / "notes.txt").touch()
    with pytest.raises(OutputError, match=r"holds “v/notes\.txt”"), staged(project.output):
        pass


def test_a_folder_without_settings_does_not_replace_an_edition_with_releases(project: Project) -> None:
    with pytest.raises(OutputError, match=r"v/1\.\d\.0” is the copy of a release of another edition"):
        read_frozen(replace(project, settings=None))


def test_the_list_of_releases_is_read_as_it_was_written(tmp_path: Path) -> None:
    releases = (Release("1.0.0", "2026-11-24", "0" * 64, "a1"), Release("1.1.0-rc.1", "2026-11-25", "f" * 64, ""))
    (tmp_path / "releases.toml").write_bytes(written(releases))
    assert read_releases(tmp_path / "releases.toml") == releases
    assert read_releases(tmp_path / "none.toml") == ()


ROW = '[[release]]\nname = "1.0.0"\ndate = 2026-11-24\nmanifest = "' + "0" * 64 + '"\nledger = ""\n'


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("release", "not TOML"),
        ("release = 3", "tables named"),
        ("other = 3\n" + ROW, "nothing else"),
        ("[[release]]\n", "must have"),
        (ROW + ROW, "two releases have one name"),
        (ROW.replace('"1.0.0"', '"one"'), "no version"),
        (ROW.replace("2026-11-24", '"2026-11-24"'), "no day"),
        (ROW.replace("2026-11-24", "2026-11-24T00:00:00"), "no day"),
        (ROW.replace("0" * 64, "0" * 63), "no SHA-256"),
        (ROW.replace('ledger = ""', 'ledger = "../x"'), "no head"),
    ],
)
def test_a_damaged_list_is_told_with_its_remedy(tmp_path: Path, told: str, why: str) -> None:
    (tmp_path / "releases.toml").write_text(told)
    with pytest.raises(ConfigurationError, match=f"{why}.*git checkout .*releases.toml"):
        read_releases(tmp_path / "releases.toml")


@pytest.mark.parametrize(
    ("name", "why"),
    [("one", "no version"), ("1.1.0", "already"), ("1.0.5", "lower than 1.1.0"), ("1.1.0-rc.1", "lower")],
)
def test_a_release_has_a_new_and_higher_version(name: str, why: str) -> None:
    with pytest.raises(ConfigurationError, match=why):
        refuse_name(name, ["1.0.0", "1.1.0"])
    refuse_name("1.1.1", ["1.0.0", "1.1.0"])


@pytest.mark.parametrize("day", ["2026-11-31", "2026-1-1", "24.11.2026", "2026-11-23"])
def test_a_release_has_a_day_that_is_not_before_the_last(day: str) -> None:
    with pytest.raises(ConfigurationError, match="--date"):
        refuse_date(day, [Release("1.0.0", "2026-11-24")])
    refuse_date("2026-11-24", [Release("1.0.0", "2026-11-24")])
