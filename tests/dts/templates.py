"""Templates of addresses (RFC 6570), as clients expand them, and the addresses in answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urljoin

Question = Mapping[str, str]

ADDRESSES = frozenset({"collection", "navigation", "document", "download", "first", "previous", "next", "last"})
_EXPRESSION = re.compile(r"\{([/;?&])([a-zA-Z,]+)\}")


def expand(template: str, values: Question) -> str:
    """Expand a template, for the operators that stand in ours."""

    def expanded(found: re.Match[str]) -> str:
        operator, names = found[1], found[2].split(",")
        given = [(name, quote(values[name], safe="-._~")) for name in names if name in values]
        match operator:
            case "/":
                return "".join(f"/{value}" for _, value in given)
            case ";":
                return "".join(f";{name}={value}" if value else f";{name}" for name, value in given)
            case "?":
                return ("?" if given else "") + "&".join(f"{name}={value}" for name, value in given)
            case _:
                return "".join(f"&{name}={value}" for name, value in given)

    return _EXPRESSION.sub(expanded, template)


def variables(template: str) -> frozenset[str]:
    """Say what can be put into a template."""
    return frozenset(name for found in _EXPRESSION.finditer(template) for name in found[2].split(","))


def asked(query: object) -> dict[str, str]:
    """Give what a query asks as values for a template."""
    values = {name: getattr(query, name) for name in query.__dataclass_fields__}  # type: ignore[attr-defined]
    return {name: str(value) for name, value in values.items() if value is not None}


def absolute(value: Any, base: str, key: str = "", kind: str = "") -> Any:
    """Make the addresses in an answer absolute, which are relative to where it is. Names stay as they are."""
    if isinstance(value, dict):
        return {k: absolute(v, base, k, value.get("@type", "")) for k, v in value.items()}
    if isinstance(value, list):
        return [absolute(item, base, key, kind) for item in value]
    has_address = key in ADDRESSES or (key == "@id" and kind not in {"Resource", "Collection"})
    return urljoin(base, value) if has_address and isinstance(value, str) else value
