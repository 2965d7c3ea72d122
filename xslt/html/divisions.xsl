<?xml version="1.0" encoding="UTF-8"?>
<!-- The structure of a text: its parts, divisions and headings. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:xi="http://www.w3.org/2001/XInclude"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="text[not(ancestor::text)]" as="element(h:article)" priority="1">
    <article>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
      <xsl:call-template name="t:apparatus-at-end"/>
      <xsl:call-template name="t:notes-at-end"/>
    </article>
  </xsl:template>

  <xsl:template match="text | group | front | body | back | floatingText" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7" as="element()">
    <xsl:element name="{if (f:is-in-outline(.)) then 'section' else 'div'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="@type/f:words(.)"/>
      </xsl:call-template>
      <xsl:if test="f:is-anchored(.)">
        <xsl:attribute name="id" select="f:anchor(.)"/>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </xsl:element>
  </xsl:template>

  <!-- What a list of contents would show: divisions and headings that stand in nothing but parts of a text. -->
  <xsl:variable name="fp:outline" as="map(xs:string, xs:boolean)" select="fp:set('
      TEI teiCorpus text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 lg castList castGroup
      performance prologue epilogue set listBibl listPerson listPlace listOrg listEvent listObject listNym listApp listWit
      standOff facsimile sourceDoc titlePage docTitle argument msDesc')"/>

  <xsl:function name="f:is-in-outline" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="every $ancestor in $element/ancestor::* satisfies map:contains($fp:outline, local-name($ancestor))"/>
  </xsl:function>

  <!-- The title that a text shows of itself before all else; where it has none, the page has the header's. -->
  <xsl:variable name="f:title-heading" as="element()?"
      select="((//text)[1][not(../parent::*)]/(front/titlePage//titlePart, body[not(../front)]/head))[1][f:is-in-outline(.)][not(f:holds-block(.))]"/>

  <!-- No level is left out between a heading and those below it. -->
  <xsl:function name="f:heading-level" as="xs:integer">
    <xsl:param name="head" as="element()"/>
    <xsl:sequence select="if ($head is $f:title-heading) then 1
        else min((6, 2 + count($head/ancestor::*[parent::TEI or parent::teiCorpus][self::TEI or self::teiCorpus][f:lacks-heading(.)]) + count($head/../ancestor::*[head[not(f:holds-block(.))][. &lt;&lt; $head]] except $f:title-heading/self::head/..)))"/>
  </xsl:function>

  <!-- A heading. What follows another in the same place is its subtitle; in other company it is set as a caption. -->
  <xsl:template match="head" as="element()">
    <xsl:choose>
      <xsl:when test="not(f:is-in-outline(.)) or f:holds-block(.)">
        <xsl:call-template name="t:block"/>
      </xsl:when>
      <xsl:when test="@type = ('sub', 'subtitle') and preceding-sibling::head">
        <p role="doc-subtitle">
          <xsl:call-template name="t:attributes"/>
          <xsl:apply-templates/>
          <xsl:apply-templates select="@xml:id" mode="m:calls"/>
        </p>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:heading"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="titlePart" as="element()">
    <xsl:choose>
      <xsl:when test=". is $f:title-heading and not(f:holds-block(.))">
        <xsl:call-template name="t:heading">
          <xsl:with-param name="class" select="@type/f:words(.)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="t:block">
          <xsl:with-param name="class" select="@type/f:words(.)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="t:heading" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:element name="h{f:heading-level(.)}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="$class"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:apply-templates select="@xml:id" mode="m:calls"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="argument | byline | docAuthor | docDate | docEdition | docImprint | docTitle | imprimatur | titlePage | trailer
      | abstract | headItem | headLabel | post | prologue | epilogue | performance" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A place for what a machine makes: the text has nothing there. -->
  <xsl:template match="divGen" as="element(h:div)">
    <xsl:call-template name="t:block">
      <xsl:with-param name="class" select="@type/f:words(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A text that stands in another file. -->
  <xsl:template match="xi:include" as="element(h:span)">
    <span class="include" data-teipress="generated">
      <xsl:variable name="href" select="@href ! f:target(string(), ..)"/>
      <xsl:choose>
        <xsl:when test="$href">
          <a href="{$href}">{@href}</a>
        </xsl:when>
        <xsl:otherwise>{@href}</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>
</xsl:stylesheet>
