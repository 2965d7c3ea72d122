"""The command line: reads the arguments, prints, and chooses the exit code.

0 all is well; 1 there is something for the editor to mend; 2 wrong usage or settings; 3 a fault of ours.
Heavy modules are loaded by the commands that need them.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teipress import __version__
from teipress.diagnostics import Source, has_errors
from teipress.errors import ConfigurationError, TeipressError

if TYPE_CHECKING:
    from teipress.diagnostics import Report
    from teipress.project import Project

FORMATS = ("text", "json")
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "help": "cyan"}


def main() -> None:
    """Run ``teipress``, and turn whatever goes wrong into a sentence and an exit code."""
    verbose = "--verbose" in sys.argv
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to fail
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
        click.echo(f"teipress: {_safe(str(error))}", err=True)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 the last resort: a sentence instead of a traceback
        if verbose:
            traceback.print_exc()
        click.echo(
            "teipress: something went wrong that is our fault, not yours: "
            f"{type(error).__name__}: {_safe(str(error))}\n"
            "Please report it, with the output of the same command and --verbose.",
            err=True,
        )
        sys.exit(3)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="teipress")
def command() -> None:
    """Check TEI, publish it, and keep it citable."""


_paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
_jobs = click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes to use.  [default: all cores]"
)
_quiet = click.option("--quiet", is_flag=True, help="Say only what is wrong.")
_verbose = click.option("--verbose", is_flag=True, help="Also show notes, and Python's traceback of a fault of ours.")
_colour = click.option("--color/--no-color", default=None, help="Colours.  [default: on a terminal]")


@command.command()
@_paths
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--schema", multiple=True, type=click.Path(path_type=Path), help="An .xsd or .sch file to check against.")
@click.option(
    "--only", multiple=True, type=click.Choice([source.value for source in Source]), help="Run only this check."
)
@_jobs
@_quiet
@_verbose
@_colour
def check(
    paths: tuple[Path, ...],
    form: str,
    schema: tuple[Path, ...],
    only: tuple[Source, ...],
    jobs: int,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> int:
    """Check an edition, a folder of TEI or single files (default: the edition here)."""
    from teipress import pipeline, project

    edition = _with_schemas(project.open_project(paths), schema)
    _refuse_idle_checks(only, edition)
    report = pipeline.check(edition, only=frozenset(map(Source, only)), jobs=jobs)
    _print(report, form, quiet=quiet, verbose=verbose, color=color)
    return 1 if has_errors(report.diagnostics) else 0


@command.command()
@_paths
@click.option("--output", type=click.Path(path_type=Path), help="The folder to build into.  [default: output]")
@click.option("--check/--no-check", "verify", default=True, help="Check the edition first.  [default: check]")
@_jobs
@_quiet
@_verbose
@_colour
def build(
    paths: tuple[Path, ...],
    output: Path | None,
    verify: bool,
    jobs: int,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> int:
    """Build an edition, or a folder of TEI, into a folder of pages and data."""
    from dataclasses import replace

    from teipress import pipeline, project

    edition = project.open_project(paths)
    if output is not None:
        edition = replace(edition, output=output.absolute())
    built = pipeline.build(edition, verify=verify, jobs=jobs)
    _print(built.report, "text", quiet=quiet, verbose=verbose, color=color)
    place = project.shown(edition.output)
    if not built.written:
        click.echo(f"Nothing was written: {place} is as it was.", err=True)
    elif not quiet:
        click.echo(f"{built.written} files written to {place}")
    return 1 if has_errors(built.report.diagnostics) else 0


@command.group()
def schema() -> None:
    """Work with the edition's schema."""


@schema.command("compile")
@click.argument("odd", required=False, type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="The folder to write to.  [default: the ODD's]")
@click.option("--check", "verify", is_flag=True, help="Write nothing; fail when a compiled file is stale.")
@_verbose
def compile_schema(odd: Path | None, output: Path | None, verify: bool, verbose: bool) -> int:
    """Compile an ODD (default: the edition's) into RELAX NG, XSD, Schematron and guidelines."""
    from teipress import project
    from teipress.output import write_file
    from teipress.schema import compile_odd

    source = odd or project.open_project().schemas.odd
    if source is None:
        raise ConfigurationError("no ODD is named: give its path, or set 'schemas.odd' in teipress.toml")
    compiled = compile_odd(source)
    _print(compiled.report, "text", quiet=True, verbose=verbose, color=None)
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


def _safe(words: str) -> str:
    from teipress.report.text import safe

    return safe(words)


def _refuse_idle_checks(only: Sequence[str], edition: Project) -> None:
    """Refuse to run only checks that would not run: “nothing to mend” must mean something."""
    from teipress.pipeline import CHECKS

    schemas = {Source.XSD: edition.schemas.xsd, Source.SCHEMATRON: edition.schemas.schematron}
    for source in map(Source, only):
        if source is not Source.WELLFORMED and source not in CHECKS:
            raise ConfigurationError(f"--only {source}: this version has no such check")
        if source in schemas and schemas[source] is None:
            raise ConfigurationError(
                f"--only {source}: there is no schema to check against: "
                f"give one by --schema, or set 'schemas.{source}' in teipress.toml"
            )


def _with_schemas(edition: Project, schemas: Sequence[Path]) -> Project:
    """Let the schemas of the command line take the place of those in the settings."""
    from dataclasses import replace

    if not schemas:
        return edition
    chosen = type(edition.schemas)()
    for path in schemas:
        if not path.is_file():
            raise ConfigurationError(f"--schema: there is no file “{path}”")
        match path.suffix:
            case ".xsd":
                chosen = replace(chosen, xsd=path.absolute())
            case ".sch":
                chosen = replace(chosen, schematron=path.absolute())
            case _:
                raise ConfigurationError(f"--schema: “{path}” is neither an .xsd nor a .sch file")
    return replace(edition, schemas=chosen)


def _print(report: Report, form: str, *, quiet: bool, verbose: bool, color: bool | None) -> None:
    if form == "json":
        from teipress.report import json

        # JSON is UTF-8 (RFC 8259), whatever the terminal is.
        click.echo(json.render(report.diagnostics).encode("utf-8", "backslashreplace"))
        return
    from dataclasses import replace

    from teipress.report import text

    colored = color if color is not None else sys.stdout.isatty() and "NO_COLOR" not in os.environ
    shown = [d for d in report.diagnostics if verbose or d.severity != "info"]
    for line in text.render(shown, report.lines, _styled if colored else text.plain):
        click.echo(line, color=colored)
    if not quiet:
        click.echo(text.summary(replace(report, diagnostics=tuple(shown))), color=colored)


def _styled(words: str, role: str) -> str:
    return click.style(words, fg=COLOURS.get(role), bold=role in {"place", "error"})
