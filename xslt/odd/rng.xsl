<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD → RELAX NG (XML syntax). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="xsl xs f m mp o tei"
    default-mode="mp:rng"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:o="https://teipress.org/ns/odd"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" xmlns="http://relaxng.org/ns/structure/1.0">

  <xsl:include href="flatten.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode name="mp:rng" on-no-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="$flat"/>
  </xsl:template>

  <xsl:template match="o:schema" as="element()">
    <grammar ns="{@ns}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <xsl:comment> Compiled from {@ident}.odd. Change that file, not this one. </xsl:comment>
      <start>
        <ref name="{@start}"/>
      </start>
      <xsl:apply-templates/>
    </grammar>
  </xsl:template>

  <xsl:template match="o:element" as="element()">
    <define name="{@name}">
      <element name="{@name}">
        <a:documentation>{normalize-space(key('element', @name, root($odd))/tei:desc[1])}</a:documentation>
        <xsl:apply-templates select="o:content, o:attribute"/>
      </element>
    </define>
  </xsl:template>

  <xsl:template match="o:type" as="element()">
    <define name="{@name}">
      <choice>
        <xsl:apply-templates/>
      </choice>
    </define>
  </xsl:template>

  <xsl:template match="o:content[empty(*)]" as="element()">
    <empty/>
  </xsl:template>

  <xsl:template match="o:text" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="o:content" as="element()">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="o:sequence | o:choice | o:ref" as="element()">
    <xsl:variable name="wrapper" as="xs:string?" select="
        if (@max = 'unbounded') then (if (@min = '0') then 'zeroOrMore' else 'oneOrMore')
        else if (@min = '0') then 'optional' else ()"/>
    <xsl:variable name="particle" as="element()">
      <xsl:apply-templates select="." mode="mp:particle"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="exists($wrapper)">
        <xsl:element name="{$wrapper}">
          <xsl:sequence select="$particle"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$particle"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:mode name="mp:particle" on-no-match="fail"/>

  <xsl:template match="o:sequence" mode="mp:particle" as="element()">
    <group>
      <xsl:apply-templates mode="mp:rng"/>
    </group>
  </xsl:template>

  <xsl:template match="o:choice" mode="mp:particle" as="element()">
    <choice>
      <xsl:apply-templates mode="mp:rng"/>
    </choice>
  </xsl:template>

  <xsl:template match="o:ref" mode="mp:particle" as="element()">
    <ref name="{@name}"/>
  </xsl:template>

  <xsl:template match="o:data[@type]" as="element()">
    <ref name="{@type}"/>
  </xsl:template>

  <xsl:template match="o:data[@name]" as="element()">
    <data type="{@name}">
      <xsl:if test="@pattern">
        <param name="pattern">{@pattern}</param>
      </xsl:if>
    </data>
  </xsl:template>

  <xsl:template match="o:value" as="element()">
    <value>{.}</value>
  </xsl:template>

  <xsl:template match="o:attribute" as="element()">
    <xsl:variable name="values" as="element()*">
      <xsl:choose>
        <xsl:when test="@type">
          <ref name="{@type}"/>
        </xsl:when>
        <xsl:otherwise>
          <choice>
            <xsl:apply-templates/>
          </choice>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="attribute" as="element()">
      <attribute name="{@name}" ns="">
        <xsl:if test="starts-with(@name, 'xml:')">
          <xsl:attribute name="ns" select="'http://www.w3.org/XML/1998/namespace'"/>
          <xsl:attribute name="name" select="substring-after(@name, ':')"/>
        </xsl:if>
        <xsl:choose>
          <xsl:when test="@list = 'true'">
            <list>
              <oneOrMore>
                <xsl:sequence select="$values"/>
              </oneOrMore>
            </list>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$values"/>
          </xsl:otherwise>
        </xsl:choose>
      </attribute>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@required = 'true'">
        <xsl:sequence select="$attribute"/>
      </xsl:when>
      <xsl:otherwise>
        <optional>
          <xsl:sequence select="$attribute"/>
        </optional>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
