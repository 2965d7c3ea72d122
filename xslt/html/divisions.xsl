<?xml version="1.0" encoding="UTF-8"?>
<!-- The structure of a text: its parts, divisions and headings. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="text[not(ancestor::text)]" as="element(h:article)">
    <article>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </article>
  </xsl:template>

  <xsl:template match="text | group | front | body | back" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7" as="element(h:section)">
    <section>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <!-- A heading of the body is the page's first; one of a division comes below it. -->
  <xsl:template match="head" as="element()">
    <xsl:param name="heading-level" as="xs:integer" select="1" tunnel="yes"/>
    <xsl:variable name="level" select="min((6, $heading-level + count(ancestor::*[matches(local-name(), '^(div[1-7]?|floatingText|list|figure|lg)$')])))"/>
    <xsl:element name="h{$level}">
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
