"""The page, element by element: a small TEI file, and the expected HTML beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from teipress.saxon import Saxon
from tests.xpath import elements, string, strings
from tests.xslt.render import apply, article, canonical, document, shown, strict, whole
from tests.xslt.validity import faults

GOLDENS = Path(__file__).parent / "html"
CASES = sorted(GOLDENS.rglob("*.xml"))


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(GOLDENS).with_suffix("").as_posix())
def test_golden(case: Path, saxon: Saxon, request: pytest.FixtureRequest) -> None:
    output = apply(saxon, strict(), document(case))
    made = canonical(shown(output, case))
    golden = case.with_suffix(".txt")
    if request.config.getoption("--update-goldens"):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
    assert faults(output.text) == []


def rendered(saxon: Saxon, body: str) -> etree._Element:
    return article(apply(saxon, "html.xsl", whole(body)))


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "java&#x200B;script:alert(1)",
        "&#x85;javascript:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html,&lt;script>alert(1)&lt;/script>",
        "file:///etc/passwd",
        "no such:address [",
    ],
)
def test_an_address_that_runs_or_reads_something_is_no_link(saxon: Saxon, target: str) -> None:
    page = rendered(saxon, f'<p>See <ref target="{target}">there</ref>.</p>')
    assert strings(page, ".//@href") == []
    assert string(page, "p") == "See there."


def test_an_unsafe_address_is_told_with_its_place(saxon: Saxon) -> None:
    output = apply(saxon, "html.xsl", whole('<p>See <ref target="javascript:x">there</ref>.</p>'))
    (message,) = output.messages
    assert 'code="unsafe-link"' in message
    assert 'location="/1/2/1/1/1/@target"' in message


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#there", "#there"),
        ("small.xml#there", "#there"),
        ("other.xml", "other%20text.html"),
        ("other.xml#x", "other%20text.html#x"),
        ("register.xml#ada", "indexes/persons.html#ada"),
    ],
)
def test_a_pointer_becomes_the_address_on_the_site(saxon: Saxon, target: str, href: str) -> None:
    page = rendered(saxon, f'<p><ref target="{target}">a</ref> <hi xml:id="there">b</hi></p>')
    assert strings(page, ".//a/@href") == [href]


@pytest.mark.parametrize("target", ["#nowhere", "register.xml#nobody", "missing.xml"])
def test_a_pointer_that_leads_nowhere_is_no_link(saxon: Saxon, target: str) -> None:
    assert strings(rendered(saxon, f'<p><ref target="{target}">a</ref></p>'), ".//@href") == []


def test_no_link_ever_holds_a_link(saxon: Saxon) -> None:
    page = rendered(
        saxon,
        '<p><ref target="https://example.org/">of <persName ref="register.xml#ada">Ada <said who="register.xml#ben">'
        '“x” <date when="1900">then</date></said></persName></ref></p>',
    )
    assert elements(page, ".//a//a") == []
    assert " ".join("".join(strings(page, ".//text()[not(ancestor::*[@data-teipress])]")).split()) == "of Ada “x” then"


def test_markup_in_the_text_stays_text(saxon: Saxon) -> None:
    page = rendered(saxon, "<p>&lt;script>alert(1)&lt;/script> &amp;amp; “quotes” ' \"</p>")
    assert elements(page, ".//script") == []
    assert string(page, "p") == "<script>alert(1)</script> &amp; “quotes” ' \""


def test_an_unknown_element_shows_its_words_and_is_told(saxon: Saxon) -> None:
    output = apply(saxon, "html.xsl", whole('<p>One <nonsense xml:id="n">two</nonsense> three</p>'))
    (unknown,) = elements(article(output), ".//span[@class = 'tei-nonsense']")
    assert (unknown.get("id"), unknown.text) == ("n", "two")
    (message,) = output.messages
    assert 'code="unstyled-element"' in message


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("he", "rtl"), ("fa-Latn", "ltr"), ("az-Arab", "rtl"), ("de", "ltr"), ("ko-Hani", "ltr")],
)
def test_the_direction_follows_the_language_and_its_script(saxon: Saxon, language: str, direction: str) -> None:
    page = rendered(saxon, f'<p><foreign xml:lang="{language}">x</foreign></p>')
    assert strings(page, ".//i/@lang | .//i/@dir") == [language, direction]


@pytest.mark.parametrize(
    ("root", "header", "language"),
    [
        (' xml:lang="de"', '<language ident="la"/>', "de"),
        ("", '<language ident="ger"/>', "de"),
        ("", '<language ident="la"/><language ident="grc"/>', "en"),
        ("", "", "en"),
    ],
)
def test_the_page_has_the_language_that_the_text_or_its_header_tells(
    saxon: Saxon, root: str, header: str, language: str
) -> None:
    text = whole("<p>x</p>").replace(' xml:lang="en"', root)
    text = text.replace("</teiHeader>", f"<profileDesc><langUsage>{header}</langUsage></profileDesc></teiHeader>")
    assert etree.HTML(apply(saxon, "html.xsl", text).text).get("lang") == language
