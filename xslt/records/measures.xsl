<?xml version="1.0" encoding="UTF-8"?>
<!-- How long a text is and how it is encoded.

     <x:length words characters paragraphs verses speeches pages/>     of the text, notes and headings included; of a
                                         manuscript without a text, of its description
     <x:element name n attributes/>*     of the whole file, in the order of their names; attributes: “NAME=NUMBER …” -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:x="https://teipress.org/ns/index" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="../shared/blocks.xsl"/>

  <!-- The length of the reading text, whoever laid it out has counted; none, where there is nothing to read. -->
  <xsl:param name="words" as="xs:integer" select="0"/>
  <xsl:param name="characters" as="xs:integer" select="0"/>

  <!-- A word is what stands between white space, and a block, a note or a break ends one. -->
  <xsl:function name="f:length" as="element(x:length)">
    <xsl:param name="texts" as="element()*"/>
    <xsl:param name="manuscripts" as="element(msDesc)*"/>
    <xsl:choose>
      <xsl:when test="$characters gt 0">
        <xsl:sequence select="fp:length($texts, $words, $characters)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="read" as="xs:string*">
          <xsl:for-each select="$manuscripts/descendant-or-self::node()">
            <xsl:choose>
              <xsl:when test="self::text()">
                <xsl:sequence select="string()"/>
              </xsl:when>
              <xsl:when test="map:contains($fp:word-ends, local-name())">
                <xsl:sequence select="' '[not(current()/@break = 'no')]"/>
              </xsl:when>
            </xsl:choose>
          </xsl:for-each>
        </xsl:variable>
        <xsl:variable name="described" select="tokenize(string-join($read))"/>
        <xsl:sequence select="fp:length($manuscripts, count($described), string-length(string-join($described)))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="fp:length" as="element(x:length)">
    <xsl:param name="of" as="element()*"/>
    <xsl:param name="words" as="xs:integer"/>
    <xsl:param name="characters" as="xs:integer"/>
    <x:length words="{$words}" characters="{$characters}" paragraphs="{count($of//p) + count($of//ab)}" verses="{count($of//l)}"
        speeches="{count($of//sp)}" pages="{count($of//pb)}"/>
  </xsl:function>

  <xsl:variable name="fp:word-ends" as="map(xs:string, xs:boolean)"
      select="map:merge(($fp:always, ('note', 'lb', 'pb', 'cb') ! map { .: true() }))"/>

  <xsl:function name="f:usage" as="element(x:element)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:for-each-group select="$document//*" group-by="node-name()">
      <xsl:sort select="fp:tag(.)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      <x:element name="{fp:tag(.)}" n="{count(current-group())}">
        <xsl:variable name="attributes" as="xs:string*">
          <xsl:for-each-group select="current-group() ! @*" group-by="name()">
            <xsl:sort select="current-grouping-key()" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
            <xsl:sequence select="current-grouping-key() || '=' || count(current-group())"/>
          </xsl:for-each-group>
        </xsl:variable>
        <xsl:attribute name="attributes" select="$attributes"/>
      </x:element>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The name of an element; with its namespace, if that is another than TEI's. -->
  <xsl:function name="fp:tag" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="(namespace-uri($element)[. ne 'http://www.tei-c.org/ns/1.0'] ! ('{' || . || '}'), '')[1] || local-name($element)"/>
  </xsl:function>
</xsl:stylesheet>
