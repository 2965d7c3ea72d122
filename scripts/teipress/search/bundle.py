"""Write the index: Pagefind's program makes it, from passages that are given to it one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from teipress.errors import TeipressError
from teipress.search.passages import Passage

if TYPE_CHECKING:
    from pagefind.index import PagefindIndex

# Pagefind's own pages and what they look like: ours is another.
_NOT_OURS = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


def is_installed() -> bool:
    """Tell whether there is a Pagefind here that can make an index."""
    programs = ("pagefind_bin_extended", "pagefind_bin")
    return find_spec("pagefind") is not None and any(find_spec(name) is not None for name in programs)


def write_index(passages: Iterable[Passage], folder: Path) -> int:
    """Write an index of passages into a folder; give their number. Raises ``TeipressError``."""
    try:
        # In a thread of its own: whoever calls may have an event loop running.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(lambda: asyncio.run(_write(passages, folder))).result()
    except (OSError, RuntimeError, AssertionError, asyncio.IncompleteReadError) as error:
        raise TeipressError(f"the search index could not be made: {type(error).__name__}: {error}") from None


async def _write(passages: Iterable[Passage], folder: Path) -> int:
    from pagefind.index import PagefindIndex

    count = 0
    async with PagefindIndex(config={"output_path": str(folder)}) as index:
        for passage in passages:  # one after the other: their order is that of the index
            await _add(index, passage)
            count += 1
    for pattern in _NOT_OURS:
        for path in folder.glob(pattern):
            path.unlink()
    return count


async def _add(index: PagefindIndex, passage: Passage) -> None:
    await index.add_custom_record(
        url=passage.address,
        content=passage.words,
        language=passage.language,
        meta={"title": passage.title},
        filters={name: list(values) for name, values in passage.filters.items()},
    )
