"""Schematron schemas: the files they consist of, and what their authors are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from teipress.corpus import TEI
from teipress.diagnostics import Diagnostic
from teipress.errors import ConfigurationError
from teipress.saxon import Saxon, Xml
from teipress.validate.schematron import check_schematron
from tests.support import document, place, tei

SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"


@pytest.fixture(scope="module")
def saxon() -> Iterator[Saxon]:
    with Saxon() as pool:
        yield pool


def schema(content: str, attributes: str = 'queryBinding="xslt3"', root: str = "schema") -> str:
    """Write a schema whose content starts in its second line."""
    prefix = f'<ns prefix="tei" uri="{TEI}"/>'
    return f'<{root} xmlns="{SCH}" xmlns:xsl="{XSL}" {attributes}>{prefix}\n{content}\n</{root}>'


def never(id: str) -> str:
    return f'<assert id="{id}" test="false()">{id}</assert>'


PATTERN = f'<pattern id="p"><rule context="tei:p">{never("a")}</rule></pattern>'


def check(
    folder: Path, saxon: Saxon, files: Mapping[str, str], content: str = "<p/>", phase: str = "#DEFAULT"
) -> list[Diagnostic]:
    """Write the files, and check a text against the first."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    first = folder / next(iter(files))
    rules = Xml(first.read_bytes(), first.as_uri())
    return list(check_schematron([document(folder, tei(content))], rules, saxon, shown=next(iter(files)), phase=phase))


def trouble(
    folder: Path, saxon: Saxon, files: Mapping[str, str], content: str = "<p/>", phase: str = "#DEFAULT"
) -> str:
    with pytest.raises(ConfigurationError) as raised:
        check(folder, saxon, files, content, phase)
    message = str(raised.value)
    assert "\n" not in message
    return message


# Files


def codes(found: list[Diagnostic]) -> list[str]:
    return sorted(d.code for d in found)


def wrapped(element: str) -> str:
    """Give an element the namespaces that a file of its own needs."""
    start, rest = element.split(" ", 1) if " " in element.split(">", 1)[0] else element.split(">", 1)
    return f'{start} xmlns="{SCH}" xmlns:xsl="{XSL}"{" " if " " in element.split(">", 1)[0] else ">"}{rest}'


INCLUDED: dict[str, dict[str, str]] = {
    "a pattern": {"rules.sch": schema('<include href="p.sch"/>'), "p.sch": wrapped(PATTERN)},
    "in a folder": {"rules.sch": schema('<include href="more/p.sch"/>'), "more/p.sch": wrapped(PATTERN)},
    "by its address": {"rules.sch": schema('<include href="./more/../p.sch"/>'), "p.sch": wrapped(PATTERN)},
    "a name in need of escapes": {
        "rules.sch": schema('<include href="a%20b.sch"/><include href="é.sch#x"/>'),
        "a b.sch": wrapped("<pattern><p>nothing</p></pattern>"),
        "é.sch": wrapped(f'<x><pattern id="x"><rule context="tei:p">{never("a")}</rule></pattern></x>'),
    },
    "files of files": {
        "rules.sch": schema('<include href="one/p.sch"/>'),
        "one/p.sch": wrapped('<pattern><include href="../two/r.sch"/></pattern>'),
        "two/r.sch": wrapped('<rule context="tei:p"><include href="a.sch"/></rule>'),
        "two/a.sch": wrapped(never("a")),
    },
    "a part of a file": {
        "rules.sch": schema('<include href="other.sch#p"/>'),
        "other.sch": schema(PATTERN + f'<pattern id="q"><rule context="tei:p">{never("b")}</rule></pattern>'),
    },
    "a part of the same file": {
        "rules.sch": schema(
            '<pattern><rule context="tei:p"><extends href="#r"/></rule></pattern>'
            f'<rules><rule abstract="true" id="r">{never("a")}</rule></rules>'
        ),
    },
    "the content of a rule": {
        "rules.sch": schema('<pattern><rule context="tei:p"><extends href="r.sch"/></rule></pattern>'),
        "r.sch": wrapped(f'<rule abstract="true" id="r"><let name="n" value="1"/>{never("a")}</rule>'),
    },
    "the content of a pattern": {
        "rules.sch": schema('<pattern><extends href="p.sch"/></pattern>'),
        "p.sch": wrapped(PATTERN),
    },
    "the content of a schema": {
        "rules.sch": f'<schema xmlns="{SCH}" queryBinding="xslt2"><extends href="other.sch"/></schema>',
        "other.sch": schema(f'<xsl:key name="k" match="tei:p" use="1"/>{PATTERN}'),
    },
    "a library": {
        "rules.sch": schema(
            '<extends href="l.sch"/><pattern is-a="x"><param name="c" value="tei:p"/></pattern>'
            '<pattern><rule context="tei:q"><extends rule="r"/></rule></pattern>'
        ),
        "l.sch": schema(
            f'<pattern abstract="true" id="x"><rule context="$c">{never("a")}</rule></pattern>'
            f'<rules><rule abstract="true" id="r">{never("b")}</rule></rules>',
            root="library",
        ),
    },
    "the same file twice": {
        "rules.sch": schema(
            '<pattern><rule context="tei:p[@n]"><include href="a.sch"/></rule>'
            '<rule context="tei:p"><include href="a.sch"/></rule></pattern>'
        ),
        "a.sch": wrapped(never("a")),
    },
    "diagnostics and phases": {
        "rules.sch": schema(f'<include href="f.sch"/>{PATTERN}', 'defaultPhase="f" queryBinding="xslt3"'),
        "f.sch": wrapped('<phase id="f"><active pattern="p"/></phase>'),
    },
}


