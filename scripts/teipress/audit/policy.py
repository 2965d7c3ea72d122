"""What the Content-Security-Policy of a page lets through: nothing foreign, nothing that is written into the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teipress.audit.findings import Finding
from teipress.audit.markup import Element, Page

_HASH = re.compile(r"'sha(?:256|384|512)-[A-Za-z0-9+/_=-]+'", re.IGNORECASE)
_KEEPING = frozenset({"'self'", "'none'", "'wasm-unsafe-eval'", "'report-sample'"})
# What may come from the page itself, as data: nothing of these runs (CSP 3, 6.1).
_DATA = frozenset({"img-src", "font-src", "media-src"})
# Directives that hold no sources.
_WITHOUT_SOURCES = frozenset(
    {"sandbox", "upgrade-insecure-requests", "block-all-mixed-content", "require-trusted-types-for", "trusted-types"}
)


def check_policy(page: Page) -> Iterator[Finding]:
    """Check the policy of a page, and that it counts for all of it."""
    policies = [e for e in page.named("meta") if e.get("http-equiv").strip().lower() == "content-security-policy"]
    heeded = [e for e in policies if any(a.name == "head" for a in e.around())]  # HTML: elsewhere it is ignored
    if not heeded:
        yield Finding(
            "no-security-policy",
            "nothing forbids this page to load or run what is foreign",
            policies[0] if policies else None,
            "Write a <meta http-equiv=\"Content-Security-Policy\"> into its head, with default-src 'none' and 'self'.",
            error=False,
        )
    for policy in heeded:
        yield from _check_sources(policy)
        early = next((e for e in page.elements if _loads(e) and _starts_before(e, policy)), None)
        if early is not None:
            yield Finding(
                "weak-security-policy",
                f"this <{early.name}> stands before the security policy, which does not count for it",
                early,
                "Let the policy come first in the head, after the charset.",
            )


def directives_of(content: str) -> dict[str, list[str]]:
    """Read a policy: of a directive that is there twice, the first counts (CSP 3, 2.2.1)."""
    found: dict[str, list[str]] = {}
    for part in content.lower().split(";"):
        words = part.split()
        if words:
            found.setdefault(words[0], words[1:])
    return found


def _check_sources(policy: Element) -> Iterator[Finding]:
    directives = directives_of(policy.get("content"))
    for name, sources in directives.items():
        weak = next((source for source in sources if not _keeps(name, source)), None)
        if name == "style-src" and sources == ["'unsafe-inline'"] and _loads_nothing(directives):
            continue  # a style that can load nothing can tell nobody anything
        if weak is not None and name not in _WITHOUT_SOURCES:
            yield Finding(
                "weak-security-policy",
                f"the security policy of this page lets through {weak} in {name}",
                policy,
                "Name 'self' only: a site that keeps needs no other host.",
            )
    if "default-src" not in directives:
        yield Finding(
            "weak-security-policy",
            "the security policy of this page has no default-src",
            policy,
            "Start it with default-src 'none'.",
        )


def _loads_nothing(directives: dict[str, list[str]]) -> bool:
    """Tell whether a policy lets a page load nothing at all, but have styles of its own."""
    return directives.get("default-src") == ["'none'"] and not any(
        name.endswith("-src") and name != "style-src" and sources != ["'none'"] for name, sources in directives.items()
    )


def _keeps(directive: str, source: str) -> bool:
    return source in _KEEPING or bool(_HASH.fullmatch(source)) or (source == "data:" and directive in _DATA)


def _loads(element: Element) -> bool:
    return element.name == "script" or (element.name == "link" and "stylesheet" in element.get("rel").lower())


def _starts_before(one: Element, other: Element) -> bool:
    return (one.line, one.column) < (other.line, other.column)
