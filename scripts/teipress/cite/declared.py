"""Read how a text says it is cited: ``refsDecl`` with ``citeStructure`` or with the older ``cRefPattern``.

TEI P5 #CORS: several ``refsDecl`` are several ways to cite one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from teipress.cite.units import DEEPEST
from teipress.cite.xpath import Binary, Call, Expression, Literal, Path, Step, Test, XPathFault, parse_xpath
from teipress.corpus import TEI, XML_ID, Document, Element
from teipress.diagnostics import Diagnostic, Severity

MOST = 200  # structures in a document


def tag(name: str) -> str:
    """Write the name of a TEI element as lxml has it."""
    return f"{{{TEI}}}{name}"


@dataclass(frozen=True, slots=True)
class Structure:
    """One kind of citable unit: the elements it is, how each is named, what is said of it, and the kinds within it.

    ``source`` is the declaration, none where there is no declaration.
    """

    unit: str
    match: Expression
    use: Expression
    delimiter: str = ""
    data: tuple[tuple[str, Expression], ...] = ()
    within: tuple[Structure, ...] = ()
    source: Element | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """A way to cite a text: its name, what is said of it, and its largest units."""

    name: str
    structures: tuple[Structure, ...]
    description: str = ""
    default: bool = False


class Faults:
    """What is wrong with the declarations of a document; each is told once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.found: list[Diagnostic] = []

    def tell(self, code: str, message: str, element: Element, help: str, attribute: str | None = None) -> None:
        """Tell of a fault at an element or attribute."""
        self.found.append(
            self._document.diagnose(element, code, message, attribute=attribute, severity=Severity.WARNING, help=help)
        )


def read_declarations(document: Document, faults: Faults) -> tuple[Declaration, ...]:
    """Read every ``refsDecl`` that says anything for a program, that which is the default first."""
    header = document.root.iter(tag("refsDecl"))
    declarations: list[Declaration] = []
    for number, element in enumerate(header, 1):
        structures = _Reader(faults).structures(element)
        if structures:
            name = " ".join((element.get("n") or element.get(XML_ID) or f"tree{number}").split())
            default = element.get("default") == "true"
            declarations.append(Declaration(name, structures, _description(element), default))
    return tuple(sorted(declarations, key=lambda declaration: not declaration.default))


def _description(element: Element) -> str:
    words = (" ".join("".join(map(str, p.itertext())).split()) for p in element.iterchildren(tag("p"), tag("ab")))
    return " ".join(words)


