"""What catalogues are told of the edition that is being built, gathered from what was made of its texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from teipress.cite.cited import cite_whole
from teipress.cite.formats import iso
from teipress.cite.header import Header
from teipress.cite.metadata import Whole, files, schema_org
from teipress.cite.past import Past
from teipress.cite.settings import Person
from teipress.output import File, Stage
from teipress.project import Project
from teipress.publish.records import Record
from teipress.publish.whole import Front


def whole_of(project: Project, past: Past, names: Iterable[str], records: Iterable[Record], stage: Stage) -> Whole:
    """Describe the edition: as the release that is being frozen, or the last one.

    Of each text, ``cite/NAME.json`` in the stage says what it is, and its record says what the rights are.
    """
    release = past.release or (past.releases[-1] if past.releases else None)
    root = f"{project.base_url.rstrip('/')}/" if project.base_url else ""
    return Whole(
        title=project.title,
        subtitle=project.subtitle,
        language=project.language,
        root=root,
        version=release.name if release else "",
        date=release.date if release else "",
        settings=project.citation,
        headers={
            name: _header(json.loads((stage.folder / f"cite/{name}.json").read_bytes())[0], record)
            for name, record in zip(names, records, strict=True)
        },
        releases=past.releases,
    )


def catalogue_files(whole: Whole, stage: Stage) -> Iterator[File]:
    """Write the files for catalogues."""
    yield from (stage.write(path, data) for path, data in files(whole).items())


def front_of(whole: Whole, project: Project) -> Front:
    """Say what the front page says of the edition: schema.org for a ``script``; a bare folder is not cited."""
    data = json.dumps(schema_org(whole), ensure_ascii=False).replace("<", "\\u003c")
    return Front(data, b"" if project.is_bare else cite_whole(whole, project.language))


def _header(item: Mapping[str, Any], record: Record) -> Header:
    return Header(
        title=item["title"],
        authors=tuple(map(_person, item.get("author", ()))),
        editors=tuple(map(_person, item.get("editor", ()))),
        publisher=item.get("publisher", ""),
        date=iso(item["issued"]) if "issued" in item else "",
        licence=_licence(record),
        doi=item.get("DOI", ""),
        language=item.get("language", ""),
        is_work=item["type"] == "book",
    )


def _person(name: Mapping[str, str]) -> Person:
    return Person(family=name.get("family", ""), given=name.get("given", ""), name=name.get("literal", ""))


def _licence(record: Record) -> str:
    """Read the licence off a record: its address, else its words."""
    for element in etree.fromstring(record.of(("rights",))):
        if found := element.get("href") or " ".join((element.text or "").split()):
            return str(found)
    return ""
