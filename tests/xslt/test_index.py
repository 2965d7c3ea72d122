"""Ways into an index, and the index as TEI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from teipress.audit.markup import read_page
from teipress.audit.reach import check_landmarks
from teipress.corpus import TEI
from teipress.saxon import Saxon
from teipress.validate.relaxng import Schema
from tests.edition.pages import Page
from tests.paths import ROOT, SHARED
from tests.support import document
from tests.xpath import elements, string, strings
from tests.xslt.test_site import date, make, mention, page, record

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
POINTERS = ("target", "corresp", "source", "ref", "who", "active", "passive", "mutual", "resp")


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def named(saxon: Saxon, *names: str) -> dict[str, str]:
    mentions = "".join(mention("person", f"name:{number}", name, number) for number, name in enumerate(names))
    return make(saxon, [record("one", "One", mentions)])


def jumps(page: Page) -> list[tuple[str, str]]:
    links = elements(page.tree, "//nav[contains(@class, 'jumps')]//a")
    return [(string(link, "."), str(link.get("href"))) for link in links]


def headings(page: Page, links: list[tuple[str, str]]) -> list[str]:
    return [string(page.tree, f"//*[@id='{unquote(href[1:])}']/h2/span") for _, href in links]


def test_letters_lead_to_the_first_of_their_names(saxon: Saxon) -> None:
    names = ("Abel", "Ärmel", "adam", "Öhm", "Otto", "1812", "(Anna)", "창성", "청산", "Zeh")
    found = page(named(saxon, *names), "indexes/persons.html")
    links = jumps(found)
    assert [label for label, _ in links] == ["0–9", "A", "O", "Z", "ㅊ"]
    # “(Anna)” is sorted before all others: A leads to where most names with A are.
    assert headings(found, links) == ["1812", "Abel", "Öhm", "Zeh", "창성"]


def test_a_short_index_and_one_of_a_single_letter_need_no_letters(saxon: Saxon) -> None:
    assert not jumps(page(named(saxon, *"ABCDEFG"), "indexes/persons.html"))
    assert not jumps(page(named(saxon, *(f"A{n}" for n in range(9))), "indexes/persons.html"))


@pytest.fixture(scope="module")
def long(saxon: Saxon) -> dict[str, str]:
    return named(saxon, *(f"{letter} {number}" for letter in "ABC" for number in range(1500)))


def test_the_letters_of_a_long_index_lead_to_its_parts_from_each_of_them(long: dict[str, str]) -> None:
    front, second = page(long, "indexes/persons.html"), page(long, "indexes/persons-2.html")
    assert [label for label, _ in jumps(front)] == [label for label, _ in jumps(second)] == ["A", "B", "C"]
    for label, href in jumps(front):
        path, _, id = href.removeprefix("../").partition("#")
        assert string(page(long, path).tree, f"//*[@id='{id}']/h2/span").startswith(label)
    assert [href.partition("#")[0] for _, href in jumps(second)] == [
        "../indexes/persons-1.html",
        "../indexes/persons-1.html",
        "",
    ]


def test_the_landmarks_of_a_part_have_names_of_their_own(long: dict[str, str]) -> None:
    assert [*check_landmarks(read_page(long["indexes/persons-2.html"]))] == []


def test_dates_are_jumped_to_by_centuries_where_they_are_far_apart(saxon: Saxon) -> None:
    found = page(make(saxon, [record("one", "One", "".join(map(date, range(0, 6000, 400))))]), "indexes/dates.html")
    assert [label for label, _ in jumps(found)] == ["1000–1099", "1100–1199", "1200–1299", "1300–1399", "1400–1499"]
    near = page(make(saxon, [record("one", "One", "".join(map(date, range(0, 40, 4))))]), "indexes/dates.html")
    assert [label for label, _ in jumps(near)] == ["1000", "1001", "1002", "1003"]


def test_a_link_to_a_place_without_a_number_says_where_it_leads(saxon: Saxon) -> None:
    known, unknown = mention("person", "name:a", "A", 1), mention("person", "name:b", "B", 2)
    unknown = unknown.replace('reference="1"', 'reference=""')
    found = page(make(saxon, [record("one", "One", known + unknown)]), "indexes/persons.html")
    links = elements(found.tree, "//a[@class = 'reference']")
    assert [(link.text, link.get("aria-label")) for link in links] == [("1", None), ("→", "in the text")]


def quotation(number: int, inner: str, kind: str = "said") -> str:
    return (
        f'<x:mention kind="quotation" element="{kind}" entry="indexes/quotations.html#one-q{number}" id="q{number}" '
        f'reference="1"><x:before/><x:match>Words {number}</x:match><x:after/>{inner}</x:mention>'
    )


KIM = '<x:speaker href="indexes/persons.html#kim">Kim</x:speaker>'
PAPER = '<x:reporter href="indexes/organizations.html#paper">The Paper</x:reporter>'
BOOK = '<x:speaker href="indexes/works.html#book">A Book</x:speaker>'


def test_quotations_are_listed_by_speaker_and_by_source(saxon: Saxon) -> None:
    inner = quotation(1, KIM) + quotation(2, KIM + PAPER) + quotation(3, BOOK, "quote") + quotation(4, "")
    found = page(make(saxon, [record("one", "One", inner)]), "indexes/quotations.html")
    told = {
        string(section, "h2"): {
            string(group, "summary"): strings(group, "ol/li/a/@href") for group in elements(section, "ul/li/details")
        }
        for section in elements(found.tree, "//section[@class='grouped']")
    }
    at = "../indexes/quotations.html#one-q"
    assert told == {
        "By speaker": {"A Book 1": [f"{at}3"], "Kim 2": [f"{at}1", f"{at}2"], "Nobody named 1": [f"{at}4"]},
        "By source": {"A Book 1": [f"{at}3"], "The Paper 1": [f"{at}2"]},
    }


def test_a_long_index_lists_the_quotations_of_those_who_are_named(saxon: Saxon) -> None:
    inner = "".join(quotation(number, KIM if number in (5, 4300) else "") for number in range(4400))
    files = make(saxon, [record("one", "One", inner)])
    section, *more = elements(page(files, "indexes/quotations.html").tree, "//section[@class='grouped']")
    assert not more
    links = strings(section, ".//ol//a/@href")
    assert links == ["../indexes/quotations-1.html#one-q5", "../indexes/quotations-3.html#one-q4300"]
    assert [string(one, ".") for one in elements(section, ".//summary")] == ["Kim 2"]


def test_a_name_without_a_register_is_an_entry_of_tei_with_its_places(saxon: Saxon) -> None:
    root = etree.fromstring(named(saxon, "Kim &amp; Co")["indexes/persons.xml"].encode())
    (person,) = root.iter(f"{{{TEI}}}person")
    assert person.get("corresp") == "persons.html#name:0"
    assert [name.text for name in person.iter(f"{{{TEI}}}persName")] == ["Kim & Co"]
    assert [(ref.get("target"), ref.text) for ref in person.iter(f"{{{TEI}}}ref")] == [("../one.xml#m0", "Kim & Co")]


def test_a_place_that_only_the_page_knows_is_on_the_page(saxon: Saxon) -> None:
    place = mention("person", "name:kim", "Kim", 1)
    for attributes, target in (
        ('context="teipress:1-2"', "../one.html#teipress:1-2"), ('context="p1"', "../one.xml#p1"), ("", "../one.xml")
    ):  # fmt: skip
        files = make(saxon, [record("one", "One", place.replace('id="m1"', attributes))])
        (ref,) = etree.fromstring(files["indexes/persons.xml"].encode()).iterfind(f".//{{{TEI}}}person//{{{TEI}}}ref")
        assert ref.get("target") == target


def test_an_index_of_nothing_is_no_tei(saxon: Saxon) -> None:
    files = named(saxon, "Kim")
    assert "indexes/places.json" in files
    assert "indexes/places.xml" not in files
    assert 'places.xml"' not in files["indexes/places.html"]
    assert 'href="persons.xml"' in files["indexes/persons.html"]


# The reference edition: its registers, as the indexes have them.


def files_of_the_edition() -> dict[str, etree._Element]:
    folder = ROOT / "output"
    if not folder.is_dir():
        pytest.skip("the built reference edition is not here")
    return {path.stem: etree.fromstring(path.read_bytes()) for path in sorted(folder.glob("indexes/*.xml"))}


def test_every_index_of_the_edition_has_its_entries_as_the_registers_do() -> None:
    made = files_of_the_edition()
    assert set(made) == {"persons", "places", "organizations", "events", "works", "dates", "quotations"}
    for index, register in (("persons", "persons"), ("places", "places"), ("works", "bibliography")):
        source = etree.fromstring((ROOT / f"output/registers/{register}.xml").read_bytes())
        entries = {str(one.get(XML_ID)): one for one in source.iterfind(f".//{{{TEI}}}standOff/*/*[@{XML_ID}]")}
        copies = {str(one.get(XML_ID)): one for one in made[index].iterfind(f".//{{{TEI}}}standOff/*/*[@{XML_ID}]")}
        assert entries.keys() == copies.keys()
        for id, entry in entries.items():
            (*_, last) = copies[id]
            if last.get("type") == "mentions":
                copies[id].remove(last)
            assert words(copies[id]) == words(entry)


def words(element: etree._Element) -> str:
    return re.sub(r"\s+", " ", "".join(map(str, element.itertext()))).strip()


def test_every_pointer_of_the_edition_leads_to_an_id_of_a_file() -> None:
    made = files_of_the_edition()
    count = 0
    for name, root in made.items():
        for element in root.iter(etree.Element):
            for pointer in " ".join(element.get(attribute, "") for attribute in POINTERS).split():
                if re.match(r"[a-z]+:", pointer):
                    continue
                path, _, id = pointer.partition("#")
                target = (ROOT / "output/indexes" / unquote(path)).resolve() if path else Path(f"{name}.xml")
                assert not path or target.is_file(), f"{name}: {pointer}"
                if id:
                    ids = set(strings(etree.fromstring(target.read_bytes()) if path else root, "//@xml:id"))
                    assert id in ids, f"{name}: {pointer}"
                count += 1
    assert count > 200


def test_every_index_of_the_edition_is_valid_tei(tmp_path: Path) -> None:
    schema = SHARED / "tei/rng/tei_all.rng"
    if not schema.is_file():
        pytest.skip("tei_all.rng is not here")
    grammar = Schema.from_file(schema)
    for name, root in files_of_the_edition().items():
        assert [*grammar.validate(document(tmp_path, etree.tostring(root), f"{name}.xml"))] == []
