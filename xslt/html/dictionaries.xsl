<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries: entries, forms, senses. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="entry | entryFree | superEntry | re | hom | dictScrap" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A sense and its number. -->
  <xsl:template match="sense" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:if test="@n">
        <span class="sense-number" data-teipress="generated">{@n}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </div>
  </xsl:template>

  <!-- The headword is the term that its entry defines. -->
  <xsl:template match="entry/form[not(@type) or @type = ('lemma', 'simple', 'headword')]/orth | superEntry/form/orth" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="if (descendant::orth) then 'span' else 'dfn'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="form | orth | pron | hyph | syll | stress | gramGrp | gram | gen | number | case | per | tns | mood | iType | pos | subc
      | colloc | def | usg | lbl | lang | xr | etym" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The headword again: a sign, where the source has no words for it. -->
  <xsl:template match="oRef | pRef" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:if test="not(node())">
        <span data-teipress="generated">~</span>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
