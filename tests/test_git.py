"""When files were last changed, as git tells; and the site map that tells it on."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from teipress.git import last_changes
from teipress.pipeline import build
from teipress.project import read_settings
from tests.xpath import strings

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
SETTINGS = """[edition]
title = "E"
base-url = "https://example.org/e"
[sources]
texts = ["texts/*.xml"]
"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{name}</title></titleStmt>
<publicationStmt><publisher>P</publisher><date when="2020-01-01"/></publicationStmt>
<sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>{name}</p></body></text></TEI>
"""


def git(*arguments: str, day: str = "2021-01-01", time: str = "12:00:00 +0000") -> None:
    environment = {
        **os.environ,
        **{f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        "GIT_AUTHOR_DATE": "1999-01-01 00:00:00 +0000",
        "GIT_COMMITTER_DATE": f"{day} {time}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    subprocess.run(["git", *arguments], check=True, capture_output=True, env=environment)


def write(path: str, content: str) -> None:
    Path(path).parent.mkdir(exist_ok=True, parents=True)
    Path(path).write_text(content, encoding="utf-8")


def commit(day: str, **more: str) -> None:
    git("add", ".")
    git("commit", "-q", "-m", "x", day=day, **more)


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository in a folder of which there is an edition; a was changed last, then é."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    git("init", "-q", "-b", "main")
    write("e/teipress.toml", SETTINGS)
    for name in ("a", "b", "é ü"):
        write(f"e/texts/{name}.xml", TEI.format(name=name))
    commit("2021-01-01")
    write("e/texts/a.xml", TEI.format(name="another"))
    commit("2022-02-02")
    write("e/texts/é ü.xml", TEI.format(name="yet another"))
    # In UTC, it is the day before.
    commit("2023-03-03", time="01:00:00 +0200")
    return Path("e").resolve()


def days(edition: Path, unless: str = "sitemap.xml") -> dict[str, str]:
    known = last_changes(edition, unless)
    return {path.stem: day for path, day in known.items() if path.parent.name == "texts"}


def test_a_file_was_changed_by_the_last_commit_that_touched_it(edition: Path) -> None:
    assert days(edition) == {"a": "2022-02-02", "b": "2021-01-01", "é ü": "2023-03-02"}


def test_of_a_file_that_is_not_as_committed_nobody_knows(edition: Path) -> None:
    write("e/texts/a.xml", TEI.format(name="changed"))
    write("e/texts/b.xml", TEI.format(name="changed and staged"))
    write("e/texts/c.xml", TEI.format(name="new"))
    git("add", "e/texts/b.xml")
    assert days(edition) == {"é ü": "2023-03-02"}


def test_a_file_that_was_only_touched_is_as_committed(edition: Path) -> None:
    os.utime("e/texts/a.xml", (1, 1))
    assert days(edition)["a"] == "2022-02-02"


def test_what_git_was_told_to_forget_has_no_day(edition: Path) -> None:
    git("rm", "-q", "--cached", "e/texts/a.xml")
    git("commit", "-q", "-m", "x", day="2024-01-01")
    assert "a" not in days(edition)


def test_a_merge_that_changes_a_file_counts(edition: Path) -> None:
    git("checkout", "-q", "-b", "branch", "HEAD~1")
    write("e/texts/b.xml", TEI.format(name="on the branch"))
    commit("2024-01-01")
    git("merge", "-q", "--no-commit", "main")
    write("e/texts/a.xml", TEI.format(name="in the merge"))
    commit("2024-02-02")
    assert days(edition) == {"a": "2024-02-02", "b": "2024-01-01", "é ü": "2023-03-02"}


def test_a_history_that_is_cut_off_says_nothing(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("clone", "-q", "--depth", "1", Path.cwd().as_uri(), "../clone")
    monkeypatch.chdir("../clone")
    assert days(Path("e").resolve()) == {}


def test_an_edition_that_keeps_its_site_map_is_the_same_before_and_after_its_commit(edition: Path) -> None:
    write("e/output/sitemap.xml", "")
    assert days(edition)
    git("add", ".")
    assert days(edition) == {}


def test_elsewhere_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert last_changes(tmp_path, "sitemap.xml") == {}


def test_a_repository_without_a_commit_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    assert last_changes(tmp_path, "sitemap.xml") == {}


def test_nothing_that_a_repository_configures_is_run(edition: Path) -> None:
    witness = edition.parent / "ran"
    program = edition.parent / "run"
    program.write_text(f"#!/bin/sh\necho x >> '{witness}'\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "core.sshCommand"):
        git("config", key, str(program))
    git("config", "log.showSignature", "true")
    assert days(edition)
    assert not witness.exists()


def test_the_site_map_tells_it(edition: Path) -> None:
    project = replace(read_settings(edition / "teipress.toml"), output=edition / "output")
    rows = []
    for _ in range(2):
        build(project, verify=False)
        tree = etree.parse(edition / "output/sitemap.xml")
        found = (strings(tree, f"//*[local-name()='{name}']/text()") for name in ("loc", "lastmod"))
        rows.append(dict(zip(*found, strict=True)))
        write("e/texts/b.xml", TEI.format(name="not committed"))
    root = "https://example.org/e/"
    texts = {"a.html": "2022-02-02", "%C3%A9%20%C3%BC.html": "2023-03-02"}
    assert {page: rows[0][root + page] for page in ("", "b.html", *texts)} == {
        "": "2023-03-02", "b.html": "2021-01-01", **texts
    }  # fmt: skip
    assert {page: rows[1][root + page] for page in ("", "b.html", *texts)} == {
        "": "2020-01-01", "b.html": "2020-01-01", **texts
    }  # fmt: skip
