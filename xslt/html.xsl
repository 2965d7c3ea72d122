<?xml version="1.0" encoding="UTF-8"?>
<!-- A text → its page. Each module below renders one family of elements. An edition's own stylesheet imports this one. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xmlns:x="https://teipress.org/ns/index"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="shared/shared.xsl"/>
  <xsl:include href="shared/texts.xsl"/>
  <xsl:include href="html/chrome.xsl"/>
  <xsl:include href="html/text.xsl"/>
  <xsl:include href="html/elements.xsl"/>
  <xsl:include href="html/citation.xsl"/>
  <xsl:include href="html/header.xsl"/>
  <xsl:include href="html/correspondence.xsl"/>
  <xsl:include href="html/declarations.xsl"/>
  <xsl:include href="html/views.xsl"/>
  <xsl:include href="html/styles.xsl"/>
  <xsl:include href="html/contents.xsl"/>
  <xsl:include href="html/highlights.xsl"/>
  <xsl:include href="html/cards.xsl"/>
  <xsl:include href="html/neighbours.xsl"/>
  <xsl:include href="release/notice.xsl"/>
  <xsl:include href="release/gone.xsl"/>
  <xsl:include href="release/text.xsl"/>
  <xsl:include href="epub/epub.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <!-- What is around the whole page has no as=: it would be checked with everything that is written. -->
  <xsl:template match="/">
    <xsl:call-template name="t:styles"/>
    <xsl:choose>
      <xsl:when test="$epub">
        <xsl:variable name="page" as="element(h:html)">
          <xsl:call-template name="t:text-page"/>
        </xsl:variable>
        <xsl:call-template name="t:epub">
          <xsl:with-param name="page" select="$page"/>
        </xsl:call-template>
        <xsl:sequence select="$page"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:text-page"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="t:text-page">
    <xsl:call-template name="t:page">
      <xsl:with-param name="title" select="f:title(.)"/>
      <xsl:with-param name="page" select="f:page($text-name)"/>
      <xsl:with-param name="looks" select="'views.css'[$f:has-views]"/>
      <xsl:with-param name="language" select="((*/@xml:lang, */teiHeader/profileDesc/langUsage[not(language[2])]/language/@ident) ! f:language-tag(.), $edition-language)[1]"/>
      <xsl:with-param name="head" as="element()*">
        <link rel="alternate" type="text/plain" href="{encode-for-uri($text-name)}.txt"/>
        <link rel="alternate" type="application/tei+xml" href="{encode-for-uri($text-name)}.xml"/>
        <xsl:if test="$epub">
          <link rel="alternate" type="application/epub+zip" href="{encode-for-uri($text-name)}.epub"/>
        </xsl:if>
        <xsl:call-template name="t:citation-metadata"/>
        <xsl:call-template name="t:styles-link"/>
        <xsl:call-template name="t:highlights-script"/>
        <script src="assets/teipress.js" defer="defer" data-lang="{$edition-language}" data-label="{f:label('words-selected')}"
            data-link="{f:label('words-link')}" data-copied="{f:label('copied')}" data-cite="{f:label('cite')}" data-close="{f:label('close')}"/>
      </xsl:with-param>
      <xsl:with-param name="text" select="."/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="/" mode="m:main">
    <xsl:apply-templates select="*"/>
    <xsl:call-template name="t:gone">
      <xsl:with-param name="passages" select="$past[1]/x:past/x:passage[empty(key('id', @id, current()))]"/>
    </xsl:call-template>
    <xsl:call-template name="t:neighbours"/>
    <xsl:call-template name="t:cards"/>
  </xsl:template>
</xsl:stylesheet>
