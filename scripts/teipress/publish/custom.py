"""An edition's own stylesheets, styles, page parts and labels; what is wrong with them is told in a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from teipress.active import active_parts
from teipress.errors import ConfigurationError
from teipress.project import Publish, shown
from teipress.resources import xslt
from teipress.saxon import Stylesheet, Value, Xml

_OURS = re.compile(rb"""(\bhref\s*=\s*)(["'])teipress:([^"']*)\2""")
_MODES = "https://teipress.org/ns/modes"
_UNSAFE_CSS = re.compile(r"@import|url\(\s*[\"']?\s*(?:[a-z]+:)?//|expression\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Custom:
    """What an edition changes: the stylesheets of pages, further files, and parameters for the stylesheets."""

    text_stylesheet: Stylesheet
    site_stylesheet: Stylesheet
    files: Mapping[str, bytes] = field(default_factory=dict)
    parameters: Mapping[str, Value] = field(default_factory=dict)


def read_custom(settings: Publish, language: str) -> Custom:
    """Read what the settings name. Raises ``ConfigurationError`` that names the key and the file."""
    styles = {f"assets/own/{path.name}": _read_css(path) for path in settings.css}
    if len(styles) < len(settings.css):
        raise ConfigurationError("'publish.css' names two files of one name: rename one")
    parameters: dict[str, Value] = {
        "labels": (read_labels(settings.labels, language),),
        "edition-css": tuple(styles),
        "page-header": _read_part(settings.header, "header"),
        "page-footer": _read_part(settings.footer, "footer"),
        "imprint": _read_part(settings.imprint, "imprint"),
    }
    return Custom(
        _read_stylesheet(settings.stylesheet, "stylesheet", "html.xsl"),
        _read_stylesheet(settings.site_stylesheet, "site-stylesheet", "site.xsl"),
        styles,
        parameters,
    )


def _read(path: Path, key: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise ConfigurationError(f"'publish.{key}' in teipress.toml: “{shown(path)}” cannot be read: {why}") from None


def _read_stylesheet(path: Path | None, key: str, ours: str) -> Stylesheet:
    """Read a stylesheet of the edition's; “teipress:html.xsl” in its imports is where ours is."""
    if path is None:
        return xslt(ours)
    data = _read(path, key)
    if b"teipress:" not in data:
        raise ConfigurationError(
            f"{shown(path)}: this stylesheet does not import ours: "
            f'write <xsl:import href="teipress:{ours}"/> as its first element'
        )
    _expect_mode(data, path)
    folder = xslt().as_uri().encode().rstrip(b"/")
    return Xml(_OURS.sub(rb"\1\2" + folder.replace(b"\\", b"/") + rb"/\3\2", data), path.as_uri(), imports=True)


def _expect_mode(data: bytes, path: Path) -> None:
    """Refuse a stylesheet that begins in another mode than ours: none of our templates would be used.

    What is wrong with it otherwise is told when it is compiled.
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return
    prefix, _, name = root.get("default-mode", "").strip().rpartition(":")
    if root.nsmap.get(prefix) != _MODES or name != "html":
        raise ConfigurationError(
            f'{shown(path)}: the root of this stylesheet needs default-mode="m:html", with '
            f'xmlns:m="{_MODES}": without it, none of our templates is used, and pages are bare text'
        )


def _read_css(path: Path) -> bytes:
    data = _read(path, "css")
    if _UNSAFE_CSS.search(data.decode("utf-8", "replace")):
        raise ConfigurationError(f"{shown(path)}: a style sheet of an edition loads nothing from elsewhere")
    return data


def _read_part(path: Path | None, key: str) -> tuple[Xml, ...]:
    """Read a part of a page: XHTML with one root, whose content is copied."""
    if path is None:
        return ()
    data = _read(path, key)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise ConfigurationError(
            f"{shown(path)}:{line}:{column}: a page part must be well-formed XHTML: {error.msg}"
        ) from None
    if b"<!DOCTYPE" in data:
        raise ConfigurationError(f"{shown(path)}: a page part has no DOCTYPE")
    if etree.QName(root).namespace != "http://www.w3.org/1999/xhtml":
        raise ConfigurationError(
            f'{shown(path)}: write xmlns="http://www.w3.org/1999/xhtml" on the root of a page part'
        )
    for _, _, what in active_parts(root):
        raise ConfigurationError(f"{shown(path)}: here is {what}; a page part runs nothing")
    return (Xml(data, path.as_uri()),)


def read_labels(path: Path | None, language: str) -> Xml:
    """Read the edition's labels, or ours of its language, or the English ones. Raises ``ConfigurationError``."""
    if path is not None:
        data = _read(path, "labels")
        try:
            etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except etree.XMLSyntaxError as error:
            line, column = error.position
            raise ConfigurationError(f"{shown(path)}:{line}:{column}: not well-formed: {error.msg}") from None
        return Xml(data, "urn:teipress:labels")
    ours = xslt(f"labels/{language.split('-')[0]}.xml")
    return Xml((ours if ours.is_file() else xslt("labels/en.xml")).read_bytes(), "urn:teipress:labels")
