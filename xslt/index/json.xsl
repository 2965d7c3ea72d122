<?xml version="1.0" encoding="UTF-8"?>
<!-- An index as JSON: an array of entries, in the XML form that xml-to-json takes. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:x="https://teipress.org/ns/index"
    xmlns="http://www.w3.org/2005/xpath-functions">

  <xsl:mode name="mp:json" on-no-match="fail"/>

  <xsl:function name="f:index-json" as="element()">
    <xsl:param name="entries" as="element(x:entry)*"/>
    <array>
      <xsl:apply-templates select="$entries" mode="mp:json"/>
    </array>
  </xsl:function>

  <xsl:template match="x:entry" mode="mp:json" as="element()">
    <map>
      <xsl:sequence select="fp:strings((@id, @kind, @type, @name))"/>
      <string key="href">{f:address(@href)}</string>
      <xsl:for-each select="x:within">
        <map key="within">
          <string key="name">{@title}</string>
          <string key="href">{f:page(@text)}</string>
        </map>
      </xsl:for-each>
      <xsl:apply-templates select="x:date" mode="mp:json"/>
      <xsl:sequence select="fp:list('speakers', x:speaker), fp:list('reporters', x:reporter), fp:list('names', x:name),
          fp:list('facts', x:fact), fp:list('relations', x:relation), fp:list('identifiers', x:identifier)"/>
      <array key="mentions">
        <xsl:apply-templates select="x:mention" mode="mp:json"/>
      </array>
    </map>
  </xsl:template>

  <xsl:template match="x:date" mode="mp:json" as="element()">
    <map key="date">
      <xsl:sequence select="fp:strings(f:date-values(.))"/>
    </map>
  </xsl:template>

  <xsl:template match="x:speaker | x:reporter" mode="mp:json" as="element()">
    <map>
      <string key="name">{.}</string>
      <xsl:sequence select="fp:strings(@href)"/>
    </map>
  </xsl:template>

  <xsl:template match="x:source | x:target" mode="mp:json" as="element()">
    <map>
      <xsl:sequence select="fp:strings((@name, @href))"/>
    </map>
  </xsl:template>

  <xsl:template match="x:name | x:fact | x:identifier | x:relation" mode="mp:json" as="element()">
    <map>
      <xsl:for-each select="x:words"><string key="text">{.}</string></xsl:for-each>
      <xsl:sequence select="fp:strings((@name, @label, @lang, @type, @level, f:date-values(.), @latitude, @longitude, @href, @cert))"/>
      <xsl:for-each select="x:url"><string key="url">{.}</string></xsl:for-each>
      <xsl:sequence select="fp:list('targets', x:target), fp:list('sources', x:source)"/>
    </map>
  </xsl:template>

  <xsl:template match="x:mention" mode="mp:json" as="element()">
    <map>
      <xsl:sequence select="fp:strings((@text, @id, @href, @context, @reference, @cert))"/>
      <xsl:for-each select="@speeches"><number key="speeches">{.}</number></xsl:for-each>
      <string key="before">{x:before}</string>
      <string key="mention">{x:match}</string>
      <string key="after">{x:after}</string>
    </map>
  </xsl:template>

  <!-- Attributes as strings; those that say something. -->
  <xsl:function name="fp:strings" as="element()*">
    <xsl:param name="attributes" as="attribute()*"/>
    <xsl:for-each select="$attributes[. ne '']">
      <string key="{name()}">{.}</string>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="fp:list" as="element()?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="records" as="element()*"/>
    <xsl:if test="exists($records)">
      <array key="{$key}">
        <xsl:apply-templates select="$records" mode="mp:json"/>
      </array>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
