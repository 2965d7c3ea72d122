"""The pages that show sources: what is in the files is on them, and everything leads to where it belongs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from teipress.audit.site import audit
from teipress.pipeline import build
from teipress.project import Project, Publish, open_project, read_settings
from tests.edition.pages import Page, contents, read_pages
from tests.xpath import elements, strings
from tests.xslt.payloads import BLOCKS, POINTERS, SPELLINGS
from tests.xslt.render import whole
from tests.xslt.validity import faults

SETTINGS = """[edition]
title = "Sources"
base-url = "https://example.org/"
[sources]
texts = ["*.xml"]
registers = ["lists/*.xml"]
[publish]
source = true
"""
REGISTER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="ann"><persName>Ann</persName>'
    '<note corresp="../a%20b.xml#p1 #ann">x</note></person></listPerson>'
    '<list xml:id="other"><item/></list></standOff></TEI>'
)
PREFIX = (
    '<encodingDesc><listPrefixDef><prefixDef ident="x" matchPattern="(.+)" replacementPattern="lists/list.xml#$1">'
    "<p>x</p></prefixDef></listPrefixDef></encodingDesc>"
)
POINTING = "#p2 b.xml#p1 lists/list.xml#ann lists/list.xml#gone x:ann b.xml"
INCLUDING = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="a%20b.xml" xpointer="p1"/>'
TEXTS = {
    "a b.xml": '<?xml version="1.0"?>\r\n<?x "<p>"?><!-- <p xml:id="no"/> -->\r\n'
    + whole(
        f'<p xml:id="p1">One &amp; <q who="{POINTING}"><![CDATA[<i>]]></q></p>\r\n'
        '<p xml:id="p2" n="שלום">שלום <!-- \u202e --></p>\r\n<p xml:id="L1">é</p>'
    ).replace("</fileDesc>", f"</fileDesc>{PREFIX}"),
    "b.xml": whole(f'<p xml:id="p0">Two</p>{INCLUDING}'),
}


def edition(folder: Path, settings: str = SETTINGS) -> Project:
    (folder / "lists").mkdir(parents=True)
    (folder / "teipress.toml").write_text(settings, encoding="utf-8")
    (folder / "lists/list.xml").write_text(REGISTER, encoding="utf-8")
    for name, text in TEXTS.items():
        (folder / name).write_bytes(text.encode())
    return read_settings(folder / "teipress.toml")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = edition(tmp_path_factory.mktemp("sources") / "edition")
    assert build(project, verify=False).written
    return project


@pytest.fixture(scope="module")
def pages(project: Project) -> dict[str, Page]:
    return read_pages(project.output)


def shown(page: Page) -> str:
    return "".join(strings(page.tree, "//*[contains(@class, 'source digits')]//text()"))


@pytest.mark.parametrize("name", ["a b.xml", "b.xml", "registers/list.xml"])
def test_a_page_says_what_the_published_file_says(name: str, project: Project, pages: dict[str, Page]) -> None:
    text = (project.output / name).read_bytes().decode().replace("\r\n", "\n")
    page = pages[f"source/{name.removesuffix('.xml')}.html"]
    assert shown(page) == text
    assert faults((project.output / page.path).read_text(encoding="utf-8")) == []
    lines = strings(page.tree, "//code/span/@id")
    assert lines == [str(number + 1) for number in range(text.rstrip("\n").count("\n") + 1)]
    (file,) = elements(page.tree, "//a[@download]")
    assert page.resolved(file.get("href", ""))[0] == name


def links(page: Page) -> dict[str, tuple[str, str]]:
    """Give the links of a source by their words."""
    found = elements(page.tree, "//*[contains(@class, 'source digits')]//a")
    return {"".join(map(str, a.itertext())): page.resolved(a.get("href", "")) for a in found}


def test_ids_lead_to_the_page_and_pointers_to_sources(pages: dict[str, Page]) -> None:
    assert links(pages["source/a b.html"]) == {
        "p1": ("a b.html", "p1"),
        "p2": ("a b.html", "p2"),
        "L1": ("a b.html", "L1"),
        "#p2": ("source/a b.html", "p2"),
        "b.xml#p1": ("source/b.html", "p1"),
        "b.xml": ("source/b.html", ""),
        "lists/list.xml#ann": ("source/registers/list.html", "ann"),
        "x:ann": ("source/registers/list.html", "ann"),
    }
    assert links(pages["source/registers/list.html"]) == {
        "ann": ("indexes/persons.html", "ann"),
        "#ann": ("source/registers/list.html", "ann"),
        "../a%20b.xml#p1": ("source/a b.html", "p1"),
    }
    assert {"p1", "p2", "L1"} <= {*pages["source/a b.html"].ids}
    assert {"ann", "other"} <= {*pages["source/registers/list.html"].ids}


def test_the_page_of_a_text_its_citations_and_an_index_lead_to_the_source(pages: dict[str, Page]) -> None:
    def leading(path: str) -> set[tuple[str, str]]:
        targets = map(pages[path].resolved, pages[path].links)
        return {target for target in targets if target[0].startswith("source/")}

    assert leading("a b.html") == {("source/a b.html", "")}
    assert leading("cite/a b.html") == {("source/a b.html", id) for id in ("", "p1", "p2", "L1")}
    assert leading("indexes/persons.html") == {("source/registers/list.html", "")}
    assert leading("indexes/places.html") == set()


def test_no_program_lists_the_pages_of_sources(project: Project, pages: dict[str, Page]) -> None:
    assert "source/" not in (project.output / "sitemap.xml").read_text(encoding="utf-8")
    for path, page in pages.items():
        if path.startswith("source/"):
            assert strings(page.tree, "//meta[@name = 'robots']/@content") == ["noindex"]


def test_an_audit_finds_nothing(project: Project) -> None:
    found = audit(project.output).diagnostics
    assert {d.code for d in found if "/source/" in d.path} <= {"doubled-page-title"}  # both texts are called “Small”


def test_a_build_makes_no_page_of_a_source_again_that_is_as_it_was(tmp_path: Path) -> None:
    project = edition(tmp_path / "edition")
    build(project, verify=False)
    assert not build(project, verify=False).renewed
    first = contents(project.output)
    (tmp_path / "edition/lists/list.xml").write_text(REGISTER.replace("Ann<", "Anna<"), encoding="utf-8")
    build(project, verify=False)
    second = contents(project.output)
    changed = {path for path in second if path.startswith("source/") and second[path] != first[path]}
    assert changed == {"source/registers/list.html"}
    build(project, verify=False, cached=False, jobs=2)
    assert contents(project.output) == second


def test_without_the_setting_there_is_nothing_of_it(tmp_path: Path) -> None:
    project = edition(tmp_path / "edition", SETTINGS.replace("source = true", ""))
    build(project, verify=False)
    made = contents(project.output)
    assert not [path for path in made if path.startswith("source/")]
    assert b"source/" not in made["a b.html"] + made["cite/a b.html"] + made["indexes/persons.html"]


def test_nothing_that_a_source_says_becomes_a_program(tmp_path: Path) -> None:
    pointing = [pointer.replace("{}", spelling) for spelling in SPELLINGS for pointer in POINTERS]
    # What would run in the source itself is refused before it is published.
    bodies = [whole(body) for body in BLOCKS.values()] + [whole("".join(pointing))]
    folder = tmp_path / "edition"
    folder.mkdir()
    for number, body in enumerate(bodies):
        (folder / f"t{number}.xml").write_text(body, encoding="utf-8")
    readable = [p for p in folder.glob("*.xml") if _is_published(p)]
    assert len(readable) > 20
    for path in {*folder.glob("*.xml")} - {*readable}:
        path.unlink()
    bare = open_project([folder])
    build(replace(bare, output=folder / "output", publish=Publish(source=True)), verify=False, cached=False)
    made = {path.stem for path in (folder / "output/source").glob("*.html")}
    assert len(made) >= len(readable) - 1
    allowed = set("div h1 p a code span b i u bdi nav".split())
    for path in (path for path in readable if path.stem in made):
        page = html5lib.parse((folder / f"output/source/{path.stem}.html").read_bytes(), namespaceHTMLElements=False)
        (main,) = page.iter("main")
        assert {str(element.tag) for element in main.iter()} - {"main"} <= allowed
        for element in main.iter():
            assert set(element.keys()) <= {"id", "class", "href", "download", "dir", "translate", "data-name", "title"}
            assert re.match(r"\.\./|#|[\w.%-]+\.html|$", element.get("href", ""))
        (source,) = (div for div in main.iter("div") if "digits" in div.get("class", ""))
        assert "".join(source.itertext()) == (folder / f"output/{path.name}").read_text(encoding="utf-8").rstrip("\n")


def _is_published(path: Path) -> bool:
    from teipress.corpus import Unreadable, read_document

    try:
        read_document(path, path.name)
    except Unreadable:
        return False
    return True
