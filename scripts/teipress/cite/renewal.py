"""Bring an annotation up to date: its addresses and selectors lead to where its words are now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from teipress.cite.anchored import Place, Published, Status, Verdict
from teipress.cite.fragments import Fragments
from teipress.cite.selectors import folded, position_selector, quote_alone, quote_of, quote_selector
from teipress.cite.targets import Node, Target

# What names words by the way a page is made: it cannot be told for another page.
_OF_THE_PAGE = frozenset({"RangeSelector", "XPathSelector", "CssSelector", "SvgSelector", "DataPositionSelector"})


def renew(target: Target, verdict: Verdict, texts: Mapping[str, Published]) -> None:
    """Change the nodes of a target so that they lead to where its words are now; an orphan is left as it is."""
    if verdict.place is None or verdict.status in {Status.ORPHANED, Status.ELSEWHERE}:
        return
    new = _New(verdict.place, texts[verdict.place.text], target.anchor.text, target.anchor.release, target.anchor.whole)
    for node in target.nodes:
        new.renew(node, sure=target.anchor.sure)


@dataclass(frozen=True, slots=True)
class _New:
    """Where words are now, and the text and release that their addresses named."""

    place: Place
    text: Published
    name: str
    release: str
    whole: bool

    def renew(self, node: Node, *, sure: bool) -> None:
        source = node.get("source")
        if isinstance(source, dict):
            source["id"] = self._address(str(source.get("id", "")))
        elif isinstance(source, str):
            node["source"] = self._address(source)
        if isinstance(node.get("id"), str):
            node["id"] = self._address(node["id"])
        if "selector" in node:
            selector = self._selector(node["selector"], sure=sure)
            node["selector"] = selector if selector is not None else []

    def _address(self, address: str) -> str:
        """Write an address anew: the page of the latest edition, and the place on it."""
        page, mark, fragment = address.partition("#")
        if self.release:
            page = re.sub(rf"(^|/)v/{re.escape(quote(self.release))}/(?=[^/]*$)", r"\1", page)
        if self.place.text != self.name:
            page = re.sub(r"[^/]*(?=\.[a-z]+$)", lambda _: quote(self.place.text), page, count=1)
        if not mark:
            return page
        if ":~:" in fragment:
            return page + Fragments(self.text.plain).link(self.place.span, self.place.id)
        return f"{page}#{quote(self.place.id or '')}"

    def _selector(self, selector: Any, *, sure: bool) -> Any:
        """Write a selector anew; nothing for one that cannot be."""
        if isinstance(selector, list):
            return [new for one in selector if (new := self._selector(one, sure=sure)) is not None]
        if not isinstance(selector, dict):
            return selector
        kind, span, plain = selector.get("type"), self.place.span, self.text.plain
        new = dict(selector)
        if kind in _OF_THE_PAGE or (kind == "TextPositionSelector" and not sure):
            return None
        if kind == "TextPositionSelector":
            new.update(position_selector(span))
        elif kind == "TextQuoteSelector":
            words = quote_of(plain, span)
            for part in ("prefix", "suffix"):
                new.pop(part, None)
            new.update(quote_selector(words if sure else folded(words)))
        elif kind == "FragmentSelector":
            return self._fragment(new)
        if "refinedBy" in new:
            new["refinedBy"] = self._selector(new["refinedBy"], sure=sure)
        return new

    def _fragment(self, selector: Node) -> Node | None:
        if str(selector.get("value", "")).startswith("char="):
            return {**selector, "value": f"char={self.place.span.start},{self.place.span.end}"}
        if self.place.id is None:
            return None
        around = self.text.ids[self.place.id]
        new: Node = {**selector, "value": self.place.id}
        if "refinedBy" in selector or (self.whole and around != self.place.span):
            new["refinedBy"] = quote_selector(folded(quote_alone(self.text.plain, self.place.span, around)))
        return new
