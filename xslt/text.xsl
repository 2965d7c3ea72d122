<?xml version="1.0" encoding="UTF-8"?>
<!-- The reading text: the words of every block, with a mark between blocks. Python lays them out. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:text"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="https://teipress.org/ns/modes" xmlns:f="https://teipress.org/ns/functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="shared/blocks.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode name="m:text" on-no-match="text-only-copy"/>

  <!-- Between blocks stands Unicode's paragraph separator; its line separator where a note in a line begins or ends, and with
       it a word. The templates have no as=: it would be checked again at every level, and they cost half as much again. -->
  <xsl:template match="/">
    <xsl:apply-templates select="if (*[self::TEI or self::teiCorpus]) then //text[not(ancestor::text)] else *"/>
  </xsl:template>

  <xsl:template _match="{translate($always-blocks, ' ', '|')}">
    <xsl:text>&#x2029;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#x2029;</xsl:text>
  </xsl:template>

  <xsl:template _match="{translate($perhaps-blocks, ' ', '|')}">
    <xsl:variable name="edge" as="xs:string" select="if (f:is-block(.)) then '&#x2029;' else if (self::note) then '&#x2028;' else ''"/>
    <xsl:value-of select="$edge"/>
    <xsl:apply-templates/>
    <xsl:value-of select="$edge"/>
  </xsl:template>

  <xsl:template match="lb | pb | cb">
    <xsl:if test="not(@break = 'no')">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
