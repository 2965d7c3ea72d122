<?xml version="1.0" encoding="UTF-8"?>
<!-- Long indexes are divided into pages that a browser opens at once. The page of the index itself then lists the parts; the
     entries that texts link to keep their address on it, and from there a link leads on. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:x="https://teipress.org/ns/index">

  <!-- How many entries and mentions together a page may have, and how many mentions of one entry it shows. All of them are
       in the data. -->
  <xsl:variable name="f:page-size" as="xs:integer" select="4000"/>
  <xsl:variable name="f:mentions-shown" as="xs:integer" select="2000"/>

  <xsl:variable name="fp:parts-by-kind" as="map(xs:string, array(element(x:entry)*))"
      select="map:merge($f:kinds ! map { .: fp:divide(f:index-of(.)) })"/>

  <!-- The parts of an index; one, if it is short. -->
  <xsl:function name="f:parts" as="array(element(x:entry)*)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="$fp:parts-by-kind($kind)"/>
  </xsl:function>

  <xsl:function name="fp:divide" as="array(element(x:entry)*)">
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:variable name="numbers" as="xs:integer*">
      <xsl:iterate select="$entries">
        <xsl:param name="before" as="xs:integer" select="0"/>
        <xsl:sequence select="$before idiv $f:page-size"/>
        <xsl:next-iteration>
          <xsl:with-param name="before" select="$before + fp:weight(.)"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:variable name="starts" as="xs:integer*" select="for-each-pair($numbers, (-1, $numbers), function($here, $last) { $here ne $last })
        => index-of(true())"/>
    <xsl:sequence select="if (empty($starts)) then [()] else array:join(
        for-each-pair($starts, (tail($starts), count($entries) + 1), function($start, $end) { [subsequence($entries, $start, $end - $start)] }))"/>
  </xsl:function>

  <xsl:function name="fp:weight" as="xs:integer">
    <xsl:param name="entry" as="element(x:entry)"/>
    <xsl:sequence select="1 + min((count($entry/x:mention), $f:mentions-shown))"/>
  </xsl:function>

  <!-- The page of a part, from the root of the edition. -->
  <xsl:function name="f:part" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="'indexes/' || $kind || 's-' || $number || '.html'"/>
  </xsl:function>

  <!-- Entries that texts may link to: those of registers, and dates. -->
  <xsl:function name="f:keeps-address" as="xs:boolean">
    <xsl:param name="entry" as="element(x:entry)"/>
    <xsl:sequence select="exists($entry/@uri) or $entry/@kind = 'date'"/>
  </xsl:function>

  <!-- “Ada – Bert”: the names of the first and the last entry. -->
  <xsl:function name="fp:range" as="xs:string">
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:sequence select="string-join(distinct-values(($entries[1], $entries[last()]) ! fp:short(@name)), ' – ')"/>
  </xsl:function>

  <xsl:function name="fp:short" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="if (string-length($name) gt 30) then substring($name, 1, 29) || '…' else $name"/>
  </xsl:function>

  <!-- The addresses of the entries that are on a page of a part only. -->
  <xsl:variable name="fp:moved" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each select="$f:kinds[$parts = (., . || '-outline', . || '-part')][count(f:outline(.)/x:part) gt 1]">
        <xsl:variable name="kind" select="."/>
        <xsl:variable name="parts" select="f:parts($kind)"/>
        <xsl:for-each select="1 to array:size($parts)">
          <xsl:variable name="page" select="f:part($kind, ($outline/x:outline[@kind = $kind]/@part ! xs:integer(.), .)[1])"/>
          <xsl:for-each select="$parts(.)[not(f:keeps-address(.))]">
            <xsl:map-entry key="string(@href)" select="$page || '#' || @id"/>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- Where an entry is, from the root of the edition. -->
  <xsl:function name="f:address" as="xs:string">
    <xsl:param name="href" as="xs:string"/>
    <xsl:sequence select="($fp:moved($href), $href)[1]"/>
  </xsl:function>
</xsl:stylesheet>
