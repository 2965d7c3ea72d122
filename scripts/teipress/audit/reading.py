"""Read one file of a site: what is wrong with it by itself, and what the site as a whole needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from teipress.audit.findings import Finding
from teipress.audit.links import Link, links_of, links_of_css, links_of_script
from teipress.audit.markup import Page, read_page
from teipress.audit.rules import check_page, check_scripts
from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.project import shown

PAGES = frozenset({".html", ".htm", ".xhtml"})
STYLES = frozenset({".css"})
SCRIPTS = frozenset({".js", ".mjs"})
DRAWINGS = frozenset({".svg"})
READ = PAGES | STYLES | SCRIPTS | DRAWINGS


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one file: what is wrong with it, its title, its ids, and what it links to.

    An ``unlisted`` page asks not to be found (``noindex``), a ``licensed`` one links to a licence.
    """

    path: str
    findings: tuple[Diagnostic, ...] = ()
    title: str = ""
    ids: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    is_page: bool = False
    redirects: bool = False
    unlisted: bool = False
    licensed: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """Makes, in each process, the function that reads a file."""

    folder: Path

    def __call__(self) -> Reader:
        """Make it."""
        return Reader(self.folder)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the files of a folder, by their paths in it."""

    folder: Path

    def __call__(self, name: str) -> Facts:
        """Read a page, a drawing, a stylesheet or a script."""
        path = self.folder / name
        suffix, text = path.suffix.lower(), text_of(path)
        if suffix in STYLES:
            return Facts(name, links=tuple(links_of_css(text)))
        if suffix in SCRIPTS:
            return Facts(name, links=tuple(links_of_script(text)))
        page = read_page(text)
        if suffix in DRAWINGS:
            told = tuple(_diagnostic(shown(path), finding) for finding in check_scripts(page))
            return Facts(name, told, ids=_ids(page), links=tuple(links_of(page)))
        # A page that sends its reader on at once is never seen: only where it leads to matters.
        redirects = any(e.get("http-equiv").lower() == "refresh" for e in page.named("meta"))
        titles = [e.text.strip() for e in page.named("title") if not any(a.name == "svg" for a in e.around())]
        findings = [*_encoding(path), *check_page(page)]
        return Facts(
            name,
            tuple(_diagnostic(shown(path), finding) for finding in findings),
            titles[0] if titles else "",
            _ids(page),
            tuple(links_of(page)),
            is_page=True,
            redirects=redirects,
            unlisted=any("noindex" in e.get("content") for e in page.named("meta") if e.get("name") == "robots"),
            licensed=any("license" in e.get("rel").lower().split() for e in page.named("a", "link")),
        )


def lost(name: str, why: str) -> Facts:
    """Tell of a file whose reading took more than there was."""
    message = f"this page could not be audited: {why}"
    return Facts(name, (Diagnostic("audit-failure", Source.RENDER, message, name, help="Report it, with the page."),))


def text_of(path: Path) -> str:
    """Read a file as text, whatever is in it."""
    try:
        return path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ""


def _ids(page: Page) -> frozenset[str]:
    return (frozenset(e.get("id") for e in page.elements) | {e.get("name") for e in page.named("a")}) - {""}


def _encoding(path: Path) -> list[Finding]:
    try:
        path.read_bytes().decode("utf-8")
    except OSError:
        return []
    except UnicodeDecodeError:
        message = "this page is not in UTF-8: its letters come out wrong"
        return [Finding("wrong-page-encoding", message, help="Save it in UTF-8.")]
    return []


def _diagnostic(path: str, finding: Finding) -> Diagnostic:
    element = finding.element
    line, column = (element.line, element.column) if element else (1, 1)
    severity = Severity.ERROR if finding.error else Severity.WARNING
    return Diagnostic(
        finding.code,
        Source.RENDER,
        finding.message,
        path,
        severity=severity,
        line=line,
        column=column,
        help=finding.help or None,
    )
