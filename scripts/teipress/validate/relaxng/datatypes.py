"""Datatypes: the built-in ones of RELAX NG, and those of XML Schema part 2 with their facets.

The lexical forms are checked by expressions of our own, since a play has a hundred thousand of them; what compares
dates and durations is loaded when a schema asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from teipress.validate.relaxng.ncname import is_name, is_ncname, is_nmtoken
from teipress.validate.relaxng.regex import BadExpression, Expression, expression

if TYPE_CHECKING:
    from decimal import Decimal

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"


class BadDatatype(ValueError):
    """A datatype, a parameter or a value that does not exist."""


class Context(Protocol):
    """What the meaning of a value may depend on: the prefixes in scope."""

    def uri(self, prefix: str) -> str | None:
        """Give the namespace of a prefix, “” being the default."""


class Prefixes:
    """The prefixes in scope at a place of a schema."""

    __slots__ = ("_prefixes",)

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes

    def uri(self, prefix: str) -> str | None:
        """Give the namespace of a prefix."""
        return self._prefixes.get(prefix) if prefix else self._prefixes.get("", "")


class Datatype:
    """A datatype: what it allows, and when two of its values are the same."""

    __slots__ = ("facets", "key", "kind", "name", "needs_context")

    def __init__(self, name: str, kind: Kind, facets: tuple[tuple[str, str], ...] = ()) -> None:
        self.name = name
        self.kind = kind
        self.needs_context = kind.needs_context
        self.key = (name, facets)
        self.facets = tuple(_facet(kind, facet, value) for facet, value in facets)

    def allows(self, string: str, context: Context) -> bool:
        """Tell whether a string is a value of the type."""
        kind = self.kind
        string = kind.spaced(string)
        if not kind.is_lexical(string) or (kind.needs_context and kind.value(string, context) is None):
            return False
        return all(facet(string) for facet in self.facets)

    def same(self, one: str, one_context: Context, other: str, other_context: Context) -> bool:
        """Tell whether two strings are one value."""
        kind = self.kind
        one, other = kind.spaced(one), kind.spaced(other)
        if not kind.is_lexical(other):
            return False
        return (one == other and not kind.needs_context) or kind.value(one, one_context) == kind.value(
            other, other_context
        )

    def context_key(self, value: str, context: Context) -> object:
        """Say what of the context a value depends on."""
        return self.kind.value(self.kind.spaced(value), context) if self.needs_context else None


class Kind:
    """A type without facets: its white space, its lexical form, its values."""

    __slots__ = ("family", "is_lexical", "needs_context", "spaced", "value")

    def __init__(
        self,
        family: str,
        is_lexical: Callable[[str], object],
        spaced: Callable[[str], str],
        value: Callable[[str, Context], object] | None = None,
        *,
        needs_context: bool = False,
    ) -> None:
        self.family = family  # which facets it may have
        self.is_lexical = is_lexical
        self.spaced = spaced
        self.value = value or (lambda string, _context: string)
        self.needs_context = needs_context


def datatype(library: str, name: str, parameters: tuple[tuple[str, str], ...]) -> Datatype:
    """Find a datatype. Raises ``BadDatatype`` with a sentence."""
    if library == "":
        if name not in BUILT_IN:
            raise BadDatatype(
                f"there is no built-in datatype “{name}”, only “string” and “token”: is datatypeLibrary missing?"
            )
        if parameters:
            raise BadDatatype(f"the built-in datatype “{name}” takes no parameters")
        return Datatype(name, BUILT_IN[name])
    if library not in (XSD, COMPATIBILITY):
        raise BadDatatype(f"the datatype library “{library}” is not known; only {XSD} is")
    kinds = KINDS if library == XSD else {n: KINDS[n] for n in ("ID", "IDREF", "IDREFS")}
    if name not in kinds:
        raise BadDatatype(f"there is no datatype “{name}” in {library}")
    return Datatype(f"xsd:{name}", kinds[name], parameters)


# White space.


def _preserve(string: str) -> str:
    return string


def _replace(string: str) -> str:
    return re.sub("[\t\n\r]", " ", string)


def _collapse(string: str) -> str:
    return " ".join(string.split()) if string.isascii() else " ".join(re.split("[ \t\n\r]+", string.strip(" \t\n\r")))


# Lexical forms.

_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_DAY = r"(\d\d)-(\d\d)"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _form(pattern: str) -> Callable[[str], object]:
    return lambda string: _compiled(pattern).fullmatch(string)


def _is_day(year: int, month: int, day: int) -> bool:
    if not 1 <= month <= 12:
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _calendar(pattern: str) -> Callable[[str], object]:
    """Check a form with a year, then that the month and the day exist. The year 0000 does not (XSD 1.0)."""

    def check(string: str) -> bool:
        found = _compiled(pattern).fullmatch(string)
        if found is None:
            return False
        parts = found.groupdict()
        digits = parts.get("year") or "2000"
        if not digits.strip("-0"):
            return False
        year = int(digits[-4:]) * (-1 if digits[0] == "-" else 1)  # 10,000 years are whole cycles of leap years
        # 0001 BC is written -0001 in XSD 1.0, and was a leap year
        return _is_day(year + 1 if digits[0] == "-" else year, int(parts.get("month") or 1), int(parts.get("day") or 1))

    return check


def _is_uri(string: str) -> bool:
    """Check an anyURI as RFC 2396 with XLink's escaping leaves it: nearly everything is one."""
    if string.count("#") > 1 or re.search(r"%(?![0-9A-Fa-f]{2})", string):
        return False
    scheme, colon, rest = string.partition(":")
    if not colon or re.search("[/?#]", scheme):
        return _is_hierarchical(string)
    if not rest or rest[0] == "#" or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.\-]*", scheme):
        return False
    return not rest.startswith("/") or _is_hierarchical(rest)


