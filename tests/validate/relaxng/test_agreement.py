"""Random small schemas and documents: the quick and the slow way agree, and so does a plain matcher written apart."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from teipress.validate.relaxng import Schema, Wrong
from tests.validate.relaxng.plain_matcher import Item, Node, Pattern, matches_document
from tests.validate.relaxng.support import BASE, allows, declared

NAMES = ("a", "b", "c")
ATTRIBUTES = ("m", "n")
WORDS = ("", "1", "x", "1 x", "1 1")


LEAVES = st.sampled_from(
    [
        Pattern("empty"),
        Pattern("text"),
        Pattern("notAllowed"),
        Pattern("data"),
        *(Pattern("value", (), w) for w in WORDS[1:]),
    ]
)


def composed(inner: st.SearchStrategy[Pattern]) -> st.SearchStrategy[Pattern]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Pattern, st.sampled_from(["group", "choice", "interleave"]), several),
        st.builds(Pattern, st.sampled_from(["optional", "zeroOrMore", "oneOrMore", "mixed", "list"]), st.tuples(inner)),
        st.builds(Pattern, st.just("element"), several, st.sampled_from(NAMES)),
        st.builds(Pattern, st.just("attribute"), st.tuples(inner), st.sampled_from(ATTRIBUTES)),
    )


PATTERNS = st.recursive(LEAVES, composed, max_leaves=8)
SCHEMAS = st.builds(lambda parts: Pattern("element", tuple(parts), "a"), st.lists(PATTERNS, min_size=1, max_size=3))
ATTRIBUTE_SETS = st.dictionaries(st.sampled_from(ATTRIBUTES), st.sampled_from(WORDS), max_size=2).map(
    lambda found: tuple(found.items())
)


def nodes(content: st.SearchStrategy[Node | str]) -> st.SearchStrategy[Node | str]:
    inside = st.lists(content, max_size=4).map(tuple)
    return st.builds(Node, st.sampled_from(NAMES), ATTRIBUTE_SETS, inside)


ROOTS = st.builds(
    Node,
    st.just("a"),
    ATTRIBUTE_SETS,
    st.lists(st.recursive(st.sampled_from(WORDS[1:]), nodes, max_leaves=6), max_size=4).map(tuple),
)


def compiled(pattern: Pattern) -> Schema:
    """Compile a schema; one that breaks a restriction of section 7 is no example."""
    try:
        made = Schema.from_bytes(declared(pattern.xml()), BASE)
        made.verify()
    except Wrong:
        assume(False)
        raise
    return made


@settings(max_examples=250, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(SCHEMAS, st.lists(ROOTS, max_size=2), st.randoms(use_true_random=False))
def test_every_way_gives_the_same_verdict(pattern: Pattern, roots: list[Node], chance: Random) -> None:
    made = compiled(pattern)
    for root in (*roots, *(sample(pattern, chance) for _ in range(3))):
        assert allows(made, root.xml()) is matches_document(pattern, root), root.xml()


def sample(element: Pattern, chance: Random) -> Node:
    """Make an element that is probably as a pattern says: it is matched later, like the others."""
    attributes: dict[str, str] = {}
    content: list[Item] = []
    for part in element.parts:
        _sample(part, chance, attributes, content)
    return Node(element.word, tuple(attributes.items()), tuple(content))


def _sample(pattern: Pattern, chance: Random, attributes: dict[str, str], content: list[Item]) -> None:
    parts: Sequence[Pattern] = ()
    match pattern.kind:
        case "text" | "data" | "value":
            content.append(pattern.word or chance.choice(WORDS))
        case "attribute":
            value: list[Item] = []
            _sample(pattern.parts[0], chance, {}, value)
            attributes[pattern.word] = " ".join(item for item in value if isinstance(item, str))
        case "element":
            content.append(sample(pattern, chance))
        case "list":
            words: list[Item] = []
            _sample(pattern.parts[0], chance, {}, words)
            content.append(" ".join(item for item in words if isinstance(item, str)))
        case "choice":
            parts = chance.sample(pattern.parts, 1)
        case "interleave":
            parts = chance.sample(pattern.parts, len(pattern.parts))
        case "optional" | "zeroOrMore" | "oneOrMore":
            parts = pattern.parts * chance.choice((0, 1, 1, 2))
        case _:
            parts = pattern.parts
    for part in parts:
        _sample(part, chance, attributes, content)
