<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD → the encoding guidelines: one HTML page that stands alone. Chapters first, then every element, then the rules. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="mp:guide"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:mp="https://teipress.org/ns/modes-private"
    xmlns:o="https://teipress.org/ns/odd" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:include href="flatten.xsl"/>
  <xsl:include href="guidelines/prose.xsl"/>
  <xsl:include href="guidelines/elements.xsl"/>
  <xsl:include href="guidelines/models.xsl"/>
  <xsl:include href="guidelines/examples.xsl"/>
  <xsl:include href="guidelines/rules.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>
  <xsl:mode name="mp:guide" on-no-match="fail"/>

  <!-- Read while the stylesheet is compiled: when it runs, it may read nothing. -->
  <xsl:variable name="style" as="xs:string" static="yes" select="unparsed-text('guidelines/guidelines.css')"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:variable name="title" as="xs:string" select="(//titleStmt/title ! normalize-space(), $odd/@ident, 'Guidelines')[1]"/>
    <html lang="{(/TEI/@xml:lang, 'en')[1]}">
      <head>
        <meta charset="UTF-8"/>
        <meta http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{$title}</title>
        <style>{$style}</style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the guidelines</a>
        <header>
          <h1>{$title}</h1>
          <xsl:for-each select="$odd/desc[1]">
            <p class="lead">
              <xsl:apply-templates/>
            </p>
          </xsl:for-each>
        </header>
        <nav id="contents" aria-label="Contents">
          <xsl:call-template name="contents"/>
        </nav>
        <main id="main">
          <xsl:apply-templates select="//body/div"/>
          <xsl:if test="not(//body/div//schemaSpec)">
            <xsl:apply-templates select="$odd"/>
          </xsl:if>
          <xsl:call-template name="rules"/>
        </main>
        <footer>
          <p>Compiled from <code>{$odd/@ident}.odd</code>.{(//licence)[1] ! (' ' || normalize-space() || '.')}</p>
        </footer>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="contents" as="element(h:ul)">
    <ul>
      <xsl:for-each select="//body/div[not(descendant::schemaSpec)]">
        <li>
          <a href="#{@xml:id}">{normalize-space(head)}</a>
        </li>
      </xsl:for-each>
      <xsl:for-each select="f:groups()">
        <li>
          <details>
            <summary>{?title}</summary>
            <ul>
              <xsl:for-each select="?elements/@ident">
                <li>
                  <a href="#element-{.}">{.}</a>
                </li>
              </xsl:for-each>
            </ul>
          </details>
        </li>
      </xsl:for-each>
      <xsl:if test="//classSpec[@type = 'atts']/attList/attDef">
        <li>
          <a href="#shared">Attributes that elements share</a>
        </li>
      </xsl:if>
      <xsl:if test="exists(f:rules())">
        <li>
          <a href="#rules">Rules</a>
        </li>
      </xsl:if>
    </ul>
  </xsl:template>

  <!-- What names its section, and an address to copy. -->
  <xsl:template name="permalink" as="node()+">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:text> </xsl:text>
    <a class="permalink" href="#{$id}" aria-label="Link to {$name}">#</a>
  </xsl:template>
</xsl:stylesheet>
