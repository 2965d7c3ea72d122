<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries: entries, forms, senses. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="entry | entryFree | superEntry | re | hom" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="sense | dictScrap | etym" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>

  <xsl:template match="form | orth | pron | hyph | syll | stress | gramGrp | gram | gen | number | case | per | tns | mood | iType | pos | subc
      | colloc | def | usg | lbl | lang | xr | oRef | pRef" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>
</xsl:stylesheet>
