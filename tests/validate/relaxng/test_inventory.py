"""The elements of a schema, found without compiling it, are those that compiling finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.validate.relaxng import Schema
from teipress.validate.relaxng.grammar import Compiler
from teipress.validate.relaxng.inventory import CannotTell, Inventory
from teipress.validate.relaxng.names import listed
from teipress.validate.relaxng.tree import read_tree
from tests.paths import SHARED
from tests.validate.relaxng.support import BASE, declared, problems, schema

GRAMMARS = sorted((SHARED / "tei/rng").glob("*.rng"))


def named(text: str) -> set[str]:
    return set(Schema.from_bytes(declared(text), BASE).element_names())


def compiled(text: str) -> set[str]:
    elements = Schema.from_bytes(declared(text), BASE).elements()
    return {name for element in elements for name in listed(element.names)}


B = '<element name="b"><empty/></element>'
NEVER = "<notAllowed/>"


def defined(*parts: str) -> str:
    """Make a grammar whose start is x, which is defined as these parts together."""
    return f'<grammar><start><ref name="x"/></start>{"".join(parts)}</grammar>'


def define(combine: str, content: str) -> str:
    return f'<define name="x" combine="{combine}">{content}</define>'


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (B, "ab"),
        (NEVER + B, "a"),
        (f"<choice>{NEVER}{B}</choice>", "ab"),
        (f"<optional><group>{B}{NEVER}</group></optional>", "a"),
        (f'<zeroOrMore><element name="b">{NEVER}<element name="c"><empty/></element></element></zeroOrMore>', "ab"),
        (f'<attribute name="x">{NEVER}</attribute>{B}', "a"),
        (f"<mixed>{B}</mixed>", "ab"),
        (defined('<define name="x"><element name="b"><ref name="x"/></element></define>'), "ab"),
        (defined(define("choice", NEVER), define("choice", B)), "ab"),
        (defined(define("interleave", NEVER), define("interleave", B)), "a"),
        ("<element><choice><name>b</name><name>c</name></choice><empty/></element>", "abc"),
    ],
)
def test_what_cannot_be_reached_is_left_out(content: str, names: str) -> None:
    text = f'<element name="a">{content}</element>'
    assert named(text) == compiled(text) == set(names)


def test_a_reference_to_the_grammar_around_is_followed() -> None:
    text = (
        '<grammar><start><grammar><start><parentRef name="x"/></start></grammar></start>'
        '<define name="x"><element name="a"><empty/></element></define></grammar>'
    )
    assert named(text) == compiled(text) == {"a"}


def test_copies_of_other_files_are_found_by_compiling() -> None:
    text = declared('<element name="a"><externalRef href="x.rng"/></element>')
    load = {"x.rng": declared('<element name="b"><empty/></element>')}
    made = Schema.from_bytes(text, BASE, lambda uri: load[uri.rpartition("/")[2]])
    with pytest.raises(CannotTell):
        Inventory(Compiler(lambda _uri: b""), read_tree(text, BASE))
    assert set(made.element_names()) == {"a", "b"}


ODDLY = {
    "plainly": '<define name="x"><element name="b"><ref name="y"/></element></define>',
    "in several parts": '<define name="x" combine="choice"><ref name="y"/></define>'
    '<define name="x" combine="choice"><element name="b"><text/></element></define>',
    "one in another": '<define name="x"><element name="b"><element name="c"><ref name="y"/></element></element>'
    "</define>",
    "with a class of names": '<define name="x"><element><choice><name>b</name><name>c</name></choice>'
    '<ref name="y"/></element></define>',
    "in a namespace": '<define name="x"><element name="b" ns="urn:b"><ref name="y"/></element></define>',
    "in a namespace further out": '<div ns="urn:b"><define name="x"><element name="b"><ref name="y"/></element>'
    "</define></div>",
    "by another prefix": '<define name="x"><r:element xmlns:r="http://relaxng.org/ns/structure/1.0" name="b">'
    '<r:ref name="y"/></r:element></define>',
    "between annotations": '<define name="x"><a:doc xmlns:a="urn:a"><b xmlns="urn:b">&lt;ref</b><a:b/></a:doc>'
    '<element name="b"><a:doc xmlns:a="urn:a"/><ref name="y"/></element></define>',
    "with other white space": "<define name = 'x'><element\n name='b'><ref name='y' /></element></define>",
}


@pytest.mark.parametrize("definitions", ODDLY.values(), ids=ODDLY.keys())
def test_elements_are_found_by_name_however_a_grammar_is_written(definitions: str) -> None:
    last = '<define name="y"><element name="z"><choice><empty/><ref name="x"/></choice></element></define>'
    unused = '<define name="unused"><element name="unused"><empty/></element></define>'
    made = Schema.from_bytes(declared(defined(definitions, last, unused)), BASE)
    elements = made.elements()
    names = {name for element in elements for name in listed(element.names)}
    assert set(made.element_names()) == names
    assert len(names) >= 2
    for name in names:
        assert set(made.elements_named(name)) == {one for one in elements if name in listed(one.names)}
    assert made.elements_named("unused") == ()


@pytest.mark.skipif(not GRAMMARS, reason="the reference schemas are not here")
@pytest.mark.parametrize("path", GRAMMARS, ids=[path.stem for path in GRAMMARS])
def test_real_grammars_have_the_elements_that_compiling_finds(path: Path) -> None:
    made = Schema.from_file(path)
    assert set(made.element_names()) == {name for e in made.elements() for name in listed(e.names)}


def test_what_was_read_before_makes_no_difference_to_the_words() -> None:
    names = ("c", "a", "b")
    leaves = "".join(f'<element name="{name}"><empty/></element>' for name in names)
    choice = f'<define name="any"><choice>{leaves}</choice></define>'
    first = '<element name="one"><oneOrMore><ref name="any"/></oneOrMore></element>'
    second = '<element name="two"><ref name="any"/></element>'
    text = f"<grammar><start><choice>{first}{second}</choice></start>{choice}</grammar>"
    fresh, used = schema(text), schema(text)
    problems(used, "<one><b/></one>")
    told = [[p.words for p in problems(made, "<two/>")] for made in (fresh, used)]
    assert told[0] == told[1]
    assert "<a>, <b> or <c>" in told[0][0].message
