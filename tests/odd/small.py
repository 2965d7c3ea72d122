"""Small ODDs: written around what a test is about, compiled, and put to use."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from teipress.corpus import TEI, Document, read_document
from teipress.diagnostics import Diagnostic
from teipress.saxon import Saxon, Xml
from teipress.schema import Compiled, compile_document
from teipress.validate.schematron import check_schematron
from teipress.validate.xsd import XsdSchema

WORD = """
<dataSpec ident="word">
  <content><dataRef name="NCName"/></content>
</dataSpec>
"""


def odd(*declarations: str, attributes: str = 'start="a"') -> str:
    """Write an ODD whose schema holds these declarations."""
    return (
        f'<TEI xmlns="{TEI}" xmlns:sch="http://purl.oclc.org/dsdl/schematron">\n'
        f'<text><body><schemaSpec ident="small" {attributes}>\n'
        + "\n".join(textwrap.dedent(declaration).strip() for declaration in declarations)
        + "\n</schemaSpec></body></text>\n</TEI>\n"
    )


def element(name: str, content: str = "<empty/>", attributes: str = "", classes: Iterable[str] = ()) -> str:
    """Declare an element."""
    members = "".join(f'<memberOf key="{name}"/>' for name in classes)
    return (
        f'<elementSpec ident="{name}"><classes>{members}</classes>'
        f"<content>{content}</content><attList>{attributes}</attList></elementSpec>"
    )


def macro(name: str, content: str) -> str:
    """Declare a macro."""
    return f'<macroSpec ident="{name}"><content>{content}</content></macroSpec>'


def attribute(name: str, inside: str = '<datatype><dataRef key="word"/></datatype>', more: str = "") -> str:
    """Declare an attribute; by default it is optional and holds one word."""
    return f'<attDef ident="{name}" {more}>{inside}</attDef>'


def closed(*values: str) -> str:
    """List the values that an attribute may have."""
    return f'<valList type="closed">{"".join(f"<valItem ident={value!r}/>" for value in values)}</valList>'


@dataclass(frozen=True, slots=True)
class Small:
    """The schemas compiled from one small ODD."""

    folder: Path
    rng: etree.RelaxNG
    xsd: XsdSchema
    sch: Xml

    def document(self, text: str) -> Document:
        """Read a document that is written without its namespace."""
        path = self.folder / "document.xml"
        root, bracket, rest = text.partition(">")
        close = "/" if root.endswith("/") else ""
        path.write_text(f'{root.removesuffix("/")} xmlns="{TEI}"{close}{bracket}{rest}', encoding="utf-8")
        return read_document(path, "document.xml")

    def accepts(self, text: str) -> bool:
        """Validate a document by both grammars, which must agree."""
        document = self.document(text)
        by_rng = bool(self.rng.validate(document.root))
        found = list(self.xsd.check([document]))
        assert by_rng is not bool(found), f"RELAX NG says {by_rng}, XSD says {[d.message for d in found]}: {text}"
        return by_rng

    def broken_rules(self, text: str, saxon: Saxon) -> list[Diagnostic]:
        return list(check_schematron([self.document(text)], self.sch, saxon))


def compile_text(text: str, folder: Path, saxon: Saxon) -> Compiled:
    """Compile an ODD that is given as a text."""
    path = folder / "small.odd"
    path.write_text(text, encoding="utf-8")
    return compile_document(read_document(path, "small.odd"), saxon)


def compile_small(text: str, folder: Path, saxon: Saxon) -> Small:
    """Compile an ODD that has no faults, and load what comes of it."""
    compiled = compile_text(text, folder, saxon)
    assert [d.message for d in compiled.report.diagnostics] == []
    for name, data in compiled.files.items():
        (folder / name).write_bytes(data)
    return Small(
        folder,
        etree.RelaxNG(etree.parse(folder / "small.rng")),
        XsdSchema(folder / "small.xsd", "small.xsd"),
        Xml(compiled.files["small.sch"], (folder / "small.sch").as_uri()),
    )
