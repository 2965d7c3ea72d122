"""``teipress cite``: what it prints, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string

from teipress.cite.releases import Release, releases_file, written
from teipress.project import open_project
from tests.cite.test_pages import SHORT, TITLE, write_edition
from tests.command import Run, teipress
from tests.edition.pages import read_pages
from tests.xpath import elements, string


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_edition(tmp_path)
    monkeypatch.chdir(folder)
    return folder


def cite(*arguments: str) -> Run:
    run = teipress("cite", *arguments)
    assert run.code == 0, run.err
    return run


@pytest.mark.usefixtures("edition")
def test_a_passage_is_cited_by_id_text_and_permalink() -> None:
    told = cite("p1.s1").out
    assert told == cite("kurz und gut#p1.s1").out == cite("https://example.org/e/kurz%20und%20gut.html#p1.s1").out
    assert f"Reference:  {TITLE}, Abs. 1, Satz 1\n" in told
    assert "Permalink:  https://example.org/e/kurz%20und%20gut.html#p1.s1\n" in told
    assert [line.partition(":")[0] for line in told.splitlines()] == [
        "Reference",
        "Permalink",
        "Chicago",
        "MLA",
        "APA",
        "House <style>",
    ]


@pytest.mark.usefixtures("edition")
def test_what_is_in_a_passage_is_cited_by_it() -> None:
    assert "Abs. 1, Satz 1" in cite("n1").out
    assert "#n1" in cite("n1").out


@pytest.mark.usefixtures("edition")
def test_every_text_is_cited_where_none_is_named() -> None:
    assert [item["id"] for item in json.loads(cite("--format", "csl-json").out)] == ["kurz und gut", "lang"]
    assert len(parse_string(cite("--format", "bibtex").out).entries) == 2


@pytest.mark.usefixtures("edition")
def test_styles_are_named_or_files() -> None:
    assert cite("lang", "--style", "own.csl").out == "Lang.\n"
    assert cite("lang", "--style", "apa").out.startswith("Kim, M. (")
    assert cite("lang", "--style", "chicago-author-date").out.startswith("Kim, Minji, ")


@pytest.mark.usefixtures("edition")
def test_html_is_a_line_each_and_escaped() -> None:
    lines = cite("p1", "lang", "--style", "own.csl", "--format", "html").out.splitlines()
    assert len(lines) == 2
    assert "<i>&lt;/script&gt;&lt;b&gt;Ein &amp; “Titel”</i>, at 1, https" in lines[0]


@pytest.mark.usefixtures("edition")
def test_the_day_of_access_is_only_what_is_given() -> None:
    (item,) = json.loads(cite("lang", "--format", "csl-json", "--accessed", "2026-11-25").out)
    assert item["accessed"] == {"date-parts": [[2026, 11, 25]]}
    assert "accessed" not in cite("lang", "--format", "csl-json").out


def test_the_page_says_the_same(edition: Path) -> None:
    assert teipress("build", "--no-check", "--quiet").code == 0
    page = read_pages(edition / "output")[SHORT].tree
    shown = [string(value, ".").strip() for value in elements(page, "//li[@id = 'p1.s1']//dd")]
    assert [line.split(":", 1)[1].strip() for line in cite("p1.s1").out.splitlines()] == shown


def test_a_release_is_cited_at_its_address(edition: Path) -> None:
    release = Release("1.0.0", "2026-12-01", "0" * 64, "0" * 64)
    releases_file(open_project([edition])).write_bytes(written([release]))
    told = cite("lang#v1", "--release", "1.0.0").out
    assert "Permalink:  https://example.org/e/v/1.0.0/lang.html#v1\n" in told
    assert "version 1.0.0" in cite("lang", "--release", "1.0.0", "--style", "chicago", "--format", "text").out.lower()


@pytest.mark.usefixtures("edition")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["q9"], "no text has this id"),
        (["langg#v1"], "did you mean “lang”?"),
        (["lang#p9"], "“lang” has no id “p9”"),
        (["lang", "--style", "nowhere"], "there is no citation style “nowhere”"),
        (["lang", "--style", "none.csl"], "“none.csl” is no citation style: it cannot be read"),
        (["lang", "--style", "apa", "--format", "ris"], "--style: ris has no style"),
        (["lang", "--accessed", "today"], "--accessed"),
        (["lang", "--release", "9.9.9"], "there is no release “9.9.9”"),
    ],
)
def test_what_cannot_be_cited_is_told(arguments: list[str], told: str) -> None:
    run = teipress("cite", *arguments)
    assert run.code == 2
    assert told in run.err
    assert run.out == ""


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("<style/>", "root element"),
        ("<style", "well-formed"),
        ('<!DOCTYPE style [<!ENTITY a "b">]><style/>', "DOCTYPE"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info/></style>', "nothing can be cited in it"),
    ],
)
def test_a_style_that_is_none_is_told(edition: Path, style: str, told: str) -> None:
    (edition / "bad.csl").write_text(style)
    run = teipress("cite", "lang", "--style", "bad.csl")
    assert run.code == 2
    assert told in run.err


def test_where_the_edition_is_should_be_known(edition: Path) -> None:
    settings = edition / "teipress.toml"
    settings.write_text(settings.read_text().replace('base-url = "https://example.org/e"', ""))
    run = cite("lang#v1")
    assert "edition.base-url" in run.err
    assert "Permalink:  lang.html#v1\n" in run.out


def test_of_an_id_that_was_retired_it_is_told_what_became_of_it(edition: Path) -> None:
    text = next(path for path in edition.rglob("lang.xml"))
    assert teipress("ids", "release", "1.0.0").code == 0
    text.write_text(text.read_text(encoding="utf-8").replace('xml:id="v1"', ""), encoding="utf-8")
    assert teipress("ids", "retire", "lang#v1", "--reason", "not in the source").code == 0
    told = "“lang” has no id “v1” any more (not in the source); release 1.0.0 has it"
    assert told in teipress("cite", "v1").err
    assert teipress("ids", "release", "1.1.0").code == 0
    assert told in teipress("cite", "lang#v1").err
