"""Audit a folder that a web server could serve, or a reader keep: every page by itself, then the site as a whole."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from teipress.audit.findings import Finding
from teipress.audit.links import Link, Target, scheme_of, target_of
from teipress.audit.reading import PAGES, READ, Facts, Start, lost, text_of
from teipress.diagnostics import Diagnostic, Report, Severity, Source, in_order, quote
from teipress.errors import ConfigurationError
from teipress.files import TEI, root_name
from teipress.parallel import work_through
from teipress.progress import Progress, followed, silent
from teipress.project import shown

NETWORK = frozenset({"http", "https", "ftp", "ws", "wss", "//"})
OUTSIDE = frozenset({"mailto", "tel", "doi", "urn", "info", "geo", "xmpp", "sms", "news"})
INSIDE = frozenset({"data", "blob", "about"})
# What Windows, or a disk that is read there, cannot hold (its rules for file names).
_UNPORTABLE = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE)
_LONGEST_PATH = 200
IDS = "ids.json"


def audit(folder: Path, *, jobs: int = 1, progress: Progress = silent) -> Report:
    """Audit a site. Raises ``ConfigurationError`` for a folder that holds none."""
    files = sorted(_files(folder))
    read = [name for name in files if Path(name).suffix.lower() in READ]
    if not any(Path(name).suffix.lower() in PAGES for name in read):
        raise ConfigurationError(f"there is no page in “{shown(folder)}”: name the folder of a built site")
    results = work_through(Start(folder), read, jobs, lost)
    facts = {one.path: one for one in followed(results, "audit", len(read), progress)}
    found = [diagnostic for one in facts.values() for diagnostic in one.findings]
    found.extend(_Site(folder, frozenset(files), facts).check())
    diagnostics = in_order(found)
    paths = {shown(folder / name) for name in read}
    texts = {path: text_of(Path(path)) for path in {d.path for d in diagnostics} & paths}
    return Report(diagnostics, tuple(sorted(paths)), quote(diagnostics, texts))


def _files(folder: Path) -> Iterator[str]:
    """List the files of a site by their paths in it."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            yield (Path(place) / name).relative_to(folder).as_posix()


