"""Make all files of an edition. The stylesheets say what is in them; here is what happens."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from teipress.corpus import Document
from teipress.diagnostics import Diagnostic, Source
from teipress.errors import ConfigurationError, SaxonError, TeipressError
from teipress.messages import read_message
from teipress.project import Project
from teipress.publish.custom import read_custom
from teipress.publish.lossless import check_lossless
from teipress.publish.plain import lay_out
from teipress.publish.plan import Page, plan
from teipress.resources import xslt
from teipress.saxon import Failure, Outcome, Saxon, Stylesheet, Task, Value, Xml

FRONT = Xml(b"<front/>", "urn:teipress:front")


@dataclass(frozen=True, slots=True)
class Site:
    """The files of an edition (relative path → bytes), and what was noticed while they were made."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def make(project: Project, texts: Sequence[Document], registers: Sequence[Document], saxon: Saxon) -> Site:
    """Render every text, then what needs them all: front page, indexes, ids.

    A text that cannot be rendered is reported and left out. Raises ``SaxonError`` when a stylesheet is at fault.
    """
    planned = plan(texts, rename=project.is_bare)
    found: list[Diagnostic] = list(planned.diagnostics)
    files: dict[str, bytes] = {}
    records: list[Xml] = []
    custom = read_custom(project.publish, project.language)
    shared = {**_shared_parameters(project, planned.pages, settle(registers, saxon)), **custom.parameters}
    rendered = saxon.map(_text_task(page, custom.text_stylesheet, shared) for page in planned.pages)
    for page, outcome in zip(planned.pages, rendered, strict=True):
        found.extend(_noticed(page.document, outcome))
        if outcome.failure is None:
            html, text, record = outcome.outputs
            found.extend(check_lossless(page.document, html.text))
            files[f"{page.name}.html"] = html.text.encode()
            files[f"{page.name}.txt"] = lay_out(text.text)
            files[f"{page.name}.xml"] = page.document.data
            records.append(Xml(record.text.encode(), f"urn:teipress:records:{len(records)}"))
    files.update(_whole(saxon.run(Task(FRONT, (custom.site_stylesheet,), {**shared, "records": tuple(records)}))))
    files.update({f"registers/{register.path.name}": register.data for register in registers})
    files.update({f"assets/{path.name}": path.read_bytes() for path in sorted(xslt("assets").iterdir())})
    files.update(custom.files)
    return Site(files, tuple(found))


def settle(registers: Sequence[Document], saxon: Saxon) -> tuple[Xml, ...]:
    """Settle the pointers of the registers, as those of the texts are settled before they are rendered."""
    tasks = (Task(Xml(register.data, register.uri), (xslt("settle.xsl"),)) for register in registers)
    settled: list[Xml] = []
    for register, outcome in zip(registers, saxon.map(tasks), strict=True):
        if outcome.failure:
            raise SaxonError(f"{register.name} could not be prepared: {_reason(outcome.failure)}")
        settled.append(Xml(outcome.outputs[0].text.encode(), register.uri))
    return tuple(settled)


def _shared_parameters(project: Project, pages: Sequence[Page], registers: tuple[Xml, ...]) -> Mapping[str, Value]:
    return {
        "registers": registers,
        "text-uris": tuple(page.document.uri for page in pages),
        "text-names": tuple(page.name for page in pages),
        "edition-title": project.title,
        "edition-subtitle": project.subtitle,
        "edition-language": project.language,
    }


def _text_task(page: Page, stylesheet: Stylesheet, shared: Mapping[str, Value]) -> Task:
    return Task(
        Xml(page.document.data, page.document.uri),
        (stylesheet, xslt("text.xsl"), xslt("records.xsl")),
        {**shared, "text-name": page.name, "document-uri": page.document.uri},
        prepare=xslt("settle.xsl"),
    )


def _noticed(document: Document, outcome: Outcome) -> Iterator[Diagnostic]:
    """Yield what the stylesheets told of a text: of an element that they do not know, the first place."""
    if outcome.failure:
        yield _not_rendered(document, outcome.failure)
        return
    seen: set[tuple[str, str]] = set()
    for output in outcome.outputs:
        for message in output.messages:
            diagnostic = read_message(document, message, Source.RENDER)
            if (diagnostic.code, diagnostic.message) not in seen:
                seen.add((diagnostic.code, diagnostic.message))
                yield diagnostic


def _not_rendered(document: Document, failure: Failure) -> Diagnostic:
    if failure.static:
        raise _not_compiled(failure)
    return document.diagnose(
        document.root,
        "render-failure",
        f"this text could not be rendered: {_reason(failure)}",
        source=Source.RENDER,
        help="The other texts were built. Please report this, with the file.",
    )


def _not_compiled(failure: Failure) -> TeipressError:
    """Tell an edition's own stylesheet, which is its editor's to mend, from one of ours."""
    ours = {path.name for path in xslt().rglob("*.xsl")}
    if failure.stylesheet and Path(failure.stylesheet).name not in ours:
        return ConfigurationError(f"a stylesheet of this edition is wrong: {_reason(failure)}")
    return SaxonError(f"a stylesheet could not be compiled: {_reason(failure)}")


def _reason(failure: Failure) -> str:
    place = f" ({failure.stylesheet}, line {failure.line})" if failure.line else ""
    return f"{failure.message}{place}"


def _whole(outcome: Outcome) -> Mapping[str, bytes]:
    """Read the map of files that the stylesheet of the whole edition returns; JSON is laid out to be read."""
    if outcome.failure and outcome.failure.static:
        raise _not_compiled(outcome.failure)
    if outcome.failure:
        raise SaxonError(f"the indexes could not be made: {_reason(outcome.failure)}")
    files: Mapping[str, str] = json.loads(outcome.outputs[0].text)
    return {path: (_laid_out(text) if ".json" in path else text).encode() for path, text in files.items()}


def _laid_out(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
