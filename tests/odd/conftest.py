"""One Saxon for all the small ODDs, and a compiler that keeps what it makes in the test's own folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from teipress.saxon import Saxon
from tests.odd.small import Small, compile_small

Compile = Callable[[str], Small]


@pytest.fixture(scope="session")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


@pytest.fixture
def compiled(tmp_path: Path, saxon: Saxon) -> Compile:
    return lambda text: compile_small(text, tmp_path, saxon)
