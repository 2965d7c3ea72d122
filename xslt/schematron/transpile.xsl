<?xml version="1.0" encoding="UTF-8"?>
<!-- Schematron (ISO/IEC 19757-3) → XSLT 3.0. First abstract patterns and rules are expanded, then the stylesheet is
     written. It returns <d:report> with a <d:failed> for each assertion that failed and each report that applied. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:verify"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="https://teipress.org/ns/diagnostics" xmlns:m="https://teipress.org/ns/modes"
    xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xsl:include href="verify.xsl"/>
  <xsl:include href="expand.xsl"/>
  <xsl:include href="generate.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="/" as="item()*">
    <xsl:variable name="faults" as="element(d:diagnostic)*">
      <xsl:apply-templates select="*"/>
    </xsl:variable>
    <xsl:for-each select="$faults">
      <xsl:message select="."/>
    </xsl:for-each>
    <xsl:if test="empty($faults)">
      <xsl:variable name="expanded" as="document-node()">
        <xsl:document>
          <xsl:apply-templates select="schema" mode="m:expand"/>
        </xsl:document>
      </xsl:variable>
      <xsl:apply-templates select="$expanded/schema" mode="m:generate"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
