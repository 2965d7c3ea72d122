<?xml version="1.0" encoding="UTF-8"?>
<!-- Texts: what one is called, and how a place in it is referred to. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The title of a text, as a list or a browser shows it. -->
  <xsl:function name="f:title" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="titles" select="($document//teiHeader)[1]/fileDesc/titleStmt/title"/>
    <xsl:sequence select="(($titles[@type = 'main'], $titles)[1] ! normalize-space(), $text-name)[. ne ''][1]"/>
  </xsl:function>

  <!-- Where something stands, by the numbers of what holds it: “4.1” is sentence 1 of paragraph 4. -->
  <xsl:function name="f:reference" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="numbers" select="$element/ancestor-or-self::*[ancestor::text][@n]/normalize-space(@n)"/>
    <xsl:sequence select="if (exists($numbers)) then string-join($numbers, '.')
        else ($element/ancestor::head[1] ! f:label('in-title'), f:id($element), '')[1]"/>
  </xsl:function>
</xsl:stylesheet>
