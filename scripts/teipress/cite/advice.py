"""What a comparison found, in sentences with the command that would record it; the editor decides."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from teipress.cite.compare import Comparison, twin_document
from teipress.cite.ledger import ACTIVE, Entry, Key, Ledger
from teipress.cite.likeness import read_content
from teipress.cite.origins import Origin
from teipress.cite.passages import Passage
from teipress.cite.verdicts import Judged, Verdict
from teipress.corpus import XML_ID
from teipress.diagnostics import Diagnostic, Source
from teipress.validate.amount import at_most

if TYPE_CHECKING:
    from teipress.corpus import Document, Element

_WHAT: Mapping[str, str] = {
    "moved": "stands elsewhere",
    "merged": "joined with another passage",
    "split": "divided into several",
    "retired": "no longer in the text",
}


@dataclass(frozen=True)
class Adviser:
    """Tells of what was found. ``path`` is the ledger's, as shown."""

    ledger: Ledger
    comparison: Comparison
    path: str

    def tell(self) -> Iterator[Diagnostic]:
        """Report everything that must be recorded or undone."""
        by_document: dict[str, list[Judged]] = {}
        for judged in self.comparison.findings:
            by_document.setdefault(judged.entry.document, []).append(judged)
        for name, findings in by_document.items():
            yield from at_most(map(self._tell, findings), self._document(name), "released ids")
        for document, entries in self.comparison.missing.items():
            yield self._tell_missing(document, entries)
        for entry in self.comparison.dangling:
            yield self._at_ledger("dangling-successor", *self._dangling(entry))
        for key in self.ledger.contested:
            yield self._at_ledger("contested-id", *self._contested(self.ledger.current[key]))

    def command(self, judged: Judged) -> str | None:
        """Write the command that would record what probably happened; none, if nothing should be recorded."""
        entry = judged.entry
        match judged.verdict:
            case Verdict.VANISHED:
                return self._retire(entry, self.comparison.origins[entry.key])
            case Verdict.ELEMENT:
                return self._keep(entry, f"encoded as {judged.passage.element}" if judged.passage else "")
            case Verdict.PARTED:
                to = ",".join(self.short((entry.document, id)) for id in judged.parts)
                return self._keep(entry, "divided", f" --to {to}")
            case _:
                return None

    def short(self, key: Key) -> str:
        """Write an id as a command takes it: with its document, where several documents have it."""
        name = key[1] if self._documents_with[key[1]] == 1 else f"{key[0]}#{key[1]}"
        return shlex.quote(name) if name[0] != "#" else name

    @cached_property
    def _documents_with(self) -> Counter[str]:
        keys = {*self.ledger.current, *self.comparison.fresh}
        return Counter(id for _, id in keys)

    def _tell(self, judged: Judged) -> Diagnostic:
        say: Mapping[Verdict, Callable[[Judged], tuple[str, str]]] = {
            Verdict.VANISHED: self._vanished,
            Verdict.JUMPED: self._jumped,
            Verdict.REWRITTEN: self._rewritten,
            Verdict.ELEMENT: self._element,
            Verdict.PARTED: self._parted,
            Verdict.REUSED: self._reused,
        }
        message, help = say[judged.verdict](judged)
        document = self._document(judged.entry.document)
        element = self._element_at(document, self._place(judged))
        attribute = XML_ID if judged.passage else None
        return document.diagnose(element, judged.verdict, message, attribute=attribute, help=help)

    def _vanished(self, judged: Judged) -> tuple[str, str]:
        entry = judged.entry
        origin = self.comparison.origins[entry.key]
        message = f"the id “{entry.id}” of release {self._first(entry)} is gone; it named {_quoted(entry)}"
        if origin.bare is not None:
            line = self._line_of(entry.document, origin.bare)
            return (
                f"{message}, which now stands without an id in line {line}",
                f'Write xml:id="{entry.id}" there again.',
            )
        where = self._where(origin.successors)
        found = f"{message}, which now probably is {where}" if where else message
        give = "Give the passage its id back" if where else "Bring it back"
        return found, f"{give}; or, if it is to stay so, record it: {self._retire(entry, origin)}"

    def _jumped(self, judged: Judged) -> tuple[str, str]:
        entry = judged.entry
        now = self._now(judged)
        elsewhere = f", which now is {now}" if now else ""
        return (
            (
                f"the id “{entry.id}” names another passage than in release {self._last(entry)}: "
                f"there it was {_quoted(entry)}{elsewhere}"
            ),
            (
                "Give the id back to its passage, and a new one to this element. "
                f"If it is the same passage after all, record that: {self._keep(entry, '…')}"
            ),
        )

    def _rewritten(self, judged: Judged) -> tuple[str, str]:
        entry = judged.entry
        return (
            f"the id “{entry.id}” named {_quoted(entry)} in release {self._last(entry)}, of which too little is here",
            (
                f"If it is the same passage, written anew, record that: {self._keep(entry, '…')}. "
                "If it is another one, give it a new id, and retire the old one."
            ),
        )

    def _element(self, judged: Judged) -> tuple[str, str]:
        entry, passage = judged.entry, judged.passage
        return (
            (
                f"the id “{entry.id}” was that of <{entry.element}> in release {self._last(entry)}, "
                f"and is that of <{passage.element if passage else ''}> now"
            ),
            f"Give it back; or, if the same passage is only encoded otherwise, record it: {self.command(judged)}",
        )

    def _parted(self, judged: Judged) -> tuple[str, str]:
        entry = judged.entry
        where = self._where((entry.document, id) for id in judged.parts)
        return (
            f"a part of what the id “{entry.id}” named in release {self._last(entry)} is now {where}",
            f"Record it, so that who cites the whole finds both: {self.command(judged)}",
        )

    def _reused(self, judged: Judged) -> tuple[str, str]:
        entry = judged.entry
        why = f": {entry.reason}" if entry.reason else ""
        return (
            (
                f"the id “{entry.id}” is given again; it was {entry.state} ({_WHAT[entry.state]}){why}, "
                f"and named {_quoted(entry)}"
            ),
            (
                "Give this element an id that was never used. "
                f"If the same passage has come back, record that: {self._keep(entry, 'come back')}"
            ),
        )

    def _tell_missing(self, document: str, entries: tuple[Entry, ...]) -> Diagnostic:
        number = f"its {len(entries)} released ids lead" if len(entries) > 1 else "its released id leads"
        twin = twin_document(entries, self.comparison.origins)
        if twin is None:
            command = f'teipress ids retire {shlex.quote(f"{document}#*")} --reason "…"'
        else:
            names = shlex.quote(f"{document}#*"), shlex.quote(f"{twin}#*")
            command = f'teipress ids retire {names[0]} --as moved --to {names[1]} --reason "renamed"'
        now = f", which now is “{twin}”" if twin else ""
        return self._at_ledger(
            "vanished-id",
            f"the document “{document}” is not in the edition any more, and {number} nowhere{now}",
            f"Bring it back; or record what became of it: {command}",
        )

    def _dangling(self, entry: Entry) -> tuple[str, str]:
        known = {*self.ledger.current, *self.comparison.fresh}
        lost = [name for name in entry.successors if tuple(name.rpartition("#")[::2]) not in known]
        named = " and ".join(f"“{name}”" for name in lost or entry.successors)
        id = self.short(entry.key)
        again = f"keep {id}" if entry.state == ACTIVE else f"retire {id} --as {entry.state}"
        return (
            f"“{entry.name}” was {entry.state} and leads to {named}, which is not there",
            f'Name where its passage is now: teipress ids {again} --to ID --reason "…"',
        )

    def _contested(self, entry: Entry) -> tuple[str, str]:
        return (
            f"two branches that were merged say different things of “{entry.name}”",
            "See which of the two passages has it now, give the other one a new id, and settle it: "
            + self._keep(entry, "settled after a merge"),
        )

    def _retire(self, entry: Entry, origin: Origin) -> str:
        to = f" --to {','.join(map(self.short, origin.successors))}" if origin.successors else ""
        how = "" if origin.state == "retired" else f" --as {origin.state}"
        return f'teipress ids retire {self.short(entry.key)}{how}{to} --reason "{_WHAT[origin.state]}"'

    def _keep(self, entry: Entry, reason: str, to: str = "") -> str:
        return f'teipress ids keep {self.short(entry.key)}{to} --reason "{reason}"'

    def _now(self, judged: Judged) -> str:
        """Say where the passage is whose id has jumped."""
        scene = self.comparison.scenes[judged.entry.document]
        digest = judged.entry.content.partition(" ")[0]
        found = self._digests(judged.entry.document).get(digest, ())
        others = [passage for passage in found if passage.id != judged.entry.id]
        return self._where([(scene.passages.document, others[0].id)]) if len(others) == 1 else ""

    def _digests(self, document: str) -> Mapping[str, list[Passage]]:
        if document not in self._by_digest:
            found: dict[str, list[Passage]] = {}
            passages = self.comparison.scenes[document].passages
            for passage in passages.items:
                found.setdefault(passages.digest(passage), []).append(passage)
            self._by_digest[document] = found
        return self._by_digest[document]

    @cached_property
    def _by_digest(self) -> dict[str, dict[str, list[Passage]]]:
        return {}

    def _where(self, keys: Iterable[Key]) -> str:
        said = []
        for document, id in keys:
            scene = self.comparison.scenes.get(document)
            passage = scene.passages.by_id.get(id) if scene else None
            if scene is None or passage is None:
                said.append(f"“{document}#{id}”")
                continue
            element = self._element_at(scene.document, passage.number)
            said.append(f"“{id}” ({scene.document.name}, line {scene.document.position(element).line})")
        return " and ".join(said)

    def _place(self, judged: Judged) -> int:
        """Give the number of the element, or of the one before which an id is gone."""
        if judged.passage is not None:
            return judged.passage.number
        scene = self.comparison.scenes[judged.entry.document]
        return self._last_places(judged.entry.document, scene.judged).get(judged.entry.id, 0)

    def _last_places(self, document: str, judged: Iterable[Judged]) -> Mapping[str, int]:
        if document not in self._before:
            last, found = 0, {}
            for one in judged:
                if one.passage is None:
                    found[one.entry.id] = last
                elif one.verdict is not Verdict.JUMPED:
                    last = one.passage.number
            self._before[document] = found
        return self._before[document]

    @cached_property
    def _before(self) -> dict[str, dict[str, int]]:
        return {}

    def _element_at(self, document: Document, number: int) -> Element:
        if document not in self._elements:
            self._elements[document] = [*document.elements()]
        return self._elements[document][number]

    @cached_property
    def _elements(self) -> dict[Document, list[Element]]:
        return {}

    def _line_of(self, name: str, element: Element) -> int:
        return self._document(name).position(element).line

    def _document(self, name: str) -> Document:
        return self.comparison.scenes[name].document

    def _first(self, entry: Entry) -> str:
        return self.ledger.history(*entry.key)[0].release

    def _last(self, entry: Entry) -> str:
        """Name the release in which an id was recorded last."""
        known = [past.release for past in self.ledger.history(*entry.key) if past.release and past.state == ACTIVE]
        return known[-1] if known else entry.release

    def _at_ledger(self, code: str, message: str, help: str) -> Diagnostic:
        return Diagnostic(code, Source.INTEGRITY, message, self.path, help=help)


def _quoted(entry: Entry) -> str:
    """Quote how a passage began."""
    content = read_content(entry.content)
    match content.kind:
        case "=":
            return f"“{content.value}”"
        case "~":
            return f"“{content.value.partition(' ')[2]}…”"
        case _:
            return f"<{entry.element}>" + (f" ({content.value})" if content.value else "")
