"""Reports to render: the words of a hostile file among them."""

from __future__ import annotations

from teipress.diagnostics import Diagnostic, Report, Severity, Source, quote

PATH = "tei/a b:ö,%.xml"
TEXT = 'one\n<p ref="#x"/> 𐐀 <b>\x1b[31m\n<hi\n>'
HOSTILE = "a\r\n::error::forged %0A<script>\x1b[31m\x00\ud800]]>&"

ERROR = Diagnostic(
    "dangling-pointer",
    Source.INTEGRITY,
    "“#x” points to nothing",
    PATH,
    line=2,
    column=4,
    end_line=2,
    end_column=12,
    id="p1",
    xpath="/TEI/p/@ref",
    help="Did you mean “#y”?",
)
WARNING = Diagnostic(
    "own-rule",
    Source.SCHEMATRON,
    HOSTILE,
    PATH,
    Severity.WARNING,
    3,
    1,
    4,
    2,
    id=HOSTILE,
    xpath="/TEI/hi",
    help=HOSTILE,
)
NOTE = Diagnostic("unused-entry", Source.INTEGRITY, "nobody points to it", "tei/z.xml", Severity.INFO)


def report(*diagnostics: Diagnostic) -> Report:
    """Make a report of three files."""
    return Report(diagnostics, (PATH, "tei/b.xml", "tei/z.xml"), quote(diagnostics, {PATH: TEXT}))


ALL = report(ERROR, WARNING, NOTE)
