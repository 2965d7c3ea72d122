<?xml version="1.0" encoding="UTF-8"?>
<!-- The Schematron rules that a RELAX NG grammar or an ODD holds, as a schema of their own; nothing, if there are none.
     What says no context of its own gets that of the element or attribute that it is declared with. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:extract"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="https://teipress.org/ns/diagnostics" xmlns:f="https://teipress.org/ns/functions"
    xmlns:m="https://teipress.org/ns/modes" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:rng="http://relaxng.org/ns/structure/1.0" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <!-- The grammar and every one that it includes. -->
  <xsl:param name="files" as="document-node()*" select="/"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
  <xsl:mode name="m:extract" on-no-match="shallow-copy"/>

  <xsl:template match="/" as="element()?">
    <xsl:variable name="parts" as="element()*" select="$files//sch:*[not(ancestor::sch:*)][f:is-meant(.)]"/>
    <xsl:variable name="rules" as="element()*">
      <xsl:for-each-group select="$parts/descendant-or-self::*[self::pattern or self::group or self::rule or self::assert or self::report]
          [not(ancestor::pattern or ancestor::group or ancestor::rule or ancestor::rules)]" group-by="f:content(.)">
        <xsl:call-template name="pattern"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:if test="$rules">
      <xsl:variable name="parts" select="$parts/(self::schema/*, self::* except self::schema)"/>
      <sch:schema queryBinding="xslt2">
        <xsl:copy-of select="*/@d:at, */@d:uri"/>
        <xsl:call-template name="namespaces">
          <xsl:with-param name="declared" select="$parts/self::ns"/>
          <xsl:with-param name="used" select="$rules"/>
        </xsl:call-template>
        <xsl:apply-templates select="$parts[self::let or self::phase or self::rules]"/>
        <xsl:apply-templates select="$files//(xsl:key | xsl:function | xsl:variable)[not(ancestor::xsl:*)]
            [parent::schema or parent::rng:grammar or parent::rng:div or parent::tei:constraint]"/>
        <xsl:sequence select="$rules"/>
        <xsl:apply-templates select="$parts[self::diagnostics or self::properties]"/>
      </sch:schema>
    </xsl:if>
  </xsl:template>

  <!-- Of an ODD, what its constraints say, not what its examples show. -->
  <xsl:function name="f:is-meant" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="constraint" select="$part/ancestor::tei:constraintSpec[1]"/>
    <xsl:sequence select="if ($constraint) then $constraint/@scheme = ('schematron', 'isoschematron')
        and not($part/ancestor::tei:*/@mode = 'delete')
      else exists($part/ancestor::rng:*) and empty($part/ancestor::tei:*)"/>
  </xsl:function>

  <!-- What tells one pattern from another: a grammar that was compiled from an ODD may hold the same one twice. -->
  <xsl:function name="f:content" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="string-join($part/descendant-or-self::*[self::rule or self::assert or self::report or self::let or self::param]
      ! (f:context(.[not(self::let or self::param)]), local-name(), @name, @is-a, @value, @test, normalize-space()), '&#10;')"/>
  </xsl:function>

  <xsl:template name="pattern" as="element()">
    <xsl:choose>
      <xsl:when test="self::pattern or self::group">
        <xsl:apply-templates select="."/>
      </xsl:when>
      <xsl:otherwise>
        <sch:pattern>
          <xsl:copy-of select="ancestor::tei:constraintSpec[1]/@ident ! f:id(.), @d:at"/>
          <xsl:choose>
            <xsl:when test="self::rule">
              <xsl:apply-templates select="."/>
            </xsl:when>
            <xsl:otherwise>
              <sch:rule context="{f:context(.)}">
                <xsl:copy-of select="@d:at"/>
                <xsl:apply-templates select="preceding-sibling::let, ."/>
              </sch:rule>
            </xsl:otherwise>
          </xsl:choose>
        </sch:pattern>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="rule[not(@context) and not(@abstract = 'true')]" as="element()">
    <xsl:copy>
      <xsl:attribute name="context" select="f:context(.)"/>
      <xsl:apply-templates select="@*, node()"/>
    </xsl:copy>
  </xsl:template>

  <!-- The stylesheets of the TEI number the patterns: what is declared elsewhere would change the name. -->
  <xsl:template match="pattern/@id[ancestor::rng:*]" as="attribute()">
    <xsl:sequence select="f:id(.)"/>
  </xsl:template>

  <xsl:function name="f:id" as="attribute()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:attribute name="id" select="replace($name, '-constraint(-[a-z]+-[0-9]+)?$', '')"/>
  </xsl:function>

  <!-- The context of a rule, or of an assertion that stands in none: where it is declared. -->
  <xsl:function name="f:context" as="xs:string">
    <xsl:param name="part" as="element()?"/>
    <xsl:variable name="attribute" select="$part/ancestor::*[self::tei:attDef or self::rng:attribute][1]/(@ident, @name)[1]"/>
    <xsl:variable name="element" select="$part/ancestor::*[self::tei:elementSpec or self::rng:element][1]/(@ident, @name)[1]"/>
    <xsl:variable name="namespace" select="string(($part/ancestor::tei:*/@ns, $part/ancestor::rng:*/@ns)[last()])"/>
    <xsl:variable name="name" select="if ($element) then 'Q{' || (if ($namespace or $part/ancestor::rng:*) then $namespace else 'http://www.tei-c.org/ns/1.0') || '}' || replace($element, '^.*:', '') else '*'"/>
    <xsl:sequence select="if ($part/self::rule/@context) then string($part/@context)
      else if ($part/parent::rule) then ''
      else $name || (if ($attribute) then '/@' || $attribute else '')"/>
  </xsl:function>

  <!-- The prefixes that the schema declares, and else those of the file: not everybody declares them twice. -->
  <xsl:template name="namespaces" as="element(sch:ns)*">
    <xsl:param name="declared" as="element(sch:ns)*"/>
    <xsl:param name="used" as="element()*"/>
    <xsl:variable name="prefixes" as="map(xs:string, xs:string)" select="map:merge((
      $declared ! map { string(@prefix): string(@uri) },
      $used/descendant-or-self::* ! (for $prefix in in-scope-prefixes(.)[not(. = ('', 'xml', 'd'))] return map { $prefix: string(namespace-uri-for-prefix($prefix, .)) }),
      map { 'tei': 'http://www.tei-c.org/ns/1.0' }))"/>
    <xsl:for-each select="map:keys($prefixes)">
      <xsl:sort select="."/>
      <sch:ns prefix="{.}" uri="{$prefixes(.)}"/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
