"""A page that has lost something, or has it twice or elsewhere, is found out, by its markup as by its tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest

from teipress.corpus import Document
from teipress.publish.lossless import check_lossless, has_all, look_for_losses
from teipress.publish.plainly import read_plainly
from teipress.saxon import Saxon
from tests.support import document
from tests.xslt.render import apply, strict

SOURCE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>Fish &amp; <hi>chips</hi></title></titleStmt><publicationStmt><p>None.</p></publicationStmt>
<sourceDesc><p>None &lt;yet&gt;.</p></sourceDesc></fileDesc>
<revisionDesc><change when="1900">Made.</change></revisionDesc>
</teiHeader><standOff><listPerson><person xml:id="ada"><persName>Ada</persName></person></listPerson></standOff>
<text xml:id="t"><front><pb n="1"/><p>First of all.</p></front><body><div xml:id="one" type="letter"><head>One</head>
<p xml:id="p1">Words and
<note place="foot" xml:id="n1">a note<note place="foot">within</note> in a note</note> words \u2014
\u201c more \u201d\u00a0&lt;of&gt; them.</p><lg><l n="5" xml:id="l1">A line<lb/> of verse,</l><l>and one</l></lg>
<list><item>an item</item><item xml:id="i2">another <gap reason="lost"/> item</item></list>
<p>He said: <quote who="#ada">it</quote><note place="margin">aside</note></p>
<table><row role="label"><cell>Year</cell></row><row><cell>1900</cell></row></table></div></body></text></TEI>"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return document(tmp_path_factory.mktemp("lossless"), SOURCE)


@pytest.fixture(scope="module")
def page() -> str:
    with Saxon() as saxon:
        return apply(saxon, strict(), SOURCE).text


def test_markup_alone_tells_that_nothing_is_lost(source: Document, page: str) -> None:
    assert has_all(source, page.encode())
    assert list(look_for_losses(source, page.encode())) == []


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("First of all.", "First of al.", "the source has “l.One"),
        ("First of all.", "First of of all.", "the page “ofall."),
        ("Words and", "and Words", "the source has “Words"),
        ("within", "", "the source has “withi"),
        ("aside", "aside aside", "the page “aside"),
        ("Fish &amp; <em", "Fish <em", "the source has “&chips"),
        ("chips</em>", "<span data-teipress=\"generated\">chips</span></em>", "the source has “chips"),
        (' id="p1"', "", "the id “p1” is not on the page"),
        (' id="ada"', ' id="p1"', "the id “p1” is 2 times on the page"),
        (' id="t"', ' title="t"', "the id “t” is not on the page"),
        ("verse,", 'verse, id="n1"', "the page “id="),
        ('<article class="tei-text"', '<article class="text"', "the source has “"),
    ],
)  # fmt: skip
def test_a_loss_is_told(source: Document, page: str, was: str, now: str, said: str) -> None:
    spoilt = changed(page, was, now)
    told = list(check_lossless(source, spoilt))
    assert any(said in diagnostic.message for diagnostic in told), told
    assert told == list(look_for_losses(source, spoilt))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("<head>", "<head><!-- <main> -->"),
        ("First of all.", "First <!-- > --> of all."),
        ("First of all.", "<script>1 < 2</script>First of all."),
        (' id="p1"', " id='p1'"),
        (' id="p1"', "\nid=p1"),
        ("First of all.", "First of&#32;all."),
        ("First of all.", 'First of all. id="p1"'),
        ("First of all.", 'First of all. data-teipress="generated"'),
    ],
)
def test_of_markup_that_is_not_plain_nothing_is_said(page: str, was: str, now: str) -> None:
    assert read_plainly(changed(page, was, now)) is None


def changed(page: str, was: str, now: str) -> bytes:
    """Change the first place in the main element, or before it where it is not in there."""
    before, main, text = page.partition("<main")
    assert was in page
    return (before + main + text.replace(was, now, 1) if was in text else page.replace(was, now, 1)).encode()


THINGS = ('"', "'", "<", ">", "&", ' id="p1"', "<p>", "</p>", "<li>", "</div>", "<!--", "-->", "</main>")


def drop(random: Random, page: str) -> str:
    at = random.randrange(len(page))
    return page[:at] + page[at + random.choice((1, 1, 3, 10)) :]


def double(random: Random, page: str) -> str:
    at = random.randrange(len(page))
    end = at + random.choice((1, 5, 30))
    return page[:end] + page[at:]


def swap(random: Random, page: str) -> str:
    one, two, three = sorted(random.randrange(len(page)) for _ in range(3))
    return page[:one] + page[two:three] + page[one:two] + page[three:]


def exchange_tags(random: Random, page: str) -> str:
    tags = list(re.finditer("<[^<>]*>", page))
    one, two = sorted(random.sample(tags, 2), key=lambda tag: tag.start())
    return page[: one.start()] + two[0] + page[one.end() : two.start()] + one[0] + page[two.end() :]


def drop_tag(random: Random, page: str) -> str:
    tag = random.choice(list(re.finditer("<[^<>]*>", page)))
    return page[: tag.start()] + page[tag.end() :]


def put_in(random: Random, page: str) -> str:
    at = random.randrange(len(page))
    what = random.choice(
        ('"', "'", "<", ">", "&", ' id="p1"', "<p>", "</p>", "<li>", "</div>", "<!--", "-->", "</main>")
    )
    return page[:at] + what + page[at:]


@pytest.mark.parametrize("spoil", [drop, double, swap, exchange_tags, drop_tag, put_in])
def test_markup_says_nothing_that_the_tree_does_not(
    source: Document, page: str, spoil: Callable[[Random, str], str]
) -> None:
    random = Random(spoil.__name__)
    start = page.index("<main")
    spoilt = [page[:start] + spoil(random, page[start:]) for _ in range(150)]
    kept = [one for one in spoilt if has_all(source, one.encode())]
    assert [one for one in kept if list(look_for_losses(source, one.encode()))] == []
