<?xml version="1.0" encoding="UTF-8"?>
<!-- What every stylesheet of the edition uses. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="../params.xsl"/>
  <xsl:include href="labels.xsl"/>
  <xsl:include href="languages.xsl"/>
  <xsl:include href="styles.xsl"/>
  <xsl:include href="dates.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:include href="quotations.xsl"/>
  <xsl:include href="links.xsl"/>
  <xsl:include href="attachments.xsl"/>
  <xsl:include href="citation.xsl"/>
  <xsl:include href="diagnostics.xsl"/>
</xsl:stylesheet>
