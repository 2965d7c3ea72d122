"""Building again: as little as possible is made, and nothing is other than if all had been made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest

from teipress.pipeline import Built, build
from teipress.project import Project, open_project, read_settings
from tests import warm
from tests.edition.pages import contents
from tests.publish.test_media import png
from tests.xslt.render import whole

REGISTER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="ann"><persName>{}</persName>'
    "</person></listPerson></standOff></TEI>"
)
TEXTS = {
    "a.xml": whole('<p xml:id="p1">Alone.</p>'),
    "b.xml": whole('<p xml:id="p1">To <ref target="a.xml#p1">A</ref> and <ref target="d.xml#p1">D</ref>.</p>'),
    "c.xml": whole('<p xml:id="p1"><persName ref="register.xml#ann">Ann</persName> <graphic url="point.png"/></p>'),
}
SETTINGS = '[edition]\ntitle = "Four"\n[sources]\ntexts = ["*.xml"]\nregisters = ["register.xml"]\n'


@dataclass
class Edition:
    """A small edition in a folder of its own."""

    folder: Path
    pages_made: list[int] = field(default_factory=list)

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def build(self, *, jobs: int = 1, cached: bool = True) -> Built:
        """Build it, and note how many pages are made."""
        found: list[tuple[int, int]] = []

        def progress(step: str, done: int, total: int) -> None:
            if step == "pages":
                found.append((done, total))

        project = read_settings(self.folder / "teipress.toml")
        built = build(project, verify=False, jobs=jobs, cached=cached, progress=progress)
        # Pages that turn out not to be known are made in a second round, which begins with those that are done.
        self.pages_made.append(sum(now == (before[0] + 1, before[1]) for before, now in pairwise(found)))
        return built

    def write(self, name: str, data: str | bytes) -> None:
        (self.folder / name).write_bytes(data.encode() if isinstance(data, str) else data)

    def from_scratch(self, folder: Path) -> dict[str, bytes]:
        """Build a copy of it from nothing, in another folder and with other processes."""
        sources = shutil.ignore_patterns("output", ".*")
        copy = Edition(Path(shutil.copytree(self.folder, folder, ignore=sources)))
        copy.build(jobs=3, cached=False)
        assert not (folder / ".teipress").exists()
        return contents(copy.output)


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    edition = Edition(tmp_path_factory.mktemp("master") / "edition")
    edition.folder.mkdir()
    for name, text in {**TEXTS, "register.xml": REGISTER.format("Ann"), "teipress.toml": SETTINGS}.items():
        edition.write(name, text)
    edition.write("point.png", png())
    edition.build()
    assert edition.pages_made == [3]
    return edition


@pytest.fixture
def edition(master: Edition, tmp_path: Path) -> Edition:
    """Copy the edition, built and with its cache, times and all."""
    return Edition(Path(shutil.copytree(master.folder, tmp_path / "edition")))


def test_with_a_cache_or_without_with_one_process_or_three_the_bytes_are_the_same(
    edition: Edition, tmp_path: Path
) -> None:
    with warm.cold():
        cold = edition.from_scratch(tmp_path / "cold")
        assert contents(edition.output) == cold
        shutil.rmtree(edition.output)
        edition.build(jobs=3)
    assert (contents(edition.output), edition.pages_made) == (cold, [0])


def test_nothing_is_written_when_nothing_has_changed(edition: Edition) -> None:
    edition.build()
    before = edition.output.stat().st_ino
    built = edition.build()
    assert (built.renewed, built.written) == (False, len(contents(edition.output)) - 1)
    assert edition.output.stat().st_ino == before


CHANGES: dict[str, tuple[Callable[[Edition], None], int]] = {
    "a text": (lambda e: e.write("a.xml", TEXTS["a.xml"].replace("Alone", "Changed")), 1),
    "a text, without its length or time": (lambda e: _same_size_and_time(e.folder / "a.xml"), 1),
    "the registers": (lambda e: e.write("register.xml", REGISTER.format("Anna")), 3),
    "a picture": (lambda e: e.write("point.png", b"no picture"), 1),
    "a picture that is gone": (lambda e: (e.folder / "point.png").unlink(), 1),
    "the title": (lambda e: e.write("teipress.toml", SETTINGS.replace("Four", "Five")), 3),
    "a new text at the end": (lambda e: e.write("d.xml", whole('<p xml:id="p1">New.</p>')), 3),
    "a text that is gone": (lambda e: (e.folder / "a.xml").unlink(), 2),
}


def _same_size_and_time(path: Path) -> None:
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Alone", b"Along"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_anew_what_depends_on_it_and_no_more(change: str, edition: Edition, tmp_path: Path) -> None:
    apply, pages = CHANGES[change]
    apply(edition)
    assert edition.build().renewed
    assert edition.pages_made == [pages]
    assert contents(edition.output) == edition.from_scratch(tmp_path / "cold")


def test_a_diagnostic_is_told_again_though_its_page_is_not_made_again(edition: Edition) -> None:
    edition.write("a.xml", whole("<p><strange/>x</p>"))
    first = edition.build().report
    assert "unstyled-element" in {diagnostic.code for diagnostic in first.diagnostics}
    second = edition.build()
    assert (second.report, second.renewed) == (first, False)
    shutil.rmtree(edition.output)
    assert edition.build().report == first
    assert edition.pages_made == [1, 0, 0]


@pytest.mark.parametrize("place", ["a.html", "index.html", "media/point.png"])
def test_an_output_that_somebody_has_changed_is_mended(place: str, edition: Edition, tmp_path: Path) -> None:
    (edition.output / place).write_bytes(b"changed in place, and in the cache with it")
    edition.build()
    assert contents(edition.output) == edition.from_scratch(tmp_path / "cold")


def _entries(edition: Edition) -> Iterator[Path]:
    return (path for path in (edition.folder / ".teipress/cache").rglob("*") if path.is_file())


DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "garbage": lambda path: path.write_bytes(b"\xff\0" * 100),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_costs_time_only(damage: str, edition: Edition, tmp_path: Path) -> None:
    shutil.rmtree(edition.output)
    for path in [*_entries(edition)]:
        DAMAGES[damage](path)
    edition.build()
    assert edition.pages_made == [3]
    assert contents(edition.output) == edition.from_scratch(tmp_path / "cold")


def test_a_cache_that_cannot_be_kept_is_no_obstacle(edition: Edition, tmp_path: Path) -> None:
    shutil.rmtree(edition.folder / ".teipress")
    (edition.folder / ".teipress").touch()
    edition.build()
    assert contents(edition.output) == edition.from_scratch(tmp_path / "cold")


def bare(folder: Path, output: Path) -> Project:
    return replace(open_project([folder]), output=output)


def test_the_cache_of_a_bare_folder_is_beside_the_output(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.xml").write_text(TEXTS["a.xml"])
    build(bare(tmp_path / "texts", tmp_path / "site/output"), verify=False)
    assert [path.name for path in (tmp_path / "texts").iterdir()] == ["a.xml"]
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == [".teipress", "output"]


def test_in_a_bare_folder_no_page_links_to_a_text_that_has_none(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    for name, text in {**TEXTS, "d.xml": "<TEI"}.items():
        (tmp_path / "texts" / name).write_text(text)
    built = build(bare(tmp_path / "texts", tmp_path / "output"), verify=False)
    assert [(d.code, Path(d.path).name) for d in built.report.diagnostics] == [("not-well-formed", "d.xml")]
    made = contents(tmp_path / "output")
    assert b'href="a.html#p1"' in made["b.html"]
    assert b"d.html" not in b"".join(made.values())
