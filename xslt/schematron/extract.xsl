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
      <xsl:for-each-group group-by="f:content(.)" select="$parts/descendant-or-self::*
          [self::pattern or self::group or self::rule or self::assert or self::report]
          [not(ancestor::pattern or ancestor::group or ancestor::rule or ancestor::rules)]">
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
    <xsl:sequence select="string-join($part/descendant-or-self::sch:*
      ! (local-name(), .[self::rule or self::assert or self::report] ! f:context(.), @* except (@id, @d:*), text()), '&#10;')"/>
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
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="around" select="$part/ancestor::*"/>
    <xsl:variable name="element" select="$around[self::tei:elementSpec or self::rng:element][last()]/(@ident, @name)"/>
    <xsl:variable name="attribute" select="$around[self::tei:attDef or self::rng:attribute][last()]/(@ident, @name)"/>
    <xsl:sequence select="if ($part/@context) then $part/@context
      else if ($part/parent::rule) then ''
      else ($element ! f:name(.), '*')[1] || $attribute ! ('/@' || .)"/>
  </xsl:function>

  <!-- The name of the element that is declared here. -->
  <xsl:function name="f:name" as="xs:string">
    <xsl:param name="name" as="attribute()"/>
    <xsl:variable name="namespace" select="$name/ancestor::*[string(@ns)][1]/@ns,
      $name/ancestor::tei:*[1] ! 'http://www.tei-c.org/ns/1.0'"/>
    <xsl:sequence select="'Q{' || $namespace[1] || '}' || replace($name, '^.*:', '')"/>
  </xsl:function>

  <!-- The prefixes that the schema declares, and else those of the file: not everybody declares them twice. -->
  <xsl:template name="namespaces" as="element(sch:ns)*">
    <xsl:param name="declared" as="element(sch:ns)*"/>
    <xsl:param name="used" as="element()*"/>
    <xsl:variable name="prefixes" as="map(xs:string, xs:string)" select="map:merge((
      $declared ! map { string(@prefix): string(@uri) },
      $used/descendant-or-self::*/namespace::*[not(name() = ('', 'xml'))] ! map { name(): string() },
      map { 'tei': 'http://www.tei-c.org/ns/1.0' }))"/>
    <xsl:for-each select="map:keys($prefixes)[not($prefixes(.) = 'https://teipress.org/ns/diagnostics')]">
      <xsl:sort select="."/>
      <sch:ns prefix="{.}" uri="{$prefixes(.)}"/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
