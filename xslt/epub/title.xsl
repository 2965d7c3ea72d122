<?xml version="1.0" encoding="UTF-8"?>
<!-- The title page of a book: what it is, whose, from where, and how it is cited. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:tp="https://teipress.org/ns/templates-private" xmlns:c="https://teipress.org/ns/citation"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template name="tp:title-page" as="element(h:html)">
    <xsl:variable name="cited" select="$citation[1]/c:text"/>
    <xsl:variable name="rights" select="$cited/c:meta[@name = 'DC.rights']/@content"/>
    <xsl:call-template name="tp:file">
      <xsl:with-param name="title" select="f:title($fp:source)"/>
      <xsl:with-param name="language" select="$edition-language"/>
      <xsl:with-param name="body" as="element()">
        <section class="title-page" epub:type="titlepage">
          <xsl:where-populated>
            <p class="author">{string-join($fp:about?author?*?name, ' · ')}</p>
          </xsl:where-populated>
          <h1>
            <xsl:for-each select="$fp:language[. ne $edition-language]">
              <xsl:attribute name="lang" select="."/>
              <xsl:attribute name="xml:lang" select="."/>
            </xsl:for-each>
            <xsl:text>{f:title($fp:source)}</xsl:text>
          </h1>
          <xsl:for-each select="($fp:source/*/teiHeader/fileDesc/titleStmt/title[@type = 'sub'])[1]/normalize-space()[.]">
            <p class="subtitle">{.}</p>
          </xsl:for-each>
          <xsl:where-populated>
            <p class="edition">{string-join(($edition-title[.], f:label('release-name', $release-name)[$release-name], f:day($release-date)[$release-name]), ', ')}</p>
          </xsl:where-populated>
          <xsl:for-each select="$cited/c:style[1]/c:entry">
            <h2>{f:label('citing')}</h2>
            <p class="citation">
              <xsl:apply-templates mode="m:citation" xmlns:m="https://teipress.org/ns/modes"/>
            </p>
          </xsl:for-each>
          <xsl:for-each select="$cited/@address[contains(., '//')][fp:is-address(.)][not(contains($cited/c:style[1]/c:entry, .))]">
            <p class="address"><a href="{.}">{.}</a></p>
          </xsl:for-each>
          <xsl:for-each select="$rights">
            <h2>{f:label('rights')}</h2>
            <p class="rights">
              <xsl:choose>
                <xsl:when test="fp:is-address(.)"><a href="{.}">{.}</a></xsl:when>
                <xsl:otherwise>{.}</xsl:otherwise>
              </xsl:choose>
            </p>
          </xsl:for-each>
          <p class="made-with">{f:label('made-with')}</p>
        </section>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- What the text is, in the terms of schema.org: authors, editors and translators have their names there. -->
  <xsl:variable name="fp:about" as="map(*)" select="($citation[1]/c:text/c:data ! parse-json(.), map { })[1]"/>

  <xsl:variable name="fp:language" as="xs:string" select="(/*/@xml:lang ! f:language-tag(.), $edition-language)[.][1]"/>
</xsl:stylesheet>
