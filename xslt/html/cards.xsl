<?xml version="1.0" encoding="UTF-8"?>
<!-- Cards: what the registers say, in short, of each entry that the text names. A card is a popover, and not shown until
     assets/teipress.js opens it beside a name; it stands outside the text, and is no part of it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- The relations that an entry has to others, by its id. -->
  <xsl:key name="fp:relation" match="relation" use="(@active, @mutual) ! tokenize(.) ! substring-after(., '#')"/>

  <!-- A card for each entry that a name of the text leads to, or that is told as the speaker of a quotation. -->
  <xsl:template name="t:cards" as="element(h:div)?">
    <xsl:variable name="speakers" as="element()*" select="if (exists($registers)) then $root//text//(said | quote | q)/(f:speakers(.), f:reporters(.)) else ()"/>
    <xsl:where-populated>
      <div class="name-cards" data-teipress="generated" lang="{$edition-language}" dir="{$f:own-direction}">
        <xsl:apply-templates select="$f:mentioned | $speakers" mode="m:card">
          <xsl:sort select="f:entry-name(.)" lang="{$edition-language}"/>
          <xsl:sort select="f:entry-href(.)"/>
        </xsl:apply-templates>
      </div>
    </xsl:where-populated>
  </xsl:template>

  <!-- How many names of the text lead to an entry, by its address: each pointer is followed once. -->
  <xsl:variable name="fp:times" as="map(xs:string, xs:integer+)">
    <xsl:variable name="counts" as="map(xs:string, xs:integer)*">
      <xsl:for-each-group select="$f:mentions" group-by="string(@ref)">
        <xsl:map-entry key="f:entry-href(f:entries(@ref)[1])" select="count(current-group())"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="map:merge($counts, map { 'duplicates': 'combine' })"/>
  </xsl:variable>

  <xsl:mode name="m:card" on-no-match="fail"/>

  <xsl:template match="*" mode="m:card" as="element(h:div)">
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <div class="name-card" popover="auto" role="dialog" aria-label="{f:entry-name(.)}">
      <h2>
        <a class="{f:kind(.)}" href="{$root}{f:entry-href(.)}">
          <xsl:sequence select="fp:card-language((fp:names(.)[normalize-space() eq f:entry-name(..)])[1])"/>
          <xsl:text>{f:entry-name(.)}</xsl:text>
        </a>
      </h2>
      <xsl:where-populated>
        <p class="other-names">
          <xsl:for-each select="fp:other-names(.)">
            <xsl:if test="position() gt 1"> · </xsl:if>
            <span>
              <xsl:sequence select="fp:card-language(.)"/>
              <xsl:text>{normalize-space()}</xsl:text>
            </span>
          </xsl:for-each>
        </p>
      </xsl:where-populated>
      <xsl:where-populated>
        <p>{fp:card-dates(.)}</p>
      </xsl:where-populated>
      <xsl:where-populated>
        <p class="who">
          <xsl:apply-templates select="." mode="m:who"/>
        </p>
      </xsl:where-populated>
      <xsl:where-populated>
        <p class="authorities">
          <xsl:for-each select="descendant::idno[f:leads-to(.)]">
            <xsl:if test="position() gt 1"> · </xsl:if>
            <a href="{f:leads-to(.)}">{(@type/normalize-space()[.], f:authority-name(f:leads-to(.)))[1]}</a>
          </xsl:for-each>
        </p>
      </xsl:where-populated>
      <p class="of-card">
        <xsl:text>{f:label(if (not(self::bibl) and @type and f:has-label('type-' || @type)) then 'type-' || @type else f:kind(.))}</xsl:text>
        <xsl:for-each select="sum($fp:times(f:entry-href(.)))[. gt 0]"> · {f:count(., 'one-mention-here', 'many-mentions-here')}</xsl:for-each>
      </p>
    </div>
  </xsl:template>

  <!-- Who or what it is, in a line: what its register says about it, else how it belongs to another entry. -->
  <xsl:mode name="m:who" on-no-match="fail"/>

  <xsl:template match="*" mode="m:who" as="node()*">
    <xsl:variable name="said" as="element()?" select="(note[@type = 'about'], desc, occupation, affiliation, (trait, state)[not(@type = 'area')],
        note[not(@type)])[normalize-space()][1]"/>
    <xsl:choose>
      <xsl:when test="$said">
        <xsl:sequence select="fp:card-language($said)"/>
        <xsl:text>{fp:in-short($said)}</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="entry" select="."/>
        <xsl:for-each select="$registers ! key('fp:relation', f:id($entry), .)[fp:entries-there((@active, @mutual)[1]) intersect $entry][1]">
          <xsl:text>{f:label(@name)} {string-join((fp:entries-there((@passive, @mutual)[1]) except $entry) ! f:entry-name(.), ', ')}</xsl:text>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A work is told by its reference. -->
  <xsl:template match="bibl | biblStruct" mode="m:who" as="node()*">
    <xsl:sequence select="fp:card-language(.)"/>
    <xsl:text>{fp:in-short(.)}</xsl:text>
  </xsl:template>

  <!-- The entries that a pointer in a register leads to: its addresses start there, not at the text. -->
  <xsl:function name="fp:entries-there" as="element()*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:for-each select="tokenize($pointers)">
      <xsl:try select="f:entry(f:file-uri(resolve-uri(., base-uri(root($pointers)))))">
        <xsl:catch errors="*" select="()"/>
      </xsl:try>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="fp:names" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(persName | placeName | orgName | eventName | name | geogName | label | title)"/>
  </xsl:function>

  <!-- The names of an entry but for the one that it is listed under: those in other scripts, too. -->
  <xsl:function name="fp:other-names" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:for-each-group select="fp:names($entry)[not(self::title)]" group-by="normalize-space()">
      <xsl:sequence select=".[current-grouping-key() ne ''][current-grouping-key() ne f:entry-name($entry)]"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- When an entry was: from birth to death, or its own dates. -->
  <xsl:function name="fp:card-dates" as="text()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="life" select="$entry/(birth[1], death[1])[normalize-space() or f:date-values(.)]"/>
    <xsl:variable name="active" select="($entry/floruit[normalize-space() or f:date-values(.)])[1]"/>
    <xsl:variable name="words" as="xs:string?" select="
        if ($life[2]) then string-join($life ! f:date-phrase(.), ' – ')
        else if ($life or $active) then ($life, $active)[1] ! (f:label(local-name()) || ': ' || f:date-phrase(.))
        else $entry[f:date-values(.)] ! f:date-phrase(.)"/>
    <xsl:value-of select="$words"/>
  </xsl:function>

  <!-- Words that fit into a card, cut between two of them. -->
  <xsl:function name="fp:in-short" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" select="normalize-space($element)"/>
    <xsl:sequence select="if (string-length($words) le 240) then $words else replace(substring($words, 1, 220), '^(.*) .*$', '$1') || ' …'"/>
  </xsl:function>

  <!-- The language of words, where it is not that of the page's own. -->
  <xsl:function name="fp:card-language" as="attribute(lang)?">
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="language" select="$element/ancestor-or-self::*[@xml:lang][1]/@xml:lang/f:language-tag(.)"/>
    <xsl:if test="$language ne $edition-language">
      <xsl:attribute name="lang" select="$language"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
