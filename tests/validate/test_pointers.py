"""Every pointer leads somewhere, and to the right kind of thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.corpus import Document
from teipress.diagnostics import Diagnostic
from teipress.validate.nearest import Names
from teipress.validate.pointers import Prefixes, check_pointers, is_pointer, resolve
from tests.support import ROOT, document, place, spots, tei

PREFIXES = """<listPrefixDef>
<prefixDef ident="person" matchPattern="([a-z\\-]+)" replacementPattern="persons.xml#$1"/>
<prefixDef ident="place" matchPattern="([a-z]+)/([0-9]+)" replacementPattern="#$1.$2"/>
<prefixDef ident="place" matchPattern="([a-z]+)" replacementPattern="#$1"/>
<prefixDef ident="web" matchPattern="(.*)" replacementPattern="https://example.org/$1"/>
</listPrefixDef>"""
REGISTER = """<listPerson>
<person xml:id="kim-il-sung"/><personGrp xml:id="crew"/>
<place xml:id="here"/><org xml:id="party"/><event xml:id="war"/><bibl xml:id="book"/><p xml:id="par"/>
</listPerson>"""


def check(folder: Path, content: str, **others: str) -> list[Diagnostic]:
    """Check a text together with other files; those are named by their stems."""
    documents = [document(folder, tei(content))]
    documents += [document(folder, tei(text), f"{name}.xml") for name, text in others.items()]
    return list(check_pointers(documents))


# What leads somewhere


@pytest.mark.parametrize(
    "pointer",
    [
        "#a",
        "text.xml#a",
        "./text.xml#a",
        "../edition/text.xml#a",
        "persons.xml#kim-il-sung",
        "persons%2Exml#kim-il-sung",
        "persons.xml",
        "persons.xml#",
        "person:kim-il-sung",
        "place:b",
        "place:b/1",
        "#%C3%A9",
        "#é",
        "#a #é\n\t#b",
        "",
        "https://example.org/#nothing",
        "HTTP://example.org/",
        "mailto:a@example.org",
        "web:nothing#there",
        "urn:isbn:1",
        "picture.png",
        "pictures/",
        "#xpath(//p[1])",
        "#range(left(//p[1]),right(//p[2]))",
    ],
)
def test_a_pointer_that_leads_somewhere_is_no_fault(pointer: str, tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    (folder / "pictures").mkdir(parents=True)
    (folder / "picture.png").touch()
    content = f'{PREFIXES}<ref target="{pointer}"/><p xml:id="a"/><p xml:id="é"/><p xml:id="b"/><p xml:id="b.1"/>'
    assert check(folder, content, persons=REGISTER) == []


def test_a_file_with_a_difficult_name_is_found_however_it_is_escaped(tmp_path: Path) -> None:
    content = "".join(
        f'<ref target="{address}#{id}"/>'
        for address in ("Kim%20%C3%A9.xml", "Kim%20%c3%a9.xml", "Kim%20é.xml", "%4Bim%20é.xml")
        for id in ("there", "nowhere")
    )
    found = check(tmp_path, content, **{"Kim é": '<p xml:id="there"/>'})
    assert [d.code for d in found] == ["dangling-pointer"] * 4


def test_pointers_between_folders_are_followed(tmp_path: Path) -> None:
    text = document(tmp_path, tei('<ref target="../registers/persons.xml#kim"/>'), "texts/a.xml")
    register = document(tmp_path, tei('<p xml:id="kim"/>'), "registers/persons.xml")
    assert list(check_pointers([text, register])) == []


def test_an_id_with_white_space_around_it_is_still_a_target(tmp_path: Path) -> None:
    assert check(tmp_path, '<p xml:id=" a "/><ref target="#a"/>') == []


@pytest.mark.parametrize("base", ["registers/", "registers/x.xml", "./registers/./"])
def test_xml_base_is_what_pointers_are_relative_to(base: str, tmp_path: Path) -> None:
    text = document(tmp_path, tei(f'<div xml:base="{base}"><ref target="persons.xml#kim"/></div>'))
    register = document(tmp_path, tei('<p xml:id="kim"/>'), "registers/persons.xml")
    assert list(check_pointers([text, register])) == []


def test_bases_within_bases_are_joined(tmp_path: Path) -> None:
    text = document(tmp_path, tei('<div xml:base="a/"><p xml:base="b/"><ref target="c.xml#kim"/></p></div>'))
    register = document(tmp_path, tei('<p xml:id="kim"/>'), "a/b/c.xml")
    assert list(check_pointers([text, register])) == []


# What leads nowhere


@pytest.mark.parametrize(
    ("pointer", "code", "words"),
    [
        ("#nothing", "dangling-pointer", "no element in text.xml has the id “nothing”"),
        ("persons.xml#nothing", "dangling-pointer", "no element in persons.xml has the id “nothing”"),
        ("person:nothing", "dangling-pointer", "“person:nothing” points to nothing: no element in persons.xml"),
        ("nothing.xml#a", "dangling-pointer", "a file that is not there: nothing.xml"),
        ("nothing%20here.png", "dangling-pointer", "a file that is not there: nothing here.png"),
        ("file:///nothing/here.xml", "dangling-pointer", "a file that is not there: here.xml"),
        ("a%00b.png", "dangling-pointer", "a file that is not there"),
        ("person:UPPER", "malformed-pointer", "“person:UPPER” does not fit what the header says of “person:”"),
        ("place:b/", "malformed-pointer", "“([a-z]+)/([0-9]+)” or “([a-z]+)”"),
        ("http://[", "malformed-pointer", "“http://[” is not an address"),
        ("file:relative", "dangling-pointer", "a file that is not there: relative"),
        ("persn:kim", "undeclared-prefix", "“persn:” in “persn:kim” is no scheme"),
        ("javascript:alert(1)", "undeclared-prefix", "“javascript:”"),
    ],
)
def test_a_pointer_that_leads_nowhere_is_reported_at_its_attribute(
    pointer: str, code: str, words: str, tmp_path: Path
) -> None:
    content = f'{PREFIXES}<ref n="é"\n target="{pointer}"/>'
    found = check(tmp_path, content, persons=REGISTER)
    assert spots(found) == [(code, *place(tei(content), "target="))]
    assert words in found[0].message


def test_each_of_several_values_is_checked(tmp_path: Path) -> None:
    found = check(tmp_path, '<ref target="#a  #x\n#b #y"/><p xml:id="a"/><p xml:id="b"/>')
    assert [d.message.split()[0] for d in found] == ["“#x”", "“#y”"]


@pytest.mark.parametrize(
    ("pointer", "near"),
    [
        ("person:kim-il-song", "Did you mean “kim-il-sung”?"),
        ("person:kim-ilsung", "Did you mean “kim-il-sung”?"),
        ("persons.xml#Kim-il-sung", "Did you mean “kim-il-sung”?"),
        ("person:kmi-il-sung", "Did you mean “kim-il-sung”?"),
        ("persn:kim-il-sung", "Did you mean “person:”?"),
        ("person:lenin", "Correct the pointer, or add what it should point to."),
    ],
)
def test_a_near_miss_is_helped(pointer: str, near: str, tmp_path: Path) -> None:
    (found,) = check(tmp_path, f'{PREFIXES}<persName ref="{pointer}"/>', persons=REGISTER)
    assert found.help == near


def test_thousands_of_dangling_pointers_are_told_in_linear_time(tmp_path: Path) -> None:
    """Were each compared with each id, these would be a hundred million comparisons of words."""
    content = "".join(f'<p xml:id="p.{n}"><ref target="#q.{n}"/></p>' for n in range(10_000))
    assert len(check(tmp_path, content)) == 10_000


def test_a_pattern_that_is_none_fits_nothing(tmp_path: Path) -> None:
    content = '<prefixDef ident="x" matchPattern="(" replacementPattern="#$1"/><ref target="x:a"/>'
    assert [d.code for d in check(tmp_path, content)] == ["malformed-pointer"]


# What is a pointer


@pytest.mark.parametrize(
    ("markup", "is_one"),
    [
        ("<ref target=''/>", True),
        ("<said who=''/>", True),
        ("<persName ref=''/>", True),
        ("<app from=''/>", True),
        ("<date from=''/>", False),
        ("<msItem class=''/>", True),
        ("<div class=''/>", False),
        ("<p n=''/>", False),
        ("<p rend=''/>", False),
    ],
)
def test_attributes_are_pointers_where_tei_says_so(markup: str, is_one: bool, tmp_path: Path) -> None:
    element = document(tmp_path, f"{ROOT}{markup}</TEI>").root[0]
    assert is_pointer(element, str(element.keys()[0])) is is_one


def test_other_vocabularies_and_examples_are_left_alone(tmp_path: Path) -> None:
    content = (
        '<egXML xmlns="http://www.tei-c.org/ns/Examples"><ref target="#nothing"/></egXML>'
        '<use xmlns="http://www.w3.org/2000/svg" target="#nothing"/>'
    )
    assert check(tmp_path, content) == []


# What it points to


@pytest.mark.parametrize(
    ("markup", "right"),
    [
        ('<persName ref="{}"/>', {"kim-il-sung", "crew"}),
        ('<rs type="person" ref="{}"/>', {"kim-il-sung", "crew"}),
        ('<name type="person" ref="{}"/>', {"kim-il-sung", "crew"}),
        ('<placeName ref="{}"/>', {"here"}),
        ('<orgName ref="{}"/>', {"party"}),
        ('<eventName ref="{}"/>', {"war"}),
        ('<title ref="{}"/>', {"book"}),
        ('<pubPlace ref="{}"/>', {"here"}),
    ],
)
def test_names_point_to_entries_of_their_kind_only(markup: str, right: set[str], tmp_path: Path) -> None:
    for name in ("kim-il-sung", "crew", "here", "party", "war", "book", "par"):
        found = check(tmp_path, markup.format(f"persons.xml#{name}"), persons=REGISTER)
        assert [d.code for d in found] == ([] if name in right else ["wrong-target"]), name


@pytest.mark.parametrize("markup", ['<rs ref="{}"/>', '<rs type="thing" ref="{}"/>', '<ref target="{}"/>'])
def test_what_names_no_kind_may_point_to_anything(markup: str, tmp_path: Path) -> None:
    for name in ("kim-il-sung", "here", "par"):
        assert check(tmp_path, markup.format(f"persons.xml#{name}"), persons=REGISTER) == []


def test_a_wrong_kind_is_explained(tmp_path: Path) -> None:
    (found,) = check(tmp_path, '<placeName ref="persons.xml#kim-il-sung"/>', persons=REGISTER)
    assert "points to a <person>, which is the wrong kind of thing for ref on <placeName>" in found.message
    assert found.help == "It must point to <place>."


# Prefixes


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("person:kim", ("p.xml#kim", "q.xml#kim")),
        ("person:kim/2", ("p.xml#2-kim-",)),
        ("person:", ()),
        ("person:KIM", ()),
        ("#person:kim", ("#person:kim",)),
        ("other:kim", ("other:kim",)),
    ],
)
def test_private_schemes_are_spelt_out(written: str, meant: tuple[str, ...]) -> None:
    rules = (("([a-z]+)", "p.xml#$1"), ("([a-z]+)/([0-9])", "p.xml#$2-$1-$7"), ("(.+)(?<=m)", "q.xml#$1"))
    assert resolve(written, Prefixes({"person": rules})) == meant


def test_of_several_meanings_of_a_prefix_one_must_lead_somewhere(tmp_path: Path) -> None:
    prefixes = "".join(
        f'<prefixDef ident="p" matchPattern="(.*)" replacementPattern="{file}.xml#$1"/>' for file in ("one", "two")
    )
    content = f'{prefixes}<rs ref="p:a"/><rs ref="p:b"/>\n<rs ref="p:c"/>'
    found = check(tmp_path, content, one='<p xml:id="a"/>', two='<p xml:id="b"/>')
    assert [(d.code, d.line) for d in found] == [("dangling-pointer", 3)]


def test_a_pattern_made_to_never_end_is_given_up(tmp_path: Path) -> None:
    content = f'<prefixDef ident="x" matchPattern="(a+)+b" replacementPattern="#$1"/><ref target="x:{"a" * 40}"/>'
    assert [d.code for d in check(tmp_path, content)] == ["malformed-pointer"]


def test_a_replacement_made_to_fill_the_memory_is_not_made(tmp_path: Path) -> None:
    pattern = f'<prefixDef ident="x" matchPattern="(.*)" replacementPattern="#{"$1" * 5_000}"/>'
    assert [d.code for d in check(tmp_path, f'{pattern}<ref target="x:{"a" * 50_000}"/>')] == ["malformed-pointer"]


def test_prefixes_are_those_of_the_documents_own_header(tmp_path: Path) -> None:
    documents: list[Document] = [
        document(tmp_path, tei(PREFIXES)),
        document(tmp_path, tei('<ref target="place:b"/>'), "other.xml"),
    ]
    assert [(d.code, d.path) for d in check_pointers(documents)] == [("undeclared-prefix", "other.xml")]


# Near misses


@given(st.text(min_size=1, max_size=12), st.integers(0, 11), st.characters())
def test_a_name_with_one_letter_changed_added_or_lost_is_found(name: str, at: int, letter: str) -> None:
    at = at % len(name)
    names = Names([name, "something-else-altogether"])
    assert names.nearest(name) == name
    for wrong in (name[:at] + letter + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + name[at + 1 :]):
        if len(letter.casefold()) == len(name[at].casefold()) == 1:
            assert names.nearest(wrong) == name


def test_the_nearest_of_several_is_chosen_and_of_equals_the_first() -> None:
    assert Names(["kim-i-sun", "kim-il-sung", "kim-jong-il"]).nearest("kim-il-sun") == "kim-il-sung"
    assert Names(["ab", "aa"]).nearest("ac") == "aa"
    assert Names(["abc"]).nearest("xyz") is None
    assert Names([]).nearest("a") is None


# Ways into a document


@pytest.mark.parametrize(
    "pointer",
    [
        "#xpath(//p[1])",
        "#range(left(//p[1]), right(//p[2]))",
        "#match(//p,'x y',1)",
        "text.xml#string-range(xpath(//p),0,3)",
        "#element(/1/2)",
        "#a #left(//p[ 1 ]) #a",
    ],
)
def test_the_pointer_schemes_of_tei_need_no_id(pointer: str, tmp_path: Path) -> None:
    assert check(tmp_path, f'<ref target="{pointer}"/><p xml:id="a"/>') == []


def test_a_scheme_that_tei_does_not_know_is_reported(tmp_path: Path) -> None:
    (found,) = check(tmp_path, '<ref target="#xpth(//p)"/>')
    assert (found.code, found.help) == ("malformed-pointer", "Did you mean “xpath()”?")


def test_a_path_with_brackets_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "a(1).png").touch()
    assert check(tmp_path, '<graphic url="a(1).png"/>') == []
    assert len(check(tmp_path, '<ref target="#( #x"/>')) == 2


# Files


@pytest.mark.parametrize(
    ("markup", "code", "severity", "help"),
    [
        ('<graphic url="kim.png"/>', "missing-image", "error", "Correct the path"),
        ('<media url="kim.mp3"/>', "missing-image", "error", "Correct the path"),
        ('<pb facs="kim.png"/>', "missing-image", "warning", "Correct the path"),
        ('<facsimile><graphic url="kim.png"/></facsimile>', "missing-image", "warning", "Correct the path"),
        ('<ref target="kim.html"/>', "dangling-pointer", "warning", "Correct the path"),
        ('<ref target="kim.xml"/>', "dangling-pointer", "error", "Correct the path"),
        (r'<graphic url="images\kim.png"/>', "missing-image", "error", "Write the path with “/” instead of “\\”."),
        (r'<graphic url="C:\kim.png"/>', "malformed-pointer", "error", "Write the path relative to this file"),
        ('<said who="kim"/>', "dangling-pointer", "error", "If “kim” is an id, write “#kim”; who holds addresses"),
        ('<said who="lee"/><person xml:id="lee"/>', "dangling-pointer", "error", "Did you mean “#lee”?"),
    ],
)
def test_a_file_that_is_not_there_is_told_in_its_own_words(
    markup: str, code: str, severity: str, help: str, tmp_path: Path
) -> None:
    (found,) = check(tmp_path, markup)
    assert (found.code, found.severity) == (code, severity)
    assert (found.help or "").startswith(help)


def test_blanks_in_the_name_of_an_image_are_explained(tmp_path: Path) -> None:
    (_, found) = check(tmp_path, '<graphic url="my kim.png"/>')
    assert found.help == "An address holds no blanks: write each as “%20”."


def test_capital_letters_of_file_names_count(tmp_path: Path) -> None:
    (tmp_path / "Kim.PNG").touch()
    text = document(tmp_path, tei('<graphic url="kim.png"/><ref target="kim.png"/>'))
    found = list(check_pointers([text], tmp_path))
    assert [d.code for d in found] == ["missing-image", "dangling-pointer"]
    assert {d.help for d in found} == {
        "Write “Kim.PNG”: many systems, and the web, tell capital letters from small ones."
    }


def test_folders_outside_of_the_edition_are_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "Kim.PNG").touch()
    text = document(tmp_path / "edition", tei('<graphic url="../kim.png"/>'))
    (found,) = check_pointers([text], tmp_path / "edition")
    assert "Kim.PNG" not in found.message


@pytest.mark.parametrize("pointer", ["file://server/share/kim.png", "//server/kim.png", "file:////server/kim.png"])
def test_files_of_other_machines_are_left_alone(pointer: str, tmp_path: Path) -> None:
    assert check(tmp_path, f'<graphic url="{pointer}"/>') == []


def test_a_file_with_more_faults_than_anybody_reads_is_cut_short(tmp_path: Path) -> None:
    found = check(tmp_path, '<ref target="#nothing"/>' * 10_002)
    assert len(found) == 10_001
    assert found[-1].code == "too-many-faults"
