"""The releases of the reference edition: the living example of a correction, a split and a withdrawal."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from teipress.cite.releases import read_releases
from tests.edition.pages import Page, folded, solid
from tests.paths import ROOT, TEI
from tests.xpath import string, strings


@pytest.fixture(scope="module")
def history(built: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((built / "history/changsung.json").read_bytes())
    return told


def test_each_release_is_as_it_was_recorded() -> None:
    releases = read_releases(TEI / "releases.toml")
    assert [release.name for release in releases][:2] == ["1.0.0", "1.1.0"]
    for release in releases:
        manifest = (ROOT / "output" / release.folder / "manifest.json").read_bytes()
        assert hashlib.sha256(manifest).hexdigest() == release.manifest


def test_the_words_of_the_article_are_those_of_every_release(every_page: dict[str, Page]) -> None:
    article = "//article[@class = 'tei-text']"
    words = solid(every_page["changsung.html"].within(article))
    for name in ("1.0.0", "1.1.0"):
        assert solid(every_page[f"v/{name}/changsung.html"].within(article)) == words


def test_a_correction_a_split_and_a_withdrawal_are_told(history: dict[str, Any], pages: dict[str, Page]) -> None:
    told = history["passages"]
    assert told["pers9"]["in"][:2] == [
        {"from": "1.0.0", "to": "1.0.0"},
        {"from": "1.1.0", "to": "1.1.0", "edited": True},
    ]
    assert (told["org16"]["state"], told["org16"]["successors"]) == ("split", ["changsung#org10", "changsung#org11"])
    assert (told["event8"]["state"], told["event8"]["href"]) == ("retired", "changsung.html#event8")
    tree = pages["changsung.html"].tree
    assert folded(string(tree, "//li[@id = 'org16']/p")).startswith(
        "Last in release 1.0.0 of 24 November 2026; then split into org10, org11."
    )
    assert strings(tree, "//li[@id = 'event8']/p/a/@href") == ["v/1.0.0/changsung.html#event8"]


def test_what_was_edited_is_another_in_the_old_release(every_page: dict[str, Page]) -> None:
    assert every_page["v/1.0.0/changsung.html"].within("//*[@id = 'pers9']") == "Kim’s"
    assert every_page["v/1.1.0/changsung.html"].within("//*[@id = 'pers9']") == "Kim"


def test_every_id_of_every_release_leads_to_what_became_of_it(built: Path, every_page: dict[str, Page]) -> None:
    for name in ("1.0.0", "1.1.0"):
        ids = json.loads((built / "v" / name / "ids.json").read_bytes())["changsung"]
        page = every_page[f"v/{name}/passages/changsung.html"]
        reached = {page.resolved(link) for link in strings(page.tree, "//a[@class = 'in-latest']/@href")}
        assert reached == {("changsung.html", id) for id in ids}
        assert set(ids) <= set(every_page["changsung.html"].ids)
