"""Check files against RELAX NG grammars, in several processes: a valid file costs one pass over its bytes.

Only a file that is not plainly valid is read as a document, with tree and places, to say what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from teipress import forks
from teipress.applicable import Applied, Choice, Missing, SchemaFile
from teipress.diagnostics import Diagnostic, Source, quote
from teipress.errors import ConfigurationError
from teipress.files import HEAD, TEI, Limits, Unreadable, read_bytes
from teipress.parallel import work_through
from teipress.project import shown
from teipress.validate.relaxng import Schema, Wrong

FEW = 16_000_000  # bytes that are checked sooner than other processes are ready,
FEWER = 1_000_000  # or than copies of this one are
# What browsers act on: a file that names one of these is read as a document, which looks for what would run.
_ACTIVE = (b"www.w3.org/1999/xhtml", b"www.w3.org/2000/svg", b"www.w3.org/1999/XSL/Transform")
_RUNNING_STYLESHEET = re.compile(rb"<\?xml-stylesheet(?:(?!\?>).)*(?:script:|data:|&#)", re.DOTALL | re.IGNORECASE)
_DECLARATION = re.compile(rb"""<\?xml\s+version=["']1\.0["'](?:\s+encoding=["'](?i:utf-8)["'])?\s*\?>\s*<""")


