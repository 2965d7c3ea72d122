<?xml version="1.0" encoding="UTF-8"?>
<!-- An index as TEI: entries as their registers have them, others by their names; each with the places where it is mentioned.

     Pointers lead from indexes/: to entries in the TEI of their index, to texts and registers as they are published. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:mp="https://teipress.org/ns/modes-private" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:x="https://teipress.org/ns/index" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.tei-c.org/ns/1.0">

  <xsl:variable name="fp:lists" as="map(xs:string, xs:string)" select="map {
      'person': 'listPerson', 'place': 'listPlace', 'organization': 'listOrg', 'event': 'listEvent', 'work': 'listBibl',
      'date': 'list', 'quotation': 'list' }"/>
  <xsl:variable name="fp:members" as="map(xs:string, xs:string)" select="map {
      'person': 'person', 'place': 'place', 'organization': 'org', 'event': 'event', 'work': 'bibl' }"/>
  <xsl:variable name="fp:names" as="map(xs:string, xs:string)" select="map {
      'person': 'persName', 'place': 'placeName', 'organization': 'orgName', 'event': 'eventName', 'work': 'title' }"/>

  <!-- The whole file; there is none of an index without entries. -->
  <xsl:function name="f:index-tei" as="element(tei:TEI)?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entries" as="element(x:entry)*"/>
    <xsl:if test="exists($entries)">
      <TEI xml:lang="{$edition-language}">
        <xsl:call-template name="tp:header-of-index">
          <xsl:with-param name="kind" select="$kind"/>
        </xsl:call-template>
        <xsl:text>&#10;</xsl:text>
        <standOff>
          <xsl:text>&#10;</xsl:text>
          <xsl:element name="{$fp:lists($kind)}">
            <xsl:if test="$fp:lists($kind) = 'list'">
              <xsl:attribute name="type" select="$kind || 's'"/>
            </xsl:if>
            <xsl:text>&#10;</xsl:text>
            <xsl:apply-templates select="$entries" mode="mp:tei">
              <xsl:with-param name="kind" select="$kind" tunnel="yes"/>
            </xsl:apply-templates>
          </xsl:element>
          <xsl:call-template name="tp:tei-relations">
            <xsl:with-param name="kind" select="$kind"/>
          </xsl:call-template>
        </standOff>
        <xsl:text>&#10;</xsl:text>
      </TEI>
    </xsl:if>
  </xsl:function>

  <xsl:template name="tp:header-of-index" as="node()+">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:text>&#10;</xsl:text>
    <teiHeader>
      <fileDesc>
        <titleStmt>
          <title>{string-join(($edition-title[.], f:label($kind || 's')), ': ')}</title>
        </titleStmt>
        <xsl:if test="$release-name">
          <editionStmt>
            <edition n="{$release-name}">{$release-name}</edition>
          </editionStmt>
        </xsl:if>
        <publicationStmt>
          <p><ref target="{$kind}s.html">{f:label($kind || 's')}</ref></p>
        </publicationStmt>
        <sourceDesc>
          <p>{f:label('tei-of-index')}</p>
        </sourceDesc>
      </fileDesc>
    </teiHeader>
  </xsl:template>

  <xsl:mode name="mp:tei" on-no-match="shallow-copy"/>

  <!-- An entry of a register, as it is there; one that stands in another of its kind comes with that. -->
  <xsl:template match="x:entry[@uri]" mode="mp:tei" as="node()*">
    <xsl:variable name="entry" select="f:entry(@uri)"/>
    <xsl:if test="not($entry/ancestor::*[f:kind(.) = f:kind($entry)][f:is-entry(.)])">
      <xsl:apply-templates select="$entry" mode="mp:tei"/>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- What stands in it and is of another kind is mentioned in the index of that. -->
  <xsl:template match="tei:*[@xml:id][f:is-entry(.)]" mode="mp:tei" as="element()">
    <xsl:param name="kind" as="xs:string" tunnel="yes"/>
    <xsl:copy>
      <xsl:apply-templates select="@* except @xml:id" mode="mp:tei"/>
      <xsl:attribute name="xml:id" select="f:id(.)"/>
      <xsl:apply-templates mode="mp:tei"/>
      <xsl:call-template name="tp:tei-places">
        <xsl:with-param name="mentions" select="$fp:mentions-of(f:entry-href(.))[f:kind(current()) = $kind]"/>
      </xsl:call-template>
    </xsl:copy>
  </xsl:template>

  <!-- Another id within an entry could be there twice, when entries of several registers are in one file. -->
  <xsl:template match="@xml:id" mode="mp:tei" as="empty-sequence()"/>

  <xsl:template match="@ref | @who | @source | @resp | @target | @corresp | @active | @passive | @mutual | @ana | @wit | @next
      | @prev | @sameAs | @copyOf | @calendar | @period | @facs | @decls" mode="mp:tei" as="attribute()">
    <xsl:variable name="element" select=".."/>
    <xsl:attribute name="{name()}" select="tokenize(.) ! fp:from-indexes(., $element)"/>
  </xsl:template>

  <!-- A pointer, as it is written in a register, seen from indexes/. -->
  <xsl:function name="fp:from-indexes" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="uri" select="f:resolve($pointer, $from)"/>
    <xsl:variable name="entry" select="$uri ! f:entry(.)"/>
    <xsl:variable name="address" select="if (contains($uri, '#')) then substring-before($uri, '#') else $uri"/>
    <xsl:variable name="rest" select="substring($uri, string-length($address) + 1)"/>
    <xsl:variable name="text" select="$text-names[index-of($text-uris, $address)[1]]"/>
    <xsl:sequence select="
        if (exists($entry)) then f:kind($entry) || 's.xml#' || f:id($entry)
        else if (map:contains($fp:register-of-uri, string($address))) then '../registers/' || tokenize($address, '/')[last()] || $rest
        else if (exists($text)) then '../' || encode-for-uri($text) || '.xml' || $rest
        else $pointer"/>
  </xsl:function>

  <!-- A name that is in no register. -->
  <xsl:template match="x:entry" mode="mp:tei" as="node()+">
    <xsl:variable name="name" select="$fp:names(@kind)"/>
    <xsl:element name="{$fp:members(@kind)}">
      <xsl:attribute name="corresp" select="fp:seen-from-indexes(f:address(@href))"/>
      <xsl:for-each select="@name, x:name/x:words">
        <xsl:element name="{$name}">{.}</xsl:element>
      </xsl:for-each>
      <xsl:for-each select="x:identifier">
        <idno>
          <xsl:copy-of select="@type[. ne '']"/>
          <xsl:text>{x:words}</xsl:text>
        </idno>
      </xsl:for-each>
      <xsl:for-each select="x:within">
        <note type="within"><ref target="../{encode-for-uri(@text)}.xml">{@title}</ref></note>
      </xsl:for-each>
      <xsl:call-template name="tp:tei-places">
        <xsl:with-param name="mentions" select="x:mention"/>
      </xsl:call-template>
    </xsl:element>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="x:entry[@kind = 'date']" mode="mp:tei" as="node()+">
    <item xml:id="{@id}">
      <date>
        <xsl:copy-of select="f:date-values(x:date[1])"/>
        <xsl:text>{@name}</xsl:text>
      </date>
      <xsl:call-template name="tp:tei-places">
        <xsl:with-param name="mentions" select="x:mention"/>
      </xsl:call-template>
    </item>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- A quotation: its parts, each with its place, and whose words they are. -->
  <xsl:template match="x:entry[@kind = 'quotation']" mode="mp:tei" as="node()+">
    <xsl:variable name="speakers" select="x:speaker/@href ! fp:tei-of(.)"/>
    <xsl:variable name="reporters" select="x:reporter/@href ! fp:tei-of(.)"/>
    <xsl:variable name="is-written" select="@type = 'quote'"/>
    <item>
      <xsl:if test="@id castable as xs:NCName">
        <xsl:attribute name="xml:id" select="@id"/>
      </xsl:if>
      <xsl:for-each select="x:mention">
        <cit>
          <xsl:element name="{if ($is-written) then 'quote' else 'said'}">
            <xsl:attribute name="xml:lang" select="@lang"/>
            <xsl:if test="exists($speakers)">
              <xsl:attribute name="{if ($is-written) then 'source' else 'who'}" select="$speakers"/>
            </xsl:if>
            <xsl:if test="exists($reporters) and not($is-written)">
              <xsl:attribute name="source" select="$reporters"/>
            </xsl:if>
            <xsl:text>{x:match}</xsl:text>
          </xsl:element>
          <xsl:apply-templates select="." mode="mp:tei"/>
        </cit>
      </xsl:for-each>
    </item>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Where an entry is mentioned: the very words, each with its place. -->
  <xsl:template name="tp:tei-places" as="element(tei:note)?">
    <xsl:param name="mentions" as="element(x:mention)*"/>
    <xsl:if test="exists($mentions)">
      <note type="mentions">
        <xsl:for-each select="$mentions">
          <xsl:if test="position() gt 1">; </xsl:if>
          <xsl:apply-templates select="." mode="mp:tei"/>
        </xsl:for-each>
      </note>
    </xsl:if>
  </xsl:template>

  <!-- What has no id in the source has a place on the page of its text. -->
  <xsl:template match="x:mention" mode="mp:tei" as="element(tei:ref)">
    <xsl:variable name="text" select="(@text, parent::x:text/@name)[1]"/>
    <xsl:variable name="words" select="if (@kind = 'quotation') then @reference[. ne ''] else x:match"/>
    <xsl:variable name="id" select="(@id, @context[not(starts-with(., 'teipress:'))])[1]"/>
    <xsl:variable name="place" select="if ($id or not(@context)) then '.xml' || $id ! ('#' || .) else '.html#' || @context"/>
    <ref target="../{encode-for-uri($text)}{$place}">{($words, $text)[1]}</ref>
  </xsl:template>

  <!-- The relations that say something of an entry of this kind. -->
  <xsl:template name="tp:tei-relations" as="node()*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="relations" select="$registers//tei:relation[((@active, @passive, @mutual) ! f:entries(.))[f:kind(.) = $kind]]"/>
    <xsl:if test="exists($relations)">
      <xsl:text>&#10;</xsl:text>
      <listRelation>
        <xsl:for-each select="$relations">
          <xsl:text>&#10;</xsl:text>
          <xsl:apply-templates select="." mode="mp:tei"/>
        </xsl:for-each>
        <xsl:text>&#10;</xsl:text>
      </listRelation>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:function name="fp:tei-of" as="xs:string">
    <xsl:param name="href" as="xs:string"/>
    <xsl:sequence select="replace(fp:seen-from-indexes($href), '\.html(#|$)', '.xml$1')"/>
  </xsl:function>

  <xsl:function name="fp:seen-from-indexes" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="if (starts-with($address, 'indexes/')) then substring-after($address, 'indexes/') else '../' || $address"/>
  </xsl:function>
</xsl:stylesheet>
