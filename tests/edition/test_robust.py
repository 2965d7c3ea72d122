"""Whatever happens during a build: a sentence, the right exit code, and the old output or the new one, whole."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from teipress.errors import OutputError
from teipress.output import MANIFEST, digest_of, staged
from teipress.pipeline import build
from teipress.project import Project, Publish, open_project, read_settings
from teipress.publish.cache import Cache
from teipress.publish.inputs import read_inputs
from teipress.publish.site import Site, make
from teipress.saxon import Saxon
from tests.edition.pages import contents
from tests.test_output import mounted
from tests.test_saxon import is_running
from tests.xslt.render import whole

SETTINGS = '[edition]\ntitle = "Many"\n[sources]\ntexts = ["*.xml"]\n'
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges folders in one step")


def write_texts(folder: Path, words: str, number: int = 12) -> None:
    folder.mkdir(exist_ok=True)
    for name in range(number):
        (folder / f"{name}.xml").write_text(whole('<p xml:id="p">One.</p>' + f"<p>{words}</p>" * 50), encoding="utf-8")


def edition(folder: Path, words: str = "Old.") -> Project:
    write_texts(folder, words)
    (folder / "teipress.toml").write_text(SETTINGS)
    return read_settings(folder / "teipress.toml")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "teipress", "build", "--no-check", *arguments]


def run(folder: Path, *arguments: str, program: list[str] | None = None) -> tuple[int, str]:
    """Run a build; give its exit code and what it said of errors."""
    done = subprocess.run(
        program or command("--quiet", *arguments),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("master") / "edition"
    build(edition(folder), verify=False)
    return folder


@pytest.fixture
def folder(master: Path, tmp_path: Path) -> Path:
    """Copy an edition with its output; its texts have changed since."""
    copy = Path(shutil.copytree(master, tmp_path / "edition", ignore=shutil.ignore_patterns(".teipress")))
    write_texts(copy, "New.")
    return copy


@pytest.fixture(scope="module")
def old(master: Path) -> dict[str, bytes]:
    return contents(master / "output")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("new") / "edition"
    build(edition(folder, "New."), verify=False)
    return contents(folder / "output")


def litter(folder: Path) -> list[str]:
    """List what a build should not leave behind."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".output")]


# Texts that their process does not survive

HARM = """<xsl:stylesheet version="3.0" default-mode="m:html" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:m="https://teipress.org/ns/modes"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="teipress:html.xsl"/>
  <xsl:template match="gap[@reason = 'error']" mode="m:html">{1 idiv 0}<xsl:sequence select="error()"/></xsl:template>
  <xsl:template match="gap[@reason = 'stall']" mode="m:html">
    <xsl:iterate select="1 to 2000000000"><xsl:param name="sum" select="0"/>
      <xsl:next-iteration><xsl:with-param name="sum" select="$sum + string-length(string(.))"/></xsl:next-iteration>
    </xsl:iterate>
  </xsl:template>
  <xsl:template match="gap[@reason = 'memory']" mode="m:html">
    <xsl:variable name="all" as="xs:string*" select="(1 to 100000000) ! string-join((., ., ., ., .), ' and ')"/>
    <xsl:value-of select="count($all), sort($all)[1]"/>
  </xsl:template>
</xsl:stylesheet>"""
HARMS = {
    "error": "Error signalled",
    "stall": "did not finish within 4 seconds",
    "memory": "ran out of memory|ended unexpectedly|not enough memory",
}


def harmed(folder: Path, harm: str, settings: bool) -> tuple[Project, Site]:
    """Make the pages of a folder with one text that is too much for its process."""
    texts = folder / "texts"
    write_texts(texts, "Fine.", 4)
    (folder / "harm.xsl").write_text(HARM)
    if settings:
        (texts / "teipress.toml").write_text(SETTINGS)
    pages = Publish(stylesheet=folder / "harm.xsl")
    with Saxon(2, timeout=120, memory_limit=600 * 1024**2) as saxon:
        if harm == "stall":
            # The seconds are for texts: on a busy machine, compiling the stylesheets may take as many.
            assert made(replace(open_project([texts]), publish=pages, output=folder / "fine"), saxon).files
            saxon._timeout = 4
        (texts / "bad.xml").write_text(whole(f'<p>Bad: <gap reason="{harm}"/></p>'))
        project = replace(open_project([texts]), publish=pages, output=folder / "output")
        return project, made(project, saxon)


def made(project: Project, saxon: Saxon) -> Site:
    """Make all pages and publish them."""
    with staged(project.output) as stage:
        site = make(project, read_inputs(project.files), stage, saxon, Cache(None, 0))
        stage.publish(site.files)
    return site


@pytest.mark.parametrize("harm", HARMS)
def test_a_text_that_ends_its_process_costs_that_text_and_a_diagnostic(harm: str, tmp_path: Path) -> None:
    _, site = harmed(tmp_path, harm, settings=False)
    (diagnostic,) = site.diagnostics
    assert (diagnostic.code, Path(diagnostic.path).name, diagnostic.line) == ("render-failure", "bad.xml", 1)
    assert any(why in diagnostic.message for why in HARMS[harm].split("|")), diagnostic.message
    made = contents(tmp_path / "output")
    assert [f"{name}.html" in made for name in (0, 1, 2, 3, "bad")] == [True] * 4 + [False]
    assert set(json.loads(made["ids.json"])) == {"0", "1", "2", "3"}


