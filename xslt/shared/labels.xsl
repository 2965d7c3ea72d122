<?xml version="1.0" encoding="UTF-8"?>
<!-- Labels: every word that the tool itself writes, in the language of the edition. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:l="https://teipress.org/ns/labels">

  <xsl:variable name="fp:labels" as="map(xs:string, xs:string)" select="map:merge($labels[1]//l:label ! map { string(@key): string() })"/>

  <!-- A word of the edition's language; the key without its first part, its dashes as spaces, where there is none. -->
  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($fp:labels($key), translate(replace($key, '^[a-z]+-', ''), '-', ' '))[1]"/>
  </xsl:function>

  <!-- The same with $1, $2 … filled in. -->
  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:sequence select="if (count($values) = 1) then fp:filled(f:label($key), '$1', $values)
        else fold-left(1 to count($values), f:label($key), function($text, $n) { fp:filled($text, '$' || $n, $values[$n]) })"/>
  </xsl:function>

  <xsl:function name="fp:filled" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="place" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if (contains($text, $place))
        then substring-before($text, $place) || $value || fp:filled(substring-after($text, $place), $place, $value) else $text"/>
  </xsl:function>

  <!-- “1 mention”, “5 mentions”: labels one-NOUN and many-NOUNs. -->
  <xsl:function name="f:count" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="one" as="xs:string"/>
    <xsl:param name="many" as="xs:string"/>
    <xsl:sequence select="if ($number = 1) then f:label($one) else f:label($many, f:number($number))"/>
  </xsl:function>

  <!-- A number as the edition's language writes it: “12,345”. -->
  <xsl:function name="f:number" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="if ($number lt 1000) then string($number) else string-join(tokenize(format-number($number, '#,##0'), ','), f:label('thousands'))"/>
  </xsl:function>

  <!-- Whether the edition's language has a word for this. -->
  <xsl:function name="f:has-label" as="xs:boolean">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="map:contains($fp:labels, $key)"/>
  </xsl:function>
</xsl:stylesheet>
