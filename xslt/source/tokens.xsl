<?xml version="1.0" encoding="UTF-8"?>
<!-- The lines and tokens of a source. A page has very many of them, so those met most have the shortest tags: <b> for what is
     bold, <i> for what is set in italics, and so it stays without CSS. What these are is the same everywhere: no class says it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:source"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:s="https://teipress.org/ns/source"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:mode name="m:source" on-no-match="text-only-copy"/>

  <!-- Lines: their numbers are their ids, which no id of a text can be (NCName). CSS shows them, so that nobody copies them. -->
  <xsl:template match="s:b" as="element(h:code)">
    <code>
      <xsl:apply-templates/>
    </code>
  </xsl:template>

  <xsl:template match="s:l" as="element(h:span)">
    <span id="{@n}">
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- A tag; the name of an attribute; its value. -->
  <xsl:template match="s:e" as="element(h:b)">
    <b>
      <xsl:apply-templates/>
    </b>
  </xsl:template>

  <xsl:template match="s:a" as="element(h:i)">
    <i>
      <xsl:apply-templates/>
    </i>
  </xsl:template>

  <xsl:template match="s:v" as="element(h:u)">
    <u>
      <xsl:apply-templates/>
    </u>
  </xsl:template>

  <xsl:template match="s:c" as="element(h:span)">
    <span class="comment">
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="s:k | s:d" as="element(h:span)">
    <span class="told">
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="s:r" as="element(h:span)">
    <span class="reference">
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- An id leads to what it names on the page of the text, or in an index; pointers, to the source of what they point to. -->
  <xsl:template match="s:i" as="element()">
    <xsl:variable name="id" select="string((@k, .)[1])"/>
    <xsl:variable name="place" select="f:place-of($id, /s:source)"/>
    <xsl:choose>
      <xsl:when test="$place">
        <a id="{$id}" href="{$fp:to-root}{$place}">
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span id="{$id}">
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="s:p" as="element(h:a)">
    <a href="{(@k, .)[1]}">
      <xsl:apply-templates/>
    </a>
  </xsl:template>

  <xsl:template match="s:o" as="node()+">
    <xsl:variable name="target" select="$f:targets((@k, .)[1])"/>
    <xsl:choose>
      <xsl:when test="$target">
        <a href="{$fp:to-root[not(starts-with($target, '#'))]}{$target}">
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Words that run from right to left keep their order to themselves. -->
  <xsl:template match="s:t" as="element(h:bdi)">
    <bdi>
      <xsl:apply-templates/>
    </bdi>
  </xsl:template>

  <!-- A character that cannot be seen, or that would let a line show what it does not say: its name is seen instead. -->
  <xsl:template match="s:x" as="element(h:bdi)">
    <bdi class="unseen" data-name="{($fp:names(@n), @n)[1]}" title="{@n}">
      <xsl:apply-templates/>
    </bdi>
  </xsl:template>

  <xsl:variable name="fp:to-root" as="xs:string" select="if ($source/s:source/@kind = 'text') then '../' else '../../'"/>

  <!-- As Unicode abbreviates them. -->
  <xsl:variable name="fp:names" as="map(xs:string, xs:string)" select="map {
      'U+00AD': 'SHY', 'U+034F': 'CGJ', 'U+061C': 'ALM', 'U+180E': 'MVS', 'U+200B': 'ZWSP', 'U+200C': 'ZWNJ', 'U+200D': 'ZWJ',
      'U+200E': 'LRM', 'U+200F': 'RLM', 'U+2028': 'LS', 'U+2029': 'PS', 'U+202A': 'LRE', 'U+202B': 'RLE', 'U+202C': 'PDF',
      'U+202D': 'LRO', 'U+202E': 'RLO', 'U+2060': 'WJ', 'U+2066': 'LRI', 'U+2067': 'RLI', 'U+2068': 'FSI', 'U+2069': 'PDI',
      'U+FEFF': 'BOM' }"/>
</xsl:stylesheet>
