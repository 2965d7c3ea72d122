<?xml version="1.0" encoding="UTF-8"?>
<!-- The index before it is a page or a file: every entry, with the mentions that lead to it.

     <x:entry kind id href name>          href from the root of the edition
       <x:name>* <x:fact>* <x:identifier>* <x:relation>*   see facts.xsl; for entries of registers
       <x:within text title/>?            for an entry that is known in one text only: a character of a play
       <x:mention text title href …>*     from the records; href is the place of the very words, where it has an id -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:x="https://teipress.org/ns/index">

  <xsl:variable name="f:texts" as="element(x:text)*" select="$records ! (x:text, x:texts/x:text)"/>

  <xsl:variable name="fp:text-of-name" as="map(xs:string, element(x:text))" select="map:merge($f:texts ! map { string(@name): . })"/>

  <xsl:variable name="f:collation" as="xs:string" select="'http://www.w3.org/2013/collation/UCA?lang=' || $edition-language || ';fallback=yes'"/>

  <!-- What words are sorted by: made once for each, while a collation would compare them many times over. -->
  <xsl:function name="f:collated" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="string(xs:hexBinary(collation-key($words, $f:collation)))"/>
  </xsl:function>

  <!-- The mentions of every entry, by its address: gathered once, so that the work grows with the mentions only. -->
  <xsl:variable name="fp:mentions-of" as="map(xs:string, element(x:mention)+)">
    <xsl:map>
      <xsl:for-each-group select="$f:texts ! x:mention" group-by="@entry">
        <xsl:map-entry key="string(current-grouping-key())" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <xsl:variable name="fp:entries-of-registers" as="element()*" select="$registers//*[@xml:id][f:is-entry(.)]"/>

  <!-- The entries of a kind, in the order of the index. -->
  <xsl:function name="f:index-of" as="element(x:entry)*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="if ($kind = 'date') then $fp:dates else if ($kind = 'quotation') then $fp:quotations else $fp:named($kind)"/>
  </xsl:function>

  <!-- How many entries there are of a kind. Of those that are in no register, abridged records have the number. -->
  <xsl:function name="f:number-of-entries" as="xs:integer">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="count(distinct-values((
        $fp:entries-of-registers[f:kind(.) = $kind] ! f:entry-href(.), $f:texts ! x:mention[@kind = $kind] ! string(@entry))))
        + xs:integer(sum($records/x:texts/x:entries[@kind = $kind]/@n))"/>
  </xsl:function>

  <!-- The entries are written by templates, into one tree: a function would make a tree of each of them, and of each mention,
       which takes several times the memory. -->
  <xsl:variable name="fp:dates" as="element(x:entry)*" select="$fp:tree-of-dates/x:entry"/>
  <xsl:variable name="fp:quotations" as="element(x:entry)*" select="$fp:tree-of-quotations/x:entry"/>

  <!-- Entries of registers, and names that are in none, in one order. -->
  <xsl:variable name="fp:named" as="map(xs:string, element(x:entry)*)">
    <xsl:variable name="sorted" as="element(x:entry)*">
      <xsl:perform-sort select="$fp:tree-of-names/x:entry">
        <xsl:sort select="f:collated(lower-case(@name))"/>
        <xsl:sort select="@href" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      </xsl:perform-sort>
    </xsl:variable>
    <xsl:map>
      <xsl:for-each-group select="$sorted" group-by="string(@kind)">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <xsl:variable name="fp:tree-of-names" as="element(x:entries)">
    <x:entries>
      <xsl:call-template name="tp:registered"/>
      <xsl:call-template name="tp:unregistered"/>
    </x:entries>
  </xsl:variable>

  <xsl:template name="tp:registered" as="element(x:entry)*">
    <xsl:for-each select="$fp:entries-of-registers[f:is-wanted(f:entry-href(.))]">
      <x:entry kind="{f:kind(.)}" id="{f:id(.)}" href="{f:entry-href(.)}" name="{f:entry-name(.)}" uri="{f:file-uri(base-uri())}#{f:id(.)}">
        <xsl:copy-of select="@type"/>
        <xsl:sequence select="f:name-records(.), f:fact-records(.), f:identifier-records(.), f:relation-records(.)"/>
        <xsl:apply-templates select="$fp:mentions-of(f:entry-href(.))" mode="mp:placed"/>
      </x:entry>
    </xsl:for-each>
  </xsl:template>

  <!-- Names that are in no register: what belongs together has one address (records/names.xsl). The form that is used most
       is the name of the entry. -->
  <xsl:template name="tp:unregistered" as="element(x:entry)*">
    <xsl:variable name="registered" select="map:merge($fp:entries-of-registers ! map { f:entry-href(.): true() })"/>
    <xsl:for-each select="map:keys($fp:mentions-of)[not(map:contains($registered, .))]">
      <xsl:variable name="mentions" select="$fp:mentions-of(.)"/>
      <xsl:if test="$mentions[1]/@kind[not(. = ('date', 'quotation'))]">
        <xsl:variable name="id" select="substring-after(., '#')"/>
        <xsl:variable name="forms" select="fp:by-frequency($mentions ! @label)"/>
        <x:entry kind="{$mentions[1]/@kind}" id="{$id}" href="{.}" name="{$forms[1]}">
          <xsl:for-each select="tail($forms)[not($fp:is-outline)]">
            <x:name><x:words>{.}</x:words></x:name>
          </xsl:for-each>
          <xsl:for-each select="($mentions ! @uri[. ne ''])[1]">
            <x:identifier type="{f:authority-name(.)}" href="{.}"><x:words>{.}</x:words></x:identifier>
          </xsl:for-each>
          <xsl:for-each select="$fp:text-of-name(string($mentions[1]/@within))[not($fp:is-outline)]">
            <x:within text="{@name}" title="{@title}"/>
          </xsl:for-each>
          <xsl:apply-templates select="$mentions" mode="mp:placed"/>
        </x:entry>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Different words, those that are there most often first, capitals last. -->
  <xsl:function name="fp:by-frequency" as="xs:string*">
    <xsl:param name="words" as="attribute()*"/>
    <xsl:variable name="different" select="distinct-values($words ! string())"/>
    <xsl:choose>
      <xsl:when test="count($different) le 1">
        <xsl:sequence select="$different"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each-group select="$words" group-by="string()">
          <xsl:sort select="count(current-group())" order="descending"/>
          <xsl:sort select="current-grouping-key() = upper-case(current-grouping-key())"/>
          <xsl:sort select="current-grouping-key()" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
          <xsl:sequence select="current-grouping-key()"/>
        </xsl:for-each-group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A mention with the text it stands in. Of a long index, the outline only counts them, and tells who occurs with whom. -->
  <xsl:mode name="mp:placed" on-no-match="fail"/>

  <xsl:variable name="fp:is-outline" as="xs:boolean" select="$parts = $f:kinds ! (. || '-outline')"/>

  <xsl:template match="x:mention[$fp:is-outline][not(@kind = 'quotation')]" mode="mp:placed" as="element(x:mention)" priority="1">
    <x:mention text="{parent::x:text/@name}">
      <xsl:copy-of select="@context"/>
    </x:mention>
  </xsl:template>

  <xsl:template match="x:mention" mode="mp:placed" as="element(x:mention)">
    <xsl:variable name="text" select="parent::x:text"/>
    <x:mention text="{$text/@name}" title="{$text/@title}" lang="{$text/@lang}"
        href="{f:page($text/@name)}{(@id, @context)[1] ! ('#' || .)}">
      <xsl:copy-of select="@*, *"/>
    </x:mention>
  </xsl:template>

  <!-- The same time is one entry, wherever it is mentioned. -->
  <xsl:variable name="fp:tree-of-dates" as="element(x:entries)">
    <x:entries>
    <xsl:for-each-group select="$f:texts ! x:mention[@kind = 'date']" group-by="@entry">
      <xsl:sort select="(f:year(fp:start(x:date)), 0)[1]"/>
      <xsl:sort select="string(fp:start(x:date))"/>
      <xsl:sort select="current-grouping-key()"/>
      <x:entry kind="date" id="{substring-after(@entry, '#')}" href="{@entry}" name="{@label}">
        <xsl:copy-of select="current-group()/@type[1], x:date"/>
        <xsl:apply-templates select="current-group()" mode="mp:placed"/>
      </x:entry>
    </xsl:for-each-group>
    </x:entries>
  </xsl:variable>

  <xsl:function name="fp:start" as="xs:string">
    <xsl:param name="date" as="element(x:date)"/>
    <xsl:sequence select="string(($date/@when, $date/@from, $date/@notBefore, $date/@to, $date/@notAfter)[1])"/>
  </xsl:function>

  <!-- The parts of a broken quotation are one entry. -->
  <xsl:variable name="fp:tree-of-quotations" as="element(x:entries)">
    <x:entries>
    <xsl:for-each-group select="$f:texts ! x:mention[@kind = 'quotation']" group-by="@entry">
      <x:entry kind="quotation" id="{substring-after(@entry, '#')}" href="{@entry}" type="{@element}"
          name="{string-join(current-group()/x:match, ' … ')}">
        <xsl:copy-of select="x:speaker, x:reporter"/>
        <xsl:apply-templates select="current-group()" mode="mp:placed"/>
      </x:entry>
    </xsl:for-each-group>
    </x:entries>
  </xsl:variable>
</xsl:stylesheet>
