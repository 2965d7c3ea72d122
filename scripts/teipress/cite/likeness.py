"""Fingerprints of passages: whether the words of now are those of then, but for a correction.

A content is written ``DIGEST SIZE =words`` for a short text, ``DIGEST SIZE ~SAMPLE opening`` for a longer one, and
``DIGEST 0 !signs`` for one without words (an empty element is known by its attributes). DIGEST is of the exact text
without its white space. SAMPLE is a uniform sample of the text's marks, one of each word and the letter that follows
(the “bottom k” sketch of Broder, “On the resemblance and containment of documents”, 1997), so that from the whole
text of now one can say what share of the text of then is still there.

A context is written ``BEFORE.AFTER@ID/PARENT``: two signs for each of the three words next to the passage, the nearest
first (its sides); the id before it, in the order of start tags; and the id of the element around it.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

Sides: TypeAlias = str

SHORT = 60  # characters of words that are kept as they are
SAMPLE = 16  # marks of a longer text that are kept: their share is right within ± 0.125 (one standard error)
NEAR = 3  # words on each side
KEPT = 0.5  # the least share of what was there that must still be there: explained in docs/identifiers.md
TELLING = 24  # characters of words that are seldom the same by chance
TINY = 3  # characters: of so few, one may differ
_OPENING = 24
_MORE = 8  # times as long
_FEW = 8  # words, of which a sample would tell too little
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# Scripts that do not part words by spaces: each character counts as a word.
_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(f"[{_ALONE}]|[^\\W_{_ALONE}]+")
_CONTENT = re.compile(r"[\w-]+ \d{1,9} (?:=.+|!.*|~(?:[\w-]{4})+ .*)", re.ASCII | re.DOTALL)
_ASCII_WORD = re.compile("[a-z0-9]+")
_POINTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+")


@dataclass(frozen=True, slots=True)
class Content:
    """A content, taken apart. ``kind`` is “=”, “~” or “!”; ``size`` counts words, or the marks of a longer text."""

    digest: str
    size: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What share of the text of then is still there, and what share of the text of now was there then."""

    old: float
    new: float


def digest_of(text: str, attributes: str = "") -> str:
    """Tell an exact text from any other; white space does not count."""
    solid = "".join(text.split()) or f" {attributes}"
    return base64.urlsafe_b64encode(hashlib.blake2b(solid.encode(), digest_size=8).digest())[:11].decode()


def content_of(text: str, attributes: str = "") -> str:
    """Give the fingerprint of a text, or of an element without any."""
    digest, words = digest_of(text, attributes), words_of(text)
    if not words:
        return f"{digest} 0 !{''.join(text.split()) or attributes}"
    plain = " ".join(words)
    if len(plain) <= SHORT or (len(words) < _FEW and len(plain) <= 4 * SHORT):
        return f"{digest} {len(words)} ={plain}"
    marks = marks_of(words)
    sample = b"".join(mark.to_bytes(3, "big") for mark in sorted(marks)[:SAMPLE])
    opening = plain[: _OPENING + 1].rpartition(" ")[0] or plain[:_OPENING]
    return f"{digest} {len(marks)} ~{base64.urlsafe_b64encode(sample).decode()} {opening}"


def is_content(words: str) -> bool:
    """Tell whether a text has the form of a content."""
    return _CONTENT.fullmatch(words) is not None


def read_content(content: str) -> Content:
    """Take a content apart."""
    digest, size, value = content.split(" ", 2)
    return Content(digest, int(size), value[:1], value[1:])


def is_same_text(content: str, digest: str) -> bool:
    """Tell whether a content is of the text that has a digest."""
    return content.startswith(digest + " ")


