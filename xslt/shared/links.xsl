<?xml version="1.0" encoding="UTF-8"?>
<!-- Links: which address a page may carry, and where an element leads. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Names and descriptions that may stand for an entry of a register. -->
  <xsl:function name="f:is-name" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::persName or self::placeName or self::orgName or self::eventName or self::title
        or self::rs or self::name or self::geogName or self::settlement or self::region or self::country])"/>
  </xsl:function>

  <!-- Where an element leads, as an address from the root of the edition or on the web; nothing where it is no link.
       A page-internal address starts with “#”. -->
  <xsl:function name="f:leads-to" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element[self::ref or self::ptr]/@target">
        <xsl:sequence select="f:target(tokenize($element/@target)[1], $element)"/>
      </xsl:when>
      <xsl:when test="$element/@ref and f:is-name($element)">
        <xsl:sequence select="f:entries($element/@ref)[1] ! f:entry-href(.)"/>
      </xsl:when>
      <xsl:when test="$element/self::email[matches(normalize-space(), '^[\w.+\-]+@[\w\-]+(\.[\w\-]+)+$')]">
        <xsl:sequence select="'mailto:' || normalize-space($element)"/>
      </xsl:when>
      <xsl:when test="$element/self::idno[not(*)]">
        <xsl:sequence select="(f:authority($element), normalize-space($element)[matches(., '^https?://\S+$')])[1] ! f:safe-href(.)"/>
      </xsl:when>
      <xsl:when test="$element/self::date[ancestor::text]">
        <xsl:sequence select="f:date-key($element) ! (f:index('date') || '#' || .)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Elements whose rendering may hold links of the tool's own: calls of notes, numbers, names of speakers. -->
  <xsl:variable name="fp:link-holders" as="map(xs:string, xs:boolean)" select="map:merge(('note', 'noteGrp', 'said', 'quote', 'q', 'pb', 'app',
      'graphic', 'media', 'binaryObject', 'span', 'interp', 'link', 'join', 'alt', 'when', 'include', 'relation', 'u', 'annotation', 'p', 'ab', 'l', 's', 'zone',
      'surface') ! map { .: true() })"/>

  <!-- Whether something on the page below this element is a link, so that no other link may hold it. -->
  <xsl:function name="f:holds-link" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="some $element in $node/descendant-or-self::* satisfies
        (map:contains($fp:link-holders, local-name($element)) or exists(f:leads-to($element)) or f:is-called($element))"/>
  </xsl:function>

  <!-- The address on the site that a pointer means: an element of this page, another text, an entry, or the web. -->
  <xsl:function name="f:target" as="xs:string?">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="uri" select="$pointer ! f:resolve(., $from)"/>
    <xsl:variable name="address" select="if (contains($uri, '#')) then substring-before($uri, '#') else $uri"/>
    <xsl:variable name="fragment" select="substring-after($uri, '#')"/>
    <xsl:choose>
      <xsl:when test="empty($uri)"/>
      <xsl:when test="$address = $document-uri">
        <xsl:sequence select="key('id', $fragment, root($from))[1] ! ('#' || $fragment)"/>
      </xsl:when>
      <xsl:when test="$address = $text-uris">
        <xsl:sequence select="f:page($text-names[index-of($text-uris, $address)[1]]) || ($fragment[.] ! ('#' || .))"/>
      </xsl:when>
      <xsl:when test="$address = $media-uris">
        <xsl:sequence select="$media-addresses[index-of($media-uris, $address)[1]]"/>
      </xsl:when>
      <xsl:when test="f:entry($uri)">
        <xsl:sequence select="f:entry-href(f:entry($uri))"/>
      </xsl:when>
      <xsl:when test="not(starts-with($uri, 'file:'))">
        <xsl:sequence select="f:safe-href($uri)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The address of a picture or recording: in the edition it is copied to media/, elsewhere on the web it is a link. -->
  <xsl:function name="f:media" as="xs:string?">
    <xsl:param name="url" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="uri" select="f:resolve(normalize-space($url), $from)"/>
    <xsl:variable name="copied" select="$uri ! index-of($media-uris, .)[1]"/>
    <xsl:sequence select="if (exists($copied)) then $media-addresses[$copied]
        else $uri[not(starts-with(., 'file:'))] ! f:safe-href(.)"/>
  </xsl:function>

  <!-- An address that a page may carry: control characters and spaces away, then only schemes that run nothing. -->
  <xsl:function name="f:safe-href" as="xs:string?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="clean" select="replace($address, '[\p{Z}\p{C}]', '')"/>
    <xsl:if test="not(matches($clean, '^[^/?#]*:')) or matches($clean, '^(https?|mailto|doi|urn):', 'i')">
      <xsl:sequence select="$clean"/>
    </xsl:if>
  </xsl:function>

  <!-- Whose address this is, in a word. -->
  <xsl:function name="f:authority-name" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="host" select="replace($address, '^[a-z]+://(www\.)?([^/:]+).*$', '$2')"/>
    <xsl:variable name="names" as="map(xs:string, xs:string)" select="map {
        'd-nb.info': 'GND', 'viaf.org': 'VIAF', 'id.loc.gov': 'LCCN', 'lccn.loc.gov': 'LCCN', 'wikidata.org': 'Wikidata',
        'geonames.org': 'GeoNames', 'sws.geonames.org': 'GeoNames', 'orcid.org': 'ORCID', 'isni.org': 'ISNI', 'doi.org': 'DOI' }"/>
    <xsl:sequence select="($names($host), $host)[1]"/>
  </xsl:function>

  <!-- The page of an authority that an id belongs to; nothing for kinds of id that we do not know. -->
  <xsl:function name="f:authority" as="xs:string?">
    <xsl:param name="idno" as="element(idno)"/>
    <xsl:variable name="value" select="encode-for-uri(normalize-space($idno))"/>
    <xsl:variable name="pages" as="map(xs:string, xs:string)" select="map {
        'gnd': 'https://d-nb.info/gnd/', 'viaf': 'https://viaf.org/viaf/', 'lccn': 'https://lccn.loc.gov/',
        'wikidata': 'https://www.wikidata.org/entity/', 'geonames': 'https://www.geonames.org/',
        'orcid': 'https://orcid.org/', 'isni': 'https://isni.org/isni/', 'doi': 'https://doi.org/' }"/>
    <xsl:sequence select="$pages(lower-case($idno/@type)) ! (. || $value)"/>
  </xsl:function>

  <!-- The page that shows the source of a text or a register, from the root of the edition. -->
  <xsl:function name="f:source-page" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="'source/' || $name || '.html'"/>
  </xsl:function>
</xsl:stylesheet>
