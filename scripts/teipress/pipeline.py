"""The story of the two commands: what ``check`` and ``build`` do, step by step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from teipress.corpus import Document, Unreadable, read_document
from teipress.diagnostics import Diagnostic, Report, Source, has_errors, in_order, quote
from teipress.errors import ConfigurationError, OutputError
from teipress.project import Project, shown
from teipress.saxon import Saxon, Xml
from teipress.validate.integrity import check_all


@dataclass(frozen=True, slots=True)
class Corpus:
    """The files of an edition: the documents that could be read, and why others could not."""

    texts: tuple[Document, ...]
    registers: tuple[Document, ...]
    unreadable: tuple[Diagnostic, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """List every document, texts first."""
        return self.texts + self.registers


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: its report, and how many files were written (none when errors stopped it)."""

    report: Report
    written: int


def check(project: Project, *, only: frozenset[Source] = frozenset(), jobs: int = 1) -> Report:
    """Check an edition with every check that is configured, or only with those named."""
    corpus = read(project)
    with Saxon(jobs) as saxon:
        return _checked(project, corpus, only, saxon)


def build(project: Project, *, verify: bool = True, jobs: int = 1) -> Built:
    """Check an edition, make all its pages and data, and put them in place as a whole.

    Errors stop an edition with settings before anything is written; of a bare folder, what can be read is built.
    """
    from teipress.output import publish_tree
    from teipress.publish.site import make

    corpus = read(project)
    with Saxon(jobs) as saxon:
        only = frozenset[Source]() if verify else frozenset({Source.WELLFORMED})
        report = _checked(project, corpus, only, saxon)
        stopped = has_errors(report.diagnostics) and not project.is_bare
        if stopped or not corpus.texts:
            return Built(report, 0)
        site = make(project, corpus.texts, corpus.registers, saxon)
    report = _report((*report.diagnostics, *site.diagnostics), report.files, corpus)
    publish_tree(project.output, site.files, lambda: _confirm_unchanged(corpus.documents))
    return Built(report, len(site.files))


def read(project: Project) -> Corpus:
    """Read every file of an edition once."""
    unreadable: list[Diagnostic] = []

    def documents(paths: Sequence[Path]) -> Iterator[Document]:
        for path in paths:
            try:
                yield read_document(path, shown(path), project.limits)
            except Unreadable as trouble:
                unreadable.append(trouble.diagnostic)

    texts = tuple(documents(project.texts))
    registers = tuple(documents(project.registers))
    return Corpus(texts, registers, tuple(unreadable))


def _checked(project: Project, corpus: Corpus, only: frozenset[Source], saxon: Saxon) -> Report:
    found: list[Diagnostic] = list(corpus.unreadable)
    for source, run in CHECKS.items():
        if not only or source in only:
            found.extend(run(project, corpus, saxon))
    names = {shown(path) for path in project.selected} if project.selected is not None else None
    kept = [d for d in found if names is None or d.path in names]
    files = [shown(path) for path in project.files if project.selected is None or path in project.selected]
    return _report(kept, files, corpus)


def _report(found: Iterable[Diagnostic], files: Iterable[str], corpus: Corpus) -> Report:
    found = in_order(found)
    return Report(found, tuple(files), quote(found, {document.name: document.text for document in corpus.documents}))


def _check_xsd(project: Project, corpus: Corpus, _saxon: Saxon) -> Iterator[Diagnostic]:
    if schema := _schema(project.schemas.xsd, "xsd"):
        from teipress.validate.xsd import XsdSchema

        yield from XsdSchema(schema, shown(schema)).check(corpus.documents)


def _check_schematron(project: Project, corpus: Corpus, saxon: Saxon) -> Iterator[Diagnostic]:
    if schema := _schema(project.schemas.schematron, "schematron"):
        from teipress.validate.schematron import check_schematron

        rules = Xml(schema.read_bytes(), schema.resolve().as_uri())
        registers = tuple(Xml(document.data, document.uri) for document in corpus.registers)
        yield from check_schematron(corpus.documents, rules, saxon, registers, shown(schema))


def _check_integrity(project: Project, corpus: Corpus, _saxon: Saxon) -> Iterator[Diagnostic]:
    yield from check_all(corpus.documents, corpus.registers, project.root)


Check = Callable[[Project, Corpus, Saxon], Iterator[Diagnostic]]

# The checks that come after reading, in order. RELAX NG takes its seat here.
CHECKS: Mapping[Source, Check] = {
    Source.XSD: _check_xsd,
    Source.SCHEMATRON: _check_schematron,
    Source.INTEGRITY: _check_integrity,
}


def _schema(path: Path | None, key: str) -> Path | None:
    if path is not None and not path.is_file():
        raise ConfigurationError(f"'schemas.{key}' in teipress.toml names a file that is not there: {shown(path)}")
    return path


def _confirm_unchanged(documents: Sequence[Document]) -> None:
    """Refuse to publish a text that was changed while the edition was made from it."""
    for document in documents:
        try:
            digest = hashlib.sha256(document.path.read_bytes()).hexdigest()
        except OSError:
            digest = ""
        if digest != document.digest:
            raise OutputError(f"{document.name} was changed during the build. Nothing was written; build again.")
