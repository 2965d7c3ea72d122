<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: stanzas and lines, their numbers, their parts. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="lg" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="@type ! ('type-' || translate(normalize-space(), ' ', '-'))"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A line: its number beside it where the source counts it and it is a fifth one; set in where it goes on from
       another speaker's. -->
  <xsl:template match="l" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@part[. = ('M', 'F')] ! ('part-' || .)"/>
      </xsl:call-template>
      <xsl:if test="@n">
        <xsl:choose>
          <xsl:when test="not(@n castable as xs:integer) or xs:integer(@n) mod 5 = 0">
            <span class="line-number" data-teipress="generated">
              <xsl:choose>
                <xsl:when test="@xml:id"><a href="#{f:id(.)}">{@n}</a></xsl:when>
                <xsl:otherwise>{@n}</xsl:otherwise>
              </xsl:choose>
            </span>
          </xsl:when>
        </xsl:choose>
      </xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A line inside a paragraph or a quotation that is set in the line. -->
  <xsl:template match="metDecl | metSym" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>
</xsl:stylesheet>
