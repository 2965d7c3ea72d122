"""The arguments and options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path

import click

paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
jobs = click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes to use.  [default: all cores]"
)
quiet = click.option("--quiet", is_flag=True, help="Say only what is wrong.")
verbose = click.option("--verbose", is_flag=True, help="Also show notes, and Python's traceback of a fault of ours.")
colour = click.option("--color/--no-color", default=None, help="Colours.  [default: on a terminal]")
