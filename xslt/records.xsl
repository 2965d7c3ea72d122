<?xml version="1.0" encoding="UTF-8"?>
<!-- What the rest of the edition needs to know of a text: what it is, its ids, and every mention with its context. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:records"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:x="https://teipress.org/ns/index" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="shared/shared.xsl"/>
  <xsl:include href="shared/texts.xsl"/>
  <xsl:include href="records/description.xsl"/>
  <xsl:include href="records/measures.xsl"/>
  <xsl:include href="records/names.xsl"/>
  <xsl:include href="records/mentions.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:mode name="m:records" on-no-match="shallow-skip" use-accumulators="quotations places"/>

  <xsl:template match="/" as="element(x:text)">
    <xsl:variable name="texts" as="element()*" select="if (*[self::TEI or self::teiCorpus]) then //text[not(ancestor::text)] else *"/>
    <xsl:variable name="manuscripts" as="element(msDesc)*" select="//teiHeader//msDesc[not(ancestor::msDesc)]"/>
    <x:text name="{$text-name}" lang="{f:main-language(.)}" title="{f:title(.)}">
      <xsl:sequence select="f:description(.), f:length($texts, $manuscripts), f:usage(.)"/>
      <x:ids>{distinct-values(//*[@xml:id] ! f:id(.))}</x:ids>
      <xsl:apply-templates select="$manuscripts, $texts"/>
      <xsl:call-template name="tp:speakers">
        <xsl:with-param name="speeches" select="$texts//sp"/>
      </xsl:call-template>
    </x:text>
  </xsl:template>
</xsl:stylesheet>
