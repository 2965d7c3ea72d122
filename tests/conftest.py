"""Options for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import warm
from tests.gallery.fixture import running_browser

# The same examples every time, and no test that fails because a machine is slow.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--update-goldens`` rewrite the expected files; their diff describes the change."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite the expected files of the tests")


browser = pytest.fixture(running_browser, scope="module")


@pytest.fixture(scope="session", autouse=True)
def _warm() -> Iterator[None]:
    with warm.warm():
        yield


@pytest.fixture(scope="module")
def cold() -> Iterator[None]:
    """Give each pool of Saxon children of its own, for a file of tests: how pools and children get along."""
    with warm.cold():
        yield
