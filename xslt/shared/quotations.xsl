<?xml version="1.0" encoding="UTF-8"?>
<!-- Quotations: who speaks, who reports it, and which parts are one. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The entries of those whose words they are: @who, or the written source of a quote. -->
  <xsl:function name="f:speakers" as="element()*">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="f:entries(if ($quotation/@who) then $quotation/@who else $quotation/self::quote/@source)"/>
  </xsl:function>

  <!-- The entries of those through whom spoken words are known. -->
  <xsl:function name="f:reporters" as="element()*">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="f:entries($quotation[@who]/@source)"/>
  </xsl:function>

  <!-- The first part of a broken quotation. A circle of links, which the check refuses, ends where it began. -->
  <xsl:function name="f:first-part" as="element()">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="fp:first-part($part, ())"/>
  </xsl:function>

  <xsl:function name="fp:first-part" as="element()">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="seen" as="element()*"/>
    <xsl:variable name="before" as="element()?" select="f:linked($part/@prev)[not(. intersect ($seen, $part))]"/>
    <xsl:sequence select="if ($before) then fp:first-part($before, ($seen, $part)) else $part"/>
  </xsl:function>

  <!-- The element of this document that @next or @prev leads to. -->
  <xsl:function name="f:linked" as="element()?">
    <xsl:param name="link" as="attribute()?"/>
    <xsl:sequence select="$link ! key('id', substring-after(., '#'), root())[1]"/>
  </xsl:function>
</xsl:stylesheet>
