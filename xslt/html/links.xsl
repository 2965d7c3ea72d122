<?xml version="1.0" encoding="UTF-8"?>
<!-- Links: an element that leads somewhere, and never a link in a link. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Links. One that a page must not carry stays text, and the editor is told. -->
  <xsl:template match="ref | ptr" as="element()">
    <xsl:variable name="href" select="f:leads-to(.)"/>
    <xsl:if test="@target and empty($href) and f:is-unsafe(@target)">
      <xsl:call-template name="t:diagnose">
        <xsl:with-param name="code" select="'unsafe-link'"/>
        <xsl:with-param name="message">“{@target}” is no address that a page may link to; its text is shown without a link</xsl:with-param>
        <xsl:with-param name="attribute" select="'target'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="t:link">
      <xsl:with-param name="href" select="$href"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="f:is-unsafe" as="xs:boolean">
    <xsl:param name="target" as="attribute()"/>
    <xsl:sequence select="some $pointer in tokenize($target) satisfies empty(f:safe-href($pointer))"/>
  </xsl:function>

  <!-- An element as a link. HTML's links cannot hold links: where one would, its own words are linked piece by piece. -->
  <xsl:template name="t:link" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="address" select="$href ! (if (matches(., '^(#|[^/?#]*:)')) then . else $root || .)"/>
    <xsl:choose>
      <xsl:when test="empty($address)">
        <xsl:element name="{f:line-tag(.)}">
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:apply-templates select="." mode="m:content"/>
          <xsl:apply-templates select="@xml:id" mode="m:calls"/>
        </xsl:element>
      </xsl:when>
      <xsl:when test="(* and (some $child in * satisfies f:holds-link($child) or f:is-block($child) or f:holds-block($child))) or f:is-called(.)">
        <xsl:element name="{f:line-tag(.)}">
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:for-each-group select="node()" group-adjacent="f:holds-link(.) or self::*[f:is-block(.) or f:holds-block(.)]
              or (self::text() and not(normalize-space()))">
            <xsl:choose>
              <xsl:when test="current-grouping-key()">
                <xsl:apply-templates select="current-group()"/>
              </xsl:when>
              <xsl:otherwise>
                <a href="{$address}">
                  <xsl:apply-templates select="current-group()"/>
                </a>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:for-each-group>
          <xsl:apply-templates select="@xml:id" mode="m:calls"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <a href="{$address}">
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:apply-templates select="." mode="m:content"/>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a link shows: its content; where it has none, the name of what it leads to in this edition, else its address. -->
  <xsl:mode name="m:content" on-no-match="fail"/>

  <xsl:template match="*" mode="m:content" as="node()*">
    <xsl:apply-templates select="node()" mode="m:html"/>
  </xsl:template>

  <xsl:template match="(ptr | ref)[@target][not(node())]" mode="m:content" as="element(h:span)">
    <span data-teipress="generated">{tokenize(@target)[1] ! f:name-of(., current()/@target)}</span>
  </xsl:template>
</xsl:stylesheet>