@dataclass(frozen=True, slots=True)
class _Site:
    """A whole site: its folder, its files, and what is known of its pages and stylesheets."""

    folder: Path
    files: frozenset[str]
    facts: Mapping[str, Facts]

    def check(self) -> Iterator[Diagnostic]:
        """Check what no page shows by itself."""
        by_case = {name.casefold(): name for name in self.files}
        folders = frozenset(parent.as_posix() for name in self.files for parent in Path(name).parents)
        reached: set[str] = set()
        for facts in self.facts.values():
            for link in facts.links:
                target = None if scheme_of(link.address) else target_of(link.address, facts.path)
                finding = self._link(link, facts, target, by_case, folders)
                if finding is not None:
                    yield self._at(facts.path, finding, link.line, link.column)
                if target is not None and target.path != facts.path:
                    reached.add(f"{target.path}index.html" if target.path.endswith("/") else target.path)
        yield from self._titles()
        yield from self._reached(reached)
        yield from self._names(by_case)
        yield from self._sources()
        yield from self._elsewhere()
        yield from self._addresses()
        yield from self._manifest()

    def _link(
        self,
        link: Link,
        facts: Facts,
        target: Target | None,
        by_case: Mapping[str, str],
        folders: frozenset[str],
    ) -> Finding | None:
        address, scheme = link.address, scheme_of(link.address)
        if not address and link.loads:
            return Finding(
                "broken-link", f"{link.what} loads nothing: its address is empty", help="Name a file, or take it out."
            )
        if scheme in NETWORK:
            if not link.loads:
                return None
            return Finding(
                "foreign-host",
                f"{link.what} loads “{_short(address)}” from another host: when that is gone, so is this",
                help="Keep a copy in the site, and name that.",
            )
        if scheme:
            return self._scheme(link, scheme)
        if address.startswith("/"):
            return Finding(
                "absolute-path",
                f"“{_short(address)}” starts at the root of a server: on a stick, or in a folder, it leads nowhere",
                help="Write the address relative to this page.",
            )
        if "?" in address.partition("#")[0]:
            return Finding(
                "query-in-address",
                f"“{_short(address)}” asks a server something: a folder of files does not answer",
                help="Make a page for each answer, and link to that.",
            )
        if target is None:
            return Finding(
                "broken-link", f"“{_short(address)}” leads out of the site", help="Put what it names into the site."
            )
        return self._inside(link, facts, target, by_case, folders)

    def _scheme(self, link: Link, scheme: str) -> Finding | None:
        if scheme in OUTSIDE or (scheme in INSIDE and link.loads) or scheme in ("javascript", "vbscript"):
            return None  # what runs is told by the rules for a page
        if scheme == "file":
            return Finding(
                "local-address",
                f"“{_short(link.address)}” is a file of one computer",
                help="Put it into the site, and write the address relative to this page.",
            )
        return Finding(
            "unknown-scheme",
            f"browsers do not know what to do with “{_short(link.address)}”",
            help="Link to http, https, mailto, doi or urn, or to a file of the site.",
            error=False,
        )

    def _inside(
        self, link: Link, facts: Facts, target: Target, by_case: Mapping[str, str], folders: frozenset[str]
    ) -> Finding | None:
        path, address = target.path, _short(link.address)
        if path.endswith("/") or path in folders or not path:
            has_index = f"{path.rstrip('/')}/index.html".lstrip("/") in self.files
            return Finding(
                "link-to-folder",
                f"“{address}” leads to a folder"
                + (": from a disk, readers see a list of its files" if has_index else ", which has no index.html"),
                help=f"Link to {path.rstrip('/') + '/' if path.strip('/') else ''}index.html.",
            )
        if path not in self.files:
            other = by_case.get(path.casefold())
            if other is not None:
                return Finding(
                    "wrong-case-link",
                    f"“{address}” is spelled “{other}”: on most servers it leads nowhere",
                    help="Write it as the file is named.",
                )
            what = f"{link.what} leads to" if not link.loads else f"{link.what} loads"
            return Finding(
                "broken-link", f"{what} “{address}”, which is not there", help="Correct it, or add the file."
            )
        there = self.facts.get(path)
        if target.id and there is not None and there.is_page and not there.redirects and target.id not in there.ids:
            if target.id == "top" or target.id.startswith(":~:"):
                return None
            where = "this page" if path == facts.path else f"“{path}”"
            return Finding(
                "broken-anchor",
                f"“{address}” names the id “{_short(target.id.partition(':~:')[0])}”, which {where} does not have",
                help="Correct it, or give that id to its target.",
            )
        return None

    def _titles(self) -> Iterator[Diagnostic]:
        by_title: dict[tuple[str, str], list[str]] = defaultdict(list)
        for facts in self.facts.values():
            if facts.is_page and facts.title and not facts.redirects:
                # A frozen release has the titles of the latest edition.
                release = re.match(r"v/[^/]+/", facts.path)
                by_title[release[0] if release else "", facts.title].append(facts.path)
        for (_, title), paths in by_title.items():
            for path in paths[1:]:
                yield self._at(
                    path,
                    Finding(
                        "doubled-page-title",
                        f"this page has the title of {paths[0]}, “{_short(title)}”: in a list of tabs they are alike",
                        help="Say in the title what is here only.",
                        error=False,
                    ),
                )

    def _reached(self, reached: set[str]) -> Iterator[Diagnostic]:
        if "index.html" not in self.files:
            yield self._at(
                "index.html",
                Finding("no-front-page", "the site has no index.html", help="Make a page that leads to all others."),
                0,
                0,
            )
        for facts in self.facts.values():
            is_meant = facts.redirects or facts.unlisted or facts.path in ("index.html", "404.html")
            if facts.is_page and facts.path not in reached and not is_meant:
                yield self._at(
                    facts.path,
                    Finding(
                        "unreached-page",
                        "no page of the site links to this one",
                        help="Link to it, or take it out.",
                        error=False,
                    ),
                )

    def _names(self, by_case: Mapping[str, str]) -> Iterator[Diagnostic]:
        for name in sorted(self.files):
            if any(_UNPORTABLE.search(part) for part in name.split("/")) or len(name) > _LONGEST_PATH:
                message = "this name cannot be kept on every disk"
                yield self._at(
                    name, Finding("unportable-name", message, help="Use letters, digits, “-” and “_”."), 0, 0
                )
            elif by_case[name.casefold()] != name:
                message = f"only case tells this name from “{by_case[name.casefold()]}”: some disks keep one of them"
                yield self._at(name, Finding("unportable-name", message, help="Give it another name."), 0, 0)

    def _sources(self) -> Iterator[Diagnostic]:
        """Ask that the sources are part of the site, and that rights are told (Endings Principles, 4.5 and 2.2)."""
        # What was made of the sources is none.
        named = (name for name in self.files if name.endswith(".xml") and not name.startswith("indexes/"))
        sources = [self.folder / name for name in sorted(named) if _is_tei(self.folder / name)]
        if not sources:
            message = "the site holds no TEI: what it was made of would be lost with its makers"
            finding = Finding("no-sources", message, help="Put the sources beside the pages, and link to them.")
            yield self._at("index.html", finding, 0, 0)
        if not any(facts.licensed for facts in self.facts.values()) and not any(map(_tells_rights, sources)):
            message = "nothing says what others may do with this site: they may do nothing"
            help = "Say it in availability of each header, best by a licence with an address."
            yield self._at("index.html", Finding("no-licence", message, help=help, error=False), 0, 0)

    def _elsewhere(self) -> Iterator[Diagnostic]:
        """Find files that are only links of the file system: copies to other disks leave them behind."""
        for name in sorted(self.files):
            if (self.folder / name).is_symlink():
                message = "this file is a link of the file system: what it leads to may not come along"
                yield self._at(name, Finding("file-elsewhere", message, help="Put the file itself there."), 0, 0)

    def _addresses(self) -> Iterator[Diagnostic]:
        """Hold ``ids.json``, which tells programs where every id is, against the pages."""
        try:
            told = json.loads((self.folder / IDS).read_bytes()) if IDS in self.files else {}
            rows = [(str(id), str(address)) for ids in told.values() for id, address in ids.items()]
        except (OSError, ValueError, AttributeError):
            yield self._at(IDS, Finding("damaged-file", "this file cannot be read", help="Build the site again."), 0, 0)
            return
        for id, address in rows:
            target = target_of(address, IDS)
            there = self.facts.get(target.path) if target else None
            if target is None or there is None or target.id not in there.ids:
                message = f"“{_short(id)}” is said to be at “{_short(address)}”, where it is not"
                yield self._at(IDS, Finding("broken-anchor", message, help="Give that id to its target."), 0, 0)

    def _manifest(self) -> Iterator[Diagnostic]:
        from teipress.audit.manifest import check_manifest

        for name, finding in check_manifest(self.folder, self.files):
            yield self._at(name, finding, 0, 0)

    def _at(self, path: str, finding: Finding, line: int = 1, column: int = 1) -> Diagnostic:
        return Diagnostic(
            finding.code,
            Source.RENDER,
            finding.message,
            shown(self.folder / path),
            severity=Severity.ERROR if finding.error else Severity.WARNING,
            line=line,
            column=column,
            help=finding.help or None,
        )


def _is_tei(path: Path) -> bool:
    try:
        return (root_name(path) or "").startswith(f"{{{TEI}}}")
    except OSError:
        return False


def _tells_rights(path: Path) -> bool:
    """Tell whether a source says in its header what the rights are."""
    try:
        return re.search(rb"<(?:\w+:)?(?:licence|availability)[\s>]", path.read_bytes()) is not None
    except OSError:
        return False


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:60]}…{words[-15:]}"
