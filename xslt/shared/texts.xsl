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

  <!-- The title of a member in its header; and whether its text shows none. -->
  <xsl:function name="f:member-title" as="xs:string">
    <xsl:param name="member" as="element()"/>
    <xsl:variable name="titles" select="$member/teiHeader/fileDesc/titleStmt/title"/>
    <xsl:sequence select="((($titles[@type = 'main'], $titles)[1], $member/(@n, @xml:id)) ! normalize-space()[.], string(1 + count($member/preceding-sibling::*)))[1]"/>
  </xsl:function>

  <xsl:function name="f:lacks-heading" as="xs:boolean">
    <xsl:param name="member" as="element()"/>
    <xsl:sequence select="empty($member/text/(front/titlePage | body/head))"/>
  </xsl:function>

  <!-- Divisions with a heading that have no id get one from where they are, for tables of contents. It holds a colon, as
       everything does that is not for citing. -->
  <xsl:function name="f:is-anchored" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/head) and not($element/@xml:id) and matches(local-name($element), '^div[1-7]?$')"/>
  </xsl:function>

  <xsl:function name="f:anchor" as="xs:string" cache="yes">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="(f:id($element), 'teipress:' || string-join($element/ancestor-or-self::*[parent::*] ! (1 + count(preceding-sibling::*)), '-'))[1]"/>
  </xsl:function>

  <!-- Where something stands, by the numbers of what holds it: “4.1” is sentence 1 of paragraph 4. A long @n is no
       number but a name for machines. -->
  <xsl:function name="f:reference" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="numbers" select="$element/ancestor-or-self::*[ancestor::text]/@n/normalize-space()[string-length() le 12]"/>
    <xsl:sequence select="if (exists($numbers)) then string-join($numbers, '.')
        else ($element/ancestor::head[1] ! f:label('in-title'), f:id($element), '')[1]"/>
  </xsl:function>
</xsl:stylesheet>
