"""One fault each: a file of the valid edition, a replacement in it, and the rule that must report it, and where."""

from __future__ import annotations

from typing import NamedTuple

TEXT = "texts/bridge.xml"
PERSONS = "registers/persons.xml"
PLACES = "registers/places.xml"
ORGS = "registers/organizations.xml"
EVENTS = "registers/events.xml"
BIBL = "registers/bibliography.xml"


class Fault(NamedTuple):
    """In ``file``, ``old`` becomes ``new``; ``code`` is reported in the line that then holds ``at`` (default: ``new``)."""

    code: str
    file: str
    old: str
    new: str
    at: str = ""
    words: str = ""


SCHEMATRON = (
    Fault("ref-missing", TEXT, ' ref="org:post">Post', ">Post"),
    Fault("ref-without-entry", TEXT, 'ref="person:ada-berg">Berg</persName> said', 'ref="person:ada">Berg</persName> said'),
    Fault("ref-to-wrong-kind", TEXT, 'ref="org:post">Post', 'ref="person:ada-berg">Post'),
    Fault("affiliation-without-entry", PERSONS, 'affiliation ref="org:council"', 'affiliation ref="place:nordheim"'),
    Fault("quotation-without-speaker", TEXT, '<quote xml:id="q2" source="org:post">', '<quote xml:id="q2">'),
    Fault("who-without-entry", TEXT, 'who="org:post org:council"', 'who="org:post org:councel"'),
    Fault("who-of-wrong-kind", TEXT, 'who="org:post org:council"', 'who="place:nordheim"'),
    Fault("source-without-entry", TEXT, '<quote xml:id="q2" source="org:post">', '<quote xml:id="q2" source="org:host">'),
    Fault("corresp-without-entry", TEXT, 'corresp="work:bridge-article"', 'corresp="work:bridge"'),
    Fault("resp-without-statement", TEXT, 'change when="2026-11-24" who="#encoders"', 'change when="2026-11-24" who="#nobody"'),
    Fault("cert-without-ground", TEXT, ' cert="low" resp="#encoders"', ' cert="low"'),
    Fault("date-without-value", TEXT, '<date xml:id="date1" when="1931-05-01"', '<date xml:id="date1"'),
    Fault("date-and-interval", EVENTS, 'when="1931-05-01" source', 'when="1931-05-01" to="1931" source'),
    Fault("backward-interval", TEXT, 'from="1930" to="1939"', 'from="1939-02" to="1930"'),
    Fault("death-before-birth", PERSONS, '<death when="1950"', '<death when="1850"', '<person xml:id="ada-berg"'),
    Fault("id-missing", TEXT, '<persName xml:id="pers4" ref', "<persName ref", "<persName ref=\"person:ada-berg\">Berg</persName> said"),
    Fault("id-pattern", TEXT, '<persName xml:id="pers4" ref', '<persName xml:id="person4" ref'),
    Fault("number-missing", TEXT, '<p xml:id="p2" n="2">', '<p xml:id="p2">'),
    Fault("sentence-id", TEXT, 's xml:id="p2.s1"', 's xml:id="p1.s1"', 's xml:id="p1.s1" n="1"><persName'),
    Fault("text-outside-sentence", TEXT, '<p xml:id="p2" n="2">', '<p xml:id="p2" n="2">Then'),
    Fault("sentence-outside-text", TEXT, "<p>The words are made up.</p>", "<p><s>The words are made up.</s></p>"),
    Fault("part-link-broken", TEXT, ' prev="#q1">It stands.”', ">It stands.”", 'next="#q1.2"'),
    Fault("parts-out-of-order", TEXT, ' source="org:post">“It', ' source="org:post" next="#q1">“It'),
    Fault("parts-of-different-speakers", TEXT, 'who="person:ada-berg" source="person:workers" prev', 'who="org:council" prev', 'next="#q1.2"'),
    Fault("quotation-not-opened", TEXT, "“We are proud.", "We are proud."),
    Fault("quotation-not-closed", TEXT, "It stands.”", "It stands."),
    Fault("main-name", PLACES, '<placeName xml:lang="en" type="main" source="work:bridge-article" cert="high">Nordland', '<placeName xml:lang="en" type="variant" source="work:bridge-article" cert="high">Nordland', '<place xml:id="nordland"'),
    Fault("name-without-type", PERSONS, '<persName xml:lang="de" type="variant"', '<persName type="variant"', '<person xml:id="ada-berg"'),
    Fault("fact-without-source", PERSONS, '<death when="1950" source="work:bridge-article" cert="high">', '<death when="1950">'),
    Fault("idno-malformed", PERSONS, ">118562126<", ">GND 118562126<"),
    Fault("geo-out-of-range", PLACES, "51.5000 -9.9", "91.5000 -9.9"),
    Fault("relation-without-entry", ORGS, 'passive="org:league"', 'passive="org:league-of-bridges"'),
    Fault("relation-of-wrong-kinds", ORGS, 'name="organ-of"', 'name="part-of"'),
    Fault("language-undeclared", TEXT, '<head xml:id="head">', '<head xml:id="head" xml:lang="fr">'),
    Fault("scheme-undeclared", TEXT, '        <prefixDef ident="event" matchPattern="([a-z0-9\\-]+)" replacementPattern="../registers/events.xml#$1"/>\n', "", "<TEI "),
    Fault("cite-structure", TEXT, 'use="@n" delim="."', 'use="@n"', 'unit="sentence"'),
)  # fmt: skip

