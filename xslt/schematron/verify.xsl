<?xml version="1.0" encoding="UTF-8"?>
<!-- Before anything is generated: say what in the schema is wrong, or not supported, each fault with its place. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:verify"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="https://teipress.org/ns/diagnostics" xmlns:f="https://teipress.org/ns/functions"
    xmlns:m="https://teipress.org/ns/modes" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xsl:mode name="m:verify" on-no-match="shallow-skip"/>

  <xsl:variable name="bindings" as="xs:string+" select="'xslt', 'xslt1', 'xslt2', 'xslt3', 'xpath', 'xpath2', 'xpath3', 'xpath31'"/>

  <xsl:template match="/*[not(self::schema)]" as="element(d:diagnostic)">
    <xsl:sequence select="f:fault(., 'no Schematron schema: its root element is “' || name() || '”')"/>
  </xsl:template>

  <xsl:template match="schema[@queryBinding][not(lower-case(@queryBinding) = $bindings)]" as="element(d:diagnostic)+">
    <xsl:sequence select="f:fault(., 'the query language “' || @queryBinding || '” is not supported: use xslt2 or xslt3')"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="include" as="element(d:diagnostic)">
    <xsl:sequence select="f:fault(., 'include is not supported yet: put the rules of “' || @href || '” into this file')"/>
  </xsl:template>

  <xsl:template match="extends[@href]" as="element(d:diagnostic)">
    <xsl:sequence select="f:fault(., 'extends with href is not supported yet: put the rule of “' || @href || '” into this file')"/>
  </xsl:template>

  <xsl:template match="extends[@rule][not(ancestor::pattern/rule[@abstract = 'true']/@id = @rule)]" as="element(d:diagnostic)">
    <xsl:sequence select="f:fault(., 'there is no abstract rule “' || @rule || '” in this pattern')"/>
  </xsl:template>

  <xsl:template match="pattern[@is-a][not(../pattern[@abstract = 'true']/@id = @is-a)]" as="element(d:diagnostic)">
    <xsl:sequence select="f:fault(., 'there is no abstract pattern “' || @is-a || '”')"/>
  </xsl:template>

  <xsl:template match="rule[not(@context) and not(@abstract = 'true')]" as="element(d:diagnostic)+">
    <xsl:sequence select="f:fault(., 'this rule has no context')"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="assert[not(@test)] | report[not(@test)]" as="element(d:diagnostic)">
    <xsl:sequence select="f:fault(., 'this ' || local-name() || ' has no test')"/>
  </xsl:template>

  <xsl:function name="f:fault" as="element(d:diagnostic)">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="message" as="xs:string"/>
    <xsl:variable name="steps" select="$node/ancestor-or-self::* ! (1 + count(preceding-sibling::*))"/>
    <d:diagnostic code="wrong-schematron" severity="error" location="/{string-join($steps, '/')}">{$message}</d:diagnostic>
  </xsl:function>
</xsl:stylesheet>
