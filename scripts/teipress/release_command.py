"""``teipress release``: an edition as it is now, for good."""

from __future__ import annotations

from datetime import date

import click

from teipress import options, printing
from teipress.diagnostics import has_errors


@click.command()
@click.argument("name", metavar="VERSION")
@click.option("--date", "day", default="", metavar="YYYY-MM-DD", help="The date of the release.  [default: today]")
@click.option("--cache/--no-cache", "cached", default=True, help="Make only what has changed.  [default: cache]")
@options.jobs
@options.quiet
@options.verbose
@options.colour
def release(name: str, day: str, cached: bool, jobs: int, quiet: bool, verbose: bool, color: bool | None) -> int:
    """Check the edition here, record its ids, build it, and freeze a copy of it that will never change."""
    from teipress import project
    from teipress.bar import showing
    from teipress.cite.attributes import ATTRIBUTES
    from teipress.cite.metadata import CFF, is_stale
    from teipress.cite.releases import releases_file
    from teipress.cite.releasing import release as make_release

    edition = project.open_project()
    with showing(quiet=quiet) as progress:
        today = date.today().isoformat()
        made = make_release(edition, name, day, today=today, jobs=jobs, cached=cached, progress=progress)
    printing.show(made.built.report, "text", edition.title, quiet=quiet, verbose=verbose, color=color)
    if not made.built.written:
        click.echo(f"Nothing was released: {project.shown(edition.output)} is as it was.", err=True)
    elif not quiet:
        copy = project.shown(edition.output / made.release.folder)
        kept = [edition.ids.ledger, releases_file(edition), edition.output]
        if (attributes := edition.ids.ledger.with_name(ATTRIBUTES)).is_file():
            kept.insert(0, attributes)
        click.echo(f"Release {made.release.name} of {made.release.date}: {made.files} files in {copy}")
        click.echo(f"Commit {', '.join(map(project.shown, kept))}.")
        source, root = edition.output / CFF, edition.root / CFF
        if is_stale(root.read_bytes() if root.is_file() else None, source.read_bytes()):
            click.echo(f"Copy {project.shown(source)} to {project.shown(root)}: there, GitHub and Zenodo look for it.")
    return 1 if has_errors(made.built.report.diagnostics) else 0
