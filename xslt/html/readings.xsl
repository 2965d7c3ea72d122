<?xml version="1.0" encoding="UTF-8"?>
<!-- Entries of the apparatus in words: lemma ] reading sigla; reading sigla. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:mode name="m:entry" on-no-match="fail"/>

  <xsl:template match="app" mode="m:entry" as="node()*">
    <xsl:variable name="lemma" select="(lem | rdgGrp/lem)[1]"/>
    <xsl:choose>
      <xsl:when test="$lemma">
        <xsl:apply-templates select="$lemma" mode="m:entry"/>
        <xsl:if test="rdg | rdgGrp">] </xsl:if>
      </xsl:when>
      <xsl:when test="@from">
        <span class="lemma">{f:text-between(@from, @to)}</span>
        <xsl:text>] </xsl:text>
      </xsl:when>
    </xsl:choose>
    <xsl:for-each select="rdg | rdgGrp//rdg | (rdgGrp/lem except $lemma)">
      <xsl:if test="position() gt 1">; </xsl:if>
      <xsl:apply-templates select="." mode="m:entry"/>
    </xsl:for-each>
    <xsl:for-each select="descendant::witDetail | note">
      <xsl:text> (</xsl:text>
      <xsl:text>{f:plain(.)}</xsl:text>
      <xsl:text>)</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="lem | rdg" mode="m:entry" as="node()*">
    <xsl:variable name="words" select="f:plain(.)"/>
    <xsl:choose>
      <xsl:when test="$words">
        <span class="lemma">
          <xsl:apply-templates select="ancestor-or-self::*[@xml:lang][1]/@xml:lang" mode="m:attribute"/>
          <xsl:text>{$words}</xsl:text>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <i>{f:label('omitted')}</i>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="f:sigla-of(.)">
      <xsl:text> </xsl:text>
      <xsl:sequence select="f:siglum-link(.)"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The words of an element as they are read: without notes, deletions and other readings. -->
  <xsl:mode name="m:plain" on-no-match="text-only-copy"/>

  <xsl:template match="note | noteGrp | del | sic | orig | abbr[parent::choice] | am | fw | surplus | witDetail | wit" mode="m:plain" as="empty-sequence()"/>

  <xsl:template match="app" mode="m:plain" as="text()*">
    <xsl:apply-templates select="f:shown-reading(.)" mode="m:plain"/>
  </xsl:template>

  <xsl:template match="lb[not(@break = 'no')] | pb[not(@break = 'no')]" mode="m:plain" as="text()">
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:function name="f:plain" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="text()*">
      <xsl:apply-templates select="$element/node()" mode="m:plain"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($words))"/>
  </xsl:function>

  <!-- Where an entry in a list belongs: a link to the text it is about. -->
  <xsl:template name="tp:place" as="element(h:span)">
    <span class="place-in-text" data-teipress="generated">
      <xsl:variable name="href" select="@from ! f:target(string(), current())"/>
      <xsl:variable name="words" select="(@loc ! normalize-space(), @from ! (f:text-between(., ../@to)[.], string(.)))[1]"/>
      <xsl:choose>
        <xsl:when test="$href">
          <a href="{$href}">{$words}</a>
        </xsl:when>
        <xsl:otherwise>{$words}</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- What stands between two places of this text; of much, the beginning. -->
  <xsl:function name="f:text-between" as="xs:string">
    <xsl:param name="from" as="attribute()"/>
    <xsl:param name="to" as="attribute()?"/>
    <xsl:variable name="root" select="root($from)"/>
    <xsl:variable name="start" select="key('id', substring-after($from, '#'), $root)[1]"/>
    <xsl:variable name="end" select="$to ! key('id', substring-after(., '#'), $root)[1]"/>
    <xsl:variable name="words" as="xs:string*">
      <xsl:choose>
        <xsl:when test="empty($start)"/>
        <xsl:when test="empty($end) or $start is $end">
          <xsl:sequence select="f:plain($start)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:iterate select="$start/(descendant::text() | following::text())">
            <xsl:param name="length" as="xs:integer" select="0"/>
            <xsl:choose>
              <xsl:when test=". >> $end and not(ancestor::* intersect $end) or $length gt 200">
                <xsl:break/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:sequence select="string()"/>
                <xsl:next-iteration>
                  <xsl:with-param name="length" select="$length + string-length()"/>
                </xsl:next-iteration>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:iterate>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="text" select="normalize-space(string-join($words))"/>
    <xsl:sequence select="if (string-length($text) gt 200) then replace(substring($text, 1, 200), '^(.*) .*$', '$1') || ' …' else $text"/>
  </xsl:function>
</xsl:stylesheet>
