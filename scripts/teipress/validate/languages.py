"""Check language codes: their form (RFC 5646), their meaning (IANA's registry), and that the header declares them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from language_tags import tags
from lxml import etree

from teipress.corpus import TEI, Document, Element
from teipress.diagnostics import Diagnostic, Severity
from teipress.validate.amount import at_most

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The other attributes of TEI's datatype for languages, by the elements that have them.
LANGUAGES: Mapping[str, frozenset[str]] = {
    "docLang": frozenset({"schemaSpec"}),
    "ident": frozenset({"language"}),
    "mainLang": frozenset({"textLang"}),
    "otherLangs": frozenset({"textLang"}),
    "tag": frozenset({"langKnown"}),
    "tags": frozenset({"langKnowledge"}),
    "targetLang": frozenset(),
}

# RFC 5646, section 2.1
_LANGTAG = re.compile(
    r"""(?:(?P<language>[a-z]{2,3})(?P<extlang>(?:-[a-z]{3}){0,3})|(?P<long>[a-z]{4,8}))
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
    (?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
    (?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)
    (?:-x(?:-[a-z0-9]{1,8})+)?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+", re.IGNORECASE | re.ASCII)
_PRIVATE_LANGUAGE = re.compile(r"q[a-t][a-z]")
_PRIVATE_SCRIPT = re.compile(r"qa(?:a[a-z]|b[a-x])")
_PRIVATE_REGION = re.compile(r"aa|q[m-z]|x[a-z]|zz")

_WORDS = {
    "language": "language",
    "extlang": "part of a language",
    "script": "writing system",
    "region": "country",
    "variant": "variant",
}

# A language that has a code of two letters is named by it (RFC 5646, section 2.2.1): its codes of three are none.
_SHORT: Mapping[str, str] = dict(
    pair.split(":")
    for pair in (
        "afr:af alb:sq ara:ar arm:hy baq:eu bel:be ben:bn bod:bo bos:bs bre:br bul:bg bur:my cat:ca ces:cs chi:zh "
        "cor:kw cos:co cym:cy cze:cs dan:da deu:de dut:nl ell:el eng:en epo:eo est:et eus:eu fao:fo fas:fa fin:fi "
        "fra:fr fre:fr fry:fy geo:ka ger:de gla:gd gle:ga glg:gl glv:gv gre:el guj:gu heb:he hin:hi hrv:hr hun:hu "
        "hye:hy ice:is ind:id isl:is ita:it jav:jv jpn:ja kat:ka kaz:kk khm:km kor:ko kur:ku lao:lo lat:la lav:lv "
        "lit:lt ltz:lb mac:mk mal:ml mar:mr may:ms mkd:mk mlt:mt mon:mn mri:mi msa:ms mya:my nep:ne nld:nl nno:nn "
        "nob:nb nor:no oci:oc ori:or pan:pa per:fa pli:pi pol:pl por:pt roh:rm ron:ro rum:ro rus:ru san:sa sin:si "
        "slk:sk slo:sk slv:sl som:so spa:es sqi:sq srd:sc srp:sr swa:sw swe:sv tam:ta tel:te tgl:tl tha:th tib:bo "
        "tur:tr ukr:uk urd:ur vie:vi wel:cy yid:yi zho:zh"
    ).split()
)


def check_languages(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report each wrong, unknown, outdated or undeclared code of a document once, where it stands first."""
    for document in documents:
        yield from at_most(_in_document(document), document, "language codes")


def _in_document(document: Document) -> Iterator[Diagnostic]:
    used: dict[str, tuple[Element, str, int]] = {}
    declared: set[str] = set()
    for element, attribute, code in _codes(document):
        first = used.get(code, (element, attribute, 0))
        used[code] = (*first[:2], first[2] + 1)
        if attribute == "ident":
            declared.add(_shortest(code))
    for code, (element, attribute, count) in used.items():
        yield from _check(document, element, attribute, code, count)
    if declared:
        yield from _undeclared(document, used, declared)


def _codes(document: Document) -> Iterator[tuple[Element, str, str]]:
    for element in document.elements():
        if value := element.get(XML_LANG, "").strip():
            yield element, XML_LANG, value
        name = etree.QName(element)
        if name.namespace == TEI:
            for attribute, owners in LANGUAGES.items():
                if (value := element.get(attribute, "")) and (not owners or name.localname in owners):
                    yield from ((element, attribute, code) for code in value.split())


def _check(document: Document, element: Element, attribute: str, code: str, count: int) -> Iterator[Diagnostic]:
    times = f" ({count} times in this file)" if count > 1 else ""
    if not is_well_formed(code):
        guess = code.replace("_", "-")
        yield document.diagnose(
            element,
            "malformed-language",
            f"“{code}” is no language code{times}",
            attribute=attribute,
            help=f"Did you mean “{guess}”?"
            if guess != code and is_well_formed(guess)
            else "Write a code of BCP 47: “en”, “ko-Latn”, “de-AT”, “grc”; “x-…” for one of your own.",
        )
    elif fault := _meaning(code):
        why, help = fault
        yield document.diagnose(
            element,
            "unknown-language",
            f"{why}{times}",
            attribute=attribute,
            severity=Severity.WARNING,
            help=help,
        )


@lru_cache(maxsize=4096)
def is_well_formed(code: str) -> bool:
    """Tell whether a code has the form of RFC 5646, or is one of the older ones that its registry keeps."""
    match = _LANGTAG.fullmatch(code)
    if match:
        singletons = re.findall(r"-([0-9a-wy-z])(?=-)", match["extensions"].lower())
        variants = match["variants"].lower().split("-")[1:]
        return len(set(singletons)) == len(singletons) and len(set(variants)) == len(variants)
    return _PRIVATE.fullmatch(code) is not None or tags.tag(code).type == "grandfathered"


@lru_cache(maxsize=4096)
def _meaning(code: str) -> tuple[str, str] | None:
    """Say what is wrong with the parts of a well-formed code, and what to write instead."""
    match = _LANGTAG.fullmatch(code)
    if match is None or tags.tag(code).type == "grandfathered":
        preferred = None if match is None and _PRIVATE.fullmatch(code) else tags.tag(code).preferred
        return (f"the language code “{code}” is outdated", f"Write “{preferred}”.") if preferred else None
    language = (match["language"] or match["long"]).lower()
    if language in _SHORT:
        short = _SHORT[language] + code[len(language) :]
        return f"“{code}” is no code of the registry, which names this language by two letters", f"Write “{short}”."
    parts: list[tuple[str, str, re.Pattern[str] | None]] = [("language", language, _PRIVATE_LANGUAGE)]
    parts += [("extlang", part, None) for part in (match["extlang"] or "").lower().split("-")[1:]]
    parts += [("script", match["script"].lower(), _PRIVATE_SCRIPT)] if match["script"] else []
    parts += [("region", match["region"].lower(), _PRIVATE_REGION)] if match["region"] else []
    parts += [("variant", variant, None) for variant in match["variants"].lower().split("-")[1:]]
    for kind, part, private in parts:
        if private and private.fullmatch(part):
            continue
        if fault := _part(code, kind, part):
            return fault
    return None


def _part(code: str, kind: str, part: str) -> tuple[str, str] | None:
    entry = tags.type(part, kind)
    if entry is None:
        what = _WORDS[kind]
        where = f"“{code}”" if part == code.lower() else f"“{part}”, in “{code}”,"
        return (
            f"{where} is no {what} that the registry of language codes knows",
            "Look the code up in IANA's registry of language subtags; for one of your own, write “x-” before it.",
        )
    if entry.deprecated:
        preferred = entry.preferred
        new = re.sub(rf"(?i)\b{re.escape(part)}\b", str(preferred), code, count=1)
        return (
            f"“{code}” is outdated: the registry has withdrawn “{part}”",
            f"Write “{new}”." if preferred else "Look up in IANA's registry what has taken its place.",
        )
    return None


def _shortest(code: str) -> str:
    language, hyphen, rest = code.lower().partition("-")
    return _SHORT.get(language, language) + hyphen + rest


def _undeclared(
    document: Document, used: Mapping[str, tuple[Element, str, int]], declared: set[str]
) -> Iterator[Diagnostic]:
    """Report what langUsage does not list. A language declared without a country stands for all of them."""
    for code, (element, attribute, _) in used.items():
        parts = _shortest(code).split("-")
        prefixes = {"-".join(parts[:length]) for length in range(1, len(parts) + 1)}
        if attribute == XML_LANG and prefixes.isdisjoint(declared):
            yield document.diagnose(
                element,
                "undeclared-language",
                f"langUsage in the header does not list the language “{code}”",
                attribute=attribute,
                severity=Severity.INFO,
                help=f'Add <language ident="{code}"> to it.',
            )
