<?xml version="1.0" encoding="UTF-8"?>
<!-- Pointers shown as links: by the name of what they lead to. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- What the pointers of an attribute lead to, each with its name: the entry's, else its id, else the address. -->
  <xsl:function name="f:pointers" as="node()*">
    <xsl:param name="attribute" as="attribute()?"/>
    <xsl:for-each select="tokenize($attribute)">
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:variable name="href" select="f:target(., $attribute/..)"/>
      <xsl:choose>
        <xsl:when test="$href">
          <a href="{$href}">{f:name-of(., $attribute)}</a>
        </xsl:when>
        <xsl:otherwise>
          <xsl:text>{f:name-of(., $attribute)}</xsl:text>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:name-of" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="from" as="attribute()"/>
    <xsl:variable name="target" select="if (starts-with($pointer, '#')) then key('id', substring($pointer, 2), root($from))[1]
        else f:entry(f:resolve($pointer, $from))"/>
    <xsl:sequence select="($target ! fp:called(.), replace($pointer, '^#', ''))[1]"/>
  </xsl:function>

  <!-- The name of an entry; the first words of anything else. -->
  <xsl:function name="fp:called" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="names" select="$element/(persName | placeName | orgName | eventName | objectName | name | label | head | title | catDesc)"/>
    <xsl:variable name="words" select="(($names, $element)[1] ! normalize-space())[.]"/>
    <xsl:sequence select="if (string-length($words) gt 60) then replace(substring($words, 1, 60), '^(.*) .*$', '$1') || ' …' else $words"/>
  </xsl:function>
</xsl:stylesheet>
