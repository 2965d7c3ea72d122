"""Make the files of one text, in a child process: read it once, render it, hold the page against it, write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from teipress.cite.annotations import annotate
from teipress.cite.cited import CitedText, Citing, cite_text
from teipress.cite.offsets import Mismatch
from teipress.corpus import Document, parse_document
from teipress.diagnostics import Diagnostic, Source
from teipress.dts.static import Dts, text_files
from teipress.files import Limits, Unreadable, read_bytes
from teipress.messages import read_message
from teipress.output import File, Stage
from teipress.publish.assemble import assemble
from teipress.publish.controls import controls_kept
from teipress.publish.epub import PACKAGE, Book, entries, number_of
from teipress.publish.inputs import changed
from teipress.publish.lossless import check_lossless
from teipress.publish.made import Made, Spoilt
from teipress.publish.media import Mention, find_media, refusals
from teipress.publish.plain import NOTHING, Reading, lay_out
from teipress.publish.plan import Page
from teipress.publish.records import cut
from teipress.publish.sources import FOLDER, SHEET, source_of_text
from teipress.resources import xslt
from teipress.saxon import Engine, Failure, Output, Stylesheet, Task, Value, Xml

SETTLE = "settle.xsl"  # prepares a text for the other stylesheets


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the texts of one build have in common; it goes to each child once.

    A text that can have a pointer to another gets ``parameters_and_texts``, others ``parameters``: these need not be
    made anew when texts come and go. Such a pointer has one of ``suffixes`` in it.
    """

    stage: Stage
    root: Path
    limits: Limits
    stylesheet: Stylesheet
    parameters: Mapping[str, Value]
    parameters_and_texts: Mapping[str, Value]
    suffixes: frozenset[str]
    citing: Citing
    dts: Dts | None = None
    book: Book | None = None
    shows_source: bool = False

    @property
    def stylesheets(self) -> tuple[Stylesheet, ...]:
        """Give the stylesheets of a text, but for the one that prepares it."""
        others = map(xslt, ("text.xsl", "records.xsl", "cite.xsl", *([SHEET] if self.shows_source else [])))
        return (self.stylesheet, *others)

    @property
    def all_stylesheets(self) -> tuple[Stylesheet, ...]:
        """Give what is compiled together for a text, as its task has it."""
        return (*self.stylesheets, xslt(SETTLE))


@dataclass(frozen=True, slots=True)
class Order:
    """A page to make, the SHA-256 that its source had when the build began, and the names of the pages beside it.

    ``past`` is what became of it since its first release (``cite.past``); empty, where there is nothing to tell.
    """

    page: Page
    digest: str
    previous: str = ""
    next: str = ""
    past: bytes = b""


def make_page(engine: Engine, workshop: Workshop, order: Order) -> Made | Spoilt | Failure:
    """Make the files of a text. A ``Failure`` is one of a stylesheet, which no text can help."""
    text = order.page.text
    try:
        source = parse_document(
            read_bytes(text.path, text.shown, workshop.limits), text.path, text.shown, workshop.limits
        )
        if source.digest != order.digest:
            raise changed(text.shown)
        parts = assemble(source, workshop.root, workshop.limits)
    except Unreadable as trouble:
        return Spoilt((trouble.diagnostic,))
    document = parts.document
    points = may_point(document.text, workshop.suffixes)
    mentions = tuple(find_media(document, workshop.root))
    cited = cite_text(document, order.page.name, workshop.citing)
    laid_out = _LaidOut()
    outcome = engine.run(replace(_task(order, document, mentions, cited, workshop, points=points), learn=laid_out))
    if outcome.failure:
        static = outcome.failure.static
        return outcome.failure if static else Spoilt((not_rendered(document, outcome.failure),))
    html, _, record, citations, *sources = outcome.outputs
    shown = controls_kept(html.text)
    page, reading = shown.encode(), laid_out.reading
    try:
        annotated = annotate(document, order.page.name, reading, record.text, shown)
    except Mismatch as trouble:
        return Spoilt((not_the_same(document, trouble),))
    noticed, documents = tuple(_noticed(document, outcome.outputs)), html.documents
    del outcome, html, shown  # of a long text, they take much room
    found = (*parts.diagnostics, *noticed, *refusals(document, mentions), *check_lossless(document, page))
    files: tuple[File, ...] = (
        workshop.stage.write(f"{order.page.name}.html", page),
        workshop.stage.write(f"{order.page.name}.txt", reading.data),
        workshop.stage.write(f"{order.page.name}.xml", document.data),
        workshop.stage.write(f"anchors/{order.page.name}.json", annotated.anchors),
        workshop.stage.write(f"annotations/{order.page.name}.jsonld", annotated.annotations),
    )
    if styles := documents.get("styles.css"):
        files += (workshop.stage.write(f"assets/texts/{order.page.name}.css", styles.encode()),)
    if workshop.book is not None and PACKAGE in documents:
        pictures = {m.media.address: workshop.root / m.media.path for m in mentions}
        files += (workshop.stage.pack(f"{order.page.name}.epub", entries(documents, workshop.book, pictures)),)
    if workshop.dts is not None:
        told, written = text_files(document, order.page.name, workshop.dts)
        files += tuple(workshop.stage.write(path, data) for path, data in written)
        found += told
    files += tuple(
        workshop.stage.write(f"{FOLDER}/{order.page.name}.html", controls_kept(made.text).encode()) for made in sources
    )
    pages = ((path, page.encode()) for path, page in citations.documents.items())
    files += tuple(workshop.stage.write(path, data) for path, data in (*cited.files, *pages))
    media = tuple(dict.fromkeys((*parts.files, *(mention.media for mention in mentions))))
    return Made(files, cut(record.text), found, media, points)


