<?xml version="1.0" encoding="UTF-8"?>
<!-- Letters: how they open and close, and addresses. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="opener | closer | dateline | salute | signed | postscript | address | addrLine" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="street | postCode | postBox" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <xsl:template match="email" as="element()">
    <xsl:call-template name="t:link">
      <xsl:with-param name="href" select="f:leads-to(.)"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
