"""Run ``teipress`` as a process of its own: ``python -m teipress``, or the command."""

from __future__ import annotations

import atexit
import os
import sys
from typing import NoReturn

from teipress.cli import main


def run() -> NoReturn:
    """Run the command, and end at once when it is done: taking apart what it has made would take as long as a file."""
    code = 0
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # nobody reads on, or the disk is full
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    run()
