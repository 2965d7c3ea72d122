"""Write the index: Pagefind's program makes it, from passages that are given to it one by one."""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from teipress.errors import TeipressError
from teipress.search.passages import Passage

# Pagefind's own pages and what they look like: ours is another.
_NOT_OURS = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


def is_installed() -> bool:
    """Tell whether there is a Pagefind here that can make an index."""
    programs = ("pagefind_bin_extended", "pagefind_bin")
    return find_spec("pagefind") is not None and any(find_spec(name) is not None for name in programs)


def write_index(passages: Iterable[Passage], folder: Path) -> int:
    """Write an index of passages into a folder; give their number. Raises ``TeipressError``."""
    from pagefind.service import get_executable

    count = 0
    try:
        with subprocess.Popen(  # noqa: S603 (Pagefind's own program)
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as program:
            try:
                index = _ask(program, count, {"type": "NewIndex", "config": {}})["index_id"]
                for count, passage in enumerate(passages, 1):  # one after the other: their order is that of the index
                    _ask(program, count, {"type": "AddRecord", "index_id": index, **_record(passage)})
                _ask(program, count + 1, {"type": "WriteFiles", "index_id": index, "output_path": str(folder)})
            finally:
                program.kill()
    except (OSError, ValueError) as error:
        raise TeipressError(f"the search index could not be made: {type(error).__name__}: {error}") from None
    for pattern in _NOT_OURS:
        for path in folder.glob(pattern):
            path.unlink()
    return count


def _record(passage: Passage) -> dict[str, Any]:
    return {
        "url": passage.address,
        "content": passage.words,
        "language": passage.language,
        "meta": {"title": passage.title},
        "filters": {name: list(values) for name, values in passage.filters.items()},
        "sort": None,
    }


def _ask(program: subprocess.Popen[bytes], number: int, payload: dict[str, Any]) -> dict[str, Any]:
    """Ask Pagefind's program, and wait for its answer: JSON in Base64, each with a comma after it.

    Its own Python package does so, too, but looks for an answer ten times in a second: a novel took minutes.
    Raises ``ValueError``, when it refuses or is gone.
    """
    if program.stdin is None or program.stdout is None:
        raise ValueError("Pagefind cannot be talked to")
    question = json.dumps({"message_id": number, "payload": payload})
    program.stdin.write(b64encode(question.encode()) + b",")
    program.stdin.flush()
    answer = bytearray()
    while not answer.endswith(b","):
        piece = os.read(program.stdout.fileno(), 1 << 16)
        if not piece:
            raise ValueError("Pagefind ended before it was done")
        answer += piece
    told: dict[str, Any] = json.loads(b64decode(answer[:-1]))["payload"]
    if told["type"] == "Error":
        raise ValueError(told.get("message", "Pagefind refuses"))
    return told
