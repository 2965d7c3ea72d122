"""What TEI itself declares, read from the machine-readable source of its Guidelines, where that is at hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import pytest
from lxml import etree

from teipress.corpus import TEI
from tests.paths import SHARED

SOURCE = SHARED / "tei/p5subset.xml"
needs_p5 = pytest.mark.skipif(not SOURCE.exists(), reason="no p5subset.xml at hand")


def _t(name: str) -> str:
    return f"{{{TEI}}}{name}"


class P5:
    """The classes and elements of TEI P5."""

    @cached_property
    def specs(self) -> dict[str, etree._Element]:
        root = etree.parse(SOURCE).getroot()
        return {str(spec.get("ident")): spec for spec in root.iter(_t("elementSpec"), _t("classSpec"))}

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        """List what says of itself that it is a member, by class."""
        found: dict[str, list[str]] = {}
        for ident, spec in self.specs.items():
            for key in spec.iterfind(f"{_t('classes')}/{_t('memberOf')}"):
                found.setdefault(key.get("key", ""), []).append(ident)
        return found

    def members(self, name: str) -> set[str]:
        """List the elements that are a class, or the element itself."""
        if self.specs[name].tag == _t("elementSpec"):
            return {name}
        return set[str]().union(*map(self.members, self._members.get(name, ())))

    @property
    def elements(self) -> set[str]:
        return {ident for ident, spec in self.specs.items() if spec.tag == _t("elementSpec")}

    def attributes(self) -> Iterator[tuple[str, str, str]]:
        """Yield each attribute: its name, its datatype, and the class or element that declares it."""
        for owner, spec in self.specs.items():
            for attribute in spec.iter(_t("attDef")):
                datatype = attribute.find(f"{_t('datatype')}/{_t('dataRef')}")
                if datatype is not None or attribute.get("mode", "add") == "add":
                    kind = "" if datatype is None else datatype.get("key", "")
                    yield str(attribute.get("ident")), kind, owner

    def owners(self, *datatypes: str) -> dict[str, frozenset[str]]:
        """Find the attributes of some datatypes, by the elements that have them.

        The set is empty where a class declares the attribute, and no element has another one of its name.
        """
        has: dict[str, set[str]] = {}
        other: dict[str, set[str]] = {}
        by_class: set[str] = set()
        for name, datatype, owner in self.attributes():
            wanted = datatype in datatypes
            (has if wanted else other).setdefault(name, set()).update(self.members(owner))
            if wanted and owner.startswith("att."):
                by_class.add(name)
        return {
            name: frozenset() if name in by_class and not other.get(name, set()) - elements else frozenset(elements)
            for name, elements in has.items()
        }


_p5 = P5()


@pytest.fixture
def p5() -> P5:
    """Give what TEI declares; it is read once."""
    return _p5
