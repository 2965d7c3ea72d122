<?xml version="1.0" encoding="UTF-8"?>
<!-- Prose: paragraphs and anonymous blocks. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- HTML's p cannot hold blocks, TEI's can: then it is a div. -->
  <xsl:template match="p | ab" as="element()">
    <xsl:choose>
      <xsl:when test="* and f:holds-block(.)">
        <div>
          <xsl:call-template name="t:attributes"/>
          <xsl:call-template name="t:permalink"/>
          <xsl:apply-templates/>
          <xsl:apply-templates select="@xml:id" mode="m:calls"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:call-template name="t:attributes"/>
          <xsl:call-template name="t:permalink"/>
          <xsl:apply-templates/>
          <xsl:apply-templates select="@xml:id" mode="m:calls"/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The number of a block, which is a link to it; in a frozen release, also one to the latest edition. -->
  <xsl:template name="t:permalink" as="element(h:a)*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:if test="@xml:id and ancestor::text">
      <a class="permalink" data-teipress="generated" href="#{f:id(.)}" aria-label="{f:label('paragraph')} {(@n, f:id(.))[1]}">{(@n, '¶')[1]}</a>
      <xsl:call-template name="t:passage-in-latest">
        <xsl:with-param name="page" select="f:page($text-name)"/>
        <xsl:with-param name="id" select="f:id(.)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="desc | ellipsis | label | meeting" as="element()">
    <xsl:call-template name="t:flow"/>
  </xsl:template>
  <!-- A line of its own that is no paragraph of the source. -->
  <xsl:template name="t:paragraph" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:param name="before" as="node()*" select="()"/>
    <xsl:element name="{if (* and f:holds-block(.)) then 'div' else 'p'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="$class"/>
      </xsl:call-template>
      <xsl:sequence select="$before"/>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