def test_in_an_edition_with_settings_it_stops_the_build(tmp_path: Path) -> None:
    project, site = harmed(tmp_path, "error", settings=True)
    assert ([d.code for d in site.diagnostics], site.files) == (["render-failure"], ())
    shutil.rmtree(project.output)
    built = build(project, verify=False)
    assert (built.written, [d.code for d in built.report.diagnostics]) == (0, ["render-failure"])
    assert not project.output.exists()
    assert litter(tmp_path) == []


# The machine


LIMITED = (
    "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)); from teipress.cli import main; main()"
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_files_that_cannot_be_written_whole_leave_the_old_output(folder: Path, old: dict[str, bytes]) -> None:
    program = [sys.executable, "-c", LIMITED, "build", "--no-check", "--quiet"]
    code, said = run(folder, program=program)
    assert (code, "cannot be written: a file would be larger than the system allows" in said) == (1, True), said
    assert contents(folder / "output") == old
    assert litter(folder) == []


def test_a_full_disk_leaves_the_old_output(folder: Path, old: dict[str, bytes], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    # There is room for one edition, and not for a second beside it.
    pages = sum(1 + path.stat().st_size // 4096 for path in (folder / "output").rglob("*"))
    with mounted(disk, "-t", "tmpfs", "-o", f"size={pages * 6}k", "tmpfs"):
        shutil.copytree(folder / "output", disk / "output")
        code, said = run(folder, "--output", str(disk / "output"))
        assert (code, "cannot be written: the disk is full. Nothing was changed." in said) == (1, True), said
        assert contents(disk / "output") == old
        assert litter(disk) == []


def test_a_read_only_folder_is_told(folder: Path, old: dict[str, bytes]) -> None:
    with mounted(folder, "-o", "bind,ro", folder):
        code, said = run(folder)
        assert (code, "cannot be written: the disk is read-only. Nothing was changed." in said) == (1, True), said
        assert contents(folder / "output") == old


def test_a_second_build_is_told_who_is_building(folder: Path, old: dict[str, bytes]) -> None:
    with staged(folder / "output"):
        code, said = run(folder)
    assert (code, f"is locked by process {os.getpid()}, which is writing there" in said) == (1, True), said
    assert contents(folder / "output") == old
    assert run(folder)[0] == 0


@pytest.mark.parametrize("moment", ["first", "last"])
def test_a_text_that_changes_during_the_build_is_never_published(
    moment: str, folder: Path, old: dict[str, bytes]
) -> None:
    project = read_settings(folder / "teipress.toml")

    def change(step: str, done: int, total: int) -> None:
        if step == "pages" and done == (0 if moment == "first" else total):
            path = folder / "11.xml"
            times = path.stat()
            path.write_bytes(path.read_bytes().replace(b"New.", b"Now."))
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    with pytest.raises(OutputError, match=r"11\.xml was changed during the build\. Nothing was written; build again"):
        build(project, verify=False, progress=change)
    assert contents(folder / "output") == old
    assert litter(folder) == []
    build(project, verify=False)
    assert b"Now." in contents(folder / "output")["11.txt"]


# Ctrl-C and kill -9


@contextmanager
def building(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a build in a group of its own, as a terminal does."""
    with subprocess.Popen(
        command("--quiet", *arguments),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def children(parent: int) -> list[int]:
    """List the processes that make pages, not the one with which Python tidies up after others."""
    found = map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())
    return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def wait_for(what: Callable[[], object], patience: float = 60) -> None:
    end = time.monotonic() + patience
    while not what():
        assert time.monotonic() < end
        time.sleep(0.005)


@LINUX
def test_ctrl_c_ends_a_build_and_its_children_and_changes_nothing(folder: Path, old: dict[str, bytes]) -> None:
    with building(folder, "--jobs", "2") as process:
        wait_for(lambda: [*folder.glob(".output.new/*/*.html")])
        started = children(process.pid)
        assert started
        os.killpg(process.pid, signal.SIGINT)
        out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors.strip()) == (130, b"", b"")
    assert not any(map(is_running, started))
    assert contents(folder / "output") == old
    assert litter(folder) == []


def is_whole(output: Path) -> bool:
    rows = json.loads((output / MANIFEST).read_bytes())["files"]
    there = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    return there == {MANIFEST, *(row["path"] for row in rows)} and all(
        digest_of(output / row["path"]) == row["sha256"] for row in rows
    )


def kill_at_random_moments(folder: Path, old: dict[str, bytes], new: dict[str, bytes], number: int) -> None:
    """Kill builds that change the texts to and fro; the output is always one of both, and the next build works."""
    moments = random.Random(1962)
    started = time.monotonic()
    assert run(folder)[0] == 0
    length = time.monotonic() - started
    words = ["Old.", "New."]
    for turn in range(number):
        write_texts(folder, words[turn % 2])
        with building(folder, *(["--no-cache"] if turn % 3 else [])) as process:
            time.sleep(moments.uniform(0, 1.1 * length))
            process.kill()
        assert contents(folder / "output") in (old, new), turn
    assert run(folder)[0] == 0
    assert contents(folder / "output") == (new if number % 2 == 0 else old)
    assert is_whole(folder / "output")
    assert litter(folder) == []


@LINUX
def test_killed_at_any_moment_a_build_leaves_a_whole_edition(
    folder: Path, old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    kill_at_random_moments(folder, old, new, 5)


@LINUX
@pytest.mark.slow
def test_killed_at_a_hundred_moments_a_build_leaves_a_whole_edition(
    folder: Path, old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    kill_at_random_moments(folder, old, new, 100)
