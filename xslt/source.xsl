<?xml version="1.0" encoding="UTF-8"?>
<!-- The source of a text or a register, divided into tokens ($source, by publish/tokens.py) → the page that shows it. The
     tree at hand is the text itself, its pointers settled, or the register. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xmlns:s="https://teipress.org/ns/source"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:include href="shared/shared.xsl"/>
  <xsl:include href="shared/texts.xsl"/>
  <xsl:include href="html/chrome.xsl"/>
  <xsl:include href="release/notice.xsl"/>
  <xsl:include href="passes/10-pointers.xsl"/>
  <xsl:include href="source/page.xsl"/>
  <xsl:include href="source/tokens.xsl"/>
  <xsl:include href="source/targets.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"
      use-character-maps="plain-greater-than"/>

  <!-- A “>” need not be written as “&gt;”: there is one for each tag. -->
  <xsl:character-map name="plain-greater-than">
    <xsl:output-character character="&gt;" string="&gt;"/>
  </xsl:character-map>

  <xsl:template match="/" as="element(h:html)">
    <xsl:apply-templates select="$source/s:source" mode="m:source-page"/>
  </xsl:template>
</xsl:stylesheet>
