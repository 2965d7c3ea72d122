"""What is told of each text, and by which day."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from teipress.cite.header import Header
from teipress.cite.past import Past
from teipress.cite.settings import Citation
from teipress.errors import ConfigurationError
from teipress.oai.records import identifier_of, read, repository_of, written
from teipress.oai.settings import Oai, read_oai
from tests.oai.samples import CATALOGUE, HEADERS, PAST, SETTINGS, many, repository, whole


def record(name: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for key, value in repository().by_identifier[f"oai:example.org:e/{name}"].fields:
        fields.setdefault(key, []).append(value)
    return fields


def test_a_record_says_what_dublin_core_has_a_word_for() -> None:
    assert record("letter") == {
        "title": ["A letter & more"],
        "creator": ["Kim, Sun", "A society"],
        "subject": ["letters", "roads"],
        "description": ["About <nothing>"],
        "publisher": ["A press"],
        "contributor": ["Ra, On"],
        "date": ["2024-04-04"],
        "type": ["Text"],
        "format": ["text/html", "application/tei+xml", "text/plain"],
        "identifier": [
            "https://example.org/e/letter.html",
            "https://example.org/e/letter.xml",
            "https://example.org/e/letter.txt",
            "https://doi.org/10.1234/letter",
        ],
        "source": ["An archive, box 3"],
        "language": ["ko", "en"],
        "relation": ["https://example.org/e/"],
        "coverage": ["Seoul"],
        "rights": ["https://creativecommons.org/licenses/by/4.0/"],
    }


def test_what_is_not_known_is_left_out_and_the_doi_of_the_whole_is_not_that_of_a_text() -> None:
    told = record("%C3%A9%20%C3%BC")
    assert told["title"] == ["é ü"]
    assert told["publisher"] == ["The house"]
    assert told["identifier"][0] == "https://example.org/e/%C3%A9%20%C3%BC.html"
    assert not any("doi.org" in one for one in told["identifier"])
    assert not told.keys() & {"creator", "subject", "rights", "language"}


def test_each_release_dates_all_records_anew_and_a_later_day_in_the_header_counts() -> None:
    days = {one.identifier.rpartition("/")[2]: one.datestamp for one in repository().records if not one.deleted}
    assert days == {"letter": "2024-04-04", "%C3%A9%20%C3%BC": "2023-03-03", "play": "2023-03-03"}


def test_without_a_release_the_day_is_that_of_the_header_and_what_it_leaves_open_is_its_first_day() -> None:
    bare = whole(releases=(), date="", settings=Citation())
    days = [one.datestamp for one in repository_of(bare, Past(), (), SETTINGS).records]
    assert days == ["2019-05-01", "2020-01-01", "2024-04-04"]
    undated = replace(bare, headers={**HEADERS, "none": Header()})
    assert (
        repository_of(undated, Past(), (), SETTINGS).by_identifier["oai:example.org:e/none"].datestamp == "2024-04-04"
    )


def test_without_any_date_the_editor_is_told() -> None:
    with pytest.raises(ConfigurationError, match=r"citation\.released"):
        repository_of(whole(headers={"a": Header()}, releases=(), date=""), Past(), (), SETTINGS)


def test_a_withdrawn_text_is_told_by_the_first_release_without_it() -> None:
    gone = {one.identifier: one.datestamp for one in repository().records if one.deleted}
    # The last release still has the song: until the next one, nobody knows a later day.
    assert gone == {"oai:example.org:e/poem": "2022-02-02", "oai:example.org:e/song": "2023-03-03"}
    assert not any(one.fields for one in repository().records if one.deleted)


def test_a_text_that_was_only_spelled_otherwise_is_not_withdrawn() -> None:
    headers = {**HEADERS, "Poem": Header()}
    made = repository_of(whole(headers=headers), PAST, CATALOGUE, SETTINGS)
    assert "oai:example.org:e/poem" not in made.by_identifier


def test_records_are_in_order_and_are_read_as_they_were_written() -> None:
    made = repository()
    assert [one.datestamp for one in made.records] == sorted(one.datestamp for one in made.records)
    assert read(written(made)) == made
    assert made.earliest == "2022-02-02"
    assert made.state == repository().state != many(3).state


def test_identifiers_follow_the_format_of_oai() -> None:
    form = re.compile(r"oai:[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+:[a-zA-Z0-9\-_.!~*'();/?:@&=+$,%]+")
    for name in ("a", "é ü", "a<b>", "100%", "x#y", "a:b", "tilde~", "한국"):
        assert form.fullmatch(identifier_of("https://example.org:8443/e/", name))


def told(message: str) -> ConfigurationError:
    return ConfigurationError(f"teipress.toml: {message}")


@pytest.mark.parametrize(
    ("values", "base_url", "key"),
    [
        ({"gateway": "https://g.org/"}, "https://example.org/", "oai.email"),
        ({"email": "nobody"}, "https://example.org/", "oai.email"),
        ({"email": 3}, "https://example.org/", "oai.email"),
        ({"email": "a@b"}, "https://example.org/", "oai.email"),
        ({"email": "a@b.org", "gateway": "g.org"}, "https://example.org/", "oai.gateway"),
        ({"email": "a@b.org", "gateway": "https://g.org/?x"}, "https://example.org/", "oai.gateway"),
        ({"email": "a@b.org"}, "", "edition.base-url"),
        ({"email": "a@b.org"}, "https://localhost/", "edition.base-url"),
        ({"email": "a@b.org"}, "https://127.0.0.1/", "edition.base-url"),
    ],
)
def test_settings_that_would_make_no_repository_are_refused(values: dict[str, object], base_url: str, key: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(key)):
        read_oai(values, base_url, told)


def test_settings_are_read() -> None:
    assert read_oai({}, "", told) is None
    assert read_oai({"email": "a@b.org"}, "https://example.org/e", told) == Oai("a@b.org")
