<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 1: abstract patterns and rules are replaced by what they stand for; what no phase selects is left out. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:expand"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <!-- The phase to run: its id, “#ALL”, or “#DEFAULT” for the one that the schema names. -->
  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>

  <xsl:mode name="m:expand" on-no-match="shallow-copy"/>

  <xsl:template match="schema" as="element()">
    <xsl:variable name="chosen" select="if ($phase = '#DEFAULT') then (@defaultPhase, '#ALL')[1] else string($phase)"/>
    <xsl:variable name="active" as="xs:string*" select="phase[@id = $chosen]/active/@pattern"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="node() except pattern"/>
      <xsl:apply-templates select="phase[@id = $chosen]/let"/>
      <xsl:apply-templates select="pattern[not(@abstract = 'true')][$chosen = '#ALL' or @id = $active]"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="phase | p | title | comment() | processing-instruction()"/>

  <xsl:template match="pattern[@is-a]" as="element()">
    <xsl:variable name="parameters" as="map(xs:string, xs:string)" select="map:merge(param ! map { string(@name): string(@value) })"
        xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
    <xsl:copy>
      <xsl:copy-of select="@* except @is-a"/>
      <xsl:apply-templates select="../pattern[@id = current()/@is-a]/node()">
        <xsl:with-param name="parameters" select="$parameters" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="rule[@abstract = 'true']"/>

  <xsl:template match="extends" as="node()*">
    <xsl:apply-templates select="ancestor::pattern/rule[@abstract = 'true'][@id = current()/@rule]/node()"/>
  </xsl:template>

  <!-- “$name” in an expression of an abstract pattern stands for the parameter of that name. -->
  <xsl:template match="@context | @test | @select | @value | @path | @subject" as="attribute()">
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
</xsl:stylesheet>
