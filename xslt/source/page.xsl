<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a source: what the file is, then all its lines. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:source-page"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private" xmlns:s="https://teipress.org/ns/source"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:mode name="m:source-page" on-no-match="fail"/>

  <!-- Of a text. What the page says is written as it comes, and never held as a tree. -->
  <xsl:template match="s:source[@kind = 'text']" as="element(h:html)">
    <xsl:call-template name="tp:source-page">
      <xsl:with-param name="page" select="f:page(@name)"/>
      <xsl:with-param name="text" select="root()"/>
      <xsl:with-param name="root" select="'../'" tunnel="yes"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Of a register, which has no page of its own to be shown elsewhere. -->
  <xsl:template match="s:source[@kind = 'register']" as="element(h:html)">
    <xsl:call-template name="tp:source-page">
      <xsl:with-param name="page" select="'index.html'"/>
      <xsl:with-param name="main" as="element()">
        <xsl:apply-templates select="root()" mode="m:main">
          <xsl:with-param name="root" select="'../../'" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:with-param>
      <xsl:with-param name="root" select="'../../'" tunnel="yes"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="tp:source-page" as="element(h:html)">
    <xsl:param name="page" as="xs:string"/>
    <xsl:param name="text" as="document-node()?"/>
    <xsl:param name="main" as="element()*"/>
    <xsl:param name="root" as="xs:string" tunnel="yes"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="f:label('source-title', $fp:title)"/>
      <xsl:with-param name="page" select="$page"/>
      <xsl:with-param name="head" as="element()+">
        <meta name="robots" content="noindex"/>
        <link rel="stylesheet" href="{$root}assets/source.css"/>
        <link rel="alternate" type="application/tei+xml" href="{$root}{fp:file(@file)}"/>
        <script src="{$root}assets/source.js" defer="defer"/>
      </xsl:with-param>
      <xsl:with-param name="text" select="$text"/>
      <xsl:with-param name="main" select="$main"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="document-node()[s:source]" mode="m:main" as="element(h:div)">
    <xsl:apply-templates select="s:source" mode="m:main"/>
  </xsl:template>

  <xsl:template match="s:source" mode="m:main" as="element(h:div)">
    <xsl:param name="root" as="xs:string" tunnel="yes"/>
    <div class="source-page">
      <h1>{f:label('tei-source')}</h1>
      <p class="subtitle">
        <xsl:choose>
          <xsl:when test="@kind = 'text'">
            <a href="{$root}{f:page(@name)}">{$fp:title}</a>
          </xsl:when>
          <xsl:otherwise>{$fp:title}</xsl:otherwise>
        </xsl:choose>
      </p>
      <p class="source-facts">
        <a href="{$root}{fp:file(@file)}" download="download">{f:label('source-download')}</a>
        <xsl:for-each select="f:count(@lines, 'one-line', 'many-lines'), f:count(@bytes, 'one-byte', 'many-bytes'),
            string-join((@encoding, @ends[string()]), ', ')">
          <xsl:text> · {.}</xsl:text>
        </xsl:for-each>
      </p>
      <p class="source-facts">
        <xsl:text>{f:label(if (@kind = 'text') then 'source-text' else 'source-register')}</xsl:text>
        <xsl:if test="@coloured = 'no'"> {f:label('source-plain')}</xsl:if>
      </p>
      <div class="source digits-{string-length(@lines)}" dir="ltr" translate="no">
        <xsl:apply-templates select="s:b" mode="m:source"/>
      </div>
    </div>
  </xsl:template>

  <xsl:variable name="fp:title" as="xs:string" select="f:title(/)"/>

  <!-- The address of a file, from the root of the edition. -->
  <xsl:function name="fp:file" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="string-join(tokenize($path, '/') ! encode-for-uri(.), '/')"/>
  </xsl:function>
</xsl:stylesheet>
