"""Which elements of TEI have templates: the stylesheets, a list, the tests and TEI itself agree."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from teipress.corpus import TEI
from tests.validate.p5 import SOURCE, needs_p5
from tests.xslt.sheets import FALLBACK, homes, listed

GOLDENS = sorted((Path(__file__).parent / "html").rglob("*.xml"))
ONLY_DETAILS = {"tagdocs", "iso-fs", "nets", "spoken", "certainty"}  # modules of which some may fall back


def test_the_list_says_which_module_renders_an_element() -> None:
    named = homes()
    wrong = {
        name: home
        for name, (_, home) in listed().items()
        if (home == FALLBACK) == (name in named) or (home != FALLBACK and home not in named[name])
    }
    assert wrong == {}
    assert set(named) - set(listed()) == set()


def test_nothing_that_a_reader_meets_falls_back() -> None:
    assert {module for module, home in listed().values() if home == FALLBACK} <= ONLY_DETAILS


def test_every_element_with_a_template_is_in_a_golden_pair() -> None:
    shown = {
        etree.QName(element).localname
        for path in GOLDENS
        for element in etree.parse(path).iter()
        if isinstance(element.tag, str)
    }
    rendered = {name for name, (module, home) in listed().items() if home != FALLBACK and module not in ONLY_DETAILS}
    assert rendered - shown == set()


@needs_p5
def test_the_list_has_every_element_of_tei() -> None:
    specs = etree.parse(SOURCE).iter(f"{{{TEI}}}elementSpec")
    modules = {name: module for name, (module, _) in listed().items()}
    # Some examples of the Guidelines are elementSpecs, too; those belong to no module.
    declared = {str(spec.get("ident")): str(spec.get("module")) for spec in specs if spec.get("module")}
    assert declared == modules
