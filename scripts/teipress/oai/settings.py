"""What an edition says of being harvested: the section ``[oai]`` of its settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from teipress.errors import ConfigurationError

KEYS = ("email", "gateway")
_EMAIL = re.compile(r"[^\s@]+@([^\s@.]+\.)+[^\s@.]+")
# The first part of an identifier (Specification and XML Schema for the OAI Identifier Format, 2.1).
_DOMAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)+")
_GATEWAY = re.compile(r"https?://[^\s?#]+")


@dataclass(frozen=True, slots=True)
class Oai:
    """Whom harvesters write to, and the address of the Static Repository Gateway, if there is one."""

    email: str
    gateway: str = ""


def read_oai(values: Mapping[str, Any], base_url: str, error: Callable[[str], ConfigurationError]) -> Oai | None:
    """Read the section; nothing, where there is none. ``error`` makes the error to raise, which names the file."""
    if not values:
        return None
    email, gateway = values.get("email", ""), values.get("gateway", "")
    if not isinstance(email, str) or not _EMAIL.fullmatch(email):
        raise error("'oai.email' must be an address to write to, such as “edition@example.org”: OAI-PMH asks for one")
    if not isinstance(gateway, str) or (gateway and not _GATEWAY.fullmatch(gateway)):
        raise error("'oai.gateway' must be the address of a Static Repository Gateway on the web")
    if not _DOMAIN.fullmatch(domain_of(base_url)):
        raise error("'oai' needs 'edition.base-url', with the name of a host: identifiers of OAI start with it")
    return Oai(email, gateway)


def domain_of(address: str) -> str:
    """Give the host that an address names; empty, where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
