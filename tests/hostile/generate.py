"""Write hostile and broken files, always the same ones: ``python -m tests.hostile.generate FOLDER``.

``SMALL`` are checked together, as one edition; each of ``LARGE`` is made to cost time or memory, and is checked by
itself.
"""

from __future__ import annotations

import codecs
import gzip
import io
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from teipress.corpus import TEI

ROOT = f'<TEI xmlns="{TEI}">'
WHOLE = f"{ROOT}\n<text><body><p>é</p></body></text>\n</TEI>\n"
DECLARED = '<?xml version="1.0" encoding="{}"?>\n' + WHOLE
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'

# Where a connection would be seen; the port is the canary's.
HOST = "127.0.0.1"
PORT = "{port}"
# A file outside of the edition, beside its folder, which must never be opened.
SECRET = "../secret/secret.xml"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file: what is in it, and what must be said of it; nothing, where it is harmless."""

    data: bytes
    code: str | None


def tei(content: str) -> str:
    """Put content into a TEI root."""
    return f"{ROOT}\n{content}\n</TEI>\n"


def _text(text: str, code: str | None) -> Hostile:
    return Hostile(text.encode(), code)


def _doctype(subset: str, content: str = "<p>&x;</p>") -> Hostile:
    return _text(f"<!DOCTYPE TEI {subset}>\n{tei(content)}", "doctype")


def _zip(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(zipfile.ZipInfo(name, (2012, 8, 7, 0, 0, 0)), WHOLE)
    return buffer.getvalue()


def _bomb(levels: int) -> str:
    entities = "".join('<!ENTITY x{} "{}">'.format(n, f"&x{n - 1};" * 10) for n in range(1, levels))
    return f'[<!ENTITY x0 "ha">{entities}<!ENTITY x "&x{levels - 1};">]'


def _deep(depth: int) -> str:
    return tei("<div>" * depth + "</div>" * depth)


ENTITIES: Mapping[str, Hostile] = {
    "billion-laughs": _doctype(_bomb(10)),
    "quadratic-blowup": _doctype(f'[<!ENTITY x "{"a" * 50_000}">]', "<p>" + "&x;" * 5_000 + "</p>"),
    "recursive-entity": _doctype('[<!ENTITY x "&y;"><!ENTITY y "&x;">]'),
    "parameter-entity-bomb": _doctype('[<!ENTITY % a "<!ENTITY x \'1\'>"><!ENTITY % b "&#37;a;&#37;a;"> %b;]'),
    "external-entity-file": _doctype(f'[<!ENTITY x SYSTEM "{SECRET}">]'),
    "external-entity-passwd": _doctype('[<!ENTITY x SYSTEM "file:///etc/passwd">]'),
    "external-entity-http": _doctype(f'[<!ENTITY x SYSTEM "http://{HOST}:{PORT}/x">]'),
    "external-entity-ftp": _doctype(f'[<!ENTITY x SYSTEM "ftp://{HOST}:{PORT}/x">]'),
    "external-entity-jar": _doctype(f'[<!ENTITY x SYSTEM "jar:http://{HOST}:{PORT}/a.jar!/x">]'),
    "external-entity-php": _doctype('[<!ENTITY x SYSTEM "php://filter/read=convert.base64-encode/resource=x">]'),
    "external-entity-unparsed": _doctype(f'[<!NOTATION n SYSTEM "{SECRET}"><!ENTITY x SYSTEM "{SECRET}" NDATA n>]'),
    "external-parameter-entity": _doctype(f'[<!ENTITY % e SYSTEM "http://{HOST}:{PORT}/e.dtd"> %e;]'),
    "external-dtd-http": _doctype(f'SYSTEM "http://{HOST}:{PORT}/tei.dtd"'),
    "external-dtd-file": _doctype(f'SYSTEM "{SECRET}"'),
    "external-dtd-public": _doctype(f'PUBLIC "-//TEI//DTD TEI P4//EN" "http://{HOST}:{PORT}/tei2.dtd"'),
    "default-attributes": _doctype('[<!ATTLIST p xml:id ID "p1" rend CDATA "x">]', "<p>x</p>"),
    "doctype-late": _text(f"<!-- <!DOCTYPE --><?x?>\n<!DOCTYPE TEI>{WHOLE}", "doctype"),
    "doctype-small-letters": _text(f"<!doctype TEI>{WHOLE}", "not-well-formed"),
    "doctype-html": _text(f"<!DOCTYPE html>\n{WHOLE}", "doctype"),
    "doctype-twice": _text(f"<!DOCTYPE TEI>\n<!DOCTYPE TEI>{WHOLE}", "doctype"),
    "doctype-inside": _text(tei("<!DOCTYPE TEI>"), "not-well-formed"),
    "doctype-utf-16": Hostile((f'<!DOCTYPE TEI SYSTEM "{SECRET}">' + WHOLE).encode("utf-16"), "doctype"),
    "doctype-unclosed": _text(f"<!DOCTYPE TEI [\n{WHOLE}", "doctype"),
    "entity-undeclared": _text(tei("<p>&eacute;</p>"), "undeclared-entity"),
    "entity-in-attribute": _text(tei('<p n="&secret;"/>'), "undeclared-entity"),
    "entity-incomplete": _text(tei("<p>&amp</p>"), "not-well-formed"),
    "entity-number-none": _text(tei("<p>&#;</p>"), "not-well-formed"),
    "entity-number-zero": _text(tei("<p>&#0;</p>"), "not-well-formed"),
    "entity-number-surrogate": _text(tei("<p>&#xD800;</p>"), "not-well-formed"),
    "entity-number-beyond": _text(tei("<p>&#x110000;</p>"), "not-well-formed"),
    "entity-number-long": _text(tei(f"<p>&#{'9' * 100_000};</p>"), "not-well-formed"),
}

ENCODINGS: Mapping[str, Hostile] = {
    "utf-7-declared": _text(DECLARED.format("UTF-7").replace("é", "+AGE-"), "wrong-encoding"),
    "utf-7-marked": Hostile(b"+/v8-" + WHOLE.encode("utf-7"), "not-well-formed"),
    "utf-16-be-unmarked": Hostile(WHOLE.encode("utf-16-be"), "wrong-encoding"),
    "utf-16-le-unmarked": Hostile(WHOLE.encode("utf-16-le"), "wrong-encoding"),
    "utf-16-odd": Hostile(WHOLE.encode("utf-16")[:-1], "wrong-encoding"),
    "utf-16-lone-surrogate": Hostile(ROOT.encode("utf-16") + b"\x00\xdc</", "wrong-encoding"),
    "utf-16-says-utf-8": Hostile(DECLARED.format("UTF-8").encode("utf-16"), "wrong-encoding"),
    "utf-8-says-utf-16": _text(DECLARED.format("UTF-16"), "wrong-encoding"),
    "utf-32-le": Hostile(codecs.BOM_UTF32_LE + WHOLE.encode("utf-32-le"), "wrong-encoding"),
    "utf-32-be": Hostile(codecs.BOM_UTF32_BE + WHOLE.encode("utf-32-be"), "wrong-encoding"),
    "utf-32-unmarked": Hostile(WHOLE.encode("utf-32-be"), "wrong-encoding"),
    "ebcdic": Hostile(DECLARED.format("cp037").encode("cp037"), "wrong-encoding"),
    "latin-1": Hostile(WHOLE.encode("latin-1"), "wrong-encoding"),
    "latin-1-declared": Hostile(DECLARED.format("ISO-8859-1").encode("latin-1"), "wrong-encoding"),
    "windows-1252-declared": Hostile(DECLARED.format("windows-1252").encode("cp1252"), "wrong-encoding"),
    "ascii-with-more": _text(DECLARED.format("US-ASCII"), "wrong-encoding"),
    "encoding-unknown": _text(DECLARED.format("rot13"), "wrong-encoding"),
    "encoding-with-code": _text(DECLARED.format("__import__"), "wrong-encoding"),
    "iso-2022-jp": Hostile(DECLARED.format("ISO-2022-JP").encode() + b"\x1b$B\x1b(B", "wrong-encoding"),
    "overlong-slash": Hostile(tei("<p>").encode() + b"\xc0\xaf", "wrong-encoding"),
    "overlong-less-than": Hostile(ROOT.encode() + b"\xe0\x80\xbcscript>", "wrong-encoding"),
    "overlong-nul": Hostile(ROOT.encode() + b"\xc0\x80</TEI>", "wrong-encoding"),
    "utf-8-surrogates": Hostile(ROOT.encode() + b"\xed\xa0\xbd\xed\xb8\x80</TEI>", "wrong-encoding"),
    "utf-8-five-bytes": Hostile(ROOT.encode() + b"\xf8\x88\x80\x80\x80</TEI>", "wrong-encoding"),
    "utf-8-beyond": Hostile(ROOT.encode() + b"\xf4\x90\x80\x80</TEI>", "wrong-encoding"),
    "utf-8-cut": Hostile(ROOT.encode() + b"<p>\xed\x95", "wrong-encoding"),
    "two-marks": Hostile(codecs.BOM_UTF8 * 2 + WHOLE.encode(), "wrong-encoding"),
    "mark-and-latin-1": Hostile(codecs.BOM_UTF8 + DECLARED.format("ISO-8859-1").encode(), "wrong-encoding"),
    "nul-inside": _text(tei("<p>\0</p>"), "not-well-formed"),
    "nul-first": Hostile(b"\0" + WHOLE.encode(), "wrong-encoding"),
    "nul-only": Hostile(b"\0" * 1_000, "wrong-encoding"),
    "form-feed": _text(tei("<p>\f</p>"), "not-well-formed"),
    "not-a-character": _text(tei("<p>\uffff</p>"), "not-well-formed"),
    "only-returns": _text(tei("<p>\r<hi>\r</p>").replace("\n", "\r"), "not-well-formed"),
    "bidi": _text(tei("<p>\u202e</p>"), "bidi-control"),
    "lost": _text(tei("<p>\ufffd</p>"), "lost-character"),
}

CUT_IN_LETTER = WHOLE.encode().index("é".encode()) + 1
CUT: Mapping[str, Hostile] = {
    f"cut-{at}": Hostile(WHOLE.encode()[:at], "wrong-encoding" if at == CUT_IN_LETTER else "not-well-formed")
    for at in (0, 1, 2, 5, 10, 37, 40, 41, 45, 51, 54, CUT_IN_LETTER, 61, 70, 80)
}

IDS: Mapping[str, Hostile] = {
    "id-twice": _text(tei('<p xml:id="a"/><p xml:id="a"/>'), "duplicate-id"),
    "id-twice-escaped": _text(tei('<p xml:id="a"/><p xml:id="&#x61;"/>'), "duplicate-id"),
    "id-twice-spaced": _text(tei('<p xml:id="a"/><p xml:id=" a "/>'), "duplicate-id"),
    "id-empty": _text(tei('<p xml:id=""/>'), "malformed-id"),
    "id-quotation": _text(tei("<p xml:id='\"'/>"), "malformed-id"),
    "id-markup": _text(tei('<p xml:id="&lt;script>alert(1)&lt;/script>"/>'), "malformed-id"),
    "id-bidi": _text(tei('<p xml:id="a\u202eb"/>'), "malformed-id"),
    "id-escape": _text(tei('<p xml:id="a&#x9b;31mb"/>'), "malformed-id"),
    "id-newline": _text(tei('<p xml:id="a&#10;::error::b"/>'), "malformed-id"),
    "id-path": _text(tei('<p xml:id="../../etc/passwd"/>'), "malformed-id"),
    "id-prototype": _text(
        tei('<p xml:id="__proto__"/><p xml:id="constructor"/><p xml:id="__proto__"/>'), "duplicate-id"
    ),
    "id-capitals": _text(tei('<p xml:id="a"/><p xml:id="A"/>'), "confusable-id"),
    "id-cyrillic": _text(tei('<p xml:id="k\u0456m"/>'), "confusable-id"),
    "id-decomposed": _text(tei('<p xml:id="e\u0301"/>'), "unnormalized-id"),
    "id-long": _text(tei(f'<p xml:id="{"a" * 100_000}"/><ref target="#{"a" * 99_999}"/>'), "dangling-pointer"),
}

OTHERS: Mapping[str, Hostile] = {
    "gzip": Hostile(gzip.compress(WHOLE.encode(), mtime=0), "wrong-encoding"),
    "gzip-bomb": Hostile(gzip.compress(b" " * 50_000_000, mtime=0), "wrong-encoding"),
    "zip": Hostile(_zip("tei.xml"), "wrong-encoding"),
    "docx": Hostile(_zip("word/document.xml"), "wrong-encoding"),
    "pdf": Hostile(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "wrong-encoding"),
    "png": Hostile(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "wrong-encoding"),
    "bzip2": Hostile(b"BZh91AY&SY\xff\xfe", "wrong-encoding"),
    "xz": Hostile(b"\xfd7zXZ\0\0", "wrong-encoding"),
    "elf": Hostile(b"\x7fELF\2\1\1\0\0\0", "not-well-formed"),
    "html": _text("<html><body><p>One<br>two</body></html>", "not-well-formed"),
    "xhtml": _text('<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>', "not-tei"),
    "svg": _text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "not-tei"),
    "json": _text('{"TEI": {}}', "not-well-formed"),
    "rtf": _text(r"{\rtf1\ansi Kim}", "not-well-formed"),
    "prose": _text("Once upon a time", "not-well-formed"),
    "white-space": _text(" \n\t\n", "not-well-formed"),
    "random": Hostile(bytes((n * 7919) >> 3 & 255 for n in range(10_000)), "wrong-encoding"),
    "xml-1.1": _text(f'<?xml version="1.1"?>{WHOLE}', "wrong-xml-version"),
    "xml-2.0": _text(f'<?xml version="2.0"?>{WHOLE}', "wrong-xml-version"),
    "declaration-late": _text(f'\n<?xml version="1.0"?>{WHOLE}', "not-well-formed"),
    "declaration-twice": _text(f'<?xml version="1.0"?><?xml version="1.0"?>{WHOLE}', "not-well-formed"),
    "two-roots": _text(WHOLE + WHOLE, "not-well-formed"),
    "p4": _text("<TEI.2><text/></TEI.2>", "not-tei"),
}

NAMESPACES: Mapping[str, Hostile] = {
    "namespace-slash": _text(WHOLE.replace(TEI, f"{TEI}/"), "not-tei"),
    "namespace-https": _text(WHOLE.replace("http:", "https:"), "not-tei"),
    "namespace-capitals": _text(WHOLE.replace("tei-c", "TEI-C"), "not-tei"),
    "namespace-space": _text(WHOLE.replace(TEI, f"{TEI} "), "not-well-formed"),
    "namespace-none": _text("<TEI/>", "not-tei"),
    "namespace-xml": _text(tei('<p xmlns:xml="u"/>'), "not-well-formed"),
    "namespace-xmlns": _text(tei('<p xmlns:xmlns="u"/>'), "not-well-formed"),
    "namespace-xml-stolen": _text(
        tei('<p xmlns:a="http://www.w3.org/XML/1998/namespace" a:id="x"/>'), "not-well-formed"
    ),
    "namespace-undeclared": _text(tei("<x:p/>"), "not-well-formed"),
    "namespace-undeclared-attribute": _text(tei('<p x:n=""/>'), "not-well-formed"),
    "namespace-taken-back": _text(tei('<p xmlns:x="u"><x:p xmlns:x=""/></p>'), "not-well-formed"),
    "namespace-twice": _text(tei('<p xmlns:a="u" xmlns:b="u" a:n="" b:n=""/>'), "not-well-formed"),
    "namespace-two-colons": _text(tei("<a:b:c/>"), "not-well-formed"),
    "namespace-redefined": _text(tei(f'<p xmlns="u"><p xmlns="{TEI}" ref="#nothing"/></p>'), "dangling-pointer"),
}

PROBES: Mapping[str, Hostile] = {
    "stylesheet-http": _text(f'<?xml-stylesheet type="text/xsl" href="http://{HOST}:{PORT}/x.xsl"?>\n{WHOLE}', None),
    "stylesheet-script": _text(
        f'<?xml-stylesheet type="text/xsl" href="javascript:alert(1)"?>{WHOLE}', "active-content"
    ),
    "stylesheet-data": _text(f'<?xml-stylesheet type="text/xsl" href="data:text/xml,x"?>\n{WHOLE}', "active-content"),
    "model-http": _text(f'<?xml-model href="http://{HOST}:{PORT}/tei.rng"?>\n{WHOLE}', None),
    "schema-location": _text(
        tei(
            f'<p xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="{TEI} http://{HOST}:{PORT}/x"/>'
        ),
        None,
    ),
    "xslt-inside": _text(
        tei(
            '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0">'
            "<xsl:result-document href='/tmp/x'/></xsl:stylesheet>"
        ),
        "active-content",
    ),
    "script": _text(tei('<script xmlns="http://www.w3.org/1999/xhtml">x</script>'), "active-content"),
    "doc-function": _text(tei(f"<ref target=\"doc('{SECRET}')\">{{doc('{SECRET}')}}</ref>"), "dangling-pointer"),
    "include-secret": _text(tei(f'<xi:include {XI} href="{SECRET}"/>'), "outside-inclusion"),
    "include-secret-text": _text(tei(f'<xi:include {XI} href="{SECRET}" parse="text"/>'), "outside-inclusion"),
    "include-passwd": _text(tei(f'<xi:include {XI} href="file:///etc/passwd" parse="text"/>'), "outside-inclusion"),
    "include-http": _text(tei(f'<xi:include {XI} href="http://{HOST}:{PORT}/x"/>'), "outside-inclusion"),
    "include-itself": _text(tei(f'<xi:include {XI} href="include-itself.xml"/>'), "circular-inclusion"),
    "include-base": _text(
        tei(f'<p xml:base="http://{HOST}:{PORT}/"><xi:include {XI} href="x.xml"/></p>'), "outside-inclusion"
    ),
    "include-one": _text(tei(f'<xi:include {XI} href="include-two.xml"/>'), None),
    "include-two": _text(tei(f'<xi:include {XI} href="include-one.xml"/>'), "circular-inclusion"),
    "include-fifo": _text(tei(f'<xi:include {XI} href="/dev/stdin"/>'), "outside-inclusion"),
    "image-http": _text(tei(f'<graphic url="http://{HOST}:{PORT}/x.png"/>'), None),
    "image-server": _text(tei('<graphic url="//server/share/x.png"/>'), None),
    "pointer-none": _text(tei('<ref target="http://["/>'), "malformed-pointer"),
    "pointer-nul": _text(tei('<ref target="a%00b"/>'), "dangling-pointer"),
    "pointer-long": _text(tei(f'<ref target="{"a/" * 50_000}"/>'), "dangling-pointer"),
    "prefix-endless": _text(
        tei(
            '<prefixDef ident="x" matchPattern="(a+)+b" replacementPattern="#$1"/>'
            + f'<ref target="x:{"a" * 60}"/>' * 50
        ),
        "malformed-pointer",
    ),
    "prefix-broken": _text(
        tei('<prefixDef ident="x" matchPattern="(((" replacementPattern="#$1"/><ref target="x:a"/>'),
        "malformed-pointer",
    ),
    "prefix-huge": _text(
        tei(
            f'<prefixDef ident="x" matchPattern="(.*)" replacementPattern="{"$1" * 9_000}"/>'
            f'<ref target="x:{"a" * 9_000}"/>'
        ),
        "malformed-pointer",
    ),
    "date-huge": _text(tei(f'<date when="{"9" * 100_000}"/>'), "wrong-date"),
    "number-huge": _text(tei(f'<idno type="GND">{"1" * 100_000}</idno>'), "malformed-authority-id"),
    "language-huge": _text(tei(f'<p xml:lang="en{"-a" * 10_000}"/>'), "malformed-language"),
    "escapes": _text(tei('<ref target="#a&#x9b;31m\u202e"/>'), "dangling-pointer"),
    "workflow-command": _text(tei('<ref target="#a&#10;::error::b"/>'), "dangling-pointer"),
}

# Broken files, by their names.
BROKEN = tei("<p>").encode()
NAMES = (
    "name with spaces.xml",
    "-leading-dash.xml",
    "--help.xml",
    "new\nline.xml",
    "::error file=x,line=1::message.xml",
    "quotes'\"`.xml",
    "$(touch x).xml",
    "%0A%0D.xml",
    "<script>.xml",
    "escape\x1b[31m.xml",
    "bidi\u202e.xml",
    "창성군.xml",
    "e\u0301.xml",
    "[brackets].xml",
    "a" * 250 + ".xml",
    "__proto__.xml",
    "back\\slash.xml",
)

SMALL: Mapping[str, Hostile] = {
    **{
        f"{name}.xml": hostile
        for group in (ENTITIES, ENCODINGS, CUT, IDS, OTHERS, NAMESPACES, PROBES)
        for name, hostile in group.items()
    },
    **{name: Hostile(BROKEN, "not-well-formed") for name in NAMES},
}


# What is large is made when it is needed; each with the code that must be among those that are told.
MEGA = 1_000_000
LARGE: Mapping[str, tuple[str, Callable[[], str]]] = {
    "depth": ("too-deep", lambda: _deep(100_000)),
    "attributes": ("too-many-attributes", lambda: tei("<p " + " ".join(f"a{n}=''" for n in range(100_000)) + "/>")),
    "namespaces": (
        "too-many-attributes",
        lambda: tei("<p " + " ".join(f"xmlns:a{n}='u'" for n in range(50_000)) + "/>"),
    ),
    "elements": ("too-many-nodes", lambda: tei("<p/>" * (MEGA + 1))),
    "elements-with-attributes": ("too-many-nodes", lambda: tei("<p n='' rend='' type='' ana=''/>" * 250_000)),
    "comments": ("too-many-nodes", lambda: tei("<!---->" * (MEGA + 1))),
    "instructions": ("too-many-nodes", lambda: tei("<?x?>" * (MEGA + 1))),
    "lines": ("too-many-nodes", lambda: tei("\n" * (20 * MEGA))),
    "name": ("too-long-name", lambda: tei(f"<{'a' * (9 * MEGA)}/>")),
    "name-of-attribute": ("too-long-name", lambda: tei(f"<p {'a' * (9 * MEGA)}=''/>")),
    "name-of-end-tag": ("not-well-formed", lambda: tei(f"<p></{'a' * (10 * MEGA)}>")),
    "text": ("not-well-formed", lambda: tei(f"<p>{'a' * (30 * MEGA)}")),
    "text-after-fault": ("not-well-formed", lambda: tei(f"<p></q>{'a' * (30 * MEGA)}")),
    "attribute": ("wrong-date", lambda: tei(f"<date when='{'9' * (20 * MEGA)}'/>")),
    "comment": ("not-well-formed", lambda: tei(f"<!--{'a' * (20 * MEGA)}")),
    "cdata": ("not-well-formed", lambda: tei(f"<![CDATA[{'a' * (30 * MEGA)}")),
    "instruction": ("not-well-formed", lambda: tei(f"<?x {'a' * (20 * MEGA)}")),
    "less-than": ("not-well-formed", lambda: tei("<" * (20 * MEGA))),
    "ampersands": ("not-well-formed", lambda: tei("&" * (20 * MEGA))),
    "entities": ("undeclared-entity", lambda: tei("&amp;" * (4 * MEGA) + "&x;")),
    "white-space-before-doctype": ("not-well-formed", lambda: " " * (20 * MEGA) + "<!doctype x>"),
    "too-large": ("file-too-large", lambda: tei("a" * (64 * 1024**2))),
    "pointers-in-one-attribute": ("too-many-faults", lambda: tei(f"<ref target='{'#a ' * MEGA}'/>")),
    "pointers": ("too-many-faults", lambda: tei("<ref target='#a'/>" * 100_000)),
    "pointers-almost-right": (
        "too-many-faults",
        lambda: tei("".join(f"<p xml:id='aaaaaaaa{n}'/><ref target='#aaaaaaaa{n}x'/>" for n in range(15_000))),
    ),
    "ids": ("too-many-faults", lambda: tei("<p xml:id='a'/>" * 100_000)),
    "languages": ("too-many-faults", lambda: tei("".join(f"<p xml:lang='x{n}'/>" for n in range(50_000)))),
    "prefixes": (
        "undeclared-prefix",
        lambda: tei(
            "".join(f"<prefixDef ident='x{n}' matchPattern='(a+)+b' replacementPattern='#$1'/>" for n in range(10_000))
            + "".join(f"<ref target='y{n}:{'a' * 40}'/><ref target='x{n}:{'a' * 40}'/>" for n in range(5_000))
        ),
    ),
    "bidi": ("bidi-control", lambda: tei("&#x202E;" * MEGA)),
    "truncated": ("not-well-formed", lambda: ROOT + "<p>\n<hi rend='italic'>x</hi></p>\n" * 200_000),
}


def write_small(folder: Path, port: int) -> None:
    """Write the small files, with the port of the canary, where connections would be seen."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, hostile in SMALL.items():
        (folder / name).write_bytes(hostile.data.replace(PORT.encode(), str(port).encode()))


def write_large(folder: Path, name: str) -> Path:
    """Write one of the large files."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.xml"
    path.write_text(LARGE[name][1](), encoding="utf-8")
    return path


if __name__ == "__main__":
    target = Path(sys.argv[1])
    write_small(target / "small", 9)
    for large in LARGE:
        write_large(target / "large", large)
