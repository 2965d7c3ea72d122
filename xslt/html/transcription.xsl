<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcription: what was written, changed, lost, abbreviated. Both views are in the page; a switch shows one. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Alternatives. What only one view shows is marked with its name. -->
  <xsl:template match="choice" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates mode="m:alternative"/>
    </xsl:element>
  </xsl:template>

  <xsl:mode name="m:alternative" on-no-match="fail"/>

  <xsl:template match="node()" mode="m:alternative" as="node()*">
    <xsl:apply-templates select="." mode="m:html"/>
  </xsl:template>

  <xsl:template match="*" mode="m:alternative" as="element()*" priority="1">
    <xsl:variable name="view" select="f:view(.)"/>
    <xsl:choose>
      <xsl:when test="$view">
        <xsl:element name="{f:flow-tag(.)}">
          <xsl:attribute name="class" select="$view"/>
          <xsl:apply-templates select="." mode="m:html"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="m:html"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The view that shows an alternative: what the editor made of it is for reading, what is on the page is not. Of
       alternatives of the same kind the first is for reading. Where all are of one view, the first is in both. -->
  <xsl:function name="f:view" as="xs:string?">
    <xsl:param name="alternative" as="element()"/>
    <xsl:variable name="edited" select="$alternative/../(corr | reg | expan | ex)"/>
    <xsl:variable name="is-first" select="empty($alternative/preceding-sibling::*)"/>
    <xsl:sequence select="
        if ($alternative[self::corr or self::reg or self::expan or self::ex])
          then if ($alternative is $edited[1]) then 'in-reading'[$alternative/../(sic | orig | abbr | am)] else 'in-diplomatic'
        else if (exists($edited)) then 'in-diplomatic'
        else 'in-diplomatic'[not($is-first)]"/>
  </xsl:function>

  <xsl:template match="sic | corr | orig | reg | abbr | expan | am | ex | subst | mod | restore | retrace | damage | unclear | surplus | secl | supplied"
      as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="class" select="@reason/f:words(.), @type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="add" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="'ins'"/>
      <xsl:with-param name="class" select="@place/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="del" as="element()">
    <xsl:call-template name="t:inline">
      <xsl:with-param name="tag" select="'del'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A gap says how much is missing, and why. -->
  <xsl:template match="gap" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@reason/f:words(.)"/>
      </xsl:call-template>
      <xsl:if test="empty(* except (desc | certainty | precision))">
        <xsl:call-template name="t:sign">
          <xsl:with-param name="sign" select="'[…]'"/>
          <xsl:with-param name="words" select="f:label('gap'), f:extent(.), @reason"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="space" as="element()">
    <xsl:element name="{f:line-tag(.)}">
      <xsl:call-template name="t:attributes"/>
      <xsl:call-template name="t:sign">
        <xsl:with-param name="sign" select="'␣'"/>
        <xsl:with-param name="words" select="f:label('space'), f:extent(.)"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- How much: a quantity and its unit, or what @extent says. -->
  <xsl:function name="f:extent" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join(($element/@extent, $element/@quantity, string-join($element/(@atLeast, @atMost), '–')[.], $element/@unit) ! normalize-space(), ' ')[.]"/>
  </xsl:function>

  <!-- A sign that the tool sets, and what it says to those who do not see it. -->
  <xsl:template name="t:sign" as="element(h:span)">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="words" as="xs:string*"/>
    <span class="sign" data-teipress="generated" role="img" lang="{$edition-language}" aria-label="{normalize-space(string-join($words, ', '))}">{$sign}</span>
  </xsl:template>
</xsl:stylesheet>
