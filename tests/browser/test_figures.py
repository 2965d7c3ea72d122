"""Pages are small, and nothing in them moves once it is painted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from teipress.pipeline import build
from teipress.project import open_project
from tests.browser.measuring import cost_of, jump_to
from tests.serving import serving
from tests.support import ROOT

KINDS = ("index", "changsung", "indexes/persons", "indexes/events", "statistics", "cite/changsung")
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Long</title></titleStmt><publicationStmt><p>Here.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
)


@pytest.fixture(scope="module")
def address(edition: Path) -> Iterator[str]:
    with serving(edition) as root:
        yield root


def test_the_article_is_small(browser: Any, address: str) -> None:
    cost = cost_of(browser, f"{address}changsung.html", times=1)
    assert cost.plain["HTML"] < 60_000
    assert sum(cost.sent.values()) < 40_000
    assert set(cost.plain) <= {"HTML", "CSS", "scripts", "images", "other"}
    assert 0 < cost.first <= cost.largest


def test_nothing_moves(browser: Any, address: str, samples: Path) -> None:
    with serving(samples) as other:
        pages = [f"{address}{page}.html" for page in KINDS] + [f"{other}{page}.html" for page in ("play", "apparatus")]
        costs = {page: cost_of(browser, page, times=1) for page in pages}
    assert {page: cost.shifts for page, cost in costs.items() if cost.shift} == {}


def test_nothing_moves_where_highlights_were_turned_on_another_page(browser: Any, address: str) -> None:
    cost = cost_of(browser, f"{address}changsung.html", times=1, stored="person date quotation")
    assert (cost.shift, cost.shifts) == (0, ())


def test_a_passage_deep_in_a_long_text_is_where_it_was_jumped_to(tmp_path: Path, browser: Any) -> None:
    acts = "".join(
        f"<div><head>Act {act}</head>"
        + "".join(
            f'<sp xml:id="s{act}.{n}"><speaker>A</speaker><p>Words, {"and more of them, " * (n % 40)}.</p></sp>'
            for n in range(90)
        )
        + "</div>"
        for act in range(30)
    )
    (tmp_path / "long.xml").write_text(f"{ROOT}{HEADER}<text><body>{acts}</body></text></TEI>", encoding="utf-8")
    assert build(replace(open_project([tmp_path]), output=tmp_path / "out"), verify=False, cached=False).written
    for speech in ("s29.89", "s15.45"):
        jump = jump_to(browser, (tmp_path / "out/long.html").as_uri() + f"#{speech}")
        assert jump.words.startswith("AWords, and more")
        assert 0 <= jump.at_first < jump.height - 20
        assert abs(jump.later - jump.at_first) < 1
