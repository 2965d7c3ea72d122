<?xml version="1.0" encoding="UTF-8"?>
<!-- Linguistic annotation: sentences, clauses, phrases, words, morphemes, punctuation. What is known of a word is in data attributes. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="s | cl | phr | m | c" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="self::cl/@type/f:words(.), self::phr/@type/f:words(.), self::m/@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="w | pc" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="self::pc/@force/f:words(.), @join/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="w[f:is-annotated(.)] | pc[f:is-annotated(.)] | m[f:is-annotated(.)]" as="element(h:span)">
    <span>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="self::pc/@force/f:words(.), @join/f:words(.)"/>
      </xsl:call-template>
      <xsl:copy-of select="(@lemma, @pos, @msd, @ana, @norm) ! fp:named('data-' || name(), normalize-space())"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </span>
  </xsl:template>

  <xsl:function name="f:is-annotated" as="xs:boolean">
    <xsl:param name="word" as="element()"/>
    <xsl:sequence select="exists($word/(@lemma | @pos | @msd | @ana | @norm)) and not(f:holds-block($word))"/>
  </xsl:function>
</xsl:stylesheet>
