"""Dates in words, in each language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from teipress.resources import xslt
from teipress.saxon import Saxon, Task, Xml

SHEET = """<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:f="https://teipress.org/ns/functions">
  <xsl:import href="html.xsl"/>
  <xsl:template match="/"><p>{f:date-phrase(*)}</p></xsl:template>
</xsl:stylesheet>"""


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


@pytest.mark.parametrize(
    ("attributes", "english", "german"),
    [
        ('when="1962-08-07"', "7 August 1962", "7. August 1962"),
        ('from="1962-08-07" to="1962-08-08"', "7–8 August 1962", "7.–8. August 1962"),
        ('from="1962-08-31" to="1962-09-01"', "31 August 1962 to 1 September 1962",
         "31. August 1962 bis 1. September 1962"),
        ('from="1962-08-08" to="1962-08-07"', "8 August 1962 to 7 August 1962", "8. August 1962 bis 7. August 1962"),
        ('from="1962-08" to="1962-08-08"', "August 1962 to 8 August 1962", "August 1962 bis 8. August 1962"),
        ('from="1948" to="1994"', "1948 to 1994", "1948 bis 1994"),
        ('from="-0044-03-14" to="-0044-03-15"', "14 March 44 BC to 15 March 44 BC",
         "14. März 44 v. Chr. bis 15. März 44 v. Chr."),
        ('from="1962-13-01" to="1962-13-02"', "1962-13-01 to 1962-13-02", "1962-13-01 bis 1962-13-02"),
    ],
)  # fmt: skip
def test_a_date_is_said_in_words(saxon: Saxon, attributes: str, english: str, german: str) -> None:
    sheet = Xml(SHEET.encode(), xslt("phrase.xsl").as_uri(), imports=True)
    date = f'<date xmlns="http://www.tei-c.org/ns/1.0" {attributes}/>'.encode()
    for language, said in (("en", english), ("de", german)):
        labels = Xml(xslt(f"labels/{language}.xml").read_bytes(), "urn:teipress:labels")
        outcome = saxon.run(Task(Xml(date, "file:///date.xml"), (sheet,), {"labels": (labels,)}))
        assert outcome.failure is None, outcome.failure
        assert "".join(map(str, etree.fromstring(outcome.outputs[0].text.encode()).itertext())) == said
