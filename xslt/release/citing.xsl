<?xml version="1.0" encoding="UTF-8"?>
<!-- Among the citations of a text or a passage: its address in the last release, which does not change, and its history. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates" xmlns:x="https://teipress.org/ns/index"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:variable name="fp:standing" as="map(xs:string, xs:boolean)"
      select="map:merge($past[1]/x:past/x:standing ! tokenize(.) ! map { .: true() })"/>

  <!-- “address” is that of the text or the passage in the latest edition, “root” leads to the root of the edition. -->
  <xsl:function name="f:place-in-release" as="element()*">
    <xsl:param name="id" as="xs:string?"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="root" as="xs:string"/>
    <xsl:variable name="fragment" select="$id ! ('#' || encode-for-uri(.))"/>
    <xsl:for-each select="$past[1]/x:past[x:standing][empty($id) or map:contains($fp:standing, $id)]">
      <xsl:variable name="place" select="'v/' || x:standing/@release || '/' || f:page(@document) || $fragment"/>
      <xsl:variable name="start" select="string-join(tokenize($address, '/')[position() lt last()] ! (. || '/'))"/>
      <dt>{f:label('release-name', x:standing/@release)}</dt>
      <dd class="address">
        <a href="{if (contains($start, '//')) then $start else $root}{$place}">{$start}{$place}</a>
        <xsl:text> · </xsl:text>
        <a href="{$root}{f:history(@document)}.html{$fragment}">{f:label('history')}</a>
      </dd>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
