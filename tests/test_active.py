"""What would run in a browser is refused; pictures and formulas are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import at, document, place, refusal, tei

XHTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'
SVG = 'xmlns:s="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    ("content", "here"),
    [
        (f"<h:script {XHTML}>alert(1)</h:script>", "<h:script"),
        (f"<s:svg {SVG}><s:script>alert(1)</s:script></s:svg>", "<s:script"),
        (f'<h:img {XHTML} src="x" onerror="alert(1)"/>', "onerror"),
        (f'<s:svg {SVG} onload="alert(1)"/>', "onload"),
        (f'<h:a {XHTML} href="java&#9;script:alert(1)">x</h:a>', "href"),
        (f'<s:a {SVG} xlink:href=" JavaScript:alert(1)"/>', 'xlink:href=" J'),
        (f'<h:iframe {XHTML} src="x"/>', "<h:iframe"),
        (f'<h:embed {XHTML} src="x"/>', "<h:embed"),
        (f'<h:img {XHTML} src="data:text/html,x"/>', "src"),
        ('<x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform" version="1.0"/>', "<x:stylesheet"),
    ],
)
def test_what_runs_is_refused_at_its_place(tmp_path: Path, content: str, here: str) -> None:
    text = tei(f"<text>{content}</text>")
    found = refusal(tmp_path, text)
    assert (found.code, at(found)) == ("active-content", place(text, here))


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        '<ref target="javascript:alert(1)">x</ref>',
        f'<s:svg {SVG}><s:path d="M0 0"/><s:image xlink:href="data:image/png;base64,AA"/></s:svg>',
        f"<h:table {XHTML}><h:tr><h:td>x</h:td></h:tr></h:table>",
        '<x:key xmlns:x="http://www.w3.org/1999/XSL/Transform" name="k"/>',
        '<egXML xmlns="http://www.tei-c.org/ns/Examples"><script>x</script></egXML>',
    ],
)
def test_what_a_browser_shows_or_ignores_is_read(tmp_path: Path, content: str) -> None:
    assert document(tmp_path, tei(f"<text>{content}</text>"))
