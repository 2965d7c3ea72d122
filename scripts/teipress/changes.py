"""Check only what changed, what points to it, and everything when what all files share changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from teipress.applicable import SUFFIXES, Applied, Choice
from teipress.project import Project, shown

if TYPE_CHECKING:
    from teipress.corpus import Document


def narrow(project: Project, choice: Choice, changed: frozenset[Path]) -> tuple[Project, str | None]:
    """Narrow an edition to its changed files; not at all, when a file changed that all depend on: its name is given.

    ``changed`` holds real paths.
    """
    shared = _shared(project, choice, changed)
    if shared is not None:
        return project, shown(shared)
    selected = project.files if project.selected is None else project.selected
    return replace(project, selected=frozenset(path for path in selected if path.resolve() in changed)), None


def _shared(project: Project, choice: Choice, changed: Iterable[Path]) -> Path | None:
    """Find a changed file that all documents depend on: the settings, a register, a schema or a part of one."""
    single = (*project.registers, *(schema.path for schema in choice.named), *choice.addresses.values())
    alone = {path.resolve() for path in (*single, *((project.settings,) if project.settings else ()))}
    folders = {project.root.resolve(), *(schema.path.resolve().parent for schema in choice.named)}
    for path in sorted(changed):
        in_reach = any(path.is_relative_to(folder) for folder in folders)
        if path in alone or (in_reach and path.suffix.lower() in {*SUFFIXES, ".odd"}):
            return path
    return None


def pointing(documents: Sequence[Document], changed: frozenset[Path]) -> frozenset[Path]:
    """List the documents that point to a changed file, or include it; a file that was deleted is a changed one."""
    from teipress.validate.addresses import absolute, base_of, file_of
    from teipress.validate.inclusions import XINCLUDE
    from teipress.validate.pointers import pointers

    def addresses(document: Document) -> Iterable[str]:
        for pointer in pointers(document):
            yield from pointer.uris
        for element in document.root.iter(f"{{{XINCLUDE}}}include"):
            yield absolute(base_of(document, element), element.get("href", "")) or ""

    def leads_there(address: str) -> bool:
        file = file_of(address.partition("#")[0])
        return file is not None and (file in changed or file.resolve() in changed)

    return frozenset(document.path for document in documents if any(map(leads_there, set(addresses(document)))))


def naming(applied: Iterable[tuple[Document, Applied]], changed: frozenset[Path]) -> frozenset[Path]:
    """List the documents that name a changed schema themselves."""
    return frozenset(
        document.path
        for document, schemas in applied
        if any(schema.path.resolve() in changed for schema in schemas.schemas)
    )
