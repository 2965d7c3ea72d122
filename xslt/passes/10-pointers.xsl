<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 10: pointers with a private scheme become the addresses that the header's prefixDefs give them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:pointers"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:mode name="m:pointers" on-no-match="shallow-copy"/>

  <xsl:key name="prefix" match="prefixDef" use="@ident"/>

  <!-- Without such schemes there is nothing to do, and no copy to make. -->
  <xsl:template match="document-node()[empty(.//prefixDef)]" as="document-node()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="@ref | @who | @source | @resp | @target | @corresp | @active | @passive | @mutual | @ana
      | @wit | @next | @prev | @sameAs | @copyOf | @calendar | @period" as="attribute()">
    <xsl:variable name="document" select="root()"/>
    <xsl:attribute name="{name()}" select="tokenize(.) ! f:settled(., $document)"/>
  </xsl:template>

  <!-- A pointer without its private scheme; as it is, if it has none or fits no pattern. -->
  <xsl:function name="f:settled" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="rest" select="substring-after($pointer, ':')"/>
    <xsl:variable name="rules" select="$rest[.] ! key('prefix', substring-before($pointer, ':'), $document)"/>
    <xsl:sequence select="($rules ! f:rewritten($rest, .), $pointer)[1]"/>
  </xsl:function>

  <!-- What a prefixDef makes of a pointer; nothing where its pattern does not fit, or is no regular expression. -->
  <xsl:function name="f:rewritten" as="xs:string?">
    <xsl:param name="rest" as="xs:string"/>
    <xsl:param name="rule" as="element(prefixDef)"/>
    <xsl:variable name="whole" select="'^(?:' || $rule/@matchPattern || ')$'"/>
    <xsl:try select="$rest[matches(., $whole)] ! replace(., $whole, $rule/@replacementPattern)">
      <xsl:catch errors="*" select="()"/>
    </xsl:try>
  </xsl:function>
</xsl:stylesheet>
