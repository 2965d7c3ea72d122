"""The checks that come after reading, and which documents and schemas each of them gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from teipress.applicable import SUFFIXES, Applied, Choice, Missing, SchemaFile
from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.errors import ConfigurationError
from teipress.git import repository
from teipress.progress import Progress, followed, silent
from teipress.project import Project, shown

if TYPE_CHECKING:
    from teipress.corpus import Document
    from teipress.saxon import Saxon, Xml

GRAMMARS = frozenset({Source.RELAXNG, Source.XSD, Source.SCHEMATRON})


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
class Work:
    """What a check gets: the edition, the schemas of each document, and the means."""

    project: Project
    corpus: Corpus
    choice: Choice
    applied: Mapping[Document, Applied]
    saxon: Saxon
    jobs: int = 1
    progress: Progress = field(default=silent)
    svrl: Callable[[bytes], None] | None = None

    @property
    def documents(self) -> tuple[Document, ...]:
        """List the documents to report on."""
        return tuple(document for document in self.corpus.documents if self.project.is_selected(document.path))

    def by_schema(self, source: Source) -> Mapping[SchemaFile, tuple[Document, ...]]:
        """List, for each schema of a kind, the documents that it applies to."""
        found: dict[SchemaFile, list[Document]] = {}
        for document in self.documents:
            for schema in self.applied[document].schemas:
                if schema.source is source:
                    found.setdefault(schema, []).append(document)
        return {schema: tuple(documents) for schema, documents in found.items()}


def choose(project: Project) -> Choice:
    """Say how the schemas of an edition's documents are chosen. Raises ``ConfigurationError`` for one that is no file.

    Documents of an edition may name schemas in its folder, or in the git repository around it.
    """
    schemas = project.schemas
    root = repository(project.root) or project.root
    if schemas.given:
        return Choice(_named(schemas.given), root=root)
    settings = {Source.RELAXNG: schemas.rng, Source.XSD: schemas.xsd, Source.SCHEMATRON: schemas.schematron}
    named = {source: path for source, path in settings.items() if path is not None}
    for source, path in named.items():
        _expect_file(path, source if source is not Source.RELAXNG else "rng")
    if not named and schemas.odd is not None:
        _expect_file(schemas.odd, "odd")
        return Choice(tuple(_compiled(schemas.odd)), root=root)
    files = [SchemaFile(source, path) for source, path in named.items()]
    return Choice(_with_embedded(files), schemas.addresses, root)


def _named(paths: Iterable[Path]) -> tuple[SchemaFile, ...]:
    files: list[SchemaFile] = []
    for path in paths:
        if not path.is_file():
            raise ConfigurationError(f"--schema: there is no file “{shown(path)}”")
        suffix = path.suffix.lower()
        if suffix == ".odd":
            files.extend(_compiled(path))
        elif suffix in SUFFIXES:
            files.append(SchemaFile(SUFFIXES[suffix], path))
        else:
            raise ConfigurationError(f"--schema: “{shown(path)}” ends in none of {', '.join((*SUFFIXES, '.odd'))}")
    return _with_embedded(files)


def _with_embedded(files: Sequence[SchemaFile]) -> tuple[SchemaFile, ...]:
    """Add the Schematron rules inside of grammars, unless rules are named by themselves."""
    if any(file.source is Source.SCHEMATRON for file in files):
        return tuple(files)
    return (*files, *(SchemaFile(Source.SCHEMATRON, file.path) for file in files if _holds_rules(file)))


def _holds_rules(file: SchemaFile) -> bool:
    return file.path.suffix.lower() == ".rng" and b"http://purl.oclc.org/dsdl/schematron" in file.read()


def _expect_file(path: Path, key: str) -> None:
    if not path.is_file():
        raise ConfigurationError(f"'schemas.{key}' in teipress.toml names a file that is not there: {shown(path)}")


def _compiled(odd: Path) -> Iterator[SchemaFile]:
    """Compile an ODD in passing: its grammar and its rules."""
    from teipress.schema import compile_odd

    compiled = compile_odd(odd)
    for fault in compiled.report.diagnostics:
        place = f"{fault.path}:{fault.line}:{fault.column}"
        raise ConfigurationError(f"{place}: this ODD cannot be compiled: {fault.message} [{fault.code}]")
    for name, data in compiled.files.items():
        if name.endswith(".rng"):
            yield SchemaFile(Source.RELAXNG, odd, data)
        elif name.endswith(".sch"):
            yield SchemaFile(Source.SCHEMATRON, odd, data)


def check_relaxng(work: Work) -> Iterator[Diagnostic]:
    """Check the documents against their RELAX NG schemas."""
    from teipress.validate.grammars import File, check_grammars

    documents = [d for d in work.documents if any(s.source is Source.RELAXNG for s in work.applied[d].schemas)]
    if documents:
        files = [File(document.path, document.name, document.data) for document in documents]
        found = check_grammars(files, work.choice, work.project.limits, work.jobs)
        for one in followed(found, "RELAX NG", len(files), work.progress):
            yield from one.diagnostics


def check_xsd(work: Work) -> Iterator[Diagnostic]:
    """Check the documents against their XML Schemas."""
    from teipress.validate.xsd import XsdSchema

    for schema, documents in work.by_schema(Source.XSD).items():

        def check(schema: SchemaFile = schema, documents: Sequence[Document] = documents) -> Iterator[Diagnostic]:
            xsd = XsdSchema(schema.path, shown(schema.path))
            return xsd.check(followed(documents, "XSD", len(documents), work.progress))

        yield from _guarded(schema, check)


def check_schematron(work: Work) -> Iterator[Diagnostic]:
    """Check the documents against their Schematron rules; write SVRL, too, if that is asked for."""
    from teipress.saxon import Xml
    from teipress.validate.schematron import check_schematron
    from teipress.validate.svrl import svrl

    registers = tuple(Xml(document.data, document.uri) for document in work.corpus.registers)
    by_schema = work.by_schema(Source.SCHEMATRON)
    phase = work.project.schemas.phase
    if work.svrl and len(by_schema) != 1:
        raise ConfigurationError(f"--svrl: it is for one Schematron schema, not {len(by_schema)}: name it by --schema")
    for schema, documents in by_schema.items():

        def check(schema: SchemaFile = schema, documents: Sequence[Document] = documents) -> Iterator[Diagnostic]:
            work.progress("Schematron", 0, len(documents))
            name = shown(schema.path)
            rules = _rules(schema, work.saxon, name)
            if rules is not None:
                given = documents, rules, work.saxon, registers, name
                yield from check_schematron(*given, phase=phase, folder=schema.within)
                if work.svrl:
                    work.svrl(svrl(*given, phase=phase, folder=schema.within))

        yield from _guarded(schema, check)


def _rules(schema: SchemaFile, saxon: Saxon, name: str) -> Xml | None:
    """Read the rules of a schema, which may be inside of a grammar or an ODD; none, if there are none."""
    from teipress.saxon import Xml
    from teipress.validate.schematron import embedded_rules

    uri = schema.path.resolve().as_uri()
    if schema.data is None and schema.path.suffix.lower() in {".rng", ".odd"}:
        return embedded_rules(schema.read(), uri, saxon, name, schema.within)
    return Xml(schema.read(), uri)


def check_integrity(work: Work) -> Iterator[Diagnostic]:
    """Check the edition as a whole, and report on the documents that are asked for, and on the ledger of ids."""
    from teipress.cite.released import check_released
    from teipress.validate.integrity import check_all

    work.progress("integrity", 0, len(work.corpus.documents))
    names = {document.name for document in work.documents}
    found = check_all(work.corpus.documents, work.corpus.registers, work.project.root)
    yield from (diagnostic for diagnostic in found if diagnostic.path in names)
    names.add(shown(work.project.ids.ledger))
    released = check_released(work.project, work.corpus, work.progress)
    yield from (diagnostic for diagnostic in released if diagnostic.path in names)


Check = Callable[[Work], Iterator[Diagnostic]]

# In this order; what RELAX NG has said, XSD does not say again.
CHECKS: Mapping[Source, Check] = {
    Source.RELAXNG: check_relaxng,
    Source.XSD: check_xsd,
    Source.SCHEMATRON: check_schematron,
    Source.INTEGRITY: check_integrity,
}


def run_checks(work: Work, only: frozenset[Source]) -> Iterator[Diagnostic]:
    """Run the checks that are asked for; all, if none is named."""
    told: set[tuple[str, str]] = set()
    for source, check in CHECKS.items():
        if only and source not in only:
            continue
        for diagnostic in check(work):
            place = diagnostic.path, (diagnostic.xpath or "").partition("/@")[0]
            if source is Source.RELAXNG:
                told.add(place)
            if source is not Source.XSD or place not in told:
                yield diagnostic


def _guarded(schema: SchemaFile, check: Callable[[], Iterator[Diagnostic]]) -> Iterator[Diagnostic]:
    """Check; a wrong schema that a document named, not the user, is a fault of the edition, not of the command."""
    try:
        yield from check()
    except ConfigurationError as error:
        if schema.trusted:
            raise
        name = shown(schema.path)
        help = "Mend the schema: the documents that name it cannot be checked against it."
        yield Diagnostic("wrong-schema", schema.source, str(error).removeprefix(f"{name}: "), name, help=help)


def tell_missing(missing: Iterable[Missing]) -> Iterator[Diagnostic]:
    """Tell once of each schema that is not at hand, at the first document that names it."""
    by_address: dict[str, list[Diagnostic]] = {}
    for one in missing:
        by_address.setdefault(one.address, []).append(one.diagnostic)
    for first, *others in by_address.values():
        more = "" if not others else f" ({len(others)} more name it.)" if len(others) > 1 else " (One more names it.)"
        yield replace(first, help=f"{first.help}{more}")


def tell_unchecked(names: Sequence[str], files: int) -> Iterator[Diagnostic]:
    """Tell once that documents are checked against no schema at all."""
    if names:
        of = (
            "this file" if files == 1 else f"{len(names)} of {files} files" if len(names) > 1 else f"1 of {files} files"
        )
        yield Diagnostic(
            "no-schema",
            Source.RELAXNG,
            f"no schema applies to {of}: elements and attributes are not checked",
            names[0],
            Severity.INFO,
            help="Name a schema by --schema, in teipress.toml, or by <?xml-model?> in the file.",
        )


def refuse_idle(only: frozenset[Source], applied: Iterable[Source]) -> None:
    """Refuse to have run only checks that had no schema: “nothing to mend” must mean something."""
    for source in sorted(only & GRAMMARS - frozenset(applied)):
        key = "rng" if source is Source.RELAXNG else source
        raise ConfigurationError(
            f"--only {source}: there is no schema to check against: "
            f"give one by --schema, or set 'schemas.{key}' in teipress.toml"
        )
