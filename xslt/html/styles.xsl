<?xml version="1.0" encoding="UTF-8"?>
<!-- How a text looks in its source: a stylesheet of its own, from its header's renditions and its style attributes, as far
     as that is safe. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:css"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:output name="css" method="text" encoding="UTF-8"/>

  <xsl:variable name="f:rules" as="xs:string*">
    <xsl:apply-templates select="/*/teiHeader/encodingDesc/tagsDecl/(rendition | namespace/tagUsage[@render])"/>
    <xsl:for-each-group select="//@style" group-by="f:style-class(.)">
      <xsl:sequence select="f:rule('.' || current-grouping-key(), .)"/>
    </xsl:for-each-group>
  </xsl:variable>

  <!-- The text's own stylesheet, as a second result. -->
  <xsl:template name="t:styles" as="empty-sequence()">
    <xsl:if test="exists($f:rules)">
      <xsl:result-document href="styles.css" format="css">{string-join($f:rules ! (. || '&#10;'))}</xsl:result-document>
    </xsl:if>
  </xsl:template>

  <xsl:template name="t:styles-link" as="element(h:link)?">
    <xsl:if test="exists($f:rules)">
      <link rel="stylesheet" href="assets/texts/{encode-for-uri($text-name)}.css"/>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="m:css" on-no-match="shallow-skip"/>

  <!-- A rendition that elements point to, or that selects elements by their names. -->
  <xsl:template match="rendition[not(@scheme) or @scheme = 'css']" as="xs:string*">
    <xsl:variable name="part" select="@scope[. = ('first-line', 'first-letter')] ! ('::' || .)"/>
    <xsl:if test="not(@scope) or $part">
      <xsl:variable name="css" select="string()"/>
      <xsl:sequence select="fp:id-selector(@xml:id) ! f:rule(. || $part, $css)"/>
      <xsl:sequence select="tokenize(@selector, ',') ! fp:selector(.) ! f:rule(. || $part, $css)"/>
    </xsl:if>
  </xsl:template>

  <!-- An element that looks like a rendition wherever it is. -->
  <xsl:template match="tagUsage" as="xs:string*">
    <xsl:variable name="selector" select="fp:selector(string(@gi))"/>
    <xsl:for-each select="tokenize(@render)[starts-with(., '#')] ! key('id', substring(., 2), root(current()))[1]/self::rendition">
      <xsl:sequence select="$selector ! f:rule(., string(current()))"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The class of those that point to a rendition. What CSS would read as syntax in an id is escaped. -->
  <xsl:function name="fp:id-selector" as="xs:string?">
    <xsl:param name="id" as="attribute()?"/>
    <xsl:sequence select="normalize-space($id)[matches(., '^[A-Za-z_][\w.\-]*$')] ! ('.rendition-' || replace(., '\.', '\\.'))"/>
  </xsl:function>

  <!-- Names of elements, one in the other; nothing else is let through. -->
  <xsl:function name="fp:selector" as="xs:string?">
    <xsl:param name="selector" as="xs:string"/>
    <xsl:sequence select="normalize-space($selector)[matches(., '^[A-Za-z]\w{0,30}( (&gt; )?[A-Za-z]\w{0,30}){0,3}$')]
        ! ('.tei-text ' || replace(., '([A-Za-z]\w*)', '.tei-$1'))"/>
  </xsl:function>

  <!-- A rule; and how its colours are seen on dark paper, nearer to those of the page. -->
  <xsl:function name="f:rule" as="xs:string*">
    <xsl:param name="selector" as="xs:string"/>
    <xsl:param name="css" as="xs:string"/>
    <xsl:variable name="declarations" select="f:declarations($css)"/>
    <xsl:if test="exists($declarations)">
      <xsl:sequence select="$selector || ' { ' || string-join($declarations, '; ') || ' }'"/>
    </xsl:if>
    <xsl:variable name="dark" as="xs:string*" select="
        $declarations[starts-with(., 'color: ')] ! ('color: color-mix(in oklab, ' || substring-after(., ': ') || ' 55%, var(--ink))'),
        $declarations[starts-with(., 'background-color: ')] ! ('background-color: color-mix(in oklab, ' || substring-after(., ': ') || ' 25%, var(--paper))')"/>
    <xsl:if test="exists($dark)">
      <xsl:sequence select="'@media (prefers-color-scheme: dark) { ' || $selector || ' { ' || string-join($dark, '; ') || ' } }'"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
