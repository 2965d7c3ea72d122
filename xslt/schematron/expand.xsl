<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 3: abstract patterns and rules are replaced by what they stand for, each test gets its diagnostics and
     properties; what the phase does not select is left out. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:expand"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="https://teipress.org/ns/diagnostics" xmlns:f="https://teipress.org/ns/functions"
    xmlns:m="https://teipress.org/ns/modes" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <!-- The phase to run: its id, “#ALL”, or “#DEFAULT” for the one that the schema names. -->
  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>

  <xsl:mode name="m:expand" on-no-match="shallow-copy"/>

  <xsl:template match="schema" as="element()">
    <xsl:variable name="chosen" select="if ($phase = '#DEFAULT') then string((@defaultPhase, '#ALL')[1]) else $phase"/>
    <xsl:variable name="active" as="xs:string*" select="phase[@id = $chosen]/active/@pattern"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="d:phase" select="$chosen"/>
      <xsl:apply-templates select="* except (pattern, group, phase, rules, diagnostics, properties)"/>
      <xsl:apply-templates select="phase[@id = $chosen]/let"/>
      <xsl:apply-templates select="(pattern | group)[not(@abstract = 'true')][$chosen = '#ALL' or @id = $active]"/>
    </xsl:copy>
  </xsl:template>

  <!-- What is there for the reader of the schema, or for other programs (quick fixes). -->
  <xsl:template match="p | title[not(parent::schema)] | comment() | processing-instruction() | rule/*[not(self::sch:*)]
    | pattern/*[not(self::sch:*)] | group/*[not(self::sch:*)]"/>

  <xsl:template match="(pattern | group)[@is-a]" as="element()">
    <xsl:variable name="abstract" select="f:abstract-pattern(.)"/>
    <xsl:copy>
      <xsl:copy-of select="$abstract/(@id, @role, @flag), @* except @is-a"/>
      <xsl:apply-templates select="$abstract/(node() except param)">
        <xsl:with-param name="parameters" as="map(xs:string, xs:string)" tunnel="yes"
            select="map:merge((param[@value], $abstract/param[@value]) ! map { string(@name): string(@value) })"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="rule[@abstract = 'true']"/>

  <xsl:template match="extends" as="node()*">
    <xsl:apply-templates select="f:abstract-rule(.)/node()"/>
  </xsl:template>

  <xsl:template match="assert | report" as="element()">
    <xsl:copy>
      <xsl:apply-templates select="@*, node()"/>
      <xsl:variable name="schema" select="root()/schema"/>
      <xsl:apply-templates select="for $id in tokenize(@diagnostics) return ($schema/diagnostics/diagnostic[@id = $id])[1]"/>
      <xsl:apply-templates select="for $id in tokenize(@properties) return ($schema/properties/property[@id = $id])[1]"/>
    </xsl:copy>
  </xsl:template>

  <!-- “$name” in an expression of an abstract pattern stands for the parameter of that name. -->
  <xsl:template match="@context | @test | @select | @value | @path | @subject | @role | @flag | @severity" as="attribute()">
    <xsl:param name="parameters" as="map(xs:string, xs:string)" select="map { }" tunnel="yes"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="." regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring>
          <xsl:sequence select="($parameters(regex-group(1)), .)[1]"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:attribute name="{name()}" select="string-join($parts)"/>
  </xsl:template>

  <!-- The abstract pattern or group of which this one is a case. -->
  <xsl:function name="f:abstract-pattern" as="element()?">
    <xsl:param name="case" as="element()"/>
    <xsl:sequence select="$case/../(pattern | group)[@abstract = 'true'][@id = $case/@is-a][1]"/>
  </xsl:function>

  <!-- The abstract rule that is extended: of the same pattern, or else of any. -->
  <xsl:function name="f:abstract-rule" as="element(sch:rule)?">
    <xsl:param name="extends" as="element(sch:extends)"/>
    <xsl:variable name="named" select="root($extends)//rule[@abstract = 'true'][@id = $extends/@rule]"/>
    <xsl:sequence select="($named[.. is $extends/ancestor::*[self::pattern or self::group][1]], $named)[1]"/>
  </xsl:function>
</xsl:stylesheet>
