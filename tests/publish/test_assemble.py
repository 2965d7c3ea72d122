"""A text is put together from the files that it includes, and everything in it leads back to where it was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from teipress.corpus import XML_ID
from teipress.diagnostics import Severity
from teipress.files import USUAL, Unreadable
from teipress.publish.assemble import Assembly, assemble
from tests.support import document, spots, tei
from tests.xpath import elements, string, strings

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
CHAPTER = '<p xml:id="p1">One.</p><p xml:id="p2">Two, see <ref target="#p1">1</ref>.</p>'


def include(href: str, fallback: str = "", **more: str) -> str:
    attributes = " ".join(f'{name}="{value}"' for name, value in more.items())
    return f'<xi:include {XI} href="{href}" {attributes}>{fallback}</xi:include>'


def put(folder: Path, content: str, **files: str) -> Assembly:
    """Put a text together, beside other files that are TEI."""
    for name, body in files.items():
        document(folder, tei(body), f"{name}.xml")
    return assemble(document(folder, tei(content)), folder, USUAL)


def words(assembly: Assembly) -> str:
    return " ".join(string(assembly.document.root, "string(.)").split())


def test_what_includes_nothing_is_left_alone(tmp_path: Path) -> None:
    read = document(tmp_path, tei(f"<p {XI}>x</p>"))
    assert assemble(read, tmp_path, USUAL).document is read


def test_a_file_and_a_part_of_one_are_put_in_place(tmp_path: Path) -> None:
    made = put(tmp_path, f"a {include('c.xml')} b {include('c.xml', xpointer='p1')} c", c=CHAPTER)
    assert words(made) == "a One.Two, see 1. b One. c"
    assert [*map(str, strings(made.document.root, "//@xml:id"))] == ["p1", "p2", "p1"]
    assert made.diagnostics == ()


def test_inclusions_of_inclusions_are_followed(tmp_path: Path) -> None:
    made = put(tmp_path, include("b.xml"), b=f"b {include('c.xml')} b", c="c")
    assert words(made) == "b c b"
    assert [file.path for file in made.files] == ["b.xml", "c.xml"]


def test_text_is_included_as_text(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text("1 < 2 & <p/>", encoding="utf-8")
    made = put(tmp_path, f"<p>x {include('n.txt', parse='text')} y</p>")
    assert words(made) == "x 1 < 2 & <p/> y"


def test_the_fallback_stands_in_for_what_is_not_there(tmp_path: Path) -> None:
    fallback = "<xi:fallback>no <hi>b</hi>, but {} end</xi:fallback>".format(include("c.xml"))
    made = put(tmp_path, f"<p>a {include('b.xml', fallback)} z</p>", c="c")
    assert words(made) == "a no b, but c end z"
    assert made.diagnostics == ()
    assert [file.path for file in made.files] == ["b.xml", "c.xml"]  # a build must notice when b.xml comes


def test_what_cannot_be_included_stays_and_is_told(tmp_path: Path) -> None:
    document(tmp_path, tei("secret"), "secret.xml")
    content = include("no.xml") + include("../secret.xml") + include("c.xml", xpointer="xpath1(//p)")
    made = put(tmp_path / "edition", content, c=CHAPTER)
    codes = [(d.code, d.severity) for d in made.diagnostics]
    assert codes == [
        ("dangling-inclusion", Severity.ERROR),
        ("outside-inclusion", Severity.ERROR),
        ("dangling-inclusion", Severity.WARNING),
    ]
    assert len(elements(made.document.root, "//*[local-name() = 'include']")) == 3
    assert "secret" not in words(made)


def test_a_circle_ends(tmp_path: Path) -> None:
    made = put(tmp_path, f"a {include('b.xml')}", b=f"b {include('text.xml')}")
    assert words(made) == "a b"
    assert spots(list(made.diagnostics)) == [("circular-inclusion", 2, 3)]
    assert made.diagnostics[0].path == "text.xml"


def test_what_grows_without_end_is_refused(tmp_path: Path) -> None:
    for number in range(9):
        document(tmp_path, tei(include(f"b{number + 1}.xml") * 10), f"b{number}.xml")
    document(tmp_path, tei("x" * 1000), "b9.xml")
    read = document(tmp_path, tei(include("b0.xml")))
    with pytest.raises(Unreadable) as trouble:
        assemble(read, tmp_path, replace(USUAL, nodes=5_000))
    assert trouble.value.diagnostic.code == "too-much-included"
    assert spots([trouble.value.diagnostic]) == [("too-much-included", 2, 1)]
    with pytest.raises(Unreadable, match="200,000 bytes"):
        assemble(read, tmp_path, replace(USUAL, size=200_000))


def test_a_long_chain_is_refused_as_too_deep(tmp_path: Path) -> None:
    for number in range(120):
        document(tmp_path, tei(include(f"b{number + 1}.xml")), f"b{number}.xml")
    document(tmp_path, tei("x"), "b120.xml")
    with pytest.raises(Unreadable) as trouble:
        assemble(document(tmp_path, tei(include("b0.xml"))), tmp_path, USUAL)
    assert trouble.value.diagnostic.code == "too-much-included"


def test_pointers_lead_where_they_led(tmp_path: Path) -> None:
    chapter = (
        '<p xml:id="x"/><ref target="two.xml#y"/><ref target="../people.xml#ann"/><graphic url="a%20b.png"/>'
        '<ref target="https://example.org/#x"/><ref target="#x two.xml#nowhere"/>'
    )
    document(tmp_path, tei(chapter), "parts/one.xml")
    document(tmp_path, tei('<p xml:id="y"/>'), "parts/two.xml")
    content = f'<ref target="parts/one.xml#x"/>{include("parts/one.xml")}{include("parts/two.xml")}'
    root = put(tmp_path, content).document.root
    assert strings(root, "//@target") == [
        "#x", "#y", "people.xml#ann", "https://example.org/#x", "#x parts/two.xml#nowhere",
    ]  # fmt: skip
    assert strings(root, "//@url") == ["parts/a%20b.png"]


def test_a_part_keeps_its_language(tmp_path: Path) -> None:
    made = put(tmp_path, include("c.xml", xpointer="p1"), c=f'<div xml:lang="la">{CHAPTER}</div>')
    assert strings(made.document.root, "//*[@xml:id]/@xml:lang") == ["la"]


def test_what_is_found_is_told_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = put(tmp_path, f"<p>own</p>\n{include('c.xml')}", c=f"\n\n{CHAPTER}")
    ids = {element.get(XML_ID): element for element in made.document.root.iter(etree.Element)}
    told = made.document.diagnose(ids["p1"], "lost-id", "it is lost")
    assert (told.path, told.line, told.column) == ("text.xml", 3, 1)
    assert told.message == "it is lost (in c.xml, line 4)"
    own = made.document.diagnose(elements(made.document.root, "//*[. = 'own']")[0], "lost-text", "lost")
    assert (own.line, own.message) == (2, "lost")
