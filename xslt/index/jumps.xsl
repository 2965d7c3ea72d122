<?xml version="1.0" encoding="UTF-8"?>
<!-- Ways into an index: by letters, by years, by texts; and quotations by speaker and by source. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:x="https://teipress.org/ns/index"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <!-- An index with fewer entries is seen at a glance, and more links than these are no help. -->
  <xsl:variable name="fp:worth-jumping" as="xs:integer" select="8"/>

  <xsl:variable name="fp:most-jumps" as="xs:integer" select="60"/>

  <!-- Links to where each letter, time or text starts. “here” is the number of the part that they stand on, 0 on the page that
       lists the parts. -->
  <xsl:function name="f:jumps" as="element(h:nav)?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="here" as="xs:integer"/>
    <xsl:variable name="outline" select="f:outline($kind)"/>
    <xsl:if test="exists($outline/x:jump)">
      <nav class="groups jumps" aria-label="{f:label('jump-to')}">
        <ul>
          <xsl:for-each select="$outline/x:jump">
            <li>
              <a href="{if (count($outline/x:part) = 1 or @part = $here) then '' else '../' || f:part($kind, @part)}#{@id}">{@label}</a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:function>

  <!-- The jumps of an index, each with the part that it leads to. -->
  <xsl:function name="fp:jumps" as="element(x:jump)*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:param name="parts" as="array(element(x:entry)*)"/>
    <xsl:variable name="groups" select="if (count($entries) ge $fp:worth-jumping) then fp:groups($kind, $entries) else ()"/>
    <xsl:if test="count($groups) = 2 to $fp:most-jumps">
      <xsl:variable name="part-of" as="map(xs:string, xs:integer)" select="map:merge((1 to array:size($parts)) ! (let $number := .
          return $parts($number) ! map { string(@href): $number }))"/>
      <xsl:for-each select="$groups">
        <x:jump label="{?label}" id="{?first/@id}" part="{$part-of(?first/@href)}"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <!-- Entries that follow each other and belong together: label and first entry. A letter that starts several times, since
       signs before it are sorted apart, is where most of its names are. -->
  <xsl:function name="fp:groups" as="map(*)*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:variable name="runs" as="map(*)*">
      <xsl:for-each-group select="$entries" group-adjacent="fp:group-of(., $kind, $entries)">
        <xsl:sequence select="map { 'label': current-grouping-key(), 'first': current-group()[1], 'size': count(current-group()), 'at': position() }"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="longest" as="map(*)*">
      <xsl:for-each-group select="$runs[?label]" group-by="?label">
        <xsl:sequence select="sort(current-group(), (), function($run) { -$run?size, $run?at })[1]"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="sort($longest, (), function($run) { $run?at })"/>
  </xsl:function>

  <xsl:function name="fp:group-of" as="xs:string">
    <xsl:param name="entry" as="element(x:entry)"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:sequence select="if ($kind = 'date') then fp:time-of($entry)
        else if ($kind = 'quotation') then string($entry/x:mention[1]/@title)
        else f:letter($entry/@name)"/>
  </xsl:function>

  <!-- The letter that a name is found under: without its accent; of a Korean syllable, its first. Everything else together. -->
  <xsl:function name="f:letter" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="first" select="upper-case(substring(replace(normalize-unicode(substring($name, 1, 40), 'NFKD'), '[^\p{L}\p{N}]', ''), 1, 1))"/>
    <xsl:sequence select="(translate($first[matches(., '\p{L}')], 'ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ', 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'), '0–9')[. ne ''][1]"/>
  </xsl:function>

  <!-- Years, decades or centuries, as far apart as the dates are. -->
  <xsl:variable name="fp:span-of-dates" as="xs:integer">
    <xsl:variable name="years" select="$fp:dates ! f:year(fp:start(x:date[1]))"/>
    <xsl:variable name="wide" select="max(($years, 0)[exists($years)]) - (min($years), 0)[1]"/>
    <xsl:sequence select="if ($wide le 15) then 1 else if ($wide le 300) then 10 else 100"/>
  </xsl:variable>

  <xsl:function name="fp:time-of" as="xs:string">
    <xsl:param name="entry" as="element(x:entry)"/>
    <xsl:variable name="year" select="f:year(fp:start($entry/x:date[1]))"/>
    <xsl:variable name="start" select="$year ! (xs:integer(floor(. div $fp:span-of-dates)) * $fp:span-of-dates)"/>
    <xsl:variable name="end" select="$start + $fp:span-of-dates - 1"/>
    <xsl:sequence select="if (empty($year)) then ''
        else if ($fp:span-of-dates = 1 and $start ge 0) then string($start)
        else f:label(if ($start lt 0) then 'years-before-christ' else 'years', (string(abs($start)), string(abs($end))))"/>
  </xsl:function>

  <xsl:variable name="fp:most-grouped" as="xs:integer" select="2000"/>

  <!-- Quotations by who speaks, and by where their words are known from: each leads to the quotation itself. -->
  <xsl:function name="f:quotations-by" as="element(h:section)*">
    <xsl:param name="all" as="element(x:entry)*"/>
    <!-- Of a long index, those whose are told; of very many, none. -->
    <xsl:variable name="entries" select="if (count($all) le $fp:most-grouped) then $all else $all[x:speaker or x:reporter]"/>
    <!-- Of written words, those whose they are told by are their source. -->
    <xsl:sequence select="if (count($entries) gt $fp:most-grouped) then () else (
        fp:quotations-by($entries, 'by-speaker', function($entry) { $entry/x:speaker }),
        fp:quotations-by($entries, 'by-source', function($entry) { $entry/x:reporter, $entry[@type = 'quote']/x:speaker }))"/>
  </xsl:function>

  <xsl:function name="fp:quotations-by" as="element(h:section)?">
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="whose" as="function(element(x:entry)) as element()*"/>
    <xsl:variable name="named" select="$entries[exists($whose(.))]"/>
    <xsl:if test="exists($named)">
      <section class="grouped">
        <h2>{f:label($label)}</h2>
        <ul>
          <xsl:for-each-group select="$named" group-by="$whose(.) ! string()">
            <xsl:sort select="f:collated(lower-case(current-grouping-key()))"/>
            <xsl:sort select="current-grouping-key()" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
            <xsl:sequence select="fp:group-of-quotations(current-grouping-key(), $whose(.)[. = current-grouping-key()][1]/@href, current-group())"/>
          </xsl:for-each-group>
          <xsl:if test="$label = 'by-speaker' and count($named) lt count($entries)">
            <xsl:sequence select="fp:group-of-quotations(f:label('nobody-named'), (), $entries except $named)"/>
          </xsl:if>
        </ul>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="fp:group-of-quotations" as="element(h:li)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="href" as="attribute()?"/>
    <xsl:param name="entries" as="element(x:entry)+"/>
    <li>
      <details>
        <summary>{$name} <span class="count">{f:number(count($entries))}</span></summary>
        <xsl:for-each select="$href">
          <p><a href="../{.}">{f:label('go-to-entry', $name)}</a></p>
        </xsl:for-each>
        <ol>
          <xsl:for-each select="$entries">
            <li lang="{x:mention[1]/@lang}"><a href="../{f:address(@href)}">{fp:start-of-quotation(@name)}</a></li>
          </xsl:for-each>
        </ol>
      </details>
    </li>
  </xsl:function>

  <!-- The first words of a quotation. -->
  <xsl:function name="fp:start-of-quotation" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="if (string-length($words) le 80) then ($words[.], '…')[1]
        else replace(substring($words, 1, 80), '\s+\S*$', '') || ' …'"/>
  </xsl:function>
</xsl:stylesheet>
