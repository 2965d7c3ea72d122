"""BibTeX, RIS and CSL-JSON, read back by other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from teipress.cite.citations import Edition, Passage, item_of, locator, permalink, reference
from teipress.cite.cited import citing_of
from teipress.cite.formats import bibtex, ris
from teipress.cite.header import Header
from teipress.cite.releases import Release
from teipress.cite.settings import Citation, Person
from teipress.cite.words import english
from teipress.project import Project
from teipress.resources import xslt

EDITION = Edition("The Edition", "https://example.org/e/", "en", "1.1.0", Citation(doi="10.1234/e", place="Seoul"))
HEADER = Header(
    title="100 % of {A} & B_c: $5 #1 ~ ^ \\ “é”",
    short="Percents",
    authors=(Person("von Goethe", "Johann Wolfgang"), Person(name="Smith, Jones and Co.")),
    editors=(Person("Kim", "Minji"),),
    translators=(Person("Müller", "Anna"),),
    publisher="P & Q",
    date="2026-11-24",
    original="1781",
    language="de",
)
ITEM = item_of(HEADER, "a text", EDITION, Passage("p4.s2", "¶ 4, s. 2"), "2026-11-25")


def parsed(text: str) -> dict[str, str]:
    library = parse_string(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {"type": entry.entry_type, "key": entry.key, **{field.key: field.value for field in entry.fields}}


def test_bibtex_is_read_by_a_parser() -> None:
    found = parsed(bibtex([ITEM]))
    assert found["type"] == "incollection"
    assert found["key"] == "a-text-p4.s2"
    assert found["title"] == (
        r"{100 \% of \{A\} \& B\_c: \$5 \#1 \textasciitilde{} \textasciicircum{} \textbackslash{} “é”}"
    )
    assert found["author"] == "von Goethe, Johann Wolfgang and {Smith, Jones and Co.}"
    assert found["date"] == "2026-11-24"
    assert (found["year"], found["month"], found["origdate"], found["urldate"]) == ("2026", "nov", "1781", "2026-11-25")
    assert found["url"] == "https://example.org/e/a%20text.html#p4.s2"
    assert found["note"] == "¶ 4, s. 2"


def test_ris_is_read_by_a_parser() -> None:
    text = ris([ITEM, {**ITEM, "type": "book", "collection-title": "Series"}])
    assert all(line[2:6] == "  - " for line in text.split("\r\n")[:-1])
    first, second = rispy.loads(text)
    assert first["type_of_reference"] == "CHAP"
    assert first["title"] == HEADER.title
    assert first["authors"] == ["von Goethe, Johann Wolfgang", "Smith, Jones and Co."]
    assert first["secondary_title"] == "The Edition"
    assert first["urls"] == ["https://example.org/e/a%20text.html#p4.s2"]
    assert first["date"] == "2026/11/24"
    assert second["type_of_reference"] == "BOOK"


def test_csl_json_is_read_by_a_processor() -> None:
    source = CiteProcJSON(json.loads(json.dumps([ITEM])))
    assert str(source["a text-p4.s2"]["title"]) == HEADER.title


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.text(st.characters(codec="utf-8")))
def test_any_words_are_kept_in_one_field(title: str, name: str) -> None:
    item: dict[str, Any] = item_of(
        Header(title=title, authors=(Person(name=name),) if name else ()), "t", Edition(address="https://x.org/")
    )
    assert list(parsed(bibtex([item]))) == list(parsed(bibtex([{**item, "title": "T"}])))
    tags = [line[:2] for line in ris([item]).split("\r\n")]
    assert tags == [line[:2] for line in ris([{**item, "title": "T"}]).split("\r\n")]
    assert tags.count("ER") == 1


def test_a_part_is_a_chapter_and_a_work_a_book() -> None:
    part = item_of(Header(title="A"), "a", EDITION)
    assert (part["type"], part["container-title"]) == ("chapter", "The Edition")
    work = item_of(Header(title="A", is_work=True), "a", EDITION)
    assert (work["type"], work["collection-title"]) == ("book", "The Edition")
    assert item_of(Header(title="The Edition"), "a", EDITION)["type"] == "book"
    assert item_of(Header(title="A"), "a", Edition())["type"] == "book"


def test_the_settings_go_before_the_header() -> None:
    own = Citation(authors=(Person(name="B"),), publisher="Q", released="2027-01-02")
    item = item_of(
        Header(title="A", authors=(Person(name="A"),), publisher="P", date="2026"), "a", Edition(settings=own)
    )
    assert item["author"] == [{"literal": "B"}]
    assert item["publisher"] == "Q"
    assert item["issued"] == {"date-parts": [[2027, 1, 2]]}


def test_a_passage_has_its_address_rather_than_a_doi_of_the_whole() -> None:
    assert item_of(HEADER, "a", EDITION)["DOI"] == "10.1234/e"
    assert "DOI" not in item_of(HEADER, "a", EDITION, Passage("p1", "¶ 1"))
    unplaced = Edition("E", settings=Citation(doi="10.1234/e"))
    assert item_of(HEADER, "a", unplaced, Passage("p1", "¶ 1"))["DOI"] == "10.1234/e"
    assert "URL" not in item_of(HEADER, "a", unplaced)


def test_no_date_of_access_unless_it_is_given() -> None:
    assert "accessed" not in item_of(HEADER, "a", EDITION)


def test_permalinks_are_whole_where_the_place_of_the_edition_is_known() -> None:
    assert permalink(EDITION, "a b", "ä") == "https://example.org/e/a%20b.html#%C3%A4"
    assert permalink(Edition(), "a", "p1") == "a.html#p1"


def test_a_reference_has_the_short_title() -> None:
    assert reference(HEADER, "a", Passage("p4", "¶ 4, s. 2")) == "Percents, ¶ 4, s. 2"
    assert reference(Header(title="Long"), "a") == "Long"
    assert reference(Header(), "a") == "a"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("¶ 4", ("paragraph", "4")),
        ("¶ 4, s. 2", ("paragraph-words", "4, s. 2")),
        ("l. 30", ("line", "30")),
        ("ch. 2, ¶ 1", ("other-words", "ch. 2, ¶ 1")),
        ("act 1, sc. 2", ("other-words", "act 1, sc. 2")),
        ("front matter", ("other-words", "front matter")),
    ],
)
def test_a_style_has_its_own_word_for_the_first_unit(label: str, expected: tuple[str, str]) -> None:
    assert locator(label, english()) == expected


def test_a_release_is_cited_where_it_stays() -> None:
    project = Project(Path("/e"), Path("/e/teipress.toml"), "E", (), base_url="https://example.org/v/1.1.0/")
    edition = citing_of(project, xslt("labels/en.xml").read_bytes(), Release("1.1.0", "2026-11-25")).edition
    item = item_of(Header(title="A", date="2020"), "a", edition)
    assert item["URL"] == "https://example.org/v/1.1.0/a.html"
    assert (item["version"], item["issued"]) == ("1.1.0", {"date-parts": [[2026, 11, 25]]})
