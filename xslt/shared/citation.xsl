<?xml version="1.0" encoding="UTF-8"?>
<!-- What is known of citing a text ($citation, by cite/cited.py): its passages, and where the citations of each are. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:c="https://teipress.org/ns/citation" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <!-- The passages: from the id of each to the number of the page that has its citations; nothing, where there is only one. -->
  <xsl:variable name="f:passages" as="map(xs:string, xs:string)"
      select="map:merge($citation/c:text/c:unit ! map { string(@id): string(@part) })"/>

  <!-- The page with the citations of a passage, from the root of the edition; without one, that of the text. -->
  <xsl:function name="f:cite-page" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="part" as="xs:string"/>
    <xsl:sequence select="'cite/' || encode-for-uri($text) || (if ($part) then '/' || $part else '') || '.html'"/>
  </xsl:function>

  <!-- What the pages with its citations, and its own, tell reference managers of a text, and the front page of the edition.
       “page” leads to the page of a text from another one: it stands for the address of the text, where that is not known. -->
  <xsl:function name="f:citation-tags" as="element(h:meta)*">
    <xsl:param name="cited" as="element()?"/>
    <xsl:param name="page" as="xs:string?"/>
    <xsl:for-each select="$cited/c:meta">
      <meta name="{@name}" content="{@content}"/>
    </xsl:for-each>
    <xsl:if test="$page and empty($cited/c:meta[@name = 'citation_public_url'])">
      <meta name="citation_public_url" content="{$page}"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