@pytest.mark.parametrize("files", INCLUDED.values(), ids=INCLUDED)
def test_files_are_put_in(files: dict[str, str], saxon: Saxon, tmp_path: Path) -> None:
    assert codes(check(tmp_path, saxon, files)) == ["a"]


def test_a_file_that_is_put_in_is_where_its_faults_are_told(saxon: Saxon, tmp_path: Path) -> None:
    files = {
        "rules/main.sch": schema('<include href="../rules/more/p.sch"/>'),
        "rules/more/p.sch": f'<pattern xmlns="{SCH}">\n <rule context="*">\n  <assert test="a("/></rule></pattern>',
    }
    message = trouble(tmp_path, saxon, files)
    assert message.startswith("rules/more/p.sch:3:11: this is not valid XPath: Unexpected token <eof>")


OUTSIDE = {
    "outside": ("../x.sch", "“../x.sch” is outside of the folder that files are read from"),
    "absolute": ("file:///etc/passwd", "“file:///etc/passwd” is outside of the folder"),
    "by a link": ("link.sch", "“link.sch” is outside of the folder"),
    "another host": ("http://example.org/x.sch", "is no file here, and nothing is fetched"),
    "a host of files": ("file://example.org/x.sch", "is no file here, and nothing is fetched"),
    "data": ("data:text/xml,&lt;x/>", "is no file here, and nothing is fetched"),
    "missing": ("none.sch", "“none.sch” cannot be read: no such file or directory"),
    "a folder": (".", "“.” cannot be read: is a directory"),
    "no such part": ("#none", "no element of “#none” has this id"),
    "a whole schema": ("other.sch", "is a whole schema, which cannot stand here: use extends"),
    "itself": ("rules.sch", "“rules.sch” includes itself"),
    "a circle": ("circle.sch", "“circle.sch” includes itself"),
}


