"""A text made of several files is one page, and is made anew when any of them changes."""

from __future__ import annotations

import json
from pathlib import Path

from teipress.pipeline import Built, build
from teipress.project import read_settings
from tests.edition.pages import Page, read_pages
from tests.xpath import elements, string, strings
from tests.xslt.render import whole

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
CHAPTER = (
    '<div xmlns="http://www.tei-c.org/ns/1.0" xml:id="ch{0}"><head>Chapter {0}</head>'
    '<p xml:id="p{0}" style="color: red">Words of {0}, see <ref target="two.xml#p2">two</ref>.</p></div>'
)
BOOK = whole(
    f'<xi:include {XI} href="../parts/one.xml"/><xi:include {XI} href="../parts/two.xml"/>'
    f'<xi:include {XI} href="../parts/three.xml"><xi:fallback><p>Not written yet.</p></xi:fallback></xi:include>'
)
SETTINGS = '[edition]\ntitle = "Book"\n[sources]\ntexts = ["texts/*.xml"]\n'


def write(folder: Path) -> Path:
    for name, text in {
        "teipress.toml": SETTINGS,
        "texts/book.xml": BOOK,
        "parts/one.xml": CHAPTER.format(1),
        "parts/two.xml": CHAPTER.format(2),
    }.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def make(folder: Path) -> Built:
    return build(read_settings(folder / "teipress.toml"))


def page(folder: Path) -> Page:
    return read_pages(folder / "output")["book.html"]


def test_what_is_included_is_on_the_page_with_its_ids(tmp_path: Path) -> None:
    made = make(write(tmp_path))
    assert [d.code for d in made.report.diagnostics if d.code != "no-schema"] == []
    tree = page(tmp_path).tree
    assert strings(tree, "//article//*[self::h2 or self::p]/text()[normalize-space()][1]") == [
        "Chapter 1", "Words of 1, see ", "Chapter 2", "Words of 2, see ", "Not written yet.",
    ]  # fmt: skip
    assert strings(tree, "//article//a[. = 'two']/@href") == ["#p2", "#p2"]
    assert set(json.loads((tmp_path / "output/ids.json").read_bytes())["book"]) >= {"ch1", "p1", "ch2", "p2"}
    assert "Words of 2" in (tmp_path / "output/book.txt").read_text(encoding="utf-8")
    assert "Words of 2" in (tmp_path / "output/book.xml").read_text(encoding="utf-8")


def test_a_change_of_a_part_is_noticed(tmp_path: Path) -> None:
    make(write(tmp_path))
    assert not make(tmp_path).renewed
    (tmp_path / "parts/two.xml").write_text(CHAPTER.format(2).replace("Words", "Other words"), encoding="utf-8")
    make(tmp_path)
    assert "Other words of 2" in string(page(tmp_path).tree, "//article")
    (tmp_path / "parts/three.xml").write_text(CHAPTER.format(3), encoding="utf-8")
    make(tmp_path)
    assert elements(page(tmp_path).tree, "//*[@id = 'p3']")
    assert "Not written yet" not in string(page(tmp_path).tree, "//article")


def test_a_text_has_its_own_styles_in_a_file(tmp_path: Path) -> None:
    make(write(tmp_path))
    links = strings(page(tmp_path).tree, "//link[@rel = 'stylesheet']/@href")
    assert links == ["assets/teipress.css", "assets/texts/book.css"]
    assert "color: red" in (tmp_path / "output" / links[1]).read_text(encoding="utf-8")
