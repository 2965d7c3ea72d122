"""What a page must have by itself: the rules of an audit that look at one page only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from teipress.audit.findings import Finding
from teipress.audit.links import scheme_of
from teipress.audit.markup import Element, Page
from teipress.audit.policy import check_policy
from teipress.audit.reach import (
    accessible_name,
    check_controls,
    check_films,
    check_headings,
    check_landmarks,
    check_lists,
    check_roles,
    given_name,
    is_hidden,
)
from teipress.validate.languages import is_well_formed

EXECUTABLE = frozenset({"", "module", "text/javascript", "application/javascript", "text/ecmascript"})
_HEADING = re.compile(r"h([1-6])")
_LABELLED = frozenset({"input", "select", "textarea", "button", "meter", "progress", "output"})
_NO_LABEL = frozenset({"hidden", "submit", "reset", "button", "image"})
_NAMED = _LABELLED | {"a", "iframe", "summary"}
_REFERRING = frozenset(
    "aria-labelledby aria-describedby aria-controls aria-owns aria-details aria-activedescendant aria-errormessage "
    "aria-flowto for form headers list popovertarget commandfor".split()
)
_FILE_NAME = re.compile(r"[\w%-]+\.(?:png|jpe?g|gif|webp|avif|svg|tiff?|bmp)", re.IGNORECASE)
_CHARSET_WITHIN = 1_024  # bytes: HTML, “Specifying the document's character encoding”


Rule = Callable[[Page], Iterator[Finding]]


def check_page(page: Page) -> Iterator[Finding]:
    """Check a page by every rule."""
    for rule in RULES:
        yield from rule(page)


def _frame(page: Page) -> Iterator[Finding]:
    if not page.has_doctype:
        yield Finding(
            "no-doctype",
            "this page has no doctype: browsers would lay it out as in 1998",
            None,
            "Start it with <!DOCTYPE html>.",
        )
    charsets = [e for e in page.named("meta") if "charset" in e.attributes or "charset=" in e.get("content").lower()]
    if not charsets:
        yield Finding(
            "no-charset",
            "this page does not say in which encoding it is",
            None,
            'Put <meta charset="utf-8"> first in its head.',
        )
    elif page.bytes_before(charsets[0]) > _CHARSET_WITHIN:
        yield Finding(
            "no-charset",
            f"this page says its encoding too late: browsers look at the first {_CHARSET_WITHIN:,} bytes",
            charsets[0],
            'Put <meta charset="utf-8"> first in its head.',
        )
    titles = [e for e in page.named("title") if not any(a.name == "svg" for a in e.around())]
    if not any(title.text.strip() for title in titles):
        yield Finding(
            "no-page-title",
            "this page has no title: tabs, bookmarks and screen readers have no name for it",
            None,
            "Write a <title> in its head.",
        )


def _language(page: Page) -> Iterator[Finding]:
    roots = list(page.named("html"))
    if not roots or not roots[0].get("lang").strip():
        yield Finding(
            "no-page-language",
            "this page does not say in which language it is",
            roots[0] if roots else None,
            'Write <html lang="…">: screen readers choose a voice by it.',
        )
    for element in page.elements:
        codes = (element.get(name).strip() for name in ("lang", "hreflang"))
        for code in (code for code in codes if code and code != "x-default" and not is_well_formed(code)):
            yield Finding(
                "wrong-page-language",
                f"“{code}” is no code of a language",
                element,
                "Use a code of BCP 47, such as en, ko or grc-Latn.",
            )


def _zoom(page: Page) -> Iterator[Finding]:
    views = [element for element in page.named("meta") if element.get("name").lower() == "viewport"]
    if not views:
        yield Finding(
            "no-viewport",
            "this page does not fit itself to small screens",
            None,
            'Write <meta name="viewport" content="width=device-width, initial-scale=1">.',
        )
    for view in views:
        content = view.get("content").replace(" ", "").lower()
        most = re.search(r"maximum-scale=([\d.]+)", content)
        if re.search(r"user-scalable=(?:no|0)\b", content) or (most and float(most[1].strip(".") or 0) < 2):
            yield Finding(
                "forbidden-zoom",
                "this page forbids readers to enlarge it (WCAG 1.4.4)",
                view,
                "Take out user-scalable and maximum-scale.",
            )


def _ids(page: Page) -> Iterator[Finding]:
    seen: dict[str, Element] = {}
    for element in page.elements:
        name = element.get("id")
        if name and name in seen:
            yield Finding(
                "doubled-html-id",
                f"the id “{name}” is on this page twice: a link leads to the first only",
                element,
                "Every id is there once.",
            )
        elif name:
            seen[name] = element
    for element in page.elements:
        for attribute in (name for name in element.attributes if name in _REFERRING):
            for name in element.get(attribute).split():
                if name not in seen:
                    yield Finding(
                        "wrong-reference",
                        f"{attribute} names “{name}”, which is no id of this page",
                        element,
                        "Correct it, or take the attribute out.",
                    )


def check_scripts(page: Page) -> Iterator[Finding]:
    """Find what runs although it stands in no file of its own."""
    for element in page.elements:
        for name, value in element.attributes.items():
            if name.startswith("on"):
                yield Finding(
                    "inline-script",
                    f"“{name}” runs a script that is written into the page",
                    element,
                    "Put it into a script file of the site; a strict security policy forbids it here.",
                )
            elif name in ("href", "src", "action", "formaction", "xlink:href") and scheme_of(value) in (
                "javascript",
                "vbscript",
            ):
                yield Finding("running-link", "this address runs a program", element, "Link to a page.")
        if element.name == "script" and "src" not in element.attributes and element.get("type").lower() in EXECUTABLE:
            yield Finding(
                "inline-script",
                "this script is written into the page",
                element,
                "Put it into a file of the site; a strict security policy forbids it here.",
            )


def _pictures(page: Page) -> Iterator[Finding]:
    for element in page.named("img", "area", "input"):
        if element.name == "input" and element.get("type").lower() != "image":
            continue
        if element.name == "area" and "href" not in element.attributes:
            continue
        hidden = element.get("aria-hidden") == "true" or element.get("role") in ("presentation", "none")
        if "alt" not in element.attributes and not hidden and not given_name(element):
            yield Finding(
                "no-image-text",
                "this picture has no text for those who do not see it (WCAG 1.1.1)",
                element,
                'Say in alt what it shows; write alt="" if it is an ornament.',
            )
        elif _FILE_NAME.fullmatch(element.get("alt").strip()):
            yield Finding(
                "no-image-text",
                f"“{element.get('alt')}” is the name of a file, and says nothing of the picture (WCAG 1.1.1)",
                element,
                'Say in alt what it shows; write alt="" if it is an ornament.',
            )
    for element in page.elements:
        if element.name == "object" and not is_hidden(element) and not accessible_name(element):
            yield Finding(
                "no-image-text",
                "this <object> has no text for those who do not see it (WCAG 1.1.1)",
                element,
                "Write into it, or give it an aria-label.",
            )
        elif (
            element.get("role") in ("img", "image")
            and element.name != "img"
            and not is_hidden(element)
            and not given_name(element)
            and not any(isinstance(child, Element) and child.name == "title" for child in element.children)
        ):
            yield Finding(
                "no-image-text",
                "this drawing has no text for those who do not see it (WCAG 1.1.1)",
                element,
                "Give it a <title> or an aria-label.",
            )


def _names(page: Page) -> Iterator[Finding]:
    labelled = {e.get("for") for e in page.named("label")}
    for element in page.elements:
        if (element.name not in _NAMED and element.get("role") != "button") or is_hidden(element):
            continue
        if element.name == "a" and "href" in element.attributes and not accessible_name(element):
            yield Finding(
                "no-link-text",
                "this link has no words: nobody can tell where it leads (WCAG 2.4.4)",
                element,
                "Write words into it, or an aria-label.",
            )
        elif element.name == "iframe" and not element.get("title").strip():
            yield Finding("no-frame-title", "this frame has no title (WCAG 4.1.2)", element, "Give it a title.")
        elif element.name in _LABELLED - {"output", "button"} and not (
            (element.name == "input" and element.get("type").lower() in _NO_LABEL)
            or given_name(element)
            or element.get("id") in labelled - {""}
            or any(a.name == "label" for a in element.around())
        ):
            yield Finding(
                "no-control-name",
                f"this <{element.name}> has no label (WCAG 3.3.2)",
                element,
                "Give it a <label>, or an aria-label.",
            )
        elif (element.name in ("button", "summary") or element.get("role") == "button") and not accessible_name(
            element
        ):
            yield Finding(
                "no-control-name",
                f"this <{element.name}> has no words (WCAG 4.1.2)",
                element,
                "Write words into it, or an aria-label.",
            )


def _structure(page: Page) -> Iterator[Finding]:
    mains = [e for e in page.elements if e.name == "main" or e.get("role") == "main"]
    if not mains:
        yield Finding(
            "no-main",
            "this page does not say where its own content starts",
            None,
            "Put it into <main>: screen readers jump there.",
        )
    for more in mains[1:]:
        yield Finding("no-main", "this page has a second <main>", more, "Let there be one.")
    last = 0
    for element in page.elements:
        level = _level(element)
        if level and not is_hidden(element):
            if level > last + 1 and last:
                yield Finding(
                    "skipped-heading",
                    f"after a heading of level {last}, one of level {level} follows",
                    element,
                    f"Let it be of level {last + 1}: listeners would look for what is missing.",
                    error=False,
                )
            last = level
    if not any(_level(e) == 1 for e in page.elements):
        yield Finding("no-heading", "this page has no heading of the first level", None, "Give it one <h1>.")


def _tables(page: Page) -> Iterator[Finding]:
    for table in page.named("table"):
        if table.get("role") in ("presentation", "none"):
            continue
        inside = [e for e in table.inside() if next(a for a in e.around() if a.name == "table") is table]
        rows = sum(e.name == "tr" for e in inside)
        if rows > 1 and not any(e.name == "th" for e in inside):
            yield Finding(
                "no-table-heading",
                "this table has no cells that head its rows or columns (WCAG 1.3.1)",
                table,
                "Mark them as <th>.",
                error=False,
            )


def _addresses(page: Page) -> Iterator[Finding]:
    for element in page.named("base", "form"):
        if element.name == "base" and "href" in element.attributes:
            yield Finding(
                "moved-base",
                "this page sets a base: every link on it, even one to a place on this page, starts there",
                element,
                "Take it out, and write every address relative to the page.",
            )
        elif element.name == "form" and element.get("action").strip() and not scheme_of(element.get("action")):
            yield Finding(
                "form-to-server",
                "this form sends what is entered to a server: a folder of files does not answer",
                element,
                "Let a script of the site answer, or a list of links.",
            )


def _behaviour(page: Page) -> Iterator[Finding]:
    for element in page.elements:
        if element.get("tabindex").strip().isdecimal() and int(element.get("tabindex")) > 0:
            yield Finding(
                "tab-order",
                "tabindex breaks the order in which the keyboard goes through the page",
                element,
                "Write 0 or -1, and put elements in the order in which they are read (WCAG 2.4.3).",
            )
        if element.name == "meta" and element.get("http-equiv").lower() == "refresh":
            if not re.match(r"\s*0\s*;", element.get("content")):
                yield Finding(
                    "moving-page",
                    "this page goes away by itself (WCAG 2.2.1)",
                    element,
                    "Write a link, or redirect at once.",
                )
        elif element.name in ("audio", "video") and "autoplay" in element.attributes:
            yield Finding(
                "moving-page", f"this <{element.name}> starts by itself (WCAG 1.4.2)", element, "Take autoplay out."
            )
        elif element.name in ("marquee", "blink"):
            yield Finding("moving-page", f"<{element.name}> moves without end (WCAG 2.2.2)", element, "Take it out.")
        if element.name in ("a", "button") and (element.name != "a" or "href" in element.attributes):
            outer = next((a for a in element.around() if a.name in ("a", "button")), None)
            if outer is not None:
                yield Finding(
                    "nested-controls",
                    f"this <{element.name}> stands in <{outer.name}>: the keyboard reaches one of them only",
                    element,
                    "Put one beside the other.",
                )


def _level(element: Element) -> int:
    found = _HEADING.fullmatch(element.name)
    if found:
        return int(found[1])
    level = element.get("aria-level")
    return (int(level) if level.isdecimal() else 2) if element.get("role") == "heading" else 0


RULES: tuple[Rule, ...] = (
    _frame, _language, _zoom, _ids, check_scripts, check_policy, _pictures, _names, _structure, _tables, _behaviour,
    _addresses, check_roles, check_controls, check_landmarks, check_lists, check_headings, check_films,
)  # fmt: skip
