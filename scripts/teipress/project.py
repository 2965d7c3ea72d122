"""An edition's settings: from its ``teipress.toml``, or defaults for a bare folder of TEI."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from teipress.cite.ids import Ids, default_ledger, read_ids
from teipress.cite.settings import Citation, read_citation
from teipress.errors import ConfigurationError
from teipress.files import TEI, Limits, root_name
from teipress.meant import expect_keys
from teipress.oai.settings import KEYS as OAI_KEYS
from teipress.oai.settings import Oai, read_oai

SETTINGS = "teipress.toml"

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas of an edition; those that are not named are not checked against.

    Those ``given`` on the command line take the place of all others. ``addresses`` maps the addresses by which
    documents name schemas to files. ``phase`` is the phase of Schematron to check: its id, ``#ALL``, or ``#DEFAULT``
    for the one that a schema chooses itself.
    """

    odd: Path | None = None
    rng: Path | None = None
    xsd: Path | None = None
    schematron: Path | None = None
    given: tuple[Path, ...] = ()
    addresses: Mapping[str, Path] = field(default_factory=dict)
    phase: str = "#DEFAULT"


@dataclass(frozen=True, slots=True)
class Publish:
    """What an edition's pages have of its own: stylesheets, styles, parts of a page, labels.

    ``dts`` asks for files of DTS, ``search`` for a page to search on, and its index, ``epub`` for a book of each text,
    ``package`` for one archive of all data, ``source`` for a page that shows the TEI of each text and register.
    """

    stylesheet: Path | None = None
    site_stylesheet: Path | None = None
    css: tuple[Path, ...] = ()
    header: Path | None = None
    footer: Path | None = None
    imprint: Path | None = None
    labels: Path | None = None
    dts: bool = False
    search: bool = False
    epub: bool = False
    package: bool = False
    source: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """An edition: where its files are and how it wants to be made. Every path is absolute.

    ``settings`` is ``None`` for a bare folder. ``archive`` is where the frozen releases are: in the output of the
    settings, whatever folder is built into. ``selected`` narrows what is reported to some of the files.
    """

    root: Path
    settings: Path | None
    title: str
    texts: tuple[Path, ...]
    registers: tuple[Path, ...] = ()
    subtitle: str = ""
    language: str = "en"
    base_url: str = ""
    schemas: Schemas = field(default_factory=Schemas)
    publish: Publish = field(default_factory=Publish)
    citation: Citation = field(default_factory=Citation)
    output: Path = Path("output")
    archive: Path = Path("output/v")
    limits: Limits = field(default_factory=Limits)
    cache_size: int = 1024**3
    ids: Ids = field(default_factory=Ids)
    oai: Oai | None = None
    selected: frozenset[Path] | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """List every TEI file, texts first."""
        return self.texts + self.registers

    def is_selected(self, path: Path) -> bool:
        """Tell whether a file is one to report on."""
        return self.selected is None or path in self.selected

    @property
    def is_bare(self) -> bool:
        """Tell whether this is a folder without settings."""
        return self.settings is None


