<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 1: put in what “include” and “extends href” name. Python has read the files: d:file and d:part on the
     element say which of them is meant, and which element in it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:include"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="https://teipress.org/ns/diagnostics" xmlns:f="https://teipress.org/ns/functions"
    xmlns:m="https://teipress.org/ns/modes" xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <!-- The schema and every file that it includes, directly or not. -->
  <xsl:param name="files" as="document-node()*" select="()"/>

  <xsl:mode name="m:include" on-no-match="shallow-copy"/>

  <xsl:template match="include[@d:file]" as="element()?">
    <xsl:apply-templates select="f:included(.)"/>
  </xsl:template>

  <xsl:template match="extends[@d:file]" as="node()*">
    <xsl:apply-templates select="f:included(.)/node()"/>
  </xsl:template>

  <xsl:function name="f:included" as="element()?">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="file" select="$files[*/@d:uri = $reference/@d:file]"/>
    <xsl:sequence select="if ($reference/@d:part) then $file//*[@id = $reference/@d:part][1] else $file/*"/>
  </xsl:function>
</xsl:stylesheet>
