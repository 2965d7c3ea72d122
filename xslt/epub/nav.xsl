<?xml version="1.0" encoding="UTF-8"?>
<!-- The contents of a book, for its reader: divisions three levels deep, pages, and where to begin. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:tp="https://teipress.org/ns/templates-private" xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:template name="tp:navigation-document" as="element(h:html)">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:variable name="texts" select="$plan?chapters[not(?is-about)]"/>
    <xsl:call-template name="tp:file">
      <xsl:with-param name="title" select="f:label('toc')"/>
      <xsl:with-param name="language" select="$edition-language"/>
      <xsl:with-param name="body" as="element()+">
        <nav epub:type="toc" role="doc-toc" aria-labelledby="contents">
          <h1 id="contents">{f:label('toc')}</h1>
          <ol>
            <li><a href="title.xhtml">{f:label('title-page')}</a></li>
            <xsl:variable name="listed" as="element(h:li)*" select="fp:contents($plan?whole/*, $plan, 1)"/>
            <xsl:sequence select="$listed"/>
            <xsl:if test="empty($listed) and exists($texts)">
              <li><a href="{$texts[1]?file}">{$texts[1]?title}</a></li>
            </xsl:if>
            <xsl:for-each select="$plan?chapters[?is-about]">
              <li><a href="{?file}">{?title}</a></li>
            </xsl:for-each>
          </ol>
        </nav>
        <xsl:variable name="pages" as="element(h:li)*" select="fp:pages($plan)"/>
        <xsl:if test="exists($pages)">
          <nav epub:type="page-list" role="doc-pagelist" aria-labelledby="pages" hidden="hidden">
            <h2 id="pages">{f:label('page-list')}</h2>
            <ol>
              <xsl:sequence select="$pages"/>
            </ol>
          </nav>
        </xsl:if>
        <nav epub:type="landmarks" aria-labelledby="landmarks" hidden="hidden">
          <h2 id="landmarks">{f:label('landmarks')}</h2>
          <ol>
            <li><a epub:type="titlepage" href="title.xhtml">{f:label('title-page')}</a></li>
            <li><a epub:type="bodymatter" href="{$plan?chapters[1]?file}">{f:label('text-start')}</a></li>
          </ol>
        </nav>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The divisions with a heading below some elements of the page; those without one are passed through. -->
  <xsl:function name="fp:contents" as="element(h:li)*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:param name="plan" as="map(*)"/>
    <xsl:param name="level" as="xs:integer"/>
    <xsl:for-each select="$elements[fp:is-part(.)]">
      <xsl:variable name="heading" select="*[fp:is-heading(.)][fp:heading-words(.)][1]"/>
      <xsl:variable name="href" select="((@id, $heading/@id) ! fp:place($plan, ., ''))[1]"/>
      <xsl:variable name="is-division" select="not(tokenize(@class) = ('tei-text', 'tei-front', 'tei-body', 'tei-back', 'tei-group'))"/>
      <xsl:choose>
        <xsl:when test="$is-division and $heading and $href and $level le 3">
          <li>
            <a href="{$href}">
              <xsl:for-each select="ancestor-or-self::*[@lang][1]/@lang[. ne $edition-language]">
                <xsl:attribute name="lang" select="."/>
                <xsl:attribute name="xml:lang" select="."/>
              </xsl:for-each>
              <xsl:text>{fp:heading-words($heading)}</xsl:text>
            </a>
            <xsl:where-populated>
              <ol>
                <xsl:sequence select="fp:contents(*, $plan, $level + 1)"/>
              </ol>
            </xsl:where-populated>
          </li>
        </xsl:when>
        <xsl:when test="$level le 3">
          <xsl:sequence select="fp:contents(*, $plan, $level)"/>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- The pages of the source whose numbers the text has. -->
  <xsl:function name="fp:pages" as="element(h:li)*">
    <xsl:param name="plan" as="map(*)"/>
    <xsl:for-each select="$plan?chapters">
      <xsl:variable name="file" select="?file"/>
      <xsl:for-each select="(?nodes/descendant-or-self::*[not(ancestor::h:section[fp:is-of-notes(.)])], ?notes//*)[contains-token(@class, 'tei-pb')]/*[contains-token(@class, 'page-number')][normalize-space()]">
        <li><a href="{$file}#{fp:page-id(..)}">{normalize-space()}</a></li>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
