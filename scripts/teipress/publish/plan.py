"""What must be made, from what: the names of the pages. Pure: nothing is read or written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os.path import commonpath
from pathlib import Path

from teipress.diagnostics import Diagnostic, Severity, Source

RESERVED = frozenset("history index ids imprint manifest oai releases robots sitemap statistics".split())


@dataclass(frozen=True, slots=True)
class Text:
    """A file of TEI to publish: where it is, and the path to show."""

    path: Path
    shown: str


@dataclass(frozen=True, slots=True)
class Page:
    """One text of the edition, and the name that its files have: ``NAME.html``, ``NAME.txt``, ``NAME.xml``."""

    name: str
    text: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """The texts to publish, in the order of their names, and what is wrong with their names."""

    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def plan(texts: Sequence[Text], *, rename: bool) -> Plan:
    """Name the pages after their files.

    Two files of one name, or one whose name the edition needs itself, cannot both be at that address. With ``rename``
    (a folder without settings) such a text is named after its folder, too, and the editor is warned. Otherwise it is an
    error, since an address that depends on other files could not be cited.
    """
    clashing = _clashing(texts)
    if not clashing:
        return Plan(_sorted(Page(text.path.stem, text) for text in texts))
    if not rename:
        return Plan((), tuple(_clash(text, why, Severity.ERROR) for text, why in clashing.items()))
    longer = _longer_names(texts)
    pages = _sorted(Page(longer[text] if text in clashing else text.path.stem, text) for text in texts)
    still = _clashing_names((page.name, page.text) for page in pages)
    if still:
        return Plan((), tuple(_clash(text, why, Severity.ERROR) for text, why in still.items()))
    return Plan(pages, tuple(_clash(text, why, Severity.WARNING, longer[text]) for text, why in clashing.items()))


def _clashing(texts: Iterable[Text]) -> Mapping[Text, str]:
    return _clashing_names((text.path.stem, text) for text in texts)


def _clashing_names(named: Iterable[tuple[str, Text]]) -> Mapping[Text, str]:
    """Find the texts that cannot have their name, each with the reason. Some file systems do not tell case apart."""
    groups: dict[str, list[Text]] = defaultdict(list)
    for name, text in named:
        groups[name.casefold()].append(text)
    return dict(_reasons(groups))


def _reasons(groups: Mapping[str, Sequence[Text]]) -> Iterator[tuple[Text, str]]:
    for name, texts in groups.items():
        for text in texts:
            if name in RESERVED:
                yield text, f"the edition itself has a file “{name}.html” or “{name}.json”"
            elif len(texts) > 1:
                other = next(t for t in texts if t is not text)
                yield text, f"{other.shown} has the same name"


def _longer_names(texts: Sequence[Text]) -> Mapping[Text, str]:
    """Name texts after their folders and files: ``schiller/text.xml`` is ``schiller-text``."""
    root = Path(commonpath([text.path.parent for text in texts]))
    return {text: _longer_name(text, root) for text in texts}


def _longer_name(text: Text, root: Path) -> str:
    parts = text.path.relative_to(root).with_suffix("").parts
    return "-".join(parts) if len(parts) > 1 else f"{text.path.stem}-text"


def _sorted(pages: Iterable[Page]) -> tuple[Page, ...]:
    return tuple(sorted(pages, key=lambda page: page.name.encode()))


def _clash(text: Text, why: str, severity: Severity, name: str = "") -> Diagnostic:
    """Report a name, which has its place in no line: the first stands for the file."""
    return Diagnostic(
        code="name-clash",
        source=Source.RENDER,
        severity=severity,
        message=f"this text cannot be published as “{text.path.stem}.html”: {why}"
        + (f". Its page is “{name}.html” instead" if name else ""),
        path=text.shown,
        line=1,
        column=1,
        help="Give every file a name of its own: it is the text's address.",
    )