def _is_hierarchical(string: str) -> bool:
    """Check that brackets stand in no path, and in an authority only around an address of IPv6 (RFC 2732).

    “//” alone is no address: as Jing does, and against the letter of RFC 2396, an authority is not empty.
    """
    before_query = re.split("[?#]", string, maxsplit=1)[0]
    if string == "//":
        return False
    without_host = re.sub(r"^//(?:[^/@\[\]]*@)?\[[0-9A-Fa-f:.]+\](?::\d*)?(?=/|$)", "", before_query)
    return "[" not in without_host and "]" not in without_host


def _between(low: int | None, high: int | None) -> Callable[[str], object]:
    def check(string: str) -> bool:
        if not _compiled(r"[+-]?\d+").fullmatch(string):
            return False
        number = int(string) if len(string) < 4000 else _number(string)
        return (low is None or number >= low) and (high is None or number <= high)

    return check


def _several(is_one: Callable[[str], bool]) -> Callable[[str], object]:
    return lambda string: bool(string) and all(map(is_one, string.split(" ")))


def _is_qname(string: str) -> bool:
    prefix, colon, local = string.rpartition(":")
    return is_ncname(local) and (not colon or is_ncname(prefix))


def _always(_string: str) -> bool:
    return True


def _never(_string: str) -> bool:
    return False


# Values.


def _decimal(string: str, _context: Context) -> object:
    from decimal import InvalidOperation

    try:
        return _number(string)
    except InvalidOperation:
        return string


def _number(string: str) -> Decimal:
    from decimal import Decimal  # slow to load, and not always needed

    return Decimal(string)


def _float(string: str, _context: Context) -> object:
    number = float(string.replace("INF", "inf"))
    return "NaN" if number != number else number


def _single(string: str, _context: Context) -> object:
    import struct

    number = float(string.replace("INF", "inf"))
    if number != number:
        return "NaN"
    try:
        return struct.unpack("f", struct.pack("f", number))[0]
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def _boolean(string: str, _context: Context) -> object:
    return string in ("true", "1")


def _hex(string: str, _context: Context) -> object:
    return string.upper()


