"""Wrong input: a sentence with its place, the right exit code, no traceback, and the last good output as it was."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.command import teipress
from tests.edition.pages import contents, files
from tests.edition.test_determinism import copy_edition

ARTICLE = "tei/texts/changsung.xml"


class Fault(NamedTuple):
    """In the article, ``old`` becomes ``new``; what is printed then matches the pattern ``said``."""

    old: str
    new: str
    said: str


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the reference edition and build it."""
    folder = copy_edition(tmp_path_factory.mktemp("master") / "edition")
    with chdir(folder):
        assert teipress("build").code == 0
    return folder


@pytest.fixture
def edition(master: Path, tmp_path: Path) -> Path:
    """Copy the built edition, to be spoilt."""
    return Path(shutil.copytree(master, tmp_path / "edition"))


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the command in a folder; give its exit code and all that it printed."""
    command = [sys.executable, "-m", "teipress", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")
    printed = done.stdout + done.stderr
    assert "Traceback" not in printed
    return done.returncode, printed


def spoil(folder: Path, fault: Fault) -> None:
    path = folder / ARTICLE
    text = path.read_text(encoding="utf-8")
    assert fault.old in text
    path.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")


FAULTS = {
    "broken XML": Fault(
        old="</persName> used it",
        new=" used it",
        said=r":\d+:\d+: error: .*persName.*\[not-well-formed\]",
    ),
    "DOCTYPE": Fault(
        old="<TEI xmlns",
        new='<!DOCTYPE TEI SYSTEM "tei.dtd">\n<TEI xmlns',
        said=r":4:1: error: .*DOCTYPE.*\[doctype\]",
    ),
    "unknown element": Fault(
        old='n="2">The discussion',
        new='n="2"><persname>The</persname> discussion',
        said=r":\d+:\d+: error: the schema knows no element <persname>.*\[unknown-element\]",
    ),
    "dangling pointer": Fault(
        old='ref="org:kcna"',
        new='ref="org:kcma"',
        said=r":\d+:\d+: error: .*kcma.*\[dangling-pointer\]\n(.*\n)*? +help: Did you mean “kcna”\?",
    ),
    "duplicate id": Fault(
        old='xml:id="pers3"',
        new='xml:id="pers2"',
        said=r":\d+:\d+: error: the id “pers2” is already taken .*\[duplicate-id\]",
    ),
    "wrong date": Fault(
        old='when="2012-08-08"',
        new='when="2012-08-38"',
        said=r":\d+:\d+: error: “2012-08-38” .*\[wrong-(date|value)\]",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_the_edition_stops_the_build_and_says_where(edition: Path, name: str) -> None:
    before = contents(edition / "output")
    spoil(edition, FAULTS[name])
    code, printed = run(edition, "build")
    assert code == 1
    assert re.search(re.escape(ARTICLE) + FAULTS[name].said, printed), printed
    assert "Nothing was written: output is as it was." in printed
    assert contents(edition / "output") == before


@pytest.mark.parametrize("name", FAULTS)
def test_check_reports_the_same(edition: Path, name: str) -> None:
    spoil(edition, FAULTS[name])
    with chdir(edition):
        run = teipress("check", "--no-color")
    assert run.code == 1
    assert re.search(re.escape(ARTICLE) + FAULTS[name].said, run.out), run.out


def test_a_missing_file_is_named(edition: Path) -> None:
    code, printed = run(edition, "build", "tei/texts/changsong.xml")
    assert (code, printed) == (2, "teipress: there is no file or folder “tei/texts/changsong.xml”\n")


def test_a_folder_without_tei_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, printed = run(tmp_path, "build", "empty")
    assert code == 2
    assert "no TEI file was found in “empty”" in printed
    assert not (tmp_path / "output").exists()


def test_settings_that_name_no_file_are_refused(edition: Path) -> None:
    shutil.rmtree(edition / "tei/texts")
    code, printed = run(edition, "build")
    assert code == 2
    assert "no TEI file matches 'sources.texts'" in printed


def test_an_output_that_is_a_file_is_left_alone(edition: Path) -> None:
    (edition / "taken").write_text("mine", encoding="utf-8")
    code, printed = run(edition, "build", "--output", "taken")
    assert code == 1
    assert "is a file, not a folder" in printed
    assert (edition / "taken").read_text(encoding="utf-8") == "mine"


def test_a_folder_with_other_files_is_not_replaced(edition: Path) -> None:
    code, printed = run(edition, "build", "--output", "tei")
    assert code == 1
    assert "which teipress did not write, and would delete" in printed
    assert (edition / ARTICLE).is_file()


def test_of_a_bare_folder_what_can_be_read_is_built(edition: Path) -> None:
    bare = edition / "bare"
    bare.mkdir()
    shutil.copy(edition / ARTICLE, bare / "good.xml")
    (bare / "broken.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>', encoding="utf-8")
    code, printed = run(edition, "build", "bare", "--output", "site", "--no-check")
    assert code == 1
    assert re.search(r"bare/broken\.xml:1:\d+: error: ", printed)
    assert {"good.html", "good.txt", "good.xml", "index.html", "ids.json"} <= set(files(edition / "site"))
    assert "broken.html" not in set(files(edition / "site"))
