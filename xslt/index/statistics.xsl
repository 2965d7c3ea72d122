<?xml version="1.0" encoding="UTF-8"?>
<!-- What the edition counts: how long each text is, what it names, which elements and attributes it uses. For readers who want
     to know how large it is, and for encoders who want to see what is where. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:t="https://teipress.org/ns/templates" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:x="https://teipress.org/ns/index" xmlns:j="http://www.w3.org/2005/xpath-functions"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:variable name="fp:codepoint" as="xs:string" select="'http://www.w3.org/2005/xpath-functions/collation/codepoint'"/>

  <xsl:variable name="fp:measures" as="xs:string+" select="'words', 'characters', 'paragraphs', 'verses', 'speeches', 'pages'"/>

  <!-- The elements of all texts together: how often each is used, in how many texts (named where they are few), with which
       attributes. -->
  <xsl:variable name="fp:elements" as="element(x:element)*">
    <xsl:for-each-group select="$f:texts ! x:element" group-by="string(@name)">
      <xsl:sort select="current-grouping-key()" collation="{$fp:codepoint}"/>
      <x:element name="{@name}" n="{sum(current-group()/@n ! xs:integer(.))}" texts="{count(current-group())}">
        <xsl:variable name="attributes" as="xs:string*">
          <xsl:for-each-group select="current-group() ! tokenize(@attributes)" group-by="substring-before(., '=')">
            <xsl:sort select="current-grouping-key()" collation="{$fp:codepoint}"/>
            <xsl:sequence select="current-grouping-key() || '=' || sum(current-group() ! xs:integer(substring-after(., '=')))"/>
          </xsl:for-each-group>
        </xsl:variable>
        <xsl:attribute name="attributes" select="$attributes"/>
        <xsl:if test="count(current-group()) le 3 and count($f:texts) gt 3">
          <xsl:for-each select="current-group()/..">
            <x:in text="{@name}" title="{@title}"/>
          </xsl:for-each>
        </xsl:if>
      </x:element>
    </xsl:for-each-group>
  </xsl:variable>

  <!-- How often a text, or all texts, name something of a kind; an abridged record has the sum. -->
  <xsl:function name="fp:mentions" as="xs:integer">
    <xsl:param name="texts" as="element(x:text)*"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="count($texts ! x:mention[@kind = $kind][not(@speeches)])
        + xs:integer(sum($texts ! x:mentions[@kind = $kind]/@n))"/>
  </xsl:function>

  <xsl:function name="f:statistics-page" as="element(h:html)">
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="f:label('statistics')"/>
      <xsl:with-param name="current" select="'statistics'"/>
      <xsl:with-param name="head" as="element()*">
        <link rel="alternate" type="application/json" href="statistics.json"/>
        <link rel="alternate" type="text/csv" href="statistics.csv"/>
        <xsl:sequence select="f:script('')"/>
      </xsl:with-param>
      <xsl:with-param name="main" as="element()*">
        <div class="statistics-page">
          <header>
            <h1>{f:label('statistics')}</h1>
            <p class="count">{f:label('statistics-about')}</p>
          </header>
          <section>
            <h2>{f:label('texts')}</h2>
            <xsl:call-template name="tp:table-of-lengths"/>
          </section>
          <section>
            <h2>{f:label('elements')}</h2>
            <p class="count">{f:label('elements-about', (f:number(count($fp:elements)), f:number(xs:integer(sum($fp:elements/@n)))))}</p>
            <xsl:call-template name="tp:table-of-elements"/>
          </section>
          <aside class="data">
            <h2>{f:label('data')}</h2>
            <p>
              <a href="statistics.json">JSON</a>
              <xsl:text> · </xsl:text>
              <a href="statistics.csv">CSV</a>
              <xsl:text> · </xsl:text>
              <a href="browse/texts.json">{f:label('catalogue')} (JSON)</a>
              <xsl:text> · </xsl:text>
              <a href="browse/texts.csv">{f:label('catalogue')} (CSV)</a>
            </p>
          </aside>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <!-- A row for each text, and the sum. Columns that would be empty are left out. -->
  <xsl:template name="tp:table-of-lengths" as="element(h:div)">
    <xsl:variable name="measures" select="for $measure in $fp:measures return $measure[sum($f:texts/x:length/@*[name() = $measure]) gt 0]"/>
    <xsl:variable name="kinds" select="for $kind in $f:kinds return $kind[fp:mentions($f:texts, $kind) gt 0]"/>
    <div class="wide" tabindex="0" role="region" aria-label="{f:label('texts')}">
      <table class="sortable" data-filter="{f:label('filter')}" data-shown="{f:label('shown')}">
        <thead>
          <tr>
            <th scope="col" aria-sort="ascending">{f:label('title')}</th>
            <xsl:for-each select="$measures, 'elements'">
              <th scope="col" class="number">{f:label(.)}</th>
            </xsl:for-each>
            <xsl:for-each select="$kinds">
              <th scope="col" class="number">{f:label(. || 's')}</th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="sort($f:texts, $f:collation, function($text) { $text/@title, $text/@name })">
            <xsl:variable name="text" select="."/>
            <tr>
              <th scope="row"><a href="{f:page(@name)}" lang="{@lang}">{@title}</a></th>
              <xsl:sequence select="(for $measure in $measures return fp:cell($text/x:length/@*[name() = $measure])), fp:cell(sum(x:element/@n)),
                  $kinds ! fp:cell(fp:mentions($text, .))"/>
            </tr>
          </xsl:for-each>
        </tbody>
        <xsl:if test="count($f:texts) gt 1">
          <tfoot>
            <tr>
              <th scope="row">{f:label('all-texts')}</th>
              <xsl:sequence select="(for $measure in $measures return fp:cell(sum($f:texts/x:length/@*[name() = $measure]))), fp:cell(sum($f:texts/x:element/@n)),
                  $kinds ! fp:cell(fp:mentions($f:texts, .))"/>
            </tr>
          </tfoot>
        </xsl:if>
      </table>
    </div>
  </xsl:template>

  <xsl:function name="fp:cell" as="element(h:td)">
    <xsl:param name="number"/>
    <xsl:variable name="integer" select="xs:integer($number)"/>
    <td class="number" data-sort="{$integer}">{f:number($integer)}</td>
  </xsl:function>

  <xsl:template name="tp:table-of-elements" as="element(h:div)">
    <xsl:variable name="several" select="count($f:texts) gt 1"/>
    <div class="wide" tabindex="0" role="region" aria-label="{f:label('elements')}">
      <table class="sortable" data-filter="{f:label('filter')}" data-shown="{f:label('shown')}">
        <thead>
          <tr>
            <th scope="col" aria-sort="ascending">{f:label('element')}</th>
            <th scope="col" class="number">{f:label('number')}</th>
            <xsl:if test="$several"><th scope="col" class="number">{f:label('in-texts')}</th></xsl:if>
            <th scope="col">{f:label('attributes')}</th>
            <xsl:if test="$fp:elements/x:in"><th scope="col">{f:label('only-in')}</th></xsl:if>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="$fp:elements">
            <tr>
              <th scope="row"><code>{@name}</code></th>
              <xsl:sequence select="fp:cell(@n), fp:cell(@texts)[$several]"/>
              <td>
                <xsl:for-each select="tokenize(@attributes)">
                  <xsl:if test="position() gt 1">, </xsl:if>
                  <code>{substring-before(., '=')}</code>
                  <xsl:text> {f:number(xs:integer(substring-after(., '=')))}</xsl:text>
                </xsl:for-each>
              </td>
              <xsl:if test="$fp:elements/x:in">
                <td>
                  <xsl:for-each select="x:in">
                    <xsl:if test="position() gt 1">, </xsl:if>
                    <a href="{f:page(@text)}">{@title}</a>
                  </xsl:for-each>
                </td>
              </xsl:if>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <!-- The same as JSON: some texts together, and some each by itself. -->
  <xsl:function name="f:statistics-json" as="element(j:map)">
    <xsl:param name="together" as="element(x:text)*"/>
    <xsl:param name="single" as="element(x:text)*"/>
    <j:map>
      <xsl:if test="$parts = 'statistics'">
        <j:map key="all">
          <j:number key="texts">{count($together)}</j:number>
          <xsl:sequence select="fp:counts($together, $fp:elements)"/>
        </j:map>
      </xsl:if>
      <j:map key="texts">
        <xsl:for-each select="$single">
          <j:map key="{@name}">
            <xsl:sequence select="fp:counts(., x:element)"/>
          </j:map>
        </xsl:for-each>
      </j:map>
    </j:map>
  </xsl:function>

  <xsl:function name="fp:counts" as="element()*">
    <xsl:param name="texts" as="element(x:text)*"/>
    <xsl:param name="elements" as="element(x:element)*"/>
    <j:map key="length">
      <xsl:for-each select="$fp:measures">
        <j:number key="{.}">{xs:integer(sum($texts/x:length/@*[name() = current()]))}</j:number>
      </xsl:for-each>
    </j:map>
    <j:map key="mentions">
      <xsl:for-each select="$f:kinds">
        <j:number key="{.}">{fp:mentions($texts, .)}</j:number>
      </xsl:for-each>
    </j:map>
    <j:map key="elements">
      <xsl:for-each select="$elements">
        <j:map key="{@name}">
          <j:number key="count">{@n}</j:number>
          <xsl:for-each select="@texts"><j:number key="texts">{.}</j:number></xsl:for-each>
          <xsl:where-populated>
            <j:map key="attributes">
              <xsl:for-each select="tokenize(@attributes)">
                <j:number key="{substring-before(., '=')}">{substring-after(., '=')}</j:number>
              </xsl:for-each>
            </j:map>
          </xsl:where-populated>
        </j:map>
      </xsl:for-each>
    </j:map>
  </xsl:function>

  <!-- A row for each number of each text. -->
  <xsl:function name="f:statistics-csv" as="xs:string">
    <xsl:variable name="rows" as="xs:string*">
      <xsl:sequence select="fp:row(('text', 'what', 'name', 'count'))"/>
      <xsl:for-each select="$f:texts">
        <xsl:variable name="text" select="string(@name)"/>
        <xsl:sequence select="x:length/@* ! fp:row(($text, 'length', name(), string()))"/>
        <xsl:sequence select="for $kind in $f:kinds return fp:row(($text, 'mentions', $kind, string(fp:mentions(., $kind))))"/>
        <xsl:for-each select="x:element">
          <xsl:sequence select="fp:row(($text, 'element', @name, @n))"/>
          <xsl:variable name="element" select="string(@name)"/>
          <xsl:sequence select="tokenize(@attributes) ! fp:row(($text, 'attribute', $element || '/@' || substring-before(., '='), substring-after(., '=')))"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($rows ! (. || '&#13;&#10;'))"/>
  </xsl:function>
</xsl:stylesheet>
