<?xml version="1.0" encoding="UTF-8"?>
<!-- The outline of an index: what each of its pages says of all of them, and which entries are where.

     <x:outline kind authorities geo?>
       <x:part range count page/>+            the pages: from which entry to which, how many, where
       <x:jump label id part/>*               where each letter, time or text starts
       <x:entry href part within? moved?/>*   the entries; within: the entry of a register that it is a part of; moved: it is
                                              on the page of its part only

     A long index is made part by part, so that none takes much memory, and only those are made anew that have changed. First
     its outline is made, from records without the words around mentions; then each part, from its own records, the outline
     of all with the entries of this one, and its number in @part. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:x="https://teipress.org/ns/index">

  <xsl:variable name="fp:wanted" as="map(xs:string, xs:boolean)" select="map:merge($outline/x:outline/x:entry/@href ! map { string(): true() })"/>

  <!-- Whether an entry of a register belongs to the part that is to be made. -->
  <xsl:function name="f:is-wanted" as="xs:boolean">
    <xsl:param name="href" as="xs:string"/>
    <xsl:sequence select="empty($outline) or map:contains($fp:wanted, $href)"/>
  </xsl:function>

  <!-- The outline of an index: the one that was given, or that of all its entries. -->
  <xsl:function name="f:outline" as="element(x:outline)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="($outline/x:outline[@kind = $kind], $fp:outlines($kind))[1]"/>
  </xsl:function>

  <xsl:variable name="fp:outlines" as="map(xs:string, element(x:outline))">
    <xsl:map>
      <xsl:for-each select="$f:kinds">
        <xsl:map-entry key="." select="fp:outline-of(., f:index-of(.), f:parts(.))"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="fp:outline-of" as="element(x:outline)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:param name="parts" as="array(element(x:entry)*)"/>
    <x:outline kind="{$kind}" authorities="{fp:authorities-of($entries)}">
      <xsl:if test="some $fact in $entries/x:fact satisfies fp:is-on-earth($fact)">
        <xsl:attribute name="geo" select="true()"/>
      </xsl:if>
      <xsl:for-each select="1 to array:size($parts)">
        <x:part range="{fp:range($parts(.))}" count="{count($parts(.))}" page="{f:part($kind, .)}"/>
      </xsl:for-each>
      <xsl:sequence select="fp:jumps($kind, $entries, $parts)"/>
    </x:outline>
  </xsl:function>

  <!-- The outline with its entries, for those who divide the records. -->
  <xsl:function name="f:whole-outline" as="element(x:outline)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="parts" select="f:parts($kind)"/>
    <x:outline>
      <xsl:copy-of select="f:outline($kind)/(@*, *)"/>
      <xsl:for-each select="1 to array:size($parts)">
        <xsl:variable name="part" select="."/>
        <xsl:for-each select="$parts($part)">
          <x:entry href="{@href}" part="{$part}">
            <xsl:if test="array:size($parts) gt 1 and not(f:keeps-address(.))">
              <xsl:attribute name="moved" select="1"/>
            </xsl:if>
            <xsl:for-each select="@uri ! f:entry(.)/ancestor::*[f:kind(.) = $kind][f:is-entry(.)][last()]">
              <xsl:attribute name="within" select="f:entry-href(.)"/>
            </xsl:for-each>
          </x:entry>
        </xsl:for-each>
      </xsl:for-each>
    </x:outline>
  </xsl:function>
</xsl:stylesheet>
