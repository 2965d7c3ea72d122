<?xml version="1.0" encoding="UTF-8"?>
<!-- What the rest of the edition needs to know of a text: what it is, its ids, and every mention with its context. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:records"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:tp="https://teipress.org/ns/templates-private"
    xmlns:x="https://teipress.org/ns/index" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="shared/shared.xsl"/>
  <xsl:include href="shared/texts.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:mode name="m:records" on-no-match="shallow-skip" use-accumulators="quotations"/>

  <xsl:template match="/" as="element(x:text)">
    <x:text name="{$text-name}" lang="{(/*/@xml:lang, $edition-language)[1]}" title="{f:title(.)}">
      <xsl:for-each select="(//teiHeader)[1]/fileDesc/titleStmt/author">
        <x:author>{normalize-space()}</x:author>
      </xsl:for-each>
      <xsl:for-each select="((//teiHeader)[1]/fileDesc/sourceDesc//bibl)[1]">
        <x:source>{normalize-space(string-join(node() except note))}</x:source>
        <xsl:copy-of select="(date ! fp:times(.))[1]"/>
        <x:url>{(ref/@target ! f:safe-href(.))[1]}</x:url>
      </xsl:for-each>
      <x:opening>{fp:opening(normalize-space((//text//p)[1]))}</x:opening>
      <xsl:for-each select="(//teiHeader)[1]/fileDesc/publicationStmt/availability/(licence | p)">
        <x:rights>
          <xsl:if test="@target">
            <xsl:attribute name="href" select="f:safe-href(@target)"/>
          </xsl:if>
          <xsl:text>{normalize-space()}</xsl:text>
        </x:rights>
      </xsl:for-each>
      <xsl:for-each select="//*[@xml:id]">
        <x:id>{f:id(.)}</x:id>
      </xsl:for-each>
      <xsl:apply-templates select="//text[not(ancestor::text)]"/>
    </x:text>
  </xsl:template>

  <xsl:function name="fp:opening" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if (string-length($text) le 240) then $text else replace(substring($text, 1, 240), '\s+\S*$', '') || '…'"/>
  </xsl:function>

  <xsl:function name="fp:times" as="element(x:date)">
    <xsl:param name="date" as="element()"/>
    <x:date phrase="{f:date-phrase($date)}">
      <xsl:copy-of select="f:date-values($date)"/>
    </x:date>
  </xsl:function>

  <xsl:template match="*[@ref][f:is-name(.)]">
    <xsl:variable name="entry" select="f:entries(@ref)[1]"/>
    <xsl:if test="$entry">
      <x:mention kind="{f:kind($entry)}" entry="{f:entry-href($entry)}">
        <xsl:call-template name="tp:place"/>
      </x:mention>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="date[f:date-key(.)]" as="element(x:mention)*">
    <x:mention kind="date" entry="{f:index('date')}#{f:date-key(.)}" label="{f:date-phrase(.)}">
      <xsl:copy-of select="@type"/>
      <xsl:call-template name="tp:place"/>
      <xsl:sequence select="fp:times(.)"/>
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

  <xsl:template match="text()"/>

  <!-- Where a mention stands: its id, its sentence (or block), and the words before, in and after it. -->
  <xsl:template name="tp:place" as="node()*">
    <xsl:variable name="mention" select="."/>
    <xsl:variable name="context" as="element()" select="(ancestor::s[1],
        ancestor::*[self::head or self::p or self::l or self::ab or self::note or self::item or self::cell][1], ..)[1]"/>
    <xsl:if test="f:id(.)">
      <xsl:attribute name="id" select="f:id(.)"/>
    </xsl:if>
    <xsl:if test="f:id($context)">
      <xsl:attribute name="context" select="f:id($context)"/>
    </xsl:if>
    <xsl:copy-of select="@cert"/>
    <xsl:attribute name="reference" select="f:reference(.)"/>
    <x:before>{fp:flat($context//text()[. &lt;&lt; $mention])}</x:before>
    <x:match>{normalize-space()}</x:match>
    <x:after>{fp:flat($context//text()[. >> $mention] except descendant::text())}</x:after>
  </xsl:template>

  <!-- The words of some texts, white space folded but not cut off at the ends. -->
  <xsl:function name="fp:flat" as="xs:string">
    <xsl:param name="texts" as="text()*"/>
    <xsl:variable name="text" select="string-join($texts)"/>
    <xsl:variable name="words" select="normalize-space($text)"/>
    <xsl:sequence select="if (not($words)) then '' else
        (if (matches($text, '^\s')) then ' ' else '') || $words || (if (matches($text, '\s$')) then ' ' else '')"/>
  </xsl:function>
</xsl:stylesheet>
