<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of an index: its entries, each with what is known of it and every mention in its sentence. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private" xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:x="https://teipress.org/ns/index" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:mode name="m:index" on-no-match="fail"/>

  <!-- The page of an index; of a long one, it lists the parts. -->
  <xsl:function name="f:index-page" as="element(h:html)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="parts" select="f:parts($kind)"/>
    <xsl:variable name="entries" select="f:index-of($kind)"/>
    <xsl:call-template name="tp:index-page">
      <xsl:with-param name="kind" select="$kind"/>
      <xsl:with-param name="entries" select="$entries"/>
      <xsl:with-param name="content" as="element()*">
        <xsl:choose>
          <xsl:when test="array:size($parts) = 1">
            <xsl:sequence select="f:jumps($kind, 1)"/>
            <xsl:sequence select="f:figures($kind, $entries)"/>
            <xsl:sequence select="$entries[$kind = 'quotation'] => f:quotations-by()"/>
            <xsl:apply-templates select="$entries" mode="m:index"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="f:jumps($kind, 0)"/>
            <xsl:sequence select="$parts[$kind = 'place'] => f:map()"/>
            <xsl:sequence select="fp:list-of-parts($kind)"/>
            <xsl:sequence select="$entries[$kind = 'quotation'] => f:quotations-by()"/>
            <xsl:sequence select="fp:list-of-addresses($kind, $parts)"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <!-- The page of a part, with the entries that are on it. -->
  <xsl:function name="f:page-of-part" as="element(h:html)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:call-template name="tp:index-page">
      <xsl:with-param name="kind" select="$kind"/>
      <xsl:with-param name="of" select="string(f:outline($kind)/x:part[$number]/@range)"/>
      <xsl:with-param name="entries" select="$entries"/>
      <xsl:with-param name="content" as="element()*">
        <xsl:sequence select="f:jumps($kind, $number)"/>
        <xsl:variable name="neighbours" select="fp:neighbours($kind, $number)"/>
        <xsl:sequence select="$neighbours"/>
        <xsl:apply-templates select="$entries" mode="m:index"/>
        <div class="neighbours">
          <xsl:sequence select="$neighbours/node()"/>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <xsl:template name="tp:index-page" as="element(h:html)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="of" as="xs:string?"/>
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:param name="content" as="element()*"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="string-join((f:label($kind || 's'), $of), ': ')"/>
      <xsl:with-param name="current" select="$kind"/>
      <xsl:with-param name="page" select="f:index($kind)"/>
      <xsl:with-param name="looks" select="'index.css'"/>
      <xsl:with-param name="root" select="'../'" tunnel="yes"/>
      <xsl:with-param name="head" as="element()*">
        <link rel="alternate" type="application/json" href="{$kind}s.json"/>
        <link rel="alternate" type="text/csv" href="{$kind}s.csv"/>
        <link rel="alternate" type="application/ld+json" href="entities.jsonld"/>
        <xsl:if test="exists($entries)">
          <link rel="alternate" type="application/tei+xml" href="{$kind}s.xml"/>
        </xsl:if>
        <xsl:if test="count($entries) ge $fp:worth-jumping">
          <script src="../assets/index.js" defer="defer" blocking="render"></script>
        </xsl:if>
        <!-- An index without entries is there for programs, and no page links to it. -->
        <xsl:if test="empty($entries)">
          <meta name="robots" content="noindex"/>
        </xsl:if>
      </xsl:with-param>
      <xsl:with-param name="main" as="element()*">
        <div class="index-page" data-filter="{f:label('filter')}" data-shown="{f:label('shown')}" data-order="{f:label('order')}"
            data-first="{f:label(if ($kind = 'date') then 'order-time' else if ($kind = 'quotation') then 'order-text' else 'order-name')}"
            data-second="{f:label(if ($kind = 'quotation') then 'order-speaker' else 'order-mentions')}">
          <header>
            <h1>{string-join((f:label($kind || 's'), $of), ': ')}</h1>
            <p class="count">{if (exists($entries)) then f:count(count($entries), 'one-entry', 'many-entries') else f:label('none')}</p>
          </header>
          <xsl:sequence select="$content"/>
          <xsl:if test="empty($of)">
            <xsl:call-template name="t:gone">
              <xsl:with-param name="passages" select="f:gone-entries($kind)"/>
              <xsl:with-param name="what" select="'gone-entries'"/>
              <xsl:with-param name="root" select="'../'" tunnel="yes"/>
            </xsl:call-template>
          </xsl:if>
          <aside class="data">
            <h2>{f:label('data')}</h2>
            <p>
              <a href="{$kind}s.json">JSON</a>
              <xsl:text> · </xsl:text>
              <a href="{$kind}s.csv">CSV</a>
              <xsl:text> · </xsl:text>
              <xsl:if test="exists($entries)">
                <a href="{$kind}s.xml">TEI</a>
                <xsl:text> · </xsl:text>
              </xsl:if>
              <a href="entities.jsonld">{f:label('linked-data')} (JSON-LD)</a>
              <xsl:call-template name="t:exports">
                <xsl:with-param name="kind" select="$kind"/>
              </xsl:call-template>
            </p>
          </aside>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="fp:list-of-parts" as="element(h:nav)">
    <xsl:param name="kind" as="xs:string"/>
    <nav class="parts" aria-label="{f:label('parts')}">
      <ol>
        <xsl:for-each select="f:outline($kind)/x:part">
          <li>
            <a href="../{f:part($kind, position())}">{@range}</a>
            <xsl:text> </xsl:text>
            <span class="count">{f:count(@count, 'one-entry', 'many-entries')}</span>
          </li>
        </xsl:for-each>
      </ol>
    </nav>
  </xsl:function>

  <!-- The entries that texts link to. -->
  <xsl:function name="fp:list-of-addresses" as="element(h:ul)?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="parts" as="array(element(x:entry)*)"/>
    <xsl:where-populated>
      <ul class="addresses">
        <xsl:for-each select="1 to array:size($parts)">
          <xsl:variable name="page" select="f:part($kind, .)"/>
          <xsl:for-each select="$parts(.)[f:keeps-address(.)]">
            <li id="{@id}">
              <a href="../{$page}#{@id}">{@name}</a>
            </li>
          </xsl:for-each>
        </xsl:for-each>
      </ul>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="fp:neighbours" as="element(h:nav)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="parts" select="f:outline($kind)/x:part"/>
    <nav class="neighbours" aria-label="{f:label('parts')}">
      <xsl:if test="$number gt 1">
        <a rel="prev" href="../{f:part($kind, $number - 1)}">{$parts[$number - 1]/@range}</a>
      </xsl:if>
      <a href="../{f:index($kind)}">{f:label('parts')}</a>
      <xsl:if test="$number lt count($parts)">
        <a rel="next" href="../{f:part($kind, $number + 1)}">{$parts[$number + 1]/@range}</a>
      </xsl:if>
    </nav>
  </xsl:function>

  <xsl:template match="x:entry" mode="m:index" as="element(h:section)">
    <section class="entry{' short'[fp:stays-within(current())]}" id="{@id}">
      <xsl:if test="@kind ne 'quotation'">
        <xsl:attribute name="data-mentions" select="sum(x:mention ! (@speeches ! xs:integer(.), 1)[1])"/>
      </xsl:if>
      <h2>
        <xsl:apply-templates select="." mode="m:entry-title"/>
        <xsl:text> </xsl:text>
        <a class="permalink" href="#{@id}" aria-label="{f:label('link-to-entry')}">#</a>
        <xsl:if test="@uri">
          <xsl:call-template name="t:passage-in-latest">
            <xsl:with-param name="page" select="f:index(@kind)"/>
            <xsl:with-param name="id" select="@id"/>
            <xsl:with-param name="root" select="'../'" tunnel="yes"/>
          </xsl:call-template>
        </xsl:if>
      </h2>
      <xsl:if test="@type[f:has-label('type-' || .)]">
        <p class="entry-type">{f:label('type-' || @type)}</p>
      </xsl:if>
      <xsl:for-each select="x:within">
        <p class="entry-type">
          <a href="../{f:page(@text)}">{@title}</a>
          <xsl:if test="fp:stays-within(..)"> · {fp:number-of-mentions(..)}</xsl:if>
        </p>
      </xsl:for-each>
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
      <xsl:copy-of select="(x:name[@type = 'main'], x:name)[1]/@lang[. ne '']"/>
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
    <xsl:variable name="entry" select="@uri ! f:entry(.)"/>
    <xsl:if test="x:name[not(../@uri and ../@kind = 'work')]">
      <dt>{f:label(if (@uri) then 'names' else 'other-names')}</dt>
      <xsl:for-each select="x:name">
        <dd>
          <span>
            <xsl:copy-of select="@lang"/>
            <xsl:text>{x:words}</xsl:text>
          </span>
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
          <xsl:if test="@type[. ne '']">{@type}: </xsl:if>
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

  <!-- The mentions, text by text: where each stands, and its sentence, with a link to the very words. -->
  <xsl:template name="tp:mentions" as="element()+">
    <xsl:choose>
      <xsl:when test="x:mention">
        <xsl:if test="not(fp:stays-within(.))">
          <h3>{fp:number-of-mentions(.)}</h3>
        </xsl:if>
        <xsl:for-each-group select="x:mention[position() le $f:mentions-shown]" group-by="@text">
          <xsl:if test="count($f:texts) gt 1 and not(fp:stays-within(..))">
            <h4><a href="../{f:page(@text)}" lang="{@lang}">{@title}</a></h4>
          </xsl:if>
          <ul class="mentions">
            <xsl:apply-templates select="current-group()" mode="m:index"/>
          </ul>
        </xsl:for-each-group>
        <xsl:if test="count(x:mention) gt $f:mentions-shown">
          <p class="no-mentions">
            <xsl:text>{f:label('further-mentions', string(count(x:mention) - $f:mentions-shown))} </xsl:text>
            <a href="{@kind}s.json">JSON</a>
            <xsl:text> · </xsl:text>
            <a href="{@kind}s.csv">CSV</a>
          </p>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <p class="no-mentions">{f:label('no-mentions')}</p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whether an entry is mentioned only in the text that it is known in: then one line says where, and how often. -->
  <xsl:function name="fp:stays-within" as="xs:boolean">
    <xsl:param name="entry" as="element(x:entry)"/>
    <xsl:sequence select="exists($entry/x:within) and (every $mention in $entry/x:mention satisfies $mention/@text = $entry/x:within/@text)"/>
  </xsl:function>

  <!-- “12 speeches, 3 mentions”. -->
  <xsl:function name="fp:number-of-mentions" as="xs:string">
    <xsl:param name="entry" as="element(x:entry)"/>
    <xsl:variable name="speeches" select="sum($entry/x:mention/@speeches ! xs:integer(.))"/>
    <xsl:variable name="mentions" select="count($entry/x:mention[not(@speeches)])"/>
    <xsl:sequence select="string-join((
        $speeches[. gt 0] ! f:count(., 'one-speech', 'many-speeches'),
        $mentions[. gt 0] ! (if ($entry/@kind = 'quotation') then f:count(., 'one-passage', 'many-passages')
            else f:count(., 'one-mention', 'many-mentions'))), ', ')"/>
  </xsl:function>

  <xsl:template match="x:mention" mode="m:index" as="element(h:li)">
    <li>
      <a class="reference{' long'[string-length(current()/@reference) gt 9]}" href="../{@href}">
        <xsl:if test="not(@reference[. ne ''])">
          <xsl:attribute name="aria-label" select="f:label('in-the-text')"/>
        </xsl:if>
        <xsl:text>{(@reference[. ne ''], '→')[1]}</xsl:text>
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
  </xsl:template>
</xsl:stylesheet>
