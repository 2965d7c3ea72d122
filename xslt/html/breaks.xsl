<?xml version="1.0" encoding="UTF-8"?>
<!-- Where pages, columns and lines begin, and what runs at their edges. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- In a heading, on a title page, in an address a line is a line; elsewhere it is only one in the diplomatic view. -->
  <xsl:template match="lb" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:variable name="keeps-lines" select="f:keeps-lines(.)"/>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'line'[$keeps-lines], 'break-no'[current()/@break = 'no']"/>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="$keeps-lines">
          <br/>
        </xsl:when>
        <xsl:when test="not(@break = 'no')">
          <span data-teipress="generated">{' '}</span>
        </xsl:when>
      </xsl:choose>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:variable name="fp:line-keepers" as="map(xs:string, xs:boolean)" select="fp:set('
      head titlePage address opener closer signed dateline trailer byline docImprint epigraph docTitle titlePart l stage figure cell')"/>

  <xsl:function name="f:keeps-lines" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="some $ancestor in $break/ancestor::* satisfies map:contains($fp:line-keepers, local-name($ancestor))"/>
  </xsl:function>

  <!-- A text is as it is, where nothing in the source changes any: then none is looked at. -->
  <xsl:variable name="fp:changes-words" as="xs:boolean" select="$fp:breaks-words or $fp:deletes-stretches"/>

  <xsl:template match="text()">
    <xsl:choose>
      <xsl:when test="$fp:changes-words">
        <xsl:apply-templates select="." mode="m:words"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:mode name="m:words" on-no-match="text-only-copy"/>

  <!-- A hyphen that is only there because the line ends: the reading text has none. -->
  <xsl:variable name="fp:breaks-words" as="xs:boolean" select="exists(//lb[@break = 'no'])"/>

  <xsl:template match="text()[$fp:breaks-words][following-sibling::node()[1]/self::lb[@break = 'no']][matches(., '[‐\-¬⸗=]$')]" mode="m:words" as="node()+">
    <xsl:variable name="end" select="string-length()"/>
    <xsl:text>{substring(., 1, $end - 1)}</xsl:text>
    <span class="hyphen">{substring(., $end)}</span>
  </xsl:template>

  <!-- A page: its number, and its picture where the edition has it. -->
  <xsl:template match="pb" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:variable name="facs" select="@facs ! tokenize(.)[1]"/>
      <xsl:variable name="picture" select="$facs ! f:picture(., current())"/>
      <xsl:variable name="href" select="($picture, $facs ! f:target(., current()))[1]"/>
      <span class="page-number" data-teipress="generated" lang="{$edition-language}">
        <xsl:choose>
          <xsl:when test="$href">
            <a href="{$href}">
              <xsl:call-template name="tp:page-words"/>
            </a>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="tp:page-words"/>
          </xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:if test="$picture">
        <a class="page-picture" data-teipress="generated" href="{$picture}" tabindex="-1" aria-hidden="true">
          <img src="{$picture}" alt="" loading="lazy"/>
        </a>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A page without number and picture is no more than a stroke in the line. -->
  <xsl:template match="pb[not(normalize-space(@n)) and not(@facs)]" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:call-template name="t:sign">
        <xsl:with-param name="sign" select="'|'"/>
        <xsl:with-param name="words" select="f:label('page', '')"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template name="tp:page-words" as="text()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:text>{if (matches(@n, '^\s*\p{L}+\.')) then @n else f:label('page', string(@n))}</xsl:text>
  </xsl:template>

  <!-- The picture that a pointer means: a file, or the first one of a surface. Only those that the edition has are shown. -->
  <xsl:function name="f:picture" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="address" select="if (starts-with($pointer, '#'))
        then key('id', substring($pointer, 2), root($from))[1]/ancestor-or-self::surface[1]//graphic[1]/@url else $pointer"/>
    <xsl:sequence select="$address ! f:media(string(.), $from)[not(matches(., '^[^/?#]*:'))]"/>
  </xsl:function>

  <xsl:template match="cb | gb | milestone" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="@unit/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Running heads, catchwords, signatures: not what one reads. -->
  <xsl:template match="fw" as="element()">
    <xsl:call-template name="t:flow">
      <xsl:with-param name="class" select="@place/f:words(.), @type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="anchor" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>
</xsl:stylesheet>
