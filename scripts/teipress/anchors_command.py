"""``teipress anchors``: what became of the words that others annotated."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teipress import options, printing

if TYPE_CHECKING:
    from teipress.cite.anchored import Place, Verdict
    from teipress.cite.shelf import Shelf
    from teipress.cite.targets import Notes

_COLOURS = {"exact": "green", "moved": "cyan", "edited": "yellow", "orphaned": "red", "elsewhere": None}
_SHOWN = 60


@click.group()
def anchors() -> None:
    """Follow what others annotated from release to release."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A file of annotations, and what became of its anchors."""

    file: Path
    notes: Notes
    verdicts: tuple[Verdict, ...]


@anchors.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--edition", type=click.Path(path_type=Path), help="The folder of the edition.  [default: the one here]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--update",
    type=click.Path(path_type=Path),
    help="Write the annotations with new selectors to this file; to this folder, if there are several.",
)
@options.quiet
@options.colour
def check(
    files: tuple[Path, ...], edition: Path | None, form: str, update: Path | None, quiet: bool, color: bool | None
) -> int:
    """Say of every anchor in files of annotations whether it still leads to its words.

    The files hold annotations as the W3C models them, or as Hypothesis exports them. The edition must be built.
    """
    from teipress.cite.shelf import open_shelf
    from teipress.project import open_project

    shelf = open_shelf(open_project([edition] if edition else []))
    judged = [_judge(file, shelf) for file in files]
    if update is not None:
        _update(judged, update, shelf)
    if form == "json":
        rows = [row for one in judged for row in _rows(one)]
        click.echo((json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode(), nl=False)
    else:
        colored = printing.in_colours(color)
        for line in (line for one in judged for line in _lines(one, colored=colored, quiet=quiet)):
            click.echo(line, color=colored)
    return 1 if any(verdict.status == "orphaned" for one in judged for verdict in one.verdicts) else 0


def _judge(file: Path, shelf: Shelf) -> _Judged:
    from teipress.cite.anchors import judge
    from teipress.cite.targets import Unusable, read_notes
    from teipress.errors import ConfigurationError
    from teipress.project import shown

    try:
        notes = read_notes(file.read_bytes(), file.absolute().as_uri(), shelf.is_ours)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise ConfigurationError(f"{shown(file)}: this file cannot be read: {why}") from None
    except Unusable as trouble:
        raise ConfigurationError(f"{shown(file)}: this is no file of annotations: {trouble}") from None
    anchors = (target.anchor for target in notes.targets)
    return _Judged(file, notes, tuple(judge(one, shelf.now, shelf.heirs, shelf.then(one)) for one in anchors))


def _update(judged: Sequence[_Judged], update: Path, shelf: Shelf) -> None:
    """Write the annotations that are found anew; the others as they are."""
    from teipress.cite.renewal import renew
    from teipress.output import write_file

    for one in judged:
        for target, verdict in zip(one.notes.targets, one.verdicts, strict=True):
            renew(target, verdict, shelf.now)
        place = update if len(judged) == 1 and not update.is_dir() else update / one.file.name
        write_file(place.absolute(), one.notes.written())


def _rows(judged: _Judged) -> Iterator[dict[str, Any]]:
    from teipress.project import shown

    for verdict in judged.verdicts:
        anchor = verdict.anchor
        told = {
            "file": shown(judged.file),
            "annotation": anchor.name,
            "status": verdict.status.value,
            "text": anchor.text,
            "release": anchor.release,
            "words": anchor.quote.exact if anchor.quote else verdict.before.words if verdict.before else "",
            "before": _row(verdict.before),
            "now": _row(verdict.place),
            "candidates": [_row(place) for place in verdict.candidates],
            "reason": verdict.reason,
        }
        yield {key: value for key, value in told.items() if value}


def _row(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    told = {"text": place.text, "id": place.id, "start": place.span.start, "end": place.span.end, "words": place.words}
    return {key: value for key, value in told.items() if value is not None}


def _lines(judged: _Judged, *, colored: bool, quiet: bool) -> Iterator[str]:
    """Write what became of each anchor, and how many there are of each kind; if ``quiet``, orphans only."""
    from teipress.project import shown

    for verdict in judged.verdicts:
        if not quiet or verdict.status == "orphaned":
            yield from _told(verdict, colored=colored)
    counts = Counter(verdict.status.value for verdict in judged.verdicts)
    told = ", ".join(f"{counts[status]} {status}" for status in _COLOURS if counts[status])
    number = len(judged.verdicts)
    yield f"{printing.safe(shown(judged.file))}: {number} {'anchor' if number == 1 else 'anchors'}: {told}"


def _told(verdict: Verdict, *, colored: bool) -> Iterator[str]:
    anchor, status = verdict.anchor, verdict.status.value
    words = anchor.quote.exact if anchor.quote else verdict.before.words if verdict.before else ""
    label = click.style(f"{status:9}", fg=_COLOURS[status]) if colored else f"{status:9}"
    name = f": “{_short(words)}”" if words else f" (#{printing.safe(anchor.id)})" if anchor.id else ""
    yield f"{label} {printing.safe(anchor.name)}{name}"
    if status in {"moved", "edited"} and verdict.place:
        yield f"          {_before(verdict)} → {_place(verdict.place)}"
    if status == "edited" and verdict.place:
        yield from (f"          “{_short(old)}” → “{_short(new)}”" for old, new in _changes(words, verdict.place.words))
    elif verdict.reason and status != "exact":
        yield f"          {printing.safe(verdict.reason)}"
    for candidate in verdict.candidates:
        yield f"          perhaps {_place(candidate)}: “{_short(candidate.words)}”"


def _changes(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Give the words that were changed, and what they were changed to."""
    before, after = old.split(), new.split()
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield " ".join(before[start:end]), " ".join(after[first:last])


def _before(verdict: Verdict) -> str:
    """Say where words were, as far as that is known."""
    anchor = verdict.anchor
    if verdict.before:
        return _place(verdict.before)
    name = f"{anchor.text}#{anchor.id}" if anchor.id else anchor.text
    return printing.safe(f"{name} {anchor.span.start}–{anchor.span.end}" if anchor.span and anchor.sure else name)


def _place(place: Place) -> str:
    name = f"{place.text}#{place.id}" if place.id else place.text
    return printing.safe(f"{name} {place.span.start}–{place.span.end}")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return printing.safe(words if len(words) <= _SHOWN else f"{words[: _SHOWN // 2]}…{words[-_SHOWN // 2 :]}")
