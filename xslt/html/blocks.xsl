<?xml version="1.0" encoding="UTF-8"?>
<!-- Prose: paragraphs, anonymous blocks, lists. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- HTML's p cannot hold blocks, TEI's can: then it is a div. -->
  <xsl:template match="p | ab" as="element()">
    <xsl:element name="{if (f:holds-block(.)) then 'div' else 'p'}">
      <xsl:call-template name="t:attributes"/>
      <xsl:call-template name="t:permalink"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- The number of a block, which is a link to it. -->
  <xsl:template name="t:permalink" as="element(h:a)?">
    <xsl:if test="f:id(.) and ancestor::text">
      <a class="permalink" data-teipress="generated" href="#{f:id(.)}" aria-label="{f:label('paragraph')} {(@n, f:id(.))[1]}">{(@n, '¶')[1]}</a>
    </xsl:if>
  </xsl:template>

  <xsl:template match="list" as="element()+">
    <xsl:apply-templates select="head"/>
    <xsl:element name="{if (@rend = ('numbered', 'ordered') or @type = 'ordered') then 'ol' else 'ul'}">
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates select="* except (head, label)"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="item" as="element(h:li)">
    <li>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates select="preceding-sibling::*[1][self::label]"/>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <xsl:template match="list/label" as="element(h:strong)">
    <strong>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </strong>
  </xsl:template>
</xsl:stylesheet>
