<?xml version="1.0" encoding="UTF-8"?>
<!-- Words in a line: emphasis, links, breaks, technical words, and whatever only marks words. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="s | seg | cl | phr | w | m | c | pc | num | measure | measureGrp | unit | time | street | postCode | postBox | email
      | distinct | soCalled | textLang | biblScope | citedRange | pubPlace | publisher | extent | edition | imprint | series | analytic
      | monogr | relatedItem | respStmt | resp | editor | author | idno | g | am | ex | anchor | dim | height | width | depth
      | locus | locusGrp | material | objectType | origDate | origPlace | heraldry | signatures | catchwords | secFol | stamp | watermark
      | caesura | rhyme | institution | repository | collection | msName | filiation | geo | geogFeat | district | bloc | offset
      | surname | forename | roleName | addName | nameLink | genName | objectName | persPronouns | occupation | affiliation | residence
      | nationality | education | faith | age | sex | gender | socecStatus | langKnown | langKnowledge | floruit | birth | death | state
      | trait | climate | terrain | population | location | actor | roleDesc | role
      | index | interp | join | link | alt | when | certainty | precision | respons | span
      | classCode | catRef | symbol | numeric | string | binary | default | vAlt | vNot | vColl | vMerge | vLabel | f | fs"
      as="element()">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <xsl:template match="hi" as="element()">
    <xsl:choose>
      <xsl:when test="f:holds-block(.)">
        <xsl:call-template name="t:block"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if (@rend = ('bold', 'b', 'strong')) then 'strong' else if (@rend = ('sup', 'superscript')) then 'sup'
            else if (@rend = ('sub', 'subscript')) then 'sub' else if (empty(@rend) or matches(@rend, 'ital')) then 'em' else 'span'}">
          <xsl:call-template name="t:attributes"/>
          <xsl:apply-templates/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="emph[not(f:holds-block(.))]" as="element(h:em)">
    <em>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </em>
  </xsl:template>

  <xsl:template match="foreign[not(f:holds-block(.))] | term[not(f:holds-block(.))] | mentioned[not(f:holds-block(.))] | gloss" as="element(h:i)">
    <i>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </i>
  </xsl:template>

  <xsl:template match="emph | foreign | term | mentioned" as="element()" priority="-0.1">
    <xsl:call-template name="t:inline"/>
  </xsl:template>

  <!-- Small writing beside characters. -->
  <xsl:template match="ruby" as="element(h:ruby)">
    <ruby>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </ruby>
  </xsl:template>

  <xsl:template match="rb" as="element(h:span)">
    <span>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="rt" as="element(h:rt)">
    <rt>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </rt>
  </xsl:template>

  <xsl:template match="gi | att | val | code | ident | tag" as="element(h:code)">
    <code>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates/>
    </code>
  </xsl:template>

  <!-- Beginnings of pages, columns and lines. In a heading, on a title page, in an address a line is a line; elsewhere
       it is only one in the diplomatic view. -->
  <xsl:template match="lb" as="element(h:span)">
    <span>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="if (f:keeps-lines(..)) then 'line' else ()"/>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="f:keeps-lines(..)">
          <br/>
        </xsl:when>
        <xsl:when test="not(@break = 'no')">
          <span data-teipress="generated">{' '}</span>
        </xsl:when>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:function name="f:keeps-lines" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor-or-self::*[self::head or self::titlePage or self::address or self::opener or self::closer
        or self::signed or self::dateline or self::trailer or self::byline or self::docImprint or self::epigraph or self::ab[@type = 'line']
        or self::docTitle or self::titlePart or self::l or self::stage or self::figure or self::cell])"/>
  </xsl:function>

  <xsl:template match="pb | cb | gb | milestone | fw" as="element(h:span)">
    <span>
      <xsl:call-template name="t:attributes"/>
      <xsl:if test="self::pb">
        <xsl:variable name="facs" select="@facs ! f:target(tokenize(.)[1], current())"/>
        <span class="page-number" data-teipress="generated">
          <xsl:choose>
            <xsl:when test="$facs">
              <a href="{$facs}">{(@n ! f:label('page', .), '‖')[1]}</a>
            </xsl:when>
            <xsl:otherwise>{(@n ! f:label('page', .), '‖')[1]}</xsl:otherwise>
          </xsl:choose>
        </span>
      </xsl:if>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- Links. One that a page must not carry stays text, and the editor is told. -->
  <xsl:template match="ref | ptr" as="element()">
    <xsl:variable name="href" select="f:leads-to(.)"/>
    <xsl:if test="@target and empty($href) and f:is-unsafe(@target)">
      <xsl:call-template name="t:diagnose">
        <xsl:with-param name="code" select="'unsafe-link'"/>
        <xsl:with-param name="message">“{@target}” is no address that a page may link to; its text is shown without a link</xsl:with-param>
        <xsl:with-param name="attribute" select="'target'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="t:link">
      <xsl:with-param name="href" select="$href"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="f:is-unsafe" as="xs:boolean">
    <xsl:param name="target" as="attribute()"/>
    <xsl:sequence select="some $pointer in tokenize($target) satisfies empty(f:safe-href($pointer))"/>
  </xsl:function>

  <!-- An element as a link. HTML's links cannot hold links: where one would, its own words are linked piece by piece. -->
  <xsl:template name="t:link" as="element()">
    <xsl:param name="href" as="xs:string?"/>
    <xsl:param name="class" as="xs:string*" select="()"/>
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="address" select="$href ! (if (matches(., '^(#|[^/?#]*:)')) then . else $root || .)"/>
    <xsl:choose>
      <xsl:when test="empty($address)">
        <xsl:element name="{if (* and f:holds-block(.)) then 'div' else 'span'}">
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:apply-templates select="." mode="m:content"/>
        </xsl:element>
      </xsl:when>
      <xsl:when test="* and (some $child in * satisfies f:holds-link($child) or f:is-block($child) or f:holds-block($child))">
        <xsl:element name="{if (f:holds-block(.)) then 'div' else 'span'}">
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:for-each-group select="node()" group-adjacent="f:holds-link(.) or self::*[f:is-block(.) or f:holds-block(.)]
              or (self::text() and not(normalize-space()))">
            <xsl:choose>
              <xsl:when test="current-grouping-key()">
                <xsl:apply-templates select="current-group()"/>
              </xsl:when>
              <xsl:otherwise>
                <a href="{$address}">
                  <xsl:apply-templates select="current-group()"/>
                </a>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:for-each-group>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <a href="{$address}">
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="$class"/>
          </xsl:call-template>
          <xsl:apply-templates select="." mode="m:content"/>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a link shows: its content; a ptr, which has none, its address. -->
  <xsl:mode name="m:content" on-no-match="fail"/>

  <xsl:template match="*" mode="m:content" as="node()*">
    <xsl:apply-templates select="node()" mode="m:html"/>
  </xsl:template>

  <xsl:template match="ptr" mode="m:content" as="element(h:span)">
    <span data-teipress="generated">{@target}</span>
  </xsl:template>
</xsl:stylesheet>
