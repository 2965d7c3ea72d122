<?xml version="1.0" encoding="UTF-8"?>
<!-- Examples: XML written out as text, right ones and wrong ones, with the reason. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="mp:source"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:eg="http://www.tei-c.org/ns/Examples"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:template match="exemplum" mode="mp:section" as="element(h:figure)">
    <xsl:variable name="wrong" as="xs:boolean" select="eg:egXML/@valid = 'false'"/>
    <figure class="{if ($wrong) then 'wrong' else 'right'}">
      <figcaption>
        <span class="label">{if ($wrong) then '✗ Wrong' else '✓ Right'}</span>
        <xsl:text>{if (eg:egXML/@valid = 'feasible') then ', but shortened' else ''}</xsl:text>
      </figcaption>
      <pre><code><xsl:apply-templates select="eg:egXML/node()"/></code></pre>
      <xsl:apply-templates select="p" mode="mp:guide"/>
    </figure>
  </xsl:template>

  <!-- Writing XML out: only what XML needs is escaped; what holds elements only is set in lines. -->
  <xsl:mode name="mp:source" on-no-match="fail"/>

  <xsl:template match="*" as="node()+">
    <xsl:param name="indent" as="xs:string" select="''"/>
    <xsl:variable name="lines" as="xs:boolean" select="exists(*) and empty(text()[normalize-space()])"/>
    <xsl:text>&lt;</xsl:text>
    <span class="name">{name()}</span>
    <xsl:apply-templates select="@*"/>
    <xsl:choose>
      <xsl:when test="empty(node())">
        <xsl:text>/&gt;</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>&gt;</xsl:text>
        <xsl:for-each select="if ($lines) then * else node()">
          <xsl:text>{if ($lines) then '&#10;  ' || $indent else ''}</xsl:text>
          <xsl:apply-templates select=".">
            <xsl:with-param name="indent" select="$indent || '  '"/>
          </xsl:apply-templates>
        </xsl:for-each>
        <xsl:text>{if ($lines) then '&#10;' || $indent else ''}&lt;/</xsl:text>
        <span class="name">{name()}</span>
        <xsl:text>&gt;</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="@*" as="node()+">
    <xsl:text> {name()}="</xsl:text>
    <span class="value">{. => replace('&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;') => replace('&quot;', '&amp;quot;')}</span>
    <xsl:text>"</xsl:text>
  </xsl:template>

  <xsl:template match="text()" as="text()">
    <xsl:value-of select=". => replace('&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;')"/>
  </xsl:template>
</xsl:stylesheet>
