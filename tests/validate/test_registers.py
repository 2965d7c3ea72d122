"""An entry is there once, has a name, and is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.diagnostics import Diagnostic, Severity
from teipress.validate.registers import check_registers, entries
from tests.support import document, spots, tei


def check(folder: Path, register: str, text: str = "") -> list[Diagnostic]:
    registers = [document(folder, tei(register), "register.xml")]
    return list(check_registers(registers, [document(folder, tei(text)), *registers]))


def mentions(*names: str) -> str:
    return "".join(f'<rs ref="register.xml#{name}"/>' for name in names)


def test_an_entry_with_a_name_that_is_mentioned_is_no_fault(tmp_path: Path) -> None:
    register = '<listPerson><person xml:id="kim"><persName>Kim</persName></person></listPerson>'
    assert check(tmp_path, register, mentions("kim")) == []


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ('<person xml:id="x"/>', "<name> or <persName>"),
        ('<place xml:id="x"><placeName> </placeName></place>', "<country> or <district>"),
        ('<org xml:id="x"><desc>x</desc></org>', "<name> or <orgName>"),
        ('<event xml:id="x"/>', "<desc> or <eventName>"),
    ],
)
def test_an_entry_without_a_name_is_an_error(entry: str, wanted: str, tmp_path: Path) -> None:
    (found,) = check(tmp_path, f"<listPerson>\n{entry}</listPerson>", mentions("x"))
    assert (found.code, found.line, found.severity) == ("nameless-entry", 3, Severity.ERROR)
    assert found.help == f"Add {wanted}."


def test_a_work_needs_no_name(tmp_path: Path) -> None:
    assert check(tmp_path, '<listBibl><bibl xml:id="x"/></listBibl>', mentions("x")) == []


TWO = """<listPerson>
<person xml:id="a"><persName>Kim  Il Sung</persName><persName>Great Leader</persName></person>
<person xml:id="b"><persName>Kim</persName><persName>KIM
IL SUNG</persName></person>
</listPerson>"""


def test_the_same_name_twice_is_a_warning_that_names_the_first(tmp_path: Path) -> None:
    (found,) = check(tmp_path, TWO, mentions("a", "b"))
    assert (found.code, found.line, found.severity) == ("duplicate-entry", 4, Severity.WARNING)
    assert found.message == "“KIM IL SUNG” is also the name of “a” (register.xml, line 3)"


def test_one_entry_may_have_a_name_in_several_spellings(tmp_path: Path) -> None:
    entry = '<person xml:id="a"><persName>Kim</persName><persName>KIM</persName><persName>Kim</persName></person>'
    assert check(tmp_path, f"<listPerson>{entry}</listPerson>", mentions("a")) == []


def test_the_same_authority_id_twice_is_a_warning_that_names_the_first(tmp_path: Path) -> None:
    register = """<listPerson>
    <person xml:id="a"><persName>A</persName><idno type="VIAF">24602065</idno></person>
    <person xml:id="b"><persName>B</persName>
    <idno type="URI">https://viaf.org/viaf/24602065</idno></person></listPerson>"""
    (found,) = check(tmp_path, register, mentions("a", "b"))
    assert (found.code, found.line, found.severity) == ("duplicate-entry", 5, Severity.WARNING)
    assert found.message == "VIAF 24602065 is already “a” (register.xml, line 3)"


@pytest.mark.parametrize("idno", ['<idno type="ISBN">0-306-40615-2</idno>', '<idno type="box">1</idno>'])
def test_chapters_of_a_book_share_its_number(idno: str, tmp_path: Path) -> None:
    register = f'<listBibl><bibl xml:id="a">{idno}</bibl><bibl xml:id="b">{idno}</bibl></listBibl>'
    assert check(tmp_path, register, mentions("a", "b")) == []


def test_a_person_and_a_place_may_share_a_name(tmp_path: Path) -> None:
    register = (
        '<listPerson><person xml:id="a"><name>X</name></person></listPerson>'
        '<listPlace><place xml:id="b"><name>X</name></place></listPlace>'
    )
    assert check(tmp_path, register, mentions("a", "b")) == []


def test_an_entry_that_nothing_points_to_is_a_note(tmp_path: Path) -> None:
    (found,) = check(tmp_path, '<listPerson><person xml:id="a"><name>A</name></person></listPerson>')
    assert (found.code, found.severity) == ("unused-entry", Severity.INFO)


@pytest.mark.parametrize(
    "text",
    [
        '<rs ref="register.xml#kim-é"/>',
        '<rs ref="register.xml#kim-%C3%A9"/>',
        '<div xml:base="elsewhere/"><rs ref="../register.xml#kim-é"/></div>',
        '<prefixDef ident="p" matchPattern="(.+)" replacementPattern="register.xml#$1"/><rs ref="p:kim-é"/>',
        '<rs ref="#x register.xml#kim-é"/>',
        '<said who="register.xml#kim-é"/>',
    ],
)
def test_every_way_to_point_at_an_entry_is_a_use(text: str, tmp_path: Path) -> None:
    register = '<listPerson><person xml:id="kim-é"><name>A</name></person></listPerson>'
    assert check(tmp_path, register, text) == []


def test_a_malformed_pointer_is_no_use_and_no_crash(tmp_path: Path) -> None:
    register = '<listPerson><person xml:id="a"><name>A</name></person></listPerson>'
    assert [d.code for d in check(tmp_path, register, '<ref target="http://["/>')] == ["unused-entry"]


def test_entries_are_members_of_lists_and_parts_of_their_kind(tmp_path: Path) -> None:
    register = """<person xml:id="loose"/>
    <listPlace><place xml:id="county"><place xml:id="town"/><event xml:id="flood"/></place><place/></listPlace>
    <listPerson><person xml:id="kim"><event xml:id="birth"/></person></listPerson>"""
    found = entries(document(tmp_path, tei(register)))
    assert [entry.get("{http://www.w3.org/XML/1998/namespace}id") for entry in found] == ["county", "town", "kim"]


def test_faults_come_with_their_places(tmp_path: Path) -> None:
    register = '<listPerson>\n  <person xml:id="a"/>\n  <person xml:id="b"/>\n</listPerson>'
    found = check(tmp_path, register, mentions("b"))
    assert spots(found) == [("nameless-entry", 3, 3), ("unused-entry", 3, 3), ("nameless-entry", 4, 3)]


@pytest.mark.parametrize(
    ("geo", "help"),
    [
        ("125.2453 40.4214", "Write the latitude first, then the longitude."),
        ("40.4,\n 181", "Correct the numbers."),
        ("-90.5 0", "Write the latitude first, then the longitude."),
    ],
)
def test_coordinates_of_nowhere_are_reported(geo: str, help: str, tmp_path: Path) -> None:
    place = f'<place xml:id="x"><placeName>X</placeName><location>\n<geo>{geo}</geo></location></place>'
    (found,) = check(tmp_path, f"<listPlace>{place}</listPlace>", mentions("x"))
    assert (found.code, found.line, found.severity) == ("wrong-coordinates", 3, Severity.WARNING)
    assert found.help == help


@pytest.mark.parametrize(
    "geo", ["-90 180", "40.4214, 125.2453", "52TCK1234", "40.1 125.2 40.3 125.4", "40°25′ N 125°14′ E"]
)
def test_coordinates_of_somewhere_and_other_notations_are_no_fault(geo: str, tmp_path: Path) -> None:
    place = f'<place xml:id="x"><placeName>X</placeName><location><geo>{geo}</geo></location></place>'
    assert check(tmp_path, f"<listPlace>{place}</listPlace>", mentions("x")) == []
