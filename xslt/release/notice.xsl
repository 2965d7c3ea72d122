<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of a frozen release: what they say of themselves, and the way from each passage to the latest edition. They
     are never made again, so they may lead only to what every later edition has: pages of texts and indexes, and the
     addresses of all ids there have ever been. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private" xmlns:x="https://teipress.org/ns/index"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <!-- The pages about the history of a document, and its data, without the suffix. -->
  <xsl:function name="f:history" as="xs:string">
    <xsl:param name="document" as="xs:string"/>
    <xsl:sequence select="'history/' || string-join(tokenize($document, '/') ! encode-for-uri(.), '/')"/>
  </xsl:function>

  <!-- From the root of a release to that of the latest edition. -->
  <xsl:variable name="f:to-latest" as="xs:string" select="'../../'"/>

  <!-- Above every page: which release this is. “page” is the page's own address, from the root of the edition. -->
  <xsl:template name="t:release-notice" as="element(h:aside)?">
    <xsl:param name="page" as="xs:string"/>
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <xsl:if test="$release-name">
      <aside class="release-notice" aria-label="{f:label('release')}" lang="{$edition-language}">
        <p>
          <xsl:text>{f:label('this-release', ($release-name, f:day($release-date)))} </xsl:text>
          <a class="to-latest" href="{$root}{$f:to-latest}{$page}">{f:label('see-latest')}</a>
        </p>
      </aside>
    </xsl:if>
  </xsl:template>

  <!-- In the head of every page of a release: where the latest version is (RFC 5829). -->
  <xsl:template name="t:release-links" as="element(h:link)*">
    <xsl:param name="page" as="xs:string"/>
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <xsl:if test="$release-name">
      <link rel="latest-version" href="{$root}{$f:to-latest}{$page}"/>
    </xsl:if>
  </xsl:template>

  <!-- Beside a passage: the way to the same one in the latest edition. -->
  <xsl:template name="t:passage-in-latest" as="element(h:a)?">
    <xsl:param name="page" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <xsl:if test="$release-name">
      <a class="in-latest" data-teipress="generated" href="{$root}{$f:to-latest}{$page}#{$id}" title="{f:label('in-latest')}" aria-label="{f:label('in-latest')}">↗</a>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
