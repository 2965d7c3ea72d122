<?xml version="1.0" encoding="UTF-8"?>
<!-- What a text, or the description of a manuscript, mentions: names, dates, quotations; and who speaks in a play.

     <x:mention kind entry label? uri? within? id? place? context? reference cert? speeches?>
       <x:before/><x:match/><x:after/>      the words before, in and after it -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:records"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:x="https://teipress.org/ns/index" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:mode name="m:records" on-no-match="shallow-skip" use-accumulators="quotations places"/>

  <!-- How many characters of a paragraph are given before and after a mention; a sentence is given whole. -->
  <xsl:variable name="f:context-length" as="xs:integer" select="160"/>

  <xsl:template match="text()"/>

  <xsl:template match="*">
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <!-- Of a manuscript: what is in it and where it comes from, not where it is kept and who described it. -->
  <xsl:template match="msIdentifier | adminInfo | surrogates"/>

  <!-- Whatever leads to a register, and every name; a part of a name (the settlement of a place) only if it leads somewhere. -->
  <xsl:template match="persName | placeName | orgName | eventName | title | geogName | settlement | district | region | country
      | name | rs[@ref or @key] | author[@ref or @key] | editor[@ref or @key]" as="element(x:mention)*">
    <xsl:variable name="identity" select="if (@ref or @key or not(fp:is-part(.)))
        then f:identity(., tokenize(@ref)[1], f:name-words(.), ()) else ()"/>
    <xsl:if test="exists($identity)">
      <x:mention>
        <xsl:sequence select="$identity"/>
        <xsl:call-template name="tp:place"/>
      </x:mention>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:function name="fp:is-part" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="exists($name/ancestor::*[self::persName or self::placeName or self::orgName or self::eventName or self::title
        or self::geogName or self::name or self::rs or self::author or self::editor])"/>
  </xsl:function>

  <xsl:template match="date[f:date-key(.)]" as="element(x:mention)*">
    <x:mention kind="date" entry="{f:index('date')}#{f:date-key(.)}" label="{f:date-phrase(.)}">
      <xsl:copy-of select="@type"/>
      <xsl:call-template name="tp:place"/>
      <x:date phrase="{f:date-phrase(.)}">
        <xsl:copy-of select="f:date-values(.)"/>
      </x:date>
    </x:mention>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Words that somebody can be said to have spoken, or that can be cited, have an entry; others (in a novel, thousands)
       could only be listed without a name and without a link to them. -->
  <xsl:template match="(said | quote | q)[@xml:id or @who or @source or @prev or @next]" as="element(x:mention)*">
    <xsl:variable name="first" select="f:first-part(.)"/>
    <x:mention kind="quotation" element="{local-name()}"
        entry="{f:index('quotation')}#{encode-for-uri($text-name)}-{(f:id($first), 'quotation-' || $first/accumulator-before('quotations'))[1]}">
      <xsl:call-template name="tp:place"/>
      <xsl:for-each select="f:speakers(.)">
        <x:speaker href="{f:entry-href(.)}">{f:entry-name(.)}</x:speaker>
      </xsl:for-each>
      <xsl:for-each select="f:reporters(.)">
        <x:reporter href="{f:entry-href(.)}">{f:entry-name(.)}</x:reporter>
      </xsl:for-each>
    </x:mention>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:accumulator name="quotations" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="said | quote | q" select="$value + 1"/>
  </xsl:accumulator>

  <!-- The number of an element among those that can be mentions. Without an id, it says which one is meant. -->
  <xsl:accumulator name="places" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="persName | placeName | orgName | eventName | title | geogName | settlement | district | region
        | country | name | rs | author | editor | date | said | quote | q | sp" select="$value + 1"/>
  </xsl:accumulator>

  <!-- Who speaks: one mention for each speaker, at the first speech, with the number of speeches. Where @who is missing, the
       speaker is known by what stands before the speech, and only in this text. -->
  <xsl:template name="tp:speakers" as="element(x:mention)*">
    <xsl:param name="speeches" as="element(sp)*"/>
    <xsl:for-each-group select="$speeches" group-by="if (@who) then fp:those(@who) else fp:letters(string-join(speaker))[.]">
      <xsl:variable name="words" select="string-join(speaker ! f:name-words(.), ' ')"/>
      <xsl:variable name="identity" as="attribute()*">
        <xsl:choose>
          <xsl:when test="@who">
            <xsl:sequence select="f:identity(., current-grouping-key(), $words, 'person')"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:attribute name="kind" select="'person'"/>
            <xsl:attribute name="entry" select="f:index('person') || '#in:' || fp:plain($text-name) || ':' || current-grouping-key()"/>
            <xsl:attribute name="label" select="fp:bare($words)"/>
            <xsl:attribute name="within" select="$text-name"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <x:mention>
        <xsl:sequence select="$identity"/>
        <xsl:attribute name="speeches" select="count(current-group())"/>
        <xsl:call-template name="tp:where"/>
        <x:before/>
        <x:match>{$words}</x:match>
        <x:after>{' ' || fp:shortened(normalize-space(string-join(*[not(self::speaker)], ' ')), $f:context-length)}</x:after>
      </x:mention>
    </xsl:for-each-group>
  </xsl:template>

  <!-- Those that @who names, each once; as a rule it is one. -->
  <xsl:function name="fp:those" as="xs:string*">
    <xsl:param name="who" as="attribute()"/>
    <xsl:variable name="names" select="normalize-space($who)"/>
    <xsl:sequence select="if (contains($names, ' ')) then distinct-values(tokenize($names)) else $names[.]"/>
  </xsl:function>

  <!-- Where a mention stands, and the words around it. -->
  <xsl:template name="tp:place" as="node()*">
    <xsl:variable name="mention" select="."/>
    <xsl:variable name="sentence" select="ancestor::s[1]"/>
    <xsl:variable name="block" select="ancestor::*[self::head or self::p or self::l or self::ab or self::note or self::item or self::cell
        or self::speaker or self::stage or self::bibl or self::biblStruct or self::msItem or self::origPlace][1]"/>
    <xsl:variable name="context" as="element()" select="($sentence, $block, ..[not(map:contains($fp:structural, local-name()))], .)[1]"
        xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
    <xsl:variable name="before" select="fp:flat($context//text()[. &lt;&lt; $mention])"/>
    <xsl:variable name="after" select="fp:flat($context//text()[. >> $mention] except descendant::text())"/>
    <xsl:call-template name="tp:where">
      <xsl:with-param name="context" select="$context"/>
    </xsl:call-template>
    <xsl:copy-of select="@cert"/>
    <x:before>{if ($sentence) then $before else fp:end($before)}</x:before>
    <x:match>{normalize-space()}</x:match>
    <x:after>{if ($sentence) then $after else fp:shortened($after, $f:context-length)}</x:after>
  </xsl:template>

  <!-- The id to link to: the mention's, that of its context, or that of what it stands in. And the words for the place: its
       numbers, or the heading above it. -->
  <xsl:template name="tp:where" as="attribute()*">
    <xsl:param name="context" as="element()?" select="()"/>
    <xsl:variable name="around" select="ancestor-or-self::*[parent::*][@xml:id or f:is-anchored(.)][1]"/>
    <xsl:variable name="heading" select="ancestor::*[head][matches(local-name(), '^div[1-7]?$')]/head[1]"/>
    <xsl:choose>
      <xsl:when test="f:id(.)"><xsl:attribute name="id" select="f:id(.)"/></xsl:when>
      <xsl:otherwise><xsl:attribute name="place" select="accumulator-before('places')"/></xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="($context ! f:id(.), $around ! f:anchor(.))[1]">
      <xsl:attribute name="context" select="."/>
    </xsl:for-each>
    <xsl:attribute name="reference" select="(f:reference(.)[.], $heading[last()] ! fp:shortened(normalize-space(), 40), '')[1]"/>
  </xsl:template>

  <!-- The words of some texts, white space folded but not cut off at the ends. -->
  <xsl:function name="fp:flat" as="xs:string">
    <xsl:param name="texts" as="text()*"/>
    <xsl:variable name="text" select="string-join($texts)"/>
    <xsl:variable name="words" select="normalize-space($text)"/>
    <xsl:sequence select="if (not($words)) then '' else
        (if (normalize-space(substring($text, 1, 1))) then '' else ' ') || $words || (if (normalize-space(substring($text, string-length($text)))) then '' else ' ')"/>
  </xsl:function>

  <!-- The last words of a text. -->
  <xsl:function name="fp:end" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="length" select="string-length($text)"/>
    <xsl:sequence select="if ($length le $f:context-length) then $text
        else '…' || replace(substring($text, $length - $f:context-length + 1), '^\S*\s+', '')"/>
  </xsl:function>
</xsl:stylesheet>
