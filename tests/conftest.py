"""Options for all tests."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--update-goldens`` rewrite the expected files; their diff describes the change."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite the expected files of the tests")
