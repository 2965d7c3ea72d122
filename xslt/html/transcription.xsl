<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcription: what was written, changed, lost, abbreviated. Both views are in the page; a switch shows one. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="choice | sic | corr | orig | reg | abbr | expan | subst | unclear | surplus | secl | supplied | damage
      | restore | retrace | redo | undo | mod | substJoin | addSpan | delSpan | damageSpan | listTranspose | transpose | handShift | metamark
      | space | line | path" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="@reason ! ('reason-' || translate(normalize-space(), ' ', '-')), @place ! ('place-' || translate(normalize-space(), ' ', '-'))"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="add[not(f:holds-block(.))]" as="element(h:ins)">
    <ins>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@place ! ('place-' || translate(normalize-space(), ' ', '-'))"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </ins>
  </xsl:template>

  <xsl:template match="del[not(f:holds-block(.))]" as="element(h:del)">
    <del>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </del>
  </xsl:template>

  <xsl:template match="add | del" as="element()" priority="-0.1">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <!-- A gap says how much is missing, and why. -->
  <xsl:template match="gap" as="element(h:span)">
    <span>
      <xsl:call-template name="t:attributes"/>
      <xsl:if test="empty(*)">
        <span class="mark" data-teipress="generated" title="{normalize-space(string-join((f:label('gap'), @reason, @quantity, @extent, @unit), ' '))}">[…]</span>
      </xsl:if>
      <xsl:apply-templates/>
    </span>
  </xsl:template>
</xsl:stylesheet>
