"""Make the index of a site that stands in a folder, from what the build has written there."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from teipress.cite.offsets import Span
from teipress.corpus import XML_ID
from teipress.output import SEARCH
from teipress.search.bundle import write_index
from teipress.search.passages import Mention, Passage, Text, passages

INDEXES = ("persons", "places", "organizations", "events", "works")


def index_site(folder: Path, records: Mapping[str, str]) -> int:
    """Make the search index of a site; give the number of passages.

    ``records`` are what ``records.xsl`` made of the texts, by their names. Raises ``TeipressError``.
    """
    return write_index(_all_passages(folder, records), folder / SEARCH)


def _all_passages(folder: Path, records: Mapping[str, str]) -> Iterator[Passage]:
    mentions = _mentions(folder)
    for name, record in records.items():
        yield from passages(_text(folder, name, record), mentions[name])


def _text(folder: Path, name: str, record: str) -> Text:
    root = etree.fromstring(record.encode())
    anchors = json.loads((folder / f"anchors/{name}.json").read_bytes())
    written = root.find("{*}written")
    year = "" if written is None else str(written.get("year", ""))
    return Text(
        name,
        str(root.get("title") or name),
        str(root.get("lang") or "en"),
        (folder / f"{name}.txt").read_text(encoding="utf-8"),
        {identifier: Span(*place) for identifier, place in anchors["ids"].items()},
        _elements(folder / f"{name}.xml"),
        year,
    )


def _elements(source: Path) -> Mapping[str, str]:
    """Say what the elements that have an id are called."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False)
    root = etree.parse(source, parser).getroot()
    return {str(e.get(XML_ID)): etree.QName(e).localname for e in root.iter(etree.Element) if XML_ID in e.attrib}


def _mentions(folder: Path) -> Mapping[str, Sequence[Mention]]:
    """Collect who and what is mentioned where, and who speaks, by text."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for kind in INDEXES:
        for entry in _entries(folder, kind):
            for mention in entry.get("mentions", ()):
                if mention.get("id"):
                    found[mention["text"]].append(Mention(mention["id"], kind.removesuffix("s"), entry["name"]))
    for quotation in _entries(folder, "quotations"):
        speakers = [speaker["name"] for speaker in quotation.get("speakers", ()) if speaker.get("name")]
        for mention in quotation.get("mentions", ()):
            if mention.get("id"):
                found[mention["text"]].append(Mention(mention["id"], "kind", "quotation"))
                found[mention["text"]].extend(Mention(mention["id"], "speaker", name) for name in speakers)
    return found


def _entries(folder: Path, kind: str) -> Sequence[Mapping[str, Any]]:
    try:
        entries: Sequence[Mapping[str, Any]] = json.loads((folder / f"indexes/{kind}.json").read_bytes())
    except OSError:
        return ()
    return entries
