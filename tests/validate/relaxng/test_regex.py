"""XSD's regular expressions, against Python's made from the same parts, and against a list of what matches what."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from elementpath.regex import translate_pattern
from hypothesis import given
from hypothesis import strategies as st

from teipress.validate.relaxng.regex import BadExpression, Expression

MATCHES = [
    # expression, what it matches, what it does not, divided by “¦”
    ("", "", "a"),
    ("a|", "a¦", "b"),
    ("abc", "abc", "ab¦abcd¦aabc"),
    ("a.c", "abc¦a中c¦a\u2028c", "a\nc¦a\rc¦ac"),
    ("^a$", "^a$", "a"),
    ("a?b*c+", "c¦abbcc", "ab¦aabc"),
    ("(ab){2}", "abab", "ab¦ababab"),
    ("a{2,}", "aa¦aaaaa", "a"),
    ("a{2,3}", "aa¦aaa", "a¦aaaa"),
    ("a{0}", "", "a"),
    ("a{0,2}", "¦a¦aa", "aaa"),
    ("(a{2}|b){2}", "aaaa¦bb¦aab¦baa", "aa¦b¦ab"),
    ("(a?){3}b", "b¦ab¦aaab", "aaaab"),
    ("(a*)*", "¦aaa", "b"),
    ("(a|ab)(c|bcd)(d*)", "acd¦abcd¦abcdd", "abd"),
    (r"\n\r\t\\\|\.\-\^\?\*\+\{\}\(\)\[\]", "\n\r\t\\|.-^?*+{}()[]", "nrt"),
    (r"\s+", " \t\n\r", "\u00a0¦\u000b¦\x1c¦"),
    (r"\S+", "a\u00a0\u3000中", "a b"),
    (r"\d+", "0123456789¦٣¦१", "a¦½¦Ⅷ"),
    (r"\D", "a¦½", "1¦٣"),
    (r"\w+", "aé中٣1€^+<$`", "_¦-¦.¦ ¦\u200b¦“"),
    (r"\W+", "_-. ,“", "a¦^"),
    (r"\i\c*", "a¦:a.-1¦_·¦中\u0300", "1¦-¦·"),
    (r"\I", "1¦-¦𐍈", "a¦:"),
    (r"\C", " ¦/¦×", "a¦-¦1¦·"),
    (r"\p{L}+", "aé中א", "1¦_¦٣"),
    (r"\p{Lu}\p{Ll}", "Éé¦Ab", "AB¦ab¦Aא"),
    (r"\P{L}", "1¦_", "a¦中"),
    (r"\p{Nd}\p{Nl}\p{No}", "1Ⅷ½", "111"),
    (r"[^\p{C}\p{Z}]+", "a-中“”", "a b¦a\u00a0b¦a\u200bb¦a\x01"),
    (r"\p{IsGreek}+", "άλφα", "alpha"),
    (r"\p{IsBasicLatin}+", "abc~\x7f", "é"),
    (r"\P{IsBasicLatin}+", "é中𐍈", "a"),
    (r"\p{IsHangulSyllables}+", "가힣", "ㄱ"),
    ("[abc]", "a¦b¦c", "d¦"),
    ("[a-c]", "a¦b¦c", "d¦-"),
    ("[^a-c]", "d¦-¦中¦\n", "a"),
    ("[a^]", "a¦^", "b"),
    ("[-a]", "-¦a", "b"),
    ("[a-]", "-¦a", "b"),
    ("[^-]", "a", "-"),
    (r"[\-\]\\]", "-¦]¦\\", "a"),
    (r"[\d\-a-f]+", "1-f", "g"),
    (r"[^\d]", "a", "1¦٣"),
    (r"[^\Da]", "1", "a¦b"),
    ("[a-z-[aeiou]]", "b¦z", "a¦A"),
    ("[a-z-[b-y-[m]]]", "a¦m¦z", "b¦y"),
    (r"[\p{L}-[\p{Lu}]]", "a¦中", "A¦1"),
    ("[^a-[b]]", "c", "a¦b"),
    ("[ä-ü]", "é¦ü", "a¦ÿ"),
    ("[\U00010300-\U0001034f]", "𐍈", "a¦中"),
    ("[.*+?(){}|$]+", ".*+?(){}|$", "a"),
    ("𐍈{2}", "𐍈𐍈", "𐍈"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "right", "wrong"), MATCHES)
def test_what_matches(source: str, right: str, wrong: str) -> None:
    made = Expression(source)
    assert [string for string in right.split("¦") if not made.matches(string)] == []
    assert [string for string in wrong.split("¦") if made.matches(string)] == []


WRONG = [
    "(", ")", "a)", "(a", "[", "]", "[]", "[^]", "[a", "{", "}", "a{", "a{,2}", "a{2,1}", "a{x}", "*", "+a", "?", "a**",
    "a??", "a+?", "|*", "\\", "a\\", r"\b", r"\1", r"\x41", r"\u0041", r"\p", r"\p{", r"\p{}", r"\p{Xx}", r"\p{l}",
    r"\p{IsFoo}", r"\pL", "[z-a]", r"[a-\d]", r"[\d-a]", "[[a]", "[a]]", "[a-[b]", "[a-[b]c]", "(?:a)", "(?=a)", r"\Q",
    "a{1" + "0" * 2000 + "}",
]  # fmt: skip


@pytest.mark.parametrize("source", WRONG)
def test_what_is_no_expression(source: str) -> None:
    with pytest.raises(BadExpression):
        Expression(source)


def test_a_quantity_may_be_large() -> None:
    made = Expression("a{0,99999999999999999999}b{10000}")
    assert made.matches("a" * 1000 + "b" * 10_000)
    assert not made.matches("b" * 9_999)


def test_the_same_expression_matches_again_and_again() -> None:
    made = Expression("(a|b)*abb")
    assert [made.matches(string) for string in ("abb", "aabb", "ab", "babb", "abb")] == [True, True, False, True, True]


@dataclass(frozen=True)
class Pair:
    """The same in XSD's language and in Python's."""

    xsd: str
    python: str


def sequence(parts: list[Pair], between: str = "") -> Pair:
    return Pair(between.join(p.xsd for p in parts), between.join(p.python for p in parts))


ALPHABET = "abcAB019_-.:^ $é\n\t"
SPECIAL = frozenset("-.^$")
CLASSES = {
    r"\s": " \n\t", r"\d": "019", r"\i": "abcABé_:", r"\c": "abcABé019_-.:", r"\w": "abcABé019^$", r"\p{L}": "abcABé",
    r"\p{Lu}": "AB", r"\p{N}": "019", r"\p{P}": "_-.:", r"\p{IsBasicLatin}": ALPHABET.replace("é", ""),
}  # fmt: skip


def python_class(members: frozenset[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(members)))}]" if members else "(?!)"


def literal(char: str) -> Pair:
    xsd = {"\n": r"\n", "\t": r"\t"}.get(char, f"\\{char}" if char in SPECIAL - {"$"} else char)
    return Pair(xsd, re.escape(char))


@dataclass(frozen=True)
class Members:
    """What stands in a class of characters, and which characters of the alphabet it means."""

    xsd: str
    means: frozenset[str]


def escape(name: str, *, negated: bool) -> Members:
    means = frozenset(CLASSES[name])
    xsd = name[0] + name[1].upper() + name[2:]
    return Members(xsd, frozenset(ALPHABET) - means) if negated else Members(name, means)


ESCAPES = st.builds(
    lambda name, negated: escape(name, negated=negated), st.sampled_from(sorted(CLASSES)), st.booleans()
)
RANGES = st.sampled_from(
    [Members("a-c", frozenset("abc")), Members("0-9", frozenset("019")), Members("A-z", frozenset("ABabc_^"))]
)
SINGLES = st.sampled_from([Members(literal(char).xsd, frozenset(char)) for char in ALPHABET])


def joined(members: list[Members], negated: bool, taken: Members | None) -> Members:
    means = frozenset[str]().union(*(m.means for m in members))
    means = frozenset(ALPHABET) - means if negated else means
    xsd = f"[{'^' if negated else ''}{''.join(m.xsd for m in members)}{f'-{taken.xsd}' if taken else ''}]"
    return Members(xsd, means - taken.means if taken else means)


BRACKETS = st.recursive(
    st.builds(joined, st.lists(ESCAPES | RANGES | SINGLES, min_size=1, max_size=4), st.booleans(), st.none()),
    lambda inner: st.builds(joined, st.lists(ESCAPES | RANGES | SINGLES, min_size=1, max_size=3), st.booleans(), inner),
    max_leaves=3,
)
CLASS_ATOMS = st.builds(lambda m: Pair(m.xsd, python_class(m.means)), ESCAPES | BRACKETS)
LITERALS = st.sampled_from([literal(char) for char in ALPHABET])
QUANTITIES = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{1,2}", "{0,}", "{0}"])


def expressions(atoms: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    def composed(inner: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
        group = st.builds(lambda p, q: Pair(f"({p.xsd}){q}", f"(?:{p.python}){q}"), inner, QUANTITIES)
        single = st.builds(lambda p, q: Pair(p.xsd + q, p.python + q), atoms, QUANTITIES)
        branch = st.lists(group | single, max_size=4).map(sequence)
        return st.lists(branch, min_size=1, max_size=3).map(lambda branches: sequence(branches, "|"))

    return st.recursive(atoms, composed, max_leaves=6)


STRINGS = st.lists(st.text(ALPHABET, max_size=5), max_size=12)


@given(expressions(LITERALS | CLASS_ATOMS), STRINGS)
def test_an_expression_matches_what_python_s_does(pair: Pair, strings: list[str]) -> None:
    made, other = Expression(pair.xsd), re.compile(pair.python, re.DOTALL)
    assert {s: made.matches(s) for s in strings} == {s: other.fullmatch(s) is not None for s in strings}


def elementpath_matcher(source: str) -> Callable[[str], bool]:
    compiled = re.compile(
        translate_pattern(source, xsd_version="1.0", back_references=False, lazy_quantifiers=False, anchors=False)
    )
    return lambda string: compiled.match(string) is not None


PLAIN = LITERALS | st.sampled_from(
    [Pair(s, s) for s in ("[a-c]", "[^ab]", "[0-9A]", "[A-Z-[B]]", "[a-]", "[^a-c-[A]]")]
)


@given(expressions(PLAIN), STRINGS)
def test_an_expression_without_escapes_for_classes_matches_what_elementpath_s_does(
    pair: Pair, strings: list[str]
) -> None:
    r"""Only without ``\s \d \w`` and their like: elementpath takes them for Python's."""
    made, other = Expression(pair.xsd), elementpath_matcher(pair.xsd)
    assert {s: made.matches(s) for s in strings} == {s: other(s) for s in strings}
