<?xml version="1.0" encoding="UTF-8"?>
<!-- The map above the index of places. Where everything is on it, Python has worked out (teipress/atlas/maps.py). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:j="http://www.w3.org/2005/xpath-functions"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:x="https://teipress.org/ns/index" xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml" xmlns:svg="http://www.w3.org/2000/svg">

  <!-- Where an entry is: in degrees, as the register has them. -->
  <xsl:function name="fp:location" as="element(x:fact)?">
    <xsl:param name="entry" as="element(x:entry)"/>
    <xsl:sequence select="$entry/x:fact[fp:is-on-earth(.)][1]"/>
  </xsl:function>

  <!-- The places that are to be on the map, for Python. -->
  <xsl:function name="f:located" as="element(j:array)">
    <j:array>
      <xsl:for-each select="f:index-of('place')[fp:location(.)]">
        <j:map>
          <j:string key="id">{@id}</j:string>
          <j:string key="name">{@name}</j:string>
          <j:string key="longitude">{fp:location(.)/@longitude}</j:string>
          <j:string key="latitude">{fp:location(.)/@latitude}</j:string>
          <j:number key="mentions">{count(x:mention)}</j:number>
        </j:map>
      </xsl:for-each>
    </j:array>
  </xsl:function>

  <!-- The map, and its places in a table; nothing, where no place has coordinates. The parts are those of the index. -->
  <xsl:function name="f:map" as="element(h:figure)?">
    <xsl:param name="parts" as="array(element(x:entry)*)?"/>
    <xsl:variable name="entries" select="$parts?*"/>
    <xsl:variable name="located" select="$entries[fp:location(.)]"/>
    <xsl:variable name="numbers" as="xs:integer*" select="$parts ! (1 to array:size(.))"/>
    <xsl:variable name="hrefs" as="map(xs:string, xs:string)" select="map:merge($numbers ! (let $part := . return
        $parts($part) ! map { string(@id): (if (count($numbers) = 1) then '' else '../' || f:part('place', $part)) || '#' || @id }))"/>
    <xsl:for-each select="$map/x:map[exists($located)]">
      <xsl:variable name="entry-of" as="map(xs:string, element(x:entry))" select="map:merge($located ! map { string(@id): . })"/>
      <figure class="map">
        <figcaption>{f:label('map')}</figcaption>
        <svg:svg viewBox="0 0 {@width} {@height}" role="group" aria-label="{f:label('map')}">
          <svg:g class="ground" transform="scale({1 div @fine})">
            <svg:path class="sea" d="{x:sea/@d}"/>
            <svg:path class="net" d="{x:net/@d}"/>
            <svg:path class="land" d="{x:land/@d}"/>
            <svg:path class="borders" d="{x:borders/@d}"/>
            <svg:path class="edge" d="{x:sea/@d}"/>
          </svg:g>
          <xsl:for-each select="@length">
            <svg:path class="scale" d="M12 {../@height - 18}v6h{.}v-6"/>
            <svg:text class="scale" x="{12 + . + 6}" y="{../@height - 11}" aria-hidden="true">{f:number(../@kilometres)} km</svg:text>
          </xsl:for-each>
          <xsl:for-each select="x:mark">
            <xsl:sequence select="fp:mark(., tokenize(@ids) ! $entry-of(.), $hrefs, position())"/>
          </xsl:for-each>
        </svg:svg>
        <p class="about-map">
          <xsl:text>{f:label('map-credit')}</xsl:text>
          <xsl:for-each select="(count($entries) - count($located))[. gt 0]"> {f:count(., 'one-not-on-map', 'many-not-on-map')}</xsl:for-each>
        </p>
        <details>
          <summary>{f:label('as-a-table')}</summary>
          <xsl:sequence select="fp:table-of-places(x:mark, $located, $hrefs)"/>
        </details>
      </figure>
    </xsl:for-each>
  </xsl:function>

  <!-- A mark leads to its entry; that of many places, to where they are in the table. -->
  <xsl:function name="fp:mark" as="element(svg:a)">
    <xsl:param name="mark" as="element(x:mark)"/>
    <xsl:param name="entries" as="element(x:entry)+"/>
    <xsl:param name="hrefs" as="map(xs:string, xs:string)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="many" select="count($entries)[. gt 1]"/>
    <xsl:variable name="mentions" select="sum($entries ! count(x:mention))"/>
    <svg:a href="{if ($many) then '#' || fp:mark-id($number) else $hrefs($entries/@id)}">
      <xsl:where-populated>
        <xsl:attribute name="class" select="'many'[exists($many)], 'unmentioned'[$mentions = 0], 'silent'[$mark/x:label/@show = 'none']"/>
      </xsl:where-populated>
      <svg:title>
        <xsl:text>{if ($many) then f:label('places-here', (f:number($many), string-join(subsequence($entries/@name, 1, 3), ', '))) else $entries/@name}</xsl:text>
        <xsl:if test="$mentions gt 0">: {f:count($mentions, 'one-mention', 'many-mentions')}</xsl:if>
      </svg:title>
      <svg:circle cx="{$mark/@x}" cy="{$mark/@y}" r="{$mark/@radius}"/>
      <xsl:for-each select="$many">
        <svg:text class="number" x="{$mark/@x}" y="{$mark/@y}" aria-hidden="true">{f:number(.)}</svg:text>
      </xsl:for-each>
      <xsl:for-each select="$mark/x:label">
        <svg:text class="{if (@show = 'none') then 'wide' else @show} {@anchor}" x="{@x}" y="{@y}" aria-hidden="true">{.}</svg:text>
      </xsl:for-each>
    </svg:a>
  </xsl:function>

  <xsl:function name="fp:mark-id" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="'teipress:mark-' || $number"/>
  </xsl:function>

  <!-- The places in the order of the index; those that have one mark are together. -->
  <xsl:function name="fp:table-of-places" as="element(h:table)">
    <xsl:param name="marks" as="element(x:mark)+"/>
    <xsl:param name="entries" as="element(x:entry)+"/>
    <xsl:param name="hrefs" as="map(xs:string, xs:string)"/>
    <xsl:variable name="mark-of" as="map(xs:string, xs:integer)" select="map:merge((1 to count($marks)) ! (let $number := . return
        tokenize($marks[$number]/@ids)[contains($marks[$number]/@ids, ' ')] ! map { .: $number }))"/>
    <table>
      <thead>
        <tr>
          <th scope="col">{f:label('place')}</th>
          <th scope="col" class="number">{f:label('latitude')}</th>
          <th scope="col" class="number">{f:label('longitude')}</th>
          <th scope="col" class="number">{f:label('mentions')}</th>
        </tr>
      </thead>
      <xsl:for-each-group select="$entries" group-by="($mark-of(@id), @id)[1]">
        <tbody>
          <xsl:for-each select="$mark-of(@id)">
            <xsl:attribute name="id" select="fp:mark-id(.)"/>
          </xsl:for-each>
          <xsl:for-each select="current-group()">
            <tr>
              <th scope="row">
                <a href="{$hrefs(@id)}">{@name}</a>
              </th>
              <td class="number">{fp:location(.)/@latitude}</td>
              <td class="number">{fp:location(.)/@longitude}</td>
              <td class="number">{f:number(count(x:mention))}</td>
            </tr>
          </xsl:for-each>
        </tbody>
      </xsl:for-each-group>
    </table>
  </xsl:function>
</xsl:stylesheet>
