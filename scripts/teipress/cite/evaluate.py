"""Walk a document along an expression of ``xpath.py``, and give up when that costs more than any honest one does."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from teipress.cite.nodes import TOP, Attribute, Element, Node, Top, Tree, Value, along, fits, named_below
from teipress.cite.xpath import Binary, Call, Expression, Literal, Path, Step, Test, XPathFault


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression is evaluated: a node, its place among those it stands with, and their number."""

    tree: Tree
    node: Node
    position: int = 1
    size: int = 1


def select(tree: Tree, expression: Expression, node: Node = TOP) -> list[Element]:
    """Give the elements that an expression selects, in document order. Raises ``XPathFault``."""
    value = _value(expression, Context(tree, node))
    if isinstance(value, str | float | bool):
        raise XPathFault("selects no elements")
    return [node for node in value if not isinstance(node, str | Top)]


def text_of(tree: Tree, expression: Expression, node: Element, position: int = 1, size: int = 1) -> str:
    """Give the value of an expression as a text, its white space folded. Raises ``XPathFault``."""
    return " ".join(_string(_value(expression, Context(tree, node, position, size)), tree).split())


def _value(expression: Expression, context: Context) -> Value:
    context.tree.spend()
    match expression:
        case Literal(value):
            return value
        case Path():
            return _walk(expression, context)
        case Binary():
            return _binary(expression, context)
        case Call(name, arguments):
            return _call(name, arguments, context)


def _walk(path: Path, context: Context) -> Sequence[Node]:
    match path, context.node:
        case Path(
            (Step("attribute", Test("", str(name), "attribute"), (), False),), False, None
        ), etree._Element() as at:
            value = at.get(name)  # what nearly every declaration asks for
            return [] if value is None else [Attribute(name, value)]
    if path.start is not None:
        start = _value(path.start, context)
        if isinstance(start, str | float | bool):
            raise XPathFault("goes on from what is no node")
        nodes = [*start]
    else:
        nodes = [TOP if path.absolute else context.node]
    for step in path.steps:
        nodes = _step(step, nodes, context.tree)
    return nodes


def _step(step: Step, nodes: Sequence[Node], tree: Tree) -> list[Node]:
    """Take a step from each node; the result is in document order, each node once."""
    name = _plain_name(step)
    if name is not None and (not step.deep or all(map(_is_truth, step.predicates))):
        return _quick_step(step, name, nodes, tree)
    starts = tree.sorted(_deep(nodes, tree)) if step.deep else nodes
    found: list[Node] = []
    for node in starts:
        candidates = [one for one in along(step.axis, node, tree) if fits(one, step.test)]
        for predicate in step.predicates:
            candidates = _filtered(candidates, predicate, tree)
        found += candidates
    return found if len(starts) == 1 and step.axis in _FORWARD else tree.sorted(found)


def _plain_name(step: Step) -> str | None:
    """Give the name of the elements that a step leads down to, if that is all it says of them."""
    test = step.test
    if step.axis != "child" or test.kind != "element" or test.namespace is None or test.name is None:
        return None
    return f"{{{test.namespace}}}{test.name}"


def _is_truth(predicate: Expression) -> bool:
    """Tell whether a predicate says yes or no, whatever the place of its node among others."""
    match predicate:
        case Path():
            return True
        case Binary(operator, left, right):
            return operator not in {"+", "-"} and not any(map(_has_place, (left, right)))
        case Call(name, arguments):
            return name in _TRUTHS and not any(map(_has_place, arguments))
        case _:
            return False


def _has_place(expression: Expression) -> bool:
    match expression:
        case Binary(_, left, right):
            return _has_place(left) or _has_place(right)
        case Call(name, arguments):
            return name in {"position", "last"} or any(map(_has_place, arguments))
        case Path(_, _, start):
            return start is not None and _has_place(start)
        case _:
            return False


_TRUTHS = frozenset("not exists empty true false contains starts-with ends-with".split())


