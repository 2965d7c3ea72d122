"""The names of releases."""

from __future__ import annotations

import random

import pytest

from teipress.cite.versions import is_version, precedence

# The order of Semantic Versioning, section 11, and some more.
ORDERED = (
    "0.9.9 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 "
    "1.0.1 1.9.0 1.10.0 2.0.0"
).split()


def test_versions_have_the_order_of_their_standard() -> None:
    mixed = random.Random(1).sample(ORDERED, len(ORDERED))
    assert sorted(mixed, key=precedence) == ORDERED


@pytest.mark.parametrize("name", ORDERED)
def test_a_version_is_one(name: str) -> None:
    assert is_version(name)


@pytest.mark.parametrize(
    "name",
    ["", "1", "1.0", "v1.0.0", "1.0.0+3", "01.0.0", "1.0.0-", "1.0.0-01", "../1.0.0", "1.0.0/..", "1.0.0 ", "1.0.0\n"],
)
def test_anything_else_is_none(name: str) -> None:
    assert not is_version(name)


@pytest.mark.parametrize("name", ["1.0.0-ä", "١.0.0", "1.0.0-" + "a" * 60])
def test_a_version_has_few_letters_and_figures_of_ascii(name: str) -> None:
    assert not is_version(name)


def test_what_is_no_version_has_no_place_in_the_order() -> None:
    with pytest.raises(ValueError, match=r"v1\.0\.0"):
        precedence("v1.0.0")
