"""Read anchors from annotations in JSON: the W3C's Web Annotation Data Model, and what Hypothesis exports.

https://www.w3.org/TR/annotation-model/. A file holds one annotation, a list, a page or collection, or one a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from teipress.cite.anchored import Anchor
from teipress.cite.offsets import Span
from teipress.cite.selectors import Quote

Node: TypeAlias = dict[str, Any]
Ours: TypeAlias = Callable[[str], bool]

_HOLDERS = ("items", "first", "rows", "@graph", "annotations")
# …/v/RELEASE/TEXT.html, or without a release.
_PAGE = re.compile(r"(?:(?:^|.*/)v/(?P<release>[^/]+)/|.*/|)(?P<name>[^/]+)\.(?P<format>html|txt|xml)")
_CHARACTERS = re.compile(r"char=(\d+),(\d+)")  # RFC 5147, fragments of plain text
_DIRECTIVE = re.compile(r"text=(?:(?P<prefix>[^,&]*)-,)?(?P<exact>[^,&]+?)(?:,-(?P<suffix>[^,&]*))?(?:&.*)?")


class Unusable(ValueError):
    """A file holds no annotations that can be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """What an address names: a text of the edition, in which release and format, and what is after the “#”."""

    name: str
    release: str
    format: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Target:
    """An anchor, and the parts of the file that tell it: the targets of one annotation that mean the same words."""

    anchor: Anchor
    nodes: tuple[Node, ...]


@dataclass(slots=True)
class Notes:
    """What a file holds: its JSON as it was read, whether it is one value a line, and the anchors in it.

    ``addresses`` are the targets that are told by an address alone: where each is, and the node that stands for it.
    """

    values: list[Any]
    by_line: bool
    targets: list[Target] = field(default_factory=list)
    addresses: list[tuple[Any, Any, Node]] = field(default_factory=list)

    def written(self) -> bytes:
        """Write it again, with what was changed in its nodes."""
        for holder, key, node in self.addresses:
            holder[key] = node["id"]
        indent = None if self.by_line else 1
        return "".join(json.dumps(value, ensure_ascii=False, indent=indent) + "\n" for value in self.values).encode()


def read_notes(data: bytes, base: str, is_ours: Ours) -> Notes:
    """Read the anchors of a file. ``base`` is the address of the file, which relative ones start from.

    ``is_ours`` tells whether an address is one of this edition. Raises ``Unusable``.
    """
    notes = _parsed(data)
    annotations = [annotation for value in notes.values for annotation in _annotations(value)]
    if not annotations:
        raise Unusable("there is no annotation in it: nothing in it has a “target”")
    for number, annotation in enumerate(annotations, 1):
        name = annotation.get("id")
        name = name if isinstance(name, str) and name else f"annotation {number}"
        nodes = [*_nodes(annotation, name, notes)]
        notes.targets.extend(_targets(annotation, name, nodes, base, is_ours))
    return notes


def read_address(address: str, base: str, is_ours: Ours) -> Address | None:
    """Read the address of a text of this edition; nothing for any other."""
    try:
        whole = urljoin(base, address)
        parts = urlsplit(whole)
    except ValueError:
        return None
    found = _PAGE.fullmatch(parts.path)
    if found is None or not is_ours(whole):
        return None
    release = unquote(found["release"] or "")
    return Address(unquote(found["name"]), release, found["format"], parts.fragment)


def _parsed(data: bytes) -> Notes:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable("it is not UTF-8") from None
    try:
        return Notes([json.loads(text)], by_line=False)
    except RecursionError:
        raise Unusable("it is nested too deeply") from None
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            if len(lines) > 1:
                return Notes([json.loads(line) for line in lines], by_line=True)
        except (ValueError, RecursionError):
            pass
        raise Unusable(f"it is not JSON: {error}") from None


def _annotations(value: Any) -> Iterator[Node]:
    """Find the annotations in a value: whatever has a target."""
    if isinstance(value, list):
        for one in value:
            yield from _annotations(one)
    elif isinstance(value, dict):
        if "target" in value:
            yield value
        else:
            for key in _HOLDERS:
                yield from _annotations(value.get(key))


