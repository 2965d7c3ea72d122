<?xml version="1.0" encoding="UTF-8"?>
<!-- The history of a text or a register: in which releases each passage stands, where it was edited, what became of it.
     What it is made of is described in gone.xsl; a further attribute: <x:past title live>. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private" xmlns:x="https://teipress.org/ns/index"
    xmlns:j="http://www.w3.org/2005/xpath-functions"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <!-- How many passages a page has. -->
  <xsl:variable name="fp:passages-on-page" as="xs:integer" select="2000"/>

  <!-- The files about the releases as a whole. -->
  <xsl:function name="f:about-releases" as="map(xs:string, xs:string)">
    <xsl:param name="releases" as="element(x:releases)"/>
    <xsl:variable name="page" as="element()">
      <xsl:call-template name="t:releases">
        <xsl:with-param name="releases" select="$releases/x:release"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:map>
      <xsl:map-entry key="'releases.html'" select="f:html($page)"/>
      <xsl:map-entry key="'history.json'" select="xml-to-json(f:history-of-all($releases))"/>
    </xsl:map>
  </xsl:function>

  <!-- The files about one document: its page, or, where it is long, a list of parts and a page for each; and its data. -->
  <xsl:function name="f:about-past" as="map(xs:string, xs:string)">
    <xsl:param name="past" as="element(x:past)"/>
    <xsl:variable name="path" select="'history/' || $past/@document"/>
    <xsl:variable name="parts" select="xs:integer(ceiling(count($past/x:passage) div $fp:passages-on-page))"/>
    <xsl:map>
      <xsl:if test="$past/@live = 'no' and not(starts-with($past/@document, 'registers/'))">
        <xsl:variable name="page" as="element()">
          <xsl:call-template name="t:gone-text">
            <xsl:with-param name="past" select="$past"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:map-entry key="$past/@document || '.html'" select="f:html($page)"/>
      </xsl:if>
      <xsl:if test="$past/x:release">
        <xsl:map-entry key="$path || '.json'" select="xml-to-json(fp:history-json($past))"/>
        <xsl:map-entry key="$path || '.html'" select="f:html(fp:history-page($past, fp:part-of($past, 1)[$parts le 1], (1 to $parts)[$parts gt 1]))"/>
        <xsl:for-each select="(1 to $parts)[$parts gt 1]">
          <xsl:map-entry key="$path || '-' || . || '.html'" select="f:html(fp:history-page($past, fp:part-of($past, .), ()))"/>
        </xsl:for-each>
      </xsl:if>
    </xsl:map>
  </xsl:function>

  <!-- The passages on a page: first those that are gone. -->
  <xsl:function name="fp:part-of" as="element(x:passage)*">
    <xsl:param name="past" as="element(x:past)"/>
    <xsl:param name="part" as="xs:integer"/>
    <xsl:sequence select="subsequence(($past/x:passage[@state ne 'active'], $past/x:passage[@state eq 'active']),
        ($part - 1) * $fp:passages-on-page + 1, $fp:passages-on-page)"/>
  </xsl:function>

  <xsl:function name="fp:history-page" as="element(h:html)">
    <xsl:param name="past" as="element(x:past)"/>
    <xsl:param name="passages" as="element(x:passage)*"/>
    <xsl:param name="parts" as="xs:integer*"/>
    <xsl:variable name="root" select="string-join(tokenize($past/@document, '/') ! '../')"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="f:label('history-of', $past/@title)"/>
      <xsl:with-param name="root" select="$root" tunnel="yes"/>
      <xsl:with-param name="head" as="element()">
        <link rel="alternate" type="application/json" href="{$root}{f:history($past/@document)}.json"/>
      </xsl:with-param>
      <xsl:with-param name="main" as="element()">
        <div class="history-page">
          <header>
            <h1>{f:label('history-of', $past/@title)}</h1>
            <p class="subtitle">{f:label('history-about')}</p>
          </header>
          <ul class="releases-of-text">
            <xsl:for-each select="$past/x:release">
              <li>
                <a href="{$root}v/{@name}/{fp:document-place($past/@document)}">{f:label('release-name', @name)}</a>
                <xsl:text> </xsl:text>
                <span class="count">{f:day(@date)}</span>
              </li>
            </xsl:for-each>
            <xsl:if test="$past/@live = 'yes'">
              <li><a href="{$root}{fp:document-place($past/@document)}">{f:label('latest-edition')}</a></li>
            </xsl:if>
          </ul>
          <xsl:if test="exists($parts)">
            <ol class="history-parts">
              <xsl:for-each select="$parts">
                <xsl:variable name="page" select="$root || f:history($past/@document) || '-' || . || '.html'"/>
                <li>
                  <a href="{$page}">{f:label('part-of-history', string(.))}</a>
                  <ul class="addresses">
                    <xsl:for-each select="fp:part-of($past, .)">
                      <li id="{@id}"><a href="{$page}#{@id}">{@id}</a></li>
                    </xsl:for-each>
                  </ul>
                </li>
              </xsl:for-each>
            </ol>
          </xsl:if>
          <xsl:if test="exists($passages)">
            <table class="history">
              <thead>
                <tr>
                  <th scope="col">{f:label('passage')}</th>
                  <th scope="col">{f:label('element')}</th>
                  <th scope="col">{f:label('releases')}</th>
                </tr>
              </thead>
              <tbody>
                <xsl:apply-templates select="$passages" mode="m:history">
                  <xsl:with-param name="root" select="$root" tunnel="yes"/>
                </xsl:apply-templates>
              </tbody>
            </table>
          </xsl:if>
          <aside class="data">
            <h2>{f:label('data')}</h2>
            <p><a href="{$root}{f:history($past/@document)}.json">JSON</a></p>
          </aside>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <xsl:mode name="m:history" on-no-match="fail"/>

  <xsl:template match="x:passage" mode="m:history" as="element(h:tr)">
    <xsl:param name="root" as="xs:string" tunnel="yes"/>
    <xsl:variable name="place" select="fp:answers-at(.)"/>
    <tr id="{@id}">
      <th scope="row">
        <xsl:choose>
          <xsl:when test="$place"><a href="{$root}{$place}">{@id}</a></xsl:when>
          <xsl:otherwise>{@id}</xsl:otherwise>
        </xsl:choose>
      </th>
      <td>{f:gi(@element)}</td>
      <td>
        <xsl:apply-templates select="x:in" mode="m:history"/>
        <xsl:if test="@state ne 'active' or x:successor">
          <p class="fate"><xsl:call-template name="t:fate"/></p>
        </xsl:if>
      </td>
    </tr>
  </xsl:template>

  <!-- Releases in a row: “1.0.0 – 1.3.0”; before those after a change, what it was. -->
  <xsl:template match="x:in" mode="m:history" as="node()+">
    <xsl:param name="root" as="xs:string" tunnel="yes"/>
    <xsl:variable name="place" select="f:place-of(../../@document, ../@id, ../@element)"/>
    <xsl:if test="position() gt 1">
      <xsl:text> · </xsl:text>
    </xsl:if>
    <xsl:if test="@edited">{f:label('edited')} </xsl:if>
    <xsl:for-each select="distinct-values((@from, @to))">
      <xsl:if test="position() gt 1"> – </xsl:if>
      <xsl:choose>
        <xsl:when test="$place"><a href="{$root}v/{.}/{$place}">{.}</a></xsl:when>
        <xsl:otherwise>{.}</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Where the latest edition answers for an id: nowhere, where it is one in a register that is no entry. -->
  <xsl:function name="fp:answers-at" as="xs:string?">
    <xsl:param name="passage" as="element(x:passage)"/>
    <xsl:sequence select="f:place-of($passage/../@document, $passage/@id, $passage/@element)[not($passage/@unplaced)]"/>
  </xsl:function>

  <!-- The page of a text; of a register, the front page's list of indexes. -->
  <xsl:function name="fp:document-place" as="xs:string">
    <xsl:param name="document" as="xs:string"/>
    <xsl:sequence select="if (starts-with($document, 'registers/')) then 'index.html#teipress:indexes' else f:page($document)"/>
  </xsl:function>

  <!-- The page of a text that is no more: nothing but what became of its passages. -->
  <xsl:template name="t:gone-text" as="element(h:html)">
    <xsl:param name="past" as="element(x:past)"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="$past/@title"/>
      <xsl:with-param name="head" as="element()?">
        <xsl:if test="$past/x:release">
          <link rel="version-history" href="{f:history($past/@document)}.html"/>
        </xsl:if>
      </xsl:with-param>
      <xsl:with-param name="main" as="element()">
        <div class="gone-page">
          <header>
            <h1>{$past/@title}</h1>
            <p class="subtitle">
              <xsl:text>{f:label('gone-text')}</xsl:text>
              <xsl:if test="$past/x:release">
                <xsl:text> </xsl:text>
                <a href="{f:history($past/@document)}.html">{f:label('history')}</a>
              </xsl:if>
            </p>
          </header>
          <xsl:call-template name="t:gone">
            <xsl:with-param name="passages" select="$past/x:passage"/>
          </xsl:call-template>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The same as data. -->
  <xsl:function name="fp:history-json" as="element(j:map)">
    <xsl:param name="past" as="element(x:past)"/>
    <j:map>
      <j:string key="document">{$past/@document}</j:string>
      <j:string key="title">{$past/@title}</j:string>
      <j:array key="releases">
        <xsl:for-each select="$past/x:release">
          <j:map>
            <j:string key="name">{@name}</j:string>
            <j:string key="date">{@date}</j:string>
            <j:string key="href">v/{@name}/{fp:document-place($past/@document)}</j:string>
          </j:map>
        </xsl:for-each>
      </j:array>
      <j:map key="passages">
        <xsl:for-each select="$past/x:passage">
          <j:map key="{@id}">
            <j:string key="element">{@element}</j:string>
            <j:string key="state">{@state}</j:string>
            <xsl:for-each select="fp:answers-at(.)"><j:string key="href">{.}</j:string></xsl:for-each>
            <j:array key="in">
              <xsl:for-each select="x:in">
                <j:map>
                  <j:string key="from">{@from}</j:string>
                  <j:string key="to">{@to}</j:string>
                  <xsl:if test="@edited"><j:boolean key="edited">true</j:boolean></xsl:if>
                </j:map>
              </xsl:for-each>
            </j:array>
            <xsl:where-populated>
              <j:array key="successors">
                <xsl:for-each select="x:successor"><j:string>{@document}#{@id}</j:string></xsl:for-each>
              </j:array>
            </xsl:where-populated>
            <xsl:if test="@reason ne ''"><j:string key="reason">{@reason}</j:string></xsl:if>
          </j:map>
        </xsl:for-each>
      </j:map>
    </j:map>
  </xsl:function>
</xsl:stylesheet>
