"""Name classes (spec, sections 4.16, 6.1, 7.1.6). A name is what expat gives: ``uri}local``, or ``local``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

XML = "http://www.w3.org/XML/1998/namespace"
XMLNS = "http://www.w3.org/2000/xmlns"

NameClass: TypeAlias = "Name | AnyName | NsName | NameChoice"


class Name:
    """One name."""

    __slots__ = ("key", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        self.key: tuple[object, ...] = ("name", name)

    def contains(self, name: str) -> bool:
        """Tell whether a name is in the class."""
        return name == self.name


class AnyName:
    """Every name, but those excepted."""

    __slots__ = ("excepted", "key")

    def __init__(self, excepted: NameClass | None = None) -> None:
        self.excepted = excepted
        self.key: tuple[object, ...] = ("any", excepted.key if excepted else None)

    def contains(self, name: str) -> bool:
        """Tell whether a name is in the class."""
        return self.excepted is None or not self.excepted.contains(name)


class NsName:
    """Every name of a namespace, but those excepted."""

    __slots__ = ("excepted", "key", "uri")

    def __init__(self, uri: str, excepted: NameClass | None = None) -> None:
        self.uri = uri
        self.excepted = excepted
        self.key: tuple[object, ...] = ("ns", uri, excepted.key if excepted else None)

    def contains(self, name: str) -> bool:
        """Tell whether a name is in the class."""
        return name.rpartition("}")[0] == self.uri and (self.excepted is None or not self.excepted.contains(name))


class NameChoice:
    """The names of several classes."""

    __slots__ = ("key", "parts")

    def __init__(self, parts: tuple[NameClass, ...]) -> None:
        self.parts = parts
        self.key: tuple[object, ...] = ("choice", *(part.key for part in parts))

    def contains(self, name: str) -> bool:
        """Tell whether a name is in the class."""
        return any(part.contains(name) for part in self.parts)


def name_of(uri: str, local: str) -> str:
    """Write a name as expat does."""
    return f"{uri}}}{local}" if uri else local


def listed(names: NameClass) -> tuple[str, ...]:
    """List the names of a class; of an infinite class, those it names."""
    match names:
        case Name():
            return (names.name,)
        case NameChoice():
            return tuple(name for part in names.parts for name in listed(part))
        case _:
            return ()


def declares_namespaces(names: NameClass) -> bool:
    """Tell whether a class speaks of the names that declare namespaces (4.16), be it to except them."""
    match names:
        case Name():
            return names.name == "xmlns" or names.name.startswith(f"{XMLNS}}}")
        case NameChoice():
            return any(declares_namespaces(part) for part in names.parts)
        case NsName():
            return names.uri == XMLNS or (names.excepted is not None and declares_namespaces(names.excepted))
        case AnyName():
            return names.excepted is not None and declares_namespaces(names.excepted)


def is_infinite(names: NameClass) -> bool:
    """Tell whether a class has names without end."""
    match names:
        case Name():
            return False
        case NameChoice():
            return any(is_infinite(part) for part in names.parts)
        case _:
            return True


def overlap(one: NameClass, other: NameClass) -> bool:
    """Tell whether two classes have a name in common: enough to try the names that make a difference (7.3)."""
    return any(one.contains(name) and other.contains(name) for name in (*_witnesses(one), *_witnesses(other)))


_IMPOSSIBLE = "\x01"


def _witnesses(names: NameClass) -> Iterable[str]:
    match names:
        case Name():
            yield names.name
        case NsName():
            yield name_of(names.uri, _IMPOSSIBLE)
            if names.excepted:
                yield from _witnesses(names.excepted)
        case AnyName():
            yield name_of(_IMPOSSIBLE, _IMPOSSIBLE)
            if names.excepted:
                yield from _witnesses(names.excepted)
        case NameChoice():
            for part in names.parts:
                yield from _witnesses(part)
