<?xml version="1.0" encoding="UTF-8"?>
<!-- Quotations: each shows whose words it is. The marks are the source's own. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="said | quote | q" as="element()+">
    <xsl:call-template name="t:speaker"/>
    <xsl:choose>
      <xsl:when test="f:is-block(.) or (* and f:holds-block(.))">
        <blockquote>
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="'quotation'"/>
          </xsl:call-template>
          <xsl:apply-templates/>
          <xsl:apply-templates select="@xml:id" mode="m:calls"/>
        </blockquote>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:inline">
          <xsl:with-param name="tag" select="'q'"/>
          <xsl:with-param name="class" select="'quotation'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The speaker, in the margin where there is room. A part that follows another in the same block needs none. -->
  <xsl:template name="t:speaker" as="element(h:span)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="speakers" select="f:speakers(.)"/>
    <xsl:variable name="before" select="f:linked(@prev)"/>
    <xsl:if test="exists($speakers) and not(f:block-of($before) is f:block-of(.))">
      <span class="speaker" data-teipress="generated" lang="{$edition-language}">
        <xsl:call-template name="t:entry-links">
          <xsl:with-param name="entries" select="$speakers"/>
        </xsl:call-template>
        <xsl:for-each select="f:reporters(.)">
          <xsl:text>, {f:label('reported-by')} </xsl:text>
          <xsl:call-template name="t:entry-links">
            <xsl:with-param name="entries" select="."/>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:if test="$before">, {f:label('continued')}</xsl:if>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:block-of" as="element()?">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="$element/ancestor::*[f:is-block(.)][1]"/>
  </xsl:function>

  <!-- Links to entries, by their names. -->
  <xsl:template name="t:entry-links" as="node()*">
    <xsl:param name="entries" as="element()*"/>
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <xsl:for-each select="$entries">
      <xsl:if test="position() gt 1">, </xsl:if>
      <a href="{$root}{f:entry-href(.)}">{f:entry-name(.)}</a>
    </xsl:for-each>
  </xsl:template>
  <!-- A quotation with its source. -->
  <xsl:template match="cit" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="epigraph" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>
</xsl:stylesheet>
