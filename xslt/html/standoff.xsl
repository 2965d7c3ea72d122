<?xml version="1.0" encoding="UTF-8"?>
<!-- Markup that stands apart from the text: interpretations, spans, links, alternatives, points of time, annotations. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="standOff | listAnnotation" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="linkGrp | joinGrp | altGrp | spanGrp | interpGrp | timeline | listChange" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@type/f:words(.)"/>
      </xsl:call-template>
      <xsl:call-template name="t:members">
        <xsl:with-param name="members" select="'link', 'ptr', 'join', 'alt', 'span', 'interp', 'when', 'change'"/>
      </xsl:call-template>
    </div>
  </xsl:template>

  <!-- Each says what it says of what: its words, and links to the places. -->
  <xsl:template match="span | interp | link | join | alt | when" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@type/f:words(.)"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
      <xsl:call-template name="tp:places"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="annotation" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@motivation/f:words(.)"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
      <xsl:call-template name="tp:places"/>
    </div>
  </xsl:template>

  <xsl:template name="tp:places" as="element(h:span)?">
    <xsl:variable name="pointers" select="@target, @from, @to, @inst, @since, @absolute, @interval"/>
    <xsl:if test="exists($pointers)">
      <span class="places" data-teipress="generated">
        <xsl:for-each select="$pointers">
          <xsl:if test="position() gt 1">–</xsl:if>
          <xsl:sequence select="f:pointers(.)"/>
        </xsl:for-each>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- How sure the editor is, and who says so. -->
  <xsl:template match="certainty | precision | respons" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>
</xsl:stylesheet>