def _quick_step(step: Step, name: str, nodes: Sequence[Node], tree: Tree) -> list[Node]:
    """Let lxml find the elements of a name, below each node or anywhere in it."""
    found: list[Node] = []
    for node in nodes:
        tree.spend(len(tree.elements) // 20 if node is TOP else 1)
        candidates = named_below(node, name, tree, deep=step.deep)
        tree.spend(len(candidates))
        for predicate in step.predicates:
            candidates = _filtered(candidates, predicate, tree)
        found += candidates
    return found if len(nodes) == 1 else tree.sorted(found)


_FORWARD = frozenset("child descendant descendant-or-self self parent attribute following-sibling following".split())


def _deep(nodes: Iterable[Node], tree: Tree) -> Iterator[Node]:
    for node in nodes:
        yield from along("descendant-or-self", node, tree)


def _filtered(candidates: Sequence[Node], predicate: Expression, tree: Tree) -> list[Node]:
    kept: list[Node] = []
    for position, node in enumerate(candidates, 1):
        value = _value(predicate, Context(tree, node, position, len(candidates)))
        is_number = isinstance(value, float)
        if value == position if is_number else _truth(value):
            kept.append(node)
    return kept


def _binary(expression: Binary, context: Context) -> Value:
    left = _value(expression.left, context)
    if expression.operator == "or":
        return _truth(left) or _truth(_value(expression.right, context))
    if expression.operator == "and":
        return _truth(left) and _truth(_value(expression.right, context))
    right = _value(expression.right, context)
    if expression.operator == "|":
        if isinstance(left, str | float | bool) or isinstance(right, str | float | bool):
            raise XPathFault("joins by “|” what is no node")
        return context.tree.sorted((*left, *right))
    if expression.operator in {"+", "-"}:
        one, other = _number(left, context.tree), _number(right, context.tree)
        return one + other if expression.operator == "+" else one - other
    return any(
        _compare(expression.operator, one, other, context.tree) for one in _items(left) for other in _items(right)
    )


def _items(value: Value) -> Sequence[Node | float | bool]:
    return [value] if isinstance(value, str | float | bool) else value


def _compare(operator: str, left: Node | float | bool, right: Node | float | bool, tree: Tree) -> bool:
    tree.spend()
    if isinstance(left, bool) or isinstance(right, bool):
        same = _truth(_one(left)) == _truth(_one(right))
        return same if operator == "=" else not same
    if operator in {"=", "!="} and not (isinstance(left, float) or isinstance(right, float)):
        same = _string(_one(left), tree) == _string(_one(right), tree)
        return same if operator == "=" else not same
    one, other = _number(_one(left), tree), _number(_one(right), tree)
    match operator:
        case "=":
            return one == other
        case "!=":
            return one != other
        case "<":
            return one < other
        case "<=":
            return one <= other
        case ">":
            return one > other
        case _:
            return one >= other


def _one(item: Node | float | bool) -> Value:
    return item if isinstance(item, str | float | bool) else [item]


def _truth(value: Value) -> bool:
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def _string(value: Value, tree: Tree) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value.is_integer() else str(value)
    if isinstance(value, str):
        return str(value)
    return _content(value[0], tree) if value else ""


def _content(node: Node, tree: Tree) -> str:
    if isinstance(node, str):
        return str(node)
    root = tree.root if isinstance(node, Top) else node
    parts: list[str] = []
    for part in root.itertext(etree.Element):
        tree.spend()
        parts.append(str(part))
    return "".join(parts)


def _number(value: Value, tree: Tree) -> float:
    if isinstance(value, float | bool):
        return float(value)
    try:
        return float(_string(value, tree))
    except ValueError:
        return math.nan


def _call(name: str, arguments: tuple[Expression, ...], context: Context) -> Value:
    tree = context.tree
    match name:
        case "position":
            return float(context.position)
        case "last":
            return float(context.size)
        case "true" | "false":
            return name == "true"
    values = [_value(argument, context) for argument in arguments] or [[context.node]]
    first = values[0]
    match name:
        case "not" | "empty":
            return not (_truth(first) if name == "not" else _items(first))
        case "exists":
            return bool(_items(first))
        case "count":
            return float(len(_items(first)))
        case "number":
            return _number(first, tree)
        case "name" | "local-name":
            node = next((n for n in _items(first) if not isinstance(n, str | float | bool | Top)), None)
            return "" if node is None else etree.QName(node).localname
        case "string-join":
            between = _string(values[1], tree) if len(values) > 1 else ""
            return between.join(_string(_one(item), tree) for item in _items(first))
    return _of_strings(name, [_string(value, tree) for value in values], values, tree)


def _of_strings(name: str, words: Sequence[str], values: Sequence[Value], tree: Tree) -> Value:
    if name == "substring":
        start = _number(values[1], tree)
        end = start + _number(values[2], tree) if len(values) > 2 else math.inf
        return "".join(letter for place, letter in enumerate(words[0], 1) if start - 0.5 <= place < end - 0.5)
    return _FUNCTIONS[name](*words) if name in _FUNCTIONS else words[0]


_FUNCTIONS: Mapping[str, Callable[..., str | float | bool]] = {
    "concat": lambda *words: "".join(words),
    "string-length": lambda text: float(len(text)),
    "normalize-space": lambda text: " ".join(text.split()),
    "upper-case": str.upper,
    "lower-case": str.lower,
    "starts-with": str.startswith,
    "ends-with": str.endswith,
    "contains": lambda text, part: part in text,
    "substring-before": lambda text, part: text.partition(part)[0] if part in text and part else "",
    "substring-after": lambda text, part: text.partition(part)[2] if part else text,
    "translate": lambda text, old, new: text.translate(_table(old, new)),
}


def _table(old: str, new: str) -> dict[int, str | None]:
    """Say what each letter becomes; a letter that is named twice, what it becomes the first time."""
    table: dict[int, str | None] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place] if place < len(new) else None)
    return table
