"""Divide the source of a text into lines and tokens: what stands where, for the stylesheet that shows it.

<source xmlns="https://teipress.org/ns/source" …>        its attributes tell of the file
  <b>                                    a hundred lines, which a browser lays out together
    <l n="12">                           a line, with its end; in it, beside plain text:
      <e>   a tag, up to its attributes, and its end     <c>   a comment
      <a>   the name of an attribute                     <k>   a processing instruction
      <v>   a value, in its quotation marks              <d>   a document type declaration, or the ends of CDATA
      <i>   in a value: an id                            <r>   a reference to a character or an entity
      <p>   in a value: a pointer to an id of this file  <o>   in a value: what may be a pointer elsewhere
      <t>   words from right to left                     <x n="U+202E">  a character that cannot be seen
    </l>
  </b>
  <other>persons.xml#kim</other>*        each thing that <o> says, once
</source>

An id or a pointer that is spelled in a roundabout way has what it means in @k. The text must be well formed: then XML
has no ambiguity that would need a parser (a “<” starts markup, whatever stands around it; a tag ends at the first “>”
that is in no quotation marks), and one pattern finds everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "https://teipress.org/ns/source"
LINES = 100  # in a block: some screens full
# Beyond this, in characters, a source is shown without colours: browsers get slow with half a million elements.
MOST_COLOURED = 5_000_000

_QUOTED = r""""[^"]*+"|'[^']*+'"""
_MARKUP = re.compile(
    rf"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>
    |<!DOCTYPE(?:[^>"'\[]++|{_QUOTED}|\[(?:[^\]"'<]++|{_QUOTED}|<!--.*?-->|<\?.*?\?>|<)*+\])*+>
    |<(?:[^>"']++|{_QUOTED})*+>""",
    re.DOTALL | re.VERBOSE,
)
_START = re.compile(r"<([^\s/>]+)")
_ATTRIBUTE = re.compile(rf"([^\s=]+)(\s*=\s*)({_QUOTED})")
_REFERENCE = re.compile(r"&amp;([^;\s]+;)")
_WORD = re.compile(r"\S+")

# What shows nothing, or changes how others show: bidirectional controls, joiners, soft hyphens, tags and the like. The
# first are no characters of HTML: what stands for them on a page is only the mark.
_NOT_IN_HTML = "\x7f-\x9f\ufdd0-\ufdef" + "".join(
    f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(1, 17)
)
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LOST = re.compile(f"[{_NOT_IN_HTML}]")
_MARKED = re.compile(f"[{_NOT_IN_HTML}{_UNSEEN}]")
_FROM_RIGHT = re.compile(f"[{_LEFTWARD}]")
_SPECIAL = re.compile(f"[{_NOT_IN_HTML}{_UNSEEN}{_LEFTWARD}]")


def source_lines(text: str, ids: frozenset[str], **about: str) -> bytes:
    """Write a well-formed text as lines of tokens; ``about`` are attributes of the root.

    All line ends are LF: a page can have no others.
    """
    work = _Work(ids, is_coloured=len(text) <= MOST_COLOURED, is_plain=not _SPECIAL.search(text))
    lines = "".join(work.tokens(text.replace("\r\n", "\n").replace("\r", "\n"))).split("\n")
    last = len(lines) if lines[-1] else len(lines) - 1
    told = {**about, "lines": str(last), "coloured": "yes" if work.is_coloured else "no"}
    head = "".join(f" {name}={quoteattr(value)}" for name, value in told.items())
    others = "".join(f"<other>{escape(word)}</other>" for word in sorted(work.others))
    return f'<source xmlns="{NAMESPACE}"{head}>{"".join(_blocks(lines, last))}{others}</source>'.encode()


def _blocks(lines: list[str], last: int) -> Iterator[str]:
    """Bind numbered lines together. After the last line end there is no line."""
    for start in range(0, last, LINES):
        end = min(start + LINES, last)
        yield "<b>"
        yield "".join(
            f'<l n="{number}">{line}\n</l>'
            for number, line in enumerate(lines[start : min(end, len(lines) - 1)], start + 1)
        )
        if end == len(lines):
            yield f'<l n="{end}">{lines[-1]}</l>'
        yield "</b>"


@dataclass(slots=True)
class _Work:
    """One source: its ids; whether it has colours; whether all its characters are plain; what was met so far."""

    ids: frozenset[str]
    is_coloured: bool
    is_plain: bool
    others: set[str] = field(default_factory=set)
    _met: set[str] = field(default_factory=set)
    _known: dict[str, str] = field(default_factory=dict)

    def tokens(self, text: str) -> Iterator[str]:
        """Go through a text, markup and what is between it."""
        at = 0
        for match in _MARKUP.finditer(text):
            start, end = match.span()
            if start > at:
                yield self._words(text[at:start])
            yield self._markup(match[0])
            at = end
        if at < len(text):
            yield self._words(text[at:])

    def _markup(self, markup: str) -> str:
        known = self._known.get(markup)
        if known is not None:
            return known
        second = markup[1]
        if second == "!":
            return self._declaration(markup)
        if second == "?":
            return self._token("k", markup, 2)
        made = self._token("e", markup) if second == "/" or "=" not in markup else self._tag(markup)
        if "xml:id" not in markup:
            self._known[markup] = made
        return made

    def _declaration(self, markup: str) -> str:
        if markup.startswith("<!--"):
            return self._token("c", markup, 4, 3)
        if markup.startswith("<![CDATA["):
            return self._token("d", markup[:9]) + self._shown(markup[9:-3]) + self._token("d", markup[-3:])
        return self._token("d", markup)

    def _tag(self, tag: str) -> str:
        """Divide a start tag."""
        name = _START.match(tag)
        at = name.end() if name else 1
        pieces = [self._token("e", tag[:at])]
        for match in _ATTRIBUTE.finditer(tag, at):
            attribute, equals, value = match.groups()
            pieces += (tag[at : match.start()], self._token("a", attribute), equals, self._value(attribute, value))
            at = match.end()
        rest = tag[at:].lstrip()
        pieces += (tag[at : len(tag) - len(rest)], self._token("e", rest))
        return "".join(pieces)

    def _value(self, attribute: str, value: str) -> str:
        """Show a value, with what leads somewhere in it."""
        quote, inner = value[0], value[1:-1]
        if attribute == "xml:id":
            shown = self._id(inner)
        elif "#" in inner or ":" in inner or ".xml" in inner:
            shown = self._each_word(inner, self._pointer)
        else:
            shown = self._shown(inner)
        return _on_each_line("v", quote + shown + quote) if self.is_coloured else quote + shown + quote

    def _id(self, value: str) -> str:
        meant = " ".join(unescape(value).split())
        if meant not in self.ids or meant in self._met:
            return self._shown(value)
        self._met.add(meant)
        return self._each_word(value, lambda word: self._leading("i", word, meant))

    def _pointer(self, word: str) -> str:
        meant = unescape(word)
        if meant.startswith("#"):
            name = unquote(meant[1:])
            return self._leading("p", word, f"#{name}") if name in self.ids else self._shown(word)
        if meant.startswith(("http:", "https:")) or not ("#" in meant or ":" in meant or meant.endswith(".xml")):
            return self._shown(word)
        self.others.add(meant)
        return self._leading("o", word, meant)

    def _each_word(self, value: str, show: Callable[[str], str]) -> str:
        pieces: list[str] = []
        at = 0
        for match in _WORD.finditer(value):
            pieces += (value[at : match.start()], show(match[0]))
            at = match.end()
        return "".join((*pieces, value[at:]))

    def _leading(self, kind: str, word: str, meant: str) -> str:
        told = "" if word == meant else f" k={quoteattr(meant)}"
        return f"<{kind}{told}>{self._shown(word)}</{kind}>"

    def _words(self, text: str) -> str:
        """Show what is between markup."""
        shown = escape(text)
        if self.is_coloured and "&amp;" in shown:
            shown = _REFERENCE.sub(r"<r>&amp;\1</r>", shown)
        return shown if self.is_plain else self._special(shown)

    def _shown(self, text: str) -> str:
        shown = escape(text)
        return shown if self.is_plain else self._special(shown)

    def _token(self, kind: str, text: str, before: int = 0, after: int = 2) -> str:
        """Show a token; what it starts with and ends in does not turn around with words from right to left."""
        end = len(text) - after if before else len(text)
        shown = escape(text[:before]) + self._shown(text[before:end]) + escape(text[end:])
        return _on_each_line(kind, shown) if self.is_coloured else shown

    def _special(self, shown: str) -> str:
        """Mark what cannot be seen, and hold together what is read from right to left. Markup in it is ASCII."""
        if not _SPECIAL.search(shown):
            return shown
        lines = (
            f"<t>{line}</t>" if _FROM_RIGHT.search(line) else line for line in _MARKED.sub(_mark, shown).split("\n")
        )
        return "\n".join(lines)


def _mark(match: re.Match[str]) -> str:
    character = match[0]
    shown = "" if _LOST.match(character) else character
    return f'<x n="U+{ord(character):04X}">{shown}</x>'


def _on_each_line(kind: str, shown: str) -> str:
    """Put a token around words; where they go over several lines, one on each."""
    if "\n" not in shown:
        return f"<{kind}>{shown}</{kind}>"
    return "\n".join(f"<{kind}>{line}</{kind}>" if line else "" for line in shown.split("\n"))
