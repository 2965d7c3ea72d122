<?xml version="1.0" encoding="UTF-8"?>
<!-- A text as a book for e-readers (EPUB 3.3): the files in it are made from the page of the text, once that is rendered.
     So an edition's own rendering counts for both. Python puts them into the container. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="chapters.xsl"/>
  <xsl:include href="content.xsl"/>
  <xsl:include href="nav.xsl"/>
  <xsl:include href="title.xsl"/>
  <xsl:include href="package.xsl"/>
  <xsl:include href="../cite/citation.xsl"/>

  <xsl:output name="file-of-epub" method="text" encoding="UTF-8"/>

  <!-- The files, under “epub/”; and which pictures go into it under which name: “media/1.png media/scan.png”. -->
  <xsl:template name="t:epub" as="empty-sequence()">
    <xsl:param name="page" as="element(h:html)"/>
    <xsl:variable name="book" as="document-node()">
      <xsl:document>
        <xsl:sequence select="$page"/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="plan" as="map(xs:string, item()*)" select="fp:plan($book/h:html)"/>
    <xsl:variable name="contents" as="map(xs:string, element(h:html))">
      <xsl:map>
        <xsl:map-entry key="'title.xhtml'">
          <xsl:call-template name="tp:title-page"/>
        </xsl:map-entry>
        <xsl:for-each select="$plan?chapters">
          <xsl:map-entry key="?file">
            <xsl:call-template name="tp:chapter">
              <xsl:with-param name="chapter" select="."/>
              <xsl:with-param name="plan" select="$plan" tunnel="yes"/>
              <xsl:with-param name="file" select="?file" tunnel="yes"/>
            </xsl:call-template>
          </xsl:map-entry>
        </xsl:for-each>
        <xsl:map-entry key="'nav.xhtml'">
          <xsl:call-template name="tp:navigation-document">
            <xsl:with-param name="plan" select="$plan"/>
          </xsl:call-template>
        </xsl:map-entry>
      </xsl:map>
    </xsl:variable>
    <xsl:for-each select="map:keys($contents)">
      <xsl:result-document href="epub/{.}" format="file-of-epub">{serialize($contents(.), $fp:as-xhtml)}</xsl:result-document>
    </xsl:for-each>
    <xsl:variable name="package" as="element()">
      <xsl:call-template name="tp:package">
        <xsl:with-param name="plan" select="$plan"/>
        <xsl:with-param name="contents" select="$contents"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:result-document href="epub/package.opf" format="file-of-epub">{serialize($package, $fp:as-xml)}</xsl:result-document>
    <xsl:if test="exists($fp:styles-in-epub)">
      <xsl:result-document href="epub/text.css" format="file-of-epub">{string-join($fp:styles-in-epub ! (. || '&#10;'))}</xsl:result-document>
    </xsl:if>
    <xsl:result-document href="epub.media" format="file-of-epub">{string-join(map:keys($plan?media) ! ($plan?media(.) || ' ' || . || '&#10;'))}</xsl:result-document>
  </xsl:template>

  <xsl:variable name="fp:as-xhtml" as="map(*)" select="map { 'method': 'xhtml', 'html-version': 5.0, 'indent': false(),
      'include-content-type': false(), 'omit-xml-declaration': false() }"/>
  <xsl:variable name="fp:as-xml" as="map(*)" select="map { 'method': 'xml', 'indent': false(), 'omit-xml-declaration': false() }"/>

  <!-- How the text looks in its source; e-readers choose the colours of the dark themselves. -->
  <xsl:variable name="fp:styles-in-epub" as="xs:string*" select="$f:rules[not(starts-with(., '@'))]"/>

  <!-- A file of the book, around what it says. -->
  <xsl:template name="tp:file" as="element(h:html)">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="direction" as="xs:string?"/>
    <xsl:param name="body" as="node()*"/>
    <html lang="{$language}" xml:lang="{$language}" xmlns:epub="http://www.idpf.org/2007/ops">
      <xsl:copy-of select="$direction ! fp:named('dir', .)"/>
      <head>
        <title>{($title[normalize-space()], $text-name)[1]}</title>
        <link rel="stylesheet" type="text/css" href="style.css"/>
        <xsl:if test="exists($fp:styles-in-epub)">
          <link rel="stylesheet" type="text/css" href="text.css"/>
        </xsl:if>
      </head>
      <body>
        <xsl:sequence select="$body"/>
      </body>
    </html>
  </xsl:template>

  <!-- A role, in the words of EPUB. -->
  <xsl:function name="fp:epub-type" as="attribute()">
    <xsl:param name="type" as="xs:string"/>
    <xsl:attribute name="epub:type" namespace="http://www.idpf.org/2007/ops" select="$type"/>
  </xsl:function>
</xsl:stylesheet>
