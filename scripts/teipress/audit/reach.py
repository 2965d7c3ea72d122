"""Whether everybody reaches what is on a page: by roles, landmarks, lists, controls, captions; as markup tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from teipress.audit.findings import Finding
from teipress.audit.markup import Element, Page

# WAI-ARIA 1.3, 5.3, without abstract roles; DPUB-ARIA 1.1 and Graphics-ARIA 1.0 by their prefixes.
_ROLES = frozenset(
    "alert alertdialog application article banner blockquote button caption cell checkbox code columnheader "
    "combobox comment complementary contentinfo definition deletion dialog directory document emphasis feed "
    "figure form generic grid gridcell group heading image img insertion link list listbox listitem log main "
    "mark marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none note option "
    "paragraph presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar search "
    "searchbox sectionfooter sectionheader separator slider spinbutton status strong subscript suggestion "
    "superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid "
    "treeitem".split()
)
# WAI-ARIA 1.3, 6.
_STATES = frozenset(
    f"aria-{name}"
    for name in (
        "activedescendant atomic autocomplete braillelabel brailleroledescription busy checked colcount "
        "colindex colindextext colspan controls current describedby description details disabled dropeffect "
        "errormessage expanded flowto grabbed haspopup hidden invalid keyshortcuts label labelledby level "
        "live modal multiline multiselectable orientation owns placeholder posinset pressed readonly relevant "
        "required roledescription rowcount rowindex rowindextext rowspan selected setsize sort valuemax "
        "valuemin valuenow valuetext"
    ).split()
)
# Roles of what is operated: something else than a link or button must be made reachable by keys.
_OPERATED = frozenset(
    "button checkbox link menuitem option radio searchbox slider spinbutton switch tab textbox".split()
)
_NATIVE = frozenset("a area button input option select summary textarea".split())


def is_hidden(element: Element) -> bool:
    """Tell whether an element is hidden from those who hear a page."""
    return any(
        e.get("aria-hidden") == "true" or "hidden" in e.attributes or e.name in ("template", "noscript")
        for e in (element, *element.around())
    )


def is_focusable(element: Element) -> bool:
    """Tell whether the keyboard reaches an element (HTML, 6.6.3)."""
    index = element.get("tabindex").strip()
    if index:
        return index.isdecimal()
    if element.name in ("a", "area"):
        return "href" in element.attributes
    if element.name in ("button", "input", "select", "textarea"):
        return "disabled" not in element.attributes and element.get("type").lower() != "hidden"
    return element.name in ("summary", "iframe")


def check_roles(page: Page) -> Iterator[Finding]:
    """Check that roles and states are such as there are."""
    for element in page.elements:
        roles = element.get("role").lower().split()
        if roles and not any(role in _ROLES or role.startswith(("doc-", "graphics-")) for role in roles):
            yield Finding(
                "wrong-aria", f"there is no role “{roles[0]}”", element, "Use a role of WAI-ARIA, or take it out."
            )
        for name in element.attributes:
            if name.startswith("aria-") and name not in _STATES:
                yield Finding(
                    "wrong-aria", f"there is no attribute “{name}”", element, "Use one of WAI-ARIA, or take it out."
                )


def check_controls(page: Page) -> Iterator[Finding]:
    """Check that what the keyboard reaches can be heard, and that what can be heard to be operated is reached."""
    for element in page.elements:
        if is_focusable(element):
            holders = (element, *element.around())
            unseen = any("hidden" in e.attributes or e.name == "template" for e in holders)
            if not unseen and any(e.get("aria-hidden") == "true" for e in holders):
                yield Finding(
                    "hidden-control",
                    f"the keyboard reaches this <{element.name}>, which is hidden from those who hear the page",
                    element,
                    'Take aria-hidden out, or write tabindex="-1" (WCAG 4.1.2).',
                )
        elif element.get("role") in _OPERATED and element.name not in _NATIVE and "tabindex" not in element.attributes:
            yield Finding(
                "unreachable-control",
                f"the keyboard does not reach this <{element.name}>, which says that it is a {element.get('role')}",
                element,
                "Use <button> or <a href> (WCAG 2.1.1).",
            )


def check_landmarks(page: Page) -> Iterator[Finding]:
    """Check that several navigations can be told apart."""
    by_id = {e.get("id"): e for e in page.elements if "id" in e.attributes}
    named: dict[str, list[Element]] = defaultdict(list)
    for element in page.elements:
        if (element.name == "nav" or element.get("role") == "navigation") and not is_hidden(element):
            labelled = " ".join(by_id[id].text for id in element.get("aria-labelledby").split() if id in by_id)
            named[(labelled or element.get("aria-label")).strip().lower()].append(element)
    for name, elements in named.items():
        for element in elements[1:]:
            yield Finding(
                "doubled-landmark",
                f"two navigations of this page are named “{name}”"
                if name
                else "two navigations of this page have no name",
                element,
                "Give each an aria-label of its own.",
                error=False,
            )


def check_lists(page: Page) -> Iterator[Finding]:
    """Check that items stand in lists, and nothing else does."""
    for element in page.elements:
        parent = element.parent
        inside = parent.name if parent is not None else ""
        role = parent.get("role") if parent is not None else ""
        if element.name == "li":
            is_stray = inside not in ("ul", "ol", "menu") and role != "list" and not element.get("role")
        elif element.name in ("dt", "dd"):
            is_stray = inside not in ("dl", "div")
        else:
            is_stray = inside in ("ul", "ol") and not role and element.name not in ("script", "template")
        if is_stray:
            yield Finding(
                "stray-item",
                f"this <{element.name}> stands in <{inside}>",
                element,
                "Put items into lists, and nothing else: a list is heard with the number of its items (WCAG 1.3.1).",
            )


def check_headings(page: Page) -> Iterator[Finding]:
    """Check that headings have words."""
    for element in page.named("h1", "h2", "h3", "h4", "h5", "h6"):
        if not is_hidden(element) and not accessible_name(element):
            yield Finding(
                "empty-heading", "this heading has no words (WCAG 2.4.6)", element, "Write some, or take it out."
            )


def check_films(page: Page) -> Iterator[Finding]:
    """Check that films come with what is said in them."""
    for element in page.named("video"):
        tracks = (e for e in element.inside() if e.name == "track")
        if not any(track.get("kind").lower() in ("captions", "subtitles", "") for track in tracks):
            yield Finding(
                "no-captions",
                "this film has no captions: who does not hear it learns nothing of what is said (WCAG 1.2.2)",
                element,
                'Add <track kind="captions">, or write beside it that nobody speaks.',
                error=False,
            )


def given_name(element: Element) -> str:
    """Give the name that attributes give an element."""
    return (element.get("aria-label") or element.get("aria-labelledby") or element.get("title")).strip()


def accessible_name(element: Element) -> str:
    """Give what a screen reader would say of an element, roughly (Accessible Name and Description Computation)."""
    own = given_name(element) or element.text.strip()
    return own or "".join(e.get("alt") or e.get("aria-label") for e in element.inside()).strip()
