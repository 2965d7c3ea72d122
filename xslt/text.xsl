<?xml version="1.0" encoding="UTF-8"?>
<!-- The reading text: every block on one line, a blank line between blocks. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:text"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="https://teipress.org/ns/modes" xmlns:f="https://teipress.org/ns/functions"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="shared/blocks.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode name="m:text" on-no-match="shallow-skip"/>

  <!-- Stands for the border of a block until all is put together: Unicode's paragraph separator. -->
  <xsl:variable name="border" as="xs:string" select="'&#x2029;'"/>

  <xsl:template match="/" as="xs:string">
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:apply-templates select="//text[not(ancestor::text)]"/>
    </xsl:variable>
    <xsl:variable name="blocks" select="tokenize(string-join($pieces), $border) ! normalize-space()[.]"/>
    <xsl:sequence select="string-join($blocks, '&#10;&#10;') || '&#10;'"/>
  </xsl:template>

  <xsl:template match="*[f:is-block(.)]" as="xs:string*">
    <xsl:sequence select="$border"/>
    <xsl:apply-templates/>
    <xsl:sequence select="$border"/>
  </xsl:template>

  <xsl:template match="lb | pb | cb" as="xs:string?">
    <xsl:sequence select="' '[not(current()/@break = 'no')]"/>
  </xsl:template>

  <xsl:template match="text()" as="xs:string">
    <xsl:sequence select="translate(., $border, ' ')"/>
  </xsl:template>
</xsl:stylesheet>
