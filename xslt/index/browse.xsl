<?xml version="1.0" encoding="UTF-8"?>
<!-- Browsing: the texts by title, author, date, place, keyword, language; a page for each of these that the headers tell. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:mp="https://teipress.org/ns/modes-private"
    xmlns:t="https://teipress.org/ns/templates" xmlns:x="https://teipress.org/ns/index"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:variable name="f:axes" as="xs:string+" select="'title', 'author', 'date', 'place', 'keyword', 'language'"/>

  <!-- The ways of browsing that there are here; none for a single text. -->
  <xsl:variable name="f:axes-here" as="xs:string*" select="
      if (count($f:texts) lt 2) then () else $f:axes[. = 'title' or (some $text in $f:texts satisfies exists(fp:keys(., $text)))]"/>

  <xsl:function name="f:browse" as="xs:string">
    <xsl:param name="axis" as="xs:string"/>
    <xsl:sequence select="'browse/' || $axis || 's.html'"/>
  </xsl:function>

  <!-- Under what a text is found: a label to show, and how it is sorted. -->
  <xsl:function name="fp:keys" as="element(x:key)*">
    <xsl:param name="axis" as="xs:string"/>
    <xsl:param name="text" as="element(x:text)"/>
    <xsl:apply-templates select="if ($axis = 'title') then $text/@title
        else $text/*[self::x:author[$axis = 'author'] or self::x:written[$axis = 'date'] or self::x:origin[$axis = 'place']
          or self::x:keyword[$axis = 'keyword'] or self::x:language[$axis = 'language']]" mode="mp:key"/>
  </xsl:function>

  <xsl:mode name="mp:key" on-no-match="fail"/>

  <xsl:template match="@title" mode="mp:key" as="element(x:key)">
    <x:key label="{f:letter(.)}" sort="{f:letter(.)}"/>
  </xsl:template>

  <xsl:template match="x:author" mode="mp:key" as="element(x:key)">
    <x:key label="{f:author-name(.)}" sort="{f:author-name(.)}"/>
  </xsl:template>

  <xsl:template match="x:written" mode="mp:key" as="element(x:key)">
    <xsl:variable name="start" select="xs:integer(floor(xs:integer(@year) div $fp:years-together)) * $fp:years-together"/>
    <xsl:variable name="end" select="$start + $fp:years-together - 1"/>
    <x:key sort="{format-number($start + 100000, '000000')}"
        label="{f:label(if ($start lt 0) then 'years-before-christ' else 'years', (string(abs($start)), string(abs($end))))}"/>
  </xsl:template>

  <xsl:template match="x:origin | x:keyword" mode="mp:key" as="element(x:key)">
    <x:key label="{.}" sort="{lower-case(.)}"/>
  </xsl:template>

  <xsl:template match="x:language" mode="mp:key" as="element(x:key)">
    <x:key label="{f:language-name(.)}" sort="{f:language-name(.)}"/>
  </xsl:template>

  <!-- Decades where the texts are of two centuries at most, else centuries. -->
  <xsl:variable name="fp:years-together" as="xs:integer" select="
      let $years := $f:texts ! x:written/@year ! xs:integer(.) return if (max(($years, 0)[exists($years)]) - min($years) gt 200) then 100 else 10"/>

  <xsl:function name="f:language-name" as="xs:string">
    <xsl:param name="language" as="element(x:language)"/>
    <xsl:variable name="key" select="'language-' || $language/@code"/>
    <xsl:sequence select="if (f:has-label($key)) then f:label($key) else (string($language)[. and string-length(.) le 30], $language/@code)[1]"/>
  </xsl:function>

  <!-- The name that an author is listed under: texts that give the same key mean the same person, and so does a name that is
       elsewhere given with a key. Of several forms, the one with the family name first. -->
  <xsl:function name="f:author-name" as="xs:string">
    <xsl:param name="author" as="element(x:author)"/>
    <xsl:variable name="key" select="($author/@key[. ne ''], $fp:key-of-author($author/@sort))[1]"/>
    <xsl:sequence select="($key ! $fp:author-of-key(.), $author/@sort)[1]"/>
  </xsl:function>

  <xsl:variable name="fp:authors-with-key" as="element(x:author)*" select="$f:texts ! x:author[@key ne '']"/>

  <xsl:variable name="fp:key-of-author" as="map(xs:string, xs:string)"
      select="map:merge($fp:authors-with-key ! map { string(@sort): string(@key) }, map { 'duplicates': 'use-first' })"/>

  <xsl:variable name="fp:author-of-key" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each-group select="$fp:authors-with-key" group-by="string(@key)">
        <xsl:map-entry key="current-grouping-key()"
            select="string(sort(current-group()/@sort, (), function($name) { not(contains($name, ',')), string($name) })[1])"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <!-- Texts in their order: by author (those without one last), year, title, name. -->
  <xsl:function name="f:in-order" as="element(x:text)*">
    <xsl:param name="texts" as="element(x:text)*"/>
    <xsl:perform-sort select="$texts">
      <xsl:sort select="empty(x:author)"/>
      <xsl:sort select="x:author[1] ! f:author-name(.)" collation="{$f:collation}"/>
      <xsl:sort select="(x:written/@year ! xs:integer(.), 99999)[1]"/>
      <xsl:sort select="@title" collation="{$f:collation}"/>
      <xsl:sort select="@name" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
    </xsl:perform-sort>
  </xsl:function>

  <!-- The links to the other ways of browsing. -->
  <xsl:template name="t:axes" as="element(h:nav)?">
    <xsl:param name="current" as="xs:string" select="''"/>
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <xsl:if test="exists($f:axes-here)">
      <nav class="axes" aria-labelledby="teipress:axes">
        <span id="teipress:axes">{f:label('browse')}</span>
        <ul>
          <xsl:for-each select="$f:axes-here">
            <li>
              <a href="{$root}{f:browse(.)}">
                <xsl:if test=". = $current">
                  <xsl:attribute name="aria-current" select="'page'"/>
                </xsl:if>
                <xsl:text>{f:label('by-' || .)}</xsl:text>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:browse-page" as="element(h:html)">
    <xsl:param name="axis" as="xs:string"/>
    <xsl:variable name="places" as="element(x:key)*">
      <xsl:for-each select="$f:texts">
        <xsl:variable name="text" select="."/>
        <xsl:for-each select="fp:keys($axis, .)">
          <x:key text="{$text/@name}">
            <xsl:copy-of select="@*"/>
          </x:key>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="groups" as="element(x:group)*">
      <xsl:for-each-group select="$places" group-by="string(@label)">
        <xsl:sort select="@sort" collation="{$f:collation}"/>
        <xsl:sort select="@label" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
        <x:group label="{@label}">
          <xsl:sequence select="current-group()/@text ! fp:member(.)"/>
        </x:group>
      </xsl:for-each-group>
      <xsl:where-populated>
        <x:group>
          <xsl:sequence select="$f:texts[empty(fp:keys($axis, .))]/@name ! fp:member(.)"/>
        </x:group>
      </xsl:where-populated>
    </xsl:variable>
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="f:label('texts') || ' ' || f:label('in-sentence-by-' || $axis)"/>
      <xsl:with-param name="root" select="'../'" tunnel="yes"/>
      <xsl:with-param name="main" as="element()*">
        <div class="browse-page">
          <header>
            <h1>{f:label('texts')} {f:label('in-sentence-by-' || $axis)}</h1>
            <xsl:call-template name="t:axes">
              <xsl:with-param name="current" select="$axis"/>
              <xsl:with-param name="root" select="'../'" tunnel="yes"/>
            </xsl:call-template>
          </header>
          <xsl:if test="count($groups) gt 3">
            <nav class="groups" aria-label="{f:label('on-this-page')}">
              <ul>
                <xsl:for-each select="$groups">
                  <li><a href="#teipress:{position()}">{fp:group-label(., $axis)}</a></li>
                </xsl:for-each>
              </ul>
            </nav>
          </xsl:if>
          <xsl:for-each select="$groups">
            <section class="group" id="teipress:{position()}">
              <h2>
                <xsl:text>{fp:group-label(., $axis)} </xsl:text>
                <span class="count">{f:number(count(x:member))}</span>
              </h2>
              <ul>
                <xsl:for-each select="fp:sorted($axis, x:member ! $fp:text-of-name(@text))">
                  <li>
                    <a href="../{f:page(@name)}" lang="{@lang}">{@title}</a>
                    <xsl:where-populated>
                      <span class="text-facts">{string-join((x:author[$axis ne 'author'] ! string(@name), x:written/string(@phrase)), ' · ')}</span>
                    </xsl:where-populated>
                  </li>
                </xsl:for-each>
              </ul>
            </section>
          </xsl:for-each>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <xsl:function name="fp:member" as="element(x:member)">
    <xsl:param name="name" as="xs:string"/>
    <x:member text="{$name}"/>
  </xsl:function>

  <xsl:function name="fp:group-label" as="xs:string">
    <xsl:param name="group" as="element(x:group)"/>
    <xsl:param name="axis" as="xs:string"/>
    <xsl:sequence select="($group/@label, f:label('without-' || $axis))[1]"/>
  </xsl:function>

  <!-- The texts of a group: by title, by year, or in the order of all texts. -->
  <xsl:function name="fp:sorted" as="element(x:text)*">
    <xsl:param name="axis" as="xs:string"/>
    <xsl:param name="texts" as="element(x:text)*"/>
    <xsl:choose>
      <xsl:when test="$axis = 'title'">
        <xsl:perform-sort select="f:in-order($texts)">
          <xsl:sort select="@title" collation="{$f:collation}"/>
        </xsl:perform-sort>
      </xsl:when>
      <xsl:when test="$axis = ('author', 'date')">
        <xsl:perform-sort select="f:in-order($texts)">
          <xsl:sort select="(x:written/@year ! xs:integer(.), 99999)[1]"/>
        </xsl:perform-sort>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:in-order($texts)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
