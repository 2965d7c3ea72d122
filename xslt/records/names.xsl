<?xml version="1.0" encoding="UTF-8"?>
<!-- Which entry of which index a name belongs to. An entry of a register comes first. Without one, names belong together that
     lead to the same place (@ref), have the same @key, or are the same words, whatever their case and punctuation:

     #ID               an entry of a register
     #in:TEXT:ID       an element of a text: a person of its particDesc, a role of its castList
     #ref:ADDRESS      an address elsewhere, an authority's for instance
     #key:KEY          a @key
     #name:WORDS       nothing but the words -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- What a name stands for, by its element or, where that says nothing, by its type. -->
  <xsl:variable name="fp:kind-of-name" as="map(xs:string, xs:string)" select="map {
      'persName': 'person', 'author': 'person', 'editor': 'person', 'role': 'person', 'castItem': 'person',
      'placeName': 'place', 'geogName': 'place', 'settlement': 'place', 'district': 'place', 'region': 'place', 'country': 'place',
      'orgName': 'organization', 'eventName': 'event', 'title': 'work' }"/>
  <xsl:variable name="fp:kind-of-type" as="map(xs:string, xs:string)" select="map {
      'person': 'person', 'pers': 'person', 'per': 'person', 'character': 'person', 'people': 'person',
      'place': 'place', 'loc': 'place', 'location': 'place', 'city': 'place', 'town': 'place', 'country': 'place', 'region': 'place',
      'org': 'organization', 'organization': 'organization', 'organisation': 'organization', 'institution': 'organization',
      'event': 'event', 'work': 'work', 'title': 'work', 'book': 'work' }"/>

  <xsl:function name="f:kind-of-name" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="($fp:kind-of-name(local-name($name)), f:kind($name), $name/@type ! $fp:kind-of-type(lower-case(.)))[1]"/>
  </xsl:function>

  <!-- The attributes that say what a name belongs to: kind, entry, label (unless the register has the name), uri, within. Nothing
       where that cannot be told. “otherwise” is the kind of a name that does not tell its own. -->
  <xsl:function name="f:identity" as="attribute()*">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="otherwise" as="xs:string?"/>
    <xsl:variable name="uri" select="$pointer ! f:resolve(., $name)"/>
    <xsl:variable name="entry" select="f:entry($uri)"/>
    <xsl:variable name="address" select="substring-before($uri || '#', '#')"/>
    <xsl:variable name="target" select="$uri[$address = $document-uri] ! key('id', substring-after(., '#'), root($name))[1]"/>
    <xsl:variable name="kind" select="(($target, $name) ! f:kind-of-name(.), $otherwise)[1]"/>
    <xsl:variable name="within" as="xs:string?" select="if ($address = $document-uri) then $text-name else $text-names[index-of($text-uris, $address)[1]]"/>
    <xsl:variable name="key" as="xs:string?" select="
        if (exists($within)) then 'in:' || fp:plain($within) || ':' || fp:plain(substring-after($uri, '#'))
        else if (exists($uri)) then 'ref:' || fp:plain(if (starts-with($uri, 'file:')) then replace($uri, '^.*/', '') else $uri)
        else if ($name/@key[normalize-space()]) then 'key:' || fp:plain($name/@key)
        else fp:letters($words)[.] ! ('name:' || .)"/>
    <xsl:choose>
      <xsl:when test="exists($entry)">
        <xsl:attribute name="kind" select="f:kind($entry)"/>
        <xsl:attribute name="entry" select="f:entry-href($entry)"/>
      </xsl:when>
      <xsl:when test="exists($kind) and exists($key)">
        <xsl:attribute name="kind" select="$kind"/>
        <xsl:attribute name="entry" select="f:index($kind) || '#' || $key"/>
        <xsl:attribute name="label" select="($target ! fp:bare(f:entry-name(.))[. ne f:id($target)], fp:bare($words)[.], $name/@key, replace($uri, '^.*[/#]', ''))[1]"/>
        <xsl:for-each select="$within">
          <xsl:attribute name="within" select="."/>
        </xsl:for-each>
        <xsl:if test="starts-with($key, 'ref:') and not(starts-with($uri, 'file:'))">
          <xsl:attribute name="uri" select="f:safe-href($uri)"/>
        </xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- A key as a part of an address. -->
  <xsl:function name="fp:plain" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="translate(encode-for-uri(normalize-space($key)), '%', '.')"/>
  </xsl:function>

  <!-- Words without case and punctuation, as a part of an address. -->
  <xsl:function name="fp:letters" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="letters" select="replace(lower-case(normalize-unicode($words)), '[^\p{L}\p{M}\p{N}]+', ' ')"/>
    <xsl:sequence select="translate(normalize-space($letters), ' ', '-')"/>
  </xsl:function>

  <!-- The words of a name: of two spellings the later one, without notes and soft hyphens. -->
  <xsl:function name="f:name-words" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="texts" select="if ($name/*) then $name//text()[empty(ancestor::*[self::note or self::orig or self::sic or self::abbr][. >> $name])] else $name"/>
    <xsl:sequence select="translate(normalize-space(string-join($texts)), '&#xAD;', '')"/>
  </xsl:function>
</xsl:stylesheet>
