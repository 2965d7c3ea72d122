<?xml version="1.0" encoding="UTF-8"?>
<!-- Citations as a piece of HTML, for “teipress cite”: a line each, as they stand on the pages. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:citation"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="https://teipress.org/ns/modes" xmlns:c="https://teipress.org/ns/citation"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:include href="citation.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no"/>

  <xsl:template match="/" as="node()*">
    <xsl:for-each select="c:citations/c:citation">
      <p class="citation">
        <xsl:apply-templates/>
      </p>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
