<?xml version="1.0" encoding="UTF-8"?>
<!-- The chapters of the guidelines, and prose wherever it stands. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="mp:guide"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:mp="https://teipress.org/ns/modes-private"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:template match="div" as="element(h:section)">
    <section id="{@xml:id}">
      <xsl:apply-templates select="*"/>
    </section>
  </xsl:template>

  <xsl:template match="div/head" as="element(h:h2)">
    <h2>
      <xsl:apply-templates/>
    </h2>
  </xsl:template>

  <xsl:template match="p" as="element(h:p)">
    <p>
      <xsl:apply-templates/>
    </p>
  </xsl:template>

  <xsl:template match="list" as="element()">
    <xsl:element name="{if (@rend = 'numbered') then 'ol' else if (@type = 'gloss') then 'dl' else 'ul'}">
      <xsl:apply-templates select="*"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="item" as="element(h:li)">
    <li>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <xsl:template match="list[@type = 'gloss']/label" as="element(h:dt)">
    <dt>
      <xsl:apply-templates/>
    </dt>
  </xsl:template>

  <xsl:template match="list[@type = 'gloss']/item" as="element(h:dd)">
    <dd>
      <xsl:apply-templates/>
    </dd>
  </xsl:template>

  <!-- An element that the schema has is a link to what is said of it. -->
  <xsl:template match="gi" as="element()">
    <xsl:choose>
      <xsl:when test="key('element', ., root($odd))">
        <a href="#element-{.}">
          <code>{.}</code>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <code>{.}</code>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="att | val | ident | code" as="element(h:code)">
    <code>{self::att/'@'}{.}</code>
  </xsl:template>

  <xsl:template match="term | hi" as="element(h:em)">
    <em>
      <xsl:apply-templates/>
    </em>
  </xsl:template>

  <xsl:template match="ref" as="element(h:a)">
    <a href="{@target}">
      <xsl:apply-templates/>
    </a>
  </xsl:template>

  <xsl:template match="text()" as="text()">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>
</xsl:stylesheet>