def _base64(string: str, _context: Context) -> object:
    return string.replace(" ", "")


def _qname(string: str, context: Context) -> object:
    prefix, colon, local = string.rpartition(":")
    uri = context.uri(prefix)
    return None if uri is None and colon else (uri, local)


def _moment(string: str, _context: Context) -> object:
    from teipress.validate.relaxng.moments import Moment

    try:
        return Moment(string)
    except ValueError:  # a year of more digits than Python reads
        return string


def _duration(string: str, _context: Context) -> object:
    from teipress.validate.relaxng.moments import Duration

    try:
        return Duration(string)
    except ValueError:
        return string


_DURATION = re.compile(
    r"-?P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?", re.ASCII
)
_SIX = "[A-Za-z0-9+/] ?"
_BASE64 = (
    f"(?:(?:{_SIX}){{4}})*(?:(?:{_SIX}){{3}}[A-Za-z0-9+/]|(?:{_SIX}){{2}}[AEIMQUYcgkosw048] ?=|{_SIX}[AQgw] ?= ?=)?"
)
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_REAL = rf"{_NUMBER}(?:[Ee][+-]?\d+)?|-?INF|NaN"

BUILT_IN: Mapping[str, Kind] = {
    "string": Kind("string", _always, _preserve),
    "token": Kind("string", _always, _collapse),
}
_INTEGERS: Mapping[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
KINDS: Mapping[str, Kind] = {
    "string": Kind("string", _always, _preserve),
    "normalizedString": Kind("string", _always, _replace),
    "token": Kind("string", _always, _collapse),
    "language": Kind("string", _form("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"), _collapse),
    "Name": Kind("string", is_name, _collapse),
    **{name: Kind("string", is_ncname, _collapse) for name in ("NCName", "ID", "IDREF")},
    "IDREFS": Kind("list", _several(is_ncname), _collapse),
    # XSD part 2, 3.3.11: the name must be declared as an unparsed entity. Only a DTD
    # does that, and no document with a DTD is read.
    "ENTITY": Kind("string", _never, _collapse),
    "ENTITIES": Kind("list", _never, _collapse),
    "NMTOKEN": Kind("string", is_nmtoken, _collapse),
    "NMTOKENS": Kind("list", _several(is_nmtoken), _collapse),
    **{name: Kind("name", _is_qname, _collapse, _qname, needs_context=True) for name in ("QName", "NOTATION")},
    "anyURI": Kind("string", _is_uri, _collapse),
    "boolean": Kind("boolean", _form("true|false|1|0"), _collapse, _boolean),
    "decimal": Kind("number", _form(_NUMBER), _collapse, _decimal),
    **{n: Kind("integer", _between(*limits), _collapse, _decimal) for n, limits in _INTEGERS.items()},
    "double": Kind("real", _form(_REAL), _collapse, _float),
    "float": Kind("real", _form(_REAL), _collapse, _single),
    "hexBinary": Kind("hex", _form("(?:[0-9A-Fa-f]{2})*"), _collapse, _hex),
    "base64Binary": Kind("base64", _form(_BASE64), _collapse, _base64),
    "duration": Kind("moment", _DURATION.fullmatch, _collapse, _duration),
    "dateTime": Kind(
        "moment",
        _calendar(rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)T{_TIME}{_ZONE}"),
        _collapse,
        _moment,
    ),
    "date": Kind("moment", _calendar(rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d){_ZONE}"), _collapse, _moment),
    "time": Kind("moment", _form(_TIME + _ZONE), _collapse, _moment),
    "gYear": Kind("moment", _calendar(rf"(?P<year>{_YEAR}){_ZONE}"), _collapse, _moment),
    "gYearMonth": Kind("moment", _calendar(rf"(?P<year>{_YEAR})-(?P<month>\d\d){_ZONE}"), _collapse, _moment),
    "gMonth": Kind("moment", _calendar(rf"--(?P<month>\d\d){_ZONE}"), _collapse, _moment),
    "gMonthDay": Kind("moment", _calendar(rf"--(?P<month>\d\d)-(?P<day>\d\d){_ZONE}"), _collapse, _moment),
    "gDay": Kind("moment", _form(r"---(?:0[1-9]|[12]\d|3[01])" + _ZONE), _collapse, _moment),
}

# Facets. Which family has which: XSD part 2, appendix C.

_LENGTHS = frozenset({"length", "minLength", "maxLength"})
_RANGES = frozenset({"minInclusive", "maxInclusive", "minExclusive", "maxExclusive"})
_FACETS: Mapping[str, frozenset[str]] = {
    "string": _LENGTHS,
    "list": _LENGTHS,
    "name": _LENGTHS,
    "hex": _LENGTHS,
    "base64": _LENGTHS,
    "boolean": frozenset(),
    "number": _RANGES | {"totalDigits", "fractionDigits"},
    "integer": _RANGES | {"totalDigits", "fractionDigits"},
    "real": _RANGES,
    "moment": _RANGES,
}


class _NoPrefixes:
    def uri(self, prefix: str) -> str | None:
        return prefix


NO_PREFIXES = _NoPrefixes()


def _facet(kind: Kind, name: str, value: str) -> Callable[[str], bool]:
    """Make the check of one parameter. Raises ``BadDatatype``."""
    if name == "pattern":
        try:
            compiled: Expression = expression(value)
        except (BadExpression, re.error) as error:
            raise BadDatatype(f"“{value}” is no pattern: {error}") from None
        except (OverflowError, RecursionError):
            raise BadDatatype("this pattern is too large to be checked") from None
        return compiled.matches
    if name not in _FACETS[kind.family]:
        raise BadDatatype(f"this datatype has no parameter “{name}”")
    if name in _RANGES:
        return _range(kind, name, value)
    return _measured(kind, name, value)


def _measured(kind: Kind, name: str, value: str) -> Callable[[str], bool]:
    """Make the check of a length or a number of digits. Raises ``BadDatatype``."""
    if not re.fullmatch(r"\s*\+?\d+\s*", value, re.ASCII):
        raise BadDatatype(f"“{value}” is no number of characters or digits for the parameter “{name}”")
    number = _number(value.strip())
    if name == "totalDigits" and not number:
        raise BadDatatype("a number has at least one digit: the parameter “totalDigits” cannot be 0")
    if kind.family == "name":  # XSD part 2, 4.3.1: every QName has the right length
        return _always
    measure = _digits(name) if name.endswith("Digits") else _length(kind)
    if name == "length":
        return lambda string: measure(string) == number
    if name == "minLength":
        return lambda string: measure(string) >= number
    return lambda string: measure(string) <= number


def _length(kind: Kind) -> Callable[[str], int]:
    match kind.family:
        case "list":
            return lambda string: len(string.split())
        case "hex":
            return lambda string: len(string) // 2
        case "base64":
            return lambda string: len(re.sub("[ =]", "", string)) * 6 // 8
        case _:
            return len


def _digits(name: str) -> Callable[[str], int]:
    def count(string: str) -> int:
        whole, _, fraction = string.lstrip("+-").partition(".")
        fraction = fraction.rstrip("0")
        return len(fraction) if name == "fractionDigits" else max(1, len(whole.lstrip("0")) + len(fraction))

    return count


def _range(kind: Kind, name: str, limit: str) -> Callable[[str], bool]:
    spaced = kind.spaced(limit)
    if not kind.is_lexical(spaced):
        raise BadDatatype(f"“{limit}” is no value of this datatype, as the parameter “{name}” must be")
    bound: Any = kind.value(spaced, NO_PREFIXES)

    def check(string: str) -> bool:
        value: Any = kind.value(string, NO_PREFIXES)
        try:
            match name:
                case "minInclusive":
                    return bool(value >= bound)
                case "maxInclusive":
                    return bool(value <= bound)
                case "minExclusive":
                    return bool(value > bound)
                case _:
                    return bool(value < bound)
        except TypeError:  # NaN, or durations that have no order
            return False

    return check
