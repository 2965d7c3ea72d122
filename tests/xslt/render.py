"""Render a small text as the build does: settled first, then with the registers at hand."""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html

from teipress.corpus import TEI
from teipress.resources import xslt
from teipress.saxon import Output, Saxon, Task, Value, Xml
from tests.xpath import elements

HERE = Path(__file__).parent
BASE = "file:///edition/"
REGISTER = Xml((HERE / "register.xml").read_bytes(), f"{BASE}register.xml")
LABELS = Xml(xslt("labels/en.xml").read_bytes(), "urn:teipress:labels")


def whole(body: str) -> str:
    """Put some TEI into a whole document."""
    return (
        f'<TEI xmlns="{TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Small</title></titleStmt>'
        "<publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    )


def strict() -> Xml:
    """Give the stylesheet of a page, but that two templates for one node are an error."""
    sheet = (
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" default-mode="m:html" '
        'xmlns:m="https://teipress.org/ns/modes"><xsl:import href="html.xsl"/>'
        '<xsl:mode name="m:html" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/></xsl:stylesheet>'
    )
    return Xml(sheet.encode(), xslt("strict.xsl").as_uri(), imports=True)


def apply(saxon: Saxon, sheet: str | Xml, text: str) -> Output:
    """Apply a stylesheet to a text, and give what it made."""
    uri = f"{BASE}small.xml"
    parameters: dict[str, Value] = {
        "registers": (REGISTER,),
        "labels": (LABELS,),
        "text-uris": (uri, f"{BASE}other.xml"),
        "text-names": ("small", "other text"),
        "text-name": "small",
        "document-uri": uri,
        "edition-title": "Tests",
        "edition-language": "en",
    }
    stylesheet = sheet if isinstance(sheet, Xml) else xslt(sheet)
    outcome = saxon.run(Task(Xml(text.encode(), uri), (stylesheet,), parameters, prepare=xslt("settle.xsl")))
    assert outcome.failure is None, outcome.failure
    return outcome.outputs[0]


def document(case: Path) -> str:
    """Read the source of a golden pair: a whole document, or a part of one that is put where it belongs."""
    root = etree.parse(case).getroot()
    source = etree.tostring(root, encoding="unicode")
    name = etree.QName(root).localname
    if name in ("TEI", "teiCorpus"):
        return source
    if name == "teiHeader":
        return f'<TEI xmlns="{TEI}" xml:lang="en">{source}<text><body><p>Text.</p></body></text></TEI>'
    if name == "body":
        source = f"<text>{source}</text>"
    return whole("").replace("<text><body></body></text>", source)


def shown(output: Output, case: Path) -> etree._Element:
    """Give what a page makes of a golden pair: the part of the page that shows it."""
    name = etree.QName(etree.parse(case).getroot()).localname
    whole_pages = {name: f"{name} text-page" for name in ("TEI", "teiCorpus")}
    classes = {"body": "text", "teiHeader": "teiHeader about", **whole_pages}
    page = html.document_fromstring(output.text)
    (found,) = elements(page, f"//*[@class = 'tei-{classes.get(name, name)}']")[:1]
    return found


def article(output: Output) -> etree._Element:
    """Give the reading text of a page."""
    page = html.document_fromstring(output.text)
    (found,) = elements(page, "//article[@class = 'tei-text']/div[@class = 'tei-body']")
    return found


def canonical(element: etree._Element) -> str:
    """Write a tree so that only what differs to a reader differs: attributes sorted, a line for each element."""
    return "\n".join(_lines(element, 0)) + "\n"


def _lines(element: etree._Element, depth: int) -> list[str]:
    space = "  " * depth
    attributes = "".join(f' {name}="{value}"' for name, value in sorted(_attributes(element)))
    lines = [f"{space}<{element.tag!s}{attributes}>", *_text(element.text, depth + 1)]
    for child in element:
        lines += [*_lines(child, depth + 1), *_text(child.tail, depth + 1)]
    return lines


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def _text(text: str | None, depth: int) -> list[str]:
    words = " ".join((text or "").split())
    return [f"{'  ' * depth}{words}"] if words else []
