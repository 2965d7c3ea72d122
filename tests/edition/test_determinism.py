"""Same input, same bytes: whatever the folder, the locale, the time zone, the number of jobs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from tests.command import teipress
from tests.edition.pages import contents
from tests.paths import ROOT

ELSEWHERE = {"LC_ALL": "C", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Pyongyang", "PYTHONHASHSEED": "7"}


def run_build(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> dict[str, bytes]:
    """Run the command in a folder, and read what it built."""
    command = [sys.executable, "-m", "teipress", "build", "--quiet", *arguments]
    subprocess.run(command, cwd=folder, env={**os.environ, **(environment or {})}, check=True)
    return contents(folder / "output")


def copy_edition(folder: Path) -> Path:
    """Copy the sources of the reference edition, and its frozen releases."""
    for name in ("tei", "schemas", "output/v"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "teipress.toml", folder)
    return folder


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_another_folder_locale_time_zone_and_number_of_jobs_make_the_same_bytes(tmp_path: Path, jobs: str) -> None:
    folder = copy_edition(tmp_path / "somewhere else #1 – ü")
    assert run_build(folder, "--jobs", jobs, environment=ELSEWHERE) == contents(ROOT / "output")


def test_a_second_build_makes_the_same_bytes(tmp_path: Path) -> None:
    folder = copy_edition(tmp_path / "edition")
    made = []
    for _ in range(2):
        with chdir(folder):
            assert teipress("build", "--quiet").code == 0
        made.append(contents(folder / "output"))
    assert made[0] == made[1]
