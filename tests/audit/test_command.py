"""``teipress audit``, and the audit of a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import teipress
from tests.support import tei

RIGHTS = (
    "<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p/><availability><p>Free.</p>"
    "</availability></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
LOST = '<figure xml:id="f1"><graphic url="nowhere.png"/></figure>'
SETTINGS = '[edition]\ntitle = "T"\n[sources]\ntexts = ["a.xml"]\n[publish]\nfooter = "footer.xhtml"\n'
FOOTER = '<div xmlns="http://www.w3.org/1999/xhtml"><p><a href="nowhere.html">Nowhere</a></p></div>'


@pytest.fixture(autouse=True)
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.xml").write_text(tei(f'{RIGHTS}<text><body><p xml:id="p1">x</p></body></text>'))
    Path("footer.xhtml").write_text(FOOTER)
    Path("teipress.toml").write_text(SETTINGS)


def test_a_build_of_an_edition_tells_of_its_faults() -> None:
    run = teipress("build", "--no-check")
    assert run.code == 1
    assert "which is not there [broken-link]" in run.out
    assert Path("output/a.html").is_file()


def test_a_build_may_leave_the_audit_out() -> None:
    run = teipress("build", "--no-check", "--no-audit")
    assert (run.code, "broken-link" in run.out) == (0, False)


def test_the_edition_here_is_audited_and_any_folder() -> None:
    teipress("build", "--no-check", "--no-audit")
    here, there = teipress("audit", "--format", "json"), teipress("audit", "output", "--format", "json")
    assert here.code == there.code == 1
    assert here.rows == there.rows
    assert {row["code"] for row in here.rows} == {"broken-link"}


def test_what_is_no_site_is_refused_with_a_sentence() -> None:
    Path("empty").mkdir()
    for folder, words in (("empty", "there is no page in “empty”"), ("gone", "there is no folder “gone”")):
        run = teipress("audit", folder)
        assert run.code == 2
        assert words in run.err
