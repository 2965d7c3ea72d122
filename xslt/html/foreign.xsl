<?xml version="1.0" encoding="UTF-8"?>
<!-- Other vocabularies in a text. Formulas in MathML and drawings in SVG pass where all of them is known to be harmless; all else is shown as its words. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:svg="http://www.w3.org/2000/svg" xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:variable name="fp:mathml" as="map(xs:string, xs:boolean)" select="fp:set('
      math mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover munderover
      mmultiscripts mprescripts none mtable mtr mtd semantics annotation')"/>
  <xsl:variable name="fp:svg" as="map(xs:string, xs:boolean)" select="fp:set('
      svg g path rect circle ellipse line polyline polygon text tspan title desc defs')"/>
  <xsl:variable name="fp:foreign-attributes" as="map(xs:string, xs:boolean)" select="fp:set('
      display mathvariant stretchy fence form separator largeop movablelimits symmetric lspace rspace linethickness accent accentunder
      columnspan rowspan encoding
      viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d points fill stroke stroke-width stroke-linecap stroke-linejoin
      stroke-dasharray fill-opacity stroke-opacity opacity transform font-size font-weight font-style text-anchor')"/>

  <xsl:mode name="m:foreign" on-no-match="fail"/>

  <!-- What the namespace of a formula or a drawing has that is harmless. -->
  <xsl:function name="fp:is-harmless" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="known" select="if (namespace-uri($element) = 'http://www.w3.org/2000/svg') then $fp:svg else $fp:mathml"/>
    <xsl:sequence select="every $part in $element/descendant-or-self::* satisfies
        namespace-uri($part) = namespace-uri($element) and map:contains($known, local-name($part))"/>
  </xsl:function>

  <xsl:template match="svg:svg[fp:is-harmless(.)] | mml:math[fp:is-harmless(.)]" as="element()" priority="1"
     >
    <xsl:apply-templates select="." mode="m:foreign"/>
  </xsl:template>

  <xsl:template match="*" mode="m:foreign" as="element()">
    <xsl:element name="{local-name()}" namespace="{namespace-uri()}">
      <xsl:copy-of select="@*[map:contains($fp:foreign-attributes, name())][matches(., '^[\w\s.,%#+\-()/]*$')]"/>
      <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
      <xsl:apply-templates mode="m:foreign"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="text()" mode="m:foreign" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:foreign" as="empty-sequence()"/>

  <!-- All else that is not TEI: its words, and the editor is told. -->
  <xsl:template match="*[not(self::tei:*)]" as="element()" priority="-0.4">
    <xsl:if test="namespace-uri() != namespace-uri(..) and ancestor::text">
      <xsl:call-template name="t:diagnose">
        <xsl:with-param name="code" select="'unstyled-element'"/>
        <xsl:with-param name="message">the element {name()} is not TEI (its namespace is “{namespace-uri()}”): its words are shown, no more</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:element name="{f:flow-tag(.)}">
      <xsl:attribute name="class" select="'other-markup'"/>
      <xsl:apply-templates select="@xml:id, @xml:lang" mode="m:attribute"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