def words_of(text: str) -> list[str]:
    """List the words of a text without capitals, marks over letters and punctuation."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    bare = _POINTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _WORD.findall(unicodedata.normalize("NFKC", bare))


def marks_of(words: Sequence[str]) -> frozenset[int]:
    """Give the marks of a text: 24 bits of each word together with the first letter of the next."""
    following = [word[0] for word in words[1:]] + [" "]
    return frozenset(
        (crc32(f"{word} {letter}".encode()) * 0x9E3779B1 & 0xFFFFFFFF) >> 8
        for word, letter in zip(words, following, strict=True)
    )


def kept(old: Content, text: str) -> Kept:
    """Say how much of the text of a content there is in a text of now."""
    words = words_of(text)
    if old.kind == "!" or not words:
        return Kept(0, 0)
    return _of_short(old.value, words) if old.kind == "=" else _of_long(old, words)


def _of_long(old: Content, words: Sequence[str]) -> Kept:
    marks = marks_of(words)
    sample = sample_of(old)
    share = sum(mark in marks for mark in sample) / len(sample)
    return Kept(share, min(1.0, share * old.size / len(marks)))


def sample_of(content: Content) -> tuple[int, ...]:
    """List the marks that are kept of a longer text; of a short one, all."""
    if content.kind == "=":
        return tuple(sorted(marks_of(content.value.split(" "))))
    raw = base64.urlsafe_b64decode(content.value.partition(" ")[0])
    return tuple(int.from_bytes(raw[at : at + 3], "big") for at in range(0, len(raw), 3))


def _of_short(old: str, words: Sequence[str]) -> Kept:
    new = " ".join(words)[: 8 * SHORT]
    if len(old) < TELLING and len(new) > _MORE * len(old):
        return Kept(0, 0)  # few words are in a long text by chance
    if f" {old} " in f" {new} ":
        return Kept(1.0, len(old) / len(new))
    if len(new) > 3 * len(old) + 20:
        marks, there = marks_of(old.split(" ")), marks_of(words)
        return Kept(len(marks & there) / len(marks), len(marks & there) / len(there))
    same = 1 - distance(old, new) / max(len(old), len(new))
    if len(old) <= TINY:
        same = 1.0 if distance(old, new) <= 1 else 0.0
        return Kept(same, same)
    before, now = _triples(old), _triples(new)
    common = (before & now).total()
    return Kept(max(same, common / before.total()), max(same, common / now.total()))


def _triples(text: str) -> Counter[str]:
    padded = f" {text} "
    return Counter(padded[at : at + 3] for at in range(len(padded) - 2))


def distance(one: str, other: str) -> int:
    """Count the characters to insert, delete, replace or exchange with the next one.

    Hyyrö, “A bit-vector algorithm for computing Levenshtein and Damerau edit distances”, 2003.
    """
    if not one or not other:
        return len(one) or len(other)
    at: dict[str, int] = {}
    for place, letter in enumerate(one):
        at[letter] = at.get(letter, 0) | 1 << place
    full, last = (1 << len(one)) - 1, 1 << (len(one) - 1)
    up, down, count = full, 0, len(one)
    same, before = 0, 0
    for letter in other:
        match = at.get(letter, 0)
        exchanged = ((~same & match) << 1) & before
        same = (((match & up) + up) ^ up | match | down | exchanged) & full
        plus, minus = down | (full & ~(same | up)), up & same
        count += bool(plus & last) - bool(minus & last)
        plus, minus = (plus << 1 | 1) & full, minus << 1 & full
        up, down, before = minus | (full & ~(same | plus)), plus & same, match
    return count


def sides_of(before: str, after: str) -> Sides:
    """Give the fingerprint of the words before and after a passage."""
    return f"{_signs(reversed(words_of(before)[-NEAR:]))}.{_signs(words_of(after)[:NEAR])}"


def _signs(words: Iterable[str]) -> str:
    hashes = [crc32(word.encode()) * 0x9E3779B1 >> 14 & 0xFFF for word in words]
    return "".join(_ALPHABET[number >> 6] + _ALPHABET[number & 63] for number in hashes)


def hold(old: Sides, new: Sides) -> tuple[bool, bool]:
    """Tell of each side whether most of its words are still there; one side may have none."""
    before, _, after = old.partition(".")
    before_now, _, after_now = new.partition(".")
    return _holds(before, before_now), _holds(after, after_now)


def read_context(context: str) -> tuple[Sides, str, str]:
    """Take a context apart: the sides, the id before, and the id around."""
    sides, _, ids = context.partition("@")
    before, _, parent = ids.partition("/")
    return sides, before, parent


def _holds(old: str, new: str) -> bool:
    if not old or not new or old == new:
        return old == new
    one, other = _pairs(old), _pairs(new)
    return 3 * (one & other).total() >= 2 * max(one.total(), 1)


def _pairs(signs: str) -> Counter[str]:
    return Counter(signs[at : at + 2] for at in range(0, len(signs), 2))
