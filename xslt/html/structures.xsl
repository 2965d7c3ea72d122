<?xml version="1.0" encoding="UTF-8"?>
<!-- Structures of linguists: features and their values, graphs and trees. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="fs | f | fLib | fvLib | vAlt | vColl | vLabel | vMerge | vNot | vRange | vDefault | string" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:if test="@type or @name">
        <span data-teipress="generated">{(@name, @type)[1]}: </span>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="symbol | numeric | binary | default" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <span data-teipress="generated">{(@value, local-name())[1]}</span>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="graph | tree | eTree | forest | listForest" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="node | arc | leaf | eLeaf | iNode | root | triangle" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>
</xsl:stylesheet>
