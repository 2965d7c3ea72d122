"""The pages that show the sources: of a text, made with its page; of a register, in a child process of its own turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from teipress.corpus import Document, parse_document
from teipress.files import Limits
from teipress.output import File, Stage
from teipress.publish.controls import controls_kept
from teipress.publish.tokens import source_lines
from teipress.resources import xslt
from teipress.saxon import Engine, Failure, Task, Value, Xml

SHEET = "source.xsl"
FOLDER = "source"


@dataclass(frozen=True, slots=True)
class Registers:
    """What the pages of all registers have in common; it goes to each child once."""

    stage: Stage
    limits: Limits
    parameters: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Register:
    """A register whose source is to be shown."""

    path: Path
    data: bytes


def source_of_text(document: Document, name: str) -> Xml:
    """Give the source of a text, as it is published, for the stylesheet."""
    return _source(document, "text", name, f"{name}.xml")


def make_register(engine: Engine, common: Registers, register: Register) -> tuple[File, ...] | Failure:
    """Make the page that shows a register."""
    path = register.path
    document = parse_document(register.data, path, path.name, common.limits)
    outcome = engine.run(
        Task(
            Xml(document.data, document.uri),
            (xslt(SHEET),),
            {
                "source": (_source(document, "register", path.stem, f"registers/{path.name}"),),
                "document-uri": document.uri,
                "text-name": path.stem,
            },
            shared=common.parameters,
        )
    )
    if outcome.failure:
        return outcome.failure
    return (
        common.stage.write(f"{FOLDER}/registers/{path.stem}.html", controls_kept(outcome.outputs[0].text).encode()),
    )


def _source(document: Document, kind: str, name: str, file: str) -> Xml:
    encoding = "UTF-16" if document.data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "UTF-8"
    ends = "CR LF" if "\r\n" in document.text else "CR" if "\r" in document.text else ""
    told = {
        "kind": kind,
        "name": name,
        "file": file,
        "bytes": str(len(document.data)),
        "encoding": encoding,
        "ends": ends,
    }
    return Xml(source_lines(document.text, document.ids, **told), "urn:teipress:source")
