"""The names of releases: versions such as 1.0.0, in their order (Semantic Versioning 2.0.0, sections 2, 9 and 11)."""

from __future__ import annotations

import re

EXAMPLES = "“1.0.0”, “1.1.0” or “2.0.0-beta.1”"
_VERSION = re.compile(
    r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-((?:0|[1-9]\d{0,8}|\d*[A-Za-z-][\dA-Za-z-]*)"
    r"(?:\.(?:0|[1-9]\d{0,8}|\d*[A-Za-z-][\dA-Za-z-]*))*))?",
    re.ASCII,
)
_LONGEST = 64  # characters: it is the name of a folder


def is_version(name: str) -> bool:
    """Tell whether a name is a version: three numbers, and perhaps what comes before them (“-beta.1”).

    Build metadata (“+3”) do not tell versions apart (section 10), and are refused.
    """
    return len(name) <= _LONGEST and _VERSION.fullmatch(name) is not None


def precedence(version: str) -> tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]:
    """Give what to sort a version by (section 11). Raises ``ValueError`` for what is none."""
    found = _VERSION.fullmatch(version)
    if found is None:
        raise ValueError(version)
    before = found[4].split(".") if found[4] else []
    words = tuple((not word.isdigit(), int(word) if word.isdigit() else 0, word) for word in before)
    return tuple(map(int, found.groups()[:3])), not before, words
