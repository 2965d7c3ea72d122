<?xml version="1.0" encoding="UTF-8"?>
<!-- Diagnostics: telling Python, with the place, what an editor should know. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:t="https://teipress.org/ns/templates"
    xmlns:d="https://teipress.org/ns/diagnostics">

  <xsl:template name="t:diagnose" as="empty-sequence()">
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="severity" as="xs:string" select="'warning'"/>
    <xsl:param name="message" as="xs:string"/>
    <xsl:param name="attribute" as="xs:string?"/>
    <xsl:message>
      <d:diagnostic code="{$code}" severity="{$severity}" location="{f:location(.)}{$attribute ! ('/@' || .)}">{$message}</d:diagnostic>
    </xsl:message>
  </xsl:template>

  <!-- Where an element is: the positions of the elements down to it. -->
  <xsl:function name="f:location" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string-join(('', $node/ancestor-or-self::* ! (1 + count(preceding-sibling::*))), '/')"/>
  </xsl:function>
</xsl:stylesheet>
