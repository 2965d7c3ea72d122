<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD → Schematron: a pattern for each constraintSpec; what its asserts and reports do not name themselves is
     named after it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="xsl mp tei" default-mode="mp:schematron"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:mp="https://teipress.org/ns/modes-private"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="sch:assert sch:report"/>
  <xsl:mode name="mp:schematron" on-no-match="shallow-copy"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="rules" select="//constraintSpec[@scheme = 'schematron']"/>
    <sch:schema queryBinding="xslt3">
      <xsl:comment> Compiled from {(//schemaSpec)[1]/@ident}.odd. Change that file, not this one. </xsl:comment>
      <sch:title>{normalize-space((//schemaSpec)[1]/(desc, ancestor::TEI//titleStmt/title)[1])}</sch:title>
      <sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
      <sch:ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>
      <xsl:apply-templates select="$rules/constraint/sch:let"/>
      <xsl:apply-templates select="$rules[constraint/(sch:rule | sch:assert | sch:report)]"/>
    </sch:schema>
  </xsl:template>

  <xsl:template match="constraintSpec" as="element(sch:pattern)">
    <sch:pattern id="{@ident}">
      <xsl:apply-templates select="constraint/sch:rule"/>
      <xsl:if test="constraint/(sch:assert | sch:report)">
        <sch:rule context="tei:{ancestor::elementSpec[1]/@ident}">
          <xsl:apply-templates select="constraint/(sch:assert | sch:report)"/>
        </sch:rule>
      </xsl:if>
    </sch:pattern>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" as="element()">
    <xsl:copy copy-namespaces="no">
      <xsl:attribute name="id" select="(@id, ancestor::constraintSpec/@ident)[1]"/>
      <xsl:apply-templates select="@* except @id"/>
      <xsl:apply-templates/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:*" as="element()" priority="-1">
    <xsl:copy copy-namespaces="no">
      <xsl:apply-templates select="@*, node()"/>
    </xsl:copy>
  </xsl:template>

  <!-- The sentences of the rules are wrapped in the ODD for its readers. -->
  <xsl:template match="sch:assert/text() | sch:report/text()" as="text()">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>
</xsl:stylesheet>
