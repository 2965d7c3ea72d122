<?xml version="1.0" encoding="UTF-8"?>
<!-- A section for each element: what it means, where it stands, what it holds, its attributes, rules and examples. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="mp:guide"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:o="https://teipress.org/ns/odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:mode name="mp:section" on-no-match="fail"/>

  <!-- The elements in groups, those of each specGrp together, by name. -->
  <xsl:function name="f:groups" as="map(xs:string, item()+)*">
    <xsl:for-each-group select="f:specs($odd)" group-by="string(ancestor::specGrp[1]/@xml:id)">
      <xsl:sequence select="map {
          'id': ('elements-' || current-grouping-key()[.], 'elements')[1],
          'title': string((ancestor::specGrp[1]/@n, 'Elements')[1]),
          'elements': sort(current-group(), (), function($spec) { lower-case($spec/@ident) })
        }"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:template match="schemaSpec" as="element(h:section)*">
    <xsl:for-each select="f:groups()">
      <section id="{?id}">
        <h3>
          <xsl:text>{?title}</xsl:text>
          <xsl:call-template name="permalink">
            <xsl:with-param name="id" select="?id"/>
            <xsl:with-param name="name" select="?title"/>
          </xsl:call-template>
        </h3>
        <xsl:apply-templates select="?elements" mode="mp:section"/>
      </section>
    </xsl:for-each>
    <xsl:call-template name="shared-attributes"/>
  </xsl:template>

  <!-- What comes from a class is described once. -->
  <xsl:template name="shared-attributes" as="element(h:section)?">
    <xsl:variable name="classes" as="element(classSpec)*" select="root($odd)//classSpec[@type = 'atts'][attList/attDef]"/>
    <xsl:if test="exists($classes)">
      <section id="shared">
        <h3>Attributes that elements share</h3>
        <xsl:for-each select="$classes">
          <section class="element" id="class-{@ident}">
            <h4 class="prose">
              <xsl:apply-templates select="desc/node()"/>
            </h4>
            <dl>
              <xsl:apply-templates select="attList/attDef" mode="mp:section"/>
            </dl>
          </section>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="elementSpec" mode="mp:section" as="element(h:section)">
    <xsl:variable name="name" as="xs:string" select="@ident"/>
    <xsl:variable name="attributes" as="element(attDef)*" select="f:attributes(.)"/>
    <section class="element" id="element-{$name}">
      <h4>
        <xsl:text>{$name}</xsl:text>
        <xsl:call-template name="permalink">
          <xsl:with-param name="id" select="'element-' || $name"/>
          <xsl:with-param name="name" select="$name"/>
        </xsl:call-template>
      </h4>
      <p>
        <xsl:apply-templates select="desc/node()" mode="mp:guide"/>
      </p>
      <dl class="facts">
        <dt>Stands in</dt>
        <dd>
          <xsl:sequence select="f:links(f:parents($name), 'nothing: it is the root of a file')"/>
        </dd>
        <dt>Holds</dt>
        <dd>
          <xsl:apply-templates select="$flat/o:element[@name = $name]/o:content" mode="mp:words"/>
        </dd>
        <xsl:call-template name="attributes">
          <xsl:with-param name="own" select="$attributes[ancestor::elementSpec]"/>
          <xsl:with-param name="shared" select="$attributes[ancestor::classSpec]"/>
        </xsl:call-template>
        <xsl:call-template name="rules-of">
          <xsl:with-param name="element" select="$name"/>
        </xsl:call-template>
      </dl>
      <xsl:apply-templates select="exemplum" mode="mp:section"/>
    </section>
  </xsl:template>

  <xsl:template name="attributes" as="element()*">
    <xsl:param name="own" as="element(attDef)*"/>
    <xsl:param name="shared" as="element(attDef)*"/>
    <xsl:if test="exists(($own, $shared))">
      <dt>Attributes</dt>
      <dd>
        <xsl:if test="exists($own)">
          <dl>
            <xsl:apply-templates select="$own" mode="mp:section"/>
          </dl>
        </xsl:if>
        <xsl:if test="exists($shared)">
          <p>
            <xsl:text>{if ($own) then 'Also ' else ''}</xsl:text>
            <xsl:for-each select="$shared">
              <xsl:text>{if (position() gt 1) then ', ' else ''}</xsl:text>
              <a href="#class-{ancestor::classSpec/@ident}">
                <code>@{@ident}</code>
              </a>
            </xsl:for-each>
          </p>
        </xsl:if>
      </dd>
    </xsl:if>
  </xsl:template>

  <xsl:template match="attDef" mode="mp:section" as="element()+">
    <dt>
      <code>@{@ident}</code>
      <xsl:if test="@usage = 'req'">
        <xsl:text> </xsl:text>
        <span class="required">required</span>
      </xsl:if>
    </dt>
    <dd>
      <xsl:apply-templates select="desc/node()" mode="mp:guide"/>
      <xsl:apply-templates select="if (valList) then valList else datatype" mode="mp:section"/>
    </dd>
  </xsl:template>

  <xsl:template match="datatype" mode="mp:section" as="node()+">
    <xsl:text> </xsl:text>
    <span class="muted">
      <xsl:text>{if (@maxOccurs = 'unbounded') then 'One or more of these, with spaces between them. ' else ''}</xsl:text>
      <xsl:text>{normalize-space(key('type', dataRef/@key)/desc)}</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="valList" mode="mp:section" as="node()+">
    <xsl:text>{if (../datatype/@maxOccurs = 'unbounded') then ' One or more of:' else ' One of:'}</xsl:text>
    <dl class="values">
      <xsl:for-each select="valItem">
        <dt>
          <code>{@ident}</code>
        </dt>
        <dd>
          <xsl:apply-templates select="desc/node()" mode="mp:guide"/>
        </dd>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <!-- The elements that may hold one. -->
  <xsl:function name="f:parents" as="xs:string*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="$flat/o:element[o:content//o:ref/@name = $name]/@name"/>
  </xsl:function>

  <!-- Links to elements, or a word where there are none. -->
  <xsl:function name="f:links" as="node()*">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:param name="none" as="xs:string"/>
    <xsl:if test="empty($names)">{$none}</xsl:if>
    <xsl:for-each select="sort(distinct-values($names), (), lower-case#1)">
      <xsl:text>{if (position() gt 1) then ', ' else ''}</xsl:text>
      <a href="#element-{.}">
        <code>{.}</code>
      </a>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
