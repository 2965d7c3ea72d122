<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcribed speech: utterances, pauses, and what is heard or done besides. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- An utterance and who speaks. -->
  <xsl:template match="u" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:if test="@who">
        <span class="utterer" data-teipress="generated"><xsl:sequence select="f:pointers(@who)"/>: </span>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </div>
  </xsl:template>

  <xsl:template match="annotationBlock" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="incident | kinesic | vocal | writing" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>

  <xsl:template match="pause" as="element()">
    <xsl:element name="{f:flow-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:call-template name="t:sign">
        <xsl:with-param name="sign" select="'(…)'"/>
        <xsl:with-param name="words" select="f:label('pause'), @dur"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="shift" as="element()">
    <xsl:element name="{f:flow-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:call-template name="t:sign">
        <xsl:with-param name="sign" select="'⁕'"/>
        <xsl:with-param name="words" select="@feature, @new"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
