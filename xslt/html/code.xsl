<?xml version="1.0" encoding="UTF-8"?>
<!-- Code, and examples of markup, shown as they are written. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:eg="http://www.tei-c.org/ns/Examples"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="eg" as="element()">
    <xsl:element name="{if (f:holds-block(.)) then 'div' else 'pre'}">
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="egXML | eg:egXML" as="element(h:pre)">
    <pre>
      <xsl:call-template name="t:attributes"/>
      <code>
        <xsl:apply-templates mode="m:source"/>
      </code>
    </pre>
  </xsl:template>

  <!-- Markup as text. The tags are the tool's, the words between them the source's. -->
  <xsl:mode name="m:source" on-no-match="fail"/>

  <xsl:template match="text()" mode="m:source" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="comment()" mode="m:source" as="element(h:span)">
    <span class="comment" data-teipress="generated">{'&lt;!--' || . || '-->'}</span>
  </xsl:template>

  <xsl:template match="processing-instruction()" mode="m:source" as="element(h:span)">
    <span class="comment" data-teipress="generated">{'&lt;?' || name() || ' ' || . || '?>'}</span>
  </xsl:template>

  <xsl:template match="*" mode="m:source" as="element(h:span)">
    <span class="element">
      <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
      <span class="markup" data-teipress="generated">
        <xsl:text>&lt;</xsl:text>
        <span class="gi">{name()}</span>
        <xsl:for-each select="@*">
          <xsl:text> </xsl:text>
          <span class="att">{name()}</span>
          <xsl:text>=</xsl:text>
          <span class="val">"{replace(replace(., '&amp;', '&amp;amp;'), '"', '&amp;quot;')}"</span>
        </xsl:for-each>
        <xsl:text>{if (node()) then '>' else '/>'}</xsl:text>
      </span>
      <xsl:if test="node()">
        <xsl:apply-templates mode="m:source"/>
        <span class="markup" data-teipress="generated">
          <xsl:text>&lt;/</xsl:text>
          <span class="gi">{name()}</span>
          <xsl:text>></xsl:text>
        </span>
      </xsl:if>
    </span>
  </xsl:template>
</xsl:stylesheet>
