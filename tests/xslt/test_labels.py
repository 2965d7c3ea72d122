"""The words that the tool writes: each is there for every language."""

from __future__ import annotations

import re

from lxml import etree

from tests.paths import ROOT

LABELS = {path.stem: etree.parse(path).getroot() for path in sorted((ROOT / "xslt/labels").glob("*.xml"))}


def keys(language: str) -> list[str]:
    return [str(label.get("key")) for label in LABELS[language].iter("{*}label")]


def used() -> set[str]:
    """Find the keys that the stylesheets name in full."""
    sheets = (path.read_text(encoding="utf-8") for path in (ROOT / "xslt").rglob("*.xsl"))
    named = re.compile(r"f:(?:label|count)\((?:[^()]|\([^()]*\))*?'([a-z\-]+)'(?:, '([a-z\-]+)')?")
    return {
        key for sheet in sheets for match in named.finditer(sheet) for key in match.groups() if key and key[-1] != "-"
    }


def test_every_label_that_is_used_is_there() -> None:
    assert len(used()) > 25
    assert used() - {"s", "-reverse"} - set(keys("en")) == set()


def test_no_label_is_there_twice_and_none_is_empty() -> None:
    for language, root in LABELS.items():
        assert len(keys(language)) == len(set(keys(language)))
        assert all((label.text or "").strip() for label in root.iter("{*}label"))


def test_every_language_has_the_same_labels() -> None:
    for language in LABELS:
        assert set(keys(language)) == set(keys("en"))
