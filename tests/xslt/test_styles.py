"""The stylesheet of a text: what its source says of its look, as far as that can do no harm."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from teipress.saxon import Saxon
from tests.xpath import strings
from tests.xslt.render import apply, article, whole


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def with_rendition(rendition: str) -> str:
    declared = f"<encodingDesc><tagsDecl>{rendition}</tagsDecl></encodingDesc></teiHeader>"
    return whole("<p>x</p>").replace("</teiHeader>", declared)


def sheet(saxon: Saxon, text: str) -> str:
    """Give the stylesheet of a text."""
    return apply(saxon, "html.xsl", text).documents.get("styles.css", "")


def styled(saxon: Saxon, style: str) -> str:
    """Give the rules for a style attribute, without their selector."""
    css = sheet(saxon, whole(f'<p style="{style}">x</p>'))
    return css.partition("{")[2].partition("}")[0].strip()


@pytest.mark.parametrize(
    "style",
    [
        "font-style: italic",
        "color: red; text-align: center",
        "color: #a0b1c2",
        "color: rgb(1, 2, 3)",
        "margin-left: 2em",
        "margin: 1em 2em 3em 0",
        "text-indent: -1.5em",
        "letter-spacing: 0.1em",
        "font-family: Courier New, monospace",
        "font-size: 120%",
        "font-size: larger",
        "font-weight: 700",
        "font-variant: small-caps",
        "text-decoration: underline dotted",
        "text-transform: uppercase",
        "vertical-align: super",
        "border-left: 1px solid black",
        "float: right",
        "direction: rtl",
        "writing-mode: vertical-rl",
    ],
)
def test_what_only_styles_words_is_kept(saxon: Saxon, style: str) -> None:
    assert styled(saxon, style) == style


@pytest.mark.parametrize(
    "style",
    [
        "background: url(https://example.org/x.png)",
        "background-image: url(javascript:alert(1))",
        "background-color: url(x)",
        "color: expression(alert(1))",
        "width: expression(alert(1))",
        "behavior: url(x.htc)",
        "-moz-binding: url(x.xml#y)",
        "position: fixed",
        "position: absolute; top: 0; left: 0; z-index: 99",
        "display: none",
        "visibility: hidden",
        "content: 'x'",
        "color: var(--x)",
        "color: attr(x)",
        "font-family: x} body {color: red",
        "color: red} .about {color: red",
        "color: re\\64",
        "co\\6cor: red",
        "margin-left: 99999px",
        "color: red !important",
        "color: &lt;/style>&lt;script>alert(1)&lt;/script>",
        "@import 'x.css'",
        "color: u/**/rl(x)",
        "cursor: wait; opacity: 0; clip-path: circle(0)",
    ],
)
def test_what_loads_covers_or_hides_is_not(saxon: Saxon, style: str) -> None:
    assert styled(saxon, style) == ""


def test_bad_declarations_do_not_take_good_ones_with_them(saxon: Saxon) -> None:
    assert (
        styled(saxon, "position: fixed; COLOR : Red ;/* ; */ font-style:italic;;") == "color: red; font-style: italic"
    )


def test_the_class_of_an_element_is_that_of_its_rule(saxon: Saxon) -> None:
    text = whole('<p style="color: red">x</p><p style="color:  red">y</p><p style="color: blue">z</p>')
    css = [line for line in sheet(saxon, text).splitlines() if line.startswith(".")]
    classes = [name.split()[-1] for name in strings(article(apply(saxon, "html.xsl", text)), ".//p/@class")]
    assert [line.split()[0] for line in css] == [f".{classes[0]}", f".{classes[2]}"]
    assert classes[0] == classes[1]


def test_renditions_have_rules_by_id_and_by_element(saxon: Saxon) -> None:
    text = with_rendition(
        '<rendition xml:id="r.1">color: red</rendition><rendition selector="hi, lg l">color: blue</rendition>'
        '<rendition xml:id="a" scope="first-letter">color: red</rendition>'
        '<rendition selector="body {}">color: red</rendition>'
        '<rendition xml:id="b" scope="before">color: red</rendition>'
    )
    assert [line for line in sheet(saxon, text).splitlines() if line.startswith(".")] == [
        r".rendition-r\.1 { color: red }",
        ".tei-text .tei-hi { color: blue }",
        ".tei-text .tei-lg .tei-l { color: blue }",
        ".rendition-a::first-letter { color: red }",
    ]


def test_a_text_without_styles_has_no_rules(saxon: Saxon) -> None:
    output = apply(saxon, "html.xsl", whole("<p>x</p>"))
    assert output.documents == {}
    assert "assets/texts" not in output.text


def test_a_page_links_its_own_rules(saxon: Saxon) -> None:
    output = apply(saxon, "html.xsl", whole('<p style="color: red">x</p>'))
    assert '<link rel="stylesheet" href="assets/texts/small.css">' in output.text


def test_elements_look_like_the_rendition_that_their_usage_names(saxon: Saxon) -> None:
    text = with_rendition(
        '<rendition xml:id="r">font-style: italic</rendition>'
        '<namespace name="x"><tagUsage gi="stage" render="#r"/><tagUsage gi="} x {" render="#r"/></namespace>'
    )
    assert ".tei-text .tei-stage { font-style: italic }" in sheet(saxon, text).splitlines()


def test_only_css_is_read_as_css(saxon: Saxon) -> None:
    assert sheet(saxon, with_rendition('<rendition xml:id="r" scheme="xslfo">color: red</rendition>')) == ""


def test_colours_have_a_rule_for_dark_paper(saxon: Saxon) -> None:
    rules = sheet(saxon, whole('<p style="color: #000; background-color: white; margin: 1em">x</p>')).splitlines()
    assert len(rules) == 2
    assert re.search(r"dark\) { \.style-\d+ { color: color-mix\(in oklab, #000 55%, var\(--ink\)\)", rules[1])
    assert "margin" not in rules[1]
