<?xml version="1.0" encoding="UTF-8"?>
<!-- Links to the files that Python makes of an index (publish/exports.py): there where there is one. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:t="https://teipress.org/ns/templates" xmlns:x="https://teipress.org/ns/index"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:variable name="fp:authorities" as="map(xs:string, xs:string)" select="map {
      'gnd': 'https://d-nb.info/gnd/', 'viaf': 'https://viaf.org/viaf/', 'wikidata': 'https://www.wikidata.org/entity/',
      'geonames': 'https://www.geonames.org/' }"/>
  <xsl:variable name="fp:authority-names" as="map(xs:string, xs:string)" select="map {
      'gnd': 'GND', 'viaf': 'VIAF', 'wikidata': 'Wikidata', 'geonames': 'GeoNames' }"/>

  <xsl:template name="t:exports" as="node()*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:if test="exists($registers)">
      <xsl:text> · </xsl:text>
      <a href="entities.ttl">{f:label('linked-data')} (Turtle)</a>
      <xsl:variable name="outline" select="f:outline($kind)"/>
      <xsl:if test="$kind = 'place' and $outline/@geo">
        <xsl:text> · </xsl:text>
        <a href="places.geojson">GeoJSON</a>
      </xsl:if>
      <xsl:for-each select="$registers[$shows-source][.//*[f:kind(.) = $kind][f:is-entry(.)]] ! tokenize(base-uri(), '/')[last()]">
        <xsl:text> · </xsl:text>
        <a href="../{f:source-page('registers/' || replace(., '\.xml$', ''))}">{f:label('tei-source')} ({.})</a>
      </xsl:for-each>
      <xsl:if test="$site-address and $kind = ('person', 'place', 'organization', 'event')">
        <xsl:for-each select="tokenize($outline/@authorities)">
          <xsl:text> · </xsl:text>
          <a href="{$kind}s-{.}.beacon.txt">BEACON ({$fp:authority-names(.)})</a>
        </xsl:for-each>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- The authorities that entries have identifiers of. -->
  <xsl:function name="fp:authorities-of" as="xs:string*">
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:variable name="identifiers" select="$entries/x:identifier/@href"/>
    <xsl:sequence select="('gnd', 'viaf', 'wikidata', 'geonames')[let $prefix := $fp:authorities(.) return $identifiers[starts-with(., $prefix)][. ne $prefix]]"/>
  </xsl:function>

  <xsl:function name="fp:is-on-earth" as="xs:boolean">
    <xsl:param name="fact" as="element(x:fact)"/>
    <xsl:sequence select="abs(number($fact/@latitude)) le 90 and abs(number($fact/@longitude)) le 180"/>
  </xsl:function>
</xsl:stylesheet>
