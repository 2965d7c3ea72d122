"""Make what is about all texts: those of its parts that are not there already, and what several make together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from teipress.output import File, Stage
from teipress.publish.cache import Cache
from teipress.publish.inputs import key
from teipress.publish.long import PIECES, join, outline_of, pieces_of
from teipress.publish.parts import Division, Part
from teipress.publish.whole import Frame, Front, Share, make_part
from teipress.saxon import Failure, Saxon


@dataclass(frozen=True, slots=True)
class Maker:
    """What it takes to make the parts. ``common`` names what all of them are made of."""

    stage: Stage
    saxon: Saxon
    cache: Cache
    frame: Frame
    common: str

    def make(self, division: Division, others: Sequence[Part], front: Front) -> tuple[File, ...] | Failure:
        """Make the files of all parts, or give the first ``Failure`` of a stylesheet."""
        try:
            first = (*division.first, *(index.outline for index in division.long), *others)
            files = (*self._parts(first, front), *self._more(division))
        except _Failed as failed:
            return failed.failure
        joined = tuple(self._joined(files))
        self.stage.forget(PIECES)
        return (*(file for file in files if not file.path.startswith(f"{PIECES}/")), *joined)

    def _more(self, division: Division) -> Sequence[File]:
        """Make the parts that need the outlines of long indexes; all are known at once, if nothing of theirs is new."""
        if not division.long:
            return ()
        outlines = {i.kind: (self.stage.folder / outline_of(i.kind)).read_bytes() for i in division.long}
        name = key(self.common, "more", division.digest, *outlines.values())
        files = self.cache.site(name, self.stage)
        if not files:
            files = [*self._parts(division.more(outlines), Front())]
            self.cache.keep_site(name, files, self.stage)
        return files

    def _parts(self, parts: Sequence[Part], front: Front) -> Iterator[File]:
        """Make the files of parts that are not there already; the largest first, that all children end together."""
        more = {part: front if "front" in part.names else Front() for part in parts}
        told = {part: (part.outline, one.data, one.citation) for part, one in more.items()}
        keys = {part: key(self.common, part.names, str(part.order), part.records.data, *told[part]) for part in parts}
        files = {part: known for part in parts if (known := self.cache.site(keys[part], self.stage))}
        todo = sorted((part for part in parts if part not in files), key=lambda part: -len(part.records.data))
        shares = (Share(part, more[part]) for part in todo)
        for part, made in zip(todo, self.saxon.work(make_part, self.frame, shares), strict=True):
            if isinstance(made, Failure):
                raise _Failed(made)
            files[part] = [*made]
            self.cache.keep_site(keys[part], files[part], self.stage)
        return (file for part in parts for file in files[part])

    def _joined(self, files: Sequence[File]) -> Iterator[File]:
        """Join the pieces of what several parts make together, unless the very same were joined before."""
        for path, pieces in pieces_of(files).items():
            name = key("joined", path, *(piece.digest for piece in pieces))
            known = self.cache.site(name, self.stage)
            if not known:
                data = join(path, [(self.stage.folder / piece.path).read_bytes() for piece in pieces])
                known = [self.stage.write(path, data)]
                self.cache.keep_site(name, known, self.stage)
            yield from known


class _Failed(Exception):
    """A stylesheet failed."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure
