"""``docs/codes.md`` explains every code; it is made from ``codes.py``, by ``nox -s goldens``."""

from __future__ import annotations

import pytest

from teipress.codes import CODES, Code
from tests.paths import ROOT

PAGE = ROOT / "docs/codes.md"
HEAD = """# Codes

What every code of teipress means: what is wrong, why it matters, an example, and how to mend it. The codes of an
edition's own rules are in its guidelines: [those of the reference edition](../schemas/guidelines.html#rules).

<!-- Made from scripts/teipress/codes.py: “nox -s goldens” writes this file. -->
"""


def entry(code: Code) -> str:
    example = f"Example: {shown(code.example)}. " if code.example else ""
    return (
        f"\n## {code.code}\n\n{escaped(code.what)} {escaped(code.why)}\n\n{example}**Mend it:** {escaped(code.mend)}\n"
    )


def shown(example: str) -> str:
    """Show markup as code, and other words as they are."""
    return f"`{example}`" if set('<>=&"') & set(example) else example


def escaped(words: str) -> str:
    """Keep Markdown from taking markup for its own."""
    return words.replace("<", "\\<").replace("*", "\\*")


def test_the_page_of_codes_is_not_stale(request: pytest.FixtureRequest) -> None:
    made = HEAD + "".join(entry(CODES[code]) for code in sorted(CODES))
    if request.config.getoption("--update-goldens"):
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made, "run “nox -s goldens”"


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
def test_a_code_says_what_why_and_how_to_mend_it_in_sentences(code: Code) -> None:
    for sentence in (code.what, code.why, code.mend):
        assert sentence[0].isupper()
        assert sentence.endswith((".", "?"))
    assert code.what != code.why
