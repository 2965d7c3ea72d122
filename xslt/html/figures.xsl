<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures, pictures, recordings, formulas, notes of music. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- A figure with a heading has it as its caption where HTML lets it: at the beginning or the end. -->
  <xsl:template match="figure" as="element()">
    <xsl:choose>
      <xsl:when test="f:is-block(.) or f:holds-block(.)">
        <figure>
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="@type/f:words(.)"/>
          </xsl:call-template>
          <xsl:apply-templates/>
        </figure>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:inline"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="figure/head[1][not(../head[2])]" as="element()" priority="1">
    <xsl:variable name="is-at-edge" select="empty(preceding-sibling::node()[self::* or normalize-space()]) or empty(following-sibling::node()[self::* or normalize-space()])"/>
    <xsl:element name="{if ($is-at-edge and ..[f:is-block(.) or f:holds-block(.)]) then 'figcaption' else 'div'}">
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="figDesc" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>

  <!-- A picture of the edition is shown, one from elsewhere is a link: no page loads from another host. -->
  <xsl:template match="graphic | media | binaryObject" as="element()">
    <xsl:variable name="href" select="@url ! f:media(., current())"/>
    <xsl:variable name="is-shown" select="$href and not(matches($href, '^[^/?#]*:')) and not(self::media[not(starts-with(@mimeType, 'image/'))])"/>
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:choose>
        <xsl:when test="$is-shown">
          <img src="{$href}" alt="{normalize-space((desc, ../figDesc, ../head)[1])}" loading="lazy"/>
        </xsl:when>
        <xsl:when test="$href">
          <a data-teipress="generated" href="{$href}">{f:label(if (self::media) then 'media' else 'picture')}</a>
        </xsl:when>
      </xsl:choose>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </xsl:element>
  </xsl:template>

  <!-- Formulas: MathML is shown as such, TeX as code. -->
  <xsl:template match="formula" as="element()">
    <xsl:call-template name="t:flow">
      <xsl:with-param name="class" select="@notation/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="formula[not(*)]" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="'code'"/>
      <xsl:with-param name="class" select="@notation/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="notatedMusic" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>
</xsl:stylesheet>
