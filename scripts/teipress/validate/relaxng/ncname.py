"""Names without a colon, as XML 1.0 had them up to its fourth edition: RELAX NG and XML Schema 1.0 refer to those.

Expat knows the tables of that edition, so it is asked about names that are not ASCII.
"""

from __future__ import annotations

import re
from functools import lru_cache
from xml.parsers import expat

_ASCII = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_NOT_IN_NAMES = re.compile("[\\s\x00-,/:-@\\[-^`{-\x7f]")


def is_ncname(name: str) -> bool:
    """Tell whether a string is an NCName."""
    if name.isascii():
        return _ASCII.fullmatch(name) is not None
    return _is_other_name(name)


@lru_cache(maxsize=4096)
def _is_other_name(name: str) -> bool:
    if _NOT_IN_NAMES.search(name):
        return False
    parser = expat.ParserCreate(encoding="utf-8")
    try:
        parser.Parse(f"<{name}/>".encode(), True)
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    return True


def is_name(name: str) -> bool:
    """Tell whether a string is a Name: colons may stand anywhere."""
    return bool(name) and is_ncname(name.replace(":", "_"))


def is_nmtoken(token: str) -> bool:
    """Tell whether a string is an Nmtoken: a name that may start with any of its characters."""
    return bool(token) and is_ncname(f"_{token.replace(':', '_')}")
