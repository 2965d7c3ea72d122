"""The command line: reads the arguments, prints, and chooses the exit code.

0 all is well; 1 there is something for the editor to mend; 2 wrong usage or settings; 3 a fault of ours.
Heavy modules are loaded by the commands that need them.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from teipress import __version__, options, printing
from teipress.diagnostics import Source, has_errors
from teipress.errors import ConfigurationError, TeipressError

if TYPE_CHECKING:
    from teipress.diagnostics import Report
    from teipress.project import Project


def main() -> None:
    """Run ``teipress``, and turn whatever goes wrong into a sentence and an exit code."""
    verbose = "--verbose" in sys.argv
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to fail
    gc.set_threshold(100_000, 50, 50)  # what a command makes, it mostly keeps: to look for rubbish often is in vain
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as an exception, it ends the children, too
    try:
        sys.exit(command.main(standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except TeipressError as error:
        click.echo(f"teipress: {printing.safe(str(error))}", err=True)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 the last resort: a sentence instead of a traceback
        if verbose:
            import traceback

            traceback.print_exc()
        click.echo(
            "teipress: something went wrong that is our fault, not yours: "
            f"{type(error).__name__}: {printing.safe(str(error))}\n"
            "Please report it, with the output of the same command and --verbose.",
            err=True,
        )
        sys.exit(3)


# Commands in modules of their own, which are loaded when one is asked for.
ELSEWHERE = {
    "anchors": "anchors_command",
    "audit": "audit_command",
    "cite": "cite_command",
    "ids": "ids_commands",
    "release": "release_command",
    "serve": "serve_command",
}


class Commands(click.Group):
    """The commands of ``teipress``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names of all commands."""
        return sorted({*super().list_commands(ctx), *ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command, whose module is loaded now if it has one of its own."""
        module = ELSEWHERE.get(cmd_name)
        if module is None:
            return super().get_command(ctx, cmd_name)
        found = getattr(import_module(f"teipress.{module}"), cmd_name)
        return cast(click.Command, found)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="teipress")
def command() -> None:
    """Check TEI, publish it, and keep it citable."""


