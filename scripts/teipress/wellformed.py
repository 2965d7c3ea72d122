"""Say where and why a text is not well-formed XML, in an editor's words.

The scan comes before every other parser: what it refuses (a DOCTYPE, nesting without end) never reaches them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.parsers import expat

from teipress.files import USUAL
from teipress.positions import Position, count_lines, end_of, line_offsets
from teipress.sound import LONGEST_NAME, RUNNING_STYLESHEET, is_sound, new_parser

_CODE = expat.errors.codes
_NO_ELEMENT = _CODE[expat.errors.XML_ERROR_NO_ELEMENTS]
_INVALID_TOKEN = _CODE[expat.errors.XML_ERROR_INVALID_TOKEN]
_UNCLOSED = _CODE[expat.errors.XML_ERROR_UNCLOSED_TOKEN]
_UNCLOSED_CDATA = _CODE[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]
_MISMATCH = _CODE[expat.errors.XML_ERROR_TAG_MISMATCH]
_DUPLICATE = _CODE[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]
_ENTITY = _CODE[expat.errors.XML_ERROR_UNDEFINED_ENTITY]
_CHARACTER_NUMBER = _CODE[expat.errors.XML_ERROR_BAD_CHAR_REF]
_PREFIX = _CODE[expat.errors.XML_ERROR_UNBOUND_PREFIX]
_AFTER_ROOT = _CODE[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
_BEFORE_ROOT = _CODE[expat.errors.XML_ERROR_SYNTAX]
_DECLARATION = _CODE[expat.errors.XML_ERROR_MISPLACED_XML_PI]

_TAG = re.compile(r"</?([^\s/>]*)")
_ATTRIBUTE_NAME = re.compile(r"""(?<=\s)([^\s=<>/"']+)\s*=""")
_REFERENCE = re.compile(r"&([^#\s;&<>]+);")
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})

DOCTYPE_HELP = "Delete the DOCTYPE. Write characters instead of its entities: “é” for “&eacute;”."
DIVIDE_HELP = "Divide the text into several files, or raise “limits.nodes” in teipress.toml if it really needs them."
ENTITY_HELP = "Write the character itself, or its number, such as “&#233;” for “é”. A plain ampersand is “&amp;”."


class Fault(Exception):
    """What is wrong with a text: the code of a diagnostic, the sentence, the place, the remedy."""

    def __init__(self, code: str, message: str, position: Position, help: str) -> None:
        super().__init__(message)
        self.code, self.message, self.position, self.help = code, message, position, help


def scan(text: str, depth: int, attributes: int, nodes: int = USUAL.nodes, *, encoded: bytes | None = None) -> None:
    """Raise ``Fault`` for the first thing that is not well formed, or not read, or beyond a limit.

    Nearly every text is sound, and that is told with as little as can be done for each element. Only where it is not
    is it read again, to say what is wrong, and where. ``encoded`` is the text in UTF-8, if it is at hand.
    """
    if not is_sound(text, text.encode() if encoded is None else encoded, depth, attributes, nodes):
        _Scan(text, depth, attributes, nodes).run()


# A kind of fault, told: the sentence after “this is not well-formed XML”, its offset in the text, the remedy.
Told: TypeAlias = tuple[str, int, str]


