<?xml version="1.0" encoding="UTF-8"?>
<!-- How something looks in the source, in CSS: only declarations that do no more than style words are let through. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private">

  <!-- A class for the declarations of @style: the same declarations have the same class. -->
  <xsl:function name="f:style-class" as="xs:string" cache="yes">
    <xsl:param name="style" as="xs:string"/>
    <xsl:sequence select="'style-' || fold-left(string-to-codepoints(normalize-space($style)), 7, function($hash, $code) { ($hash * 31 + $code) mod 1000000007 })"/>
  </xsl:function>

  <!-- What a property may say: a colour, lengths, or words. None of them can load, place over other things, or hide. -->
  <xsl:variable name="fp:colour" as="xs:string" select="'#[0-9a-f]{3,8}|[a-z]{3,20}|(rgb|hsl)a?\([0-9 ,.%/]{3,30}\)'"/>
  <xsl:variable name="fp:length" as="xs:string" select="'-?\d{0,3}(\.\d{1,3})?(em|rem|ex|ch|%|px|pt|pc|mm|cm|in)?|auto|normal'"/>
  <xsl:variable name="fp:word" as="xs:string" select="'[a-z][a-z\-]{1,30}'"/>
  <xsl:variable name="fp:family" as="xs:string" select="'[\p{L}\d \-]{2,40}(, ?[\p{L}\d \-]{2,40}){0,5}'"/>

  <xsl:variable name="fp:properties" as="map(xs:string, xs:string)" select="
      let $lengths := 'margin margin-left margin-right margin-top margin-bottom padding padding-left padding-right padding-top padding-bottom
            text-indent line-height letter-spacing word-spacing font-size vertical-align border-width border-spacing',
          $colours := 'color background-color border-color text-decoration-color',
          $words := 'font-style font-weight font-variant font-variant-caps font-size font-stretch text-align text-align-last text-decoration
            text-decoration-line text-decoration-style text-transform vertical-align white-space direction unicode-bidi writing-mode
            text-orientation text-emphasis list-style-type border-style border-collapse float clear hyphens'
      return map:merge((
        tokenize($lengths) ! map { .: $fp:length }, tokenize($colours) ! map { .: $fp:colour }, tokenize($words) ! map { .: $fp:word },
        ('vertical-align', 'font-size') ! map { .: $fp:length || '|' || $fp:word }, map { 'font-weight': '[1-9]00|' || $fp:word },
        ('border', 'border-left', 'border-right', 'border-top', 'border-bottom') ! map { .: string-join(($fp:length, $fp:word, $fp:colour), '|') },
        map { 'font-family': $fp:family }), map { 'duplicates': 'use-last' })"/>

  <!-- The declarations of a piece of CSS that may be published, in their order. -->
  <xsl:function name="f:declarations" as="xs:string*">
    <xsl:param name="css" as="xs:string"/>
    <xsl:for-each select="tokenize(replace($css, '/\*.*?\*/', ' ', 's'), ';')">
      <xsl:variable name="property" select="lower-case(normalize-space(substring-before(., ':')))"/>
      <xsl:variable name="value" select="normalize-space(translate(substring-after(., ':'), '&quot;''', ''))"/>
      <xsl:variable name="allowed" select="$fp:properties($property)"/>
      <xsl:variable name="lower" select="if ($property = 'font-family') then $value else lower-case($value)"/>
      <xsl:if test="$allowed and $value and matches($lower, '^(' || $allowed || ')( (' || $allowed || ')){0,3}$')">
        <xsl:sequence select="$property || ': ' || $lower"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
