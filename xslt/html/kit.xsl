<?xml version="1.0" encoding="UTF-8"?>
<!-- What every rendered element is made of: its tag, its id, its language, its classes. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- An element in a line: a span; a div where it holds blocks, which no span may. -->
  <xsl:template name="t:inline" as="element()">
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:choose>
      <xsl:when test="* and f:holds-block(.)">
        <div>
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An element on lines of its own. -->
  <xsl:template name="t:block" as="element(h:div)">
    <xsl:param name="class" as="xs:string*" select="()"/>
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="$class"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- An element that is a block or not, by where it stands. -->
  <xsl:template name="t:flow" as="element()">
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:choose>
      <xsl:when test="f:is-block(.)">
        <xsl:call-template name="t:block">
          <xsl:with-param name="class" select="$class"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:inline">
          <xsl:with-param name="class" select="$class"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="t:attributes" as="attribute()*">
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:attribute name="class" select="'tei-' || local-name(), $class, @rend/fp:look(.), @rendition/fp:rendition(.)"/>
    <xsl:apply-templates select="@xml:id, @xml:lang" mode="m:attribute"/>
  </xsl:template>

  <xsl:mode name="m:attribute" on-no-match="fail"/>

  <xsl:template match="@xml:id" mode="m:attribute" as="attribute()?">
    <xsl:variable name="id" select="normalize-space()"/>
    <xsl:if test="$id">
      <xsl:attribute name="id" select="$id"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@xml:lang" mode="m:attribute" as="attribute()*">
    <xsl:variable name="language" select="normalize-space()"/>
    <xsl:if test="$language">
      <xsl:attribute name="lang" select="$language"/>
      <xsl:attribute name="dir" select="if (f:is-right-to-left($language)) then 'rtl' else 'ltr'"/>
    </xsl:if>
  </xsl:template>

  <!-- By script where the tag names one, else by the language's usual script. -->
  <xsl:function name="f:is-right-to-left" as="xs:boolean">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="parts" select="tokenize(lower-case($language), '-')"/>
    <xsl:variable name="script" select="$parts[position() gt 1][string-length() = 4][1]"/>
    <xsl:sequence select="if ($script) then $script = ('arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'adlm', 'samr', 'mand')
        else $parts[1] = ('ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi')"/>
  </xsl:function>

  <!-- How something looks in the source: each word of @rend that is plain becomes a class. -->
  <xsl:function name="fp:look" as="xs:string*">
    <xsl:param name="rend" as="attribute()"/>
    <xsl:sequence select="tokenize(lower-case($rend))[matches(., '^[a-z][a-z0-9\-]{0,30}$')] ! ('rend-' || .)"/>
  </xsl:function>

  <!-- A rendition that the header describes: its rules are in the page's own stylesheet. -->
  <xsl:function name="fp:rendition" as="xs:string*">
    <xsl:param name="rendition" as="attribute()"/>
    <xsl:sequence select="tokenize($rendition)[matches(., '^#[A-Za-z_][\w.\-]*$')] ! ('rendition-' || substring(., 2))"/>
  </xsl:function>
</xsl:stylesheet>
