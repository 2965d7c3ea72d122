<?xml version="1.0" encoding="UTF-8"?>
<!-- Content models in words: “teiHeader, then text or standOff”. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="mp:words"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:mp="https://teipress.org/ns/modes-private"
    xmlns:o="https://teipress.org/ns/odd" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:mode name="mp:words" on-no-match="fail"/>

  <xsl:template match="o:content[empty(*)]" as="text()">
    <xsl:text>nothing</xsl:text>
  </xsl:template>

  <xsl:template match="o:content" as="node()+">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="o:content/o:text" as="text()">
    <xsl:text>text only</xsl:text>
  </xsl:template>

  <xsl:template match="o:content[o:choice/o:text]" as="node()+">
    <xsl:text>text</xsl:text>
    <xsl:if test=".//o:ref">
      <xsl:text> and, in any order, </xsl:text>
      <xsl:sequence select="f:links(.//o:ref/@name, '')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="o:sequence | o:choice" as="node()+">
    <xsl:variable name="separator" as="xs:string" select="if (self::o:sequence) then ', then ' else ' or '"/>
    <xsl:variable name="group" as="xs:boolean" select="count(*) gt 1 and (exists(parent::o:sequence | parent::o:choice) or f:times(.) ne '')"/>
    <xsl:text>{if ($group) then '(' else ''}</xsl:text>
    <xsl:for-each select="*">
      <xsl:text>{if (position() gt 1) then $separator else ''}</xsl:text>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
    <xsl:text>{if ($group) then ')' else ''}{f:times(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="o:ref" as="node()+">
    <xsl:sequence select="f:links(@name, '')"/>
    <xsl:text>{f:times(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="o:data" as="text()">
    <xsl:value-of select="(key('type', @type, root($odd))/tei:desc ! normalize-space(), 'data')[1]"/>
  </xsl:template>

  <xsl:function name="f:times" as="xs:string">
    <xsl:param name="particle" as="element()"/>
    <xsl:sequence select="
        if ($particle/@max = 'unbounded') then (if ($particle/@min = '0') then ' (any number)' else ' (one or more)')
        else if ($particle/@min = '0') then ' (optional)' else ''"/>
  </xsl:function>
</xsl:stylesheet>
