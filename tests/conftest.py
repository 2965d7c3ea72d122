"""Options for all tests."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.gallery.fixture import running_browser

# The same examples every time, and no test that fails because a machine is slow.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--update-goldens`` rewrite the expected files; their diff describes the change."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite the expected files of the tests")


browser = pytest.fixture(running_browser, scope="module")
