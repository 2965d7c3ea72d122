"""The six verbs and all errors of OAI-PMH 2.0; every answer is held against a schema."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from teipress.oai.answers import PAGE, answer
from teipress.oai.records import Repository
from tests.oai.samples import DC, OAI, many, repository, valid

ADDRESS, NOW = "https://example.org/oai", "2026-11-25T04:05:06Z"
LETTER = "oai:example.org:e/letter"
LONG = many(2 * PAGE + 5)


def ask(query: str, held: Repository | None = None) -> etree._Element:
    given = parse_qsl(query, keep_blank_values=True)
    return valid(answer(held or repository(), given, ADDRESS, NOW))


def error(root: etree._Element) -> str:
    (told,) = root.findall(f"{OAI}error")
    assert told.text
    return told.get("code", "")


def test_an_answer_says_when_and_to_what() -> None:
    root = ask(f"verb=GetRecord&metadataPrefix=oai_dc&identifier={LETTER}")
    request = root.find(f"{OAI}request")
    assert request is not None
    assert root.findtext(f"{OAI}responseDate") == NOW
    assert request.text == ADDRESS
    assert sorted(request.attrib.items()) == [
        ("identifier", LETTER), ("metadataPrefix", "oai_dc"), ("verb", "GetRecord")
    ]  # fmt: skip


def test_identify() -> None:
    held = ask("verb=Identify").find(f"{OAI}Identify")
    assert held is not None
    assert [(etree.QName(e).localname, e.text) for e in held][:7] == [
        ("repositoryName", "An edition & more"),
        ("baseURL", ADDRESS),
        ("protocolVersion", "2.0"),
        ("adminEmail", "editor@example.org"),
        ("earliestDatestamp", "2022-02-02"),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DD"),
    ]
    assert ask("verb=Identify", LONG).findtext(f"{OAI}Identify/{OAI}deletedRecord") == "no"


@pytest.mark.parametrize("query", ["", f"&identifier={LETTER}", "&identifier=oai:example.org:e/poem"])
def test_list_metadata_formats(query: str) -> None:
    root = ask(f"verb=ListMetadataFormats{query}")
    assert [e.text for e in root.iter(f"{OAI}metadataPrefix")] == ["oai_dc"]


def test_get_record() -> None:
    record = ask(f"verb=GetRecord&metadataPrefix=oai_dc&identifier={LETTER}").find(f"{OAI}GetRecord/{OAI}record")
    assert record is not None
    assert record.findtext(f"{OAI}header/{OAI}datestamp") == "2024-04-04"
    assert [e.text for e in record.iter(f"{DC}creator")] == ["Kim, Sun", "A society"]


def test_a_withdrawn_record_has_a_header_only() -> None:
    root = ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:example.org:e/poem")
    (record,) = root.iter(f"{OAI}record")
    assert [(etree.QName(e).localname, e.get("status")) for e in record] == [("header", "deleted")]


def listed(query: str, held: Repository | None = None) -> list[str]:
    return [e.text or "" for e in ask(query, held).iter(f"{OAI}identifier")]


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_lists_are_narrowed_by_days_both_of_which_count(verb: str) -> None:
    everything = listed(f"verb={verb}&metadataPrefix=oai_dc")
    assert len(everything) == 5
    assert listed(f"verb={verb}&metadataPrefix=oai_dc&from=2024-04-04") == [LETTER]
    assert listed(f"verb={verb}&metadataPrefix=oai_dc&until=2022-02-02") == ["oai:example.org:e/poem"]
    assert len(listed(f"verb={verb}&metadataPrefix=oai_dc&from=2023-03-03&until=2023-03-03")) == 3


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
@pytest.mark.parametrize("more", ["", "&from=2020-01-02", "&from=2020-01-02&until=2020-01-24"])
def test_a_long_list_goes_on_by_tokens_to_its_end(verb: str, more: str) -> None:
    expected = [
        r.identifier for r in LONG.records
        if (not more or r.datestamp >= "2020-01-02") and ("until" not in more or r.datestamp <= "2020-01-24")
    ]  # fmt: skip
    found: list[str] = []
    query, cursor = f"verb={verb}&metadataPrefix=oai_dc{more}", 0
    while query:
        root = ask(query, LONG)
        (token,) = root.iter(f"{OAI}resumptionToken")
        assert (token.get("cursor"), token.get("completeListSize")) == (str(cursor), str(len(expected)))
        page = [e.text or "" for e in root.iter(f"{OAI}identifier")]
        assert len(page) <= PAGE
        found, cursor = found + page, cursor + len(page)
        query = f"verb={verb}&resumptionToken={token.text}" if token.text else ""
    assert found == expected


def token(verb: str = "ListRecords", held: Repository = LONG) -> str:
    return ask(f"verb={verb}&metadataPrefix=oai_dc", held).findtext(f".//{OAI}resumptionToken") or ""


def test_a_list_of_one_page_has_no_token() -> None:
    assert ask("verb=ListRecords&metadataPrefix=oai_dc", many(PAGE)).find(f".//{OAI}resumptionToken") is None
    assert token(held=many(PAGE + 1))


ERRORS = [
    ("badVerb", ""),
    ("badVerb", "verb="),
    ("badVerb", "verb=listrecords"),
    ("badVerb", "verb=Identify&verb=Identify"),
    ("badVerb", "metadataPrefix=oai_dc"),
    ("badArgument", "verb=Identify&metadataPrefix=oai_dc"),
    ("badArgument", "verb=Identify&x=1"),
    ("badArgument", "verb=ListMetadataFormats&identifier=%00"),
    ("badArgument", "verb=ListMetadataFormats&resumptionToken=x"),
    ("badArgument", "verb=GetRecord"),
    ("badArgument", "verb=GetRecord&metadataPrefix=oai_dc"),
    ("badArgument", f"verb=GetRecord&identifier={LETTER}"),
    ("badArgument", f"verb=GetRecord&metadataPrefix=oai_dc&identifier={LETTER}&identifier={LETTER}"),
    ("badArgument", 'verb=GetRecord&metadataPrefix=oai_dc&identifier=invalid"id'),
    ("badArgument", "verb=ListRecords"),
    ("badArgument", "verb=ListIdentifiers&from=2020-01-01"),
    ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=junk"),
    ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&until=2020-02-30"),
    ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&until=2020"),
    ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01T00:00:00Z"),
    ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2002-02-05&until=2002-02-06T05:35:00Z"),
    ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2021-01-02&until=2021-01-01"),
    ("badArgument", "verb=ListRecords&metadataPrefix=oai_dc&set=a%20b"),
    ("badArgument", f"verb=ListRecords&metadataPrefix=oai_dc&resumptionToken={token()}"),
    ("cannotDisseminateFormat", f"verb=GetRecord&metadataPrefix=marcxml&identifier={LETTER}"),
    ("cannotDisseminateFormat", "verb=ListRecords&metadataPrefix=tei"),
    ("cannotDisseminateFormat", "verb=ListIdentifiers&metadataPrefix=OAI_DC"),
    ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:example.org:e/none"),
    ("idDoesNotExist", "verb=ListMetadataFormats&identifier=really_wrong_id"),
    ("noRecordsMatch", "verb=ListRecords&metadataPrefix=oai_dc&from=2025-01-01"),
    ("noRecordsMatch", "verb=ListIdentifiers&metadataPrefix=oai_dc&until=2021-12-31"),
    ("noSetHierarchy", "verb=ListSets"),
    ("noSetHierarchy", "verb=ListRecords&metadataPrefix=oai_dc&set=music:jazz"),
    ("noSetHierarchy", "verb=ListIdentifiers&metadataPrefix=oai_dc&set=a"),
    ("badResumptionToken", "verb=ListSets&resumptionToken=x"),
    ("badResumptionToken", "verb=ListRecords&resumptionToken=junk"),
    ("badResumptionToken", f"verb=ListRecords&resumptionToken={token()}"),  # of another state of the records
]


@pytest.mark.parametrize(("code", "query"), ERRORS)
def test_a_wrong_question_has_the_error_that_is_specified(code: str, query: str) -> None:
    root = ask(query)
    assert error(root) == code
    request = root.find(f"{OAI}request")
    assert request is not None
    # OAI-PMH 2.0, 3.6: of these two, what was asked is not repeated.
    assert bool(request.attrib) == (code not in ("badVerb", "badArgument"))


def test_every_error_of_the_protocol_is_met_but_the_one_that_cannot_happen() -> None:
    codes = {
        "badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat", "idDoesNotExist",
        "noMetadataFormats", "noRecordsMatch", "noSetHierarchy",
    }  # fmt: skip
    assert codes - {code for code, _ in ERRORS} == {"noMetadataFormats"}  # every record is to be had in a format


@pytest.mark.parametrize(
    "change", [("R/", "I/"), (f"/{PAGE}/", "/0/"), (f"/{PAGE}/", "/100000/"), (f"/{PAGE}/", "/7/")]
)
def test_a_token_that_was_changed_is_refused(change: tuple[str, str]) -> None:
    changed = token().replace(*change)
    assert changed != token()
    assert error(ask(f"verb=ListRecords&resumptionToken={changed}", LONG)) == "badResumptionToken"


VALUES = st.one_of(
    st.sampled_from(
        ["ListRecords", "GetRecord", "Identify", "oai_dc", LETTER, "2021-01-01", "2021-01-01T00:00:00Z", token()]
    ),
    st.text(max_size=12),
)
NAMES = ["verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken", "x", ""]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=5), st.sampled_from(["", "ListRecords", "GetRecord"])
)
def test_no_question_breaks_an_answer(pairs: list[tuple[str, str]], verb: str) -> None:
    given = [("verb", verb), *(pair for pair in pairs if pair[0] != "verb")] if verb else pairs
    valid(answer(LONG, given, ADDRESS, NOW))
