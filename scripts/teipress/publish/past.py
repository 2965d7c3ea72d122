"""What the stylesheets need to tell of an edition's past: parameters, and the parts of the whole that are about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import quoteattr

from teipress.cite.past import CHANGES, NAMESPACE, Heir, Passage, Past, Story, changes_of, write_story
from teipress.corpus import TEI, Document
from teipress.publish.parts import Part
from teipress.publish.plan import RESERVED
from teipress.publish.records import Record
from teipress.saxon import Value, Xml


def parameters_of(past: Past) -> Mapping[str, Value]:
    """Say which release is being frozen, or which there have been."""
    return {
        "release-name": past.release.name if past.release else "",
        "release-date": past.release.date if past.release else "",
        "release-names": tuple(release.name for release in past.releases),
        "release-dates": tuple(release.date for release in past.releases),
    }


def gone_entries(past: Past) -> tuple[Xml, ...]:
    """Give what became of the entries of registers that are there no more: the indexes tell it."""
    return tuple(
        Xml(write_story(story, _gone(story)), f"urn:teipress:past:{document}")
        for document, story in past.stories.items()
        if document.startswith("registers/")
    )


def _gone(story: Story) -> Iterator[Passage]:
    """Give the entries that are gone, and those that are another kind of entry now, which is in another index."""
    for passage in story.passages:
        if passage.is_gone:
            yield passage
        for element in passage.former:
            heir = Heir(story.document, passage.id, passage.element)
            yield Passage(passage.id, element, "moved", passage.runs[:-1], (heir,))


def parts_of(past: Past, records: Sequence[Record], registers: Sequence[Document]) -> Iterator[Part]:
    """Give the parts about the past: the releases as a whole, and the history of each document."""
    live = {record.name: record.title for record in records} | {
        f"registers/{r.path.stem}": _title(r) for r in registers
    }
    taken = RESERVED | {document.casefold() for document in live}
    titles = {document: live.get(document) or story.title for document, story in past.stories.items()}
    if past.releases:
        yield Part(("releases",), Xml(_releases(past, titles), "urn:teipress:releases"))
    for document, story in past.stories.items():
        told = write_story(
            story, story.passages, title=titles[document], live="yes" if document.casefold() in taken else "no"
        )
        yield Part(("past",), Xml(told, f"urn:teipress:past:{document}"))


def _title(register: Document) -> str:
    found = register.root.find(f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/{{{TEI}}}titleStmt/{{{TEI}}}title")
    words = "" if found is None else " ".join("".join(map(str, found.itertext())).split())
    return words or register.path.stem


def _releases(past: Past, titles: Mapping[str, str]) -> bytes:
    """Write the releases for the stylesheets (``xslt/release/releases.xsl`` describes it)."""
    rows = []
    for release in past.releases:
        changed = changes_of(past, release.name)
        inner = "".join(
            f"<x:change kind={quoteattr(kind)} number={quoteattr(str(changed.numbers[kind]))}/>"
            for kind in CHANGES
            if changed.numbers[kind]
        )
        inner += "".join(
            f"<x:text document={quoteattr(document)} title={quoteattr(titles[document])} number={quoteattr(str(n))}/>"
            for document, n in changed.documents.items()
        )
        rows.append(
            f'<x:release name={quoteattr(release.name)} date={quoteattr(release.date)} texts="{changed.texts}" '
            f'passages="{changed.passages}">{inner}</x:release>'
        )
    documents = "".join(
        f"<x:document name={quoteattr(document)} title={quoteattr(titles[document])}/>"
        for document, story in past.stories.items()
        if story.releases
    )
    return f'<x:releases xmlns:x="{NAMESPACE}">{"".join(rows)}{documents}</x:releases>'.encode()
