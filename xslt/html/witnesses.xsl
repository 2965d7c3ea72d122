<?xml version="1.0" encoding="UTF-8"?>
<!-- Witnesses: their sigla, and the list of them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="listWit" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="witness" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:if test="(@n or @xml:id) and not(abbr[@type = 'siglum'] or idno[@type = 'siglum'])">
        <strong data-teipress="generated">{(@n ! normalize-space()[.], f:id(.))[1]}</strong>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </div>
  </xsl:template>

  <xsl:template match="listApp" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="variantEncoding" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <!-- The sigla of the text, each of which is a view: those that the list has, else those that the readings name. More
       than forty have no view of their own: the views' stylesheet has forty places. -->
  <xsl:variable name="f:sigla" as="xs:string*" select="
      let $listed := //witness/f:id(.)
      return subsequence(if (exists($listed)) then $listed
        else if ($f:has-readings) then distinct-values(//app//(lem | rdg)/@wit ! tokenize(.) ! replace(., '^.*#', '')) else (), 1, 40)"/>

  <xsl:variable name="fp:slots" as="map(xs:string, xs:integer)" select="map:merge($f:sigla ! map { .: position() })"/>

  <xsl:function name="f:slot" as="xs:integer?">
    <xsl:param name="siglum" as="xs:string"/>
    <xsl:sequence select="$fp:slots($siglum)"/>
  </xsl:function>

  <!-- Whose reading it is. A group of witnesses stands for its members. -->
  <xsl:function name="f:sigla-of" as="xs:string*">
    <xsl:param name="reading" as="element()"/>
    <xsl:for-each select="tokenize(($reading/@wit, $reading/@source, $reading/parent::rdgGrp/@wit)[1]) ! replace(., '^.*#', '')">
      <xsl:variable name="members" select="key('id', ., root($reading))[1]/self::listWit/descendant::witness[@xml:id]"/>
      <xsl:sequence select="if (exists($members)) then $members/f:id(.) else ."/>
    </xsl:for-each>
  </xsl:function>

  <!-- How a witness is called: its siglum in the list, else its id. -->
  <xsl:function name="f:siglum" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="witness" select="fp:witness($id)"/>
    <xsl:sequence select="($witness/(abbr[@type = 'siglum'], idno[@type = 'siglum'], @n) ! normalize-space()[.], $id)[1]"/>
  </xsl:function>

  <xsl:function name="f:siglum-link" as="node()">
    <xsl:param name="id" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="fp:witness($id)">
        <a href="#{$id}">{f:siglum($id)}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{f:siglum($id)}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:variable name="fp:page" as="document-node()" select="/"/>

  <xsl:function name="fp:witness" as="element()?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="key('id', $id, $fp:page)[1][self::witness or self::bibl or self::msDesc or self::biblStruct]"/>
  </xsl:function>
</xsl:stylesheet>
