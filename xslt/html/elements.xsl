<?xml version="1.0" encoding="UTF-8"?>
<!-- Every TEI element, by family: what a page of a text and an entry of an index have in common. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="../shared/blocks.xsl"/>
  <xsl:include href="kit.xsl"/>
  <xsl:include href="divisions.xsl"/>
  <xsl:include href="letters.xsl"/>
  <xsl:include href="prose.xsl"/>
  <xsl:include href="lists.xsl"/>
  <xsl:include href="tables.xsl"/>
  <xsl:include href="figures.xsl"/>
  <xsl:include href="inlines.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="links.xsl"/>
  <xsl:include href="pointers.xsl"/>
  <xsl:include href="breaks.xsl"/>
  <xsl:include href="linguistics.xsl"/>
  <xsl:include href="gaiji.xsl"/>
  <xsl:include href="verse.xsl"/>
  <xsl:include href="drama.xsl"/>
  <xsl:include href="spoken.xsl"/>
  <xsl:include href="quotations.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="transcription.xsl"/>
  <xsl:include href="spans.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="readings.xsl"/>
  <xsl:include href="witnesses.xsl"/>
  <xsl:include href="facsimile.xsl"/>
  <xsl:include href="manuscripts.xsl"/>
  <xsl:include href="entities.xsl"/>
  <xsl:include href="bibliography.xsl"/>
  <xsl:include href="dictionaries.xsl"/>
  <xsl:include href="standoff.xsl"/>
  <xsl:include href="structures.xsl"/>
  <xsl:include href="code.xsl"/>
  <xsl:include href="foreign.xsl"/>
  <xsl:include href="unhandled.xsl"/>
</xsl:stylesheet>
