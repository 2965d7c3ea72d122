"""Language codes are codes, mean something, and are declared."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipress.diagnostics import Diagnostic, Severity
from teipress.validate.languages import _SHORT, LANGUAGES, check_languages, is_well_formed
from tests.support import document, place, spots, tei
from tests.validate.p5 import P5, needs_p5, p5

__all__ = ["p5"]


def check(folder: Path, content: str) -> list[Diagnostic]:
    return list(check_languages([document(folder, tei(content))]))


# RFC 5646, appendix A
RIGHT = """de fr ja i-klingon zh-Hant zh-Hans sr-Cyrl sr-Latn cmn-Hans-CN yue-HK sr-Latn-RS sl-rozaj sl-rozaj-biske
sl-nedis de-CH-1901 sl-IT-nedis hy-Latn-IT-arevela de-DE en-US es-419 de-CH-x-phonebk az-Arab-x-AZE-derbend
x-whatever qaa-Qaaa-QM-x-southern de-Qaaa sr-Latn-QM sr-Qaaa-RS en-US-u-islamcal zh-CN-a-myext-x-private
en-a-myext-b-another grc la-x-medieval ko-Latn und mul zxx en-GB-oxendict DE-latn-at""".split()
MALFORMED = """de-419-DE a-DE ar-a-aaa-b-bbb-a-ccc eng_US en- -en x en-x en--US de-1901-1901 latin1 classical-latin-text
äö en-US-Latn-""".split()


@pytest.mark.parametrize("code", [code for code in RIGHT if code not in {"i-klingon", "hy-Latn-IT-arevela"}])
def test_codes_of_the_standard_are_no_fault(code: str, tmp_path: Path) -> None:
    assert is_well_formed(code)
    assert check(tmp_path, f'<p xml:lang="{code}"/>') == []


@pytest.mark.parametrize("code", MALFORMED)
def test_what_is_no_code_is_an_error_at_its_attribute(code: str, tmp_path: Path) -> None:
    content = f'<p n="é"\n xml:lang="{code}"/>'
    found = check(tmp_path, content)
    assert spots(found) == [("malformed-language", *place(tei(content), "xml:lang"))]
    assert found[0].severity == Severity.ERROR


def test_an_underscore_is_helped(tmp_path: Path) -> None:
    (found,) = check(tmp_path, '<p xml:lang="en_US"/>')
    assert found.help == "Did you mean “en-US”?"


@pytest.mark.parametrize(
    ("code", "words", "help"),
    [
        ("lat", "names this language by two letters", "Write “la”."),
        ("ger-AT", "names this language by two letters", "Write “de-AT”."),
        ("greek", "“greek” is no language", "Look the code up"),
        ("xyz", "“xyz” is no language", "Look the code up"),
        ("en-UK", "“uk”, in “en-UK”, is no country", "Look the code up"),
        ("ko-Lat", "“lat”, in “ko-Lat”, is no part of a language", "Look the code up"),
        ("ko-Latm", "“latm”, in “ko-Latm”, is no writing system", "Look the code up"),
        ("de-1902", "“1902”, in “de-1902”, is no variant", "Look the code up"),
        ("iw", "the registry has withdrawn “iw”", "Write “he”."),
        ("en-BU", "the registry has withdrawn “bu”", "Write “en-MM”."),
        ("i-klingon", "“i-klingon” is outdated", "Write “tlh”."),
        ("en-GB-oed", "“en-GB-oed” is outdated", "Write “en-GB-oxendict”."),
    ],
)
def test_what_means_nothing_or_no_longer_does_is_a_warning(code: str, words: str, help: str, tmp_path: Path) -> None:
    found = check(tmp_path, f'<p xml:lang="{code}"/>')
    assert [(d.code, d.severity) for d in found] == [("unknown-language", Severity.WARNING)]
    assert words in found[0].message
    assert (found[0].help or "").startswith(help)


def test_each_code_is_reported_once_with_its_number(tmp_path: Path) -> None:
    (found,) = check(tmp_path, '\n<p xml:lang="lat"/>' * 1_000)
    assert found.line == 3
    assert "(1000 times in this file)" in found.message


@pytest.mark.parametrize(
    ("markup", "codes"),
    [
        ('<language ident="lat"/>', ["unknown-language"]),
        ('<textLang mainLang="lat" otherLangs="la eng"/>', ["unknown-language"] * 2),
        ('<langKnown tag="lat"/>', ["unknown-language"]),
        ('<langKnowledge tags="lat eng"/>', ["unknown-language"] * 2),
        ('<ref targetLang="lat"/>', ["unknown-language"]),
        ('<idno ident="lat"/><x tag="lat"/>', []),
        ('<p xml:lang=""/>', []),
        ('<x xmlns="u" xml:lang="lat" targetLang="lat"/>', ["unknown-language"]),
    ],
)
def test_codes_are_checked_where_tei_has_them(markup: str, codes: list[str], tmp_path: Path) -> None:
    assert [d.code for d in check(tmp_path, markup)] == codes


@needs_p5
def test_the_attributes_are_exactly_those_of_tei(p5: P5) -> None:
    declared = set(p5.owners("teidata.language"))
    assert declared == {"xml:lang", *LANGUAGES}


@pytest.mark.parametrize(
    ("code", "is_declared"),
    [("en", True), ("en-GB", True), ("EN", True), ("eng", True), ("ko-Latn", True), ("ko", False), ("la", False)],
)
def test_what_the_header_does_not_list_is_a_note(code: str, is_declared: bool, tmp_path: Path) -> None:
    usage = '<langUsage><language ident="en"/><language ident="ko-Latn"/></langUsage>'
    found = check(tmp_path, f'{usage}<p xml:lang="{code}"/>')
    wanted = [] if is_declared else [("undeclared-language", Severity.INFO)]
    assert [(d.code, d.severity) for d in found if d.code != "unknown-language"] == wanted
    assert "undeclared-language" not in {d.code for d in check(tmp_path, f'<p xml:lang="{code}"/>')}


def test_the_short_codes_are_codes(tmp_path: Path) -> None:
    content = "".join(f'<p xml:lang="{short}"/>' for short in set(_SHORT.values()))
    assert check(tmp_path, content) == []


@given(st.text(st.sampled_from("abxyz19-_"), max_size=20))
def test_no_text_is_beyond_telling(code: str) -> None:
    is_well_formed(code)
