"""Releases: what was released stays as it was, and the latest edition answers for every id there has ever been."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import html5lib
import pytest

from teipress import output
from teipress.cite import releasing as story
from teipress.cite.ledger import Ledger, read_ledger, record, write_ledger
from teipress.errors import ConfigurationError, OutputError
from teipress.project import open_project
from tests.cite.releasing import RELEASES, Edition, correct, releases, start, tei
from tests.edition.pages import Page, contents, folded, read_pages
from tests.xpath import elements, string, strings

NAMES = tuple(name for name, _, _ in RELEASES)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Make an edition with its first release; it is only copied."""
    edition = start(tmp_path_factory.mktemp("first") / "edition")
    releases(edition, 1)
    return edition


@pytest.fixture(scope="module")
def whole(first: Edition, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Make all releases."""
    edition = Edition(Path(shutil.copytree(first.folder, tmp_path_factory.mktemp("whole") / "edition")))
    for name, day, change in RELEASES[1:]:
        change(edition)
        made = edition.release(name, day)
        assert made.built.written, made.built.report.diagnostics
    return edition


@pytest.fixture(scope="module")
def pages(whole: Edition) -> dict[str, Page]:
    return read_pages(whole.output)


@pytest.fixture
def edition(first: Edition, tmp_path: Path) -> Edition:
    return Edition(Path(shutil.copytree(first.folder, tmp_path / "edition")))


def of(release: str, files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.startswith(f"v/{release}/")}


def ids_of(whole: Edition, release: str) -> Iterator[tuple[str, str]]:
    """Give every id of a release, by its text or register."""
    for text, ids in json.loads((whole.output / "v" / release / "ids.json").read_bytes()).items():
        yield from ((text, id) for id in ids)
    entries = json.loads((whole.output / "v" / release / "indexes/persons.json").read_bytes())
    yield from (("registers/persons", entry["id"]) for entry in entries)


# What stays


def test_a_release_is_the_same_after_three_later_ones(first: Edition, whole: Edition) -> None:
    before, after = of("1.0.0", contents(first.output)), of("1.0.0", contents(whole.output))
    assert len(before) > 30
    assert after == before


def test_each_release_is_whole_and_stands_by_itself(whole: Edition, tmp_path: Path) -> None:
    for name in NAMES:
        copy = Path(shutil.copytree(whole.output / "v" / name, tmp_path / name))
        there = read_pages(copy)
        for page in there.values():
            for link in page.links:
                path, fragment = page.resolved(link)
                if re.match(r"https?:", link) or link.startswith(f"{page.root}../../"):
                    continue
                assert (copy / path).is_file(), f"{name}/{page.path}: {link}"
                assert not fragment or fragment in there[path].ids, f"{name}/{page.path}: {link}"
        rows = json.loads((copy / "manifest.json").read_bytes())["files"]
        assert {row["path"] for row in rows} == set(contents(copy)) - {"manifest.json"}


def test_every_page_of_a_release_says_which_it_is(pages: dict[str, Page]) -> None:
    for name, day in (("1.0.0", "24 November 2026"), ("2.0.0", "24 December 2026")):
        of_release = [page for path, page in pages.items() if path.startswith(f"v/{name}/")]
        assert len(of_release) > 12
        for page in of_release:
            notice = folded(string(page.tree, "//aside[@class = 'release-notice']"))
            assert notice.startswith(f"This is release {name} of {day}. The latest edition may differ."), page.path
    assert not any(elements(page.tree, "//aside[@class = 'release-notice']") for page in latest(pages).values())


def latest(pages: dict[str, Page]) -> dict[str, Page]:
    return {path: page for path, page in pages.items() if not path.startswith("v/")}


def test_a_build_after_a_release_changes_nothing(whole: Edition) -> None:
    assert not whole.build().renewed


def test_the_same_bytes_are_built_elsewhere_from_sources_and_copies(whole: Edition, tmp_path: Path) -> None:
    elsewhere = Edition(tmp_path / "other edition")
    shutil.copytree(whole.folder, elsewhere.folder, ignore=shutil.ignore_patterns(".teipress", "output"))
    shutil.copytree(whole.output / "v", elsewhere.output / "v")
    shutil.copytree(elsewhere.output, tmp_path / "archive")
    elsewhere.build(tmp_path / "built")
    assert contents(tmp_path / "built") == contents(whole.output)


# Where it leads


def test_every_link_resolves(whole: Edition, pages: dict[str, Page]) -> None:
    checked = 0
    for page in pages.values():
        for link in page.links:
            if not re.match(r"https?:|mailto:", link):
                path, fragment = page.resolved(link)
                assert (whole.output / path).is_file(), f"{page.path}: {link}"
                assert not fragment or fragment in pages[path].ids, f"{page.path}: {link}"
                checked += 1
    assert checked > 1500


def test_the_latest_edition_answers_for_every_id_of_every_release(whole: Edition, pages: dict[str, Page]) -> None:
    live = json.loads((whole.output / "ids.json").read_bytes())
    checked = 0
    for name in NAMES:
        for document, id in ids_of(whole, name):
            page = "indexes/persons.html" if document.startswith("registers/") else f"{document}.html"
            assert pages[page].ids.count(id) == 1, (name, document, id)
            gone = elements(pages[page].tree, f"//section[@class = 'gone']//li[@id = '{id}']")
            is_live = id in live.get(document, {}) or (document, id) == ("registers/persons", "ann")
            assert bool(gone) is not is_live, (document, id)
            checked += 1
    assert checked > 30


def test_every_id_of_a_release_has_a_link_to_what_became_of_it(whole: Edition, pages: dict[str, Page]) -> None:
    for name in NAMES:
        for document, id in ids_of(whole, name):
            is_text = not document.startswith("registers/")
            target = f"{document}.html" if is_text else "indexes/persons.html"
            place = f"v/{name}/passages/{document}.html" if is_text else f"v/{name}/indexes/persons.html"
            page = pages[place]
            assert (target, id) in {
                page.resolved(link) for link in strings(page.tree, "//a[@class = 'in-latest']/@href")
            }


def test_the_number_of_a_paragraph_of_a_release_stands_beside_the_way_to_the_latest(pages: dict[str, Page]) -> None:
    tree = pages["v/1.0.0/a.html"].tree
    assert strings(tree, "//p/a[@class = 'permalink']/following-sibling::a[1][@class = 'in-latest']/@href") == [
        "../../a.html#p1",
        "../../a.html#p2",
        "../../a.html#p3",
    ]


def gone(page: Page) -> dict[str, tuple[str, list[str]]]:
    """Give what a page says of passages that are gone, and where it leads."""
    return {
        str(item.get("id")): (folded(string(item, "p")), strings(item, "p/a/@href"))
        for item in elements(page.tree, "//section[@class = 'gone']//li")
    }


def test_a_passage_that_is_gone_leads_to_its_heirs_and_to_where_it_was(pages: dict[str, Page]) -> None:
    assert gone(pages["a.html"]) == {
        "q1": (
            "Last in release 1.0.0 of 24 November 2026; then split into q2, q3. Two persons speak.",
            ["v/1.0.0/a.html#q1", "a.html#q2", "a.html#q3"],
        ),
        "p3": (
            "Last in release 1.1.0 of 25 November 2026; then merged into p2.",
            ["v/1.1.0/a.html#p3", "a.html#p2"],
        ),
    }
    assert gone(pages["indexes/persons.html"]) == {
        "bob": (
            "Last in release 1.0.0 of 24 November 2026; then withdrawn. He is in no text.",
            ["../v/1.0.0/indexes/persons.html#bob"],
        )
    }
    assert elements(pages["a.html"].tree, "//article//section[@class = 'gone']") == []


def test_a_text_that_is_gone_has_a_page_still(pages: dict[str, Page]) -> None:
    page = pages["c.html"]
    assert folded(string(page.tree, "//h1")) == "A text in between"
    assert gone(page) == {
        "p1": (
            "Last in release 1.1.0 of 25 November 2026; then moved to b: p2. It belongs there.",
            ["v/1.1.0/c.html#p1", "b.html#p2"],
        ),
        "p2": (
            "Last in release 1.1.0 of 25 November 2026; then withdrawn. It is of another hand & time <i>.",
            ["v/1.1.0/c.html#p2"],
        ),
    }
    assert "c.html" not in pages["index.html"].links


def test_the_history_of_a_text_says_where_each_passage_stands_and_was_edited(
    whole: Edition, pages: dict[str, Page]
) -> None:
    told: dict[str, Any] = json.loads((whole.output / "history/a.json").read_bytes())
    assert [row["name"] for row in told["releases"]] == list(NAMES)
    assert told["passages"]["p1"]["in"] == [
        {"from": "1.0.0", "to": "1.0.0"},
        {"from": "1.1.0", "to": "2.0.0", "edited": True},
    ]
    assert told["passages"]["q1"] == {
        "element": "q",
        "state": "split",
        "href": "a.html#q1",
        "in": [{"from": "1.0.0", "to": "1.0.0"}],
        "successors": ["a#q2", "a#q3"],
        "reason": "Two persons speak",
    }
    assert told["passages"]["q2"]["in"] == [{"from": "1.1.0", "to": "2.0.0"}]
    (row,) = elements(pages["history/a.html"].tree, "//tr[@id = 'p1']")
    assert folded(string(row, "td[2]")) == "1.0.0 · edited: 1.1.0 – 2.0.0"
    assert strings(row, "td//a/@href") == [f"../v/{name}/a.html#p1" for name in ("1.0.0", "1.1.0", "2.0.0")]
    assert set(json.loads((whole.output / "history.json").read_bytes())["documents"]) == {
        "a",
        "b",
        "c",
        "d",
        "registers/persons",
    }


def test_the_releases_are_listed_with_what_changed(pages: dict[str, Page]) -> None:
    tree = pages["releases.html"].tree
    assert strings(tree, "//section[@id]/h2/a/@href") == [f"v/{name}/index.html" for name in reversed(NAMES)]
    assert [folded(text) for text in strings(tree, "//p[@class = 'changes']/text()")] == [
        "Passages: 1 new",
        "Passages: 1 new · 1 edited · 1 moved · 1 merged · 1 withdrawn",
        "Passages: 2 new · 1 edited · 1 split · 1 withdrawn",
    ]
    assert "history/registers/persons.html" in pages["releases.html"].links
    assert "releases.html" in pages["index.html"].links
    assert "v/2.0.0/index.html" in pages["index.html"].links


def test_every_page_about_the_past_is_valid_html(whole: Edition, pages: dict[str, Page]) -> None:
    for path in pages:
        if path.startswith(("history/", "v/1.0.0/")) or path in {"releases.html", "c.html", "a.html"}:
            html5lib.HTMLParser(strict=True).parse((whole.output / path).read_text(encoding="utf-8"))


# What goes wrong


def state(edition: Edition) -> dict[str, bytes]:
    return {path: data for path, data in contents(edition.folder).items() if not path.startswith(".teipress")}


def test_a_changed_page_of_a_release_stops_the_build(edition: Edition) -> None:
    page = edition.output / "v/1.0.0/a.html"
    page.write_bytes(page.read_bytes().replace(b"north", b"south"))
    before = state(edition)
    for run in (edition.build, lambda: edition.release("1.1.0", "")):
        with pytest.raises(OutputError, match=r"v/1\.0\.0/a\.html” is not as it was .* git checkout"):
            run()
    assert state(edition) == before


def test_a_ledger_that_was_rewritten_stops_the_build(edition: Edition) -> None:
    edition.ledger.unlink()
    write_ledger(edition.ledger, record(Ledger(), "release", name="1.0.0"))
    with pytest.raises(OutputError, match=r"was rewritten.*git checkout .*ids\.lock"):
        edition.build()


def test_errors_of_the_edition_stop_a_release(edition: Edition) -> None:
    edition.write("texts/b.xml", tei("Broken", '<p xml:id="p1"><ref target="#nowhere">x</ref></p>'))
    before = state(edition)
    made = edition.release("1.1.0", "")
    assert made.built.written == 0
    assert "dangling-pointer" in {diagnostic.code for diagnostic in made.built.report.diagnostics}
    assert state(edition) == before


@pytest.mark.parametrize(
    ("name", "day", "why"),
    [("1.0.0", "", "already"), ("0.9.0", "", "lower"), ("next", "", "no version"), ("1.1.0", "2026-11-23", "before")],
)
def test_a_name_or_date_that_cannot_be_is_refused(edition: Edition, name: str, day: str, why: str) -> None:
    before = state(edition)
    with pytest.raises(ConfigurationError, match=why):
        edition.release(name, day)
    assert state(edition) == before


def test_when_the_output_cannot_be_exchanged_ledger_and_list_are_as_they_were(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(edition)
    before = state(edition)

    def fail(*_: object) -> None:
        assert read_ledger(edition.ledger).releases == ("1.0.0", "1.1.0")
        raise OutputError("no exchange")

    monkeypatch.setattr(output, "_exchange", fail)
    with pytest.raises(OutputError, match="no exchange"):
        edition.release("1.1.0", "2026-11-25")
    assert state(edition) == before


class PowerFailure(BaseException):
    pass


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("write_ledger", marks=pytest.mark.slow),
        pytest.param("write_file", marks=pytest.mark.slow),
        "exchange",
    ],
)
def test_a_release_that_was_cut_off_is_completed_by_the_same_command_and_with_no_other_text(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, moment: str, tmp_path: Path
) -> None:
    correct(edition)
    other = Edition(Path(shutil.copytree(edition.folder, tmp_path / "other")))
    other.release("1.1.0", "2026-11-25")

    def stop(*_: object) -> None:
        raise PowerFailure

    with monkeypatch.context() as patched:
        patched.setattr(story, "_restoring", lambda *_: nullcontext())
        if moment == "exchange":
            patched.setattr(output, "_exchange", stop)
        else:
            done = getattr(story, moment)

            def do_and_stop(*given: object) -> None:
                done(*given)
                raise PowerFailure

            patched.setattr(story, moment, do_and_stop)
        with pytest.raises(PowerFailure):
            edition.release("1.1.0", "2026-11-25")
    if moment != "write_ledger":
        with pytest.raises(OutputError, match=r"teipress release 1\.1\.0"):
            edition.build()
    text = (edition.folder / "tei/texts/b.xml").read_text(encoding="utf-8")
    edition.write("texts/b.xml", text.replace("red wax", "black wax"))
    with pytest.raises(OutputError, match="another one now"):
        edition.release("1.1.0", "")
    edition.write("texts/b.xml", text)
    edition.release("1.1.0", "")
    assert state(edition) == state(other)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no process groups to kill")
def test_killed_at_any_moment_a_release_is_made_or_completed_by_the_same_command(
    edition: Edition, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "teipress", "release", "1.1.0", "--date", "2026-11-25", "--quiet"]
    correct(edition)
    whole = Edition(Path(shutil.copytree(edition.folder, tmp_path / "whole")))
    begun = monotonic()
    subprocess.run(command, cwd=whole.folder, check=True)
    took, wanted = monotonic() - begun, state(whole)
    for moment in range(8):
        spoilt = Edition(Path(shutil.copytree(edition.folder, tmp_path / str(moment))))
        with subprocess.Popen(command, cwd=spoilt.folder, start_new_session=True) as process:
            sleep(took * (0.3 + moment * 0.1))
            os.killpg(process.pid, signal.SIGKILL)
        again = subprocess.run(command, cwd=spoilt.folder, check=False)
        assert again.returncode in {0, 2}, moment  # 2: it was made already
        assert state(spoilt) == wanted, moment


def test_a_folder_without_settings_has_no_releases(edition: Edition) -> None:
    (edition.folder / "teipress.toml").unlink()
    with pytest.raises(ConfigurationError, match=r"only an edition with a teipress\.toml"):
        story.release(open_project([edition.folder / "tei/texts"]), "1.0.0", today="2026-11-25")
