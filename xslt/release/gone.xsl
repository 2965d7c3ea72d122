<?xml version="1.0" encoding="UTF-8"?>
<!-- What became of passages that stood in a release and stand no more: an anchor with the old id, and what it says. A reader
     who comes by an old address arrives there.

     <x:past document>                    a text by its name, or a register by its path without suffix
       <x:release name date/>*            the releases that it stands in, oldest first
       <x:standing release/>?             the ids that stand in the last release, if the document does
       <x:passage id element state reason after>*   after: the last release that it was recorded in, if it is gone
         <x:in from to edited?/>*         releases in a row in which it was the same; edited: it was another before
         <x:successor document id element/>*   of one that is gone: where its words are now -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes" xmlns:t="https://teipress.org/ns/templates"
    xmlns:tp="https://teipress.org/ns/templates-private" xmlns:x="https://teipress.org/ns/index"
    xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml">

  <!-- Where a passage is, from the root of the edition: on the page of its text, or, an entry of a register, in its index. -->
  <xsl:function name="f:place-of" as="xs:string?">
    <xsl:param name="document" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="element" as="xs:string"/>
    <xsl:variable name="kind" select="($fp:kind-of-entry($element), $registers ! key('id', $id, .)[f:is-entry(.)] ! f:kind(.))[1]"/>
    <xsl:sequence select="if (starts-with($document, 'registers/')) then $kind ! (f:index(.) || '#' || $id) else f:page($document) || '#' || $id"/>
  </xsl:function>

  <!-- The entries of registers that an index had once. -->
  <xsl:function name="f:gone-entries" as="element(x:passage)*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:for-each-group select="$past/x:past[starts-with(@document, 'registers/')]/x:passage[$fp:kind-of-entry(@element) = $kind]" group-by="@id">
      <xsl:sequence select="current-group()[not(x:successor[@id = current-grouping-key()][$fp:kind-of-entry(@element) = $kind])][1]"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- At the end of a page: what stood here. -->
  <xsl:template name="t:gone" as="element(h:section)?">
    <xsl:param name="passages" as="element(x:passage)*"/>
    <xsl:param name="what" as="xs:string" select="'gone-passages'"/>
    <xsl:if test="exists($passages)">
      <section class="gone" lang="{$edition-language}">
        <h2>{f:label('gone')}</h2>
        <p>{f:label($what)}</p>
        <ul>
          <xsl:apply-templates select="$passages" mode="m:gone"/>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="m:gone" on-no-match="fail"/>

  <xsl:template match="x:passage" mode="m:gone" as="element(h:li)">
    <li id="{@id}">
      <span class="passage">{@id}</span>
      <xsl:text> </xsl:text>
      <span class="count">{f:gi(@element)}</span>
      <p class="fate">
        <xsl:call-template name="tp:last-place"/>
        <xsl:call-template name="t:fate"/>
      </p>
    </li>
  </xsl:template>

  <!-- “Last in release 1.0.0 of 24 November 2026”, a link to the passage there. -->
  <xsl:template name="tp:last-place" as="node()*">
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="place" select="f:place-of(../@document, @id, @element)"/>
    <xsl:if test="empty(x:in) and @after ne ''">{f:label('last-in', @after)}; </xsl:if>
    <xsl:for-each select="x:in[last()]/@to">
      <xsl:variable name="words" select="f:label('last-in-release', (., f:day($release-dates[index-of($release-names, current())])))"/>
      <xsl:choose>
        <xsl:when test="$place"><a href="{$root}v/{.}/{$place}">{$words}</a></xsl:when>
        <xsl:otherwise>{$words}</xsl:otherwise>
      </xsl:choose>
      <xsl:text>; </xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- “then split into q4, q4.2. Two persons speak.” -->
  <xsl:template name="t:fate" as="node()*">
    <xsl:param name="root" as="xs:string" select="''" tunnel="yes"/>
    <xsl:text>{f:label('fate-' || @state)}{f:label('fate-instead')[current()/x:successor][current()/@state = 'retired']}</xsl:text>
    <xsl:for-each select="x:successor">
      <xsl:text>{if (position() = 1) then ' ' else ', '}</xsl:text>
      <xsl:variable name="place" select="f:place-of(@document, @id, @element)"/>
      <xsl:variable name="name" select="string-join((@document[. ne current()/../../@document], @id), ': ')"/>
      <xsl:choose>
        <xsl:when test="$place"><a href="{$root}{$place}">{$name}</a></xsl:when>
        <xsl:otherwise>{$name}</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:text>. {@reason}{'.'[matches(current()/@reason, '[^.!?…]$')]}</xsl:text>
  </xsl:template>

  <xsl:function name="f:gi" as="xs:string">
    <xsl:param name="element" as="xs:string"/>
    <xsl:sequence select="'&lt;' || $element || '>'"/>
  </xsl:function>
</xsl:stylesheet>