def shown(path: Path) -> str:
    """Write a path as the reader wants it: relative to where the command runs."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive on Windows
        return path.as_posix()


def open_project(paths: Iterable[Path] = ()) -> Project:
    """Find the edition that some paths (default: the current folder) belong to.

    The edition is the nearest folder upwards with a ``teipress.toml`` that counts a file under these paths among its
    own; otherwise the paths themselves are taken as bare TEI. Raises ``ConfigurationError``.
    """
    places = tuple(Path(os.path.normpath(path.absolute())) for path in paths) or (Path.cwd(),)
    for place in places:
        if not os.path.exists(place):  # noqa: PTH110 Path.exists raises for a name that is too long
            raise ConfigurationError(f"there is no file or folder “{shown(place)}”")
    first = places[0] if places[0].is_dir() else places[0].parent
    settings = find_settings(first)
    if settings is not None:
        project = read_settings(settings)
        chosen = _choose(project.files, places)
        if chosen[places[0]] or places[0] == project.root:
            return _selected(project, chosen)
    return _bare(places)


def find_settings(folder: Path) -> Path | None:
    """Find the nearest ``teipress.toml`` upwards."""
    return next((place / SETTINGS for place in (folder, *folder.parents) if (place / SETTINGS).is_file()), None)


def _choose(files: Iterable[Path], places: Iterable[Path]) -> Mapping[Path, list[Path]]:
    """Find, for each place, the files that are it or are below it."""
    chosen: dict[Path, list[Path]] = {place: [] for place in places}
    for file in files:
        for place in (file, *file.parents):
            if place in chosen:
                chosen[place].append(file)
    return chosen


def _selected(project: Project, chosen: Mapping[Path, list[Path]]) -> Project:
    """Narrow an edition to what was chosen of it. Nothing that was named is left out silently."""
    for place, files in chosen.items():
        if not files and place != project.root:
            raise ConfigurationError(
                f"“{shown(place)}” does not belong to the edition in “{shown(project.root)}”: check it by itself"
            )
    selected = frozenset(file for found in chosen.values() for file in found)
    whole = project.root in chosen or len(selected) == len(project.files)
    return project if whole else replace(project, selected=selected)


def read_settings(path: Path) -> Project:
    """Read a ``teipress.toml``. Raises ``ConfigurationError`` that names the file and the key."""
    import tomllib  # not to be loaded for a bare folder

    try:
        table = _Table(path, tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{shown(path)}: this is not TOML: {error}") from None
    except RecursionError:
        raise ConfigurationError(f"{shown(path)}: this is nested too deeply") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{shown(path)}: this file is not UTF-8") from None
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise ConfigurationError(f"{shown(path)}: this file cannot be read: {why}") from None
    table.expect("edition", "sources", "schemas", "publish", "citation", "output", "limits", "cache", "ids", "oai")
    edition = table.section("edition").expect("title", "subtitle", "language", "base-url")
    sources = table.section("sources").expect("texts", "registers")
    schemas = table.section("schemas").expect("odd", "rng", "xsd", "schematron", "map", "phase")
    publish = table.section("publish").expect(
        "stylesheet",
        "site-stylesheet",
        "css",
        "header",
        "footer",
        "imprint",
        "labels",
        "dts",
        "search",
        "epub",
        "package",
        "source",
    )
    output = table.section("output").expect("directory")
    limits = table.section("limits").expect("size", "depth", "attributes", "nodes")
    cache = table.section("cache").expect("size")
    ids = table.section("ids")
    default = Limits()
    title = edition.required("title", str)
    registers = sources.files("registers")
    texts = tuple(file for file in sources.files("texts") if file not in frozenset(registers))
    if not texts:
        raise ConfigurationError(f"{shown(path)}: no TEI file matches 'sources.texts'")
    return Project(
        root=path.parent,
        settings=path,
        title=title,
        subtitle=edition.optional("subtitle", ""),
        language=edition.optional("language", "en"),
        base_url=edition.web_address("base-url"),
        texts=texts,
        registers=registers,
        schemas=Schemas(
            odd=schemas.file("odd"),
            rng=schemas.file("rng"),
            xsd=schemas.file("xsd"),
            schematron=schemas.file("schematron"),
            addresses=schemas.section("map").addresses(),
            phase=schemas.optional("phase", "#DEFAULT"),
        ),
        publish=Publish(
            stylesheet=publish.file("stylesheet"),
            site_stylesheet=publish.file("site-stylesheet"),
            css=publish.some_files("css"),
            header=publish.file("header"),
            footer=publish.file("footer"),
            imprint=publish.file("imprint"),
            labels=publish.file("labels"),
            dts=publish.optional("dts", False),
            search=publish.optional("search", False),
            epub=publish.optional("epub", False),
            package=publish.optional("package", False),
            source=publish.optional("source", False),
        ),
        citation=read_citation(table.section("citation").values, path.parent, table.error),
        output=path.parent / output.optional("directory", "output"),
        archive=path.parent / output.optional("directory", "output") / "v",
        limits=Limits(
            size=limits.positive("size", default.size),
            depth=limits.positive("depth", default.depth),
            attributes=limits.positive("attributes", default.attributes),
            nodes=limits.positive("nodes", default.nodes),
            within=path.parent,
        ),
        cache_size=cache.positive("size", 1024**3),
        ids=read_ids(ids.values, path.parent, table.error),
        oai=read_oai(table.section("oai").expect(*OAI_KEYS).values, edition.web_address("base-url"), table.error),
    )


def _bare(places: tuple[Path, ...]) -> Project:
    root = places[0] if places[0].is_dir() else places[0].parent
    texts = in_order({file for place in places for file in _tei_files(place)})
    if not texts:
        raise ConfigurationError(
            f"no TEI file was found in “{shown(places[0])}”: "
            f"a TEI file ends in .xml and its root element is in the namespace {TEI}"
        )
    output, limits = Path.cwd() / "output", Limits(within=root)
    ids = Ids(ledger=default_ledger(root))
    return Project(root=root, settings=None, title=root.name, texts=texts, output=output, limits=limits, ids=ids)


def in_order(files: Iterable[Path]) -> tuple[Path, ...]:
    """Sort files, in the same order on every machine. A name that no address can hold is refused."""
    found = tuple(sorted(files, key=os.fsencode))
    for file in found:
        try:
            str(file).encode()
        except UnicodeEncodeError:
            raise ConfigurationError(f"“{shown(file)}”: the name of this file is not UTF-8; rename it") from None
    return found


def _tei_files(place: Path) -> Iterator[Path]:
    """Find TEI files below a folder, but not what teipress built there, nor what is hidden.

    A file that is named is taken as it is, and one that is broken is kept.
    """
    if place.is_file():
        yield place
        return
    from teipress.output import is_ours  # not to be loaded for files that are named

    for folder, folders, files in os.walk(place):
        here = Path(folder)
        folders[:] = [name for name in folders if not name.startswith(".") and not is_ours(here / name)]
        found = (here / name for name in files if name.endswith(".xml") and not name.startswith("."))
        yield from (file for file in found if file.is_file() and _may_be_tei(file))


def _may_be_tei(file: Path) -> bool:
    try:
        root = root_name(file)
    except OSError:
        return True
    return root is None or root.startswith(f"{{{TEI}}}") or root in {"TEI", "TEI.2", "teiCorpus", "teiCorpus.2"}


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the settings that knows its name, so that every complaint names the key."""

    path: Path
    values: Mapping[str, Any]
    name: str = ""

    def expect(self, *known: str) -> _Table:
        """Refuse keys that mean nothing: a misspelt setting must not be silently ignored."""
        expect_keys(self.values, known, self.name, self.error)
        return self

    def section(self, key: str) -> _Table:
        value = self._typed(key, self.values.get(key, {}), dict)
        return _Table(self.path, value, f"{self.name}{key}.")

    def required(self, key: str, kind: type[_Kind]) -> _Kind:
        if key not in self.values:
            raise self.error(f"missing required value in '{self.name}{key}'")
        return self._typed(key, self.values[key], kind)

    def optional(self, key: str, default: _Kind) -> _Kind:
        return self._typed(key, self.values.get(key, default), type(default))

    def web_address(self, key: str) -> str:
        """Give an address to which paths can be added; empty, where there is none."""
        value = self.optional(key, "")
        if value and not re.fullmatch(r"https?://[^\s?#]+", value):
            raise self.error(
                f"'{self.name}{key}' must be an address on the web, such as “https://example.org/edition/”"
            )
        return value

    def file(self, key: str) -> Path | None:
        """Give the file that a key names; whether it is there is seen when it is needed."""
        return self.path.parent / self.required(key, str) if key in self.values else None

    def some_files(self, key: str) -> tuple[Path, ...]:
        """Find the files that a key names, which must be there when it does."""
        found = self.files(key)
        if key in self.values and not found:
            raise self.error(f"no file matches '{self.name}{key}'")
        return found

    def files(self, key: str) -> tuple[Path, ...]:
        """Find the files that the patterns of a key match, in the same order on every machine."""
        found: set[Path] = set()
        for number, pattern in enumerate(self.optional(key, list[str]())):
            if not isinstance(pattern, str) or not pattern or Path(pattern).is_absolute():
                raise self.error(f"'{self.name}{key}[{number}]' must be a relative path or pattern in quotes")
            try:
                found.update(file for file in self.path.parent.glob(pattern) if file.is_file())
            except (ValueError, IndexError):  # IndexError: “.” before Python 3.13
                raise self.error(f"'{self.name}{key}[{number}]' is not a pattern: “{pattern}”") from None
        return in_order(found)

    def addresses(self) -> Mapping[str, Path]:
        """Give the files, or folders, that all keys of this table map addresses to."""
        return {key: self.path.parent / self.required(key, str) for key in self.values}

    def positive(self, key: str, default: int) -> int:
        value = self.optional(key, default)
        if value < 1:
            raise self.error(f"'{self.name}{key}' must be at least 1")
        return value

    def error(self, message: str) -> ConfigurationError:
        return ConfigurationError(f"{shown(self.path)}: {message}")

    def _typed(self, key: str, value: object, kind: type[_Kind]) -> _Kind:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(f"'{self.name}{key}' must be {_KINDS.get(kind, kind.__name__)}")
        return value


_KINDS: Mapping[type, str] = {str: "a text in quotes", int: "a whole number", dict: "a table", list: "a list"}
