<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures above an index: when, where (map.xsl), who speaks how much, who occurs with whom. All that a figure shows is also in words: in the
     list below it, or in a table beside it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:math="http://www.w3.org/2005/xpath-functions/math"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:x="https://teipress.org/ns/index" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:svg="http://www.w3.org/2000/svg">

  <!-- So many rows a timeline has; of more dates, it counts those of a span. So many persons stand in a circle. -->
  <xsl:variable name="fp:rows" as="xs:integer" select="40"/>
  <xsl:variable name="fp:most-nodes" as="xs:integer" select="16"/>

  <xsl:function name="f:figures" as="element()*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:choose>
      <xsl:when test="$kind = 'date'">
        <xsl:sequence select="fp:timeline($entries[exists(fp:from(.))])"/>
      </xsl:when>
      <xsl:when test="$kind = 'quotation'">
        <xsl:sequence select="fp:shares($entries[x:speaker])"/>
      </xsl:when>
      <xsl:when test="$kind = 'place'">
        <xsl:sequence select="f:map([$entries])"/>
      </xsl:when>
      <xsl:when test="$kind = 'person'">
        <!-- Of the characters of a play it is known where they speak first, not where they meet. -->
        <xsl:sequence select="fp:company($entries[not(x:within)])"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- A value of a date as a number: the middle of 1812 is 1812.5. -->
  <xsl:function name="fp:moment" as="xs:double?">
    <xsl:param name="value" as="attribute()?"/>
    <xsl:param name="end" as="xs:boolean"/>
    <xsl:variable name="year" select="$value ! f:year(.)"/>
    <xsl:variable name="rest" select="tokenize(replace($value, '^-?\d+-?', ''), '\D')[. castable as xs:integer] ! xs:integer(.)"/>
    <xsl:sequence select="$year ! ((if ($rest[1]) then . + ($rest[1] - 1 + (if ($rest[2]) then $rest[2] div 31 else if ($end) then 1 else 0)) div 12
        else if ($end) then . + 1 else .) ! xs:double(.))"/>
  </xsl:function>

  <xsl:function name="fp:from" as="xs:double?">
    <xsl:param name="entry" as="element(x:entry)"/>
    <xsl:variable name="date" select="$entry/x:date"/>
    <xsl:sequence select="(fp:moment(($date/@when, $date/@from, $date/@notBefore)[1], false()), fp:moment(($date/@to, $date/@notAfter)[1], true()))[1]"/>
  </xsl:function>

  <xsl:function name="fp:until" as="xs:double?">
    <xsl:param name="entry" as="element(x:entry)"/>
    <xsl:variable name="date" select="$entry/x:date"/>
    <xsl:sequence select="(fp:moment(($date/@to, $date/@notAfter, $date/@when)[1], true()), fp:from($entry))[1]"/>
  </xsl:function>

  <!-- Years that a scale is marked at: at most ten, and round. -->
  <xsl:function name="fp:marks" as="xs:integer*">
    <xsl:param name="first" as="xs:integer"/>
    <xsl:param name="last" as="xs:integer"/>
    <xsl:variable name="step" select="((1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)[($last - $first) div . le 8], 2000)[1]"/>
    <xsl:sequence select="(xs:integer(floor($first div $step)) to xs:integer(ceiling($last div $step))) ! (. * $step)"/>
  </xsl:function>

  <xsl:function name="fp:timeline" as="element(h:figure)?">
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:if test="count($entries) gt 1">
      <xsl:variable name="marks" select="fp:marks(xs:integer(floor(min($entries ! fp:from(.)))), xs:integer(ceiling(max($entries ! fp:until(.)))))"/>
      <xsl:variable name="first" select="$marks[1]"/>
      <xsl:variable name="x" select="function($moment) { round(10 + 700 * ($moment - $first) div max(($marks[last()] - $first, 1)), 1) }"/>
      <xsl:variable name="many" select="count($entries) gt $fp:rows"/>
      <xsl:variable name="height" select="if ($many) then 120 else 26 * count($entries)"/>
      <figure class="timeline">
        <figcaption>{f:label('timeline')}</figcaption>
        <svg:svg viewBox="0 0 720 {$height + 34}" role="group" aria-label="{f:label('timeline')}">
          <xsl:for-each select="$marks">
            <svg:line class="mark" x1="{$x(.)}" x2="{$x(.)}" y1="0" y2="{$height + 6}"/>
            <svg:text class="year" x="{$x(.)}" y="{$height + 24}" aria-hidden="true">{.}</svg:text>
          </xsl:for-each>
          <xsl:choose>
            <xsl:when test="$many">
              <xsl:sequence select="fp:counted($entries, $marks, $x, $height)"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:for-each select="$entries">
                <xsl:variable name="from" select="$x(fp:from(.))"/>
                <xsl:variable name="until" select="max(($x(fp:until(.)), $from + 6))"/>
                <xsl:variable name="right" select="$from gt 720 - $until"/>
                <svg:a href="#{@id}">
                  <svg:rect x="{$from}" y="{26 * position() - 19}" width="{$until - $from}" height="8" rx="4"/>
                  <svg:text class="{'left'[$right]}" x="{if ($right) then $from - 6 else $until + 6}" y="{26 * position() - 10}">{@name}</svg:text>
                </svg:a>
              </xsl:for-each>
            </xsl:otherwise>
          </xsl:choose>
        </svg:svg>
      </figure>
    </xsl:if>
  </xsl:function>

  <!-- Of many dates, how many there are between two marks; each bar leads to the first of them. -->
  <xsl:function name="fp:counted" as="element(svg:a)*">
    <xsl:param name="entries" as="element(x:entry)+"/>
    <xsl:param name="marks" as="xs:integer+"/>
    <xsl:param name="x" as="function(*)"/>
    <xsl:param name="height" as="xs:integer"/>
    <xsl:variable name="step" select="max((1, ($marks[2] - $marks[1]) idiv 5))"/>
    <xsl:variable name="groups" as="map(*)*">
      <xsl:for-each-group select="$entries" group-by="xs:integer(floor(fp:from(.) div $step))">
        <xsl:sort select="current-grouping-key()"/>
        <xsl:sequence select="map { 'start': current-grouping-key() * $step, 'count': sum(current-group() ! count(x:mention)), 'first': current-group()[1] }"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="most" select="max($groups ! ?count)"/>
    <xsl:for-each select="$groups">
      <xsl:variable name="tall" select="max((2, round($height * ?count div $most)))"/>
      <xsl:variable name="span" select="if ($step = 1) then string(?start) else ?start || '–' || ?start + $step - 1"/>
      <svg:a href="#{?first/@id}" aria-label="{$span}: {f:count(?count, 'one-mention', 'many-mentions')}">
        <svg:rect x="{$x(?start)}" y="{$height - $tall}" width="{max((2, $x(?start + $step) - $x(?start) - 1))}" height="{$tall}">
          <svg:title>{$span}: {?count}</svg:title>
        </svg:rect>
      </svg:a>
    </xsl:for-each>
  </xsl:function>

  <!-- Who is quoted how much. -->
  <xsl:function name="fp:shares" as="element(h:figure)?">
    <xsl:param name="quotations" as="element(x:entry)*"/>
    <xsl:variable name="speakers" as="element(x:share)*">
      <xsl:for-each-group select="$quotations" group-by="x:speaker ! string()">
        <x:share name="{current-grouping-key()}" quotations="{count(current-group())}"
            words="{sum(current-group()/x:mention/x:match ! count(tokenize(.)))}">
          <xsl:copy-of select="(current-group()/x:speaker[. = current-grouping-key()]/@href)[1]"/>
        </x:share>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="most" select="max($speakers ! xs:integer(@words))"/>
    <xsl:if test="count($speakers) gt 1">
      <figure class="shares">
        <figcaption>{f:label('who-is-quoted')}</figcaption>
        <table>
          <thead>
            <tr>
              <th scope="col">{f:label('filter-speaker')}</th>
              <th scope="col" class="number">{f:label('quotations')}</th>
              <th scope="col" class="number">{f:label('words')}</th>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="sort($speakers, (), function($share) { -xs:integer($share/@words), string($share/@name) })">
              <tr>
                <th scope="row">
                  <xsl:choose>
                    <xsl:when test="@href">
                      <a href="../{@href}">{@name}</a>
                    </xsl:when>
                    <xsl:otherwise>{@name}</xsl:otherwise>
                  </xsl:choose>
                </th>
                <td class="number">{@quotations}</td>
                <td class="number">
                  <svg:svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    <svg:rect width="{round(100 * @words div $most)}" height="10"/>
                  </svg:svg>
                  <xsl:text>{@words}</xsl:text>
                </td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </figure>
    </xsl:if>
  </xsl:function>

  <!-- Who occurs with whom: in the same sentence, line or paragraph, as far as mentions tell where they stand. -->
  <xsl:function name="fp:company" as="element(h:figure)?">
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:variable name="places" as="map(xs:string, xs:string*)">
      <xsl:map>
        <xsl:for-each-group select="$entries/x:mention[@context ne '']" group-by="@text || '#' || @context">
          <xsl:variable name="there" select="distinct-values(current-group()/../@id ! string())"/>
          <xsl:if test="count($there) gt 1">
            <xsl:map-entry key="current-grouping-key()" select="sort($there)"/>
          </xsl:if>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:variable name="pairs" as="element(x:pair)*">
      <xsl:for-each-group select="map:keys($places) ! fp:pairs($places(.))" group-by="@one || ' ' || @other">
        <x:pair one="{@one}" other="{@other}" count="{count(current-group())}"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:if test="count($pairs) gt 1">
      <xsl:variable name="name-of" select="map:merge($entries ! map { string(@id): string(@name) })"/>
      <xsl:variable name="weight" select="function($id) { sum($pairs[@one = $id or @other = $id]/@count ! xs:integer(.)) }"/>
      <xsl:variable name="nodes" select="subsequence(sort(distinct-values($pairs/(@one, @other) ! string()), (),
          function($id) { -$weight($id), $name-of($id) }), 1, $fp:most-nodes)"/>
      <xsl:variable name="shown" select="sort($pairs[@one = $nodes and @other = $nodes], (), function($pair) { -xs:integer($pair/@count), $name-of($pair/@one), $name-of($pair/@other) })"/>
      <figure class="company">
        <figcaption>{f:label('who-with-whom')}</figcaption>
        <xsl:sequence select="fp:circle($nodes, $shown, $name-of)"/>
        <details>
          <summary>{f:label('as-a-table')}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col" colspan="2">{f:label('persons')}</th>
                <th scope="col" class="number">{f:label('together')}</th>
              </tr>
            </thead>
            <tbody>
              <xsl:for-each select="$shown">
                <tr>
                  <td><a href="#{@one}">{$name-of(@one)}</a></td>
                  <td><a href="#{@other}">{$name-of(@other)}</a></td>
                  <td class="number">{@count}</td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </details>
      </figure>
    </xsl:if>
  </xsl:function>

  <xsl:function name="fp:pairs" as="element(x:pair)*">
    <xsl:param name="ids" as="xs:string*"/>
    <xsl:for-each select="$ids">
      <xsl:variable name="at" select="position()"/>
      <xsl:variable name="one" select="."/>
      <xsl:for-each select="subsequence($ids, $at + 1)">
        <x:pair one="{$one}" other="{.}"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <!-- Names in a circle, and lines between those that occur together: the stronger, the more often. -->
  <xsl:function name="fp:circle" as="element(svg:svg)">
    <xsl:param name="nodes" as="xs:string*"/>
    <xsl:param name="pairs" as="element(x:pair)*"/>
    <xsl:param name="name-of" as="map(xs:string, xs:string)"/>
    <xsl:variable name="radius" select="min((40 + 8 * count($nodes), 150))"/>
    <xsl:variable name="middle" select="$radius + 30"/>
    <xsl:variable name="angle" select="function($id) { 2 * math:pi() * (index-of($nodes, $id)[1] - 1) div count($nodes) - math:pi() div 2 }"/>
    <xsl:variable name="x" select="function($id, $far) { round(360 + $far * math:cos($angle($id)), 1) }"/>
    <xsl:variable name="y" select="function($id, $far) { round($middle + $far * math:sin($angle($id)), 1) }"/>
    <xsl:variable name="most" select="max($pairs ! xs:integer(@count))"/>
    <svg:svg viewBox="0 0 720 {2 * $middle}" role="group" aria-label="{f:label('who-with-whom')}">
      <xsl:for-each select="$pairs">
        <svg:path class="tie" d="M{$x(@one, $radius)} {$y(@one, $radius)}Q360 {$middle} {$x(@other, $radius)} {$y(@other, $radius)}"
            stroke-width="{round(1 + 5 * @count div $most, 1)}"/>
      </xsl:for-each>
      <xsl:for-each select="$nodes">
        <xsl:variable name="side" select="math:cos($angle(.))"/>
        <svg:a href="#{.}">
          <svg:circle cx="{$x(., $radius)}" cy="{$y(., $radius)}" r="5"/>
          <svg:text class="{if (abs($side) lt 0.1) then 'middle' else if ($side lt 0) then 'left' else ()}"
              x="{$x(., $radius + 12)}" y="{$y(., $radius + (if (abs($side) lt 0.1 and $y(., 1) gt $middle) then 20 else 12)) + 4}">{$name-of(.)}</svg:text>
        </svg:a>
      </xsl:for-each>
    </svg:svg>
  </xsl:function>
</xsl:stylesheet>
