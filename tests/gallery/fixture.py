"""The browser as a fixture: the tests of a folder may share one, where a file would have its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.gallery.browser import Missing, chromium


def running_browser() -> Iterator[Any]:
    """Start a browser; without one, the tests are skipped, with the reason."""
    try:
        with chromium() as running:
            yield running
    except Missing as missing:
        pytest.skip(str(missing))
