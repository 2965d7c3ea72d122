"""What every diagnostic code of teipress means; an edition's guidelines explain the codes of its Schematron."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault: what it is, why it matters, an example, and how to mend it."""

    code: str
    what: str
    why: str
    example: str
    mend: str


_ALL = (
    # Reading
    Code(
        "missing-file",
        "A file that was named is not there, or is a folder.",
        "Nothing can be checked or published of it.",
        "teipress check tei/texts/changsong.xml",
        "Correct the name.",
    ),
    Code(
        "unreadable-file",
        "A file is there but cannot be read.",
        "Its permissions forbid it, or the disk is at fault.",
        "a file of another user's",
        "Ask for permission to read it.",
    ),
    Code(
        "file-too-large",
        "A file is larger than the limit in the settings.",
        "A file out of all proportion is more often an accident or an attack than a text.",
        "a file of 100 MB",
        "Divide the text, or raise limits.size in teipress.toml.",
    ),
    Code(
        "wrong-encoding",
        "A file is not UTF-8, nor UTF-16 with a byte order mark.",
        "Read in the wrong encoding, its characters would be others.",
        '<?xml version="1.0" encoding="ISO-8859-1"?>',
        "Save the file as UTF-8.",
    ),
    Code(
        "wrong-xml-version",
        "A file says that it is XML 1.1 or later.",
        "Few programs read it, and TEI never needs it.",
        '<?xml version="1.1"?>',
        'Write version="1.0".',
    ),
    Code(
        "doctype",
        "A file has a DOCTYPE.",
        "A DOCTYPE can bring in text and attributes from elsewhere, so that the file no longer says what the text is.",
        '<!DOCTYPE TEI SYSTEM "tei.dtd">',
        "Delete it, and write characters instead of the entities that it declared.",
    ),
    Code(
        "undeclared-entity",
        "The text holds an entity that XML itself does not know.",
        "Nobody can say what it stands for: the text would lose it.",
        "caf&eacute;",
        "Write the character itself.",
    ),
    Code(
        "not-well-formed",
        "A file is not well-formed XML: a tag is not closed, or not opened, or not complete.",
        "Where an element ends is then a matter of guessing.",
        "<p>One <hi>two</p>",
        "Close the element where it ends.",
    ),
    Code(
        "not-tei",
        "The root element is not in TEI's namespace.",
        "Only TEI P5 is read.",
        "<TEI.2>…</TEI.2>",
        'Write <TEI xmlns="http://www.tei-c.org/ns/1.0">, or convert a P4 document to P5.',
    ),
    Code(
        "too-deep",
        "Elements are nested deeper than the limit in the settings.",
        "No real text is; programs fail on such files.",
        "100 <div> in one another",
        "Raise limits.depth in teipress.toml if the text really needs it.",
    ),
    Code(
        "too-many-attributes",
        "An element has more attributes than the limit in the settings.",
        "No real text needs so many; programs fail on such files.",
        "an element with 300 attributes",
        "Raise limits.attributes in teipress.toml if the text really needs it.",
    ),
    Code(
        "active-content",
        "A file holds what would run in a browser: a script, an event handler, an address that runs a program.",
        "The source is published, and a browser that opens it would run it.",
        '<script xmlns="http://www.w3.org/1999/xhtml">…</script>',
        "Take it out. In an example, write it in the namespace of TEI examples, or as text.",
    ),
    # Grammar
    Code(
        "unknown-element",
        "The schema, or the stylesheets, know no element of this name.",
        "It is misspelt, or not part of the edition's encoding.",
        "<persname>Kim</persname>",
        "Correct the name, or add the element to the schema.",
    ),
    Code(
        "unexpected-element",
        "An element stands where the schema does not allow it.",
        "The schema says what may stand where, so that every text of an edition is built alike.",
        "<s>One <p>two</p></s>",
        "Move the element, or choose another.",
    ),
    Code(
        "missing-element",
        "An element lacks one that it must hold.",
        "Whoever reads the text counts on it.",
        "<person/> without a persName",
        "Add it.",
    ),
    Code(
        "missing-attribute",
        "An element lacks an attribute that it must have.",
        "Whoever reads the text counts on it.",
        "<place>…</place> without an xml:id",
        "Add it.",
    ),
    Code(
        "unknown-attribute",
        "An element has an attribute that the schema does not give it.",
        "It is misspelt, or not part of the edition's encoding.",
        '<date wen="1962">',
        "Correct the name, or delete the attribute.",
    ),
    Code(
        "wrong-value",
        "The value of an attribute is none that the schema allows.",
        "Closed lists and forms keep values comparable.",
        '<date cert="perhaps">',
        "Choose one of the values, or write it in the right form.",
    ),
    Code(
        "unexpected-text",
        "Text stands where only elements may.",
        "It would belong to nothing.",
        "<body>Once upon a time</body>",
        "Put it into an element.",
    ),
    Code(
        "wrong-content",
        "An element's content breaks the schema in some other way.",
        "The message says how.",
        "an element that must be empty, and is not",
        "Do as the message says.",
    ),
    Code(
        "xsd-failure",
        "The check against the XSD could not go on.",
        "Another fault of the document keeps it from working.",
        "",
        "Mend the other faults first.",
    ),
    Code(
        "schematron-failure",
        "The check against the Schematron rules could not go on.",
        "A rule failed while it was at work, or ran too long.",
        "",
        "Look at the rule that the message names.",
    ),
    # Integrity
    Code(
        "malformed-id",
        "An xml:id is not a name in the sense of XML.",
        "Nothing can point to it.",
        'xml:id="1a"',
        "Start it with a letter or “_”, and use no spaces.",
    ),
    Code(
        "unnormalized-id",
        "An xml:id is not in Unicode's composed form (NFC).",
        "Two ids can then look the same and be different, so that links miss.",
        "xml:id with “e” and a combining accent",
        "Type the composed character.",
    ),
    Code(
        "duplicate-id",
        "Two elements of a document have the same xml:id.",
        "A citation must lead to one place.",
        'xml:id="p1" twice',
        "Give the later one another id.",
    ),
    Code(
        "spaced-id",
        "An xml:id has white space around it.",
        "Some programs ignore it, others do not.",
        'xml:id=" p1 "',
        "Delete it.",
    ),
    Code(
        "confusable-id",
        "Two ids of a document differ only in capital letters.",
        "Readers mix them up, and some file systems, too.",
        "p1 and P1",
        "Choose another id, unless it is already cited.",
    ),
    Code(
        "dangling-pointer",
        "A pointer leads nowhere.",
        "A link in the edition would be dead, a name without its entry.",
        'ref="person:kim-il-song"',
        "Correct it, or add what it should point to.",
    ),
    Code(
        "wrong-target",
        "A pointer leads to the wrong kind of thing.",
        "A person would be listed among the places.",
        '<placeName ref="person:kim-il-sung">',
        "Correct the pointer, or the element.",
    ),
    Code(
        "undeclared-prefix",
        "A pointer has a private scheme that the header does not declare.",
        "Nobody can say where it leads.",
        'ref="persn:kim-il-sung"',
        "Correct it, or declare it by a prefixDef.",
    ),
    Code(
        "malformed-pointer",
        "A pointer is not an address.",
        "Nobody can follow it.",
        'ref="http://["',
        "Correct it.",
    ),
    Code(
        "wrong-date",
        "The value of a date attribute is no date.",
        "It cannot be sorted, compared or searched.",
        'when="1962-13-01"',
        "Write it as 1962-08-07, 1962-08 or 1962.",
    ),
    Code(
        "backward-interval",
        "An interval ends before it begins.",
        "One of its ends is wrong.",
        'from="1994" to="1948"',
        "Exchange the two, or correct one.",
    ),
    Code(
        "death-before-birth",
        "A person dies before being born.",
        "One of the two dates is wrong.",
        '<birth when="1994"/><death when="1912"/>',
        "Correct it.",
    ),
    Code(
        "nameless-entry",
        "An entry of a register has no name.",
        "No index can list it.",
        '<person xml:id="kim"/>',
        "Add a name.",
    ),
    Code(
        "duplicate-entry",
        "Two entries of the registers have the same name.",
        "They may be the same person or place.",
        "two persons “Kim Il Sung”",
        "Merge them if they are one.",
    ),
    Code(
        "unused-entry",
        "Nothing points to an entry of a register.",
        "It may be misspelt where it is mentioned, or not be needed yet.",
        '<person xml:id="nobody">',
        "Tag its mentions, or leave it.",
    ),
    Code(
        "bidi-control",
        "The text holds an invisible character that changes the direction of writing.",
        "A line can then show something else than it says.",
        "U+202E RIGHT-TO-LEFT OVERRIDE",
        "Delete it, and say by xml:lang what language the text is in.",
    ),
    # Compiling an ODD
    Code(
        "odd-without-schema",
        "An ODD holds no schemaSpec.",
        "There is nothing to compile.",
        "a TEI file that is a text, not a schema",
        "Name the ODD, or add the schemaSpec.",
    ),
    Code(
        "odd-undeclared",
        "The ODD refers to an element, class, macro or datatype that it does not declare.",
        "What is not declared cannot be compiled.",
        '<elementRef key="ab"/> without an elementSpec for ab',
        "Correct the name, or declare it.",
    ),
    Code(
        "odd-not-self-contained",
        "The ODD builds on TEI's own modules, or changes what is declared elsewhere.",
        "This compiler reads ODDs that declare everything themselves, so that nothing is fetched and nothing shifts.",
        '<moduleRef key="core"/>',
        "Declare the elements that you need, as schemas/changsung.odd does.",
    ),
    Code(
        "odd-declared-twice",
        "One name is declared twice, or an attribute comes to an element from two classes.",
        "Nobody can say which of the two counts.",
        "two elementSpecs for p",
        "Delete one, or let the element declare the attribute itself.",
    ),
    Code(
        "odd-without-content",
        "An element, macro or datatype is declared without content.",
        "What it may hold would be a matter of guessing.",
        '<elementSpec ident="p"/>',
        "Add content; <content><empty/></content> for what holds nothing.",
    ),
    Code(
        "odd-unsupported",
        "The ODD uses a part of TEI's schema language that this compiler does not read.",
        "Left out silently, it would make the schema say something else.",
        "<anyElement/>",
        "Do as the message says.",
    ),
    Code(
        "odd-empty-class",
        "A content model names a class that no element belongs to.",
        "Nothing could stand there.",
        '<classRef key="model.name"/> without members',
        "Make elements members of the class, or delete the reference.",
    ),
    Code(
        "odd-empty-list",
        "A list of values has no values.",
        "No value would be right.",
        '<valList type="closed"/>',
        "Add the values.",
    ),
    Code(
        "odd-without-datatype",
        "An attribute has neither a datatype nor a closed list.",
        "Anything could stand in it.",
        '<attDef ident="n"/>',
        "Add a datatype or a closed list.",
    ),
    Code(
        "odd-default-value",
        "An attribute has a default value.",
        "It would put into the text what nobody wrote there.",
        "<defaultVal>en</defaultVal>",
        "Delete it. Make the attribute required, if it must be there.",
    ),
    Code(
        "odd-mixed-content",
        "Text, or data, is combined with elements in a way that XSD cannot say.",
        "RELAX NG and XSD would accept different documents.",
        "a sequence of textNode and elementRef",
        "Put textNode, once, into one unbounded alternate; let dataRef stand alone.",
    ),
    Code(
        "odd-occurrence",
        "minOccurs or maxOccurs has a value that is not supported.",
        "The grammars know once, optional, and any number of times.",
        'maxOccurs="3"',
        "Write 0 or 1 and 1 or unbounded, and count in a Schematron rule.",
    ),
    Code(
        "odd-circular",
        "A class, macro or datatype is declared by means of itself.",
        "Compiling it would never end.",
        "a macro that refers to itself",
        "Break the circle.",
    ),
    Code(
        "odd-xml-attribute",
        "An attribute of the xml: namespace has different datatypes on different elements, or is a list.",
        "XSD declares it once, for all elements.",
        "xml:space with two closed lists",
        "Give it the same datatype everywhere.",
    ),
    Code(
        "odd-ambiguous",
        "In a content model, one element can belong to two parts.",
        "XSD must know, without looking ahead, which part it belongs to.",
        "b (optional), then b",
        "Let each element occur once in the model, or once in one alternate.",
    ),
    Code(
        "odd-unusable-datatype",
        "A datatype is none that XSD knows, or its pattern is no regular expression.",
        "No value could be checked by it.",
        '<dataRef name="century"/>',
        "Choose a datatype of XML Schema, or correct the restriction.",
    ),
    # Publishing
    Code(
        "name-clash",
        "Two texts would have the same address, or one would have that of a page that the edition itself makes.",
        "An address can only lead to one text.",
        "a/text.xml and b/text.xml; index.xml",
        "Rename one of the files.",
    ),
    Code(
        "unstyled-element",
        "The stylesheets have no template for an element.",
        "Its words are shown, but look like what is around them.",
        "<floruit>1200</floruit>",
        "Add a template for it in xslt/local.xsl, or leave it.",
    ),
    Code(
        "render-failure",
        "A text could not be turned into a page.",
        "Something in it made a stylesheet fail, or it took too long.",
        "",
        "Report it, with the file: it is a fault of teipress.",
    ),
    Code(
        "unsafe-link",
        "A link has an address that a page must not carry.",
        "It could run a program in the reader's browser.",
        '<ref target="javascript:…">',
        "Link to http, https, mailto, doi, urn, or a file of the edition.",
    ),
)

CODES: Mapping[str, Code] = {code.code: code for code in _ALL}
