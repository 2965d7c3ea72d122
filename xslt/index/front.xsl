<?xml version="1.0" encoding="UTF-8"?>
<!-- The front page: the texts, as cards or, when they are many, as a table; and the indexes. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:x="https://teipress.org/ns/index" xmlns:c="https://teipress.org/ns/citation"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <!-- How many texts are shown as cards. -->
  <xsl:variable name="f:cards" as="xs:integer" select="12"/>

  <xsl:function name="f:front-page" as="element(h:html)">
    <xsl:variable name="many" select="count($f:texts) gt $f:cards"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="$edition-title"/>
      <xsl:with-param name="current" select="'index'"/>
      <xsl:with-param name="head" as="element()*">
        <xsl:if test="$edition-data">
          <link rel="describedby" type="application/ld+json" href="edition.jsonld"/>
          <script type="application/ld+json">{$edition-data}</script>
        </xsl:if>
        <xsl:sequence select="f:citation-tags($citation/c:edition, ())"/>
        <xsl:sequence select="f:script('')[$many]"/>
      </xsl:with-param>
      <xsl:with-param name="main" as="element()*">
        <div class="front-page{' many'[$many]}">
          <header>
            <h1>{($edition-title[.], f:label('texts'))[1]}</h1>
            <xsl:if test="$edition-subtitle">
              <p class="subtitle">{$edition-subtitle}</p>
            </xsl:if>
          </header>
          <section class="texts" id="teipress:texts">
            <h2>{f:label('texts')}</h2>
            <xsl:if test="count($f:texts) gt 1">
              <p class="count">{f:count(count($f:texts), 'one-text', 'many-texts')} · {f:count(xs:integer(sum($f:texts/x:length/@words)), 'one-word', 'many-words')}</p>
            </xsl:if>
            <xsl:call-template name="t:axes"/>
            <xsl:choose>
              <xsl:when test="$many">
                <xsl:call-template name="tp:table-of-texts"/>
              </xsl:when>
              <xsl:otherwise>
                <ul class="cards">
                  <xsl:apply-templates select="f:in-order($f:texts)" mode="m:index"/>
                </ul>
              </xsl:otherwise>
            </xsl:choose>
          </section>
          <xsl:variable name="kinds" select="$f:kinds[f:number-of-entries(.) gt 0]"/>
          <section class="indexes" id="teipress:indexes">
            <h2>{f:label('indexes')}</h2>
            <xsl:if test="empty($kinds)">
              <p>{f:label('none')}</p>
            </xsl:if>
            <xsl:where-populated>
              <ul>
                <xsl:for-each select="$kinds">
                  <li>
                    <a href="{f:index(.)}">{f:label(. || 's')}</a>
                    <xsl:text> </xsl:text>
                    <span class="count">{f:count(f:number-of-entries(.), 'one-entry', 'many-entries')}</span>
                  </li>
                </xsl:for-each>
              </ul>
            </xsl:where-populated>
          </section>
          <xsl:call-template name="t:last-release"/>
          <xsl:if test="$package">
            <section class="package">
              <h2>{f:label('download')}</h2>
              <p><a href="{$package}">{f:label('package')}</a></p>
            </section>
          </xsl:if>
          <xsl:if test="exists($documentation)">
            <section class="encoding">
              <h2>{f:label('how-encoded')}</h2>
              <p>
                <xsl:for-each select="$documentation[not(ends-with(., '/xml.xsd'))]">
                  <xsl:if test="position() gt 1"> · </xsl:if>
                  <xsl:variable name="file" select="tokenize(., '/')[last()]"/>
                  <a href="{string-join(tokenize(., '/') ! encode-for-uri(.), '/')}">{if ($file = 'guidelines.html') then f:label('guidelines') else $file}</a>
                </xsl:for-each>
              </p>
            </section>
          </xsl:if>
          <section class="citing">
            <h2>{f:label('citing')}</h2>
            <xsl:for-each select="$citation/c:edition/c:style/c:entry">
              <p class="citation"><xsl:apply-templates mode="m:citation"/></p>
            </xsl:for-each>
            <p>{f:label('citing-text')}</p>
          </section>
          <xsl:variable name="rights" select="$f:texts ! x:rights[. ne '']"/>
          <xsl:if test="exists($rights)">
            <section class="rights">
              <h2>{f:label('rights')}</h2>
              <xsl:for-each-group select="$rights" group-by="string()">
                <p>
                  <xsl:choose>
                    <xsl:when test="@href[. ne '']"><a rel="license" href="{@href}">{.}</a></xsl:when>
                    <xsl:otherwise>{.}</xsl:otherwise>
                  </xsl:choose>
                </p>
              </xsl:for-each-group>
            </section>
          </xsl:if>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <!-- A card. -->
  <xsl:template match="x:text" mode="m:index" as="element(h:li)">
    <li lang="{@lang}">
      <h3><a href="{f:page(@name)}">{@title}</a></h3>
      <xsl:where-populated>
        <p class="author">{string-join(x:author/@name, ' · ')}</p>
      </xsl:where-populated>
      <xsl:for-each select="x:source[. ne '']"><p class="text-source">{.}</p></xsl:for-each>
      <xsl:if test="count($f:texts) gt 1">
        <p class="text-facts" lang="{$edition-language}">
          <xsl:text>{string-join((x:written/@phrase, x:language ! f:language-name(.), x:keyword, fp:words(.)), ' · ')}</xsl:text>
        </p>
      </xsl:if>
      <xsl:for-each select="x:opening[. ne '']"><p class="opening">{.}</p></xsl:for-each>
    </li>
  </xsl:template>

  <xsl:function name="fp:words" as="xs:string">
    <xsl:param name="text" as="element(x:text)"/>
    <xsl:sequence select="f:count($text/x:length/xs:integer(@words), 'one-word', 'many-words')"/>
  </xsl:function>

  <!-- The table: in the order of authors; a script lets it be sorted and filtered, and the pages for browsing do without. -->
  <xsl:template name="tp:table-of-texts" as="element(h:table)">
    <xsl:variable name="dated" select="exists($f:texts/x:written)"/>
    <xsl:variable name="classed" select="exists($f:texts/x:keyword)"/>
    <table class="sortable" data-filter="{f:label('filter')}" data-shown="{f:label('shown')}">
      <thead>
        <tr>
          <th scope="col" aria-sort="ascending">{f:label('author')}</th>
          <th scope="col">{f:label('title')}</th>
          <xsl:if test="$dated"><th scope="col">{f:label('date')}</th></xsl:if>
          <th scope="col">{f:label('language')}</th>
          <xsl:if test="$classed"><th scope="col">{f:label('keywords')}</th></xsl:if>
          <th scope="col" class="number">{f:label('words')}</th>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="f:in-order($f:texts)">
          <tr>
            <td data-label="{f:label('author')}">
              <xsl:text>{string-join((x:author[position() le 3] ! f:author-name(.), '…'[current()/x:author[4]]), ' · ')}</xsl:text>
            </td>
            <th scope="row" data-label="{f:label('title')}"><a href="{f:page(@name)}" lang="{@lang}">{@title}</a></th>
            <xsl:if test="$dated">
              <td data-label="{f:label('date')}">
                <xsl:for-each select="x:written">
                  <xsl:attribute name="data-sort" select="@year"/>
                  <xsl:text>{@phrase}</xsl:text>
                </xsl:for-each>
              </td>
            </xsl:if>
            <td data-label="{f:label('language')}">{string-join(x:language ! f:language-name(.), ' · ')}</td>
            <xsl:if test="$classed">
              <td data-label="{f:label('keywords')}">{string-join((x:keyword[position() le 4], '…'[current()/x:keyword[5]]), ' · ')}</td>
            </xsl:if>
            <td class="number" data-label="{f:label('words')}" data-sort="{x:length/@words}">{f:number(x:length/xs:integer(@words))}</td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:template>

  <!-- The script of pages with tables. -->
  <xsl:function name="f:script" as="element(h:script)">
    <xsl:param name="root" as="xs:string"/>
    <script src="{$root}assets/teipress.js" defer="defer" blocking="render"/>
  </xsl:function>
</xsl:stylesheet>