@command.command()
@options.paths
@click.option("--format", "form", type=click.Choice(printing.FORMATS), default="text", show_default=True)
@click.option(
    "-o",
    "--report",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report to this file, and text to the terminal.",
)
@click.option(
    "--schema",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file to check against: .rng, .xsd, .sch or .odd. It takes the place of those in the settings.",
)
@click.option(
    "--only", multiple=True, type=click.Choice([source.value for source in Source]), help="Run only this check."
)
@click.option(
    "--phase", metavar="ID", help="The phase of Schematron to check, or #ALL.  [default: the schema's choice]"
)
@click.option("--changed-since", metavar="REVISION", help="Check what changed since then, and what points to it.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file of known problems; only new ones are told, and fail.",
)
@click.option("--update-baseline", is_flag=True, help="Write the problems of now to the baseline.")
@click.option(
    "--svrl", type=click.Path(path_type=Path, dir_okay=False), help="Write what Schematron found to this file, as SVRL."
)
@options.jobs
@options.quiet
@options.verbose
@options.colour
def check(
    paths: tuple[Path, ...],
    form: str,
    file: Path | None,
    schema: tuple[Path, ...],
    only: tuple[str, ...],
    phase: str | None,
    changed_since: str | None,
    baseline: Path | None,
    update_baseline: bool,
    svrl: Path | None,
    jobs: int,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> int:
    """Check an edition, a folder of TEI or single files (default: the edition here)."""
    from functools import partial

    from teipress import pipeline, project
    from teipress.bar import showing

    if update_baseline and baseline is None:
        raise ConfigurationError("--update-baseline: name the file by --baseline")
    edition = _with_schemas(project.open_project(paths), schema, phase)
    _refuse_unknown_checks(only)
    sources = frozenset(map(Source, only))
    if svrl is not None and sources and Source.SCHEMATRON not in sources:
        raise ConfigurationError("--svrl: the Schematron rules are not checked; add --only schematron")
    tell = None if svrl is None else partial(_write, svrl)
    with showing(quiet=quiet) as progress:
        report = pipeline.check(edition, only=sources, since=changed_since, jobs=jobs, progress=progress, svrl=tell)
    if baseline is not None:
        report = _without_known(report, baseline, only, update=update_baseline)
    for note in () if quiet else report.notes:
        click.echo(f"teipress: {printing.safe(note)}", err=True)
    if file is not None:
        printing.write_report(file, report, form, edition.title, verbose=verbose)
        form = "text"
    printing.show(report, form, edition.title, quiet=quiet, verbose=verbose, color=color)
    return 1 if has_errors(report.diagnostics) else 0


@command.command()
@options.paths
@click.option("--output", type=click.Path(path_type=Path), help="The folder to build into.  [default: output]")
@click.option("--check/--no-check", "verify", default=True, help="Check the edition first.  [default: check]")
@click.option("--cache/--no-cache", "cached", default=True, help="Make only what has changed.  [default: cache]")
@click.option(
    "--audit/--no-audit",
    "audited",
    default=None,
    help="Audit what was built.  [default: audit an edition with settings, not a bare folder]",
)
@click.option("--release", "version", metavar="VERSION", help="Freeze a copy, too, as “teipress release” does.")
@options.jobs
@options.quiet
@options.verbose
@options.colour
def build(
    paths: tuple[Path, ...],
    output: Path | None,
    verify: bool,
    cached: bool,
    audited: bool | None,
    version: str | None,
    jobs: int,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> int:
    """Build an edition, or a folder of TEI, into a folder of pages and data."""
    from dataclasses import replace

    from teipress import pipeline, project
    from teipress.bar import showing

    if version is not None:
        if paths or output is not None or not verify:
            raise ConfigurationError(
                "--release: a release is the whole edition here, checked, in its own output; leave out paths, --output "
                "and --no-check"
            )
        from teipress.release_command import release

        told = {"jobs": jobs, "quiet": quiet, "verbose": verbose, "color": color}
        made: int = click.get_current_context().invoke(release, name=version, day="", cached=cached, **told)
        return made
    edition = project.open_project(paths)
    if output is not None:
        edition = replace(edition, output=output.absolute())
    with showing(quiet=quiet) as progress:
        built = pipeline.build(edition, verify=verify, jobs=jobs, cached=cached, progress=progress)
    printing.show(built.report, "text", edition.title, quiet=quiet, verbose=verbose, color=color)
    place = project.shown(edition.output)
    if built.written and edition.publish.search and not quiet:
        _tell_of_search()
    if not built.written:
        click.echo(f"Nothing was written: {place} is as it was.", err=True)
    elif not quiet:
        done = f"{built.written} files written to {place}"
        click.echo(done if built.renewed else f"Nothing has changed: {place} is as it should be.")
    wanted = not edition.is_bare if audited is None else audited
    is_sound = not (wanted and built.written and built.renewed) or _audit(edition.output, jobs, color, quiet=quiet)
    return 0 if is_sound and not has_errors(built.report.diagnostics) else 1


@command.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a code: what is wrong, why it matters, an example, how to mend it (default: list all codes)."""
    from teipress.explain import explain, list_codes, read_rules
    from teipress.project import find_settings, read_settings

    settings = find_settings(Path.cwd())
    schemas = read_settings(settings).schemas if settings else None
    file = (schemas.schematron or schemas.odd) if schemas else None
    rules = read_rules([file] if file else [])
    for line in list_codes(rules) if code is None else (explain(code, rules),):
        click.echo(line)


@command.group()
def schema() -> None:
    """Work with the edition's schema."""


@schema.command("compile")
@click.argument("odd", required=False, type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="The folder to write to.  [default: the ODD's]")
@click.option("--check", "verify", is_flag=True, help="Write nothing; fail when a compiled file is stale.")
@options.verbose
def compile_schema(odd: Path | None, output: Path | None, verify: bool, verbose: bool) -> int:
    """Compile an ODD (default: the edition's) into RELAX NG, XSD, Schematron and guidelines."""
    from teipress import project
    from teipress.output import write_file
    from teipress.schema import compile_odd

    source = odd or project.open_project().schemas.odd
    if source is None:
        raise ConfigurationError("no ODD is named: give its path, or set 'schemas.odd' in teipress.toml")
    compiled = compile_odd(source)
    printing.show(compiled.report, "text", source.stem, quiet=True, verbose=verbose, color=None)
    if has_errors(compiled.report.diagnostics):
        return 1
    folder = output or source.parent
    stale = [
        project.shown(folder / name)
        for name, data in compiled.files.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != data
    ]
    if not verify:
        for name, data in compiled.files.items():
            write_file(folder / name, data)
    elif stale:
        click.echo(f"Stale: {', '.join(stale)}. Run “teipress schema compile” and commit the result.", err=True)
        return 1
    return 0


def _audit(folder: Path, jobs: int, color: bool | None, *, quiet: bool) -> bool:
    """Audit what was built, and print what is wrong; tell whether it is sound."""
    from teipress.audit.site import audit
    from teipress.bar import showing

    with showing(quiet=quiet) as progress:
        report = audit(folder, jobs=jobs, progress=progress)
    if report.diagnostics:
        printing.show(report, "text", "", quiet=quiet, verbose=False, color=color)
    return not has_errors(report.diagnostics)


def _tell_of_search() -> None:
    from teipress.search.bundle import is_installed

    if not is_installed():
        click.echo("The search page has no index: pip install 'teipress[search]', and build again.", err=True)


def _write(path: Path, data: bytes) -> None:
    from teipress.output import write_file  # slow to load, and seldom needed

    write_file(path.absolute(), data)


def _refuse_unknown_checks(only: Sequence[str]) -> None:
    from teipress.checks import CHECKS

    for source in map(Source, only):
        if source is not Source.WELLFORMED and source not in CHECKS:
            raise ConfigurationError(f"--only {source}: this version has no such check")


def _with_schemas(edition: Project, schemas: Sequence[Path], phase: str | None) -> Project:
    """Let the schemas, and the phase, of the command line take the place of those in the settings."""
    from dataclasses import replace

    given = tuple(path.absolute() for path in schemas)
    return replace(edition, schemas=replace(edition.schemas, given=given, phase=phase or edition.schemas.phase))


def _without_known(report: Report, path: Path, only: Sequence[str], *, update: bool) -> Report:
    """Leave out what a baseline knows; bring the baseline up to date first, if that is asked for."""
    from teipress.baseline import Baseline, read_baseline, sources_run
    from teipress.output import write_file
    from teipress.project import shown

    name, ran = shown(path), sources_run(only)
    is_new = update and not path.exists()
    known = Baseline(path.absolute().parent) if is_new else read_baseline(path.absolute(), name)
    if update:
        known = known.updated(report, ran)
        write_file(path.absolute(), known.render())
    return known.narrow(report, ran)
