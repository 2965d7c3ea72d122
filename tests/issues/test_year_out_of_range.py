"""A year that Python cannot count to ended the whole check with an OverflowError from xmlschema."""

from __future__ import annotations

from pathlib import Path

from teipress.corpus import TEI, read_document
from teipress.validate.xsd import XsdSchema

SCHEMA = f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{TEI}">
  <xs:element name="date"><xs:complexType><xs:attribute name="when" type="xs:date"/></xs:complexType></xs:element>
</xs:schema>"""


def test_a_year_out_of_range_is_a_diagnostic(tmp_path: Path) -> None:
    (tmp_path / "dates.xsd").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "date.xml").write_text(f'<date xmlns="{TEI}" when="99999999999-01-01"/>', encoding="utf-8")
    schema = XsdSchema(tmp_path / "dates.xsd", "dates.xsd")
    found = list(schema.check([read_document(tmp_path / "date.xml", "date.xml")]))
    assert [(d.code, d.line) for d in found] == [("xsd-failure", 1)]
