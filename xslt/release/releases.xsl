<?xml version="1.0" encoding="UTF-8"?>
<!-- The releases of the edition, newest first: when each was made, where it is, what changed.

     <x:releases>
       <x:document name title/>*              everything that has a history
       <x:release name date texts passages>   how many texts and passages stand in it
         <x:change kind number/>*             kind: new, edited, moved, merged, split, retired
         <x:text document title number/>*     the documents with changes; number: of changes -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private" xmlns:x="https://teipress.org/ns/index"
    xmlns:j="http://www.w3.org/2005/xpath-functions"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:template name="t:releases" as="element(h:html)">
    <xsl:param name="releases" as="element(x:release)*"/>
    <xsl:variable name="registers" select="$releases[1]/../x:document[starts-with(@name, 'registers/')]"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="f:label('releases')"/>
      <xsl:with-param name="current" select="'releases'"/>
      <xsl:with-param name="main" as="element()">
        <div class="releases-page">
          <header>
            <h1>{f:label('releases')}</h1>
            <p class="subtitle">{f:label('releases-about')}</p>
          </header>
          <xsl:apply-templates select="reverse($releases)" mode="m:releases"/>
          <xsl:if test="$registers">
            <section class="release">
              <h2>{f:label('history-of-registers')}</h2>
              <ul>
                <xsl:for-each select="$registers">
                  <li><a href="{f:history(@name)}.html">{@title}</a></li>
                </xsl:for-each>
              </ul>
            </section>
          </xsl:if>
          <aside class="data">
            <h2>{f:label('data')}</h2>
            <p><a href="history.json">JSON</a></p>
          </aside>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:mode name="m:releases" on-no-match="fail"/>

  <xsl:template match="x:release" mode="m:releases" as="element(h:section)">
    <section class="release" id="{@name}">
      <h2><a href="v/{@name}/index.html">{f:label('release-name', @name)}</a></h2>
      <p class="count">
        <time datetime="{@date}">{f:day(@date)}</time>
        <xsl:text> · {f:count(@texts, 'one-text', 'many-texts')} · {f:count(@passages, 'one-passage', 'many-passages')}</xsl:text>
      </p>
      <xsl:if test="preceding-sibling::x:release">
        <p class="changes">
          <xsl:text>{if (x:change) then f:label('changes', string-join(x:change ! f:label('change-' || @kind, f:number(@number)), ' · ')) else f:label('change-none')}</xsl:text>
        </p>
      </xsl:if>
      <xsl:where-populated>
        <ul>
          <xsl:for-each select="x:text[current()/preceding-sibling::x:release]">
            <li>
              <a href="{f:history(@document)}.html">{@title}</a>
              <xsl:text> </xsl:text>
              <span class="count">{f:count(@number, 'one-change', 'many-changes')}</span>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:where-populated>
    </section>
  </xsl:template>

  <!-- On the front page: the last release, and the way to all. -->
  <xsl:template name="t:last-release" as="element(h:section)?">
    <xsl:if test="exists($release-names)">
      <section class="releases" id="teipress:releases">
        <h2>{f:label('releases')}</h2>
        <p>
          <a href="v/{$release-names[last()]}/index.html">{f:label('release-name', $release-names[last()])}</a>
          <xsl:text> </xsl:text>
          <span class="count">{f:day($release-dates[last()])}</span>
          <xsl:text> · </xsl:text>
          <a href="releases.html">{f:label('all-releases')}</a>
        </p>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The whole in JSON: where the history of each document is. -->
  <xsl:function name="f:history-of-all" as="element(j:map)">
    <xsl:param name="releases" as="element(x:releases)"/>
    <j:map>
      <j:array key="releases">
        <xsl:for-each select="$releases/x:release">
          <j:map>
            <j:string key="name">{@name}</j:string>
            <j:string key="date">{@date}</j:string>
            <j:string key="href">v/{@name}/index.html</j:string>
          </j:map>
        </xsl:for-each>
      </j:array>
      <j:map key="documents">
        <xsl:for-each select="$releases/x:document">
          <j:string key="{@name}">{f:history(@name)}.json</j:string>
        </xsl:for-each>
      </j:map>
    </j:map>
  </xsl:function>
</xsl:stylesheet>
