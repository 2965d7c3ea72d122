<?xml version="1.0" encoding="UTF-8"?>
<!-- Where ids and pointers of a source lead. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:s="https://teipress.org/ns/source">

  <!-- What an id names, from the root of the edition: a passage of the text, an entry of an index; else nothing. -->
  <xsl:function name="f:place-of" as="xs:string?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="source" as="element(s:source)"/>
    <xsl:sequence select="if ($source/@kind = 'text') then f:page($source/@name) || '#' || $id
        else f:entry($document-uri || '#' || $id) ! f:entry-href(.)"/>
  </xsl:function>

  <!-- Where those words of values lead that may be pointers to other places: each is looked up once. -->
  <xsl:variable name="f:targets" as="map(xs:string, xs:string)">
    <xsl:variable name="document" select="/"/>
    <xsl:map>
      <xsl:for-each select="$source/s:source/s:other">
        <xsl:variable name="target" select="fp:source-target(string(), $document)"/>
        <xsl:if test="$target">
          <xsl:map-entry key="string()" select="$target"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="fp:source-target" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="uri" select="f:resolve(f:settled($pointer, $document), $document)"/>
    <xsl:variable name="address" select="tokenize($uri, '#')[1]"/>
    <xsl:variable name="fragment" select="substring-after($uri, '#')[.] ! ('#' || .)"/>
    <xsl:variable name="register" select="$fp:register-of-uri(string($address))"/>
    <xsl:choose>
      <xsl:when test="$address = $document-uri">
        <xsl:sequence select="$fragment[exists(key('id', substring(., 2), $document))]"/>
      </xsl:when>
      <xsl:when test="$address = $text-uris">
        <xsl:sequence select="f:source-page(encode-for-uri($text-names[index-of($text-uris, $address)[1]])) || $fragment"/>
      </xsl:when>
      <xsl:when test="exists($register) and (empty($fragment) or exists(key('id', substring($fragment, 2), $register)))">
        <xsl:sequence select="f:source-page('registers/' || replace($address, '^.*/|\.xml$', '')) || $fragment"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
