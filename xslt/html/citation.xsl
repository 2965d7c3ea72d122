<?xml version="1.0" encoding="UTF-8"?>
<!-- Citing: what the page of a text says to reference managers, and the way from each passage to its citations. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:c="https://teipress.org/ns/citation"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Metadata of Highwire Press and Dublin Core, JSON-LD, and links to the text’s permalink and its records.
       JSON-LD is data, not script: the security policy has nothing to say about it. -->
  <xsl:template name="t:citation-metadata" as="element()*">
    <xsl:for-each select="$citation/c:text">
      <xsl:variable name="stem" select="'cite/' || encode-for-uri(@name)"/>
      <xsl:if test="contains(@address, '//')">
        <link rel="cite-as" href="{@address}"/>
      </xsl:if>
      <link rel="describedby" type="application/x-bibtex" href="{$stem}.bib"/>
      <link rel="describedby" type="application/x-research-info-systems" href="{$stem}.ris"/>
      <link rel="describedby" type="application/vnd.citationstyles.csl+json" href="{$stem}.json"/>
      <xsl:sequence select="f:citation-tags(., ())"/>
      <script type="application/ld+json">{c:data}</script>
    </xsl:for-each>
  </xsl:template>

  <!-- Beside a text, and below it on paper: how it is cited, where it is, and the way to all other citations. -->
  <xsl:template name="t:cited" as="element(h:section)">
    <xsl:variable name="text" select="$citation/c:text"/>
    <xsl:variable name="entry" select="$text/c:style[1]/c:entry"/>
    <section class="cited">
      <h2>{f:label('citing')}</h2>
      <xsl:for-each select="$entry">
        <p class="citation"><xsl:apply-templates mode="m:citation"/></p>
      </xsl:for-each>
      <xsl:for-each select="$text[not(contains($entry, @address))]">
        <p class="permanent">{f:label('permalink')}: {@address}</p>
      </xsl:for-each>
      <xsl:if test="$citation">
        <p class="all-citations"><a href="{f:cite-page($text-name, '')}">{f:label('cite-this')}</a></p>
      </xsl:if>
      <p class="citing">{f:label('citing-text')}</p>
    </section>
  </xsl:template>

  <!-- After what can be cited by itself, a quiet link to its citations. Those elements only that no link is around. -->
  <xsl:template match="@xml:id[fp:is-passage(.)]" mode="m:calls" as="element(h:a)+" priority="2">
    <xsl:variable name="id" select="normalize-space()"/>
    <xsl:next-match/>
    <a class="cite" data-teipress="generated" lang="{$edition-language}"
        href="{f:cite-page($text-name, $f:passages($id))}#{encode-for-uri($id)}">{f:label('cite')}</a>
  </xsl:template>

  <xsl:variable name="fp:cited" as="map(xs:string, xs:boolean)"
      select="map:merge(tokenize('p ab l lg sp s u entry entryFree div div1 div2 div3 div4 div5 div6 div7') ! map { .: true() })"/>

  <xsl:function name="fp:is-passage" as="xs:boolean">
    <xsl:param name="id" as="attribute()"/>
    <xsl:sequence select="map:contains($f:passages, normalize-space($id)) and map:contains($fp:cited, local-name($id/..))"/>
  </xsl:function>
</xsl:stylesheet>
