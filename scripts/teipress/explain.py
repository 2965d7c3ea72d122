"""Explain a code: one of teipress, or a rule of the edition's own schema, in the words of the rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from teipress.codes import CODES
from teipress.errors import ConfigurationError
from teipress.meant import nearest
from teipress.project import shown

if TYPE_CHECKING:
    from lxml import etree

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
_VALUES = frozenset({f"{{{SCHEMATRON}}}value-of", f"{{{SCHEMATRON}}}name"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of an edition's Schematron schema: where it applies, what it tests, what it says."""

    code: str
    file: str
    context: str
    test: str
    says: str


def explain(code: str, rules: Mapping[str, Rule]) -> str:
    """Say what a code means, why it matters, an example, and how to mend it. Raises ``ConfigurationError``."""
    if known := CODES.get(code):
        parts = (known.code, known.what, known.why, f"Example:  {known.example}", f"Mend it:  {known.mend}")
        return "\n".join(part for part in parts if part != "Example:  ")
    if rule := rules.get(code):
        return "\n".join(
            (
                rule.code,
                f"A rule of {rule.file}.",
                f"Where:    {rule.context}",
                f"Test:     {rule.test}",
                f"It says:  {rule.says}",
            )
        )
    near = nearest(code, (*CODES, *rules))
    hint = f"did you mean “{near}”? " if near else ""
    raise ConfigurationError(f"there is no code “{code}”; {hint}“teipress explain” lists all")


def list_codes(rules: Mapping[str, Rule]) -> Iterator[str]:
    """Name every code, with a word on each."""
    told = {**{code: known.what for code, known in CODES.items()}, **{code: rule.says for code, rule in rules.items()}}
    width = max(map(len, told))
    for code in sorted(told):
        yield f"{code:{width}}  {told[code]}"


def read_rules(files: Iterable[Path]) -> Mapping[str, Rule]:
    """Collect the asserts and reports that have an id, from Schematron schemas or ODDs."""
    return {rule.code: rule for file in files for rule in _rules(file)}


def _rules(file: Path) -> Iterator[Rule]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(file.read_bytes(), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise ConfigurationError(f"{shown(file)}: this schema cannot be read: {error}") from None
    for test in root.iter(f"{{{SCHEMATRON}}}assert", f"{{{SCHEMATRON}}}report"):
        code = test.get("id")
        if code:
            context = next(test.iterancestors(f"{{{SCHEMATRON}}}rule"), None)
            where = "" if context is None else context.get("context", "")
            yield Rule(code, shown(file), " ".join(where.split()), " ".join(test.get("test", "").split()), _says(test))


def _says(test: etree._Element) -> str:
    """Give the message of a rule, with “…” for what depends on the document."""
    words = [test.text or ""]
    for part in test:
        words += ["…"] if part.tag in _VALUES else map(str, part.itertext())
        words.append(part.tail or "")
    return " ".join("".join(words).split())