def _nodes(annotation: Node, name: str, notes: Notes) -> Iterator[Node]:
    """Give the targets of an annotation as objects."""
    told = annotation["target"]
    holder: Any = told if isinstance(told, list) else annotation
    keys: Iterable[Any] = range(len(told)) if isinstance(told, list) else ("target",)
    for key in keys:
        if isinstance(holder[key], str):
            notes.addresses.append((holder, key, {"id": holder[key]}))
            yield notes.addresses[-1][2]
        elif isinstance(holder[key], dict):
            yield holder[key]
        else:
            raise Unusable(f"the target of {name} is neither an address nor an object")


def _targets(annotation: Node, name: str, nodes: list[Node], base: str, is_ours: Ours) -> Iterator[Target]:
    """Read the targets of an annotation. One on the page and one in the plain text of it are the same words."""
    found = [_target(node, name, annotation, base, is_ours) for node in nodes]
    formats = [target.format for target in found]
    if sorted(formats) == ["html", "txt"] and len({target.anchor.text for target in found}) == 1:
        page, plain = (found[formats.index(form)] for form in ("html", "txt"))
        if page.anchor.text:
            anchor = _joined(page.anchor, plain.anchor)
            yield Target(anchor, tuple(target.node for target in found))
            return
    yield from (Target(target.anchor, (target.node,)) for target in found)


@dataclass(frozen=True, slots=True)
class _One:
    node: Node
    anchor: Anchor
    format: str


def _target(node: Node, name: str, annotation: Node, base: str, is_ours: Ours) -> _One:
    source = node.get("source", node.get("id", annotation.get("uri")))
    if isinstance(source, dict):
        source = source.get("id")
    address = read_address(source, base, is_ours) if isinstance(source, str) else None
    if address is None:
        return _One(node, Anchor(name, ""), "")
    identifier, _, directive = address.fragment.partition(":~:")
    anchor = Anchor(name, address.name, address.release, _directed(directive), None, unquote(identifier) or None)
    anchor = _selected(anchor, node.get("selector"), address.format == "txt")
    whole = anchor.id is not None and anchor.quote is None and anchor.span is None
    return _One(node, replace(anchor, whole=whole), address.format)


def _selected(anchor: Anchor, selector: Any, is_plain: bool) -> Anchor:
    """Add what selectors tell. What is not understood is left aside."""
    if isinstance(selector, list):
        for one in selector:
            anchor = _selected(anchor, one, is_plain)
    elif isinstance(selector, dict):
        anchor = _selected(_told(anchor, selector, is_plain), selector.get("refinedBy"), is_plain)
    return anchor


def _told(anchor: Anchor, selector: Node, is_plain: bool) -> Anchor:
    match selector:
        case {"type": "TextQuoteSelector", "exact": str(exact)} if exact.strip():
            around = (selector.get(key) for key in ("prefix", "suffix"))
            return replace(anchor, quote=Quote(exact, *(words if isinstance(words, str) else "" for words in around)))
        case {"type": "TextPositionSelector", "start": int(start), "end": int(end)} if 0 <= start < end:
            return replace(anchor, span=Span(start, end), sure=is_plain)
        case {"type": "FragmentSelector", "value": str(value)}:
            if found := _CHARACTERS.fullmatch(value.removeprefix("#")):
                span = Span(int(found[1]), int(found[2]))
                return replace(anchor, span=span, sure=is_plain) if span.start < span.end else anchor
            identifier, _, directive = value.removeprefix("#").partition(":~:")
            return replace(anchor, id=unquote(identifier) or anchor.id, quote=_directed(directive) or anchor.quote)
    return anchor


def _directed(directive: str) -> Quote | None:
    """Read a text directive; one that tells start and end only does not tell the words."""
    found = _DIRECTIVE.fullmatch(directive)
    return Quote(*(unquote(found[part] or "") for part in ("exact", "prefix", "suffix"))) if found else None


def _joined(page: Anchor, plain: Anchor) -> Anchor:
    """Put together what is told of the same words on the page and in the plain text."""
    whole = page.whole and plain.id is None
    return replace(plain, id=page.id or plain.id, quote=plain.quote or page.quote, whole=whole)
