"""``teipress cite``: the citations that the pages show, for the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from teipress.cite.cited import Citing
    from teipress.cite.processor import Style
    from teipress.cite.releases import Release
    from teipress.cite.requests import Request
    from teipress.project import Project

FORMATS = ("text", "html", "bibtex", "ris", "csl-json")


@click.command()
@click.argument("wanted", nargs=-1, metavar="[ID | TEXT | TEXT#ID]...")
@click.option("--style", metavar="NAME", help="chicago, mla, apa, or a file that ends in .csl.  [default: all]")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--release", metavar="NAME", help="Cite the frozen copy of this release.")
@click.option("--accessed", metavar="DATE", help="The day of access to name, as 2026-11-25.")
@click.option(
    "--edition", "folder", type=click.Path(path_type=Path), help="A folder or file of the edition.  [default: here]"
)
def cite(
    wanted: tuple[str, ...],
    style: str | None,
    form: str,
    release: str | None,
    accessed: str | None,
    folder: Path | None,
) -> None:
    """Cite texts and passages of the edition (default: all its texts)."""
    from teipress.cite.cited import citing_of
    from teipress.cite.formats import bibtex, ris
    from teipress.cite.requests import find
    from teipress.cite.settings import is_date
    from teipress.errors import ConfigurationError
    from teipress.project import open_project
    from teipress.publish.custom import read_labels

    if accessed and not is_date(accessed):
        raise ConfigurationError(f"--accessed: “{accessed}” is no date; one looks like 2026-11-25")
    if style and form not in {"text", "html"}:
        raise ConfigurationError(f"--style: {form} has no style")
    project = open_project([folder] if folder else [])
    labels = read_labels(project.publish.labels, project.language).data
    citing = citing_of(*_released(project, labels, release)) if release else citing_of(project, labels)
    if not citing.edition.address:
        click.echo("teipress: where the edition is on the web is not known: set 'edition.base-url'", err=True)
    found = [*find(project, wanted, citing.words)]
    items = [_item(request, citing, accessed or "") for request in found]
    match form:
        case "bibtex":
            written = bibtex(items)
        case "ris":
            written = ris(items)
        case "csl-json":
            written = json.dumps(items, ensure_ascii=False, indent=1) + "\n"
        case "html":
            written = _html(found, items, citing, style)
        case _:
            written = "\n".join(_text(found, items, citing, style))
    click.echo(written.encode(), nl=False)


def _released(project: Project, labels: bytes, name: str) -> tuple[Project, bytes, Release]:
    """Give a project at the address of a release, and the release."""
    from dataclasses import replace

    from teipress.cite.releases import read_releases, releases_file
    from teipress.errors import ConfigurationError

    for release in read_releases(releases_file(project)):
        if release.name == name:
            address = f"{project.base_url.rstrip('/')}/{release.folder}" if project.base_url else ""
            return replace(project, base_url=address), labels, release
    raise ConfigurationError(f"--release: there is no release “{name}”")


def _item(request: Request, citing: Citing, accessed: str) -> dict[str, Any]:
    from teipress.cite.citations import item_of

    return item_of(request.header, request.name, citing.edition, request.passage, accessed)


def _styles(citing: Citing, style: str | None) -> list[tuple[str, Style]]:
    """Give the styles that are asked for, each with its name for readers."""
    from teipress.cite.cited import styles_of
    from teipress.cite.styles import known_style, own_style, read_style

    names = {"chicago": "Chicago", "mla": "MLA", "apa": "APA"}
    if style is None:
        return [(title or names[key], loaded) for key, title, loaded in styles_of(citing)]
    if style.endswith(".csl"):
        own = read_style(Path(style))
        return [(own.title, own_style(own, citing.edition.language))]
    return [(names.get(style, style), known_style(style, citing.edition.language))]


def _cited(request: Request, item: dict[str, Any], style: Style, citing: Citing) -> str:
    """Cite a passage as a note does, a text as a bibliography does."""
    from teipress.cite.citations import locator
    from teipress.cite.processor import PLACE, cited, reference

    if request.passage is None or not request.passage.label:
        return reference(style, item)
    kind, rest = locator(request.passage.label, citing.words)
    return cited(style, item, kind).replace(PLACE, rest)


def _text(
    found: Sequence[Request], items: Sequence[dict[str, Any]], citing: Citing, style: str | None
) -> Iterator[str]:
    from teipress.cite.citations import permalink, reference
    from teipress.cite.processor import plain

    for number, (request, item) in enumerate(zip(found, items, strict=True)):
        cited = [(name, plain(_cited(request, item, one, citing))) for name, one in _styles(citing, style)]
        if style is None:
            passage = request.passage
            cited[:0] = [
                ("Reference", reference(request.header, request.name, passage)),
                ("Permalink", permalink(citing.edition, request.name, passage.id if passage else "")),
            ]
            yield from [""] if number else []
            yield from (f"{name + ':':<12}{words}" for name, words in cited)
        else:
            yield from (words for _, words in cited)
    yield ""


def _html(found: Sequence[Request], items: Sequence[dict[str, Any]], citing: Citing, style: str | None) -> str:
    """Let the stylesheets write the citations."""
    from teipress.cite.cited import NAMESPACE, written
    from teipress.errors import SaxonError
    from teipress.resources import xslt
    from teipress.saxon import Saxon, Task, Xml

    cited = "".join(
        f"<c:citation>{written(_cited(request, item, one, citing))}</c:citation>"
        for request, item in zip(found, items, strict=True)
        for _, one in _styles(citing, style)
    )
    source = Xml(f'<c:citations xmlns:c="{NAMESPACE}">{cited}</c:citations>'.encode(), "urn:teipress:citations")
    with Saxon(1) as saxon:
        (outcome,) = saxon.map([Task(source, (xslt("cite/fragment.xsl"),))])
    if outcome.failure:
        raise SaxonError(f"the citations could not be written: {outcome.failure.message}")
    return outcome.outputs[0].text
