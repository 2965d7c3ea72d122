"""Print reports, and write them to files, in all formats."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from teipress.diagnostics import Report

FORMATS = ("text", "json", "sarif", "junit", "github", "html")
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "help": "cyan"}


def safe(words: str) -> str:
    """Make words safe for a terminal."""
    from teipress.report.text import safe

    return safe(words)


def in_colours(color: bool | None) -> bool:
    """Tell whether to print in colours, which ``--color`` and ``--no-color`` decide, else the terminal."""
    return color if color is not None else sys.stdout.isatty() and "NO_COLOR" not in os.environ


def show(report: Report, form: str, title: str, *, quiet: bool, verbose: bool, color: bool | None) -> None:
    """Print a report in one of the formats; as text with its summary, unless ``quiet``."""
    if form != "text":
        # UTF-8 (RFC 8259, and what XML and HTML say of themselves), whatever the terminal is.
        click.echo(_rendered(report, form, title, verbose=verbose), nl=False)
        return
    from teipress.report import text

    colored = in_colours(color)
    report = _for_readers(report, verbose=verbose)
    for line in text.render(report.diagnostics, report.lines, styled if colored else text.plain):
        click.echo(line, color=colored)
    if not quiet:
        click.echo(text.summary(report), color=colored)


def write_report(path: Path, report: Report, form: str, title: str, *, verbose: bool) -> None:
    """Write a report to a file in one of the formats. Raises ``OutputError``."""
    from teipress.output import write_file
    from teipress.report import text

    if form == "text":
        report = _for_readers(report, verbose=verbose)
        lines = [*text.render(report.diagnostics, report.lines), text.summary(report)]
        write_file(path.absolute(), ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace"))
    else:
        write_file(path.absolute(), _rendered(report, form, title, verbose=verbose))


def _rendered(report: Report, form: str, title: str, *, verbose: bool) -> bytes:
    """Write a report in one of the formats for programs and services, or as a page."""
    from teipress.report.places import Root

    match form:
        case "json":
            from teipress.report import json

            words = json.render(report.diagnostics)
        case "sarif":
            from teipress.report import sarif

            words = sarif.render(report, Root.around(Path.cwd()))
        case "junit":
            from teipress.report import junit

            words = junit.render(report)
        case "github":
            from teipress.report import github

            found = _for_readers(report, verbose=verbose).diagnostics
            words = "\n".join(github.render(found, Root.around(Path.cwd())))
        case _:
            from teipress.report import html

            words = html.render(_for_readers(report, verbose=verbose), title)
    return (words.rstrip("\n") + "\n").encode("utf-8", "backslashreplace") if words else b""


def _for_readers(report: Report, *, verbose: bool) -> Report:
    """Leave out notes, unless they are asked for."""
    from dataclasses import replace

    return replace(report, diagnostics=tuple(d for d in report.diagnostics if verbose or d.severity != "info"))


def styled(words: str, role: str) -> str:
    """Colour words by the part they play in a report."""
    return click.style(words, fg=COLOURS.get(role), bold=role in {"place", "error"})
