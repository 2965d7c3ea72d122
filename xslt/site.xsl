<?xml version="1.0" encoding="UTF-8"?>
<!-- All that is made of the edition as a whole: a map of path → content. Each module below makes one kind of file. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all" default-mode="m:html"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:f="https://teipress.org/ns/functions" xmlns:fp="https://teipress.org/ns/functions-private"
    xmlns:m="https://teipress.org/ns/modes"
    xmlns:t="https://teipress.org/ns/templates" xmlns:x="https://teipress.org/ns/index">

  <xsl:include href="shared/shared.xsl"/>
  <xsl:include href="shared/texts.xsl"/>
  <xsl:include href="html/chrome.xsl"/>
  <xsl:include href="html/elements.xsl"/>
  <xsl:include href="index/entries.xsl"/>
  <xsl:include href="index/facts.xsl"/>
  <xsl:include href="index/parts.xsl"/>
  <xsl:include href="index/outline.xsl"/>
  <xsl:include href="index/front.xsl"/>
  <xsl:include href="cite/citation.xsl"/>
  <xsl:include href="index/search.xsl"/>
  <xsl:include href="index/browse.xsl"/>
  <xsl:include href="index/statistics.xsl"/>
  <xsl:include href="index/catalogue.xsl"/>
  <xsl:include href="index/html.xsl"/>
  <xsl:include href="index/figures.xsl"/>
  <xsl:include href="index/map.xsl"/>
  <xsl:include href="index/jumps.xsl"/>
  <xsl:include href="index/json.xsl"/>
  <xsl:include href="index/csv.xsl"/>
  <xsl:include href="index/tei.xsl"/>
  <xsl:include href="index/jsonld.xsl"/>
  <xsl:include href="index/exports.xsl"/>
  <xsl:include href="release/notice.xsl"/>
  <xsl:include href="release/gone.xsl"/>
  <xsl:include href="release/history.xsl"/>
  <xsl:include href="release/releases.xsl"/>
  <xsl:include href="release/passages.xsl"/>

  <xsl:output method="json" encoding="UTF-8"/>

  <!-- Which parts are made in this run, others in another; for a part, the records hold what it is made of. “person” is an
       index, “person-outline” is the outline of a long one, with its first page, “person-part” one of its parts;
       “linked-person” are its entries in the linked data. -->
  <xsl:param name="parts" as="xs:string*"
      select="'front', 'browse', 'statistics', 'data', $f:kinds, 'linked-texts', $fp:linked-kinds ! ('linked-' || .)"/>

  <xsl:template match="/" as="map(xs:string, xs:string)">
    <xsl:sequence select="map:merge((
        if ($parts = 'front') then f:about-texts() else (),
        if ($parts = 'browse') then f:ways-of-browsing() else (),
        if ($parts = ('statistics', 'data')) then f:about-numbers() else (),
        if ($parts = 'data') then f:about-ids() else (),
        $f:kinds[. = $parts] ! (f:pages-about(.), f:data-about(.)),
        $f:kinds[. || '-outline' = $parts] ! f:outline-about(.),
        $f:kinds[. || '-part' = $parts] ! (f:part-about(.), f:data-about(.)),
        if (exists($parts[starts-with(., 'linked-')])) then f:about-all() else (),
        if ($parts = 'located') then map { 'located': xml-to-json(f:located()) } else (),
        if ($parts = 'releases') then f:about-releases($records/x:releases) else (),
        if ($parts = 'past') then $records/x:past ! f:about-past(.) else ()))"/>
  </xsl:template>

  <xsl:function name="f:about-texts" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:map-entry key="'index.html'" select="f:html(f:front-page())"/>
      <xsl:if test="$search-folder">
        <xsl:map-entry key="'search.html'" select="f:html(f:search-page())"/>
      </xsl:if>
      <xsl:for-each select="$imprint">
        <xsl:variable name="page" as="element()"><xsl:call-template name="t:imprint"/></xsl:variable>
        <xsl:map-entry key="'imprint.html'" select="f:html($page)"/>
      </xsl:for-each>
      <xsl:map-entry key="'browse/texts.json'" select="xml-to-json(f:catalogue-json())"/>
      <xsl:map-entry key="'browse/texts.csv'" select="f:catalogue-csv()"/>
    </xsl:map>
  </xsl:function>

  <xsl:function name="f:ways-of-browsing" as="map(xs:string, xs:string)">
    <xsl:sequence select="map:merge($f:axes-here ! map { f:browse(.): f:html(f:browse-page(.)) })"/>
  </xsl:function>

  <!-- Numbers of all texts together, and of each by itself: these are made of some texts at a time. -->
  <xsl:function name="f:about-numbers" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:if test="$parts = 'statistics'">
        <xsl:map-entry key="'statistics.html'" select="f:html(f:statistics-page())"/>
      </xsl:if>
      <xsl:map-entry key="'statistics.json'"
          select="xml-to-json(f:statistics-json($f:texts[$parts = 'statistics'], $f:texts[$parts = 'data']))"/>
      <xsl:if test="$parts = 'data'">
        <xsl:map-entry key="'statistics.csv'" select="f:statistics-csv()"/>
      </xsl:if>
    </xsl:map>
  </xsl:function>

  <xsl:function name="f:about-ids" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:map-entry key="'ids.json'" select="xml-to-json(f:ids())"/>
      <xsl:for-each select="$f:texts[$release-name]">
        <xsl:variable name="page" as="element()">
          <xsl:call-template name="t:passages">
            <xsl:with-param name="text" select="."/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:map-entry key="'passages/' || @name || '.html'" select="f:html($page)"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <!-- The pages of an index: one, or, of a long index, its list of parts and a page for each. -->
  <xsl:function name="f:pages-about" as="map(xs:string, xs:string)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="parts" select="f:parts($kind)"/>
    <xsl:map>
      <xsl:map-entry key="f:index($kind)" select="f:html(f:index-page($kind))"/>
      <xsl:for-each select="(1 to array:size($parts))[array:size($parts) gt 1]">
        <xsl:map-entry key="f:part($kind, .)" select="f:html(f:page-of-part($kind, ., $parts(.)))"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <xsl:function name="f:outline-about" as="map(xs:string, xs:string)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="map { f:index($kind): f:html(f:index-page($kind)), 'outline': serialize(f:whole-outline($kind)) }"/>
  </xsl:function>

  <xsl:function name="f:part-about" as="map(xs:string, xs:string)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="number" select="xs:integer($outline/x:outline/@part)"/>
    <xsl:sequence select="map { f:part($kind, $number): f:html(f:page-of-part($kind, $number, f:index-of($kind))) }"/>
  </xsl:function>

  <xsl:function name="f:data-about" as="map(xs:string, xs:string)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="entries" select="f:index-of($kind)"/>
    <xsl:map>
      <xsl:map-entry key="replace(f:index($kind), 'html$', 'json')" select="xml-to-json(f:index-json($entries))"/>
      <xsl:map-entry key="replace(f:index($kind), 'html$', 'csv')" select="f:index-csv($entries)"/>
      <xsl:for-each select="f:index-tei($kind, $entries)">
        <xsl:map-entry key="replace(f:index($kind), 'html$', 'xml')"
            select="serialize(., map { 'method': 'xml', 'encoding': 'UTF-8', 'omit-xml-declaration': false() }) || '&#10;'"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <!-- Dates are no things of their own in the linked data. -->
  <xsl:variable name="fp:linked-kinds" as="xs:string+" select="$f:kinds[. ne 'date']"/>

  <xsl:function name="f:about-all" as="map(xs:string, xs:string)">
    <xsl:variable name="entries" select="$fp:linked-kinds[$parts = 'linked-' || .] ! f:index-of(.)"/>
    <xsl:sequence select="map { 'indexes/entities.jsonld': xml-to-json(f:linked-data($f:texts[$parts = 'linked-texts'], $entries)) }"/>
  </xsl:function>

  <xsl:function name="f:html" as="xs:string">
    <xsl:param name="page" as="element()"/>
    <xsl:sequence select="serialize($page, map { 'method': 'html', 'html-version': 5.0, 'indent': false(), 'include-content-type': false() })"/>
  </xsl:function>
</xsl:stylesheet>
