"""Which schemas apply to a document: those of the command line, else of the settings, else those that it names itself.

Nothing is fetched, and a document cannot have any file read: only one inside the edition's folder or the repository
around it, or one that the settings map an address to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.prolog import Instruction, model_instructions

SUFFIXES: Mapping[str, Source] = {
    ".rng": Source.RELAXNG,
    ".rnc": Source.RELAXNG,
    ".xsd": Source.XSD,
    ".sch": Source.SCHEMATRON,
}
# What schematypens, or type, says of the kind (W3C, Associating Schemas with XML documents, 2.3)
_KINDS: Mapping[str, Source] = {
    "http://relaxng.org/ns/structure/1.0": Source.RELAXNG,
    "http://www.w3.org/2001/XMLSchema": Source.XSD,
    "http://purl.oclc.org/dsdl/schematron": Source.SCHEMATRON,
    "application/relax-ng-compact-syntax": Source.RELAXNG,
}


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A schema to check against: which check it is for, its file, and what was made of that (of an ODD, say).

    ``trusted`` tells that the user named it, not a document: what is wrong with it is then wrong with the command.
    What it refers to must be ``within`` that folder, if one is given.
    """

    source: Source
    path: Path
    data: bytes | None = field(default=None, repr=False)
    trusted: bool = True
    within: Path | None = None

    def read(self) -> bytes:
        """Give the schema's bytes. Raises ``OSError``."""
        return self.path.read_bytes() if self.data is None else self.data


@dataclass(frozen=True, slots=True)
class Missing:
    """A schema that a document names and that is not at hand: its address, and what to say of it."""

    address: str
    diagnostic: Diagnostic

    @property
    def source(self) -> Source:
        """Say which check it is for."""
        return self.diagnostic.source


@dataclass(frozen=True, slots=True)
class Applied:
    """The schemas that apply to one document, and those that would."""

    schemas: tuple[SchemaFile, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def any(self) -> bool:
        """Tell whether there is one, at hand or not."""
        return bool(self.schemas or self.missing)


@dataclass(frozen=True, slots=True)
class Choice:
    """How schemas are chosen: ``named`` by the user for all documents, or, if nothing is, by each document.

    ``addresses`` maps addresses to files; one that ends in “/” stands for all that start so, and maps to a folder.
    ``root`` is the folder that documents may name schemas in.
    """

    named: tuple[SchemaFile, ...] = ()
    addresses: Mapping[str, Path] = field(default_factory=dict)
    root: Path = Path()

    def of(self, text: str, path: Path, name: str) -> Applied:
        """Choose the schemas of a document; ``text`` may be its head only."""
        if self.named:
            return Applied(self.named)
        schemas: dict[SchemaFile, None] = {}
        missing: list[Missing] = []
        for instruction in model_instructions(text):
            source = _kind(instruction)
            address = _address(path, instruction.href)
            if source is None or not address:
                continue
            try:
                schemas[self._file(source, address)] = None
            except _NotHere as why:
                missing.append(Missing(address, _missing(instruction, name, source, str(why))))
            except ValueError:
                missing.append(Missing(address, _missing(instruction, name, source, "that is no address of a file")))
        return Applied(tuple(schemas), tuple(missing))

    def _file(self, source: Source, address: str) -> SchemaFile:
        """Find the file of an address. Raises ``_NotHere`` that says why there is none."""
        mapped = self._mapped(address)
        if mapped is not None:
            if not mapped.is_file():
                raise _NotHere(f"teipress.toml maps it to “{mapped.name}”, which is not there")
            return SchemaFile(source, mapped, trusted=False)
        parts = urlsplit(address)
        if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
            raise _NotHere("it is elsewhere, and nothing is fetched")
        from urllib.request import url2pathname  # slow to load, and seldom needed

        file = Path(url2pathname(parts.path))
        try:
            real, root = file.resolve(), self.root.resolve()
            if not real.is_relative_to(root):
                raise _NotHere("it is outside the edition")
            if not real.is_file():
                raise _NotHere("there is no such file")
        except OSError:  # a name that is too long
            raise _NotHere("there is no such file") from None
        return SchemaFile(source, file, trusted=False, within=root)

    def _mapped(self, address: str) -> Path | None:
        wanted = _without_scheme(address)
        for known, file in sorted(self.addresses.items(), key=lambda item: -len(item[0])):
            start = _without_scheme(known)
            if wanted == start:
                return file
            rest = unquote(wanted.removeprefix(start))
            if known.endswith("/") and wanted.startswith(start) and ".." not in rest.split("/"):
                return file / rest
        return None


class _NotHere(Exception):
    """There is no file for an address: why."""


def _kind(instruction: Instruction) -> Source | None:
    """Tell what kind of schema an instruction names; nothing, if it is one that is not checked here, as a DTD."""
    said = instruction.values.get("schematypens") or instruction.values.get("type", "")
    if said in _KINDS:
        return _KINDS[said]
    return SUFFIXES.get(Path(urlsplit(instruction.href).path).suffix.lower()) if "dtd" not in said else None


def _address(path: Path, href: str) -> str:
    try:
        return urljoin(path.as_uri(), href) if href else ""
    except ValueError:
        return href


def _without_scheme(address: str) -> str:
    """Take http and https for the same."""
    return address.removeprefix("https:").removeprefix("http:")


def _missing(instruction: Instruction, name: str, source: Source, why: str) -> Diagnostic:
    return Diagnostic(
        code="schema-not-available",
        source=source,
        severity=Severity.WARNING,
        message=f"this file names the schema “{instruction.href}”, and is not checked against it: {why}",
        path=name,
        line=instruction.start.line,
        column=instruction.start.column,
        end_line=instruction.end.line,
        end_column=instruction.end.column,
        help="Name a file by --schema, or tell in teipress.toml where the schema is: "
        f'[schemas.map] "{instruction.href}" = "schemas/….rng"',
    )
