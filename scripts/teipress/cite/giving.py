"""Give ids in one file, and see with other eyes that it is the same text, and as valid as before."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from teipress.applicable import Choice
from teipress.cite.assign import Assigned, assign
from teipress.cite.difference import Line, difference
from teipress.cite.ids import EDITION, Ids
from teipress.cite.survey import Naming
from teipress.corpus import XML_ID, Document, Element, parse_document
from teipress.diagnostics import Diagnostic, Source, quote
from teipress.errors import TeipressError
from teipress.files import Limits, Unreadable, read_bytes
from teipress.positions import Position
from teipress.validate.grammars import File, checker


@dataclass(frozen=True, slots=True)
class Item:
    """A file to give ids in: its path, the path to show, its name in the edition, the ids that it cannot get."""

    path: Path
    name: str
    document: str
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    ``data`` are its new bytes, if it has some, and ``digest`` is the SHA-256 of the old ones. ``given`` counts the ids
    by element; ``names`` are those of all elements. If something is found, no id is given; for what is ``refused``, not
    in any other file either. ``lines`` are those to quote, ``diff`` is made if it is asked for.
    """

    item: Item
    data: bytes | None = None
    digest: str = ""
    given: Mapping[str, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    found: tuple[Diagnostic, ...] = ()
    refused: bool = False
    lines: Mapping[int, str] = field(default_factory=dict)
    diff: tuple[Line, ...] = ()
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Giving:
    """Makes, in each process, the function that gives ids in a file. With ``diff``, it only shows what it would do."""

    ids: Ids
    limits: Limits
    choice: Choice
    diff: bool = False

    def __call__(self) -> _Giver:
        """Make it."""
        return _Giver(self)


class _Giver:
    def __init__(self, giving: Giving) -> None:
        self.giving = giving
        self.naming = Naming(giving.ids.rules, giving.ids.within)
        self.check = checker(giving.choice, giving.limits)
        # In one process then: no two files of the edition may get the same id.
        self.taken: set[str] | None = set() if giving.ids.unique == EDITION else None

    def __call__(self, item: Item) -> Outcome:
        try:
            before = self._read(item, read_bytes(item.path, item.name, self.giving.limits))
        except Unreadable as trouble:
            return Outcome(item, found=(trouble.diagnostic,), lines=_line(item, trouble.diagnostic))
        taken = item.taken if self.taken is None else item.taken | self.taken
        assigned = assign(before.data, before.text, item.document, self.naming, taken)
        outcome = Outcome(item, names=assigned.names)
        if not assigned.given:
            return outcome
        try:
            after = self._read(item, assigned.data)
        except Unreadable as trouble:  # one more attribute than the limits allow
            return replace(outcome, found=(trouble.diagnostic,), lines=_line(item, trouble.diagnostic), refused=True)
        if not is_same_but_for_ids(before.root, after.root, [one.id for one in assigned.given]):
            raise TeipressError(f"{item.name}: more than ids would be changed, which is a fault of teipress")
        if worse := tuple(self._worse(before, after, item)):
            lines = quote(worse, {item.name: before.text}).get(item.name, {})
            return replace(outcome, found=worse, lines=lines, refused=True)
        if self.taken is not None:
            self.taken.update(one.id for one in assigned.given)
        given = Counter(one.element for one in assigned.given)
        if self.giving.diff:
            return replace(outcome, given=given, diff=_diff(before, assigned, item))
        return replace(outcome, given=given, data=assigned.data, digest=before.digest)

    def _read(self, item: Item, data: bytes) -> Document:
        return parse_document(data, item.path, item.name, self.giving.limits)

    def _worse(self, before: Document, after: Document, item: Item) -> Iterator[Diagnostic]:
        """Say what the grammars find that they did not find before."""
        found = self.check(File(item.path, item.name, after.data)).diagnostics
        if not found:
            return
        known = Counter(map(_kind, self.check(File(item.path, item.name, before.data)).diagnostics))
        for one in found:
            if known[_kind(one)]:
                known[_kind(one)] -= 1
            else:
                yield _refusal(one, before, after)


def is_same_but_for_ids(before: Element, after: Element, given: Sequence[str]) -> bool:
    """Compare two trees, of which the second one has ids in addition, in document order: is there anything else new."""
    expected = iter(given)
    nodes = zip(before.iter(), after.iter(), strict=True)
    try:
        return all(_is_same(one, other, expected) for one, other in nodes) and next(expected, None) is None
    except ValueError:  # more nodes in one of them
        return False


def _is_same(before: Element, after: Element, expected: Iterator[str]) -> bool:
    if (before.tag, before.text, before.tail) != (after.tag, after.text, after.tail):
        return False
    if not isinstance(before.tag, str):
        return True
    was, now = dict(before.items()), dict(after.items())
    if was == now:
        return True
    return XML_ID not in was and now.pop(XML_ID, None) == next(expected, "") and was == now


def _kind(diagnostic: Diagnostic) -> tuple[str, str | None]:
    return diagnostic.code, diagnostic.xpath


def _refusal(found: Diagnostic, before: Document, after: Document) -> Diagnostic:
    """Tell at its place in the text as it is what a grammar says of the text as it would be."""
    number = bisect_right(after.starts, Position(found.line, found.column)) - 1
    start = before.starts[max(number, 0)]
    return Diagnostic(
        code="id-not-allowed",
        source=Source.RELAXNG,
        message=f"the schema does not take the id that would be given here: {found.message}",
        path=found.path,
        line=start.line,
        column=start.column,
        id=found.id,
        xpath=(found.xpath or "").partition("/@")[0],
        help="Change the pattern in “ids.assign” of teipress.toml, write false for this element, or let the schema "
        "allow xml:id. No id was given in any file.",
    )


def _diff(before: Document, assigned: Assigned, item: Item) -> tuple[Line, ...]:
    added = [one.attribute for one in assigned.given]
    return tuple(difference(_decoded(before.data), _decoded(assigned.data), item.name, added))


def _decoded(data: bytes) -> str:
    """Decode a file that could be read; a byte order mark of UTF-8 is a part of its first line."""
    return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8")


def _line(item: Item, diagnostic: Diagnostic) -> Mapping[int, str]:
    """Give the line of a file that cannot be read that is to be quoted."""
    try:
        data = item.path.read_bytes() if diagnostic.line else b""
    except OSError:
        return {}
    text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", "replace")
    return quote((diagnostic,), {item.name: text}).get(item.name, {})
