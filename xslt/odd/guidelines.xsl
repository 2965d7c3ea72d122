<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD → the encoding guidelines: one HTML page that stands alone. Chapters first, then every element, then the rules. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="mp:guide"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:o="https://teipress.org/ns/odd"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:eg="http://www.tei-c.org/ns/Examples" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:include href="flatten.xsl"/>
  <xsl:include href="guidelines/prose.xsl"/>
  <xsl:include href="guidelines/elements.xsl"/>
  <xsl:include href="guidelines/examples.xsl"/>

  <!-- The address of a stylesheet to link to; without one the page carries its own. -->
  <xsl:param name="stylesheet-href" as="xs:string" select="''"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>
  <xsl:mode name="mp:guide" on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="title" select="normalize-space((//tei:titleStmt/tei:title)[1])"/>
    <html lang="{(/tei:TEI/@xml:lang, 'en')[1]}">
      <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{$title}</title>
        <xsl:choose>
          <xsl:when test="$stylesheet-href">
            <link rel="stylesheet" href="{$stylesheet-href}"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="style"/>
          </xsl:otherwise>
        </xsl:choose>
      </head>
      <body>
        <a class="skip" href="#main">To the text</a>
        <header>
          <h1>{$title}</h1>
        </header>
        <nav aria-label="Contents">
          <xsl:call-template name="contents"/>
        </nav>
        <main id="main">
          <xsl:apply-templates select="//tei:body/tei:div"/>
          <xsl:call-template name="rules"/>
        </main>
        <footer>
          <p>Compiled from <code>{$odd/@ident}.odd</code>. {normalize-space((//tei:licence)[1])}.</p>
        </footer>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="contents" as="element(h:ul)">
    <ul>
      <xsl:for-each select="//tei:body/tei:div">
        <li>
          <a href="#{@xml:id}">{normalize-space(tei:head)}</a>
          <xsl:if test="tei:schemaSpec">
            <ul class="elements">
              <xsl:for-each select="sort($flat/o:element/string(@name), (), lower-case#1)">
                <li>
                  <a href="#element-{.}">{.}</a>
                </li>
              </xsl:for-each>
            </ul>
          </xsl:if>
        </li>
      </xsl:for-each>
      <li>
        <a href="#rules">Rules</a>
      </li>
    </ul>
  </xsl:template>

  <xsl:template name="style" as="element(h:style)" expand-text="no">
    <style><![CDATA[
:root { color-scheme: light dark; --ink: #1c1b19; --paper: #fffefb; --faint: #66625a; --line: #d9d4c8; --link: #1d4f8c;
  --good: #1f6b3a; --bad: #9c2a1f; --code: #f4f1e8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e4da; --paper: #191816; --faint: #a8a294; --line: #3d3a34;
  --link: #9cc3f0; --good: #7fcf9c; --bad: #f0a096; --code: #24221e; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; color: var(--ink); background: var(--paper);
  font: 1.05rem/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; }
h1, h2, h3, h4, nav, dt, th, .label { font-family: system-ui, "Segoe UI", Roboto, sans-serif; line-height: 1.25; }
h1 { font-size: 1.9rem; } h2 { font-size: 1.5rem; margin-top: 3rem; }
h3 { font-size: 1.2rem; margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1.25rem; }
a { color: var(--link); } a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { position: static; }
nav ul { list-style: none; padding: 0; margin: 0 0 .5rem; } nav li { margin: .2rem 0; }
nav .elements { columns: 8rem; font-size: .9rem; margin: .3rem 0 .6rem; }
main { max-width: 42rem; }
code { font: .88em/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { background: var(--code); padding: .75rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0;
  border-left: 4px solid var(--line); }
.good { border-left-color: var(--good); } .bad { border-left-color: var(--bad); }
.good-label { color: var(--good); } .bad-label { color: var(--bad); }
.label { font-size: .85rem; font-weight: 600; margin: 1rem 0 .2rem; }
dl { margin: .5rem 0; } dt { font-weight: 600; margin-top: .5rem; } dd { margin: .1rem 0 .3rem 1.25rem; }
.req { color: var(--faint); font-weight: 400; font-size: .85rem; }
footer { margin-top: 4rem; border-top: 1px solid var(--line); color: var(--faint); font-size: .9rem; }
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 17rem 1fr; column-gap: 3rem; }
  header, footer { grid-column: 1 / -1; }
  nav { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow: auto; align-self: start; }
  nav .elements { columns: 2; } }
@media print { nav, .skip { display: none; } body { font-size: 10pt; max-width: none; } h3 { break-after: avoid; }
  pre { break-inside: avoid; } }
]]></style>
  </xsl:template>
</xsl:stylesheet>
