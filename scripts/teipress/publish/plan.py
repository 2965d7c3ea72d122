"""What must be made, from what: the names of the pages. Pure: nothing is read or written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os.path import commonpath
from pathlib import Path

from teipress.corpus import Document
from teipress.diagnostics import Diagnostic, Severity, Source

RESERVED = frozenset({"index", "ids", "manifest"})


@dataclass(frozen=True, slots=True)
class Page:
    """One text of the edition, and the name that its files have: ``NAME.html``, ``NAME.txt``, ``NAME.xml``."""

    name: str
    document: Document


@dataclass(frozen=True, slots=True)
class Plan:
    """The texts to publish, in the order of their names, and what is wrong with their names."""

    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def plan(texts: Sequence[Document], *, rename: bool) -> Plan:
    """Name the pages after their files.

    Two files of one name, or one whose name the edition needs itself, cannot both be at that address. With ``rename``
    (a folder without settings) such a text is named after its folder, too, and the editor is warned. Otherwise it is an
    error, since an address that depends on other files could not be cited.
    """
    clashing = _clashing(texts)
    if not clashing:
        return Plan(_sorted(Page(text.stem, text) for text in texts))
    if not rename:
        return Plan((), tuple(_clash(text, why, Severity.ERROR) for text, why in clashing.items()))
    longer = _longer_names(texts)
    pages = _sorted(Page(longer[text] if text in clashing else text.stem, text) for text in texts)
    still = _clashing_names((page.name, page.document) for page in pages)
    if still:
        return Plan((), tuple(_clash(text, why, Severity.ERROR) for text, why in still.items()))
    return Plan(pages, tuple(_clash(text, why, Severity.WARNING, longer[text]) for text, why in clashing.items()))


def _clashing(texts: Iterable[Document]) -> Mapping[Document, str]:
    return _clashing_names((text.stem, text) for text in texts)


def _clashing_names(named: Iterable[tuple[str, Document]]) -> Mapping[Document, str]:
    """Find the texts that cannot have their name, each with the reason. Some file systems do not tell case apart."""
    groups: dict[str, list[Document]] = defaultdict(list)
    for name, text in named:
        groups[name.casefold()].append(text)
    return dict(_reasons(groups))


def _reasons(groups: Mapping[str, Sequence[Document]]) -> Iterator[tuple[Document, str]]:
    for name, texts in groups.items():
        for text in texts:
            if name in RESERVED:
                yield text, f"the edition itself has a file “{name}.html” or “{name}.json”"
            elif len(texts) > 1:
                other = next(t for t in texts if t is not text)
                yield text, f"{other.name} has the same name"


def _longer_names(texts: Sequence[Document]) -> Mapping[Document, str]:
    """Name texts after their folders and files: ``schiller/text.xml`` is ``schiller-text``."""
    root = Path(commonpath([text.path.parent for text in texts]))
    return {text: _longer_name(text, root) for text in texts}


def _longer_name(text: Document, root: Path) -> str:
    parts = text.path.relative_to(root).with_suffix("").parts
    return "-".join(parts) if len(parts) > 1 else f"{text.stem}-text"


def _sorted(pages: Iterable[Page]) -> tuple[Page, ...]:
    return tuple(sorted(pages, key=lambda page: page.name.encode()))


def _clash(text: Document, why: str, severity: Severity, name: str = "") -> Diagnostic:
    start = text.position(text.root)
    return Diagnostic(
        code="name-clash",
        source=Source.RENDER,
        severity=severity,
        message=f"this text cannot be published as “{text.stem}.html”: {why}"
        + (f". Its page is “{name}.html” instead" if name else ""),
        path=text.name,
        line=start.line,
        column=start.column,
        help="Give every file a name of its own: it is the text's address.",
    )
