"""Every code is explained, and every explained code is one that can be met."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import teipress
from teipress.audit.codes import AUDIT
from teipress.codes import CODES, Code
from teipress.resources import xslt

PACKAGE = Path(teipress.__file__).parent
# The functions to which a code is passed, as their first string.
CALLS = {"Diagnostic", "diagnose", "_trouble", "_limit", "Fault", "_report"}
NAME = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")


def strings(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and NAME.fullmatch(part.value):
            yield part.value


def called_with() -> set[str]:
    """Collect the strings that are passed where a code is expected."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                positional = [a for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                named = [k.value for k in node.keywords if k.arg == "code"]
                if name in CALLS:
                    found.update(s for a in (*positional[:1], *named) for s in strings(a))
    return found


def told_by_stylesheets() -> set[str]:
    """Collect the codes that stylesheets give to their messages and faults."""
    given = re.compile(r"""(?:name="code" select="|fault\([^,]*, )'([a-z-]+)'""")
    return {code for path in xslt().rglob("*.xsl") for code in given.findall(path.read_text(encoding="utf-8"))}


def test_every_code_that_a_stylesheet_gives_is_explained() -> None:
    assert len(told_by_stylesheets()) > 5
    assert told_by_stylesheets() - set(CODES) == set()


def test_every_code_that_python_gives_is_explained() -> None:
    assert len(called_with()) > 20
    assert called_with() - set(CODES) == set()


def sources() -> str:
    """Read all Python and XSLT, but for the explanations."""
    python = (path for path in PACKAGE.rglob("*.py") if path.name != "codes.py")
    return "".join(path.read_text(encoding="utf-8") for path in (*python, *xslt().rglob("*.xsl")))


def test_every_explained_code_can_be_met() -> None:
    quoted = set(re.findall(r"""["']([a-z-]+)["']""", sources()))
    assert set(CODES) - quoted == set()


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_every_explanation_says_what_why_and_how_to_mend(code: Code) -> None:
    assert NAME.fullmatch(code.code) or code.code == "doctype"
    for words in (code.what, code.why, code.mend):
        assert words.endswith(".")
        assert words[0].isupper() or words[0] in "“<"
    assert code.example


def test_no_code_is_explained_twice() -> None:
    source = (PACKAGE / "codes.py").read_text(encoding="utf-8")
    given = [*re.findall(r'Code\(\s*"([a-z-]+)"', source), *(row[0] for row in AUDIT)]
    assert sorted(given) == sorted(CODES)
