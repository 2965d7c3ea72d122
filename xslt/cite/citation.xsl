<?xml version="1.0" encoding="UTF-8"?>
<!-- A citation, ready from its style: its italics and the like, and what it leaves open filled in. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:citation"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:m="https://teipress.org/ns/modes" xmlns:c="https://teipress.org/ns/citation"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:mode name="m:citation" on-no-match="shallow-skip"/>

  <xsl:template match="text()" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="c:i | c:b | c:u | c:sup | c:sub" as="element()">
    <xsl:element name="{local-name()}">
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="c:sc" as="element(h:span)">
    <span class="rend-sc">
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="c:place" as="text()">
    <xsl:param name="place" as="xs:string" tunnel="yes"/>
    <xsl:value-of select="$place"/>
  </xsl:template>

  <xsl:template match="c:address" as="text()">
    <xsl:param name="address" as="xs:string" tunnel="yes"/>
    <xsl:value-of select="$address"/>
  </xsl:template>
</xsl:stylesheet>
