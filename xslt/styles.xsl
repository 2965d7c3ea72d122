<?xml version="1.0" encoding="UTF-8"?>
<!-- A text → a stylesheet of its own: what its header's renditions and its style attributes say, as far as that is safe. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:css"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="shared/styles.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode name="m:css" on-no-match="shallow-skip"/>

  <xsl:template match="/" as="text()*">
    <xsl:apply-templates select="//rendition"/>
    <xsl:for-each-group select="//@style" group-by="f:style-class(.)">
      <xsl:sequence select="f:rule('.' || current-grouping-key(), .)"/>
    </xsl:for-each-group>
  </xsl:template>

  <!-- A rendition that elements point to, or that selects elements by their names. -->
  <xsl:template match="rendition" as="text()*">
    <xsl:variable name="part" select="@scope[. = ('first-line', 'first-letter')] ! ('::' || .)"/>
    <xsl:if test="not(@scope) or $part">
      <xsl:variable name="css" select="string()"/>
      <xsl:sequence select="f:id-selector(@xml:id) ! f:rule(. || $part, $css)"/>
      <xsl:for-each select="tokenize(@selector, ',') ! normalize-space()">
        <xsl:if test="matches(., '^[A-Za-z]\w{0,30}( [A-Za-z]\w{0,30}){0,3}$')">
          <xsl:sequence select="f:rule('.tei-text ' || string-join(tokenize(.) ! ('.tei-' || .), ' ') || $part, $css)"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- The class of those that point to a rendition. What CSS would read as syntax in an id is escaped. -->
  <xsl:function name="f:id-selector" as="xs:string?">
    <xsl:param name="id" as="attribute()?"/>
    <xsl:sequence select="normalize-space($id)[matches(., '^[A-Za-z_][\w.\-]*$')] ! ('.rendition-' || replace(., '\.', '\\.'))"/>
  </xsl:function>

  <xsl:function name="f:rule" as="text()?">
    <xsl:param name="selector" as="xs:string"/>
    <xsl:param name="css" as="xs:string"/>
    <xsl:variable name="declarations" select="f:declarations($css)"/>
    <xsl:if test="exists($declarations)">
      <xsl:text>{$selector} {{ {string-join($declarations, '; ')} }}&#10;</xsl:text>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
