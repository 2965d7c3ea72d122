<?xml version="1.0" encoding="UTF-8"?>
<!-- Schematron (ISO/IEC 19757-3) → XSLT 3.0, in four passes. Faults of the schema are messages, and then there is no
     result. The stylesheet that is made returns <d:report> with a <d:failed> for each assertion that failed and each
     report that applied. Python has marked every element and attribute of the schema with its place (d:at). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:transpile"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="https://teipress.org/ns/diagnostics" xmlns:f="https://teipress.org/ns/functions"
    xmlns:m="https://teipress.org/ns/modes" xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xsl:include href="include.xsl"/>
  <xsl:include href="verify.xsl"/>
  <xsl:include href="expand.xsl"/>
  <xsl:include href="generate.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:mode name="m:transpile"/>

  <xsl:template match="/" as="item()*">
    <xsl:variable name="whole" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="*" mode="m:include"/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="faults" as="element(d:fault)*">
      <xsl:apply-templates select="$whole" mode="m:verify"/>
    </xsl:variable>
    <xsl:for-each select="$faults">
      <xsl:message select="."/>
    </xsl:for-each>
    <xsl:if test="empty($faults)">
      <xsl:variable name="expanded" as="document-node()">
        <xsl:document>
          <xsl:apply-templates select="$whole/schema" mode="m:expand"/>
        </xsl:document>
      </xsl:variable>
      <xsl:apply-templates select="$expanded/schema" mode="m:generate"/>
    </xsl:if>
  </xsl:template>

  <!-- The place of an element or attribute of the schema: “file:line:column”. -->
  <xsl:function name="f:at" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="element" select="$node/ancestor-or-self::*[@d:at][1]"/>
    <xsl:variable name="name" select="if ($node instance of attribute()) then 'at-' || local-name($node) else 'at'"/>
    <xsl:sequence select="string(($element/@d:*[local-name() = $name], $element/@d:at)[1])"/>
  </xsl:function>
</xsl:stylesheet>
