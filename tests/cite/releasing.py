"""An edition with four releases, between which passages are corrected, split, moved, merged and withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from teipress.cite.ledger import RETIRE, read_ledger, record, split_name, write_ledger
from teipress.cite.releasing import Released, release
from teipress.pipeline import Built, build
from teipress.project import Project, read_settings

SETTINGS = '[edition]\ntitle = "Hills"\n[sources]\ntexts = ["tei/texts/*.xml"]\nregisters = ["tei/registers/*.xml"]\n'
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
)
ANN = '<person xml:id="ann"><persName>Ann of the North</persName></person>'
BOB = '<person xml:id="bob"><persName>Robert the Ferryman</persName></person>'
ACROSS = "They went across the river by boat, and the ferryman asked for three pieces of silver."
ANSWER = "Nobody answered for a while, and then all of them spoke at once and very loudly."
A = (
    '<head xml:id="head">The first text</head><p xml:id="p1">It was <persName xml:id="n1" ref="../registers/persons.xml'
    '#ann">Ann</persName> of the north who came over the hills att night, alone and without a lamp in her hand.</p>'
    '<p xml:id="p2">Nobody saw her, for the moon was new. <q xml:id="q1">Who is there? It is I, your neighbour.</q></p>'
    '<p xml:id="p3">In the morning everything was as it had been before.</p>'
)
B = '<head xml:id="head">The second text</head><p xml:id="p1">A letter came from the city, sealed with red wax.</p>'
C = f'<p xml:id="p1">{ACROSS}</p><p xml:id="p2">{ANSWER}</p>'
D = '<p xml:id="p1">Years later the hills were bare, and the city had a wall of new stone around it.</p>'


def tei(title: str, body: str) -> str:
    """Write a text."""
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEADER.format(title)}<text><body>{body}</body></text>'
        "</TEI>\n"
    )


def register(entries: str) -> str:
    """Write the register of persons."""
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER.format("The persons")}<standOff><listPerson>{entries}'
        "</listPerson></standOff></TEI>\n"
    )


@dataclass(frozen=True)
class Edition:
    """An edition in a folder of its own."""

    folder: Path

    @property
    def project(self) -> Project:
        return read_settings(self.folder / "teipress.toml")

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def ledger(self) -> Path:
        return self.project.ids.ledger

    def write(self, name: str, text: str) -> None:
        path = self.folder / "tei" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def build(self, output: Path | None = None) -> Built:
        project = self.project
        return build(replace(project, output=output) if output else project)

    def release(self, name: str, day: str) -> Released:
        return release(self.project, name, day, today="2027-01-01")

    def retire(self, name: str, state: str, heirs: tuple[str, ...], reason: str) -> None:
        ledger = read_ledger(self.ledger)
        entry = ledger.current[split_name(name)]
        entry = replace(entry, state=state, successors=heirs, reason=reason, release="")
        write_ledger(self.ledger, record(ledger, RETIRE, [entry]))


def start(folder: Path) -> Edition:
    """Write the edition as it is before its first release."""
    edition = Edition(folder)
    edition.write("texts/a.xml", tei("The first text", A))
    edition.write("texts/b.xml", tei("The second text", B))
    edition.write("texts/c.xml", tei("A text in between", C))
    edition.write("registers/persons.xml", register(ANN + BOB))
    (folder / "teipress.toml").write_text(SETTINGS)
    return edition


def correct(edition: Edition) -> None:
    """Mend a word, split a quotation, withdraw a person."""
    mended = A.replace("att night", "at night").replace(
        '<q xml:id="q1">Who is there? It is I, your neighbour.</q>',
        '<q xml:id="q2">Who is there?</q> <q xml:id="q3">It is I, your neighbour.</q>',
    )
    edition.write("texts/a.xml", tei("The first text", mended))
    edition.retire("a#q1", "split", ("a#q2", "a#q3"), "Two persons speak")
    edition.write("registers/persons.xml", register(ANN))
    edition.retire("registers/persons#bob", "retired", (), "He is in no text.")


def rearrange(edition: Edition) -> None:
    """Move a passage to another text, take the rest of its text out, merge two paragraphs."""
    text = (edition.folder / "tei/texts/a.xml").read_text(encoding="utf-8")
    edition.write("texts/a.xml", text.replace('</p><p xml:id="p3">', " "))
    edition.retire("a#p3", "merged", ("a#p2",), "")
    edition.write("texts/b.xml", tei("The second text", f'{B}<p xml:id="p2">{ACROSS}</p>'))
    edition.retire("c#p1", "moved", ("b#p2",), "It belongs there")
    (edition.folder / "tei/texts/c.xml").unlink()
    edition.retire("c#p2", "retired", (), "It is of another hand & time <i>")


def add(edition: Edition) -> None:
    """Add a text."""
    edition.write("texts/d.xml", tei("The last text", D))


RELEASES: tuple[tuple[str, str, Callable[[Edition], None]], ...] = (
    ("1.0.0", "2026-11-24", lambda edition: None),
    ("1.1.0", "2026-11-25", correct),
    ("1.2.0", "2026-12-01", rearrange),
    ("2.0.0", "2026-12-24", add),
)


def releases(edition: Edition, number: int = len(RELEASES)) -> None:
    """Make the first releases."""
    for name, day, change in RELEASES[:number]:
        change(edition)
        made = edition.release(name, day)
        assert made.built.written, made.built.report.diagnostics
