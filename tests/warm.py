"""Children of Saxon that outlive their pools, so that the next test need not have the stylesheets compiled anew.

For an edition of a few lines, that is nineteen twentieths of a build. How pools and children get along is not asked
here: where it is, and where a child is to begin with nothing, a test or a file of tests uses ``cold``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from teipress.saxon import MEMORY_LIMIT, Engine, Saxon, _Work, _Worker
from tests.paths import ROOT

KEPT = 3

_close, _idle_worker = Saxon.close, Saxon._idle_worker
_kept: list[_Worker] = []


@contextmanager
def warm() -> Iterator[None]:
    """Let pools hand on their children, and end these at last."""
    # A child imports what it is sent from where its parent does.
    with patch.object(sys, "path", [*sys.path, str(ROOT)]):
        try:
            with patch.object(Saxon, "close", _put_by), patch.object(Saxon, "_idle_worker", _handed_on):
                yield
        finally:
            while _kept:
                _kept.pop().stop()


@contextmanager
def cold() -> Iterator[None]:
    """Let pools start children of their own, and end them."""
    with patch.object(Saxon, "close", _close), patch.object(Saxon, "_idle_worker", _idle_worker):
        yield


def _put_by(pool: Saxon) -> None:
    """Close a pool, but keep some children that are at rest."""
    for worker in [w for w in pool._workers if w not in pool._busy and w.process.is_alive()]:
        if pool._memory_limit == MEMORY_LIMIT and len(_kept) < KEPT:
            pool._workers.remove(worker)
            worker._common, worker.done = None, 0
            _kept.append(worker)
    _close(pool)


def _handed_on(pool: Saxon) -> _Worker:
    """Give a pool that needs one more child the last that was put by; it is where a new one would be."""
    if _kept and pool._memory_limit == MEMORY_LIMIT and len(pool._busy) == len(pool._workers):
        worker = _kept.pop()
        worker.connection.send(_Work(_go, None, Path.cwd()))
        assert worker.connection.recv() is None
        pool._workers.append(worker)
    return _idle_worker(pool)


def _go(_engine: Engine, _common: None, folder: Path) -> None:
    os.chdir(folder)
