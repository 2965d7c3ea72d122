<?xml version="1.0" encoding="UTF-8"?>
<!-- What a register says of an entry: names, facts, authority ids, relations, each with its sources and certainty.

     <x:name lang type cert>words <x:source href name/>*
     <x:fact type when … cert label latitude longitude>words <x:source/>*    uri: where the TEI is, for the page
     <x:identifier type href cert>value <x:source/>*
     <x:relation name reverse cert><x:target href name/>+ <x:source/>* -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:tp="https://teipress.org/ns/templates-private" xmlns:x="https://teipress.org/ns/index"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:function name="f:name-elements" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(persName | placeName | orgName | eventName | name | geogName)"/>
  </xsl:function>

  <!-- The children of an entry that say something else than its name or its number. -->
  <xsl:function name="f:facts" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry[not(self::bibl or self::biblStruct)]/(* except (f:name-elements($entry), idno))[not(f:kind(.))]"/>
  </xsl:function>

  <xsl:function name="f:name-records" as="element(x:name)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:for-each select="f:name-elements($entry), $entry[self::bibl or self::biblStruct]//title">
      <x:name>
        <xsl:copy-of select="@type, @level"/>
        <xsl:attribute name="lang" select="ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
        <xsl:call-template name="tp:provenance"/>
        <x:words>{normalize-space()}</x:words>
      </x:name>
    </xsl:for-each>
  </xsl:function>

  <!-- Dates on the entry itself (an event's) are a fact, too; a bibliographic entry is one fact as a whole. -->
  <xsl:function name="f:fact-records" as="element(x:fact)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:for-each select="$entry[f:date-values(.)]">
      <x:fact type="when" label="{f:label('when')}">
        <xsl:copy-of select="f:date-values(.)"/>
        <xsl:call-template name="tp:provenance"/>
        <x:words>{f:date-phrase(.)}</x:words>
      </x:fact>
    </xsl:for-each>
    <xsl:for-each select="$entry[self::bibl or self::biblStruct]">
      <x:fact type="citation" label="{f:label('citation')}">
        <xsl:copy-of select="(.//date ! f:date-values(.))[1]"/>
        <x:words>{normalize-space()}</x:words>
        <xsl:for-each select="(.//ref/@target ! f:safe-href(.))[1]">
          <x:url>{.}</x:url>
        </xsl:for-each>
      </x:fact>
    </xsl:for-each>
    <xsl:for-each select="f:facts($entry)">
      <x:fact type="{string-join((local-name(), @type), '-')}" label="{f:fact-label(.)}" position="{count(preceding-sibling::*) + 1}">
        <xsl:copy-of select="f:date-values(.)"/>
        <xsl:if test="self::location and matches(normalize-space(geo), '^-?[0-9.]+[ ,]+-?[0-9.]+$')">
          <xsl:attribute name="latitude" select="tokenize(normalize-space(geo), '[ ,]+')[1]"/>
          <xsl:attribute name="longitude" select="tokenize(normalize-space(geo), '[ ,]+')[2]"/>
        </xsl:if>
        <xsl:call-template name="tp:provenance"/>
        <xsl:for-each select="f:entries(@ref)[1]">
          <x:target href="{f:entry-href(.)}" name="{f:entry-name(.)}"/>
        </xsl:for-each>
        <x:words>{f:fact-words(.)}</x:words>
      </x:fact>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:fact-label" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:variable name="exact" select="local-name($fact) || '-' || $fact/@type"/>
    <xsl:sequence select="if (f:has-label($exact)) then f:label($exact)
        else if ($fact/@type) then f:label(local-name($fact)) || ' (' || $fact/@type || ')'
        else f:label(local-name($fact))"/>
  </xsl:function>

  <xsl:function name="f:fact-words" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="(normalize-space($fact)[.], f:date-phrase($fact)[f:date-values($fact)], '')[1]"/>
  </xsl:function>

  <xsl:function name="f:identifier-records" as="element(x:identifier)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:for-each select="$entry/descendant::idno">
      <x:identifier type="{@type}">
        <xsl:for-each select="f:authority(.)">
          <xsl:attribute name="href" select="."/>
        </xsl:for-each>
        <xsl:call-template name="tp:provenance"/>
        <x:words>{normalize-space()}</x:words>
      </x:identifier>
    </xsl:for-each>
  </xsl:function>

  <!-- The relations of an entry, said from its side. -->
  <xsl:function name="f:relation-records" as="element(x:relation)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$fp:relations-of(f:entry-href($entry))"/>
  </xsl:function>

  <!-- The relations by the address of the entry that they are said of. -->
  <xsl:variable name="fp:relations-of" as="map(xs:string, element(x:relation)+)">
    <xsl:variable name="said" as="element(x:relation)*">
      <xsl:for-each select="$registers//relation">
        <xsl:variable name="active" select="f:entries(@active)"/>
        <xsl:variable name="passive" select="f:entries(@passive)"/>
        <xsl:variable name="mutual" select="f:entries(@mutual)"/>
        <xsl:call-template name="tp:relation">
          <xsl:with-param name="of" select="$active"/>
          <xsl:with-param name="targets" select="$passive"/>
        </xsl:call-template>
        <xsl:call-template name="tp:relation">
          <xsl:with-param name="of" select="$passive"/>
          <xsl:with-param name="targets" select="$active"/>
          <xsl:with-param name="direction" select="'-reverse'"/>
        </xsl:call-template>
        <xsl:variable name="relation" select="."/>
        <xsl:for-each select="$mutual">
          <xsl:variable name="entry" select="."/>
          <xsl:for-each select="$relation">
            <xsl:call-template name="tp:relation">
              <xsl:with-param name="of" select="$entry"/>
              <xsl:with-param name="targets" select="$mutual except $entry"/>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:map>
      <xsl:for-each-group select="$said" group-by="tokenize(@of)">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <xsl:template name="tp:relation" as="element(x:relation)?">
    <xsl:param name="of" as="element()*"/>
    <xsl:param name="targets" as="element()*"/>
    <xsl:param name="direction" as="xs:string" select="''"/>
    <xsl:if test="exists($of) and exists($targets)">
      <x:relation of="{$of ! f:entry-href(.)}" name="{@name}{$direction}" label="{f:label(@name || $direction)}">
        <xsl:call-template name="tp:provenance"/>
        <xsl:for-each select="$targets">
          <x:target href="{f:entry-href(.)}" name="{f:entry-name(.)}"/>
        </xsl:for-each>
      </x:relation>
    </xsl:if>
  </xsl:template>

  <!-- How sure a statement is, and what it rests on. -->
  <xsl:template name="tp:provenance" as="node()*">
    <xsl:copy-of select="@cert"/>
    <xsl:for-each select="f:entries(@source)">
      <x:source href="{f:entry-href(.)}" name="{f:entry-name(.)}"/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
