<?xml version="1.0" encoding="UTF-8"?>
<!-- A page of citations: of the text as a whole, then of every passage. A passage opens when its address is gone to, so that
     no script is needed; where there are many, they are on further pages, and the first leads there. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:c="https://teipress.org/ns/citation" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <!-- The page of a text: its citations, and its passages or the pages that have them. -->
  <xsl:function name="f:citations-of-text" as="element(h:html)">
    <xsl:param name="text" as="element(c:text)"/>
    <xsl:call-template name="tp:cite-page">
      <xsl:with-param name="text" select="$text"/>
      <xsl:with-param name="units" select="$text/c:unit[not(@part)]" tunnel="yes"/>
      <xsl:with-param name="root" select="'../'" tunnel="yes"/>
    </xsl:call-template>
  </xsl:function>

  <!-- A further page, with some of the passages. -->
  <xsl:function name="f:citations-of-part" as="element(h:html)">
    <xsl:param name="text" as="element(c:text)"/>
    <xsl:param name="units" as="element(c:unit)+"/>
    <xsl:param name="part" as="xs:string"/>
    <xsl:call-template name="tp:cite-page">
      <xsl:with-param name="text" select="$text"/>
      <xsl:with-param name="of" select="$units[1]/@label || ' – ' || $units[last()]/@label"/>
      <xsl:with-param name="units" select="$units" tunnel="yes"/>
      <xsl:with-param name="part" select="$part" tunnel="yes"/>
      <xsl:with-param name="root" select="'../../'" tunnel="yes"/>
    </xsl:call-template>
  </xsl:function>

  <xsl:template name="tp:cite-page" as="element(h:html)">
    <xsl:param name="text" as="element(c:text)"/>
    <xsl:param name="of" as="xs:string?"/>
    <xsl:param name="root" as="xs:string" tunnel="yes"/>
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="string-join((f:label('cite-title', string($text/@title)), $of), ', ')"/>
      <xsl:with-param name="page" select="encode-for-uri($text/@name) || '.html'"/>
      <xsl:with-param name="head" as="element()+">
        <!-- Reference managers may take the text from here; whoever searches for it is to find its own page. -->
        <meta name="robots" content="noindex"/>
        <xsl:sequence select="f:citation-tags($text, $root || encode-for-uri($text/@name) || '.html')"/>
        <script src="{$root}assets/teipress.js" defer="defer" blocking="render"/>
      </xsl:with-param>
      <xsl:with-param name="text" select="root($text)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What a page says is written as it comes, and never held as a tree: there may be thousands of passages. -->
  <xsl:template match="document-node()[c:text]" mode="m:main" as="element(h:div)">
    <xsl:param name="root" as="xs:string" tunnel="yes"/>
    <xsl:param name="part" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="text" select="c:text"/>
    <div class="cite-page" data-copy="{f:label('copy')}" data-copied="{f:label('copied')}">
      <h1>{f:label('citing')}</h1>
      <p class="subtitle"><a href="{$root}{encode-for-uri($text/@name)}.html">{$text/@title}</a></p>
      <xsl:choose>
        <xsl:when test="$part">
          <xsl:call-template name="tp:part"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="fp:whole($text, $root)"/>
          <xsl:if test="$text/c:unit">
            <section class="passages">
              <h2>{f:label('cite-passages')}</h2>
              <p>{f:label('cite-passages-text')}</p>
              <xsl:call-template name="tp:passages"/>
            </section>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <xsl:template name="tp:part" as="element(h:section)">
    <xsl:param name="units" as="element(c:unit)+" tunnel="yes"/>
    <xsl:param name="part" as="xs:string" tunnel="yes"/>
    <section class="passages">
      <h2>{$units[1]/@label} – {$units[last()]/@label}</h2>
      <p>{f:label('cite-passages-text')} <a href="../{encode-for-uri(c:text/@name)}.html">{f:label('cite-text')}</a></p>
      <xsl:call-template name="tp:passages"/>
      <nav class="neighbours" aria-label="{f:label('cite-passages')}">
        <xsl:if test="$part ne '1'">
          <a rel="prev" href="{xs:integer($part) - 1}.html">{f:label('cite-before')}</a>
        </xsl:if>
        <xsl:if test="$part ne c:text/c:unit[last()]/@part">
          <a rel="next" href="{xs:integer($part) + 1}.html">{f:label('cite-after')}</a>
        </xsl:if>
      </nav>
    </section>
  </xsl:template>

  <!-- The passages; or only their addresses, where their citations are on further pages: links to these stay good. -->
  <xsl:template name="tp:passages" as="element(h:ul)">
    <xsl:param name="units" as="element(c:unit)*" tunnel="yes"/>
    <xsl:variable name="name" select="encode-for-uri(c:text/@name)"/>
    <ul>
      <xsl:apply-templates select="$units" mode="m:citation"/>
      <xsl:if test="empty($units)">
        <xsl:for-each select="c:text/c:unit">
          <li id="{@id}"><a href="{$name}/{@part}.html#{encode-for-uri(@id)}">{@label}</a></li>
        </xsl:for-each>
      </xsl:if>
    </ul>
  </xsl:template>

  <!-- The text as a whole. -->
  <xsl:function name="fp:whole" as="element(h:section)">
    <xsl:param name="text" as="element(c:text)"/>
    <xsl:param name="root" as="xs:string"/>
    <section class="whole" id="teipress:text">
      <h2>{f:label('cite-text')}</h2>
      <dl class="citations">
        <xsl:sequence select="fp:place($text/@reference, $text/@address, $root), f:place-in-release((), $text/@address, $root), fp:source($text, (), $root)"/>
        <xsl:for-each select="$text/c:style">
          <dt>{$fp:styles(@key)}</dt>
          <dd><xsl:apply-templates select="c:entry" mode="m:citation"/></dd>
        </xsl:for-each>
      </dl>
      <p class="records">
        <xsl:text>{f:label('cite-files')}: </xsl:text>
        <xsl:for-each select="'bib', 'ris', 'json'">
          <a href="{encode-for-uri($text/@name)}.{.}" download="download">{f:label('cite-' || .)}</a>
          <xsl:text> </xsl:text>
        </xsl:for-each>
      </p>
    </section>
  </xsl:function>

  <!-- Reference and permalink. -->
  <xsl:function name="fp:place" as="element()+">
    <xsl:param name="reference" as="xs:string"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="root" as="xs:string"/>
    <dt>{$fp:reference-label}</dt>
    <dd>{$reference}</dd>
    <dt>{$fp:permalink-label}</dt>
    <dd class="address"><a href="{if (contains($address, '//')) then $address else $root || $address}">{$address}</a></dd>
  </xsl:function>

  <!-- Where it stands in the source. -->
  <xsl:function name="fp:source" as="element()*">
    <xsl:param name="text" as="element(c:text)"/>
    <xsl:param name="id" as="xs:string?"/>
    <xsl:param name="root" as="xs:string"/>
    <xsl:if test="$shows-source">
      <dt>{$fp:source-label}</dt>
      <dd class="in-source"><a href="{$root}{f:source-page(encode-for-uri($text/@name))}{$id ! ('#' || encode-for-uri(.))}">{$fp:source-words}</a></dd>
    </xsl:if>
  </xsl:function>

  <!-- What stands at each passage: looked up once. -->
  <xsl:variable name="fp:reference-label" as="xs:string" select="f:label('cite-reference')"/>
  <xsl:variable name="fp:permalink-label" as="xs:string" select="f:label('permalink')"/>
  <xsl:variable name="fp:source-label" as="xs:string" select="f:label('tei-source')"/>
  <xsl:variable name="fp:source-words" as="xs:string" select="f:label('source-show')"/>
  <xsl:variable name="fp:styles" as="map(xs:string, xs:string)"
      select="map:merge($citation/c:text/c:style ! map { string(@key): string((@title, f:label('cite-style-' || @key))[1]) })"/>

  <xsl:template match="c:unit" mode="m:citation" as="element(h:li)">
    <xsl:param name="root" as="xs:string" tunnel="yes"/>
    <xsl:variable name="unit" select="."/>
    <xsl:variable name="fragment" select="'#' || encode-for-uri(@id)"/>
    <xsl:variable name="address" select="../@address || $fragment"/>
    <li id="{@id}">
      <a href="{$fragment}">{@label}</a>
      <dl class="citations">
        <xsl:sequence select="fp:place(../@reference || ', ' || @label, $address, $root), f:place-in-release(@id, $address, $root), fp:source(.., @id, $root)"/>
        <xsl:for-each select="../c:style">
          <dt>{$fp:styles(@key)}</dt>
          <dd>
            <xsl:apply-templates select="c:note[@kind = $unit/@kind]" mode="m:citation">
              <xsl:with-param name="place" select="string($unit/@rest)" tunnel="yes"/>
              <xsl:with-param name="address" select="$address" tunnel="yes"/>
            </xsl:apply-templates>
          </dd>
        </xsl:for-each>
      </dl>
    </li>
  </xsl:template>
</xsl:stylesheet>