@pytest.mark.parametrize(("href", "told"), OUTSIDE.values(), ids=OUTSIDE)
def test_what_cannot_be_put_in_is_told_where_it_is_named(href: str, told: str, saxon: Saxon, tmp_path: Path) -> None:
    (tmp_path / "x.sch").write_text(wrapped(PATTERN), encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.sch").symlink_to(tmp_path / "x.sch")
    include = f'<include href="{href}"/>'
    files = {
        "rules.sch": schema(include),
        "other.sch": schema(PATTERN),
        "circle.sch": wrapped('<pattern><include href="circle2.sch"/></pattern>'),
        "circle2.sch": wrapped('<rule context="*"><include href="circle.sch"/></rule>'),
    }
    message = trouble(folder, saxon, files)
    assert told in message
    where = ("circle2.sch", files["circle2.sch"]) if href == "circle.sch" else ("rules.sch", files["rules.sch"])
    line, column = place(where[1], "href=")
    assert message.startswith(f"{where[0]}:{line}:{column}: ")


def test_files_may_lie_in_the_folder_that_is_given(saxon: Saxon, tmp_path: Path) -> None:
    rules = tmp_path / "schemas/rules.sch"
    rules.parent.mkdir()
    rules.write_text(schema('<include href="../x.sch"/>'), encoding="utf-8")
    (tmp_path / "x.sch").write_text(wrapped(PATTERN), encoding="utf-8")
    source = Xml(rules.read_bytes(), rules.as_uri())
    texts = [document(tmp_path, tei("<p/>"))]
    assert codes(list(check_schematron(texts, source, saxon, folder=tmp_path))) == ["a"]


def test_a_schema_that_unfolds_without_end_is_refused(saxon: Saxon, tmp_path: Path) -> None:
    files = {"rules.sch": schema('<include href="0.sch"/>')}
    for n in range(30):
        files[f"{n}.sch"] = wrapped(f'<pattern><include href="{n + 1}.sch"/><include href="{n + 1}.sch"/></pattern>')
    files["30.sch"] = wrapped(PATTERN)
    assert "with this, the schema becomes too large" in trouble(tmp_path, saxon, files)


# What is wrong with a schema: the content, the part of it that is told, the words.

RULE = '<pattern><rule context="tei:p">{}</rule></pattern>'
ABSTRACT = '<pattern abstract="true" id="x"><rule context="tei:p"><assert test="$a"/></rule></pattern>'
CIRCLE = """<rules><rule abstract="true" id="a"><extends rule="b"/></rule>
  <rule abstract="true" id="b"><assert test="1"/><extends rule="a"/></rule></rules>"""
WRONG = {
    "not well-formed": ("<pattern>", "</schema>", "“</schema>” stands where “</pattern>” is expected"),
    "a test that is no XPath": (RULE.format('<assert test="a("/>'), 'test="a("', "not valid XPath: Unexpected token"),
    "a test that is no single XPath": (RULE.format('<assert test="a) or (b"/>'), "test=", "not valid XPath"),
    "a context that is no pattern": ('<pattern><rule context="1 + 1"/></pattern>', "context=", "not valid XPath"),
    "an undeclared prefix": ('<pattern><rule context="teh:p"/></pattern>', "context=", "prefix 'teh' has not been"),
    "an undeclared variable": (RULE.format('<report test="$x"/>'), "test=", "Variable $x has not been declared"),
    "a function that does not exist": (RULE.format('<assert test="nil()"/>'), "test=", "Cannot find a 0-argument"),
    "a wrong let": ('<let name="x" value="1 +"/>' + PATTERN, "value=", "not valid XPath"),
    "a wrong let of a pattern": ('<pattern><let name="x" value=")"/></pattern>', "value=", "not valid XPath"),
    "a wrong let of a rule": (RULE.format('<let name="x" value="$y"/><assert test="$x"/>'), "value=", "Variable $y"),
    "a wrong type": ('<let name="x" value="1" as="xs:nothing"/>' + PATTERN, 'value="1"', "xs:nothing"),
    "a wrong value": (RULE.format('<assert test="a">x <value-of select="]"/></assert>'), "select=", "not valid XPath"),
    "a wrong name": (RULE.format('<assert test="a">x <name path="$y"/></assert>'), "path=", "Variable $y"),
    "a wrong subject": (RULE.format('<assert test="a" subject="$y">x</assert>'), "subject=", "Variable $y"),
    "a wrong diagnostic": (
        RULE.format('<assert test="a" diagnostics="d">x</assert>')
        + '<diagnostics><diagnostic id="d"><value-of select="$y"/></diagnostic></diagnostics>',
        "select=",
        "Variable $y",
    ),
    "a wrong parameter": (
        ABSTRACT + '<pattern is-a="x"><param name="b" value="1"/></pattern>',
        "test=",
        "Variable $a",
    ),
    "a wrong function": (
        '<xsl:function name="tei:f">\n<xsl:sequence select="$y"/></xsl:function>',
        "<xsl:sequence",
        "$y",
    ),
    "no such abstract rule": (RULE.format('<extends rule="x"/>'), "rule=", "there is no abstract rule “x”"),
    "a rule that extends itself": (
        CIRCLE,
        'rule="b"',
        "the rule “b” extends itself",
    ),
    "no such abstract pattern": ('<pattern is-a="x"/>', "is-a=", "there is no abstract pattern “x”"),
    "a pattern that is none": ('<pattern id="x"/><pattern is-a="x"/>', "is-a=", "there is no abstract pattern “x”"),
    "a parameter without value": (
        '<pattern id="x" abstract="true"/><pattern is-a="x"><param name="y"/></pattern>',
        "<param",
        "the parameter “y” has no value",
    ),
    "no context": ("<pattern><rule/></pattern>", "<rule", "this rule has no context"),
    "no test": (RULE.format("<assert>x</assert>"), "<assert", "this assert has no test"),
    "no select": (RULE.format('<assert test="1"><value-of/></assert>'), "<value-of", "does not say what to select"),
    "no name": ('<let value="1"/>', "<let", "this let has no name"),
    "no such pattern": ('<phase id="f"><active pattern="x"/></phase>', 'pattern="x"', "there is no pattern “x”"),
    "no such diagnostic": (RULE.format('<assert test="1" diagnostics="x"/>'), "diagnostics", "no diagnostic “x”"),
    "no such property": (RULE.format('<assert test="1" properties="x"/>'), "properties", "no property “x”"),
    "a prefix for two namespaces": ('<ns prefix="tei"  uri="x"/>', '<ns prefix="tei"  ', "stands for two namespaces"),
    "a prefix that is taken": (
        '<ns prefix="xml" uri="x"/>',
        '<ns prefix="xml"',
        "the prefix “xml” cannot stand for “x”",
    ),
    "a prefix that is none": ('<ns prefix="1" uri="x"/>', '<ns prefix="1"', "a namespace needs a prefix and a uri"),
    "an element that is misspelt": (RULE.format('<asert test="1"/>'), "<asert", "“asert” is no element of Schematron"),
    "an include without a file": ("<include/>", "<include", "this include names no file"),
    "documents": ('<pattern documents="x"/>', "documents=", "documents is not supported"),
    "visit-each": (
        '<pattern><rule context="*" visit-each="@*"/></pattern>',
        "visit-each",
        "visit-each is not supported",
    ),
    "when": ('<phase id="x" when="true()"/>', "when=", "when is not supported"),
    "XSLT that includes": (
        '<xsl:include href="x.xsl"/>',
        "<xsl:include",
        "xsl:include cannot stand in a Schematron schema",
    ),
    "XSLT that imports": (
        '<xsl:import href="x.xsl"/>',
        "<xsl:import",
        "xsl:import cannot stand in a Schematron schema",
    ),
    "a DOCTYPE": ("<!DOCTYPE x>", "<!DOCTYPE", "DOCTYPE"),
}


@pytest.mark.parametrize(("content", "part", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_schema_is_told_in_one_sentence_at_its_place(
    content: str, part: str, told: str, saxon: Saxon, tmp_path: Path
) -> None:
    text = f"{content}\n{schema(PATTERN)}" if part == "<!DOCTYPE" else schema(f" {content}")
    message = trouble(tmp_path, saxon, {"rules.sch": text})
    line, column = place(text, part)
    assert message.startswith(f"rules.sch:{line}:{column}: ")
    assert told in message


@pytest.mark.parametrize("name", ["xquery", "xslt4", "stx", "exslt", ""])
def test_other_query_languages_are_refused(name: str, saxon: Saxon, tmp_path: Path) -> None:
    message = trouble(tmp_path, saxon, {"rules.sch": schema(PATTERN, f'queryBinding="{name}"')})
    assert f"the query language “{name}” is not supported: use xslt2 or xslt3" in message


@pytest.mark.parametrize(("phase", "attributes"), [("x", ""), ("#DEFAULT", 'defaultPhase="x"')])
def test_a_phase_that_is_not_there_is_told(phase: str, attributes: str, saxon: Saxon, tmp_path: Path) -> None:
    files = {"rules.sch": schema(f'<phase id="f"/><phase id="g"/>{PATTERN}', attributes)}
    assert "there is no phase “x” in this schema" in trouble(tmp_path, saxon, files, phase=phase)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<schema/>", "rules.sch:1:1: no Schematron schema: its root element is “schema” in no namespace"),
        ("<é/>".encode("latin-1"), "rules.sch: this file is not UTF-8"),
        (b"", "rules.sch:1:1: "),
        (b'<schema xmlns="http://www.ascc.net/xml/schematron"/>', "http://www.ascc.net/xml/schematron"),
    ],
)
def test_what_is_no_schema_is_refused(data: bytes, told: str, saxon: Saxon, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as raised:
        list(check_schematron([], Xml(data, "file:///rules.sch"), saxon, shown="rules.sch"))
    assert told in str(raised.value)
    assert str(raised.value).startswith("rules.sch:")


# Rules that would do harm

HARM = {
    "doc": "doc('{secret}')//@n",
    "document": "document('{secret}')//@n",
    "unparsed-text": "unparsed-text('{secret}')",
    "json-doc": "json-doc('{secret}')",
    "collection": "collection('{folder}')",
    "uri-collection": "uri-collection('{folder}')",
    "http": "doc('http://127.0.0.1:9/')",
    "parse-xml": "parse-xml('&lt;!DOCTYPE x [&lt;!ENTITY y SYSTEM &quot;{secret}&quot;>]>&lt;x>&amp;y;&lt;/x>')",
    "transform": "transform(map {{ 'stylesheet-location': '{sheet}', 'source-node': root() }})?output",
    "java": "Q{{java:java.lang.System}}getenv('HOME')",
    "saxon": "Q{{http://saxon.sf.net/}}evaluate('1')",
}


@pytest.mark.parametrize("expression", HARM.values(), ids=HARM)
def test_rules_reach_for_nothing(expression: str, saxon: Saxon, tmp_path: Path) -> None:
    secret = document(tmp_path, tei('<p n="secret"/>'), "secret.xml")
    sheet = tmp_path / "sheet.xsl"
    sheet.write_text(
        f'<x:stylesheet xmlns:x="{XSL}" version="3.0"><x:template match="/">secret</x:template></x:stylesheet>'
    )
    filled = expression.format(secret=secret.uri, folder=tmp_path.as_uri(), sheet=sheet.as_uri())
    files = {"rules.sch": schema(RULE.format(f'<report test="true()"><value-of select="{filled}"/></report>'))}
    try:
        (found,) = check(tmp_path, saxon, files)
    except ConfigurationError as error:
        assert "Cannot find a 1-argument function" in str(error)  # noqa: PT017
    else:
        assert found.code == "schematron-failure"
        assert "secret" not in found.message.replace(secret.uri, "")


@pytest.mark.parametrize("call", ["environment-variable('PATH')", "available-environment-variables()[1]"])
def test_rules_see_no_environment(call: str, saxon: Saxon, tmp_path: Path) -> None:
    files = {"rules.sch": schema(RULE.format(f'<assert id="a" test="string({call})"/>'))}
    assert codes(check(tmp_path, saxon, files)) == ["a"]


STATIC = {
    "a static variable": "<xsl:variable name='v' static='yes' select=\"unparsed-text('{secret}')\"/>",
    "use-when": "<xsl:function name='tei:f' use-when=\"contains(unparsed-text('{secret}'), 'secret')\"/>",
    "a shadow attribute": "<xsl:key name='k' match='*' _use=\"{{unparsed-text('{secret}')}}\"/>",
}


@pytest.mark.parametrize("declaration", STATIC.values(), ids=STATIC)
def test_rules_reach_for_nothing_while_they_are_compiled(declaration: str, saxon: Saxon, tmp_path: Path) -> None:
    secret = document(tmp_path, tei('<p n="secret"/>'), "secret.xml")
    files = {"rules.sch": schema(declaration.format(secret=secret.uri) + PATTERN)}
    message = trouble(tmp_path, saxon, files)
    assert "has been prohibited" in message


def test_rules_write_nothing(saxon: Saxon, tmp_path: Path) -> None:
    template = (
        '<xsl:template name="t"><xsl:result-document href="{}"><x/></xsl:result-document></xsl:template>'
        '<pattern><rule context="tei:p"><assert test="false()"><xsl:call-template name="t"/></assert></rule></pattern>'
    )
    for href in ((tmp_path / "evil.xml").as_uri(), "../../evil.xml", "evil.xml"):
        check(tmp_path, saxon, {"rules.sch": schema(template.format(href))})
    assert not list(tmp_path.rglob("evil.xml"))


def test_rules_evaluate_no_strings(saxon: Saxon, tmp_path: Path) -> None:
    function = '<xsl:function name="tei:f"><xsl:evaluate xpath="\'1 + 1\'"/></xsl:function>'
    files = {"rules.sch": schema(function + RULE.format('<assert id="a" test="tei:f() = 2"/>'))}
    try:
        found = check(tmp_path, saxon, files)
    except ConfigurationError:
        return
    assert [d.code for d in found] == ["schematron-failure"]


def test_rules_without_end_are_stopped(tmp_path: Path) -> None:
    loop = '<xsl:function name="tei:f"><xsl:param name="n"/><xsl:sequence select="tei:f(($n, $n))"/></xsl:function>'
    files = {"rules.sch": schema(loop + RULE.format('<assert id="a" test="count(tei:f((1, 2))) = 2"/>'))}
    with Saxon(memory_limit=300 * 1024**2, timeout=20) as pool:
        (found,) = check(tmp_path, pool, files)
    assert found.code == "schematron-failure"
