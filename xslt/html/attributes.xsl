<?xml version="1.0" encoding="UTF-8"?>
<!-- What every rendered element carries: its id, its language and direction, its name as a class. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template name="t:attributes" as="attribute()*">
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:attribute name="class" select="'tei-' || local-name(), $class"/>
    <xsl:if test="f:id(.)">
      <xsl:attribute name="id" select="f:id(.)"/>
    </xsl:if>
    <xsl:if test="@xml:lang">
      <xsl:attribute name="lang" select="normalize-space(@xml:lang)"/>
      <xsl:attribute name="dir" select="if (f:is-right-to-left(@xml:lang)) then 'rtl' else 'ltr'"/>
    </xsl:if>
  </xsl:template>

  <!-- By script where the tag names one, else by the language's usual script. -->
  <xsl:function name="f:is-right-to-left" as="xs:boolean">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="parts" select="tokenize(lower-case(normalize-space($language)), '-')"/>
    <xsl:variable name="script" select="$parts[position() gt 1][string-length() = 4][1]"/>
    <xsl:sequence select="if ($script) then $script = ('arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'adlm', 'samr', 'mand')
        else $parts[1] = ('ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi')"/>
  </xsl:function>
</xsl:stylesheet>