@dataclass
class _Scan:
    text: str
    depth: int
    attributes: int
    nodes: int
    parser: expat.XMLParserType = field(init=False)
    open: list[Position] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    declared: int = 0
    seen: int = 0

    def run(self) -> None:
        lines = count_lines(self.text)
        if lines > 2 * self.nodes:
            raise Fault(
                "too-many-nodes",
                f"this file has {lines:,} lines; at most {2 * self.nodes:,} are read",
                Position(2 * self.nodes + 1, 1),
                DIVIDE_HELP,
            )
        self.parser = new_parser({})
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartNamespaceDeclHandler = self._declare
        self.parser.EndNamespaceDeclHandler = self._undeclare
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.CommentHandler = self._count
        self.parser.ProcessingInstructionHandler = self._instruction
        try:
            self.parser.Parse(self.text.encode(), True)
        except expat.ExpatError as error:
            raise self._fault(error) from None

    def _here(self) -> Position:
        return Position(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _count(self, *_parts: object) -> None:
        self.seen += 1
        if self.seen > self.nodes:
            raise Fault(
                "too-many-nodes",
                f"this file has more than {self.nodes:,} elements, attributes, comments and instructions, "
                "which is as many as are read",
                self._here(),
                DIVIDE_HELP,
            )

    def _instruction(self, target: str, data: str) -> None:
        self._count()
        if target == "xml-stylesheet" and RUNNING_STYLESHEET.search(data):
            raise Fault(
                "active-content",
                "this stylesheet would run in the browser of whoever opens this file",
                self._here(),
                "Delete it, or let it point to a file.",
            )

    def _start(self, name: str, attributes: list[str]) -> None:
        self.seen += len(attributes) // 2
        self._count()
        self._measure(name, *attributes[::2])
        here = self._here()
        self.open.append(here)
        if len(self.open) > self.depth:
            raise self._limit(
                "too-deep", f"this element is nested {len(self.open)} deep; at most {self.depth}", "depth"
            )
        count, self.declared = len(attributes) // 2 + self.declared, 0
        if count > self.attributes:
            words = f"this element has {count} attributes; at most {self.attributes}"
            raise self._limit("too-many-attributes", words, "attributes")

    def _measure(self, *names: str) -> None:
        """Refuse names out of all proportion, those of namespaces among them."""
        if max(map(len, names)) > LONGEST_NAME:
            raise Fault(
                "too-long-name",
                f"a name here has more than {LONGEST_NAME:,} letters",
                self._here(),
                "Give it a name that people can read.",
            )

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _declare(self, prefix: str | None, _uri: str) -> None:
        self.declared += 1
        self._measure(prefix or "")
        self.prefixes.append(prefix or "")

    def _undeclare(self, _prefix: str | None) -> None:
        self.prefixes.pop()

    def _doctype(self, *_details: object) -> None:
        # expat tells of a DOCTYPE when it has read a good part of it.
        start = self.text.rfind("<!DOCTYPE", 0, self._offset(self._here()) + 1)
        raise Fault(
            "doctype",
            "this file has a DOCTYPE, which may pull in text from elsewhere and is not read",
            self._position(max(start, 0)),
            DOCTYPE_HELP,
        )

    def _limit(self, code: str, words: str, key: str) -> Fault:
        help = f"Raise “limits.{key}” in teipress.toml if the text really needs it."
        return Fault(code, f"{words} are read", self._here(), help)

    def _offset(self, position: Position) -> int:
        return line_offsets(self.text)[position.line - 1] + position.column - 1

    def _position(self, offset: int) -> Position:
        return end_of(self.text[:offset])

    def _name(self, offset: int) -> str:
        tag = _TAG.match(self.text, offset)
        return tag[1] if tag else ""

    def _fault(self, error: expat.ExpatError) -> Fault:
        at = self._offset(Position(error.lineno, error.offset + 1))
        if error.code == _ENTITY:
            return self._undeclared_entity(at)
        tell = {
            _NO_ELEMENT: self._unfinished,
            _INVALID_TOKEN: self._invalid_token,
            _UNCLOSED: self._unclosed,
            _UNCLOSED_CDATA: self._unclosed_cdata,
            _MISMATCH: self._mismatch,
            _DUPLICATE: self._duplicate,
            _CHARACTER_NUMBER: self._character_number,
            _PREFIX: self._unbound_prefix,
            _AFTER_ROOT: self._after_root,
            _BEFORE_ROOT: self._before_root,
            _DECLARATION: self._misplaced_declaration,
        }.get(error.code)
        words, at, help = (
            tell(at) if tell else (expat.ErrorString(error.code), at, "Mend the markup here, or a little before.")
        )
        return Fault("not-well-formed", f"this is not well-formed XML: {words}", self._position(at), help)

    def _undeclared_entity(self, at: int) -> Fault:
        # In an attribute, expat tells only where the tag starts.
        found = next((m for m in _REFERENCE.finditer(self.text, at) if m[1] not in _PREDEFINED), None)
        name, start = (found[1], found.start()) if found else ("", at)
        message = f"“&{name};” is not an entity of XML: what it stands for would be lost"
        return Fault("undeclared-entity", message, self._position(start), ENTITY_HELP)

    def _unfinished(self, at: int) -> Told:
        if self.open:
            line = self.open[-1].line
            name = self._name(self._offset(self.open[-1]))
            words = f"the file ends here, but “<{name}>”, opened in line {line}, is not closed"
            return words, at, f"Write “</{name}>” where “{name}” ends. Perhaps the end of the file was lost."
        words = "there is no element in this file" if self.text.strip() else "this file is empty"
        return words, at, "Restore the file, or remove it from the edition."

    def _mismatch(self, at: int) -> Told:
        closed = self._name(at - 2)
        line = self.open[-1].line
        opened = self._name(self._offset(self.open[-1]))
        words = (
            f"“</{closed}>” stands where “</{opened}>” is expected: "
            f"“<{opened}>” was opened in line {line} and is not closed yet"
        )
        return words, at - 2, f"Close “{opened}” before this place, or correct the name of one of the two tags."

    def _unclosed(self, at: int) -> Told:
        kind = "comment" if self.text.startswith("<!--", at) else "tag" if self.text.startswith("<", at) else "part"
        return f"this {kind} is not complete: the file ends before it does", at, "Complete it."

    def _unclosed_cdata(self, at: int) -> Told:
        start = self.text.rfind("<![CDATA[", 0, at + 1)
        return "this CDATA section is never closed", max(start, 0), "Write “]]>” where it ends."

    def _duplicate(self, at: int) -> Told:
        name = re.compile(r"[^\s=<>/\"']+").match(self.text, at)
        what = f"the attribute “{name[0]}”" if name else "the same attribute, under two prefixes,"
        return f"this element has {what} twice", at, "Delete one of the two, or write both values into one."

    def _character_number(self, at: int) -> Told:
        reference = self.text[at : self.text.find(";", at) + 1]
        return f"“{reference}” is not a character that XML allows", at, "Write the character that is meant."

    def _unbound_prefix(self, at: int) -> Told:
        tag = self.text[at : self.text.find(">", at)]
        names = [(self._name(at), at + 1), *((m[1], at + m.start()) for m in _ATTRIBUTE_NAME.finditer(tag))]
        known = {"xml", "xmlns", *self.prefixes}
        for name, start in names:
            prefix, colon, _ = name.partition(":")
            if colon and prefix not in known:
                where = at if start == at + 1 else start
                return f"“{name}” has the prefix “{prefix}”, which is not declared", where, _prefix_help(prefix)
        return "this tag has a prefix that is not declared", at, _prefix_help("…")

    def _after_root(self, at: int) -> Told:
        return "more follows here, after the end of the root element", at, "A document has one root: delete the rest."

    def _before_root(self, at: int) -> Told:
        if self.text[at : at + 9].upper() == "<!DOCTYPE":
            return "“DOCTYPE” is written in capitals", at, DOCTYPE_HELP
        return "this cannot stand before the root element", at, "Delete it, or move it into an element."

    def _misplaced_declaration(self, at: int) -> Told:
        return (
            "“<?xml …?>” must be the very first thing in a file",
            at,
            "Delete what stands before it, be it only white space, or delete this one.",
        )

    def _invalid_token(self, at: int) -> Told:
        text = self.text
        before = text[max(0, at - 200) : at]
        character = text[at : at + 1]
        if character and not _is_allowed(character):
            return f"the character U+{ord(character):04X} is not allowed in XML", at, "Delete it."
        if before.endswith("<"):
            if character == "/":
                return f"“{text[at - 1 : text.find('>', at) + 1]}” closes nothing", at - 1, "Delete it."
            return (
                "“<” starts no tag here",
                at - 1,
                "Write a plain “<” as “&lt;”, and a tag without white space after it.",
            )
        if reference := re.search(r"&[^\s<>;&\"']*$", before):
            return (
                f"“{reference[0]}” is no complete entity",
                at - len(reference[0]),
                "Write a plain ampersand as “&amp;”, and an entity with its “;”.",
            )
        if before.endswith("]]") and character == ">":
            return "“]]>” must not stand in text", at - 2, "Write it as “]]&gt;”."
        if before.endswith("--") and text.rfind("<!--", 0, at) > text.rfind("-->", 0, at):
            return "“--” must not stand in a comment", at - 2, "Write one hyphen, or a dash: “–”."
        if character == "<":
            help = "Close what is open before it, perhaps a quotation mark; write a plain “<” as “&lt;”."
            return "“<” must not stand in a tag or in an attribute's value", at, help
        if text.rfind("<", 0, at) > text.rfind(">", 0, at):
            return _in_tag(at, before, character)
        return f"“{character}” cannot stand here", at, "Mend the markup here, or a little before."


def _in_tag(at: int, before: str, character: str) -> Told:
    if before.rstrip().endswith("="):
        help = 'Write name="value", with straight quotation marks.'
        return "the value of an attribute must stand in quotation marks", at, help
    return (
        f"“{character}” cannot stand in a tag here",
        at,
        'Write attributes as name="value", with a space before each.',
    )


def _prefix_help(prefix: str) -> str:
    return f'Correct it, or declare it: xmlns:{prefix}="…".'


def _is_allowed(character: str) -> bool:
    """Tell whether XML 1.0 allows a character (production 2, Char)."""
    code = ord(character)
    return code in {9, 10, 13} or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF
