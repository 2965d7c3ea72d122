<?xml version="1.0" encoding="UTF-8"?>
<!-- The header: what a text is, from where, how it was encoded. All of it, section by section. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="teiHeader" as="element(h:section)">
    <section>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'about'"/>
      </xsl:call-template>
      <h2 data-teipress="generated">{f:label('about')}</h2>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <!-- Containers of sections. -->
  <xsl:template match="fileDesc | encodingDesc | profileDesc | editorialDecl" as="element(h:div)" priority="1">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- Sections. -->
  <xsl:template match="fileDesc/* | encodingDesc/*[not(self::editorialDecl)] | editorialDecl/*[not(self::p)] | profileDesc/* | revisionDesc" as="element(h:section)" priority="1">
    <section>
      <xsl:call-template name="t:attributes"/>
      <h3 data-teipress="generated">{f:label('header-' || local-name())}</h3>
      <xsl:apply-templates select="." mode="m:header"/>
    </section>
  </xsl:template>

  <!-- What a section holds: its children, unless there is a better way to put it. -->
  <xsl:mode name="m:header" on-no-match="fail"/>

  <xsl:template match="*" mode="m:header" as="node()*">
    <xsl:apply-templates select="node()" mode="m:html"/>
  </xsl:template>

  <xsl:template match="titleStmt/title | publisher | edition | publicationStmt/date | licence | sourceDesc//bibl[not(ancestor::bibl)] | change | geoDecl"
      as="element()" priority="1">
    <xsl:element name="{if (f:holds-block(.)) then 'div' else 'p'}">
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A bibl holds notes, which are paragraphs of their own. -->
  <xsl:template match="sourceDesc//bibl[not(ancestor::bibl)][note][empty(note/following-sibling::node()[not(self::note)][normalize-space()])]"
      as="element(h:div)" priority="2">
    <div>
      <xsl:call-template name="t:attributes"/>
      <div>
        <xsl:apply-templates select="node() except note"/>
      </div>
      <xsl:for-each select="note">
        <div>
          <xsl:call-template name="t:attributes"/>
          <xsl:apply-templates/>
        </div>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- A licence: its words are the link where they can be one, else its address stands below them. -->
  <xsl:template match="licence[@target]" as="element()" priority="2">
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

  <xsl:template match="teiHeader//respStmt" as="element(h:p)" priority="1">
    <p>
      <xsl:call-template name="t:attributes"/>
      <xsl:for-each select="*">
        <xsl:if test="position() gt 1">
          <span data-teipress="generated">{if (preceding-sibling::*[1]/self::resp) then ': ' else ', '}</span>
        </xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </p>
  </xsl:template>

  <xsl:template match="teiHeader//resp" as="element(h:span)" priority="1">
    <span>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="availability" as="element(h:div)" priority="1">
    <div>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- How a passage is cited: the units from the largest to the smallest. -->
  <xsl:template match="refsDecl[citeStructure]" mode="m:header" as="element(h:ul)">
    <ul>
      <xsl:apply-templates select="citeStructure" mode="m:html"/>
    </ul>
  </xsl:template>

  <xsl:template match="citeStructure" as="element(h:li)" priority="1">
    <li>
      <xsl:call-template name="t:attributes"/>
      <span data-teipress="generated">{string-join((f:label('unit-' || @unit), @delim ! f:label('after-delimiter', .)), ', ')}</span>
      <xsl:where-populated>
        <ul>
          <xsl:apply-templates select="citeStructure"/>
        </ul>
      </xsl:where-populated>
    </li>
  </xsl:template>

  <xsl:template match="listPrefixDef" mode="m:header" as="element(h:dl)">
    <dl>
      <xsl:apply-templates select="prefixDef" mode="m:html"/>
    </dl>
  </xsl:template>

  <xsl:template match="prefixDef" as="element()+" priority="1">
    <dt>
      <xsl:call-template name="t:attributes"/>
      <code data-teipress="generated">{@ident}:</code>
    </dt>
    <dd>
      <xsl:apply-templates select="p/node()"/>
      <code data-teipress="generated">{@replacementPattern}</code>
    </dd>
  </xsl:template>

  <xsl:template match="langUsage[language]" mode="m:header" as="element(h:ul)">
    <ul>
      <xsl:for-each select="language">
        <li>
          <xsl:call-template name="t:attributes"/>
          <xsl:apply-templates mode="m:html"/>
          <span data-teipress="generated"> (<code>{@ident}</code>)</span>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="keywords[term]" as="element(h:ul)" priority="1">
    <ul>
      <xsl:call-template name="t:attributes"/>
      <xsl:for-each select="term">
        <li>
          <xsl:call-template name="t:attributes"/>
          <xsl:apply-templates/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="change" as="element(h:p)" priority="2">
    <p>
      <xsl:call-template name="t:attributes"/>
      <xsl:if test="@when">
        <span data-teipress="generated"><time datetime="{@when}">{f:day(@when)}</time>: </span>
      </xsl:if>
      <xsl:apply-templates/>
    </p>
  </xsl:template>
</xsl:stylesheet>
