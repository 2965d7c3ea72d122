<?xml version="1.0" encoding="UTF-8"?>
<!-- A section for each element: what it means, where it stands, what it holds, its attributes and examples. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="mp:guide"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:mp="https://teipress.org/ns/modes-private"
    xmlns:o="https://teipress.org/ns/odd" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <xsl:template match="schemaSpec" as="element()*">
    <xsl:for-each select="f:specs(.)">
      <xsl:sort select="lower-case(@ident)"/>
      <xsl:apply-templates select="." mode="mp:section"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:mode name="mp:section" on-no-match="fail"/>

  <xsl:template match="elementSpec" mode="mp:section" as="element(h:section)">
    <xsl:variable name="element" as="element(o:element)" select="$flat/o:element[@name = current()/@ident]"/>
    <section id="element-{@ident}">
      <h3>
        <code>{@ident}</code>
      </h3>
      <p>
        <xsl:apply-templates select="desc/node()" mode="mp:guide"/>
      </p>
      <dl>
        <dt>Stands in</dt>
        <dd>
          <xsl:sequence select="f:links($flat/o:element[o:content//o:ref/@name = current()/@ident]/@name, 'nothing: it is the root')"/>
        </dd>
        <dt>Holds</dt>
        <dd>
          <xsl:apply-templates select="$element/o:content" mode="mp:words"/>
        </dd>
        <xsl:variable name="own" as="element(attDef)*" select="f:attributes(.)[not(parent::attList/parent::classSpec/@ident = 'att.global')]"/>
        <xsl:if test="exists($own)">
          <dt>Attributes</dt>
          <dd>
            <dl>
              <xsl:apply-templates select="$own" mode="mp:section"/>
            </dl>
          </dd>
        </xsl:if>
      </dl>
      <xsl:apply-templates select="exemplum" mode="mp:section"/>
    </section>
  </xsl:template>

  <!-- Links to elements, or a word where there are none. -->
  <xsl:function name="f:links" as="item()*">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:param name="none" as="xs:string"/>
    <xsl:if test="empty($names)">{$none}</xsl:if>
    <xsl:for-each select="sort(distinct-values($names), (), lower-case#1)">
      <xsl:if test="position() gt 1">, </xsl:if>
      <a href="#element-{.}">
        <code>{.}</code>
      </a>
    </xsl:for-each>
  </xsl:function>

  <!-- Content models in words: “teiHeader, then text or standOff”. -->
  <xsl:mode name="mp:words" on-no-match="fail"/>

  <xsl:template match="o:content[empty(*)]" mode="mp:words" as="text()">
    <xsl:text>nothing</xsl:text>
  </xsl:template>

  <xsl:template match="o:text" mode="mp:words" as="text()">
    <xsl:text>text</xsl:text>
  </xsl:template>

  <xsl:template match="o:content[o:choice/o:text]" mode="mp:words" as="node()+">
    <xsl:text>text and, in any order: </xsl:text>
    <xsl:sequence select="f:links(.//o:ref/@name, '')"/>
  </xsl:template>

  <xsl:template match="o:content" mode="mp:words" as="node()*">
    <xsl:apply-templates mode="mp:words"/>
  </xsl:template>

  <xsl:template match="o:sequence | o:choice" mode="mp:words" as="node()*">
    <xsl:variable name="separator" select="if (self::o:sequence) then ', then ' else ' or '"/>
    <xsl:variable name="group" select="parent::o:sequence or @max = 'unbounded'"/>
    <xsl:if test="$group">(</xsl:if>
    <xsl:for-each select="*">
      <xsl:if test="position() gt 1">
        <xsl:value-of select="$separator"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="mp:words"/>
    </xsl:for-each>
    <xsl:if test="$group">)</xsl:if>
    <xsl:value-of select="f:times(.)"/>
  </xsl:template>

  <xsl:template match="o:ref" mode="mp:words" as="node()*">
    <a href="#element-{@name}">
      <code>{@name}</code>
    </a>
    <xsl:value-of select="f:times(.)"/>
  </xsl:template>

  <xsl:template match="o:data" mode="mp:words" as="text()">
    <xsl:value-of select="normalize-space(key('type', @type, root($odd))/desc)"/>
  </xsl:template>

  <xsl:function name="f:times" as="xs:string">
    <xsl:param name="particle" as="element()"/>
    <xsl:sequence select="
        if ($particle/@max = 'unbounded') then (if ($particle/@min = '0') then ' (any number)' else ' (one or more)')
        else if ($particle/@min = '0') then ' (optional)' else ''"/>
  </xsl:function>

  <xsl:template match="attDef" mode="mp:section" as="element()+">
    <dt>
      <code>@{@ident}</code>
      <xsl:if test="@usage = 'req'">
        <xsl:text> </xsl:text>
        <span class="req">required</span>
      </xsl:if>
    </dt>
    <dd>
      <xsl:apply-templates select="desc/node()" mode="mp:guide"/>
      <xsl:for-each select="valList">
        <dl>
          <xsl:for-each select="valItem">
            <dt>
              <code>{@ident}</code>
            </dt>
            <dd>
              <xsl:apply-templates select="desc/node()" mode="mp:guide"/>
            </dd>
          </xsl:for-each>
        </dl>
      </xsl:for-each>
      <xsl:if test="not(valList)">
        <xsl:text> </xsl:text>
        <span class="req">{normalize-space(key('type', datatype/dataRef/@key)/desc)}</span>
      </xsl:if>
    </dd>
  </xsl:template>

  <!-- The rules that no grammar can say. -->
  <xsl:template name="rules" as="element(h:section)">
    <section id="rules">
      <h2>Rules</h2>
      <p>What no grammar can say is checked by these rules. The name in brackets ends the message that reports a fault.</p>
      <xsl:for-each select="root($odd)//constraintSpec[constraint/sch:rule]">
        <section id="rule-{@ident}">
          <h3>
            <xsl:apply-templates select="desc/node()" mode="mp:guide"/>
          </h3>
          <dl>
            <xsl:for-each select=".//sch:assert | .//sch:report">
              <dt id="code-{@id}">
                <code>[{@id}]</code>
              </dt>
              <dd>
                <xsl:apply-templates mode="mp:message"/>
              </dd>
            </xsl:for-each>
          </dl>
        </section>
      </xsl:for-each>
    </section>
  </xsl:template>

  <xsl:mode name="mp:message" on-no-match="fail"/>

  <xsl:template match="text()" mode="mp:message" as="text()">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>

  <xsl:template match="sch:value-of | sch:name" mode="mp:message" as="element(h:var)">
    <var>…</var>
  </xsl:template>
</xsl:stylesheet>
