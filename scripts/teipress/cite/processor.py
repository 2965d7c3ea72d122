"""The processor of citation styles: citeproc-py, and what it does otherwise than the Citation Style Language asks for.

citeproc-py (0.11) reads styles and renders them nearly right. Corrected here, each by the place of CSL 1.0.2 that it is
about:

- *Name Options*: ``initialize="false"`` leaves given names as they are;
- *Substitute*: the first of several stands in, also within a condition, and is not given again in the same citation;
- *Choose*: ``disambiguate`` does not hold, since one text is cited at a time;
- *Label*: ``text-case="title"`` also on labels: “(Eds.)”;
- *Quotes*: quotation marks within a title that is quoted are the inner ones;
- *Punctuation in Quote*, and punctuation that meets other punctuation: “Title,” and “Why?”.

A citation is text with marks in it (private characters) for italics and the like, and for what is filled in later: a
place in the text, an address. So one rendering serves every passage of a text.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, model
from citeproc.source import Locator, VariableError
from citeproc.source.json import CiteProcJSON
from lxml import etree

Item = Mapping[str, Any]

PLACE, ADDRESS = "\ue000", "\ue001"
TAGS = ("i", "b", "u", "sup", "sub", "sc")
OPEN = {chr(0xE010 + 2 * n): tag for n, tag in enumerate(TAGS)}
CLOSE = {chr(0xE011 + 2 * n): tag for n, tag in enumerate(TAGS)}
_MARKS = f"[{''.join((*OPEN, *CLOSE))}]*"
_PRIVATE = re.compile("[\ue000-\ue0ff]")
_QUOTED = re.compile('[“„"]([^“”„"]*)[”“"]')
_CSL = "http://purl.org/net/xbiblio/csl"


class Marks:
    """A formatter, as citeproc-py wants one, that writes marks."""

    @staticmethod
    def preformat(text: str) -> str:
        """Leave text as it is."""
        return text


def _mark(tag: str) -> Callable[[object], str]:
    number = TAGS.index(tag)
    return lambda text: f"{chr(0xE010 + 2 * number)}{text}{chr(0xE011 + 2 * number)}"


for _name, _tag in zip(
    ("Italic", "Oblique", "Bold", "Underline", "Superscript", "Subscript", "SmallCaps"),
    ("i", "i", "b", "u", "sup", "sub", "sc"),
    strict=True,
):
    setattr(Marks, _name, staticmethod(_mark(_tag)))
setattr(Marks, "Light", staticmethod(str))  # noqa: B010 as the others


class _Remembering:
    """An element of a style that looks things up once: a style does not change, nor do its locales."""

    def __getattr__(self, name: str) -> Any:
        self.__dict__[name] = child = super().__getattr__(name)  # type: ignore[misc]
        return child

    def _once(self, key: object, find: Callable[[], Any]) -> Any:
        known = self.__dict__.setdefault("_known", {})
        if key not in known:
            known[key] = find()
        return known[key]

    def xpath_search(self, expression: str) -> Any:
        find = super().xpath_search  # type: ignore[misc]
        return self._once(expression, lambda: find(expression))

    def get_term(self, name: str, form: str | None = None, *args: Any, **kwargs: Any) -> Any:
        find = super().get_term  # type: ignore[misc]
        return self._once((name, form, args, *kwargs.items()), lambda: find(name, form, *args, **kwargs))

    def get_locale_option(self, name: str) -> Any:
        find = super().get_locale_option  # type: ignore[misc]
        return self._once(("option", name), lambda: find(name))

    def calls_variable(self) -> bool:
        return bool(self._once("calls", super().calls_variable))  # type: ignore[misc]

    def get_layout(self) -> Any:
        return self._once("layout", super().get_layout)  # type: ignore[misc]

    def get_formatter(self) -> type[Marks]:
        return Marks


class _Cited(CitationItem):  # type: ignore[misc]
    """An item that is cited, with what is known of it at hand."""

    reference = None  # in place of a property that looks for it every time


class _Name(model.Name):  # type: ignore[misc]
    def get_option(self, name: str, context: Any = None, sort_options: Any = None) -> Any:
        if name == "initialize-with" and self.get("initialize") == "false":
            return None
        return super().get_option(name, context, sort_options)


class _Names(model.Names):  # type: ignore[misc]
    """Names that have stood in for others are left out where they would come again; ``layout.used`` knows them."""

    def process(self, item: Any, names_context: Any = None, context: Any = None, **kwargs: Any) -> Any:
        layout = (self if context is None else context).get_layout()
        roles = self.get("variable").split()
        left = [role for role in roles if role not in layout.repressed.get("names", ())]
        if not left:
            raise VariableError
        if (watched := layout.repressed.get("watched")) is not None:
            watched.update(role for role in left if role in item.reference)
        if left == roles:
            return super().process(item, names_context, context, **kwargs)
        self.set("variable", " ".join(left))
        try:
            return super().process(item, names_context, context, **kwargs)
        finally:
            self.set("variable", " ".join(roles))


class _If(model.If):  # type: ignore[misc]
    """A condition that can be asked without rendering what depends on it."""

    def holds(self, item: Any, context: Any) -> bool:
        results: list[bool] = [False] if "disambiguate" in self.attrib else []
        for name in ("type", "variable", "is-numeric", "is-uncertain-date", "locator"):
            if name in self.attrib:
                results += getattr(self, "_" + name.replace("-", "_"))(item)
        if "position" in self.attrib:
            results += self._position(item, context)
        match = self.get("match")
        return any(results) if match == "any" else not any(results) if match == "none" else all(results)

    def render(self, item: Any, context: Any = None, delimiter: str = "", **kwargs: Any) -> Any:
        if not self.holds(item, context):
            raise model.ConditionFailed
        return self.render_children(item, context=context, delimiter=delimiter, **kwargs)


class _Substitute(model.Substitute):  # type: ignore[misc]
    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        layout = (self if context is None else context).get_layout()
        outer = layout.repressed.get("watched")
        for child in _candidates(self, item, context):
            watched: set[str] = set()
            layout.repressed["watched"] = watched
            inherits = isinstance(child, model.Names) and child.name is None
            names = {"names_context": self.getparent()} if inherits else {}
            try:
                text = child.render(item, context=context, **names, **kwargs)
            except VariableError:
                continue
            finally:
                layout.repressed["watched"] = outer
            if text:
                self.add_to_repressed_list(child, context)
                for kind in ("names", "texts"):
                    layout.repressed[kind] = layout.repressed.get(kind, frozenset()) | watched
                return text
        return None


def _candidates(parent: Any, item: Any, context: Any) -> Iterator[Any]:
    """Yield what may stand in, one after the other, also what a condition admits."""
    for child in parent.getchildren():
        if not isinstance(child, model.Choose):
            yield child
            continue
        for branch in child.getchildren():
            if not isinstance(branch, _If) or branch.holds(item, context):
                yield from _candidates(branch, item, context)
                break


class _Label(model.Label):  # type: ignore[misc]
    def case(self, text: Any, language: str | None = None) -> Any:
        return super().case(text, language or self.get_root().get("default-locale", "en")[:2])


class _Text(model.Text):  # type: ignore[misc]
    def _variable(self, item: Any, context: Any) -> Any:
        repressed, variable = context.get_layout().repressed, self.get("variable")
        if variable in repressed.get("texts", ()):
            return None
        if (watched := repressed.get("watched")) is not None:
            watched.add(variable)
        return super()._variable(item, context)

    def quote(self, string: Any) -> Any:
        if self.get("quotes", "false") == "true":
            string = _inner(str(string), self.get_single_term)
        return super().quote(string)


def _inner(quoted: str, term: Callable[..., Any]) -> str:
    """Take the inner quotation marks for those within a quoted title, whatever language these are of."""
    opening, closing = (str(term(name=f"{side}-inner-quote")) for side in ("open", "close"))
    return _QUOTED.sub(lambda found: f"{opening}{found[1]}{closing}", quoted)


_CORRECTED = {
    "If": _If,
    "Else_If": _If,
    "Name": _Name,
    "Names": _Names,
    "Substitute": _Substitute,
    "Label": _Label,
    "Text": _Text,
}


class Style(CitationStylesStyle):  # type: ignore[misc]
    """A style, and the language that it writes in."""

    def __init__(self, data: bytes, locale: str) -> None:
        lookup = etree.ElementNamespaceClassLookup()
        namespace = lookup.get_namespace(_CSL)
        namespace[None] = model.CitationStylesElement
        for name, kind in _classes().items():
            namespace[name] = kind
        parser = etree.XMLParser(remove_comments=True, no_network=True, resolve_entities=False, remove_pis=True)
        parser.set_element_class_lookup(lookup)
        self.xml: Any = etree.parse(io.BytesIO(data), parser)
        root: Any = self.xml.getroot()
        for names in root.iter(f"{{{_CSL}}}names"):
            if names.find(f"{{{_CSL}}}name") is None and next(names.iterancestors(f"{{{_CSL}}}substitute"), None) is None:
                names.insert(0, names.makeelement(f"{{{_CSL}}}name"))
        self.root = root
        self.elements = list(root.iter())  # kept: what elements remember would be lost with them
        root.set_locale_list(root.get("default-locale", locale), validate=False)
        root.formatter = Marks
        self.punctuation_in_quotes = str(root.get_locale_option("punctuation-in-quote")).lower() == "true"
        self.closing = str(root.get_single_term(name="close-quote"))


@lru_cache(1)
def _classes() -> Mapping[str, type]:
    """Give the class of every element of a style, by its name."""
    found = {}
    for kind in model.CitationStylesElement.__subclasses__():
        corrected = _CORRECTED.get(kind.__name__, kind)
        found[kind.__name__.replace("_", "-").lower()] = type(kind.__name__, (_Remembering, corrected), {})
    return found


def reference(style: Style, item: Item) -> str:
    """Write an item as a bibliography lists it; as a note does where the style has no bibliography."""
    if not style.has_bibliography():
        return cited(style, item)
    bibliography, _ = _registered(style, item, None)
    return _tidied("".join(map(str, bibliography.bibliography())), style)


def cited(style: Style, item: Item, label: str | None = None) -> str:
    """Cite an item as a note does, or a bracket in the text; with a ``label``, such as “line”, a place in it, too.

    The place is left open (``PLACE``).
    """
    bibliography, citation = _registered(style, item, label)
    return _tidied(str(bibliography.cite(citation, lambda _: "")), style)


def plain(citation: str) -> str:
    """Leave out the marks."""
    return "".join(character for character in citation if character not in OPEN and character not in CLOSE)


def _registered(style: Style, item: Item, label: str | None) -> tuple[Any, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of variables that citeproc-py does not know
        bibliography = CitationStylesBibliography(style, CiteProcJSON([_plain(item)]), Marks)
        place = {} if label is None else {"locator": Locator(label, PLACE)}
        one = _Cited(str(item["id"]), **place)
        citation = Citation([one])
    bibliography.register(citation)
    one.__dict__["reference"] = bibliography.source[one.key]
    return bibliography, citation


def _plain(value: Any) -> Any:
    """Take out what could be taken for a mark, but the address that is left open."""
    if isinstance(value, str):
        return value if value == ADDRESS else _PRIVATE.sub("", value)
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, Sequence) else value


def _tidied(text: str, style: Style) -> str:
    """Settle what punctuation does where it meets a closing quotation mark, or other punctuation."""
    quote = re.escape(style.closing)
    if style.punctuation_in_quotes:
        text = re.sub(rf"({_MARKS}{quote}{_MARKS})([.,])", r"\2\1", text)
        text = re.sub(rf"([?!….])({_MARKS})\.({_MARKS}{quote})", _without_stop, text)
    text = re.sub(rf"([?!])({_MARKS})\.", r"\1\2", text)
    return " ".join(text.split(" "))


def _without_stop(found: re.Match[str]) -> str:
    """Drop a full stop behind a question mark, or a second one; not behind an ellipsis, which ends nothing."""
    stop = "." if found[1] == "…" else ""
    return f"{found[1]}{found[2]}{stop}{found[3]}"
