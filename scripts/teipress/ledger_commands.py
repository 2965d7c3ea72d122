"""``teipress ids status | release | retire | keep | fsck``: the ledger of released ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from teipress import options, printing
from teipress.cite.attributes import ATTRIBUTES
from teipress.cite.states import RETIRED
from teipress.diagnostics import has_errors

if TYPE_CHECKING:
    from teipress.cite.keeping import Status

_MANY = 20  # ids that are named one by one
_ids = click.argument("ids", nargs=-1, required=True, metavar="ID…")
_reason = click.option("--reason", required=True, metavar="TEXT", help="Why, in a few words; readers will see it.")


@click.command(short_help="What is new, edited or lost since a release.")
@options.quiet
@options.verbose
@options.colour
def status(quiet: bool, verbose: bool, color: bool | None) -> int:
    """Tell what is new, edited, moved or lost since the last release; join a ledger that git has merged."""
    from teipress.bar import showing
    from teipress.cite.keeping import status as look
    from teipress.project import open_project, shown

    edition = open_project()
    with showing(quiet=quiet) as progress:
        found = look(edition, progress)
    if found.joined:
        heads = " and ".join(found.joined)
        click.echo(f"Joined the branches {heads} of {shown(edition.ids.ledger)}. Commit it.")
    printing.show(found.report, "text", edition.title, quiet=True, verbose=verbose, color=color)
    if not quiet:
        for line in _told(found, verbose=verbose):
            click.echo(line)
    return 1 if has_errors(found.report.diagnostics) else 0


@click.command(short_help="Record all ids as released.")
@click.argument("name", metavar="VERSION")
@options.quiet
@options.verbose
@options.colour
def release(name: str, quiet: bool, verbose: bool, color: bool | None) -> int:
    """Record all ids as released in a version; “teipress release” does so, too, and freezes the edition."""
    from teipress.bar import showing
    from teipress.cite.keeping import release as make
    from teipress.project import open_project, shown

    edition = open_project()
    with showing(quiet=quiet) as progress:
        done = make(edition, name, progress)
    printing.show(done.report, "text", edition.title, quiet=True, verbose=verbose, color=color)
    if has_errors(done.report.diagnostics):
        click.echo("Nothing was recorded.", err=True)
        return 1
    if not quiet:
        files = shown(edition.ids.ledger)
        if done.is_first:
            files += f" and {shown(edition.ids.ledger.with_name(ATTRIBUTES))}"
        click.echo(f"{_many(done.number, 'id')} recorded as new or edited in {name}. Commit {files}.")
    return 0


@click.command(short_help="Say what became of ids that are gone.")
@_ids
@click.option("--to", default="", metavar="ID[,ID]", help="Where the passage is now.")
@click.option("--as", "state", type=click.Choice(RETIRED), help="What became of it.  [default: told by --to]")
@_reason
@options.quiet
def retire(ids: tuple[str, ...], to: str, state: str | None, reason: str, quiet: bool) -> int:
    """Record what became of ids that are gone: ID, DOCUMENT#ID, or 'DOCUMENT#*' for all of a document."""
    from teipress.bar import showing
    from teipress.cite.keeping import retire as record
    from teipress.project import open_project, shown

    edition = open_project()
    with showing(quiet=quiet) as progress:
        number = record(edition, ids, _listed(to), reason, state, progress)
    if not quiet:
        click.echo(f"{_many(number, 'id')} retired. Commit {shown(edition.ids.ledger)}.")
    return 0


@click.command(short_help="Say that ids still name the same passages.")
@_ids
@click.option("--to", default="", metavar="ID[,ID]", help="Where a part of the passage is now.")
@_reason
@options.quiet
def keep(ids: tuple[str, ...], to: str, reason: str, quiet: bool) -> int:
    """Record that ids still name the same passages, though these are rewritten, divided or encoded otherwise."""
    from teipress.bar import showing
    from teipress.cite.keeping import keep as record
    from teipress.project import open_project, shown

    edition = open_project()
    with showing(quiet=quiet) as progress:
        number = record(edition, ids, _listed(to), reason, progress)
    if not quiet:
        click.echo(f"{_many(number, 'id')} kept. Commit {shown(edition.ids.ledger)}.")
    return 0


@click.command(short_help="Verify the ledger.")
@options.quiet
def fsck(quiet: bool) -> int:
    """Verify the ledger: that no line was changed, taken out or cut off."""
    from teipress.cite.keeping import verify
    from teipress.project import open_project, shown

    edition = open_project()
    name = shown(edition.ids.ledger)
    found = verify(edition)
    if found is None:
        if not quiet:
            click.echo(f"Nothing was released yet: there is no {name}.")
        return 0
    for fault in found:
        click.echo(f"{name}:{fault.line}: {printing.safe(fault.message)}.", err=True)
    for help in dict.fromkeys(fault.help for fault in found):
        click.echo(printing.safe(help), err=True)
    if not found and not quiet:
        click.echo(f"{name} is whole.")
    return 1 if found else 0


COMMANDS = (status, release, retire, keep, fsck)


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _told(found: Status, *, verbose: bool) -> list[str]:
    """Sum up, and name the ids of each kind if there are few or if all are asked for."""
    comparison, ledger = found.comparison, found.ledger
    if not ledger.releases:
        return [f"Nothing was released yet; {_many(len(comparison.fresh), 'id')} would be."]
    kinds = (
        ("new", comparison.fresh),
        ("edited", comparison.edited),
        ("moved with their passages", comparison.shifted),
    )
    lines = [f"Since release {ledger.releases[-1]}: {comparison.same} as they were."]
    for what, keys in kinds:
        if keys:
            named = ", ".join(printing.safe("#".join(key)) for key in (keys if verbose else keys[:_MANY]))
            more = "" if verbose or len(keys) <= _MANY else ", …"
            lines.append(f"{len(keys)} {what}: {named}{more}")
    if not found.report.diagnostics:
        lines.append("Nothing is lost.")
    return lines


def _many(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"
