"""Faults planted in a site that was sound before: each is found, where it is, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from teipress.audit.codes import AUDIT
from teipress.audit.reading import lost
from teipress.audit.site import audit
from teipress.diagnostics import Diagnostic
from teipress.pipeline import build
from teipress.project import open_project
from tests.support import ROOT

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><publisher>Kim</publisher>"
    '<availability><licence target="https://example.org/free">Free.</licence></availability></publicationStmt>'
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
)
BODY = (
    '<text xml:lang="en"><body><div xml:id="d1"><head xml:id="h1">{title}</head><p xml:id="p1">One <persName key="kim">'
    'Kim</persName>.</p><p xml:id="p2">See <ref target="#p1">above</ref>.</p><table xml:id="t1"><row role="label">'
    "<cell>Name</cell></row><row><cell>Kim</cell></row></table></div></body></text>"
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audited")
    for name in ("one", "two"):
        title = f"Text {name}"
        (folder / f"{name}.xml").write_text(ROOT + HEADER.format(title=title) + BODY.format(title=title) + "</TEI>")
    from dataclasses import replace

    project = replace(open_project([folder]), output=folder / "site")
    assert build(project, cached=False).written
    return folder / "site"


@pytest.fixture
def site(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(built, tmp_path / "site")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "site"


def found(site: Path) -> list[Diagnostic]:
    """Audit, leaving out that planting changed a file."""
    return [d for d in audit(site).diagnostics if d.code not in ("damaged-file", "unlisted-file")]


def test_a_site_as_it_was_built_has_no_fault(site: Path) -> None:
    report = audit(site)
    assert report.diagnostics == ()
    assert len(report.files) > 5


Change = tuple[str, str, str]
# What is replaced in one.html, by what, and the code that is expected.
CHANGES: tuple[Change, ...] = (
    ("<!DOCTYPE HTML>", "", "no-doctype"),
    ('<meta charset="UTF-8">', "", "no-charset"),
    ('<meta name="viewport" content="width=device-width, initial-scale=1">', "", "no-viewport"),
    ("initial-scale=1", "initial-scale=1, maximum-scale=1", "forbidden-zoom"),
    ("initial-scale=1", "user-scalable=no", "forbidden-zoom"),
    ("default-src 'none'; ", "", "weak-security-policy"),
    ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "weak-security-policy"),
    ("font-src 'self'", "font-src https://fonts.example.org", "weak-security-policy"),
    ("script-src 'self'", "script-src 'self' data:", "weak-security-policy"),
    ("script-src 'self'", "script-src 'nonce-abc'", "weak-security-policy"),
    ("form-action 'none'", "form-action example.org", "weak-security-policy"),
    (
        '<meta charset="UTF-8">',
        '<meta charset="UTF-8"><script src="assets/teipress.js"></script>',
        "weak-security-policy",
    ),
    ("<head>", f"<head><!--{'x' * 1100}-->", "no-charset"),
    ('http-equiv="Content-Security-Policy"', 'name="policy"', "no-security-policy"),
    ("</main>", '</main><main id="more"></main>', "no-main"),
    ("</article>", '<p id="p1">again</p></article>', "doubled-html-id"),
    ("</article>", '<p lang="english language">x</p></article>', "wrong-page-language"),
    ("</article>", '<a href="three.html">x</a></article>', "broken-link"),
    ("</article>", '<a href="../../../etc/x.html">x</a></article>', "broken-link"),
    ("</article>", '<img alt="" src="media/none.png"></article>', "broken-link"),
    ("</article>", '<a href="two.html#p99">x</a></article>', "broken-anchor"),
    ("</article>", '<a href="#p99">x</a></article>', "broken-anchor"),
    ("</article>", '<a href="Two.html">x</a></article>', "wrong-case-link"),
    ("</article>", '<a href="assets/">x</a></article>', "link-to-folder"),
    ("</article>", '<a href="/two.html">x</a></article>', "absolute-path"),
    ("</article>", '<a href="two.html?q=1">x</a></article>', "query-in-address"),
    ("</article>", '<a href="file:///home/kim/x.html">x</a></article>', "local-address"),
    ("</article>", '<a href="psn:kim">x</a></article>', "unknown-scheme"),
    ("</article>", '<a href=" java&#10;script:x()">x</a></article>', "running-link"),
    ("</article>", '<img alt="x" src="https://example.org/x.png"></article>', "foreign-host"),
    ("</article>", '<img alt="x" srcset="//example.org/x.png 2x"></article>', "foreign-host"),
    ("</article>", '<p style="background: url(http://example.org/x.png)">x</p></article>', "foreign-host"),
    ("</head>", '<link rel="stylesheet" href="https://example.org/x.css"></head>', "foreign-host"),
    ("</article>", '<a href="#p1" ping="https://example.org/">x</a></article>', "foreign-host"),
    ("</article>", '<form action="https://example.org/"></form></article>', "foreign-host"),
    ("</article>", "<p style=\"background: image-set('//example.org/x.png' 1x)\">x</p></article>", "foreign-host"),
    ("</article>", '<svg><a xlink:href="three.html">x</a></svg></article>', "broken-link"),
    ("</article>", '<img alt="x" src=""></article>', "broken-link"),
    ("</article>", '<form action="three.html"></form></article>', "broken-link form-to-server"),
    ("</article>", '<form action="two.html"></form></article>', "form-to-server"),
    ("</head>", '<base href="https://example.org/"></head>', "moved-base"),
    ("</head>", '<meta http-equiv="refresh" content="0; url=https://example.org/"></head>', "foreign-host"),
    ("</head>", '<meta http-equiv="refresh" content="0;url=three.html"></head>', "broken-link"),
    ("</article>", '<p onclick="x()">x</p></article>', "inline-script"),
    ("</article>", "<script>x()</script></article>", "inline-script"),
    ("</article>", '<img src="assets/teipress.css"></article>', "no-image-text"),
    ("</article>", '<svg role="img"><path d=""/></svg></article>', "no-image-text"),
    ("</article>", '<img alt="scan_01.png" src="assets/icon.svg"></article>', "no-image-text"),
    ("</article>", '<span role="img">🙂</span></article>', "no-image-text"),
    ("</article>", '<object data="assets/icon.svg"></object></article>', "no-image-text"),
    ("</article>", '<a href="two.html" hreflang="english_us">x</a></article>', "wrong-page-language"),
    ("</article>", "<video></video></article>", "no-captions"),
    ("</article>", "<details><summary></summary>x</details></article>", "no-control-name"),
    ("</article>", '<button popovertarget="none">x</button></article>', "wrong-reference"),
    ("</article>", '<p role="buton">x</p></article>', "wrong-aria"),
    ("</article>", '<p aria-lable="x">x</p></article>', "wrong-aria"),
    ("</article>", '<div aria-hidden="true"><a href="#p1">x</a></div></article>', "hidden-control"),
    ("</article>", '<div role="button">x</div></article>', "unreachable-control"),
    ("</article>", "<nav>x</nav><nav>y</nav></article>", "doubled-landmark"),
    ("</article>", "<ul><a href='#p1'>x</a></ul></article>", "stray-item"),
    ("</article>", "<div><li>x</li></div></article>", "stray-item"),
    ("</article>", "<div><p><dt>x</dt></p></div></article>", "stray-item"),
    ("</article>", "<h2> </h2></article>", "empty-heading"),
    ("</article>", '<a href="#p1"> </a></article>', "no-link-text"),
    ("</article>", '<input type="search"></article>', "no-control-name"),
    ("</article>", '<button type="button"></button></article>', "no-control-name"),
    ("</article>", '<iframe src="two.html"></iframe></article>', "no-frame-title"),
    ("</article>", '<p aria-labelledby="nothing">x</p></article>', "wrong-reference"),
    ("</article>", '<p tabindex="3">x</p></article>', "tab-order"),
    ("</article>", '<a href="#p1"><button>x</button></a></article>', "nested-controls"),
    ("</article>", "<table><tr><td>a</td></tr><tr><td>b</td></tr></table></article>", "no-table-heading"),
    ("</article>", "<h5>x</h5></article>", "skipped-heading"),
    ("</article>", "<audio autoplay></audio></article>", "moving-page"),
    ("</head>", '<meta http-equiv="refresh" content="30"></head>', "moving-page"),
)


@pytest.mark.parametrize(("old", "new", "code"), CHANGES, ids=[f"{n}-{c[2]}" for n, c in enumerate(CHANGES)])
def test_a_fault_of_a_page_is_found_where_it_is(old: str, new: str, code: str, site: Path) -> None:
    page = site / "one.html"
    text = page.read_text(encoding="utf-8")
    assert text.count(old) == 1
    page.write_text(text.replace(old, new), encoding="utf-8")
    told, *more = found(site)
    assert [one.code for one in (told, *more)] == code.split()
    assert told.path == "site/one.html"
    assert told.message
    if new.startswith("<") and new.endswith("</article>"):
        before = page.read_text(encoding="utf-8").partition(new)[0]
        start = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        assert told.line == start[0]
        assert start[1] <= told.column < start[1] + len(new)


def retitle(site: Path) -> Iterator[str]:
    page = site / "one.html"
    page.write_text(page.read_text().replace("<title>Text one", "<title>Text two"))
    yield "doubled-page-title"


def untitle(site: Path) -> Iterator[str]:
    text = (site / "one.html").read_text()
    start, end = text.index("<title>") + 7, text.index("</title>")
    (site / "one.html").write_text(text[:start] + text[end:])
    yield "no-page-title"


def unlanguage(site: Path) -> Iterator[str]:
    page = site / "one.html"
    page.write_text(page.read_text().replace(' lang="en"', "", 1))
    yield "no-page-language"


def unhead(site: Path) -> Iterator[str]:
    page = site / "one.html"
    page.write_text(page.read_text().replace("<h1", "<p").replace("</h1>", "</p>"))
    yield "no-heading"


def unmain(site: Path) -> Iterator[str]:
    page = site / "one.html"
    page.write_text(page.read_text().replace("<main", "<div").replace("</main>", "</div>"))
    yield "no-main"


def foreign_style(site: Path) -> Iterator[str]:
    style = site / "assets/teipress.css"
    style.write_text('/* url(http://a.org) */ @import "https://example.org/x.css";\n' + style.read_text())
    yield "foreign-host"


def foreign_script(site: Path) -> Iterator[str]:
    script = site / "assets/teipress.js"
    script.write_text(
        script.read_text() + 'fetch("https://example.org/count");\nnew Image().src = "//example.org/x.gif";\n'
    )
    yield "foreign-host"


def foreign_drawing(site: Path) -> Iterator[str]:
    (site / "assets/icon.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/x"/></svg>'
    )
    yield "foreign-host"


def running_drawing(site: Path) -> Iterator[str]:
    (site / "assets/icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')
    yield "inline-script"


def latin(site: Path) -> Iterator[str]:
    page = site / "one.html"
    page.write_bytes(page.read_text(encoding="utf-8").replace("See ", "Sähe ").encode("latin-1", "xmlcharrefreplace"))
    yield "wrong-page-encoding"


def elsewhere(site: Path) -> Iterator[str]:
    (site / "one.txt").rename(site.parent / "one.txt")
    (site / "one.txt").symlink_to(site.parent / "one.txt")
    yield "file-elsewhere"


def lost_id(site: Path) -> Iterator[str]:
    ids = site / "ids.json"
    ids.write_text(ids.read_text(encoding="utf-8").replace("one.html#p2", "one.html#p22"), encoding="utf-8")
    yield "broken-anchor"


def lost_front(site: Path) -> Iterator[str]:
    front = (site / "index.html").read_text()
    (site / "start.html").write_text(front)
    (site / "index.html").unlink()
    yield from ("no-front-page", "broken-link", "unreached-page")


def lost_sources(site: Path) -> Iterator[str]:
    for source in site.glob("*.xml"):
        source.write_text("<list/>")
    yield "no-sources"


def lost_rights(site: Path) -> Iterator[str]:
    for source in site.glob("*.xml"):
        source.write_text(source.read_text().replace("availability", "note").replace("licence", "p"))
    for page in site.rglob("*.html"):
        page.write_text(page.read_text().replace('rel="license"', ""))
    yield "no-licence"


def left_over(site: Path) -> Iterator[str]:
    old = (site / "one.html").read_text().replace("<title>", "<title>Old: ")
    (site / "old.html").write_text(old)
    yield "unreached-page"


def bad_name(site: Path) -> Iterator[str]:
    (site / "what?.txt").write_text("x")
    yield "unportable-name"


def twin(site: Path) -> Iterator[str]:
    (site / "ONE.txt").write_text("x")
    yield "unportable-name"


PLANTS = (
    retitle, untitle, unlanguage, unhead, unmain, foreign_style, foreign_script, foreign_drawing, running_drawing,
    latin, elsewhere, lost_id, lost_front, lost_sources, lost_rights, left_over, bad_name, twin
)  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS, ids=[plant.__name__ for plant in PLANTS])
def test_a_fault_of_a_site_is_found(plant: Callable[[Path], Iterator[str]], site: Path) -> None:
    codes = set(plant(site))
    assert {d.code for d in found(site)} == codes


def test_what_a_stylesheet_or_script_only_names_is_not_loaded(site: Path) -> None:
    style, script = site / "assets/teipress.css", site / "assets/teipress.js"
    style.write_text("@namespace svg url(http://www.w3.org/2000/svg);\n/* url(//a.org) */\n" + style.read_text())
    script.write_text(script.read_text() + "// https://example.org/\nconst ns = 'http://www.w3.org/2000/svg';\n")
    assert found(site) == []


def test_styles_of_its_own_are_no_fault_of_a_page_that_can_load_nothing(site: Path) -> None:
    page = site / "one.html"
    text = page.read_text(encoding="utf-8")
    start, end = text.index("default-src 'none'"), text.index('"', text.index("default-src 'none'"))
    for policy, codes in (
        ("default-src 'none'; style-src 'unsafe-inline'; script-src 'none'", []),
        ("default-src 'none'; style-src 'unsafe-inline'; img-src 'self'", ["weak-security-policy"]),
        ("default-src 'self'; style-src 'unsafe-inline'", ["weak-security-policy"]),
    ):
        page.write_text(text[:start] + policy + text[end:], encoding="utf-8")
        assert [one.code for one in found(site)] == codes


def test_a_site_is_compared_with_its_manifest(site: Path) -> None:
    (site / "one.html").write_text((site / "one.html").read_text().replace("One ", "Two "))
    (site / "two.txt").unlink()
    (site / "new.txt").write_text("x")
    told = {(d.code, d.path) for d in audit(site).diagnostics if d.code != "broken-link"}
    assert told == {
        ("damaged-file", "site/one.html"), ("damaged-file", "site/two.txt"), ("unlisted-file", "site/new.txt")
    }  # fmt: skip


def test_ids_that_cannot_be_read_are_told(site: Path) -> None:
    (site / "manifest.json").unlink()
    for data in ("{", "[1]", '{"one": 3}', "null"):
        (site / "ids.json").write_text(data)
        assert [(d.code, d.path) for d in audit(site).diagnostics] == [("damaged-file", "site/ids.json")]


def test_a_page_whose_process_died_is_told_of() -> None:
    (told,) = lost("one.html", "its process ended (exit code -9)").findings
    assert (told.code, told.path) == ("audit-failure", "one.html")
    assert "exit code -9" in told.message


def test_every_code_is_met_by_a_planted_fault() -> None:
    planted = {code for _, _, codes in CHANGES for code in codes.split()} | {
        "doubled-page-title", "no-page-title", "no-page-language", "no-heading", "no-front-page", "no-sources",
        "unreached-page", "unportable-name", "damaged-file", "unlisted-file", "no-licence", "wrong-page-encoding",
        "file-elsewhere",
    }  # fmt: skip
    assert {row[0] for row in AUDIT} - planted == {"audit-failure"}
