"""Control characters that a wrong conversion left in a text: the page has them, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipress.publish.controls import controls_kept
from tests.command import teipress

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>A letter</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>
<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>He said \x93yes\x94, and wrote &amp;#x93;.</p></body></text></TEI>"""
SETTINGS = '[edition]\ntitle = "Letters"\n\n[sources]\ntexts = ["tei/*.xml"]\n\n[publish]\nsource = true\n'


def test_only_references_to_control_characters_are_written_out() -> None:
    assert (
        controls_kept("&#x93; &#X9f; &#x80; &#xa0; &amp;#x93; &#x2014;") == "\x93 \x9f \x80 &#xa0; &amp;#x93; &#x2014;"
    )


def test_the_page_has_the_control_characters_of_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "letter.xml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "teipress.toml").write_text(SETTINGS, encoding="utf-8")
    built = teipress("build", "--no-check")
    assert built.code == 0, built.err
    page = (tmp_path / "output/letter.html").read_text(encoding="utf-8")
    assert "said \x93yes\x94, and wrote &amp;" in page
    assert 'title="U+0093"' in (tmp_path / "output/source/letter.html").read_text(encoding="utf-8")
