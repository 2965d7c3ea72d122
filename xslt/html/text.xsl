<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a text: the reading text, what is in it, what it is. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="/*" as="element()+" priority="3">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'text-page', 'described'[$f:is-description]"/>
      </xsl:call-template>
      <xsl:call-template name="t:before-text"/>
      <xsl:call-template name="t:contents"/>
      <xsl:apply-templates select="node() except (teiHeader, facsimile, standOff)"/>
      <xsl:apply-templates select="teiHeader[$f:is-description]"/>
      <xsl:apply-templates select="facsimile, standOff"/>
      <aside class="beside-text" lang="{$edition-language}" dir="{$f:own-direction}">
        <xsl:call-template name="t:in-this-text"/>
        <xsl:call-template name="t:cited"/>
        <xsl:call-template name="t:downloads"/>
        <xsl:call-template name="t:releases-of-text"/>
      </aside>
      <xsl:apply-templates select="teiHeader[not($f:is-description)]"/>
    </div>
  </xsl:template>

  <!-- A manuscript that is described and not transcribed: the description is what one comes for. -->
  <xsl:variable name="f:is-description" as="xs:boolean" select="exists(/TEI/teiHeader/fileDesc/sourceDesc/(msDesc | listObject | object)) and empty((/TEI/(text, sourceDoc)//text()[normalize-space()])[1])"/>

  <!-- A fragment: whatever its root is, it is the text. -->
  <xsl:template match="/*[not(self::TEI or self::teiCorpus)]" as="element()+" priority="4">
    <div class="text-page">
      <xsl:call-template name="t:before-text"/>
      <article class="tei-text">
        <xsl:apply-templates select="." mode="m:fragment"/>
        <xsl:call-template name="t:notes-at-end"/>
      </article>
      <aside class="beside-text" lang="{$edition-language}" dir="{$f:own-direction}">
        <xsl:call-template name="t:cited"/>
        <xsl:call-template name="t:downloads"/>
        <xsl:call-template name="t:releases-of-text"/>
      </aside>
    </div>
  </xsl:template>

  <xsl:mode name="m:fragment" on-no-match="fail"/>

  <xsl:template match="*" mode="m:fragment" as="element()">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </div>
  </xsl:template>

  <!-- The members of a corpus: each with its title, where its text has none; its text; and its header, to unfold. -->
  <xsl:template match="TEI/TEI | teiCorpus/TEI | teiCorpus/teiCorpus" as="element(h:section)" priority="2">
    <section>
      <xsl:call-template name="t:attributes"/>
      <xsl:if test="not(f:id(.))">
        <xsl:attribute name="id" select="f:anchor(.)"/>
      </xsl:if>
      <xsl:if test="f:lacks-heading(.)">
        <xsl:element name="h{min((6, 1 + count(ancestor::*)))}">
          <xsl:attribute name="class" select="'member-title'"/>
          <xsl:attribute name="data-teipress" select="'generated'"/>
          <xsl:text>{f:member-title(.)}</xsl:text>
        </xsl:element>
      </xsl:if>
      <xsl:apply-templates select="node() except teiHeader"/>
      <xsl:apply-templates select="teiHeader"/>
    </section>
  </xsl:template>

  <!-- Above the text: where it comes from; and its title, where it has no heading of its own. -->
  <xsl:template name="t:before-text" as="element(h:header)">
    <header class="text-header">
      <xsl:if test="empty($f:title-heading)">
        <h1>{f:title(/)}</h1>
      </xsl:if>
      <xsl:for-each select="(teiHeader/fileDesc/sourceDesc//bibl[not(ancestor::msDesc or ancestor::object)])[1]">
        <p class="text-source">
          <xsl:call-template name="t:short-source"/>
        </p>
      </xsl:for-each>
      <xsl:call-template name="t:legend"/>
      <xsl:call-template name="t:views"/>
    </header>
  </xsl:template>

  <!-- A source in a line: without its notes and its ids, which stand in the description below. -->
  <xsl:template name="t:short-source" as="node()*">
    <xsl:for-each select="node() except note">
      <xsl:choose>
        <xsl:when test="self::title[@level = ('j', 'm')]"><cite>{normalize-space()}</cite></xsl:when>
        <xsl:when test="self::ref[f:leads-to(.)]"><a href="{f:leads-to(.)}">{normalize-space()}</a></xsl:when>
        <xsl:when test="self::text() | self::*">{replace(string(), '\s+', ' ')}</xsl:when>
      </xsl:choose>
      <xsl:if test="self::* and following-sibling::node()[1]/self::*[not(self::note)]">, </xsl:if>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
