<?xml version="1.0" encoding="UTF-8"?>
<!-- Examples: XML written out as text, good ones and bad ones, with the reason. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="mp:guide"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:fp="https://teipress.org/ns/functions-private" xmlns:mp="https://teipress.org/ns/modes-private"
    xmlns:eg="http://www.tei-c.org/ns/Examples"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:template match="exemplum" mode="mp:section" as="element()+">
    <xsl:variable name="quality" select="if (eg:egXML/@valid = 'false') then 'bad' else 'good'"/>
    <p class="label {$quality}-label">{if ($quality = 'bad') then 'Wrong' else 'Right'}</p>
    <pre class="{$quality}"><code><xsl:apply-templates select="eg:egXML/node()" mode="mp:source"/></code></pre>
    <xsl:apply-templates select="p" mode="mp:guide"/>
  </xsl:template>

  <!-- Writing XML out: only what XML needs is escaped. -->
  <xsl:mode name="mp:source" on-no-match="fail"/>

  <xsl:template match="*" mode="mp:source" as="item()*">
    <xsl:variable name="start" select="'&lt;' || name() || string-join(@* ! fp:attribute(.))"/>
    <xsl:choose>
      <xsl:when test="node()">
        <xsl:text>{$start}&gt;</xsl:text>
        <xsl:apply-templates mode="mp:source"/>
        <xsl:text>&lt;/{name()}&gt;</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{$start}/&gt;</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()" mode="mp:source" as="text()">
    <xsl:value-of select="replace(replace(., '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;')"/>
  </xsl:template>

  <xsl:function name="fp:attribute" as="xs:string">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="' ' || name($attribute) || '=&quot;' || replace($attribute, '&quot;', '&amp;quot;') || '&quot;'"/>
  </xsl:function>
</xsl:stylesheet>
