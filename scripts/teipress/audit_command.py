"""``teipress audit``: whether a built site will keep, and is there for everyone."""

from __future__ import annotations

from pathlib import Path

import click

from teipress import options, printing
from teipress.diagnostics import has_errors
from teipress.errors import ConfigurationError


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(printing.FORMATS), default="text", show_default=True)
@options.jobs
@options.quiet
@options.verbose
@options.colour
def audit(folder: Path | None, form: str, jobs: int, quiet: bool, verbose: bool, color: bool | None) -> int:
    """Audit a built site (default: the edition's output): links, other hosts, sources, what is there for everyone."""
    from teipress import project
    from teipress.audit.site import audit as run
    from teipress.bar import showing

    place = folder.absolute() if folder else project.open_project().output
    if not place.is_dir():
        raise ConfigurationError(f"there is no folder “{project.shown(place)}”")
    with showing(quiet=quiet) as progress:
        report = run(place, jobs=jobs, progress=progress)
    printing.show(report, form, project.shown(place), quiet=quiet, verbose=verbose, color=color)
    return 1 if has_errors(report.diagnostics) else 0
