<?xml version="1.0" encoding="UTF-8"?>
<!-- Critical apparatus: lemma and readings stand in the text; the reading text shows the lemma. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="app | lem | rdg | rdgGrp | wit | witDetail | witStart | witEnd | lacunaStart | lacunaEnd" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="(self::lem, self::rdg)/tokenize(@wit)[starts-with(., '#')] ! ('wit-' || substring(., 2))"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Whose reading it is. -->
  <xsl:template match="rdg[@wit or @source][not(wit)]" as="element()">
    <xsl:element name="{if (f:holds-block(.)) then 'div' else 'span'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="tokenize(@wit)[starts-with(., '#')] ! ('wit-' || substring(., 2))"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <span class="sigla" data-teipress="generated">{' '}{string-join(tokenize((@wit, @source)[1]) ! replace(., '^#', ''), ' ')}</span>
    </xsl:element>
  </xsl:template>

  <xsl:template match="listApp | listWit | witness | variantEncoding" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>
</xsl:stylesheet>