# What the grammars say: both XSD and RELAX NG must reject each, and the message must hold the words.
GRAMMAR = (
    # structure
    Fault("missing-element", TEXT, "  <text>\n    <body>", "  <!--<text>\n    <body>", "<TEI ", "not complete"),
    Fault("unexpected-element", TEXT, "<teiHeader>", "<header/><teiHeader>", words="<header> cannot stand here in <TEI>"),
    Fault("unexpected-element", TEXT, "<encodingDesc>", "<revisionDesc/><encodingDesc>", words="<revisionDesc> cannot stand here"),
    Fault("unexpected-element", TEXT, "<titleStmt>", "<editionStmt/><titleStmt>", words="expected is <titleStmt>"),
    Fault("unexpected-element", TEXT, "<publisher>the test team</publisher>", "<pubPlace>Nordheim</pubPlace>", words="<pubPlace>"),
    Fault("unexpected-element", TEXT, "<persName>Tess Ter</persName>", "<placeName>Nordheim</placeName>", words="<placeName> cannot stand here in <respStmt>"),
    Fault("missing-element", TEXT, "<persName>Tess Ter</persName>", "", "<respStmt", "<respStmt> is not complete"),
    Fault("unexpected-element", TEXT, "<p>The words are made up.</p>", "<s>The words are made up.</s>", words="<s> cannot stand here in <availability>"),
    Fault("unexpected-text", TEXT, "<availability status=\"restricted\">", "<availability status=\"restricted\">Free.", words="“Free.”"),
    Fault("unexpected-element", TEXT, "<segmentation>", "<hyphenation><p>None.</p></hyphenation><segmentation>", words="<hyphenation>"),
    Fault("missing-element", TEXT, "<term>bridge</term>", "", "<keywords", "<keywords> is not complete: <term> is missing"),
    Fault("unexpected-element", TEXT, "<language ident=\"en\">English</language>", "<lang ident=\"en\">English</lang>", words="<lang> cannot stand here"),
    Fault("unexpected-text", TEXT, "<langUsage>", "<langUsage>English", words="“English”"),
    Fault("unexpected-element", TEXT, '<change when="2026-11-24" who="#encoders">Made.</change>', "<p>Made.</p>", words="expected is <change>"),
    Fault("unexpected-element", TEXT, '<head xml:id="head">', '<pb/><head xml:id="head">', words="<pb> cannot stand here in <body>; expected is <head>"),
    Fault("unexpected-element", TEXT, '<p xml:id="p2" n="2">', '<div/><p xml:id="p2" n="2">', words="<div> cannot stand here in <body>"),
    Fault("unexpected-text", TEXT, "<body>", "<body>Once", words="“Once”"),
    Fault("unexpected-element", TEXT, "“We are proud.", "“We <emph>are</emph> proud.", words="<emph> cannot stand here in <said>"),
    Fault("unexpected-element", TEXT, ">Ada Berg</persName> opened", "><roleName>Mayor</roleName></persName> opened", words="<roleName>"),
    Fault("unexpected-element", TEXT, ">Post</orgName>", "><hi rend=\"bold\">Post</hi></orgName>", words="<hi>"),
    Fault("unexpected-element", TEXT, "<hi rend=\"italic\">will</hi>", "<hi rend=\"italic\"><hi rend=\"bold\">will</hi></hi>", words="<hi> cannot stand"),
    Fault("unexpected-element", TEXT, "<p>For the tests.</p>", "<ab>For the tests.</ab>", words="<ab> cannot stand here in <projectDesc>"),
    Fault("unexpected-element", PERSONS, "<listPerson>", "<listPerson><place xml:id=\"x\" type=\"city\"/>", words="<place> cannot stand here in <listPerson>"),
    Fault("missing-element", PERSONS, "<persName xml:lang=\"en\" type=\"main\" source=\"work:bridge-article\" cert=\"high\">The workers</persName>", "", '<personGrp', "<personGrp> is not complete: <persName> is missing"),
    Fault("unexpected-element", PERSONS, "<birth ", "<sex value=\"2\"/><birth ", words="<sex> cannot stand here in <person>"),
    Fault("unexpected-element", PERSONS, "<affiliation ref=\"org:council\"", "<occupation/><affiliation ref=\"org:council\"", words="<occupation>"),
    Fault("unexpected-element", PERSONS, "<surname>Berg</surname>", "<surname><forename>Berg</forename></surname>", words="<forename> cannot stand"),
    Fault("unexpected-element", PLACES, "<geo>51.5000 -9.9</geo>", "<geo>51.5000 -9.9</geo><geo>51.5000 -9.9</geo>", "<geo>51.5000 -9.9</geo><geo>", "<geo> cannot stand here in <location>"),
    Fault("unexpected-element", PLACES, "<geo>51.5000 -9.9</geo>", "<region>Nordland</region>", words="expected is <geo>"),
    Fault("unexpected-element", PLACES, "<listPlace>", "<listPlace><listPlace/>", words="<listPlace> cannot stand here"),
    Fault("unexpected-element", ORGS, "<listOrg>", "<listOrg><orgName>Post</orgName>", words="<orgName> cannot stand here in <listOrg>"),
    Fault("unexpected-element", EVENTS, "<listEvent>", "<listEvent><label>Events</label>", words="<label>"),
    Fault("unexpected-element", BIBL, "<title level=\"u\">Speech</title>", "<biblScope>3</biblScope>", words="<biblScope>"),
    Fault("unexpected-element", BIBL, "<listRelation>", "<listRelation><relationGrp/>", words="<relationGrp>"),
    Fault("unexpected-element", EVENTS, "<standOff>", "<standOff><listAnnotation/>", words="<listAnnotation>"),
    # attributes
    Fault("missing-attribute", TEXT, "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:id=\"bridge\"", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"", words="<TEI> lacks its attribute “xml:id”"),
    Fault("missing-attribute", TEXT, "<edition n=\"1.0\">", "<edition>", words="“n”"),
    Fault("missing-attribute", TEXT, "<licence target=\"https://creativecommons.org/publicdomain/zero/1.0/\">", "<licence>", words="“target”"),
    Fault("missing-attribute", TEXT, "<ref target=\"https://example.org/bridge\">", "<ref>", words="“target”"),
    Fault("missing-attribute", TEXT, "<rs xml:id=\"place4\" type=\"place\"", "<rs xml:id=\"place4\"", words="“type”"),
    Fault("missing-attribute", TEXT, " ref=\"org:council\">The council", ">The council", words="“ref”"),
    Fault("missing-attribute", TEXT, "<q xml:id=\"q3\" type=\"idea\"", "<q xml:id=\"q3\"", words="“type”"),
    Fault("missing-attribute", TEXT, "<change when=\"2026-11-24\"", "<change", words="“when”"),
    Fault("missing-attribute", PERSONS, "<person xml:id=\"ada-berg\">", "<person>", words="<person> lacks its attribute “xml:id”"),
    Fault("missing-attribute", PERSONS, "<idno type=\"GND\"", "<idno", words="“type”"),
    Fault("missing-attribute", PLACES, "<measure quantity=\"12.5\"", "<measure", words="“quantity”"),
    Fault("missing-attribute", ORGS, " active=\"org:post\"", "", 'name="organ-of"', "“active”"),
    Fault("unknown-attribute", TEXT, "<said xml:id=\"q1\" who", "<said xml:id=\"q1\" speaker", words="“speaker”"),
    Fault("unknown-attribute", TEXT, "<date xml:id=\"date1\" when", "<date xml:id=\"date1\" wen", words="“wen”"),
    Fault("unknown-attribute", TEXT, "<quote xml:id=\"q2\" source", "<quote xml:id=\"q2\" who", words="“who”"),
    Fault("unknown-attribute", TEXT, "<p xml:id=\"p2\" n=\"2\">", "<p xml:id=\"p2\" n=\"2\" style=\"color:red\">", words="“style”"),
    Fault("unknown-attribute", TEXT, "<body>", "<body rend=\"large\">", words="“rend”"),
    Fault("unknown-attribute", PERSONS, "<surname>Berg", "<surname full=\"yes\">Berg", words="“full”"),
    # values
    Fault("wrong-value", TEXT, "when=\"1931-05-01\"", "when=\"1 May 1931\"", words="“1 May 1931” is not a value for when on <date>"),
    Fault("wrong-value", TEXT, "when=\"1931-05-01\"", "when=\"1931-02-30\"", words="“1931-02-30”"),
    Fault("wrong-value", TEXT, "from=\"1930\"", "from=\"30\"", words="“30” is not a value for from"),
    Fault("wrong-value", TEXT, "<edition n=\"1.0\">", "<edition n=\"one\">", words="“one”"),
    Fault("wrong-value", TEXT, "<p xml:id=\"p2\" n=\"2\">", "<p xml:id=\"p2\" n=\"ii\">", words="“ii”"),
    Fault("wrong-value", TEXT, "<p xml:id=\"p2\" n=\"2\">", "<p xml:id=\"p2\" n=\"0\">", words="“0”"),
    Fault("wrong-value", TEXT, "<language ident=\"de\">", "<language ident=\"d e\">", words="“d e”"),
    Fault("wrong-value", TEXT, "<head xml:id=\"head\">", "<head xml:id=\"head\" xml:lang=\"english language\">", words="xml:lang"),
    Fault("wrong-value", PLACES, "quantity=\"12.5\"", "quantity=\"12,5\"", words="“12,5”"),
    Fault("wrong-value", TEXT, "who=\"org:post org:council\"", "who=\"\"", words="who on <q>"),
    Fault("wrong-content", PLACES, "51.5000 -9.9", "51.5000° N, 9.9° W", words="<geo>"),
)  # fmt: skip
