<?xml version="1.0" encoding="UTF-8"?>
<!-- Drama: cast lists, speeches, speakers, stage directions. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="sp | spGrp | castGroup | set" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="speaker" as="element()">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="stage | camera | sound | tech | view | move | caption" as="element()">
    <xsl:call-template name="t:flow">
      <xsl:with-param name="class" select="self::stage/@type ! ('type-' || translate(normalize-space(), ' ', '-'))"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="castList | castItem" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>
</xsl:stylesheet>
