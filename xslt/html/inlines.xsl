<?xml version="1.0" encoding="UTF-8"?>
<!-- Words set apart: emphasis, foreign words, terms, titles of parts, numbers, and what else stands in a line. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="num | measure | measureGrp | unit | distinct | soCalled | index | offset | seg" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <xsl:template match="hi" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="f:hi-tag(tokenize(lower-case(@rend)))"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What HTML has an element for; emphasis where the source does not say how it looks. -->
  <xsl:function name="f:hi-tag" as="xs:string">
    <xsl:param name="looks" as="xs:string*"/>
    <xsl:sequence select="
        if (empty($looks)) then 'em'
        else if ($looks = ('bold', 'b', 'strong')) then 'strong'
        else if ($looks = ('sup', 'super', 'superscript')) then 'sup'
        else if ($looks = ('sub', 'subscript')) then 'sub'
        else if ($looks[starts-with(., 'ital')] or $looks = 'i') then 'em'
        else 'span'"/>
  </xsl:function>

  <xsl:template match="emph" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="'em'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="foreign | term | mentioned | gloss" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="'i'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="gi | att | val | code | ident | tag" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="'code'"/>
      <xsl:with-param name="class" select="self::code/@lang/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
