<?xml version="1.0" encoding="UTF-8"?>
<!-- The reading text: the words of every block, with a mark between blocks. Python lays them out. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:text"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="https://teipress.org/ns/modes" xmlns:f="https://teipress.org/ns/functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="shared/blocks.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode name="m:text" on-no-match="text-only-copy"/>

  <!-- Stands for the border of a block: Unicode's paragraph separator. -->
  <xsl:variable name="border" as="text()"><xsl:text>&#x2029;</xsl:text></xsl:variable>

  <xsl:template match="/" as="node()*">
    <xsl:apply-templates select="if (*[self::TEI or self::teiCorpus]) then //text[not(ancestor::text)] else *"/>
  </xsl:template>

  <xsl:template _match="{translate($always-blocks, ' ', '|')}" as="node()*">
    <xsl:sequence select="$border"/>
    <xsl:apply-templates/>
    <xsl:sequence select="$border"/>
  </xsl:template>

  <xsl:template _match="{translate($perhaps-blocks, ' ', '|')}" as="node()*">
    <xsl:variable name="is-block" select="f:is-block(.)"/>
    <xsl:sequence select="$border[$is-block]"/>
    <xsl:apply-templates/>
    <xsl:sequence select="$border[$is-block]"/>
  </xsl:template>

  <xsl:template match="lb | pb | cb" as="text()?">
    <xsl:if test="not(@break = 'no')">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
