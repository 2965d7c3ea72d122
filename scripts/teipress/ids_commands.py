"""``teipress ids``: the ids that scholarship cites, from their assigning to their retirement."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teipress import ledger_commands, options, printing

if TYPE_CHECKING:
    from teipress.cite.assigning import Given
    from teipress.cite.difference import Line

_COLOURS = {"place": "cyan", "old": "red", "new": "green", "added": "green"}


@click.group()
def ids() -> None:
    """Give ids to what will be cited, and keep them for good."""


for command in ledger_commands.COMMANDS:
    ids.add_command(command)


@ids.command()
@options.paths
@click.option(
    "--document", "documents", multiple=True, metavar="NAME", help="Only this text, by its name in addresses."
)
@click.option("--dry-run", "dry", is_flag=True, help="Write nothing; show what would change.")
@options.jobs
@options.quiet
@options.verbose
@options.colour
def assign(
    paths: tuple[Path, ...],
    documents: tuple[str, ...],
    dry: bool,
    jobs: int,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> int:
    """Give an xml:id to what will be cited and has none, as the settings say (default: in all texts)."""
    from contextlib import nullcontext, redirect_stdout
    from functools import partial

    from teipress.bar import showing
    from teipress.cite.assigning import give
    from teipress.diagnostics import has_errors
    from teipress.project import open_project

    edition = open_project(paths)
    show = partial(_show, colored=printing.in_colours(color)) if dry else None
    # On a terminal, what is shown is progress enough.
    with showing(quiet=quiet or (dry and sys.stdout.isatty())) as progress:
        given = give(edition, documents, show=show, jobs=jobs, progress=progress)
    # A diff on standard output is for a program, or for a file: all else goes elsewhere.
    with redirect_stdout(sys.stderr) if dry else nullcontext():
        printing.show(given.report, "text", edition.title, quiet=True, verbose=verbose, color=color)
    for note in given.report.notes:
        click.echo(f"teipress: {printing.safe(note)}", err=True)
    if not quiet:
        click.echo(_told(given, dry=dry), err=dry)
    return 1 if has_errors(given.report.diagnostics) else 0


def _told(given: Given, *, dry: bool) -> str:
    """Say in a sentence what was done."""
    number, files = sum(given.elements.values()), len(given.report.files)
    of = f"{given.files} of {files} files" if files > 1 else "this file"
    if given.refused:
        return "No id was given: nothing was changed."
    if not number:
        return _told_of_none(given.unread, files)
    elements = ", ".join(f"{count} {name}" for name, count in sorted(given.elements.items()))
    many = "1 id" if number == 1 else f"{number} ids"
    unread = f" {given.unread} cannot be read." if given.unread else ""
    if dry:
        return f"{many} would be given in {of} ({elements}).{unread} Nothing was changed."
    return f"{many} given in {of} ({elements}).{unread}"


def _told_of_none(unread: int, files: int) -> str:
    """Say why no id was given: what cannot be read has not been looked at."""
    if not unread:
        return "Nothing to do: every element that the settings name has an id."
    if files == 1:
        return "No id was given: this file cannot be read."
    others = ", and the others have every id that they need" if unread < files else ""
    return f"No id was given: {unread} of {files} files cannot be read{others}."


def _show(lines: Sequence[Line], *, colored: bool) -> None:
    """Print a diff: for people made safe, perhaps in colours; for programs as it is."""
    safe = colored or sys.stdout.isatty()
    style = _styled if colored else (lambda words, _role: printing.safe(words) if safe else words)
    words = "".join("".join(style(*piece) for piece in line) + "\n" for line in lines)
    click.echo(words.encode("utf-8", "backslashreplace"), nl=False, color=colored)


def _styled(words: str, role: str) -> str:
    added = role == "added"
    return click.style(
        printing.safe(words), fg=_COLOURS.get(role), bold=added or role == "head" or None, reverse=added or None
    )
