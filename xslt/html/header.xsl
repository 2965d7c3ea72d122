<?xml version="1.0" encoding="UTF-8"?>
<!-- The header: what a text is, from where, how it was encoded. All of it, section by section. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="teiHeader" as="element(h:section)">
    <section>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'about'"/>
      </xsl:call-template>
      <h2 data-teipress="generated" lang="{$edition-language}">{f:label('about')}</h2>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <!-- The header of a member of a corpus does not stand between the texts: it unfolds. -->
  <xsl:template match="teiHeader[../parent::*]" as="element(h:details)">
    <details>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'about'"/>
      </xsl:call-template>
      <summary data-teipress="generated" lang="{$edition-language}">{f:label('about')}</summary>
      <xsl:apply-templates/>
    </details>
  </xsl:template>

  <!-- Containers of sections; where a header's parts describe something else than the text, there are none. -->
  <xsl:template match="fileDesc | encodingDesc | profileDesc | editorialDecl | revisionDesc" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="teiHeader/fileDesc | teiHeader/encodingDesc | teiHeader/profileDesc | teiHeader/encodingDesc/editorialDecl" as="element(h:div)">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates mode="m:section"/>
    </div>
  </xsl:template>

  <!-- Sections. -->
  <xsl:mode name="m:section" on-no-match="fail"/>

  <xsl:template match="*" mode="m:section" as="element(h:section)">
    <section>
      <xsl:call-template name="t:attributes"/>
      <h3 data-teipress="generated" lang="{$edition-language}">{f:label('header-' || local-name())}</h3>
      <xsl:apply-templates select="." mode="m:header"/>
    </section>
  </xsl:template>

  <xsl:template match="text() | p | ab | editorialDecl" mode="m:section" as="node()*">
    <xsl:apply-templates select="." mode="m:html"/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:section" as="empty-sequence()"/>

  <!-- What a section holds: its children, unless there is a better way to put it. -->
  <xsl:mode name="m:header" on-no-match="fail"/>

  <xsl:template match="*" mode="m:header" as="node()*">
    <xsl:apply-templates select="node()" mode="m:html"/>
  </xsl:template>

  <!-- Lines. -->
  <xsl:template match="titleStmt/title | publicationStmt/publisher | editionStmt/edition | publicationStmt/date | sourceDesc/bibl | geoDecl
      | titleStmt/author | titleStmt/editor" as="element()" priority="1">
    <xsl:call-template name="t:paragraph"/>
  </xsl:template>

  <!-- A bibl holds notes, which are paragraphs of their own. -->
  <xsl:template match="sourceDesc/bibl[note][not(node()[not(self::note) and preceding-sibling::note][self::* or normalize-space()])]" as="element(h:div)" priority="2">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:variable name="words" select="node() except note"/>
      <xsl:element name="{if ($words[self::* and (f:is-block(.) or f:holds-block(.))]) then 'div' else 'p'}">
        <xsl:apply-templates select="$words"/>
      </xsl:element>
      <xsl:apply-templates select="note"/>
    </div>
  </xsl:template>

  <xsl:template match="sourceDesc/bibl/note" as="element()" priority="2">
    <xsl:call-template name="t:paragraph"/>
  </xsl:template>

  <xsl:template match="availability" as="element(h:div)">
    <xsl:call-template name="t:block"/>
  </xsl:template>

  <xsl:template match="licence" as="element()">
    <xsl:call-template name="t:paragraph"/>
  </xsl:template>

  <!-- A licence: its words are the link where they can be one, else its address stands below them. -->
  <xsl:template match="licence[@target]" as="element()">
    <xsl:variable name="href" select="f:safe-href(@target)"/>
    <xsl:variable name="is-link" select="$href and normalize-space() and not(f:holds-block(.)) and not(some $child in node() satisfies f:holds-link($child))"/>
    <xsl:element name="{if (f:holds-block(.)) then 'div' else 'p'}">
      <xsl:call-template name="t:attributes"/>
      <xsl:choose>
        <xsl:when test="$is-link">
          <a rel="license" href="{$href}"><xsl:apply-templates/></a>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates/>
          <xsl:if test="$href">
            <span data-teipress="generated">
              <xsl:text> </xsl:text>
              <a rel="license" href="{$href}">{$href}</a>
            </span>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- Who did what. -->
  <xsl:template match="*[self::titleStmt or self::editionStmt or self::seriesStmt]/respStmt" as="element()" priority="1">
    <xsl:element name="{if (f:holds-block(.)) then 'div' else 'p'}">
      <xsl:call-template name="t:attributes"/>
      <xsl:for-each select="node()[self::* or normalize-space()]">
        <xsl:if test="position() gt 1">
          <span data-teipress="generated">{if (preceding-sibling::*[1]/self::resp) then ': ' else ', '}</span>
        </xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- The parts of a publication and those who made it possible: each with its name before it. -->
  <xsl:template match="authority | distributor | funder | sponsor | principal" as="element()">
    <xsl:call-template name="t:part"/>
  </xsl:template>

  <!-- What was done when. -->
  <xsl:template match="teiHeader/revisionDesc" as="element(h:section)">
    <xsl:apply-templates select="." mode="m:section"/>
  </xsl:template>

  <xsl:template match="change" as="element()">
    <xsl:call-template name="t:paragraph">
      <xsl:with-param name="before" as="element(h:span)?">
        <xsl:if test="@when">
          <span data-teipress="generated">
            <xsl:choose>
              <xsl:when test="f:datetime(.)"><time datetime="{f:datetime(.)}">{f:day(f:datetime(.))}</time></xsl:when>
              <xsl:otherwise>{@when}</xsl:otherwise>
            </xsl:choose>
            <xsl:text>: </xsl:text>
          </span>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
