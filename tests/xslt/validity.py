"""Whether a page is what HTML allows: no parse error, no block in a line, no link in a link, no id twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import html5lib

BLOCKS = frozenset(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav "
    "ol p pre section table ul".split()
)
LINES = frozenset(
    "abbr b bdi bdo cite code dfn em h1 h2 h3 h4 h5 h6 i label mark p pre q rt ruby s small span strong sub summary "
    "sup time u".split()
)
TRANSPARENT = frozenset(("a", "ins", "del"))
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd"},
    "table": {"caption", "thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
}


def faults(page: str) -> list[str]:
    """List what is wrong with a page. Raises html5lib's error where its markup is."""
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    return [*(f"the id {name} is there {times} times" for name, times in ids.items() if times > 1), *_walk(root, ())]


def _walk(element: Any, above: tuple[str, ...]) -> Iterator[str]:
    tag = element.tag if isinstance(element.tag, str) else ""
    solid = [name for name in above if name not in TRANSPARENT]
    if tag in BLOCKS and solid and solid[-1] in LINES:
        yield f"{tag} in {solid[-1]}"
    if tag == "a" and "a" in above:
        yield "a link in a link"
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6", "section") and {"dt", "th", "caption"} & set(above):
        yield f"{tag} in {above[-1]}"
    if above and tag and tag not in CHILDREN.get(above[-1], {tag}):
        yield f"{tag} in {above[-1]}"
    for child in element:
        yield from _walk(child, (*above, tag))
