<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 1: turn an ODD into a flat list of elements: classes resolved, attributes inherited, macros expanded.

     <o:schema ident start ns>
       <o:element name>
         <o:content>                               at most one particle
           <o:sequence min max>…  <o:choice min max>…  <o:ref name min max/>  <o:text/>  <o:data type/>
         <o:attribute name required type list from/>  type = a dataSpec, or holds <o:value>s
       <o:type name> <o:data name pattern/>+ | <o:value>+   a choice of its children

     RELAX NG, XSD and the guidelines are all written from this form, so they cannot disagree. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:flatten"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:o="https://teipress.org/ns/odd" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:key name="element" match="elementSpec[not(@mode = 'delete')]" use="@ident"/>
  <xsl:key name="class" match="classSpec" use="@ident"/>
  <xsl:key name="macro" match="macroSpec" use="@ident"/>
  <xsl:key name="type" match="dataSpec" use="@ident"/>
  <xsl:key name="member" match="elementSpec[not(@mode = 'delete')] | classSpec" use="classes/memberOf/@key"/>

  <xsl:mode name="m:flatten" on-no-match="fail"/>
  <xsl:mode name="m:particle" on-no-match="fail"/>

  <xsl:variable name="odd" as="element(schemaSpec)" select="(//schemaSpec)[1]"/>

  <xsl:variable name="flat" as="element(o:schema)">
    <xsl:apply-templates select="$odd"/>
  </xsl:variable>

  <xsl:template match="schemaSpec" as="element(o:schema)">
    <o:schema ident="{@ident}" start="{(@start, 'TEI')[1]}" ns="{(@ns, 'http://www.tei-c.org/ns/1.0')[1]}">
      <xsl:apply-templates select="f:specs(.)"/>
      <xsl:apply-templates select="root(.)//dataSpec"/>
    </o:schema>
  </xsl:template>

  <!-- The elementSpecs in the order of the document, those of referenced groups included. -->
  <xsl:function name="f:specs" as="element(elementSpec)*">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:sequence select="root($schema)//elementSpec[not(@mode = 'delete')]"/>
  </xsl:function>

  <xsl:template match="elementSpec" as="element(o:element)">
    <o:element name="{@ident}">
      <o:content>
        <xsl:apply-templates select="content/*" mode="m:particle"/>
      </o:content>
      <xsl:apply-templates select="f:attributes(.)"/>
    </o:element>
  </xsl:template>

  <xsl:template match="dataSpec" as="element(o:type)">
    <o:type name="{@ident}">
      <xsl:apply-templates select="content/(dataRef | valList | alternate/(dataRef | valList))"/>
    </o:type>
  </xsl:template>

  <xsl:template match="dataRef[@name]" as="element(o:data)">
    <o:data name="{@name}">
      <xsl:if test="@restriction">
        <xsl:attribute name="pattern" select="@restriction"/>
      </xsl:if>
    </o:data>
  </xsl:template>

  <xsl:template match="dataRef[@key]" as="element()*">
    <xsl:apply-templates select="key('type', @key)/content/(dataRef | valList | alternate/(dataRef | valList))"/>
  </xsl:template>

  <xsl:template match="valList" as="element(o:value)*">
    <xsl:for-each select="valItem">
      <o:value>{@ident}</o:value>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="attDef" as="element(o:attribute)">
    <o:attribute name="{@ident}" required="{@usage = 'req'}" list="{datatype/@maxOccurs = 'unbounded'}">
      <xsl:choose>
        <xsl:when test="valList[@type = 'closed']">
          <xsl:apply-templates select="valList"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="type" select="datatype/dataRef/@key"/>
        </xsl:otherwise>
      </xsl:choose>
    </o:attribute>
  </xsl:template>

  <!-- The attributes of an element: its own, and those of its classes that it does not define or delete itself.
       What comes by two ways from one class is one attribute. -->
  <xsl:function name="f:attributes" as="element(attDef)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="own" as="element(attDef)*" select="$spec/attList//attDef"/>
    <xsl:variable name="inherited" as="element(attDef)*" select="
        for $class in f:classes($spec, 'atts') return f:attributes($class)"/>
    <xsl:sequence select="fold-left(
        ($own[not(@mode = 'delete')], $inherited[not(@ident = $own/@ident)]), (),
        function($known, $next) { $known, $next[empty($known intersect $next)] })"/>
  </xsl:function>

  <!-- The classes of one type that an element or class is a direct member of. -->
  <xsl:function name="f:classes" as="element(classSpec)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="for $key in $spec/classes/memberOf/@key return key('class', $key, root($spec))[@type = $type]"/>
  </xsl:function>

  <!-- The elements that belong to a model class, directly or through its subclasses, in the order of the document. -->
  <xsl:function name="f:members" as="element(elementSpec)*">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:variable name="direct" select="key('member', $class/@ident, root($class))"/>
    <xsl:sequence select="($direct[self::elementSpec] | $direct[self::classSpec]/f:members(.))"/>
  </xsl:function>

  <xsl:template match="empty" mode="m:particle" as="empty-sequence()"/>

  <xsl:template match="textNode" mode="m:particle" as="element(o:text)">
    <o:text/>
  </xsl:template>

  <xsl:template match="sequence | alternate" mode="m:particle" as="element()*">
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates mode="m:particle" select="*"/>
    </xsl:variable>
    <xsl:if test="exists($parts)">
      <xsl:element name="o:{if (self::sequence) then 'sequence' else 'choice'}">
        <xsl:call-template name="occurrence"/>
        <xsl:sequence select="$parts"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template match="elementRef" mode="m:particle" as="element(o:ref)">
    <o:ref name="{@key}">
      <xsl:call-template name="occurrence"/>
    </o:ref>
  </xsl:template>

  <xsl:template match="classRef" mode="m:particle" as="element(o:choice)">
    <o:choice class="{@key}">
      <xsl:call-template name="occurrence"/>
      <xsl:for-each select="f:members(key('class', @key))">
        <o:ref name="{@ident}" min="1" max="1"/>
      </xsl:for-each>
    </o:choice>
  </xsl:template>

  <xsl:template match="macroRef" mode="m:particle" as="element()*">
    <xsl:apply-templates select="key('macro', @key)/content/*" mode="m:particle"/>
  </xsl:template>

  <xsl:template match="dataRef" mode="m:particle" as="element(o:data)">
    <o:data type="{@key}"/>
  </xsl:template>

  <!-- An alternative that is empty makes the whole alternation optional. -->
  <xsl:template name="occurrence" as="attribute()+">
    <xsl:attribute name="min" select="if (self::alternate/empty) then 0 else (@minOccurs, 1)[1]"/>
    <xsl:attribute name="max" select="(@maxOccurs, 1)[1]"/>
  </xsl:template>
</xsl:stylesheet>
