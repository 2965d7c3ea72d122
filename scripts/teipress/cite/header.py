"""What the header of a text says that a citation needs: titles, people, publisher, dates, rights, DOI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teipress.cite.settings import Person, bare_doi, is_date, person
from teipress.corpus import TEI, Document, Element

_IN = {"t": TEI}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_OF_A_NAME = frozenset(f"{{{TEI}}}{name}" for name in "idno affiliation email note date roleName ptr".split())
# What is added to a name to tell its bearer from others: the years of a life, and that the name is an assumed one.
_ADDED = re.compile(r"\s*(?:\((?=[^()]*\d{3})[\d\s?.,–—*†-]+\)\.?|\[pseud\.?\])", re.IGNORECASE)
_OF_A_WORK = frozenset({"m", "s"})
_TRANSLATES = frozenset({"translator", "translation", "trl"})  # what @role says of an editor


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says; empty, where it says nothing.

    ``short`` is the title as references have it. ``date`` is that of the edition, ``original`` the year of what is
    edited (both ISO 8601). ``is_work`` tells that the text is a book or the like, not a part of one.
    """

    title: str = ""
    subtitle: str = ""
    short: str = ""
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    publisher: str = ""
    place: str = ""
    date: str = ""
    original: str = ""
    doi: str = ""
    licence: str = ""
    language: str = ""
    is_work: bool = False


def read_header(document: Document) -> Header:
    """Read the header of a document, or the first of a corpus; a document without one says nothing."""
    header = document.root.find("t:teiHeader", _IN)
    if header is None:
        return Header(language=_language(document.root))
    statement = "t:fileDesc/t:titleStmt"
    titles = _titles(header, statement)
    editors = [(_person(one), one.get("role", "").lower()) for one in _all(header, f"{statement}/t:editor")]
    publication = "t:fileDesc/t:publicationStmt"
    return Header(
        **titles,
        authors=_named(_person(one) for one in _all(header, f"{statement}/t:author")),
        editors=_named(one for one, role in editors if role not in _TRANSLATES),
        translators=_named(one for one, role in editors if role in _TRANSLATES),
        publisher=_first(header, f"{publication}/t:publisher") or _first(header, f"{publication}/t:authority"),
        place=_first(header, f"{publication}/t:pubPlace"),
        date=_date_of(header, f"{publication}/t:date") or _date_of(header, "t:fileDesc/t:editionStmt//t:date"),
        original=_original(document.root, header),
        doi=_doi(header, publication),
        licence=_licence(header, publication),
        language=_language(document.root),
        is_work=_is_work(document.root, header, statement),
    )


def _all(node: Element, path: str) -> list[Element]:
    return list(node.iterfind(path, _IN))


def _words(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _first(node: Element, path: str) -> str:
    return next(filter(None, map(_words, _all(node, path))), "")


def _titles(header: Element, statement: str) -> dict[str, str]:
    """Tell main title, subtitle and short title apart by their @type."""
    titles = [(title.get("type", ""), _words(title)) for title in _all(header, f"{statement}/t:title")]

    def of(*kinds: str) -> str:
        return next((words for kind, words in titles if kind in kinds and words), "")

    main = of("main") or next((words for kind, words in titles if kind not in _OTHER_TITLES), "") or of(*_OTHER_TITLES)
    return {"title": main, "subtitle": of("sub"), "short": of("short", "abbr", "abbreviated")}


_OTHER_TITLES = ("sub", "short", "abbr", "abbreviated", "alt", "desc")


def _named(people: Iterator[Person]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(one for one in people if one.family or one.name))


def _person(element: Element) -> Person:
    """Read a name: its parts as they are tagged, else as they are written; without a comma or tags it stays whole."""
    named = next(
        (one for name in ("persName", "name", "orgName") for one in element.iterchildren(f"{{{TEI}}}{name}")), element
    )
    family = " ".join(map(_words, _all(named, ".//t:surname")))
    given = " ".join(map(_words, _all(named, ".//t:forename")))
    if family:
        links = " ".join(map(_words, _all(named, ".//t:nameLink")))
        return Person(family=" ".join(filter(None, (links, family))), given=given)
    if named.tag == f"{{{TEI}}}orgName":
        return Person(name=_name_of(named))
    return person(_name_of(named))


def _name_of(named: Element) -> str:
    """Give a name without what is said of its bearer; with spaces where it is only parts."""
    parts, is_mixed = [named.text or ""], bool((named.text or "").strip())
    for child in named:
        if isinstance(child.tag, str) and child.tag not in _NOT_OF_A_NAME:
            parts.append("".join(map(str, child.itertext())))
        parts.append(child.tail or "")
        is_mixed = is_mixed or bool((child.tail or "").strip())
    return _ADDED.sub("", " ".join(("" if is_mixed else " ").join(parts).split())).rstrip(",;")


def _date_of(node: Element, path: str) -> str:
    """Give the first date that a calendar knows: by its attributes, else by its words."""
    for date in _all(node, path):
        for value in (date.get(name, "") for name in ("when", "to", "notAfter", "from", "notBefore")):
            if is_date(value[:10]):
                return value[:10]
        if is_date(_words(date)) or re.fullmatch(r"\d{4}", _words(date)):
            return _words(date)
    return ""


def _original(root: Element, header: Element) -> str:
    """Give the year in which the text was first published, as far as the header says that and not only what it follows.

    That is the date of the first edition, of the first print in the manner of DraCor, or of an article in a periodical.
    """
    sources = "t:fileDesc/t:sourceDesc//t:bibl"
    for path in (f"{sources}[@type='firstEdition']//t:date", "t:fileDesc/t:sourceDesc//t:event[@type='print']"):
        if date := _date_of(header, path):
            return date[:4]
    if date := _date_of(root, "t:standOff//t:event[@type='print']"):
        return date[:4]
    articles = (one for one in _all(header, sources) if {"a", "j"} <= {t.get("level") for t in _all(one, ".//t:title")})
    return next((date[:4] for article in articles if (date := _date_of(article, ".//t:date"))), "")


def _doi(header: Element, publication: str) -> str:
    numbers = _all(header, f"{publication}/t:idno")
    return next(
        (bare_doi(_words(one)) for one in numbers if one.get("type", "").lower() == "doi" and bare_doi(_words(one))), ""
    )


def _licence(header: Element, publication: str) -> str:
    """Give the address of the licence, else its words."""
    licences = _all(header, f"{publication}/t:availability/t:licence")
    targets = (target for one in licences for target in one.get("target", "").split())
    return next((target for target in targets if re.match(r"https?://", target)), "") or next(map(_words, licences), "")


def _language(root: Element) -> str:
    text = root.find("t:text", _IN)
    places = (text, root) if text is not None else (root,)
    return next((language for place in places if (language := place.get(_LANG, "").strip())), "")


def _is_work(root: Element, header: Element, statement: str) -> bool:
    """Tell whether this is a work that stands by itself: its title says so, or that of its source, or a title page."""
    for path in (f"{statement}/t:title", "t:fileDesc/t:sourceDesc//t:title"):
        levels = {title.get("level") for title in _all(header, path)} - {None}
        if levels:
            return not levels & {"a", "u"} and bool(levels & _OF_A_WORK)
    return root.find("t:text/t:front/t:titlePage", _IN) is not None
