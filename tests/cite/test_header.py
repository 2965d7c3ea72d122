"""What a header says of a text that a citation needs."""

from __future__ import annotations

import pytest

from teipress.cite.header import Header, read_header
from teipress.cite.settings import Person
from tests.cite.texts import described, document


def header(titles: str = "<title>T</title>", publication: str = "<p/>", source: str = "<p/>") -> Header:
    return read_header(document(described(titles, publication, source)))


def test_titles_are_told_apart() -> None:
    found = header('<title type="short">Short</title><title type="sub">Sub</title><title>The  main\n one</title>')
    assert (found.title, found.subtitle, found.short) == ("The main one", "Sub", "Short")


def test_only_a_subtitle_is_the_title() -> None:
    assert header('<title type="sub">Sub</title>').title == "Sub"


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Schiller, Friedrich", Person("Schiller", "Friedrich")),
        ("Homer", Person(name="Homer")),
        ("William Shakespeare", Person(name="William Shakespeare")),
        (
            (
                "<persName><forename>Johann</forename> <forename>Wolfgang</forename> <nameLink>von</nameLink> "
                "<surname>Goethe</surname></persName>"
            ),
            Person("von Goethe", "Johann Wolfgang"),
        ),
        ("<persName><surname>Busoni</surname><forename>F.</forename></persName>", Person("Busoni", "F.")),
        ("<orgName>Smith, Sons and Co.</orgName>", Person(name="Smith, Sons and Co.")),
        ("<persName>Kim, Minji <idno>123</idno></persName>", Person("Kim", "Minji")),
        ("Dickens, Charles (1812-1870)", Person("Dickens", "Charles")),
        ("Cholmondeley, Mary (1859–1925).", Person("Cholmondeley", "Mary")),
        ("Eliot, George [pseud.] (1819-1880)", Person("Eliot", "George")),
        ("Anonymous (Berlin)", Person(name="Anonymous (Berlin)")),
        ("Class of (19)", Person(name="Class of (19)")),
    ],
)
def test_a_name_is_taken_apart_as_far_as_it_says(author: str, expected: Person) -> None:
    assert header(f"<title>T</title><author>{author}</author>").authors == (expected,)


def test_who_translated_is_no_editor() -> None:
    found = header('<title>T</title><editor>A, B</editor><editor role="translator">C, D</editor><author> </author>')
    assert found.editors == (Person("A", "B"),)
    assert found.translators == (Person("C", "D"),)
    assert found.authors == ()


def test_publisher_place_date_licence_and_doi_are_those_of_the_edition() -> None:
    found = header(
        publication="<publisher>P</publisher><pubPlace>Seoul</pubPlace><date when='2026-11-24'>now</date>"
        "<idno type='DOI'>https://doi.org/10.1234/a</idno>"
        "<availability><licence target='https://creativecommons.org/licenses/by/4.0/'>CC</licence></availability>"
    )
    assert (found.publisher, found.place, found.date, found.doi) == ("P", "Seoul", "2026-11-24", "10.1234/a")
    assert found.licence == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("source", "year"),
    [
        ('<bibl type="firstEdition"><date when="1781-05"/></bibl>', "1781"),
        ('<bibl><title level="a">A</title><title level="j">J</title><date notAfter="2012-08-31"/></bibl>', "2012"),
        ('<bibl><title level="m">A reprint</title><date when="1978"/></bibl>', ""),
        ('<bibl><title level="a">A</title><title level="j">J</title><date>no year</date></bibl>', ""),
    ],
)
def test_when_it_was_first_published_is_not_guessed(source: str, year: str) -> None:
    assert header(source=source).original == year


@pytest.mark.parametrize(
    ("titles", "source", "is_work"),
    [
        ('<title level="m">T</title>', "<p/>", True),
        ('<title level="a">T</title>', '<bibl><title level="m">B</title></bibl>', False),
        ("<title>T</title>", '<bibl><title level="m">B</title></bibl>', True),
        ("<title>T</title>", '<bibl><title level="a">A</title><title level="m">B</title></bibl>', False),
        ("<title>T</title>", "<p/>", False),
    ],
)
def test_a_work_that_stands_by_itself_says_so(titles: str, source: str, is_work: bool) -> None:
    assert header(titles, source=source).is_work == is_work


def test_a_document_without_a_header_says_nothing() -> None:
    assert header("").title == ""
    assert read_header(document()) == Header(language="en")
