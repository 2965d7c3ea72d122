<?xml version="1.0" encoding="UTF-8"?>
<!-- What other programs show of a page: the sign in a browser's tab, the card under a link in a message (Open Graph), the
     feed of the releases. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template name="t:preview" as="element()+">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="text" as="document-node()?"/>
    <xsl:param name="is-front" as="xs:boolean"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <link rel="icon" type="image/svg+xml" href="{$root}assets/icon.svg"/>
    <meta property="og:title" content="{($title[.], $edition-title)[1]}"/>
    <meta property="og:type" content="{if ($text) then 'article' else 'website'}"/>
    <xsl:variable name="description" select="if ($text) then fp:opening($text) else $edition-subtitle[$is-front][.]"/>
    <xsl:for-each select="$description">
      <meta name="description" property="og:description" content="{.}"/>
    </xsl:for-each>
    <xsl:if test="$edition-title and not($is-front)">
      <meta property="og:site_name" content="{$edition-title}"/>
    </xsl:if>
    <xsl:if test="matches($language, '^[a-z]{2,3}-[A-Z]{2}$')">
      <meta property="og:locale" content="{translate($language, '-', '_')}"/>
    </xsl:if>
    <xsl:if test="$site-address and ($text or $is-front)">
      <meta property="og:url" content="{$site-address}{if ($text) then f:page($text-name) else ''}"/>
    </xsl:if>
    <xsl:if test="$site-address and exists($release-names)">
      <link rel="alternate" type="application/atom+xml" title="{f:label('releases')}" href="{$root}releases.atom"/>
    </xsl:if>
  </xsl:template>

  <!-- The first words of a text. -->
  <xsl:function name="fp:opening" as="xs:string?">
    <xsl:param name="text" as="document-node()"/>
    <xsl:variable name="block" select="(($text/*/(. | TEI)/text) ! descendant::*[self::p or self::ab or self::l or self::sp][normalize-space()][1])[1]"/>
    <xsl:variable name="words" select="normalize-space(string-join($block//text()[not(ancestor::note)]))"/>
    <xsl:sequence select="(if (string-length($words) gt 200) then replace(substring($words, 1, 200), '^(.*) .*$', '$1') || ' …' else $words)[.]"/>
  </xsl:function>
</xsl:stylesheet>
