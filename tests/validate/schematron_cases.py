"""What ISO Schematron says, case by case: rules, a text, and which assertion is told where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """Rules (the content of a schema), a text (the content of a TEI element), and what is found, in reading order.

    Each finding is the id of the assertion and the part of the text that starts where it is told. ``attributes`` are
    those of the schema.
    """

    name: str
    rules: str
    text: str
    found: tuple[tuple[str, str], ...]
    attributes: str = 'queryBinding="xslt3"'
    phase: str = "#DEFAULT"


def never(id: str, attributes: str = "") -> str:
    """Write an assertion that always fails."""
    return f'<assert id="{id}" test="false()" {attributes}>{id}</assert>'


def claim(id: str, test: str) -> str:
    """Write an assertion."""
    return f'<assert id="{id}" test="{test}">{id}</assert>'


def report(id: str, test: str) -> str:
    """Write a report."""
    return f'<report id="{id}" test="{test}">{id}</report>'


def rule(context: str, *content: str) -> str:
    """Write a rule."""
    return f'<rule context="{context}">{"".join(content)}</rule>'


def one(context: str, *content: str) -> str:
    """Write a pattern of one rule."""
    return f"<pattern>{rule(context, *content)}</pattern>"


def own_lets(n: int) -> str:
    """Write a pattern with lets that another pattern has, too: in strings they are not meant."""
    lets = f'<let name="n" value="{n}"/><let name="m" value="$n * 10"/>'
    return f"<pattern>{lets}{rule(f'tei:p[$n = {n}]', report(f'a{n}', THEIRS.format(n)))}</pattern>"


THEIRS = "$m = {0}0 and '$n' != '{0}'"
SUBJECT = never("a", 'subject="tei:s"')
ABSTRACT = """<pattern abstract="true" id="abstract">
  <rule context="$what"><assert id="a" test="$needs">x</assert></rule></pattern>"""

CASES = (
    # Assertions and reports
    Case("an assertion that holds is silent", one("tei:p", claim("a", "@n")), '<p n=""/>', ()),
    Case("an assertion that fails is told", one("tei:p", claim("a", "@n")), "<p/>", (("a", "<p/>"),)),
    Case(
        "a report that applies is told",
        one("tei:p", report("a", "@n")),
        '<p n=""/>',
        (("a", "<p"),),
    ),
    Case("a report that does not is silent", one("tei:p", report("a", "@n")), "<p/>", ()),
    Case(
        "each assertion of a rule is asked",
        one("tei:p", never("a"), report("b", "true()"), never("c")),
        "<p/>",
        (("a", "<p/>"), ("b", "<p/>"), ("c", "<p/>")),
    ),
    Case(
        "a test is a boolean of what it gives",
        one("tei:p", claim("a", "tei:s")),
        "<p><s/></p>",
        (),
    ),
    Case("zero is false", one("tei:p", claim("a", "count(*)")), "<p/>", (("a", "<p/>"),)),
    Case(
        "the empty string is false",
        one("tei:p", claim("a", "string(@n)")),
        "<p/>",
        (("a", "<p/>"),),
    ),
    Case(
        "a test is one expression, not the inside of another",
        one("tei:p", claim("a", "false() or (: not( :) true()")),
        "<p/>",
        (),
    ),
    Case(
        "current() is the context",
        one("tei:p", claim("a", "//tei:ab[@n = current()/@n]")),
        '<p n="1"/><p n="2"/><ab n="1"/>',
        (("a", '<p n="2"'),),
    ),
    # Contexts
    Case("a name without a prefix is in no namespace", one("p", never("a")), '<p/><p xmlns=""/>', (("a", "<p xmlns"),)),
    Case("any element", one("*[not(*)]", never("a")), "<p><s/></p>", (("a", "<s/>"),)),
    Case("any element of a namespace", one("tei:*[@n]", never("a")), '<p n="1"/><q xmlns="x" n="2"/>', (("a", "<p"),)),
    Case("any element of a name", one("*:q", never("a")), '<p/><q xmlns="x" n="2"/>', (("a", "<q"),)),
    Case("a name in braces", one("Q{x}q", never("a")), '<p/><q xmlns="x"/>', (("a", "<q"),)),
    Case("alternatives", one("tei:p | tei:q", never("a")), "<p/><q/><ab/>", (("a", "<p/>"), ("a", "<q/>"))),
    Case("alternatives that both match count once", one("tei:p | tei:p[@n]", never("a")), '<p n=""/>', (("a", "<p"),)),
    Case(
        "a path",
        one("tei:div//tei:p/tei:s", never("a")),
        "<p><s/></p><div><ab><p><s n=''/></p></ab></div>",
        (("a", "<s n"),),
    ),
    Case("a path from the root", one("/tei:TEI/tei:p", never("a")), "<p/><ab><p n=''/></ab>", (("a", "<p/>"),)),
    Case("a predicate", one("tei:p[2]", never("a")), "<p/><p n=''/>", (("a", "<p n"),)),
    Case("a predicate that names an attribute", one("tei:p[@n = '@x']", never("a")), "<p n='@x'/>", (("a", "<p n"),)),
    Case("the document", one("/", claim("a", "tei:TEI/tei:p")), "<ab/>", (("a", "<TEI"),)),
    Case("the document node by its kind", one("document-node()", never("a")), "<ab/>", (("a", "<TEI"),)),
    Case("an attribute", one("tei:p/@n", never("a")), "<p rend='' n='1'/>", (("a", "n='1'"),)),
    Case("any attribute", one("@*", never("a")), "<p rend='' xml:id='i'/>", (("a", "rend="), ("a", "xml:id"))),
    Case("an attribute with a namespace", one("@x:n", never("a")), "<p n='' xmlns:y='x' y:n='2'/>", (("a", "y:n"),)),
    Case("an attribute by its kind", one("attribute(n)", never("a")), "<p n='1'/>", (("a", "n='1'"),)),
    Case("a text", one("tei:p/text()[. = 'b']", never("a")), "<p>a<s/>b</p>", (("a", "b</p>"),)),
    Case(
        "a text with references and a CDATA section",
        one("tei:p/text()", never("a")),
        "<p>\n <s/>é&amp;<![CDATA[<]]>x</p>",
        (("a", "\n <s"), ("a", "é&amp;")),
    ),
    Case(
        "a text that starts with a CDATA section",
        one("tei:p/text()", never("a")),
        "<p><!--c--><![CDATA[x]]>y</p>",
        (("a", "<![CDATA"),),
    ),
    Case("a comment", one("tei:p/comment()", never("a")), "<p>\n  <!-- 1 --></p>", (("a", "<!-- 1"),)),
    Case("a comment outside of the root", one("/comment()", never("a")), "<p/>", ()),
    Case(
        "a processing instruction",
        one("processing-instruction(x)", never("a")),
        "<p><?y?>\n<?x z?></p>",
        (("a", "<?x"),),
    ),
    Case(
        "any node",
        one("tei:p/node()", never("a")),
        "<p>t<s/><!--c--></p>",
        (("a", "t<s/>"), ("a", "<s/>"), ("a", "<!--c")),
    ),
    Case("whatever is so", one(".[. instance of comment()]", never("a")), "<p><!--c--></p>", (("a", "<!--c"),)),
    Case(
        "what a key finds",
        '<xsl:key name="k" match="tei:p" use="@n"/>' + one("key('k', '1')", never("a")),
        "<p n='1'/><p/>",
        (("a", "<p n"),),
    ),
    Case(
        "a variable in a context",
        '<let name="n" value="2"/>' + one("tei:p[@n = $n]", never("a")),
        "<p n='1'/><p n='2'/>",
        (("a", "<p n='2'"),),
    ),
    Case(
        "a context that stumbles over a node does not match it",
        one("tei:p[xs:integer(@n) = 1]", never("a")),
        "<p n='x'/><p n='1'/>",
        (("a", "<p n='1'"),),
    ),
    # Which rule
    Case(
        "of a pattern the first rule that matches",
        "<pattern>"
        + rule("tei:p[@n]", never("a"))
        + rule("tei:p", never("b"))
        + rule("*", report("c", "self::tei:p"))
        + "</pattern>",
        '<p n=""/><p/>',
        (("a", "<p n"), ("b", "<p/>")),
    ),
    Case(
        "a rule that has nothing to say hides the others, too",
        f"<pattern>{rule('tei:p[@n]', claim('a', 'true()'))}{rule('tei:p', never('b'))}</pattern>",
        '<p n=""/><p/>',
        (("b", "<p/>"),),
    ),
    Case(
        "each pattern sees every node",
        one("tei:p", never("a")) + one("tei:p", never("b")),
        "<p/>",
        (("a", "<p/>"), ("b", "<p/>")),
    ),
    Case(
        "of a group every rule that matches",
        f"<group>{rule('tei:p', never('a'))}{rule('*[@n] | tei:p', never('b'))}</group>",
        "<p n=''/>",
        (("a", "<p"), ("b", "<p")),
    ),
    Case(
        "a pattern after a group",
        f"<group>{rule('tei:p', never('a'))}{rule('tei:p', never('b'))}</group>" + one("tei:p", never("c")),
        "<p/>",
        (("a", "<p/>"), ("b", "<p/>"), ("c", "<p/>")),
    ),
    Case(
        "an attribute and its element are two nodes",
        f"<pattern>{rule('tei:p', never('a'))}{rule('@n', never('b'))}</pattern>",
        "<p n=''/>",
        (("a", "<p"), ("b", "n=")),
    ),
    Case(
        "elements in elements", one("tei:div", never("a")), "<div><div n='2'/></div>", (("a", "<div>"), ("a", "<div n"))
    ),
    # Subjects
    Case(
        "the subject of an assertion",
        one("tei:p", never("a", 'subject="tei:s[2]"')),
        "<p><s/><s n=''/></p>",
        (("a", "<s n"),),
    ),
    Case(
        "the subject of a rule",
        f'<pattern><rule context="tei:p" subject="@n">{never("a")}</rule></pattern>',
        "<p n=''/>",
        (("a", "n="),),
    ),
    Case(
        "the subject of an assertion comes first",
        f'<pattern><rule context="tei:p" subject="@n">{SUBJECT}</rule></pattern>',
        "<p n=''><s/></p>",
        (("a", "<s/>"),),
    ),
    Case("a subject that is not there", one("tei:p", never("a", 'subject="@n"')), "<p/>", (("a", "<p/>"),)),
    Case("a subject that is no node", one("tei:p", never("a", 'subject="1, tei:s"')), "<p><s/></p>", (("a", "<s/>"),)),
    Case(
        "a subject in another document",
        "<let name='x'><y xmlns=''/></let>" + one("tei:p", never("a", 'subject="$x/*"')),
        "<p/>",
        (("a", "<p/>"),),
    ),
    Case(
        "a subject by a variable of the rule",
        one("tei:p", '<let name="s" value="tei:s"/>', never("a", 'subject="$s"')),
        "<p><s/></p>",
        (("a", "<s/>"),),
    ),
    # Variables
    Case(
        "a let of the schema",
        '<let name="n" value="count(//tei:p)"/>' + one("tei:p", claim("a", "$n = 1")),
        "<p/>",
        (),
    ),
    Case(
        "a let of a pattern has the document as its context",
        '<pattern><let name="n" value="count(tei:TEI/tei:p)"/>' + rule("tei:p", claim("a", "$n = 2")) + "</pattern>",
        "<p/><p/>",
        (),
    ),
    Case(
        "a let of a rule has the node as its context",
        one("tei:p", '<let name="n" value="@n"/>', claim("a", "$n = 1")),
        "<p n='1'/><p n='2'/>",
        (("a", "<p n='2'"),),
    ),
    Case(
        "a let sees those before it",
        one(
            "tei:p",
            '<let name="a" value="@n"/>',
            '<let name="b" value="$a + 1"/>',
            claim("a", "$b = 2"),
        ),
        "<p n='1'/><p n='2'/>",
        (("a", "<p n='2'"),),
    ),
    Case(
        "a let of a rule hides another",
        '<let name="n" value="1"/>' + one("tei:p", '<let name="n" value="$n + 1"/>', claim("a", "$n = 2")),
        "<p/>",
        (),
    ),
    Case(
        "patterns have their own lets",
        '<let name="n" value="0"/>' + own_lets(1) + own_lets(2),
        "<p/>",
        (("a1", "<p/>"), ("a2", "<p/>")),
    ),
    Case(
        "a let of a pattern may build on one of the schema that has its name",
        '<let name="n" value="1"/><pattern><let name="n" value="$n + 1"/>'
        + rule("tei:p", claim("a", "$n = 2"))
        + "</pattern>",
        "<p/>",
        (),
    ),
    Case(
        "a let of content",
        "<let name='x'><y xmlns=''><z n='1'/></y></let>" + one("tei:p", claim("a", "@n = $x/y/z/@n")),
        "<p n='1'/><p n='2'/>",
        (("a", "<p n='2'"),),
    ),
    Case(
        "a let that nobody asks for may be wrong",
        '<let name="n" value="1 div 0, error()"/>' + one("tei:p", never("a")),
        "<p/>",
        (("a", "<p/>"),),
    ),
    Case(
        "a let has a type",
        '<let name="n" value="//tei:p/@n" as="xs:integer*"/>' + one("tei:TEI", claim("a", "max($n) = 10")),
        "<p n='9'/><p n='10'/>",
        (),
    ),
    Case(
        "a let of a phase",
        '<phase id="f"><let name="n" value="2"/><active pattern="p"/></phase><pattern id="p">'
        + rule("tei:p", claim("a", "$n = 2"))
        + "</pattern>",
        "<p/>",
        (),
        phase="f",
    ),
    Case(
        "a parameter of the schema",
        '<param name="n" value="2"/>' + one("tei:p", claim("a", "$n = 2")),
        "<p/>",
        (),
    ),
    # Phases
    *(
        Case(
            f"phase {phase}",
            f'<phase id="one"><active pattern="p1"/></phase><phase id="both"><active pattern="p1"/>'
            f'<active pattern="p2"/></phase>'
            f'<pattern id="p1">{rule("tei:p", never("a"))}</pattern><group id="p2">{rule("tei:p", never("b"))}'
            f"</group><pattern>{rule('tei:p', never('c'))}</pattern>",
            "<p/>",
            tuple((id, "<p/>") for id in ids),
            'queryBinding="xslt3" defaultPhase="one"',
            phase,
        )
        for phase, ids in (("#DEFAULT", "a"), ("#ALL", "abc"), ("one", "a"), ("both", "ab"))
    ),
    # Abstract patterns and rules
    Case("an abstract pattern alone says nothing", ABSTRACT, "<p/>", ()),
    Case(
        "an abstract pattern is filled in",
        ABSTRACT
        + '<pattern is-a="abstract"><param name="what" value="tei:p"/><param name="needs" value="@n"/></pattern>',
        "<p/><p n=''/>",
        (("a", "<p/>"),),
    ),
    Case(
        "a parameter may have a value to fall back on",
        '<pattern abstract="true" id="x"><param name="what" value="tei:p"/>'
        + rule("$what", never("a"))
        + '</pattern><pattern is-a="x"/><pattern is-a="x"><param name="what" value="tei:q"/></pattern>',
        "<p/><q/>",
        (("a", "<p/>"), ("a", "<q/>")),
    ),
    Case(
        "an abstract pattern has lets",
        '<pattern abstract="true" id="x"><let name="n" value="count(//$what)"/>'
        + rule("$what", claim("a", "$n = 1"))
        + '</pattern><pattern is-a="x"><param name="what" value="tei:p"/></pattern><pattern is-a="x">'
        '<param name="what" value="tei:q"/></pattern>',
        "<p/><p n=''/><q/>",
        (("a", "<p/>"), ("a", "<p n")),
    ),
    Case(
        "an abstract group",
        f'<group abstract="true" id="x">{rule("$what", never("a"))}{rule("tei:p", never("b"))}</group>'
        f'<group is-a="x"><param name="what" value="tei:p"/></group>',
        "<p/>",
        (("a", "<p/>"), ("b", "<p/>")),
    ),
    Case(
        "an abstract rule",
        f'<pattern><rule abstract="true" id="r">{never("a")}</rule>'
        + rule("tei:p", '<extends rule="r"/>', never("b"))
        + "</pattern>",
        "<p/>",
        (("a", "<p/>"), ("b", "<p/>")),
    ),
    Case(
        "an abstract rule that extends another",
        f'<pattern><rule abstract="true" id="r">{never("a")}</rule><rule abstract="true" id="s">'
        f'<extends rule="r"/>{never("b")}</rule>' + rule("tei:p", '<extends rule="s"/>') + "</pattern>",
        "<p/>",
        (("a", "<p/>"), ("b", "<p/>")),
    ),
    Case(
        "an abstract rule of another pattern",
        f'<pattern><rule abstract="true" id="r">{never("a")}</rule></pattern>' + one("tei:p", '<extends rule="r"/>'),
        "<p/>",
        (("a", "<p/>"),),
    ),
    Case(
        "an abstract rule of a collection",
        '<rules><rule abstract="true" id="r"><let name="n" value="@n"/><assert id="a" test="$n">x</assert>'
        "</rule></rules>" + one("tei:p", '<extends rule="r"/>'),
        "<p/><p n=''/>",
        (("a", "<p/>"),),
    ),
    Case(
        "a parameter reaches the rule that is extended",
        '<rules><rule abstract="true" id="r"><assert id="a" test="$needs">x</assert></rule></rules>'
        '<pattern abstract="true" id="x">'
        + rule("tei:p", '<extends rule="r"/>')
        + '</pattern><pattern is-a="x"><param name="needs" value="@n"/></pattern>',
        "<p/>",
        (("a", "<p/>"),),
    ),
    # Query languages
    *(
        Case(
            f"query language {name}",
            one("tei:p", claim("a", "@n")),
            "<p/>",
            (("a", "<p/>"),),
            f'queryBinding="{name}"',
        )
        for name in ("xslt", "XSLT2", "xslt3", "xpath", "xpath2", "xpath3", "xpath31")
    ),
    Case(
        "in XPath 1.0 a string is that of the first node",
        one("tei:div", claim("a", "string(tei:p) = '1'")),
        "<div><p>1</p><p>2</p></div>",
        (),
        'queryBinding="xslt"',
    ),
    Case(
        "XPath 1.0 is what a schema has that does not say",
        one("tei:p", claim("a", "@n &lt; '10'")),
        "<p n='9'/><p n='11'/>",
        (("a", "<p n='11'"),),
        "",
    ),
    Case(
        "in XPath 3 strings are compared as strings",
        one("tei:p", report("a", "@n &lt; '10'")),
        "<p n='9'/>",
        (),
    ),
    Case(
        "maps, arrows and higher-order functions",
        one(
            "tei:p",
            claim("a", "map{1: 2}(1) = 2 and (@n => string() => string-length()) = 1 and sort((2, 1))[1] = 1"),
        ),
        "<p n='x'/>",
        (),
    ),
    # XSLT in the schema
    Case(
        "a key",
        '<xsl:key name="k" match="tei:p" use="@n"/>' + one("tei:ab", claim("a", "key('k', @n)")),
        "<p n='1'/><ab n='1'/><ab n='2'/>",
        (("a", "<ab n='2'"),),
    ),
    Case(
        "a function",
        '<xsl:function name="x:f"><xsl:param name="e"/><xsl:sequence select="$e/@n"/></xsl:function>'
        + one("tei:p", claim("a", "x:f(.)")),
        "<p/><p n=''/>",
        (("a", "<p/>"),),
    ),
    Case(
        "a variable of XSLT",
        '<xsl:variable name="n" select="count(//tei:p)"/>' + one("tei:p", claim("a", "$n = 1")),
        "<p/>",
        (),
    ),
    Case(
        "templates do not take the place of rules",
        '<xsl:template match="/"/><xsl:template match="tei:p">t</xsl:template><xsl:variable name="t">'
        '<xsl:apply-templates select="//tei:p"/></xsl:variable>' + one("tei:p", claim("a", "$t = 'tt'"), never("b")),
        "<p/><p n=''/>",
        (("b", "<p/>"), ("b", "<p n")),
    ),
    # What is for others
    Case(
        "what is foreign is passed over",
        '<sqf:fixes xmlns:sqf="http://www.schematron-quickfix.com/validator/process"><sqf:fix id="f"/>'
        '</sqf:fixes><title>T</title><p>P</p><x:y xmlns:x="x"/>'
        + one(
            "tei:p",
            "<p>P</p>",
            never("a", 'see="x" icon="y" fpi="z"'),
            '<sqf:fix id="g" xmlns:sqf="http://www.schematron-quickfix.com/validator/process">'
            '<sqf:delete match="."/></sqf:fix>',
        ),
        "<p/>",
        (("a", "<p/>"),),
    ),
    Case(
        "a namespace that the schema does not declare",
        one("tei:p", claim("a", "xs:integer(@n) = math:pow(2, 1)")),
        "<p n='2'/>",
        (),
    ),
)
