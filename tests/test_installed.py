"""What is installed is what is here: every module, stylesheet and schema, the command, and what these need."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from pkgutil import walk_packages

import pytest

import teipress
from teipress.resources import PACKAGE, schema, xslt
from tests.paths import ROOT

INSTALLED: dict[str, Callable[[], Path]] = {"scripts/teipress": lambda: PACKAGE, "xslt": xslt, "schemas": schema}
OF_EXTRAS = ("anyio", "pagefind", "starlette", "uvicorn")


def files(folder: Path) -> dict[str, bytes]:
    """Read the files of a folder, but what Python compiled."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("folder", INSTALLED)
def test_every_file_is_there_and_the_same(folder: str) -> None:
    ours, theirs = files(ROOT / folder), files(INSTALLED[folder]())
    if folder == "scripts/teipress":  # a wheel has the stylesheets and schemas inside of the package
        theirs = {path: data for path, data in theirs.items() if path.partition("/")[0] not in ("xslt", "schemas")}
    assert sorted(theirs) == sorted(ours)
    assert theirs == ours


def test_every_module_finds_what_it_needs() -> None:
    names = [module.name for module in walk_packages(teipress.__path__, "teipress.")]
    assert len(names) > 100
    for name in names:
        try:
            import_module(name)
        except ModuleNotFoundError as missing:
            if missing.name not in OF_EXTRAS:
                raise


def test_the_command_is_there() -> None:
    try:
        scripts = distribution("teipress").entry_points.select(group="console_scripts")
    except PackageNotFoundError:
        pytest.skip("teipress runs as it lies here, without being installed")
    assert {script.name: callable(script.load()) for script in scripts} == {"teipress": True}
