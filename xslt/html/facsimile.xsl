<?xml version="1.0" encoding="UTF-8"?>
<!-- Facsimiles and documents transcribed by what is on their surfaces: pictures, zones, and links between zones and text. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="facsimile | sourceDoc | surfaceGrp" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A surface or a zone of it: its number, and the text that points to it or that it points to. -->
  <xsl:template match="surface | zone" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@type/f:words(.)"/>
      </xsl:call-template>
      <xsl:if test="@n or not(*)">
        <span class="part-label" data-teipress="generated" lang="{$edition-language}">{string-join((f:label('part-' || local-name()), @n), ' ')}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:call-template name="t:text-links"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </div>
  </xsl:template>

  <xsl:template match="line" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="path" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <xsl:key name="pictured" match="*[@facs]" use="tokenize(@facs)[starts-with(., '#')] ! substring(., 2)"/>

  <!-- The places of the text that a part of a picture shows. -->
  <xsl:template name="t:text-links" as="element(h:span)?">
    <xsl:variable name="by-pointer" select="key('pictured', f:id(.), root())[f:id(.)]/('#' || f:id(.))"/>
    <xsl:variable name="own" select="(@start, @corresp) ! tokenize(.) ! f:target(., current())"/>
    <xsl:where-populated>
      <span class="text-links" data-teipress="generated">
        <xsl:for-each select="distinct-values(($own, $by-pointer))">
          <xsl:if test="position() gt 1">, </xsl:if>
          <a href="{.}">{f:label('in-the-text')}{if (position() gt 1 or last() gt 1) then ' ' || position() else ''}</a>
        </xsl:for-each>
      </span>
    </xsl:where-populated>
  </xsl:template>
</xsl:stylesheet>
