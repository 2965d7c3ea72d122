<?xml version="1.0" encoding="UTF-8"?>
<!-- Register entries: finding them, their kinds, names and addresses. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:key name="id" match="*[@xml:id]" use="normalize-space(@xml:id)"/>

  <!-- The kinds of entries, in the order of the navigation; each is also the name of its index in the singular. -->
  <xsl:variable name="f:kinds" as="xs:string+" select="'person', 'place', 'organization', 'event', 'work', 'date', 'quotation'"/>

  <xsl:variable name="fp:kind-of-entry" as="map(xs:string, xs:string)" select="map {
      'person': 'person', 'personGrp': 'person', 'place': 'place', 'org': 'organization', 'event': 'event',
      'bibl': 'work', 'biblStruct': 'work' }"/>

  <xsl:variable name="fp:register-of-uri" as="map(xs:string, document-node())"
      select="map:merge($registers ! map { f:file-uri(base-uri(.)): . })"/>

  <!-- The address that a (settled) pointer leads to; nothing where it is no address. -->
  <xsl:function name="f:resolve" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="from" as="node()"/>
    <xsl:variable name="base" select="if ($document-uri) then $document-uri else string(base-uri(root($from)))"/>
    <xsl:try select="f:file-uri(resolve-uri($pointer, $base))">
      <xsl:catch errors="*" select="()"/>
    </xsl:try>
  </xsl:function>

  <!-- An address, a file's always with three slashes: Saxon resolves “file:///a” to “file:/b”. -->
  <xsl:function name="f:file-uri" as="xs:string">
    <xsl:param name="uri" as="xs:anyURI"/>
    <xsl:sequence select="replace(string($uri), '^file:/+', 'file:///')"/>
  </xsl:function>

  <!-- The entries of the registers that the pointers of an attribute lead to. -->
  <xsl:function name="f:entries" as="element()*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:sequence select="tokenize($pointers) ! f:entry(f:resolve(., $pointers))"/>
  </xsl:function>

  <xsl:function name="f:entry" as="element()?">
    <xsl:param name="uri" as="xs:string?"/>
    <xsl:variable name="register" select="$fp:register-of-uri(substring-before($uri, '#'))"/>
    <xsl:sequence select="$register ! key('id', substring-after($uri, '#'), .)[f:is-entry(.)][1]"/>
  </xsl:function>

  <!-- An entry is a member of a list, or of another entry, and has an id. -->
  <xsl:function name="f:is-entry" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists(f:kind($element)) and exists(f:id($element))
        and (starts-with(local-name($element/..), 'list') or exists(f:kind($element/..)))"/>
  </xsl:function>

  <xsl:function name="f:kind" as="xs:string?">
    <xsl:param name="entry" as="element()?"/>
    <xsl:sequence select="$entry ! $fp:kind-of-entry(local-name())"/>
  </xsl:function>

  <!-- The page of an index, from the root of the edition. -->
  <xsl:function name="f:index" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="'indexes/' || $kind || 's.html'"/>
  </xsl:function>

  <!-- The address of an entry, from the root of the edition. -->
  <xsl:function name="f:entry-href" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="f:index(f:kind($entry)) || '#' || f:id($entry)"/>
  </xsl:function>

  <!-- The name under which an entry is listed. -->
  <xsl:function name="f:entry-name" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" select="$entry/(persName | placeName | orgName | eventName | name | label | title | (analytic | monogr)/title)"/>
    <xsl:sequence select="(($names[@type = 'main'], $names)[1] ! normalize-space(.)[.], f:id($entry))[1]"/>
  </xsl:function>

  <xsl:function name="f:id" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="normalize-space($element/@xml:id)[.]"/>
  </xsl:function>

  <!-- The page of a text, from the root of the edition. -->
  <xsl:function name="f:page" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="encode-for-uri($name) || '.html'"/>
  </xsl:function>
</xsl:stylesheet>
