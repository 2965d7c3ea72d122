"""Options for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.gallery.browser import Missing, chromium

# The same examples every time, and no test that fails because a machine is slow.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--update-goldens`` rewrite the expected files; their diff describes the change."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite the expected files of the tests")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start a browser for the tests of a file; without one, they are skipped, with the reason."""
    try:
        with chromium() as running:
            yield running
    except Missing as missing:
        pytest.skip(str(missing))