@dataclass
class _Reader:
    """Reads one ``refsDecl``."""

    faults: Faults
    left: int = MOST

    def structures(self, refs_decl: Element) -> tuple[Structure, ...]:
        structures = self._cite_structures(refs_decl)
        if structures:
            return structures
        patterns = [*refs_decl.iterchildren(tag("cRefPattern"))][:MOST]
        return tuple(self._of_patterns(patterns)) if patterns else ()

    def _cite_structures(self, parent: Element, level: int = 1) -> tuple[Structure, ...]:
        inner = parent.iterchildren(tag("citeStructure")) if level <= DEEPEST else ()
        found = (self._cite_structure(element, level) for element in inner)
        return tuple(structure for structure in found if structure)

    def _cite_structure(self, element: Element, level: int) -> Structure | None:
        self.left -= 1
        match, use = self._xpath(element, "match"), self._xpath(element, "use")
        if match is None or use is None or self.left < 0:
            return None
        unit = element.get("unit", "").strip()
        data = (self._data(child) for child in element.iterchildren(tag("citeData")))
        return Structure(
            unit,
            match,
            use,
            element.get("delim", ""),
            tuple(one for one in data if one),
            self._cite_structures(element, level + 1),
            element,
        )

    def _data(self, element: Element) -> tuple[str, Expression] | None:
        use = self._xpath(element, "use")
        name = element.get("property", "").strip()
        return (name, use) if use is not None and name else None

    def _xpath(self, element: Element, attribute: str) -> Expression | None:
        written = element.get(attribute)
        if written is None:
            return None  # the schema tells of it
        try:
            return parse_xpath(written, _namespaces(element))
        except XPathFault as fault:
            self.faults.tell(
                "unclear-citation-path",
                f"the path “{written}” {fault}",
                element,
                "Write it with paths, predicates and plain functions; no expression of a citation needs more.",
                attribute,
            )
            return None

    def _of_patterns(self, patterns: Sequence[Element]) -> Iterator[Structure]:
        """Turn patterns, each of which stands for one depth, into units inside each other; the deepest comes first."""
        read = [one for one in (self._pattern(element) for element in patterns) if one]
        if not read:
            return
        longest = max(read, key=lambda pattern: len(pattern.paths))
        units = {len(pattern.paths): pattern for pattern in reversed(read)}
        inner: tuple[Structure, ...] = ()
        for depth in range(len(longest.paths), 0, -1):
            own = units.get(depth)
            path, attribute = longest.paths[depth - 1]
            inner = (
                Structure(
                    own.unit if own else "",
                    path,
                    Path((Step("attribute", attribute),)),
                    longest.delimiters[depth - 1],
                    (),
                    inner,
                    (own or longest).source,
                ),
            )
        yield from inner

    def _pattern(self, element: Element) -> _Pattern | None:
        written = element.get("replacementPattern", "")
        inside = re.fullmatch(r"#xpath\((.*)\)", written.strip(), re.DOTALL)
        why = "is no “#xpath(…)”"
        if inside:
            try:
                expression = parse_xpath(inside[1], _namespaces(element))
                return _split(element, expression)
            except XPathFault as fault:
                why = str(fault)
        self.faults.tell(
            "unclear-citation-path",
            f"the pattern “{written}” {why}",
            element,
            "Write the place of each number as [@n='$1']; or declare the units with citeStructure.",
            "replacementPattern" if "replacementPattern" in element.attrib else None,
        )
        return None


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A ``cRefPattern``: for each number in it, the path from the unit around it, and the attribute that has it."""

    unit: str
    paths: tuple[tuple[Path, Test], ...]
    delimiters: tuple[str, ...]
    source: Element


def _split(element: Element, expression: Expression) -> _Pattern:
    """Divide the path of a pattern where its numbers are. Raises ``XPathFault``."""
    if not isinstance(expression, Path) or expression.start is not None:
        raise XPathFault("is no path")
    paths: list[tuple[Path, Test]] = []
    steps: list[Step] = []
    for step in expression.steps:
        number, attribute, others = _number_of(step)
        bare = Path((Step("attribute", attribute),)) if attribute else None
        steps.append(replace(step, predicates=(*([bare] if bare else []), *others)))
        if attribute is not None:
            if number != len(paths) + 1:
                raise XPathFault(f"has “${number}” where “${len(paths) + 1}” must stand")
            paths.append((Path(tuple(steps), absolute=not paths), attribute))
            steps = []
    if steps:
        raise XPathFault("does not end with the element that has the last number")
    if not paths:
        raise XPathFault("has no “$1” in it")
    return _Pattern(element.get("n", "").strip(), tuple(paths), _delimiters(element, len(paths)), element)


def _number_of(step: Step) -> tuple[int, Test | None, tuple[Expression, ...]]:
    """Find ``[@n='$1']`` among the predicates of a step: the number, the attribute, and the other predicates."""
    for place, predicate in enumerate(step.predicates):
        match predicate:
            case Binary("=", Path((Step("attribute", test, (), False),), False, None), Literal(str(value))) if (
                re.fullmatch(r"\$[1-9]", value)
            ):
                return int(value[1:]), test, step.predicates[:place] + step.predicates[place + 1 :]
    return 0, None, step.predicates


def _delimiters(element: Element, count: int) -> tuple[str, ...]:
    r"""Take what stands before each number out of the pattern: “(\w+).(\w+)” has nothing, then “.”."""
    pieces = re.split(r"\((?:\?:)?[^()]*\)", element.get("matchPattern", ""))
    plain = [re.sub(r"\\(.)", r"\1", piece) for piece in pieces[:count]]
    return tuple(plain) if len(plain) == count else ("", *["."] * (count - 1))


def _namespaces(element: Element) -> dict[str, str]:
    return {str(prefix): str(uri) for prefix, uri in element.nsmap.items() if prefix}


def milestone_structures(root: Element, known: Iterable[str]) -> Iterator[Declaration]:
    """Give the pages of a text, and what other milestones divide it into, as ways to cite it.

    ``known`` are the names of trees that there are already. Those of several editions (``@ed``) are kept apart.
    """
    kinds: dict[tuple[str, str, str], list[Element]] = {}
    for text in root.iter(tag("text")):
        if next(text.iterancestors(tag("text")), None) is None:
            for element in text.iter(tag("pb"), tag("milestone")):
                local = "page" if element.tag == tag("pb") else " ".join(element.get("unit", "").split())
                if local:
                    kinds.setdefault((str(element.tag), local, element.get("ed", "")), []).append(element)
    taken = set(known)
    for (name, unit, edition), elements in kinds.items():
        tree = " ".join(filter(None, ("pages" if unit == "page" else unit, edition)))
        if tree not in taken:
            taken.add(tree)
            yield Declaration(tree, (_milestones(name, unit, edition, elements),))


def _milestones(name: str, unit: str, edition: str, elements: Sequence[Element]) -> Structure:
    numbered = all(element.get("n", "").strip() for element in elements)
    predicates: list[Expression] = [_equals("ed", edition)] if edition else [Call("not", (_attribute("ed"),))]
    if name == tag("milestone"):
        predicates.append(_equals("unit", unit))
    in_text = Step("child", Test(TEI, "text"), deep=True)
    step = Step("child", Test(TEI, name.removeprefix(f"{{{TEI}}}")), tuple(predicates), deep=True)
    use = _attribute("n") if numbered else Call("position", ())
    return Structure(unit, Path((in_text, step), absolute=True), use)


def _attribute(name: str) -> Path:
    return Path((Step("attribute", Test("", name, "attribute")),))


def _equals(name: str, value: str) -> Expression:
    return Binary("=", Call("normalize-space", (_attribute(name),)), Literal(" ".join(value.split())))
