<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes with @target are attached to another element than the one that they stand in.
     TEI P5 #CONONO: @target gives a displaced note its point of attachment. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:key name="attached" match="note[starts-with(normalize-space(@target), '#')]" use="tokenize(@target)[1] ! substring(., 2)"/>

  <!-- Whether a note is attached to an element of its text. -->
  <xsl:function name="f:is-attached" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="exists($note/@target ! key('id', substring(tokenize(.)[1], 2), root($note)))"/>
  </xsl:function>

  <!-- Whether notes are attached to an element from elsewhere. -->
  <xsl:function name="f:is-called" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/@xml:id ! key('attached', normalize-space(.), root($element)))"/>
  </xsl:function>
</xsl:stylesheet>