def may_point(text: str, suffixes: frozenset[str]) -> bool:
    """Tell whether a text can have a pointer to another: by its file's suffix, by a private scheme, or in disguise."""
    return "prefixDef" in text or "&#" in text or any(suffix in text for suffix in suffixes)


def not_rendered(document: Document, failure: Failure) -> Diagnostic:
    """Report a text that a stylesheet failed on, at its root."""
    start = document.position(document.root)
    return failed(document.name, reason(failure), start.line, start.column)


def failed(shown: str, why: str, line: int = 1, column: int = 1) -> Diagnostic:
    """Report a text that could not be rendered."""
    return Diagnostic(
        code="render-failure",
        source=Source.RENDER,
        message=f"this text could not be rendered: {why}",
        path=shown,
        line=line,
        column=column,
        help="Please report this, with the file. Of a folder without settings, the other texts were built.",
    )


def not_the_same(document: Document, trouble: Mismatch) -> Diagnostic:
    """Report a text whose reading text does not say what its source says."""
    return document.diagnose(
        document.root,
        "lost-text",
        f"the reading text does not say what the source says: {trouble}",
        source=Source.RENDER,
        help="Nothing was lost in the file. Please report this, with the file.",
    )


def reason(failure: Failure) -> str:
    """Say why something failed, and where in which stylesheet."""
    place = f" ({failure.stylesheet}, line {failure.line})" if failure.line else ""
    return f"{failure.message}{place}"


@dataclass(slots=True)
class _LaidOut:
    """The reading text, laid out as soon as it is made: its record, which is made after it, tells how long it is."""

    reading: Reading = NOTHING

    def __call__(self, outputs: Sequence[Output]) -> Mapping[str, Value]:
        if len(outputs) < 2:
            return {}
        self.reading = lay_out(outputs[1].text)
        return {"words": self.reading.words, "characters": self.reading.characters}


def _task(
    order: Order,
    document: Document,
    mentions: tuple[Mention, ...],
    cited: CitedText,
    workshop: Workshop,
    *,
    points: bool,
) -> Task:
    published = {mention.uri: mention.media.address for mention in mentions if not mention.media.refused}
    return Task(
        Xml(document.data, document.uri),
        workshop.stylesheets,
        {
            "text-name": order.page.name,
            "previous-name": order.previous,
            "next-name": order.next,
            "past": (Xml(order.past, "urn:teipress:past"),) if order.past else (),
            "document-uri": document.uri,
            "citation": (cited.data,),
            "source": (source_of_text(document, order.page.name),) if workshop.shows_source else (),
            "epub": number_of(workshop.book, order.page.name) if workshop.book else "",
            "media-uris": tuple(published),
            "media-addresses": tuple(published.values()),
        },
        prepare=xslt(SETTLE),
        prepared="prefixDef" not in document.text,
        shared=workshop.parameters_and_texts if points else workshop.parameters,
        maps=frozenset({xslt("cite.xsl")}),
    )


def _noticed(document: Document, outputs: tuple[Output, ...]) -> Iterator[Diagnostic]:
    """Yield what the stylesheets told of a text: of an element that they do not know, the first place."""
    seen: set[tuple[str, str]] = set()
    for output in outputs:
        for message in output.messages:
            diagnostic = read_message(document, message, Source.RENDER)
            if (diagnostic.code, diagnostic.message) not in seen:
                seen.add((diagnostic.code, diagnostic.message))
                yield diagnostic
