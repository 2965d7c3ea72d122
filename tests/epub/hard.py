"""Texts that hold what is hard for e-readers: ids, addresses, pictures, notes, pages, scripts, and length."""

from __future__ import annotations

HEAD = """<teiHeader><fileDesc><titleStmt><title>{title}</title><author><persName><forename>Ada</forename>
<surname>Ferry</surname></persName></author></titleStmt><publicationStmt><publisher>Nobody</publisher>
<date when="2019-05">May 2019</date></publicationStmt><sourceDesc><p>Made up.</p></sourceDesc></fileDesc>
<revisionDesc><change when="2020-02-29">Corrected.</change></revisionDesc></teiHeader>"""

HARD = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="hard" xml:lang="he">
{HEAD.format(title="קשה &amp; &lt;hard>")}
<facsimile><surface xml:id="f1"><graphic url="a%20picture%20%C3%A9.png"/></surface></facsimile>
<text><body>
<pb n="1" facs="#f1"/>
<div xml:id="d1"><head>ראש<note place="foot">On the heading.</note></head>
<p xml:id="p1" n="1">שלום <ref target="doi:10.1000/182">doi</ref>, <ref target="https://example.org/a b">space</ref>,
<ref target="https://example.org/%zz">percent</ref>, <ref target="http://[x/">bracket</ref>,
<ref target="urn:isbn:0451450523">urn</ref>,
<ref target="play.xml">another text</ref>, <ref target="play.xml#first">a scene</ref>,
<ref target="#teipress.call-1">an id</ref>, <ref target="#nowhere">nowhere</ref>
.<note xml:id="n1" place="foot">A note<pb n="1a"/> with a page.</note></p>
<p xml:id="teipress.call-1">Its id is like one of the tool's.</p>
<p xml:id="창성군">An id in another script; <ref target="#창성군">itself</ref>. <pb n="2"/></p>
<figure xml:id="fig"><graphic url="a%20picture%20%C3%A9.png"/><figDesc>A pixel.</figDesc></figure>
<p><formula><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></formula>
<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg></figure></p>
<p><choice><sic>eror</sic><corr>error</corr></choice> and <del>gone</del>.</p>
<list><item><table><row><cell>1</cell></row></table></item></list>
<lg><l part="I" xml:id="l1">Half a line</l><l part="F">and half</l></lg>
</div></body></text></TEI>"""


def _chapter(number: int) -> str:
    words = f"Words of chapter {number}. " * 300
    return (
        f'<div xml:id="c{number}"><head>Chapter {number}</head>'
        f'<p xml:id="c{number}p1">{words}<note place="foot" xml:id="c{number}n">Note {number}.</note></p>'
        f'<p>See <ref target="#c{number % 12 + 1}p1">the next</ref>.</p></div>'
    )


LONG = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEAD.format(title="Long")}
<text><front><div xml:id="preface"><head>Preface</head><p>Short.</p></div></front>
<body xml:id="body"><head xml:id="first">Long</head>
<div xml:id="part"><head>Part one</head>{"".join(map(_chapter, range(1, 13)))}</div>
<trailer xml:id="end">The end.</trailer></body></text></TEI>"""
