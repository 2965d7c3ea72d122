"""Find what would run in a reader's browser: a published TEI source can be opened directly, and then it is a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

Element = etree._Element

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
XSLT = "http://www.w3.org/1999/XSL/Transform"
RUNNING = frozenset({"script", "handler", "listener", "iframe", "frame", "object", "embed", "applet", "base", "meta"})
ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "srcdoc", "to", "from", "values", "by"})
_UNSAFE = re.compile(r"javascript:|vbscript:|data:(?!image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)
_IGNORED = re.compile(r"[\s\x00-\x20\x7f-\x9f]")


def active_parts(root: Element) -> Iterator[tuple[Element, str | None, str]]:
    """Yield each element, or attribute of it, that runs something, and what it is in words.

    Only the namespaces that a browser acts on count: XHTML, SVG, and XSLT (a stylesheet inside the document).
    """
    stylesheets = (f"{{{XSLT}}}stylesheet", f"{{{XSLT}}}transform")
    for element in root.iter(f"{{{XHTML}}}*", f"{{{SVG}}}*", *stylesheets):
        name = etree.QName(element)
        if name.namespace == XSLT:
            yield element, None, "an XSLT stylesheet"
        elif name.localname.lower() in RUNNING:
            yield element, None, f"an element <{name.localname}> of a web page"
        else:
            yield from _attributes(element)


def _attributes(element: Element) -> Iterator[tuple[Element, str | None, str]]:
    for name, value in element.attrib.items():
        local = etree.QName(name).localname.lower()
        folded = _IGNORED.sub("", str(value))
        if local.startswith("on"):
            yield element, str(name), f"an event handler “{local}”"
        elif local in ADDRESSES and _UNSAFE.match(folded):
            yield element, str(name), f"an address that runs a program, in “{local}”"
