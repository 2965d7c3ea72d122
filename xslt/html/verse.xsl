<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: stanzas and lines, their numbers, their parts. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="lg" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="@type/f:words(.), @part/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A line: its number beside it where the source counts it and it is a fifth one; set in where it goes on from
       another speaker's. -->
  <xsl:template match="l" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="if (@part or @enjamb) then (@part, @enjamb)/f:words(.) else ()"/>
      </xsl:call-template>
      <xsl:if test="@part = ('M', 'F')">
        <xsl:copy-of select="fp:parts-before(., 3)[.] ! fp:named('data-before', .)"/>
      </xsl:if>
      <xsl:if test="if (@n castable as xs:integer) then xs:integer(@n) mod 5 = 0 else @n">
        <span class="line-number" data-teipress="generated">
          <xsl:choose>
            <xsl:when test="@xml:id"><a href="#{f:id(.)}">{@n}</a></xsl:when>
            <xsl:otherwise>{@n}</xsl:otherwise>
          </xsl:choose>
        </span>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </div>
  </xsl:template>

  <!-- The parts of a line that come before one of them, in words. -->
  <xsl:function name="fp:parts-before" as="xs:string">
    <xsl:param name="line" as="element(l)"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:variable name="before" select="$line/preceding::l[1][@part = ('I', 'M', 'F')][not(@part = 'F')]"/>
    <xsl:sequence select="string-join(($before[@part = 'M'][$most gt 1] ! fp:parts-before(., $most - 1)[.], $before ! substring(f:plain(.), 1, 120)), ' ')"/>
  </xsl:function>

  <!-- The pause in a line is seen as a wider space. -->
  <xsl:template match="caesura" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <xsl:template match="rhyme" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="@label/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- How metre is written down: each sign and what it stands for. -->
  <xsl:template match="metDecl" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="metSym" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <code data-teipress="generated">{@value}</code>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
