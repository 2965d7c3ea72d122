"""The words of what a schema does not allow: one function for each kind of fault, in an editor's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from teipress.meant import nearest
from teipress.validate.relaxng.datatypes import Datatype
from teipress.validate.relaxng.expected import datatypes, values
from teipress.validate.relaxng.names import XML
from teipress.validate.relaxng.patterns import Pattern

TEI = "http://www.tei-c.org/ns/1.0"
SHOWN = 6  # this many expected names are listed, the rest are counted

_FORMS = {
    "ID": "a name that starts with a letter or “_” and has no spaces",
    "IDREF": "the id of an element of this file",
    "NCName": "a name that starts with a letter or “_” and has no spaces or colons",
    "Name": "a name that starts with a letter or “_” and has no spaces",
    "NMTOKEN": "a word of letters, digits, “.”, “-”, “_” and “:”",
    "QName": "a name, perhaps with a prefix",
    "anyURI": "an address; spaces must be written %20",
    "boolean": "true or false",
    "date": "a date such as 2012-08-07",
    "dateTime": "a date and time such as 2012-08-07T10:00:00",
    "decimal": "a number",
    "double": "a number",
    "duration": "a duration such as P1Y2M3D",
    "float": "a number",
    "gYear": "a year such as 2012",
    "gYearMonth": "a month such as 2012-08",
    "gMonth": "a month such as --08",
    "gMonthDay": "a day of the year such as --08-07",
    "gDay": "a day of the month such as ---07",
    "integer": "a whole number",
    "language": "a language tag such as en or ko-Hani",
    "nonNegativeInteger": "a whole number, 0 or more",
    "positiveInteger": "a whole number, 1 or more",
    "time": "a time such as 10:00:00",
    "token": "words",
    "string": "text",
}


class Words(NamedTuple):
    """What a diagnostic says: its code, its message, its help."""

    code: str
    message: str
    help: str | None


def shown(name: str) -> str:
    """Write a name for the reader: without its namespace, but for ``xml:id``."""
    uri, _, local = name.rpartition("}")
    return f"xml:{local}" if uri == XML else local


def _foreign(name: str) -> str:
    """Say the namespace of a name that is not TEI's."""
    uri = name.rpartition("}")[0]
    return "" if uri in (TEI, XML) else f" of the namespace “{uri}”" if uri else " without a namespace"


def wrong_root(name: str, expected: Sequence[str]) -> Words:
    """Say that the document starts with an element that the schema does not start with."""
    return Words(
        "unexpected-element",
        f"the document's first element is <{shown(name)}>{_foreign(name)}; the schema expects {_elements(expected)}",
        _meant(name, expected) or "Is this the right schema for this file?",
    )


def unknown_element(name: str, known: Sequence[str]) -> Words:
    """No element of this name is in the schema."""
    return Words(
        "unknown-element",
        f"the schema knows no element <{shown(name)}>{_foreign(name)}",
        _meant(name, known) or "Correct the name, or see the schema's documentation for the elements that it has.",
    )


def unexpected_element(name: str, parent: str, expected: Sequence[str], *, simple: bool) -> Words:
    """Say that a known element stands where it cannot."""
    if simple:
        message = f"<{shown(name)}> cannot stand in <{shown(parent)}>, which holds text only"
        return Words("unexpected-element", message, "Take the element out, keeping its text.")
    where = f"<{shown(name)}> cannot stand here in <{shown(parent)}>"
    if not expected:
        return Words("unexpected-element", f"{where}; no element can", "Take it out, or move it.")
    return Words(
        "unexpected-element", f"{where}; expected is {_elements(expected)}", "Move it, or choose another element."
    )


def early_element(name: str, parent: str, missing: Sequence[str]) -> Words:
    """Say that an element stands where another must come before it."""
    return Words(
        "unexpected-element",
        f"<{shown(name)}> cannot stand here in <{shown(parent)}> yet: {_elements(missing)} must come before it",
        f"Add {_elements(missing)} before it, or move <{shown(name)}> further down.",
    )


def missing_element(name: str, needed: Sequence[str]) -> Words:
    """Say that an element ends too early."""
    what = f"{_elements(needed)} is missing" if needed else "something must stand in it"
    return Words(
        "missing-element", f"<{shown(name)}> is not complete: {what}", f"Add {_elements(needed)}." if needed else None
    )


def unexpected_text(parent: str, text: str) -> Words:
    """Text stands where only elements may."""
    return Words(
        "unexpected-text",
        f"<{shown(parent)}> must hold elements only, but there is text in it: “{cut(text)}”",
        "Put the text into one of the elements that belong here.",
    )


