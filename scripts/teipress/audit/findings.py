"""What a rule of an audit finds."""

from __future__ import annotations

from dataclasses import dataclass

from teipress.audit.markup import Element


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: its code, the sentence, the element, the remedy, and whether it is an error."""

    code: str
    message: str
    element: Element | None = None
    help: str = ""
    error: bool = True
