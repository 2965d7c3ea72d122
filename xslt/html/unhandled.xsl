<?xml version="1.0" encoding="UTF-8"?>
<!-- Whatever no other module knows: its content is shown all the same, and the editor is told. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:mode name="m:html" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*" as="element()">
    <xsl:if test="ancestor::text">
      <xsl:call-template name="t:diagnose">
        <xsl:with-param name="code" select="'unstyled-element'"/>
        <xsl:with-param name="message">no template knows the element {name()}: its content is shown without a style of its own</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:element name="{f:flow-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" as="empty-sequence()"/>
</xsl:stylesheet>
