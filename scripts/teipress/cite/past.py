"""What an edition was before: its releases, and what became of every passage that stood in one of them.

Made of the ledger and the list of releases, for the pages that tell it. Pure: nothing is read or written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from teipress.cite.releases import Release

NAMESPACE = "https://teipress.org/ns/index"
ACTIVE = "active"
CHANGES = ("new", "edited", "moved", "merged", "split", "retired")


@dataclass(frozen=True, slots=True)
class Run:
    """Releases in a row in which a passage was the same: the first and the last. ``edited``: it was another before."""

    first: str
    last: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Heir:
    """Where the words of a passage that is gone are now."""

    document: str
    id: str
    element: str


@dataclass(frozen=True, slots=True)
class Passage:
    """An element that stood in a release, by its id.

    ``state`` is that of the ledger. Of one that is not active, ``heirs`` are where its words are now, and ``after`` is
    the last release that it was recorded in, frozen or not; of one that is, ``heirs`` are where a part of its words is.
    ``former`` are the elements that it was before.
    """

    id: str
    element: str
    state: str
    runs: tuple[Run, ...]
    heirs: tuple[Heir, ...] = ()
    reason: str = ""
    former: tuple[str, ...] = ()
    after: str = ""

    @property
    def is_gone(self) -> bool:
        """Tell whether it stands in the edition no more."""
        return self.state != ACTIVE


@dataclass(frozen=True, slots=True)
class Story:
    """What became of a document: the releases that it stands in, and its passages in the ledger's order.

    ``title`` is the one that it had in the last of these releases.
    """

    document: str
    releases: tuple[Release, ...]
    passages: tuple[Passage, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What the pages of an edition tell of its past.

    ``release`` is the one to freeze, of whose pages none tells anything but that; the latest edition has none.
    """

    releases: tuple[Release, ...] = ()
    stories: Mapping[str, Story] = field(default_factory=dict)
    release: Release | None = None

    def of(self, document: str) -> bytes:
        """Write what the pages of a text tell: its releases, what stands in the last, what is gone. Empty: nothing."""
        story = self.stories.get(document)
        if story is None:
            return b""
        last = self.releases[-1].name if self.releases else ""
        standing = [p.id for p in story.passages if p.runs and p.runs[-1].last == last and not p.is_gone]
        gone = (p for p in story.passages if p.is_gone)
        return write_story(story, gone, (last, standing) if standing else None)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a release changed.

    ``texts`` and ``passages`` of texts stand in it. ``numbers`` counts what is new, was edited or is gone, in texts and
    registers, by kind (``CHANGES``); ``documents`` counts the same by document.
    """

    texts: int
    passages: int
    numbers: Counter[str]
    documents: Counter[str]


def changes_of(past: Past, name: str) -> Changes:
    """Count what changed from the release before to this one."""
    order = {release.name: number for number, release in enumerate(past.releases)}
    this = order[name]
    texts, passages = 0, 0
    numbers, documents = Counter[str](), Counter[str]()
    for story in past.stories.values():
        is_text = not story.document.startswith("registers/")
        texts += is_text and any(release.name == name for release in story.releases)
        for passage in story.passages:
            passages += is_text and any(order[run.first] <= this <= order[run.last] for run in passage.runs)
            kind = _change(passage, order, this)
            if kind:
                numbers[kind] += 1
                documents[story.document] += 1
    return Changes(texts, passages, numbers, documents)


def _change(passage: Passage, order: Mapping[str, int], this: int) -> str:
    """Say what a release changed about a passage; nothing, if it is the same or was not there."""
    for number, run in enumerate(passage.runs):
        if order[run.first] == this:
            return "edited" if run.edited else "new" if number == 0 else ""
    if passage.is_gone and passage.runs and order[passage.runs[-1].last] == this - 1:
        return passage.state
    return ""


NOTHING = Past()


def write_story(
    story: Story, passages: Iterable[Passage], standing: tuple[str, Iterable[str]] | None = None, **more: str
) -> bytes:
    """Write a story, with some of its passages, for the stylesheets (``xslt/release/gone.xsl`` describes it).

    ``standing`` are a release and the ids that stand in it; ``more`` are attributes.
    """
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in more.items())
    releases = "".join(f"<x:release name={quoteattr(r.name)} date={quoteattr(r.date)}/>" for r in story.releases)
    inner = "".join(map(_passage, passages))
    if standing:
        inner = f"<x:standing release={quoteattr(standing[0])}>{escape(' '.join(standing[1]))}</x:standing>{inner}"
    return (
        f'<x:past xmlns:x="{NAMESPACE}" document={quoteattr(story.document)}{attributes}>{releases}{inner}</x:past>'
    ).encode()


def _passage(passage: Passage) -> str:
    runs = "".join(map(_run, passage.runs))
    heirs = "".join(
        f"<x:successor document={quoteattr(heir.document)} id={quoteattr(heir.id)} element={quoteattr(heir.element)}/>"
        for heir in passage.heirs
    )
    return (
        f'<x:passage id={quoteattr(passage.id)} element={quoteattr(passage.element)} state="{passage.state}" '
        f"reason={quoteattr(passage.reason)} after={quoteattr(passage.after)}>{runs}{heirs}</x:passage>"
    )


@cache
def _run(run: Run) -> str:
    edited = ' edited="yes"' if run.edited else ""
    return f"<x:in from={quoteattr(run.first)} to={quoteattr(run.last)}{edited}/>"
