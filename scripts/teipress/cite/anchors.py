"""Say what became of an anchor: words that somebody pointed to in an older text. Nothing is guessed.

An anchor is found where its words stand with the words around them, in the element of its id, or in what the ledger
says became of that element. Its offsets are a hint only: they decide nothing, but that nothing has changed. Where two
places come into question, or none, it is orphaned, and the places are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from teipress.cite.anchored import Anchor, Heirs, Published, Status, Verdict, gone, place_of
from teipress.cite.offsets import Span
from teipress.cite.seeking import CANDIDATES, Search
from teipress.cite.selectors import places_of, quote_alone
from teipress.cite.surroundings import agreement


def judge(anchor: Anchor, now: Mapping[str, Published], heirs: Heirs, then: Iterable[Published] = ()) -> Verdict:
    """Say what became of an anchor. ``now`` are the texts of today, by name.

    ``then`` are texts that it may have been made on, those that come into question first: the first one counts in
    which it is found without doubt.
    """
    if not anchor.text:
        return Verdict(anchor, Status.ELSEWHERE, reason="it is not about a text of this edition")
    then = tuple(then)
    anchor = _with_sure_offsets(anchor, (*then, *now.values()))
    settled = [(text, settle(anchor, text)) for text in then]
    known = next(((text, spans[0]) for text, spans in settled if _is_likely(anchor, spans)), None)
    if known is None:
        candidates = tuple(place_of(text, span) for text, spans in settled for span in spans)
        if anchor.release and len(candidates) > 1:
            reason = (
                "in the release that it was made on, these words stand several times; nothing tells which are meant"
            )
            return Verdict(anchor, Status.ORPHANED, candidates=candidates[:CANDIDATES], reason=reason)
        return _judged(anchor, now, heirs)
    text, span = known
    before = place_of(text, span, anchor.id)
    told = replace(anchor, quote=quote_alone(text.plain, span), span=span, id=anchor.id or before.id)
    search = Search(told, now, heirs, text.ids.get(told.id or "") == span, text)
    return replace(search.verdict(), anchor=anchor, before=before)


def _with_sure_offsets(anchor: Anchor, texts: Iterable[Published]) -> Anchor:
    """Forget offsets that may be those of a page, unless they are right for a plain text."""
    span, quote = anchor.span, anchor.quote
    if span is None or anchor.sure:
        return anchor
    words = [text.plain[span.start : span.end].split() for text in texts if text.name == anchor.text]
    return anchor if quote and quote.exact.split() in words else replace(anchor, span=None)


def _is_likely(anchor: Anchor, spans: tuple[Span, ...]) -> bool:
    """Tell whether a text is the one of then: without a release, only if words are told, and the offsets are right."""
    is_there = len(spans) == 1 and (anchor.quote is not None or bool(anchor.release))
    return is_there and (bool(anchor.release) or anchor.span in (None, spans[0]))


def settle(anchor: Anchor, text: Published) -> tuple[Span, ...]:
    """Find the places that an anchor can mean in the text that it was made on: one, if it says enough."""
    around = text.ids.get(anchor.id or "")
    quote = anchor.quote
    if quote is None:
        span = around if anchor.whole else anchor.span
        return (span,) if span and span.start < span.end <= len(text.plain) else ()
    found = [span for span in places_of(text.plain, quote.exact) if agreement(text.plain, span, quote).is_full]
    if anchor.span in found:
        return (anchor.span,)
    if anchor.whole and around in found:
        return (around,)
    within = [span for span in found if around and around.holds(span)]
    return tuple(within or found)


def _judged(anchor: Anchor, now: Mapping[str, Published], heirs: Heirs) -> Verdict:
    """Say what became of an anchor whose text of then is not known."""
    if anchor.quote is not None:
        return Search(anchor, now, heirs, anchor.whole).verdict()
    if anchor.whole:
        return _element(anchor, now, heirs)
    if anchor.span is not None:
        return Verdict(anchor, Status.ORPHANED, reason="only offsets are told, and those of an older text mean nothing")
    text = now.get(anchor.text)
    return Verdict(anchor, Status.EXACT, reason="it is about the whole text") if text else gone(anchor)


def _element(anchor: Anchor, now: Mapping[str, Published], heirs: Heirs) -> Verdict:
    """Say what became of an element that is meant as a whole, none of whose words are told."""
    text, found = now.get(anchor.text), heirs(anchor.text, anchor.id or "")
    if text and anchor.id in text.others:
        return Verdict(anchor, Status.EXACT, reason="the element is there, outside the reading text")
    places = [place_of(now[name], now[name].ids[identifier], identifier) for name, identifier in found]
    if found == ((anchor.text, anchor.id),):
        return Verdict(anchor, Status.EXACT, places[0], reason="the element is there; what it said then is not known")
    if len(places) == 1:
        return Verdict(anchor, Status.MOVED, places[0], reason="the ledger says where the element is now")
    if not places:
        return gone(anchor) if anchor.text not in now else Verdict(anchor, Status.ORPHANED, reason=_no_id(anchor))
    reason = "the ledger names several elements that hold what it held"
    return Verdict(anchor, Status.ORPHANED, candidates=tuple(places), reason=reason)


def _no_id(anchor: Anchor) -> str:
    return f"there is no element “{anchor.id}” in the text any more, and the ledger names no successor"
