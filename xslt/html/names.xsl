<?xml version="1.0" encoding="UTF-8"?>
<!-- Names, descriptions and dates: each leads to its entry in an index. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="persName | placeName | orgName | eventName | rs | name | geogName | settlement | region | country" as="element()">
    <xsl:choose>
      <xsl:when test="@ref">
        <xsl:call-template name="t:link">
          <xsl:with-param name="href" select="f:leads-to(.)"/>
          <xsl:with-param name="class" select="f:entries(@ref)[1] ! f:kind(.), f:certainty-class(.)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:flow"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Parts of names. -->
  <xsl:template match="forename | surname | addName | genName | nameLink | roleName" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The title of a journal or a book is set in italics; that of an article has its own quotation marks. -->
  <xsl:template match="title" as="element()">
    <xsl:choose>
      <xsl:when test="f:leads-to(.)">
        <xsl:call-template name="t:link">
          <xsl:with-param name="href" select="f:leads-to(.)"/>
          <xsl:with-param name="class" select="'work', f:certainty-class(.)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:inline">
          <xsl:with-param name="tag" select="'cite'"/>
          <xsl:with-param name="class" select="'level-' || (@level, 'm')[1]"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="date" as="element()">
    <xsl:variable name="href" select="f:leads-to(.)"/>
    <xsl:call-template name="t:link">
      <xsl:with-param name="href" select="$href"/>
      <xsl:with-param name="class" select="'date'[$href], f:certainty-class(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="date[@when][not(*)]" mode="m:content" as="node()*">
    <xsl:choose>
      <xsl:when test="f:datetime(.)">
        <time datetime="{f:datetime(.)}">
          <xsl:apply-templates mode="m:html"/>
        </time>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:html"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A date that only its value tells. -->
  <xsl:template match="date[not(normalize-space())][not(*)]" mode="m:content" as="element(h:span)?" priority="1">
    <xsl:if test="exists(f:date-values(.))">
      <span data-teipress="generated" lang="{$edition-language}">{f:date-phrase(.)}</span>
    </xsl:if>
  </xsl:template>

  <!-- A time of day. -->
  <xsl:template match="time" as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <xsl:template match="time[matches(@when, '^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$')][not(f:holds-block(.))]" as="element(h:time)">
    <time datetime="{@when}">
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </time>
  </xsl:template>

  <xsl:function name="f:certainty-class" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@cert[. = ('low', 'medium')] ! 'uncertain'"/>
  </xsl:function>
</xsl:stylesheet>