def wrong_content(name: str, text: str, patterns: Sequence[Pattern]) -> Words:
    """Say that the text of an element is none of its values."""
    why, help = _why(text, patterns)
    return Words("wrong-content", f"“{cut(text)}” is not a value for <{shown(name)}>{why}", help)


def wrong_value(attribute: str, element: str, value: str, patterns: Sequence[Pattern]) -> Words:
    """Say that the value of an attribute is none that it can have."""
    why, help = _why(value, patterns)
    return Words(
        "wrong-value", f"“{cut(value)}” is not a value for {shown(attribute)} on <{shown(element)}>{why}", help
    )


def unknown_attribute(attribute: str, element: str, possible: Sequence[str]) -> Words:
    """Say that an element has no attribute of this name."""
    some = ", ".join(shown(name) for name in possible[:SHOWN])
    rest = f" and {len(possible) - SHOWN} others" if len(possible) > SHOWN else ""
    return Words(
        "unknown-attribute",
        f"<{shown(element)}> has no attribute “{shown(attribute)}” here",
        _meant(attribute, possible, "“{}”")
        or (f"It may have: {some}{rest}." if possible else "It has none: delete it."),
    )


def unexpected_attribute(attribute: str, element: str) -> Words:
    """Say that an attribute cannot stand beside the others of its tag."""
    return Words(
        "unexpected-attribute",
        f"“{shown(attribute)}” cannot stand beside the other attributes of this <{shown(element)}>",
        "Delete it, or one of the others.",
    )


def missing_attribute(attribute: str, element: str) -> Words:
    """Say that a required attribute is not there."""
    return Words(
        "missing-attribute",
        f"<{shown(element)}> lacks its attribute “{shown(attribute)}”",
        f'Add {shown(attribute)}="…".',
    )


def missing_some_attribute(element: str) -> Words:
    """Say that an attribute is not there that could have one of many names."""
    return Words("missing-attribute", f"<{shown(element)}> lacks an attribute", "Add one that the schema allows here.")


def duplicate_id(value: str) -> Words:
    """Say that an id is there twice."""
    return Words(
        "duplicate-id",
        f"the id “{value}” is already taken in this file",
        "Give this element another id. The first one may already be cited: keep it.",
    )


def dangling_reference(value: str) -> Words:
    """Say that a reference leads to no id of the document."""
    return Words(
        "dangling-pointer",
        f"“{cut(value)}” is the id of no element of this file",
        "Correct it, or give that id to its target.",
    )


def _why(value: str, patterns: Sequence[Pattern]) -> tuple[str, str]:
    """Say what a value must be, and how to mend it."""
    choices = list(dict.fromkeys(v for p in patterns for v in values(p)))
    types = list({d.key: d for p in patterns for d in datatypes(p)}.values())
    if choices and not types:
        near = nearest(value, choices)
        help = f"Did you mean “{near}”?" if near else "Choose one of these values."
        return f": it must be {_alternatives(choices)}", help
    forms = sorted({_form(datatype) for datatype in types})
    wanted = [*(f"“{choice}”" for choice in choices[:SHOWN]), *forms]
    return (f": it must be {_or(wanted)}" if wanted else ": it has not the right form"), "Correct the value."


def _form(datatype: Datatype) -> str:
    name = datatype.name.removeprefix("xsd:")
    form = _FORMS.get(name, f"of the type {name}")
    patterns = [parameter for facet, parameter in datatype.key[1] if facet == "pattern"]
    limits = [f"{_words(facet)} {parameter}" for facet, parameter in datatype.key[1] if facet != "pattern"]
    if patterns:
        form = f"{form if name not in ('token', 'string') else 'text'} of the form {' and '.join(patterns)}"
    return " ".join((form, *(f"({limit})" for limit in limits)))


def _words(facet: str) -> str:
    return re.sub("([A-Z])", lambda m: f" {m[1].lower()}", facet)


def _elements(names: Sequence[str]) -> str:
    some = [f"<{shown(name)}>" for name in names[:SHOWN]]
    if len(names) > SHOWN:
        return f"{', '.join(some)} or one of {len(names) - SHOWN} others"
    return _or(some) or "an element"


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}" if words else ""


def _alternatives(choices: Sequence[str]) -> str:
    some = [f"“{choice}”" for choice in choices[: 2 * SHOWN]]
    return f"{', '.join(some)} or one of {len(choices) - 2 * SHOWN} others" if len(choices) > 2 * SHOWN else _or(some)


def _meant(name: str, names: Sequence[str], form: str = "<{}>") -> str | None:
    near = nearest(shown(name), map(shown, names))
    return f"Did you mean {form.format(near)}?" if near else None


def cut(text: str, length: int = 40) -> str:
    """Shorten a text to quote it; white space is folded."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
