"""What a page or a stylesheet refers to, and what an address means for a site that lies anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from teipress.audit.markup import Element, Page

# Attributes that hold an address, by element: whether the browser loads it by itself.
_ADDRESSES = {
    ("a", "href"): False,
    ("area", "href"): False,
    ("a", "xlink:href"): False,
    ("form", "action"): True,
    ("button", "formaction"): True,
    ("input", "formaction"): True,
    ("blockquote", "cite"): False,
    ("q", "cite"): False,
    ("img", "src"): True,
    ("script", "src"): True,
    ("iframe", "src"): True,
    ("frame", "src"): True,
    ("embed", "src"): True,
    ("object", "data"): True,
    ("audio", "src"): True,
    ("video", "src"): True,
    ("video", "poster"): True,
    ("source", "src"): True,
    ("track", "src"): True,
    ("input", "src"): True,
    ("feimage", "href"): True,
    ("image", "href"): True,
    ("image", "xlink:href"): True,
    ("use", "href"): True,
    ("use", "xlink:href"): True,
    ("body", "background"): True,
}
# A link of these kinds is loaded; others say where something is.
_LOADED = frozenset(
    {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest", "preconnect", "dns-prefetch"}
)
_CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')"""
    r"""|(?<=image-set\()\s*(?:"([^"]*)"|'([^']*)')"""
)
# What a stylesheet names without loading it: the names of namespaces.
_CSS_NAMES = re.compile(r"@namespace\b[^;]*;")
# How a script loads what is at an address that is written into it.
_SCRIPT = re.compile(
    r"""\b(?:fetch|import|importScripts|sendBeacon|(?:Worker|SharedWorker|WebSocket|EventSource|Request)|from|import)"""
    r"""\s*\(?\s*["'`]((?:https?:|wss?:|//)[^"'`]*)|\.(?:src|href|action)\s*=\s*["'`]((?:https?:|wss?:|//)[^"'`]*)"""
)
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a file of a site names: what names it, whether it is loaded without being asked, its place."""

    address: str
    what: str
    loads: bool
    line: int = 0
    column: int = 0


def links_of(page: Page) -> Iterator[Link]:
    """Find every address of a page, those in its styles among them."""
    for element in page.elements:
        for name, value in element.attributes.items():
            yield from _in_attribute(element, name, value)
        if element.name == "link":
            kinds = set(element.get("rel").lower().split())
            yield _link(element, element.get("href"), not kinds.isdisjoint(_LOADED))
        elif element.name == "meta" and element.get("http-equiv").strip().lower() == "refresh":
            if found := _REFRESH.match(element.get("content")):
                yield _link(element, found[1], True)
        elif element.name == "style":
            yield from (_link(element, address, True) for address in addresses_in_css(element_text(element)))


def _in_attribute(element: Element, name: str, value: str) -> Iterator[Link]:
    loads = _ADDRESSES.get((element.name, name))
    if loads is not None:
        yield _link(element, value, loads)
    elif name == "ping":
        yield from (_link(element, part, True) for part in value.split())
    elif name in ("srcset", "imagesrcset"):
        yield from (_link(element, part.split()[0], True) for part in value.split(",") if part.strip())
    elif name == "style":
        yield from (_link(element, address, True) for address in addresses_in_css(value))


def element_text(element: Element) -> str:
    """Give the text directly in an element, such as a style."""
    return "".join(child for child in element.children if isinstance(child, str))


def addresses_in_css(text: str) -> Iterator[str]:
    """Find the addresses of a stylesheet."""
    for match in _CSS_URL.finditer(_blank(text)):
        yield next((part for part in match.groups() if part is not None), "")


def links_of_css(text: str) -> Iterator[Link]:
    """Find the addresses of a stylesheet, with their places."""
    yield from _in_text(_CSS_URL, _blank(text), "this stylesheet")


def links_of_script(text: str) -> Iterator[Link]:
    """Find the addresses on the web that a script loads from, as far as they are written into it."""
    yield from _in_text(_SCRIPT, text, "this script")


def _blank(text: str) -> str:
    """Blank out what a stylesheet does not load, so that every place stays where it is."""
    for pattern in (_CSS_COMMENT, _CSS_NAMES):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def _in_text(pattern: re.Pattern[str], text: str, what: str) -> Iterator[Link]:
    for match in pattern.finditer(text):
        before = text[: match.start()]
        address = next((part for part in match.groups() if part is not None), "")
        yield Link(address, what, True, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _link(element: Element, address: str, loads: bool) -> Link:
    return Link(address.strip(), f"this <{element.name}>", loads, element.line, element.column)


@dataclass(frozen=True, slots=True)
class Target:
    """What an address leads to: a path from the root of the site (that of a folder ends in “/”), and an id."""

    path: str
    id: str


def scheme_of(address: str) -> str:
    """Give the scheme of an address, in small letters; “//” for one that names a host only."""
    address = re.sub(r"[\t\n\r]", "", address)  # as browsers do
    if address.startswith(("//", "\\\\", "/\\", "\\/")):
        return "//"
    found = re.match(r"[\s\x00-\x20]*([A-Za-z][A-Za-z0-9+.\-]*):", address)
    return found[1].lower() if found else ""


def target_of(address: str, page: str) -> Target | None:
    """Resolve a relative address on a page, both from the site's root; nothing where it leads out of the site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    folder = page.split("/")[:-1]
    steps = list(folder) if parts.path else page.split("/")
    for step in unquote(parts.path).split("/") if parts.path else ():
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    is_folder = parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", "..")
    return Target("/".join(steps) + ("/" if is_folder else ""), unquote(parts.fragment))
