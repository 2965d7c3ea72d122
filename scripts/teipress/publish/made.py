"""What comes of a text: its files and what is known of it, or the reasons why it has no page."""

from __future__ import annotations

from dataclasses import dataclass

from teipress.diagnostics import Diagnostic
from teipress.output import File
from teipress.publish.media import Media
from teipress.publish.records import Record


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a text: its files, its record, what was noticed, the media that it names.

    ``points`` tells whether it may point to other texts.
    """

    files: tuple[File, ...]
    record: Record
    diagnostics: tuple[Diagnostic, ...]
    media: tuple[Media, ...]
    points: bool


@dataclass(frozen=True, slots=True)
class Spoilt:
    """Why a text has no page."""

    diagnostics: tuple[Diagnostic, ...]
