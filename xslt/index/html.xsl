<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of an index: its entries, each with what is known of it and every mention in its sentence. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:x="https://teipress.org/ns/index" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:mode name="m:index" on-no-match="fail"/>

  <xsl:function name="f:index-page" as="element(h:html)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="f:label($kind || 's')"/>
      <xsl:with-param name="current" select="$kind"/>
      <xsl:with-param name="root" select="'../'" tunnel="yes"/>
      <xsl:with-param name="head" as="element()*">
        <link rel="alternate" type="application/json" href="{$kind}s.json"/>
        <link rel="alternate" type="text/csv" href="{$kind}s.csv"/>
        <link rel="alternate" type="application/ld+json" href="entities.jsonld"/>
      </xsl:with-param>
      <xsl:with-param name="main" as="element()*">
        <div class="index-page">
          <header>
            <h1>{f:label($kind || 's')}</h1>
            <p class="count">{if (exists($entries)) then f:count(count($entries), 'one-entry', 'many-entries') else f:label('none')}</p>
          </header>
          <xsl:apply-templates select="$entries" mode="m:index"/>
          <aside class="data">
            <h2>{f:label('data')}</h2>
            <p>
              <a href="{$kind}s.json">JSON</a>
              <xsl:text> · </xsl:text>
              <a href="{$kind}s.csv">CSV</a>
              <xsl:text> · </xsl:text>
              <a href="entities.jsonld">{f:label('linked-data')} (JSON-LD)</a>
            </p>
          </aside>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <xsl:template match="x:entry" mode="m:index" as="element(h:section)">
    <section class="entry" id="{@id}">
      <h2>
        <xsl:apply-templates select="." mode="m:entry-title"/>
        <xsl:text> </xsl:text>
        <a class="permalink" href="#{@id}" aria-label="{f:label('link-to-entry')}">#</a>
      </h2>
      <xsl:if test="@type[f:has-label('type-' || .)]">
        <p class="entry-type">{f:label('type-' || @type)}</p>
      </xsl:if>
      <xsl:where-populated>
        <dl>
          <xsl:apply-templates select="." mode="m:entry-facts"/>
        </dl>
      </xsl:where-populated>
      <xsl:call-template name="tp:mentions"/>
    </section>
  </xsl:template>

  <!-- The heading of an entry. -->
  <xsl:mode name="m:entry-title" on-no-match="fail"/>

  <xsl:template match="x:entry" mode="m:entry-title" as="node()*">
    <span class="{@kind}">
      <xsl:copy-of select="(x:name[@type = 'main'], x:name)[1]/@lang"/>
      <xsl:text>{@name}</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="x:entry[@kind = 'quotation']" mode="m:entry-title" as="node()*">
    <xsl:choose>
      <xsl:when test="x:speaker">
        <xsl:for-each select="x:speaker">
          <xsl:if test="position() gt 1">, </xsl:if>
          <a href="../{@href}">{.}</a>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>{f:label('quotation')}</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What is known of an entry: pairs of dt and dd. -->
  <xsl:mode name="m:entry-facts" on-no-match="fail"/>

  <xsl:template match="x:entry" mode="m:entry-facts" as="element()*">
    <xsl:variable name="entry" select="f:entry(@uri)"/>
    <xsl:if test="@kind != 'work' and x:name">
      <dt>{f:label('names')}</dt>
      <xsl:for-each select="x:name">
        <dd>
          <span lang="{@lang}">{x:words}</span>
          <xsl:call-template name="t:provenance"/>
        </dd>
      </xsl:for-each>
    </xsl:if>
    <xsl:for-each select="x:fact">
      <xsl:variable name="element" select="@position ! $entry/*[position() = xs:integer(current()/@position)]"/>
      <dt>{@label}</dt>
      <dd>
        <xsl:choose>
          <xsl:when test="x:target">
            <a href="../{x:target/@href}">{x:words}</a>
          </xsl:when>
          <xsl:when test="normalize-space($element)">
            <xsl:apply-templates select="$element/node()" mode="m:html">
              <xsl:with-param name="root" select="'../'" tunnel="yes"/>
            </xsl:apply-templates>
          </xsl:when>
          <xsl:when test="@type = 'citation'">
            <xsl:apply-templates select="$entry/node()" mode="m:html">
              <xsl:with-param name="root" select="'../'" tunnel="yes"/>
            </xsl:apply-templates>
          </xsl:when>
          <xsl:otherwise>{x:words}</xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="t:provenance"/>
      </dd>
    </xsl:for-each>
    <xsl:for-each-group select="x:relation" group-by="@label">
      <dt>{@label}</dt>
      <xsl:for-each select="current-group()">
        <dd>
          <xsl:for-each select="x:target">
            <xsl:if test="position() gt 1">, </xsl:if>
            <a href="../{@href}">{@name}</a>
          </xsl:for-each>
          <xsl:call-template name="t:provenance"/>
        </dd>
      </xsl:for-each>
    </xsl:for-each-group>
    <xsl:if test="x:identifier">
      <dt>{f:label('identifiers')}</dt>
      <xsl:for-each select="x:identifier">
        <dd>
          <xsl:text>{@type}: </xsl:text>
          <xsl:choose>
            <xsl:when test="@href"><a href="{@href}">{x:words}</a></xsl:when>
            <xsl:otherwise>{x:words}</xsl:otherwise>
          </xsl:choose>
          <xsl:call-template name="t:provenance"/>
        </dd>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template match="x:entry[@kind = 'quotation']" mode="m:entry-facts" as="element()*">
    <xsl:if test="x:reporter">
      <dt>{f:label('reported-by')}</dt>
      <xsl:for-each select="x:reporter">
        <dd><a href="../{@href}">{.}</a></dd>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template match="x:entry[@kind = 'date']" mode="m:entry-facts" as="element()*"/>

  <!-- What a statement rests on, and how sure it is where it is less than certain. -->
  <xsl:template name="t:provenance" as="node()*">
    <xsl:variable name="doubt" select="@cert[. ne 'high']"/>
    <xsl:if test="x:source or $doubt">
      <xsl:text> </xsl:text>
      <span class="provenance">
        <xsl:for-each select="x:source">
          <xsl:if test="position() gt 1">, </xsl:if>
          <a href="../{@href}">{@name}</a>
        </xsl:for-each>
        <xsl:if test="x:source and $doubt">; </xsl:if>
        <xsl:if test="$doubt">{f:label('cert-' || $doubt)}</xsl:if>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- The mentions: where each stands, and its sentence, with a link to the very words. -->
  <xsl:template name="tp:mentions" as="element()+">
    <xsl:choose>
      <xsl:when test="x:mention">
        <h3>{if (@kind = 'quotation') then f:count(count(x:mention), 'one-passage', 'many-passages')
          else f:count(count(x:mention), 'one-mention', 'many-mentions')}</h3>
        <ul class="mentions">
          <xsl:for-each select="x:mention">
            <li>
              <a class="reference" href="../{@href}">
                <xsl:if test="count($records) gt 1">{@title}, </xsl:if>
                <xsl:text>{(@reference[.], '→')[1]}</xsl:text>
              </a>
              <xsl:text> </xsl:text>
              <span class="context" lang="{@lang}">
                <xsl:text>{x:before}</xsl:text>
                <mark>{x:match}</mark>
                <xsl:text>{x:after}</xsl:text>
              </span>
              <xsl:if test="@cert[. ne 'high']">
                <xsl:text> </xsl:text>
                <span class="provenance">{f:label('cert-' || @cert)}</span>
              </xsl:if>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:when>
      <xsl:otherwise>
        <p class="no-mentions">{f:label('no-mentions')}</p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
