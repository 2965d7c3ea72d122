"""Make all files of an edition. The stylesheets say what is in them; here is what happens."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache as once
from math import ceil
from pathlib import Path

from teipress.cite.cited import citing_of
from teipress.cite.past import NOTHING, Past
from teipress.corpus import Document, read_document
from teipress.diagnostics import Diagnostic, has_errors
from teipress.dts.answers import Edition
from teipress.dts.static import Dts, edition_files, members_of
from teipress.errors import ConfigurationError, SaxonError, TeipressError
from teipress.files import Unreadable
from teipress.output import SEARCH, File, Stage
from teipress.progress import Progress, silent
from teipress.project import Project, shown
from teipress.publish.cache import Cache
from teipress.publish.catalogues import catalogue_files, front_of, whole_of
from teipress.publish.custom import Custom, read_custom, read_labels
from teipress.publish.epub import book_of
from teipress.publish.inputs import Inputs, changed, key, key_of_parameters, key_of_program, key_of_sheets
from teipress.publish.made import Made, Spoilt
from teipress.publish.making import Maker
from teipress.publish.media import Media, examine
from teipress.publish.page import SETTLE, Order, Workshop, failed, make_page, reason
from teipress.publish.parts import Division, divide, undivided
from teipress.publish.past import gone_entries, parameters_of, parts_of
from teipress.publish.plan import Page, Text, plan
from teipress.publish.published import published_files, published_parameters
from teipress.publish.records import Record
from teipress.publish.sources import SHEET, Register, Registers, make_register
from teipress.publish.whole import Frame, Front
from teipress.resources import xslt
from teipress.saxon import WORN, Failure, Saxon, Task, Value, Xml
from teipress.search.bundle import is_installed
from teipress.search.site import index_site


@dataclass(frozen=True, slots=True)
class Site:
    """The files of an edition, none where it cannot be made, and what was noticed while they were made.

    ``media`` are the paths, from the edition's folder, of all pictures and recordings that the texts name.
    """

    files: tuple[File, ...]
    diagnostics: tuple[Diagnostic, ...]
    media: tuple[str, ...] = ()


def make(
    project: Project,
    inputs: Inputs,
    stage: Stage,
    saxon: Saxon,
    cache: Cache,
    progress: Progress = silent,
    past: Past = NOTHING,
) -> Site:
    """Render every text into the stage, then what needs them all: front page, indexes, ids.

    A text that cannot be read or rendered is reported. It stops an edition with settings; of a bare folder, it is left
    out, and what could point to it is made anew. Raises ``SaxonError`` when a stylesheet is at fault.
    """
    custom = read_custom(project.publish, project.language)
    registers, found = _read_registers(project, inputs)
    builder = _Builder(project, inputs, stage, saxon, cache, custom, settle(registers, saxon), progress, past)
    texts = [Text(path, shown(path)) for path in project.texts]
    while texts and not (found and has_errors(found) and not project.is_bare):
        planned = plan(texts, rename=project.is_bare)
        if has_errors(planned.diagnostics):
            return Site((), (*found, *planned.diagnostics))
        made = builder.pages(planned.pages)
        spoilt = {page.text: result for page, result in made.items() if isinstance(result, Spoilt)}
        if not spoilt:
            whole = {page: result for page, result in made.items() if isinstance(result, Made)}
            noticed = [diagnostic for result in whole.values() for diagnostic in result.diagnostics]
            media = tuple(dict.fromkeys(media for result in whole.values() for media in result.media))
            return Site(
                builder.edition(whole, registers, media),
                (*found, *planned.diagnostics, *noticed),
                tuple(m.path for m in media),
            )
        found += [diagnostic for result in spoilt.values() for diagnostic in result.diagnostics]
        texts = [text for text in texts if text not in spoilt]
    return Site((), tuple(found))


def settle(registers: Sequence[Document], saxon: Saxon) -> tuple[Xml, ...]:
    """Settle the pointers of the registers, as those of the texts are settled before they are rendered."""
    tasks = (Task(Xml(register.data, register.uri), (xslt(SETTLE),)) for register in registers)
    settled: list[Xml] = []
    for register, outcome in zip(registers, saxon.map(tasks), strict=True):
        if outcome.failure:
            raise SaxonError(f"{register.name} could not be prepared: {reason(outcome.failure)}")
        settled.append(Xml(outcome.outputs[0].text.encode(), register.uri))
    return tuple(settled)


def _read_registers(project: Project, inputs: Inputs) -> tuple[list[Document], list[Diagnostic]]:
    registers: list[Document] = []
    troubles: list[Diagnostic] = []
    for path in project.registers:
        try:
            document = read_document(path, shown(path), project.limits)
        except Unreadable as trouble:
            troubles.append(trouble.diagnostic)
            continue
        if document.digest != inputs.digests[path]:
            raise changed(document.name)
        registers.append(document)
    return registers, troubles


@dataclass(frozen=True, slots=True)
class _Builder:
    """One build: what it has at hand, and the pages that it has made so far, by their keys."""

    project: Project
    inputs: Inputs
    stage: Stage
    saxon: Saxon
    cache: Cache
    custom: Custom
    registers: tuple[Xml, ...]
    progress: Progress
    past: Past
    done: dict[tuple[str, str], Made] = field(default_factory=dict)

    def pages(self, pages: Sequence[Page]) -> Mapping[Page, Made | Spoilt]:
        """Make the files of all texts that are not there already; meanwhile, look at those that may be there."""
        workshop, common, texts = self._workshop(pages)
        keys = {page: self._key(order, common) for page, order in zip(pages, self._orders(pages), strict=True)}
        known = [page for page in pages if self._may_be_known(keys[page], texts)]
        # Children that make many pages are renewed before they make anything else.
        makers = ceil((len(pages) - len(known)) / WORN)
        self.saxon.compile_ahead(*[workshop.all_stylesheets] * makers, (self.custom.site_stylesheet,))
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            asked = {page: threads.submit(self._known, page, keys[page], texts) for page in known}
            made = self._make(pages, workshop, keys, texts, without=known)
            made.update((page, found) for page, answer in asked.items() if (found := answer.result()))
        made |= self._make(pages, workshop, keys, texts, without=made)
        return {page: made[page] for page in pages}

    def _make(
        self,
        pages: Sequence[Page],
        workshop: Workshop,
        keys: Mapping[Page, str],
        texts: str,
        without: Collection[Page],
    ) -> dict[Page, Made | Spoilt]:
        """Make the files of some texts, the largest first, that all children end together."""
        made: dict[Page, Made | Spoilt] = {}
        left = frozenset(without)
        todo = [(page, order) for page, order in zip(pages, self._orders(pages), strict=True) if page not in left]
        todo.sort(key=lambda one: -_size(one[0].text.path))
        self.progress("pages", len(left), len(pages))
        results = self.saxon.work(make_page, workshop, (order for _, order in todo))
        for (page, _), result in zip(todo, results, strict=True):
            made[page] = self._keep(page, result, keys[page], texts)
            self.progress("pages", len(left) + len(made), len(pages))
        return made

    def edition(
        self, pages: Mapping[Page, Made], registers: Sequence[Document], media: Sequence[Media]
    ) -> tuple[File, ...]:
        """Add what is no page of a text; give all files of the edition."""
        self.saxon.renew()
        self.saxon.compile_ahead(*[(self.custom.site_stylesheet,)] * 2)
        files = [file for made in pages.values() for file in made.files]
        records = [made.record for made in pages.values()]
        whole = whole_of(self.project, self.past, (page.name for page in pages), records, self.stage)
        files += self._whole(records, tuple(pages), registers, front_of(whole, self.project))
        files += catalogue_files(whole, self.stage)
        files += [self.stage.write(f"registers/{register.path.name}", register.data) for register in registers]
        files += [self.stage.write(f"assets/{p.name}", p.read_bytes()) for p in sorted(xslt("assets").iterdir())]
        files += [self.stage.write(path, data) for path, data in self.custom.files.items()]
        files += self._sources(registers, tuple(pages))
        files += self._media(media)
        files += self._dts(tuple(pages))
        labels = read_labels(self.project.publish.labels, self.project.language).data
        texts = {page.name: page.text.path for page in pages}
        files += published_files(self.project, self.past, whole, texts, files, labels, self.stage)
        if self._has_search() and is_installed():
            index_site(self.stage.folder, {page.name: made.record.of(("written",)) for page, made in pages.items()})
        return tuple(files)

    def _has_search(self) -> bool:
        """Tell whether the edition can be searched: the latest can, a frozen release points to it."""
        return self.project.publish.search and not self.past.release

    def _dts(self, pages: Sequence[Page]) -> Iterator[File]:
        """Add the files of DTS about the whole edition: the texts have told of themselves in files of theirs."""
        if self.project.publish.dts:
            told = (self.stage.folder / f"dts/collection/{page.name}.jsonld" for page in pages)
            members = members_of(path.read_bytes() for path in told)
            edition = Edition(self.project.title, self.project.subtitle, self.project.language, members)
            for path, data in edition_files(edition, self.project.base_url):
                yield self.stage.write(path, data)

    def _workshop(self, pages: Sequence[Page]) -> tuple[Workshop, str, str]:
        """Give what the pages have in common, and its keys: without the list of texts, and that of the list."""
        parameters = self._parameters()
        texts = _list_of(pages)
        publish = self.project.publish
        labels = read_labels(publish.labels, self.project.language)
        dts = Dts(self.project.base_url, labels.data) if publish.dts else None
        citing = citing_of(self.project, labels.data, self.past.release)
        book = book_of(self.project.title) if publish.epub else None
        own = isinstance(self.custom.text_stylesheet, Xml)  # of ours it is known what they look at
        workshop = Workshop(
            self.stage,
            self.project.root,
            self.project.limits,
            self.custom.text_stylesheet,
            parameters,
            {**parameters, **texts},
            frozenset({""} if own else (path.suffix for path in self.project.files)),
            citing,
            dts,
            book,
            publish.source,
        )
        common = key(
            _program(),
            key_of_sheets(workshop.all_stylesheets),
            key_of_parameters(self._portable(parameters)),
            *([dts.base_url] if dts else []),
            *([repr(book)] if book else []),
            repr(citing),
        )
        return workshop, common, key(*(self._place(page.text.path) for page in pages), *(page.name for page in pages))

    def _parameters(self) -> Mapping[str, Value]:
        return {
            "registers": self.registers,
            "edition-title": self.project.title,
            "edition-subtitle": self.project.subtitle,
            "edition-language": self.project.language,
            **({"search-folder": SEARCH} if self._has_search() else {}),
            **parameters_of(self.past),
            **published_parameters(self.project, self.past),
            **self.custom.parameters,
        }

    def _portable(self, parameters: Mapping[str, Value]) -> Mapping[str, Value]:
        """Add where the registers are, seen from the edition: pointers lead there."""
        return {**parameters, "places": tuple(self._place(path) for path in self.project.registers)}

    def _place(self, path: Path) -> str:
        return shown_from(self.project.root, path)

    def _orders(self, pages: Sequence[Page]) -> Iterator[Order]:
        names = ["", *(page.name for page in pages), ""]
        for page, before, after in zip(pages, names, names[2:], strict=False):
            yield Order(page, self.inputs.digests[page.text.path], before, after, self.past.of(page.name))

    def _key(self, order: Order, common: str) -> str:
        page, limits = order.page, repr(replace(self.project.limits, within=None))
        place = self._place(page.text.path)
        return key(common, page.name, place, order.digest, order.previous, order.next, order.past, limits)

    def _may_be_known(self, name: str, texts: str) -> bool:
        return (name, texts) in self.done or (name, "") in self.done or self.cache.has("pages", name)

    def _known(self, page: Page, name: str, texts: str) -> Made | None:
        made = self.done.get((name, texts)) or self.done.get((name, ""))
        return made or self.cache.made(name, texts, page.text.shown, self.stage, self._is_still)

    def _is_still(self, media: Media) -> bool:
        return examine(media.path, self.project.root) == media

    def _keep(self, page: Page, result: Made | Spoilt | Failure, name: str, texts: str) -> Made | Spoilt:
        if isinstance(result, Failure):
            if result.static:
                raise _not_compiled(result)
            return Spoilt((failed(page.text.shown, reason(result)),))
        if isinstance(result, Made):
            self.done[name, texts if result.points else ""] = result
            self.cache.keep_made(name, texts, result, self.stage)
        return result

    def _whole(
        self, records: Sequence[Record], pages: Sequence[Page], registers: Sequence[Document], front: Front
    ) -> list[File]:
        """Make front page, indexes and ids: those parts of them whose records or registers are new."""
        common_to_all = {**self._parameters(), "past": gone_entries(self.past)}
        parameters = {**common_to_all, **_list_of(pages)}
        portable = {**self._portable(common_to_all), "text-names": parameters["text-names"]}
        sheet = self.custom.site_stylesheet
        common = key(_program(), key_of_sheets((sheet,)), key_of_parameters(portable))
        division = Division((undivided(records),)) if isinstance(sheet, Xml) else divide(records)
        maker = Maker(self.stage, self.saxon, self.cache, Frame(self.stage, sheet, parameters), common)
        made = maker.make(division, (*parts_of(self.past, records, registers),), front)
        if isinstance(made, Failure):
            raise _not_made(made)
        return [*made]

    def _sources(self, registers: Sequence[Document], pages: Sequence[Page]) -> Iterator[File]:
        """Make the pages that show the registers; those of the texts are made with the texts."""
        if not self.project.publish.source:
            return
        parameters = {**self._parameters(), **_list_of(pages)}
        places = tuple(self._place(page.text.path) for page in pages)
        portable = {**self._portable(parameters), "text-uris": places}
        common = key(_program(), key_of_sheets((xslt(SHEET),)), key_of_parameters(portable))
        keys = {register: key(common, self._place(register.path), register.data) for register in registers}
        files = {register: self.cache.site(keys[register], self.stage) for register in registers}
        todo = [register for register in registers if not files[register]]
        shares = (Register(register.path, register.data) for register in todo)
        made = self.saxon.work(make_register, Registers(self.stage, self.project.limits, parameters), shares)
        for register, result in zip(todo, made, strict=True):
            if isinstance(result, Failure):
                raise _not_made(result)
            files[register] = [*result]
            self.cache.keep_site(keys[register], files[register], self.stage)
        for register in registers:
            yield from files[register]

    def _media(self, found: Iterable[Media]) -> Iterator[File]:
        """Copy the pictures and recordings that may be published."""
        for media in found:
            if not media.refused:
                file = self.stage.copy(media.published, self.project.root / media.path)
                if file.digest != media.digest:
                    raise changed(media.path)
                yield file


@once
def _program() -> str:
    return key_of_program()


def shown_from(root: Path, path: Path) -> str:
    """Write a path as seen from a folder."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _list_of(pages: Sequence[Page]) -> Mapping[str, Value]:
    return {
        "text-uris": tuple(page.text.path.as_uri() for page in pages),
        "text-names": tuple(page.name for page in pages),
    }


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _not_made(failure: Failure) -> TeipressError:
    return _not_compiled(failure) if failure.static else SaxonError(f"the indexes could not be made: {reason(failure)}")


def _not_compiled(failure: Failure) -> TeipressError:
    """Tell an edition's own stylesheet, which is its editor's to mend, from one of ours."""
    ours = {path.name for path in xslt().rglob("*.xsl")}
    if failure.stylesheet and Path(failure.stylesheet).name not in ours:
        return ConfigurationError(f"a stylesheet of this edition is wrong: {reason(failure)}")
    return SaxonError(f"a stylesheet could not be compiled: {reason(failure)}")
