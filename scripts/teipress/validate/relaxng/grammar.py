"""From the full syntax to patterns (spec, section 4): names resolved, files read in, definitions combined.

Definitions are compiled when they are first referred to, the content of an element when one is first met: of a schema
of a thousand definitions, a play needs a tenth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from teipress.validate.relaxng.datatypes import BadDatatype, Datatype, Prefixes, datatype
from teipress.validate.relaxng.loading import Load
from teipress.validate.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName, declares_namespaces, name_of
from teipress.validate.relaxng.ncname import is_ncname
from teipress.validate.relaxng.patterns import Element, Pattern, Patterns
from teipress.validate.relaxng.syntax import PATTERNS, check_component, check_definition, check_node
from teipress.validate.relaxng.tree import Node, read_tree

MOST_FILES = 1000  # a few files that include each other twice could be read without end


class Definition:
    """All that one name of a grammar (or its start) is defined as."""

    __slots__ = ("combine", "compiled", "nodes", "open")

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.combine: str | None = None
        self.compiled: Pattern | None = None
        self.open = False

    def add(self, node: Node, what: str) -> None:
        """Add one more definition (4.17). Raises ``Wrong`` when it cannot be combined with the others."""
        combine = node.attributes.get("combine")
        if combine is None and any("combine" not in other.attributes for other in self.nodes):
            raise node.error(f"{what} is defined twice without “combine”")
        if combine and self.combine and combine != self.combine:
            raise node.error(f"{what} is combined both by choice and by interleave")
        self.combine = combine or self.combine
        self.nodes.append(node)


class Grammar:
    """The definitions of a ``<grammar>``, includes read in and replaced as they say."""

    def __init__(self, compiler: Compiler, node: Node, parent: Grammar | None) -> None:
        self.compiler = compiler
        self.node = node
        self.parent = parent
        self.start = Definition()
        self.definitions: dict[str, Definition] = {}
        self._collect(node.children, (node.uri,), self._add)
        if not self.start.nodes:
            raise node.error("this grammar has no <start>")

    def _add(self, node: Node) -> None:
        if node.name == "start":
            self.start.add(node, "<start>")
        else:
            name = node.attributes["name"]
            self.definitions.setdefault(name, Definition()).add(node, f"“{name}”")

    def _collect(
        self, nodes: Sequence[Node], files: tuple[str, ...], add: Callable[[Node], None], *, included: bool = False
    ) -> None:
        for node in nodes:
            check_component(node, included=included)
            if node.name == "div":
                self._collect(node.children, files, add, included=included)
            elif node.name == "include":
                self._include(node, files, add)
            else:
                add(node)

    def _include(self, node: Node, files: tuple[str, ...], add: Callable[[Node], None]) -> None:
        """Read in a grammar; what the include defines itself replaces what the file defines (4.7)."""
        own: list[Node] = []
        self._collect(node.children, files, own.append, included=True)
        uri = node.target
        if uri in files:
            raise node.error(f"“{node.attributes['href']}” includes itself")
        root = self.compiler.read(uri, node)
        if root.name != "grammar":
            raise node.error(f"“{node.attributes['href']}” is no grammar and cannot be included")
        check_node(root)
        replaced = {_defined(component): component for component in own}
        met: set[str | None] = set()

        def keep(component: Node) -> None:
            if _defined(component) in replaced:
                met.add(_defined(component))
            else:
                add(component)

        self._collect(root.children, (*files, uri), keep)
        for name, component in replaced.items():
            if name not in met:
                what = f"“{name}”" if name else "<start>"
                raise component.error(f"{what} replaces nothing: “{node.attributes['href']}” does not define it")
        for component in own:
            add(component)

    def pattern(self, definition: Definition, what: str, node: Node) -> Pattern:
        """Compile a definition, once. Raises ``Wrong`` when it refers to itself without an element between (4.19)."""
        if definition.compiled is not None:
            return definition.compiled
        if definition.open:
            raise node.error(f"{what} refers to itself with no element between")
        definition.open = True
        compiler = self.compiler
        try:
            for component in definition.nodes:
                check_definition(component)
            made = [compiler.group(component.children, self) for component in definition.nodes]
        finally:
            definition.open = False
        patterns = compiler.patterns
        definition.compiled = patterns.interleave(made) if definition.combine == "interleave" else patterns.choice(made)
        return definition.compiled


def _defined(component: Node) -> str | None:
    return component.attributes["name"] if component.name == "define" else None


class Compiler:
    """Compiles the nodes of a schema into patterns. ``load`` reads a further file by its absolute address."""

    def __init__(self, load: Load) -> None:
        self.patterns = Patterns()
        self.load = load
        self.nodes: dict[Element, Node] = {}
        self._compiled: dict[tuple[int, int], Element] = {}
        self._grammars: dict[tuple[int, int], Grammar] = {}
        self._types: dict[tuple[str, str, tuple[tuple[str, str], ...]], Datatype] = {}
        self._kept: list[Node] = []
        self._externals: tuple[str, ...] = ()
        self._files = 0

    def schema(self, root: Node) -> Pattern:
        """Compile a whole schema: the pattern of its start."""
        self._externals = (root.uri,)
        return self.pattern(root, None)

    def read(self, uri: str, node: Node) -> Node:
        """Read a file that a node refers to; it inherits the node's ``ns``."""
        self._files += 1
        if self._files > MOST_FILES:
            raise node.error(f"this schema reads more than {MOST_FILES:,} files")
        try:
            data = self.load(uri)
        except OSError as error:
            raise node.error(f"“{node.attributes['href']}” cannot be read: {error.strerror or error}") from None
        return read_tree(data, uri, node.ns)

    def group(self, nodes: Sequence[Node], grammar: Grammar | None) -> Pattern:
        """Compile several patterns, one after the other (4.12)."""
        made = self.patterns.empty
        for node in reversed(nodes):
            made = self.patterns.group(self.pattern(node, grammar), made)
        return made

    def pattern(self, node: Node, grammar: Grammar | None) -> Pattern:  # noqa: C901 one case for each kind of pattern
        """Compile one pattern."""
        if node.name in ("ref", "parentRef"):
            return self._reference(node, grammar)
        check_node(node)
        patterns = self.patterns
        match node.name:
            case "element":
                return self.element(node, grammar)
            case "attribute":
                return self._attribute(node, grammar)
            case "group":
                return self.group(node.children, grammar)
            case "choice":
                return patterns.choice([self.pattern(child, grammar) for child in node.children])
            case "interleave":
                return patterns.interleave([self.pattern(child, grammar) for child in node.children])
            case "optional":
                return patterns.choice((self.group(node.children, grammar), patterns.empty))
            case "zeroOrMore":
                return patterns.choice((patterns.one_or_more(self.group(node.children, grammar)), patterns.empty))
            case "oneOrMore":
                return patterns.one_or_more(self.group(node.children, grammar))
            case "mixed":
                return patterns.interleave((self.group(node.children, grammar), patterns.any_text))
            case "list":
                return patterns.list_of(self.group(node.children, grammar))
            case "empty":
                return patterns.empty
            case "text":
                return patterns.any_text
            case "notAllowed":
                return patterns.not_allowed
            case "data":
                return self._data(node, grammar)
            case "value":
                return self._value(node)
            case "externalRef":
                return self._external(node, grammar)
            case _:
                return self._grammar(node, grammar)

    def element(self, node: Node, grammar: Grammar | None) -> Element:
        """Compile an element pattern, but not its content."""
        key = (id(node), id(grammar))
        made = self._compiled.get(key)
        if made is None:
            names, content = self._named(node)
            externals = self._externals

            def compile() -> Pattern:
                before, self._externals = self._externals, externals
                try:
                    return self.group(content, grammar)
                finally:
                    self._externals = before

            made = self._compiled[key] = Element(self.patterns, names, compile)
            self.nodes[made] = node
        return made

    def _attribute(self, node: Node, grammar: Grammar | None) -> Pattern:
        names, content = self._named(node)
        inner = self.group(content, grammar) if content else self.patterns.any_text
        return self.patterns.attribute_of(names, inner)

    def _named(self, node: Node) -> tuple[NameClass, Sequence[Node]]:
        """Take the name off an element or attribute pattern (4.8: an attribute's own name has no inherited ns)."""
        name = node.attributes.get("name")
        if name is not None:
            ns = node.ns if node.name == "element" else node.attributes.get("ns", "")
            names: NameClass = Name(_qname(node, name, ns))
        else:
            names = self.name_class(node.children[0])
        if node.name == "attribute" and declares_namespaces(names):
            raise node.error("an attribute cannot be named “xmlns”: that declares a namespace (4.16)")
        return names, node.children if name is not None else node.children[1:]

    def name_class(self, node: Node, forbidden: frozenset[str] = frozenset()) -> NameClass:
        """Compile a name class. In the except of a class, classes without end are restricted (4.16)."""
        check_node(node, "name class")
        if node.name in forbidden:
            raise node.error(f"<{node.name}> cannot stand in this <except>")
        match node.name:
            case "name":
                return Name(_qname(node, node.text.strip(), node.ns))
            case "anyName":
                return AnyName(self._excepted(node, forbidden | {"anyName"}))
            case "nsName":
                return NsName(node.ns, self._excepted(node, forbidden | {"anyName", "nsName"}))
            case _:
                return NameChoice(tuple(self.name_class(child, forbidden) for child in node.children))

    def _excepted(self, node: Node, forbidden: frozenset[str]) -> NameClass | None:
        if not node.children:
            return None
        return NameChoice(tuple(self.name_class(child, forbidden) for child in node.children[0].children))

    def _reference(self, node: Node, grammar: Grammar | None) -> Pattern:
        definition, where = self.definition(node, grammar)
        return where.pattern(definition, f"“{node.attributes['name']}”", node)

    def definition(self, node: Node, grammar: Grammar | None) -> tuple[Definition, Grammar]:
        """Find what a reference, be it to the grammar around, leads to, and in which grammar that is."""
        if grammar is not None and node.name == "ref" and node.is_bare:
            known = grammar.definitions.get(node.attributes.get("name", ""))
            if known is not None:  # then all is well with the reference: nearly all of a schema's are like this
                return known, grammar
        check_node(node)
        if node.name == "parentRef":
            if grammar is None or grammar.parent is None:
                raise node.error("<parentRef> stands in no grammar that is inside another")
            grammar = grammar.parent
        name = node.attributes["name"]
        if grammar is None or name not in grammar.definitions:
            raise node.error(f"“{name}” is not defined")
        return grammar.definitions[name], grammar

    def _external(self, node: Node, grammar: Grammar | None) -> Pattern:
        uri = node.target
        if uri in self._externals:
            raise node.error(f"“{node.attributes['href']}” refers to itself")
        root = self.read(uri, node)
        self._kept.append(root)
        if root.name not in PATTERNS:
            raise node.error(f"“{node.attributes['href']}” holds no pattern")
        before, self._externals = self._externals, (*self._externals, uri)
        try:
            return self.pattern(root, grammar)
        finally:
            self._externals = before

    def grammar(self, node: Node, parent: Grammar | None) -> Grammar:
        """Collect the definitions of a grammar, once."""
        key = (id(node), id(parent))
        if key not in self._grammars:
            self._grammars[key] = Grammar(self, node, parent)
        return self._grammars[key]

    def _grammar(self, node: Node, parent: Grammar | None) -> Pattern:
        grammar = self.grammar(node, parent)
        return grammar.pattern(grammar.start, "<start>", node)

    def _data(self, node: Node, grammar: Grammar | None) -> Pattern:
        parameters = tuple((c.attributes["name"], c.text) for c in node.children if c.name == "param")
        made = self._type(node, node.library, node.attributes["type"], parameters)
        excepted = None
        if node.children and node.children[-1].name == "except":
            excepted = self.patterns.choice([self.pattern(child, grammar) for child in node.children[-1].children])
        return self.patterns.data_of(made, excepted)

    def _value(self, node: Node) -> Pattern:
        named = "type" in node.attributes
        made = self._type(node, node.library if named else "", node.attributes.get("type", "token"), ())
        context = Prefixes({**node.prefixes, "": node.ns})
        if not made.allows(node.text, context):
            raise node.error(f"“{node.text}” is no value of the datatype “{node.attributes.get('type', 'token')}”")
        return self.patterns.value_of(made, node.text, context)

    def _type(self, node: Node, library: str, name: str, parameters: tuple[tuple[str, str], ...]) -> Datatype:
        key = (library, name, parameters)
        if key not in self._types:
            try:
                self._types[key] = datatype(library, name, parameters)
            except BadDatatype as error:
                raise node.error(str(error)) from None
            if self._types[key].needs_context:
                self.patterns.needs_context = True
        return self._types[key]

    def look_through(self, node: Node, grammar: Grammar | None) -> None:
        """Check the syntax and the references of patterns that nothing needs, and so nothing has compiled."""
        match node.name:
            case "ref" | "parentRef":
                self.definition(node, grammar)
            case "grammar":
                check_node(node)
                inner = Grammar(self, node, grammar)
                for definition in (inner.start, *inner.definitions.values()):
                    self._look_through_definition(definition, inner)
            case "element" | "attribute":
                check_node(node)
                _, content = self._named(node)
                for child in content:
                    self.look_through(child, grammar)
            case "data" | "value" | "externalRef":
                self.pattern(node, grammar)
            case _:
                check_node(node)
                for child in node.children:
                    self.look_through(child, grammar)

    def look_through_all(self) -> None:
        """Check every definition that was not compiled."""
        for grammar in list(self._grammars.values()):
            for definition in grammar.definitions.values():
                if definition.compiled is None:
                    self._look_through_definition(definition, grammar)

    def _look_through_definition(self, definition: Definition, grammar: Grammar) -> None:
        for component in definition.nodes:
            check_definition(component)
            for child in component.children:
                self.look_through(child, grammar)


def _qname(node: Node, name: str, ns: str) -> str:
    """Resolve a QName of the schema (4.10)."""
    prefix, colon, local = name.rpartition(":")
    if colon:
        if prefix not in node.prefixes:
            raise node.error(f"the prefix “{prefix}” of “{name}” is not declared")
        ns = node.prefixes[prefix]
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        raise node.error(f"“{name}” is no name")
    return name_of(ns, local)
