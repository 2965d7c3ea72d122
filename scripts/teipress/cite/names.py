"""What can be an id, or a part of one: NCNames (Namespaces in XML 1.0, section 3) in Unicode's composed form.

Almost all are of ASCII letters, and are told without loading a parser.
"""

from __future__ import annotations

import re
import unicodedata

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_INSIDE = re.compile(r"[A-Za-z0-9._-]*")


def is_name(text: str) -> bool:
    """Tell whether a text can be an id that every program finds."""
    if text.isascii():
        return bool(_NAME.fullmatch(text))
    from teipress.validate.identifiers import is_ncname

    return is_ncname(text) and unicodedata.is_normalized("NFC", text)


def is_inside(text: str) -> bool:
    """Tell whether a text can follow another in an id."""
    if text.isascii():
        return bool(_INSIDE.fullmatch(text))
    return is_name(f"_{text}") and not unicodedata.combining(text[0])


def starts_name(text: str) -> bool:
    """Tell whether an id can start with a text that can be inside of one."""
    return text != "" and is_name(text[0])


def skeleton(name: str) -> str:
    """Give what two ids have in common that readers mix up."""
    if name.isascii():
        return name.lower()
    from teipress.validate.identifiers import LOOKALIKES

    return name.casefold().translate(LOOKALIKES)


def as_name(text: str) -> str:
    """Make an id of any text: what none can hold becomes “_”."""
    kept = "".join(letter if is_inside(letter) else "_" for letter in unicodedata.normalize("NFC", text)) or "_"
    return kept if starts_name(kept) else f"_{kept}"
