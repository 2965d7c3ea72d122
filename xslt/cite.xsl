<?xml version="1.0" encoding="UTF-8"?>
<!-- How a text is cited → its page of citations, and, where there are many passages, further ones: a map of path → page.
     The citations come ready from the citation styles ($citation); here they get their place on a page. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:c="https://teipress.org/ns/citation" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:include href="shared/shared.xsl"/>
  <xsl:include href="shared/texts.xsl"/>
  <xsl:include href="html/chrome.xsl"/>
  <xsl:include href="release/notice.xsl"/>
  <xsl:include href="release/citing.xsl"/>
  <xsl:include href="cite/page.xsl"/>
  <xsl:include href="cite/citation.xsl"/>

  <xsl:output method="json" encoding="UTF-8"/>

  <xsl:template match="/" as="map(xs:string, xs:string)">
    <xsl:variable name="text" select="$citation/c:text"/>
    <xsl:map>
      <xsl:map-entry key="'cite/' || $text/@name || '.html'" select="f:html(f:citations-of-text($text))"/>
      <xsl:for-each-group select="$text/c:unit[@part]" group-adjacent="string(@part)">
        <xsl:map-entry key="'cite/' || $text/@name || '/' || current-grouping-key() || '.html'"
            select="f:html(f:citations-of-part($text, current-group(), current-grouping-key()))"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:template>

  <xsl:function name="f:html" as="xs:string">
    <xsl:param name="page" as="element()"/>
    <xsl:sequence select="serialize($page, map { 'method': 'html', 'html-version': 5.0, 'indent': false(), 'include-content-type': false() })"/>
  </xsl:function>
</xsl:stylesheet>
