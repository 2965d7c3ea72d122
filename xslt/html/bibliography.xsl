<?xml version="1.0" encoding="UTF-8"?>
<!-- Bibliography: references in words, and those with a structure. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="listBibl" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="bibl" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>

  <xsl:template match="biblStruct | biblFull" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="analytic | monogr | series | imprint | relatedItem | biblScope | citedRange | editor | author | respStmt
      | resp | publisher | pubPlace | edition | extent | idno" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>

  <!-- A number that is an address, or that an authority has a page for. -->
  <xsl:template match="idno[not(*)]" as="element()">
    <xsl:call-template name="t:link">
      <xsl:with-param name="href" select="f:leads-to(.)"/>
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
