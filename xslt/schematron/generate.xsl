<?xml version="1.0" encoding="UTF-8"?>
<!-- Pass 2: write the stylesheet. A pattern is a mode, a rule a template of that mode; the first rule that matches a
     node has the highest priority, and the others do not see the node (ISO/IEC 19757-3, 5.4.12). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:generate"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:out="https://teipress.org/ns/generated-xslt"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:d="https://teipress.org/ns/diagnostics"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron" xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:mode name="m:generate" on-no-match="shallow-skip"/>

  <xsl:template match="schema" as="element()">
    <out:stylesheet version="3.0">
      <xsl:namespace name="f" select="'https://teipress.org/ns/functions'"/>
      <xsl:for-each select="ns">
        <xsl:namespace name="{@prefix}" select="@uri"/>
      </xsl:for-each>
      <xsl:copy-of select="xsl:key | xsl:function"/>
      <xsl:apply-templates select="let"/>
      <out:output method="xml" encoding="UTF-8" indent="no"/>
      <out:template match="/" mode="#unnamed">
        <d:report>
          <xsl:for-each select="pattern">
            <xsl:variable name="mode" select="'pattern-' || position()"/>
            <out:apply-templates select="." mode="{$mode}"/>
          </xsl:for-each>
        </d:report>
      </out:template>
      <xsl:apply-templates select="pattern"/>
      <xsl:call-template name="location"/>
    </out:stylesheet>
  </xsl:template>

  <!-- A let of the whole schema is a parameter, so that whoever runs the rules can hand its value in. -->
  <xsl:template match="schema/let" as="element()">
    <out:param name="{@name}">
      <xsl:call-template name="value"/>
    </out:param>
  </xsl:template>

  <xsl:template match="pattern" as="element()+">
    <xsl:variable name="mode" select="'pattern-' || (1 + count(preceding-sibling::pattern))"/>
    <out:mode name="{$mode}" on-no-match="shallow-skip"/>
    <xsl:for-each select="rule">
      <out:template match="{@context}" mode="{$mode}" priority="{last() - position() + 1}">
        <xsl:apply-templates select="../let, let, assert, report"/>
        <out:apply-templates select="@*, node()" mode="{$mode}"/>
      </out:template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="pattern/let | rule/let" as="element()">
    <out:variable name="{@name}">
      <xsl:call-template name="value"/>
    </out:variable>
  </xsl:template>

  <xsl:template name="value" as="node()*">
    <xsl:choose>
      <xsl:when test="@value">
        <xsl:attribute name="select" select="@value"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:copy-of select="node()"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="assert | report" as="element()">
    <out:if test="{if (self::assert) then 'not(' || @test || ')' else @test}">
      <xsl:variable name="subject" select="(@subject, ../@subject, '.')[1]"/>
      <d:failed id="{(@id, ../@id, ../../@id, 'rule-failed')[1]}" role="{(@role, ../@role, 'error')[1]}"
          pattern="{../../@id}" location="{{f:location(({$subject}, .)[1])}}">
        <xsl:apply-templates/>
        <xsl:variable name="here" select="."/>
        <xsl:apply-templates select="root()//diagnostic[@id = tokenize($here/@diagnostics)]"/>
      </d:failed>
    </out:if>
  </xsl:template>

  <xsl:template match="diagnostic" as="node()*">
    <out:text>&#32;</out:text>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="assert//text() | report//text() | diagnostic//text()" as="element()">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="value-of" as="element()">
    <out:value-of select="{@select}">
      <xsl:copy-of select="@separator"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="name" as="element()">
    <out:value-of select="name({@path})"/>
  </xsl:template>

  <xsl:template match="emph | dir | span" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Where a node is: the positions of the elements down to it, and the name of an attribute. -->
  <xsl:template name="location" as="element()">
    <out:function name="f:location" as="xs:string">
      <out:param name="node" as="node()"/>
      <out:sequence select="string-join(('', $node/ancestor-or-self::* ! (1 + count(preceding-sibling::*))), '/')
        || (if ($node instance of attribute())
            then '/@' || (if (namespace-uri($node)) then '{{' || namespace-uri($node) || '}}' else '') || local-name($node)
            else '')"/>
    </out:function>
  </xsl:template>
</xsl:stylesheet>
