<?xml version="1.0" encoding="UTF-8"?>
<!-- The index before it is a page or a file: every entry, with the mentions that lead to it.

     <x:entry kind id href name>          href from the root of the edition
       <x:name>* <x:fact>* <x:identifier>* <x:relation>*   see facts.xsl; for entries of registers
       <x:mention text title href …>*     from the records; href is the place of the very words, where it has an id -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:x="https://teipress.org/ns/index">

  <xsl:key name="mention" match="x:mention" use="@entry"/>

  <xsl:variable name="f:collation" as="xs:string" select="'http://www.w3.org/2013/collation/UCA?lang=' || $edition-language || ';fallback=yes'"/>

  <xsl:variable name="f:index" as="element(x:entry)*" select="fp:registered(), fp:dates(), fp:quotations()"/>

  <xsl:function name="f:index-of" as="element(x:entry)*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="$f:index[@kind = $kind]"/>
  </xsl:function>

  <xsl:function name="fp:registered" as="element(x:entry)*">
    <xsl:for-each select="$registers//*[@xml:id][f:is-entry(.)]">
      <xsl:sort select="lower-case(f:entry-name(.))" collation="{$f:collation}"/>
      <xsl:sort select="f:entry-href(.)"/>
      <x:entry kind="{f:kind(.)}" id="{f:id(.)}" href="{f:entry-href(.)}" name="{f:entry-name(.)}" uri="{f:file-uri(base-uri())}#{f:id(.)}">
        <xsl:copy-of select="@type"/>
        <xsl:sequence select="f:name-records(.), f:fact-records(.), f:identifier-records(.), f:relation-records(.)"/>
        <xsl:sequence select="fp:mentions(f:entry-href(.))"/>
      </x:entry>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="fp:mentions" as="element(x:mention)*">
    <xsl:param name="href" as="xs:string"/>
    <xsl:sequence select="$records ! key('mention', $href, .) ! fp:placed(.)"/>
  </xsl:function>

  <!-- A mention with the text it stands in. -->
  <xsl:function name="fp:placed" as="element(x:mention)">
    <xsl:param name="mention" as="element(x:mention)"/>
    <xsl:variable name="text" select="$mention/parent::x:text"/>
    <x:mention text="{$text/@name}" title="{$text/@title}" lang="{$text/@lang}"
        href="{f:page($text/@name)}{($mention/@id, $mention/@context)[1] ! ('#' || .)}">
      <xsl:copy-of select="$mention/@*, $mention/*"/>
    </x:mention>
  </xsl:function>

  <!-- The same time is one entry, wherever it is mentioned. -->
  <xsl:function name="fp:dates" as="element(x:entry)*">
    <xsl:for-each-group select="$records/x:text/x:mention[@kind = 'date']" group-by="@entry">
      <xsl:sort select="fp:year(x:date)"/>
      <xsl:sort select="string(fp:start(x:date))"/>
      <xsl:sort select="current-grouping-key()"/>
      <x:entry kind="date" id="{substring-after(@entry, '#')}" href="{@entry}" name="{@label}">
        <xsl:copy-of select="current-group()/@type[1], x:date"/>
        <xsl:sequence select="current-group() ! fp:placed(.)"/>
      </x:entry>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="fp:start" as="xs:string">
    <xsl:param name="date" as="element(x:date)"/>
    <xsl:sequence select="string(($date/@when, $date/@from, $date/@notBefore, $date/@to, $date/@notAfter)[1])"/>
  </xsl:function>

  <xsl:function name="fp:year" as="xs:integer">
    <xsl:param name="date" as="element(x:date)"/>
    <xsl:sequence select="(replace(fp:start($date), '^(-?\d+)(\D.*)?$', '$1')[. castable as xs:integer] ! xs:integer(.), 0)[1]"/>
  </xsl:function>

  <!-- The parts of a broken quotation are one entry. -->
  <xsl:function name="fp:quotations" as="element(x:entry)*">
    <xsl:for-each-group select="$records/x:text/x:mention[@kind = 'quotation']" group-by="@entry">
      <x:entry kind="quotation" id="{substring-after(@entry, '#')}" href="{@entry}" type="{@element}"
          name="{string-join(current-group()/x:match, ' … ')}">
        <xsl:copy-of select="x:speaker, x:reporter"/>
        <xsl:sequence select="current-group() ! fp:placed(.)"/>
      </x:entry>
    </xsl:for-each-group>
  </xsl:function>
</xsl:stylesheet>
