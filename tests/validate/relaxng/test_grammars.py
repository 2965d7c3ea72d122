"""Grammars: definitions combined, files included, replaced and referred to, grammars inside others."""

from __future__ import annotations

import pytest

from teipress.validate.relaxng import Schema
from tests.validate.relaxng.support import BASE, allows, declared, schema, wrong

B = '<element name="b"><empty/></element>'
C = '<element name="c"><empty/></element>'


def grammar(*parts: str) -> str:
    return f"<grammar>{''.join(parts)}</grammar>"


def start(pattern: str, attributes: str = "") -> str:
    return f"<start {attributes}>{pattern}</start>"


def define(name: str, pattern: str, attributes: str = "") -> str:
    return f'<define name="{name}" {attributes}>{pattern}</define>'


def ref(name: str) -> str:
    return f'<ref name="{name}"/>'


A_OF_X = start(f'<element name="a">{ref("x")}</element>')


def test_definitions_are_combined_by_choice() -> None:
    made = schema(grammar(A_OF_X, define("x", B, 'combine="choice"'), define("x", C, 'combine="choice"')))
    assert allows(made, "<a><b/></a>")
    assert allows(made, "<a><c/></a>")
    assert not allows(made, "<a><b/><c/></a>")


def test_one_of_the_combined_may_leave_out_how() -> None:
    made = schema(grammar(A_OF_X, define("x", B), define("x", C, 'combine=" choice "')))
    assert allows(made, "<a><c/></a>")


def test_definitions_are_combined_by_interleave() -> None:
    made = schema(grammar(A_OF_X, define("x", B, 'combine="interleave"'), define("x", C, 'combine="interleave"')))
    assert allows(made, "<a><c/><b/></a>")
    assert not allows(made, "<a><b/></a>")


def test_starts_are_combined() -> None:
    made = schema(grammar(start(B), start(C, 'combine="choice"')))
    assert allows(made, "<b/>")
    assert allows(made, "<c/>")


def test_a_definition_with_several_patterns_is_a_group() -> None:
    made = schema(grammar(A_OF_X, define("x", B + C)))
    assert allows(made, "<a><b/><c/></a>")
    assert not allows(made, "<a><c/><b/></a>")


def test_div_is_transparent() -> None:
    made = schema(grammar(f"<div><div>{A_OF_X}</div></div>", "<div/>", f"<div>{define('x', B)}</div>"))
    assert allows(made, "<a><b/></a>")


def test_a_grammar_inside_has_names_of_its_own() -> None:
    inner = grammar(start(ref("x")), define("x", C))
    made = schema(grammar(start(f'<element name="a">{ref("x")}{inner}</element>'), define("x", B)))
    assert allows(made, "<a><b/><c/></a>")


def test_parent_ref_reaches_the_grammar_outside() -> None:
    inner = grammar(start(f'<group>{ref("x")}<parentRef name="x"/></group>'), define("x", C))
    made = schema(grammar(start(f'<element name="a">{inner}</element>'), define("x", B)))
    assert allows(made, "<a><c/><b/></a>")


def test_included_definitions_are_there() -> None:
    made = schema(grammar('<include href="x.rng"/>', A_OF_X), {"x.rng": grammar(define("x", B))})
    assert allows(made, "<a><b/></a>")


FILE = grammar(A_OF_X, define("x", B))


def test_a_definition_in_the_include_replaces_the_file_s() -> None:
    made = schema(grammar(f'<include href="x.rng">{define("x", C)}</include>'), {"x.rng": FILE})
    assert allows(made, "<a><c/></a>")
    assert not allows(made, "<a><b/></a>")


def test_a_start_in_the_include_replaces_the_file_s() -> None:
    made = schema(grammar(f'<include href="x.rng"><div>{start(C)}</div></include>'), {"x.rng": FILE})
    assert allows(made, "<c/>")
    assert not allows(made, "<a><b/></a>")


def test_a_definition_replaces_through_includes_of_includes_and_divs() -> None:
    files = {"x.rng": grammar('<div><include href="y.rng"/></div>'), "y.rng": grammar(f"<div>{FILE[9:-10]}</div>")}
    made = schema(grammar(f'<include href="x.rng">{define("x", C)}</include>'), files)
    assert allows(made, "<a><c/></a>")


def test_several_definitions_in_the_include_are_combined() -> None:
    own = define("x", C, 'combine="choice"') + define("x", "<empty/>", 'combine="choice"')
    made = schema(grammar(f'<include href="x.rng">{own}</include>'), {"x.rng": FILE})
    assert allows(made, "<a><c/></a>")
    assert allows(made, "<a/>")
    assert not allows(made, "<a><b/></a>")


