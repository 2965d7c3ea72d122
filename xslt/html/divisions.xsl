<?xml version="1.0" encoding="UTF-8"?>
<!-- The structure of a text: its parts, divisions and headings. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="text[not(ancestor::text)]" as="element(h:article)">
    <article>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
      <xsl:call-template name="t:notes-at-end"/>
    </article>
  </xsl:template>

  <xsl:template match="text | group | front | body | back | floatingText" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7" as="element(h:section)">
    <section>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@type ! ('type-' || translate(normalize-space(), ' ', '-'))"/>
      </xsl:call-template>
      <xsl:if test="f:is-anchored(.)">
        <xsl:attribute name="id" select="f:anchor(.)"/>
      </xsl:if>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <!-- The first heading of the body is the page's first; one of a division comes below it. A heading in a list, a figure
       or another block is set as a caption there. -->
  <xsl:template match="head" as="element()">
    <xsl:variable name="level" select="min((6, 1 + count(ancestor::*[matches(local-name(), '^(div[1-7]?|floatingText|group|lg|castList|list|figure|table)$')])))"/>
    <xsl:choose>
      <xsl:when test="f:holds-block(.)">
        <div role="heading" aria-level="{$level}">
          <xsl:call-template name="t:attributes"/>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="h{$level}">
          <xsl:call-template name="t:attributes"/>
          <xsl:apply-templates/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="argument | byline | closer | dateline | docAuthor | docDate | docEdition | docImprint | docTitle | imprimatur
      | opener | postscript | salute | signed | titlePage | titlePart | trailer | divGen | address | addrLine | abstract
      | headItem | headLabel | post | prologue | epilogue | performance" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="salute[not(parent::opener or parent::closer)][parent::p] | signed[parent::p] | dateline[parent::p]" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>
</xsl:stylesheet>
