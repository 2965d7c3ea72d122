<?xml version="1.0" encoding="UTF-8"?>
<!-- What is the same on every page: head, navigation, footer. Ids of the tool's own hold a colon, so that no xml:id can
     be the same. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:include href="preview.xsl"/>

  <!-- Nothing runs, nothing comes from another host: of 40 attempts to smuggle script into TEI, none passes this. -->
  <xsl:variable name="f:policy" as="xs:string" select="string-join(('default-src ''none''', 'script-src ''self''', 'style-src ''self''',
      'img-src ''self'' data:', 'font-src ''self''', 'media-src ''self''', 'connect-src ''self''', 'base-uri ''none''',
      'form-action ''none''', 'object-src ''none'''), '; ')"/>

  <!-- A whole page. “looks” are further stylesheets of ours; those of the edition win. “root” leads from the page to the root of the
       edition: empty, or “../”; “page” leads from there to the page that the latest edition has instead of this one, when it is a
       page of a frozen release. What the page says is “main”, or what m:main makes of “text”: a long text is then written as it is
       rendered, and never held as a tree; nor checked once more as a whole, so that this template has no as=. -->
  <xsl:template name="t:page">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="main" as="element()*"/>
    <xsl:param name="text" as="document-node()?"/>
    <xsl:param name="head" as="element()*"/>
    <xsl:param name="looks" as="xs:string*"/>
    <xsl:param name="language" as="xs:string" select="$edition-language"/>
    <xsl:param name="current" as="xs:string" select="''"/>
    <xsl:param name="page" as="xs:string" select="'index.html'"/>
    <xsl:param name="policy" as="xs:string" select="$f:policy"/>
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <html lang="{$language}" data-title="{fp:running-head($title)}">
      <head>
        <meta charset="UTF-8"/>
        <meta http-equiv="Content-Security-Policy" content="{$policy}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{string-join(distinct-values(($title, $edition-title)[.]), ' · ')}</title>
        <meta name="generator" content="teipress"/>
        <xsl:call-template name="t:preview">
          <xsl:with-param name="title" select="$title"/>
          <xsl:with-param name="text" select="$text"/>
          <xsl:with-param name="is-front" select="$current = 'index'"/>
          <xsl:with-param name="language" select="$language"/>
        </xsl:call-template>
        <xsl:for-each select="'teipress.css', $looks">
          <link rel="stylesheet" href="{$root}assets/{.}"/>
        </xsl:for-each>
        <xsl:for-each select="$edition-css">
          <link rel="stylesheet" href="{$root}{.}"/>
        </xsl:for-each>
        <xsl:call-template name="t:release-links">
          <xsl:with-param name="page" select="$page"/>
        </xsl:call-template>
        <xsl:sequence select="$head"/>
      </head>
      <body>
        <a class="skip" href="#teipress:main" lang="{$edition-language}">{f:label('skip')}</a>
        <header class="site-header" lang="{$edition-language}">
          <xsl:apply-templates select="$page-header/*/node()" mode="m:page-part"/>
          <xsl:call-template name="tp:navigation">
            <xsl:with-param name="current" select="$current"/>
          </xsl:call-template>
        </header>
        <xsl:call-template name="t:release-notice">
          <xsl:with-param name="page" select="$page"/>
        </xsl:call-template>
        <main id="teipress:main">
          <xsl:sequence select="$main"/>
          <xsl:apply-templates select="$text" mode="m:main"/>
        </main>
        <xsl:call-template name="t:footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:mode name="m:main" on-no-match="fail"/>

  <!-- What stands at the head of every page on paper: the title, or as many of its words as a line has room for. -->
  <xsl:function name="fp:running-head" as="xs:string">
    <xsl:param name="title" as="xs:string"/>
    <xsl:variable name="words" select="normalize-space($title)"/>
    <xsl:sequence select="if (string-length($words) le 80) then $words else replace(substring($words, 1, 78), '^(.*) .*$', '$1') || ' …'"/>
  </xsl:function>

  <xsl:template name="tp:navigation" as="element(h:nav)">
    <xsl:param name="current" as="xs:string"/>
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <nav aria-label="{f:label('contents')}">
      <a class="site-title" href="{$root}index.html">
        <xsl:if test="$current = 'index'">
          <xsl:attribute name="aria-current" select="'page'"/>
        </xsl:if>
        <xsl:text>{($edition-title[.], f:label('home'))[1]}</xsl:text>
      </a>
      <ul>
        <xsl:if test="empty($registers)">
          <li><a href="{$root}index.html#teipress:texts">{f:label('texts')}</a></li>
          <li><a href="{$root}index.html#teipress:indexes">{f:label('indexes')}</a></li>
        </xsl:if>
        <xsl:for-each select="f:kinds-here()">
          <li>
            <a href="{$root}{f:index(.)}">
              <xsl:if test="$current = .">
                <xsl:attribute name="aria-current" select="'page'"/>
              </xsl:if>
              <xsl:text>{f:label(. || 's')}</xsl:text>
            </a>
          </li>
        </xsl:for-each>
        <xsl:if test="$search-folder">
          <li>
            <a href="{$root}search.html">
              <xsl:if test="$current = 'search'">
                <xsl:attribute name="aria-current" select="'page'"/>
              </xsl:if>
              <xsl:text>{f:label('search')}</xsl:text>
            </a>
          </li>
        </xsl:if>
      </ul>
    </nav>
  </xsl:template>

  <!-- The kinds whose indexes the navigation names: those with a register, and what needs none. Without registers, what there
       is depends on all texts: the front page tells. -->
  <xsl:function name="f:kinds-here" as="xs:string*">
    <xsl:variable name="registered" select="distinct-values($registers//*[@xml:id] ! f:kind(.))"/>
    <xsl:sequence select="$f:kinds[exists($registers)][. = ($registered, 'date', 'quotation')]"/>
  </xsl:function>

  <!-- The edition's own parts of a page: copied, but that an address that starts with “/” starts at the root of the edition. -->
  <xsl:mode name="m:page-part" on-no-match="shallow-copy"/>

  <xsl:template match="@href[starts-with(., '/')] | @src[starts-with(., '/')]" mode="m:page-part" as="attribute()">
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <xsl:attribute name="{name()}" select="$root || substring(., 2)"/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:page-part" as="empty-sequence()"/>

  <!-- The imprint, a page of its own. -->
  <xsl:template name="t:imprint" as="element(h:html)?">
    <xsl:if test="$imprint">
      <xsl:call-template name="t:page">
        <xsl:with-param name="title" select="f:label('imprint')"/>
        <xsl:with-param name="main" as="element()">
          <div class="front-page">
            <h1>{f:label('imprint')}</h1>
            <xsl:apply-templates select="$imprint/*/node()" mode="m:page-part"/>
          </div>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The foot of every page. -->
  <xsl:template name="t:footer" as="element(h:footer)">
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <footer class="site-footer" lang="{$edition-language}">
      <xsl:apply-templates select="$page-footer/*/node()" mode="m:page-part"/>
      <p>
        <a href="{$root}index.html">{($edition-title[.], f:label('home'))[1]}</a>
        <xsl:if test="$imprint">
          <xsl:text> · </xsl:text>
          <a href="{$root}imprint.html">{f:label('imprint')}</a>
        </xsl:if>
        <xsl:text> · </xsl:text>
        <a href="{$root}statistics.html">{f:label('statistics')}</a>
        <xsl:if test="exists($release-names)">
          <xsl:text> · </xsl:text>
          <a href="{$root}releases.html">{f:label('releases')}</a>
        </xsl:if>
        <xsl:text> · {f:label('made-with')}</xsl:text>
      </p>
    </footer>
  </xsl:template>
</xsl:stylesheet>