def test_a_definition_beside_the_include_is_combined_with_the_file_s() -> None:
    made = schema(grammar('<include href="x.rng"/>', define("x", C, 'combine="choice"')), {"x.rng": FILE})
    assert allows(made, "<a><b/></a>")
    assert allows(made, "<a><c/></a>")


def test_an_included_file_inherits_ns_where_it_has_none() -> None:
    files = {"x.rng": FILE, "y.rng": FILE.replace("<grammar>", '<grammar ns="v">')}
    assert allows(schema('<grammar ns="u"><include href="x.rng"/></grammar>', files), '<a xmlns="u"><b/></a>')
    assert allows(schema('<grammar ns="u"><include href="y.rng"/></grammar>', files), '<a xmlns="v"><b/></a>')
    assert allows(schema('<grammar><include href="x.rng" ns="w"/></grammar>', files), '<a xmlns="w"><b/></a>')


def test_an_included_file_does_not_inherit_the_datatype_library() -> None:
    file = '<grammar datatypeLibrary=""><define name="x"><data type="integer"/></define></grammar>'
    complaint = wrong(grammar('<include href="x.rng"/>', A_OF_X), {"x.rng": file})
    assert complaint.message.startswith("there is no built-in datatype “integer”")
    assert complaint.uri.endswith("x.rng")


def test_the_nearest_datatype_library_counts() -> None:
    made = schema('<element name="a" datatypeLibrary=""><data type="token"/></element>')
    assert allows(made, "<a>x</a>")
    inner = '<data datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes" type="integer"/>'
    made = schema(f'<element name="a" datatypeLibrary="">{inner}</element>')
    assert not allows(made, "<a>x</a>")


def test_an_external_pattern_is_put_in() -> None:
    made = schema('<element name="a"><externalRef href="x.rng"/></element>', {"x.rng": B})
    assert allows(made, "<a><b/></a>")


def test_an_external_grammar_has_names_of_its_own_and_no_parent() -> None:
    file = grammar(start(ref("x")), define("x", C))
    made = schema(
        grammar(start(f'<element name="a">{ref("x")}<externalRef href="x.rng"/></element>'), define("x", B)),
        {"x.rng": file},
    )
    assert allows(made, "<a><b/><c/></a>")


def test_an_external_file_inherits_ns() -> None:
    made = schema('<element name="a" ns="u"><externalRef href="x.rng"/></element>', {"x.rng": B})
    assert allows(made, '<a xmlns="u"><b/></a>')


def test_the_same_external_file_may_be_used_twice() -> None:
    made = schema(
        '<element name="a"><externalRef href="x.rng"/><externalRef href="x.rng" ns="u"/></element>', {"x.rng": B}
    )
    assert allows(made, '<a><b/><b xmlns="u"/></a>')


@pytest.mark.parametrize("base", ["sub/", "sub/none.rng", "/schemas/sub/"])
def test_addresses_start_from_xml_base(base: str) -> None:
    made = schema(f'<element name="a" xml:base="{base}"><externalRef href="x.rng"/></element>', {"sub/x.rng": B})
    assert allows(made, "<a><b/></a>")


def test_xml_base_adds_up() -> None:
    made = schema(
        '<element name="a" xml:base="one/"><group xml:base="two/"><externalRef href="../x.rng"/></group></element>',
        {"one/x.rng": B},
    )
    assert allows(made, "<a><b/></a>")


def test_addresses_in_a_file_start_from_that_file() -> None:
    files = {"sub/x.rng": grammar('<include href="y.rng"/>'), "sub/y.rng": FILE}
    assert allows(schema(grammar('<include href="sub/x.rng"/>'), files), "<a><b/></a>")


def test_annotations_mean_nothing() -> None:
    made = schema(
        '<grammar xmlns:s="http://purl.oclc.org/dsdl/schematron" s:note="x"><s:p><s:r>text</s:r></s:p>'
        '<start s:x="1"><s:doc>text <element xmlns="http://relaxng.org/ns/structure/1.0"/></s:doc>'
        '<element name="a"><s:p/><data type="token"><s:p/><param name="maxLength" s:x="1">2</param></data></element>'
        "</start></grammar>"
    )
    assert allows(made, "<a>xy</a>")
    assert not allows(made, "<a>xyz</a>")


def test_line_ends_of_every_kind_are_white_space() -> None:
    text = '<element name="a">\n<value>x\ny</value>\n</element>'
    for end in ("\n", "\r\n", "\r"):
        assert allows(schema(text.replace("\n", end)), f"<a>{end}x{end}y</a>")


def test_what_is_not_referred_to_does_not_count() -> None:
    made = schema(grammar(start(B), define("x", '<list><element name="c"><empty/></element></list>')))
    assert allows(made, "<b/>")


def test_schema_in_utf_16() -> None:
    made = Schema.from_bytes(declared('<element name="中"><empty/></element>').decode().encode("utf-16"), BASE)
    assert made.is_valid("<中/>".encode())
