"""All that a text’s pages say of citing it, as data for the stylesheets: it is rendered once, for all its passages.

<c:text name address reference title>
  <c:meta name content/>*  <c:data>JSON-LD</c:data>
  <c:style key title?>                  chicago, mla, apa, own (with its title)
    <c:entry>…</c:entry>                as a bibliography lists the text; <c:i> and the like within
    <c:note kind>…<c:place/>…</c:note>  as a note or a bracket cites a passage whose reference starts with a unit of
  </c:style>*                           this kind; <c:address/> stands for the address
  <c:unit id label kind rest part?/>*   the passages; “rest” is the reference without the word for its first unit,
                                        “part” the page that has its citations, where there is more than one
</c:text>
<c:edition>                             the edition as a whole, for its front page
  <c:meta name content/>*
  <c:style key><c:entry>…</c:entry></c:style>
</c:edition>
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from teipress.cite.citations import (
    Edition,
    Item,
    Passage,
    csl_json,
    item_of,
    item_of_whole,
    locator,
    permalink,
    reference,
    rights,
)
from teipress.cite.embedded import json_ld, meta_tags
from teipress.cite.formats import bibtex, ris
from teipress.cite.header import Header, read_header
from teipress.cite.metadata import Whole
from teipress.cite.processor import ADDRESS, CLOSE, OPEN, PLACE, Style, cited
from teipress.cite.processor import reference as entry
from teipress.cite.references import units_with_id
from teipress.cite.releases import Release
from teipress.cite.settings import licence_address
from teipress.cite.styles import STYLES, OwnStyle, known_style, own_style, read_style
from teipress.cite.words import Words, words_of
from teipress.corpus import TEI, Document
from teipress.project import Project
from teipress.saxon import Xml

PAGE = 300  # how many passages a page has the citations of
NAMESPACE = "https://teipress.org/ns/citation"
_PASSAGES = frozenset(
    f"{{{TEI}}}{name}"
    for name in "div div1 div2 div3 div4 div5 div6 div7 p ab l sp s u entry entryFree pb cb gb lb milestone".split()
)
_OTHER = re.compile(r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Citing:
    """What is needed to cite the texts of an edition."""

    edition: Edition
    words: Words
    own: OwnStyle | None = None


def citing_of(project: Project, labels: bytes, release: Release | None = None) -> Citing:
    """Say how the texts of a project are cited, or those of a release that is being frozen, whose address it then has.

    A folder without settings is no edition that could be named.
    """
    own = project.citation
    address = project.base_url.rstrip("/") + "/" if project.base_url else ""
    edition = Edition(
        title="" if project.is_bare else own.title or project.title,
        address=address,
        language=project.language,
        version=release.name if release else "",
        settings=replace(own, released=release.date) if release else own,
    )
    return Citing(edition, words_of(labels), read_style(own.style) if own.style else None)


@dataclass(frozen=True, slots=True)
class CitedText:
    """What the stylesheets need to know of a text, and the files for reference managers, by their paths."""

    data: Xml
    files: tuple[tuple[str, bytes], ...]


def cite_text(document: Document, name: str, citing: Citing) -> CitedText:
    """Say how a text is cited, and every passage that has an id."""
    header = read_header(document)
    item = item_of(header, name, citing.edition)
    data = "".join(_text(document, header, name, item, citing))
    files = (
        (f"cite/{name}.bib", bibtex([item]).encode()),
        (f"cite/{name}.ris", ris([item]).encode()),
        (f"cite/{name}.json", (json.dumps(csl_json([item]), ensure_ascii=False, indent=1) + "\n").encode()),
    )
    return CitedText(Xml(data.encode(), "urn:teipress:citation"), files)


def cite_whole(whole: Whole, language: str) -> bytes:
    """Say how an edition is cited as a whole: in the first of the styles, with the words of a language."""
    item = item_of_whole(whole)
    tags = meta_tags(item, licence_address(whole.licence) or whole.licence)
    meta = "".join(f"<c:meta{_attributes(name=name, content=content)}/>" for name, content in tags)
    key = next(iter(STYLES))
    written_out = written(entry(known_style(key, language), item))
    style = f"<c:style{_attributes(key=key)}><c:entry>{written_out}</c:entry></c:style>"
    return f'<c:edition xmlns:c="{NAMESPACE}">{meta}{style}</c:edition>'.encode()


def passages(document: Document, words: Words) -> tuple[Passage, ...]:
    """Give every passage that can be cited and has an id, the usual way to cite first."""
    if not _has_passages(document):
        return ()
    found: dict[str, Passage] = {}
    for unit in units_with_id(document, words):
        if unit.id:
            found.setdefault(unit.id, Passage(unit.id, unit.label))
    return tuple(found.values())


def _has_passages(document: Document) -> bool:
    """Tell whether an element that can be a passage has an id, which is quicker than to look for all passages."""
    return any(element.tag in _PASSAGES for element in document.with_id) or (
        bool(document.with_id) and "refsDecl" in document.text
    )


def _text(document: Document, header: Header, name: str, item: Item, citing: Citing) -> Iterator[str]:
    edition = citing.edition
    units = [(passage, *locator(passage.label, citing.words)) for passage in passages(document, citing.words)]
    known = {
        "name": name,
        "address": permalink(edition, name),
        "reference": reference(header, name),
        "title": item["title"],
    }
    yield f'<c:text xmlns:c="{NAMESPACE}"{_attributes(**known)}>'
    for key, content in meta_tags(item, rights(header, edition)):
        yield f"<c:meta{_attributes(name=key, content=content)}/>"
    yield f"<c:data>{escape(_safe(json_ld(item, rights(header, edition))))}</c:data>"
    kinds = tuple(dict.fromkeys(kind for _, kind, _ in units))
    passage = {**item_of(header, name, edition, Passage("x", "x"))}
    passage.update({"URL": ADDRESS} if edition.address else {})
    for key, title, style in styles_of(citing):
        yield f"<c:style{_attributes(key=key, title=title)}><c:entry>{written(entry(style, item))}</c:entry>"
        for kind in kinds:
            yield f"<c:note{_attributes(kind=kind)}>{written(cited(style, passage, kind))}</c:note>"
        yield "</c:style>"
    for number, (unit, kind, rest) in enumerate(units):
        part = str(number // PAGE + 1) if len(units) > PAGE else ""
        yield f"<c:unit{_attributes(id=unit.id, label=unit.label, kind=kind, rest=rest, part=part)}/>"
    yield "</c:text>"


def styles_of(citing: Citing) -> Iterator[tuple[str, str, Style]]:
    """Yield the styles that pages show: key, title where it has one of its own, style."""
    language = citing.edition.language
    for key in STYLES:
        yield key, "", known_style(key, language)
    if citing.own:
        yield "own", citing.own.title, own_style(citing.own, language)


def written(citation: str) -> str:
    """Write a citation with its marks as XML. Marks that overlap, as no style should make them, are closed in order."""
    pieces: list[str] = []
    open_tags: list[str] = []
    for character in citation:
        if character in OPEN:
            open_tags.append(OPEN[character])
            pieces.append(f"<c:{OPEN[character]}>")
        elif character in CLOSE:
            if CLOSE[character] in open_tags:
                pieces += _closed(open_tags, CLOSE[character])
        elif character == PLACE:
            pieces.append("<c:place/>")
        elif character == ADDRESS:
            pieces.append("<c:address/>")
        else:
            pieces.append(escape(_safe(character)))
    while open_tags:
        pieces.append(f"</c:{open_tags.pop()}>")
    return "".join(pieces)


def _closed(open_tags: list[str], tag: str) -> Iterable[str]:
    while True:
        last = open_tags.pop()
        yield f"</c:{last}>"
        if last == tag:
            return


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(_safe(value))}" for name, value in values.items() if value)


def _safe(text: str) -> str:
    """Leave out what XML cannot hold."""
    return _OTHER.sub("", text)
