"""Nothing that a text says becomes a program: neither in the tree of its page, nor in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

from teipress.saxon import Saxon
from tests.serving import serving
from tests.xslt.payloads import BLOCKS, POINTERS, RUN, SPELLINGS
from tests.xslt.render import apply, whole
from tests.xslt.validity import faults

HTML = frozenset(
    "html head meta title link body a header nav ul ol li main div section article aside fieldset legend label input "
    "footer p h1 h2 h3 h4 h5 h6 span em strong i cite code q blockquote sub sup pre br img figure figcaption table "
    "caption thead tbody tr td th dl dt dd ins del dfn ruby rt time details summary script".split()
)
SVG = frozenset("svg g path rect circle ellipse line polyline polygon text tspan title desc defs".split())
MATHML = frozenset("math mrow mi mn mo mtext semantics annotation".split())
ATTRIBUTES = frozenset(
    "class id lang dir href src alt rel type title role checked name value content charset http-equiv colspan rowspan "
    "scope loading datetime popover aria-label aria-current aria-level data-teipress data-lemma data-pos defer hidden "
    "fill xmlns data-lang data-label data-link data-copied data-cite data-close data-before data-title tabindex "
    "aria-hidden property".split()
)
SAFE = re.compile(r"(?!\s)(?:(?:https?|mailto|doi|urn):|(?![^/?#]*:))")


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def pointing(spelling: str) -> str:
    """Write everything that points, pointing to one address."""
    return "".join(pointer.replace("{}", spelling) for pointer in POINTERS)


BODIES = {**BLOCKS, **{spelling[:40]: pointing(spelling) for spelling in SPELLINGS}}


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_only_harmless_elements_attributes_and_addresses_are_on_the_page(saxon: Saxon, body: str) -> None:
    page = apply(saxon, "html.xsl", whole(body)).text
    assert [fault for fault in faults(page) if "is there" not in fault] == []
    for element in html5lib.parse(page).iter():
        if not isinstance(element.tag, str):
            continue
        assert local(element.tag) in HTML | SVG | MATHML
        assert {local(name) for name in element.attrib} <= ATTRIBUTES
        for name in ("href", "src"):
            assert SAFE.match(element.get(name, "#")), element.get(name)
        if local(element.tag) == "script":
            assert element.get("src") in ("assets/teipress.js", "assets/marks.js")
            assert not element.text


def test_there_are_many_attempts() -> None:
    assert len(BLOCKS) >= 40
    assert len(SPELLINGS) * len(POINTERS) >= 200


@pytest.fixture(scope="module")
def pages(saxon: Saxon, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a page for each attempt, without the policy that would stop it anyway."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "control.html").write_text(f"<title>x</title><script>{RUN}</script>", encoding="utf-8")
    for number, body in enumerate(BODIES.values()):
        page = apply(saxon, "html.xsl", whole(body)).text
        assert "Content-Security-Policy" in page
        policy = re.compile(r"<meta http-equiv=.Content-Security-Policy[^>]*>")
        (folder / f"{number}.html").write_text(policy.sub("", page), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(pages: Path) -> Iterator[str]:
    with serving(pages) as address:
        yield address


@pytest.mark.parametrize("way", ["file", "http"])
def test_nothing_fires_in_a_browser(way: str, pages: Path, server: str, browser: Any) -> None:
    root = pages.as_uri() + "/" if way == "file" else server
    tab = browser.new_page()
    tab.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
    tab.goto(f"{root}control.html")
    assert tab.title() == "FIRED"
    fired = []
    for number, name in enumerate(BODIES):
        tab.goto(f"{root}{number}.html")
        tab.evaluate(
            "for (const e of document.querySelectorAll('main *')) { for (const t of ['click', 'mouseover', 'focus'])"
            "e.dispatchEvent(new Event(t)); if (/^\\s*j/i.test(e.getAttribute('href') || '')) e.click() }"
        )
        if tab.title() == "FIRED":
            fired.append(name)
    tab.close()
    assert fired == []
