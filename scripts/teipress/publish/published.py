"""What is made of an edition when its files are there: more formats of indexes, what crawlers read, the archive."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from teipress.cite.metadata import CFF, Whole
from teipress.cite.past import Past
from teipress.git import last_changes
from teipress.oai.records import FILE as RECORDS
from teipress.oai.records import repository_of, written
from teipress.oai.static import STATIC, static_repository
from teipress.output import MANIFEST, File, Stage, manifest
from teipress.project import Project
from teipress.publish.crawlers import SITEMAP, crawler_files
from teipress.publish.documentation import FOLDER, documentation
from teipress.publish.exports import GEOJSON, KINDS, TURTLE, beacons, geojson, turtle
from teipress.saxon import Value

PACKAGE = "edition.zip"
_INDEX_OF_NOTHING = 4  # bytes of an index of no entries
_DATA = (".json", ".csv", ".xml", ".jsonld", ".ttl", ".geojson", ".txt")


def published_parameters(project: Project, past: Past) -> Mapping[str, Value]:
    """Tell the stylesheets which of these files there are. A frozen release has only what needs no address."""
    return {
        "site-address": _root(project) if past.release is None else "",
        "package": PACKAGE if project.publish.package else "",
        "shows-source": project.publish.source,
        "documentation": tuple(documentation(project)),
    }


def published_files(
    project: Project,
    past: Past,
    whole: Whole,
    texts: Mapping[str, Path],
    files: Sequence[File],
    labels: bytes,
    stage: Stage,
) -> list[File]:
    """Make them, from what is in the stage already: ``files``, those that the edition has so far, ``texts`` by name."""
    made = [stage.write(path, data) for path, data in _exports(project, past, whole, stage)]
    made += [stage.copy(path, source) for path, source in documentation(project).items()]
    if past.release is None:
        paths = [file.path for file in files]
        changed = _changed(project, texts)
        made += [stage.write(path, data) for path, data in crawler_files(whole, paths, _hidden(files), changed)]
        made += [stage.write(path, data) for path, data in _harvest(project, past, whole, stage)]
    if project.publish.package:
        made.append(stage.pack(PACKAGE, _packed(whole, [*files, *made], labels, stage)))
    return made


def _changed(project: Project, texts: Mapping[str, Path]) -> Mapping[str, str]:
    """Say when the texts were changed, by name; by an empty one when the last of all texts and registers was.

    Only the site map asks, which there is with an address.
    """
    if not project.base_url:
        return {}
    days = last_changes(project.root, unless=SITEMAP)
    known = {name: days.get(path.resolve(), "") for name, path in texts.items()}
    every = [*known.values(), *(days.get(path.resolve(), "") for path in project.registers)]
    return {**known, "": max(every, default="") if all(every) else ""}


def _root(project: Project) -> str:
    return f"{project.base_url.rstrip('/')}/" if project.base_url else ""


def _exports(project: Project, past: Past, whole: Whole, stage: Stage) -> Iterator[tuple[str, bytes]]:
    """Give the indexes in further formats, where registers tell more than names."""
    if not project.registers:
        return
    yield TURTLE, turtle(_read(stage, "indexes/entities.jsonld"))
    for kind in KINDS:
        entries = _read(stage, f"indexes/{kind}s.json")
        if kind == "place" and (data := geojson(entries)):
            yield GEOJSON, data
        if whole.root and past.release is None and kind != "work":  # whose numbers are those of what it tells of
            yield from beacons(kind, entries, whole.name, whole.root)


def _harvest(project: Project, past: Past, whole: Whole, stage: Stage) -> Iterator[tuple[str, bytes]]:
    """Give the records for harvesters: as the server reads them, and, for a gateway, as a Static Repository."""
    if project.oai:
        catalogue = stage.folder / "browse/texts.json"  # a stylesheet of the edition's own may make none
        told = json.loads(catalogue.read_bytes()) if catalogue.exists() else ()
        repository = repository_of(whole, past, told, project.oai)
        yield RECORDS, written(repository)
        if project.oai.gateway:
            yield STATIC, static_repository(repository, whole.root, project.oai.gateway)


def _read(stage: Stage, path: str) -> Any:
    return json.loads((stage.folder / path).read_bytes())


def _hidden(files: Iterable[File]) -> Iterator[str]:
    """Give the pages of indexes without entries, which ask not to be found."""
    for file in files:
        if file.path.startswith("indexes/") and file.path.endswith(".json") and file.size <= _INDEX_OF_NOTHING:
            yield f"{file.path.removesuffix('.json')}.html"


def _packed(whole: Whole, files: Iterable[File], labels: bytes, stage: Stage) -> Iterator[tuple[str, bytes | Path]]:
    """Give the files of the archive: a folder with the data of the edition, and what tells of them."""
    readme = _readme(whole, labels)
    folder = f"edition-{whole.version}" if whole.version else "edition"
    packed = sorted(((place, file) for file in files if (place := _place(file.path, whole))), key=lambda row: row[0])
    listed = [File(place, file.size, file.digest) for place, file in packed]
    listed.append(File("README.txt", len(readme), hashlib.sha256(readme).hexdigest()))
    yield f"{folder}/README.txt", readme
    yield f"{folder}/{MANIFEST}", manifest(listed)
    for place, file in packed:
        yield f"{folder}/{place}", stage.folder / file.path


def _place(path: str, whole: Whole) -> str:
    """Say where a file is in the archive; nothing for what is no data, or only of use on the site."""
    stem, _, suffix = path.rpartition(".")
    if path in {CFF, "ids.json", "datacite.json", "edition.jsonld"} or path.startswith(("registers/", FOLDER)):
        return path
    if path.startswith(("indexes/", "browse/")) and path.endswith(_DATA):
        return path
    return f"texts/{path}" if suffix in {"xml", "txt"} and stem in whole.headers else ""


def _readme(whole: Whole, labels: bytes) -> bytes:
    about = next((str(one.text) for one in etree.fromstring(labels) if one.get("key") == "package-readme"), "")
    head = "\n".join(filter(None, (whole.name, whole.subtitle, whole.version, whole.root, whole.licence)))
    return f"{head}\n\n{about}".encode()
