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
      <xsl:with-param name="class" select="self::cl/f:words(@type), self::phr/f:words(@type), self::m/f:words(@type)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="w | pc" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="self::pc/f:words(@force), f:words(@join)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="*[self::w or self::pc or self::m][@lemma or @pos or @msd or @ana or @norm][not(f:holds-block(.))]" as="element(h:span)">
    <span>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="self::pc/f:words(@force), f:words(@join)"/>
      </xsl:call-template>
      <xsl:copy-of select="(@lemma, @pos, @msd, @ana, @norm) ! fp:named('data-' || name(), normalize-space())"/>
      <xsl:call-template name="t:content"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
