<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD → XSD 1.0. The attributes of the xml: namespace come from a companion schema, xml.xsd. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="xsl f m mp o" default-mode="mp:xsd"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:o="https://teipress.org/ns/odd"
    xmlns:tei="http://www.tei-c.org/ns/1.0">

  <xsl:include href="flatten.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode name="mp:xsd" on-no-match="fail"/>

  <xsl:template match="/" as="item()*">
    <xsl:apply-templates select="$flat"/>
    <xsl:result-document href="xml.xsd" method="xml" encoding="UTF-8" indent="yes">
      <xsl:call-template name="companion"/>
    </xsl:result-document>
  </xsl:template>

  <xsl:template match="o:schema" as="element()">
    <xs:schema targetNamespace="{@ns}" elementFormDefault="qualified">
      <xsl:namespace name="tei" select="@ns"/>
      <xsl:comment> Compiled from {@ident}.odd. Change that file, not this one. </xsl:comment>
      <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
      <xsl:apply-templates select="o:element[@name = current()/@start]"/>
      <xsl:for-each select="o:element[not(@name = current()/@start)]">
        <xsl:call-template name="type"/>
      </xsl:for-each>
      <xsl:apply-templates select="o:type"/>
    </xs:schema>
  </xsl:template>

  <!-- Only the start element is global: nothing else may be the root of a document. -->
  <xsl:template match="o:element" as="element()+">
    <xs:element name="{@name}" type="tei:{@name}"/>
    <xsl:call-template name="type"/>
  </xsl:template>

  <xsl:template name="type" as="element()">
    <xs:complexType name="{@name}">
      <xsl:if test="o:content//o:text">
        <xsl:attribute name="mixed" select="'true'"/>
      </xsl:if>
      <xs:annotation>
        <xs:documentation>{normalize-space(key('element', @name, root($odd))/tei:desc[1])}</xs:documentation>
      </xs:annotation>
      <xsl:choose>
        <xsl:when test="o:content/o:data">
          <xs:simpleContent>
            <xs:extension base="tei:{o:content/o:data/@type}">
              <xsl:apply-templates select="o:attribute"/>
            </xs:extension>
          </xs:simpleContent>
        </xsl:when>
        <!-- No text and no element, but white space, which XSD forbids where there is no content model at all. -->
        <xsl:when test="empty(o:content/*)">
          <xs:sequence minOccurs="0">
            <xs:choice/>
          </xs:sequence>
          <xsl:apply-templates select="o:attribute"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="o:content/(* except o:text)"/>
          <xsl:apply-templates select="o:attribute"/>
        </xsl:otherwise>
      </xsl:choose>
    </xs:complexType>
  </xsl:template>

  <xsl:template match="o:sequence | o:choice" as="element()">
    <xsl:element name="xs:{local-name()}">
      <xsl:call-template name="occurs"/>
      <xsl:apply-templates select="* except o:text"/>
    </xsl:element>
  </xsl:template>

  <!-- A particle that is one element needs a group around it at the top of a type. -->
  <xsl:template match="o:content/o:ref" as="element()" priority="1">
    <xs:sequence>
      <xsl:next-match/>
    </xs:sequence>
  </xsl:template>

  <xsl:template match="o:ref" as="element()">
    <xsl:choose>
      <xsl:when test="@name = root(.)/descendant-or-self::o:schema/@start">
        <xs:element ref="tei:{@name}">
          <xsl:call-template name="occurs"/>
        </xs:element>
      </xsl:when>
      <xsl:otherwise>
        <xs:element name="{@name}" type="tei:{@name}">
          <xsl:call-template name="occurs"/>
        </xs:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Text may stand in for an element of its choice, and text may be none: such a choice is optional. -->
  <xsl:template name="occurs" as="attribute()*">
    <xsl:variable name="min" as="xs:string" select="if (o:text) then '0' else @min"/>
    <xsl:if test="$min ne '1'">
      <xsl:attribute name="minOccurs" select="$min"/>
    </xsl:if>
    <xsl:if test="@max ne '1'">
      <xsl:attribute name="maxOccurs" select="@max"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="o:attribute" as="element()">
    <xs:attribute>
      <xsl:choose>
        <xsl:when test="starts-with(@name, 'xml:')">
          <xsl:attribute name="ref" select="@name"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="name" select="@name"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@required = 'true'">
        <xsl:attribute name="use" select="'required'"/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="starts-with(@name, 'xml:')"/>
        <xsl:when test="@list = 'true'">
          <xs:simpleType>
            <xs:restriction>
              <xs:simpleType>
                <xs:list>
                  <xsl:call-template name="item-type"/>
                </xs:list>
              </xs:simpleType>
              <xs:minLength value="1"/>
            </xs:restriction>
          </xs:simpleType>
        </xsl:when>
        <xsl:when test="@type">
          <xsl:attribute name="type" select="'tei:' || @type"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="enumeration"/>
        </xsl:otherwise>
      </xsl:choose>
    </xs:attribute>
  </xsl:template>

  <xsl:template name="item-type" as="node()">
    <xsl:choose>
      <xsl:when test="@type">
        <xsl:attribute name="itemType" select="'tei:' || @type"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="enumeration"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="enumeration" as="element()">
    <xs:simpleType>
      <xsl:call-template name="enumerated"/>
    </xs:simpleType>
  </xsl:template>

  <xsl:template name="enumerated" as="element()">
    <xs:restriction base="xs:token">
      <xsl:for-each select="o:value">
        <xs:enumeration value="{.}"/>
      </xsl:for-each>
    </xs:restriction>
  </xsl:template>

  <!-- A datatype: one restriction, or a union of several. -->
  <xsl:template match="o:type" as="element()">
    <xs:simpleType name="{@name}">
      <xsl:call-template name="datatype"/>
    </xs:simpleType>
  </xsl:template>

  <xsl:template name="datatype" as="element()">
    <xsl:choose>
      <xsl:when test="count(o:data) + xs:integer(exists(o:value)) = 1">
        <xsl:apply-templates select="o:data"/>
        <xsl:if test="o:value">
          <xsl:call-template name="enumerated"/>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xs:union>
          <xsl:for-each select="o:data">
            <xs:simpleType>
              <xsl:apply-templates select="."/>
            </xs:simpleType>
          </xsl:for-each>
          <xsl:if test="o:value">
            <xsl:call-template name="enumeration"/>
          </xsl:if>
        </xs:union>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="o:data[@name]" as="element()">
    <xs:restriction base="xs:{@name}">
      <xsl:if test="@pattern">
        <xs:pattern value="{@pattern}"/>
      </xsl:if>
    </xs:restriction>
  </xsl:template>

  <!-- The companion cannot point to the datatypes of the schema, so it repeats them. -->
  <xsl:template name="companion" as="element()">
    <xs:schema targetNamespace="http://www.w3.org/XML/1998/namespace">
      <xsl:comment> The attributes of the xml: namespace that {$flat/@ident}.xsd uses. </xsl:comment>
      <xsl:for-each-group select="$flat//o:attribute[starts-with(@name, 'xml:')]" group-by="@name">
        <xs:attribute name="{substring-after(@name, ':')}">
          <xsl:choose>
            <xsl:when test="@type">
              <xs:simpleType>
                <xsl:for-each select="$flat/o:type[@name = current()/@type]">
                  <xsl:call-template name="datatype"/>
                </xsl:for-each>
              </xs:simpleType>
            </xsl:when>
            <xsl:otherwise>
              <xsl:call-template name="enumeration"/>
            </xsl:otherwise>
          </xsl:choose>
        </xs:attribute>
      </xsl:for-each-group>
    </xs:schema>
  </xsl:template>
</xsl:stylesheet>
