"""How a text is cited: as its header declares, by its divisions where it does not, and by its milestones."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teipress.cite.references import CitationTree, check_references, citation_trees, units_with_id
from teipress.cite.words import Words, english, words_of
from teipress.corpus import Document, Limits, parse_document
from teipress.resources import xslt
from tests.paths import TEI as SOURCES
from tests.support import at, document, place, tei


def header(declarations: str) -> str:
    return f"<teiHeader><encodingDesc>{declarations}</encodingDesc></teiHeader>"


def cited(declaration: str, body: str) -> str:
    return tei(f"{header(f'<refsDecl>{declaration}</refsDecl>')}<text><body>{body}</body></text>")


def parsed(text: str) -> Document:
    return parse_document(text.encode(), Path("/text.xml"), "text.xml")


def identifiers(tree: CitationTree) -> list[str]:
    return [unit.identifier for unit in tree.units]


def labels(tree: CitationTree) -> list[str]:
    return [unit.label for unit in tree.units]


GOSPELS = cited(
    """<citeStructure unit="book" match="//body/div" use="@n">
      <citeData property="http://purl.org/dc/terms/title" use="head"/>
      <citeStructure unit="chapter" match="div" use="position()" delim=" ">
        <citeStructure unit="verse" match="ab" use="position()" delim=":"/>
        <citeStructure unit="note" match="note" use="@n" delim="#"/>
      </citeStructure>
    </citeStructure>""",
    """<div n="Luke"><head>Luke<note>so called</note></head>
         <div><ab xml:id="l11">a</ab><note n="x">n</note><ab>b</ab></div><div><ab>c</ab></div></div>
       <div n="Mark"><div><ab>d</ab></div></div>""",
)


def test_units_are_found_as_cite_structure_declares_them() -> None:
    [tree] = citation_trees(parsed(GOSPELS))
    assert identifiers(tree) == [
        *("Luke", "Luke 1", "Luke 1:1", "Luke 1#x", "Luke 1:2", "Luke 2", "Luke 2:1"),
        *("Mark", "Mark 1", "Mark 1:1"),
    ]
    assert (tree.name, tree.levels) == ("", 3)
    verse = tree.units[2]
    assert (verse.level, verse.parent, verse.cite_type, verse.id) == (3, "Luke 1", "verse", "l11")
    assert verse.label == "bk. Luke, ch. 1, v. 1"
    assert tree.units[0].data == (("http://purl.org/dc/terms/title", "Lukeso called"),)
    assert tree.units[0].title == "Luke"
    [book] = tree.kinds
    assert (book.cite_type, [kind.cite_type for kind in book.within[0].within]) == ("book", ["verse", "note"])


def test_several_declarations_are_several_trees_and_the_default_comes_first() -> None:
    declarations = """<refsDecl n="lines"><citeStructure unit="line" match="//l" use="@n"/></refsDecl>
      <refsDecl xml:id="poems" default="true"><p>By poems.</p>
        <citeStructure unit="poem" match="//body/div" use="@n"/></refsDecl>
      <refsDecl><citeStructure unit="stanza" match="//lg" use="@n"/></refsDecl>
      <refsDecl><p>Prose only.</p></refsDecl>"""
    body = '<text><body><div n="I"><lg n="1"><l n="1"/><l n="2"/></lg></div></body></text>'
    trees = citation_trees(parsed(tei(header(declarations) + body)))
    assert [(tree.name, identifiers(tree)) for tree in trees] == [
        ("", ["I"]),
        ("lines", ["1", "2"]),
        ("tree3", ["1"]),
    ]
    assert trees[0].description == "By poems."


def test_the_older_patterns_are_read_as_units_inside_each_other() -> None:
    declaration = r"""
      <cRefPattern n="section" matchPattern="(\w+)\.(\w+)-(\w+)"
        replacementPattern="#xpath(/tei:TEI/tei:text/tei:body/tei:div/tei:div[@n='$1']//tei:div[@type='c'][@n='$2']/tei:p[@n='$3'])"/>
      <cRefPattern n="chapter" matchPattern="(\w+)\.(\w+)"
        replacementPattern="#xpath(/tei:TEI/tei:text/tei:body/tei:div/tei:div[@n='$1']//tei:div[@type='c'][@n='$2'])"/>
      <cRefPattern n="book" matchPattern="(\w+)"
        replacementPattern="#xpath(/tei:TEI/tei:text/tei:body/tei:div/tei:div[@n='$1'])"/>"""
    body = '<div><div n="1"><div type="c" n="2"><p n="a"/><p/></div><div n="9"/></div><div/><div n="2"/></div>'
    [tree] = citation_trees(parsed(cited(declaration, body)))
    assert identifiers(tree) == ["1", "1.2", "1.2-a", "2"]
    assert [unit.cite_type for unit in tree.units] == ["book", "chapter", "section", "book"]
    assert [*check_references([parsed(cited(declaration, body))])] == []


DRAMA = tei(
    """<text><front><div type="dedication"><p>To you</p></div></front>
    <body>
      <div type="prologue"><l>p</l></div>
      <div type="act"><head>First <note>sic</note> Act</head><stage>Enter</stage>
        <div type="scene"><sp xml:id="s1"><speaker>A</speaker><p>Hello<note><p>not cited</p></note></p></sp>
          <sp><l n="7">v</l><lg><l n="8">w</l></lg></sp></div>
        <div type="scene"><sp><p><s>One.</s> <s>Two.</s></p></sp></div></div>
      <div type="act"><div type="scene"><quote><p>q</p></quote></div></div>
    </body><back><p>End</p></back></text>"""
)


def test_a_text_that_declares_nothing_is_cited_by_divisions_speeches_paragraphs_and_lines() -> None:
    [tree] = citation_trees(parsed(DRAMA))
    assert identifiers(tree) == [
        *("front", "front.dedication1", "front.dedication1.p1"),
        *("prologue1", "prologue1.l1"),
        *("act1", "act1.scene1", "act1.scene1.sp1", "act1.scene1.sp1.p1"),
        *("act1.scene1.sp2", "act1.scene1.sp2.l7", "act1.scene1.sp2.l8"),
        *("act1.scene2", "act1.scene2.sp1", "act1.scene2.sp1.p1"),
        *("act1.scene2.sp1.p1.s1", "act1.scene2.sp1.p1.s2"),
        *("act2", "act2.scene1", "act2.scene1.p1"),
        *("back", "back.p1"),
    ]
    assert labels(tree)[11] == "act 1, sc. 1, speech 2, l. 8"
    assert [unit.title for unit in tree.units if unit.cite_type == "act"] == ["First Act", ""]
    assert tree.levels == 5


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p n="1"/><p n="2"/>', ["p1", "p2"]),
        ('<p n="4"/><p n="6"/>', ["p4", "p6"]),
        ('<p n="4"/><p/>', ["p1", "p2"]),
        ('<p n="4"/><p n="4"/>', ["p1", "p2"]),
        ('<p n="a b"/>', ["p1"]),
        ('<p n="../x"/>', ["p1"]),
        ("<div1><p/></div1>", ["div1", "div1.p1"]),
        ('<div type="textpart" subtype="book" n="3"><l/></div>', ["book3", "book3.l1"]),
        ('<div type="a b"/>', ["div1"]),
        ('<div type="edition"><div n="7"/></div>', ["div7"]),
        ("<list><item><p/></item></list>", ["p1"]),
        ("<entry/><entryFree/>", ["e1", "e2"]),
        ("<u/><ab><s/></ab>", ["u1", "ab1", "ab1.s1"]),
        ("<figure><p/></figure><note><p/></note>", []),
    ],
)
def test_numbers_are_those_of_the_text_where_they_tell_units_apart(body: str, expected: list[str]) -> None:
    trees = citation_trees(parsed(tei(f"<text><body>{body}</body></text>")))
    assert [identifiers(tree) for tree in trees] == ([expected] if expected else [])


def test_a_corpus_and_a_group_are_cited_by_their_texts() -> None:
    one = "<TEI><text><body><p/></body></text></TEI>"
    corpus = tei(one.replace("<TEI>", f"<TEI n='{1}'>") * 2)
    group = tei("<text><group><text><body><p/></body></text><text><body><p/></body></text></group></text>")
    for text in (corpus, group):
        [tree] = citation_trees(parsed(text))
        assert identifiers(tree) == ["text1", "text1.p1", "text2", "text2.p1"]


def test_a_fragment_is_cited_by_what_it_holds() -> None:
    fragment = parsed('<div xmlns="http://www.tei-c.org/ns/1.0"><p/><p/></div>')
    assert identifiers(citation_trees(fragment)[0]) == ["p1", "p2"]


PAGES = """<pb n="1"/><p>a<pb n="2"/>b</p><milestone unit="card" n="c1"/><p>c</p><pb n="3"/><p>d</p>"""


def test_pages_and_milestones_are_further_trees() -> None:
    trees = citation_trees(parsed(tei(f"<text><body>{PAGES}</body></text>")))
    assert [(tree.name, identifiers(tree)) for tree in trees] == [
        ("", ["p1", "p2", "p3"]),
        ("pages", ["1", "2", "3"]),
        ("card", ["c1"]),
    ]
    assert labels(trees[1]) == ["p. 1", "p. 2", "p. 3"]
    spans = [unit.span for unit in trees[1].units]
    assert all(span and span.is_stretch for span in spans)
    assert [span.before.get("n") if span and span.before is not None else None for span in spans] == ["2", "3", None]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (PAGES.replace('<pb n="2"', '<pb xml:id="b" n="2"'), ["b"]),
        (PAGES.replace("<p>c", '<p xml:id="c">c').replace('<pb n="3"', '<pb xml:id="d" n="3"'), ["c", "d"]),
        (PAGES.replace("<p>a", '<p><hi xml:id="h">a</hi>'), []),
        ('<sp><p><s xml:id="s">a</s></p></sp><div xml:id="e"/>', ["s", "e"]),
    ],
)
def test_units_with_ids_are_those_of_the_trees(text: str, ids: list[str]) -> None:
    one, other = (parsed(tei(f"<text><body>{text}</body></text>")) for _ in range(2))
    alone = [*units_with_id(one, english())]
    assert alone == [unit for tree in citation_trees(other) for unit in tree.units if unit.id]
    assert [unit.id for unit in alone] == ids


def test_pages_of_several_editions_are_several_trees_and_those_without_number_are_counted() -> None:
    body = '<pb ed="A" n="5"/><pb ed="B"/><pb ed="A" n="6"/><pb ed="B" n="9"/><pb n="x"/>'
    trees = citation_trees(parsed(tei(f"<text><body><p>{body}</p></body></text>")))
    assert [(tree.name, identifiers(tree)) for tree in trees[1:]] == [
        ("pages A", ["5", "6"]),
        ("pages B", ["1", "2"]),
        ("pages", ["x"]),
    ]


def test_declared_pages_hold_columns_and_are_not_given_twice() -> None:
    declaration = """<citeStructure unit="page" match="//body//pb" use="@n">
      <citeStructure unit="column" match="cb" use="@n" delim=""/></citeStructure>"""
    body = '<pb n="1"/><cb n="a"/><p>x<cb n="b"/>y</p><pb n="2"/><p>z<cb n="a"/></p>'
    [tree] = citation_trees(parsed(cited(declaration, body)))
    assert identifiers(tree) == ["1", "1a", "1b", "2", "2a"]
    last_of_first = tree.units[2].span
    assert last_of_first
    assert last_of_first.before is not None
    assert last_of_first.before.get("n") == "2"


def test_the_address_of_the_whole_is_part_of_references_but_not_of_labels() -> None:
    declaration = """<citeStructure match="/tei:TEI/tei:text/tei:body" use="@xml:base">
      <citeStructure unit="book" delim=":" match="tei:div" use="@n"/></citeStructure>"""
    text = cited(declaration, '<div n="1"/>').replace("<body>", '<body xml:base="urn:cts:greekLit:tlg0003">')
    [tree] = citation_trees(parsed(text))
    assert identifiers(tree) == ["urn:cts:greekLit:tlg0003", "urn:cts:greekLit:tlg0003:1"]
    assert labels(tree) == ["urn:cts:greekLit:tlg0003", "bk. 1"]
    assert [unit.cite_type for unit in tree.units] == ["body", "book"]


def test_a_page_number_that_says_page_is_not_labelled_twice() -> None:
    trees = citation_trees(parsed(tei('<text><body><pb n="p.356"/><p/></body></text>')))
    assert labels(trees[1]) == ["p.356"]


def test_labels_are_of_the_language_of_the_edition() -> None:
    german = words_of(xslt("labels/de.xml").read_bytes())
    [tree] = citation_trees(parsed(DRAMA), german)
    assert labels(tree)[:3] == ["Vorspann", "Vorspann, dedication 1", "Vorspann, dedication 1, Abs. 1"]
    assert words_of(b'<labels xmlns="https://teipress.org/ns/labels"/>').unit("page", "3") == "p. 3"
    assert Words().unit("Journal Entry", "3") == "Journal Entry 3"


def test_every_label_of_a_unit_is_there_in_both_languages() -> None:
    english, german = (words_of(xslt(f"labels/{name}.xml").read_bytes()).units for name in ("en", "de"))
    assert english.keys() == german.keys()
    assert {key for key, value in english.items() if "$1" not in value} == {"front-matter", "back-matter"}


def test_the_article_is_cited_by_paragraph_and_sentence() -> None:
    path = SOURCES / "texts/changsung.xml"
    [tree] = citation_trees(parse_document(path.read_bytes(), path, "changsung.xml"))
    unit = next(unit for unit in tree.units if unit.id == "p4.s2")
    assert (unit.identifier, unit.label) == ("4.2", "¶ 4, s. 2")


TWICE = cited('<citeStructure unit="paragraph" match="//p" use="@n"/>', '<p n="4"/><p n="4"/><p/><p n="4" xml:id="c"/>')


def test_passages_of_one_reference_are_told_apart_and_reported(tmp_path: Path) -> None:
    [tree] = citation_trees(parsed(TWICE))
    assert identifiers(tree) == ["4", "4(2)", "4(3)"]
    twice, nameless = check_references([document(tmp_path, TWICE)])
    assert (twice.code, at(twice)) == ("ambiguous-reference", place(TWICE, '<p n="4"/><p/>'))
    assert "1 more" in twice.message
    assert (nameless.code, at(nameless)) == ("uncitable-unit", place(TWICE, "<p/>"))


@pytest.mark.parametrize(
    ("declaration", "code", "where"),
    [
        ('<citeStructure unit="a" match="//p[" use="@n"/>', "unclear-citation-path", 'match="//p["'),
        ('<citeStructure unit="a" match="//p" use="doc(1)"/>', "unclear-citation-path", 'use="doc(1)"'),
        ('<citeStructure unit="a" match="1" use="@n"/>', "unclear-citation-path", 'match="1"'),
        ('<citeStructure unit="a" match="//div" use="@n"/>', "idle-citation-path", 'match="//div"'),
        ('<cRefPattern matchPattern="(.)" replacementPattern="x"/>', "unclear-citation-path", 'replacementPattern="x"'),
        (
            '<cRefPattern matchPattern="(.)" replacementPattern="#xpath(//p[@n=\'$2\'])"/>',
            "unclear-citation-path",
            "replacementPattern=",
        ),
        ('<cRefPattern matchPattern="(.)" replacementPattern="#xpath(//p)"/>', "unclear-citation-path", "replacement"),
        (
            '<citeStructure unit="a" match="//p" use="@n"><citeData property="x" use="]"/></citeStructure>',
            "unclear-citation-path",
            'use="]"',
        ),
    ],
)
def test_a_wrong_declaration_is_reported_at_its_place(declaration: str, code: str, where: str, tmp_path: Path) -> None:
    text = cited(declaration, '<p n="1">x</p>')
    found = [*check_references([document(tmp_path, text)])]
    assert [(one.code, at(one)) for one in found] == [(code, place(text, where))]


def test_a_text_whose_declaration_leads_nowhere_is_cited_by_its_divisions() -> None:
    [tree] = citation_trees(parsed(cited('<citeStructure unit="a" match="//div" use="@n"/>', "<p/>")))
    assert identifiers(tree) == ["p1"]


def test_a_declaration_that_takes_too_long_is_given_up_and_reported() -> None:
    costly = '<citeStructure unit="a" match="//p[//p[//p[//p]]]" use="@n"/>'
    text = parsed(cited(costly, '<p n="1"/>' * 3000))
    began = time.process_time()
    assert [one.code for one in check_references([text])] == ["unclear-citation-path"]
    assert time.process_time() - began < 10


@pytest.mark.parametrize("depth", [20, 95])
def test_a_declaration_that_finds_the_same_passages_in_each_other_is_given_up(depth: int) -> None:
    inner = '<citeStructure unit="d" match=".//div" use="@n" delim="."/>'
    for _ in range(6):
        inner = f'<citeStructure unit="d" match=".//div" use="@n" delim=".">{inner}</citeStructure>'
    declaration = f'<citeStructure unit="d" match="//div" use="@n">{inner}</citeStructure>'
    text = parsed(cited(declaration, '<div n="1">' * (depth - 10) + "</div>" * (depth - 10)))
    began = time.process_time()
    found = [*check_references([text])]
    assert "unclear-citation-path" in {one.code for one in found}
    assert sum(len(tree.units) for tree in citation_trees(text)) < 1000
    assert time.process_time() - began < 5


def test_a_text_is_no_reference() -> None:
    text = parsed(cited('<citeStructure unit="p" match="//p" use="."/>', f"<p>one</p><p>{'x ' * 300}</p>"))
    assert identifiers(citation_trees(text)[0]) == ["one"]
    assert [one.code for one in check_references([text])] == ["uncitable-unit"]


@pytest.mark.parametrize("name", ["div", "quote", "sp", "p", "text", "floatingText"])
def test_a_text_as_deep_as_a_text_may_be_is_cited(name: str) -> None:
    depth = 1_000
    deep = f"<text><body>{f'<{name}>' * depth}{f'</{name}>' * depth}</body></text>"
    limits = Limits(depth=depth + 10)
    text = parse_document(tei(deep).encode(), Path("/text.xml"), "text.xml", limits)
    for tree in citation_trees(text):
        assert len({unit.identifier for unit in tree.units}) == len(tree.units)


def test_a_play_of_two_megabytes_is_read_in_the_time_of_its_size() -> None:
    speech = "<sp><speaker>A</speaker><p>Some words that are spoken, and some more of them.</p></sp>"

    def seconds(scenes: int) -> float:
        scene = f'<div type="scene">{speech * 50}<pb/></div>'
        text = parsed(tei(f"<text><body>{scene * scenes}</body></text>"))
        began = time.process_time()
        trees = citation_trees(text)
        assert len(trees[0].units) == scenes * 101
        return time.process_time() - began

    small, large = min(seconds(40) for _ in range(2)), seconds(400)
    assert large < 30 * small
    assert large < 5


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.sampled_from(['<p n="1">x</p>', "<p/>", "<l/>", '<pb n="1"/>', "<pb/>", "<sp><l/></sp>", "text", "<s/>"]),
        lambda inner: st.builds(
            lambda name, n, parts: f'<{name} n="{n}">{"".join(parts)}</{name}>',
            st.sampled_from(["div", "p", "lg", "quote", "sp", "note", "div1", "text", "group"]),
            st.sampled_from(["1", "2", "1(2)", "", "a.b", "é"]),
            st.lists(inner, max_size=5),
        ),
        max_leaves=30,
    )
)
def test_whatever_a_text_holds_its_references_are_unique_and_in_order(body: str) -> None:
    declarations = """<refsDecl><citeStructure unit="d" match="//div" use="@n">
        <citeStructure unit="p" match=".//p" use="@n" delim="."/></citeStructure></refsDecl>
      <refsDecl n="pages"><citeStructure unit="page" match="//pb" use="position()">
        <citeStructure unit="l" match="l" use="position()" delim=","/></citeStructure></refsDecl>"""
    for text in (f"<text><body>{body}</body></text>", f"{header(declarations)}<text><body>{body}</body></text>"):
        for tree in citation_trees(parsed(tei(text))):
            names = identifiers(tree)
            assert len(set(names)) == len(names)
            levels = {unit.identifier: unit.level for unit in tree.units}
            open_: list[str] = []
            for unit in tree.units:
                assert unit.level == (levels[unit.parent] + 1 if unit.parent else 1)
                del open_[unit.level - 1 :]
                assert (open_[-1] if open_ else None) == unit.parent
                open_.append(unit.identifier)