@dataclass(frozen=True, slots=True)
class File:
    """A file to check: its path, the path to show, and its bytes, if they were read already."""

    path: Path
    name: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one file: diagnostics, their lines, whether a grammar applied, grammars not at hand."""

    diagnostics: tuple[Diagnostic, ...] = ()
    lines: Mapping[int, str] | None = None
    applied: bool = False
    missing: tuple[Missing, ...] = ()


def check_grammars(files: Sequence[File], choice: Choice, limits: Limits, jobs: int) -> Iterator[Found]:
    """Give what is found in each file, in order. Raises ``ConfigurationError`` for a wrong schema that the user named.

    Of many files, the whole grammar is checked, too, while they are; of few, only what they need of it.
    """
    named = [file for file in choice.named if file.source is Source.RELAXNG]
    sizes = [_size(file) for file in files]
    many = sum(sizes) > FEW

    def verify() -> None:
        if many:
            for file in named:
                _verify(file)

    start = _Start(choice, limits)
    if jobs > 1 and len(files) > 1 and sum(sizes) > FEWER and forks.can_fork():
        largest_first = sorted(range(len(files)), key=lambda number: -sizes[number]) if not many else None
        yield from forks.work_through(start(), files, jobs, _lost, order=largest_first, meanwhile=verify)
    else:
        yield from work_through(start, files, jobs if many else 1, _lost, verify)


def checker(choice: Choice, limits: Limits) -> Callable[[File], Found]:
    """Make a function that checks one file after the other, here. Raises ``ConfigurationError`` as above."""
    return _Start(choice, limits)()


def _size(file: File) -> int:
    try:
        return len(file.data) if file.data is not None else file.path.stat().st_size
    except OSError:
        return 0


def _lost(file: File, why: str) -> Found:
    message = f"the check against the grammar came to nothing: {why}"
    help = "Check this file alone. If this stays, report it as a bug of teipress."
    return Found((Diagnostic("grammar-failure", Source.RELAXNG, message, file.name, help=help),), applied=True)


def _verify(file: SchemaFile) -> None:
    try:
        _load(file).verify()
    except Wrong as wrong:
        raise ConfigurationError(_sentence(wrong)) from None


@dataclass(frozen=True, slots=True)
class _Start:
    """Makes, in each process, the function that checks a file; it remembers the grammars."""

    choice: Choice
    limits: Limits

    def __call__(self) -> _Checker:
        return _Checker(self.choice, self.limits)


class _Checker:
    def __init__(self, choice: Choice, limits: Limits) -> None:
        self.choice = choice
        self.limits = limits
        self.schemas: dict[SchemaFile, Schema | Diagnostic] = {}
        for file in choice.named:
            if file.source is Source.RELAXNG:
                self.schema(file)

    def __call__(self, file: File) -> Found:
        try:
            data = read_bytes(file.path, file.name, self.limits) if file.data is None else file.data
        except Unreadable as trouble:
            return Found((trouble.diagnostic,))
        applied = self._applied(file, data)
        grammars = [schema for schema in applied.schemas if schema.source is Source.RELAXNG]
        missing = tuple(m for m in applied.missing if m.source is Source.RELAXNG)
        diagnostics: list[Diagnostic] = []
        doubtful = []
        for grammar in grammars:
            schema = self.schema(grammar)
            if isinstance(schema, Diagnostic):
                diagnostics.append(schema)
            elif not self._is_plainly_valid(schema, data, file):
                doubtful.append((grammar, schema))
        if not doubtful and grammars:
            return Found(tuple(diagnostics), applied=True, missing=missing)
        found, lines = self._tell(file, data, doubtful)
        return Found((*diagnostics, *found), lines, bool(grammars), missing)

    def _applied(self, file: File, data: bytes) -> Applied:
        head = "" if self.choice.named else _decoded(data[:HEAD])
        return self.choice.of(head, file.path, file.name)

    def _is_plainly_valid(self, schema: Schema, data: bytes, file: File) -> bool:
        try:
            valid = schema.is_valid(data, depth=self.limits.depth, attributes=self.limits.attributes)
        except Wrong:
            return False
        # Bytes that were given are those of a document that was read, and looked through, before.
        return valid and (file.data is not None or not _may_run(data))

    def _tell(
        self, file: File, data: bytes, doubtful: Sequence[tuple[SchemaFile, Schema]]
    ) -> tuple[list[Diagnostic], Mapping[int, str]]:
        """Say what is wrong: from the bytes alone where nothing but the grammar can be at fault."""
        text = self._ordinary(data)
        if text is None or not doubtful:
            return self._look_closely(file, data, doubtful)
        found: list[Diagnostic] = []
        attributes = self.limits.attributes - data.count(b"xmlns")
        for grammar, schema in doubtful:
            try:
                told = schema.explain(text, file.name, TEI, depth=self.limits.depth, attributes=attributes)
            except Wrong as wrong:
                told = (self._wrong(grammar, wrong),)
            if told is None:
                return self._look_closely(file, data, doubtful)
            found.extend(told)
        return found, quote(found, {file.name: text}).get(file.name, {})

    def _ordinary(self, data: bytes) -> str | None:
        """Decode a file in which, should it be well-formed, nothing can be at fault but what a grammar forbids."""
        parts = data.count(b"<") + data.count(b"=") + data.count(b"\n") + data.count(b"\r")
        if parts > self.limits.nodes or _may_run(data) or not (data.startswith(b"<TEI") or _DECLARATION.match(data)):
            return None
        try:
            return data.decode()
        except UnicodeDecodeError:
            return None

    def _look_closely(
        self, file: File, data: bytes, doubtful: Iterable[tuple[SchemaFile, Schema]]
    ) -> tuple[list[Diagnostic], Mapping[int, str]]:
        from teipress.corpus import parse_document

        try:
            document = parse_document(data, file.path, file.name, self.limits)
        except Unreadable as trouble:
            text = _decoded(data)
            return [trouble.diagnostic], quote((trouble.diagnostic,), {file.name: text}).get(file.name, {})
        found: list[Diagnostic] = []
        for grammar, schema in doubtful:
            try:
                found.extend(schema.validate(document))
            except Wrong as wrong:
                found.append(self._wrong(grammar, wrong))
        return found, quote(found, {file.name: document.text}).get(file.name, {})

    def schema(self, file: SchemaFile) -> Schema | Diagnostic:
        """Give a grammar, compiled once; or, if it is wrong and a document named it, the diagnostic."""
        if file not in self.schemas:
            try:
                self.schemas[file] = _load(file)
            except Wrong as wrong:
                self.schemas[file] = self._wrong(file, wrong)
        return self.schemas[file]

    def _wrong(self, file: SchemaFile, wrong: Wrong) -> Diagnostic:
        if file.trusted:
            raise ConfigurationError(_sentence(wrong))
        return Diagnostic(
            "wrong-schema",
            Source.RELAXNG,
            f"this schema is wrong: {wrong.message}",
            _shown(wrong.uri),
            line=wrong.line,
            column=wrong.column,
            help="Mend the schema: the documents that name it cannot be checked against it.",
        )


def _may_run(data: bytes) -> bool:
    return any(name in data for name in _ACTIVE) or _RUNNING_STYLESHEET.search(data) is not None


def _load(file: SchemaFile) -> Schema:
    if file.data is not None:
        return Schema.from_bytes(file.data, file.path.resolve().as_uri())
    try:
        return Schema.from_file(file.path, file.within)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise Wrong(f"this file cannot be read: {why}", uri=file.path.as_uri()) from None


def _sentence(wrong: Wrong) -> str:
    place = f":{wrong.line}:{wrong.column}" if wrong.line else ""
    return f"{_shown(wrong.uri)}{place}: this schema is wrong: {wrong.message}"


def _shown(uri: str) -> str:
    from urllib.request import url2pathname  # slow to load, and seldom needed

    parts = urlsplit(uri)
    return shown(Path(url2pathname(parts.path))) if parts.scheme == "file" else uri


def _decoded(data: bytes) -> str:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if utf16 else "utf-8-sig", "replace")
