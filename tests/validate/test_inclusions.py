"""What a document includes is there, in the edition, and does not include it in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.diagnostics import Diagnostic
from teipress.validate.inclusions import XINCLUDE, check_inclusions
from teipress.validate.pointers import check_pointers
from tests.support import document, place, spots, tei

XI = f'xmlns:xi="{XINCLUDE}"'


def include(attributes: str, content: str = "") -> str:
    return f"<xi:include {XI} {attributes}>{content}</xi:include>"


def check(folder: Path, content: str, *names: str) -> list[Diagnostic]:
    """Check a text together with files that are there already; those that are named belong to the edition."""
    documents = [document(folder, tei(content))]
    documents += [document(folder, (folder / name).read_bytes(), name) for name in names]
    return list(check_inclusions(documents, folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make an edition with files to include, and one outside of it."""
    edition = tmp_path / "edition"
    document(edition, tei('<p xml:id="a"/>'), "part.xml")
    (edition / "notes.txt").write_text("notes")
    (edition / "other.xml").write_text('<x xmlns="u"/>')
    (edition / "broken.xml").write_text("<TEI>")
    (tmp_path / "outside.xml").write_text(tei("<p/>"))
    return edition


@pytest.mark.parametrize(
    "inclusion",
    [
        include('href="part.xml"'),
        include('href="./part.xml" xpointer="a"'),
        include('href="part.xml" xpointer="element(a)"'),
        include('href="part.xml" xpointer="element(a/1/2)"'),
        include('href="part.xml" xpointer="xpointer(id(\'a\'))"'),
        include('href="part.xml" xpointer="xpath1(//p)"'),
        include('href="notes.txt" parse="text"'),
        include('href="other.xml"'),
        include('href="nothing.xml"', "<xi:fallback/>"),
        include('href="part.xml" xpointer="nothing"', "<xi:fallback/>"),
        include('href="broken.xml"', "<xi:fallback/>"),
        '<p xml:id="b"/>' + include('xpointer="b"'),
    ],
)
def test_what_can_be_included_is_no_fault(inclusion: str, folder: Path) -> None:
    assert check(folder, inclusion) == []
    assert check(folder, inclusion, "part.xml") == []


@pytest.mark.parametrize(
    ("inclusion", "at", "code", "words"),
    [
        (include('href="nothing.xml"'), "href=", "dangling-inclusion", "not there: “nothing.xml”"),
        (include('href="nothing.txt" parse="text"'), "href=", "dangling-inclusion", "not there: “nothing.txt”"),
        (include('href="part.xml" xpointer="b"'), "xpointer=", "dangling-inclusion", "has the id “b”"),
        (include('href="broken.xml"'), "href=", "dangling-inclusion", "broken.xml, line 1): this is not well-formed"),
        (include('href="../outside.xml"'), "href=", "outside-inclusion", "outside of the edition's folder"),
        (include('href="file:///etc/passwd"'), "href=", "outside-inclusion", "“file:///etc/passwd”"),
        (include('href="file:///etc/passwd" parse="text"'), "href=", "outside-inclusion", "“file:///etc/passwd”"),
        (include('href="https://example.org/a.xml"'), "href=", "outside-inclusion", "“https://example.org/a.xml”"),
        (include('href="//server/a.xml"'), "href=", "outside-inclusion", "“//server/a.xml”"),
        (include('href="http://["'), "href=", "outside-inclusion", "“http://[”"),
        (include('href="part.xml#a"'), "href=", "malformed-inclusion", "has a “#”"),
        (include('href="part.xml" parse="html"'), "parse=", "malformed-inclusion", "“html” is no way"),
        (include(""), "<xi:include", "malformed-inclusion", "does not say what"),
        (include('href="x"', "<xi:fallback/><xi:fallback/>"), "<xi:include", "malformed-inclusion", "several"),
        (f"<p><xi:fallback {XI}/></p>", "<xi:fallback", "malformed-inclusion", "belongs to no xi:include"),
        (include('href="text.xml"'), "<xi:include", "circular-inclusion", "“text.xml” holds this"),
        ('<div xml:id="d">' + include('xpointer="d"') + "</div>", "<xi:include", "circular-inclusion", "holds this"),
    ],
)
def test_what_cannot_be_included_is_reported_in_its_place(
    inclusion: str, at: str, code: str, words: str, folder: Path
) -> None:
    found = check(folder, inclusion)
    assert spots(found) == [(code, *place(tei(inclusion), at))]
    assert words in found[0].message


def test_a_link_that_leads_out_of_the_edition_is_not_followed(folder: Path) -> None:
    (folder / "link.xml").symlink_to("../outside.xml")
    assert [d.code for d in check(folder, include('href="link.xml"'))] == ["outside-inclusion"]


def test_a_circle_through_several_files_is_found_once(folder: Path) -> None:
    (folder / "one.xml").write_text(tei(include('href="two.xml"')))
    (folder / "two.xml").write_text(tei("\n" + include('href="one.xml"')))
    assert [(d.code, Path(d.path).name) for d in check(folder, include('href="one.xml"'))] == [
        ("circular-inclusion", "two.xml")
    ]


def test_parts_of_one_file_may_be_in_another_order(folder: Path) -> None:
    (folder / "one.xml").write_text(
        tei('<p xml:id="x"/><div xml:id="y">' + include('href="one.xml" xpointer="x"') + "</div>")
    )
    assert check(folder, include("href='one.xml' xpointer='y'"), "one.xml") == []


def test_what_is_included_in_turn_is_checked_too(folder: Path) -> None:
    (folder / "one.xml").write_text(tei(include('href="nothing.xml"')))
    (found,) = check(folder, include('href="one.xml"'))
    assert (found.code, Path(found.path).name) == ("dangling-inclusion", "one.xml")


def test_documents_that_become_one_share_their_ids(folder: Path) -> None:
    (folder / "chapter.xml").write_text(tei('<ref target="#head"/><p xml:id="body"/><ref target="#nothing"/>'))
    text = document(folder, tei(include('href="chapter.xml"') + '<p xml:id="head"/><ref target="#body"/>'))
    chapter = document(folder, (folder / "chapter.xml").read_bytes(), "chapter.xml")
    assert [(d.path, d.message.split()[0]) for d in check_pointers([text, chapter], folder)] == [
        ("chapter.xml", "“#nothing”")
    ]
    assert list(check_pointers([text], folder)) == []


def test_many_inclusions_of_one_file_take_linear_time(folder: Path) -> None:
    (folder / "one.xml").write_text(tei(include('href="part.xml"') * 2_000))
    assert check(folder, include('href="one.xml"') * 2_000) == []
